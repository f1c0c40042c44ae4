//! A plan in words.

use super::model::Model;
use super::search::Found;
use super::{Effort, Moves, Plan, RouteStep};
use crate::explain::lexicon::Lexicon;
use crate::explain::names::measure_name;
use crate::explain::numbers::Scale;
use crate::explain::sentence::{Sentence, counted};
use crate::rules::{Measure, Source};

/// The steps of what was found, in their order and with their sentences.
pub(super) fn plan(lexicon: &Lexicon<'_>, model: &Model<'_>, found: &Found) -> Plan {
    let steps = ordered(lexicon, model, &found.steps);
    let cost: f64 = steps.iter().map(|step| step.cost).sum();
    let months = steps.iter().filter_map(|step| step.months).max().unwrap_or(0);
    let score = model.score(&found.steps);
    let unknown = model.unknown(lexicon, &found.steps).into_iter();
    let find_out: Vec<Sentence> =
        unknown.map(|what| Sentence::plain("First find out: ").then(what).whole()).collect();
    let sentence = summary(lexicon, (cost, months, score), !find_out.is_empty());
    Plan { steps, cost, months, score, find_out, exact: found.exact, sentence }
}

fn summary(
    lexicon: &Lexicon<'_>,
    (cost, months, score): (f64, u32, Option<f64>),
    unsure: bool,
) -> Sentence {
    let start = if unsure {
        "If what is unknown is met, the cheapest way costs "
    } else {
        "The cheapest way costs "
    };
    let mut sentence = Sentence::plain(start).strong(lexicon.rounded(cost, None, Scale::Money));
    if months > 0 {
        sentence = sentence.text(" and takes ").strong(counted(months, "month", "months"));
    }
    match score {
        Some(score) => {
            sentence.text(", and leads to ").strong(lexicon.rounded(score, None, Scale::Points))
        }
        None => sentence,
    }
    .whole()
}

/// Conditions first, then the most points per money.
fn ordered(lexicon: &Lexicon<'_>, model: &Model<'_>, steps: &[f64]) -> Vec<RouteStep> {
    let mut order: Vec<(bool, f64, usize)> = steps
        .iter()
        .enumerate()
        .filter(|(_, by)| **by > 0.0)
        .map(|(effort, by)| {
            let alone = |by: f64| {
                let mut other = steps.to_vec();
                if let Some(slot) = other.get_mut(effort) {
                    *slot = by;
                }
                other
            };
            let needed = !model.conditions(&alone(0.0)) && model.conditions(steps);
            let score = |steps: &[f64]| model.score(steps).unwrap_or(0.0);
            let gain = score(steps) - score(&alone(0.0));
            let unit = model.efforts.get(effort).map_or(0.0, |effort| effort.cost);
            (needed, gain / (by * unit).max(f64::MIN_POSITIVE), effort)
        })
        .collect();
    order.sort_by(|a, b| b.0.cmp(&a.0).then(b.1.total_cmp(&a.1)).then(a.2.cmp(&b.2)));
    let mut reached = vec![0.0; steps.len()];
    let mut told = Vec::new();
    for (needed, _, position) in order {
        let Some(effort) = model.efforts.get(position) else { continue };
        let before = model.score(&reached);
        let by = steps.get(position).copied().unwrap_or(0.0);
        if let Some(slot) = reached.get_mut(position) {
            *slot = by;
        }
        let points = model.score(&reached).unwrap_or(0.0) - before.unwrap_or(0.0);
        told.push(step(lexicon, model, (position, effort), by, (points, needed)));
    }
    told
}

fn step(
    lexicon: &Lexicon<'_>,
    model: &Model<'_>,
    (position, effort): (usize, &Effort),
    by: f64,
    (points, needed): (f64, bool),
) -> RouteStep {
    let (name, scale, from) = now(lexicon, model, effort);
    let to = if effort.lower { from - by } else { from + by };
    let cost = by * effort.cost;
    let verb = if effort.lower { "Lower" } else { "Raise" };
    let mut sentence = Sentence::plain(format!("{verb} {name} from "))
        .strong(lexicon.rounded(from, None, scale))
        .text(" to ")
        .strong(lexicon.rounded(to, Some(from), scale))
        .text(", for ")
        .strong(lexicon.rounded(cost, None, Scale::Money));
    if let Some(months) = effort.months {
        sentence = sentence.text(" and within ").strong(counted(months, "month", "months"));
    }
    if points > 0.0 {
        sentence = sentence.text(": ").strong(lexicon.distance(points, Scale::Points));
    }
    if needed {
        sentence = sentence.text("; a condition of the tier asks for it");
    }
    RouteStep {
        effort: position,
        name,
        scale,
        from,
        to,
        cost,
        months: effort.months,
        points,
        needed,
        sentence: sentence.whole(),
    }
}

/// Name, unit and present value of what an effort moves.
fn now(lexicon: &Lexicon<'_>, model: &Model<'_>, effort: &Effort) -> (String, Scale, f64) {
    let measure = match &effort.moves {
        Moves::Measure(measure) => measure.clone(),
        Moves::Dimension(key) => Measure::plain(Source::Dimension(key.clone())),
    };
    let name = measure_name(lexicon, &measure).inline();
    let column = model.evaluation.measured(&measure);
    let value = column.get(model.partner).copied().unwrap_or(f64::NAN);
    (name, lexicon.scale(&measure), value)
}

/// Why there is no way.
pub(super) fn not_reachable(
    lexicon: &Lexicon<'_>,
    (tier, invited): (usize, bool),
    highest: Option<f64>,
    open: &[Sentence],
) -> Sentence {
    let start = format!("{} is not reachable in this period", lexicon.tier(tier));
    if invited {
        return Sentence::plain(start + ": it is entered by invitation only").whole();
    }
    let sentence = match highest {
        Some(highest) => Sentence::plain(start + ": at most ")
            .strong(lexicon.rounded(highest, None, Scale::Points))
            .text(" of the score are reachable"),
        None => Sentence::plain(start),
    };
    open.iter()
        .enumerate()
        .fold(sentence, |sentence, (place, gate)| {
            let word = if place == 0 { "; still open: " } else { ", " };
            sentence.text(word).then(gate.clone())
        })
        .whole()
}
