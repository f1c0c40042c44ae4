//! What may happen meanwhile: downturns, and segments that respond in their own way.

use super::{demo, revenue, run, sample, unmoved};
use tierlab_engine::report::headline;
use tierlab_engine::simulation::{Response, Segment, Stress};

fn downturn(from: u32, quarters: u32, gradual: bool) -> Stress {
    Stress { name: "Downturn".to_owned(), size: -0.2, from, quarters, gradual, segment: None }
}

#[test]
fn a_shock_takes_its_share_of_revenue_while_it_lasts() {
    let (mut scenario, portfolio) = demo(30);
    unmoved(&mut scenario);
    let calm = revenue(&run(&scenario, &portfolio).baseline);
    scenario.stress = vec![downturn(3, 2, false)];
    let hit = revenue(&run(&scenario, &portfolio).baseline);
    for (quarter, (hit, calm)) in hit.iter().zip(&calm).enumerate() {
        let left = if (2..4).contains(&quarter) { 0.8 } else { 1.0 };
        assert!((hit / calm - left).abs() < 1e-9, "quarter {}: {}", quarter + 1, hit / calm);
    }
}

#[test]
fn a_gradual_downturn_builds_up_and_stays() {
    let (mut scenario, portfolio) = demo(10);
    unmoved(&mut scenario);
    let calm = revenue(&run(&scenario, &portfolio).baseline);
    scenario.stress = vec![downturn(2, 4, true)];
    let hit = revenue(&run(&scenario, &portfolio).baseline);
    let left: Vec<f64> = hit.iter().zip(&calm).map(|(hit, calm)| hit / calm).collect();
    assert!(left.windows(2).all(|pair| pair[1] <= pair[0] + 1e-12), "{left:?}");
    assert!((left[0] - 1.0).abs() < 1e-12 && (left[4] - 0.8).abs() < 1e-9, "{left:?}");
    assert!((left[7] - 0.8).abs() < 1e-9, "{left:?}");
}

#[test]
fn a_downturn_of_a_segment_meets_that_segment_alone() {
    let (mut scenario, portfolio) = sample(3);
    let calm = run(&scenario, &portfolio);
    let segment = Segment { attribute: "region".to_owned(), value: "emea".to_owned() };
    scenario.stress = vec![Stress { segment: Some(segment), ..downturn(1, 8, false) }];
    let hit = run(&scenario, &portfolio);
    let region = portfolio.attribute_index("region").expect("regions");
    for (index, position) in calm.positions.iter().enumerate() {
        let met = portfolio.attribute(region, *position) == Some("EMEA");
        let [before, after] = [&calm, &hit]
            .map(|outcome| outcome.baseline.partner(index).expect("it").mean_revenue(3));
        assert_eq!(after < before, met, "partner {position}: {before} to {after}");
        assert!(met || after.to_bits() == before.to_bits());
    }
}

/// The ladder bends in a downturn: fewer at the top, under both programs.
#[test]
fn a_ladder_can_be_tried_in_a_downturn() {
    let (mut scenario, portfolio) = sample(10);
    let end = |outcome: &super::Outcome| {
        let last = outcome.alternative.quarters - 1;
        let top = |run: usize, quarter: usize| {
            f64::from(outcome.alternative.replications[run].mix[quarter * 5 + 3])
        };
        super::by_quarter(&outcome.alternative, top)[last]
    };
    let calm = end(&run(&scenario, &portfolio));
    scenario.stress = vec![Stress { size: -0.5, ..downturn(1, 8, false) }];
    let hit = end(&run(&scenario, &portfolio));
    assert!(hit < calm - 0.5, "{hit} instead of {calm}");
}

#[test]
fn who_does_not_respond_is_not_moved() {
    let (mut scenario, portfolio) = sample(3);
    for (tier, benefit) in scenario.alternative.incentives.tiers.iter_mut().enumerate() {
        benefit.manager_hours += 10.0 * tier as f64;
    }
    scenario.alternative.ladder = scenario.baseline.ladder.clone();
    let everyone: Vec<Response> = ["EMEA", "AMER", "Americas", "APAC", "LATAM", "North America"]
        .iter()
        .map(|value| Response {
            segment: Segment { attribute: "region".to_owned(), value: (*value).to_owned() },
            factor: 0.0,
        })
        .collect();
    let region = portfolio.attribute_index("region").expect("regions");
    let known = |position: usize| {
        let text = portfolio.attribute(region, position).expect("a region");
        everyone.iter().any(|response| response.segment.value == text)
    };
    assert!((0..portfolio.partners().len()).all(known), "every region is named");
    let moved = headline(&run(&scenario, &portfolio)).expect("runs").margin.mean;
    scenario.responses = everyone;
    let still = run(&scenario, &portfolio);
    assert!(moved.abs() > 1.0);
    for (one, other) in still.alternative.replications.iter().zip(&still.baseline.replications) {
        assert_eq!(one.revenue, other.revenue);
    }
}
