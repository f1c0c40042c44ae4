//! How long the design checker takes on a program of 60 rules, alone and with 10,000 partners.

use criterion::Criterion;
use std::hint::black_box;
use tierlab_engine::checker::{Code, check_design};
use tierlab_engine::finance::{Benefit, Incentives};
use tierlab_engine::portfolio::{
    Cadence, Direction, Kind, Metric, Origin, Partner, Period, Portfolio, Unit,
};
use tierlab_engine::rules::{
    Aggregation, Band, Comparator, Dimension, Gate, Keep, Ladder, Measure, MovementRules, Part,
    Places, Program, Quantity, Rule, ScoreModel, Source, Status, Threshold, Tier, Ties,
    ValueFunction, check,
};

const PARTNERS: usize = 10_000;
const QUARTERS: i32 = 8;

/// Key, kind, unit, direction, and the level that is usual.
const METRICS: [(&str, Kind, Unit, Direction, f64); 12] = [
    ("revenue", Kind::Flow, Unit::Money, Direction::More, 100_000.0),
    ("new_customers", Kind::Flow, Unit::Count, Direction::More, 3.0),
    ("deals", Kind::Flow, Unit::Count, Direction::More, 6.0),
    ("referrals", Kind::Flow, Unit::Count, Direction::More, 2.0),
    ("certified", Kind::Stock, Unit::Count, Direction::More, 8.0),
    ("csat", Kind::Rating, Unit::Points, Direction::More, 4.0),
    ("renewal_rate", Kind::Rating, Unit::Percent, Direction::More, 85.0),
    ("days_to_close", Kind::Stock, Unit::Days, Direction::Less, 60.0),
    ("activities", Kind::Flow, Unit::Count, Direction::More, 9.0),
    ("pipeline", Kind::Stock, Unit::Money, Direction::More, 250_000.0),
    ("integrations", Kind::Stock, Unit::Count, Direction::More, 2.0),
    ("open_tickets", Kind::Stock, Unit::Count, Direction::Less, 5.0),
];

/// Levels and changes from a fixed sequence; two cells in a hundred are unknown.
fn portfolio() -> Portfolio {
    let metrics = METRICS.iter().map(|(key, kind, unit, direction, _)| Metric {
        key: (*key).to_owned(),
        name: key.replace('_', " "),
        kind: *kind,
        unit: *unit,
        direction: *direction,
    });
    let (regions, types) = (["AMER", "APAC", "DACH", "LATAM", "UKI"], ["Reseller", "ISV", "SI"]);
    let partners = (0..PARTNERS).map(|number| Partner {
        id: format!("P-{number:05}"),
        name: format!("Partner {number}"),
        attributes: [
            regions.get(number % 5).map(|region| (*region).to_owned()),
            types.get(number / 5 % 3).map(|kind| (*kind).to_owned()),
            Some(format!("20{:02}-{:02}", 10 + number % 15, 1 + number % 12)),
            Some(format!("202{}-06", 5 + number % 4)),
        ]
        .to_vec(),
        first_tier: None,
    });
    let columns = ["region", "type", "joined", "security_review"].map(str::to_owned);
    let first = Period::new(Cadence::Quarter, 2025, 1).unwrap();
    let periods = (0..QUARTERS).map(|step| first.plus(step)).collect();
    let (metrics, partners) = (metrics.collect(), partners.collect());
    let mut portfolio =
        Portfolio::new(Origin::Sample, periods, metrics, columns.to_vec(), partners);
    let mut state = 1_u64;
    let mut next = || {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 40) as f64 / f64::from(1_u32 << 24)
    };
    for partner in 0..PARTNERS {
        for (metric, (_, _, unit, _, usual)) in METRICS.iter().enumerate() {
            let level = 2.0 * usual * next();
            for period in 0..QUARTERS {
                let value = level * (0.9 + 0.2 * next()) * (1.0 + 0.02 * f64::from(period));
                let value = match unit {
                    Unit::Points => (1.0 + value / 2.0).min(5.0),
                    Unit::Percent => value.min(100.0),
                    Unit::Count | Unit::Days => value.round(),
                    Unit::Money => value,
                };
                let known = next() >= 0.02;
                let period = usize::try_from(period).unwrap();
                portfolio.set(metric, partner, period, if known { value } else { f64::NAN });
            }
        }
    }
    portfolio
}

