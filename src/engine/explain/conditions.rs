//! A condition as a sentence.
//!
//! Nested groups stand in brackets, so that "and" and "or" can be read in one way only. Beside
//! another version of the same condition, a number that differs is followed by what it was.

use super::lexicon::Lexicon;
use super::names::{definition, measure_name};
use super::numbers::Scale;
use super::sentence::{Sentence, append, counted, listed};
use crate::rules::{Comparator, Gate, Measure, Places, Quantity, Rule, Ties};

/// How a comparator is spoken.
pub fn comparator_words(comparator: Comparator) -> &'static str {
    match comparator {
        Comparator::AtLeast => "at least",
        Comparator::MoreThan => "more than",
        Comparator::AtMost => "at most",
        Comparator::LessThan => "less than",
    }
}

/// A condition as part of a sentence: `CSAT (mean of 12 months) at least 4.2 or …`.
pub fn gate_sentence(lexicon: &Lexicon<'_>, gate: &Gate) -> Sentence {
    say(lexicon, gate, None)
}

/// The same beside what it was: where the two differ in a number only, the old one follows it.
pub fn gate_sentence_was(lexicon: &Lexicon<'_>, gate: &Gate, was: &Gate) -> Sentence {
    say(lexicon, gate, Some(was))
}

/// Conditions that all have to be met: `…, and …`; nothing for none.
pub(super) fn all_of(lexicon: &Lexicon<'_>, gates: &[Gate], was: &[Gate]) -> Sentence {
    let inner = pairs(gates, was).map(|(gate, was)| grouped(lexicon, gate, was));
    joined(inner, ", ", "and")
}

fn say(lexicon: &Lexicon<'_>, gate: &Gate, was: Option<&Gate>) -> Sentence {
    match &gate.rule {
        Rule::Compare { measure, comparator, line } => {
            compare(lexicon, measure, *comparator, line, was)
        }
        Rule::All(list) => all_of(lexicon, list, list_of(was, |rule| matches!(rule, Rule::All(_)))),
        Rule::Any(list) => {
            let was = list_of(was, |rule| matches!(rule, Rule::Any(_)));
            joined(pairs(list, was).map(|(gate, was)| grouped(lexicon, gate, was)), " ", "or")
        }
        Rule::AtLeast { count, must, of } => at_least(lexicon, *count, must, of, was),
        Rule::Not(inner) => {
            let was = was.and_then(|was| match &was.rule {
                Rule::Not(was) => Some(&**was),
                _ => None,
            });
            Sentence::new().joiner("not").text(" ").then(bracketed(say(lexicon, inner, was)))
        }
        Rule::When { when, then } => when_then(lexicon, when, then, was),
        Rule::Top { .. } => top(lexicon, gate, was),
        Rule::Status(key) => Sentence::plain(format!("holds the status {}", lexicon.status(key))),
        Rule::Is { attribute, values } => {
            Sentence::plain(format!("{} is {}", words(attribute), listed(values, "or")))
        }
        Rule::Attested(attribute) => {
            Sentence::plain(format!("{} is confirmed and has not expired", words(attribute)))
        }
        Rule::Each { periods, gate: inner } => {
            let was = was.and_then(|was| match &was.rule {
                Rule::Each { periods, gate } => {
                    Some((counted(*periods, "period", "periods"), &**gate))
                }
                _ => None,
            });
            let number = counted(*periods, "period", "periods");
            over_time(lexicon, "in each of the last ", &number, inner, was)
        }
        Rule::AnyTime { months, gate: inner } => {
            let was = was.and_then(|was| match &was.rule {
                Rule::AnyTime { months, gate } => {
                    Some((counted(*months, "month", "months"), &**gate))
                }
                _ => None,
            });
            let number = counted(*months, "month", "months");
            over_time(lexicon, "at any time in the last ", &number, inner, was)
        }
    }
}

