//! More is never worse, read off the rules: value functions that fall, upper ends in conditions,
//! tiers that give less than the one below, bands that pay less for more.

use super::finding::{Code, Finding, Severity};
use super::place::PlaceRef;
use super::repair::Repair;
use super::steep::points_of;
use super::sway;
use super::view::{Holder, Node, Valued, View, positions};
use super::words::{number, opening, percent};
use crate::finance::{Banding, Benefit, BenefitKind, BenefitRule};
use crate::portfolio::Direction;
use crate::rules::{Comparator, EPSILON, Measure, Rule, Source, ValueFunction};

pub(super) fn check(view: &View<'_>, found: &mut Vec<Finding>) {
    for valued in view.values() {
        value(view, valued, found);
    }
    let nodes = view.nodes();
    for node in &nodes {
        upper_end(view, node, &nodes, found);
    }
    levers(view, found);
    for (index, benefit) in view.program.incentives.benefits.iter().enumerate() {
        levels(view, index, benefit, found);
        whole_bands(view, index, benefit, found);
    }
}

/// Whether more of a measure is better; `None` when that is not known, or depends.
pub(super) fn more_is_better(view: &View<'_>, measure: &Measure) -> Option<bool> {
    let readings = measure.readings();
    if readings.is_empty() {
        return Some(true);
    }
    let mut answer = None;
    for key in readings.iter().flat_map(|reading| &reading.metrics) {
        let sway = view.sway_of_measure(measure, key);
        let better = match (view.metric(key)?.direction, sway.up, sway.down) {
            (_, false, false) => continue,
            (Direction::More, true, false) | (Direction::Less, false, true) => true,
            (Direction::Less, true, false) | (Direction::More, false, true) => false,
            _ => return None,
        };
        if answer.is_some_and(|answer| answer != better) {
            return None;
        }
        answer = Some(better);
    }
    answer
}

fn value(view: &View<'_>, valued: Valued<'_>, found: &mut Vec<Finding>) {
    let sway = sway::of_value(valued.value);
    let more = more_is_better(view, valued.measure);
    let falls = match more {
        Some(true) => sway.down,
        Some(false) => sway.up,
        None => sway.up && sway.down,
    };
    if !falls {
        return;
    }
    let place = valued.at.place();
    let name = view.measure_name(valued.measure);
    if !(sway.up && sway.down) {
        let way = if more == Some(true) { "more" } else { "less" };
        let sentence = format!(
            "{} earns less for {way} {name}, and {way} of it is said to be better. One of the two \
             is the wrong way round.",
            valued.part.name
        );
        found.push(Code::MoreIsWorse.at(Severity::Look, place, sentence));
        return;
    }
    let points = points_of(valued.value);
    // Where nobody has said which way is good, the better end is.
    let ends = points.first().zip(points.last());
    let rising = more.unwrap_or_else(|| ends.is_none_or(|(first, last)| last.1 >= first.1));
    let Some((best, worse)) = fall(&points, rising) else { return };
    let concerned = positions(view.measured(valued.at), |x| {
        let earned = valued.value.value(*x);
        points.iter().any(|(at, points)| {
            (if rising { at < x } else { at > x }) && *points > earned + EPSILON
        })
    });
    let how = if rising { "less" } else { "worse" };
    let who = match concerned.len() {
        0 => String::new(),
        count => format!(" {} would score higher by doing {how}.", opening(count)),
    };
    let sentence = format!(
        "{} earns {} at {} but {} at {}.{who}",
        valued.part.name,
        number(best.1),
        view.amount(valued.measure, best.0),
        number(worse.1),
        view.amount(valued.measure, worse.0),
    );
    let meant = matches!(valued.value, ValueFunction::Trapezoid { .. });
    let severity = if meant { Severity::Look } else { Severity::Fix };
    let finding = Code::MoreIsWorse.at(severity, place, sentence).of(concerned);
    let label = format!("Hold {} from {} on", number(best.1), view.amount(valued.measure, best.0));
    let repair = Repair::HoldTheBest { at: valued.at, less_is_better: !rising };
    found.push(finding.mended_by(label, repair));
}

/// The first fall on the way to better measures: the best before it, and what follows.
fn fall(points: &[(f64, f64)], rising: bool) -> Option<((f64, f64), (f64, f64))> {
    let mut way: Vec<(f64, f64)> = points.to_vec();
    if !rising {
        way.reverse();
    }
    let mut best: Option<(f64, f64)> = None;
    let mut worst: Option<((f64, f64), (f64, f64))> = None;
    for point in way {
        match best {
            Some(high) if point.1 < high.1 - EPSILON => {
                let depth = high.1 - point.1;
                if worst.is_none_or(|(high, low)| depth > high.1 - low.1) {
                    worst = Some((high, point));
                }
            }
            Some(high) if point.1 <= high.1 => {}
            _ => best = Some(point),
        }
    }
    worst
}

