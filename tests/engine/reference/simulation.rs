//! `sim_01` and `sim_02`: the simulator against the executable reference, 1e-9 relative.

use crate::support::{DIMENSIONS, case, close, demo_program, number, numbers};
use serde_json::Value;
use std::collections::BTreeMap;
use tierlab_engine::behaviour::{Parameters, PullToward};
use tierlab_engine::finance::{Benefit, Incentives, Milestone};
use tierlab_engine::portfolio::Portfolio;
use tierlab_engine::rng::{Seed, Stream};
use tierlab_engine::rules::{MovementRules, Program, ReviewEvent, Tier};
use tierlab_engine::simulation::{
    Driver, Dynamics, Event, Moving, Noise, Observer, QuarterRecord, Replication, Sales, Shocks,
    Subject, Tally, World,
};
use tierlab_engine::stats::{Paired, quantile_sorted};

const TIERS: [&str; 4] = ["entry", "growth", "strategic", "flagship"];
const QUARTERS: u32 = 8;

/// The program of the case, built from the file.
fn program(input: &Value) -> Program {
    let demo = demo_program();
    let base = &input["baseline"];
    let mut program = demo.clone();
    for (key, dimension) in DIMENSIONS.iter().zip(program.score.dimensions_mut()) {
        dimension.weight = number(&base["weights"][key]);
    }
    program.ladder.tiers = TIERS
        .iter()
        .zip(numbers(&base["thresholds"]))
        .map(|(name, threshold)| {
            let gates = base["gates"][name].as_object().into_iter().flatten();
            let gates = gates.map(|(key, least)| crate::support::gate(key, number(least)));
            Tier::at(name, threshold, gates.collect())
        })
        .collect();
    let rules = &base["rules"];
    let whole = |name: &str| -> u32 {
        rules[name].as_u64().and_then(|n| n.try_into().ok()).expect("a small number")
    };
    program.movement = MovementRules::simple(
        3 * whole("cadence"),
        whole("n_up"),
        whole("grace"),
        number(&rules["buffer"]),
    );
    program.incentives = incentives(base);
    // The revenue anchors of the demo program are those of the case.
    assert_eq!(program.score.dimensions()[0].parts, demo.score.dimensions()[0].parts);
    assert_eq!(base["revenue_anchors"].as_array().map(Vec::len), Some(5));
    program
}

fn incentives(base: &Value) -> Incentives {
    let benefits = base["benefits"].as_array().expect("benefits");
    Incentives {
        tiers: benefits
            .iter()
            .map(|b| Benefit {
                commission: number(&b["commission"]),
                discount: number(&b["discount"]),
                mdf: number(&b["mdf"]),
                manager_hours: number(&b["coverage"]),
                enablement_hours: number(&b["enable"]),
            })
            .collect(),
        referral_bonus: number(&base["referral_bonus"]),
        referral_value: number(&base["referral_value"]),
        milestones: base["milestones"]
            .as_array()
            .expect("milestones")
            .iter()
            .map(|m| Milestone { revenue: number(&m[0]), bonus: number(&m[1]) })
            .collect(),
        benefits: Vec::new(),
        budget: None,
    }
}

fn alternative(baseline: &Program, changes: &Value) -> Program {
    let mut program = baseline.clone();
    program.incentives.tiers[2].mdf = number(&changes["strategic_mdf"]);
    program.incentives.tiers[1].manager_hours = number(&changes["growth_coverage_hours"]);
    program.incentives.tiers[2].commission = number(&changes["strategic_commission"]);
    program
}

fn parameters(input: &Value) -> Parameters {
    let given = &input["parameters"];
    let default = Parameters::default();
    // Every parameter of the case stands in the defaults, so nothing is tested against itself.
    for (name, value) in [
        ("el_commission", default.commission_elasticity),
        ("el_coverage", default.manager_hours_elasticity),
        ("el_mdf", default.mdf_elasticity),
        ("gamma_max", default.pull_maximum),
        ("lift_cap", default.lift_cap),
        ("transfer", default.transfer),
        ("ramp", default.ramp),
        ("mdf_use", default.rates.mdf_used),
    ] {
        close(value, number(&given[name]), 1e-15, 0.0, name);
    }
    Parameters {
        market_volatility: number(&input["baseline"]["market_sigma"]),
        ..Parameters::default()
    }
}

