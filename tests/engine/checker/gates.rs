use super::{count, found, gold_behind, last, mended, none, one, program, said, snapshot};
use tierlab_engine::checker::{Code, PlaceRef, Severity};
use tierlab_engine::portfolio::{Direction, Kind, Portfolio, Unit};
use tierlab_engine::rules::{Comparator, Gate, Program, Rule, ScoreModel, Status};

fn asks(gates: Vec<Gate>) -> Program {
    program(ScoreModel::none(), gold_behind(gates))
}

/// 30 partners with 0 to 29 deals and $0 to $2.9M in the region, none of APAC above $1M.
fn partners() -> Portfolio {
    let columns = [count("deals"), ("region_revenue", Kind::Flow, Unit::Money, Direction::More)];
    snapshot(&columns, 30, |partner| {
        let revenue = 1e5 * partner as f64;
        vec![partner as f64, if partner % 3 == 0 { revenue.min(9e5) } else { revenue }]
    })
}

#[test]
fn nobody_reaches_the_line() {
    let portfolio = partners();
    let program = asks(vec![Gate::at_least(last("deals"), 45.0)]);
    let (finding, _) = mended(&program, Some(&portfolio), Code::NeverPasses, "Ask 29 instead");
    assert_eq!(finding.severity, Severity::Look);
    assert_eq!(finding.place, PlaceRef::Gate { tier: 1, path: vec![0] });
    assert_eq!(said(&finding), "Gold asks deals of at least 45. The best of 30 partners is 29.");
    none(&asks(vec![Gate::at_least(last("deals"), 29.0)]), Some(&portfolio), Code::NeverPasses);
    none(&program, None, Code::NeverPasses);
}

#[test]
fn two_conditions_that_exclude_each_other() {
    let few =
        Rule::Compare { measure: last("deals"), comparator: Comparator::AtMost, line: 5.0.into() };
    let both = Gate::from(Rule::All(vec![Gate::at_least(last("deals"), 9.0), Gate::from(few)]));
    let finding = one(&asks(vec![both]), Some(&partners()), Code::NeverPasses);
    assert_eq!(said(&finding), "Gold asks all of 2 conditions. None of 30 partners passes.");
    assert!(finding.fix.is_none());
}

#[test]
fn the_condition_inside_is_named_once() {
    let inner = Gate::at_least(last("deals"), 45.0);
    let both = Gate::from(Rule::All(vec![inner, Gate::at_least(last("deals"), 3.0)]));
    let finding = one(&asks(vec![both]), Some(&partners()), Code::NeverPasses);
    assert_eq!(finding.place, PlaceRef::Gate { tier: 1, path: vec![0, 0] });
}

#[test]
fn a_status_is_named_where_it_is_defined() {
    let mut program = asks(vec![Gate::from(Rule::Status("expert".to_owned()))]);
    program.statuses.push(Status {
        key: "expert".to_owned(),
        name: "Expert".to_owned(),
        gate: Gate::at_least(last("deals"), 45.0),
    });
    let finding = one(&program, Some(&partners()), Code::NeverPasses);
    assert_eq!(finding.place, PlaceRef::Status(0));
    assert!(said(&finding).starts_with("Expert asks deals of at least 45."));
    assert!(finding.fix.is_none(), "statuses have no line to change");
}

#[test]
fn everybody_passes() {
    let portfolio = partners();
    let program =
        asks(vec![Gate::at_least(last("deals"), 0.0), Gate::at_least(last("deals"), 9.0)]);
    let (finding, _) =
        mended(&program, Some(&portfolio), Code::AlwaysPasses, "Remove the condition");
    assert_eq!(finding.severity, Severity::Note);
    assert_eq!(
        said(&finding),
        "Gold asks deals of at least 0. All 30 partners pass: it makes no difference today."
    );
    none(&asks(vec![Gate::at_least(last("deals"), 1.0)]), Some(&portfolio), Code::AlwaysPasses);
}

#[test]
fn a_choice_that_is_none_for_a_region() {
    let portfolio = partners();
    let choice = |revenue: f64| {
        let of = vec![
            Gate::at_least(last("deals"), 3.0),
            Gate::at_least(last("deals"), 6.0),
            Gate::at_least(last("region_revenue"), revenue),
        ];
        asks(vec![Gate::from(Rule::AtLeast { count: 2, must: vec![], of })])
    };
    let finding = one(&choice(2e6), Some(&portfolio), Code::NeverPasses);
    assert_eq!(
        said(&finding),
        "Gold offers region_revenue of at least $2,000,000 as 1 of 3 options. The best APAC \
         partner has $900,000. For 10 partners \"2 of 3\" is really \"2 of 2\"."
    );
    assert_eq!(finding.place, PlaceRef::Gate { tier: 1, path: vec![0, 2] });
    assert!(finding.partners.iter().all(|partner| partner % 3 == 0));
    none(&choice(5e5), Some(&portfolio), Code::NeverPasses);
}

#[test]
fn what_is_unknown_is_not_failed() {
    let unknown = snapshot(&[count("deals")], 8, |_| vec![f64::NAN]);
    let program = asks(vec![Gate::at_least(last("deals"), 45.0)]);
    assert!(found(&program, Some(&unknown), Code::NeverPasses).is_empty());
    assert!(found(&program, Some(&unknown), Code::AlwaysPasses).is_empty());
}
