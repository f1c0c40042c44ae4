//! The periods of the portfolio: consecutive, of one length, not too many.

use super::keyed::Keyed;
use super::plan::{ColumnPlan, ImportPlan, Layout};
use crate::Problem;
use crate::portfolio::{Cadence, Period};

/// The most periods of one portfolio.
const MAX_PERIODS: i32 = 400;

/// Every period from the first to the last one found.
pub(super) fn periods(plan: &ImportPlan, rows: &[Keyed]) -> Result<Vec<Period>, Problem> {
    let found: Vec<(Period, String)> = match plan.layout {
        Layout::CrossSection => return Ok(vec![Period::snapshot()]),
        Layout::Long => extremes(rows.iter().map(|keyed| (keyed.period, keyed.row.line)))
            .into_iter()
            .map(|(period, line)| (period, format!("line {line}")))
            .collect(),
        Layout::Wide => {
            let dated = plan.columns.iter().filter(|column| column.is_metric());
            let dated = dated.filter_map(|column: &ColumnPlan| {
                Some((column.wide_period?, column.header.as_str()))
            });
            extremes(dated)
                .into_iter()
                .map(|(period, header)| (period, format!("column \"{header}\"")))
                .collect()
        }
    };
    let (Some((first, at_first)), Some((last, at_last))) = (found.first(), found.last()) else {
        return Ok(vec![Period::snapshot()]);
    };
    // A year is kept under its last quarter.
    let annual = plan.annual_rows() || plan.columns.iter().any(|column| column.annual);
    let first = &if annual { first.plus(-3) } else { *first };
    if first.cadence() != last.cadence() {
        return Err(mixed(&found));
    }
    let steps = last.since(*first);
    if steps >= MAX_PERIODS {
        return Err(Problem::new(
            "Periods",
            format!(
                "The periods run from {first} ({at_first}) to {last} ({at_last}): {} periods; \
                 up to {MAX_PERIODS} can be used.",
                steps + 1
            ),
            "Check these two for a mistyped year, or leave out old periods.",
        ));
    }
    Ok((0..=steps).map(|step| first.plus(step)).collect())
}

/// The first and the last period with their places; quarters sort before months.
fn extremes<P: Copy>(found: impl Iterator<Item = (Period, P)>) -> Vec<(Period, P)> {
    let mut ends: Option<((Period, P), (Period, P))> = None;
    for item in found {
        ends = Some(match ends {
            None => (item, item),
            Some((first, last)) => (
                if item.0 < first.0 { item } else { first },
                if item.0 > last.0 { item } else { last },
            ),
        });
    }
    ends.map_or_else(Vec::new, |(first, last)| vec![first, last])
}

fn mixed(found: &[(Period, String)]) -> Problem {
    let told: Vec<String> = found
        .iter()
        .map(|(period, place)| match period.cadence() {
            Cadence::Month => format!("{place} has a month ({period})"),
            _ => format!("{place} has a quarter ({period})"),
        })
        .collect();
    Problem::new(
        "Periods",
        format!("Quarters and months are mixed: {}.", told.join(", ")),
        "Use quarters throughout or months throughout.",
    )
}
