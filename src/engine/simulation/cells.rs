//! Every metric of some partners over the recorded and the simulated quarters, period by period, so that a
//! window reaches back into the record. Quarters that no window sees any more make room for later ones.

use super::world::World;
use std::ops::Range;

/// One metric: a ring of quarters, each with all partners.
#[derive(Debug, Clone, PartialEq, Default)]
struct Column {
    quarters: usize,
    /// Quarters of the record that are looked back at.
    record: usize,
    cells: Vec<f64>,
}

/// Amounts by metric and quarter; NaN is unknown.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Cells {
    /// Partners that there is room for, and the first one of those that are in it.
    width: usize,
    from: usize,
    recorded: usize,
    /// By column of the portfolio; without cells where nothing looks at it.
    columns: Vec<Column>,
}

impl Cells {
    /// Room for so many partners; `reach` tells how many quarters of a column are looked back at, where some of it
    /// may be unknown, or nothing is.
    pub fn new(
        world: &World,
        width: usize,
        quarters: usize,
        reach: impl Fn(usize, bool) -> usize,
    ) -> Self {
        let mut columns: Vec<Column> = Vec::new();
        let sold = world.sales.iter().flat_map(|sales| &sales.columns);
        let sold = sold.map(|(column, _)| (*column, true));
        let metrics = world.metrics.iter().map(|(metric, record)| {
            let parts = [&metric.start, &metric.level, &metric.growth, record];
            let unknown = parts.iter().any(|part| part.iter().any(|value| value.is_nan()));
            (metric.column, unknown || world.joining.is_some())
        });
        for (column, unknown) in sold.chain(metrics) {
            let reach = reach(column, unknown);
            // A quarter is made from the one before it.
            let quarters = reach.min(world.recorded + quarters).max(2);
            let cells = vec![f64::NAN; quarters * width];
            columns.resize(columns.len().max(column + 1), Column::default());
            if let Some(slot) = columns.get_mut(column) {
                *slot = Column { quarters, record: reach.min(world.recorded), cells };
            }
        }
        Self { width, from: 0, recorded: world.recorded, columns }
    }

    /// Takes in the record of some partners, in place of those before.
    pub fn load(&mut self, world: &World, block: &Range<usize>) {
        self.from = block.start;
        let partners = world.partners.len();
        let row = |quarter| quarter * partners + block.start..quarter * partners + block.end;
        if let Some(sales) = &world.sales {
            for (column, shares) in &sales.columns {
                let shares = shares.get(block.clone()).unwrap_or(&[]);
                for quarter in self.record(*column) {
                    let sums = sales.recorded.get(row(quarter)).unwrap_or(&[]);
                    let cells = self.at_mut(*column, quarter, block.clone());
                    for ((cell, sum), share) in cells.iter_mut().zip(sums).zip(shares) {
                        *cell = sum * share;
                    }
                }
            }
        }
        for (metric, record) in &world.metrics {
            for quarter in self.record(metric.column) {
                let cells = self.at_mut(metric.column, quarter, block.clone());
                cells.copy_from_slice(record.get(row(quarter)).unwrap_or(&[]));
            }
        }
    }

    /// Quarters of the record that are looked back at.
    fn record(&self, column: usize) -> Range<usize> {
        let record = self.columns.get(column).map_or(0, |column| column.record);
        self.recorded - record..self.recorded
    }

    /// Columns that are kept, by their position in the portfolio.
    pub fn kept(&self) -> impl Iterator<Item = usize> + '_ {
        let kept = self.columns.iter().enumerate().filter(|(_, column)| column.quarters > 0);
        kept.map(|(position, _)| position)
    }

    pub fn recorded(&self) -> usize {
        self.recorded
    }

    /// A metric of some partners in a quarter, counted from the first of the record.
    #[inline]
    pub fn at(&self, column: usize, quarter: usize, partners: Range<usize>) -> &[f64] {
        let Some(column) = self.columns.get(column) else { return &[] };
        let start = self.start(column, quarter, &partners);
        column.cells.get(start..start + partners.len()).unwrap_or(&[])
    }

    /// The same, to be written.
    #[inline]
    pub fn at_mut(&mut self, column: usize, quarter: usize, partners: Range<usize>) -> &mut [f64] {
        self.step(column, quarter, partners).1
    }

    /// A quarter and the one before it.
    #[inline]
    pub fn step(
        &mut self,
        column: usize,
        quarter: usize,
        partners: Range<usize>,
    ) -> (&[f64], &mut [f64]) {
        let count = partners.len();
        let Some(it) = self.columns.get(column) else { return (&[], &mut []) };
        let now = self.start(it, quarter, &partners);
        let past = self.start(it, quarter + it.quarters.saturating_sub(1), &partners);
        let cells = self.columns.get_mut(column).map_or(&mut [][..], |it| &mut it.cells);
        let Some((first, second)) = cells.split_at_mut_checked(now.max(past)) else {
            return (&[], &mut []);
        };
        let (past, now) = if past < now {
            (first.get(past..past + count), second.get_mut(..count))
        } else {
            (second.get(..count), first.get_mut(now..now + count))
        };
        (past.unwrap_or(&[]), now.unwrap_or(&mut []))
    }

    #[inline]
    fn start(&self, column: &Column, quarter: usize, partners: &Range<usize>) -> usize {
        quarter % column.quarters.max(1) * self.width + (partners.start - self.from)
    }
}
