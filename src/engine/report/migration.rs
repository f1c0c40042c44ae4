//! From the old rules to the new ones: every partner's tier before, on the first day, and at the end, and
//! the day from which it has to be told.

use crate::portfolio::{Day, Period, Portfolio};
use crate::protocol::Outcome;
use crate::rules::{Evaluation, Program, Settled, standings_now};
use std::fmt;

/// Days between the notice and the switch, unless something else is agreed.
pub const NOTICE_DAYS: u32 = 90;

/// One partner on its way. Tiers are those of the new ladder; the number of tiers is out.
#[derive(Debug, Clone, PartialEq)]
pub struct Migrant {
    /// Position in the portfolio.
    pub position: usize,
    /// Tier it holds under the old rules, on the old ladder.
    pub old: usize,
    /// The tier that takes its place on the new ladder.
    pub carried: usize,
    /// Tier under the new rules on the first day, by its numbers.
    pub day_one: usize,
    /// Most likely tier at the end under the new rules, and the chance of it, 0..=1; `None` where nothing can
    /// be carried forward.
    pub end: Option<(usize, f64)>,
}

impl Migrant {
    /// Whether it has to be told of another tier than the one it holds: on the first day, or of a lower one at
    /// the end.
    pub fn needs_notice(&self, tiers: usize) -> bool {
        let lower = |end: usize| end >= tiers || end < self.carried;
        self.day_one != self.carried || self.end.is_some_and(|(end, _)| lower(end))
    }
}

/// When something is due: a day where the record is dated, else the quarter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// A day.
    On(Day),
    /// So many days before a quarter that has a number and no date.
    Before(u32, Period),
}

impl Due {
    /// As people say it: `3 Oct 2026`.
    pub fn in_words(self) -> String {
        match self {
            Self::On(day) => day.in_words(),
            Self::Before(..) => self.to_string(),
        }
    }

    /// The day, where there is one.
    pub fn day(self) -> Option<Day> {
        match self {
            Self::On(day) => Some(day),
            Self::Before(..) => None,
        }
    }
}

impl fmt::Display for Due {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::On(day) => day.fmt(out),
            Self::Before(0, quarter) => quarter.fmt(out),
            Self::Before(days, quarter) => write!(out, "{days} days before {quarter}"),
        }
    }
}

/// The switch to rules that are in force from the quarter `starts` after the record, counted from 1, and the
/// day from which notice of it is due.
pub fn switch(portfolio: &Portfolio, starts: u32, notice: u32) -> (Due, Due) {
    let last = portfolio.periods().last().copied().unwrap_or_else(Period::snapshot);
    let starts = i32::try_from(starts.max(1)).unwrap_or(i32::MAX);
    let Some(month) = last.last_month() else {
        let quarter = last.plus(starts);
        return (Due::Before(0, quarter), Due::Before(notice, quarter));
    };
    let first = Day::first_of(month.plus(3 * (starts - 1) + 1));
    (Due::On(first), Due::On(first.before(notice)))
}

/// Every partner in the order of the portfolio. `outcome` is of the new rules, on whatever baseline.
pub fn migration(
    outcome: &Outcome,
    (new, old): (&Program, &Program),
    portfolio: &Portfolio,
) -> Vec<Migrant> {
    let holding = standings_now(&Evaluation::now(old, portfolio));
    let settled = Settled::of(&Settled::basis(new), portfolio);
    let day_one = settled.tiers(new, portfolio);
    let places = old.places_in(new);
    let runs = outcome.replications().max(1) as f64;
    let mut ends = vec![None; holding.len()];
    for (index, position) in outcome.positions.iter().enumerate() {
        let likely = outcome.alternative.partner(index).map(|partner| partner.likely_tier());
        if let (Some(slot), Some((tier, hits))) = (ends.get_mut(*position), likely) {
            *slot = Some((tier, f64::from(hits) / runs));
        }
    }
    let rows = holding.into_iter().zip(day_one).zip(ends).enumerate();
    rows.map(|(position, ((old, day_one), end))| Migrant {
        position,
        old,
        carried: places.get(old).map_or(0, |place| usize::from(*place)),
        day_one,
        end,
    })
    .collect()
}
