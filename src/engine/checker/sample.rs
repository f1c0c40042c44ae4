//! A fixed sample of the partners, for checks that evaluate a program many times.
//!
//! Every k-th partner in the order of the source, beginning with the first; all of them where they
//! are few. Nothing is drawn, so the same portfolio gives the same findings.

use crate::portfolio::Portfolio;
use std::borrow::Cow;

/// Some partners of a portfolio, as a portfolio.
pub(super) struct Sample<'a> {
    pub portfolio: Cow<'a, Portfolio>,
    /// Positions of its partners in the whole.
    pub partners: Vec<usize>,
}

impl<'a> Sample<'a> {
    /// At most about `most` partners.
    pub fn of(whole: &'a Portfolio, most: usize) -> Self {
        let all = whole.partners().len();
        let step = all.div_ceil(most.max(1)).max(1);
        let partners: Vec<usize> = (0..all).step_by(step).collect();
        if step == 1 {
            return Self { portfolio: Cow::Borrowed(whole), partners };
        }
        let chosen =
            partners.iter().filter_map(|position| whole.partners().get(*position).cloned());
        let mut portfolio = Portfolio::new(
            whole.origin().clone(),
            whole.periods().to_vec(),
            whole.metrics().to_vec(),
            whole.attributes().to_vec(),
            chosen.collect(),
        );
        for metric in 0..whole.metrics().len() {
            for (place, position) in partners.iter().enumerate() {
                for (period, value) in whole.history(metric, *position).iter().enumerate() {
                    portfolio.set(metric, place, period, *value);
                }
            }
        }
        Self { portfolio: Cow::Owned(portfolio), partners }
    }
}
