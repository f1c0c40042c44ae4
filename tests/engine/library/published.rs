//! The figures that owners published, run through the documents that ship.

use super::{holds, judged, partners, program};
use crate::support::close;
use tierlab_engine::library;
use tierlab_engine::portfolio::Partner;
use tierlab_engine::rules::{Evaluation, Places, Program, Rule};

const MODERN_WORK: [&str; 5] = [
    "net_customer_adds",
    "intermediate_certified",
    "advanced_certified",
    "usage_growth",
    "deployments",
];

#[test]
fn microsoft_modern_work_scores_and_designations() {
    let program = program("microsoft-modern-work");
    for (inputs, score, tier) in [
        ([10.0, 2.0, 1.0, 500.0, 5.0], 100.0, "Solutions Partner"),
        ([10.0, 0.0, 1.0, 500.0, 5.0], 90.0, "No designation"),
        ([10.0, 2.0, 1.0, 500.0, 0.0], 75.0, "No designation"),
        ([5.0, 2.0, 1.0, 250.0, 3.0], 65.0, "No designation"),
        ([4.0, 2.0, 1.0, 500.0, 5.0], 88.0, "Solutions Partner"),
    ] {
        let values: Vec<_> = MODERN_WORK.into_iter().zip(inputs).collect();
        holds(&program, &values, &[], score, tier);
    }
}

#[test]
fn microsoft_takes_the_better_of_two_tracks() {
    let program = program("microsoft-modern-work");
    let values: Vec<_> = MODERN_WORK.into_iter().zip([4.0, 2.0, 1.0, 500.0, 5.0]).collect();
    let portfolio = partners(&[(&values, &[])], None);
    let trace = Evaluation::now(&program, &portfolio).trace(0);
    assert_eq!(trace.track, 1);
    close(trace.tracks[0].expect("enterprise"), 68.5, 0.0, 1e-9, "enterprise");
    close(trace.tracks[1].expect("SMB"), 88.0, 0.0, 1e-9, "SMB");
    let values: Vec<_> = MODERN_WORK.into_iter().zip([5.0, 4.0, 2.0, 1000.0, 5.0]).collect();
    let portfolio = partners(&[(&values, &[])], None);
    let trace = Evaluation::now(&program, &portfolio).trace(0);
    assert_eq!(trace.track, 0);
    close(trace.tracks[0].expect("enterprise"), 100.0, 0.0, 1e-9, "all enterprise targets");
    close(trace.tracks[1].expect("SMB"), 90.0, 0.0, 1e-9, "half the customers of SMB");
}

#[test]
fn microsoft_counts_any_day_of_six_months() {
    for key in ["microsoft-modern-work", "microsoft-business-applications"] {
        let (mut program, portfolio) = library::open(key).expect("sound");
        let designated = |program: &Program, partner: usize| {
            Evaluation::now(program, &portfolio).qualification(partner).tier == 1
        };
        let named = |partner: &Partner| partner.id == "Sample Cedar";
        let partner = portfolio.partners().iter().position(named).expect("it is there");
        let score = Evaluation::now(&program, &portfolio).score_of(partner).expect("a score");
        assert!(score < 70.0 && designated(&program, partner), "{key}: {score} now");
        program.movement.attainment = 0;
        assert!(!designated(&program, partner), "{key}: by what it is now alone");
    }
}

#[test]
fn microsoft_business_applications_weighs_five_metrics() {
    let program = program("microsoft-business-applications");
    let keys =
        ["net_adds", "intermediate_skills", "advanced_skills", "usage_growth", "deployments"];
    for (inputs, score, tier) in [
        ([100.0; 5], 100.0, "Solutions Partner"),
        ([70.0; 5], 70.0, "Solutions Partner"),
        ([100.0, 0.0, 0.0, 0.0, 0.0], 15.0, "No designation"),
        ([0.0, 100.0, 100.0, 100.0, 100.0], 85.0, "No designation"),
        ([300.0, 1.0, 1.0, 100.0, 100.0], 65.35, "No designation"),
    ] {
        let values: Vec<_> = keys.into_iter().zip(inputs).collect();
        holds(&program, &values, &[], score, tier);
    }
}

