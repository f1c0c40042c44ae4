//! What a partner can try: its own figures, each within a range that makes sense for it.
//!
//! A flow is tried as its total of twelve months, everything else as its level. The range reaches from nothing, or
//! for a rating from the lowest place that a rule knows, to twice what it is now or to the next place of a rule
//! above, whichever is more.

use super::PartnerView;
use super::make::{every_gate, measures};
use crate::explain::{Lexicon, Scale};
use crate::portfolio::{Cadence, Kind, Metric, Portfolio, Unit};
use crate::rules::{Aggregation, Measure, Part, Rule, ValueFunction, Window};

/// Steps that a range has at least.
const STEPS: f64 = 100.0;
/// Things that can be tried where there are none.
const FEW: f64 = 10.0;

/// One figure that can be tried.
#[derive(Debug, Clone, PartialEq)]
pub struct Lever {
    /// Position of the metric in the view's portfolio.
    pub metric: usize,
    /// Name inside a sentence.
    pub name: String,
    /// What it is counted in.
    pub scale: Scale,
    /// Whether it is a total of twelve months.
    pub yearly: bool,
    /// What it is now.
    pub now: f64,
    /// Least that can be tried.
    pub least: f64,
    /// Most that can be tried.
    pub most: f64,
    /// From one value that can be tried to the next, counted from what it is now.
    pub step: f64,
    /// Whether less is better.
    pub lower: bool,
}

impl Lever {
    /// The value so many steps from what it is now, within the range.
    pub fn at(&self, steps: i32) -> f64 {
        (self.now + f64::from(steps) * self.step).clamp(self.least, self.most)
    }

    /// Steps down to the least and up to the most.
    #[expect(clippy::cast_possible_truncation, reason = "ranges have a few hundred steps")]
    pub fn range(&self) -> (i32, i32) {
        let whole = |distance: f64| libm::floor(distance / self.step + 1e-9) as i32;
        (-whole(self.now - self.least), whole(self.most - self.now))
    }
}

/// The figures that can be tried, in the order of the portfolio; those that are unknown cannot.
pub fn levers(view: &PartnerView) -> Vec<Lever> {
    let lexicon = Lexicon::new(&view.program, Some(&view.portfolio));
    let metrics = view.portfolio.metrics().iter().enumerate();
    metrics.filter_map(|(index, metric)| lever(view, &lexicon, index, metric)).collect()
}

fn lever(
    view: &PartnerView,
    lexicon: &Lexicon<'_>,
    index: usize,
    metric: &Metric,
) -> Option<Lever> {
    let now = level_now(&view.portfolio, index)?;
    let (marks, lower) = places(view, metric);
    if marks.is_empty() {
        return None;
    }
    let yearly = metric.kind == Kind::Flow;
    let next = marks.iter().copied().find(|mark| *mark > now * 1.0001 + 1e-9);
    let top = marks.last().copied().unwrap_or(now);
    let whole = metric.unit == Unit::Count && metric.kind != Kind::Rating;
    let most = match (metric.kind, metric.unit) {
        (Kind::Rating, _) => top.max(now),
        (_, Unit::Percent) => 100.0_f64.max(now),
        _ => (2.0 * now).max(next.unwrap_or(now)),
    };
    // Of a figure that is nothing now and that no rule looks at alone, only whole things can be tried.
    let most = if most <= now && whole { now + FEW } else { most };
    let bottom = marks.first().copied().unwrap_or(0.0);
    let least = if metric.kind == Kind::Rating { bottom.min(now) } else { 0.0_f64.min(now) };
    let step = round_step((most - least) / STEPS);
    let step = if whole { libm::ceil(step).max(1.0) } else { step };
    let scale = Scale::from(metric.unit);
    let name = lexicon.metric(&metric.key);
    (most > least).then_some(Lever {
        metric: index,
        name,
        scale,
        yearly,
        now,
        least,
        most,
        step,
        lower,
    })
}

/// 1, 2 or 5 times a power of ten, not above.
fn round_step(step: f64) -> f64 {
    let power = libm::pow(10.0, libm::floor(libm::log10(step.max(1e-9))));
    let lead = [5.0, 2.0, 1.0].into_iter().find(|lead| lead * power <= step * 1.000_001);
    lead.unwrap_or(1.0) * power
}

/// What a metric is now: a flow its total of the last twelve months, a stock its latest value, a rating the mean
/// of twelve months. Unknown periods count as the mean of the known ones.
pub(super) fn level_now(portfolio: &Portfolio, metric: usize) -> Option<f64> {
    let kind = portfolio.metrics().get(metric)?.kind;
    let history = portfolio.history(metric, 0);
    if kind == Kind::Stock {
        return history.iter().rev().copied().find(|value| value.is_finite());
    }
    let year = year(portfolio);
    let recent = history.get(history.len().saturating_sub(year)..)?;
    let known: Vec<f64> = recent.iter().copied().filter(|value| value.is_finite()).collect();
    if known.is_empty() {
        return None;
    }
    let mean = known.iter().sum::<f64>() / known.len() as f64;
    Some(if kind == Kind::Flow { mean * year as f64 } else { mean })
}

