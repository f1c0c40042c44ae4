//! Standings: what partners hold now, one review of all of them, and a replay of what is recorded.

use super::Evaluation;
use super::measures::Use;
use super::scores::at;
use crate::portfolio::Portfolio;
use crate::rules::agenda::Agenda;
use crate::rules::movement::{Clock, UnknownPolicy};
use crate::rules::program::Editions;
use crate::rules::review::{Evidence, ReviewEvent, Standing, review_by};
use crate::rules::scene::Scene;
use crate::rules::truth::{Truth, round_to};
use crate::stats::arrange;

/// What one review did to one partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reviewed {
    /// Position of the tier before.
    pub from: u8,
    /// Position of the tier after.
    pub to: u8,
    /// What happened; `None` when nothing was due.
    pub event: Option<ReviewEvent>,
    /// Whether a tier it would have moved up into had no room for it.
    pub no_room: bool,
}

/// The tier every partner holds now: the one its source names when the ladder has it, else the one
/// its numbers qualify for. Where a tier has room for few, those that the source names have it, and the
/// best of the others as far as there is room; the rest go to the next tier below that they may enter.
pub fn standings_now(evaluation: &Evaluation<'_>) -> Vec<usize> {
    let partners = evaluation.scene().portfolio().partners().iter();
    let named: Vec<Option<usize>> =
        partners.map(|data| evaluation.program().tier_named(data.first_tier.as_deref()?)).collect();
    placed(evaluation, &named)
}

/// The tier of every partner: a given one, else the one its numbers qualify for and have room in.
fn placed(evaluation: &Evaluation<'_>, given: &[Option<usize>]) -> Vec<usize> {
    let mut tiers: Vec<usize> = given
        .iter()
        .enumerate()
        .map(|(partner, given)| given.unwrap_or_else(|| evaluation.qualification(partner).tier))
        .collect();
    for tier in (1..evaluation.program().ladder.tiers.len()).rev() {
        let Some(room) = Room::of(evaluation, tier) else { continue };
        let here = |fixed: bool| {
            let all = given.iter().zip(&tiers).enumerate();
            all.filter(move |(_, (given, held))| **held == tier && given.is_some() == fixed)
        };
        let taken = here(true).count();
        let comers = here(false).map(|(partner, _)| partner).collect();
        for partner in room.turned_away(evaluation, comers, taken) {
            if let Some(held) = tiers.get_mut(partner) {
                *held = evaluation.highest(partner, tier, |_| true);
            }
        }
    }
    tiers
}

/// Reviews every partner in place. Where a tier has room for few, the best that move up go first, equal
/// ones in the order of their ids. Those it has no room for move to the next tier below that is above
/// their own, that is due and that they may enter, or stay.
pub fn review_all(
    evaluation: &Evaluation<'_>,
    standings: &mut [Standing],
    clock: Clock,
) -> Vec<Reviewed> {
    let program = evaluation.program();
    let agenda = Agenda::of(program, clock);
    let before = standings.to_vec();
    let mut seen: Vec<Reviewed> = standings
        .iter_mut()
        .enumerate()
        .map(|(partner, standing)| review_one(evaluation, partner, standing, clock, &agenda))
        .collect();
    for position in (1..program.ladder.tiers.len()).rev() {
        make_room(evaluation, (position, &agenda), &before, standings, &mut seen);
    }
    seen
}

fn review_one(
    evaluation: &Evaluation<'_>,
    partner: usize,
    standing: &mut Standing,
    clock: Clock,
    agenda: &Agenda,
) -> Reviewed {
    let before = *standing;
    let program = evaluation.program();
    let event = review_by(standing, &program.movement, clock, agenda, |tier| {
        let held = usize::from(tier);
        let qualifies = evaluation.qualification(partner).tier;
        let keeps = evaluation.keeps(partner, held);
        // What is unknown moves nobody further down.
        let falls = !keeps && qualifies < held;
        let qualifies = if falls { evaluation.lands(partner, held) } else { qualifies };
        let due = |tier: usize| agenda.tier(narrow(tier)).up;
        let enters = evaluation.highest(partner, program.ladder.tiers.len(), due);
        Evidence { qualifies: narrow(qualifies), enters: narrow(enters), keeps }
    });
    // Steps may end at a tier that nobody is moved up into.
    if standing.tier > before.tier {
        standing.tier = evaluation.open(standing.tier);
    }
    if let Some(pending) = standing.pending.as_mut().filter(|pending| pending.to > before.tier) {
        pending.to = evaluation.open(pending.to);
    }
    Reviewed { from: before.tier, to: standing.tier, event, no_room: false }
}

impl Evaluation<'_> {
    /// Where a partner that does not keep its tier lands: the highest tier below that it may enter, or
    /// that hangs on something unknown where the unknown is to change nothing.
    fn lands(&self, partner: usize, from: usize) -> usize {
        let hold = self.program().movement.unknown == UnknownPolicy::Hold;
        let qualifies = self.qualification(partner).tier;
        let hangs = |tier: &usize| hold && self.enters(partner, *tier) == Truth::Unknown;
        (qualifies + 1..from).rev().find(hangs).unwrap_or(qualifies)
    }

    /// The highest tier below one that a partner may enter, of those that are open.
    fn highest(&self, partner: usize, below: usize, open: impl Fn(usize) -> bool) -> usize {
        let lenient = self.program().movement.unknown == UnknownPolicy::Pass;
        let may = |tier: usize| match self.enters(partner, tier) {
            Truth::Pass => true,
            Truth::Fail => false,
            Truth::Unknown => lenient,
        };
        (1..below).rev().find(|tier| open(*tier) && may(*tier)).unwrap_or(0)
    }

    /// Whether a review may move a partner up into a tier.
    fn enters(&self, partner: usize, tier: usize) -> Truth {
        if self.program().ladder.tiers.get(tier).is_none_or(|tier| tier.by_invitation) {
            return Truth::Fail;
        }
        let column = self.tiers().get(tier).and_then(|column| column.enter.get(partner));
        column.copied().unwrap_or(Truth::Unknown)
    }

    /// This tier, or the next one above that is not by invitation only.
    fn open(&self, tier: u8) -> u8 {
        let tiers = self.program().ladder.tiers.iter().enumerate().skip(usize::from(tier));
        let mut open = tiers.filter(|(_, tier)| !tier.by_invitation);
        open.next().map_or(tier, |(position, _)| narrow(position))
    }
}

