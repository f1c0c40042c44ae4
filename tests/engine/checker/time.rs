use super::{
    averaged, count, found, gold_at, gold_behind, last, mended, none, one, part, program, quarters,
    said, snapshot,
};
use tierlab_engine::checker::{Code, PlaceRef, Severity};
use tierlab_engine::portfolio::{Direction, Kind, Month, Partner, Portfolio, Unit};
use tierlab_engine::rules::{
    Aggregation, Gaps, Gate, Measure, MovementRules, Part, Program, Reading, Rule, ScoreModel,
    Source, ValueFunction, Window,
};

fn scored(movement: MovementRules) -> Program {
    let value = ValueFunction::Anchors(vec![(0.0, 0.0), (100.0, 100.0)]);
    let program = program(averaged(part("Level", "level", value)), gold_at(50.0));
    Program { movement, ..program }
}

const LEVEL: (&str, Kind, Unit, Direction) = ("level", Kind::Stock, Unit::Points, Direction::More);

/// Scores from 40 up in steps of one, that go up and down by `noise` from quarter to quarter.
fn noisy(noise: f64) -> Portfolio {
    quarters(&[LEVEL], 20, 9, |partner, period| {
        vec![40.0 + partner as f64 + if period % 2 == 0 { noise } else { -noise }]
    })
}

#[test]
fn chance_alone_moves_partners_past_both_lines() {
    let portfolio = noisy(4.0);
    let finding =
        one(&scored(MovementRules::simple(3, 1, 0, 0.0)), Some(&portfolio), Code::Flapping);
    assert_eq!((finding.severity, &finding.place), (Severity::Look, &PlaceRef::Movement));
    let text = said(&finding);
    assert!(text.starts_with("A score moves by about"), "{text}");
    assert!(
        text.ends_with("so close to the lines of Gold that this alone moves them past both."),
        "{text}"
    );
    assert!(finding.partners.len() > 5);
    let fix = finding.fix.expect("a buffer");
    let after = fix.repair.apply(&scored(MovementRules::simple(3, 1, 0, 0.0)));
    assert!(after.movement.buffer > 4.0);
    none(&after, Some(&portfolio), Code::Flapping);
    none(&scored(MovementRules::simple(3, 1, 0, 0.0)), Some(&noisy(0.2)), Code::Flapping);
    let patient =
        one(&scored(MovementRules::simple(3, 2, 1, 0.0)), Some(&portfolio), Code::Flapping);
    assert_eq!(patient.severity, Severity::Note);
}

#[test]
fn without_a_history_noise_is_assumed_and_said_so() {
    let short = quarters(&[LEVEL], 20, 2, |partner, _| vec![40.0 + partner as f64]);
    let finding = one(&scored(MovementRules::simple(3, 1, 0, 0.0)), Some(&short), Code::Flapping);
    assert!(said(&finding).starts_with(
        "A score is taken to move by 2 points by itself: the history is too short to tell."
    ));
    none(&scored(MovementRules::simple(3, 1, 0, 4.0)), Some(&short), Code::Flapping);
}

#[test]
fn a_trend_is_not_noise() {
    let rising = quarters(&[LEVEL], 20, 9, |partner, period| {
        vec![10.0 + partner as f64 + 4.0 * period as f64]
    });
    none(&scored(MovementRules::simple(3, 1, 0, 0.0)), Some(&rising), Code::Flapping);
}

#[test]
fn tiers_fill_up_with_nothing_changed() {
    let growing = |by: f64| {
        quarters(&[LEVEL], 20, 9, move |partner, period| {
            vec![30.0 + partner as f64 + by * period as f64]
        })
    };
    let program = scored(MovementRules::simple(3, 1, 0, 4.0));
    let finding = one(&program, Some(&growing(2.0)), Code::Inflation);
    assert_eq!((finding.severity, &finding.place), (Severity::Look, &PlaceRef::Tier(1)));
    assert_eq!(
        said(&finding),
        "Replayed over the last 15 months with nothing changed, the share at or above Gold grows \
         from 30 % to 80 %."
    );
    assert_eq!(finding.partners, (4..14).collect::<Vec<_>>());
    none(&program, Some(&growing(0.0)), Code::Inflation);
}

fn window(window: Window) -> Program {
    let measure = Measure::plain(Source::Reading(Reading {
        metrics: vec!["deals".to_owned()],
        window,
        aggregation: Aggregation::Sum,
        minimum_sample: 1,
        gaps: Gaps::Estimate,
    }));
    let value = ValueFunction::Anchors(vec![(0.0, 0.0), (9.0, 100.0)]);
    program(averaged(Part::plain("Deals", measure, value)), gold_at(50.0))
}

