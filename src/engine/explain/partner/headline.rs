//! A decision in one sentence.

use super::gates::{chained, missed};
use crate::explain::conditions::comparator_words;
use crate::explain::lexicon::Lexicon;
use crate::explain::numbers::{Scale, digits};
use crate::explain::sentence::Sentence;
use crate::rules::{Comparator, Evaluation, Gate, GateTrace, ScoreTrace, Tier, TierTrace};

/// `Strategic: 62.4 points of the 60 needed; misses CSAT 4.1 of at least 4.2.`
pub(super) fn headline(
    lexicon: &Lexicon<'_>,
    evaluation: &Evaluation<'_>,
    partner: usize,
) -> Sentence {
    let tiers = &lexicon.program().ladder.tiers;
    let held = evaluation.qualification(partner).tier;
    let mut above = tiers.iter().enumerate().skip(held + 1);
    let next = above.clone().find(|(_, tier)| !tier.by_invitation).or_else(|| above.next());
    let traces = evaluation.tier_traces(partner);
    let score = evaluation.trace(partner);
    let Some((position, tier)) = next else {
        let words = format!("Qualifies for {}, the highest tier", lexicon.tier(held));
        return match score.score {
            Some(points) => Sentence::plain(words + ", with ").strong(shown(lexicon, points, None)),
            None => Sentence::plain(words),
        }
        .whole();
    };
    let Some(trace) = traces.get(position) else { return Sentence::new() };
    let start = Sentence::plain(format!("{}: ", tier.name));
    start.then(stand(lexicon, tier, trace, &score)).whole()
}

/// Where a partner stands against a tier.
fn stand(lexicon: &Lexicon<'_>, tier: &Tier, trace: &TierTrace, score: &ScoreTrace) -> Sentence {
    let mut parts = Vec::new();
    if let Some(threshold) = &tier.threshold {
        parts.push(points(lexicon, threshold.comparator, trace.line, score));
    }
    let pairs = tier.gates.iter().zip(&trace.gates);
    if let Some(misses) = misses(lexicon, pairs) {
        parts.push(Sentence::plain("misses ").then(misses));
    }
    if tier.by_invitation {
        parts.push(Sentence::plain("entered by invitation only"));
    }
    if parts.is_empty() {
        return Sentence::plain("its conditions are met");
    }
    parts.into_iter().enumerate().fold(Sentence::new(), |all, (place, part)| {
        all.text(if place > 0 { "; " } else { "" }).then(part)
    })
}

/// All that is missing of several conditions; `None` when all are met.
pub(super) fn misses<'g>(
    lexicon: &Lexicon<'_>,
    pairs: impl Iterator<Item = (&'g Gate, &'g GateTrace)>,
) -> Option<Sentence> {
    let all: Vec<Sentence> =
        pairs.filter_map(|(gate, trace)| missed(lexicon, gate, trace)).collect();
    (!all.is_empty()).then(|| chained(all, ", ", "and"))
}

/// `62.4 points of the 60 needed`.
pub(super) fn points(
    lexicon: &Lexicon<'_>,
    comparator: Comparator,
    line: Option<f64>,
    score: &ScoreTrace,
) -> Sentence {
    let Some(value) = score.score else { return no_score(lexicon, score) };
    let sentence = Sentence::new().strong(shown(lexicon, value, line));
    match (line, comparator) {
        (None, _) => sentence.text(" of a number that is unknown here"),
        (Some(line), Comparator::AtLeast) => {
            sentence.text(" of the ").strong(digits(line)).text(" needed")
        }
        (Some(line), comparator) => sentence
            .text(format!(" of {} ", comparator_words(comparator)))
            .strong(digits(line))
            .text(" needed"),
    }
}

/// Why there is no score.
pub(super) fn no_score(lexicon: &Lexicon<'_>, score: &ScoreTrace) -> Sentence {
    let model = &lexicon.program().score;
    if score.coverage >= model.minimum_coverage && score.coverage > 0.0 {
        return Sentence::plain("no score, since no track applies for certain");
    }
    let coverage = lexicon.rounded(score.coverage, Some(model.minimum_coverage), Scale::Share);
    Sentence::plain("no score, since ")
        .strong(coverage)
        .text(" of the weight is known and at least ")
        .strong(lexicon.exact(model.minimum_coverage, Scale::Share))
        .text(" is needed")
}

fn shown(lexicon: &Lexicon<'_>, points: f64, line: Option<f64>) -> String {
    lexicon.rounded(points, line, Scale::Points)
}
