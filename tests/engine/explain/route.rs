//! The cheapest route to a tier: the reference case, brute force, and everything in the way.

use super::setting::{asking, partners, program, spaced};
use crate::support::{
    DIMENSIONS, case, close, four_tiers, gate, number, numbers, plain_program, portfolio,
};
use proptest::prelude::*;
use serde_json::{Value, json};
use tierlab_engine::explain::{Effort, Moves, Plan, Route, route};
use tierlab_engine::finance::Incentives;
use tierlab_engine::portfolio::Portfolio;
use tierlab_engine::rules::{Aggregation, Evaluation, Measure, MovementRules, Program};

fn dimension(key: &str, cost: f64, most: f64) -> Effort {
    let moves = Moves::Dimension(key.to_owned());
    Effort { moves, lower: false, whole: false, cost, most, months: None }
}

fn measured(metric: &str, take: Aggregation, cost: f64, most: f64) -> Effort {
    Effort { moves: Moves::Measure(Measure::of(&[metric], 12, take)), ..dimension("", cost, most) }
}

/// A weighted mean of seven dimensions as they are, with one tier to reach.
fn seven(
    weights: &[f64; 7],
    current: &[f64],
    line: f64,
    gates: &[(&str, f64)],
) -> (Program, Portfolio) {
    let gates = gates.iter().map(|(key, least)| gate(key, *least)).collect();
    let program = plain_program(
        weights,
        &[(0.0, 0.0), (100.0, 100.0)],
        four_tiers(&[0.0, 1.0, line, 99.5], [vec![], vec![], gates, vec![]]),
        MovementRules::simple(3, 1, 0, 0.0),
        Incentives::none(4),
    );
    let others = current[1..].try_into().expect("six more");
    let portfolio = portfolio(&[("A".to_owned(), current[0] / 4.0, others)]);
    (program, portfolio)
}

fn plan(route: Route) -> Plan {
    match route {
        Route::Plan(plan) => plan,
        other => panic!("no plan: {other:?}"),
    }
}

