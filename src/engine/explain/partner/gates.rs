//! Conditions as they came out for one partner.

use super::{Gap, Step, truth_words};
use crate::explain::conditions::{comparator_words, gate_sentence, words};
use crate::explain::lexicon::Lexicon;
use crate::explain::names::measure_name;
use crate::explain::numbers::Scale;
use crate::explain::sentence::{Sentence, counted, listed};
use crate::rules::{Comparator, Gate, GateTrace, Rule, TierTrace, Truth};

/// The score held against the line of a tier.
pub(super) fn line_step(
    lexicon: &Lexicon<'_>,
    comparator: Comparator,
    score: Option<f64>,
    trace: &TierTrace,
) -> Step {
    let held = Held { comparator, value: score, line: trace.line, scale: Scale::Points };
    held.step(lexicon, "the score", trace.reaches)
}

/// A condition with all steps inside.
pub(super) fn gate_step(lexicon: &Lexicon<'_>, gate: &Gate, trace: &GateTrace) -> Step {
    let inner: Vec<Step> = gate
        .inner()
        .into_iter()
        .zip(&trace.inner)
        .map(|(gate, trace)| gate_step(lexicon, gate, trace))
        .collect();
    let truth = truth_words(trace.truth);
    let sentence = match &gate.rule {
        Rule::Compare { measure, comparator, .. } => {
            let scale = lexicon.scale(measure);
            let held =
                Held { comparator: *comparator, value: trace.value, line: trace.line, scale };
            return held.step(lexicon, &measure_name(lexicon, measure).inline(), trace.truth);
        }
        Rule::Top { .. } => return top_step(lexicon, gate, trace),
        Rule::All(_) => Sentence::plain(format!("all of these: {truth}")),
        Rule::Any(_) => Sentence::plain(format!("at least one of these: {truth}")),
        Rule::AtLeast { count, must, .. } => {
            let always = match must.len() {
                0 => String::new(),
                1 => ", the first in any case".to_owned(),
                n => format!(", the first {n} in any case"),
            };
            Sentence::plain(format!("at least {count} of these{always}: {truth}"))
        }
        Rule::Not(_) => Sentence::plain(format!("the opposite of this: {truth}")),
        Rule::When { .. } => {
            let asked = trace.inner.first().map_or(Truth::Unknown, |when| when.truth);
            Sentence::plain(match asked {
                Truth::Fail => {
                    "the second is asked only with the first, which is not met".to_owned()
                }
                _ => format!("with the first the second is asked: {truth}"),
            })
        }
        Rule::Status(key) => {
            Sentence::plain(format!("the status {}: {truth}", lexicon.status(key)))
        }
        Rule::Is { attribute, values } => {
            Sentence::plain(format!("{} is {}: {truth}", words(attribute), listed(values, "or")))
        }
        Rule::Attested(attribute) => Sentence::plain(format!(
            "{} is confirmed and has not expired: {truth}",
            words(attribute)
        )),
        Rule::Each { periods, .. } => Sentence::plain(format!(
            "in each of the last {}: {truth}; at the end of the present one",
            counted(*periods, "period", "periods")
        )),
        Rule::AnyTime { months, .. } => Sentence::plain(format!(
            "at any time in the last {}: {truth}; at the end of the present period",
            counted(*months, "month", "months")
        )),
    };
    Step::judged(sentence, trace.truth, inner)
}

/// A value and the line it is held against.
struct Held {
    comparator: Comparator,
    value: Option<f64>,
    line: Option<f64>,
    scale: Scale,
}

impl Held {
    fn gap(&self, truth: Truth) -> Gap {
        let missing = match (self.value, self.line) {
            _ if truth == Truth::Pass => Some(0.0),
            (Some(value), Some(line)) => Some((line - value).abs()),
            _ => None,
        };
        Gap { value: self.value, line: self.line, missing, scale: self.scale }
    }

    /// What is said of the distance to the line.
    fn far(&self, distance: &str) -> &'static str {
        let things =
            !matches!(self.scale, Scale::Plain | Scale::Money | Scale::Percent | Scale::Share);
        let one = distance == "1" || distance.starts_with("1 ");
        match (self.comparator.wants_more(), things && !one) {
            (true, true) => " are missing",
            (true, false) => " is missing",
            (false, true) => " are too many",
            (false, false) => " is too much",
        }
    }

    fn step(&self, lexicon: &Lexicon<'_>, name: &str, truth: Truth) -> Step {
        let mut sentence = Sentence::plain(format!("{name} is "));
        sentence = match self.value {
            Some(value) => sentence.strong(lexicon.rounded(value, self.line, self.scale)),
            None => sentence.text("unknown"),
        };
        sentence = sentence.text(format!("; {} ", comparator_words(self.comparator)));
        sentence = match self.line {
            Some(line) => sentence.strong(lexicon.exact(line, self.scale)).text(" needed"),
            None => sentence.text("a number is needed that is unknown for this partner"),
        };
        let gap = self.gap(truth);
        if let (Truth::Fail, Some(missing)) = (truth, gap.missing)
            && missing > 0.0
        {
            let distance = lexicon.distance(missing, self.scale);
            let far = self.far(&distance);
            sentence = sentence.text(", ").strong(distance).text(far);
        }
        Step { sentence: sentence.whole(), truth: Some(truth), gap: Some(gap), inner: Vec::new() }
    }
}

