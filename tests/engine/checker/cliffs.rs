use super::{averaged, band, count, gold_at, mended, none, one, part, program, said, snapshot};
use tierlab_engine::checker::{Code, PlaceRef, Severity};
use tierlab_engine::finance::{Banding, Benefit, BenefitKind, BenefitRule, Terms};
use tierlab_engine::portfolio::{Direction, Kind, Portfolio, Unit};
use tierlab_engine::rules::{
    About, Aggregation, Dimension, Measure, Part, Program, ScoreModel, ValueFunction,
};

const CSAT: (&str, Kind, Unit, Direction) = ("csat", Kind::Rating, Unit::Points, Direction::More);

/// Satisfaction with a fifth of the weight, and deals with the rest.
fn satisfaction(value: ValueFunction) -> Program {
    let rest = ValueFunction::Anchors(vec![(0.0, 0.0), (20.0, 100.0)]);
    let dimensions = vec![
        Dimension::mean("csat", "CSAT", 0.2, vec![part("CSAT", "csat", value)]),
        Dimension::mean("deals", "Deals", 0.8, vec![part("Deals", "deals", rest)]),
    ];
    program(ScoreModel::mean(dimensions, 0.0), gold_at(50.0))
}

fn rated() -> Portfolio {
    snapshot(&[CSAT, count("deals")], 21, |p| vec![3.0 + 0.1 * p as f64, p as f64])
}

#[test]
fn a_tenth_of_a_point_moves_the_score_by_four() {
    let steep = vec![(3.0, 0.0), (3.9, 38.0), (4.0, 60.0), (4.6, 95.0), (5.0, 100.0)];
    let steep = satisfaction(ValueFunction::Anchors(steep));
    let (finding, after) = mended(&steep, Some(&rated()), Code::Cliff, "Smooth the curve");
    assert_eq!(finding.severity, Severity::Look);
    assert_eq!(
        said(&finding),
        "csat from 3.9 to 4 moves the score by 4.4 points. 4 partners sit that close."
    );
    assert_eq!(finding.partners, [8, 9, 10, 11]);
    let ValueFunction::Anchors(anchors) = &after.score.tracks[0].dimensions[0].parts[0].value
    else {
        panic!("anchors");
    };
    assert!(anchors.len() >= 2 && anchors.len() < 5);
    let even = vec![(3.0, 0.0), (4.0, 55.0), (5.0, 100.0)];
    none(&satisfaction(ValueFunction::Anchors(even)), Some(&rated()), Code::Cliff);
}

#[test]
fn log_shaped_money_is_no_cliff() {
    let revenue = Measure::of(&["revenue"], 12, Aggregation::Sum);
    let anchors = vec![(0.0, 0.0), (100e3, 25.0), (240e3, 45.0), (1.3e6, 80.0), (5.9e6, 100.0)];
    let program = program(
        averaged(Part::plain("Revenue", revenue, ValueFunction::Anchors(anchors))),
        gold_at(50.0),
    );
    let columns = [("revenue", Kind::Flow, Unit::Money, Direction::More)];
    let portfolio = snapshot(&columns, 30, |p| vec![2e4 * (p * p) as f64]);
    none(&program, Some(&portfolio), Code::Cliff);
    none(&program, None, Code::Cliff);
}

#[test]
fn a_jump_between_bands() {
    let bands = |points: [f64; 3]| {
        let [a, b, c] = points;
        ValueFunction::Bands(vec![
            band(0.0, 10.0, false, a),
            band(10.0, 20.0, false, b),
            band(20.0, 30.0, true, c),
        ])
    };
    let portfolio = snapshot(&[count("deals")], 20, |p| vec![p as f64]);
    let jump =
        |points: [f64; 3]| program(averaged(part("Deals", "deals", bands(points))), gold_at(50.0));
    let (finding, after) =
        mended(&jump([10.0, 80.0, 100.0]), Some(&portfolio), Code::Cliff, "Smooth the curve");
    assert_eq!(
        said(&finding),
        "deals from 9 to 10 moves the score by 70 points. 4 partners sit that close."
    );
    let value = &after.score.tracks[0].dimensions[0].parts[0].value;
    assert!(matches!(value, ValueFunction::Anchors(_)));
    // With a step as wide as the bands nothing is steep.
    let few = ValueFunction::Bands(vec![
        band(0.0, 1.0, false, 0.0),
        band(1.0, 2.0, false, 50.0),
        band(2.0, 9.0, true, 100.0),
    ]);
    none(
        &program(averaged(part("Deals", "deals", few)), gold_at(50.0)),
        Some(&portfolio),
        Code::Cliff,
    );
}

#[test]
fn whole_units_of_a_large_size() {
    let rate = |whole: bool| ValueFunction::Rate {
        points: 25.0.into(),
        per: 25.0.into(),
        whole,
        most: Some(100.0),
    };
    let with = |whole: bool| program(averaged(part("Deals", "deals", rate(whole))), gold_at(50.0));
    let (finding, _) = mended(&with(true), None, Code::Cliff, "Count parts of a unit");
    assert!(said(&finding).contains("moves the score by 25 points"), "{}", finding.sentence);
    none(&with(false), None, Code::Cliff);
}

fn rewarded(upper: f64) -> Program {
    let revenue = Measure::of(&["revenue"], 12, Aggregation::Sum);
    let anchors = ValueFunction::Anchors(vec![(0.0, 0.0), (1e6, 100.0)]);
    let mut program = program(averaged(Part::plain("Revenue", revenue, anchors)), gold_at(50.0));
    program.incentives.tiers[0] = Benefit { commission: 0.08, ..Benefit::NONE };
    program.incentives.tiers[1] = Benefit { commission: upper, ..Benefit::NONE };
    program
}

#[test]
fn one_point_that_more_than_doubles_the_benefits() {
    let columns = [("revenue", Kind::Flow, Unit::Money, Direction::More)];
    let portfolio = snapshot(&columns, 21, |p| vec![5e4 * p as f64]);
    let finding = one(&rewarded(0.2), Some(&portfolio), Code::Cliff);
    assert_eq!(finding.place, PlaceRef::Lever { tier: 1 });
    assert_eq!(
        said(&finding),
        "At $125,000 a quarter, Entry is worth $10,000 and Gold $25,000: one point makes 150 % \
         more. One partner sits within 2 points of the line."
    );
    assert_eq!(finding.partners, [10]);
    none(&rewarded(0.12), Some(&portfolio), Code::Cliff);
}

#[test]
fn one_deal_that_lifts_what_all_deals_earn() {
    let with = |banding, rates: [f64; 2]| {
        let mut program = rewarded(0.12);
        let [lower, upper] = rates;
        program.incentives.benefits.push(BenefitRule {
            name: "Volume bonus".to_owned(),
            about: About::default(),
            kind: BenefitKind::Percent,
            counted: None,
            of: None,
            tiers: vec![Some(0.1), Some(0.1)],
            terms: Terms { bands: vec![(0.0, lower), (5e5, upper)], banding, ..Terms::default() },
        });
        program
    };
    let (finding, _) =
        mended(&with(Banding::Whole, [0.1, 0.15]), None, Code::Cliff, "Pay each band its own rate");
    assert_eq!(
        said(&finding),
        "Volume bonus pays 10 % up to $500,000 and 15 % on everything above: one more deal makes \
         $75,000 instead of $50,000."
    );
    none(&with(Banding::Marginal, [0.1, 0.15]), None, Code::Cliff);
    none(&with(Banding::Whole, [0.1, 0.11]), None, Code::Cliff);
}
