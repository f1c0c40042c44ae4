//! What a review did to one partner, and the rule that fired.

use super::headline::{misses, points};
use super::lexicon;
use crate::explain::lexicon::Lexicon;
use crate::explain::numbers::Scale;
use crate::explain::sentence::{Sentence, counted};
use crate::explain::tiers::{kept, times};
use crate::portfolio::Month;
use crate::rules::{
    Clock, Evaluation, GateTrace, ReviewEvent, Reviewed, Standing, Truth, round_to,
};

/// A review with all that is known of it.
struct Told<'s, 'a> {
    lexicon: Lexicon<'a>,
    evaluation: &'s Evaluation<'a>,
    partner: usize,
    before: Standing,
    after: Standing,
    seen: Reviewed,
    clock: Clock,
}

/// One sentence on one review of the partner at a position: what happened, and by which rule.
/// `before` and `after` are its standing around [`crate::rules::review_all`], which gave `seen`.
pub fn review_sentence(
    evaluation: &Evaluation<'_>,
    partner: usize,
    (before, after): (Standing, Standing),
    seen: Reviewed,
    clock: Clock,
) -> Sentence {
    let lexicon = lexicon(evaluation);
    let told = Told { lexicon, evaluation, partner, before, after, seen, clock };
    match seen.event {
        None => told.nothing(),
        Some(ReviewEvent::Promote) => told.up(),
        Some(ReviewEvent::Building) => told.building(),
        Some(ReviewEvent::Hold) => told.hold(),
        Some(ReviewEvent::Grace) => told.grace(),
        Some(ReviewEvent::Demote) => told.down(),
        Some(ReviewEvent::Notice) => told.notice(),
        Some(ReviewEvent::Protected) => told.protected(),
        Some(ReviewEvent::Out) => told.out(),
    }
    .whole()
}

fn months(number: u32) -> String {
    counted(number, "month", "months")
}

impl Told<'_, '_> {
    fn tier(&self, position: u8) -> String {
        self.lexicon.tier(usize::from(position))
    }

    fn nothing(&self) -> Sentence {
        let rules = &self.lexicon.program().movement;
        match rules.freeze {
            Some((from, to)) if rules.frozen(self.clock) => {
                Sentence::plain("Nothing is reviewed from ").strong(format!("{from} to {to}"))
            }
            _ => Sentence::plain("No review is due"),
        }
    }

    /// The move that was decided earlier and has just taken effect.
    fn settled(&self) -> bool {
        self.before.pending.is_some_and(|p| p.to == self.after.tier) && self.after.pending.is_none()
    }

    fn up(&self) -> Sentence {
        let rules = &self.lexicon.program().movement;
        let start = format!(
            "Moves higher, from {} to {}",
            self.tier(self.seen.from),
            self.tier(self.seen.to)
        );
        if self.settled() {
            return Sentence::plain(start + ": the delay of ")
                .strong(months(rules.lag))
                .text(" after the decision is over");
        }
        let reviews = counted(rules.consecutive_up, "review", "reviews");
        let row = if rules.consecutive_up > 1 { " in a row" } else { "" };
        let sentence = Sentence::plain(start + ": it qualified at ").strong(reviews).text(row);
        let highest = self.evaluation.qualification(self.partner).tier;
        if let Some(waits) = self.waits(highest).filter(|_| highest > usize::from(self.seen.to)) {
            let highest = self.lexicon.tier(highest);
            return sentence.text(format!("; it qualifies for {highest}, and ")).then(waits);
        }
        match rules.steps_up {
            Some(most) if highest > usize::from(self.seen.to) => sentence
                .text(format!(
                    "; it qualifies for {}, and one review moves at most ",
                    self.lexicon.tier(highest)
                ))
                .strong(counted(most, "tier", "tiers")),
            _ => sentence,
        }
    }

