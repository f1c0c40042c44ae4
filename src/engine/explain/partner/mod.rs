//! A decision in words: how one partner was measured, scored and sorted, and what a review did.

mod gates;
mod headline;
mod inputs;
mod review;
mod score;

pub use review::review_sentence;

use super::lexicon::Lexicon;
use super::numbers::Scale;
use super::sentence::Sentence;
use crate::rules::{Evaluation, Truth, UnknownPolicy};

/// A value beside the line it is held against.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gap {
    /// The value; `None` is unknown.
    pub value: Option<f64>,
    /// The line; `None` is unknown, or there is no place.
    pub line: Option<f64>,
    /// How far the value is from the line on the wrong side; 0 when it meets it or lies on a line
    /// that has to be passed, `None` when that is unknown.
    pub missing: Option<f64>,
    /// What the three are counted in.
    pub scale: Scale,
}

/// One step of a decision with the steps inside.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// What happened.
    pub sentence: Sentence,
    /// Whether it is met, where it is a condition.
    pub truth: Option<Truth>,
    /// The number behind it, where it is held against a line.
    pub gap: Option<Gap>,
    /// The steps inside.
    pub inner: Vec<Step>,
}

/// A decision in words.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// Position of the tier the partner qualifies for.
    pub tier: usize,
    /// The decision in one sentence: points held against the next tier, and what is missing.
    pub headline: Sentence,
    /// How the score came about: one step per track, the one that counts with its parts.
    pub score: Vec<Step>,
    /// What every tier asks and what of it is met, lowest first.
    pub tiers: Vec<Step>,
    /// What is unknown, and what that means under the program's policy.
    pub unknowns: Vec<Sentence>,
}

/// Explains what a program says of the partner at a position. A position outside the portfolio
/// gives a partner of whom nothing is known.
pub fn explain_partner(evaluation: &Evaluation<'_>, partner: usize) -> Explanation {
    let lexicon = lexicon(evaluation);
    let found = evaluation.qualification(partner);
    let tiers = tiers(&lexicon, evaluation, partner);
    Explanation {
        tier: found.tier,
        headline: headline::headline(&lexicon, evaluation, partner),
        score: score::score(&lexicon, evaluation, partner),
        unknowns: unknowns(&lexicon, evaluation, partner, &tiers, found.undecided),
        tiers,
    }
}

/// The names and units of an evaluation.
pub(super) fn lexicon<'a>(evaluation: &Evaluation<'a>) -> Lexicon<'a> {
    Lexicon::new(evaluation.program(), Some(evaluation.scene().portfolio()))
}

impl Step {
    pub(super) fn told(sentence: Sentence) -> Self {
        Self { sentence: sentence.whole(), truth: None, gap: None, inner: Vec::new() }
    }

    pub(super) fn judged(sentence: Sentence, truth: Truth, inner: Vec<Self>) -> Self {
        Self { sentence: sentence.whole(), truth: Some(truth), gap: None, inner }
    }
}

/// How a truth is spoken.
pub(super) fn truth_words(truth: Truth) -> &'static str {
    match truth {
        Truth::Pass => "met",
        Truth::Fail => "not met",
        Truth::Unknown => "unknown",
    }
}

fn tiers(lexicon: &Lexicon<'_>, evaluation: &Evaluation<'_>, partner: usize) -> Vec<Step> {
    let program = lexicon.program();
    let traces = evaluation.tier_traces(partner).into_iter().enumerate();
    traces
        .zip(&program.ladder.tiers)
        .map(|((position, trace), tier)| {
            if position == 0 {
                let words = format!("{} takes everyone", tier.name);
                return Step::judged(Sentence::plain(words), Truth::Pass, Vec::new());
            }
            let mut inner = Vec::new();
            if let Some(threshold) = &tier.threshold {
                let score = evaluation.score_of(partner);
                inner.push(gates::line_step(lexicon, threshold.comparator, score, &trace));
            }
            let judged = tier.gates.iter().zip(&trace.gates);
            inner.extend(judged.map(|(gate, trace)| gates::gate_step(lexicon, gate, trace)));
            let now = inner.iter().filter_map(|step| step.truth).fold(Truth::Pass, Truth::and);
            let mut words = format!("{}: {}", tier.name, truth_words(trace.enter));
            if trace.enter.passes() && !now.passes() {
                words += " at the end of an earlier period, which is enough";
            }
            if tier.by_invitation {
                words += "; it is entered by invitation only";
            }
            Step::judged(Sentence::plain(words), trace.enter, inner)
        })
        .collect()
}

/// What is unknown among the conditions of tiers that are undecided, and what follows.
fn unknowns(
    lexicon: &Lexicon<'_>,
    evaluation: &Evaluation<'_>,
    partner: usize,
    tiers: &[Step],
    undecided: bool,
) -> Vec<Sentence> {
    let mut names: Vec<String> = Vec::new();
    for step in tiers.iter().filter(|step| step.truth == Some(Truth::Unknown)) {
        leaves(step, &mut names);
    }
    let mut told: Vec<Sentence> = names.iter().map(Sentence::plain).collect();
    if names.is_empty() {
        return told;
    }
    let next = match lexicon.program().movement.unknown {
        UnknownPolicy::Hold if undecided => {
            "A higher tier hangs on it; until it is known this moves the partner neither up nor down"
        }
        UnknownPolicy::Hold => "Until it is known this moves the partner neither up nor down",
        UnknownPolicy::Fail => "Under this program what is unknown counts as not met",
        UnknownPolicy::Pass => "Under this program what is unknown counts as met",
    };
    told.push(Sentence::plain(next).whole());
    if evaluation.score_of(partner).is_none() && !lexicon.program().score.tracks.is_empty() {
        told.push(headline::no_score(lexicon, &evaluation.trace(partner)).whole());
    }
    told
}

fn leaves(step: &Step, names: &mut Vec<String>) {
    if step.truth != Some(Truth::Unknown) {
        return;
    }
    let before = names.len();
    for inner in &step.inner {
        leaves(inner, names);
    }
    let text = step.sentence.to_string();
    if names.len() == before && step.inner.is_empty() && !names.contains(&text) {
        names.push(text);
    }
}
