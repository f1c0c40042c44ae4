//! Conditions that nobody passes, or everybody, or nobody of a segment.

use super::finding::{Code, Finding, Severity};
use super::place::PlaceRef;
use super::repair::Repair;
use super::segments::Segments;
use super::view::{Holder, Node, View, extent, positions};
use super::words::partners;
use crate::rules::{Comparator, Gate, GateColumn, Quantity, Rule, Truth};

/// Fewest partners from which something can be said about all of them.
const FEW: usize = 5;

pub(super) fn check(view: &View<'_>, found: &mut Vec<Finding>) {
    let mut segments = None;
    for node in view.nodes() {
        if let Some(finding) = beyond(view, &node) {
            found.push(finding);
        } else if let Some(finding) = never(view, &node) {
            found.push(finding);
        } else if let Some(finding) = always(view, &node) {
            found.push(finding);
        }
        if matches!(node.gate.rule, Rule::AtLeast { .. }) && node.column.is_some() {
            let segments = segments.get_or_insert_with(|| Segments::all(view));
            choices(view, &node, segments, found);
        }
    }
}

/// What a place is called in front of a sentence.
fn owner(view: &View<'_>, node: &Node<'_>) -> String {
    let name = node.place.name(view.program);
    if node.holder == Holder::Keep { format!("Keeping {name}") } else { name }
}

/// A comparison that the measure cannot meet at all.
fn beyond(view: &View<'_>, node: &Node<'_>) -> Option<Finding> {
    let Rule::Compare { measure, comparator, line } = &node.gate.rule else { return None };
    let range = view.measure_range(measure);
    let best = if comparator.wants_more() { range.hi } else { range.lo };
    let met = |line: f64| comparator.holds(best, line).passes();
    // With something missing the rest counts for more, and may pass after all.
    let passed = node.column.is_some_and(|column| count(column, Truth::Pass) > 0);
    if best.is_infinite() || passed || line.numbers().into_iter().any(met) {
        return None;
    }
    let sentence = format!(
        "{} asks {}, and it cannot be {} than {}.",
        owner(view, node),
        view.condition(node.gate),
        if comparator.wants_more() { "more" } else { "less" },
        view.amount(measure, best),
    );
    let finding = Code::NeverPasses.at(Severity::Fix, node.place.clone(), sentence);
    let seen = node.column.and_then(|column| best_seen(*comparator, &column.value));
    // Where partners are at hand and none of them has a value, no line would be passed.
    let nobody = node.column.is_some() && seen.is_none();
    let line = passed_line(*comparator, seen.unwrap_or(best)).filter(|_| !nobody);
    Some(match line {
        Some(line) => with_line(view, node, finding, line),
        None => finding,
    })
}

fn with_line(view: &View<'_>, node: &Node<'_>, finding: Finding, line: f64) -> Finding {
    let Rule::Compare { measure, line: Quantity::Fixed(_), .. } = &node.gate.rule else {
        return finding;
    };
    if !node.editable {
        return finding;
    }
    let label = format!("Ask {} instead", view.amount(measure, line));
    finding.mended_by(label, Repair::SetGateLine { place: node.place.clone(), line })
}

fn best_seen(comparator: Comparator, values: &[f64]) -> Option<f64> {
    let (least, most) = extent(values)?;
    Some(if comparator.wants_more() { most } else { least })
}

/// A line of two significant digits that `best` passes.
fn passed_line(comparator: Comparator, best: f64) -> Option<f64> {
    if best.abs() < 1e-9 {
        return comparator.holds(best, 0.0).passes().then_some(0.0);
    }
    let step = libm::pow(10.0, libm::floor(libm::log10(best.abs())) - 1.0);
    let steps = best / step;
    let candidates = if comparator.wants_more() {
        [libm::floor(steps + 1e-9) * step, best, (libm::ceil(steps) - 1.0) * step]
    } else {
        [libm::ceil(steps - 1e-9) * step, best, (libm::floor(steps) + 1.0) * step]
    };
    // The last digit of a product by a power of ten below one is noise.
    let clean = |line: f64| if step < 1.0 { libm::round(line * 1e9) / 1e9 } else { line };
    candidates.into_iter().map(clean).find(|line| comparator.holds(best, *line).passes())
}

fn count(column: &GateColumn, truth: Truth) -> usize {
    column.truth.iter().filter(|seen| **seen == truth).count()
}

/// Whether nobody passes although something is known.
fn nobody(column: &GateColumn) -> bool {
    count(column, Truth::Pass) == 0 && count(column, Truth::Fail) > 0
}

/// Whether the conditions inside already say why nobody passes.
fn explained(gate: &Gate, column: &GateColumn) -> bool {
    let shut = column.inner.iter().filter(|inner| nobody(inner)).count();
    match &gate.rule {
        Rule::All(_) | Rule::Each { .. } => shut > 0,
        Rule::Any(list) => shut == list.len(),
        Rule::AtLeast { count, must, of } => {
            let needed = column.inner.iter().take(must.len()).any(nobody);
            needed || must.len() + of.len() - shut < *count
        }
        Rule::When { .. } => column.inner.get(1).is_some_and(nobody),
        _ => false,
    }
}

