//! Periods for people.

use tierlab_engine::portfolio::{Cadence, Period};

/// Short form for an axis: `’27 Q1`, `’27-03`, `Q1` of a numbered quarter.
pub fn period_axis(period: Period) -> String {
    let year = period.year().rem_euclid(100);
    match period.cadence() {
        Cadence::Quarter => format!("\u{2019}{year:02} Q{}", period.part()),
        Cadence::Month => format!("\u{2019}{year:02}-{:02}", period.part()),
        Cadence::Snapshot => period.to_string().replace("uarter ", ""),
    }
}

/// The end of the `quarter`-th simulated quarter after `last`, the last period of the data.
pub fn simulated(last: Period, quarter: usize) -> Period {
    let steps = i32::try_from(quarter).unwrap_or(0);
    match last.cadence() {
        Cadence::Month => last.plus(3 * steps),
        Cadence::Quarter | Cadence::Snapshot => last.plus(steps),
    }
}

/// A number of quarters: `two years`, `a year`, `6 quarters`.
pub fn horizon(quarters: usize) -> String {
    match quarters {
        4 => "a year".to_owned(),
        8 => "two years".to_owned(),
        12 => "three years".to_owned(),
        1 => "a quarter".to_owned(),
        n => format!("{n} quarters"),
    }
}