/// The partners of the case, as a world and as a portfolio of one recorded year.
fn world(input: &Value, seed: Seed, market: f64) -> (World, Portfolio) {
    let partners = input["partners"].as_array().expect("partners");
    let field = |p: &Value, name: &str| number(&p[name]);
    let id = |p: &Value| p["id"].as_str().expect("an id").to_owned();
    let subjects = partners.iter().enumerate().map(|(position, p)| Subject {
        joined: None,
        position,
        level: field(p, "mu"),
        growth: field(p, "g"),
        persistence: field(p, "phi"),
        volatility: field(p, "sigma"),
        market_beta: field(p, "beta"),
        margin: field(p, "margin"),
        tier: p["tier"].as_u64().and_then(|t| t.try_into().ok()).expect("a tier"),
        shock: 0.0,
        referral_rate: field(p, "referral_rate"),
        exit_hazard: field(p, "churn"),
        response: 1.0,
    });
    let level = |p: &Value, key: &str| {
        assert_eq!(p["metrics"][key], p["metrics_long_run"][key]);
        number(&p["metrics"][key])
    };
    let rows: Vec<(String, f64, [f64; 6])> = partners
        .iter()
        .map(|p| {
            let year = field(p, "mu").exp();
            for value in numbers(&p["last3"]) {
                close(value, year, 1e-12, 0.0, "the recorded year is even");
            }
            let mut levels = [0.0; 6];
            for (slot, key) in levels.iter_mut().zip(DIMENSIONS.iter().skip(1)) {
                *slot = level(p, key);
            }
            (id(p), numbers(&p["last3"])[0], levels)
        })
        .collect();
    let metrics = DIMENSIONS.iter().enumerate().skip(1).map(|(column, key)| {
        let start: Vec<f64> = partners.iter().map(|p| level(p, key)).collect();
        let noise = field(&partners[0], "metric_sigma");
        assert!(partners.iter().all(|p| p["metric_sigma"] == partners[0]["metric_sigma"]));
        let moving = Moving {
            column,
            block: u32::try_from(column - 1).expect("small"),
            dynamics: Dynamics::Drifting { noise, log: false, least: 0.0, most: 100.0 },
            driver: Driver::of(key),
            point: 1.0,
            level: start.clone(),
            growth: vec![0.0; start.len()],
            season: [0.0; 4],
            start: start.clone(),
        };
        (moving, start.repeat(4))
    });
    let sold: Vec<f64> = rows.iter().map(|(_, sold, _)| *sold).collect();
    let world = World {
        joining: None,
        recorded: 4,
        sales: Some(Sales {
            columns: vec![(0, vec![1.0; rows.len()])],
            recorded: sold.repeat(4),
            season: [0.0; 4],
        }),
        metrics: metrics.collect(),
        partners: subjects.collect(),
        streams: partners.iter().map(|p| Stream::new(seed, &id(p))).collect(),
        market_volatility: market,
        events: Vec::new(),
    };
    (world, crate::support::portfolio(&rows))
}

struct Setting {
    ids: Vec<String>,
    world: World,
    portfolio: Portfolio,
    baseline: Replication,
    alternative: Replication,
    seed: Seed,
}

fn setting() -> Setting {
    let case = case("sim_01_deterministic_trace");
    let input = &case["input"];
    let seed = Seed(0x00c0_ffee_1234_5678);
    let parameters = parameters(input);
    let baseline = program(input);
    let alternative = alternative(&baseline, &input["alternative_changes"]);
    let (world, portfolio) = world(input, seed, parameters.market_volatility);
    let ready = |program: &Program| {
        Replication::new(&world, &portfolio, &[(1, program)], &baseline, &parameters, QUARTERS)
    };
    let (plain, other) = (ready(&baseline), ready(&alternative));
    assert!(plain.is_plain() && other.is_plain());
    Setting {
        ids: portfolio.partners().iter().map(|partner| partner.id.clone()).collect(),
        baseline: plain,
        alternative: other,
        world,
        portfolio,
        seed,
    }
}

/// Keeps what the traces of the cases show, by (partner, quarter).
struct Recorder {
    ids: Vec<String>,
    /// Quarters sold, by partner.
    sold: BTreeMap<usize, Vec<f64>>,
    records: BTreeMap<(String, u32), Value>,
}

