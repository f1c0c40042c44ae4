//! `markov_01` to `markov_03`, and what holds for every chain.

use crate::support::{case, close, list_close, number, numbers, rows, table_close, tolerance};
use proptest::prelude::*;
use serde_json::Value;
use tierlab_engine::stats::{Chain, MOST_STATES, Moves, Transitions};

fn counts(value: &Value) -> Vec<Vec<u64>> {
    let whole = |row: &Value| -> Vec<u64> {
        row.as_array().expect("a row").iter().map(|n| n.as_u64().expect("a count")).collect()
    };
    value.as_array().expect("rows").iter().map(whole).collect()
}

#[test]
fn markov_01_the_land_of_oz_returns_as_published() {
    let case = case("markov_01_land_of_oz");
    let (within, expected) = (tolerance(&case), &case["expected"]);
    let chain = Chain::new(rows(&case["input"]["P"])).expect("a chain");
    assert_eq!(chain.states(), case["input"]["states"].as_array().expect("names").len());
    for (source, what) in [(expected, "recomputed"), (&case["published_values"], "published")] {
        let stationary = chain.stationary().expect("one long run");
        list_close(&stationary, &numbers(&source["stationary"]), within, what);
        let passage = chain.mean_first_passage().expect("connected");
        table_close(&passage, &rows(&source["mean_first_passage"]), within, what);
    }
    table_close(&chain.power(2), &rows(&expected["P2"]), within, "two periods");
    table_close(&chain.power(6), &rows(&expected["P6"]), within, "six periods");
    let recurrence = chain.mean_recurrence().expect("connected");
    list_close(&recurrence, &numbers(&expected["mean_recurrence"]), within, "recurrence");
    let modulus = chain.second_modulus().expect("one long run");
    close(modulus, number(&expected["second_eigenvalue_modulus"]), 0.0, within, "modulus");
}

#[test]
fn markov_02_tiers_move_as_counted() {
    let case = case("markov_02_empirical_tier_transitions");
    let (within, expected) = (tolerance(&case), &case["expected"]);
    let tier = |value: &Value| value.as_u64().map(|tier| usize::try_from(tier).expect("small"));
    let panel = case["input"]["panel"].as_object().expect("a panel");
    let path = |row: &Value| row.as_array().expect("a path").iter().map(tier).collect();
    let paths: Vec<Vec<Option<usize>>> = panel.values().map(path).collect();
    let tiers = case["input"]["tiers"].as_array().expect("names").len();
    let seen = Transitions::of_paths(&paths, tiers).expect("a panel");
    assert_eq!(seen.counts(), counts(&expected["counts"]));
    assert_eq!(vec![seen.row_totals()], counts(&Value::from(vec![expected["row_totals"].clone()])));
    let whole = |name: &str| expected[name].as_u64().expect("a count");
    assert_eq!(seen.exits(), whole("exits_not_counted"));
    let moves = Moves { up: whole("promotions"), down: whole("demotions"), stays: whole("stays") };
    assert_eq!(seen.moves(), moves);
    let chain = seen.chain(0.0).expect("every tier was left");
    table_close(chain.rows(), &rows(&expected["P"]), within, "shares");
    let errors = seen.standard_errors().expect("every tier was left");
    table_close(&errors, &rows(&expected["binomial_standard_errors"]), within, "errors");
    let smooth = seen.chain(1.0).expect("smoothed");
    table_close(smooth.rows(), &rows(&expected["P_add_one"]), within, "smoothed");
    close(chain.mobility(), number(&expected["shorrocks_mobility"]), 0.0, within, "mobility");
    table_close(&chain.power(4), &rows(&expected["P4"]), within, "four quarters");
    let stationary = chain.stationary().expect("one long run");
    list_close(&stationary, &numbers(&expected["stationary"]), within, "stationary");
    // The mix of the last quarter, among those who are still there.
    let mut mix = vec![0.0; tiers];
    let last: Vec<usize> = paths.iter().filter_map(|path| *path.last()?).collect();
    for tier in &last {
        mix[*tier] += 1.0 / last.len() as f64;
    }
    let forecast = chain.forecast(&mix, 4).expect("a mix");
    let expected = numbers(&expected["forecast_mix_4q_from_last_known_mix"]);
    list_close(&forecast, &expected, within, "forecast");
}

