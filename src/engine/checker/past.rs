//! What the recorded periods say of a program: how much scores move by themselves, and who would
//! have stood where if it had been in force all along.
//!
//! In portfolios of more than [`SAMPLE`] partners this looks at a [`Sample`]. Of long histories
//! the last [`PERIODS`] ends of periods are taken, none before a year is full where that leaves
//! four.

use super::sample::Sample;
use super::view::known;
use crate::portfolio::Portfolio;
use crate::rules::{Clock, Evaluation, Program, Scene, Standing, review_all};
use crate::stats::{quantile_sorted, standard_deviation};

/// Most partners looked at.
const SAMPLE: usize = 250;
/// Most ends of periods looked at.
const PERIODS: usize = 8;
/// Fewest scores of a partner from which its own noise is told.
const FEWEST: usize = 4;
/// Noise that is assumed where the history does not tell: a share of the scale.
const ASSUMED: f64 = 0.02;

/// A program on the recorded periods.
pub(super) struct Past {
    /// Positions of the partners looked at.
    pub partners: Vec<usize>,
    /// Standard deviation of a partner's score about its own trend, in points; NaN where its
    /// history is too short.
    pub noise: Vec<f64>,
    /// The middle of these, or what is assumed.
    pub typical: f64,
    /// Whether the history told.
    pub told: bool,
    /// Tier of every partner looked at, at each end of a period, the earliest first.
    pub standings: Vec<Vec<usize>>,
    /// Months from the first to the last of these.
    pub months: u32,
}

impl Past {
    pub fn of(program: &Program, portfolio: &Portfolio) -> Option<Self> {
        if program.score.tracks.is_empty() {
            return None;
        }
        let sample = Sample::of(portfolio, SAMPLE);
        let (scores, standings) = replayed(program, &sample.portfolio);
        let noise: Vec<f64> = (0..sample.partners.len())
            .map(|partner| {
                let own = scores.iter().filter_map(|column| column.get(partner).copied());
                noise_of(&own.filter(|score| !score.is_nan()).collect::<Vec<_>>())
            })
            .collect();
        let middle = quantile_sorted(&known(&noise), 0.5);
        let told = middle.is_finite();
        let steps = u32::try_from(standings.len().saturating_sub(1)).unwrap_or(0);
        Some(Self {
            partners: sample.partners,
            noise,
            typical: if told { middle } else { ASSUMED * program.score.scale },
            told,
            standings,
            months: steps * portfolio.cadence().months(),
        })
    }

    /// How much the score of a partner moves by itself; the typical noise where its own is not
    /// told.
    pub fn noise_at(&self, partner: usize) -> f64 {
        let place = self.partners.binary_search(&partner).ok();
        let own = place.and_then(|place| self.noise.get(place).copied());
        own.filter(|noise| !noise.is_nan()).unwrap_or(self.typical)
    }
}

/// Scores and standings at every end of a period looked at.
fn replayed(program: &Program, portfolio: &Portfolio) -> (Vec<Vec<f64>>, Vec<Vec<usize>>) {
    let all = portfolio.periods().len();
    let period = portfolio.cadence().months();
    let year = Scene::now(portfolio).in_periods(12);
    let first = if all + 1 >= year + FEWEST { year } else { 1 };
    let first = first.max((all + 1).saturating_sub(PERIODS));
    let mut standings: Vec<Standing> = Vec::new();
    let (mut scores, mut tiers) = (Vec::new(), Vec::new());
    for (step, end) in (0_u32..).zip(first..=all) {
        let scene = Scene::after(portfolio, end);
        let evaluation = Evaluation::new(program, scene);
        if step == 0 {
            let now = (0..portfolio.partners().len()).map(|p| evaluation.qualification(p).tier);
            standings = now.map(|t| Standing::holding(u8::try_from(t).unwrap_or(0))).collect();
        } else {
            let clock = Clock { elapsed: step * period, period, month: scene.month() };
            review_all(&evaluation, &mut standings, clock);
        }
        scores.push(evaluation.score().score.clone());
        tiers.push(standings.iter().map(|standing| usize::from(standing.tier)).collect());
    }
    (scores, tiers)
}

/// Spread of the changes from one period to the next over √2: what is left of a score when its
/// trend is taken out. NaN with too few.
fn noise_of(scores: &[f64]) -> f64 {
    if scores.len() < FEWEST {
        return f64::NAN;
    }
    let changes: Vec<f64> = scores
        .windows(2)
        .filter_map(|pair| match pair {
            [before, after] => Some(after - before),
            _ => None,
        })
        .collect();
    standard_deviation(&changes) / std::f64::consts::SQRT_2
}
