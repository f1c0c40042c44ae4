//! Bad input is refused with the place of every mistake, and nothing panics.

use std::fmt::Debug;
use tierlab_engine::Problems;
use tierlab_engine::portfolio::Direction;
use tierlab_engine::stats::{
    Divisor, PercentileRank, average_ranks, correlation, logarithms, median, percentile_ranks,
    rank_correlation, robust_scores, winsorise, winsorise_tails, z_scores,
};
use tierlab_engine::weighting::{
    Correlation, MOST_COLUMNS, MOST_CRITERIA, MOST_ROWS, RankRule, Scaling, best_worst_weights,
    critic_weights, direct, entropy_weights, geometric_mean_weights, impute_medians, largest_gap,
    normalise, pairwise_weights, rank_weights, reciprocal_matrix, reweight_available,
    score_interval, swing, weighted_geometric_mean, weighted_mean, weighted_power_mean,
    weights_for_ranks,
};

const NAN: f64 = f64::NAN;
const INFINITE: f64 = f64::INFINITY;
const MORE: Direction = Direction::More;

/// Asserts that exactly these places were named, in this order, each with a sentence and a remedy.
#[track_caller]
fn refused<T: Debug>(result: Result<T, Problems>, places: &[&str]) {
    let problems = result.expect_err("refused").0;
    let named: Vec<&str> = problems.iter().map(|problem| problem.place.as_str()).collect();
    assert_eq!(named, places, "{problems:?}");
    for problem in &problems {
        assert!(problem.what.ends_with('.') && problem.remedy.ends_with('.'), "{problem}");
    }
}

fn table(rows: &[&[f64]]) -> Vec<Vec<f64>> {
    rows.iter().map(|row| row.to_vec()).collect()
}

#[test]
fn points() {
    for weigh in [direct, swing] {
        refused(weigh(&[]), &["Size"]);
        refused(weigh(&[0.0, 0.0]), &["Points"]);
        refused(weigh(&[100.0, -1.0, NAN, INFINITE]), &["Point 2", "Point 3", "Point 4"]);
        refused(weigh(&[100.0; MOST_CRITERIA + 1]), &["Size"]);
        assert!(weigh(&[100.0; MOST_CRITERIA]).is_ok());
    }
    refused(swing(&[80.0, 40.0]), &["Points"]);
    refused(swing(&[120.0, 40.0]), &["Points"]);
    assert!(direct(&[80.0, 40.0]).is_ok(), "points need no hundred");
}

#[test]
fn ranks() {
    for rule in [RankRule::Centroid, RankRule::Reciprocal, RankRule::Sum] {
        refused(rank_weights(rule, 0), &["Size"]);
        refused(rank_weights(rule, MOST_CRITERIA + 1), &["Size"]);
        assert!(rank_weights(rule, MOST_CRITERIA).is_ok());
        refused(weights_for_ranks(rule, &[]), &["Size"]);
        refused(weights_for_ranks(rule, &[1, 1, 3]), &["Rank 1", "Rank 2"]);
        refused(weights_for_ranks(rule, &[0, 1]), &["Rank 2"]);
        refused(weights_for_ranks(rule, &[2, usize::MAX]), &["Rank 1"]);
    }
    let many: Vec<usize> = (1..=MOST_CRITERIA + 1).collect();
    refused(weights_for_ranks(RankRule::Sum, &many), &["Size"]);
}

#[test]
fn pairwise_judgements() {
    let both = |matrix: &[Vec<f64>], places: &[&str]| {
        refused(pairwise_weights(matrix), places);
        refused(geometric_mean_weights(matrix), places);
    };
    both(&[], &["Size"]);
    both(&table(&[&[1.0]]), &["Size"]);
    both(&vec![vec![1.0; MOST_CRITERIA + 1]; MOST_CRITERIA + 1], &["Size"]);
    both(&table(&[&[1.0, 2.0], &[0.5]]), &["Row 2"]);
    both(&table(&[&[1.0, 2.0, 3.0], &[0.5, 1.0, 3.0]]), &["Row 1", "Row 2"]);
    both(&table(&[&[1.0, 2.0], &[0.6, 1.0]]), &["Row 2, column 1"]);
    both(&table(&[&[2.0, 2.0], &[0.5, 1.0]]), &["Row 1, column 1"]);
    let off_scale = ["Row 1, column 2", "Row 2, column 1"];
    both(&table(&[&[1.0, 10.0], &[0.1, 1.0]]), &off_scale);
    both(&table(&[&[1.0, -2.0], &[-0.5, 1.0]]), &off_scale);
    both(&table(&[&[1.0, NAN], &[INFINITE, 1.0]]), &off_scale);
    both(
        &table(&[&[1.0, 2.0, 3.0], &[0.4, 1.0, 2.0], &[0.25, 0.5, 1.0]]),
        &["Row 2, column 1", "Row 3, column 1"],
    );
    let largest = vec![vec![1.0; MOST_CRITERIA]; MOST_CRITERIA];
    assert!(pairwise_weights(&largest).is_ok());
}

