//! The door for effort: rules that look back inside rules that look back, or name a status twice that
//! names another twice, multiply. They are counted before anybody works them out.
//!
//! One step is one column: a node of a rule for every partner. Looks back count one step per month
//! or period, as if ten years were recorded.

use crate::problem::{Problem, Problems};
use crate::rules::gate::{Gate, Rule};
use crate::rules::ladder::Tier;
use crate::rules::measure::{Measure, Source};
use crate::rules::program::Program;
use crate::rules::quantity::Quantity;
use crate::rules::score::Part;
use crate::rules::value_function::ValueFunction;

/// Most steps of one evaluation.
const MOST_STEPS: u64 = 100_000;
/// Deepest nesting of gates, through statuses as well.
const DEEPEST: u32 = 64;
/// Months of history that are assumed.
const RECORDED: u32 = 120;

/// Steps, and how deep the gates are nested.
#[derive(Debug, Clone, Copy, Default)]
struct Work {
    steps: u64,
    depth: u32,
}

impl Work {
    fn one() -> Self {
        Self { steps: 1, depth: 0 }
    }

    /// Both, one after the other.
    fn and(self, other: Self) -> Self {
        Self { steps: self.steps.saturating_add(other.steps), depth: self.depth.max(other.depth) }
    }

    fn times(self, count: u32) -> Self {
        Self { steps: self.steps.saturating_mul(u64::from(count)), ..self }
    }

    fn plus(self, count: usize) -> Self {
        let count = u64::try_from(count).unwrap_or(u64::MAX);
        Self { steps: self.steps.saturating_add(count), ..self }
    }
}

/// Whether a rule is seen at the present, where the score is worked out once for all, or at an
/// earlier time, where every look works it out anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum When {
    Now,
    Earlier,
}

/// What is known of a status: its work now and earlier.
#[derive(Debug, Clone, Copy)]
enum Seen {
    Not,
    /// Being counted: a circle, which is told elsewhere.
    Open,
    Counted(Work),
}

struct Count<'a> {
    program: &'a Program,
    statuses: Vec<(Seen, Seen)>,
    /// Steps of the whole score.
    score: u64,
}

pub(super) fn check(program: &Program, found: &mut Problems) {
    let statuses = vec![(Seen::Not, Seen::Not); program.statuses.len()];
    let mut count = Count { program, statuses, score: 0 };
    let mut places: Vec<(String, Work)> = Vec::new();
    for track in &program.score.tracks {
        if let Some(gate) = &track.when {
            places.push((format!("Score {}", track.name), count.gate(gate, When::Now)));
        }
        for dimension in &track.dimensions {
            for part in &dimension.parts {
                let place = format!("{}, {}", dimension.name, part.name);
                places.push((place, count.part(part)));
            }
        }
    }
    count.score = places.iter().fold(0, |sum: u64, (_, work)| sum.saturating_add(work.steps));
    let looks = program.movement.attainment.min(RECORDED);
    for tier in &program.ladder.tiers {
        let earlier = count.tier(tier, When::Earlier).times(looks);
        let work = count.tier(tier, When::Now).and(earlier);
        places.push((format!("Tier {}", tier.name), work));
    }
    report(&places, found);
}

/// Says once what is too much, at the place that adds most to it.
fn report(places: &[(String, Work)], found: &mut Problems) {
    let total = places.iter().fold(0, |sum: u64, (_, work)| sum.saturating_add(work.steps));
    if let Some((place, _)) = places.iter().max_by_key(|(_, work)| work.steps)
        && total > MOST_STEPS
    {
        found.push(Problem::new(
            place,
            format!("The program takes over {MOST_STEPS} steps to work out, most of them here."),
            "Look back over fewer periods, and not inside another look back; ask for a status once.",
        ));
    }
    if let Some((place, _)) = places.iter().find(|(_, work)| work.depth > DEEPEST) {
        found.push(Problem::new(
            place,
            format!("Its conditions and their statuses are nested more than {DEEPEST} deep."),
            "Ask for fewer statuses that ask for other statuses.",
        ));
    }
}

