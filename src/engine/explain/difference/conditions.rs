//! Conditions that differ.

use super::log::Log;
use super::matched::{Pair, matched};
use crate::explain::conditions::{gate_sentence, gate_sentence_was};
use crate::explain::lexicon::Lexicon;
use crate::explain::sentence::Piece;
use crate::rules::Gate;

/// One condition that may be there or not.
pub(super) fn gate(
    log: &mut Log<'_>,
    place: &str,
    what: &str,
    old: Option<&Gate>,
    new: Option<&Gate>,
) {
    let (Some(old), Some(new)) = (old, new) else {
        let show = |lexicon: &Lexicon<'_>, gate: Option<&Gate>| {
            gate.map_or_else(|| "nothing".to_owned(), |gate| full(lexicon, gate))
        };
        log.field(place, what, old, new, show);
        return;
    };
    if old == new {
        return;
    }
    let before = log.len();
    sources(log, place, old, new);
    let (was, now) = (full(&log.old, old), full(&log.new, new));
    if was != now {
        let words = |lexicon: &Lexicon<'_>, gate: &Gate| skeleton(lexicon, gate);
        if words(&log.old, old) == words(&log.new, new) {
            let sentence = gate_sentence_was(&log.new, new, old).to_string();
            if sentence.contains("(was ") {
                log.set(place, what, (&was, &now), &format!("{what}: {sentence}"));
                return;
            }
        }
        log.texts(place, what, &format!("\"{was}\""), &format!("\"{now}\""));
    } else if log.len() == before {
        log.texts(place, what, &was, &now);
    }
}

/// A list of conditions, matched by their words without their numbers.
pub(super) fn gates(log: &mut Log<'_>, place: &str, what: &str, old: &[Gate], new: &[Gate]) {
    let (was, now) = (log.old, log.new);
    let keyed = |lexicon: Lexicon<'_>, gates: &[Gate]| -> Vec<(String, usize)> {
        let keys = gates.iter().map(|gate| skeleton(&lexicon, gate));
        keys.zip(0..).collect()
    };
    let (old_keys, new_keys) = (keyed(was, old), keyed(now, new));
    let (pairs, order) = matched(&old_keys, &new_keys, |(key, _)| key.clone());
    for pair in pairs {
        let (before, after) = match pair {
            Pair::Both(before, after) => (old.get(before.1), new.get(after.1)),
            Pair::Gone(before) => (old.get(before.1), None),
            Pair::Come(after) => (None, new.get(after.1)),
        };
        match (before, after) {
            (Some(_), Some(_)) => gate(log, place, what, before, after),
            (Some(gone), None) => {
                log.say(place, format!("{what} no longer include: {}", full(&was, gone)));
            }
            (None, Some(come)) => {
                log.say(place, format!("{what} now include: {}", full(&now, come)));
            }
            (None, None) => {}
        }
    }
    log.order(place, order, new.iter().map(|gate| gate_sentence(&now, gate).to_string()));
}

/// A condition with every measure spelled out.
pub(super) fn full(lexicon: &Lexicon<'_>, gate: &Gate) -> String {
    gate_sentence(&lexicon.spelled_out(), gate).to_string()
}

/// A condition without its numbers.
fn skeleton(lexicon: &Lexicon<'_>, gate: &Gate) -> String {
    let pieces = gate_sentence(&lexicon.spelled_out(), gate).pieces;
    let words = pieces.iter().map(|piece| match piece {
        Piece::Text(words) | Piece::Joiner(words) => words.as_str(),
        Piece::Strong(_) | Piece::Was(_) => "\u{2026}",
    });
    words.collect()
}

/// Where a condition and those inside come from, as far as they have one shape.
fn sources(log: &mut Log<'_>, place: &str, old: &Gate, new: &Gate) {
    log.about(place, &old.about, &new.about);
    let (before, after) = (old.inner(), new.inner());
    if before.len() == after.len() {
        for (old, new) in before.into_iter().zip(after) {
            sources(log, place, old, new);
        }
    }
}