    fn building(&self) -> Sentence {
        let highest = self.lexicon.tier(self.evaluation.qualification(self.partner).tier);
        if self.seen.no_room {
            return Sentence::plain(format!(
                "Qualifies for {highest} and stays in {}: there is no room, and the next review with \
                 room moves it higher",
                self.tier(self.after.tier)
            ));
        }
        let needed = self.lexicon.program().movement.consecutive_up;
        Sentence::plain(format!("Qualifies for {highest}: review "))
            .strong(format!("{} of {needed}", self.after.up))
            .text(" in a row that a move up takes")
    }

    /// `Premier is decided once a year`, of a tier with a cadence of its own that is not due.
    fn waits(&self, tier: usize) -> Option<Sentence> {
        let reviews = self.lexicon.program().ladder.tiers.get(tier)?.reviews?;
        let words = format!("{} is decided ", self.lexicon.tier(tier));
        (!reviews.due(self.clock)).then(|| Sentence::plain(words).then(times(reviews)))
    }

    /// Why a partner that qualifies for more stays.
    fn not_due(&self, highest: usize) -> Sentence {
        let rules = &self.lexicon.program().movement;
        let steps = rules.steps_up.map_or(highest, |steps| steps as usize);
        let reach = highest.min(usize::from(self.after.tier).saturating_add(steps));
        match self.waits(highest).or_else(|| self.waits(reach)) {
            Some(waits) => waits,
            None => Sentence::plain("no review upward is due"),
        }
    }

    fn hold(&self) -> Sentence {
        let tier = self.tier(self.after.tier);
        let stays = format!("Stays in {tier}: ");
        if let Some(pending) = self.before.pending
            && self.after.pending.is_none()
        {
            return Sentence::plain(format!(
                "{stays}what it asks is met again, so the decided move to {} is taken back",
                self.tier(pending.to)
            ));
        }
        let highest = self.evaluation.qualification(self.partner).tier;
        if highest > usize::from(self.after.tier) {
            let highest_name = self.lexicon.tier(highest);
            return Sentence::plain(format!("{stays}it qualifies for {highest_name}, and "))
                .then(self.not_due(highest));
        }
        match self.keeps() {
            Truth::Pass => Sentence::plain(stays + "what it asks is met, and no higher tier is"),
            Truth::Unknown if self.evaluation.keeps(self.partner, usize::from(self.after.tier)) => {
                Sentence::plain(
                    stays + "what it asks is not known for certain, and that moves nobody lower",
                )
            }
            _ => {
                let sentence = match self.waits(usize::from(self.after.tier)) {
                    Some(waits) => Sentence::plain(stays).then(waits),
                    None => Sentence::plain(stays + "no review downward is due"),
                };
                self.because(sentence, ", although it has ")
            }
        }
    }

    fn keeps(&self) -> Truth {
        let tier = self.evaluation.tiers().get(usize::from(self.seen.from));
        let truth = tier.and_then(|tier| tier.keep.get(self.partner).copied());
        truth.unwrap_or(Truth::Pass)
    }

    /// Adds what is missing to keep the tier held before.
    fn because(&self, sentence: Sentence, with: &str) -> Sentence {
        match self.missing() {
            Some(missing) => sentence.text(with).then(missing),
            None => sentence,
        }
    }

    /// What is missing to keep the tier held before the review, buffer taken off.
    fn missing(&self) -> Option<Sentence> {
        let program = self.lexicon.program();
        let tier = program.ladder.tiers.get(usize::from(self.seen.from))?;
        let (threshold, gates) = kept(tier);
        let mut parts = Vec::new();
        if let Some(threshold) = threshold {
            let score = self.evaluation.trace(self.partner);
            let line = threshold.points.column(&self.evaluation.scene());
            let line = line.get(self.partner).copied().filter(|line| !line.is_nan());
            let line = line.map(|line| round_to(line - program.movement.buffer, 9));
            let met = score.score.zip(line).map(|(s, l)| threshold.comparator.holds(s, l));
            if met != Some(Truth::Pass) {
                parts.push(points(&self.lexicon, threshold.comparator, line, &score));
            }
        }
        let traces: Vec<GateTrace> =
            gates.iter().map(|gate| self.evaluation.judged(gate).trace(self.partner)).collect();
        parts.extend(misses(&self.lexicon, gates.iter().zip(&traces)));
        let mut parts = parts.into_iter();
        let first = parts.next()?;
        Some(parts.fold(first, |all, part| all.text(", ").joiner("and").text(" ").then(part)))
    }

