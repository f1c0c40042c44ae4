//! Cross-section, long and wide files; periods in every spelling.

use super::*;

#[test]
fn wide_columns_are_recognised_in_every_spelling() {
    for headers in [
        "revenue 2024 Q1,revenue 2024 Q3",
        "revenue_2024Q1,revenue_2024Q3",
        "2024-Q1 revenue,2024-Q3 revenue",
        "Umsatz Q1/24,Umsatz Q3/24",
    ] {
        let text = format!("partner id,region,{headers}\n01,EMEA,5,6\n02,APAC,,8\n");
        let (table, plan) = planned(&text);
        assert_eq!(plan.layout, Layout::Wide, "{headers}");
        let imported = import(&table, &plan, Origin::Sample).unwrap();
        let portfolio = &imported.portfolio;
        assert_eq!(portfolio.metrics().len(), 1);
        assert_eq!(portfolio.periods().len(), 3);
        assert_eq!(value(portfolio, "revenue", "01", "2024 Q1"), Some(5.0), "{headers}");
        assert_eq!(value(portfolio, "revenue", "01", "2024 Q2"), None);
        assert_eq!(value(portfolio, "revenue", "02", "2024 Q3"), Some(8.0));
        assert_eq!(portfolio.partners()[1].attributes, [Some("APAC".to_owned())]);
    }
}

#[test]
fn bare_period_headers_are_one_metric() {
    let imported = imported("partner id,2024-11,2024-12,2025-01,CSAT\n7,1,2,3,4.5\n");
    let portfolio = &imported.portfolio;
    assert_eq!(value(portfolio, "value", "7", "2025-01"), Some(3.0));
    // A column without a period tells how things are at the end.
    assert_eq!(value(portfolio, "csat", "7", "2025-01"), Some(4.5));
    assert_eq!(value(portfolio, "csat", "7", "2024-11"), None);
}

#[test]
fn periods_are_read_in_the_forms_people_write() {
    let cases = [
        ("2024-Q1", "2024 Q1"),
        ("2024 Q1", "2024 Q1"),
        ("Q1 2024", "2024 Q1"),
        ("Q1/24", "2024 Q1"),
        ("q4'99", "1999 Q4"),
        ("2024Q1", "2024 Q1"),
        ("T2 2024", "2024 Q2"),
        ("1Q24", "2024 Q1"),
        ("2024-03", "2024-03"),
        ("2024/3", "2024-03"),
        ("03/2024", "2024-03"),
        ("Mar 2024", "2024-03"),
        ("März 2024", "2024-03"),
        ("août 2024", "2024-08"),
        ("Dez-24", "2024-12"),
    ];
    for (text, printed) in cases {
        assert_eq!(parse_period(text).map(|p| p.to_string()).as_deref(), Some(printed));
    }
    for text in ["", "2024", "2024-13", "Q5 2024", "March", "2024.03", "12/24", "x2024-Q1"] {
        assert_eq!(parse_period(text), None, "{text}");
    }
}

#[test]
fn long_attributes_take_the_latest_known_value_and_order_is_by_first_appearance() {
    let text = "partner id,quarter,region,tier,revenue\n\
                b,2025-Q2,APAC,Gold,1\nb,2025-Q1,EMEA,Silver,2\n\
                a,2025-Q1,NA,,3\nb,2025-Q3,,,4\n";
    let portfolio = imported(text).portfolio;
    let [b, a] = portfolio.partners() else { panic!("two partners") };
    assert_eq!((b.id.as_str(), a.id.as_str()), ("b", "a"));
    assert_eq!(b.attributes, [Some("APAC".to_owned())]);
    assert_eq!(b.first_tier.as_deref(), Some("Gold"));
    // NA is North America here, not "not available".
    assert_eq!(a.attributes, [Some("NA".to_owned())]);
    assert_eq!(a.first_tier, None);
    assert_eq!(value(&portfolio, "revenue", "a", "2025 Q2"), None);
}

#[test]
fn mixed_and_endless_periods_are_refused() {
    let (table, plan) = planned("partner id,quarter,revenue\n1,2025-Q1,5\n1,2025-03,6\n");
    assert_eq!(
        wrong(&table, &plan),
        ["Quarters and months are mixed: line 2 has a quarter (2025 Q1), line 3 has a month \
          (2025-03)."]
    );
    let (table, plan) = planned("partner id,quarter,revenue\n1,1902-Q1,5\n1,2025-Q1,6\n");
    assert_eq!(
        wrong(&table, &plan),
        ["The periods run from 1902 Q1 (line 2) to 2025 Q1 (line 3): 493 periods; up to 400 \
          can be used."]
    );
}
