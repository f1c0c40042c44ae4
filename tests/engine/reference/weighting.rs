use super::normalisation::directions;
use crate::support::{
    case, close, column, list_close, number, numbers, rows, table_close, tolerance,
};
use serde_json::Value;
use tierlab_engine::weighting::{
    BestWorstWeights, CONSISTENCY_LIMIT, Consistency, Correlation, PairwiseWeights, RANDOM_INDEX,
    RankRule, Scaling, best_worst_weights, critic_weights, direct, entropy_weights,
    geometric_mean_weights, largest_gap, normalise, pairwise_weights, rank_weights, swing,
    weighted_geometric_mean, weighted_mean, weighted_power_mean,
};

#[test]
fn weights_01_ranks_and_swings() {
    let case = case("weights_01_roc_ranksum_reciprocal_swing");
    let within = tolerance(&case);
    for count in case["input"]["n"].as_array().expect("counts") {
        let count = count.as_u64().and_then(|n| n.try_into().ok()).expect("a count");
        let expected = &case["expected"][format!("n{count}")];
        for (name, rule) in [
            ("roc", RankRule::Centroid),
            ("rank_sum", RankRule::Sum),
            ("rank_reciprocal", RankRule::Reciprocal),
        ] {
            let weights = rank_weights(rule, count).expect("a count in range");
            list_close(&weights, &numbers(&expected[name]), within, &format!("{name} of {count}"));
        }
    }
    let weights = swing(&numbers(&case["input"]["swing_points"])).expect("points");
    list_close(&weights, &numbers(&case["expected"]["swing"]), within, "swing");
    let published = numbers(&case["published_values"]["roc_n4"]);
    let centroid = rank_weights(RankRule::Centroid, 4).expect("four");
    list_close(&centroid, &published, 5e-5, "published to four digits");
}

fn judged(matrix: &Value, expected: &Value, within: f64, what: &str) -> PairwiseWeights {
    let matrix = rows(matrix);
    let judged = pairwise_weights(&matrix).expect("reciprocal judgements");
    let at = |name: &str| number(&expected[name]);
    list_close(&judged.weights, &numbers(&expected["weights_eigenvector"]), within, what);
    list_close(&judged.geometric_mean, &numbers(&expected["weights_geometric_mean"]), within, what);
    close(judged.lambda_max, at("lambda_max"), 0.0, within, what);
    close(judged.consistency_index, at("CI"), 0.0, within, what);
    close(judged.consistency_ratio, at("CR_saaty_RI"), 0.0, within, what);
    assert_eq!(judged.consistent, at("CR_saaty_RI") <= CONSISTENCY_LIMIT, "{what}");
    assert_eq!(geometric_mean_weights(&matrix).as_ref(), Ok(&judged.geometric_mean));
    judged
}

#[test]
fn weights_02_pairwise_judgements_of_cars() {
    let case = case("weights_02_ahp_cars");
    let (input, expected, within) = (&case["input"], &case["expected"], tolerance(&case));
    for (count, index) in input["RI_saaty"].as_object().expect("a table") {
        let count: usize = count.parse().expect("a count");
        close(RANDOM_INDEX[count - 1], number(index), 0.0, 0.0, "random index");
    }
    let criteria = judged(&input["criteria"], &expected["criteria"], within, "criteria");
    let cars: Vec<PairwiseWeights> = ["style", "reliability", "fuel"]
        .map(|name| judged(&input[name], &expected[name], within, name))
        .into();
    let published = numbers(&case["published_values"]["overall"]);
    for (car, published) in published.into_iter().enumerate() {
        let by_vector: Vec<f64> = cars.iter().map(|judged| judged.weights[car]).collect();
        let overall = weighted_mean(&by_vector, &criteria.weights).expect("shares");
        close(overall, number(&expected["overall_eigenvector"][car]), 0.0, within, "overall");
        close(overall, published, 0.0, number(&case["tolerance"]["vs_published"]), "published");
        let by_mean: Vec<f64> = cars.iter().map(|judged| judged.geometric_mean[car]).collect();
        let overall = weighted_mean(&by_mean, &criteria.geometric_mean).expect("shares");
        close(overall, number(&expected["overall_geometric_mean"][car]), 0.0, within, "overall");
    }
}

#[test]
fn weights_03_an_inconsistent_school_matrix_is_flagged() {
    let case = case("weights_03_ahp_school_inconsistent");
    let judged = judged(&case["input"]["matrix"], &case["expected"], tolerance(&case), "school");
    close(CONSISTENCY_LIMIT, number(&case["input"]["cr_threshold"]), 0.0, 0.0, "the limit");
    assert_eq!(Some(!judged.consistent), case["expected"]["flag_inconsistent"].as_bool());
    let published = numbers(&case["published_values"]["weights"]);
    list_close(&judged.weights, &published, 5e-5, "published to four digits");
}

#[test]
fn weights_04_entropy() {
    let case = case("weights_04_entropy_12x5");
    let (expected, within) = (&case["expected"], tolerance(&case));
    let found = entropy_weights(&rows(&case["input"]["matrix"])).expect("numbers");
    list_close(&found.entropy, &numbers(&expected["entropy"]), within, "entropy");
    list_close(&found.divergence, &numbers(&expected["divergence"]), within, "divergence");
    list_close(&found.weights, &numbers(&expected["weights"]), within, "weights");
    list_close(&found.weights, &numbers(&case["published_values"]["weights"]), within, "published");
}

