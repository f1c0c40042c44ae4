//! The engine's side of the comparison with its peers: the reference model on as many partners as asked
//! for, timed with and without the shocks at hand, and what it came to, as JSON on standard output.
//!
//! Usage: `peer <partners> <quarters> <replications>`

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a benchmark that cannot run stops"
)]

use serde_json::json;
use std::time::Instant;
use tierlab_engine::behaviour::Parameters;
use tierlab_engine::finance::{Benefit, Incentives, Milestone};
use tierlab_engine::portfolio::{
    Cadence, Direction, Kind, Metric, Origin, Partner, Period, Portfolio, Unit,
};
use tierlab_engine::rng::{Seed, Stream};
use tierlab_engine::rules::{
    Aggregation, Dimension, Gate, Ladder, Measure, MovementRules, Part, Program, ScoreModel, Tier,
    ValueFunction,
};
use tierlab_engine::simulation::{
    Driver, Dynamics, Moving, Noise, Replication, Sales, Shocks, Source, Subject, Tally, World,
    replicate,
};

const DIMENSIONS: [(&str, f64); 7] = [
    ("revenue", 0.35),
    ("reach", 0.15),
    ("alignment", 0.15),
    ("velocity", 0.10),
    ("engagement", 0.10),
    ("capability", 0.10),
    ("risk", 0.05),
];
/// Yearly revenue, growth, tier and base level of the partners that recur.
const KINDS: [(f64, f64, u8, f64); 5] = [
    (420e3, 0.07, 1, 60.0),
    (700e3, -0.05, 2, 52.0),
    (1.6e6, -0.06, 3, 71.0),
    (90e3, 0.12, 0, 47.0),
    (260e3, 0.0, 1, 45.0),
];
const SEED: Seed = Seed(0x00c0_ffee_1234_5678);
const ROUNDS: usize = 5;

fn program() -> Program {
    let anchors = vec![(0.0, 0.0), (100e3, 25.0), (400e3, 55.0), (1e6, 80.0), (3e6, 100.0)];
    let dimension = |(key, weight): (&str, f64)| {
        let revenue = key == "revenue";
        let take = if revenue { Aggregation::Sum } else { Aggregation::Last };
        let value = if revenue { anchors.clone() } else { vec![(0.0, 0.0), (100.0, 100.0)] };
        let measure = Measure::of(&[key], 12, take);
        let part = Part::plain(key, measure, ValueFunction::Anchors(value));
        Dimension::mean(key, key, weight, vec![part])
    };
    let gates = |capability, risk| {
        vec![Gate::dimension("capability", capability), Gate::dimension("risk", risk)]
    };
    let benefit = |commission, discount, mdf, manager_hours, enablement_hours| Benefit {
        commission,
        discount,
        mdf,
        manager_hours,
        enablement_hours,
    };
    Program {
        score: ScoreModel::mean(DIMENSIONS.into_iter().map(dimension).collect(), 0.7),
        ladder: Ladder {
            tiers: vec![
                Tier::at("entry", 0.0, Vec::new()),
                Tier::at("growth", 45.0, Vec::new()),
                Tier::at("strategic", 60.0, gates(40.0, 30.0)),
                Tier::at("flagship", 75.0, gates(60.0, 40.0)),
            ],
        },
        movement: MovementRules::simple(3, 2, 1, 4.0),
        incentives: Incentives {
            tiers: vec![
                benefit(0.05, 0.10, 0.0, 2.0, 2.0),
                benefit(0.07, 0.15, 2000.0, 6.0, 4.0),
                benefit(0.09, 0.20, 8000.0, 20.0, 8.0),
                benefit(0.11, 0.25, 25_000.0, 60.0, 12.0),
            ],
            referral_bonus: 500.0,
            referral_value: 2500.0,
            milestones: vec![
                Milestone { revenue: 150e3, bonus: 1000.0 },
                Milestone { revenue: 400e3, bonus: 4000.0 },
            ],
            benefits: Vec::new(),
            budget: None,
        },
        ..Program::bare("Peers", "USD")
    }
}

/// Quarterly revenue of a partner: a kind that recurs, in sizes that do not.
fn sold(index: usize) -> f64 {
    let (yearly, ..) = KINDS[index % 5];
    yearly / 4.0 * (0.5 + (index % 97) as f64 / 97.0)
}

fn levels(index: usize) -> [f64; 6] {
    let (.., base) = KINDS[index % 5];
    [base, base + 5.0, base - 5.0, base, base + 2.0, 70.0]
}

