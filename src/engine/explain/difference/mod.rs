//! What differs between two programs, as sentences.
//!
//! Complete: every field is taken apart by name, so a new one cannot be forgotten. What has a key
//! or a name is matched by it, conditions by their words, so that a number that differs is told as
//! a number that differs.

mod conditions;
mod incentives;
mod log;
mod matched;
mod score;
mod several;
mod tiers;

pub use log::{Change, Setting};
pub use several::{SettingRow, differences, rules_that_differ};

use super::lexicon::Lexicon;
use super::sheet::{confidence_words, movement_rules, unknown_sentence};
use crate::portfolio::{Month, Portfolio};
use crate::rules::{MovementRules, Program, Status};
use log::Log;
use matched::{Pair, matched};

/// Everything that differs, in the order of the rule sheet; nothing for equal programs. A portfolio
/// lends the names and units of the metrics.
pub fn difference(old: &Program, new: &Program, portfolio: Option<&Portfolio>) -> Vec<Change> {
    let mut log = Log::new(Lexicon::new(old, portfolio), Lexicon::new(new, portfolio));
    let Program {
        name,
        about,
        confidence,
        edition,
        effective,
        currency,
        score,
        statuses,
        ladder,
        movement,
        incentives,
    } = new;
    let place = "Program";
    log.name(place, "The name", &old.name, name);
    log.name(place, "The edition", &old.edition, edition);
    let from = |_: &Lexicon<'_>, month: Option<Month>| {
        month.map_or_else(|| "not dated".to_owned(), |month| month.to_string())
    };
    log.field(place, "The month it comes into force", old.effective, *effective, from);
    log.name(place, "The currency", &old.currency, currency);
    log.field(place, "What is known of its figures", old.confidence, *confidence, |_, sure| {
        confidence_words(sure).to_owned()
    });
    log.about(place, &old.about, about);
    score::model(&mut log, &old.score, score);
    self::statuses(&mut log, &old.statuses, statuses);
    tiers::ladder(&mut log, &old.ladder, ladder);
    self::movement(&mut log, &old.movement, movement);
    incentives::incentives(&mut log, &old.incentives, incentives);
    log.finish(old, new)
}

fn statuses(log: &mut Log<'_>, old: &[Status], new: &[Status]) {
    let (pairs, order) = matched(old, new, |status| status.key.clone());
    for pair in pairs {
        match pair {
            Pair::Both(old, new) => {
                let Status { key: _, name, gate } = new;
                let place = format!("Status {name}");
                log.name(&place, "The name", &old.name, name);
                conditions::gate(log, &place, "What it asks", Some(&old.gate), Some(gate));
            }
            Pair::Come(new) => {
                let asks = super::gate_sentence(&log.new.spelled_out(), &new.gate);
                log.say("Statuses", format!("{} is new: {asks}", new.name));
            }
            Pair::Gone(old) => log.say("Statuses", format!("{} is gone", old.name)),
        }
    }
    log.order("Statuses", order, new.iter().map(|status| status.name.clone()));
}

fn movement(log: &mut Log<'_>, old: &MovementRules, new: &MovementRules) {
    // All but the last two are sentences of the sheet.
    let MovementRules {
        up: _,
        down: _,
        consecutive_up: _,
        grace: _,
        buffer: _,
        steps_up: _,
        steps_down: _,
        lag: _,
        notice: _,
        validity: _,
        floor_until: _,
        grandfathered_until: _,
        attainment: _,
        up_or_out: _,
        freeze: _,
        unknown,
        about,
    } = new;
    let place = "Movement";
    let (before, now) = (movement_rules(&log.old), movement_rules(&log.new));
    for ((name, before), (_, now)) in before.iter().zip(&now) {
        if before != now {
            let (before, now) = (low(before), low(now));
            let words = format!("{name}: {now}; before: {before}");
            log.set(place, name, (&before, &now), &words);
        }
    }
    log.field(place, "The rule for what is unknown", old.unknown, *unknown, |_, policy| {
        format!("\"{}\"", unknown_sentence(policy))
    });
    log.about(place, &old.about, about);
}

/// A sentence as it stands behind a colon.
fn low(sentence: &super::Sentence) -> String {
    let text = sentence.to_string();
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
