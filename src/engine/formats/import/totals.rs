//! Reconciliation: the sum of every metric and period in the file against what was imported.

use super::calendar::Calendar;
use super::keyed::cell;
use super::numbers::{self, Reading};
use super::plan::{ImportPlan, Layout, Role};
use crate::formats::table::{Row, Table};
use crate::portfolio::{Period, Portfolio};
use std::collections::BTreeMap;

/// How far two sums may lie apart and still agree, of their size: what adding in another order does.
const NEAR: f64 = 1e-9;

/// What a total adds up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Span {
    /// The rows or columns of one period.
    Period(Period),
    /// The rows or columns of a whole year.
    Year(i32),
    /// Rows whose period could not be read.
    Unread,
    /// All rows: what the total row of a long file adds up.
    All,
}

/// One metric over one span.
#[derive(Debug, Clone, PartialEq)]
pub struct Total {
    /// The metric's name.
    pub metric: String,
    /// What is added up.
    pub span: Span,
    /// Sum of every number of the file that could be read, rows set aside later included.
    pub file: f64,
    /// Sum of what was imported.
    pub imported: f64,
    /// What the file's own total row says, if there is one.
    pub stated: Option<f64>,
}

impl Total {
    /// What is in the file and was not imported.
    pub fn left_out(&self) -> f64 {
        self.file - self.imported
    }

    /// Whether everything in the file was imported.
    pub fn agrees(&self) -> bool {
        near(self.file, self.imported)
    }

    /// Whether the file's own total row says the same as its rows; `None` without one.
    pub fn as_stated(&self) -> Option<bool> {
        self.stated.map(|stated| near(stated, self.file))
    }
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= NEAR * a.abs().max(b.abs()).max(1.0)
}

/// Adds numbers without losing what is small beside the sum (Neumaier 1974).
#[derive(Default, Clone, Copy)]
struct Sum {
    sum: f64,
    lost: f64,
}

impl Sum {
    fn add(&mut self, value: f64) {
        let next = self.sum + value;
        let (large, small) =
            if self.sum.abs() >= value.abs() { (self.sum, value) } else { (value, self.sum) };
        self.lost += (large - next) + small;
        self.sum = next;
    }

    fn value(self) -> f64 {
        self.sum + self.lost
    }
}

/// The totals of every metric and period, in the order of the metrics, then of time.
pub(super) fn totals(table: &Table, plan: &ImportPlan, portfolio: &Portfolio) -> Vec<Total> {
    let mut sums: BTreeMap<(usize, Span), (Sum, Option<f64>)> = BTreeMap::new();
    let decimals = numbers::decimals(table);
    let long = plan.place(Role::Period).filter(|_| plan.layout == Layout::Long);
    let calendar =
        long.map(|at| (at, Calendar::of(table.column(at).map(|(_, cell)| cell), Some(plan.dates))));
    let last = portfolio.periods().last().copied().map_or(Span::Unread, Span::Period);
    for (index, column) in plan.columns.iter().enumerate() {
        let metric = portfolio.metric_index(&column.metric_key).filter(|_| column.is_metric());
        let (Some(metric), Some(decimal)) = (metric, decimals.get(index)) else { continue };
        let annual = column.annual || plan.annual_rows();
        let of = |period: Period| {
            if annual { Span::Year(period.year()) } else { Span::Period(period) }
        };
        let span = |row: &Row| match calendar {
            Some((at, calendar)) => calendar.read(cell(row, at)).map_or(Span::Unread, of),
            None => column.wide_period.map_or(last, of),
        };
        let number = |row: &Row| match numbers::read(cell(row, index), *decimal) {
            Reading::Number(value, _) => Some(value),
            _ => None,
        };
        let stated = match table.totals.as_slice() {
            [row] => number(row),
            _ => None,
        };
        for row in &table.rows {
            let Some(value) = number(row) else { continue };
            sums.entry((metric, span(row))).or_default().0.add(value);
            if calendar.is_some() && stated.is_some() {
                let all = sums.entry((metric, Span::All)).or_default();
                all.0.add(value);
                all.1 = stated;
            }
        }
        if let (None, Some(entry)) =
            (calendar, sums.get_mut(&(metric, column.wide_period.map_or(last, of))))
        {
            entry.1 = stated;
        }
    }
    sums.into_iter()
        .map(|((metric, span), (file, stated))| Total {
            metric: portfolio.metrics().get(metric).map_or_else(String::new, |m| m.name.clone()),
            span,
            file: file.value(),
            imported: imported(portfolio, metric, span),
            stated,
        })
        .collect()
}

fn imported(portfolio: &Portfolio, metric: usize, span: Span) -> f64 {
    let mut sum = Sum::default();
    let within = |period: &Period| match span {
        Span::All => true,
        Span::Period(wanted) => *period == wanted,
        Span::Year(year) => period.year() == year,
        Span::Unread => false,
    };
    for (place, _) in portfolio.periods().iter().enumerate().filter(|(_, p)| within(p)) {
        for partner in 0..portfolio.partners().len() {
            if let Some(value) = portfolio.value(metric, partner, place) {
                sum.add(value);
            }
        }
    }
    sum.value()
}
