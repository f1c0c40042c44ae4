//! Statuses and tiers in the sheet.

use super::Section;
use super::about::sources;
use crate::explain::conditions::gate_sentence;
use crate::explain::lexicon::Lexicon;
use crate::explain::sentence::{Sentence, counted};
use crate::explain::tiers::{enter_sentence, keep_sentence, reviews_sentence, room_sentence};

pub(super) fn statuses(lexicon: &Lexicon<'_>) -> Option<Section> {
    let statuses = &lexicon.program().statuses;
    let mut section = Section::new("Statuses");
    section.tell("A partner holds a status while it meets this");
    section.sections = statuses
        .iter()
        .map(|status| {
            let mut section = Section::new(&status.name);
            section.say(gate_sentence(lexicon, &status.gate));
            sources(&mut section, &status.gate.about);
            section
        })
        .collect();
    (!statuses.is_empty()).then_some(section)
}

pub(super) fn section(lexicon: &Lexicon<'_>) -> Section {
    let program = lexicon.program();
    let mut section = Section::new("Tiers");
    section.tell(
        "A partner qualifies for the highest tier whose conditions to enter it meets, even when it \
         does not meet those of a tier below",
    );
    let back = program.movement.attainment;
    if back > 0 {
        section.say(
            Sentence::plain(
                "It is enough to have met all conditions of a tier at the end of one \
                             period of the last ",
            )
            .strong(counted(back, "month", "months")),
        );
    }
    let buffer = (program.movement.buffer, program.movement.buffer);
    for (position, tier) in program.ladder.tiers.iter().enumerate() {
        let mut part = Section::new(&tier.name);
        let enter = enter_sentence(lexicon, position, tier, None);
        part.sentences.push(Sentence::plain("To enter: ").then(enter));
        let keep = keep_sentence(lexicon, position, tier, None, buffer);
        part.sentences.push(Sentence::plain("To keep: ").then(keep));
        if let Some(capacity) = &tier.capacity {
            part.say(room_sentence(lexicon, capacity));
        }
        part.sentences.extend(tier.reviews.map(reviews_sentence));
        sources(&mut part, &tier.about);
        for gate in tier.gates.iter().chain(tier.keep.iter().flat_map(|keep| &keep.gates)) {
            sources(&mut part, &gate.about);
        }
        section.sections.push(part);
    }
    section
}
