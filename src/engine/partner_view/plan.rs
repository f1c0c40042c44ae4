//! The way to a tier that changes a partner's own figures least.
//!
//! What a change costs a partner is its own secret. What can be said is how large it is beside what the partner
//! does already: one unit of effort moves a figure by its own present size, or, where a figure moves on a scale, by
//! the width of that scale. The steps are those of [`route`] with the least effort in all.

use super::PartnerView;
use super::levers::{curves, falls, marks};
use super::make::every_gate;
use crate::explain::{Effort, Moves, Route, Scale, Sentence, route, route_looking};
use crate::portfolio::Unit;
use crate::rules::{Aggregation, Evaluation, Measure, Rule, Source};

/// One step.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanStep {
    /// Name of what moves, inside a sentence.
    pub name: String,
    /// Whether it moves down.
    pub lower: bool,
    /// Its value now, in its unit.
    pub from: String,
    /// Its value afterwards.
    pub to: String,
    /// Points of the score gained; 0 when it is a requirement alone.
    pub points: f64,
    /// Whether a requirement asks for it.
    pub needed: bool,
}

/// The way to a tier.
#[derive(Debug, Clone, PartialEq)]
pub enum WayUp {
    /// Everything it asks is met.
    There,
    /// Steps, those that requirements ask for first, then the most points for the least change.
    Steps {
        /// The steps.
        steps: Vec<PlanStep>,
        /// The score afterwards; `None` is unknown.
        score: Option<f64>,
        /// What has to be found out first.
        find_out: Vec<String>,
        /// Whether no change is smaller; otherwise none was found that is.
        exact: bool,
    },
    /// What is met hangs on what is not known.
    FindOut {
        /// What has to be found out.
        open: Vec<String>,
    },
    /// The partner's own figures alone do not lead there.
    NotByFigures {
        /// What stays open even then.
        open: Vec<String>,
    },
    /// It is entered by invitation only.
    ByInvitation,
}

/// The way to a tier with the least change of the partner's own figures.
pub fn way_to(view: &PartnerView, tier: usize) -> WayUp {
    way(view, tier, |evaluation, efforts| route(evaluation, 0, tier, efforts, None))
}

/// The same for many partners at once: no more plans are looked at than this.
pub fn way_looking(view: &PartnerView, tier: usize, most: usize) -> WayUp {
    way(view, tier, |evaluation, efforts| route_looking(evaluation, 0, tier, efforts, None, most))
}

/// The rules as they ask to keep the tier that is held: its own conditions for that, if it has some, points that are
/// tolerated taken off.
pub fn keeping(view: &PartnerView) -> PartnerView {
    let mut kept = view.clone();
    let buffer = view.program.movement.buffer;
    if let Some(tier) = kept.program.ladder.tiers.get_mut(view.tier) {
        if let Some(keep) = tier.keep.take() {
            tier.threshold = keep.threshold;
            tier.gates = keep.gates;
        }
        tier.by_invitation = false;
        if tier.threshold.is_some() {
            tier.set_line(tier.line() - buffer);
        }
    }
    kept
}

fn way(
    view: &PartnerView,
    tier: usize,
    find: impl FnOnce(&Evaluation<'_>, &[Effort]) -> Route,
) -> WayUp {
    if view.program.ladder.tiers.get(tier).is_some_and(|tier| tier.by_invitation) {
        return WayUp::ByInvitation;
    }
    let evaluation = Evaluation::now(&view.program, &view.portfolio);
    let efforts = efforts(view, &evaluation);
    match find(&evaluation, &efforts) {
        Route::There(_) => WayUp::There,
        Route::NotReachable { open, .. } => {
            WayUp::NotByFigures { open: open.iter().map(whole).collect() }
        }
        Route::Plan(plan) if plan.steps.is_empty() => {
            WayUp::FindOut { open: plan.find_out.iter().map(whole).collect() }
        }
        Route::Plan(plan) => {
            let told = |value: f64, beside: f64, scale: Scale| {
                scale.rounded(value, Some(beside), &view.program.currency)
            };
            let steps = plan.steps.iter().map(|step| PlanStep {
                name: step.name.clone(),
                lower: step.to < step.from,
                from: step.scale.rounded(step.from, None, &view.program.currency),
                to: told(step.to, step.from, step.scale),
                points: step.points.max(0.0),
                needed: step.needed,
            });
            WayUp::Steps {
                steps: steps.collect(),
                score: plan.score,
                find_out: plan.find_out.iter().map(whole).collect(),
                exact: plan.exact,
            }
        }
    }
}

fn whole(sentence: &Sentence) -> String {
    sentence.clone().whole().to_string()
}

/// A measure with the places where rules on it change, and whether less of it is better.
struct Place<'a> {
    measure: &'a Measure,
    marks: Vec<f64>,
    lower: bool,
}

