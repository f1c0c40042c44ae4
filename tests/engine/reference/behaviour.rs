//! `behav_01` to `behav_04`, and what holds for every effort that looks ahead.

use crate::support::{case, close, list_close, number, numbers, rows, table_close, tolerance};
use proptest::prelude::*;
use serde_json::Value;
use tierlab_engine::behaviour::{
    Drive, Effort, EffortModel, Parameters, Pull, PullToward, adstock, lever_targets,
    static_effort, tier_pull,
};
use tierlab_engine::finance::Benefit;

/// The pull in a ladder of two tiers, the upper line `width` points above the lower one.
fn pull(tier: u8, score: f64, width: f64, p: &Parameters) -> Pull {
    let line = |tier: usize| if tier == 0 { 0.0 } else { width };
    let worth = |tier: usize| if tier == 0 { 0.0 } else { 1.0 };
    tier_pull((tier, 2), score, line, (0.0, 2.0 * width), 100.0, worth, p)
}

#[test]
fn behav_01_pressure_grows_toward_a_goal_and_is_gone_once_it_is_reached() {
    let case = case("behav_01_goal_gradient");
    let (within, input) = (tolerance(&case), &case["input"]);
    let (width, gamma) = (number(&input["band_width"]), number(&input["gamma"]));
    let parameters = |keep_weight| Parameters {
        pull_maximum: gamma,
        pull_power: number(&input["p"]),
        // Every prize counts in full, as the case has no prizes.
        prize_half: 0.0,
        keep_weight,
        ..Parameters::default()
    };
    let (reach, keep) = (parameters(0.0), parameters(number(&input["loss_weight"])));
    let pressures = numbers(&case["expected"]["pressure"]);
    let multipliers = numbers(&case["expected"]["multiplier"]);
    let gaps = numbers(&input["gap_to_next"]);
    assert_eq!((gaps.len(), gaps.len()), (pressures.len(), multipliers.len()));
    for ((gap, pressure), multiplier) in gaps.into_iter().zip(pressures).zip(multipliers) {
        let what = format!("gap {gap}");
        // Without a gap the tier above is the present one, and nothing is left to reach.
        let pulled = pull(u8::from(gap <= 0.0), width - gap, width, &reach);
        close(pulled.lift / gamma, pressure, 0.0, within, &what);
        close(pulled.lift.exp(), multiplier, 0.0, within, &what);
        let toward = if pressure > 0.0 { PullToward::Reach(1) } else { PullToward::Nothing };
        assert_eq!(pulled.toward, toward, "{what}");
        // Keeping a tier pulls alike by the distance above its line, and most of all at the line itself.
        let kept = pull(1, width + gap, width, &keep);
        let expected = if gap > 0.0 { pressure } else { 1.0 };
        close(kept.lift / gamma, number(&input["loss_weight"]) * expected, 0.0, within, &what);
        let heavier = pull(1, width + gap, width, &parameters(2.25));
        close(heavier.lift, 2.25 * gamma * expected, 0.0, within, &what);
    }
}

