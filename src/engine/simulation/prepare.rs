//! From a portfolio to a world: which column tells of sales, how every metric goes on, where it starts, and
//! what of that was estimated from the record.

use super::carried::{Carried, How};
use super::estimate::chance::Chance;
use super::estimate::{steps, trend};
use super::joining::{Joining, make_room};
use super::quarters::{YEAR, history, mean_of_known, recorded, together};
use super::replication::Replication;
use super::sales::sales_columns;
use super::scenario::Scenario;
use super::world::{Driver, Dynamics, Moving, Sales, Subject, World};
use crate::portfolio::{Cadence, Direction, Kind, Portfolio, Unit};
use crate::rng::Stream;
use crate::rules::{Evaluation, Program, Reading, standings_now};
use crate::stats::arrange;

/// Amounts below this count as this: a logarithm needs a floor.
const FLOOR: f64 = 1.0;
/// Quarters a metric has to stand still for to be taken as one that never moves.
const STILL: usize = 8;
/// Share of certified people and the like that leaves in a quarter, where the record does not tell.
const LEAVING: f64 = 0.05;

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
    /// The partners and their metrics.
    pub world: World,
    /// The baseline, ready to run.
    pub baseline: Replication,
    /// The alternative, ready to run.
    pub alternative: Replication,
    /// Partners that are not simulated.
    pub left_out: Vec<LeftOut>,
    /// How every metric is carried forward.
    pub carried: Vec<Carried>,
    /// Whose profile those have that join, if anybody does.
    pub joining: Option<Joining>,
}

/// Prepares a scenario on a portfolio. Both programs must have passed [`crate::rules::check`].
pub fn prepare(scenario: &Scenario, portfolio: &Portfolio) -> Prepared {
    let (mut world, left_out, carried) = Estimator::new(scenario, portfolio).world();
    let settings = scenario.settings;
    let rate = (scenario.joining, settings.quarters, settings.seed);
    let joining = make_room(&mut world, rate);
    let ready = |programs: &[(u32, &Program)]| {
        let (reference, parameters) = (&scenario.baseline, &scenario.parameters);
        Replication::new(&world, portfolio, programs, reference, parameters, settings.quarters)
    };
    let baseline = ready(&[(1, &scenario.baseline)]);
    // The same program from a later quarter on is no redesign.
    let later = settings.starts > 1 && scenario.alternative != scenario.baseline;
    let after = (settings.starts, &scenario.alternative);
    let alternative =
        if later { ready(&[(1, &scenario.baseline), after]) } else { ready(&[after]) };
    Prepared { world, baseline, alternative, left_out, carried, joining }
}

struct Estimator<'a> {
    scenario: &'a Scenario,
    portfolio: &'a Portfolio,
    /// Positions of the partners in the order of their ids.
    order: Vec<usize>,
    quarters: usize,
    carried: Vec<Carried>,
}

impl<'a> Estimator<'a> {
    fn new(scenario: &'a Scenario, portfolio: &'a Portfolio) -> Self {
        let mut order: Vec<usize> = (0..portfolio.partners().len()).collect();
        let id = |position: &usize| portfolio.partners().get(*position).map(|p| p.id.as_str());
        arrange(&mut order, &|a, b| id(a).cmp(&id(b)).then(a.cmp(b)));
        let quarters = recorded(portfolio);
        Self { scenario, portfolio, order, quarters, carried: Vec::new() }
    }

