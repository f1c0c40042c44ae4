//! Names of measures, with and without a portfolio.

use super::setting::{asking, measure, partners, program, spaced};
use serde_json::{Value, json};
use tierlab_engine::explain::{Lexicon, Scale, definition, measure_name};

fn reading(metric: &str, take: &str, months: u32) -> Value {
    json!({"metric": metric, "take": take, "months": months})
}

#[test]
fn every_source_has_a_name_and_a_scale() {
    let portfolio = partners(&["A"]);
    let revenue = reading("revenue", "sum", 12);
    for (document, name, scale) in [
        (revenue.clone(), "revenue, last 12 months", Scale::Money),
        (reading("revenue", "sum", 1), "revenue, last month", Scale::Money),
        (reading("certified_staff", "last", 12), "certified staff, latest", Scale::Count),
        (reading("azure_users", "last", 6), "Azure users, latest of 6 months", Scale::Count),
        (reading("csat", "mean", 12), "CSAT, mean of 12 months", Scale::Plain),
        (reading("retention", "max", 6), "retention, highest of 6 months", Scale::Percent),
        (reading("revenue", "count", 12), "revenue, periods above 0, last 12 months", Scale::Count),
        (
            json!({"metric": "new_users", "take": "sum", "window": "year_to_date", "year_starts": 4}),
            "new users, since April",
            Scale::Count,
        ),
        (
            json!({"metric": "new_users", "take": "sum", "window": "last_year", "year_starts": 1}),
            "new users, last calendar year",
            Scale::Count,
        ),
        (
            json!({"metric": "new_users", "take": "sum", "window": "all_time"}),
            "new users, all time",
            Scale::Count,
        ),
        (
            json!({"metrics": ["revenue", "services"], "take": "sum", "months": 12}),
            "revenue + Services, last 12 months",
            Scale::Money,
        ),
        (
            json!({"sum": [{"measure": revenue}, {"times": -2, "measure": reading("services", "sum", 12)}]}),
            "revenue \u{2212} 2 × Services, last 12 months",
            Scale::Plain,
        ),
        (
            json!({"ratio": {"of": reading("new_users", "sum", 12), "over": reading("azure_users", "last", 12), "times": 100}}),
            "new users (last 12 months) as share of Azure users (latest)",
            Scale::Percent,
        ),
        (
            json!({"ratio": {"of": revenue, "over": reading("certified_staff", "last", 12)}}),
            "revenue (last 12 months) per certified staff (latest)",
            Scale::Money,
        ),
        (
            json!({"change": {"of": revenue, "months": 12, "relative": true}}),
            "change in revenue (last 12 months) against 12 months earlier, in %",
            Scale::Share,
        ),
        (
            json!({"change": {"of": reading("retention", "mean", 12), "months": 12}}),
            "change in retention (mean of 12 months) against 12 months earlier",
            Scale::PercentagePoints,
        ),
        (
            json!({"earlier": {"of": revenue, "months": 3}}),
            "revenue (last 12 months), 3 months earlier",
            Scale::Money,
        ),
        (
            json!({"highest": [revenue, reading("services", "sum", 12)]}),
            "the highest of revenue (last 12 months) and Services (last 12 months)",
            Scale::Money,
        ),
        (
            json!({"lowest": [revenue, reading("csat", "mean", 12)]}),
            "the lowest of revenue (last 12 months) and CSAT (mean of 12 months)",
            Scale::Plain,
        ),
        (json!({"tenure": "joined_on"}), "time since joined on", Scale::Months),
        (
            json!({"listed": {"column": "plan", "of": ["A", "B"]}}),
            "number of entries in \"plan\" that are A or B",
            Scale::Count,
        ),
        (json!({"score": true}), "score", Scale::Points),
        (json!({"dimension": "capability"}), "capability", Scale::Points),
        (
            json!({"name": "Happiness", "metric": "csat", "take": "mean", "months": 6}),
            "Happiness",
            Scale::Plain,
        ),
    ] {
        let program = program(asking(&json!({"measure": document, "at_least": 1})));
        let lexicon = Lexicon::new(&program, Some(&portfolio));
        assert_eq!(measure_name(&lexicon, measure(&program)).to_string(), name);
        assert_eq!(lexicon.scale(measure(&program)), scale, "{name}");
    }
}

#[test]
fn without_a_portfolio_keys_become_words_and_numbers_have_no_unit() {
    let document = json!({"measure": reading("certified_staff", "last", 12), "at_least": 1});
    let program = program(asking(&document));
    let lexicon = Lexicon::new(&program, None);
    let name = measure_name(&lexicon, measure(&program));
    assert_eq!(name.to_string(), "certified staff, latest");
    assert_eq!(lexicon.scale(measure(&program)), Scale::Plain);
}

#[test]
fn a_definition_can_be_followed_by_hand() {
    let portfolio = partners(&["A"]);
    let revenue = reading("revenue", "sum", 12);
    for (document, text) in [
        (
            json!({"metric": "revenue", "take": "sum", "months": 12, "least": 0, "most": 5_000_000, "round": 0}),
            "sum of revenue over the last 12 months, where an unknown period counts as the mean of \
             the known ones in a score and makes it unknown in a condition, counted as at least $0, \
             counted as at most $5,000,000, rounded to a whole number",
        ),
        (
            json!({"metric": "csat", "take": "mean", "months": 12, "minimum_sample": 3}),
            "mean of CSAT over the known periods of the last 12 months, unknown with fewer than 3 \
             known periods",
        ),
        (
            json!({"metric": "revenue", "take": "count", "months": 6, "gaps": "zero"}),
            "number of periods with revenue above 0 in the last 6 months, where an unknown period \
             counts as 0",
        ),
        (
            json!({"ratio": {"of": {"metric": "revenue", "take": "sum", "months": 12, "gaps": "unknown"},
                "over": reading("certified_staff", "last", 12), "times": 100}, "round": 2}),
            "100 × [sum of revenue over the last 12 months, unknown when a period is] divided by \
             [latest known certified staff of the last 12 months], unknown unless the divisor is \
             more than 0, rounded to 2 decimals",
        ),
        (
            json!({"change": {"of": {"dimension": "capability"}, "months": 3}}),
            "the value of capability now, less the same 3 months earlier",
        ),
        (
            json!({"lowest": [{"score": true}, {"tenure": "joined_on"}]}),
            "the lowest of the score and [whole months from the date in \"joined_on\" to the end of \
             the period], unknown when one of them is",
        ),
        (
            json!({"sum": [{"times": 5, "measure": revenue}]}),
            "5 × [sum of revenue over the last 12 months, where an unknown period counts as the \
             mean of the known ones in a score and makes it unknown in a condition]",
        ),
    ] {
        let program = program(asking(&json!({"measure": document, "at_least": 1})));
        let lexicon = Lexicon::new(&program, Some(&portfolio));
        assert_eq!(spaced(definition(&lexicon, measure(&program))), text);
    }
}