fn sum(key: &str) -> Measure {
    Measure::of(&[key], 12, Aggregation::Sum)
}

fn last(key: &str) -> Measure {
    Measure::of(&[key], 12, Aggregation::Last)
}

fn growth(key: &str) -> Measure {
    let of = Box::new(sum(key));
    Measure::plain(Source::Change { of, months: 12, relative: true })
}

fn by_region(apac: f64, otherwise: f64) -> Quantity {
    Quantity::By {
        attribute: "region".to_owned(),
        values: vec![("APAC".to_owned(), apac), ("LATAM".to_owned(), 0.5 * (apac + otherwise))],
        otherwise: Some(otherwise),
    }
}

fn up_to(top: f64) -> ValueFunction {
    ValueFunction::Anchors(vec![(0.0, 0.0), (0.3 * top, 40.0), (0.6 * top, 70.0), (top, 100.0)])
}

fn line(target: Quantity) -> ValueFunction {
    ValueFunction::Linear { from: 0.0, target, points: 100.0.into() }
}

fn steps(starts: &[f64]) -> ValueFunction {
    let end = |index: usize| starts.get(index + 1).copied();
    let band = |(index, from): (usize, &f64)| Band {
        from: Some(*from),
        from_included: true,
        to: end(index),
        to_included: false,
        points: 100.0 * (index + 1) as f64 / starts.len() as f64,
    };
    ValueFunction::Bands(starts.iter().enumerate().map(band).collect())
}

fn rank(group: Option<&str>, less_is_better: bool) -> ValueFunction {
    ValueFunction::Rank { group: group.map(str::to_owned), points: 100.0, less_is_better }
}

/// Eighteen parts in seven dimensions: curves, lines by region, bands, ranks, a product.
fn score() -> ScoreModel {
    let part = |measure: Measure, value: ValueFunction| Part::plain("Part", measure, value);
    let per_deal = Measure::plain(Source::Ratio {
        of: Box::new(sum("revenue")),
        over: Box::new(sum("deals")),
        times: 1.0,
    });
    let tenure = Measure::plain(Source::Tenure("joined".to_owned()));
    let rate = ValueFunction::Rate {
        points: 5.0.into(),
        per: by_region(0.5, 1.0),
        whole: false,
        most: Some(100.0),
    };
    // More than twelve activities a quarter count less: partners are tried on it.
    let busy = ValueFunction::Anchors(vec![(0.0, 0.0), (48.0, 100.0), (96.0, 70.0)]);
    let fast = ValueFunction::Anchors(vec![(20.0, 100.0), (60.0, 60.0), (120.0, 0.0)]);
    let few = ValueFunction::Anchors(vec![(0.0, 100.0), (12.0, 0.0)]);
    let retained = Part {
        times: vec![(last("csat"), ValueFunction::Anchors(vec![(1.0, 0.2), (5.0, 1.0)]))],
        ..part(last("renewal_rate"), steps(&[50.0, 70.0, 80.0, 90.0, 95.0]))
    };
    let built = Part {
        when: Some(Gate::from(Rule::Is {
            attribute: "type".to_owned(),
            values: vec!["ISV".to_owned(), "SI".to_owned()],
        })),
        ..part(last("integrations"), steps(&[1.0, 2.0, 4.0]))
    };
    let curve = ValueFunction::Logistic { middle: 0.1, spread: 0.1, points: 100.0 };
    let dimensions = [
        (
            "revenue",
            0.3,
            vec![
                part(sum("revenue"), line(by_region(500_000.0, 1_000_000.0))),
                part(growth("revenue"), curve.clone()),
                part(per_deal, up_to(40_000.0)),
            ],
        ),
        (
            "reach",
            0.15,
            vec![
                part(sum("new_customers"), rate),
                part(sum("referrals"), up_to(12.0)),
                part(growth("new_customers"), curve),
            ],
        ),
        ("alignment", 0.1, vec![part(last("pipeline"), rank(Some("region"), false)), built]),
        (
            "velocity",
            0.1,
            vec![
                part(last("days_to_close"), fast),
                part(last("days_to_close"), rank(None, true)),
                part(sum("deals"), up_to(36.0)),
            ],
        ),
        (
            "engagement",
            0.1,
            vec![
                part(sum("activities"), busy),
                part(tenure, ValueFunction::Hill { half: 36.0, n: 1.0, points: 100.0 }),
            ],
        ),
        (
            "capability",
            0.15,
            vec![
                part(last("certified"), line(by_region(6.0, 10.0))),
                part(last("certified"), rank(Some("type"), false)),
                part(last("csat"), up_to(5.0)),
            ],
        ),
        ("risk", 0.1, vec![part(last("open_tickets"), few), retained]),
    ];
    let dimensions = dimensions
        .map(|(key, weight, parts)| Dimension::mean(key, &format!("The {key}"), weight, parts));
    ScoreModel::mean(dimensions.to_vec(), 0.7)
}

