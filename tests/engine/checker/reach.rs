use super::{
    averaged, count, gold_at, gold_behind, mended, none, one, part, program, said, snapshot, summed,
};
use tierlab_engine::checker::{Code, PlaceRef, Severity};
use tierlab_engine::rules::{
    Comparator, Dimension, Gate, Keep, Measure, Part, Program, Quantity, ScoreModel, Source,
    Threshold, ValueFunction,
};

fn linear(points: f64) -> ValueFunction {
    ValueFunction::Linear { from: 0.0, target: 10.0.into(), points: points.into() }
}

fn rate(points: f64, most: Option<f64>) -> ValueFunction {
    ValueFunction::Rate { points: points.into(), per: 1.0.into(), whole: true, most }
}

#[test]
fn all_points_together_stop_below_the_line() {
    let score =
        summed(vec![part("Deals", "deals", linear(40.0)), part("Staff", "staff", linear(22.5))]);
    let at = |line: f64| program(score.clone(), gold_at(line));
    let (finding, after) = mended(&at(75.0), None, Code::OutOfReach, "Lower the line to 62");
    assert_eq!(finding.place, PlaceRef::Tier(1));
    assert_eq!(finding.severity, Severity::Fix);
    assert_eq!(said(&finding), "Gold starts at 75 points; all points together make 62.5.");
    assert!((after.ladder.tiers[1].line() - 62.0).abs() < 1e-12);
    none(&at(62.5), None, Code::OutOfReach);
    let mut strict = at(62.5);
    strict.ladder.tiers[1].threshold =
        Some(Threshold { comparator: Comparator::MoreThan, points: Quantity::Fixed(62.5) });
    mended(&strict, None, Code::OutOfReach, "Lower the line to 62");
}

#[test]
fn factors_caps_and_rounding_count() {
    // Band × band: 50 points at most, a quarter of them at most.
    let mut product = part("Retention", "deals", linear(50.0));
    product.times.push((super::last("staff"), linear(0.25)));
    let program = program(summed(vec![product]), gold_at(20.0));
    assert!(said(&one(&program, None, Code::OutOfReach)).contains("make 12.5"));
    // Without a cap there is no end to a rate.
    let open = super::program(summed(vec![part("Deals", "deals", rate(1.0, None))]), gold_at(99.0));
    none(&open, None, Code::OutOfReach);
}

#[test]
fn keeping_can_be_out_of_reach_too() {
    let score = summed(vec![part("Deals", "deals", linear(60.0))]);
    let mut program = program(score, gold_at(50.0));
    program.ladder.tiers[1].keep =
        Some(Keep { threshold: Some(Threshold::at_least(64.0)), gates: vec![] });
    let finding = one(&program, None, Code::OutOfReach);
    assert_eq!(finding.place, PlaceRef::Keep { tier: 1, path: vec![] });
    program.movement.buffer = 4.0;
    none(&program, None, Code::OutOfReach);
}

/// Deals make 50 at most and staff 100, which is 75 together; with the deals unknown the staff counts
/// for all of it.
#[test]
fn what_is_seen_can_be_reached() {
    let ends_at = |points: f64| ValueFunction::Anchors(vec![(0.0, 0.0), (10.0, points)]);
    let dimension = |key: &str, points: f64| {
        Dimension::mean(key, key, 0.5, vec![part(key, key, ends_at(points))])
    };
    let score = ScoreModel::mean(vec![dimension("deals", 50.0), dimension("staff", 100.0)], 0.3);
    let seen = |deals: f64| {
        snapshot(&[count("deals"), count("staff")], 10, |p| vec![deals, p as f64 + 1.0])
    };
    let lined = program(score.clone(), gold_at(80.0));
    one(&lined, None, Code::OutOfReach);
    one(&lined, Some(&seen(10.0)), Code::OutOfReach);
    none(&lined, Some(&seen(f64::NAN)), Code::OutOfReach);
    let asked = Gate::at_least(Measure::plain(Source::Score), 80.0);
    let gated = program(score, gold_behind(vec![asked]));
    one(&gated, None, Code::NeverPasses);
    one(&gated, Some(&seen(10.0)), Code::NeverPasses);
    none(&gated, Some(&seen(f64::NAN)), Code::NeverPasses);
}

fn adds(points: f64, most: f64) -> Program {
    let customers = Part::plain(
        "Customer adds",
        Measure { round: Some(0), ..super::last("adds") },
        rate(points, Some(most)),
    );
    program(summed(vec![customers]), gold_at(10.0))
}

/// Microsoft, Security: 6 net new customers at 3.3 points each are 19.8 of 20.
#[test]
fn six_times_three_point_three_is_not_twenty() {
    let label = "Give 20 in 6 equal steps";
    let (finding, after) = mended(&adds(3.3, 20.0), None, Code::RoundedCap, label);
    assert_eq!(
        said(&finding),
        "6 × 3.3 makes 19.8, not the 20 that Customer adds is capped at: the last 0.2 take one more."
    );
    let value = &after.score.tracks[0].dimensions[0].parts[0].value;
    assert!((value.value(6.0) - 20.0).abs() < 1e-9);
    // 6.67 × 6 is 40.02, which the cap cuts; 10 × 2 is 20.
    none(&adds(6.67, 40.0), None, Code::RoundedCap);
    none(&adds(2.0, 20.0), None, Code::RoundedCap);
    // 7 × 3 is 21: three steps short is a choice, not rounding.
    none(&adds(7.0, 30.0), None, Code::RoundedCap);
}

#[test]
fn a_cap_above_what_the_parts_make() {
    let bounded = |most: f64| {
        let measure = Measure { bounds: (None, Some(6.0)), ..super::last("adds") };
        let parts = vec![Part::plain("Adds", measure, rate(3.3, None))];
        let mut program = program(summed(parts), gold_at(10.0));
        program.score.tracks[0].dimensions[0].bounds.1 = Some(most);
        program
    };
    let (finding, _) = mended(&bounded(20.0), None, Code::RoundedCap, "Lower the cap to 19.8");
    assert_eq!(finding.severity, Severity::Look);
    assert_eq!(said(&finding), "Points is capped at 20; its parts make 19.8 together.");
    assert_eq!(one(&bounded(40.0), None, Code::RoundedCap).severity, Severity::Note);
    none(&bounded(19.0), None, Code::RoundedCap);
}

#[test]
fn a_gate_beyond_the_scale_of_its_dimension() {
    use tierlab_engine::rules::Gate;
    let score =
        averaged(part("Staff", "staff", ValueFunction::Anchors(vec![(0.0, 0.0), (9.0, 60.0)])));
    let at = |line: f64| {
        let mut tiers = gold_at(10.0);
        tiers[1].gates.push(Gate::dimension("only", line));
        program(score.clone(), tiers)
    };
    let (finding, _) = mended(&at(70.0), None, Code::NeverPasses, "Ask 60 instead");
    assert_eq!(finding.severity, Severity::Fix);
    assert_eq!(said(&finding), "Gold asks Staff of at least 70, and it cannot be more than 60.");
    let portfolio = snapshot(&[count("staff")], 6, |p| vec![p as f64]);
    mended(&at(70.0), Some(&portfolio), Code::NeverPasses, "Ask 33 instead");
    none(&at(60.0), None, Code::NeverPasses);
}
