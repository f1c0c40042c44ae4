//! A newer file onto the partners that are open.

use super::*;

const OPEN: &str = "partner id,name,region,quarter,revenue,csat\n\
    1,Alder,North,2025-Q1,10,4\n1,Alder,North,2025-Q2,11,4\n\
    2,Birch,South,2025-Q1,20,3\n2,Birch,South,2025-Q2,21,3\n\
    3,Cedar,South,2025-Q1,30,5\n3,Cedar,South,2025-Q2,31,5\n";
const NEWER: &str = "partner id,name,region,quarter,revenue,orders\n\
    1,Alder,West,2025-Q2,99,7\n1,Alder,West,2025-Q3,12,8\n\
    B-2,BIRCH ,South,2025-Q3,22,9\n4,Dogwood,North,2025-Q3,40,1\n";

fn joined(open: &str, newer: &str, manner: Manner) -> Joined {
    join(&imported(open).portfolio, &imported(newer).portfolio, manner).unwrap()
}

fn history(portfolio: &Portfolio, key: &str, partner: usize) -> Vec<Option<f64>> {
    let metric = portfolio.metric_index(key).unwrap();
    (0..portfolio.periods().len()).map(|at| portfolio.value(metric, partner, at)).collect()
}

#[test]
fn partners_are_matched_by_id_then_by_name() {
    let joined = joined(OPEN, NEWER, Manner::Append);
    assert_eq!((joined.by_id, joined.by_name), (1, 1));
    assert_eq!(
        (joined.new, joined.missing),
        (vec!["Dogwood".to_owned()], vec!["Cedar".to_owned()])
    );
    assert_eq!(joined.absent, ["CSAT"]);
    let ids: Vec<&str> = joined.portfolio.partners().iter().map(|p| p.id.as_str()).collect();
    assert_eq!(ids, ["1", "2", "3", "4"], "who is open keeps its id");
    assert_eq!(joined.portfolio.partners()[0].attributes, [Some("West".to_owned())]);
}

#[test]
fn a_name_that_two_partners_share_matches_nobody() {
    let open = "partner id,name,quarter,revenue\n1,Elm,2025-Q1,1\n2,Elm,2025-Q1,2\n";
    let newer = "partner id,name,quarter,revenue\n9,Elm,2025-Q2,3\n";
    let joined = joined(open, newer, Manner::Append);
    assert_eq!((joined.by_id, joined.by_name, joined.new.len()), (0, 0, 1));
}

#[test]
fn appending_leaves_open_periods_as_they_are() {
    let joined = joined(OPEN, NEWER, Manner::Append);
    assert_eq!((joined.added, joined.different), (1, 1));
    let portfolio = &joined.portfolio;
    assert_eq!(history(portfolio, "revenue", 0), [Some(10.0), Some(11.0), Some(12.0)]);
    assert_eq!(history(portfolio, "revenue", 1), [Some(20.0), Some(21.0), Some(22.0)]);
    assert_eq!(
        history(portfolio, "revenue", 2),
        [Some(30.0), Some(31.0), None],
        "unknown, not zero"
    );
    assert_eq!(history(portfolio, "revenue", 3), [None, None, Some(40.0)]);
    assert_eq!(history(portfolio, "orders", 0), [None, None, Some(8.0)]);
    assert_eq!(history(portfolio, "csat", 0), [Some(4.0), Some(4.0), None]);
}

#[test]
fn replacing_takes_the_files_periods_as_they_are_there() {
    let portfolio = joined(OPEN, NEWER, Manner::Replace).portfolio;
    assert_eq!(history(&portfolio, "revenue", 0), [Some(10.0), Some(99.0), Some(12.0)]);
    // The file has no row of Birch for the second quarter.
    assert_eq!(history(&portfolio, "revenue", 1), [Some(20.0), None, Some(22.0)]);
    assert_eq!(history(&portfolio, "revenue", 2), [Some(30.0), Some(31.0), None]);
    assert_eq!(
        history(&portfolio, "csat", 0),
        [Some(4.0), Some(4.0), None],
        "the file has no csat"
    );
}

#[test]
fn a_gap_between_the_two_is_unknown() {
    let newer = "partner id,quarter,revenue\n1,2026-Q1,5\n";
    let portfolio = joined(OPEN, newer, Manner::Append).portfolio;
    let expected = [Some(10.0), Some(11.0), None, None, Some(5.0)];
    assert_eq!(history(&portfolio, "revenue", 0), expected);
    assert_eq!(portfolio.partners()[0].name, "Alder", "an id is no better name");
}

#[test]
fn what_cannot_be_put_together_says_why() {
    let open = imported(OPEN).portfolio;
    let cases = [
        ("partner id,revenue\n1,5\n", "This file has no dates, so no period can be called later."),
        ("partner id,month,revenue\n1,2025-07,5\n", "One has quarters and the other months."),
        (
            "partner id,quarter,revenue\n1,2025-Q2,5\n",
            "This file ends with 2025 Q2, and what is open with 2025 Q2.",
        ),
        (
            "partner id,quarter,revenue\n1,2195-Q2,5\n",
            "2025 Q1 to 2195 Q2 are 682 periods; up to 400 can be used.",
        ),
    ];
    for (newer, what) in cases {
        let Problems(list) = join(&open, &imported(newer).portfolio, Manner::Append).unwrap_err();
        assert_eq!(list[0].what, what);
        assert!(list[0].remedy.ends_with('.'));
    }
}
