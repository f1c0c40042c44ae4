use crate::support::{case, close, column, list_close, number, numbers, rows, tolerance};
use serde_json::Value;
use tierlab_engine::portfolio::Direction;
use tierlab_engine::stats::{
    Divisor, MEDIAN_DEVIATION_SCALE, PercentileRank, RobustSpread, average_ranks, logarithms,
    median, percentile_ranks, quantile_sorted, robust_scores, winsorise, winsorise_tails, z_scores,
};
use tierlab_engine::weighting::{
    Scaling, impute_medians, normalise, reweight_available, score_interval, weighted_mean,
};

/// The directions of a case: 1 more is better, −1 less.
pub fn directions(value: &Value) -> Vec<Direction> {
    let direction = |sign: &f64| if *sign > 0.0 { Direction::More } else { Direction::Less };
    numbers(value).iter().map(direction).collect()
}

/// Compares a scaling with the expected table, column by column.
fn scaled_as_expected(case: &Value, name: &str, scaling: Scaling) {
    let (matrix, expected) = (rows(&case["input"]["matrix"]), rows(&case["expected"][name]));
    for (index, direction) in directions(&case["input"]["directions"]).into_iter().enumerate() {
        let scaled = normalise(&column(&matrix, index), direction, scaling).expect("numbers");
        assert!(!scaled.constant);
        list_close(
            &scaled.values,
            &column(&expected, index),
            tolerance(case),
            &format!("{name}, column {index}"),
        );
    }
}

fn per_column(case: &Value, name: &str, change: impl Fn(&[f64]) -> Vec<f64>) {
    let (matrix, expected) = (rows(&case["input"]["matrix"]), rows(&case["expected"][name]));
    for index in 0..matrix[0].len() {
        let changed = change(&column(&matrix, index));
        list_close(&changed, &column(&expected, index), tolerance(case), name);
    }
}

#[test]
fn norm_01_linear_scalings_and_z_scores() {
    let case = case("norm_01_minmax_max_sum_vector");
    let scalings = [
        ("minmax", Scaling::MinMax),
        ("max", Scaling::Maximum),
        ("sum", Scaling::Sum),
        ("vector", Scaling::Vector),
        ("linear", Scaling::Ratio),
    ];
    for (name, scaling) in scalings {
        scaled_as_expected(&case, name, scaling);
    }
    let z = |divisor| move |values: &[f64]| z_scores(values, divisor).expect("numbers");
    per_column(&case, "zscore_population_sd_ddof0_no_direction", z(Divisor::Population));
    per_column(&case, "zscore_sample_sd_ddof1_no_direction", z(Divisor::Sample));
}

#[test]
fn norm_02_ranks_tails_logarithms_and_robust_scores() {
    let case = case("norm_02_rank_winsor_log_robust");
    let (x, expected, within) = (numbers(&case["input"]["x"]), &case["expected"], tolerance(&case));
    let same = |actual: &[f64], name: &str| {
        list_close(actual, &numbers(&expected[name]), within, name);
    };
    for (name, kind) in [
        ("rank", PercentileRank::Average),
        ("weak", PercentileRank::Weak),
        ("strict", PercentileRank::Strict),
        ("mean", PercentileRank::Middle),
    ] {
        let ranks = percentile_ranks(&x, kind).expect("numbers");
        list_close(&ranks, &numbers(&expected["percentile_rank"][name]), within, name);
    }
    same(&average_ranks(&x).expect("numbers"), "average_ranks");
    let sorted = numbers(&expected["sorted"]);
    for (p, quantile) in expected["quantile_type7"].as_object().expect("quantiles") {
        let p: f64 = p.parse().expect("a share");
        close(quantile_sorted(&sorted, p), number(quantile), 0.0, within, "quantile");
    }
    let clipped = winsorise(&x, 0.05, 0.95).expect("numbers");
    same(&clipped.values, "winsor_clip_at_type7_p05_p95");
    let moved: Vec<usize> = (0..x.len()).filter(|index| clipped.moved[*index]).collect();
    assert_eq!(moved, [3, 5], "the zero and the 1500 are flagged");
    let tails = winsorise_tails(&x, 0.1).expect("numbers");
    same(&tails.values, "winsor_scipy_mstats_limits_0_1_each");
    let logs = logarithms(&x).expect("numbers");
    same(&logs, "log1p");
    let scaled = normalise(&logs, Direction::More, Scaling::MinMax).expect("numbers");
    same(&scaled.values, "log1p_minmax");
    close(median(&x).expect("numbers"), number(&expected["median"]), 0.0, within, "median");
    let robust = robust_scores(&x).expect("numbers");
    assert_eq!(robust.measured_by, RobustSpread::MedianDeviation);
    close(robust.median_deviation, number(&expected["mad_raw"]), 0.0, within, "MAD");
    close(robust.spread, number(&expected["mad_scaled_1_4826"]), 0.0, within, "scaled MAD");
    close(MEDIAN_DEVIATION_SCALE, 1.4826, 0.0, 5e-5, "the constant of the case");
    same(&robust.values, "robust_z");
}

#[test]
fn norm_04_missing_values_under_each_policy() {
    let case = case("norm_04_missing_data_policies");
    let (expected, within) = (&case["expected"], tolerance(&case));
    let weights = numbers(&case["input"]["weights"]);
    let table: Vec<Vec<Option<f64>>> = case["input"]["scores_0_100"]
        .as_array()
        .expect("rows")
        .iter()
        .map(|row| row.as_array().expect("a row").iter().map(Value::as_f64).collect())
        .collect();
    let at = |name: &str, index: usize| number(&expected[name][index]);
    let imputed = impute_medians(&table).expect("values in every column");
    list_close(&imputed.medians, &numbers(&expected["column_medians"]), within, "medians");
    for (index, row) in table.iter().enumerate() {
        let available = reweight_available(row, &weights).expect("values");
        let score = available.score.expect("some value");
        close(score, at("reweight_available", index), 0.0, within, "available values");
        close(available.coverage, at("weight_coverage", index), 0.0, within, "coverage");
        let filled = weighted_mean(&imputed.rows[index], &weights).expect("values");
        close(filled, at("median_impute", index), 0.0, within, "median imputation");
        let gaps: Vec<bool> = row.iter().map(Option::is_none).collect();
        assert_eq!(imputed.filled[index], gaps);
        let interval = score_interval(row, &weights, 0.0, 100.0).expect("values");
        close(interval.low, at("pessimistic_zero", index), 0.0, within, "worst case");
        close(interval.high, at("optimistic_100", index), 0.0, within, "best case");
    }
}

#[test]
fn norm_05_the_car_table() {
    let case = case("norm_05_cars");
    scaled_as_expected(&case, "minmax", Scaling::MinMax);
    scaled_as_expected(&case, "sum", Scaling::Sum);
    scaled_as_expected(&case, "vector", Scaling::Vector);
    per_column(&case, "zscore_sample_sd_ddof1_no_direction", |values| {
        z_scores(values, Divisor::Sample).expect("numbers")
    });
    per_column(&case, "percentile_rank_mean_kind", |values| {
        percentile_ranks(values, PercentileRank::Middle).expect("numbers")
    });
}