impl Observer for Recorder {
    fn quarter(&mut self, r: &QuarterRecord<'_>) {
        let event = match r.event {
            Event::NoReview => "no review",
            Event::Gone => "exited",
            Event::Exit => "exit",
            Event::Reviewed(ReviewEvent::Promote) => "promote",
            Event::Reviewed(ReviewEvent::Building) => "building",
            Event::Reviewed(ReviewEvent::Hold) => "hold",
            Event::Reviewed(ReviewEvent::Grace) => "grace",
            Event::Reviewed(ReviewEvent::Demote) => "demote",
            Event::Reviewed(other) => panic!("the reference model knows no {other:?}"),
        };
        let reason = match r.toward {
            PullToward::Nothing => "none".to_owned(),
            PullToward::Reach(tier) => format!("reach {}", TIERS[usize::from(tier)]),
            PullToward::Keep(tier) => format!("keep {}", TIERS[usize::from(tier)]),
        };
        let [levers, pressure, pulled_forward, hangover] = r.lift_parts;
        let [commission, discount, mdf, coverage, capability] = r.lever_targets;
        let sold = self.sold.get_mut(&r.partner).expect("its record");
        sold.push(r.revenue);
        let gone = r.event == Event::Gone;
        let trailing: f64 = if gone { 0.0 } else { sold.iter().rev().take(4).sum() };
        let record = serde_json::json!({
            "tier_start": r.tier_start, "tier": r.tier, "event": event, "revenue": r.revenue,
            "trailing": trailing, "score": r.score, "lift": r.lift,
            "lift_parts": {"levers": levers, "pressure": pressure,
                "pulled_forward": pulled_forward, "hangover": hangover},
            "lever_targets": {"commission": commission, "discount": discount, "mdf": mdf,
                "coverage": coverage, "capability": capability},
            "pressure_reason": reason, "cost": r.cost(),
            "cost_parts": {"commission": r.costs[0], "discount": r.costs[1], "mdf": r.costs[2],
                "coverage": r.costs[3], "enable": r.costs[4], "referral": r.costs[5],
                "milestone": r.costs[6]},
            "margin": r.margin, "referrals": r.referrals,
        });
        self.records.insert((self.ids[r.partner].clone(), r.quarter), record);
    }
}

fn recorder(ids: &[String], world: &World) -> Recorder {
    let partners = world.partners.len();
    let record = &world.sales.as_ref().expect("sales").recorded;
    let sold = (0..partners)
        .map(|index| (index, record.iter().skip(index).step_by(partners).copied().collect()));
    Recorder { ids: ids.to_owned(), sold: sold.collect(), records: BTreeMap::new() }
}

/// Every field of the expected record agrees, numbers to 1e-9 relative.
fn agree(actual: &Value, expected: &Value, place: &str) {
    match expected {
        Value::Object(fields) => {
            for (name, value) in fields {
                if name != "id" && name != "t" {
                    agree(&actual[name], value, &format!("{place} {name}"));
                }
            }
        }
        Value::Number(_) => close(number(actual), number(expected), 1e-9, 1e-12, place),
        _ => assert_eq!(actual, expected, "{place}"),
    }
}

fn compare_trace(recorder: &Recorder, expected: &Value) -> usize {
    let records = expected.as_array().expect("records");
    for record in records {
        let id = record["id"].as_str().expect("an id").to_owned();
        let quarter = record["t"].as_u64().and_then(|t| t.try_into().ok()).expect("a quarter");
        let place = format!("{id} in quarter {quarter}:");
        agree(&recorder.records[&(id, quarter)], record, &place);
    }
    records.len()
}

#[test]
fn sim_01_the_trace_without_noise_agrees_in_every_field() {
    let mut s = setting();
    let expected = case("sim_01_deterministic_trace")["expected"].clone();
    let mut shocks = Shocks::new(Noise::Off, &s.world, QUARTERS);
    shocks.draw(s.seed, &s.world, 0);
    for (name, program) in [("baseline", &mut s.baseline), ("alternative", &mut s.alternative)] {
        let mut recorder = recorder(&s.ids, &s.world);
        program.run(&s.world, &shocks, &mut recorder);
        assert_eq!(compare_trace(&recorder, &expected[name]), 40);
        let total = |field: &str| -> f64 {
            recorder.records.values().map(|record| number(&record[field])).sum()
        };
        for field in ["revenue", "cost", "margin"] {
            let key = format!("totals_{name}");
            close(total(field), number(&expected[&key][field]), 1e-9, 0.0, &key);
        }
    }
}

#[test]
fn sim_02_replications_with_noise_agree_in_every_field() {
    let mut s = setting();
    let expected = case("sim_02_stochastic_replications")["expected"].clone();
    for replication in 0..2 {
        let mut shocks = Shocks::new(Noise::On, &s.world, QUARTERS);
        shocks.draw(s.seed, &s.world, replication);
        let mut recorder = recorder(&s.ids, &s.world);
        s.baseline.run(&s.world, &shocks, &mut recorder);
        let name = format!("replication_{replication}_baseline");
        assert_eq!(compare_trace(&recorder, &expected[name]), 40);
    }
}

