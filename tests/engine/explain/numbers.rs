//! Numbers with their units: exact for a rule, on the right side of the line for a partner.

use super::setting::spaced;
use tierlab_engine::explain::{MINUS, Scale};

#[test]
fn numbers_of_a_rule_are_exact() {
    for (scale, value, text) in [
        (Scale::Plain, 1_234_567.25, "1,234,567.25"),
        (Scale::Plain, -0.0, "0"),
        (Scale::Count, -999.0, "\u{2212}999"),
        (Scale::Money, -1500.5, "\u{2212}$1,500.50"),
        (Scale::Money, 3e6, "$3,000,000"),
        (Scale::Percent, 12.5, "12.5 %"),
        (Scale::PercentagePoints, 1.0, "1 percentage point"),
        (Scale::Days, 1.0, "1 day"),
        (Scale::Days, 45.0, "45 days"),
        (Scale::Months, 12.0, "12 months"),
        (Scale::Points, 0.1 + 0.2, "0.30000000000000004 points"),
        (Scale::Points, f64::NAN, "unknown"),
    ] {
        assert_eq!(spaced(scale.exact(value, "USD")), text);
    }
    assert_eq!(spaced(Scale::Money.exact(3e6, "CHF")), "CHF 3,000,000");
    assert_eq!(Scale::Money.exact(20.0, "EUR"), "€20");
    assert!(Scale::Plain.exact(-1.0, "").starts_with(MINUS));
}

#[test]
fn shares_become_percent_without_the_dust_of_binary_fractions() {
    for (share, percent) in [
        (1.0, "100 %"),
        (0.0, "0 %"),
        (0.5, "50 %"),
        (0.07, "7 %"),
        (0.003, "0.3 %"),
        (-0.145, "\u{2212}14.5 %"),
        (12.3456, "1,234.56 %"),
    ] {
        assert_eq!(spaced(Scale::Share.exact(share, "")), percent);
    }
}

#[test]
fn rounding_never_crosses_the_line() {
    for (value, line, text) in [
        (69.99, 70.0, "69.99 %"),
        (70.004, 70.0, "70.004 %"),
        (70.0 - 1e-10, 70.0, "70 %"),
        (55.555, 70.0, "55.6 %"),
    ] {
        assert_eq!(spaced(Scale::Percent.rounded(value, Some(line), "")), text);
    }
    assert_eq!(Scale::Points.distance(0.004, ""), "0.004 points");
    assert_eq!(Scale::Money.rounded(123_456.7, None, "EUR"), "€123,457");
}
