//! Invariants of weighting and aggregation on random input.

use crate::support::{close, column};
use good_lp::{Expression, ProblemVariables, Solution, SolverModel, microlp, variable};
use proptest::prelude::*;
use tierlab_engine::portfolio::Direction;
use tierlab_engine::stats::{PercentileRank, percentile_ranks, winsorise};
use tierlab_engine::weighting::{
    Consistency, Correlation, RankRule, Scaling, best_worst_weights, critic_weights, direct,
    entropy_weights, normalise, pairwise_weights, rank_weights, reciprocal_matrix,
    reweight_available, score_interval, weighted_geometric_mean, weighted_mean,
    weighted_power_mean,
};

/// Values from 0 to 100, zeros among them, each with a weight.
fn scored() -> impl Strategy<Value = (Vec<f64>, Vec<f64>)> {
    let value = prop_oneof![1 => Just(0.0), 9 => 0.0..100.0_f64];
    prop::collection::vec((value, 0.01..10.0_f64), 1..12)
        .prop_map(|pairs| pairs.into_iter().unzip())
}

/// A step of the scale from 1/9 over 1 to 9.
fn judgement() -> impl Strategy<Value = f64> {
    (1_u8..=9, any::<bool>())
        .prop_map(|(times, more)| if more { f64::from(times) } else { 1.0 / f64::from(times) })
}

fn matrix() -> impl Strategy<Value = Vec<Vec<f64>>> {
    (2_usize..=15).prop_flat_map(|count| {
        prop::collection::vec(judgement(), count * (count - 1) / 2)
            .prop_map(move |above| reciprocal_matrix(count, &above).expect("judgements"))
    })
}

#[derive(Debug, Clone)]
struct Answers {
    best: usize,
    worst: usize,
    to_others: Vec<f64>,
    to_worst: Vec<f64>,
}

/// Answers in halves from 1 to 9, none above best against worst.
fn answers() -> impl Strategy<Value = Answers> {
    (2_usize..=15).prop_flat_map(|count| {
        let scale =
            || prop::collection::vec((2_u8..=18).prop_map(|twice| f64::from(twice) / 2.0), count);
        (0..count, 1..count, scale(), scale(), 2_u8..=18).prop_map(
            move |(best, further, mut to_others, mut to_worst, twice)| {
                let (worst, strongest) = ((best + further) % count, f64::from(twice) / 2.0);
                for answer in to_others.iter_mut().chain(&mut to_worst) {
                    *answer = answer.min(strongest);
                }
                (to_others[best], to_worst[worst]) = (1.0, 1.0);
                (to_others[worst], to_worst[best]) = (strongest, strongest);
                Answers { best, worst, to_others, to_worst }
            },
        )
    })
}

/// The best-worst weights and ξ as a general solver of linear programs finds them.
fn solved_as_a_linear_program(answers: &Answers) -> (Vec<f64>, f64) {
    let Answers { best, worst, to_others, to_worst } = answers;
    let mut variables = ProblemVariables::new();
    let weights = variables.add_vector(variable().min(0.0), to_others.len());
    let xi = variables.add(variable().min(0.0));
    let mut model = variables.minimise(xi).using(microlp);
    let mut within = |difference: Expression| {
        model.add_constraint((difference.clone() - xi).leq(0.0));
        model.add_constraint((-difference - xi).leq(0.0));
    };
    for (j, weight) in weights.iter().enumerate() {
        within(Expression::from(weights[*best]) - to_others[j] * *weight);
        within(Expression::from(*weight) - to_worst[j] * weights[*worst]);
    }
    model.add_constraint(weights.iter().copied().sum::<Expression>().eq(1.0));
    let solution = model.solve().expect("weights");
    (weights.iter().map(|weight| solution.value(*weight)).collect(), solution.value(xi))
}

/// A table from 0 to 100 in which every column varies and no two columns say the same.
fn varied_table() -> impl Strategy<Value = Vec<Vec<f64>>> {
    (2_usize..6, 4_usize..20)
        .prop_flat_map(|(width, height)| {
            prop::collection::vec(prop::collection::vec(0.0..100.0_f64, width), height)
        })
        .prop_filter("columns that vary", |rows| {
            (0..rows[0].len()).all(|index| {
                let column = column(rows, index);
                column.iter().any(|x| (x - column[0]).abs() > 1.0)
            })
        })
}

fn sums_to_one(weights: &[f64]) -> bool {
    weights.iter().all(|weight| *weight >= 0.0)
        && (weights.iter().sum::<f64>() - 1.0).abs() <= 1e-12
}