#[test]
fn behav_02_levers_lift_as_their_elasticities_say() {
    let case = case("behav_02_lever_elasticities");
    let (within, input) = (tolerance(&case), &case["input"]);
    let given = |lever: &str, field: &str| number(&input[lever][field]);
    let p = Parameters {
        mdf_elasticity: given("mdf", "elasticity"),
        mdf_offset: given("mdf", "offset"),
        manager_hours_elasticity: given("coverage_hours", "elasticity"),
        manager_hours_offset: given("coverage_hours", "offset"),
        commission_elasticity: given("commission", "elasticity"),
        price_elasticity: given("discount", "price_elasticity"),
        pass_through: given("discount", "pass_through"),
        ..Parameters::default()
    };
    close(given("commission", "offset"), 0.0, 0.0, 0.0, "commission has no offset");
    let benefit = |field: &str| Benefit {
        commission: given("commission", field),
        discount: given("discount", field),
        mdf: given("mdf", field),
        manager_hours: given("coverage_hours", field),
        enablement_hours: 0.0,
    };
    let expected = |name: &str| number(&case["expected"][name]);
    let lifts = lever_targets(&benefit("new"), &benefit("base"), &p);
    let names = ["commission", "discount", "mdf", "coverage"];
    for (lift, name) in lifts.iter().zip(names) {
        close(*lift, expected(name), 0.0, within, name);
    }
    let sum: f64 = lifts.iter().sum();
    close(sum, expected("sum"), 0.0, within, "sum");
    close(sum.exp(), expected("multiplier"), 0.0, within, "multiplier");
    let same: f64 = lever_targets(&benefit("base"), &benefit("base"), &p).iter().sum();
    close(same, expected("identity_when_equal"), 0.0, 0.0, "nothing changed");
    let stock = adstock(&numbers(&input["adstock"]["spend"]), given("adstock", "carryover"));
    let expected = numbers(&case["expected"]["adstock"]);
    list_close(&stock.expect("spending"), &expected, within, "adstock");
    assert!(adstock(&[1.0], 1.5).is_err() && adstock(&[-1.0], 0.5).is_err());
}

/// The model of the case; its noise is a coin.
fn model(input: &Value, cap: usize) -> EffortModel {
    let whole = |value: &Value| -> usize {
        value.as_u64().and_then(|n| n.try_into().ok()).expect("a small number")
    };
    assert_eq!(input["noise"], "sales = effort + Bernoulli(0.5)");
    assert_eq!(input["tie_break"], "lowest effort");
    let sales = input["efforts"].as_array().expect("efforts").iter().map(whole);
    let costs = numbers(&input["effort_cost"]);
    EffortModel {
        periods: whole(&input["T"]),
        efforts: sales.zip(costs).map(|(sales, cost)| Effort { sales, cost }).collect(),
        noise: vec![(0, 0.5), (1, 0.5)],
        commission: number(&input["commission"]),
        bonus: number(&input["bonus"]),
        target: whole(&input["target"]),
        discount: number(&input["discount"]),
        cap,
    }
}

#[test]
fn behav_03_effort_paces_pushes_and_gives_up() {
    let case = case("behav_03_effort_dynamic_program");
    let value = rows(&case["expected"]["value"]);
    let model = model(&case["input"], value[0].len() - 1);
    let policy = model.solve().expect("a model");
    table_close(&policy.value, &value, tolerance(&case), "value");
    let sales = |row: &Vec<usize>| -> Vec<f64> {
        row.iter().map(|level| model.efforts[*level].sales as f64).collect()
    };
    let chosen: Vec<Vec<f64>> = policy.effort.iter().map(sales).collect();
    table_close(&chosen, &rows(&case["expected"]["policy"]), 0.0, "policy");
    assert_eq!(policy.without_bonus, 0, "a unit costs more than its commission");
    for (period, sold, drive) in [
        (0, 0, Drive::SpeedsUp),
        (0, 2, Drive::Coasts),
        (2, 0, Drive::SpeedsUp),
        (2, 4, Drive::Coasts),
        (3, 0, Drive::GivesUp),
        (3, 1, Drive::GivesUp),
        (3, 2, Drive::SpeedsUp),
        (3, 5, Drive::Coasts),
        (3, 99, Drive::Coasts),
    ] {
        assert_eq!(policy.drive(period, sold), Some(drive), "period {period}, {sold} sold");
    }
    assert_eq!(policy.drive(4, 0), None, "it is over");
    close(policy.reach[3][1], 0.0, 0.0, 0.0, "three units at most, and four are missing");
    close(policy.reach[3][4], 1.0, 0.0, 1e-12, "one unit of effort makes sure of it");
}

