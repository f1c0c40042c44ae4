//! Cliffs: one step of a measure that moves the score a lot, one point of the score that changes
//! the benefits a lot, one deal that changes what all deals earn.

use super::bands::near;
use super::finding::{Code, Finding, Severity};
use super::place::PlaceRef;
use super::repair::Repair;
use super::smooth;
use super::steep::{Step, domain, steepest};
use super::view::{Valued, View, known, positions};
use super::words::{percent, points as moved};
use crate::finance::{Banding, Benefit, BenefitKind, BenefitRule};
use crate::portfolio::Unit;
use crate::rules::{Aggregation, Combine, Measure, ValueFunction, Window};

/// Share of the scale that one step of a measure may move.
const POINTS: f64 = 0.04;
/// Share of a benefit that one deal more may change.
const DEAL: f64 = 0.2;
/// How much more one tier may be worth than the one below: twice as much.
const TIER: f64 = 1.0;

pub(super) fn check(view: &View<'_>, found: &mut Vec<Finding>) {
    for valued in view.values() {
        points(view, valued, found);
    }
    tiers(view, found);
    for (index, benefit) in view.program.incentives.benefits.iter().enumerate() {
        deals(view, index, benefit, found);
    }
}

/// What one step of a measure is.
fn step_of(view: &View<'_>, valued: Valued<'_>) -> Option<Step> {
    let (_, last) = domain(valued.value)?;
    Some(match view.unit_metric(valued.measure).map(|metric| metric.unit) {
        Some(Unit::Count | Unit::Days | Unit::Percent) => Step::One,
        Some(Unit::Money) => Step::Money,
        None if last >= 1000.0 => Step::Money,
        Some(Unit::Points) | None => Step::Twentieth,
    })
}

/// Points of the score per point of a part, with everything known.
fn worth(view: &View<'_>, valued: Valued<'_>) -> f64 {
    let dimension = valued.dimension;
    let shares: f64 = dimension.parts.iter().map(|part| part.share).sum();
    let inner = match dimension.combine {
        Combine::Sum => 1.0,
        Combine::Mean | Combine::Geometric => valued.part.share / shares,
    };
    let weights: f64 = valued.track.dimensions.iter().map(|dimension| dimension.weight).sum();
    let outer = match valued.track.combine {
        Combine::Sum => 1.0,
        Combine::Mean | Combine::Geometric => {
            dimension.weight / weights * view.program.score.scale / 100.0
        }
    };
    inner * outer
}

fn points(view: &View<'_>, valued: Valued<'_>, found: &mut Vec<Finding>) {
    // What multiplies has no worth of its own.
    if valued.at.factor.is_some() || !valued.part.times.is_empty() {
        return;
    }
    let Some(step) = step_of(view, valued) else { return };
    let worth = worth(view, valued);
    let most = POINTS * view.program.score.scale / worth;
    let Some(steepest) = steepest(valued.value, step).filter(|steepest| steepest.is_cliff(most))
    else {
        return;
    };
    let (low, high) = (2.0 * steepest.from - steepest.to, 2.0 * steepest.to - steepest.from);
    let close = positions(view.measured(valued.at), |x| *x >= low && *x <= high);
    let sentence = format!(
        "{} from {} to {} moves the score by {}.{}",
        view.measure_name(valued.measure),
        view.amount(valued.measure, steepest.from),
        view.amount(valued.measure, steepest.to),
        moved(steepest.points.abs() * worth),
        sits(view, close.len(), "that close"),
    );
    let idle = view.portfolio.is_some() && close.is_empty();
    let severity = if idle { Severity::Note } else { Severity::Look };
    let finding = Code::Cliff.at(severity, valued.at.place(), sentence).of(close);
    let at = valued.at;
    found.push(match valued.value {
        ValueFunction::Rate { whole: true, .. } => {
            finding.mended_by("Count parts of a unit", Repair::CountParts(at))
        }
        value if smooth::smoothed(value, step, most).is_some() => {
            finding.mended_by("Smooth the curve", Repair::Smooth { at, step, most })
        }
        _ => finding,
    });
}

