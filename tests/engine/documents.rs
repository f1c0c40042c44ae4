//! Documents and links: they come back as they went, and say what is wrong with them.

use crate::support::{demo_program, demo_scenario, portfolio};
use tierlab_engine::formats::documents::{
    PortfolioReference, SavedScenario, read_portfolio, read_program, read_scenario,
    write_portfolio, write_program, write_scenario,
};
use tierlab_engine::portfolio::{Origin, Portfolio};
use tierlab_engine::protocol::{Command, Event, Job, decode, encode};
use tierlab_engine::simulation::{Response, Segment, Stress};

pub(crate) fn partners() -> Portfolio {
    let rows = vec![("007".to_owned(), 9e4, [60.0; 6]), ("Zoë & Söhne".to_owned(), 0.1, [40.0; 6])];
    let mut portfolio = portfolio(&rows);
    portfolio.set(3, 1, 2, f64::NAN);
    portfolio
}

pub(crate) fn saved() -> SavedScenario {
    let mut scenario = demo_scenario(200);
    scenario.alternative.name = "Earned \"Strategic\" <b>".to_owned();
    scenario.alternative.ladder.tiers[2].set_line(0.1 + 0.2 + 60.0);
    scenario.parameters.transfer = 0.42;
    scenario.parameters.rates.manager_hour = 95.5;
    SavedScenario {
        scenario,
        portfolio: PortfolioReference::to(&partners()),
        outcome: Some(0x0123_4567_89ab_cdef),
    }
}

#[test]
fn programs_come_back_bit_for_bit() {
    let program = demo_program();
    assert_eq!(read_program(&write_program(&program)).expect("readable"), program);
}

#[test]
fn scenarios_come_back_bit_for_bit() {
    let saved = saved();
    assert_eq!(read_scenario(&write_scenario(&saved)).expect("readable"), saved);
}

#[test]
fn every_parameter_survives_a_document() {
    let mut saved = saved();
    let default = tierlab_engine::behaviour::Parameters::default();
    for info in tierlab_engine::behaviour::catalogue() {
        let mut next = default;
        (info.set)(&mut next, 0.7 * info.high + 0.3 * info.low);
        assert_ne!(next, default, "{} sets something", info.key);
        saved.scenario.parameters = next;
        let read = read_scenario(&write_scenario(&saved)).expect("readable");
        assert_eq!(read.scenario.parameters, next, "{}", info.key);
    }
}

#[test]
fn portfolios_come_back_with_their_gaps() {
    let portfolio = partners();
    let read = read_portfolio(&write_portfolio(&portfolio)).expect("readable");
    assert_eq!(read.fingerprint(), portfolio.fingerprint());
    assert_eq!(read.value(3, 1, 2), None);
    assert_eq!(read.partners(), portfolio.partners());
    assert_eq!(read.metrics(), portfolio.metrics());
    assert_eq!(read.periods(), portfolio.periods());
}

#[test]
fn a_scenario_never_carries_partners() {
    let json = write_scenario(&saved());
    assert!(!json.contains("007") && !json.contains("Zoë"), "{json}");
}

#[test]
fn documents_are_read_strictly() {
    let json = write_scenario(&saved());
    for (from, to, part) in [
        ("\"quarters\":8", "\"quarters\":8,\"colour\":1", "unknown field `colour`"),
        ("\"quarters\":8", "\"quarters\":0", "Use a whole number from 1 to 40"),
        ("\"version\":2", "\"version\":9", "newer Tierlab"),
        ("\"tierlab\":\"scenario\"", "\"tierlab\":\"portfolio\"", "not a scenario"),
        ("\"at_least\":75.0", "\"at_least\":5.0", "not above the threshold"),
        ("\"commission\":0.07", "\"commission\":7.0", "Use a number from 0 to 1"),
        ("\"transfer\":0.42", "\"magic\":0.42", "not known"),
        ("\"transfer\":0.42", "\"lift_cap\":-1", "Largest total lift"),
        ("\"transfer\":0.42", "\"mdf_offset\":0", "MDF offset"),
        ("\"transfer\":0.42", "\"volatility\":1e300", "Quarterly volatility"),
    ] {
        assert!(json.contains(from), "{from}");
        let told = read_scenario(&json.replacen(from, to, 1)).expect_err("refused").to_string();
        assert!(told.contains(part), "{from}: {told}");
    }
    let told = read_scenario("{}").expect_err("refused").to_string();
    assert!(told.contains("not a Tierlab scenario"), "{told}");
    let told = read_scenario("{").expect_err("refused").to_string();
    assert!(told.contains("line 1, column 1"), "{told}");
}

