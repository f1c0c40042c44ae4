//! Tiers that can be entered past a lower one.

use super::finding::{Code, Finding, Severity};
use super::implied::{alike, by_any, threshold_by};
use super::place::PlaceRef;
use super::repair::Repair;
use super::stricter::stricter;
use super::view::View;
use super::words::{listed, opening, points};
use crate::rules::{Gate, Program, Rule, Tier, Truth};

pub(super) fn check(view: &View<'_>, found: &mut Vec<Finding>) {
    for (index, pair) in view.program.ladder.tiers.windows(2).enumerate().skip(1) {
        let [lower, upper] = pair else { continue };
        if lower.by_invitation || upper.by_invitation {
            continue;
        }
        let mut missing: Vec<String> =
            not_asked(lower, upper).map(|gate| view.condition(gate)).collect();
        if let (true, Some(line)) = (line_is_missing(lower, upper), &lower.threshold) {
            missing.push(points(line.points.usual()));
        }
        let concerned = past(view, index);
        if missing.is_empty() && concerned.is_empty() {
            continue;
        }
        let asks = match missing.as_slice() {
            [] => format!("{} can be entered without {}.", upper.name, lower.name),
            list => format!("{} asks {}; {} does not.", lower.name, listed(list), upper.name),
        };
        let who = match concerned.len() {
            0 => String::new(),
            count => {
                format!(" {} could enter {} and not {}.", opening(count), upper.name, lower.name)
            }
        };
        let severity = if concerned.is_empty() { Severity::Note } else { Severity::Look };
        let place = PlaceRef::Tier(index + 1);
        let finding = Code::NotNested.at(severity, place, format!("{asks}{who}")).of(concerned);
        found.push(if missing.is_empty() {
            finding
        } else {
            let label = format!("Ask it of {} too", upper.name);
            finding.mended_by(label, Repair::AskWhatIsAskedBelow(index + 1))
        });
    }
}

/// Conditions of the lower tier that the upper one does not include.
fn not_asked<'a>(lower: &'a Tier, upper: &'a Tier) -> impl Iterator<Item = &'a Gate> {
    lower.gates.iter().filter(|gate| !by_any(&upper.gates, gate))
}

fn line_is_missing(lower: &Tier, upper: &Tier) -> bool {
    let line = lower.threshold.as_ref();
    line.is_some_and(|line| !threshold_by(upper.threshold.as_ref(), line, 0.0))
}

/// Partners that may enter the upper tier and not the one at `lower`.
fn past(view: &View<'_>, lower: usize) -> Vec<usize> {
    let columns = view.evaluation.as_ref().map_or(&[][..], |evaluation| evaluation.tiers());
    let (Some(lower), Some(upper)) = (columns.get(lower), columns.get(lower + 1)) else {
        return Vec::new();
    };
    let both = lower.enter.iter().zip(&upper.enter).enumerate();
    both.filter(|(_, (lower, upper))| upper.passes() && **lower == Truth::Fail)
        .map(|(partner, _)| partner)
        .collect()
}

/// Makes a tier and those above it ask at least what the tier below asks.
pub(super) fn ask_what_is_asked_below(program: &mut Program, tier: usize) {
    for position in tier.max(1)..program.ladder.tiers.len() {
        let Some(lower) = program.ladder.tiers.get(position - 1).cloned() else { return };
        let Some(upper) = program.ladder.tiers.get_mut(position) else { return };
        if lower.by_invitation || upper.by_invitation || position == 1 {
            continue;
        }
        let missing: Vec<Gate> = not_asked(&lower, upper).cloned().collect();
        for gate in missing {
            if by_any(&upper.gates, &gate) {
                continue;
            }
            // A weaker line for the same measure is raised; anything else stays beside it.
            let asked = std::slice::from_ref(&gate);
            let weaker = |own: &&mut Gate| alike(own, &gate) && by_any(asked, own);
            match upper.gates.iter_mut().find(weaker) {
                Some(own) => raise(own, &gate),
                None => upper.gates.push(gate),
            }
        }
        if let (true, Some(asked)) = (line_is_missing(&lower, upper), &lower.threshold) {
            let line =
                upper.threshold.as_ref().map_or_else(|| asked.clone(), |own| stricter(own, asked));
            upper.threshold = Some(line);
        }
    }
}

/// Gives a comparison the line of another one.
fn raise(gate: &mut Gate, to: &Gate) {
    if let (
        Rule::Compare { comparator, line, .. },
        Rule::Compare { comparator: wanted, line: new, .. },
    ) = (&mut gate.rule, &to.rule)
    {
        *comparator = *wanted;
        line.clone_from(new);
    }
}
