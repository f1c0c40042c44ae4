//! How a score came about.

use super::Step;
use super::gates::gate_step;
use super::inputs::looked_at;
use crate::explain::lexicon::Lexicon;
use crate::explain::names::measure_name;
use crate::explain::numbers::{Scale, digits};
use crate::explain::sentence::Sentence;
use crate::rules::{
    Combine, Dimension, DimensionTrace, Evaluation, Measure, Part, PartTrace, ScoreTrace, Track,
    ValueFunction,
};

/// Who is looked at, and with which words.
#[derive(Clone, Copy)]
struct At<'s, 'a> {
    lexicon: &'s Lexicon<'a>,
    evaluation: &'s Evaluation<'a>,
    partner: usize,
}

/// One step per track; the one that counts comes with its dimensions.
pub(super) fn score(
    lexicon: &Lexicon<'_>,
    evaluation: &Evaluation<'_>,
    partner: usize,
) -> Vec<Step> {
    let at = At { lexicon, evaluation, partner };
    let trace = evaluation.trace(partner);
    let tracks = &lexicon.program().score.tracks;
    let several = tracks.len() > 1;
    let rows = tracks.iter().zip(&trace.tracks).enumerate();
    rows.map(|(position, (track, value))| {
        let counts = position == trace.track;
        let name = if track.name.is_empty() { "score" } else { &track.name };
        let mut sentence = Sentence::plain(format!("{name}: "));
        sentence = match (value, counts) {
            (Some(value), _) => sentence.strong(points(lexicon, *value)),
            (None, true) => sentence.then(super::headline::no_score(lexicon, &trace)),
            (None, false) => sentence.text("unknown, or it does not apply"),
        };
        if several && counts && value.is_some() {
            sentence = sentence.text("; it is the best, so it counts");
        }
        if counts {
            sentence = rounded(lexicon, sentence, *value, &trace);
        }
        let mut step = Step::told(sentence);
        if counts {
            let pairs = track.dimensions.iter().zip(&trace.dimensions);
            step.inner = pairs.map(|(d, t)| dimension(at, track, &trace, d, t)).collect();
        }
        step
    })
    .collect()
}

fn points(lexicon: &Lexicon<'_>, value: f64) -> String {
    lexicon.rounded(value, None, Scale::Points)
}

fn rounded(
    lexicon: &Lexicon<'_>,
    sentence: Sentence,
    value: Option<f64>,
    trace: &ScoreTrace,
) -> Sentence {
    let sentence = match (value, trace.score, lexicon.program().score.round) {
        (Some(_), Some(score), Some(_)) => {
            sentence.text(", rounded to ").strong(lexicon.exact(score, Scale::Points))
        }
        _ => sentence,
    };
    if value.is_some() && trace.coverage < 1.0 - 1e-9 {
        let coverage = lexicon.rounded(trace.coverage, Some(1.0), Scale::Share);
        return sentence.text("; ").strong(coverage).text(
            " of the weight is known, and the weight of the rest is shared among what is known",
        );
    }
    sentence
}

fn dimension(
    at: At<'_, '_>,
    track: &Track,
    score: &ScoreTrace,
    dimension: &Dimension,
    seen: &DimensionTrace,
) -> Step {
    let mut sentence = Sentence::plain(format!("{}: ", dimension.name));
    let Some(value) = seen.value else {
        let mut step = Step::told(sentence.text("unknown, so it is left out"));
        step.inner = parts(at, dimension, seen);
        return step;
    };
    sentence = sentence.strong(points(at.lexicon, value));
    let (least, most) = dimension.bounds;
    let is = |bound: Option<f64>| bound.is_some_and(|bound| (value - bound).abs() <= 0.0);
    if is(most) {
        sentence = sentence.text(", the most it counts for");
    } else if is(least) {
        sentence = sentence.text(", the least it counts for");
    }
    if track.combine == Combine::Mean {
        let pairs = track.dimensions.iter().zip(&score.dimensions);
        let known: f64 = pairs.filter(|(_, t)| t.value.is_some()).map(|(d, _)| d.weight).sum();
        let scale = at.lexicon.program().score.scale / 100.0;
        let adds = dimension.weight / known * value * scale;
        sentence = sentence
            .text("; with a weight of ")
            .strong(digits(dimension.weight))
            .text(" it adds ")
            .strong(points(at.lexicon, adds))
            .text(" to the score");
    }
    let mut step = Step::told(sentence);
    step.inner = parts(at, dimension, seen);
    step
}

fn parts(at: At<'_, '_>, dimension: &Dimension, trace: &DimensionTrace) -> Vec<Step> {
    dimension.parts.iter().zip(&trace.parts).map(|(p, trace)| part(at, p, trace)).collect()
}

fn part(at: At<'_, '_>, part: &Part, trace: &PartTrace) -> Step {
    let lexicon = at.lexicon;
    let mut sentence = measured(at, &part.measure, trace.measure);
    sentence = match (trace.value, trace.measure, part.if_unknown) {
        (None, ..) => sentence.text("; it is left out"),
        (Some(value), None, Some(_)) => {
            sentence.text("; that counts as ").strong(points(lexicon, value))
        }
        (Some(value), ..) => {
            let sentence = sentence.text(": ").strong(points(lexicon, value));
            if capped(&part.value, value) { sentence.text(", the most it gives") } else { sentence }
        }
    };
    let mut step = Step::told(sentence);
    let factors = part.times.iter().zip(&trace.times);
    step.inner = factors
        .map(|((measure, _), (x, factor))| {
            let sentence = measured(at, measure, *x);
            Step::told(match factor {
                Some(factor) => {
                    let shown = lexicon.rounded(*factor, None, Scale::Plain);
                    sentence.text(": times ").strong(shown)
                }
                None => sentence,
            })
        })
        .collect();
    if let (Some(gate), Some(trace)) = (&part.when, &trace.when) {
        step.inner.push(gate_step(lexicon, gate, trace));
    }
    step
}

/// `revenue (last 12 months) is $432,100 (2025 Q3 to 2026 Q2)`.
fn measured(at: At<'_, '_>, measure: &Measure, value: Option<f64>) -> Sentence {
    let name = measure_name(at.lexicon, measure).inline();
    let sentence = Sentence::plain(format!("{name} is "));
    let sentence = match value {
        Some(value) => {
            let (least, most) = measure.bounds;
            let is = |bound: Option<f64>| bound.is_some_and(|b| (value - b).abs() <= 0.0);
            let shown = at.lexicon.rounded(value, None, at.lexicon.scale(measure));
            let sentence = sentence.strong(shown);
            if is(most) {
                sentence.text(", the most it counts for")
            } else if is(least) {
                sentence.text(", the least it counts for")
            } else {
                sentence
            }
        }
        None => sentence.text("unknown"),
    };
    match looked_at(at.evaluation, measure, at.partner) {
        Some(periods) => sentence.text(format!(" ({periods})")),
        None => sentence,
    }
}

/// Whether the points are all that a capped rule can give.
fn capped(value: &ValueFunction, points: f64) -> bool {
    let most = value.most();
    most.is_finite() && most > 0.0 && points >= most
}