/// Periods of a year.
pub(super) fn year(portfolio: &Portfolio) -> usize {
    match portfolio.cadence() {
        Cadence::Quarter => 4,
        Cadence::Month => 12,
        Cadence::Snapshot => 1,
    }
}

/// Places where a rule on this metric alone changes, ascending, as levels; and whether less is better.
fn places(view: &PartnerView, metric: &Metric) -> (Vec<f64>, bool) {
    let (mut found, mut lower) =
        (Vec::new(), metric.direction == crate::portfolio::Direction::Less);
    let parts = view.program.score.tracks.iter().flat_map(|track| &track.dimensions);
    for part in parts.flat_map(|dimension| &dimension.parts) {
        for (measure, value) in curves(part) {
            if let Some(times) = alone(measure, metric, &view.portfolio) {
                let marks = marks(value);
                lower |= falls(value, &marks);
                found.extend(marks.into_iter().map(|mark| mark * times));
            }
        }
    }
    for gate in every_gate(&view.program) {
        let Rule::Compare { measure, comparator, line } = &gate.rule else { continue };
        if let Some(times) = alone(measure, metric, &view.portfolio) {
            lower |= !comparator.wants_more();
            found.extend(line.numbers().into_iter().map(|number| number * times));
        }
    }
    // Looked at only together with others: its own level is all that is known of its size.
    let together = found.is_empty()
        && measures(&view.program).iter().any(|measure| {
            measure.readings().iter().any(|reading| reading.metrics.contains(&metric.key))
        });
    let now = view.portfolio.metric_index(&metric.key);
    let now = now.and_then(|index| level_now(&view.portfolio, index));
    if let Some(now) = now.filter(|_| together) {
        found.push(1.5 * now);
    }
    found.retain(|mark| mark.is_finite());
    found.sort_by(f64::total_cmp);
    (found, lower)
}

/// A part's measures with their value functions.
pub(super) fn curves(part: &Part) -> impl Iterator<Item = (&Measure, &ValueFunction)> {
    let times = part.times.iter().map(|(measure, value)| (measure, value));
    std::iter::once((&part.measure, &part.value)).chain(times)
}

/// What a number of this measure is to be multiplied with to be a level of the metric; `None` when the measure is
/// not a plain reading of it.
fn alone(measure: &Measure, metric: &Metric, portfolio: &Portfolio) -> Option<f64> {
    let reading = measure.reading()?;
    let only = reading.metrics.iter().all(|key| *key == metric.key);
    if !only || reading.aggregation == Aggregation::Count {
        return None;
    }
    let flow = metric.kind == Kind::Flow;
    let months = f64::from(portfolio.cadence().months());
    Some(match (flow, reading.aggregation, reading.window) {
        (true, Aggregation::Sum, Window::Months(window)) => 12.0 / f64::from(window.max(1)),
        (true, Aggregation::Sum, _) | (false, ..) => 1.0,
        (true, ..) => 12.0 / months,
    })
}

/// Measures at which a value function changes.
pub(super) fn marks(value: &ValueFunction) -> Vec<f64> {
    match value {
        ValueFunction::Anchors(anchors) => anchors.iter().map(|(x, _)| *x).collect(),
        ValueFunction::Linear { from, target, .. } => vec![*from, target.usual()],
        ValueFunction::Bands(bands) => {
            bands.iter().flat_map(|band| [band.from, band.to]).flatten().collect()
        }
        ValueFunction::Rate { points, per, most, .. } => {
            let (per, points) = (per.usual(), points.usual());
            most.map_or_else(|| vec![per], |most| vec![most / points * per])
        }
        ValueFunction::Schedule { per, .. } => vec![*per],
        ValueFunction::Rank { .. } => Vec::new(),
        ValueFunction::Logistic { middle, spread, .. } => {
            vec![middle - 3.0 * spread.abs(), *middle, middle + 3.0 * spread.abs()]
        }
        ValueFunction::Trapezoid { a, b, .. } => vec![*a, *b],
        ValueFunction::Exponential { lo, hi, .. } => vec![*lo, *hi],
        ValueFunction::Hill { half, .. } => vec![0.0, *half, 3.0 * half],
    }
}

/// Whether points fall from the first of some places to the last.
pub(super) fn falls(value: &ValueFunction, marks: &[f64]) -> bool {
    let (Some(first), Some(last)) = (marks.first(), marks.last()) else { return false };
    // Bands end where the next begins: a step outside tells what lies beyond.
    let reach = 1e-6 * (last - first).abs().max(1e-6);
    value.value(first - reach) > value.value(last + reach)
}
