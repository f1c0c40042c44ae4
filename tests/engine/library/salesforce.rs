//! The Salesforce programs: one score over three sets of lines, and bands times bands.

use super::{holds, judged, partners, program};
use crate::support::close;
use tierlab_engine::rules::Evaluation;

#[test]
fn appexchange_multiplies_attrition_by_what_is_renewable() {
    let program = program("appexchange-fy21");
    for (attrition, revenue, expected) in [
        (7.0, 2e6, 120.0),
        (4.9, 4e5, 25.0),
        (24.0, 9e6, 47.5),
        (26.0, 9e6, 0.0),
        (12.0, 6e5, 37.5),
        (17.0, 3e6, 80.0),
        (7.0, 12e6, 200.0),
        // Between the published bands, and on their shared ends.
        (4.95, 12e6, 250.0),
        (5.0, 5e5, 50.0),
    ] {
        let values = [("attrition", attrition), ("renewable_revenue", revenue)];
        let portfolio = partners(&[(&values, &[])], None);
        let part = Evaluation::now(&program, &portfolio).trace(0).dimensions[0].parts[0].value;
        close(part.expect("known"), expected, 0.0, 1e-9, &format!("{attrition} % of {revenue}"));
    }
}

#[test]
fn appexchange_attrition_is_worth_less_a_year_later() {
    let program = program("appexchange-fy22");
    for (attrition, expected) in
        [(4.9, 200.0), (7.0, 160.0), (12.0, 120.0), (17.0, 80.0), (24.0, 40.0), (25.0, 0.0)]
    {
        let portfolio = partners(&[(&[("attrition", attrition)], &[])], None);
        let part = Evaluation::now(&program, &portfolio).trace(0).dimensions[0].parts[0].value;
        close(part.expect("known"), expected, 0.0, 1e-9, &format!("{attrition} %"));
    }
}

#[test]
fn appexchange_ratings_count_from_a_least_number_of_reviews_on() {
    for (key, rating, reviews, expected) in [
        ("appexchange-fy21", 4.6, 4.0, 0.0),
        ("appexchange-fy21", 4.6, 5.0, 100.0),
        ("appexchange-fy21", 1.5, 5.0, 40.0),
        ("appexchange-fy22", 4.6, 7.0, 0.0),
        ("appexchange-fy22", 4.6, 8.0, 75.0),
        ("appexchange-fy22", 1.4, 8.0, 15.0),
    ] {
        let program = program(key);
        let values = [("app_rating", rating), ("reviews", reviews)];
        let portfolio = partners(&[(&values, &[])], None);
        let part = Evaluation::now(&program, &portfolio).trace(0).dimensions[0].parts[1].value;
        close(part.expect("known"), expected, 0.0, 1e-9, &format!("{key}: {rating} of {reviews}"));
    }
}

/// A partner of this score under one of the Salesforce programs.
fn salesforce(key: &str, score: f64) -> String {
    let share = score / 10.0;
    let values = match key {
        "salesforce-py20" => vec![
            ("credentials", 2.0),
            ("engagement", share),
            ("expertise", share),
            ("customer_success", share),
        ],
        "salesforce-py21" | "salesforce-fy22" => {
            vec![("credentials", 2.0), ("region_a_score", score), ("region_b_score", score / 2.0)]
        }
        // The points that no attrition and few reviews leave to the others.
        _ => vec![
            ("attrition", 30.0),
            ("renewable_revenue", 2e6),
            ("app_rating", 5.0),
            ("reviews", 1.0),
            ("technology_points", (score - 350.0).clamp(0.0, 200.0)),
            ("badge_points", (score - 550.0).max(0.0)),
            ("other_points", score.min(350.0)),
        ],
    };
    let (tier, points) = judged(&program(key), (&values, &[]));
    close(points.expect("a score"), score, 0.0, 1e-9, key);
    tier
}

#[test]
fn salesforce_lines_by_year() {
    for (key, lines) in [
        (
            "salesforce-py20",
            &[
                (249.0, "Registered"),
                (250.0, "Silver"),
                (449.0, "Silver"),
                (450.0, "Gold"),
                (650.0, "Gold"),
                (699.0, "Gold"),
                (700.0, "Platinum"),
            ][..],
        ),
        (
            "salesforce-py21",
            &[
                (249.0, "Registered"),
                (250.0, "Silver"),
                (499.0, "Silver"),
                (500.0, "Gold"),
                (650.0, "Gold"),
                (749.0, "Gold"),
                (750.0, "Platinum"),
            ],
        ),
        (
            "salesforce-fy22",
            &[
                (249.0, "Base"),
                (250.0, "Ridge"),
                (499.0, "Ridge"),
                (500.0, "Crest"),
                (650.0, "Crest"),
                (749.0, "Crest"),
                (750.0, "Summit"),
            ],
        ),
        (
            "appexchange-fy21",
            &[
                (149.0, "Base"),
                (150.0, "Ridge"),
                (249.0, "Ridge"),
                (250.0, "Crest"),
                (599.0, "Crest"),
                (600.0, "Summit"),
                (650.0, "Summit"),
            ],
        ),
        (
            "appexchange-fy22",
            &[
                (249.0, "Base"),
                (250.0, "Ridge"),
                (399.0, "Ridge"),
                (400.0, "Crest"),
                (650.0, "Crest"),
            ],
        ),
    ] {
        for (score, tier) in lines {
            assert_eq!(salesforce(key, *score), *tier, "{key} at {score}");
        }
    }
}

#[test]
fn salesforce_pillars_weigh_forty_thirty_five_and_twenty_five() {
    let program = program("salesforce-py20");
    let keys = ["engagement", "expertise", "customer_success"];
    for (inputs, score, tier) in [
        ([100.0, 0.0, 0.0], 400.0, "Silver"),
        ([0.0, 100.0, 0.0], 350.0, "Silver"),
        ([0.0, 0.0, 100.0], 250.0, "Silver"),
        ([100.0, 100.0, 0.0], 750.0, "Platinum"),
    ] {
        let mut values: Vec<_> = keys.into_iter().zip(inputs).collect();
        values.push(("credentials", 2.0));
        holds(&program, &values, &[], score, tier);
    }
}

#[test]
fn salesforce_asks_for_two_credentials_and_counts_countries_for_the_global_tier() {
    let program = program("salesforce-py20");
    for (credentials, platinum, gold, expected) in [
        (1.0, 0.0, 0.0, "Applicant"),
        (2.0, 0.0, 0.0, "Platinum"),
        (2.0, 2.0, 1.0, "Platinum"),
        (2.0, 2.0, 2.0, "Global Strategic"),
    ] {
        let values = [
            ("credentials", credentials),
            ("engagement", 80.0),
            ("expertise", 80.0),
            ("customer_success", 80.0),
            ("platinum_top_8_countries", platinum),
            ("gold_other_countries", gold),
        ];
        holds(&program, &values, &[], 800.0, expected);
    }
}