#[test]
fn markov_03_having_reached_is_not_being_there() {
    let case = case("markov_03_absorbing_and_hitting");
    let (within, expected) = (tolerance(&case), &case["expected"]);
    let chain = Chain::new(rows(&case["input"]["P"])).expect("a chain");
    let names: Vec<&str> = case["input"]["states"]
        .as_array()
        .expect("names")
        .iter()
        .filter_map(Value::as_str)
        .collect();
    let state = |name| names.iter().position(|other| *other == name).expect("a state");
    let end = chain.absorption().expect("it ends");
    assert_eq!(
        (end.transient.as_slice(), end.absorbing),
        ([0, 1, 2, 3].as_slice(), vec![state("exit")])
    );
    table_close(&end.fundamental, &rows(&expected["fundamental"]), within, "fundamental");
    list_close(&end.periods, &numbers(&expected["expected_quarters_to_exit"]), within, "quarters");
    table_close(&end.ends, &vec![vec![1.0]; 4], within, "there is one end");
    let target = state("flagship");
    let reached = chain.reached_by(target, 8).expect("chances");
    let there = chain.at(target, 8).expect("chances");
    for (table, field) in
        [(&reached, "prob_reached_flagship_by_quarter"), (&there, "prob_at_flagship_at_quarter")]
    {
        assert_eq!(expected[field].as_object().map(serde_json::Map::len), Some(table.len()));
        for (index, row) in table.iter().enumerate() {
            let quarter = (index + 1).to_string();
            list_close(row, &numbers(&expected[field][&quarter]), within, &quarter);
        }
    }
}

#[test]
fn absorption_shares_out_several_ends() {
    // The drunkard's walk of Kemeny & Snell: three places between home and bar.
    let half =
        |a: usize, b: usize| (0..5).map(|j| if j == a || j == b { 0.5 } else { 0.0 }).collect();
    let stay = |a: usize| (0..5).map(|j| if j == a { 1.0 } else { 0.0 }).collect();
    let walk = Chain::new(vec![stay(0), half(0, 2), half(1, 3), half(2, 4), stay(4)]);
    let end = walk.expect("a chain").absorption().expect("it ends");
    assert_eq!(end.absorbing, [0, 4]);
    list_close(&end.periods, &[3.0, 4.0, 3.0], 1e-12, "steps");
    let shares = [vec![0.75, 0.25], vec![0.5, 0.5], vec![0.25, 0.75]];
    table_close(&end.ends, &shares, 1e-12, "ends");
}

#[test]
fn chains_that_cannot_answer_say_so() {
    let refused = |rows: Vec<Vec<f64>>| Chain::new(rows).expect_err("refused").to_string();
    assert!(refused(vec![vec![1.0]]).contains("The number of states is 1."));
    assert!(refused(vec![vec![0.5, 0.5], vec![1.0]]).contains("Row 2: The number of entries is 1"));
    assert!(
        refused(vec![vec![0.5, 0.6], vec![0.5, 0.5]]).contains("Row 1: The chances add up to 1.1")
    );
    assert!(refused(vec![vec![1.5, -0.5], vec![0.5, 0.5]]).contains("Row 1, column 2: "));
    assert!(refused(vec![vec![f64::NAN, 1.0], vec![0.5, 0.5]]).contains("The number is NaN."));

    let apart = Chain::new(vec![vec![1.0, 0.0], vec![0.0, 1.0]]).expect("a chain");
    assert!(apart.stationary().is_err() && apart.second_modulus().is_err());
    assert!(apart.mean_recurrence().is_err() && apart.mean_first_passage().is_err());
    assert!(apart.absorption().is_err(), "nothing goes on");
    let one_way = Chain::new(vec![vec![0.5, 0.5], vec![0.0, 1.0]]).expect("a chain");
    list_close(&one_way.stationary().expect("one end"), &[0.0, 1.0], 1e-12, "all end there");
    assert!(one_way.mean_recurrence().is_err() && one_way.mean_first_passage().is_err());
    let swap = Chain::new(vec![vec![0.0, 1.0], vec![1.0, 0.0]]).expect("a chain");
    list_close(&swap.stationary().expect("one long run"), &[0.5, 0.5], 1e-12, "in turns");
    close(swap.second_modulus().expect("one long run"), 1.0, 0.0, 1e-12, "it never settles");
    assert!(swap.absorption().is_err(), "it never ends");
    assert!(swap.reached_by(2, 4).is_err() && swap.at(0, 0).is_err());
    assert!(swap.forecast(&[1.0], 1).is_err() && swap.forecast(&[1.0, -1.0], 1).is_err());

    let unseen = Transitions::of_paths(&[vec![Some(0), Some(0), None], vec![None, Some(1)]], 2);
    let unseen = unseen.expect("paths");
    assert_eq!(unseen.exits(), 1, "who came late did not leave");
    assert!(
        unseen.chain(0.0).is_err()
            && unseen.standard_errors().is_err()
            && unseen.chain(-1.0).is_err()
    );
    list_close(
        &unseen.chain(1.0).expect("smoothed").rows()[1],
        &[0.5, 0.5],
        1e-12,
        "nothing known",
    );
    assert!(Transitions::of_paths(&[vec![Some(2)]], 2).is_err());
    assert!(Transitions::of_paths(&[], 2).is_err() && Transitions::of_paths(&[vec![]], 1).is_err());
    assert!(Transitions::of_counts(vec![vec![u64::MAX, 0], vec![0, 1]]).is_err());
    assert!(Transitions::of_counts(vec![vec![0; MOST_STATES + 1]; MOST_STATES + 1]).is_err());
}

