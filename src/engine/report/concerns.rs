//! What in the data of partners needs a look: figures far from the partner's own, figures that cannot be, records
//! that stop, partners that seem to be there twice, and what it would change to leave the figures out.
//!
//! A figure is far off when its modified z-score (Iglewicz and Hoaglin 1993) is beyond [`FAR`]: among the partner's
//! own periods where there are at least [`ENOUGH`], among all partners in a cross-section. The spread of few periods
//! is known badly: it is taken for no less than that of all partners around their own medians. Money is looked at by
//! its logarithm and counts by their square root (Anscombe 1948), so that the spread does not grow with the size.
//! The limit is wider than the 3.5 of the source, as thousands of figures are looked at.

use super::PartnersNow;
use crate::portfolio::{Cadence, Kind, Metric, Portfolio, Unit};
use crate::rules::Program;
use crate::stats::{RobustScores, RobustSpread, ln, robust_scores};
use std::collections::BTreeMap;

/// Modified z-score beyond which a figure is far off.
pub const FAR: f64 = 6.0;
/// Known periods a partner needs before its own are compared.
pub const ENOUGH: usize = 6;

/// One figure: partner, metric and period by their positions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell {
    /// The partner.
    pub partner: usize,
    /// The metric.
    pub metric: usize,
    /// The period.
    pub period: usize,
}

/// What needs a look, in the order of partners.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Concerns {
    /// Figures far from the others.
    pub outliers: Vec<Cell>,
    /// Figures that cannot be: shares outside 0 to 100 %, counts and days below 0.
    pub impossible: Vec<Cell>,
    /// Money of a period below 0: a credit note, or a wrong sign.
    pub negative: Vec<Cell>,
    /// Partners without a figure in the last half year on record, with the last period that has one.
    pub stale: Vec<(usize, usize)>,
    /// Partners that share a name or every figure with an earlier one, which comes second.
    pub duplicates: Vec<(usize, usize)>,
    /// Partners first heard of after the record begins, with their first period.
    pub joined: Vec<(usize, usize)>,
}

/// What leaving some figures out would change.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Effect {
    /// Partners whose score differs.
    pub scores: usize,
    /// Partners that would stand in another tier.
    pub tiers: usize,
    /// Largest difference of a score, in points.
    pub largest: f64,
}

/// Looks through a portfolio.
pub fn concerns(portfolio: &Portfolio) -> Concerns {
    let mut found = Concerns { duplicates: duplicates(portfolio), ..Concerns::default() };
    let periods = portfolio.periods().len();
    for metric in 0..portfolio.metrics().len() {
        signs(portfolio, metric, &mut found);
        if periods == 1 {
            across(portfolio, metric, &mut found.outliers);
        } else {
            along(portfolio, metric, &mut found.outliers);
        }
    }
    for list in [&mut found.outliers, &mut found.impossible, &mut found.negative] {
        list.sort_unstable();
    }
    let recent = match portfolio.cadence() {
        Cadence::Quarter => 2,
        Cadence::Month => 6,
        Cadence::Snapshot => return found,
    };
    for partner in 0..portfolio.partners().len() {
        let known = |period: &usize| is_known(portfolio, partner, *period);
        let Some(first) = (0..periods).find(known) else { continue };
        let last = (0..periods).rfind(known).unwrap_or(first);
        if first > 0 {
            found.joined.push((partner, first));
        }
        if last + recent < periods {
            found.stale.push((partner, last));
        }
    }
    found
}

/// What a program makes of partners without some of their figures, against all of them.
pub fn effect(
    program: &Program,
    portfolio: &Portfolio,
    now: &PartnersNow,
    without: &[Cell],
) -> Effect {
    if without.is_empty() {
        return Effect::default();
    }
    let mut rest = portfolio.clone();
    for cell in without {
        rest.set(cell.metric, cell.partner, cell.period, f64::NAN);
    }
    let then = PartnersNow::of(program, &rest);
    let mut effect = Effect {
        tiers: now.standing.iter().zip(&then.standing).filter(|(now, then)| now != then).count(),
        ..Effect::default()
    };
    for (now, then) in now.score.iter().zip(&then.score) {
        if now.is_nan() && then.is_nan() {
            continue;
        }
        effect.scores += usize::from(now.to_bits() != then.to_bits());
        // From or to an unknown score there is no distance.
        effect.largest = effect.largest.max((now - then).abs());
    }
    effect
}

fn is_known(portfolio: &Portfolio, partner: usize, period: usize) -> bool {
    (0..portfolio.metrics().len()).any(|metric| portfolio.value(metric, partner, period).is_some())
}