/// The list of a group that is of the kind looked for.
fn list_of(gate: Option<&Gate>, kind: impl Fn(&Rule) -> bool) -> &[Gate] {
    match gate.map(|gate| &gate.rule) {
        Some(rule @ (Rule::All(list) | Rule::Any(list))) if kind(rule) => list,
        _ => &[],
    }
}

/// Gates beside what they were, by position; nothing is known of what they were when the lists
/// differ in length.
fn pairs<'g>(
    gates: &'g [Gate],
    was: &'g [Gate],
) -> impl Iterator<Item = (&'g Gate, Option<&'g Gate>)> {
    let comparable = gates.len() == was.len();
    gates
        .iter()
        .enumerate()
        .map(move |(index, gate)| (gate, if comparable { was.get(index) } else { None }))
}

/// A condition inside another: in brackets when it is made of several.
fn grouped(lexicon: &Lexicon<'_>, gate: &Gate, was: Option<&Gate>) -> Sentence {
    let inner = say(lexicon, gate, was);
    let several = match &gate.rule {
        Rule::All(list) | Rule::Any(list) => list.len() > 1,
        Rule::AtLeast { .. } | Rule::When { .. } => true,
        _ => false,
    };
    if several { bracketed(inner) } else { inner }
}

fn bracketed(inner: Sentence) -> Sentence {
    Sentence::plain("(").then(inner).text(")")
}

fn over_time(
    lexicon: &Lexicon<'_>,
    start: &str,
    number: &str,
    inner: &Gate,
    was: Option<(String, &Gate)>,
) -> Sentence {
    let (was_number, was_inner) = was.unzip();
    numbered(Sentence::plain(start), number, was_number)
        .text(": ")
        .then(bracketed(say(lexicon, inner, was_inner)))
}

fn joined(parts: impl Iterator<Item = Sentence>, before: &str, word: &str) -> Sentence {
    parts.enumerate().fold(Sentence::new(), |sentence, (place, part)| {
        if place == 0 { part } else { sentence.text(before).joiner(word).text(" ").then(part) }
    })
}

/// A number, and what it was when that was another one.
fn numbered(sentence: Sentence, number: &str, was: Option<String>) -> Sentence {
    let sentence = sentence.strong(number);
    match was {
        Some(was) if was != number => sentence.was(was),
        _ => sentence,
    }
}

/// The name of a measure inside a sentence; in full where that is asked for.
pub(super) fn named(lexicon: &Lexicon<'_>, measure: &Measure) -> String {
    let name = measure_name(lexicon, measure).inline();
    if !lexicon.is_spelled_out() {
        return name;
    }
    let full = definition(lexicon, measure);
    let plain = format!("the {name}") == full || format!("the value of {name}") == full;
    if plain { name } else { format!("{name} [{full}]") }
}

fn compare(
    lexicon: &Lexicon<'_>,
    measure: &Measure,
    comparator: Comparator,
    line: &Quantity,
    was: Option<&Gate>,
) -> Sentence {
    let was = was.and_then(|was| match &was.rule {
        Rule::Compare { measure: m, comparator: c, line } if m == measure && *c == comparator => {
            Some(line)
        }
        _ => None,
    });
    let start = format!("{} {} ", named(lexicon, measure), comparator_words(comparator));
    Sentence::plain(start).then(quantity(lexicon, line, lexicon.scale(measure), was))
}