    fn world(mut self) -> (World, Vec<LeftOut>, Vec<Carried>) {
        let (columns, gaps) = sales_columns(&self.scenario.baseline, self.portfolio);
        let used = self.used(&columns);
        let sold = |estimator: &Self, position: usize| {
            together(estimator.portfolio, &columns, position, gaps)
        };
        let known = |estimator: &Self, position: usize| {
            if columns.is_empty() {
                let rows =
                    used.iter().map(|column| history(estimator.portfolio, *column, position));
                rows.flatten().any(f64::is_finite)
            } else {
                sold(estimator, position).iter().any(|value| value.is_finite())
            }
        };
        let (kept, lost): (Vec<usize>, Vec<usize>) =
            self.order.iter().partition(|position| known(&self, **position));
        let why = if columns.is_empty() {
            "Nothing is known of what the rules look at, so there is nothing to carry forward."
        } else {
            "No revenue is known, so there is nothing to carry forward."
        };
        let left_out = lost.into_iter().map(|position| LeftOut { position, why: why.to_owned() });
        let left_out = left_out.collect();
        self.order = kept;
        let histories: Vec<Vec<f64>> =
            self.order.iter().map(|position| sold(&self, *position)).collect();
        let (partners, chance) = self.subjects(&histories, columns.first().copied());
        let p = &self.scenario.parameters;
        let default = crate::behaviour::Parameters::default();
        let season = chance.season.unwrap_or_default();
        let sales = (!columns.is_empty()).then(|| Sales {
            columns: self.shares(&columns),
            recorded: self.by_quarter(&histories),
            season,
        });
        let metrics = used.iter().map(|column| self.metric(*column, &columns)).collect();
        let world = World {
            recorded: self.quarters,
            market_volatility: usual(p.market_volatility, default.market_volatility, chance.market),
            events: self.scenario.events(self.portfolio, &self.order),
            streams: self.streams(),
            partners,
            sales,
            metrics,
            joining: None,
        };
        (world, left_out, self.carried)
    }

    fn streams(&self) -> Vec<Stream> {
        let seed = self.scenario.settings.seed;
        let partners = self.order.iter().filter_map(|p| self.portfolio.partners().get(*p));
        partners.map(|partner| Stream::new(seed, &partner.id)).collect()
    }

    /// Columns that a rule of either program looks at, sales apart, in the order of the portfolio.
    fn used(&self, sales: &[usize]) -> Vec<usize> {
        let programs = [&self.scenario.baseline, &self.scenario.alternative];
        let mut used: Vec<usize> = programs
            .iter()
            .flat_map(|program| program.readings())
            .flat_map(|reading| reading.metrics.iter())
            .filter_map(|key| self.portfolio.metric_index(key))
            .filter(|column| !sales.contains(column))
            .collect();
        used.sort_unstable();
        used.dedup();
        used
    }

    fn subjects(
        &mut self,
        histories: &[Vec<f64>],
        column: Option<usize>,
    ) -> (Vec<Subject>, Chance) {
        let (trends, chance) = self.trends(histories);
        let prior = trend::Prior::of(&trends);
        let (scenario, portfolio) = (self.scenario, self.portfolio);
        let holding = standings_now(&Evaluation::now(&scenario.baseline, portfolio));
        let p = &scenario.parameters;
        let default = crate::behaviour::Parameters::default();
        let persistence = usual(p.persistence, default.persistence, chance.persistence);
        let volatility = usual(p.volatility, default.volatility, chance.volatility);
        if let Some(column) = column {
            let estimated = |set: f64, default: f64, seen: Option<f64>| {
                seen.is_some() && set.to_bits() == default.to_bits()
            };
            self.carried.push(Carried {
                column,
                how: How::Sales,
                own: trends.iter().flatten().count(),
                noise: volatility,
                noise_estimated: estimated(p.volatility, default.volatility, chance.volatility),
                persistence: Some((
                    persistence,
                    estimated(p.persistence, default.persistence, chance.persistence),
                )),
                season: chance.season,
                market_estimated: estimated(
                    p.market_volatility,
                    default.market_volatility,
                    chance.market,
                ),
            });
        }
        let response = scenario.responses(portfolio, &self.order);
        let rows = self.order.iter().zip(histories).zip(&trends).zip(response);
        let subjects = rows.map(|(((position, history), trend), response)| {
            let growth = if column.is_some() { prior.shrink(trend.as_ref()) } else { 0.0 };
            let level = match trend::level(history) {
                Some((level, age)) if column.is_some() => {
                    libm::log(level.max(FLOOR)) + growth * age
                }
                // Nothing is sold.
                _ => f64::NEG_INFINITY,
            };
            Subject {
                position: *position,
                joined: None,
                level,
                growth,
                persistence,
                volatility,
                market_beta: 1.0,
                margin: p.gross_margin,
                // The door admits far fewer tiers.
                tier: u8::try_from(holding.get(*position).copied().unwrap_or(0)).unwrap_or(u8::MAX),
                shock: 0.0,
                referral_rate: p.referral_rate,
                exit_hazard: p.exit_hazard,
                response,
            }
        });
        (subjects.collect(), chance)
    }