/// How many places a tier has, and who goes first.
pub(super) struct Room {
    most: usize,
    rank: Vec<f64>,
}

impl Room {
    /// `None` when there is room for everyone.
    pub(super) fn of(evaluation: &Evaluation<'_>, tier: usize) -> Option<Self> {
        let capacity = evaluation.program().ladder.tiers.get(tier)?.capacity.as_ref()?;
        let rank = match &capacity.by {
            Some(measure) => evaluation.measure(measure, Use::Gate),
            None => evaluation.score().score.clone(),
        };
        // Equal but for the last bit is equal; an unknown rank goes last.
        let rank = rank
            .into_iter()
            .map(|rank| if rank.is_nan() { f64::NEG_INFINITY } else { round_to(rank, 9) })
            .collect();
        Some(Self { most: capacity.most as usize, rank })
    }

    /// Puts partners into the order in which they get in.
    pub(super) fn best_first(&self, evaluation: &Evaluation<'_>, comers: &mut [usize]) {
        let partners = evaluation.scene().portfolio().partners();
        let id = |partner: &usize| partners.get(*partner).map(|partner| partner.id.as_str());
        arrange(comers, &|a, b| {
            let by_rank = at(&self.rank, *b).total_cmp(&at(&self.rank, *a));
            by_rank.then_with(|| id(a).cmp(&id(b))).then(a.cmp(b))
        });
    }

    /// Those of `comers` it has no room for when so many places are taken.
    fn turned_away(
        &self,
        evaluation: &Evaluation<'_>,
        mut comers: Vec<usize>,
        taken: usize,
    ) -> Vec<usize> {
        self.best_first(evaluation, &mut comers);
        comers.split_off(self.most.saturating_sub(taken).min(comers.len()))
    }
}

fn make_room(
    evaluation: &Evaluation<'_>,
    (tier, agenda): (usize, &Agenda),
    before: &[Standing],
    standings: &mut [Standing],
    seen: &mut [Reviewed],
) {
    let Some(room) = Room::of(evaluation, tier) else { return };
    let here = narrow(tier);
    let holders = standings.iter().filter(|held| held.tier == here && !held.out).count();
    let comers: Vec<usize> = seen
        .iter()
        .enumerate()
        .filter(|(_, reviewed)| reviewed.to == here && reviewed.from < here)
        .map(|(partner, _)| partner)
        .collect();
    let taken = holders.saturating_sub(comers.len());
    for partner in room.turned_away(evaluation, comers, taken) {
        let (Some(standing), Some(reviewed), Some(before)) =
            (standings.get_mut(partner), seen.get_mut(partner), before.get(partner))
        else {
            continue;
        };
        reviewed.no_room = true;
        let due = |tier: usize| agenda.tier(narrow(tier)).up;
        let next = narrow(evaluation.highest(partner, tier, due));
        if next > before.tier {
            standing.tier = next;
            reviewed.to = next;
            continue;
        }
        let leaving = standing.leaving;
        *standing = Standing { leaving, ..*before };
        // It has waited long enough: the next review with room takes it up.
        standing.up = evaluation.program().movement.consecutive_up.saturating_sub(1);
        standing.down = 0;
        // A decided move up waits for room; a notice that was taken back stays so.
        standing.pending = before.pending.filter(|pending| pending.to > before.tier);
        *reviewed = Reviewed { to: before.tier, event: Some(ReviewEvent::Building), ..*reviewed };
    }
}

/// Replays the recorded periods from `first` (counted from 1) on: every partner starts where its
/// numbers stood in that period, and is reviewed in every later one under the edition in force.
/// One list of [`Reviewed`] per reviewed period, From one
/// edition to the next a partner keeps its tier: by name, or by place where it was renamed.
pub fn replay(editions: &Editions, portfolio: &Portfolio, first: usize) -> Vec<Vec<Reviewed>> {
    let period = portfolio.cadence().months();
    let scene = Scene::after(portfolio, first);
    let Some(mut program) = editions.at(scene.month()) else { return Vec::new() };
    let start = Evaluation::new(program, scene);
    let mut standings: Vec<Standing> = placed(&start, &vec![None; portfolio.partners().len()])
        .into_iter()
        .map(|tier| Standing::holding(narrow(tier)))
        .collect();
    let mut history = Vec::new();
    for (step, end) in (1_u32..).zip(scene.periods() + 1..=portfolio.periods().len()) {
        let scene = Scene::after(portfolio, end);
        let now = editions.at(scene.month()).unwrap_or(program);
        if !std::ptr::eq(now, program) {
            let places = program.places_in(now);
            for standing in &mut standings {
                standing.carry(&places);
            }
            program = now;
        }
        let clock = Clock { elapsed: step * period, period, month: scene.month() };
        history.push(review_all(&Evaluation::new(program, scene), &mut standings, clock));
    }
    history
}

/// A position as it is stored; the door admits far fewer tiers.
fn narrow(position: usize) -> u8 {
    u8::try_from(position).unwrap_or(u8::MAX)
}
