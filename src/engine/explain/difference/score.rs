//! Scores that differ.

use super::conditions::gate;
use super::log::Log;
use super::matched::{Pair, matched};
use crate::explain::lexicon::Lexicon;
use crate::explain::names::{definition, measure_name};
use crate::explain::numbers::{Scale, digits};
use crate::explain::sheet::{
    combine_dimensions, combine_parts, points_sentence, points_table, table_line,
};
use crate::rules::{Dimension, Measure, Part, ScoreModel, Track, ValueFunction};

type Factor = (Measure, ValueFunction);

pub(super) fn model(log: &mut Log<'_>, old: &ScoreModel, new: &ScoreModel) {
    let ScoreModel { tracks, scale, minimum_coverage, round } = new;
    let place = "Score";
    log.field(place, "The top of the scale", old.scale, *scale, points);
    log.field(
        place,
        "The least share of the weight that has to be known",
        old.minimum_coverage,
        *minimum_coverage,
        |lexicon, share| lexicon.exact(share, Scale::Share),
    );
    log.field(place, "The rounding of the score", old.round, *round, decimals);
    let (pairs, order) = matched(&old.tracks, tracks, |track| track.name.clone());
    for pair in pairs {
        match pair {
            Pair::Both(old, new) => track(log, old, new),
            Pair::Come(new) => {
                let names: Vec<&str> = new.dimensions.iter().map(|d| d.name.as_str()).collect();
                let names = names.join(", ");
                log.say(place, format!("The track {} is new, with {names}", called(new)));
                track(log, &empty(new), new);
            }
            Pair::Gone(old) => log.say(place, format!("The track {} is gone", called(old))),
        }
    }
    log.order(place, order, tracks.iter().map(called));
}

fn called(track: &Track) -> String {
    if track.name.is_empty() { "without a name".to_owned() } else { track.name.clone() }
}

/// A track like this one before anything was put into it.
fn empty(track: &Track) -> Track {
    Track { dimensions: Vec::new(), ..track.clone() }
}

fn points(lexicon: &Lexicon<'_>, points: f64) -> String {
    lexicon.exact(points, Scale::Points)
}

fn bound(lexicon: &Lexicon<'_>, bound: Option<f64>) -> String {
    bound.map_or_else(|| "without a limit".to_owned(), |value| points(lexicon, value))
}

fn decimals(_: &Lexicon<'_>, decimals: Option<u8>) -> String {
    decimals.map_or_else(|| "none".to_owned(), |n| format!("to {n} decimals"))
}

fn track(log: &mut Log<'_>, old: &Track, new: &Track) {
    let Track { name, about, when, dimensions, combine } = new;
    let place = if name.is_empty() { "Score" } else { name };
    log.about(place, &old.about, about);
    gate(log, place, "Who is scored", old.when.as_ref(), when.as_ref());
    log.field(place, "How dimensions are put together", old.combine, *combine, |_, how| {
        format!("\"{}\"", combine_dimensions(how))
    });
    let (pairs, order) = matched(&old.dimensions, dimensions, |dimension| dimension.key.clone());
    for pair in pairs {
        match pair {
            Pair::Both(old, new) => dimension(log, name, old, new),
            Pair::Come(new) => {
                let weight = digits(new.weight);
                log.say(place, format!("{} is new, with a weight of {weight}", new.name));
                let before = Dimension { parts: Vec::new(), ..new.clone() };
                dimension(log, name, &before, new);
            }
            Pair::Gone(old) => log.say(place, format!("{} is no longer scored", old.name)),
        }
    }
    log.order(place, order, dimensions.iter().map(|dimension| dimension.name.clone()));
}

fn dimension(log: &mut Log<'_>, track: &str, old: &Dimension, new: &Dimension) {
    let Dimension { key: _, name, about, weight, parts, combine, bounds } = new;
    let place = if track.is_empty() { name.clone() } else { format!("{track}, {name}") };
    log.name(&place, "The name", &old.name, name);
    log.field(&place, "The weight", old.weight, *weight, |_, weight| digits(weight));
    log.field(&place, "How parts are put together", old.combine, *combine, |_, how| {
        format!("\"{}\"", combine_parts(how))
    });
    log.field(&place, "The least it counts for", old.bounds.0, bounds.0, bound);
    log.field(&place, "The most it counts for", old.bounds.1, bounds.1, bound);
    log.about(&place, &old.about, about);
    let (pairs, order) = matched(&old.parts, parts, |part| part.name.clone());
    for pair in pairs {
        match pair {
            Pair::Both(old, new) => part(log, &place, old, new),
            Pair::Come(new) => {
                log.say(&place, format!("{} is new: {}", new.name, described(&log.new, new)));
            }
            Pair::Gone(old) => log.say(&place, format!("{} no longer counts", old.name)),
        }
    }
    log.order(&place, order, parts.iter().map(|part| part.name.clone()));
}

