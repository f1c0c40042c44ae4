//! The design checker: every kind of finding where it belongs and not where it does not, and
//! repairs that mend.

mod bands;
mod cliffs;
mod data;
mod gates;
mod ladder;
mod monotone;
pub(crate) mod properties;
mod reach;
mod sample;
mod time;

use tierlab_engine::checker::{Code, Finding, PlaceRef, check_design, passed};
use tierlab_engine::finance::Incentives;
use tierlab_engine::portfolio::{
    Cadence, Direction, Kind, Metric, Origin, Partner, Period, Portfolio, Unit,
};
use tierlab_engine::rules::{
    About, Aggregation, Band, Combine, Dimension, Ladder, Measure, Part, Program, ScoreModel, Tier,
    Track, ValueFunction, check,
};

/// A program with this score and these tiers.
fn program(score: ScoreModel, tiers: Vec<Tier>) -> Program {
    Program {
        score,
        incentives: Incentives::none(tiers.len()),
        ladder: Ladder { tiers },
        ..Program::bare("Test", "USD")
    }
}

/// Parts whose points add up.
fn summed(parts: Vec<Part>) -> ScoreModel {
    let dimension =
        Dimension { combine: Combine::Sum, ..Dimension::mean("points", "Points", 1.0, parts) };
    let track = Track {
        name: String::new(),
        about: About::default(),
        when: None,
        dimensions: vec![dimension],
        combine: Combine::Sum,
    };
    ScoreModel { tracks: vec![track], scale: 100.0, minimum_coverage: 0.0, round: None }
}

/// One dimension of the whole weight with one part.
fn averaged(part: Part) -> ScoreModel {
    let name = part.name.clone();
    ScoreModel::mean(vec![Dimension::mean("only", &name, 1.0, vec![part])], 0.0)
}

/// The newest value of a metric.
fn last(key: &str) -> Measure {
    Measure::of(&[key], 12, Aggregation::Last)
}

fn part(name: &str, key: &str, value: ValueFunction) -> Part {
    Part::plain(name, last(key), value)
}

/// A band with both ends, the lower one its own.
fn band(from: f64, to: f64, to_included: bool, points: f64) -> Band {
    Band { from: Some(from), from_included: true, to: Some(to), to_included, points }
}

/// Entry, and Gold from so many points on.
fn gold_at(points: f64) -> Vec<Tier> {
    vec![Tier::at("Entry", 0.0, vec![]), Tier::at("Gold", points, vec![])]
}

/// Entry, and Gold behind gates.
fn gold_behind(gates: Vec<tierlab_engine::rules::Gate>) -> Vec<Tier> {
    vec![Tier::at("Entry", 0.0, vec![]), Tier::at("Gold", 0.0, gates)]
}

/// A metric in a portfolio: key, kind, unit, direction.
type Column<'a> = (&'a str, Kind, Unit, Direction);

fn count(key: &str) -> Column<'_> {
    (key, Kind::Stock, Unit::Count, Direction::More)
}

