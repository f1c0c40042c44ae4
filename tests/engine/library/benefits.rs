//! What the benefits of the library's programs come to.

use super::program;
use crate::support::close;
use tierlab_engine::finance::{Banding, BenefitRule, stacked};

fn benefit(key: &str, name: &str) -> BenefitRule {
    let program = program(key);
    let found = program.incentives.benefits.into_iter().find(|benefit| benefit.name == name);
    found.unwrap_or_else(|| panic!("{key} has no {name}"))
}

#[test]
fn microsoft_discounts_are_added_and_then_the_promotion_is_taken_off_the_rest() {
    let program = program("microsoft-modern-work");
    let discounts: Vec<_> = program
        .incentives
        .benefits
        .iter()
        .filter(|benefit| benefit.of.as_deref() == Some("list price"))
        .map(|benefit| (benefit.tiers[1].expect("offered"), benefit.terms.stacking))
        .collect();
    assert_eq!(discounts.len(), 3);
    close(stacked(100.0, &discounts), 58.50, 0.0, 1e-9, "what a list price of 100 comes to");
}

#[test]
fn zoho_incentives_have_a_floor_and_a_cap() {
    let first = benefit("zoho", "First contract");
    for (contract, expected) in
        [(800.0, 300.0), (1200.0, 300.0), (5000.0, 1250.0), (20_000.0, 3000.0)]
    {
        close(first.earned(1, &[contract]), expected, 0.0, 1e-9, &format!("of {contract}"));
    }
    let transaction = benefit("zoho", "Transaction");
    for (amount, expected) in [(5000.0, 600.0), (20_000.0, 1000.0)] {
        close(transaction.earned(3, &[amount]), expected, 0.0, 1e-9, &format!("of {amount}"));
    }
    close(transaction.earned(0, &[5000.0]), 0.0, 0.0, 0.0, "nothing before the first tier");
}

#[test]
fn bands_pay_by_part_by_whole_or_not_at_all() {
    let marginal = benefit("template-points", "Referral commission");
    let mut whole = marginal.clone();
    whole.terms.banding = Banding::Whole;
    let mut flat = marginal.clone();
    flat.terms.bands.clear();
    let deals = [100.0; 75];
    for (rule, expected) in [(marginal, 1575.0), (whole, 1875.0), (flat, 1125.0)] {
        close(rule.earned(1, &deals), expected, 0.0, 1e-9, "75 sales of 100");
    }
}

#[test]
fn odoo_pays_by_level_and_caps_each_subscription() {
    let enterprise = benefit("odoo", "Odoo Enterprise");
    for (tier, expected) in [(0, 100.0), (1, 100.0), (2, 150.0), (3, 200.0)] {
        close(enterprise.earned(tier, &[1000.0]), expected, 0.0, 1e-9, "of 1,000");
    }
    let hosting = benefit("odoo", "Odoo.sh");
    close(hosting.earned(2, &[4000.0, 1000.0]), 1440.0 + 500.0, 0.0, 1e-9, "two subscriptions");
}