/// A condition that a better measure fails.
fn upper_end(view: &View<'_>, node: &Node<'_>, nodes: &[Node<'_>], found: &mut Vec<Finding>) {
    let Rule::Compare { measure, comparator, line } = &node.gate.rule else { return };
    let tier = matches!(node.holder, Holder::Enter | Holder::Keep);
    if !(tier && node.needed) {
        return;
    }
    let scored = matches!(measure.source, Source::Score | Source::Dimension(_));
    let against = match more_is_better(view, measure) {
        _ if scored => !comparator.wants_more(),
        Some(more) => more != comparator.wants_more(),
        // Without partners: the ladder itself says elsewhere which way is better.
        None => {
            !comparator.wants_more() && view.portfolio.is_none() && {
                nodes.iter().any(|other| match &other.gate.rule {
                    Rule::Compare { measure: m, comparator: c, .. } => {
                        c.wants_more() && super::implied::same_measure(m, measure)
                    }
                    _ => false,
                })
            }
        }
    };
    if !against {
        return;
    }
    let name = node.place.name(view.program);
    let end = view.amount(measure, line.usual());
    let concerned = node.column.map_or_else(Vec::new, |column| {
        let past = column.value.iter().zip(&column.line).enumerate();
        past.filter(|(_, (value, line))| match comparator {
            Comparator::AtMost | Comparator::LessThan => value > line,
            Comparator::AtLeast | Comparator::MoreThan => value < line,
        })
        .map(|(partner, _)| partner)
        .collect()
    });
    let who = match concerned.len() {
        0 => String::new(),
        1 => " One partner is past it.".to_owned(),
        count => format!(" {} are past it.", opening(count)),
    };
    let lost = if node.holder == Holder::Keep { "loses the tier" } else { "cannot enter any more" };
    let sentence = format!(
        "{name} asks {}. A partner that gets better than {end} {lost}.{who}",
        view.condition(node.gate)
    );
    let finding = Code::MoreIsWorse.at(Severity::Fix, node.place.clone(), sentence).of(concerned);
    found.push(if node.editable {
        finding.mended_by("Remove the upper end", Repair::RemoveGate(node.place.clone()))
    } else {
        finding
    });
}

fn levers(view: &View<'_>, found: &mut Vec<Finding>) {
    let tiers = &view.program.incentives.tiers;
    let all = |benefit: &Benefit| {
        [
            ("commission", benefit.commission, true),
            ("discount", benefit.discount, true),
            ("funds", benefit.mdf, false),
            ("manager hours", benefit.manager_hours, false),
            ("enablement hours", benefit.enablement_hours, false),
        ]
    };
    for (index, pair) in tiers.windows(2).enumerate() {
        let [lower, upper] = pair else { continue };
        let pairs: Vec<_> = all(lower).into_iter().zip(all(upper)).collect();
        // Less of one for more of another is a trade.
        let trade = pairs.iter().any(|(lower, upper)| upper.1 > lower.1);
        let Some((below, above)) = pairs.iter().find(|(lower, upper)| upper.1 < lower.1) else {
            continue;
        };
        if trade {
            continue;
        }
        let amount = |(_, value, share): &(&str, f64, bool)| {
            if *share { percent(*value) } else { number(*value) }
        };
        let name = |tier: usize| PlaceRef::Tier(tier).name(view.program);
        let sentence = format!(
            "{} gets less {} than {}: {} instead of {}. Moving up costs.",
            name(index + 1),
            below.0,
            name(index),
            amount(above),
            amount(below),
        );
        let place = PlaceRef::Lever { tier: index + 1 };
        let finding = Code::MoreIsWorse.at(Severity::Look, place, sentence);
        found.push(finding.mended_by("Give at least what is given below", Repair::RaiseLevers));
    }
}

fn levels(view: &View<'_>, index: usize, benefit: &BenefitRule, found: &mut Vec<Finding>) {
    // Hours may be those within which an answer comes, and a choice is a trade.
    if benefit.kind == BenefitKind::Hours || benefit.terms.choice.is_some() {
        return;
    }
    let pairs = benefit.tiers.windows(2).enumerate();
    let fall = pairs.filter_map(|(tier, pair)| match pair {
        [Some(lower), upper] if upper.unwrap_or(0.0) < *lower => Some((tier, *lower, *upper)),
        _ => None,
    });
    let Some((tier, lower, upper)) = fall.into_iter().next() else { return };
    let amount = |level: f64| match benefit.kind {
        BenefitKind::Percent => percent(level),
        BenefitKind::Amount => view.money(level),
        BenefitKind::Flag if level > 0.0 => "yes".to_owned(),
        BenefitKind::Flag => "no".to_owned(),
        BenefitKind::Hours => number(level),
    };
    let name = |tier: usize| PlaceRef::Tier(tier).name(view.program);
    let sentence = format!(
        "{} is {} for {} and {} for {}. Moving up costs.",
        benefit.name,
        amount(lower),
        name(tier),
        upper.map_or_else(|| "not offered".to_owned(), amount),
        name(tier + 1),
    );
    let finding = Code::MoreIsWorse.at(Severity::Look, PlaceRef::Benefit(index), sentence);
    found.push(finding.mended_by("Give at least what is given below", Repair::RaiseBenefit(index)));
}

fn whole_bands(view: &View<'_>, index: usize, benefit: &BenefitRule, found: &mut Vec<Finding>) {
    if benefit.kind != BenefitKind::Percent || benefit.terms.banding != Banding::Whole {
        return;
    }
    let falling = benefit.terms.bands.windows(2).find_map(|pair| match pair {
        [(_, before), (start, rate)] if rate < before && *start > 0.0 => {
            Some((*start, *before, *rate))
        }
        _ => None,
    });
    let Some((start, before, rate)) = falling else { return };
    let sentence = format!(
        "{} pays {} on {} and {} just above, where the lower rate holds for all of it.",
        benefit.name,
        view.money(before * start),
        view.money(start),
        view.money(rate * start),
    );
    let finding = Code::MoreIsWorse.at(Severity::Fix, PlaceRef::Benefit(index), sentence);
    found.push(finding.mended_by("Pay each band its own rate", Repair::PayByBand(index)));
}