    /// Trends and what they say of chance; a cross-section says nothing.
    fn trends(&self, histories: &[Vec<f64>]) -> (Vec<Option<trend::Trend>>, Chance) {
        if self.portfolio.cadence() == Cadence::Snapshot {
            return (vec![None; histories.len()], Chance::default());
        }
        let trends: Vec<Option<trend::Trend>> =
            histories.iter().map(|history| trend::Trend::of(history)).collect();
        // The quarter after the record is the first of the seasons.
        let first = (YEAR - self.quarters % YEAR) % YEAR;
        let chance = Chance::of(&trends, first);
        (trends, chance)
    }

    /// Share of every column in what a partner sold in the quarters its level rests on.
    fn shares(&self, columns: &[usize]) -> Vec<(usize, Vec<f64>)> {
        let recent = |column: usize, position: usize| {
            let history = history(self.portfolio, column, position);
            let from = history.len().saturating_sub(YEAR);
            let known = history.iter().skip(from).filter(|value| value.is_finite());
            known.sum::<f64>()
        };
        let alone = columns.len() == 1;
        let totals: Vec<f64> = self
            .order
            .iter()
            .map(|position| columns.iter().map(|column| recent(*column, *position)).sum())
            .collect();
        let share = |column: usize| {
            let rows = self.order.iter().zip(&totals);
            rows.map(|(position, total)| match *total {
                _ if alone => 1.0,
                total if total > 0.0 => recent(column, *position) / total,
                _ => 1.0 / columns.len() as f64,
            })
            .collect()
        };
        columns.iter().map(|column| (*column, share(*column))).collect()
    }

    /// Histories of the partners, period-major.
    fn by_quarter(&self, histories: &[Vec<f64>]) -> Vec<f64> {
        let at =
            |quarter: usize, history: &Vec<f64>| history.get(quarter).copied().unwrap_or(f64::NAN);
        (0..self.quarters)
            .flat_map(|quarter| histories.iter().map(move |history| at(quarter, history)))
            .collect()
    }

    /// One metric with its record.
    fn metric(&mut self, column: usize, sales: &[usize]) -> (Moving, Vec<f64>) {
        let histories: Vec<Vec<f64>> =
            self.order.iter().map(|position| history(self.portfolio, column, *position)).collect();
        let others = (0..column).filter(|other| !sales.contains(other)).count();
        let record = self.by_quarter(&histories);
        let start = histories.iter().map(|history| latest(history)).collect();
        let mut moving = Moving {
            column,
            block: u32::try_from(others).unwrap_or(u32::MAX),
            dynamics: Dynamics::Fixed,
            driver: self.driver(column),
            point: 0.0,
            start,
            level: Vec::new(),
            growth: Vec::new(),
            season: [0.0; 4],
        };
        self.dynamics(&mut moving, &histories);
        (moving, record)
    }