fn top_step(lexicon: &Lexicon<'_>, gate: &Gate, trace: &GateTrace) -> Step {
    let Rule::Top { measure, less_is_better, .. } = &gate.rule else {
        return Step::judged(gate_sentence(lexicon, gate), trace.truth, Vec::new());
    };
    let scale = lexicon.scale(measure);
    let comparator = if *less_is_better { Comparator::AtMost } else { Comparator::AtLeast };
    let held = Held { comparator, value: trace.value, line: trace.line, scale };
    let name = measure_name(lexicon, measure).inline();
    let mut sentence = gate_sentence(lexicon, gate).text(format!(": {name} is "));
    sentence = match trace.value {
        Some(value) => sentence.strong(lexicon.rounded(value, trace.line, scale)),
        None => sentence.text("unknown"),
    };
    sentence = match trace.line {
        Some(line) => sentence.text(", the last place has ").strong(lexicon.exact(line, scale)),
        None if trace.value.is_some() => sentence.text(", and there is no place"),
        None => sentence,
    };
    Step { gap: Some(held.gap(trace.truth)), ..Step::judged(sentence, trace.truth, Vec::new()) }
}

/// What is missing of a condition, in few words: `CSAT (mean of 12 months) 4.1 of at least 4.2`.
/// Nothing when it is met.
pub(in crate::explain) fn missed(
    lexicon: &Lexicon<'_>,
    gate: &Gate,
    trace: &GateTrace,
) -> Option<Sentence> {
    if trace.truth.passes() {
        return None;
    }
    let inner = || {
        let pairs = gate.inner().into_iter().zip(&trace.inner);
        pairs.filter_map(|(gate, trace)| missed(lexicon, gate, trace)).collect::<Vec<_>>()
    };
    Some(match &gate.rule {
        Rule::Compare { measure, comparator, .. } => {
            let scale = lexicon.scale(measure);
            let name = measure_name(lexicon, measure).inline();
            let held =
                Held { comparator: *comparator, value: trace.value, line: trace.line, scale };
            short(lexicon, &name, &held)
        }
        Rule::All(_) => chained(inner(), ", ", "and"),
        Rule::Any(_) => chained(inner(), " ", "or"),
        Rule::AtLeast { count, .. } => {
            let met = trace.inner.iter().filter(|inner| inner.truth.passes()).count();
            let start = Sentence::plain(format!("{met} of at least {count} met, open "));
            start.then(chained(inner(), " ", "or"))
        }
        Rule::When { then, .. } => trace
            .inner
            .get(1)
            .and_then(|trace| missed(lexicon, then, trace))
            .unwrap_or_else(|| gate_sentence(lexicon, gate)),
        _ if trace.truth == Truth::Unknown => {
            gate_sentence(lexicon, gate).text(", which is unknown")
        }
        _ => gate_sentence(lexicon, gate),
    })
}

fn short(lexicon: &Lexicon<'_>, name: &str, held: &Held) -> Sentence {
    let sentence = Sentence::plain(format!("{name} "));
    let sentence = match held.value {
        Some(value) => sentence.strong(lexicon.rounded(value, held.line, held.scale)),
        None => sentence.text("unknown"),
    };
    let words = comparator_words(held.comparator);
    match held.line {
        Some(line) if held.comparator.wants_more() => {
            sentence.text(format!(" of {words} ")).strong(lexicon.exact(line, held.scale))
        }
        Some(line) => {
            let line = lexicon.exact(line, held.scale);
            sentence.text(format!(", {words} ")).strong(line).text(" needed")
        }
        None => sentence.text(" of a number that is unknown here"),
    }
}

/// Sentences joined by a word.
pub(in crate::explain) fn chained(parts: Vec<Sentence>, before: &str, word: &str) -> Sentence {
    parts.into_iter().enumerate().fold(Sentence::new(), |sentence, (place, part)| {
        if place == 0 { part } else { sentence.text(before).joiner(word).text(" ").then(part) }
    })
}