/// A part in one line.
fn described(lexicon: &Lexicon<'_>, part: &Part) -> String {
    let value = valued(lexicon, &part.value, lexicon.scale(&part.measure));
    format!(
        "{}, {value}, with a share of {}",
        definition(lexicon, &part.measure),
        digits(part.share)
    )
}

fn part(log: &mut Log<'_>, dimension: &str, old: &Part, new: &Part) {
    let Part { name, about, measure, value, times, when, if_unknown, share, round } = new;
    let place = format!("{dimension}, {name}");
    let place = place.as_str();
    log.about(place, &old.about, about);
    self::measure(log, place, "What is measured", &old.measure, measure);
    self::value(log, place, "How points are given", (&old.measure, &old.value), (measure, value));
    factors(log, place, &old.times, times);
    gate(log, place, "Who gets points", old.when.as_ref(), when.as_ref());
    log.field(place, "What an unknown earns", old.if_unknown, *if_unknown, |lexicon, worth| {
        worth.map_or_else(|| "nothing: it is left out".to_owned(), |worth| points(lexicon, worth))
    });
    log.field(place, "The share", old.share, *share, |_, share| digits(share));
    log.field(place, "The rounding of the points", old.round, *round, decimals);
}

pub(super) fn measure(log: &mut Log<'_>, place: &str, what: &str, old: &Measure, new: &Measure) {
    log.field(place, what, old, new, |lexicon, measure| {
        let full = definition(lexicon, measure);
        match &measure.name {
            Some(_) => format!("\"{}: {full}\"", measure_name(lexicon, measure)),
            None => format!("\"{full}\""),
        }
    });
}

fn value(
    log: &mut Log<'_>,
    place: &str,
    what: &str,
    (old_measure, old): (&Measure, &ValueFunction),
    (new_measure, new): (&Measure, &ValueFunction),
) {
    if old != new {
        let was = valued(&log.old, old, log.old.scale(old_measure));
        let now = valued(&log.new, new, log.new.scale(new_measure));
        log.texts(place, what, &format!("\"{was}\""), &format!("\"{now}\""));
    }
}

/// A value function in one line.
fn valued(lexicon: &Lexicon<'_>, value: &ValueFunction, scale: Scale) -> String {
    let sentence = points_sentence(lexicon, value, scale);
    match (value, points_table(lexicon, value, scale)) {
        (ValueFunction::Schedule { .. }, Some(table)) => {
            format!("{sentence}: {}", table_line(&table))
        }
        (ValueFunction::Anchors(_), Some(table)) => {
            format!("straight lines between {}", table_line(&table))
        }
        (_, Some(table)) => format!("the first that fits of {}", table_line(&table)),
        (_, None) => sentence.to_string(),
    }
}

fn factors(log: &mut Log<'_>, place: &str, old: &[Factor], new: &[Factor]) {
    for position in 0..old.len().max(new.len()) {
        let what = format!("Factor {}", position + 1);
        match (old.get(position), new.get(position)) {
            (Some(old), Some(new)) => {
                measure(
                    log,
                    place,
                    &format!("What {} measures", what.to_lowercase()),
                    &old.0,
                    &new.0,
                );
                let points = format!("How {} is given", what.to_lowercase());
                value(log, place, &points, (&old.0, &old.1), (&new.0, &new.1));
            }
            (None, Some((measure, value))) => {
                let text = valued(&log.new, value, log.new.scale(measure));
                let measure = definition(&log.new, measure);
                log.say(place, format!("{what} is new: {measure}, {text}"));
            }
            (Some(_), None) => log.say(place, format!("{what} is gone")),
            (None, None) => {}
        }
    }
}
