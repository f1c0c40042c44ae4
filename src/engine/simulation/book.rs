//! The rules by the book: any program, evaluated and reviewed for all partners at once on a portfolio that
//! grows with the simulated quarters.
//!
//! A month of a simulated quarter sells a third of it; its stocks move there in a straight line. A
//! cross-section has a period per quarter that tells of the year before it. Partners that left are unknown
//! from then on, so that they take no place in a group or a tier.

use super::board::Board;
use super::cells::Cells;
use super::quarters::{YEAR, mean_of_known};
use super::record::Event;
use super::world::World;
use crate::portfolio::{Cadence, Kind, Portfolio};
use crate::rules::{Clock, Evaluation, Program, ReviewEvent, Scene, Standing, review_all};

/// The portfolio with room for the simulated periods.
#[derive(Debug, Clone)]
pub(crate) struct Book {
    portfolio: Portfolio,
    /// Periods on record.
    recorded: usize,
    /// Periods of a quarter.
    cuts: usize,
    /// Columns that are carried forward, with what they are.
    columns: Vec<(usize, Kind)>,
    /// Partners whose record is hidden because they left.
    hidden: Vec<usize>,
}

impl Book {
    pub fn new(world: &World, portfolio: &Portfolio, cells: &Cells, quarters: usize) -> Self {
        let cuts = if portfolio.cadence() == Cadence::Month { 3 } else { 1 };
        let recorded = portfolio.periods().len();
        let mut periods = portfolio.periods().to_vec();
        if let Some(last) = periods.last().copied() {
            let steps = (1_i32..).take(quarters * cuts);
            periods.extend(steps.map(|step| last.plus(step)));
        }
        let positions: Vec<usize> = world.partners.iter().map(|subject| subject.position).collect();
        let partners = positions.iter().filter_map(|p| portfolio.partners().get(*p).cloned());
        let metrics = portfolio.metrics().to_vec();
        let kinds = cells.kept().filter_map(|column| Some((column, metrics.get(column)?.kind)));
        let columns = kinds.collect();
        let (origin, attributes) = (portfolio.origin().clone(), portfolio.attributes().to_vec());
        let mut grown = Portfolio::new(origin, periods, metrics, attributes, partners.collect());
        for metric in 0..portfolio.metrics().len() {
            // Nothing is on record of those that join later, who come last.
            for (partner, position) in positions.iter().take(world.on_record().count()).enumerate()
            {
                for (period, value) in portfolio.history(metric, *position).iter().enumerate() {
                    grown.set(metric, partner, period, *value);
                }
            }
        }
        Self { portfolio: grown, recorded, cuts, columns, hidden: Vec::new() }
    }

    /// Back to the record.
    pub fn reset(&mut self, world: &World, portfolio: &Portfolio) {
        for partner in std::mem::take(&mut self.hidden) {
            let subject = world.partners.get(partner).filter(|subject| subject.joined.is_none());
            let Some(subject) = subject else { continue };
            for (column, _) in &self.columns {
                let history = portfolio.history(*column, subject.position);
                for (period, value) in history.iter().enumerate() {
                    self.portfolio.set(*column, partner, period, *value);
                }
            }
        }
    }

    /// Takes over a simulated quarter, counted from 0.
    pub fn write(&mut self, cells: &Cells, quarter: usize, gone: &[bool]) {
        let now = cells.recorded() + quarter;
        let first = self.recorded + quarter * self.cuts;
        for (column, kind) in &self.columns {
            for (partner, gone) in gone.iter().enumerate() {
                let at = |quarter: usize| {
                    let cell = cells.at(*column, quarter, partner..partner + 1).first();
                    cell.copied().unwrap_or(f64::NAN)
                };
                for cut in 0..self.cuts {
                    let value = match (self.portfolio.cadence(), kind) {
                        _ if *gone => f64::NAN,
                        (Cadence::Snapshot, Kind::Flow) => year(now).map(at).iter().sum(),
                        (Cadence::Snapshot, Kind::Rating) => mean_of_known(&year(now).map(at)),
                        (Cadence::Month, Kind::Flow) => at(now) / 3.0,
                        (Cadence::Month, Kind::Stock) if now > 0 && cut < 2 => {
                            let before = at(now - 1);
                            let before = if before.is_nan() { at(now) } else { before };
                            before + (at(now) - before) * (cut + 1) as f64 / 3.0
                        }
                        _ => at(now),
                    };
                    self.portfolio.set(*column, partner, first + cut, value);
                }
            }
        }
    }

    /// Hides the record of partners that left.
    pub fn hide(&mut self, partner: usize) {
        self.hidden.push(partner);
        for (column, _) in &self.columns {
            for period in 0..self.recorded {
                self.portfolio.set(*column, partner, period, f64::NAN);
            }
        }
    }

    /// What the rules say after so many simulated quarters.
    pub fn judge(&self, program: &Program, quarters: usize, board: &mut Board) {
        self.read(&self.after(program, quarters * self.cuts), board);
    }

    /// Reviews everyone at the end of a quarter, counted from 0, and says what the rules say then.
    pub fn review(
        &self,
        program: &Program,
        quarter: usize,
        standings: &mut [Standing],
        (events, board): (&mut [Event], &mut Board),
    ) {
        events.fill(Event::NoReview);
        for cut in 1..=self.cuts {
            let periods = quarter * self.cuts + cut;
            let evaluation = self.after(program, periods);
            let period = 3 / u32::try_from(self.cuts).unwrap_or(1);
            let elapsed = period * u32::try_from(periods).unwrap_or(0);
            let month = evaluation.scene().month();
            let reviewed = review_all(&evaluation, standings, Clock { elapsed, period, month });
            for (event, reviewed) in events.iter_mut().zip(reviewed) {
                if let Some(seen) = reviewed.event.filter(|seen| weightier(*seen, *event)) {
                    *event = Event::Reviewed(seen);
                }
            }
            if cut == self.cuts {
                self.read(&evaluation, board);
            }
        }
    }

    fn after<'a>(&'a self, program: &'a Program, periods: usize) -> Evaluation<'a> {
        Evaluation::new(program, Scene::after(&self.portfolio, self.recorded + periods))
    }

    fn read(&self, evaluation: &Evaluation<'_>, board: &mut Board) {
        let partners = self.portfolio.partners().len();
        board.score.copy_from_slice(&evaluation.score().score);
        if let Some(track) = evaluation.score().tracks.first() {
            for (position, dimension) in track.dimensions.iter().enumerate() {
                let values = board.values_mut(position, 0, partners);
                if values.len() == dimension.value.len() {
                    values.copy_from_slice(&dimension.value);
                }
            }
        }
        for (position, column) in evaluation.tiers().iter().enumerate() {
            let place = position * partners..(position + 1) * partners;
            if let Some(lines) = board.lines.get_mut(place) {
                if position == 0 {
                    lines.fill(0.0);
                } else if lines.len() == column.line.len() {
                    lines.copy_from_slice(&column.line);
                }
            }
        }
    }
}

/// The quarters of the year that ends with one.
fn year(quarter: usize) -> [usize; YEAR] {
    [3, 2, 1, 0].map(|ago: usize| quarter.saturating_sub(ago))
}

/// Of the reviews in one quarter, moves are told before what did not move, and later ones before earlier.
fn weightier(seen: ReviewEvent, before: Event) -> bool {
    let moves = |event: ReviewEvent| {
        matches!(event, ReviewEvent::Promote | ReviewEvent::Demote | ReviewEvent::Out)
    };
    match before {
        Event::Reviewed(before) => moves(seen) || !moves(before),
        _ => true,
    }
}
