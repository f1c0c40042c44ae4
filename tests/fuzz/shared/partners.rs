//! Small portfolios with everything that can be odd: gaps, texts that list, dates, nothing at all.

use tierlab_engine::portfolio::{
    Cadence, Direction, Kind, Metric, Origin, Partner, Period, Portfolio, Unit,
};

const METRICS: [(&str, Kind, f64); 7] = [
    ("revenue", Kind::Flow, 40_000.0),
    ("margin", Kind::Flow, 9_000.0),
    ("deals", Kind::Flow, 3.0),
    ("staff", Kind::Stock, 4.0),
    ("rating", Kind::Rating, 3.0),
    ("days", Kind::Rating, 25.0),
    ("pipeline", Kind::Stock, 80_000.0),
];

const ATTRIBUTES: [&str; 4] = ["region", "signed", "skills", "joined"];

const TEXTS: [[Option<&str>; 4]; 5] = [
    [Some("EMEA"), Some("yes"), Some("Cloud; Data"), Some("2023-05-01")],
    [Some("emea"), Some("2099-12"), Some("cloud"), Some("2026-01")],
    [Some("Americas"), Some("no"), Some("-"), Some("9999-12")],
    [None, None, None, None],
    [Some("APAC"), Some("perhaps"), Some(";;"), Some("soon")],
];

/// Quarters, months and a cross-section of the same five partners.
pub fn all() -> Vec<Portfolio> {
    let dated = |cadence, part, count| {
        let first = Period::new(cadence, 2024, part).expect("a period");
        (0..count).map(|step| first.plus(step)).collect::<Vec<_>>()
    };
    vec![
        portfolio(dated(Cadence::Quarter, 4, 8)),
        portfolio(dated(Cadence::Month, 2, 14)),
        portfolio(vec![Period::snapshot()]),
    ]
}

fn portfolio(periods: Vec<Period>) -> Portfolio {
    let metrics = METRICS.iter().map(|(key, kind, _)| Metric {
        key: (*key).to_owned(),
        name: (*key).to_owned(),
        kind: *kind,
        unit: if *kind == Kind::Flow { Unit::Money } else { Unit::Points },
        direction: Direction::More,
    });
    let partners = TEXTS.iter().enumerate().map(|(index, texts)| Partner {
        id: format!("P{index}"),
        name: format!("Partner {index}"),
        attributes: texts.iter().map(|text| text.map(str::to_owned)).collect(),
        first_tier: (index == 1).then(|| "Silver".to_owned()),
    });
    let attributes = ATTRIBUTES.map(str::to_owned).to_vec();
    let length = periods.len();
    let mut portfolio =
        Portfolio::new(Origin::Sample, periods, metrics.collect(), attributes, partners.collect());
    for (metric, (_, _, typical)) in METRICS.iter().enumerate() {
        for partner in 0..TEXTS.len() {
            for period in 0..length {
                // Every seventh cell is unknown; the fourth partner has nothing, the fifth zeros.
                let known = (metric + 2 * partner + 3 * period) % 7 != 0 && partner != 3;
                let size = if partner == 4 { 0.0 } else { (1 + partner + period % 3) as f64 };
                if known {
                    portfolio.set(metric, partner, period, typical * size);
                }
            }
        }
    }
    portfolio
}
