//! From a portfolio to subjects: levels, growth and standings estimated from its own history.
//!
//! Level: log of the mean of the known quarters among the last four, as the score sees them (of the
//! last four known ones when none of those is known). Growth: slope of log revenue on time per
//! partner (at least four known quarters), shrunk to the mean of all slopes by empirical Bayes:
//! `ĝ = ḡ + τ²/(τ² + s²)(ĝ_i − ḡ)`, clipped to ±10 % a quarter. Everything else is a parameter. A
//! cross-section has one annual figure: a quarter of it is the level, and growth is zero.

use super::compiled::Compiled;
use super::replication::{Phase, Replication};
use super::scenario::Scenario;
use super::subject::Subject;
use crate::portfolio::{Cadence, Portfolio};
use crate::rng::Stream;
use crate::rules::{Evaluation, Gaps, Program, standings_now};

/// Growth per quarter is kept within this.
const GROWTH_LIMIT: f64 = 0.10;
/// Revenue per quarter below this counts as this: a logarithm needs a floor.
const REVENUE_FLOOR: f64 = 1.0;
/// Quarters of history that a partner's own growth needs.
const GROWTH_SAMPLE: usize = 4;

/// A partner that cannot be simulated, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Position in the portfolio.
    pub position: usize,
    /// The reason, as a sentence.
    pub why: String,
}

/// Everything a run needs, in an order of its own (by partner id), so that the order of rows in
/// the portfolio cannot matter.
#[derive(Debug, Clone)]
pub struct Prepared {
    /// The partners, ordered by id.
    pub subjects: Vec<Subject>,
    /// The baseline, ready to run.
    pub baseline: Replication,
    /// The alternative, ready to run.
    pub alternative: Replication,
    /// Partners that are not simulated.
    pub left_out: Vec<LeftOut>,
    /// Partners whose growth was estimated from their own history.
    pub own_growth: usize,
}

/// Prepares a scenario on a portfolio. Both programs must have passed [`crate::rules::check`] and
/// [`super::admit`].
pub fn prepare(scenario: &Scenario, portfolio: &Portfolio) -> Prepared {
    let mut order: Vec<usize> = (0..portfolio.partners().len()).collect();
    order.sort_by_key(|position| portfolio.partners().get(*position).map(|p| p.id.as_str()));
    let histories: Vec<Vec<f64>> = order
        .iter()
        .map(|position| quarterly_revenue(&scenario.baseline, portfolio, *position))
        .collect();
    let snapshot = portfolio.periods().first().is_some_and(|p| p.cadence() == Cadence::Snapshot);
    let trends: Vec<Option<Trend>> =
        histories.iter().map(|history| if snapshot { None } else { trend(history) }).collect();
    let prior = Prior::of(&trends);
    let holding = standings_now(&Evaluation::now(&scenario.baseline, portfolio));

    let (mut subjects, mut left_out, mut own_growth) = (Vec::new(), Vec::new(), 0);
    for ((position, history), trend) in order.into_iter().zip(&histories).zip(&trends) {
        let growth = prior.shrink(*trend);
        let tier = holding.get(position).copied().unwrap_or(0);
        match subject(scenario, portfolio, position, history, growth, tier) {
            Some(subject) => {
                own_growth += usize::from(trend.is_some());
                subjects.push(subject);
            }
            None => left_out.push(LeftOut {
                position,
                why: "No revenue is known, so there is nothing to carry forward.".to_owned(),
            }),
        }
    }
    let phase = |program: &Program, from: u32| {
        let (levels, reviewable) = start_levels(program, portfolio, &subjects);
        let compiled = Compiled::new(program, &scenario.baseline, &scenario.parameters);
        Phase { from, compiled, long_run: levels, reviewable }
    };
    let starts = scenario.settings.starts;
    let baseline = phase(&scenario.baseline, 1);
    let alternative = phase(&scenario.alternative, starts);
    // The same program from a later quarter on is no redesign.
    let later = starts > 1 && scenario.alternative != scenario.baseline;
    let before = later.then(|| baseline.clone());
    let clock = portfolio.periods().last().and_then(|period| period.last_month());
    let ready = |phases: Vec<Phase>| Replication::new(phases, scenario.parameters, clock);
    Prepared {
        alternative: ready(before.into_iter().chain([alternative]).collect()),
        baseline: ready(vec![baseline]),
        subjects,
        left_out,
        own_growth,
    }
}

fn subject(
    scenario: &Scenario,
    portfolio: &Portfolio,
    position: usize,
    history: &[f64],
    growth: f64,
    tier: usize,
) -> Option<Subject> {
    let partner = portfolio.partners().get(position)?;
    let (level, age) = level(history)?;
    let mut recent = [level; 3];
    for (slot, value) in recent.iter_mut().rev().zip(history.iter().rev()) {
        if value.is_finite() {
            *slot = *value;
        }
    }
    let p = &scenario.parameters;
    Some(Subject {
        position,
        stream: Stream::new(scenario.settings.seed, &partner.id),
        level: libm::log(level.max(REVENUE_FLOOR)) + growth * age,
        growth,
        persistence: p.persistence,
        volatility: p.volatility,
        market_beta: 1.0,
        margin: p.gross_margin,
        // The door admits far fewer tiers.
        tier: u8::try_from(tier).unwrap_or(u8::MAX),
        recent,
        shock: 0.0,
        referral_rate: p.referral_rate,
        exit_hazard: p.exit_hazard,
        dimension_noise: p.dimension_noise,
    })
}

