//! The partners and their metrics as the simulator carries them forward: nothing that a program changes.
//!
//! | Metric | Dynamics |
//! |---|---|
//! | amounts per period (sales, co-investment) | growing: `exp(level + g·t + season + a + β·market + lift)` |
//! | counts per period (deals) | counting, all of them new: Poisson around `level·exp(g·t + season + lift)` |
//! | counts that stay (certified people) | counting: arrivals Poisson, a share leaves |
//! | amounts that stay (pipeline) | drifting on the log scale |
//! | scales and shares (satisfaction) | drifting: `x ← clip(x + κ(target − x) + σ z)` |
//! | what never moved on record | fixed |

use crate::rng::Stream;
use std::ops::Range;

/// Which lever moves a metric.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Driver {
    /// None: only chance around its own level.
    Nothing,
    /// MDF (market reach).
    Mdf,
    /// Partner-manager hours (velocity, engagement).
    ManagerHours,
    /// Enablement hours (capability).
    Enablement,
}

impl Driver {
    /// All that move something, in the order of [`Driver::place`].
    pub(crate) const LEVERS: [Self; 3] = [Self::Mdf, Self::ManagerHours, Self::Enablement];

    /// The driver of a dimension by its key.
    pub fn of(key: &str) -> Self {
        match key {
            "reach" => Self::Mdf,
            "velocity" | "engagement" => Self::ManagerHours,
            "capability" => Self::Enablement,
            _ => Self::Nothing,
        }
    }

    pub(crate) fn place(self) -> Option<usize> {
        Self::LEVERS.iter().position(|lever| *lever == self)
    }
}

/// How a metric goes on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Dynamics {
    /// Grows by a rate, with shocks that fade; moved by the lift of sales.
    Growing {
        /// Share of a shock left a quarter later.
        persistence: f64,
        /// Standard deviation of a shock, log amount.
        volatility: f64,
    },
    /// Moves around a level of its own; moved by its lever.
    Drifting {
        /// Standard deviation of a quarter's noise, in its unit or on the log scale.
        noise: f64,
        /// Whether all of this is on the log scale.
        log: bool,
        /// Least it can be.
        least: f64,
        /// Most it can be.
        most: f64,
    },
    /// Whole things that come and go.
    Counting {
        /// Share that leaves in a quarter; 1 for what is counted anew every quarter.
        leaving: f64,
    },
    /// Stays as it is.
    Fixed,
}

/// One metric of all partners, in the order of [`World::partners`]; NaN is unknown and stays so.
#[derive(Debug, Clone, PartialEq)]
pub struct Moving {
    /// Position of the column in the portfolio.
    pub column: usize,
    /// Number of its draws.
    pub block: u32,
    /// How it goes on.
    pub dynamics: Dynamics,
    /// What moves it.
    pub driver: Driver,
    /// One point of a dimension in its own unit, negative where less is better.
    pub point: f64,
    /// Value in the last quarter of the record.
    pub start: Vec<f64>,
    /// Growing: log amount. Drifting: its own level. Counting: arrivals per quarter.
    pub level: Vec<f64>,
    /// Growth per quarter, log; 0 where it does not grow.
    pub growth: Vec<f64>,
    /// Log amount by simulated quarter of the year.
    pub season: [f64; 4],
}

/// What partners sell: one amount, made of one or more columns in constant shares.
#[derive(Debug, Clone, PartialEq)]
pub struct Sales {
    /// Position of each column in the portfolio, with its share for every partner.
    pub columns: Vec<(usize, Vec<f64>)>,
    /// Amount by recorded quarter, period-major; NaN is unknown.
    pub recorded: Vec<f64>,
    /// Log amount by simulated quarter of the year.
    pub season: [f64; 4],
}

/// When a partner that is not on record may join.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Joined {
    /// Quarter, from 0.
    pub quarter: u32,
    /// Its place among those of the quarter: it joins when there are more.
    pub place: u32,
}