fn efforts(view: &PartnerView, evaluation: &Evaluation<'_>) -> Vec<Effort> {
    let mut places: Vec<Place<'_>> = Vec::new();
    let mut put = |measure, marks: Vec<f64>, lower| match places
        .iter_mut()
        .find(|place| same(place.measure, measure))
    {
        Some(place) => place.marks.extend(marks),
        None => places.push(Place { measure, marks, lower }),
    };
    // Conditions first: which way is better is never in doubt there.
    for gate in every_gate(&view.program) {
        if let Rule::Compare { measure, comparator, line } = &gate.rule {
            put(measure, line.numbers(), !comparator.wants_more());
        }
    }
    let parts = view.program.score.tracks.iter().flat_map(|track| &track.dimensions);
    for part in parts.flat_map(|dimension| &dimension.parts) {
        for (measure, value) in curves(part) {
            let marks = marks(value);
            let lower = falls(value, &marks);
            put(measure, marks, lower);
        }
    }
    places.iter().filter_map(|place| effort(view, evaluation, place)).collect()
}

fn same(one: &Measure, other: &Measure) -> bool {
    one.source == other.source
}

fn effort(view: &PartnerView, evaluation: &Evaluation<'_>, place: &Place<'_>) -> Option<Effort> {
    let movable = !matches!(
        place.measure.source,
        Source::Score | Source::Dimension(_) | Source::Tenure(_) | Source::Earlier { .. }
    );
    let now = evaluation.measured(place.measure).first().copied()?;
    if !movable || !now.is_finite() {
        return None;
    }
    let marks = place.marks.iter().copied().filter(|mark| mark.is_finite());
    let (low, high) = marks.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), mark| {
        (low.min(mark), high.max(mark))
    });
    let most = if place.lower { now - low } else { high - now };
    if !most.is_finite() || most <= 0.0 {
        return None;
    }
    let width = (high - low).max(most);
    // What has no natural size of its own is measured by its scale.
    let size = if on_a_scale(view, place.measure) { width } else { now.abs().max(0.05 * width) };
    Some(Effort {
        moves: Moves::Measure(place.measure.clone()),
        lower: place.lower,
        whole: counted(view, place.measure),
        cost: 1.0 / size.max(f64::MIN_POSITIVE),
        most,
        months: None,
    })
}

fn units<'a>(view: &'a PartnerView, measure: &'a Measure) -> impl Iterator<Item = Unit> + 'a {
    let keys = measure.readings().into_iter().flat_map(|reading| &reading.metrics);
    keys.filter_map(|key| {
        let index = view.portfolio.metric_index(key)?;
        Some(view.portfolio.metrics().get(index)?.unit)
    })
}

fn on_a_scale(view: &PartnerView, measure: &Measure) -> bool {
    measure.reading().is_none()
        || units(view, measure)
            .any(|unit| matches!(unit, Unit::Percent | Unit::Points | Unit::Days))
}

/// Whether only whole units are possible: people, deals.
fn counted(view: &PartnerView, measure: &Measure) -> bool {
    let Some(reading) = measure.reading() else {
        return matches!(measure.source, Source::Listed { .. });
    };
    reading.aggregation == Aggregation::Count
        || (reading.aggregation != Aggregation::Mean
            && units(view, measure).all(|unit| unit == Unit::Count))
}