#[test]
fn judgements_above_the_diagonal() {
    refused(reciprocal_matrix(1, &[]), &["Size"]);
    refused(reciprocal_matrix(usize::MAX, &[]), &["Size"]);
    refused(reciprocal_matrix(3, &[2.0, 3.0]), &["Judgements"]);
    refused(reciprocal_matrix(3, &[0.0, 3.0, NAN]), &["Judgement 1", "Judgement 3"]);
}

#[test]
fn best_and_worst() {
    let (others, worst) = ([1.0, 2.0, 8.0], [8.0, 4.0, 1.0]);
    assert!(best_worst_weights(0, 2, &others, &worst).is_ok());
    refused(best_worst_weights(0, 2, &[], &[]), &["Size", "Best", "Worst"]);
    refused(best_worst_weights(0, 1, &[1.0; 16], &[1.0; 16]), &["Size"]);
    refused(best_worst_weights(0, 2, &others, &[8.0, 1.0]), &["Others to worst"]);
    refused(best_worst_weights(0, 3, &others, &worst), &["Worst"]);
    refused(best_worst_weights(usize::MAX, 2, &others, &worst), &["Best"]);
    refused(best_worst_weights(1, 1, &[1.0, 1.0], &[1.0, 1.0]), &["Worst"]);
    refused(
        best_worst_weights(0, 2, &[1.0, NAN, 8.0], &[8.0, -4.0, 0.5]),
        &[
            "Best to others, criterion 2",
            "Others to worst, criterion 2",
            "Others to worst, criterion 3",
        ],
    );
    refused(
        best_worst_weights(0, 2, &[2.0, 2.0, 8.0], &[7.0, 4.0, 3.0]),
        &[
            "Best to others, the best itself",
            "Others to worst, the worst itself",
            "Best against worst",
        ],
    );
    refused(
        best_worst_weights(0, 2, &[1.0, 4.0, 3.0], &[3.0, 5.0, 1.0]),
        &["Best to others, criterion 2", "Others to worst, criterion 2"],
    );
    let gap = |weights: &[f64]| largest_gap(0, 2, &others, &worst, weights);
    refused(gap(&[0.5, 0.5]), &["Weights"]);
    refused(gap(&[0.5, 0.5, 0.0]), &["Weight 3"]);
    refused(gap(&[NAN, -0.5, 1.0]), &["Weight 1", "Weight 2"]);
    refused(largest_gap(0, 0, &others, &worst, &[0.5, 0.3, 0.2]), &["Worst"]);
}

#[test]
fn tables_for_what_the_data_would_say() {
    let by_critic = |rows: &[Vec<f64>]| {
        critic_weights(rows, &vec![MORE; rows.first().map_or(0, Vec::len)], Correlation::Pearson)
    };
    let both = |rows: &[Vec<f64>], places: &[&str]| {
        refused(entropy_weights(rows), places);
        refused(by_critic(rows), places);
    };
    both(&[], &["Size", "Size"]);
    both(&table(&[&[1.0, 2.0]]), &["Size"]);
    both(&table(&[&[], &[]]), &["Size"]);
    both(&table(&[&[1.0, 2.0], &[1.0], &[], &[1.0, 3.0]]), &["Row 2", "Row 3"]);
    both(
        &table(&[&[1.0, NAN], &[INFINITE, 2e15]]),
        &["Row 1, column 2", "Row 2, column 1", "Row 2, column 2"],
    );
    both(&vec![vec![1.0; MOST_COLUMNS + 1]; 2], &["Size"]);
    both(&vec![vec![1.0]; MOST_ROWS + 1], &["Size"]);
    both(&table(&[&[3.0, 5.0], &[3.0, 5.0]]), &["Table"]);
    refused(entropy_weights(&table(&[&[1.0, -2.0], &[2.0, 3.0]])), &["Row 1, column 2"]);
    let alike = table(&[&[1.0, 10.0], &[2.0, 20.0], &[4.0, 40.0]]);
    refused(by_critic(&alike), &["Table"]);
    let apart = table(&[&[1.0, 5.0], &[2.0, 3.0]]);
    refused(critic_weights(&apart, &[MORE], Correlation::Pearson), &["Directions"]);
}

type Mean = fn(&[f64], &[f64]) -> Result<f64, Problems>;