/// Partners over quarters from 2025 Q1 on: `values(partner, period)` gives the metrics in order.
fn quarters(
    columns: &[Column<'_>],
    partners: usize,
    periods: i32,
    values: impl Fn(usize, usize) -> Vec<f64>,
) -> Portfolio {
    let first = Period::new(Cadence::Quarter, 2025, 1).expect("a quarter");
    filled(columns, partners, (0..periods).map(|step| first.plus(step)).collect(), values)
}

/// Partners at one undated look.
fn snapshot(
    columns: &[Column<'_>],
    partners: usize,
    values: impl Fn(usize) -> Vec<f64>,
) -> Portfolio {
    filled(columns, partners, vec![Period::snapshot()], |partner, _| values(partner))
}

/// Every third partner is in APAC, the others in EMEA.
fn filled(
    columns: &[Column<'_>],
    partners: usize,
    periods: Vec<Period>,
    values: impl Fn(usize, usize) -> Vec<f64>,
) -> Portfolio {
    let metrics = columns.iter().map(|(key, kind, unit, direction)| Metric {
        key: (*key).to_owned(),
        name: (*key).to_owned(),
        kind: *kind,
        unit: *unit,
        direction: *direction,
    });
    let people = (0..partners).map(|number| Partner {
        id: format!("P-{number:03}"),
        name: format!("Partner {number}"),
        attributes: vec![Some(if number % 3 == 0 { "APAC" } else { "EMEA" }.to_owned())],
        first_tier: None,
    });
    let count = periods.len();
    let mut portfolio = Portfolio::new(
        Origin::Sample,
        periods,
        metrics.collect(),
        vec!["region".to_owned()],
        people.collect(),
    );
    for partner in 0..partners {
        for period in 0..count {
            for (metric, value) in values(partner, period).into_iter().enumerate() {
                portfolio.set(metric, partner, period, value);
            }
        }
    }
    portfolio
}

/// All findings of one kind.
#[track_caller]
fn found(program: &Program, portfolio: Option<&Portfolio>, code: Code) -> Vec<Finding> {
    check(program).unwrap_or_else(|problems| panic!("the door refuses it: {problems}"));
    check_design(program, portfolio).into_iter().filter(|finding| finding.code == code).collect()
}

/// The one finding of a kind.
#[track_caller]
fn one(program: &Program, portfolio: Option<&Portfolio>, code: Code) -> Finding {
    let found = found(program, portfolio, code);
    assert_eq!(found.len(), 1, "{found:#?}");
    found.into_iter().next().expect("one")
}

#[track_caller]
fn none(program: &Program, portfolio: Option<&Portfolio>, code: Code) {
    let found = found(program, portfolio, code);
    assert!(found.is_empty(), "{found:#?}");
}

/// The one finding of a kind has a repair with this label that the door lets pass and after which
/// nothing of the kind is left.
#[track_caller]
fn mended(
    program: &Program,
    portfolio: Option<&Portfolio>,
    code: Code,
    label: &str,
) -> (Finding, Program) {
    let finding = one(program, portfolio, code);
    let fix = finding.fix.clone().unwrap_or_else(|| panic!("no repair: {finding:#?}"));
    assert_eq!(fix.label.replace('\u{a0}', " "), label);
    let after = fix.repair.apply(program);
    assert_ne!(&after, program, "the repair changes something");
    none(&after, portfolio, code);
    (finding, after)
}

/// A sentence with plain spaces and quotes.
fn said(finding: &Finding) -> String {
    let sentence = finding.sentence.replace('\u{a0}', " ");
    sentence.replace(['\u{201c}', '\u{201d}'], "\"").replace('\u{2212}', "-")
}

#[test]
fn what_the_door_refuses_has_no_findings() {
    let broken = Program::bare("Nothing in it", "USD");
    assert!(check(&broken).is_err());
    assert!(check_design(&broken, None).is_empty());
}

#[test]
fn what_found_nothing_can_be_told() {
    let program = program(ScoreModel::none(), gold_behind(vec![]));
    let portfolio = snapshot(&[count("deals")], 5, |partner| vec![partner as f64]);
    let (alone, with) = (passed(&[], None), passed(&[], Some(&portfolio)));
    assert!(alone.contains(&"Bands leave no gaps") && !alone.contains(&"Every tier is populated"));
    assert_eq!(with.len(), Code::ALL.len());
    let found = check_design(&program, Some(&portfolio));
    assert!(found.iter().any(|finding| finding.code == Code::EmptyTier));
    assert!(!passed(&found, Some(&portfolio)).contains(&"Every tier is populated"));
}

#[test]
fn places_have_names() {
    let program =
        program(averaged(part("Deals", "deals", ValueFunction::Bands(vec![]))), gold_at(1.0));
    let part = PlaceRef::Part { track: 0, dimension: 0, index: 0 };
    assert_eq!(part.name(&program), "Deals");
    assert_eq!(PlaceRef::Gate { tier: 1, path: vec![0] }.name(&program), "Gold");
    assert_eq!(PlaceRef::Score.name(&program), "Score");
    assert_eq!(PlaceRef::Track(0).name(&program), "Score", "a track without a name is the score");
}
