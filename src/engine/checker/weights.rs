//! Weights that are shown as percent and do not add up to it.

use super::finding::{Code, Finding, Severity};
use super::place::PlaceRef;
use super::repair::Repair;
use super::view::View;
use super::words::percent;
use crate::rules::Combine;

pub(super) fn check(view: &View<'_>, found: &mut Vec<Finding>) {
    for (index, track) in view.program.score.tracks.iter().enumerate() {
        let total: f64 = track.dimensions.iter().map(|dimension| dimension.weight).sum();
        if track.combine == Combine::Sum || (total - 1.0).abs() <= 1e-6 {
            continue;
        }
        let Some(first) = track.dimensions.first() else { continue };
        let sentence = format!(
            "The weights add up to {}. {} is given {} and counts for {}.",
            percent(total),
            first.name,
            percent(first.weight),
            percent(first.weight / total),
        );
        let finding = Code::Weights.at(Severity::Note, PlaceRef::Track(index), sentence);
        found.push(finding.mended_by("Scale to 100\u{a0}%", Repair::ScaleWeights(index)));
    }
}