/// Eleven conditions; how much they ask grows with the height of the tier, 1 to 3.
fn gates(height: f64) -> Vec<Gate> {
    let at_most = |measure: Measure, line: f64| {
        Gate::from(Rule::Compare { measure, comparator: Comparator::AtMost, line: line.into() })
    };
    let customers = Gate::at_least(sum("new_customers"), 4.0 * height);
    let options = vec![
        Gate::at_least(sum("deals"), 12.0 * height),
        Gate::at_least(last("pipeline"), 150_000.0 * height),
        Gate::at_least(last("integrations"), height),
    ];
    vec![
        Gate::at_least(sum("revenue"), by_region(60_000.0 * height, 120_000.0 * height)),
        Gate::dimension("capability", 15.0 * height),
        Gate::from(Rule::AtLeast { count: 2, must: vec![customers], of: options }),
        Gate::from(Rule::Any(vec![
            Gate::at_least(growth("revenue"), 0.05 * height),
            at_most(last("days_to_close"), 60.0 / height),
        ])),
        Gate::from(Rule::When {
            when: Box::new(Gate::from(Rule::Is {
                attribute: "type".to_owned(),
                values: vec!["ISV".to_owned()],
            })),
            then: Box::new(Gate::at_least(last("integrations"), 1.0)),
        }),
        Gate::from(Rule::Attested("security_review".to_owned())),
    ]
}

fn program() -> Program {
    let top = Gate::from(Rule::Top {
        measure: sum("revenue"),
        less_is_better: false,
        share: 0.2,
        group: Some("region".to_owned()),
        places: Places::Down,
        ties: Ties::Included,
        smallest_group: 10,
    });
    let steady =
        Gate::from(Rule::Each { periods: 2, gate: Box::new(Gate::at_least(last("csat"), 2.0)) });
    let named = [("Growth", 40.0, 1.0), ("Strategic", 50.0, 2.0), ("Flagship", 60.0, 3.0)];
    let mut tiers = vec![Tier::at("Entry", 0.0, vec![])];
    tiers.extend(named.map(|(name, points, height)| Tier {
        threshold: Some(Threshold::at_least(by_region(points - 5.0, points))),
        ..Tier::at(name, points, gates(height))
    }));
    if let Some(flagship) = tiers.last_mut() {
        flagship.gates.extend([top, steady, Gate::from(Rule::Status("expert".to_owned()))]);
        flagship.keep = Some(Keep {
            threshold: Some(Threshold::at_least(by_region(52.0, 57.0))),
            gates: gates(2.0).into_iter().take(1).collect(),
        });
    }
    let expert = Gate::at_least(last("certified"), 12.0);
    let levers = [0.05, 0.08, 0.11, 0.14].map(|commission| Benefit { commission, ..Benefit::NONE });
    Program {
        score: score(),
        incentives: Incentives { tiers: levers.to_vec(), ..Incentives::none(4) },
        movement: MovementRules::simple(3, 1, 0, 0.0),
        statuses: vec![Status {
            key: "expert".to_owned(),
            name: "Expert".to_owned(),
            gate: expert,
        }],
        ladder: Ladder { tiers },
        ..Program::bare("Sixty rules", "USD")
    }
}

pub fn checker(c: &mut Criterion) {
    let (program, portfolio) = (program(), portfolio());
    check(&program).unwrap();
    // As many rules as it says, and work for every check.
    let found = check_design(&program, Some(&portfolio));
    let counted = found.iter().find(|finding| finding.code == Code::TooManyRules).unwrap();
    assert!(counted.sentence.contains("60 rules"), "{}", counted.sentence);
    c.bench_function("checker: 60 rules on 10,000 partners", |b| {
        b.iter(|| black_box(check_design(&program, Some(&portfolio))));
    });
    c.bench_function("checker: 60 rules alone", |b| {
        b.iter(|| black_box(check_design(&program, None)));
    });
}