    fn dynamics(&mut self, moving: &mut Moving, histories: &[Vec<f64>]) {
        let Some(metric) = self.portfolio.metrics().get(moving.column) else { return };
        let (kind, unit, direction) = (metric.kind, metric.unit, metric.direction);
        let sign = if direction == Direction::Less { -1.0 } else { 1.0 };
        if self.quarters >= STILL && never_moves(histories) {
            self.tell(moving.column, How::Fixed, (0, 0.0, true), None, None);
            return;
        }
        match (kind, unit) {
            (Kind::Flow, Unit::Count) => self.counting_anew(moving, histories),
            (Kind::Flow, _) => self.growing(moving, histories),
            (Kind::Stock, Unit::Count) => {
                moving.point = sign * 0.01;
                self.counting(moving, histories);
            }
            (Kind::Stock, Unit::Money) => {
                moving.point = sign * 0.01;
                self.drifting(moving, histories, None);
            }
            _ => {
                let scale = scale(histories, unit);
                moving.point = sign * scale / 100.0;
                self.drifting(moving, histories, Some(scale));
            }
        }
    }

    fn growing(&mut self, moving: &mut Moving, histories: &[Vec<f64>]) {
        let (trends, chance) = self.trends(histories);
        Self::paths(moving, histories, &trends);
        let p = &self.scenario.parameters;
        let persistence = chance.persistence.unwrap_or(p.persistence);
        let volatility = chance.volatility.unwrap_or(p.volatility);
        moving.season = chance.season.unwrap_or_default();
        moving.dynamics = Dynamics::Growing { persistence, volatility };
        let own = trends.iter().flatten().count();
        let noise = (own, volatility, chance.volatility.is_some());
        let kept = Some((persistence, chance.persistence.is_some()));
        self.tell(moving.column, How::Growing, noise, kept, chance.season);
    }

    fn counting_anew(&mut self, moving: &mut Moving, histories: &[Vec<f64>]) {
        let (trends, chance) = self.trends(histories);
        Self::paths(moving, histories, &trends);
        moving.season = chance.season.unwrap_or_default();
        moving.dynamics = Dynamics::Counting { leaving: 1.0 };
        let own = trends.iter().flatten().count();
        self.tell(moving.column, How::Counting, (own, 1.0, true), None, chance.season);
    }

    /// Level and growth of amounts.
    fn paths(moving: &mut Moving, histories: &[Vec<f64>], trends: &[Option<trend::Trend>]) {
        let prior = trend::Prior::of(trends);
        for (history, trend) in histories.iter().zip(trends) {
            let growth = prior.shrink(trend.as_ref());
            let level = trend::level(history);
            let level = level.map_or(f64::NAN, |(level, age)| libm::log(level) + growth * age);
            moving.level.push(level);
            moving.growth.push(growth);
        }
    }

    fn drifting(&mut self, moving: &mut Moving, histories: &[Vec<f64>], scale: Option<f64>) {
        let p = self.scenario.parameters;
        let log = scale.is_none();
        let amounts: Vec<Vec<f64>> = if log {
            let log = |value: &f64| if *value > 0.0 { libm::log(*value) } else { f64::NAN };
            histories.iter().map(|history| history.iter().map(log).collect()).collect()
        } else {
            histories.to_vec()
        };
        let snapshot = self.portfolio.cadence() == Cadence::Snapshot;
        let spread = steps::spread(amounts.iter().map(Vec::as_slice)).filter(|_| !snapshot);
        // What is left of a deviation after a quarter.
        let left = 1.0 - p.adjust;
        let point = scale.unwrap_or(1.0) / 100.0;
        let noise = spread.map_or(p.dimension_noise * point, |s| s * (1.0 - left * left).sqrt());
        moving.level = amounts.iter().map(|amounts| mean_of_known(recent(amounts))).collect();
        moving.growth = vec![0.0; histories.len()];
        let most = scale.unwrap_or(f64::INFINITY);
        moving.dynamics = Dynamics::Drifting { noise, log, least: 0.0, most };
        self.tell(moving.column, How::Drifting, (0, noise, spread.is_some()), None, None);
    }