/// Mean revenue of the quarters the level rests on, and how many quarters before the last one they
/// lie on average; `None` when no quarter is known.
fn level(history: &[f64]) -> Option<(f64, f64)> {
    let known: Vec<(f64, f64)> = history
        .iter()
        .rev()
        .enumerate()
        .filter(|(_, value)| value.is_finite())
        .map(|(age, value)| (age as f64, *value))
        .collect();
    let recent = known.iter().take_while(|(age, _)| *age < 4.0).count();
    let used = known.get(..if recent > 0 { recent } else { known.len().min(4) })?;
    if used.is_empty() {
        return None;
    }
    let n = used.len() as f64;
    let age = used.iter().map(|(age, _)| age).sum::<f64>() / n;
    Some((used.iter().map(|(_, value)| value).sum::<f64>() / n, age))
}

/// Levels of the dimensions besides revenue (NaN is unknown), and who can be reviewed.
fn start_levels(
    program: &Program,
    portfolio: &Portfolio,
    subjects: &[Subject],
) -> (Vec<f64>, Vec<bool>) {
    let (mut levels, mut reviewable) = (Vec::new(), Vec::new());
    let evaluation = Evaluation::now(program, portfolio);
    for subject in subjects {
        let mut values = evaluation.values(subject.position);
        levels.extend(values.iter().skip(1));
        // Revenue is simulated, so it is known from the first quarter on.
        if let Some(revenue) = values.first_mut().filter(|revenue| revenue.is_nan()) {
            *revenue = 0.0;
        }
        reviewable.push(evaluation.combined(&values).is_some());
    }
    (levels, reviewable)
}

/// Quarterly revenue of one partner, oldest first; NaN is unknown.
fn quarterly_revenue(program: &Program, portfolio: &Portfolio, position: usize) -> Vec<f64> {
    let revenue = program.score.dimensions().first().and_then(|d| d.parts.first());
    let Some(reading) = revenue.and_then(|part| part.measure.reading()) else {
        return Vec::new();
    };
    // What the source leaves out is nothing sold, where the program says so.
    let zero = reading.gaps == Gaps::Zero;
    let mut total = vec![0.0; portfolio.periods().len()];
    for key in &reading.metrics {
        let Some(metric) = portfolio.metric_index(key) else { return Vec::new() };
        for (sum, value) in total.iter_mut().zip(portfolio.history(metric, position)) {
            *sum += if zero && value.is_nan() { 0.0 } else { *value };
        }
    }
    match portfolio.periods().first().map(|period| period.cadence()) {
        Some(Cadence::Quarter) => total,
        Some(Cadence::Snapshot) => total.iter().map(|annual| annual / 4.0).collect(),
        Some(Cadence::Month) => {
            let mut quarters: Vec<f64> =
                total.rchunks_exact(3).map(|months| months.iter().sum()).collect();
            quarters.reverse();
            quarters
        }
        None => Vec::new(),
    }
}

/// Slope of log revenue per quarter and its squared standard error.
#[derive(Debug, Clone, Copy)]
struct Trend {
    slope: f64,
    variance: f64,
}

fn trend(history: &[f64]) -> Option<Trend> {
    let points: Vec<(f64, f64)> = history
        .iter()
        .enumerate()
        .filter(|(_, value)| **value > 0.0)
        .map(|(time, value)| (time as f64, libm::log(*value)))
        .collect();
    if points.len() < GROWTH_SAMPLE {
        return None;
    }
    let n = points.len() as f64;
    let mean_t = points.iter().map(|(t, _)| t).sum::<f64>() / n;
    let mean_y = points.iter().map(|(_, y)| y).sum::<f64>() / n;
    let spread: f64 = points.iter().map(|(t, _)| (t - mean_t) * (t - mean_t)).sum();
    let slope = points.iter().map(|(t, y)| (t - mean_t) * (y - mean_y)).sum::<f64>() / spread;
    let residual: f64 =
        points.iter().map(|(t, y)| (y - mean_y - slope * (t - mean_t)).powi(2)).sum();
    Some(Trend { slope, variance: residual / (n - 2.0) / spread })
}

/// What all slopes together say (method of moments).
struct Prior {
    mean: f64,
    variance: f64,
}

impl Prior {
    fn of(trends: &[Option<Trend>]) -> Self {
        let known: Vec<Trend> = trends.iter().copied().flatten().collect();
        if known.len() < 2 {
            return Self { mean: 0.0, variance: 0.0 };
        }
        let n = known.len() as f64;
        let mean = known.iter().map(|trend| trend.slope).sum::<f64>() / n;
        let total = known.iter().map(|trend| (trend.slope - mean).powi(2)).sum::<f64>() / (n - 1.0);
        let noise = known.iter().map(|trend| trend.variance).sum::<f64>() / n;
        Self { mean, variance: (total - noise).max(0.0) }
    }

    fn shrink(&self, trend: Option<Trend>) -> f64 {
        let growth = match trend {
            Some(trend) if self.variance > 0.0 => {
                let weight = self.variance / (self.variance + trend.variance);
                self.mean + weight * (trend.slope - self.mean)
            }
            _ => self.mean,
        };
        growth.clamp(-GROWTH_LIMIT, GROWTH_LIMIT)
    }
}
