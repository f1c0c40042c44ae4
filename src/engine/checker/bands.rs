//! Bands that overlap, leave gaps, or end where partners are.

use super::finding::{Code, Finding, Severity};
use super::place::PlaceRef;
use super::repair::Repair;
use super::view::{Valued, View, positions};
use super::words::{listed, number, opening, partners, percent};
use crate::finance::{BenefitKind, BenefitRule};
use crate::rules::{Band, Comparator, EPSILON, ValueFunction};
use std::cmp::Ordering;

/// Bands by their lower ends, those that start earlier first.
pub(super) fn sorted(bands: &[Band]) -> Vec<Band> {
    let mut sorted = bands.to_vec();
    let from = |band: &Band| band.from.unwrap_or(f64::NEG_INFINITY);
    sorted.sort_by(|a, b| from(a).total_cmp(&from(b)).then(b.from_included.cmp(&a.from_included)));
    sorted
}

/// How the end of one band and the start of the next one meet.
fn meet(lower: &Band, upper: &Band) -> Ordering {
    let (Some(to), Some(from)) = (lower.to, upper.from) else { return Ordering::Greater };
    if (to - from).abs() > EPSILON {
        return to.total_cmp(&from);
    }
    match (lower.to_included, upper.from_included) {
        (true, true) => Ordering::Greater,
        (false, false) => Ordering::Less,
        _ => Ordering::Equal,
    }
}

/// The stretch between two bands that neither holds for, with whether its ends belong to it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Gap {
    pub from: f64,
    pub from_included: bool,
    pub to: f64,
    pub to_included: bool,
}

impl Gap {
    fn holds(&self, x: f64) -> bool {
        let lower = if self.from_included { Comparator::AtLeast } else { Comparator::MoreThan };
        let upper = if self.to_included { Comparator::AtMost } else { Comparator::LessThan };
        lower.holds(x, self.from).passes() && upper.holds(x, self.to).passes()
    }
}

/// Gaps between bands.
pub(super) fn gaps(bands: &[Band]) -> Vec<Gap> {
    let mut found = Vec::new();
    let mut reach: Option<Band> = None;
    for band in sorted(bands) {
        if let Some(last) = reach
            && meet(&last, &band) == Ordering::Less
            && let (Some(from), Some(to)) = (last.to, band.from)
        {
            found.push(Gap {
                from,
                from_included: !last.to_included,
                to,
                to_included: !band.from_included,
            });
        }
        reach = Some(reach.map_or(band, |last| further(last, band)));
    }
    found
}

/// Of two bands the one that reaches further up.
fn further(a: Band, b: Band) -> Band {
    match (a.to, b.to) {
        (None, _) => a,
        (_, None) => b,
        (Some(x), Some(y)) if (x - y).abs() <= EPSILON => {
            if a.to_included {
                a
            } else {
                b
            }
        }
        (Some(x), Some(y)) => {
            if x > y {
                a
            } else {
                b
            }
        }
    }
}

/// Where bands overlap: least and most that two of them hold for.
pub(super) fn overlaps(bands: &[Band]) -> Vec<(f64, f64)> {
    let mut found = Vec::new();
    let mut reach: Option<Band> = None;
    for band in sorted(bands) {
        if let Some(last) = reach
            && meet(&last, &band) == Ordering::Greater
        {
            let from = band.from.unwrap_or(f64::NEG_INFINITY);
            let end = |band: Band| band.to.unwrap_or(f64::INFINITY);
            found.push((from, end(last).min(end(band))));
        }
        reach = Some(reach.map_or(band, |last| further(last, band)));
    }
    found
}

pub(super) fn check(view: &View<'_>, found: &mut Vec<Finding>) {
    for valued in view.values() {
        if let ValueFunction::Bands(bands) = valued.value {
            overlapping(view, valued, bands, found);
            gapping(view, valued, bands, found);
            beyond(view, valued, bands, found);
        }
    }
    for (index, benefit) in view.program.incentives.benefits.iter().enumerate() {
        self::benefit(view, index, benefit, found);
    }
}

fn overlapping(view: &View<'_>, valued: Valued<'_>, bands: &[Band], found: &mut Vec<Finding>) {
    let overlaps = overlaps(bands);
    if overlaps.is_empty() {
        return;
    }
    let amount = |x: f64| view.amount(valued.measure, x);
    let places: Vec<String> = overlaps
        .iter()
        .map(|(from, to)| match (from.is_finite(), to.is_finite()) {
            (true, true) if (from - to).abs() <= EPSILON => amount(*from),
            (true, true) => format!("{} to {}", amount(*from), amount(*to)),
            (true, false) => format!("{} and more", amount(*from)),
            (false, true) => format!("{} and less", amount(*to)),
            (false, false) => "everything".to_owned(),
        })
        .collect();
    let held = |x: &f64| bands.iter().filter(|band| band.holds(*x)).count() > 1;
    let concerned = positions(view.measured(valued.at), held);
    let who = match concerned.len() {
        0 => String::new(),
        count => format!(" {} there.", sits(count)),
    };
    let sentence = format!(
        "{} has two bands for {}. The one written first counts.{who}",
        valued.part.name,
        listed(&places),
    );
    let finding = Code::BandOverlap.at(Severity::Fix, valued.at.place(), sentence).of(concerned);
    found.push(finding.mended_by("Let the first band count", Repair::SeparateBands(valued.at)));
}

