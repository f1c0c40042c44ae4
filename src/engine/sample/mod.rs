//! The invented partners that ship with Tierlab: 240 partners, eight quarters, ten metrics.
//!
//! Every partner has a size and a quality; both are drawn once, revenue follows size, growth and
//! an AR(1) process, and the other metrics follow quality with noise of their own, so that good
//! partners tend to be good at several things, imperfectly. No number is measured anywhere.
//!
//! They are drawn when asked for and not kept as data: the recipe is a tenth of what it gives.

mod draw;
mod numbers;
mod scenario;
mod words;

use crate::portfolio::{Cadence, Direction, Kind, Metric, Origin, Period, Portfolio, Unit};
pub use scenario::sample_scenario;

use draw::{Drawn, draw};
use numbers::{METRICS, numbers};

/// How many partners it has.
pub const PARTNERS: usize = 240;
const QUARTERS: usize = 8;
const ATTRIBUTES: [&str; 4] = ["type", "region", "vertical", "size_band"];

/// Draws the sample partners, the same on every machine. `public/samples/partners.csv` is this
/// portfolio as a table.
pub fn sample_partners() -> Portfolio {
    let mut drawn: Vec<Drawn> = Vec::with_capacity(PARTNERS);
    for number in 1..=PARTNERS {
        drawn.push(draw(number, QUARTERS, &drawn));
    }
    let first = Period::new(Cadence::Quarter, 2024, 4).unwrap_or_else(Period::snapshot);
    let periods: Vec<Period> = (0_i32..).take(QUARTERS).map(|step| first.plus(step)).collect();
    let parts: Vec<usize> =
        periods.iter().map(|p| usize::try_from(p.part()).unwrap_or(1)).collect();
    let mut portfolio = Portfolio::new(
        Origin::Sample,
        periods,
        metrics(),
        ATTRIBUTES.map(str::to_owned).to_vec(),
        drawn.iter().map(|drawn| drawn.partner.clone()).collect(),
    );
    for (place, drawn) in drawn.iter().enumerate() {
        fill(&mut portfolio, place, drawn, &parts);
    }
    portfolio
}

/// Writes the quarters that a partner reports.
fn fill(portfolio: &mut Portfolio, place: usize, drawn: &Drawn, parts: &[usize]) {
    let mut noise = 0.22 * drawn.draws.normal(8, 0);
    let (from, until) = drawn.reports;
    for ((quarter, part), at) in parts.iter().enumerate().zip(1_u32..) {
        noise = 0.55 * noise + 0.17 * drawn.draws.normal(8, at);
        if (from..until).contains(&quarter) {
            for (metric, value) in numbers(drawn, at, *part, noise).into_iter().enumerate() {
                portfolio.set(metric, place, quarter, value);
            }
        }
    }
}

fn metrics() -> Vec<Metric> {
    let list: [(&str, Kind, Unit, Direction); METRICS] = [
        ("revenue", Kind::Flow, Unit::Money, Direction::More),
        ("deals_won", Kind::Flow, Unit::Count, Direction::More),
        ("deal_cycle_days", Kind::Rating, Unit::Days, Direction::Less),
        ("pipeline", Kind::Stock, Unit::Money, Direction::More),
        ("certified_staff", Kind::Stock, Unit::Count, Direction::More),
        ("training_completion", Kind::Rating, Unit::Percent, Direction::More),
        ("CSAT", Kind::Rating, Unit::Points, Direction::More),
        ("co_investment", Kind::Flow, Unit::Money, Direction::More),
        ("retention", Kind::Rating, Unit::Percent, Direction::More),
        ("risk_rating", Kind::Rating, Unit::Points, Direction::Less),
    ];
    let named = |(name, kind, unit, direction): (&str, Kind, Unit, Direction)| Metric {
        key: name.to_lowercase(),
        name: name.to_owned(),
        kind,
        unit,
        direction,
    };
    list.into_iter().map(named).collect()
}
