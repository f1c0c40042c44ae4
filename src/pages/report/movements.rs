//! The file of movements: every partner under both programs.

use super::content::{Choice, name};
use crate::pages::simulate::{Answer, words};
use tierlab_engine::formats::csv::{Cell, write_csv};
use tierlab_engine::report::switch;

const HEADERS: [&str; 13] = [
    "partner_id",
    "partner",
    "tier_now",
    "tier_at_the_end_present_rules",
    "tier_at_the_end_new_rules",
    "chance_percent",
    "score_now",
    "score_at_the_end",
    "mean_revenue",
    "currency",
    "reason",
    "new_rules_in_force_from",
    "notice_due_from",
];

/// All simulated partners, as CSV.
pub(super) fn movements(answer: &Answer, notice_days: u32, choice: Choice) -> String {
    let (from, notice) = switch(&answer.portfolio, answer.scenario.settings.starts, notice_days);
    let rows = answer.movers.iter().map(|mover| {
        let id = answer.portfolio.partners().get(mover.position).map_or("", |it| it.id.as_str());
        let lower = mover.alternative >= answer.tier_count() || mover.alternative < mover.now;
        vec![
            Cell::text(id),
            Cell::text(name(answer, mover, choice)),
            Cell::text(answer.tier_name(mover.now)),
            Cell::text(answer.tier_name(mover.baseline)),
            Cell::text(answer.tier_name(mover.alternative)),
            Cell::Number(100.0 * mover.chance, 1),
            Cell::Number(mover.score.0, 2),
            Cell::Number(mover.score.1, 2),
            Cell::Number(mover.revenue, 0),
            Cell::text(answer.currency()),
            Cell::text(words::reason(answer, mover)),
            Cell::text(from.to_string()),
            Cell::text(if lower { notice.to_string() } else { "not needed".to_owned() }),
        ]
    });
    write_csv(&HEADERS, rows)
}
