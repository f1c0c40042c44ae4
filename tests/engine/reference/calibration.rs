//! `calib_01` and `behav_05`: what data say of growth, of chance, and of a line that was aimed at.

use crate::support::{case, close, list_close, number, numbers, tolerance};
use proptest::prelude::*;
use serde_json::Value;
use tierlab_engine::simulation::{Trend, first_order};
use tierlab_engine::stats::{BunchingWindow, bunching, standard_deviation};

#[test]
fn calib_01_trend_and_persistence_of_one_partner() {
    let case = case("calib_01_trend_ar1");
    let (within, expected) = (tolerance(&case), |name: &str| &case["expected"][name]);
    let trend = Trend::of(&numbers(&case["input"]["revenue"])).expect("sixteen quarters");
    close(trend.level, number(expected("level")), 0.0, within, "level");
    close(trend.slope, number(expected("growth_per_quarter")), 0.0, within, "growth");
    list_close(&trend.residuals, &numbers(expected("resid")), within, "residuals");
    let (persistence, innovations) = first_order(&trend.residuals);
    close(persistence, number(expected("phi_no_intercept")), 0.0, within, "persistence");
    let spread = standard_deviation(&innovations);
    close(spread, number(expected("innovation_sd")), 0.0, within, "spread of the shocks");
}

/// The counts of the case, and its window by index.
fn histogram(case: &Value) -> (Vec<f64>, BunchingWindow) {
    let input = &case["input"];
    let left = numbers(&input["bin_left"]);
    let bin = |edge: f64| left.iter().position(|left| *left >= edge).expect("a bin");
    let excluded = numbers(&input["excluded"]);
    let threshold = bin(number(&input["threshold"]));
    let window = BunchingWindow {
        threshold,
        below: threshold - bin(excluded[0]),
        above: bin(excluded[1]) + 1 - threshold,
        degree: input["degree"].as_u64().and_then(|n| n.try_into().ok()).expect("a degree"),
    };
    (numbers(&input["count"]), window)
}

#[test]
fn behav_05_bunching_measures_what_moved_over_the_line() {
    let case = case("behav_05_bunching");
    let (within, expected) = (tolerance(&case), &case["expected"]);
    let (counts, window) = histogram(&case);
    let found = bunching(&counts, &window).expect("a histogram");
    let mut coefficients = numbers(&expected["coefficients_high_to_low"]);
    coefficients.reverse();
    list_close(&found.coefficients, &coefficients, within, "coefficients");
    list_close(&found.counterfactual, &numbers(&expected["counterfactual"]), within, "smooth");
    close(found.excess, number(&expected["excess_mass"]), 0.0, within, "excess");
    close(found.missing, number(&expected["missing_mass"]), 0.0, within, "missing");
    let normalised = found.normalised.expect("counts above 0");
    close(normalised, number(&expected["normalised_excess"]), 0.0, within, "normalised");
}

#[test]
fn bunching_is_refused_windows_that_do_not_fit() {
    let (counts, sound) = histogram(&case("behav_05_bunching"));
    let refused =
        |counts: &[f64], window| bunching(counts, &window).expect_err("refused").to_string();
    assert!(refused(&counts, BunchingWindow { above: 0, ..sound }).contains("Window: "));
    assert!(refused(&counts, BunchingWindow { above: 10, ..sound }).contains("Window: "));
    assert!(refused(&counts, BunchingWindow { below: 13, ..sound }).contains("Window: "));
    assert!(refused(&counts, BunchingWindow { degree: 8, ..sound }).contains("powers"));
    assert!(refused(&counts, BunchingWindow { above: usize::MAX, ..sound }).contains("Window: "));
    assert!(
        refused(&counts[..8], BunchingWindow { threshold: 5, ..sound }).contains("bins outside")
    );
    assert!(
        refused(&[-1.0], BunchingWindow { threshold: 0, below: 0, above: 1, degree: 0 })
            .contains("Bin 1")
    );
}

proptest! {
    #[test]
    fn a_polynomial_has_no_bunching(
        factors in prop::array::uniform3(0.0..50.0_f64),
        (below, above) in (0_usize..4, 1_usize..4),
        spike in 0.0..100.0_f64,
    ) {
        let smooth = |bin: usize| {
            let x = bin as f64 / 20.0;
            factors[0] + factors[1] * x + factors[2] * x * x
        };
        let mut counts: Vec<f64> = (0..21).map(smooth).collect();
        let window = BunchingWindow { threshold: 10, below, above, degree: 2 };
        let plain = bunching(&counts, &window).expect("a histogram");
        prop_assert!(plain.excess.abs() < 1e-6 && plain.missing.abs() < 1e-6);
        counts[10] += spike;
        close(bunching(&counts, &window).expect("a histogram").excess, spike, 0.0, 1e-6, "spike");
    }
}