impl Count<'_> {
    fn tier(&mut self, tier: &Tier, when: When) -> Work {
        let keep = tier.keep.iter().flat_map(|keep| &keep.gates);
        let by = tier.capacity.as_ref().and_then(|capacity| capacity.by.as_ref());
        let by = by.map_or(Work::one(), |measure| self.measure(measure, when));
        let score = Work { steps: self.asked_score(when), depth: 0 };
        tier.gates.iter().chain(keep).fold(by.and(score), |sum, g| sum.and(self.gate(g, when)))
    }

    fn part(&mut self, part: &Part) -> Work {
        let own = self.measure(&part.measure, When::Now).and(valued(&part.value));
        let times = part.times.iter().fold(own, |sum, (measure, value)| {
            sum.and(self.measure(measure, When::Now)).and(valued(value))
        });
        part.when.as_ref().map_or(times, |gate| times.and(self.gate(gate, When::Now)))
    }

    fn asked_score(&self, when: When) -> u64 {
        if when == When::Now { 1 } else { self.score }
    }

    fn gate(&mut self, gate: &Gate, when: When) -> Work {
        self.nested(gate, when, DEEPEST)
    }

    fn nested(&mut self, gate: &Gate, when: When, room: u32) -> Work {
        let Some(room) = room.checked_sub(1) else {
            return Work { steps: 1, depth: DEEPEST };
        };
        let own = gate.measure().map_or(Work::one(), |measure| self.measure(measure, when));
        let work = match &gate.rule {
            Rule::Compare { line, .. } => own.plus(segments(line)),
            Rule::Is { values, .. } => own.plus(values.len()),
            Rule::Status(key) => own.and(self.status(key, when, room)),
            Rule::Each { periods: looks, gate } | Rule::AnyTime { months: looks, gate } => {
                let looks = looks.saturating_sub(1).min(RECORDED);
                let earlier = self.nested(gate, When::Earlier, room);
                let now = if when == When::Now { self.nested(gate, when, room) } else { earlier };
                own.and(now).and(earlier.times(looks))
            }
            _ => {
                let inner = gate.inner().into_iter();
                inner.fold(own, |sum, gate| sum.and(self.nested(gate, when, room)))
            }
        };
        Work { depth: work.depth.saturating_add(1), ..work }
    }

    fn status(&mut self, key: &str, when: When, room: u32) -> Work {
        let found = self.program.statuses.iter().position(|status| status.key == key);
        let Some(index) = found else { return Work::one() };
        match self.seen(index, when) {
            Some(Seen::Counted(work)) => return *work,
            Some(seen @ Seen::Not) => *seen = Seen::Open,
            Some(Seen::Open) | None => return Work::one(),
        }
        let status = self.program.statuses.get(index);
        let work = status.map_or(Work::one(), |status| self.nested(&status.gate, when, room));
        if let Some(seen) = self.seen(index, when) {
            *seen = Seen::Counted(work);
        }
        work
    }

    fn seen(&mut self, index: usize, when: When) -> Option<&mut Seen> {
        let (now, earlier) = self.statuses.get_mut(index)?;
        Some(if when == When::Now { now } else { earlier })
    }

    fn measure(&self, measure: &Measure, when: When) -> Work {
        let own = match &measure.source {
            Source::Reading(reading) => Work::one().plus(reading.metrics.len()),
            Source::Listed { of, .. } => Work::one().plus(of.len()),
            Source::Score | Source::Dimension(_) => {
                Work { steps: self.asked_score(when), depth: 0 }
            }
            Source::Earlier { of, .. } => return self.measure(of, When::Earlier).plus(1),
            Source::Change { of, .. } => {
                let earlier = self.measure(of, When::Earlier);
                let now = if when == When::Now { self.measure(of, when) } else { earlier };
                return now.and(earlier).plus(1);
            }
            _ => Work::one(),
        };
        measure.inner().into_iter().fold(own, |sum, inner| sum.and(self.measure(inner, when)))
    }
}

fn valued(value: &ValueFunction) -> Work {
    Work::one().plus(match value {
        ValueFunction::Linear { target: one, points: other, .. }
        | ValueFunction::Rate { per: one, points: other, .. } => segments(one) + segments(other),
        _ => 0,
    })
}

fn segments(quantity: &Quantity) -> usize {
    match quantity {
        Quantity::Fixed(_) => 0,
        Quantity::By { values, .. } => values.len(),
    }
}
