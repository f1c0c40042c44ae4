//! Where a partner stands: what its figures lead to when they stay as they are.

use super::ahead::{Ahead, ahead_after};
use super::levers::{level_now, year};
use super::requirements::{Requirement, requirements_of, requirements_to_keep};
use super::{PartnerView, months_ahead};
use crate::portfolio::Period;
use crate::rules::{Evaluation, ReviewEvent, Truth, UnknownPolicy};

/// Share of the scale above the line of its tier within which a partner is told that it is close.
const CLOSE: f64 = 0.02;
/// Months of figures below which a partner in the lowest tier is new.
const NEW: u32 = 12;

/// A tier by name, and the review after which it is held.
#[derive(Debug, Clone, PartialEq)]
pub struct Move {
    /// Its name.
    pub tier: String,
    /// The period that this review ends; `None` when none of the next two years does it.
    pub period: Option<Period>,
}

/// Where a partner stands.
#[derive(Debug, Clone, PartialEq)]
pub enum State {
    /// It has too little history, and begins in the lowest tier.
    New {
        /// Months on record, as far as any figure is known.
        months: u32,
    },
    /// Something is not known, and its tier hangs on that.
    Unknown {
        /// What is not known.
        missing: Vec<String>,
        /// What that means at a review.
        policy: UnknownPolicy,
    },
    /// It keeps its tier, and the next one is not met.
    Holding {
        /// The next tier.
        next: String,
        /// Points of the score to go, when the score is what is missing.
        points: Option<f64>,
        /// Requirements of the next tier that are open.
        open: usize,
    },
    /// There is no tier above that a review leads to.
    Top,
    /// Everything the next tier asks is met.
    Higher {
        /// Where it leads and when.
        to: Move,
        /// Good reviews in a row that it takes.
        reviews: u32,
    },
    /// It keeps its tier, and only just.
    Close {
        /// Points above what is needed to stay.
        points: f64,
        /// Whether it is below the line, and within what is tolerated.
        tolerated: bool,
    },
    /// It is below what its tier asks, and reviews that change nothing are left.
    Grace {
        /// Where it leads and when.
        to: Move,
        /// Reviews in a row that change nothing.
        reviews: u32,
        /// What is open.
        open: Vec<String>,
    },
    /// It is below what its tier asks, and its tier is protected.
    Protected {
        /// Where it leads and when.
        to: Move,
        /// What is open.
        open: Vec<String>,
    },
    /// It is below what its tier asks, and a lower one comes next.
    Lower {
        /// Where it leads and when.
        to: Move,
        /// Months between the decision and the move.
        notice: u32,
        /// What is open.
        open: Vec<String>,
    },
    /// A tier had to be reached in time.
    Leaving {
        /// The tier to be reached.
        goal: String,
        /// Months within which.
        within: u32,
        /// The period after which its place ends.
        period: Period,
        /// What is open.
        open: Vec<String>,
    },
}

/// Where the partner stands.
pub fn standing(view: &PartnerView) -> State {
    standing_after(view, 0)
}

/// The same where nothing is reviewed for so many periods.
pub fn standing_after(view: &PartnerView, quiet: usize) -> State {
    let path = ahead_after(view, &[], quiet);
    let evaluation = Evaluation::now(&view.program, &view.portfolio);
    let looking = Looking { view, evaluation: &evaluation, path: &path };
    looking
        .leaving()
        .or_else(|| looking.newcomer())
        .or_else(|| looking.below())
        .or_else(|| looking.unknown())
        .or_else(|| looking.higher())
        .or_else(|| looking.close())
        .unwrap_or_else(|| looking.holding())
}

struct Looking<'a> {
    view: &'a PartnerView,
    evaluation: &'a Evaluation<'a>,
    path: &'a [Ahead],
}