fn never(view: &View<'_>, node: &Node<'_>) -> Option<Finding> {
    let column = node.column.filter(|column| nobody(column) && !explained(node.gate, column))?;
    let (owner, asks) = (owner(view, node), view.condition(node.gate));
    let failed = count(column, Truth::Fail);
    let best = match &node.gate.rule {
        Rule::Compare { measure, comparator, .. } => best_seen(*comparator, &column.value)
            .map_or_else(String::new, |best| {
                format!(" The best of {} is {}.", partners(failed), view.amount(measure, best))
            }),
        _ => format!(" None of {} passes.", partners(failed)),
    };
    let sentence = format!("{owner} asks {asks}.{best}");
    let finding = Code::NeverPasses.at(Severity::Look, node.place.clone(), sentence);
    let Rule::Compare { comparator, .. } = &node.gate.rule else { return Some(finding) };
    let line =
        best_seen(*comparator, &column.value).and_then(|best| passed_line(*comparator, best));
    Some(match line {
        Some(line) => with_line(view, node, finding, line),
        None => finding,
    })
}

fn always(view: &View<'_>, node: &Node<'_>) -> Option<Finding> {
    let column = node.column?;
    let all = column.truth.len();
    let decides = matches!(node.holder, Holder::Enter | Holder::Points);
    let inside = node.gate.inner().is_empty();
    if !decides || !inside || all < FEW || count(column, Truth::Pass) < all {
        return None;
    }
    let sentence = format!(
        "{} asks {}. All {} pass: it makes no difference today.",
        owner(view, node),
        view.condition(node.gate),
        partners(all)
    );
    let finding = Code::AlwaysPasses.at(Severity::Note, node.place.clone(), sentence);
    let top_level = matches!(&node.place, PlaceRef::Gate { path, .. } if path.len() == 1);
    Some(if node.editable && top_level {
        finding.mended_by("Remove the condition", Repair::RemoveGate(node.place.clone()))
    } else {
        finding
    })
}

/// Options of a choice that nobody of a segment passes: the choice is smaller for them.
fn choices(view: &View<'_>, node: &Node<'_>, segments: &[Segments<'_>], found: &mut Vec<Finding>) {
    let (Rule::AtLeast { count: asked, must, of }, Some(column)) = (&node.gate.rule, node.column)
    else {
        return;
    };
    let all = must.len() + of.len();
    for (index, option) in of.iter().enumerate().map(|(i, option)| (i + must.len(), option)) {
        let Some(inner) = column.inner.get(index).filter(|inner| count(inner, Truth::Pass) > 0)
        else {
            continue;
        };
        if matches!(option.rule, Rule::Is { .. }) {
            continue;
        }
        for (name, members) in segments.iter().filter_map(|segments| shut_out(segments, inner)) {
            let best = match &option.rule {
                Rule::Compare { measure, comparator, .. } => {
                    let values: Vec<f64> =
                        members.iter().filter_map(|m| inner.value.get(*m).copied()).collect();
                    best_seen(*comparator, &values).map_or_else(String::new, |best| {
                        format!(" The best {name} partner has {}.", view.amount(measure, best))
                    })
                }
                _ => format!(" No {name} partner passes it."),
            };
            let sentence = format!(
                "{} offers {} as 1 of {all} options.{best} For {} \u{201c}{asked} of {all}\u{201d} is \
                 really \u{201c}{asked} of {}\u{201d}.",
                owner(view, node),
                view.condition(option),
                partners(members.len()),
                all - 1,
            );
            let place = node.place.inside(index);
            found.push(Code::NeverPasses.at(Severity::Look, place, sentence).of(members));
        }
    }
}

/// The largest segment of a text column of which nobody passes; its name and members.
fn shut_out<'a>(segments: &Segments<'a>, column: &GateColumn) -> Option<(&'a str, Vec<usize>)> {
    let mut passed = vec![0_usize; segments.names.len()];
    let mut failed = vec![0_usize; segments.names.len()];
    for (segment, truth) in segments.of.iter().zip(&column.truth) {
        let counts = if truth.passes() { &mut passed } else { &mut failed };
        if let (Some(segment), true) = (segment, *truth != Truth::Unknown)
            && let Some(count) = counts.get_mut(*segment)
        {
            *count += 1;
        }
    }
    let shut = passed.iter().zip(&failed).enumerate();
    let shut = shut.filter(|(_, (passed, failed))| **passed == 0 && **failed >= 2 * FEW);
    let (segment, _) = shut.max_by_key(|(_, (_, failed))| **failed)?;
    let members = positions(&segments.of, |of| *of == Some(segment));
    let members = members.into_iter();
    let judged = members.filter(|m| column.truth.get(*m).is_some_and(|t| *t != Truth::Unknown));
    Some((segments.names.get(segment)?, judged.collect()))
}