fn world(partners: usize, parameters: &Parameters) -> (World, Portfolio) {
    let id = |index: usize| format!("P-{index:06}");
    let metrics = DIMENSIONS.iter().map(|(key, _)| Metric {
        key: (*key).to_owned(),
        name: (*key).to_owned(),
        kind: if *key == "revenue" { Kind::Flow } else { Kind::Stock },
        unit: if *key == "revenue" { Unit::Money } else { Unit::Points },
        direction: Direction::More,
    });
    let first = Period::new(Cadence::Quarter, 2025, 4).unwrap();
    let people = (0..partners).map(|index| Partner {
        id: id(index),
        name: String::new(),
        attributes: Vec::new(),
        first_tier: None,
    });
    let periods = (0..4).map(|step| first.plus(step)).collect();
    let mut portfolio =
        Portfolio::new(Origin::Sample, periods, metrics.collect(), Vec::new(), people.collect());
    for index in 0..partners {
        for period in 0..4 {
            portfolio.set(0, index, period, sold(index));
            for (metric, level) in levels(index).into_iter().enumerate() {
                portfolio.set(metric + 1, index, period, level);
            }
        }
    }
    let subject = |position: usize| {
        let (_, growth, tier, _) = KINDS[position % 5];
        Subject {
            joined: None,
            position,
            level: sold(position).ln(),
            growth,
            persistence: 0.6,
            volatility: 0.18,
            market_beta: 1.0,
            margin: 0.55,
            tier,
            shock: 0.0,
            referral_rate: 0.3,
            exit_hazard: 0.01,
            response: 1.0,
        }
    };
    let metric = |column: usize| {
        let start: Vec<f64> = (0..partners).map(|index| levels(index)[column - 1]).collect();
        let moving = Moving {
            column,
            block: u32::try_from(column - 1).unwrap(),
            dynamics: Dynamics::Drifting { noise: 2.0, log: false, least: 0.0, most: 100.0 },
            driver: Driver::of(DIMENSIONS[column].0),
            point: 1.0,
            level: start.clone(),
            growth: vec![0.0; partners],
            season: [0.0; 4],
            start: start.clone(),
        };
        (moving, start.repeat(4))
    };
    let revenue: Vec<f64> = (0..partners).map(sold).collect();
    let world = World {
        joining: None,
        partners: (0..partners).map(subject).collect(),
        streams: (0..partners).map(|index| Stream::new(SEED, &id(index))).collect(),
        recorded: 4,
        sales: Some(Sales {
            columns: vec![(0, vec![1.0; partners])],
            recorded: revenue.repeat(4),
            season: [0.0; 4],
        }),
        metrics: (1..7).map(metric).collect(),
        market_volatility: parameters.market_volatility,
        events: Vec::new(),
    };
    (world, portfolio)
}

fn main() {
    let asked: Vec<u32> = std::env::args().skip(1).map(|word| word.parse().unwrap()).collect();
    let [partners, quarters, replications] = asked[..] else { panic!("three whole numbers") };
    let parameters = Parameters::default();
    let program = program();
    let (world, portfolio) = world(partners as usize, &parameters);
    let in_force = [(1, &program)];
    let mut run = Replication::new(&world, &portfolio, &in_force, &program, &parameters, quarters);
    let mut shocks = Shocks::new(Noise::On, &world, quarters);
    let first = run.first_tiers(&world);
    let empty = || Tally::new(4, quarters as usize, 7, first.clone());
    let (mut fresh, mut at_hand, mut last) = (f64::MAX, f64::MAX, empty());
    for _ in 0..ROUNDS {
        let mut tally = empty();
        let begun = Instant::now();
        for replication in 0..replications {
            let source = Source::Fresh(SEED, &mut shocks);
            replicate(&world, source, replication, &mut [(&mut run, &mut tally)]);
        }
        fresh = fresh.min(begun.elapsed().as_secs_f64());
        last = tally;
    }
    let drawn: Vec<Shocks> = (0..replications)
        .map(|replication| {
            shocks.draw(SEED, &world, replication);
            shocks.clone()
        })
        .collect();
    for _ in 0..ROUNDS {
        let mut tally = empty();
        let begun = Instant::now();
        for (replication, shocks) in (0..).zip(&drawn) {
            run.tally(&world, shocks, replication, &mut tally);
        }
        at_hand = at_hand.min(begun.elapsed().as_secs_f64());
        assert_eq!(tally, last, "shocks at hand give the same numbers");
    }
    let cells = f64::from(partners) * f64::from(quarters) * f64::from(replications);
    let total = |of: fn(&tierlab_engine::simulation::ReplicationTotals) -> f64| -> f64 {
        last.replications.iter().map(of).sum()
    };
    let mut mix = [0_u64; 5];
    for totals in &last.replications {
        for (slot, count) in mix.iter_mut().zip(&totals.mix[(quarters as usize - 1) * 5..]) {
            *slot += u64::from(*count);
        }
    }
    println!(
        "{}",
        json!({
            "ns_uncached": fresh / cells * 1e9,
            "ns_cached": at_hand / cells * 1e9,
            "revenue": total(|t| t.revenue.iter().sum()),
            "margin": total(|t| t.margin.iter().sum()),
            "cost": total(|t| t.costs.iter().flatten().sum()),
            "mix": mix,
        })
    );
}
