//! What the rules say from period to period when the figures go on as they are, or as somebody tries.
//!
//! Figures go on like this: a flow repeats the last year, season by season, all of it larger or smaller by one
//! factor; a rating repeats it shifted by one amount; a stock stays where it is put. Windows of the rules therefore
//! see a new level bit by bit, and all of it after a year. Reviews follow the movement rules with their cadence,
//! counts, delays and protection. Nothing is left to chance here, and nothing reacts.

use super::PartnerView;
use super::levers::{level_now, year};
use crate::portfolio::{Kind, Period, Portfolio};
use crate::rules::{Clock, Evaluation, ReviewEvent, Scene, Standing, review_all};

/// How far is looked ahead, in months.
const MONTHS: u32 = 24;
/// Most periods without a review that are looked over.
const MOST_QUIET: usize = 120;

/// One period ahead.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ahead {
    /// The period.
    pub period: Period,
    /// The score as it ends; `None` is unknown.
    pub score: Option<f64>,
    /// What the review at its end does; `None` where none is due.
    pub event: Option<ReviewEvent>,
    /// Position of the tier held afterwards.
    pub tier: usize,
    /// Whether it has left the program.
    pub out: bool,
}

/// Months from the last period of the figures to the end of a period ahead, counted from 0.
pub fn months_ahead(view: &PartnerView, place: usize) -> u32 {
    u32::try_from(place + 1).unwrap_or(u32::MAX).saturating_mul(period_months(&view.portfolio))
}

/// A look that stands for a quarter where the record is one look at a year.
fn period_months(portfolio: &Portfolio) -> u32 {
    portfolio.cadence().months().min(3)
}

/// Two years ahead. `levels` are levels to be tried, by position of the metric; what is not among them goes on as
/// it is. See [`super::Lever`] for what a level is.
pub fn ahead(view: &PartnerView, levels: &[(usize, f64)]) -> Vec<Ahead> {
    ahead_after(view, levels, 0)
}

/// The same where nothing is reviewed for so many periods, and two years from then on.
pub fn ahead_after(view: &PartnerView, levels: &[(usize, f64)], quiet: usize) -> Vec<Ahead> {
    let months = period_months(&view.portfolio);
    let quiet = quiet.min(MOST_QUIET);
    let periods = (MONTHS / months) as usize + quiet;
    let future = continued(&view.portfolio, periods, levels);
    let recorded = view.portfolio.periods().len();
    let tier = u8::try_from(view.tier).unwrap_or(u8::MAX);
    let mut standings = [Standing::holding(tier)];
    (1_u32..)
        .take(periods)
        .filter_map(|step| {
            let seen = recorded + step as usize;
            let evaluation = Evaluation::new(&view.program, Scene::after(&future, seen));
            let month = evaluation.scene().month();
            let clock = Clock { elapsed: step * months, period: months, month };
            let event = if step as usize > quiet {
                review_all(&evaluation, &mut standings, clock).first()?.event
            } else {
                None
            };
            let [standing] = &standings;
            Some(Ahead {
                period: *future.periods().get(seen - 1)?,
                score: evaluation.score_of(0),
                event,
                tier: usize::from(standing.tier),
                out: standing.out,
            })
        })
        .collect()
}

/// The figures with so many more periods.
fn continued(portfolio: &Portfolio, more: usize, levels: &[(usize, f64)]) -> Portfolio {
    let recorded = portfolio.periods().len();
    let last = portfolio.periods().last().copied().unwrap_or_else(Period::snapshot);
    let later = (1_i32..).take(more).map(|step| last.plus(step));
    let mut long = Portfolio::new(
        portfolio.origin().clone(),
        portfolio.periods().iter().copied().chain(later).collect(),
        portfolio.metrics().to_vec(),
        portfolio.attributes().to_vec(),
        portfolio.partners().to_vec(),
    );
    let year = year(portfolio);
    for (index, metric) in portfolio.metrics().iter().enumerate() {
        let history = portfolio.history(index, 0);
        for (period, value) in history.iter().enumerate() {
            long.set(index, 0, period, *value);
        }
        let Some(now) = level_now(portfolio, index) else { continue };
        let tried = levels.iter().find(|(of, _)| *of == index).map_or(now, |(_, level)| *level);
        for step in 0..more {
            let ago = recorded + step % year;
            let season = ago.checked_sub(year).and_then(|before| history.get(before)).copied();
            let mean = if metric.kind == Kind::Flow { now / year as f64 } else { now };
            let season = season.filter(|value| value.is_finite()).unwrap_or(mean);
            let value = match metric.kind {
                Kind::Stock => tried,
                Kind::Rating => season + (tried - now),
                // Out of nothing every period brings the same.
                Kind::Flow if now.abs() > 0.0 => season * (tried / now),
                Kind::Flow => tried / year as f64,
            };
            long.set(index, 0, recorded + step, value);
        }
    }
    long
}
