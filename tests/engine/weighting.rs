//! Weighting aids, scalings and aggregation: what they do where no reference case says it.

mod properties;
mod refusals;

use crate::support::{case, close, list_close, numbers, rows};
use tierlab_engine::portfolio::Direction;
use tierlab_engine::stats::{
    Divisor, RobustSpread, correlation, rank_correlation, robust_scores, z_scores,
};
use tierlab_engine::weighting::{
    Consistency, Correlation, RankRule, Scaling, best_worst_weights, critic_weights,
    entropy_weights, impute_medians, normalise, pairwise_weights, reciprocal_matrix,
    reweight_available, score_interval, weighted_geometric_mean, weighted_mean,
    weighted_power_mean, weights_for_ranks,
};

#[test]
fn a_zero_kills_the_geometric_mean_unless_it_has_no_weight() {
    let score = |weights: &[f64]| weighted_geometric_mean(&[0.0, 90.0, 80.0], weights);
    assert_eq!(score(&[0.01, 0.5, 0.49]), Ok(0.0));
    close(score(&[0.0, 1.0, 0.0]).expect("weights"), 90.0, 1e-12, 0.0, "no weight on the zero");
    assert_eq!(weighted_power_mean(&[0.0, 90.0], &[1.0, 1.0], -3.0), Ok(0.0));
    assert_eq!(weighted_power_mean(&[0.0, 0.0], &[1.0, 1.0], 3.0), Ok(0.0));
}

#[test]
fn the_slider_ends_at_the_weakest_and_the_strongest_value() {
    let at = |power| weighted_power_mean(&[20.0, 50.0, 90.0], &[1.0, 1.0, 1.0], power);
    close(at(-100.0).expect("power"), 20.0, 0.02, 0.0, "weakest");
    close(at(100.0).expect("power"), 90.0, 0.02, 0.0, "strongest");
    let (geometric, near) = (at(0.0).expect("power"), at(1e-12).expect("power"));
    close(near, geometric, 1e-10, 0.0, "powers near 0 are the geometric mean");
}

#[test]
fn a_strong_value_of_hardly_any_weight_still_counts() {
    let mean = weighted_power_mean(&[100.0, 50.0], &[1e-20, 1.0], 100.0).expect("power");
    let formula = 100.0 * (1e-20 + 0.5_f64.powi(100)).powf(0.01);
    close(mean, formula, 1e-12, 0.0, "power mean");
}

#[test]
fn weights_need_not_add_up_to_one() {
    let values = [10.0, 20.0, 60.0];
    close(weighted_mean(&values, &[2.0, 1.0, 1.0]).expect("weights"), 25.0, 1e-12, 0.0, "mean");
}

#[test]
fn ranks_give_weights_in_the_order_of_the_criteria() {
    let weights = weights_for_ranks(RankRule::Sum, &[3, 1, 2]).expect("an order");
    list_close(&weights, &[1.0 / 6.0, 0.5, 1.0 / 3.0], 1e-12, "rank sum");
}

#[test]
fn judgements_above_the_diagonal_make_the_whole_matrix() {
    let case = case("weights_03_ahp_school_inconsistent");
    let matrix = rows(&case["input"]["matrix"]);
    let above: Vec<f64> =
        matrix.iter().enumerate().flat_map(|(i, row)| row[i + 1..].to_vec()).collect();
    let rebuilt = reciprocal_matrix(6, &above).expect("fifteen judgements");
    for (one, other) in rebuilt.iter().zip(&matrix) {
        list_close(one, other, 1e-12, "school");
    }
}

#[test]
fn two_criteria_cannot_disagree() {
    let matrix = reciprocal_matrix(2, &[9.0]).expect("one judgement");
    let judged = pairwise_weights(&matrix).expect("two criteria");
    list_close(&judged.weights, &[0.9, 0.1], 1e-12, "nine to one");
    assert!(judged.consistent && judged.consistency_ratio.abs() <= 0.0);
    let found = best_worst_weights(0, 1, &[1.0, 4.0], &[4.0, 1.0]).expect("two criteria");
    list_close(&found.weights, &[0.8, 0.2], 1e-9, "four to one");
    assert_eq!(found.consistency, Consistency::Full);
}

#[test]
fn going_round_in_circles_is_flagged() {
    let matrix = reciprocal_matrix(3, &[9.0, 1.0 / 9.0, 9.0]).expect("three judgements");
    let judged = pairwise_weights(&matrix).expect("three criteria");
    list_close(&judged.weights, &[1.0 / 3.0; 3], 1e-12, "nobody leads");
    assert!(!judged.consistent && judged.consistency_ratio > 5.0);
}

/// Tables 3 and section 4 of Rezaei (2016), Omega 64: published to four digits.
#[test]
fn the_published_nearly_consistent_car_example() {
    let (to_others, to_worst) = ([2.0, 1.0, 4.0, 3.0, 8.0], [4.0, 8.0, 2.0, 3.0, 1.0]);
    let found = best_worst_weights(1, 4, &to_others, &to_worst).expect("answers");
    list_close(&found.weights, &[0.2295, 0.4481, 0.1148, 0.1530, 0.0546], 5e-5, "weights");
    close(found.xi, 0.0109, 0.0, 5e-5, "xi");
    close(found.consistency_ratio, 1.0 / 56.0, 1e-12, 0.0, "|3 · 3 − 8| / (64 − 8)");
    assert_eq!(found.ratio_limit, Some(0.2958));
    assert_eq!(found.consistency, Consistency::Acceptable);
}

