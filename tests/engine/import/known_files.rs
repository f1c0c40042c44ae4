//! Files with known contents import without hand work.

use super::*;

#[test]
fn wholesale_customers_are_a_cross_section_of_six_flows() {
    let (_, plan) = planned(WHOLESALE);
    assert_eq!(plan.layout, Layout::CrossSection);
    let imported = imported(WHOLESALE);
    let portfolio = &imported.portfolio;
    assert_eq!(portfolio.partners().len(), 440);
    let ids: Vec<String> = (1..=440).map(|id| id.to_string()).collect();
    assert!(portfolio.partners().iter().map(|partner| &partner.id).eq(&ids));
    assert_eq!(portfolio.attributes(), ["Channel", "Region"]);
    assert_eq!(portfolio.metrics().len(), 6);
    assert!(portfolio.metrics().iter().all(|metric| metric.kind == Kind::Flow));
    assert_eq!(portfolio.metrics()[4].key, "detergents_and_paper");
    assert_eq!(portfolio.metrics()[4].name, "Detergents and paper");
    assert_eq!(portfolio.periods().len(), 1);
    assert!((sum(portfolio, "fresh") - 5_280_131.0).abs() < 1e-6);
    assert!((sum(portfolio, "delicatessen") - 670_943.0).abs() < 1e-6);
    assert!(imported.notes.is_empty());
    assert_balanced(&imported, 441);
}

#[test]
fn cdnow_keeps_leading_zeros_and_leaves_missing_quarters_unknown() {
    let imported = imported(CDNOW);
    let portfolio = &imported.portfolio;
    assert_eq!(portfolio.partners().len(), 2_357);
    assert_eq!(portfolio.partners()[0].id, "0001");
    let periods: Vec<String> = portfolio.periods().iter().map(ToString::to_string).collect();
    let expected = ["1997 Q1", "1997 Q2", "1997 Q3", "1997 Q4", "1998 Q1", "1998 Q2"];
    assert_eq!(periods, expected);
    let keys: Vec<&str> = portfolio.metrics().iter().map(|m| m.key.as_str()).collect();
    assert_eq!(keys, ["revenue", "orders", "units"]);
    assert_eq!(value(portfolio, "revenue", "0001", "1997 Q1"), Some(59.06));
    assert_eq!(value(portfolio, "revenue", "0001", "1997 Q2"), None);
    assert!((sum(portfolio, "revenue") - 244_091.94).abs() < 1e-6);
    assert!((sum(portfolio, "units") - 16_479.0).abs() < 1e-6);
    assert!(imported.notes.is_empty());
    assert_balanced(&imported, 4_388);
}

#[test]
fn missing_rows_become_zero_only_when_asked_for() {
    let (table, mut plan) = planned(CDNOW);
    assert_eq!(plan.gaps, Gaps::Unknown);
    plan.gaps = Gaps::Zero;
    let imported = import(&table, &plan, Origin::Sample).unwrap();
    assert_eq!(value(&imported.portfolio, "revenue", "0001", "1997 Q2"), Some(0.0));
    assert!((imported.portfolio.coverage(0) - 1.0).abs() < 1e-12);
}

#[test]
fn sample_partners_import_without_a_question() {
    let (table, plan) = planned(SAMPLE);
    assert!(plan.columns.iter().all(|column| column.matched == Match::Sure), "{plan:#?}");
    let imported = import(&table, &plan, Origin::Sample).unwrap();
    let portfolio = &imported.portfolio;
    assert_eq!((portfolio.partners().len(), portfolio.periods().len()), (240, 8));
    assert_eq!(portfolio.attributes(), ["type", "region", "vertical", "size_band"]);
    assert_eq!(portfolio.metrics().len(), 10);
    assert!(imported.notes.is_empty());
    assert_eq!(imported.counts.set_aside, 0);
    let risk = &portfolio.metrics()[portfolio.metric_index("risk_rating").unwrap()];
    assert_eq!((risk.kind, risk.direction), (Kind::Rating, Direction::Less));
}

#[test]
fn sample_partners_have_the_intended_shape() {
    let portfolio = imported(SAMPLE).portfolio;
    let revenue = portfolio.metric_index("revenue").unwrap();
    let year = |partner| portfolio.history(revenue, partner)[4..].iter().sum::<f64>();
    let mut years: Vec<f64> = (0..240).map(year).filter(|sum| sum.is_finite()).collect();
    years.sort_by(f64::total_cmp);
    assert!((200_000.0..280_000.0).contains(&years[years.len() / 2]));
    assert!((1_100_000.0..1_700_000.0).contains(&years[years.len() * 9 / 10]));
    assert!((4_500_000.0..7_500_000.0).contains(years.last().unwrap()));
    let last = |p: usize| portfolio.history(revenue, p)[7].is_nan();
    assert_eq!((0..240).filter(|p| last(*p)).count(), 3);
    let first = |p: usize| portfolio.history(revenue, p)[0].is_nan();
    assert_eq!((0..240).filter(|p| first(*p)).count(), 6);
    let csat = portfolio.metric_index("csat").unwrap();
    assert!((0.88..0.95).contains(&portfolio.coverage(csat)));
    let mut names: Vec<&str> = portfolio.partners().iter().map(|p| p.name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), 240);
}

#[test]
fn the_sample_file_is_the_drawn_sample_as_a_table() {
    assert!(generator::partners_csv() == SAMPLE, "run the example make_partners again");
    assert!(!SAMPLE.contains('\r'));
    let (table, plan) = planned(SAMPLE);
    let read = import(&table, &plan, Origin::Sample).unwrap().portfolio;
    let drawn = sample_partners();
    assert_eq!(read.periods(), drawn.periods());
    assert_eq!(read.metrics(), drawn.metrics());
    assert_eq!(read.attributes(), drawn.attributes());
    assert_eq!(read.partners(), drawn.partners());
    assert_eq!(read.fingerprint(), drawn.fingerprint(), "every number, bit for bit");
}