impl Looking<'_> {
    /// The first period ahead after which another tier is held, and which one.
    fn first_move(&self) -> Option<&Ahead> {
        self.path.iter().find(|seen| seen.tier != self.view.tier)
    }

    fn lands(&self) -> Move {
        let seen = self.first_move().filter(|seen| seen.tier < self.view.tier);
        let below = self.evaluation.qualification(0).tier.min(self.view.tier.saturating_sub(1));
        let tier = seen.map_or(below, |seen| seen.tier);
        Move { tier: self.view.tier_name(tier).to_owned(), period: seen.map(|seen| seen.period) }
    }

    fn open(&self) -> Vec<String> {
        let asked = requirements_to_keep(self.view);
        asked.map_or_else(Vec::new, |asked| open_of(&asked.all))
    }

    fn leaving(&self) -> Option<State> {
        let rule = self.view.program.movement.up_or_out?;
        let seen = self.path.iter().find(|seen| seen.out)?;
        let goal = usize::from(rule.tier);
        Some(State::Leaving {
            goal: self.view.tier_name(goal).to_owned(),
            within: rule.within,
            period: seen.period,
            open: requirements_of(self.view, goal)
                .map_or_else(Vec::new, |asked| open_of(&asked.all)),
        })
    }

    /// Too little on record although the record is longer, or nothing at all.
    fn newcomer(&self) -> Option<State> {
        let portfolio = &self.view.portfolio;
        let known = |period: usize| {
            (0..portfolio.metrics().len())
                .any(|metric| portfolio.value(metric, 0, period).is_some())
        };
        let recorded = (0..portfolio.periods().len()).filter(|period| known(*period)).count();
        let long = portfolio.periods().len() >= year(portfolio);
        let months = u32::try_from(recorded).unwrap_or(0) * portfolio.cadence().months();
        let short = recorded == 0 || (long && months < NEW);
        let higher = self.first_move().is_some_and(|seen| seen.tier > self.view.tier);
        (short && self.view.tier == 0 && !higher).then_some(State::New { months })
    }

    /// Below what its tier asks.
    fn below(&self) -> Option<State> {
        let held = self.view.tier;
        let keep = self.evaluation.tiers().get(held)?.keep.first().copied()?;
        if held == 0 || keep != Truth::Fail || self.evaluation.qualification(0).tier > held {
            return None;
        }
        let (to, open) = (self.lands(), self.open());
        let rules = &self.view.program.movement;
        let first = self.path.iter().find_map(|seen| seen.event);
        Some(match first {
            Some(ReviewEvent::Grace) => State::Grace { to, reviews: rules.grace, open },
            Some(ReviewEvent::Protected) => State::Protected { to, open },
            _ if to.period.is_none() => State::Protected { to, open },
            _ => State::Lower { to, notice: rules.notice, open },
        })
    }

    fn unknown(&self) -> Option<State> {
        let held = self.view.tier;
        let scored = !self.view.program.score.tracks.is_empty();
        let keep = self.evaluation.tiers().get(held)?.keep.first().copied()?;
        let hangs = self.evaluation.qualification(0).undecided || keep == Truth::Unknown;
        let without = scored && self.evaluation.score_of(0).is_none();
        (hangs || without).then(|| State::Unknown {
            missing: missing(self.view),
            policy: self.view.program.movement.unknown,
        })
    }

    fn higher(&self) -> Option<State> {
        let found = self.evaluation.qualification(0).tier;
        let seen = self.first_move().filter(|seen| seen.tier > self.view.tier);
        let tier = seen.map(|seen| seen.tier).or((found > self.view.tier).then_some(found))?;
        // Figures that only grow into it later are not met today.
        (found > self.view.tier).then(|| State::Higher {
            to: Move {
                tier: self.view.tier_name(tier).to_owned(),
                period: seen.map(|seen| seen.period),
            },
            reviews: self.view.program.movement.consecutive_up,
        })
    }

    /// Just above what is needed to stay.
    fn close(&self) -> Option<State> {
        let held =
            self.view.program.ladder.tiers.get(self.view.tier).filter(|_| self.view.tier > 0)?;
        let buffer = self.view.program.movement.buffer;
        let threshold = match &held.keep {
            Some(keep) => keep.threshold.as_ref(),
            None => held.threshold.as_ref(),
        }?;
        let line = threshold.points.column(&self.evaluation.scene()).first().copied()?;
        let above = self.evaluation.score_of(0)? - (line - buffer);
        let near = above <= CLOSE * self.view.program.score.scale || above < buffer;
        near.then_some(State::Close { points: above, tolerated: above < buffer })
    }

    fn holding(&self) -> State {
        let Some(next) = self.view.next_tier() else { return State::Top };
        let asked = requirements_of(self.view, next).map_or_else(Vec::new, |asked| asked.all);
        let open = asked.iter().filter(|one| !one.truth.passes()).count();
        let line = self.evaluation.tiers().get(next).and_then(|tier| tier.line.first().copied());
        let points = line.zip(self.evaluation.score_of(0)).map(|(line, score)| line - score);
        State::Holding {
            next: self.view.tier_name(next).to_owned(),
            points: points.filter(|points| *points > 0.0),
            open,
        }
    }
}

/// Open requirements in few words: `Score 38.2, at least 40 points needed`.
fn open_of(asked: &[Requirement]) -> Vec<String> {
    let open = asked.iter().filter(|one| one.truth == Truth::Fail);
    open.map(|one| match &one.value {
        Some(value) => format!("{} {value}, {} needed", one.name, one.need),
        None => format!("{}, {}", one.name, one.need),
    })
    .collect()
}

/// What is not known: figures that rules look at, else requirements that hang on something else.
fn missing(view: &PartnerView) -> Vec<String> {
    let lexicon = crate::explain::Lexicon::new(&view.program, Some(&view.portfolio));
    let mut names: Vec<String> = Vec::new();
    for reading in view.program.readings() {
        for key in &reading.metrics {
            let known = view.portfolio.metric_index(key);
            let known = known.and_then(|index| level_now(&view.portfolio, index));
            let name = lexicon.metric(key);
            if known.is_none() && !names.contains(&name) {
                names.push(name);
            }
        }
    }
    let tiers = [Some(view.tier), view.next_tier()];
    let asked = tiers.into_iter().flatten().filter_map(|tier| requirements_of(view, tier));
    if names.is_empty() {
        for one in asked.flat_map(|asked| asked.all) {
            if one.truth == Truth::Unknown && one.name != "Score" && !names.contains(&one.name) {
                names.push(one.name);
            }
        }
    }
    names
}

/// The next review at which anything is decided for this partner, and in how many months.
pub fn next_review(view: &PartnerView) -> Option<(Period, u32)> {
    next_review_after(view, 0)
}

/// The same where nothing is reviewed for so many periods.
pub fn next_review_after(view: &PartnerView, quiet: usize) -> Option<(Period, u32)> {
    let path = ahead_after(view, &[], quiet);
    let place = path.iter().position(|seen| seen.event.is_some())?;
    Some((path.get(place)?.period, months_ahead(view, place)))
}