#[test]
fn hubspot_points_follow_kind_market_and_date() {
    let program = program("hubspot");
    let rest = [
        "sourced_mrr_growth",
        "assisted_mrr",
        "assisted_mrr_growth",
        "managed_mrr",
        "managed_mrr_growth",
    ];
    for (month, sold, expected) in [((2021, 10), 1000.0, 30.0), ((2024, 3), 1000.0, 50.0)] {
        let mut values = vec![("sourced_mrr", sold)];
        values.extend(rest.map(|key| (key, 0.0)));
        let portfolio = partners(&[(&values, &[])], Some(month));
        let score = Evaluation::now(&program, &portfolio).score_of(0).expect("a score");
        close(score, expected, 0.0, 1e-9, &format!("{month:?}"));
    }
    let mature = [("sourced_mrr", 2000.0), ("assisted_mrr", 1000.0), ("managed_mrr", 5000.0)];
    let growth = mature.map(|(key, value)| (format!("{key}_growth"), value));
    let growth: Vec<_> = growth.iter().map(|(key, value)| (key.as_str(), *value)).collect();
    for (values, expected) in [(&mature[..], 180.0), (&growth, 360.0)] {
        let portfolio = partners(&[(values, &[])], Some((2025, 9)));
        let score = Evaluation::now(&program, &portfolio).score_of(0).expect("a score");
        close(score, expected, 0.0, 1e-9, &format!("{values:?}"));
    }
}

#[test]
fn hubspot_asks_for_sourced_points_beside_the_total() {
    let program = program("hubspot");
    let managed = [("sourced_mrr", 0.0), ("assisted_mrr", 0.0), ("managed_mrr", 32_500.0)];
    let sourced = [("sourced_mrr", 6500.0), ("assisted_mrr", 0.0), ("managed_mrr", 0.0)];
    let portfolio = partners(&[(&managed, &[]), (&sourced, &[])], Some((2025, 9)));
    let evaluation = Evaluation::now(&program, &portfolio);
    for partner in 0..2 {
        close(evaluation.score_of(partner).expect("a score"), 325.0, 0.0, 1e-9, "the same total");
    }
    let missed = evaluation.qualification(0);
    assert_eq!((missed.tier, missed.blocked), (0, vec![(1, vec![0])]));
    assert_eq!(program.ladder.tiers[evaluation.qualification(1).tier].name, "Gold");
}

#[test]
fn hubspot_totals_per_tier() {
    let program = program("hubspot");
    for (points, below, tier) in [
        (325.0, "Solutions Partner", "Gold"),
        (925.0, "Gold", "Platinum"),
        (3100.0, "Platinum", "Diamond"),
        (9000.0, "Diamond", "Elite"),
    ] {
        for (points, expected) in [(points, tier), (points - 1.0, below)] {
            let sold =
                [("sourced_mrr", points * 20.0), ("assisted_mrr", 0.0), ("managed_mrr", 0.0)];
            let portfolio = partners(&[(&sold, &[])], Some((2025, 9)));
            let tier = Evaluation::now(&program, &portfolio).qualification(0).tier;
            assert_eq!(program.ladder.tiers[tier].name, expected, "{points} points");
        }
    }
}

#[test]
fn odoo_takes_the_highest_level_of_which_all_three_are_met() {
    let program = program("odoo");
    for (users, certified, retention, expected) in [
        (75.0, 3.0, 70.00, "Silver"),
        (75.0, 3.0, 69.99, "Ready"),
        (1000.0, 6.0, 75.0, "Silver"),
        (1000.0, 50.0, 60.0, "Ready"),
        (300.0, 5.0, 95.0, "Silver"),
        (300.0, 6.0, 80.0, "Gold"),
        (299.0, 6.0, 80.0, "Silver"),
        (10.0, 1.0, 0.0, "Ready"),
        (9.0, 1.0, 100.0, "Learning"),
        (10.0, 0.0, 100.0, "Learning"),
    ] {
        let values = [
            ("new_users", users + 20.0),
            ("upsold_users", 5.0),
            ("downsold_users", 10.0),
            ("churned_users", 15.0),
            ("certified_staff", certified),
            ("customers_acquired", 10_000.0),
            ("customers_kept", retention * 100.0),
        ];
        let (tier, _) = judged(&program, (&values, &[]));
        assert_eq!(tier, expected, "{users} users, {certified} certified, {retention} %");
    }
}