/// A chain in which some chances are 0.
fn chain() -> impl Strategy<Value = Chain> {
    let chance = prop_oneof![Just(0_u64), 1_u64..20];
    (2_usize..6).prop_flat_map(move |n| {
        let rows = prop::collection::vec(prop::collection::vec(chance.clone(), n), n);
        rows.prop_map(|mut counts| {
            for (index, row) in counts.iter_mut().enumerate() {
                row[index] += u64::from(row.iter().sum::<u64>() == 0);
            }
            Transitions::of_counts(counts).expect("counts").chain(0.0).expect("all left")
        })
    })
}

proptest! {
    #[test]
    fn rows_add_up_to_1_however_far(chain in chain(), periods in any::<u32>()) {
        for row in chain.power(periods).iter().chain(chain.rows()) {
            close(row.iter().sum(), 1.0, 0.0, 1e-12, "a row");
            prop_assert!(row.iter().all(|chance| (0.0..=1.0).contains(chance)));
        }
    }

    #[test]
    fn reached_by_never_falls_and_is_never_below_being_there(chain in chain(), target in 0_usize..2) {
        let reached = chain.reached_by(target, 20).expect("chances");
        let there = chain.at(target, 20).expect("chances");
        let mut before = vec![0.0; chain.states()];
        for (row, at) in reached.iter().zip(&there) {
            for ((now, before), at) in row.iter().zip(&before).zip(at) {
                prop_assert!(*now >= before - 1e-12 && *now >= at - 1e-12 && *now <= 1.0 + 1e-12);
            }
            before.clone_from(row);
        }
    }

    #[test]
    fn the_stationary_mix_stays(chain in chain()) {
        if let Ok(stationary) = chain.stationary() {
            close(stationary.iter().sum(), 1.0, 0.0, 1e-9, "shares");
            list_close(&chain.forecast(&stationary, 1).expect("a mix"), &stationary, 1e-9, "mix");
            let modulus = chain.second_modulus().expect("one long run");
            prop_assert!((0.0..=1.0).contains(&modulus));
        }
    }

    #[test]
    fn first_passage_takes_one_step_and_the_rest(chain in chain()) {
        if let Ok(passage) = chain.mean_first_passage() {
            let recurrence = chain.mean_recurrence().expect("connected");
            for (from, row) in chain.rows().iter().enumerate() {
                for to in 0..chain.states() {
                    let rest: f64 = row.iter().zip(&passage).map(|(p, onward)| p * onward[to]).sum();
                    let whole = if from == to { recurrence[to] } else { passage[from][to] };
                    close(whole, 1.0 + rest, 1e-6, 1e-9, "passage");
                }
            }
        }
    }

    #[test]
    fn every_end_adds_up(chain in chain()) {
        if let Ok(end) = chain.absorption() {
            for (row, periods) in end.ends.iter().zip(&end.periods) {
                close(row.iter().sum(), 1.0, 0.0, 1e-9, "ends");
                prop_assert!(*periods >= 1.0 - 1e-9);
            }
        }
    }
}