#[test]
fn values_and_weights() {
    let means: [Mean; 3] = [weighted_mean, weighted_geometric_mean, |values, weights| {
        weighted_power_mean(values, weights, 2.0)
    }];
    for mean in means {
        refused(mean(&[], &[]), &["Size"]);
        refused(mean(&[1.0; MOST_COLUMNS + 1], &[1.0; MOST_COLUMNS + 1]), &["Size"]);
        refused(mean(&[1.0, 2.0], &[1.0]), &["Weights"]);
        refused(mean(&[1.0, 2.0], &[0.0, 0.0]), &["Weights"]);
        refused(mean(&[1.0, 2.0], &[-0.5, NAN]), &["Weight 1", "Weight 2"]);
        refused(mean(&[INFINITE, NAN], &[0.5, -1.0]), &["Weight 2", "Value 1", "Value 2"]);
    }
    assert!(weighted_mean(&[-1.0, 2.0], &[0.5, 0.5]).is_ok());
    refused(weighted_geometric_mean(&[-1.0, 2.0], &[0.5, 0.5]), &["Value 1"]);
    refused(weighted_power_mean(&[-1.0, 2.0], &[0.5, 0.5], NAN), &["Value 1", "Power"]);
    refused(weighted_power_mean(&[1.0], &[1.0], 101.0), &["Power"]);
}

#[test]
fn columns_to_scale() {
    let all = [Scaling::MinMax, Scaling::Maximum, Scaling::Ratio, Scaling::Sum, Scaling::Vector];
    for scaling in all {
        for direction in [MORE, Direction::Less] {
            refused(normalise(&[], direction, scaling), &["Size"]);
            refused(normalise(&[1.0, NAN, -INFINITE], direction, scaling), &["Row 2", "Row 3"]);
            let many = vec![1.0; MOST_ROWS + 1];
            refused(normalise(&many, direction, scaling), &["Size"]);
        }
        if scaling != Scaling::MinMax {
            refused(normalise(&[1.0, -2.0], MORE, scaling), &["Row 2"]);
            refused(normalise(&[0.0, 0.0], MORE, scaling), &["Column"]);
        }
    }
    for scaling in [Scaling::Ratio, Scaling::Sum] {
        refused(normalise(&[1.0, 0.0], Direction::Less, scaling), &["Row 2"]);
    }
    assert!(normalise(&[1.0, 0.0], Direction::Less, Scaling::Maximum).is_ok());
}

#[test]
fn missing_values() {
    let gaps = [Some(50.0), None, Some(NAN)];
    refused(reweight_available(&gaps, &[1.0, 1.0, 1.0]), &["Value 3"]);
    refused(reweight_available(&gaps[..2], &[1.0]), &["Weights"]);
    refused(reweight_available(&gaps[..2], &[0.0, 0.0]), &["Weights"]);
    refused(reweight_available(&[], &[]), &["Size"]);
    let between = |worst, best| score_interval(&gaps[..2], &[1.0, 1.0], worst, best);
    refused(between(100.0, 0.0), &["Worst value"]);
    refused(between(NAN, INFINITE), &["Worst value", "Best value"]);
    refused(between(60.0, 100.0), &["Value 1"]);
    refused(
        score_interval(&gaps, &[1.0, 1.0, -1.0], 0.0, 1.0),
        &["Weight 3", "Value 3", "Value 1"],
    );
    refused(impute_medians(&[]), &["Size", "Size"]);
    refused(impute_medians(&[vec![Some(1.0)], vec![]]), &["Row 2"]);
    refused(impute_medians(&[vec![Some(1.0), None], vec![None, None]]), &["Column 2"]);
    refused(impute_medians(&[vec![None, Some(NAN)]]), &["Row 1, column 2"]);
}

#[test]
fn samples() {
    let sample_of = |values: &[f64], places: &[&str]| {
        refused(median(values), places);
        refused(average_ranks(values), places);
        refused(percentile_ranks(values, PercentileRank::Middle), places);
        refused(robust_scores(values), places);
        refused(winsorise(values, 0.05, 0.95), places);
        refused(winsorise_tails(values, 0.1), places);
        refused(logarithms(values), places);
    };
    sample_of(&[], &["Size"]);
    sample_of(&[1.0, NAN, INFINITE], &["Number 2", "Number 3"]);
    refused(logarithms(&[-0.5]), &["Number 1"]);
    refused(z_scores(&[1.0], Divisor::Population), &["Size"]);
    for (low, high) in [(0.9, 0.1), (-0.1, 0.9), (0.1, 1.1), (NAN, 0.9)] {
        refused(winsorise(&[1.0, 2.0], low, high), &["Quantiles"]);
    }
    for tail in [-0.1, 0.5, NAN] {
        refused(winsorise_tails(&[1.0, 2.0], tail), &["Tail"]);
    }
    for correlate in [correlation, rank_correlation] {
        refused(correlate(&[1.0, 2.0], &[1.0]), &["Columns"]);
        refused(correlate(&[1.0], &[1.0]), &["Size"]);
        refused(correlate(&[1.0, NAN], &[2.0, 1.0]), &["First column, number 2"]);
    }
}

#[test]
fn many_mistakes_are_listed_up_to_a_point_and_then_counted() {
    let problems = median(&[NAN; 25]).expect_err("refused").0;
    assert_eq!(problems.len(), 11);
    assert!(problems[10].what.starts_with("15 more"), "{}", problems[10]);
}