    fn counting(&mut self, moving: &mut Moving, histories: &[Vec<f64>]) {
        let snapshot = self.portfolio.cadence() == Cadence::Snapshot;
        let seen = steps::leaving(histories.iter().map(Vec::as_slice)).filter(|_| !snapshot);
        let leaving = seen.unwrap_or(LEAVING);
        let drifts: Vec<Option<f64>> = histories
            .iter()
            .map(|history| if snapshot { None } else { steps::drift(history) })
            .collect();
        let known: Vec<f64> = drifts.iter().copied().flatten().collect();
        let usual = crate::stats::mean(&known);
        for (history, drift) in histories.iter().zip(&drifts) {
            // Half of one's own, half of everyone's: a few steps tell little.
            let drift = drift.map_or(usual, |own| f64::midpoint(own, usual));
            moving.level.push((drift + leaving * latest(history)).max(0.0));
        }
        moving.growth = vec![0.0; histories.len()];
        moving.dynamics = Dynamics::Counting { leaving };
        let noise = (known.len(), leaving, seen.is_some());
        self.tell(moving.column, How::Counting, noise, None, None);
    }

    fn tell(
        &mut self,
        column: usize,
        how: How,
        (own, noise, noise_estimated): (usize, f64, bool),
        persistence: Option<(f64, bool)>,
        season: Option<[f64; 4]>,
    ) {
        self.carried.push(Carried {
            column,
            how,
            own,
            noise,
            noise_estimated,
            persistence,
            season,
            market_estimated: false,
        });
    }

    /// What moves a metric: the lever of the first dimension that looks at it.
    fn driver(&self, column: usize) -> Driver {
        let Some(metric) = self.portfolio.metrics().get(column) else { return Driver::Nothing };
        let programs = [&self.scenario.baseline, &self.scenario.alternative];
        let dimensions = programs
            .iter()
            .flat_map(|program| &program.score.tracks)
            .flat_map(|track| &track.dimensions);
        let looks = |reading: &&Reading| reading.metrics.contains(&metric.key);
        let mut drivers = dimensions.filter_map(|dimension| {
            let parts = dimension.parts.iter();
            let found = parts.flat_map(|part| part.measure.readings()).any(|r| looks(&r));
            found.then(|| Driver::of(&dimension.key))
        });
        drivers.find(|driver| *driver != Driver::Nothing).unwrap_or(Driver::Nothing)
    }
}

/// An estimate takes the place of an assumption that nobody has touched.
fn usual(set: f64, default: f64, seen: Option<f64>) -> f64 {
    seen.filter(|_| set.to_bits() == default.to_bits()).unwrap_or(set)
}

/// The latest known value; NaN when none is.
fn latest(history: &[f64]) -> f64 {
    history.iter().rev().copied().find(|value| value.is_finite()).unwrap_or(f64::NAN)
}

/// The last year of a history, or all of it when that year is unknown.
fn recent(history: &[f64]) -> &[f64] {
    let year = history.get(history.len().saturating_sub(YEAR)..).unwrap_or(&[]);
    if year.iter().any(|value| value.is_finite()) { year } else { history }
}

fn never_moves(histories: &[Vec<f64>]) -> bool {
    histories.iter().all(|history| {
        let mut known = history.iter().filter(|value| value.is_finite());
        let first = known.next();
        first.is_none_or(|first| known.all(|value| value.to_bits() == first.to_bits()))
    })
}

/// The top of the scale that values lie on: of percentages 100, else the first of 5, 10 and 100 that holds
/// them all, else the largest itself.
fn scale(histories: &[Vec<f64>], unit: Unit) -> f64 {
    let known = histories.iter().flatten().copied().filter(|value| value.is_finite());
    let most = known.fold(0.0, f64::max);
    if unit == Unit::Percent && most <= 100.0 {
        return 100.0;
    }
    [5.0, 10.0, 100.0].into_iter().find(|top| most <= *top).unwrap_or(most)
}
