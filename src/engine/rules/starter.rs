//! A first program for partners nobody has scored yet: seven dimensions where the metrics allow
//! them, anchors and thresholds from the portfolio's own spread, rounded to numbers people say.
//!
//! Anchors are taken once and then fixed, so later partners do not move earlier scores. This is a
//! starting point to edit, not a recommendation.

use super::{
    Aggregation, Dimension, Evaluation, Gate, Ladder, Measure, MovementRules, Part, Program,
    ScoreModel, Tier, ValueFunction,
};
use crate::finance::{Benefit, Incentives};
use crate::portfolio::{Direction, Kind, Metric, Portfolio, Unit};
use crate::stats::{nice, quantile_sorted};

/// Key, name and weight of the default dimensions.
const DIMENSIONS: [(&str, &str, f64); 7] = [
    ("revenue", "Revenue", 0.35),
    ("reach", "Market reach", 0.15),
    ("alignment", "Strategic alignment", 0.15),
    ("velocity", "Velocity", 0.10),
    ("engagement", "Engagement", 0.10),
    ("capability", "Capability", 0.10),
    ("risk", "Risk", 0.05),
];

/// Which dimension a known metric speaks for; all others speak for reach.
fn dimension_of(key: &str) -> &'static str {
    match key {
        "revenue" => "revenue",
        "co_investment" => "alignment",
        "deal_cycle_days" | "deals_won" | "orders" => "velocity",
        "csat" | "retention" => "engagement",
        "certified_staff" | "training_completion" => "capability",
        "risk_rating" => "risk",
        _ => "reach",
    }
}

/// Writes a first program for a portfolio; `None` when no metric adds up to revenue.
pub fn starter_program(portfolio: &Portfolio) -> Option<Program> {
    let revenue = revenue_metrics(portfolio)?;
    let dimensions: Vec<Dimension> = DIMENSIONS
        .iter()
        .filter_map(|(key, name, weight)| {
            let parts = if *key == "revenue" {
                vec![revenue_part(portfolio, &revenue)]
            } else {
                parts_of(portfolio, key, &revenue)
            };
            (!parts.is_empty()).then(|| Dimension::mean(key, name, *weight, parts))
        })
        .collect();
    let mut program = Program {
        score: ScoreModel::mean(dimensions, 0.7),
        movement: MovementRules::simple(3, 2, 1, 4.0),
        ..Program::bare("Starter program", "USD")
    };
    program.ladder = ladder(portfolio, &program);
    program.incentives = incentives(portfolio, &program);
    Some(program)
}

/// The revenue metric, or all money flows, or all flows of whatever is counted.
fn revenue_metrics(portfolio: &Portfolio) -> Option<Vec<String>> {
    if portfolio.metric_index("revenue").is_some() {
        return Some(vec!["revenue".to_owned()]);
    }
    let flows = |unit: Option<&Unit>| -> Vec<String> {
        portfolio
            .metrics()
            .iter()
            .filter(|metric| metric.kind == Kind::Flow && unit.is_none_or(|u| metric.unit == *u))
            .map(|metric| metric.key.clone())
            .collect()
    };
    [flows(Some(&Unit::Money)), flows(None)].into_iter().find(|keys| !keys.is_empty())
}

fn revenue_part(portfolio: &Portfolio, keys: &[String]) -> Part {
    let metrics: Vec<&str> = keys.iter().map(String::as_str).collect();
    let measure = Measure::of(&metrics, 12, Aggregation::Sum);
    let known = measured(portfolio, &measure);
    let at = |p: f64| nice(quantile_sorted(&known, p));
    let anchors = vec![(0.0, 0.0), (at(0.25), 25.0), (at(0.5), 45.0), (at(0.9), 80.0)];
    let anchors = ascending(anchors, (at(1.0), 100.0));
    let name = match keys {
        [_] => "Revenue".to_owned(),
        _ => format!("Sum of {} columns", keys.len()),
    };
    Part::plain(&name, measure, ValueFunction::Anchors(anchors))
}

fn parts_of(portfolio: &Portfolio, dimension: &str, revenue: &[String]) -> Vec<Part> {
    portfolio
        .metrics()
        .iter()
        .filter(|metric| dimension_of(&metric.key) == dimension)
        // A product line speaks for reach as well as for revenue: breadth beside size.
        .filter(|metric| {
            metric.key != "revenue" && (dimension == "reach" || !is_in(metric, revenue))
        })
        .map(|metric| starter_part(portfolio, metric))
        .collect()
}

fn is_in(metric: &Metric, keys: &[String]) -> bool {
    keys.contains(&metric.key)
}

