//! What the rules say of partners at the end of a quarter: the score and the values of its dimensions, and
//! what is needed to review them.

use std::ops::Range;

/// Columns over some partners; NaN is unknown.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Board {
    /// The score.
    pub score: Vec<f64>,
    /// Values of the dimensions of the first track, one column after the other.
    pub values: Vec<f64>,
    /// Lines of the tiers, one column after the other; NaN is none.
    pub lines: Vec<f64>,
    partners: usize,
}

impl Board {
    /// Room for so many partners.
    pub fn new(partners: usize, dimensions: usize, tiers: usize) -> Self {
        Self {
            score: vec![f64::NAN; partners],
            values: vec![f64::NAN; partners * dimensions],
            lines: vec![f64::NAN; partners * tiers],
            partners,
        }
    }

    /// A dimension's value of one partner.
    #[inline]
    pub fn value(&self, dimension: usize, partner: usize) -> f64 {
        self.values.get(dimension * self.partners + partner).copied().unwrap_or(f64::NAN)
    }

    /// A dimension's values of some partners.
    #[inline]
    pub fn values(&self, dimension: usize, block: &Range<usize>) -> &[f64] {
        let start = dimension * self.partners;
        self.values.get(start + block.start..start + block.end).unwrap_or(&[])
    }

    /// A tier's line for one partner.
    #[inline]
    pub fn line(&self, tier: usize, partner: usize) -> f64 {
        self.lines.get(tier * self.partners + partner).copied().unwrap_or(f64::NAN)
    }

    /// A dimension's values of some partners, to be written.
    pub fn values_mut(&mut self, dimension: usize, from: usize, to: usize) -> &mut [f64] {
        let start = dimension * self.partners;
        self.values.get_mut(start + from..start + to).unwrap_or(&mut [])
    }

    /// Takes over what another one with as many partners says of some of them, as far as a quarter begins with it:
    /// score, lines, and the values of one dimension.
    pub fn begin(&mut self, from: &Self, dimension: Option<usize>, block: &Range<usize>) {
        let all = self.partners.max(1);
        let score = (&from.score[..], &mut self.score[..]);
        let lines = from.lines.chunks_exact(all).zip(self.lines.chunks_exact_mut(all));
        let mut values = from.values.chunks_exact(all).zip(self.values.chunks_exact_mut(all));
        let values = dimension.and_then(|dimension| values.nth(dimension));
        for (from, to) in lines.chain(values).chain([score]) {
            if let (Some(from), Some(to)) = (from.get(block.clone()), to.get_mut(block.clone())) {
                to.copy_from_slice(from);
            }
        }
    }
}
