//! What a tier asks, to enter and to keep, as sentences.

use super::conditions::{all_of, comparator_words, named, quantity};
use super::lexicon::Lexicon;
use super::names::month_name;
use super::numbers::Scale;
use super::sentence::{Sentence, counted};
use crate::rules::{Cadence, Capacity, Gate, Quantity, Threshold, Tier, round_to};

/// What a tier asks of those who enter it; `was` is the same tier of another program. The lowest
/// tier (position 0) takes everyone.
pub fn enter_sentence(
    lexicon: &Lexicon<'_>,
    position: usize,
    tier: &Tier,
    was: Option<&Tier>,
) -> Sentence {
    if position == 0 {
        return Sentence::plain("Everyone.");
    }
    let was_line = was.and_then(|was| was.threshold.as_ref());
    let was_gates = was.map_or(&[][..], |was| was.gates.as_slice());
    let asked =
        asked(lexicon, (tier.threshold.as_ref(), was_line), (&tier.gates, was_gates), (0.0, 0.0));
    match (tier.by_invitation, asked.is_empty()) {
        (false, true) => Sentence::plain("No conditions."),
        (false, false) => asked.whole(),
        (true, true) => Sentence::plain("By invitation only."),
        (true, false) => {
            Sentence::plain("By invitation only, which asks for: ").then(asked).whole()
        }
    }
}

/// What a tier asks of those who hold it, the buffer taken off; `buffer` is in points, now and
/// before.
pub fn keep_sentence(
    lexicon: &Lexicon<'_>,
    position: usize,
    tier: &Tier,
    was: Option<&Tier>,
    buffer: (f64, f64),
) -> Sentence {
    if position == 0 {
        return Sentence::plain("Always.");
    }
    let (line, gates) = kept(tier);
    let (was_line, was_gates) = was.map_or((None, &[][..]), kept);
    let asked = asked(lexicon, (line, was_line), (gates, was_gates), buffer);
    if asked.is_empty() { Sentence::plain("Always.") } else { asked.whole() }
}

/// Line and gates that keep a tier: its own, or those to enter.
pub(super) fn kept(tier: &Tier) -> (Option<&Threshold>, &[Gate]) {
    match &tier.keep {
        Some(keep) => (keep.threshold.as_ref(), &keep.gates),
        None => (tier.threshold.as_ref(), &tier.gates),
    }
}

/// How many places a tier has and who gets them.
pub fn room_sentence(lexicon: &Lexicon<'_>, capacity: &Capacity) -> Sentence {
    let by = capacity.by.as_ref().map_or_else(|| "score".to_owned(), |by| named(lexicon, by));
    Sentence::plain("Room for ").strong(counted(capacity.most, "partner", "partners")).text(
        format!(
            "; those who hold it stay, then the highest {by} goes first, unknown ones last, and \
             level ones in the order of their ids."
        ),
    )
}

/// When it is decided who enters a tier and who loses it, where it has a cadence of its own.
pub fn reviews_sentence(cadence: Cadence) -> Sentence {
    let longer = match cadence.every {
        0 | 12 => "",
        _ => ", or at the end of every period when periods are longer",
    };
    Sentence::plain("It is decided ")
        .then(times(cadence))
        .text(" who enters it and who loses it")
        .text(longer)
        .whole()
}

/// How often: `once a year in February`.
pub(super) fn times(cadence: Cadence) -> Sentence {
    let often = match cadence.every {
        0 => Sentence::plain("at the end of every period"),
        12 => Sentence::new().strong("once a year"),
        every => Sentence::plain("every ").strong(counted(every, "month", "months")),
    };
    match (cadence.in_month, cadence.every) {
        (None, _) => often,
        (Some(month), 12) => often.text(format!(" in {}", month_name(month))),
        (Some(month), _) => often.text(format!(", once in {},", month_name(month))),
    }
}

fn asked(
    lexicon: &Lexicon<'_>,
    (line, was_line): (Option<&Threshold>, Option<&Threshold>),
    (gates, was_gates): (&[Gate], &[Gate]),
    (buffer, was_buffer): (f64, f64),
) -> Sentence {
    let mut sentence = Sentence::new();
    if let Some(line) = line {
        let was = was_line.filter(|was| was.comparator == line.comparator);
        let was = was.map(|was| less(&was.points, was_buffer));
        let words = format!("score {} ", comparator_words(line.comparator));
        let points = less(&line.points, buffer);
        let points = quantity(lexicon, &points, Scale::Points, was.as_ref());
        sentence = sentence.text(words).then(points);
    }
    let gates = all_of(lexicon, gates, was_gates);
    match (sentence.is_empty(), gates.is_empty()) {
        (_, true) => sentence,
        (true, false) => gates,
        (false, false) => sentence.text(", ").joiner("and").text(" ").then(gates),
    }
}

/// Every number of a quantity less the buffer; free of the dust of binary subtraction.
fn less(quantity: &Quantity, buffer: f64) -> Quantity {
    if buffer.abs() <= 0.0 {
        return quantity.clone();
    }
    let less = |value: &f64| round_to(value - buffer, 9);
    match quantity {
        Quantity::Fixed(value) => Quantity::Fixed(less(value)),
        Quantity::By { attribute, values, otherwise } => Quantity::By {
            attribute: attribute.clone(),
            values: values.iter().map(|(name, value)| (name.clone(), less(value))).collect(),
            otherwise: otherwise.as_ref().map(less),
        },
    }
}