/// A part of a score for one metric: its usual measure, and a curve over the range that partners are
/// spread over. Where less is better, it falls.
pub fn starter_part(portfolio: &Portfolio, metric: &Metric) -> Part {
    let measure = Measure::usual(&metric.key, metric.kind);
    let known = measured(portfolio, &measure);
    let at = |p: f64| nice(quantile_sorted(&known, p));
    let [low, middle, high] = match metric.direction {
        Direction::More => [20.0, 50.0, 90.0],
        Direction::Less => [90.0, 50.0, 20.0],
    };
    let anchors = ascending(vec![(at(0.05), low), (at(0.5), middle)], (at(0.95), high));
    let value = match anchors.as_slice() {
        // Everyone is alike: a neutral value says nothing either way.
        [(x, _)] => ValueFunction::Anchors(vec![(*x, 50.0)]),
        _ => ValueFunction::Anchors(anchors),
    };
    Part::plain(&metric.name, measure, value)
}

/// Keeps anchors whose measure rises; the last one always stays.
fn ascending(anchors: Vec<(f64, f64)>, last: (f64, f64)) -> Vec<(f64, f64)> {
    let mut kept: Vec<(f64, f64)> = Vec::new();
    for anchor in anchors {
        let rises = kept.last().is_none_or(|before| anchor.0 > before.0);
        if rises && anchor.0 < last.0 {
            kept.push(anchor);
        }
    }
    if last.0.is_finite() {
        kept.push(last);
    }
    if kept.is_empty() { vec![(0.0, 0.0)] } else { kept }
}

fn measured(portfolio: &Portfolio, measure: &Measure) -> Vec<f64> {
    let bare = Program::bare("", "");
    let column = Evaluation::now(&bare, portfolio).measured(measure);
    let mut known: Vec<f64> = column.into_iter().filter(|value| !value.is_nan()).collect();
    known.sort_by(f64::total_cmp);
    known
}

fn ladder(portfolio: &Portfolio, program: &Program) -> Ladder {
    let evaluation = Evaluation::now(program, portfolio);
    let scores = &evaluation.score().score;
    let mut scores: Vec<f64> = scores.iter().copied().filter(|score| !score.is_nan()).collect();
    scores.sort_by(f64::total_cmp);
    let gate = |key: &str, minimum: f64| {
        let dimension = program.score.dimension_index(key);
        dimension.map(|_| Gate::dimension(key, minimum)).into_iter().collect::<Vec<_>>()
    };
    let steps = [
        ("Growth", 0.45, 90.0, Vec::new()),
        ("Strategic", 0.80, 95.0, gate("capability", 35.0)),
        ("Flagship", 0.95, 99.0, gate("capability", 50.0)),
    ];
    let mut tiers = vec![Tier::at("Entry", 0.0, Vec::new())];
    let mut below = 0.0;
    // The limits leave room for the tiers above, so that lines rise even where all score alike.
    for (name, share, limit, gates) in steps {
        let quantile = quantile_sorted(&scores, share);
        let quantile = if quantile.is_finite() { quantile } else { share * 100.0 };
        let threshold = libm::round(quantile).clamp(below + 2.0, limit);
        below = threshold;
        tiers.push(Tier::at(name, threshold, gates));
    }
    Ladder { tiers }
}

/// Commission and discount as usual shares; money and hours in proportion to what a tier sells.
fn incentives(portfolio: &Portfolio, program: &Program) -> Incentives {
    let shares = [
        (0.08, 0.0, 0.0, 0.002, 0.001),
        (0.11, 0.03, 0.01, 0.006, 0.003),
        (0.15, 0.05, 0.02, 0.010, 0.004),
        (0.18, 0.08, 0.03, 0.014, 0.004),
    ];
    let typical = typical_quarter(portfolio, program);
    let tiers = shares
        .iter()
        .zip(typical)
        .map(|((commission, discount, mdf, manager, enablement), revenue)| Benefit {
            commission: *commission,
            discount: *discount,
            // Funds too small to be worth handling are none.
            mdf: if mdf * revenue < 50.0 { 0.0 } else { nice(mdf * revenue) },
            manager_hours: libm::round(manager * revenue / 80.0),
            enablement_hours: libm::round(enablement * revenue / 60.0),
        })
        .collect();
    Incentives { tiers, ..Incentives::none(0) }
}

/// Median quarterly revenue of the partners in each tier; a tier without partners takes twice the
/// one below.
fn typical_quarter(portfolio: &Portfolio, program: &Program) -> Vec<f64> {
    let mut by_tier: Vec<Vec<f64>> = vec![Vec::new(); program.ladder.tiers.len()];
    let evaluation = Evaluation::now(program, portfolio);
    let revenue = program.score.dimensions().first().and_then(|d| d.parts.first());
    let years = revenue.map(|part| evaluation.measured(&part.measure)).unwrap_or_default();
    for (partner, year) in years.into_iter().enumerate().filter(|(_, year)| !year.is_nan()) {
        // What the numbers say, not what the source names: the tiers are new.
        let tier = evaluation.qualification(partner).tier;
        if let Some(list) = by_tier.get_mut(tier) {
            list.push(year / 4.0);
        }
    }
    let mut below = 0.0;
    by_tier
        .iter_mut()
        .map(|list| {
            list.sort_by(f64::total_cmp);
            let middle = quantile_sorted(list, 0.5);
            below = if middle.is_finite() { middle } else { 2.0 * below };
            below
        })
        .collect()
}
