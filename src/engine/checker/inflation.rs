//! Tiers that fill up by themselves: the recorded periods replayed under this program.

use super::finding::{Code, Finding, Severity};
use super::place::PlaceRef;
use super::view::View;
use super::words::{number, percent};

/// Share of all partners by which the upper tiers may grow in a year.
const A_YEAR: f64 = 0.05;
/// Shortest replay from which a trend is told, in months.
const MONTHS: u32 = 6;
/// Fewest partners from which a share is told.
const FEW: usize = 10;

pub(super) fn check(view: &View<'_>, found: &mut Vec<Finding>) {
    let Some(past) = view.past() else { return };
    let (Some(first), Some(last)) = (past.standings.first(), past.standings.last()) else { return };
    if past.months < MONTHS || first.len() < FEW {
        return;
    }
    let all = first.len() as f64;
    let years = f64::from(past.months) / 12.0;
    let mut worst: Option<(usize, f64, f64)> = None;
    for tier in 1..view.program.ladder.tiers.len() {
        let share = |standings: &[usize]| {
            standings.iter().filter(|held| **held >= tier).count() as f64 / all
        };
        let (before, after) = (share(first), share(last));
        let grows = (after - before) / years;
        if grows > A_YEAR && worst.is_none_or(|(_, b, a)| after - before > a - b) {
            worst = Some((tier, before, after));
        }
    }
    let Some((tier, before, after)) = worst else { return };
    let pairs = past.partners.iter().zip(first.iter().zip(last));
    let risen: Vec<usize> = pairs
        .filter(|(_, (before, after))| **before < tier && **after >= tier)
        .map(|(partner, _)| *partner)
        .collect();
    let whole = |share: f64| percent(libm::round(100.0 * share) / 100.0);
    let sentence = format!(
        "Replayed over the last {} months with nothing changed, the share at or above {} grows from \
         {} to {}.",
        number(f64::from(past.months)),
        PlaceRef::Tier(tier).name(view.program),
        whole(before),
        whole(after),
    );
    found.push(Code::Inflation.at(Severity::Look, PlaceRef::Tier(tier), sentence).of(risen));
}
