//! Movement rules and the policy for the unknown in the sheet.

use super::Section;
use super::about::sources;
use crate::explain::lexicon::Lexicon;
use crate::explain::names::month_name;
use crate::explain::numbers::Scale;
use crate::explain::sentence::{Sentence, counted};
use crate::rules::{Cadence, UnknownPolicy};

/// Name and sentence of every movement rule, those that do nothing included.
pub(in crate::explain) fn movement_rules(lexicon: &Lexicon<'_>) -> Vec<(&'static str, Sentence)> {
    let mut all = up(lexicon);
    all.extend(down(lexicon));
    all.extend(protection(lexicon));
    all
}

fn months(number: u32) -> String {
    counted(number, "month", "months")
}

fn reviews(number: u32) -> String {
    counted(number, "review", "reviews")
}

fn cadence(direction: &str, cadence: Cadence) -> Sentence {
    let start = format!("Partners can move {direction} ");
    let sentence = match cadence.every {
        0 => Sentence::plain(start).text("at the end of every period"),
        every => Sentence::plain(start)
            .text("every ")
            .strong(months(every))
            .text(", or at the end of every period when periods are longer"),
    };
    match cadence.in_month {
        Some(month) => sentence.text(format!(", one of these reviews in {}", month_name(month))),
        None => sentence,
    }
}

fn steps(direction: &str, steps: Option<u32>, any: &str) -> Sentence {
    match steps {
        Some(steps) => {
            Sentence::plain(format!("One review moves a partner {direction} by at most "))
                .strong(counted(steps, "tier", "tiers"))
        }
        None => Sentence::plain(any),
    }
}

fn up(lexicon: &Lexicon<'_>) -> Vec<(&'static str, Sentence)> {
    let rules = &lexicon.program().movement;
    let row = match rules.consecutive_up {
        1 => Sentence::plain(
            "A partner moves up at the first review at which it qualifies for a higher tier",
        ),
        row => Sentence::plain("A partner moves up once it qualifies for a higher tier at ")
            .strong(reviews(row))
            .text(" in a row"),
    };
    let lag = match rules.lag {
        0 => Sentence::plain("A move up takes effect at once"),
        lag => {
            Sentence::plain("A move up takes effect ").strong(months(lag)).text(" after the review")
        }
    };
    vec![
        ("Reviews upward", cadence("up", rules.up)),
        ("Reviews in a row", row),
        (
            "Steps up",
            steps(
                "up",
                rules.steps_up,
                "One review moves a partner up to the tier it qualifies for",
            ),
        ),
        ("Delay upward", lag),
    ]
}

fn down(lexicon: &Lexicon<'_>) -> Vec<(&'static str, Sentence)> {
    let rules = &lexicon.program().movement;
    let grace = match rules.grace {
        0 => Sentence::plain(
            "The first review at which a partner does not keep its tier moves it lower",
        ),
        1 => Sentence::plain(
            "One review at which a partner does not keep its tier changes nothing; the next one in \
             a row moves it lower",
        ),
        grace => Sentence::new().strong(reviews(grace)).text(
            " in a row at which a partner does not keep its tier change nothing; the next one \
                   moves it lower",
        ),
    };
    let notice = match rules.notice {
        0 => Sentence::plain("A move to a lower tier takes effect at once"),
        notice => Sentence::plain("A move to a lower tier takes effect ")
            .strong(months(notice))
            .text(" after the review; a review at which the tier is kept takes it back"),
    };
    let buffer = Sentence::plain("To keep a tier, the score may lie ")
        .strong(lexicon.exact(rules.buffer, Scale::Points))
        .text(" below the line");
    vec![
        ("Reviews downward", cadence("lower", rules.down)),
        ("Grace", grace),
        ("Buffer", buffer),
        (
            "Steps down",
            steps(
                "down",
                rules.steps_down,
                "One review moves a partner to the tier it qualifies for, at least one lower",
            ),
        ),
        ("Notice", notice),
    ]
}

fn protection(lexicon: &Lexicon<'_>) -> Vec<(&'static str, Sentence)> {
    let rules = &lexicon.program().movement;
    let validity = match rules.validity {
        0 => Sentence::plain("A tier is not held for any least time"),
        validity => Sentence::plain("A tier is held for at least ").strong(months(validity)),
    };
    let floor = match rules.floor_until {
        None => Sentence::plain("No date protects partners from moving lower"),
        Some(month) => Sentence::plain("No partner moves lower before ").strong(month.to_string()),
    };
    let grandfathered = match rules.grandfathered_until {
        None => Sentence::plain("Tiers held at the start are not protected"),
        Some(month) => Sentence::plain("A tier held since before the start is kept until ")
            .strong(month.to_string()),
    };
    let attainment = match rules.attainment {
        0 => Sentence::plain("Conditions have to be met at the review"),
        back => Sentence::plain("Conditions have to be met at the end of one period of the last ")
            .strong(months(back)),
    };
    let freeze = match rules.freeze {
        None => Sentence::plain("Reviews are never paused"),
        Some((from, to)) => {
            Sentence::plain("Nothing is reviewed from ").strong(format!("{from} to {to}"))
        }
    };
    vec![
        ("Least time in a tier", validity),
        ("Floor", floor),
        ("Held since before", grandfathered),
        ("Looking back", attainment),
        ("Up or out", up_or_out(lexicon)),
        ("Pause", freeze),
    ]
}

fn up_or_out(lexicon: &Lexicon<'_>) -> Sentence {
    match lexicon.program().movement.up_or_out {
        None => Sentence::plain("Nobody has to reach a tier to stay in the program"),
        Some(rule) => Sentence::plain("A partner below ")
            .text(lexicon.tier(usize::from(rule.tier)))
            .text(" after ")
            .strong(months(rule.within))
            .text(" in the program gets notice, and leaves ")
            .strong(months(rule.notice))
            .text(" later unless it qualifies for a higher tier than it holds"),
    }
}

pub(super) fn section(lexicon: &Lexicon<'_>) -> Section {
    let mut section = Section::new("Movement");
    for (_, sentence) in movement_rules(lexicon) {
        section.say(sentence);
    }
    if lexicon.program().ladder.tiers.iter().any(|tier| tier.reviews.is_some()) {
        section.tell(
            "A tier that is decided at times of its own is entered and lost only then: a review moves a \
             partner up to the highest tier it qualifies for of those that are due, and who loses a \
             tier falls to what it qualifies for, due or not",
        );
    }
    sources(&mut section, &lexicon.program().movement.about);
    section
}

/// What too little known means at a review.
pub(in crate::explain) fn unknown_sentence(policy: UnknownPolicy) -> &'static str {
    match policy {
        UnknownPolicy::Hold => {
            "conditions that are unknown move a partner neither up nor down: it cannot enter a tier \
             on them, and keeps the tier it holds"
        }
        UnknownPolicy::Fail => "conditions that are unknown count as not met",
        UnknownPolicy::Pass => "conditions that are unknown count as met",
    }
}

pub(super) fn unknowns(lexicon: &Lexicon<'_>) -> Section {
    let mut section = Section::new("When something is unknown");
    section.tell("Unknown is never 0");
    section.tell(unknown_sentence(lexicon.program().movement.unknown));
    section.tell(
        "A score leaves unknown parts and dimensions out, and shares their weight among the others",
    );
    section.tell("A condition never estimates: with a gap in its window a sum is unknown, unless the measure says otherwise");
    section
}
