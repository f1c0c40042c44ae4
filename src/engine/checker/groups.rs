//! Ranks and top shares in groups with few members.

use super::finding::{Code, Finding, Severity};
use super::place::PlaceRef;
use super::repair::Repair;
use super::segments::Segments;
use super::view::View;
use super::words::{number, partners, percent, plural};
use crate::rules::{EPSILON, Places, Rule, ValueFunction};

/// Groups with fewer members are small: one of them moves a rank by a tenth or more.
const SMALL: usize = 10;

pub(super) fn check(view: &View<'_>, found: &mut Vec<Finding>) {
    for valued in view.values() {
        if let ValueFunction::Rank { group, .. } = valued.value {
            let ranked = Ranked {
                place: valued.at.place(),
                what: format!("{} ranks", valued.part.name),
                group: group.as_deref(),
                values: view.measured(valued.at),
            };
            small(view, &ranked, &|_| 1, "", found);
        }
    }
    for node in view.nodes() {
        let (Rule::Top { share, group, places, .. }, Some(column)) = (&node.gate.rule, node.column)
        else {
            continue;
        };
        let ranked = Ranked {
            place: node.place.clone(),
            what: format!("{} asks {}", node.place.name(view.program), view.condition(node.gate)),
            group: group.as_deref().filter(|_| node.editable),
            values: &column.value,
        };
        let seats = |members: usize| seats(*share, members, *places);
        small(view, &Ranked { group: group.as_deref(), ..ranked }, &seats, &percent(*share), found);
    }
}

struct Ranked<'a> {
    place: PlaceRef,
    what: String,
    group: Option<&'a str>,
    values: &'a [f64],
}

fn small(
    view: &View<'_>,
    ranked: &Ranked<'_>,
    seats: &dyn Fn(usize) -> usize,
    share: &str,
    found: &mut Vec<Finding>,
) {
    let Some(groups) = Segments::groups(view, ranked.group) else { return };
    let sizes = groups.counts(|partner| ranked.values.get(partner).is_some_and(|v| !v.is_nan()));
    let all: usize = sizes.iter().sum();
    let bad = |size: usize| size > 0 && (size < SMALL || seats(size) == 0);
    let named = groups.names.iter().zip(&sizes).filter(|(_, size)| bad(**size));
    let Some((name, least)) = named.clone().min_by_key(|(_, size)| **size) else { return };
    let name = if name.is_empty() { "The whole portfolio" } else { name };
    let none = if seats(*least) == 0 {
        format!(" {share} of that is no place at all.")
    } else {
        String::new()
    };
    let others = named.count() - 1;
    let more = match (others, ranked.group) {
        (0, _) | (_, None) => String::new(),
        (count, Some(_)) => {
            format!(" {} like it.", plural(count, "other group is", "other groups are"))
        }
    };
    let sentence = format!("{}. {name} has {} to rank.{none}{more}", ranked.what, partners(*least));
    let concerned: Vec<usize> = groups
        .of
        .iter()
        .enumerate()
        .filter(|(_, of)| of.and_then(|of| sizes.get(of)).is_some_and(|size| bad(*size)))
        .map(|(partner, _)| partner)
        .collect();
    let finding =
        Code::SmallGroups.at(Severity::Look, ranked.place.clone(), sentence).of(concerned);
    let kept = matches!(ranked.place, PlaceRef::Part { .. } | PlaceRef::Gate { .. });
    found.push(if kept && ranked.group.is_some() && !bad(all) {
        let label = format!("Rank all {} together", number(all as f64));
        finding.mended_by(label, Repair::RankTogether(ranked.place.clone()))
    } else {
        finding
    });
}

/// How many of so many partners a share is.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between 0 and members"
)]
fn seats(share: f64, members: usize, rounding: Places) -> usize {
    let exact = (share * members as f64).clamp(0.0, members as f64);
    let whole = match rounding {
        Places::Down => libm::floor(exact + EPSILON),
        Places::Up => libm::ceil(exact - EPSILON),
        Places::Nearest => libm::floor(exact + 0.5 + EPSILON),
    };
    whole as usize
}