/// A number, or all numbers by segment.
pub(super) fn quantity(
    lexicon: &Lexicon<'_>,
    quantity: &Quantity,
    scale: Scale,
    was: Option<&Quantity>,
) -> Sentence {
    let text = |value: f64| lexicon.exact(value, scale);
    match quantity {
        Quantity::Fixed(value) => {
            let was = was.and_then(Quantity::fixed).map(text);
            numbered(Sentence::new(), &text(*value), was)
        }
        Quantity::By { attribute, values, otherwise } => {
            let before = |name: &str| match was {
                Some(Quantity::By { attribute: a, values, .. }) if a == attribute => {
                    values.iter().find(|(n, _)| n == name).map(|(_, value)| text(*value))
                }
                _ => None,
            };
            let mut sentence = Sentence::new();
            for (place, (name, value)) in values.iter().enumerate() {
                let start = sentence.text(if place > 0 { ", " } else { "" });
                sentence = numbered(start, &text(*value), before(name));
                sentence = sentence.text(format!(" where {} is {name}", words(attribute)));
            }
            match otherwise {
                Some(value) => {
                    let was = match was {
                        Some(Quantity::By { otherwise, .. }) => otherwise.map(text),
                        _ => None,
                    };
                    numbered(sentence.text(", "), &text(*value), was).text(" elsewhere")
                }
                None => sentence.text(", unknown elsewhere"),
            }
        }
    }
}

fn at_least(
    lexicon: &Lexicon<'_>,
    count: usize,
    must: &[Gate],
    of: &[Gate],
    was: Option<&Gate>,
) -> Sentence {
    let (was_must, was_of, was_count) = match was.map(|was| &was.rule) {
        Some(Rule::AtLeast { count, must, of }) => (must.as_slice(), of.as_slice(), Some(*count)),
        _ => (&[][..], &[][..], None),
    };
    let mut sentence = Sentence::new().joiner(format!("at least {count} of"));
    if let Some(was) = was_count.filter(|was| *was != count) {
        sentence = sentence.was(was.to_string());
    }
    sentence = sentence.text(": ");
    let musts = pairs(must, was_must).map(|(gate, was)| (gate, was, " (in any case)"));
    let others = pairs(of, was_of).map(|(gate, was)| (gate, was, ""));
    for (place, (gate, was, after)) in musts.chain(others).enumerate() {
        sentence = sentence.text(if place > 0 { "; " } else { "" });
        sentence = sentence.then(grouped(lexicon, gate, was)).text(after);
    }
    sentence
}

fn when_then(lexicon: &Lexicon<'_>, when: &Gate, then: &Gate, was: Option<&Gate>) -> Sentence {
    let (before, afterwards) = match was.map(|was| &was.rule) {
        Some(Rule::When { when, then }) => (Some(&**when), Some(&**then)),
        _ => (None, None),
    };
    Sentence::new()
        .joiner("if")
        .text(" ")
        .then(grouped(lexicon, when, before))
        .text(", ")
        .joiner("then")
        .text(" ")
        .then(grouped(lexicon, then, afterwards))
}

fn top(lexicon: &Lexicon<'_>, gate: &Gate, was: Option<&Gate>) -> Sentence {
    let Rule::Top { measure, less_is_better, share, group, places, ties, smallest_group } =
        &gate.rule
    else {
        return Sentence::new();
    };
    let was = was.and_then(|was| match &was.rule {
        Rule::Top { share, .. } => Some(lexicon.exact(*share, Scale::Share)),
        _ => None,
    });
    let start = Sentence::plain("among the best ");
    let sentence = numbered(start, &lexicon.exact(*share, Scale::Share), was);
    let of = match group {
        Some(group) => format!(" of the partners with the same {}", words(group)),
        None => " of all partners".to_owned(),
    };
    let better = if *less_is_better { "less is better" } else { "more is better" };
    let places = match places {
        Places::Down => "places rounded down",
        Places::Up => "places rounded up",
        Places::Nearest => "places rounded to the nearest, half up",
    };
    let ties = match ties {
        Ties::Included => "all who are level with the last place included",
        Ties::Excluded => "those level with the last place left out when there is no room for all",
    };
    let by = named(lexicon, measure);
    let mut text = format!("{of} by {by} ({better}; {places}; {ties}");
    if *smallest_group > 0 {
        append(&mut text, format!("; no places in a group of fewer than {smallest_group}"));
    }
    sentence.text(text + ")")
}

/// The name of a text column as words.
pub(super) fn words(attribute: &str) -> String {
    attribute.replace('_', " ")
}