#[test]
fn zoho_lines_have_to_be_passed() {
    let program = program("zoho");
    let base = [("revenue", 5001.0), ("certified_staff", 1.0), ("implementations", 1.0)];
    for (score, tier) in
        [(400.0, "Authorized"), (401.0, "Advanced"), (600.0, "Advanced"), (601.0, "Premium")]
    {
        for (role, global, regional) in [("Home", score, 0.0), ("Other", 1000.0, score)] {
            let mut values = base.to_vec();
            values.extend([("global_score", global), ("regional_score", regional)]);
            holds(&program, &values, &[("Region role", role)], score, tier);
        }
    }
    let mut values = base.to_vec();
    values[0].1 = 5000.0;
    values.push(("global_score", 900.0));
    holds(&program, &values, &[("Region role", "Home")], 900.0, "Onboarding");
}

#[test]
fn atlassian_marketplace_takes_size_or_a_share_of_cloud() {
    let program = program("atlassian-marketplace");
    let texts =
        [("Paid via Atlassian", "yes"), ("Data Center approved", "no"), ("Bug bounty", "all apps")];
    let tier = |gross: f64, cloud: f64, hours: f64, installs: f64| {
        let values = [
            ("gross_sales", gross),
            ("cloud_sales", cloud),
            ("paid_cloud_apps", 1.0),
            ("largest_server_app_installs", installs),
            ("escalation_hours", hours),
        ];
        judged(&program, (&values, &texts)).0
    };
    for (gross, cloud, expected) in [
        (500e3, 125e3, "Gold"),
        (500e3, 120e3, "Silver"),
        (3e6, 0.0, "Gold"),
        (1e6, 340e3, "Gold"),
        (9e6, 2e6, "Platinum"),
        (1e6, 350e3, "Platinum"),
        (100e3, 15e3, "Silver"),
        (100e3, 14e3, "Marketplace Partner"),
    ] {
        assert_eq!(tier(gross, cloud, 12.0, 0.0), expected, "{gross} of which {cloud}");
    }
    assert_eq!(tier(9e6, 2e6, 24.0, 0.0), "Silver", "answers too late for more");
    assert_eq!(tier(9e6, 2e6, 12.0, 499.0), "Platinum");
    assert_eq!(tier(9e6, 2e6, 12.0, 500.0), "Marketplace Partner", "an app without approval");
}

#[test]
fn atlassian_solution_partners_before_and_after_the_redesign() {
    for (key, metric, lines) in [
        ("atlassian-solutions-before", "revenue", [50e3, 100e3, 250e3]),
        ("atlassian-solutions-after", "accredited_people", [1.0, 4.0, 8.0]),
    ] {
        let program = program(key);
        for (line, (below, tier)) in lines.into_iter().zip([
            ("Solution Partner", "Silver"),
            ("Silver", "Gold"),
            ("Gold", "Platinum"),
        ]) {
            assert_eq!(judged(&program, (&[(metric, line)], &[])).0, tier, "{key} at {line}");
            assert_eq!(judged(&program, (&[(metric, line - 1.0)], &[])).0, below, "{key}");
        }
    }
}

#[test]
fn monday_adds_a_requirement_at_every_step() {
    let program = program("monday");
    for (arr, rating, hours, questionnaire, story, expected) in [
        (1e6, 4.5, 23.0, "yes", "yes", "Platinum"),
        (1e6, 4.4, 23.0, "yes", "yes", "Gold"),
        (999_999.0, 4.5, 23.0, "yes", "yes", "Gold"),
        (300e3, 4.0, 24.0, "yes", "yes", "Silver"),
        (300e3, 4.0, 23.0, "yes", "no", "Silver"),
        (75e3, 4.0, 47.0, "yes", "no", "Silver"),
        (74_999.0, 4.0, 47.0, "yes", "no", "Bronze"),
        (299_999.0, 4.0, 23.0, "yes", "yes", "Silver"),
        (75e3, 4.0, 47.0, "no", "no", "Bronze"),
        (75e3, 3.9, 47.0, "yes", "no", "Bronze"),
        (5e3, 1.0, 47.0, "no", "no", "Bronze"),
        (5e3, 5.0, 48.0, "yes", "yes", "Developer"),
        (4999.0, 5.0, 10.0, "yes", "yes", "Developer"),
    ] {
        let values =
            [("marketplace_arr", arr), ("app_rating", rating), ("answer_delay_hours", hours)];
        let texts = [("Security questionnaire", questionnaire), ("Success story", story)];
        let (tier, _) = judged(&program, (&values, &texts));
        assert_eq!(tier, expected, "{values:?} {texts:?}");
    }
}