/// One partner. Money per quarter, in the program's currency.
#[derive(Debug, Clone, PartialEq)]
pub struct Subject {
    /// Position in the portfolio; of one that joins, that of its model.
    pub position: usize,
    /// When it may join; `None` for those on record, who come first.
    pub joined: Option<Joined>,
    /// Log of the quarterly revenue level (μ).
    pub level: f64,
    /// Log growth per quarter (g).
    pub growth: f64,
    /// Persistence of its shocks (φ).
    pub persistence: f64,
    /// Standard deviation of its shocks (σ).
    pub volatility: f64,
    /// Sensitivity to the market shock (β).
    pub market_beta: f64,
    /// Gross margin, share of list revenue.
    pub margin: f64,
    /// Tier held before the first quarter, on the ladder of the baseline.
    pub tier: u8,
    /// State of the AR(1) shock before the first quarter.
    pub shock: f64,
    /// Referrals per quarter (ν).
    pub referral_rate: f64,
    /// Chance to leave in a quarter (h).
    pub exit_hazard: f64,
    /// Factor on everything it does in response to a program.
    pub response: f64,
}

/// The partners and their metrics.
#[derive(Debug, Clone, PartialEq)]
pub struct World {
    /// The partners, ordered by id, so that the order of rows cannot matter.
    pub partners: Vec<Subject>,
    /// Their random numbers.
    pub streams: Vec<Stream>,
    /// Quarters on record.
    pub recorded: usize,
    /// What they sell; `None` when no column says so.
    pub sales: Option<Sales>,
    /// Every other metric that a rule looks at, each with its record, period-major.
    pub metrics: Vec<(Moving, Vec<f64>)>,
    /// Standard deviation of the shock that all partners share, log revenue.
    pub market_volatility: f64,
    /// Log revenue added by event, quarter-major: quarters × partners; empty without events.
    pub events: Vec<f64>,
    /// How many join in a quarter on average, and the draws of it.
    pub joining: Option<(f64, Stream)>,
}

impl World {
    /// Whether another one is the same to the bit. (Unknown numbers are not equal to themselves.)
    pub fn is(&self, other: &Self) -> bool {
        let sales = match (&self.sales, &other.sales) {
            (Some(one), Some(other)) => one.is(other),
            (None, None) => true,
            _ => false,
        };
        let metrics = self.metrics.len() == other.metrics.len()
            && self
                .metrics
                .iter()
                .zip(&other.metrics)
                .all(|((one, record), (other, its))| one.is(other) && same(record, its));
        // What is known of every partner; nothing of it is ever unknown.
        self.partners == other.partners
            && self.streams == other.streams
            && self.joining == other.joining
            && self.recorded == other.recorded
            && self.market_volatility.to_bits() == other.market_volatility.to_bits()
            && same(&self.events, &other.events)
            && sales
            && metrics
    }

    /// Those on record.
    pub fn on_record(&self) -> impl Iterator<Item = &Subject> {
        self.partners.iter().take_while(|subject| subject.joined.is_none())
    }

    /// Adds what events do to the logs of all partners' amounts in a quarter (from 0).
    pub(crate) fn add_events(&self, quarter: usize, block: &Range<usize>, logs: &mut [f64]) {
        let start = quarter * self.partners.len();
        let events = self.events.get(start + block.start..start + block.end).unwrap_or(&[]);
        for (log, event) in logs.iter_mut().zip(events) {
            *log += event;
        }
    }
}

impl Sales {
    fn is(&self, other: &Self) -> bool {
        let columns = self.columns.len() == other.columns.len()
            && self
                .columns
                .iter()
                .zip(&other.columns)
                .all(|((one, shares), (other, its))| one == other && same(shares, its));
        columns && same(&self.recorded, &other.recorded) && same(&self.season, &other.season)
    }
}

impl Moving {
    fn is(&self, other: &Self) -> bool {
        (self.column, self.block, self.driver) == (other.column, other.block, other.driver)
            && self.dynamics == other.dynamics
            && self.point.to_bits() == other.point.to_bits()
            && same(&self.start, &other.start)
            && same(&self.level, &other.level)
            && same(&self.growth, &other.growth)
            && same(&self.season, &other.season)
    }
}

fn same(one: &[f64], other: &[f64]) -> bool {
    one.len() == other.len()
        && one.iter().zip(other).all(|(one, other)| one.to_bits() == other.to_bits())
}