fn sits(count: usize) -> String {
    format!("{} {}", opening(count), if count == 1 { "is" } else { "are" })
}

fn gapping(view: &View<'_>, valued: Valued<'_>, bands: &[Band], found: &mut Vec<Finding>) {
    let gaps = gaps(bands);
    let Some(first) = gaps.first() else { return };
    let amount = |x: f64| view.amount(valued.measure, x);
    let places: Vec<String> = gaps
        .iter()
        .map(|gap| match gap.to - gap.from {
            width if width <= EPSILON => amount(gap.from),
            _ => format!("between {} and {}", amount(gap.from), amount(gap.to)),
        })
        .collect();
    let inside = |x: &f64| gaps.iter().any(|gap| gap.holds(*x));
    let concerned = positions(view.measured(valued.at), inside);
    let who = match concerned.len() {
        0 => String::new(),
        count => format!(" {} there.", sits(count)),
    };
    let sentence =
        format!("{} has no band for {}: it earns nothing.{who}", valued.part.name, listed(&places));
    let label = match gaps.len() {
        1 => format!("Close the gap at {}", amount(first.from)),
        count => format!("Close the {count} gaps"),
    };
    let finding = Code::BandGap.at(Severity::Look, valued.at.place(), sentence).of(concerned);
    found.push(finding.mended_by(label, Repair::CloseGaps(valued.at)));
}

/// Partners above the last band although the last band earns more than the one before.
fn beyond(view: &View<'_>, valued: Valued<'_>, bands: &[Band], found: &mut Vec<Finding>) {
    let Some(end) = top(bands) else { return };
    let concerned = positions(view.measured(valued.at), |x| {
        *x > end.to.unwrap_or(f64::INFINITY) - EPSILON && !bands.iter().any(|band| band.holds(*x))
    });
    if end.points <= 0.0 || concerned.is_empty() {
        return;
    }
    let who = match concerned.len() {
        1 => "One partner is above it and earns nothing".to_owned(),
        count => format!("{} are above it and earn nothing", opening(count)),
    };
    let sentence = format!(
        "The last band of {} ends at {}. {who}.",
        valued.part.name,
        view.amount(valued.measure, end.to.unwrap_or(f64::INFINITY)),
    );
    let finding = Code::BandGap.at(Severity::Look, valued.at.place(), sentence).of(concerned);
    found.push(finding.mended_by("Leave the last band open", Repair::OpenLastBand(valued.at)));
}

/// The band that reaches furthest up, unless it is open.
fn top(bands: &[Band]) -> Option<Band> {
    bands.iter().copied().reduce(further).filter(|band| band.to.is_some())
}

fn benefit(view: &View<'_>, index: usize, benefit: &BenefitRule, found: &mut Vec<Finding>) {
    let bands = &benefit.terms.bands;
    if benefit.kind != BenefitKind::Percent {
        return;
    }
    let Some((start, rate)) = bands.first().copied() else { return };
    if start > 0.0 && rate > 0.0 {
        let sentence = format!(
            "{} pays {} of what lies above {}, and nothing below.",
            benefit.name,
            percent(rate),
            view.money(start)
        );
        let finding = Code::BandGap.at(Severity::Note, PlaceRef::Benefit(index), sentence);
        found.push(finding.mended_by("Pay from the start", Repair::PayFromTheStart(index)));
    }
    for (lower, middle, upper) in holes(bands) {
        let sentence = format!(
            "{} pays {} up to {}, nothing from there to {}, and {} above.",
            benefit.name,
            percent(lower.1),
            view.money(middle.0),
            view.money(upper.0),
            percent(upper.1),
        );
        let label = format!("Close the gap at {}", number(middle.0));
        let finding = Code::BandGap.at(Severity::Look, PlaceRef::Benefit(index), sentence);
        let repair = Repair::FillBenefitGap { benefit: index, from: middle.0 };
        found.push(finding.mended_by(label, repair));
    }
}

type Step = (f64, f64);

/// Bands that pay nothing between two that do.
fn holes(bands: &[Step]) -> Vec<(Step, Step, Step)> {
    bands
        .windows(3)
        .filter_map(|three| match three {
            [lower, middle, upper] if lower.1 > 0.0 && middle.1 <= 0.0 && upper.1 > 0.0 => {
                Some((*lower, *middle, *upper))
            }
            _ => None,
        })
        .collect()
}

/// How many partners, for sentences elsewhere.
pub(super) fn near(count: usize) -> String {
    match count {
        0 => "No partner sits".to_owned(),
        1 => "One partner sits".to_owned(),
        _ => format!("{} sit", partners(count)),
    }
}
