//! Columns of numbers and of words, partner by partner and period by period, in few bytes and without loss.
//!
//! A column of decimals becomes whole numbers; each is told as its distance from what the partner's earlier ones let
//! expect. How, is tried out when it is written and stands before the column.

mod cells;
mod plan;
mod range;

use cells::{cells, symbols};
use plan::Plan;
use range::{Bits, Reader, Writer};

/// Columns that come one after another, to be written.
#[derive(Default)]
pub(super) struct ColumnsOut(Writer);

impl ColumnsOut {
    /// A column of numbers; what is not finite is unknown.
    pub(super) fn numbers(&mut self, periods: usize, values: &[f64]) {
        let plan = Plan::best(periods, values);
        plan.tell(&mut self.0);
        cells(&mut self.0, plan, periods, &mut plan.whole(values));
    }

    /// A column of words by their place in a list of `of`; none is unknown.
    pub(super) fn words(&mut self, of: usize, places: &[Option<usize>]) {
        symbols(&mut self.0, of, &mut places.to_vec());
    }

    /// The bytes.
    pub(super) fn finish(self) -> Vec<u8> {
        self.0.finish()
    }
}

/// Columns that come one after another, to be read. Any bytes give columns: what they mean is checked afterwards.
pub(super) struct ColumnsIn<'a>(Reader<'a>);

impl<'a> ColumnsIn<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self(Reader::new(bytes))
    }

    /// A column of numbers; unknown ones are NaN.
    pub(super) fn numbers(&mut self, periods: usize, count: usize) -> Vec<f64> {
        let plan = Plan::default().tell(&mut self.0);
        let mut whole = vec![None; count];
        cells(&mut self.0, plan, periods, &mut whole);
        whole.into_iter().map(|value| value.map_or(f64::NAN, |it| plan.number(it))).collect()
    }

    /// A column of words.
    pub(super) fn words(&mut self, of: usize, count: usize) -> Vec<Option<usize>> {
        let mut places = vec![None; count];
        symbols(&mut self.0, of, &mut places);
        places
    }
}

/// How many bytes a column takes under a plan.
fn cost(plan: Plan, periods: usize, values: &[f64]) -> usize {
    let mut writer = Writer::default();
    cells(&mut writer, plan, periods, &mut plan.whole(values));
    writer.finish().len()
}

/// The number of bits that numbers below `of` take.
fn width(of: usize) -> u32 {
    usize::BITS - of.saturating_sub(1).leading_zeros()
}

/// A choice among `of`, of which nothing is known.
fn choice(bits: &mut impl Bits, of: usize, wanted: usize) -> usize {
    let read = bits.plain(width(of), u64::try_from(wanted).unwrap_or(0));
    usize::try_from(read).unwrap_or(0).min(of.saturating_sub(1))
}
