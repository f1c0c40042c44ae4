use crate::support::{case, close, number, numbers};
use tierlab_engine::stats::{Paired, wilson};

#[test]
fn mc_02_wilson_intervals_agree_with_published_values() {
    let case = case("mc_02_wilson_bands");
    let pairs = case["input"]["k_of_n"].as_array().expect("pairs");
    let expected = case["expected"]["wilson"].as_array().expect("intervals");
    for (pair, interval) in pairs.iter().zip(expected) {
        let (hits, trials) = (pair[0].as_u64().expect("k"), pair[1].as_u64().expect("n"));
        let (low, high) = wilson(hits, trials, 1.959_963_984_540_054);
        close(low, number(&interval[0]), 0.0, 1e-9, "low");
        close(high, number(&interval[1]), 0.0, 1e-9, "high");
    }
}

#[test]
fn mc_03_pairing_shrinks_the_error() {
    let case = case("mc_03_common_random_numbers");
    let sample = |name: &str| numbers(&case["input"][name]);
    let paired = Paired::new(&sample("alternative"), &sample("baseline"));
    let expected = |name: &str| number(&case["expected"][name]);
    close(paired.mean, expected("mean_difference"), 0.0, 1e-9, "mean");
    close(paired.standard_error, expected("se_paired"), 0.0, 1e-9, "paired error");
    close(
        paired.standard_error_independent,
        expected("se_independent"),
        0.0,
        1e-9,
        "independent error",
    );
    close(paired.correlation, expected("correlation"), 0.0, 1e-9, "correlation");
    close(paired.variance_ratio(), expected("variance_ratio"), 0.0, 1e-9, "ratio");
    close(paired.control_variate, expected("control_variate_beta"), 0.0, 1e-9, "slope");
}
