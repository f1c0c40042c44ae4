//! A corrected plan comes back with the next file of the same columns.

use super::*;

const FIRST: &str = "Nr,Firma,Ansprechpartner,Wert 2025-Q1,Wert 2025-Q2,Punkte 2025-Q1,Punkte 2025-Q2\n\
    1,Alder,Ann,5,6,1,2\n2,Birch,Bob,7,8,3,4\n";

fn corrected() -> ImportPlan {
    let (_, mut plan) = planned(FIRST);
    plan.columns[2].role = Role::Ignore;
    for column in &mut plan.columns[3..5] {
        let (unit, direction) = (Unit::Money, Direction::Less);
        column.role = Role::Metric { kind: Kind::Stock, unit, direction };
        column.metric_key = "exposure".to_owned();
    }
    plan
}

#[test]
fn later_periods_and_another_order_are_the_same_columns() {
    let next =
        "Firma,NR,Ansprechpartner,Punkte 2025-Q3,Wert 2025-Q2,Wert 2025-Q3\nAlder,1,Ann,5,6,7\n";
    assert_eq!(fingerprint(&table(FIRST)), fingerprint(&table(next)));
    assert_ne!(fingerprint(&table(FIRST)), fingerprint(&table("Nr,Wert\n1,2\n")));
    let (table, mut plan) = planned(next);
    assert_eq!(recall(&remember(&corrected()), &mut plan), Ok(6));
    assert_eq!(plan.columns[2].role, Role::Ignore);
    assert_eq!(plan.columns[4].metric_key, "exposure");
    assert!(plan.columns[4].wide_period.is_some(), "periods are the new file's own");
    assert!(plan.columns.iter().all(|column| column.matched != Match::Check));
    let imported = import(&table, &plan, Origin::Sample).unwrap();
    assert_eq!(value(&imported.portfolio, "exposure", "1", "2025 Q3"), Some(7.0));
    let exposure =
        &imported.portfolio.metrics()[imported.portfolio.metric_index("exposure").unwrap()];
    assert_eq!((exposure.kind, exposure.direction), (Kind::Stock, Direction::Less));
}

#[test]
fn what_a_missing_row_means_is_remembered() {
    let text = "partner id,quarter,revenue\n1,2025-Q1,5\n1,2025-Q2,6\n";
    let (_, mut plan) = planned(text);
    plan.gaps = Gaps::Zero;
    let kept = remember(&plan);
    let (_, mut next) = planned(text);
    recall(&kept, &mut next).unwrap();
    assert_eq!(next.gaps, Gaps::Zero);
}

#[test]
fn what_cannot_be_read_changes_nothing() {
    let kept = remember(&corrected());
    let (_, guess) = planned(FIRST);
    for text in ["", "{}", "[1]", &kept.replace("\"version\":1", "\"version\":9")] {
        let mut plan = guess.clone();
        let problem = recall(text, &mut plan).unwrap_err();
        assert!(problem.remedy.ends_with("by hand."), "{problem}");
        assert_eq!(plan, guess);
    }
}

#[test]
fn the_first_version_can_be_read_for_ever() {
    let kept = "{\"tierlab\":\"import plan\",\"version\":1,\"gaps\":\"zero\",\"month_first\":true,\
        \"columns\":[{\"name\":\"nr\",\"becomes\":\"id\"},{\"name\":\"wert\",\"becomes\":{\"metric\":\
        {\"key\":\"worth\",\"kind\":\"rating\",\"unit\":\"points\",\"less_is_better\":false}}}]}";
    let (_, mut plan) = planned(FIRST);
    assert_eq!(recall(kept, &mut plan), Ok(3));
    assert_eq!((plan.columns[3].metric_key.as_str(), plan.dates), ("worth", Dates::MonthFirst));
    assert_eq!(reshaped(table(FIRST)), table(FIRST), "a plain table is left as it is");
}
