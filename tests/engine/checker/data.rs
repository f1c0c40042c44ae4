//! What the portfolio has to have: metrics, columns, groups, differences.

use super::{
    averaged, count, found, gold_at, gold_behind, last, mended, none, one, part, program, said,
    snapshot,
};
use tierlab_engine::checker::{Code, PlaceRef, Severity};
use tierlab_engine::portfolio::Portfolio;
use tierlab_engine::rules::{
    Comparator, Gate, Measure, Places, Program, Quantity, Rule, ScoreModel, Source, Threshold,
    Ties, ValueFunction,
};

fn deals(partners: usize) -> Portfolio {
    snapshot(&[count("deals")], partners, |partner| vec![partner as f64])
}

fn top(share: f64, group: Option<&str>, places: Places) -> Program {
    let gate = Gate::from(Rule::Top {
        measure: last("deals"),
        less_is_better: false,
        share,
        group: group.map(str::to_owned),
        places,
        ties: Ties::Included,
        smallest_group: 0,
    });
    program(ScoreModel::none(), gold_behind(vec![gate]))
}

/// Google Partners: the top 3 % of a country; 3 % of 10 is no whole partner.
#[test]
fn three_percent_of_ten_is_no_place() {
    let program = top(0.03, Some("region"), Places::Down);
    let portfolio = deals(36);
    let (finding, _) =
        mended(&program, Some(&portfolio), Code::SmallGroups, "Rank all 36 together");
    assert_eq!(finding.severity, Severity::Look);
    assert_eq!(
        said(&finding),
        "Gold asks the top 3 % of each region by deals. APAC has 12 partners to rank. 3 % of that \
         is no place at all. 1 other group is like it."
    );
    assert_eq!(finding.partners.len(), 36);
    none(&top(0.03, Some("region"), Places::Up), Some(&portfolio), Code::SmallGroups);
    none(&top(0.03, None, Places::Down), Some(&portfolio), Code::SmallGroups);
    none(&program, None, Code::SmallGroups);
}

#[test]
fn ranks_among_few() {
    let rank = |group: Option<&str>| {
        let value = ValueFunction::Rank {
            group: group.map(str::to_owned),
            points: 100.0,
            less_is_better: false,
        };
        program(averaged(part("Deals", "deals", value)), gold_at(50.0))
    };
    let (finding, _) =
        mended(&rank(Some("region")), Some(&deals(18)), Code::SmallGroups, "Rank all 18 together");
    assert_eq!(said(&finding), "Deals ranks. APAC has 6 partners to rank.");
    assert_eq!(finding.partners, [0, 3, 6, 9, 12, 15]);
    none(&rank(Some("region")), Some(&deals(60)), Code::SmallGroups);
    let alone = one(&rank(None), Some(&deals(6)), Code::SmallGroups);
    assert!(alone.fix.is_none());
    assert!(said(&alone).contains("The whole portfolio has 6 partners"));
}

#[test]
fn criteria_out_of_a_partners_hands() {
    let tenure = Measure::plain(Source::Tenure("joined".to_owned()));
    let is = Rule::Is { attribute: "region".to_owned(), values: vec!["EMEA".to_owned()] };
    let gates = vec![
        Gate::from(is.clone()),
        Gate::at_least(tenure, 12.0),
        Gate::at_least(last("deals"), 3.0),
    ];
    let program = program(ScoreModel::none(), gold_behind(gates));
    let found = found(&program, None, Code::NoInfluence);
    let texts: Vec<String> = found.iter().map(said).collect();
    assert_eq!(
        texts,
        [
            "Gold asks region EMEA: that is what a partner is, not what it does.",
            "Gold asks months since joined of at least 12: time alone decides that.",
        ]
    );
    assert!(found.iter().all(|finding| finding.severity == Severity::Note));
    // For whom a rule holds is not a criterion.
    let when = Gate::from(Rule::When {
        when: Box::new(Gate::from(is)),
        then: Box::new(Gate::at_least(last("deals"), 3.0)),
    });
    none(&super::program(ScoreModel::none(), gold_behind(vec![when])), None, Code::NoInfluence);
    one(&top(0.1, None, Places::Up), None, Code::NoInfluence);
}

#[test]
fn a_measure_that_tells_nobody_apart() {
    let value = ValueFunction::Anchors(vec![(0.0, 0.0), (9.0, 100.0)]);
    let program = program(averaged(part("Deals", "deals", value)), gold_at(50.0));
    let same = snapshot(&[count("deals")], 8, |_| vec![4.0]);
    let finding = one(&program, Some(&same), Code::NoInfluence);
    assert_eq!(finding.severity, Severity::Look);
    assert_eq!(said(&finding), "All 8 partners have 4 of deals: Deals tells nobody apart.");
    none(&program, Some(&deals(8)), Code::NoInfluence);
}

#[test]
fn what_the_portfolio_does_not_have() {
    let value = ValueFunction::Anchors(vec![(0.0, 0.0), (9.0, 100.0)]);
    let mut program = program(averaged(part("Adds", "net_adds", value)), gold_at(50.0));
    program.ladder.tiers[1].gates.push(Gate::at_least(last("net_adds"), 2.0));
    let finding = one(&program, Some(&deals(8)), Code::Missing);
    assert_eq!(
        (finding.severity, &finding.place),
        (Severity::Fix, &PlaceRef::Part { track: 0, dimension: 0, index: 0 })
    );
    assert_eq!(
        said(&finding),
        "2 rules ask for the metric \"net adds\", and the portfolio has none: what they say is \
         unknown for everyone."
    );
    none(&program, None, Code::Missing);
    let there = snapshot(&[count("net_adds")], 8, |partner| vec![partner as f64]);
    none(&program, Some(&there), Code::Missing);
}

#[test]
fn lines_by_a_column_that_is_not_there() {
    let line = |attribute: &str| Threshold {
        comparator: Comparator::AtLeast,
        points: Quantity::By {
            attribute: attribute.to_owned(),
            values: vec![("Small".to_owned(), 30.0)],
            otherwise: Some(50.0),
        },
    };
    let value = ValueFunction::Anchors(vec![(0.0, 0.0), (9.0, 100.0)]);
    let mut program = program(averaged(part("Deals", "deals", value)), gold_at(50.0));
    program.ladder.tiers[1].threshold = Some(line("size"));
    let finding = one(&program, Some(&deals(8)), Code::Missing);
    assert_eq!(finding.severity, Severity::Look);
    assert!(said(&finding).ends_with("everyone gets the number for everyone else."));
    program.ladder.tiers[1].threshold = Some(line("Region"));
    none(&program, Some(&deals(8)), Code::Missing);
}