    fn grace(&self) -> Sentence {
        let rules = &self.lexicon.program().movement;
        let start = Sentence::plain(format!("Stays in {}: review ", self.tier(self.after.tier)))
            .strong(format!("{} of {}", self.after.down, rules.grace))
            .text(" in a row that changes nothing");
        self.because(start, ", with ")
    }

    fn down(&self) -> Sentence {
        let rules = &self.lexicon.program().movement;
        let start = format!(
            "Moves lower, from {} to {}",
            self.tier(self.seen.from),
            self.tier(self.seen.to)
        );
        if self.settled() {
            return Sentence::plain(start + ": the notice of ")
                .strong(months(rules.notice))
                .text(" is over");
        }
        let reviews = counted(rules.grace + 1, "review", "reviews");
        let row = if rules.grace > 0 { " in a row" } else { "" };
        let start = Sentence::plain(start + ": after ")
            .strong(reviews)
            .text(format!("{row} at which {} was not kept", self.tier(self.seen.from)));
        self.because(start, ", now with ")
    }

    fn notice(&self) -> Sentence {
        let rules = &self.lexicon.program().movement;
        if let Some(pending) = self.after.pending {
            let left = months(pending.due.saturating_sub(self.clock.elapsed));
            let up = pending.to > self.after.tier;
            let side = if up { "higher" } else { "lower" };
            let already = self.before.pending.is_some();
            let word = if already { "was decided" } else { "is decided" };
            let start = Sentence::plain(format!(
                "A move {side}, from {} to {}, {word} and takes effect in ",
                self.tier(self.after.tier),
                self.tier(pending.to)
            ))
            .strong(left);
            return if up || already { start } else { self.because(start, "; now with ") };
        }
        let Some(rule) = rules.up_or_out else { return Sentence::plain("A move is decided") };
        let end = self.after.leaving.unwrap_or(self.clock.elapsed);
        let left = end.saturating_sub(self.clock.elapsed);
        Sentence::plain(format!("{} was to be reached within ", self.tier(rule.tier)))
            .strong(months(rule.within))
            .text("; the partner leaves the program in ")
            .strong(months(left))
            .text(" unless it qualifies for a higher tier by then")
    }

    fn protected(&self) -> Sentence {
        let rules = &self.lexicon.program().movement;
        let since = self.before.since.unwrap_or(0).min(self.clock.elapsed);
        let held = self.clock.elapsed - since;
        let before = |limit: Option<Month>| {
            limit.filter(|limit| self.clock.month.is_some_and(|now| now < *limit))
        };
        let stays = format!("Stays in {}: ", self.tier(self.after.tier));
        let sentence = if held < rules.validity {
            Sentence::plain(stays + "a tier is held for at least ")
                .strong(months(rules.validity))
                .text(", of which ")
                .strong(months(held))
                .text(" have passed")
        } else if let Some(limit) = before(rules.floor_until) {
            Sentence::plain(stays + "no partner moves lower before ").strong(limit.to_string())
        } else if let Some(limit) = before(rules.grandfathered_until) {
            Sentence::plain(stays + "a tier held since before the start is kept until ")
                .strong(limit.to_string())
        } else {
            Sentence::plain(stays + "it is protected")
        };
        self.because(sentence, "; it has ")
    }

    fn out(&self) -> Sentence {
        let Some(rule) = self.lexicon.program().movement.up_or_out else {
            return Sentence::plain("Leaves the program");
        };
        let score = self.evaluation.score_of(self.partner);
        let sentence = Sentence::plain(format!(
            "Leaves the program: {} was to be reached within ",
            self.tier(rule.tier)
        ))
        .strong(months(rule.within))
        .text(", and the notice of ")
        .strong(months(rule.notice))
        .text(" is over");
        match score {
            Some(score) => {
                sentence.text("; it has ").strong(self.lexicon.rounded(score, None, Scale::Points))
            }
            None => sentence,
        }
    }
}
