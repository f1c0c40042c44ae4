//! The sample partners as a table: one row per partner and quarter.

use tierlab_engine::portfolio::{Partner, Portfolio};
use tierlab_engine::sample::sample_partners;

/// Metrics that are written with decimals.
const DECIMALS: [(&str, usize); 3] = [("deal_cycle_days", 1), ("csat", 2), ("retention", 1)];

/// The whole file.
pub fn partners_csv() -> String {
    let portfolio = sample_partners();
    let mut head = vec!["partner_id", "partner_name", "quarter"];
    head.extend(portfolio.attributes().iter().map(String::as_str));
    head.extend(portfolio.metrics().iter().map(|metric| metric.key.as_str()));
    let mut lines = vec![head.join(",")];
    for (place, partner) in portfolio.partners().iter().enumerate() {
        for quarter in 0..portfolio.periods().len() {
            lines.extend(row(&portfolio, place, partner, quarter));
        }
    }
    lines.join("\n") + "\n"
}

/// One row; none where the partner reports no revenue.
fn row(portfolio: &Portfolio, place: usize, partner: &Partner, quarter: usize) -> Option<String> {
    let period = portfolio.periods().get(quarter)?;
    portfolio.value(portfolio.metric_index("revenue")?, place, quarter)?;
    let mut cells = vec![partner.id.clone(), partner.name.clone()];
    cells.push(format!("{}-Q{}", period.year(), period.part()));
    cells.extend(partner.attributes.iter().cloned().map(Option::unwrap_or_default));
    for (metric, about) in portfolio.metrics().iter().enumerate() {
        let decimals = DECIMALS.iter().find(|(key, _)| *key == about.key).map_or(0, |(_, d)| *d);
        let value = portfolio.value(metric, place, quarter);
        cells.push(value.map_or_else(String::new, |value| format!("{value:.decimals$}")));
    }
    Some(cells.join(","))
}