#[test]
fn path_01_the_cheapest_route_agrees() {
    let case = case("path_01_cheapest_route_to_next_tier");
    let (input, expected) = (&case["input"], &case["expected"]);
    let within = number(&case["tolerance"]["abs"]);
    let weights: [f64; 7] = numbers(&input["weights"]).try_into().expect("seven");
    let gates = input["gates"].as_object().expect("gates");
    let gates: Vec<(&str, f64)> = gates.iter().map(|(k, v)| (k.as_str(), number(v))).collect();
    let (program, portfolio) =
        seven(&weights, &numbers(&input["current"]), number(&input["threshold"]), &gates);
    let evaluation = Evaluation::now(&program, &portfolio);
    close(
        evaluation.score_of(0).expect("a score"),
        number(&expected["current_score"]),
        0.0,
        within,
        "score now",
    );
    let efforts = |most: &str| -> Vec<Effort> {
        let costs = numbers(&input["cost_per_point"]);
        let table = DIMENSIONS.iter().zip(costs).zip(numbers(&input[most]));
        table.map(|((key, cost), most)| dimension(key, cost, most)).collect()
    };
    let found = plan(route(&evaluation, 0, 2, &efforts("max_improvement"), None));
    let mut improvement = [0.0; 7];
    for step in &found.steps {
        improvement[step.effort] = step.to - step.from;
    }
    for (index, wanted) in numbers(&expected["improvement"]).into_iter().enumerate() {
        close(improvement[index], wanted, 0.0, within, DIMENSIONS[index]);
    }
    close(found.cost, number(&expected["cost"]), 0.0, 1e-3, "cost");
    let gained: f64 = found.steps.iter().map(|step| step.points).sum();
    close(gained, number(&expected["gap"]), 0.0, within, "points gained");
    assert!(found.exact && found.find_out.is_empty());
    let needed: Vec<&str> =
        found.steps.iter().filter(|step| step.needed).map(|step| step.name.as_str()).collect();
    assert_eq!(needed, ["capability", "risk"], "conditions come first");
    assert!(found.steps[0].needed && found.steps[1].needed);

    let Route::NotReachable { highest, open, sentence } =
        route(&evaluation, 0, 2, &efforts("tight_max_improvement"), None)
    else {
        panic!("not reachable with the tight limits");
    };
    let wanted = number(&expected["tight"]["max_reachable_score"]);
    close(highest.expect("a score"), wanted, 0.0, within, "highest score");
    assert!(open.is_empty(), "the conditions can be met, the score cannot");
    assert_eq!(
        spaced(sentence),
        "Strategic is not reachable in this period: at most 64.5 points of the score are reachable."
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Dantzig's rule by hand: conditions first, then the most points per money.
    #[test]
    fn continuous_plans_cost_what_the_knapsack_costs(
        weights in prop::array::uniform7(0.05..1.0_f64),
        current in prop::array::uniform7(20.0..60.0_f64),
        costs in prop::array::uniform7(50.0..900.0_f64),
        most in prop::array::uniform7(0.0..30.0_f64),
        line in 30.0..80.0_f64,
        least in 20.0..70.0_f64,
    ) {
        let (program, portfolio) = seven(&weights, &current, line, &[("capability", least)]);
        let evaluation = Evaluation::now(&program, &portfolio);
        let efforts: Vec<Effort> =
            DIMENSIONS.iter().zip(costs).zip(most).map(|((k, c), m)| dimension(k, c, m)).collect();
        let total: f64 = weights.iter().sum();
        let gap = line - weights.iter().zip(&current).map(|(w, v)| w * v).sum::<f64>() / total;
        let first = (least - current[5]).max(0.0);
        let mut left = gap - first * weights[5] / total;
        let mut cost = first * costs[5];
        let mut order: Vec<usize> = (0..7).collect();
        order.sort_by(|a, b| (weights[*b] / costs[*b]).total_cmp(&(weights[*a] / costs[*a])));
        for index in order {
            let room = most[index] - if index == 5 { first } else { 0.0 };
            let by = (left.max(0.0) * total / weights[index]).min(room.max(0.0));
            cost += by * costs[index];
            left -= by * weights[index] / total;
        }
        let found = route(&evaluation, 0, 2, &efforts, None);
        if first > most[5] || left > 1e-6 {
            prop_assert!(matches!(found, Route::NotReachable { .. }), "{found:?}");
        } else if gap > 1e-6 || first > 1e-6 {
            let Route::Plan(found) = found else { return Err(TestCaseError::fail(format!("{found:?}"))) };
            prop_assert!(found.exact);
            prop_assert!((found.cost - cost).abs() < 1e-3, "{} is not {cost}: {found:?}", found.cost);
        }
    }

    /// Every combination of whole steps, each tried on partners that really are that much better.
    #[test]
    fn whole_steps_are_as_cheap_as_brute_force(
        start in (0_u32..5, 0_u32..5, 0_u32..5),
        costs in prop::array::uniform3(1.0..50.0_f64),
        most in prop::array::uniform3(0_u32..6),
        points in prop::array::uniform3(5.0..60.0_f64),
        line in 20.0..90.0_f64,
        asked in 1_u32..8,
    ) {
        let mut document = asking(&json!({"any": [
            {"measure": {"metric": "certified_staff", "take": "last", "months": 12}, "at_least": asked},
            {"measure": {"metric": "azure_users", "take": "last", "months": 12}, "more_than": asked}
        ]}));
        let part = |metric: &str, bend: f64| json!({"name": metric,
            "measure": {"metric": metric, "take": "last", "months": 12},
            "value": {"anchors": [[0, 0], [3, bend], [10, 100]]}});
        document["score"] = json!({"dimensions": [
            {"key": "a", "weight": 2, "parts": [part("certified_staff", points[0]), part("azure_users", points[1])]},
            {"key": "b", "parts": [part("csat", points[2])]}
        ]});
        document["tiers"][1]["at_least"] = json!(line);
        let program = program(document);
        let (metrics, now) = ([3, 7, 2], [start.0, start.1, start.2]);
        let with = |steps: [u32; 3]| {
            let mut portfolio = partners(&["A"]);
            for ((metric, now), by) in metrics.iter().zip(now).zip(steps) {
                portfolio.set(*metric, 0, 3, f64::from(now + by));
            }
            portfolio
        };
        let reached = |steps| Evaluation::now(&program, &with(steps)).qualification(0).tier == 1;
        let mut best = f64::INFINITY;
        for a in 0..=most[0] {
            for b in 0..=most[1] {
                for c in 0..=most[2] {
                    let cost = f64::from(a) * costs[0] + f64::from(b) * costs[1] + f64::from(c) * costs[2];
                    if cost < best && reached([a, b, c]) {
                        best = cost;
                    }
                }
            }
        }
        let names = ["certified_staff", "azure_users", "csat"];
        let efforts: Vec<Effort> = names.iter().zip(costs).zip(most).map(|((name, cost), most)| Effort {
            whole: true, ..measured(name, Aggregation::Last, cost, f64::from(most))
        }).collect();
        let portfolio = with([0, 0, 0]);
        match route(&Evaluation::now(&program, &portfolio), 0, 1, &efforts, None) {
            Route::There(_) => prop_assert!(best.abs() < 1e-9),
            Route::NotReachable { .. } => prop_assert!(best.is_infinite(), "{best}"),
            Route::Plan(found) => {
                prop_assert!((found.cost - best).abs() < 1e-9, "{} is not {best}", found.cost);
                let mut steps = [0_u32; 3];
                for step in &found.steps {
                    let by = step.to - step.from;
                    let whole = (0..=most[step.effort]).find(|n| (by - f64::from(*n)).abs() < 1e-9);
                    prop_assert!(whole.is_some(), "whole steps only, not {by}");
                    steps[step.effort] = whole.unwrap_or(0);
                }
                prop_assert!(reached(steps), "the plan leads there");
            }
        }
    }
}

fn csat(line: f64) -> Value {
    json!({"measure": {"metric": "csat", "take": "mean", "months": 12}, "at_least": line})
}

/// Quarterly revenue, CSAT and certified staff of one partner.
fn partner(revenue: f64, csat: f64, staff: f64) -> Portfolio {
    let mut portfolio = partners(&["A"]);
    for period in 0..4 {
        portfolio.set(0, 0, period, revenue);
        portfolio.set(2, 0, period, csat);
        portfolio.set(3, 0, period, staff);
    }
    portfolio
}

#[test]
fn steps_speak_in_the_measures_own_units() {
    let program = program(asking(&csat(4.2)));
    let portfolio = partner(120e3, 4.1, 6.0);
    let efforts = [
        Effort { months: Some(6), ..measured("revenue", Aggregation::Sum, 0.2, 400_000.0) },
        Effort {
            whole: true,
            months: Some(3),
            ..measured("certified_staff", Aggregation::Last, 2_000.0, 3.0)
        },
        measured("csat", Aggregation::Mean, 50_000.0, 0.5),
    ];
    let found = plan(route(&Evaluation::now(&program, &portfolio), 0, 1, &efforts, None));
    let sentences: Vec<String> = found.steps.iter().map(|step| spaced(&step.sentence)).collect();
    assert_eq!(
        sentences,
        [
            "Raise CSAT (mean of 12 months) from 4.1 to 4.2, for $5,000; a condition of the tier asks \
             for it.",
            "Raise certified staff (latest) from 6 to 8, for $4,000 and within 3 months: 8 points.",
        ]
    );
    assert!((found.cost - plan_cost(&found)).abs() < 1e-9);
    assert!(found.score.expect("a score") >= 60.0 - 1e-9);
}

fn plan_cost(plan: &Plan) -> f64 {
    plan.steps.iter().map(|step| step.cost).sum()
}

#[test]
fn the_cheaper_branch_of_any_of_is_taken() {
    let gate = json!({"any": [csat(4.2), {"measure": {"metric": "certified_staff", "take": "last",
        "months": 12}, "at_least": 8}]});
    let program = program(asking(&gate));
    let portfolio = partner(200e3, 4.1, 6.0);
    let evaluation = Evaluation::now(&program, &portfolio);
    for (staff, csat, chosen) in
        [(100.0, 5_000.0, "certified staff (latest)"), (900.0, 5_000.0, "CSAT (mean of 12 months)")]
    {
        let efforts = [
            Effort { whole: true, ..measured("certified_staff", Aggregation::Last, staff, 5.0) },
            measured("csat", Aggregation::Mean, csat, 0.5),
        ];
        let found = plan(route(&evaluation, 0, 1, &efforts, None));
        assert_eq!(found.steps.len(), 1);
        assert_eq!(found.steps[0].name, chosen);
        assert!(found.steps[0].needed && found.exact);
    }
}

#[test]
fn what_is_less_is_better_goes_down() {
    let gate = json!({"measure": {"metric": "deal_cycle_days", "take": "mean", "months": 12}, "at_most": 45});
    let program = program(asking(&gate));
    let mut portfolio = partner(200e3, 4.1, 6.0);
    for period in 0..4 {
        portfolio.set(5, 0, period, 60.0);
    }
    let days =
        Effort { lower: true, ..measured("deal_cycle_days", Aggregation::Mean, 100.0, 30.0) };
    let found = plan(route(&Evaluation::now(&program, &portfolio), 0, 1, &[days], None));
    assert_eq!(
        spaced(&found.steps[0].sentence),
        "Lower days to close (mean of 12 months) from 60 days to 45 days, for $1,500; a condition of \
         the tier asks for it."
    );
}

#[test]
fn what_is_unknown_has_to_be_found_out_first() {
    let program = program(asking(&csat(4.2)));
    let portfolio = partner(160e3, f64::NAN, 5.0);
    let staff =
        Effort { whole: true, ..measured("certified_staff", Aggregation::Last, 2_000.0, 3.0) };
    let found = plan(route(&Evaluation::now(&program, &portfolio), 0, 1, &[staff], None));
    let first: Vec<String> = found.find_out.iter().map(spaced).collect();
    assert_eq!(first, ["First find out: CSAT (mean of 12 months) at least 4.2."]);
    assert_eq!(
        spaced(&found.sentence),
        "If what is unknown is met, the cheapest way costs $2,000, and leads to 62.4 points."
    );
}

#[test]
fn what_takes_too_long_or_cannot_be_moved_is_in_the_way() {
    let mut document = asking(&csat(4.2));
    document["tiers"]
        .as_array_mut()
        .expect("tiers")
        .push(json!({"name": "Board", "by_invitation": true}));
    let program = program(document);
    let portfolio = partner(160e3, 4.1, 6.0);
    let evaluation = Evaluation::now(&program, &portfolio);
    let csat = Effort { months: Some(9), ..measured("csat", Aggregation::Mean, 100.0, 0.5) };
    let efforts = [csat];
    assert!(matches!(route(&evaluation, 0, 1, &efforts, Some(12)), Route::Plan(_)));
    let Route::NotReachable { highest, open, sentence } =
        route(&evaluation, 0, 1, &efforts, Some(6))
    else {
        panic!("nine months are more than six");
    };
    assert!((highest.expect("a score") - 62.4).abs() < 1e-9);
    assert_eq!(open.len(), 1);
    assert_eq!(
        spaced(sentence),
        "Gold is not reachable in this period: at most 62.4 points of the score are reachable; still \
         open: CSAT (mean of 12 months) at least 4.2."
    );
    let Route::NotReachable { sentence, .. } = route(&evaluation, 0, 2, &efforts, None) else {
        panic!("nobody can earn an invitation");
    };
    assert!(sentence.to_string().contains("by invitation only"), "{sentence}");
    let Route::There(sentence) = route(&evaluation, 0, 0, &efforts, None) else {
        panic!("everyone is there");
    };
    assert_eq!(sentence.to_string(), "It qualifies for Entry already.");
}

#[test]
fn odd_efforts_are_left_out() {
    let program = program(asking(&csat(4.2)));
    let portfolio = partner(120e3, 4.3, 6.0);
    let evaluation = Evaluation::now(&program, &portfolio);
    for (cost, most) in
        [(f64::NAN, 5.0), (-1.0, 5.0), (1.0, f64::INFINITY), (1.0, -3.0), (1.0, 0.0)]
    {
        let efforts = [measured("certified_staff", Aggregation::Last, cost, most)];
        assert!(matches!(route(&evaluation, 0, 1, &efforts, None), Route::NotReachable { .. }));
    }
    let nobody = plan(route(&evaluation, 9, 1, &[], None));
    assert!(nobody.steps.is_empty() && nobody.find_out.len() == 2, "nothing is known of nobody");
    let Route::NotReachable { sentence, .. } = route(&evaluation, 0, 99, &[], None) else {
        panic!("there is no such tier");
    };
    assert_eq!(sentence.to_string(), "The program has no such tier.");
}

/// Ten efforts in whole steps of up to forty: far too many combinations to try.
fn wide() -> (Program, Portfolio, Vec<Effort>) {
    let dimensions: Vec<Value> = (0..10)
        .map(|index| {
            let metric = super::setting::METRICS[index % 8].0;
            let months = if index < 8 { 12 } else { 6 };
            json!({"key": format!("d{index}"), "weight": 1.0 + 0.37 * index as f64, "parts": [{
                "name": metric, "measure": {"metric": metric, "take": "last", "months": months},
                "value": {"hill": {"half": 8.0 + index as f64, "n": 1.5, "points": 100}}
            }]})
        })
        .collect();
    let mut document = asking(&json!({"score": true, "at_least": 1}));
    document["score"] = json!({"dimensions": dimensions});
    document["tiers"][1]["at_least"] = json!(70);
    let mut portfolio = partners(&["A"]);
    for metric in 0..8 {
        portfolio.set(metric, 0, 3, 4.0);
    }
    let efforts = (0..10).map(|index| Effort {
        moves: Moves::Measure(Measure::of(
            &[super::setting::METRICS[index % 8].0],
            if index < 8 { 12 } else { 6 },
            Aggregation::Last,
        )),
        lower: false,
        whole: true,
        cost: 10.0 + 7.0 * ((index * 5) % 7) as f64,
        most: 40.0,
        months: None,
    });
    (program(document), portfolio, efforts.collect())
}

#[test]
fn too_many_combinations_still_give_a_good_plan_and_say_so() {
    let (program, portfolio, efforts) = wide();
    let evaluation = Evaluation::now(&program, &portfolio);
    let found = plan(route(&evaluation, 0, 1, &efforts, None));
    assert!(!found.exact, "nobody has tried them all");
    assert!(found.score.expect("a score") >= 70.0 - 1e-9);
    assert_eq!(found, plan(route(&evaluation, 0, 1, &efforts, None)), "the same every time");
    // One step at a time, the most points per money first, is what a person would do.
    let score = |steps: &[f64]| -> f64 {
        let weights: f64 = (0..10).map(|i| 1.0 + 0.37 * f64::from(i)).sum();
        let value = |(index, by): (usize, &f64)| {
            let (x, half) = ((4.0 + by).powf(1.5), (8.0 + index as f64).powf(1.5));
            (1.0 + 0.37 * index as f64) * 100.0 * x / (half + x)
        };
        steps.iter().enumerate().map(value).sum::<f64>() / weights
    };
    let mut steps = [0.0; 10];
    while score(&steps) < 70.0 {
        let rate = |index: usize| {
            let mut next = steps;
            next[index] += 1.0;
            (score(&next) - score(&steps)) / efforts[index].cost
        };
        let open = (0..10).filter(|index| steps[*index] < 40.0);
        let best = open.max_by(|a, b| rate(*a).total_cmp(&rate(*b))).expect("ten");
        steps[best] += 1.0;
    }
    let by_hand: f64 = steps.iter().zip(&efforts).map(|(by, effort)| by * effort.cost).sum();
    assert!(found.cost <= by_hand + 1e-9, "{} is more than {by_hand}", found.cost);
}
