//! Ladders that differ.

use super::conditions::gates;
use super::log::Log;
use super::matched::Pair;
use crate::explain::conditions::{comparator_words, quantity};
use crate::explain::lexicon::Lexicon;
use crate::explain::numbers::Scale;
use crate::explain::tiers::{enter_sentence, keep_sentence, reviews_sentence, room_sentence};
use crate::rules::{Cadence, Capacity, Keep, Ladder, Threshold, Tier, same_tiers};

pub(super) fn ladder(log: &mut Log<'_>, old: &Ladder, new: &Ladder) {
    let Ladder { tiers } = new;
    let places = same_tiers(old, new);
    for (before, after) in &places {
        let before = before.and_then(|place| old.tiers.get(place));
        let pair = match (before, after.and_then(|place| tiers.get(place))) {
            (Some(before), Some(after)) => Pair::Both(before, after),
            (Some(before), None) => Pair::Gone(before),
            (None, Some(after)) => Pair::Come(after),
            (None, None) => continue,
        };
        match pair {
            Pair::Both(old, new) => tier(log, old, new),
            Pair::Come(new) => come(log, after.unwrap_or(0), new),
            Pair::Gone(old) => log.say("Tiers", format!("{} is gone", old.name)),
        }
    }
    let order: Vec<usize> =
        places.iter().filter(|pair| pair.1.is_some()).filter_map(|pair| pair.0).collect();
    log.order("Tiers", !order.is_sorted(), tiers.iter().map(|tier| tier.name.clone()));
}

fn come(log: &mut Log<'_>, position: usize, tier: &Tier) {
    let lexicon = log.new.spelled_out();
    let buffer = lexicon.program().movement.buffer;
    let enter = enter_sentence(&lexicon, position, tier, None);
    let keep = keep_sentence(&lexicon, position, tier, None, (buffer, buffer));
    let room = tier.capacity.as_ref().map(|capacity| room_sentence(&lexicon, capacity).to_string());
    let reviews = tier.reviews.map(|reviews| reviews_sentence(reviews).to_string());
    let asks = format!("{} is new. To enter: {enter} To keep: {keep}", tier.name);
    let words: Vec<String> = std::iter::once(asks).chain(room).chain(reviews).collect();
    log.say("Tiers", words.join(" "));
}

fn tier(log: &mut Log<'_>, old: &Tier, new: &Tier) {
    let Tier { name, about, threshold, gates: enter, keep, by_invitation, capacity, reviews } = new;
    let place = name.as_str();
    log.name(place, "The name", &old.name, name);
    line(log, place, "The score to enter", old.threshold.as_ref(), threshold.as_ref());
    gates(log, place, "The conditions to enter", &old.gates, enter);
    self::keep(log, place, old.keep.as_ref(), keep.as_ref());
    log.field(place, "The way in", old.by_invitation, *by_invitation, |_, only| {
        if only { "by invitation only".to_owned() } else { "open to all who qualify".to_owned() }
    });
    let room = |lexicon: &Lexicon<'_>, capacity: Option<&Capacity>| {
        capacity.map_or_else(
            || "without a limit".to_owned(),
            |capacity| format!("\"{}\"", room_sentence(&lexicon.spelled_out(), capacity)),
        )
    };
    log.field(place, "The room", old.capacity.as_ref(), capacity.as_ref(), room);
    let decided = |_: &Lexicon<'_>, reviews: Option<Cadence>| {
        reviews.map_or_else(
            || "when the movement rules say".to_owned(),
            |reviews| format!("\"{}\"", reviews_sentence(reviews)),
        )
    };
    log.field(place, "When it is decided", old.reviews, *reviews, decided);
    log.about(place, &old.about, about);
}

fn line(
    log: &mut Log<'_>,
    place: &str,
    what: &str,
    old: Option<&Threshold>,
    new: Option<&Threshold>,
) {
    log.field(place, what, old, new, |lexicon: &Lexicon<'_>, line| match line {
        Some(Threshold { comparator, points }) => format!(
            "{} {}",
            comparator_words(*comparator),
            quantity(lexicon, points, Scale::Points, None)
        ),
        None => "of no matter".to_owned(),
    });
}

fn keep(log: &mut Log<'_>, place: &str, old: Option<&Keep>, new: Option<&Keep>) {
    const SAME: &str = "the same as to enter, less the buffer";
    match (old, new) {
        (None, None) => {}
        (Some(_), None) => log.say(place, format!("What keeps it is now {SAME}")),
        (None, Some(new)) => {
            log.say(place, format!("What keeps it is no longer {SAME}"));
            let bare = Keep { threshold: None, gates: Vec::new() };
            kept(log, place, &bare, new);
        }
        (Some(old), Some(new)) => kept(log, place, old, new),
    }
}

fn kept(log: &mut Log<'_>, place: &str, old: &Keep, new: &Keep) {
    let Keep { threshold, gates: conditions } = new;
    line(
        log,
        place,
        "The score to keep it, before the buffer",
        old.threshold.as_ref(),
        threshold.as_ref(),
    );
    gates(log, place, "The conditions to keep it", &old.gates, conditions);
}
