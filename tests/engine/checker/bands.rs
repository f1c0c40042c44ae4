use super::{averaged, band, count, gold_at, mended, none, one, part, program, said, snapshot};
use tierlab_engine::checker::{Code, Severity};
use tierlab_engine::finance::{BenefitKind, BenefitRule, Terms};
use tierlab_engine::portfolio::{Direction, Kind, Unit};
use tierlab_engine::rules::{About, Band, Program, ValueFunction};

fn with(bands: Vec<Band>) -> Program {
    program(averaged(part("Rating", "rating", ValueFunction::Bands(bands))), gold_at(30.0))
}

/// `AppExchange`, FY21: ratings 1 to 1.5, 1.5 to 2.5 and so on, both ends included.
#[test]
fn published_bands_that_share_their_ends_overlap() {
    let ends =
        [(1.0, 1.5, 20.0), (1.5, 2.5, 40.0), (2.5, 3.5, 60.0), (3.5, 4.5, 80.0), (4.5, 5.0, 100.0)];
    let program = with(ends.map(|(from, to, points)| band(from, to, true, points)).to_vec());
    let portfolio = snapshot(&[("rating", Kind::Rating, Unit::Points, Direction::More)], 6, |p| {
        vec![1.0 + 0.5 * p as f64]
    });
    let label = "Let the first band count";
    let (finding, after) = mended(&program, Some(&portfolio), Code::BandOverlap, label);
    assert_eq!(finding.severity, Severity::Fix);
    assert_eq!(
        said(&finding),
        "Rating has two bands for 1.5, 2.5, 3.5 and 4.5. The one written first counts. Three \
         partners are there."
    );
    assert_eq!(finding.partners, [1, 3, 5]);
    let points =
        |program: &Program, x: f64| program.score.tracks[0].dimensions[0].parts[0].value.value(x);
    for x in [1.0, 1.4999, 1.5, 1.5001, 2.5, 3.5, 4.5, 5.0] {
        assert!((points(&program, x) - points(&after, x)).abs() < 1e-12, "same points at {x}");
    }
    none(&after, Some(&portfolio), Code::BandGap);
}

#[test]
fn a_band_inside_another_is_taken_out_of_it() {
    let program = with(vec![band(2.0, 3.0, false, 90.0), band(0.0, 5.0, false, 10.0)]);
    let (finding, after) = mended(&program, None, Code::BandOverlap, "Let the first band count");
    assert!(said(&finding).contains("two bands for 2 to 3"), "{}", finding.sentence);
    let value = &after.score.tracks[0].dimensions[0].parts[0].value;
    let points: Vec<f64> = [0.0, 1.9, 2.0, 2.9, 3.0, 4.9].map(|x| value.value(x)).into();
    assert_eq!(points, [10.0, 10.0, 90.0, 90.0, 10.0, 10.0]);
}

/// `AppExchange`, FY21: attrition 0 to 4.9 %, 5 to 9.9 %.
#[test]
fn published_bands_with_a_gap_between_decimals() {
    let program = with(vec![band(0.0, 4.9, true, 100.0), band(5.0, 9.9, true, 80.0)]);
    let portfolio = snapshot(&[("rating", Kind::Rating, Unit::Percent, Direction::Less)], 4, |p| {
        vec![[3.0, 4.95, 5.0, 7.0][p]]
    });
    let (finding, _) = mended(&program, Some(&portfolio), Code::BandGap, "Close the gap at 4.9 %");
    assert_eq!(
        said(&finding),
        "Rating has no band for between 4.9 % and 5 %: it earns nothing. One partner is there."
    );
    assert_eq!(finding.partners, [1]);
}

#[test]
fn exactly_ten_deals_earn_nothing() {
    let bands = vec![
        band(5.0, 10.0, false, 40.0),
        Band { from: Some(10.0), from_included: false, to: None, to_included: false, points: 80.0 },
    ];
    let (finding, after) = mended(&with(bands), None, Code::BandGap, "Close the gap at 10");
    assert_eq!(said(&finding), "Rating has no band for 10: it earns nothing.");
    let value = &after.score.tracks[0].dimensions[0].parts[0].value;
    assert_eq!((value.value(10.0), value.value(10.5)), (40.0, 80.0));
}

#[test]
fn bands_that_meet_are_quiet() {
    let program = with(vec![band(0.0, 5.0, false, 10.0), band(5.0, 9.0, true, 20.0)]);
    none(&program, None, Code::BandGap);
    none(&program, None, Code::BandOverlap);
}

#[test]
fn above_the_last_band_nothing_is_earned() {
    let program = with(vec![band(0.0, 5.0, false, 40.0), band(5.0, 9.0, true, 80.0)]);
    let deals = |top: f64| snapshot(&[count("rating")], 3, |p| vec![[2.0, 8.0, top][p]]);
    let label = "Leave the last band open";
    let (finding, _) = mended(&program, Some(&deals(12.0)), Code::BandGap, label);
    assert_eq!(finding.partners, [2]);
    assert_eq!(
        said(&finding),
        "The last band of Rating ends at 9. One partner is above it and earns nothing."
    );
    none(&program, Some(&deals(9.0)), Code::BandGap);
}

fn bonus(bands: Vec<(f64, f64)>) -> Program {
    let mut program = with(vec![band(0.0, 9.0, true, 50.0)]);
    program.incentives.benefits.push(BenefitRule {
        name: "Volume bonus".to_owned(),
        about: About::default(),
        kind: BenefitKind::Percent,
        counted: None,
        of: None,
        tiers: vec![Some(0.05), Some(0.05)],
        terms: Terms { bands, ..Terms::default() },
    });
    program
}

#[test]
fn a_bonus_with_a_hole_or_a_late_start() {
    let hole = bonus(vec![(0.0, 0.05), (1e5, 0.0), (2e5, 0.1)]);
    let (finding, _) = mended(&hole, None, Code::BandGap, "Close the gap at 100,000");
    assert_eq!(
        said(&finding),
        "Volume bonus pays 5 % up to $100,000, nothing from there to $200,000, and 10 % above."
    );
    let late = bonus(vec![(1e5, 0.05), (2e5, 0.1)]);
    let (finding, _) = mended(&late, None, Code::BandGap, "Pay from the start");
    assert_eq!(finding.severity, Severity::Note);
    none(&bonus(vec![(0.0, 0.0), (1e5, 0.05)]), None, Code::BandGap);
    assert_eq!(one(&late, None, Code::BandGap).partners, Vec::<usize>::new());
}