#[test]
fn contradictory_answers_to_best_and_worst_are_flagged() {
    let doubtful = best_worst_weights(0, 2, &[1.0, 8.0, 9.0], &[9.0, 8.0, 1.0]).expect("answers");
    assert_eq!(doubtful.consistency, Consistency::Doubtful);
    close(doubtful.consistency_ratio, 55.0 / 72.0, 1e-12, 0.0, "|8 · 8 − 9| / (81 − 9)");
    assert!(doubtful.xi > 0.0 && doubtful.largest_gap > 1.0);
    let unlisted = best_worst_weights(0, 2, &[1.0, 2.0, 2.0], &[2.0, 2.0, 1.0]).expect("answers");
    assert_eq!((unlisted.ratio_limit, unlisted.consistency), (None, Consistency::NoLimit));
}

#[test]
fn equal_importance_gives_equal_weights() {
    let found = best_worst_weights(0, 1, &[1.0; 4], &[1.0; 4]).expect("answers");
    list_close(&found.weights, &[0.25; 4], 1e-9, "all the same");
    assert_eq!(found.consistency, Consistency::Full);
}

#[test]
fn a_constant_column_is_neutral_and_says_so() {
    for direction in [Direction::More, Direction::Less] {
        let scaled = normalise(&[7.0; 4], direction, Scaling::MinMax).expect("numbers");
        assert!(scaled.constant);
        assert_eq!(scaled.values, [0.5; 4]);
    }
    // The mean of these is not exactly 0.1, which must not be taken for spread.
    for divisor in [Divisor::Population, Divisor::Sample] {
        assert_eq!(z_scores(&[0.1; 3], divisor), Ok(vec![0.0; 3]));
    }
    let robust = robust_scores(&[0.1; 3]).expect("numbers");
    assert_eq!((robust.measured_by, robust.values), (RobustSpread::Nothing, vec![0.0; 3]));
    assert_eq!(correlation(&[1.0, 2.0], &[3.0, 3.0]), Ok(0.0));
}

#[test]
fn robust_scores_fall_back_to_the_mean_deviation() {
    let robust = robust_scores(&[5.0, 5.0, 5.0, 5.0, 25.0]).expect("numbers");
    assert_eq!(robust.measured_by, RobustSpread::MeanDeviation);
    close(robust.median_deviation, 0.0, 0.0, 0.0, "MAD");
    let last = 20.0 / (4.0 * (std::f64::consts::PI / 2.0).sqrt());
    list_close(&robust.values, &[0.0, 0.0, 0.0, 0.0, last], 1e-12, "scores");
}

#[test]
fn spread_is_not_importance() {
    // Certified staff matters and everybody has it; the mistyped column varies most.
    let table: Vec<Vec<f64>> =
        [[8.0, 1.0], [8.0, 900.0], [8.0, 3.0], [8.0, 2.0]].map(Vec::from).into();
    assert_eq!(entropy_weights(&table).expect("numbers").weights, [0.0, 1.0]);
}

#[test]
fn a_column_that_repeats_another_shares_its_weight() {
    let case = case("weights_05_critic_diakoulaki");
    let mut table = rows(&case["input"]["matrix"]);
    for row in &mut table {
        row.push(row[0]);
    }
    let more = [Direction::More; 4];
    let found = critic_weights(&table, &more, Correlation::Pearson).expect("numbers");
    close(found.weights[3], found.weights[0], 1e-9, 0.0, "the copy");
    let single = numbers(&case["expected"]["weights_pearson"])[0];
    assert!(found.weights[0] < single, "and neither counts in full");
}

#[test]
fn direction_turns_a_correlation_around() {
    let table: Vec<Vec<f64>> =
        [[1.0, 9.0], [2.0, 7.0], [4.0, 8.0], [5.0, 1.0]].map(Vec::from).into();
    let between = |second: Direction| {
        let found = critic_weights(&table, &[Direction::More, second], Correlation::Spearman);
        found.expect("numbers").correlation[0][1]
    };
    close(between(Direction::More), -between(Direction::Less), 1e-12, 0.0, "correlation");
    let columns = ([1.0, 2.0, 4.0, 5.0], [9.0, 7.0, 8.0, 1.0]);
    let ranks = rank_correlation(&columns.0, &columns.1).expect("numbers");
    close(ranks, -0.8, 1e-12, 0.0, "1 − 6 · 18 / (4 · 15)");
    close(between(Direction::More), ranks, 1e-12, 0.0, "scaling keeps ranks");
}

#[test]
fn nothing_present_is_no_score() {
    let none = reweight_available(&[None, None], &[0.6, 0.4]).expect("weights");
    assert_eq!((none.score, none.coverage), (None, 0.0));
    let idle = reweight_available(&[Some(50.0), None], &[0.0, 1.0]).expect("weights");
    assert_eq!((idle.score, idle.coverage), (None, 0.0), "a value without weight is no score");
    let whole = score_interval(&[None, None], &[0.6, 0.4], 0.0, 100.0).expect("weights");
    assert_eq!((whole.low, whole.high), (0.0, 100.0));
}

#[test]
fn medians_of_even_counts_lie_half_way() {
    let table = [vec![Some(1.0)], vec![None], vec![Some(4.0)]];
    let imputed = impute_medians(&table).expect("values");
    assert_eq!(imputed.rows, [[1.0], [2.5], [4.0]]);
    assert_eq!(imputed.filled, [[false], [true], [false]]);
}
