//! Partners as a table shows them, and what in their data needs a look.

use tierlab_engine::portfolio::{
    Cadence, Direction, Kind, Metric, Origin, Partner, Period, Portfolio, Unit,
};
use tierlab_engine::report::{Cell, Effect, PartnersNow, concerns, effect, partner_scores};
use tierlab_engine::sample::{sample_partners, sample_scenario};

fn metric(key: &str, kind: Kind, unit: Unit) -> Metric {
    Metric { key: key.to_owned(), name: key.to_owned(), kind, unit, direction: Direction::More }
}

fn partner(id: &str, name: &str) -> Partner {
    Partner { id: id.to_owned(), name: name.to_owned(), attributes: Vec::new(), first_tier: None }
}

fn quarters(many: i32) -> Vec<Period> {
    (0..many).map(|step| Period::new(Cadence::Quarter, 2024, 1).unwrap().plus(step)).collect()
}

/// Revenue, deals and satisfaction of partners over quarters.
fn portfolio(partners: &[(&str, &str, [&[f64]; 3])]) -> Portfolio {
    let metrics = vec![
        metric("revenue", Kind::Flow, Unit::Money),
        metric("deals", Kind::Flow, Unit::Count),
        metric("csat", Kind::Rating, Unit::Percent),
    ];
    let many = i32::try_from(partners[0].2[0].len()).unwrap();
    let people = partners.iter().map(|(id, name, _)| partner(id, name)).collect();
    let from = Origin::File("test".to_owned());
    let mut made = Portfolio::new(from, quarters(many), metrics, Vec::new(), people);
    for (position, (.., columns)) in partners.iter().enumerate() {
        for (metric, column) in columns.iter().enumerate() {
            for (period, value) in column.iter().enumerate() {
                made.set(metric, position, period, *value);
            }
        }
    }
    made
}

const STEADY: [f64; 8] = [100.0, 104.0, 97.0, 103.0, 99.0, 101.0, 98.0, 102.0];
const DEALS: [f64; 8] = [0.0, 1.0, 0.0, 0.0, 2.0, 0.0, 0.0, 1.0];
const CSAT: [f64; 8] = [80.0, 82.0, 81.0, 79.0, 80.0, 83.0, 81.0, 82.0];

#[test]
fn columns_say_what_the_scores_of_single_partners_say() {
    let (portfolio, program) = (sample_partners(), sample_scenario().alternative);
    let now = PartnersNow::of(&program, &portfolio);
    for (partner, score) in partner_scores(&program, &portfolio).iter().enumerate() {
        let bits = |score: f64| (!score.is_nan()).then(|| score.to_bits());
        assert_eq!(bits(now.score[partner]), score.trace.score.and_then(bits));
        assert_eq!(now.standing[partner], score.standing);
        assert_eq!(now.held[partner], !score.qualification.blocked.is_empty());
        let next = score.standing + 1;
        assert_eq!(now.tier(next, partner).as_ref(), score.tiers.get(next));
        let above = score.tiers.get(next).and_then(|tier| Some(score.trace.score? - tier.line?));
        assert_eq!(Some(now.above_next(partner)).filter(|gap| !gap.is_nan()), above);
    }
}

#[test]
fn a_figure_far_from_the_partners_own_is_an_outlier_and_a_rare_deal_is_not() {
    let mut tenfold = STEADY;
    tenfold[5] = 1010.0;
    let found = concerns(&portfolio(&[
        ("A", "Alder", [&STEADY, &DEALS, &CSAT]),
        ("B", "Birch", [&tenfold, &DEALS, &CSAT]),
    ]));
    assert_eq!(found.outliers, [Cell { partner: 1, metric: 0, period: 5 }]);
}

#[test]
fn growth_is_no_outlier() {
    let growing: Vec<f64> = (0..8).map(|quarter| 100.0 * 1.4_f64.powi(quarter)).collect();
    let found = concerns(&portfolio(&[("A", "Alder", [&growing, &DEALS, &CSAT])]));
    assert_eq!(found.outliers, []);
}

#[test]
fn shares_beyond_all_and_counts_below_none_cannot_be_and_money_below_none_is_told_apart() {
    let (mut csat, mut deals, mut revenue) = (CSAT, DEALS, STEADY);
    (csat[2], deals[0], revenue[7]) = (180.0, -1.0, -5.0);
    let found = concerns(&portfolio(&[("A", "Alder", [&revenue, &deals, &csat])]));
    let cell = |metric, period| Cell { partner: 0, metric, period };
    assert_eq!(found.impossible, [cell(1, 0), cell(2, 2)]);
    assert_eq!(found.negative, [cell(0, 7)]);
}

#[test]
fn a_record_that_stops_is_stale_and_one_that_begins_late_has_joined() {
    let nothing = f64::NAN;
    let stops = [100.0, 101.0, 99.0, 100.0, 102.0, nothing, nothing, nothing];
    let late = [nothing, nothing, 99.0, 100.0, 102.0, 100.0, 103.0, 98.0];
    let unknown = [nothing; 8];
    let found = concerns(&portfolio(&[
        ("A", "Alder", [&stops, &unknown, &unknown]),
        ("B", "Birch", [&late, &unknown, &unknown]),
        ("C", "Cedar", [&STEADY, &DEALS, &CSAT]),
        ("D", "Dogwood", [&unknown, &unknown, &unknown]),
    ]));
    assert_eq!(found.stale, [(0, 4)]);
    assert_eq!(found.joined, [(1, 2)]);
}

#[test]
fn the_same_name_or_the_same_figures_under_another_id_are_told_once() {
    let mut other = STEADY;
    other[0] = 55.0;
    let found = concerns(&portfolio(&[
        ("A", "Alder Ltd", [&STEADY, &DEALS, &CSAT]),
        ("B", "alder  LTD", [&other, &DEALS, &CSAT]),
        ("C", "Cedar", [&STEADY, &DEALS, &CSAT]),
        ("D", "Dogwood", [&CSAT, &DEALS, &STEADY]),
    ]));
    assert_eq!(found.duplicates, [(1, 0), (2, 0)]);
}

#[test]
fn what_leaving_figures_out_changes_is_counted() {
    let (portfolio, program) = (sample_partners(), sample_scenario().alternative);
    let now = PartnersNow::of(&program, &portfolio);
    assert_eq!(effect(&program, &portfolio, &now, &[]), Effect::default());
    let last = portfolio.periods().len() - 1;
    let revenue = portfolio.metric_index("revenue").unwrap();
    let sold = |partner: &usize| portfolio.history(revenue, *partner)[last];
    let busiest = (0..portfolio.partners().len())
        .filter(|partner| !sold(partner).is_nan())
        .max_by(|a, b| sold(a).total_cmp(&sold(b)))
        .unwrap();
    let without = [Cell { partner: busiest, metric: revenue, period: last }];
    let told = effect(&program, &portfolio, &now, &without);
    assert_eq!(told.scores, 1);
    assert!(told.largest > 0.0 && told.tiers <= 1, "{told:?}");
}

#[test]
fn the_sample_has_few_concerns() {
    let found = concerns(&sample_partners());
    assert!(found.outliers.len() < 10, "{:?}", found.outliers);
    assert_eq!(found.impossible, []);
}
