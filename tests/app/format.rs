//! Numbers, money and dates as people read them.

use tierlab::format::{
    change, compact, count, decimal, field, horizon, join, money, money_change, percent,
    period_axis, plural, share_in_words, simulated,
};
use tierlab_engine::portfolio::{Cadence, Period};

#[test]
fn money_has_three_figures_and_a_sign_before_the_currency() {
    for (value, text) in [
        (0.0, "$0"),
        (0.001, "$0"),
        (7.5, "$7.5"),
        (42.0, "$42"),
        (305_123.0, "$305k"),
        (55_140_000.0, "$55.1M"),
        (999_600.0, "$1M"),
        (999_400.0, "$999k"),
        (1_000.0, "$1k"),
        (99_960.0, "$100k"),
        (2.5e9, "$2.5B"),
        (-327_000.0, "\u{2212}$327k"),
    ] {
        assert_eq!(money(value, "USD"), text, "{value}");
    }
    assert_eq!(money(1500.0, "EUR"), "€1.5k");
    assert_eq!(money(1500.0, "SEK"), "SEK 1.5k");
    assert_eq!(money_change(305_000.0, "USD"), "+$305k");
    assert_eq!(money_change(-305_000.0, "USD"), "\u{2212}$305k");
    assert_eq!(money_change(0.0, "USD"), "$0");
    assert_eq!(money_change(-0.001, "USD"), "$0");
}

#[test]
fn numbers_are_grouped_signed_and_never_negative_zero() {
    assert_eq!(count(2357.4), "2,357");
    assert_eq!(count(1_234_567.0), "1,234,567");
    assert_eq!(count(-1000.0), "\u{2212}1,000");
    assert_eq!(count(-0.2), "0");
    assert_eq!(decimal(-0.04, 1), "0.0");
    assert_eq!(decimal(f64::NAN, 1), "–");
    assert_eq!(change(0.04, 1), "0");
    assert_eq!(change(3.12, 1), "+3.1");
    assert_eq!(change(-3.12, 1), "\u{2212}3.1");
    assert_eq!(percent(0.756), "76\u{a0}%");
    assert_eq!(percent(0.995), ">99\u{a0}%");
    assert_eq!(percent(0.005), "<1\u{a0}%");
    assert_eq!(percent(0.001), "<1\u{a0}%");
    assert_eq!((percent(0.0), percent(1.0)), ("0\u{a0}%".into(), "100\u{a0}%".into()));
    assert_eq!(compact(64.0), "64");
    assert_eq!(compact(14.5), "14.5");
    assert_eq!(field(-2.25), "-2.25");
    assert_eq!(field(0.0), "0");
    assert_eq!(field(100.0), "100");
}

#[test]
fn shares_are_said_as_people_say_them() {
    for (hits, text) in [
        (0, "no run"),
        (200, "every run"),
        (1, "fewer than 1 run in 50"),
        (50, "1 run in 4"),
        (100, "half of the runs"),
        (150, "8 in 10 runs"),
        (199, "99 in 100 runs"),
    ] {
        assert_eq!(share_in_words(hits, 200), text, "{hits} of 200");
    }
}

#[test]
fn words_agree_in_number() {
    assert_eq!(plural(1, "partner", "partners"), "1 partner");
    assert_eq!(plural(2357, "partner", "partners"), "2,357 partners");
    let words = |list: &[&str]| join(&list.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>());
    assert_eq!(words(&[]), "");
    assert_eq!(words(&["a"]), "a");
    assert_eq!(words(&["a", "b", "c"]), "a, b and c");
}

#[test]
fn periods_follow_the_data() {
    let quarter = Period::new(Cadence::Quarter, 2026, 3).unwrap();
    assert_eq!(quarter.to_string(), "2026 Q3");
    assert_eq!(simulated(quarter, 1).to_string(), "2026 Q4");
    assert_eq!(simulated(quarter, 8).to_string(), "2028 Q3");
    assert_eq!(period_axis(simulated(quarter, 2)), "\u{2019}27 Q1");
    let month = Period::new(Cadence::Month, 2026, 9).unwrap();
    assert_eq!(simulated(month, 2).to_string(), "2027-03");
    assert_eq!(simulated(Period::snapshot(), 0).to_string(), "Now");
    assert_eq!(simulated(Period::snapshot(), 3).to_string(), "Quarter 3");
    assert_eq!(period_axis(Period::snapshot().plus(3)), "Q3");
    assert_eq!(horizon(8), "two years");
    assert_eq!(horizon(5), "5 quarters");
}