fn sits(view: &View<'_>, count: usize, where_: &str) -> String {
    if view.portfolio.is_none() { String::new() } else { format!(" {} {where_}.", near(count)) }
}

/// Yearly revenue of every partner: the first money that the score sums up over a year.
fn revenue(view: &View<'_>) -> Option<Vec<f64>> {
    let yearly = |measure: &Measure| {
        let reading = measure.reading();
        let summed = reading.is_some_and(|reading| {
            reading.aggregation == Aggregation::Sum && reading.window == Window::Months(12)
        });
        summed && view.unit_metric(measure).is_some_and(|metric| metric.unit == Unit::Money)
    };
    let values = view.values();
    let first = values.iter().find(|valued| yearly(valued.measure))?;
    Some(view.measured(first.at).to_vec())
}

/// What a quarter at a tier is worth in money: shares of revenue, and funds.
fn quarterly(benefit: &Benefit, revenue: f64) -> f64 {
    (benefit.commission + benefit.discount) * revenue + benefit.mdf
}

fn tiers(view: &View<'_>, found: &mut Vec<Finding>) {
    let (Some(revenue), Some(evaluation)) = (revenue(view), &view.evaluation) else { return };
    let scores = &evaluation.score().score;
    let width = view.past().map_or(0.02 * view.program.score.scale, |past| past.typical);
    for (index, pair) in view.program.incentives.tiers.windows(2).enumerate() {
        let ([lower, upper], Some(column)) = (pair, evaluation.tiers().get(index + 1)) else {
            continue;
        };
        let lines = scores.iter().zip(&column.line).enumerate();
        let close: Vec<usize> = lines
            .filter(|(_, (score, line))| (**score - **line).abs() <= width)
            .map(|(partner, _)| partner)
            .collect();
        let of = |list: &[usize]| {
            known(&list.iter().filter_map(|p| revenue.get(*p).copied()).collect::<Vec<_>>())
        };
        let typical = crate::stats::quantile_sorted(&of(&close), 0.5) / 4.0;
        if !typical.is_finite() {
            continue;
        }
        let (below, above) = (quarterly(lower, typical), quarterly(upper, typical));
        if below <= 0.0 || above - below <= TIER * below {
            continue;
        }
        let name = |tier: usize| PlaceRef::Tier(tier).name(view.program);
        let sentence = format!(
            "At {} a quarter, {} is worth {} and {} {}: one point makes {} more. {} within {} \
             of the line.",
            view.money(libm::round(typical)),
            name(index),
            view.money(libm::round(below)),
            name(index + 1),
            view.money(libm::round(above)),
            percent(libm::round(100.0 * (above / below - 1.0)) / 100.0),
            near(close.len()),
            moved(libm::round(10.0 * width) / 10.0),
        );
        let place = PlaceRef::Lever { tier: index + 1 };
        found.push(Code::Cliff.at(Severity::Look, place, sentence).of(close));
    }
}

fn deals(view: &View<'_>, index: usize, benefit: &BenefitRule, found: &mut Vec<Finding>) {
    if benefit.kind != BenefitKind::Percent || benefit.terms.banding != Banding::Whole {
        return;
    }
    let jumps = benefit.terms.bands.windows(2).filter_map(|pair| match pair {
        [(_, before), (start, rate)] if *before > 0.0 && *start > 0.0 => {
            Some((*start, *before, *rate))
        }
        _ => None,
    });
    let change = |(_, before, rate): &(f64, f64, f64)| (rate - before) / before;
    let Some(jump) = jumps.max_by(|a, b| change(a).total_cmp(&change(b))) else { return };
    if change(&jump) <= DEAL {
        return;
    }
    let (start, before, rate) = jump;
    let sentence = format!(
        "{} pays {} up to {} and {} on everything above: one more deal makes {} instead of {}.",
        benefit.name,
        percent(before),
        view.money(start),
        percent(rate),
        view.money(rate * start),
        view.money(before * start),
    );
    let finding = Code::Cliff.at(Severity::Look, PlaceRef::Benefit(index), sentence);
    found.push(finding.mended_by("Pay each band its own rate", Repair::PayByBand(index)));
}