#[test]
fn effort_is_refused_what_it_cannot_weigh() {
    let case = case("behav_03_effort_dynamic_program");
    let sound = model(&case["input"], 7);
    let refused = |change: fn(&mut EffortModel)| {
        let mut model = sound.clone();
        change(&mut model);
        model.solve().expect_err("refused").to_string()
    };
    assert!(refused(|m| m.periods = 0).contains("The number of periods is 0."));
    assert!(refused(|m| m.efforts.clear()).contains("levels of effort"));
    assert!(refused(|m| m.efforts.reverse()).contains("The levels do not ascend."));
    assert!(refused(|m| m.efforts[1].cost = f64::NAN).contains("Cost of level 2: "));
    assert!(refused(|m| m.noise[0].1 = 0.4).contains("They add up to 0.9."));
    assert!(refused(|m| m.noise[0].0 = usize::MAX).contains("Sales: "));
    assert!(refused(|m| m.bonus = -1.0).contains("Bonus: "));
    assert!(refused(|m| m.commission = f64::INFINITY).contains("Commission: "));
    assert!(refused(|m| m.discount = 1.1).contains("Discount: "));
    assert!(refused(|m| m.cap = 4).contains("It is 4, below the target of 5."));
    assert!(refused(|m| m.cap = usize::MAX).contains("more than 50 million steps"));
}

#[test]
fn behav_04_static_effort_balances_reward_and_cost() {
    let case = case("behav_04_static_effort");
    let within = tolerance(&case);
    let efforts = numbers(&case["expected"]["e_star"]);
    let elasticities = numbers(&case["expected"]["elasticity_wrt_m"]);
    let cases = case["input"]["cases"].as_array().expect("cases");
    assert_eq!((cases.len(), cases.len()), (efforts.len(), elasticities.len()));
    for ((given, effort), elasticity) in cases.iter().zip(efforts).zip(elasticities) {
        let [m, c, gamma] = ["m", "c", "gamma"].map(|name| number(&given[name]));
        let best = static_effort(m, c, gamma).expect("in range");
        close(best.effort, effort, 0.0, within, "effort");
        close(best.elasticity, elasticity, 0.0, within, "elasticity");
    }
    assert!(static_effort(-0.1, 0.5, 2.0).is_err() && static_effort(0.1, 0.0, 2.0).is_err());
    assert!(static_effort(0.1, 0.5, 1.0).is_err(), "without curvature there is no best effort");
}

fn any_model() -> impl Strategy<Value = EffortModel> {
    let efforts = prop::collection::vec((1_usize..4, 0.0..5.0_f64), 1..5);
    let noise = prop::collection::vec((0_usize..4, 1_u32..10), 1..4);
    let money = (0.0..3.0_f64, 0.0..40.0_f64, 0.5..=1.0_f64);
    (1_usize..6, efforts, noise, money, 0_usize..15).prop_map(
        |(periods, steps, noise, (commission, bonus, discount), target)| {
            let total: u32 = noise.iter().map(|(_, weight)| weight).sum();
            let mut sales = 0;
            let efforts = steps.into_iter().map(|(step, cost)| {
                sales += step;
                Effort { sales, cost }
            });
            let chance = |(units, weight)| (units, f64::from(weight) / f64::from(total));
            EffortModel {
                periods,
                efforts: efforts.collect(),
                noise: noise.into_iter().map(chance).collect(),
                commission,
                bonus,
                target,
                discount,
                cap: target + 2,
            }
        },
    )
}

proptest! {
    #[test]
    fn a_bonus_never_lowers_effort_and_sales_never_lower_its_worth(model in any_model()) {
        let policy = model.solve().expect("a model");
        for row in &policy.value {
            prop_assert!(row.windows(2).all(|pair| pair[1] >= pair[0] - 1e-9));
        }
        prop_assert!(policy.effort.iter().flatten().all(|level| *level >= policy.without_bonus));
        prop_assert!(policy.reach.iter().flatten().all(|p| (0.0..=1.0 + 1e-12).contains(p)));
        for period in 0..model.periods {
            let secured = policy.drive(period, model.target);
            prop_assert_eq!(secured, Some(Drive::Coasts), "the target is reached");
        }
    }

    #[test]
    fn without_a_bonus_nothing_speeds_up(model in any_model()) {
        let model = EffortModel { bonus: 0.0, ..model };
        let policy = model.solve().expect("a model");
        prop_assert!(policy.effort.iter().flatten().all(|level| *level == policy.without_bonus));
    }
}