#[test]
fn all_problems_are_told_at_once() {
    let json = write_scenario(&saved())
        .replace("\"quarters\":8", "\"quarters\":0")
        .replace("\"transfer\":0.42", "\"magic\":0.42");
    let problems = read_scenario(&json).expect_err("refused");
    assert_eq!(problems.0.len(), 2, "{problems}");
}

#[test]
fn messages_survive_the_wire() {
    let job = Job::whole(7, demo_scenario(3));
    for command in
        [Command::Load(partners()), Command::Run(Box::new(job.clone())), Command::Cancel(7)]
    {
        let text = format!("{command:?}");
        let read: Command = decode(&encode(&command)).expect("readable");
        assert_eq!(format!("{read:?}"), text);
    }
    let mut runner =
        tierlab_engine::protocol::Runner::new(job, &partners()).expect("a valid scenario");
    let done = runner.step(3).expect("an event");
    let read: Event = decode(&encode(&done)).expect("readable");
    let (Event::Part { outcome: a, .. }, Event::Part { outcome: b, .. }) = (done, read) else {
        panic!("a run of three replications is done after three");
    };
    assert_eq!(a.fingerprint(), b.fingerprint());
}

#[test]
fn the_origin_of_a_file_survives() {
    let mut saved = saved();
    saved.portfolio.origin = Origin::File("partners 2026.csv".to_owned());
    assert_eq!(read_scenario(&write_scenario(&saved)).expect("readable"), saved);
}

/// Everything a scenario says beside its programs.
#[test]
fn assumptions_events_and_precision_survive() {
    let mut saved = saved();
    let scenario = &mut saved.scenario;
    let segment = Segment { attribute: "region".to_owned(), value: "EMEA".to_owned() };
    scenario.confirmed = vec!["gross_margin".to_owned(), "transfer".to_owned()];
    scenario.responses = vec![Response { segment: segment.clone(), factor: 0.5 }];
    let stress = Stress {
        name: "Downturn".to_owned(),
        size: -0.2,
        from: 2,
        quarters: 4,
        gradual: true,
        segment: Some(segment),
    };
    scenario.stress = vec![Stress { segment: None, gradual: false, ..stress.clone() }, stress];
    scenario.settings.precision = Some(20);
    scenario.settings.uncertain = true;
    assert_eq!(read_scenario(&write_scenario(&saved)).expect("readable"), saved);
}

#[test]
fn impossible_assumptions_and_events_are_told_all_at_once() {
    let mut saved = saved();
    let scenario = &mut saved.scenario;
    scenario.confirmed = vec!["magic".to_owned()];
    let segment = Segment { attribute: "region".to_owned(), value: "EMEA".to_owned() };
    scenario.responses = vec![Response { segment, factor: -1.0 }];
    scenario.stress = vec![Stress {
        name: "Collapse".to_owned(),
        size: -1.0,
        from: 0,
        quarters: 41,
        gradual: false,
        segment: None,
    }];
    scenario.settings.precision = Some(0);
    let problems = read_scenario(&write_scenario(&saved)).expect_err("refused").to_string();
    for what in [
        "magic",
        "Response of EMEA",
        "Size of Collapse",
        "First quarter of Collapse",
        "Quarters of Collapse",
        "Precision",
    ] {
        assert!(problems.contains(what), "{what}: {problems}");
    }
}