fn five_quarters() -> Portfolio {
    quarters(&[count("deals")], 4, 5, |partner, _| vec![partner as f64])
}

#[test]
fn windows_that_are_no_whole_quarters_or_too_long() {
    let portfolio = five_quarters();
    let (finding, _) =
        mended(&window(Window::Months(4)), Some(&portfolio), Code::Window, "Look at 6 months");
    assert_eq!(
        said(&finding),
        "One rule has to look back 4 months; the periods are 3 months long."
    );
    let (finding, _) =
        mended(&window(Window::Months(24)), Some(&portfolio), Code::Window, "Look at 15 months");
    assert_eq!(said(&finding), "One rule has to look back 24 months; 15 months are recorded.");
    for fits in [Window::Months(12), Window::Months(15), Window::AllTime, Window::YearToDate(4)] {
        none(&window(fits), Some(&portfolio), Code::Window);
    }
    let odd = one(&window(Window::YearToDate(2)), Some(&portfolio), Code::Window);
    assert!(said(&odd).starts_with("One rule has to follow a year that begins in month 2"));
    none(&window(Window::Months(4)), None, Code::Window);
    // It is March: a year from January on has run for three months, one from April on for twelve.
    none(&window(Window::LastYear(1)), Some(&portfolio), Code::Window);
    let short = one(&window(Window::LastYear(4)), Some(&portfolio), Code::Window);
    assert_eq!(
        said(&short),
        "One rule has to look at the whole year before this one; 15 months are recorded."
    );
    // It is June: a year from January on has run for six months, one from October on for nine.
    let half = quarters(&[count("deals")], 4, 2, |partner, _| vec![partner as f64]);
    none(&window(Window::YearToDate(1)), Some(&half), Code::Window);
    let short = one(&window(Window::YearToDate(10)), Some(&half), Code::Window);
    assert_eq!(
        said(&short),
        "One rule has to follow a year that begins in month 10 from its beginning; 6 months are \
         recorded."
    );
}

#[test]
fn dated_rules_on_a_single_look() {
    let portfolio = snapshot(&[count("deals")], 4, |partner| vec![partner as f64]);
    mended(&window(Window::YearToDate(4)), Some(&portfolio), Code::Window, "Look at 12 months");
    mended(&window(Window::Months(3)), Some(&portfolio), Code::Window, "Look at 12 months");
    none(&window(Window::Months(12)), Some(&portfolio), Code::Window);
    let mut dated = window(Window::Months(12));
    dated.movement.floor_until = Month::new(2027, 3);
    let finding = one(&dated, Some(&portfolio), Code::Window);
    assert_eq!(finding.place, PlaceRef::Movement);
    none(&dated, Some(&five_quarters()), Code::Window);
}

/// What is attested until a date needs a date to be held against; what is simply attested does not.
#[test]
fn attested_until_a_date_on_a_single_look() {
    let attested = |until: &str| {
        let plain = snapshot(&[count("deals")], 4, |partner| vec![partner as f64]);
        let people = plain
            .partners()
            .iter()
            .map(|partner| Partner { attributes: vec![Some(until.to_owned())], ..partner.clone() });
        Portfolio::new(
            plain.origin().clone(),
            plain.periods().to_vec(),
            plain.metrics().to_vec(),
            vec!["audit".to_owned()],
            people.collect(),
        )
    };
    let gate = Gate::from(Rule::Attested("audit".to_owned()));
    let program = program(ScoreModel::none(), gold_behind(vec![gate]));
    let finding = one(&program, Some(&attested("2027-03")), Code::Window);
    assert_eq!(finding.place, PlaceRef::Gate { tier: 1, path: vec![0] });
    assert_eq!(
        said(&finding),
        "One rule has to see whether a date has passed; the portfolio is one look without a date."
    );
    none(&program, Some(&attested("yes")), Code::Window);
}

#[test]
fn looks_back_past_the_first_period() {
    let change = |months: u32| {
        let measure =
            Measure::plain(Source::Change { of: Box::new(last("deals")), months, relative: false });
        program(ScoreModel::none(), gold_behind(vec![Gate::at_least(measure, 1.0)]))
    };
    let portfolio = five_quarters();
    let finding = one(&change(24), Some(&portfolio), Code::Window);
    assert_eq!(
        said(&finding),
        "One rule has to compare with 24 months earlier; 15 months are recorded."
    );
    none(&change(12), Some(&portfolio), Code::Window);
    let each = |periods: u32| {
        let gate = Box::new(Gate::at_least(last("deals"), 1.0));
        program(ScoreModel::none(), gold_behind(vec![Gate::from(Rule::Each { periods, gate })]))
    };
    assert_eq!(found(&each(8), Some(&portfolio), Code::Window).len(), 1);
    none(&each(5), Some(&portfolio), Code::Window);
}