fn tallies() -> (Tally, Tally) {
    let mut s = setting();
    let first = s.baseline.first_tiers(&s.world);
    let mut pair = (
        Tally::new(4, QUARTERS as usize, 7, first.clone()),
        Tally::new(4, QUARTERS as usize, 7, first),
    );
    let mut shocks = Shocks::new(Noise::On, &s.world, QUARTERS);
    for replication in 0..200 {
        shocks.draw(s.seed, &s.world, replication);
        s.baseline.tally(&s.world, &shocks, replication, &mut pair.0);
        s.alternative.tally(&s.world, &shocks, replication, &mut pair.1);
    }
    pair
}

#[test]
fn sim_02_counts_over_200_replications_agree_exactly() {
    let (baseline, _) = tallies();
    let expected = &case("sim_02_stochastic_replications")["expected"];
    for (quarter, row) in
        expected["tier_mix_count_by_quarter"].as_array().expect("mix").iter().enumerate()
    {
        let counts: Vec<f64> = (0..5)
            .map(|tier| {
                baseline.replications.iter().map(|r| f64::from(r.mix[quarter * 5 + tier])).sum()
            })
            .collect();
        assert_eq!(counts, numbers(row), "quarter {quarter}");
    }
    let pooled = |from: usize, to: usize| -> u64 {
        (0..8).map(|quarter| baseline.transitions[(quarter * 5 + from) * 5 + to]).sum()
    };
    for (from, row) in expected["transition_counts"].as_array().expect("counts").iter().enumerate()
    {
        for (to, count) in row.as_array().expect("a row").iter().enumerate() {
            assert_eq!(pooled(from, to), *count, "from {from} to {to}");
        }
    }
    for (partner, (id, chances)) in expected["prob_reached_next_tier_by_quarter"]
        .as_object()
        .expect("chances")
        .iter()
        .enumerate()
    {
        let seen: Vec<f64> = baseline
            .partner(partner)
            .expect("a partner")
            .reached_next
            .iter()
            .map(|count| f64::from(*count) / 200.0)
            .collect();
        assert_eq!(seen, numbers(chances), "{id}");
    }
}

#[test]
fn sim_02_money_over_200_replications_agrees() {
    let (baseline, alternative) = tallies();
    let expected = &case("sim_02_stochastic_replications")["expected"];
    let mut revenue: Vec<f64> =
        baseline.replications.iter().map(|r| r.revenue.iter().sum()).collect();
    revenue.sort_by(f64::total_cmp);
    for (p, value) in expected["revenue_baseline_quantiles"].as_object().expect("quantiles") {
        let seen = quantile_sorted(&revenue, p.parse().expect("a share"));
        close(seen, number(value), 1e-9, 0.0, p);
    }
    let net = |tally: &Tally| -> Vec<f64> {
        tally
            .replications
            .iter()
            .map(|r| r.margin.iter().sum::<f64>() - r.costs.iter().flatten().sum::<f64>())
            .collect()
    };
    let paired = Paired::new(&net(&alternative), &net(&baseline));
    let benefit = &expected["net_benefit"];
    close(paired.mean, number(&benefit["mean"]), 1e-9, 0.0, "mean");
    let error = number(&benefit["se_common_random_numbers"]);
    close(paired.standard_error, error, 1e-8, 0.0, "paired error");
    let independent = number(&benefit["se_if_independent"]);
    close(paired.standard_error_independent, independent, 1e-8, 0.0, "independent error");
    let first = &alternative.replications[0];
    let totals = &expected["replication_0_alternative_totals"];
    close(first.revenue.iter().sum(), number(&totals["revenue"]), 1e-9, 0.0, "revenue");
    close(first.margin.iter().sum(), number(&totals["margin"]), 1e-9, 0.0, "margin");
    let cost = first.costs.iter().flatten().sum();
    close(cost, number(&totals["cost"]), 1e-9, 0.0, "cost");
}

/// Whoever judges, the same comes out to the bit.
#[test]
fn sim_02_by_the_book_is_the_same() {
    let quick = tallies().0;
    let mut s = setting();
    s.baseline.by_the_book(&s.world, &s.portfolio);
    assert!(!s.baseline.is_plain());
    let mut tally = Tally::new(4, QUARTERS as usize, 7, s.baseline.first_tiers(&s.world));
    let mut shocks = Shocks::new(Noise::On, &s.world, QUARTERS);
    for replication in 0..200 {
        shocks.draw(s.seed, &s.world, replication);
        s.baseline.tally(&s.world, &shocks, replication, &mut tally);
    }
    assert_eq!(tally, quick);
}
