//! Which columns tell what partners sell.

use crate::portfolio::{Kind, Portfolio, Unit};
use crate::rules::{Aggregation, Gaps, Program, Reading, Window};

/// The columns that add up to what partners sell, and what a gap in them means: those of the first
/// dimension of the score when it sums amounts over a year, else the column of revenue, else the first
/// amount of money; none when there is no such column.
pub(super) fn sales_columns(program: &Program, portfolio: &Portfolio) -> (Vec<usize>, Gaps) {
    let metric = |column: usize| portfolio.metrics().get(column);
    let amount = |column: &usize| {
        metric(*column).is_some_and(|m| m.kind == Kind::Flow && m.unit == Unit::Money)
    };
    let first = program.score.dimensions().first().and_then(|dimension| dimension.parts.first());
    if let Some(reading) = first.and_then(|part| part.measure.reading()) {
        let columns: Option<Vec<usize>> =
            reading.metrics.iter().map(|key| portfolio.metric_index(key)).collect();
        let yearly =
            reading.aggregation == Aggregation::Sum && reading.window == Window::Months(12);
        if let Some(columns) = columns.filter(|columns| yearly && columns.iter().all(amount)) {
            return (columns, reading.gaps);
        }
    }
    let money = || (0..portfolio.metrics().len()).find(amount);
    let named = portfolio.metric_index("revenue").filter(amount);
    let column = named.or_else(money);
    let reads = |reading: &&Reading| {
        column.and_then(metric).is_some_and(|metric| reading.metrics.contains(&metric.key))
    };
    let readings = program.readings();
    let gaps = readings.into_iter().find(reads).map_or(Gaps::Estimate, |reading| reading.gaps);
    (column.into_iter().collect(), gaps)
}
