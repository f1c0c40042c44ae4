//! Every metric over the recorded and the simulated quarters, period by period, so that a window of any
//! length reaches back into the record.

use super::world::World;
use std::ops::Range;

/// Amounts of all partners by metric and quarter; NaN is unknown.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Cells {
    partners: usize,
    recorded: usize,
    /// By column of the portfolio: quarters × partners; empty where nothing looks at it.
    columns: Vec<Vec<f64>>,
}

impl Cells {
    /// The record, with room for `quarters` more.
    pub fn new(world: &World, quarters: usize) -> Self {
        let partners = world.partners.len();
        let mut cells = Self { partners, recorded: world.recorded, columns: Vec::new() };
        let room = quarters * partners;
        if let Some(sales) = &world.sales {
            for (column, shares) in &sales.columns {
                let shares = shares.iter().cycle();
                let record = sales.recorded.iter().zip(shares).map(|(sum, share)| sum * share);
                cells.insert(*column, record.collect(), room);
            }
        }
        for (metric, record) in &world.metrics {
            cells.insert(metric.column, record.clone(), room);
        }
        cells
    }

    fn insert(&mut self, column: usize, mut record: Vec<f64>, room: usize) {
        if self.columns.len() <= column {
            self.columns.resize(column + 1, Vec::new());
        }
        record.resize(record.len() + room, f64::NAN);
        if let Some(slot) = self.columns.get_mut(column) {
            *slot = record;
        }
    }

    /// Columns that are kept, by their position in the portfolio.
    pub fn kept(&self) -> impl Iterator<Item = usize> + '_ {
        let kept = self.columns.iter().enumerate().filter(|(_, column)| !column.is_empty());
        kept.map(|(position, _)| position)
    }

    pub fn recorded(&self) -> usize {
        self.recorded
    }

    /// A metric of some partners in a quarter, counted from the first of the record.
    #[inline]
    pub fn at(&self, column: usize, quarter: usize, partners: Range<usize>) -> &[f64] {
        let start = quarter * self.partners;
        let column = self.columns.get(column).map_or(&[][..], Vec::as_slice);
        column.get(start + partners.start..start + partners.end).unwrap_or(&[])
    }

    /// The same, to be written.
    #[inline]
    pub fn at_mut(&mut self, column: usize, quarter: usize, partners: Range<usize>) -> &mut [f64] {
        let start = quarter * self.partners;
        let column = self.columns.get_mut(column).map_or(&mut [][..], Vec::as_mut_slice);
        column.get_mut(start + partners.start..start + partners.end).unwrap_or(&mut [])
    }

    /// A quarter and the one before it.
    #[inline]
    pub fn step(
        &mut self,
        column: usize,
        quarter: usize,
        partners: Range<usize>,
    ) -> (&[f64], &mut [f64]) {
        let column = self.columns.get_mut(column).map_or(&mut [][..], Vec::as_mut_slice);
        let Some((past, now)) = column.split_at_mut_checked(quarter * self.partners) else {
            return (&[], &mut []);
        };
        let before = past.len().saturating_sub(self.partners);
        let past = past.get(before + partners.start..before + partners.end).unwrap_or(&[]);
        (past, now.get_mut(partners).unwrap_or(&mut []))
    }
}