proptest! {
    #[test]
    fn the_geometric_mean_is_never_above_the_mean((values, weights) in scored()) {
        let mean = weighted_mean(&values, &weights).expect("values");
        let geometric = weighted_geometric_mean(&values, &weights).expect("values");
        prop_assert!(geometric <= mean * (1.0 + 1e-12), "{geometric} > {mean}");
        let dead = values.iter().any(|value| *value <= 0.0);
        prop_assert_eq!(geometric <= 0.0, dead, "exactly a zero kills the score");
    }

    #[test]
    fn the_power_mean_grows_with_the_power(
        (values, weights) in scored(),
        low in -100.0..100.0_f64,
        step in 0.0..50.0_f64,
    ) {
        let high = (low + step).min(100.0);
        let at = |power| weighted_power_mean(&values, &weights, power).expect("values");
        prop_assert!(at(low) <= at(high) * (1.0 + 1e-12), "{} > {}", at(low), at(high));
        let smallest = values.iter().copied().fold(f64::INFINITY, f64::min);
        let largest = values.iter().copied().fold(0.0, f64::max);
        for mean in [at(low), at(high)] {
            prop_assert!(mean >= smallest * (1.0 - 1e-12) && mean <= largest * (1.0 + 1e-12));
        }
    }

    #[test]
    fn the_power_mean_is_what_its_formula_says(
        (values, weights) in scored(),
        power in 0.1..8.0_f64,
    ) {
        let shares = direct_shares(&weights);
        let sum: f64 = values.iter().zip(shares).map(|(v, w)| w * v.powf(power)).sum();
        let mean = weighted_power_mean(&values, &weights, power).expect("values");
        close(mean, sum.powf(1.0 / power), 1e-9, 1e-9, "power mean");
    }

    #[test]
    fn points_and_ranks_add_up_to_one(points in prop::collection::vec(0.1..1e6_f64, 1..=15)) {
        let weights = direct(&points).expect("points");
        prop_assert!(sums_to_one(&weights));
        for (weight, point) in weights.iter().zip(&points) {
            close(weight / weights[0], point / points[0], 1e-9, 0.0, "ratios are kept");
        }
        for rule in [RankRule::Centroid, RankRule::Reciprocal, RankRule::Sum] {
            let weights = rank_weights(rule, points.len()).expect("a count");
            prop_assert!(sums_to_one(&weights));
            prop_assert!(weights.windows(2).all(|pair| pair[0] > pair[1]), "descending");
        }
    }

    #[test]
    fn pairwise_weights_are_an_eigenvector(matrix in matrix()) {
        let judged = pairwise_weights(&matrix).expect("judgements");
        prop_assert!(sums_to_one(&judged.weights) && sums_to_one(&judged.geometric_mean));
        prop_assert!(judged.lambda_max >= matrix.len() as f64 * (1.0 - 1e-12));
        for (row, weight) in matrix.iter().zip(&judged.weights) {
            let product: f64 = row.iter().zip(&judged.weights).map(|(a, w)| a * w).sum();
            close(product, judged.lambda_max * weight, 0.0, 1e-11, "A w = lambda w");
        }
    }

    #[test]
    fn consistent_judgements_give_back_their_weights(
        importance in prop::collection::vec(1.0..9.0_f64, 2..=15),
    ) {
        let matrix: Vec<Vec<f64>> =
            importance.iter().map(|a| importance.iter().map(|b| a / b).collect()).collect();
        let judged = pairwise_weights(&matrix).expect("judgements");
        let expected = direct(&importance).expect("points");
        for (weight, expected) in judged.weights.iter().zip(&expected) {
            close(*weight, *expected, 0.0, 1e-12, "weight");
        }
        prop_assert!(judged.consistent && judged.consistency_ratio < 1e-9);
    }

    #[test]
    fn three_judgements_have_one_answer(above in prop::array::uniform3(judgement())) {
        let matrix = reciprocal_matrix(3, &above).expect("judgements");
        let judged = pairwise_weights(&matrix).expect("judgements");
        for (one, other) in judged.weights.iter().zip(&judged.geometric_mean) {
            close(*one, *other, 0.0, 1e-11, "eigenvector and geometric mean");
        }
    }

    #[test]
    fn best_worst_weights_are_optimal(answers in answers()) {
        let Answers { best, worst, to_others, to_worst } = &answers;
        let found = best_worst_weights(*best, *worst, to_others, to_worst).expect("answers");
        prop_assert!(sums_to_one(&found.weights));
        prop_assert!(found.weights.iter().all(|weight| *weight > 0.0), "nothing is worth nothing");
        let (weights, xi) = solved_as_a_linear_program(&answers);
        close(found.xi, xi, 0.0, 1e-9, "xi");
        for (one, other) in found.weights.iter().zip(&weights) {
            close(*one, *other, 0.0, 1e-8, "weight");
        }
        prop_assert!((0.0..=1.0).contains(&found.consistency_ratio));
        prop_assert_eq!(found.consistency == Consistency::Full, found.xi < 1e-9);
    }

    #[test]
    fn constant_columns_weigh_nothing_and_change_nothing(rows in varied_table(), level in 0.0..50.0_f64) {
        let longer: Vec<Vec<f64>> =
            rows.iter().map(|row| [row.clone(), vec![level]].concat()).collect();
        let weigh = |rows: &[Vec<f64>]| {
            let more = vec![Direction::More; rows[0].len()];
            let critic = critic_weights(rows, &more, Correlation::Pearson).expect("a varied table");
            [entropy_weights(rows).expect("a varied table").weights, critic.weights]
        };
        for (before, after) in weigh(&rows).iter().zip(weigh(&longer)) {
            prop_assert!(sums_to_one(before) && sums_to_one(&after));
            let (last, others) = after.split_last().expect("columns");
            prop_assert!(last.abs() <= 0.0, "{last}");
            prop_assert_eq!(others, &before[..]);
        }
    }

    #[test]
    fn entropy_does_not_depend_on_the_unit(rows in varied_table(), unit in 0.001..1000.0_f64) {
        let other: Vec<Vec<f64>> =
            rows.iter().map(|row| row.iter().map(|x| x * unit).collect()).collect();
        let weights = |rows: &[Vec<f64>]| entropy_weights(rows).expect("a varied table").weights;
        for (one, other) in weights(&rows).iter().zip(weights(&other)) {
            close(*one, other, 0.0, 1e-9, "weight");
        }
    }

    #[test]
    fn scales_run_from_zero_to_one_and_keep_the_order(
        column in prop::collection::vec(0.1..1e6_f64, 2..30),
    ) {
        let all = [Scaling::MinMax, Scaling::Maximum, Scaling::Ratio, Scaling::Sum, Scaling::Vector];
        for scaling in all {
            for (direction, sign) in [(Direction::More, 1.0), (Direction::Less, -1.0)] {
                let scaled = normalise(&column, direction, scaling).expect("numbers").values;
                prop_assert!(scaled.iter().all(|value| (0.0..=1.0).contains(value)));
                for (x, value) in column.iter().zip(&scaled) {
                    let better = sign * (x - column[0]) > 0.0;
                    prop_assert!(!better || *value >= scaled[0], "better stays better");
                }
            }
        }
    }

    #[test]
    fn percentile_ranks_only_see_the_order(values in prop::collection::vec(0_u8..20, 1..40)) {
        let plain: Vec<f64> = values.iter().map(|x| f64::from(*x)).collect();
        let stretched: Vec<f64> = plain.iter().map(|x| x * x + 3.0).collect();
        for kind in [
            PercentileRank::Average,
            PercentileRank::Weak,
            PercentileRank::Strict,
            PercentileRank::Middle,
        ] {
            let ranks = percentile_ranks(&plain, kind).expect("numbers");
            prop_assert_eq!(&ranks, &percentile_ranks(&stretched, kind).expect("numbers"));
        }
        let middle = percentile_ranks(&plain, PercentileRank::Middle).expect("numbers");
        close(middle.iter().sum::<f64>() / plain.len() as f64, 50.0, 1e-12, 0.0, "zero-sum");
    }

    #[test]
    fn winsorised_numbers_lie_inside_their_bounds(
        values in prop::collection::vec(-1e6..1e6_f64, 1..40),
        (low, high) in (0.0..0.5_f64, 0.5..1.0_f64),
    ) {
        let held = winsorise(&values, low, high).expect("numbers");
        for ((before, after), moved) in values.iter().zip(&held.values).zip(&held.moved) {
            prop_assert!((held.low..=held.high).contains(after));
            prop_assert_eq!(*moved, (before - after).abs() > 0.0);
        }
    }

    #[test]
    fn the_score_without_gaps_lies_inside_the_interval(
        (values, weights) in scored(),
        gaps in prop::collection::vec(any::<bool>(), 12),
    ) {
        let seen: Vec<Option<f64>> =
            values.iter().zip(&gaps).map(|(value, gap)| (!gap).then_some(*value)).collect();
        let score = weighted_mean(&values, &weights).expect("values");
        let interval = score_interval(&seen, &weights, 0.0, 100.0).expect("values");
        prop_assert!(interval.low <= score + 1e-9 && score <= interval.high + 1e-9);
        let available = reweight_available(&seen, &weights).expect("values");
        close(interval.high - interval.low, 100.0 * (1.0 - available.coverage), 0.0, 1e-9, "width");
        if let Some(available) = available.score {
            prop_assert!(interval.low <= available + 1e-9 && available <= interval.high + 1e-9);
        } else {
            prop_assert!(seen.iter().all(Option::is_none));
        }
    }
}

fn direct_shares(weights: &[f64]) -> Vec<f64> {
    let total: f64 = weights.iter().sum();
    weights.iter().map(|weight| weight / total).collect()
}