/// A company that has the badge, to be changed.
pub(super) const GOOGLE: [(&str, f64); 9] = [
    ("optimization_score", 70.0),
    ("search_spend", 9500.0),
    ("display_spend", 0.0),
    ("video_spend", 500.0),
    ("strategists", 4.0),
    ("certified_strategists", 2.0),
    ("search_certified", 1.0),
    ("display_certified", 0.0),
    ("video_certified", 1.0),
];

#[test]
fn google_asks_for_certificates_only_where_money_is_spent() {
    let mut program = program("google");
    // Alone in its country anyone is among the best.
    program.ladder.tiers.truncate(2);
    program.incentives.tiers.truncate(2);
    for (changes, expected) in [
        (&[][..], "Partner"),
        (&[("optimization_score", 69.99)], "Member"),
        (&[("search_spend", 9499.0)], "Member"),
        (&[("certified_strategists", 1.0)], "Member"),
        (&[("strategists", 5.0)], "Member"),
        (&[("strategists", 400.0), ("certified_strategists", 50.0)], "Partner"),
        (&[("strategists", 400.0), ("certified_strategists", 49.0)], "Member"),
        (&[("display_spend", 499.0)], "Partner"),
        (&[("display_spend", 500.0)], "Member"),
        (&[("video_certified", 0.0)], "Member"),
        (&[("video_certified", 0.0), ("video_spend", 499.0), ("search_spend", 9501.0)], "Partner"),
    ] {
        let mut values = GOOGLE;
        for (key, changed) in changes {
            let value = values.iter_mut().find(|(known, _)| known == key).expect("a metric");
            value.1 = *changed;
        }
        let (tier, _) = judged(&program, (&values, &[("Country", "Norland")]));
        assert_eq!(tier, expected, "{changes:?}");
    }
}

/// A company that has the badge, best by its annual spend alone.
pub(super) fn company(annual_spend: f64) -> Vec<(&'static str, f64)> {
    let mut values = GOOGLE.to_vec();
    values.push(("annual_spend", annual_spend));
    for key in ["existing_client_growth", "new_client_growth", "client_retention"] {
        values.push((key, 10.0));
    }
    values
}

/// How many of so many companies of one country are Premier.
fn premier(program: &Program, companies: u32) -> usize {
    let values: Vec<Vec<(&str, f64)>> =
        (0..companies).map(|index| company(1e5 + f64::from(index))).collect();
    let texts = [("Country", "Norland")];
    let rows: Vec<super::Row<'_>> = values.iter().map(|values| (&values[..], &texts[..])).collect();
    let portfolio = partners(&rows, None);
    let evaluation = Evaluation::now(program, &portfolio);
    let tiers = (0..rows.len()).map(|partner| evaluation.qualification(partner).tier);
    tiers.filter(|tier| *tier == 2).count()
}

#[test]
fn google_premier_is_three_percent_with_the_rounding_written_down() {
    let up = program("google");
    let mut down = up.clone();
    for gate in &mut down.ladder.tiers[2].gates {
        if let Rule::Top { places, .. } = &mut gate.rule {
            assert_eq!(*places, Places::Up, "the convention of the document");
            *places = Places::Down;
        }
    }
    for (companies, floor, ceiling) in
        [(10, 0, 1), (33, 0, 1), (34, 1, 2), (100, 3, 3), (167, 5, 6)]
    {
        assert_eq!(premier(&down, companies), floor, "{companies} companies, rounded down");
        assert_eq!(premier(&up, companies), ceiling, "{companies} companies, rounded up");
    }
}