#[test]
fn weights_05_critic() {
    let case = case("weights_05_critic_diakoulaki");
    let (input, expected, within) = (&case["input"], &case["expected"], tolerance(&case));
    let matrix = rows(&input["matrix"]);
    let directions = directions(&input["directions"]);
    let found = critic_weights(&matrix, &directions, Correlation::Pearson).expect("numbers");
    let scaled = rows(&expected["scaled"]);
    for (index, values) in found.scaled.iter().enumerate() {
        list_close(values, &column(&scaled, index), within, "scaled");
    }
    list_close(&found.deviation, &numbers(&expected["sd"]), within, "deviation");
    table_close(&found.correlation, &rows(&expected["correlation"]), within, "correlation");
    list_close(&found.information, &numbers(&expected["C"]), within, "information");
    list_close(&found.weights, &numbers(&expected["weights_pearson"]), within, "weights");
    list_close(&found.weights, &numbers(&case["published_values"]["weights"]), within, "published");
    let ranked = critic_weights(&matrix, &directions, Correlation::Spearman).expect("numbers");
    list_close(&ranked.weights, &numbers(&expected["weights_spearman"]), within, "by ranks");
    let by_deviation = direct(&found.deviation).expect("amounts");
    list_close(&by_deviation, &numbers(&expected["std_weights_on_scaled"]), within, "by deviation");
}

struct Answers {
    best: usize,
    worst: usize,
    to_others: Vec<f64>,
    to_worst: Vec<f64>,
}

impl Answers {
    fn new(input: &Value) -> Self {
        let position =
            |name: &str| input[name].as_u64().and_then(|n| n.try_into().ok()).expect("a position");
        Self {
            best: position("best"),
            worst: position("worst"),
            to_others: numbers(&input["best_to_others"]),
            to_worst: numbers(&input["others_to_worst"]),
        }
    }

    fn weights(&self) -> BestWorstWeights {
        best_worst_weights(self.best, self.worst, &self.to_others, &self.to_worst).expect("answers")
    }

    fn gap(&self, weights: &[f64]) -> f64 {
        largest_gap(self.best, self.worst, &self.to_others, &self.to_worst, weights)
            .expect("answers")
    }
}

#[test]
fn weights_06_best_and_worst() {
    let case = case("weights_06_bwm_linear");
    let (input, expected, within) = (&case["input"], &case["expected"], tolerance(&case));
    for name in ["cars", "transport"] {
        let found = Answers::new(&input[name]).weights();
        let expected = &expected[format!("{name}_linear")];
        list_close(&found.weights, &numbers(&expected["weights"]), within, name);
        close(found.xi, number(&expected["xi"]), 0.0, within, name);
    }
    assert_eq!(Answers::new(&input["cars"]).weights().consistency, Consistency::Full);
    // The non-linear model minimises the gap that is shown beside the linear weights.
    let transport = Answers::new(&input["transport"]);
    let smallest = &expected["transport_nonlinear"];
    let least = number(&smallest["xi"]);
    close(transport.gap(&numbers(&smallest["weights"])), least, 0.0, within, "published gap");
    let found = transport.weights();
    assert!(found.largest_gap > least && found.largest_gap < 2.0 * least, "{}", found.largest_gap);
}

#[test]
fn agg_04_sums_products_and_power_means() {
    let case = case("agg_04_weighted_sum_and_product");
    let (input, expected, within) = (&case["input"], &case["expected"], tolerance(&case));
    let raw = rows(&input["raw"]["matrix"]);
    let scaled: Vec<Vec<f64>> = directions(&input["raw"]["directions"])
        .into_iter()
        .enumerate()
        .map(|(j, direction)| {
            normalise(&column(&raw, j), direction, Scaling::Sum).expect("numbers").values
        })
        .collect();
    let weights = numbers(&input["raw"]["weights"]);
    let per_row = |combine: &dyn Fn(&[f64]) -> f64| -> Vec<f64> {
        (0..raw.len()).map(|row| combine(&column(&scaled, row))).collect()
    };
    let sums = per_row(&|row| weighted_mean(row, &weights).expect("shares"));
    list_close(&sums, &numbers(&expected["raw_wsm_sum_norm"]), within, "sums");
    let products = per_row(&|row| weighted_geometric_mean(row, &weights).expect("shares"));
    list_close(&products, &numbers(&expected["raw_wpm_sum_norm"]), within, "products");

    let weights = numbers(&input["scores"]["weights"]);
    for (index, scores) in rows(&input["scores"]["matrix"]).iter().enumerate() {
        let powered = |power| weighted_power_mean(scores, &weights, power).expect("scores");
        let geometric = weighted_geometric_mean(scores, &weights).expect("scores");
        let mean = weighted_mean(scores, &weights).expect("scores");
        for (name, actual) in [
            ("scores_weighted_sum", mean),
            ("scores_weighted_sum", powered(1.0)),
            ("scores_weighted_geometric", geometric),
            ("scores_weighted_geometric", powered(0.0)),
            ("scores_power_minus1", powered(-1.0)),
            ("scores_power_2", powered(2.0)),
        ] {
            close(actual, number(&expected[name][index]), 0.0, within, name);
        }
    }
}
