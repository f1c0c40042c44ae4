//! The record of one metric, quarter by quarter, whatever its own periods are.
//!
//! Months: flows add up, ratings average, stocks count as the quarter ended; months before the first whole
//! quarter are left out. A cross-section knows one year: it stands for four equal quarters.

use crate::portfolio::{Cadence, Kind, Portfolio};
use crate::rules::Gaps;

/// Quarters that a cross-section stands for.
pub(super) const YEAR: usize = 4;

/// How many quarters a portfolio records.
pub(super) fn recorded(portfolio: &Portfolio) -> usize {
    let periods = portfolio.periods().len();
    match portfolio.cadence() {
        Cadence::Quarter => periods,
        Cadence::Month => periods / 3,
        Cadence::Snapshot => YEAR,
    }
}

/// One metric of one partner, oldest quarter first; NaN is unknown.
pub(super) fn history(portfolio: &Portfolio, metric: usize, partner: usize) -> Vec<f64> {
    let kind = portfolio.metrics().get(metric).map_or(Kind::Flow, |metric| metric.kind);
    in_quarters(portfolio.history(metric, partner), portfolio.cadence(), kind)
}

/// Several flows of one partner as one; a gap in them means what the program says.
pub(super) fn together(
    portfolio: &Portfolio,
    metrics: &[usize],
    partner: usize,
    gaps: Gaps,
) -> Vec<f64> {
    let mut total = vec![0.0; portfolio.periods().len()];
    for metric in metrics {
        for (sum, value) in total.iter_mut().zip(portfolio.history(*metric, partner)) {
            *sum += if gaps == Gaps::Zero && value.is_nan() { 0.0 } else { *value };
        }
    }
    in_quarters(&total, portfolio.cadence(), Kind::Flow)
}

fn in_quarters(history: &[f64], cadence: Cadence, kind: Kind) -> Vec<f64> {
    match cadence {
        Cadence::Quarter => history.to_vec(),
        Cadence::Snapshot => {
            let year = history.first().copied().unwrap_or(f64::NAN);
            vec![if kind == Kind::Flow { year / YEAR as f64 } else { year }; YEAR]
        }
        Cadence::Month => {
            let quarter = |months: &[f64]| match kind {
                Kind::Flow => months.iter().sum(),
                Kind::Stock => months.last().copied().unwrap_or(f64::NAN),
                Kind::Rating => mean_of_known(months),
            };
            let mut quarters: Vec<f64> = history.rchunks_exact(3).map(quarter).collect();
            quarters.reverse();
            quarters
        }
    }
}

/// Mean of what is known; NaN when nothing is.
pub(super) fn mean_of_known(values: &[f64]) -> f64 {
    let known = values.iter().filter(|value| value.is_finite());
    let (count, sum) = known.fold((0.0, 0.0), |(n, sum), value| (n + 1.0, sum + value));
    sum / count
}