/// Figures of a metric that cannot be, and money below 0.
fn signs(portfolio: &Portfolio, position: usize, found: &mut Concerns) {
    let Some(metric) = portfolio.metrics().get(position) else { return };
    for partner in 0..portfolio.partners().len() {
        for (period, value) in portfolio.history(position, partner).iter().enumerate() {
            let cell = Cell { partner, metric: position, period };
            let share = (0.0..=100.0).contains(value) || value.is_nan();
            match metric.unit {
                Unit::Money if *value < 0.0 => found.negative.push(cell),
                Unit::Count | Unit::Days if *value < 0.0 => found.impossible.push(cell),
                // A share of growth may be any.
                Unit::Percent if metric.kind == Kind::Rating && !share => {
                    found.impossible.push(cell);
                }
                _ => {}
            }
        }
    }
}

/// A figure on the scale where spread does not depend on size; `None` where it has no place there.
fn scaled(metric: &Metric, value: f64) -> Option<f64> {
    match metric.unit {
        _ if value.is_nan() => None,
        Unit::Money => (value > 0.0).then(|| ln(value)),
        Unit::Count | Unit::Days => (value >= 0.0).then(|| value.sqrt()),
        Unit::Percent | Unit::Points => Some(value),
    }
}

/// Figures far from the partner's own.
fn along(portfolio: &Portfolio, position: usize, found: &mut Vec<Cell>) {
    let Some(metric) = portfolio.metrics().get(position) else { return };
    let known = |partner: usize| -> Vec<(usize, f64)> {
        let history = portfolio.history(position, partner).iter().enumerate();
        history.filter_map(|(period, value)| Some((period, scaled(metric, *value)?))).collect()
    };
    let partners = 0..portfolio.partners().len();
    let all: Vec<f64> = partners.clone().flat_map(|p| distances(&known(p)).1).collect();
    let Some(pooled) = robust_scores(&all).ok().filter(is_spread).map(|robust| robust.spread)
    else {
        return;
    };
    for partner in partners {
        let known = known(partner);
        let (own, distances) = distances(&known);
        let limit = FAR * own.max(pooled);
        for ((period, _), distance) in known.iter().zip(distances) {
            if distance.abs() > limit {
                found.push(Cell { partner, metric: position, period: *period });
            }
        }
    }
}

/// Figures of a cross-section far from those of the other partners.
fn across(portfolio: &Portfolio, position: usize, found: &mut Vec<Cell>) {
    let Some(metric) = portfolio.metrics().get(position) else { return };
    let partners = 0..portfolio.partners().len();
    let known = partners.filter_map(|partner| {
        Some((partner, scaled(metric, portfolio.value(position, partner, 0)?)?))
    });
    let known: Vec<(usize, f64)> = known.collect();
    let (spread, distances) = distances(&known);
    for ((partner, _), distance) in known.iter().zip(distances) {
        if distance.abs() > FAR * spread {
            found.push(Cell { partner: *partner, metric: position, period: 0 });
        }
    }
}

/// Spread of some values around their median, on the scale of a standard deviation, and how far each is from it;
/// nothing where they are too few or where most are the same: among deals that are rare, one is no surprise.
fn distances(known: &[(usize, f64)]) -> (f64, Vec<f64>) {
    let values: Vec<f64> = known.iter().map(|(_, value)| *value).collect();
    let robust =
        robust_scores(&values).ok().filter(|robust| known.len() >= ENOUGH && is_spread(robust));
    robust.map_or_else(Default::default, |robust| {
        (robust.spread, values.iter().map(|value| value - robust.median).collect())
    })
}

fn is_spread(robust: &RobustScores) -> bool {
    robust.measured_by == RobustSpread::MedianDeviation
}

/// Partners whose name, or whose every figure, an earlier one has.
fn duplicates(portfolio: &Portfolio) -> Vec<(usize, usize)> {
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    let mut figures: BTreeMap<Vec<u64>, usize> = BTreeMap::new();
    let mut found = Vec::new();
    for (position, partner) in portfolio.partners().iter().enumerate() {
        let words = partner.name.split_whitespace().map(str::to_lowercase);
        let name = words.collect::<Vec<_>>().join(" ");
        let same_name =
            (partner.name != partner.id).then(|| *names.entry(name).or_insert(position));
        let metrics = 0..portfolio.metrics().len();
        let bits =
            metrics.flat_map(|metric| portfolio.history(metric, position)).map(|v| v.to_bits());
        let bits: Vec<u64> = bits.collect();
        // Few figures are alike by chance.
        let known = bits.iter().filter(|bits| !f64::from_bits(**bits).is_nan()).count();
        let alike = (known >= ENOUGH).then(|| *figures.entry(bits).or_insert(position));
        let earlier = [same_name, alike].into_iter().flatten().find(|earlier| *earlier != position);
        found.extend(earlier.map(|earlier| (position, earlier)));
    }
    found
}
