//! A newer file onto the partners that are open: who is matched, and which periods are taken.

use crate::portfolio::{Cadence, Metric, Partner, Period, Portfolio, same_text};
use crate::{Problem, Problems};
use std::collections::{HashMap, HashSet};

/// The most periods of one portfolio.
const MAX_PERIODS: i32 = 400;

/// Which periods of the newer file are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// Only those after the last open one; what is open stays as it is.
    Append,
    /// All of them, from the file's first period on, in place of what is open there.
    Replace,
}

/// Open partners with a newer file, and how the two were brought together.
#[derive(Debug, Clone, PartialEq)]
pub struct Joined {
    /// The partners: those that were open in their order, then the new ones.
    pub portfolio: Portfolio,
    /// Partners of the file that were open, by id.
    pub by_id: usize,
    /// Partners of the file that were open under another id and the same name.
    pub by_name: usize,
    /// Names of partners that only the file has.
    pub new: Vec<String>,
    /// Names of partners that only were open.
    pub missing: Vec<String>,
    /// Periods that were added.
    pub added: usize,
    /// Known numbers of the file that differ from open ones in periods both have.
    pub different: usize,
    /// Names of open metrics that the file has no column for.
    pub absent: Vec<String>,
}

/// Puts a newer portfolio onto an open one.
///
/// # Errors
/// Portfolios without dates or of different period lengths, nothing to append, or too many periods.
pub fn join(open: &Portfolio, newer: &Portfolio, manner: Manner) -> Result<Joined, Problems> {
    let (periods, first_taken) = periods(open, newer, manner)?;
    let (places, matched) = places(open, newer);
    let metrics = columns(open.metrics(), newer.metrics(), |a: &Metric, b| a.key == b.key);
    let attributes =
        columns(open.attributes(), newer.attributes(), |a: &String, b| same_text(a, b));
    let known: Vec<bool> = (0..open.partners().len()).map(|at| places.contains(&at)).collect();
    let partners = partners(open, newer, &places, &attributes);
    let names = |list: &[Partner], keep: &dyn Fn(usize) -> bool| -> Vec<String> {
        let kept = list.iter().enumerate().filter(|(at, _)| keep(*at));
        kept.map(|(_, partner)| partner.name.clone()).collect()
    };
    let open_count = open.partners().len();
    let mut joined = Joined {
        by_id: matched.0,
        by_name: matched.1,
        new: names(newer.partners(), &|at| places.get(at).is_some_and(|p| *p >= open_count)),
        missing: names(open.partners(), &|at| known.get(at) == Some(&false)),
        added: periods.len() - open.periods().len(),
        different: 0,
        absent: (open.metrics().iter())
            .filter(|metric| newer.metric_index(&metric.key).is_none())
            .map(|metric| metric.name.clone())
            .collect(),
        portfolio: Portfolio::new(
            newer.origin().clone(),
            periods,
            metrics.all,
            attributes.all,
            partners,
        ),
    };
    copy_open(open, &mut joined.portfolio);
    for (from, place) in places.iter().enumerate() {
        for (metric, target) in metrics.of_newer.iter().enumerate() {
            for (at, period) in newer.periods().iter().enumerate() {
                let Some(to) = joined.portfolio.periods().iter().position(|p| p == period) else {
                    continue;
                };
                let value = newer.value(metric, from, at);
                let before = joined.portfolio.value(*target, *place, to);
                let differs =
                    matches!((value, before), (Some(a), Some(b)) if a.to_bits() != b.to_bits());
                joined.different += usize::from(differs);
                if *period >= first_taken {
                    joined.portfolio.set(*target, *place, to, value.unwrap_or(f64::NAN));
                }
            }
        }
    }
    Ok(joined)
}

/// Every period of both, and from which on the file's numbers are taken.
fn periods(
    open: &Portfolio,
    newer: &Portfolio,
    manner: Manner,
) -> Result<(Vec<Period>, Period), Problem> {
    let (cadence, other) = (open.cadence(), newer.cadence());
    let refused = |what: String, remedy: &str| Err(Problem::new("Periods", what, remedy));
    let ends = |portfolio: &Portfolio| {
        portfolio.periods().first().copied().zip(portfolio.periods().last().copied())
    };
    let (Some(open_ends), Some(new_ends)) = (ends(open), ends(newer)) else {
        return refused("There are no periods.".to_owned(), "Open the file as new partners.");
    };
    if cadence == Cadence::Snapshot || other == Cadence::Snapshot {
        let open_has = cadence != Cadence::Snapshot;
        let which = if open_has { "This file has" } else { "The open partners have" };
        return refused(
            format!("{which} no dates, so no period can be called later."),
            "Open the file as new partners.",
        );
    }
    if cadence != other {
        return refused(
            "One has quarters and the other months.".to_owned(),
            "Open the file as new partners, or bring it to the same length of periods.",
        );
    }
    if manner == Manner::Append && new_ends.1 <= open_ends.1 {
        return refused(
            format!("This file ends with {}, and what is open with {}.", new_ends.1, open_ends.1),
            "Replace the periods it has, or open it as new partners.",
        );
    }
    let first = if manner == Manner::Replace { open_ends.0.min(new_ends.0) } else { open_ends.0 };
    let last = open_ends.1.max(new_ends.1);
    let steps = last.since(first);
    if steps >= MAX_PERIODS {
        return refused(
            format!(
                "{first} to {last} are {} periods; up to {MAX_PERIODS} can be used.",
                steps + 1
            ),
            "Check the file for a mistyped year.",
        );
    }
    let taken = if manner == Manner::Replace { new_ends.0 } else { open_ends.1.plus(1) };
    Ok(((0..=steps).map(|step| first.plus(step)).collect(), taken))
}

/// The place of every partner of the file among all, and how many were matched by id and by name.
fn places(open: &Portfolio, newer: &Portfolio) -> (Vec<usize>, (usize, usize)) {
    let ids: HashMap<&str, usize> =
        open.partners().iter().enumerate().map(|(at, p)| (p.id.as_str(), at)).collect();
    let mut free: HashMap<String, Vec<usize>> = HashMap::new();
    let in_file: HashSet<&str> = newer.partners().iter().map(|p| p.id.as_str()).collect();
    for (at, partner) in open.partners().iter().enumerate() {
        if !in_file.contains(partner.id.as_str()) && partner.name != partner.id {
            free.entry(folded(&partner.name)).or_default().push(at);
        }
    }
    let (mut by_id, mut by_name, mut next) = (0, 0, open.partners().len());
    let places = newer.partners().iter().map(|partner| {
        if let Some(at) = ids.get(partner.id.as_str()) {
            by_id += 1;
            return *at;
        }
        // A name that two partners share says nothing.
        let named = free.get_mut(&folded(&partner.name)).filter(|list| list.len() == 1);
        if let Some(at) = named.and_then(Vec::pop) {
            by_name += 1;
            return at;
        }
        next += 1;
        next - 1
    });
    let places = places.collect();
    (places, (by_id, by_name))
}

fn folded(name: &str) -> String {
    super::words::folded(name.trim())
}

/// The columns of both, those that were open first.
struct Columns<T> {
    all: Vec<T>,
    /// The place of every column of the file.
    of_newer: Vec<usize>,
}

fn columns<T: Clone>(open: &[T], newer: &[T], same: impl Fn(&T, &T) -> bool) -> Columns<T> {
    let mut all = open.to_vec();
    let of_newer = newer.iter().map(|column| {
        all.iter().position(|known| same(known, column)).unwrap_or_else(|| {
            all.push(column.clone());
            all.len() - 1
        })
    });
    let of_newer = of_newer.collect();
    Columns { all, of_newer }
}

/// All partners; what the file knows about one is newer. An open partner keeps its id.
fn partners(
    open: &Portfolio,
    newer: &Portfolio,
    places: &[usize],
    attributes: &Columns<String>,
) -> Vec<Partner> {
    let mut all = open.partners().to_vec();
    for partner in &mut all {
        partner.attributes.resize(attributes.all.len(), None);
    }
    for (partner, place) in newer.partners().iter().zip(places) {
        if *place >= all.len() {
            let empty = vec![None; attributes.all.len()];
            all.push(Partner { attributes: empty, ..partner.clone() });
        }
        let Some(target) = all.get_mut(*place) else { continue };
        if partner.name != partner.id {
            target.name.clone_from(&partner.name);
        }
        if partner.first_tier.is_some() {
            target.first_tier.clone_from(&partner.first_tier);
        }
        for (value, to) in partner.attributes.iter().zip(&attributes.of_newer) {
            if let (Some(slot), Some(_)) = (target.attributes.get_mut(*to), value) {
                slot.clone_from(value);
            }
        }
    }
    all
}

fn copy_open(open: &Portfolio, into: &mut Portfolio) {
    let first = open.periods().first().copied();
    let offset = into.periods().iter().position(|period| Some(*period) == first).unwrap_or(0);
    for metric in 0..open.metrics().len() {
        for partner in 0..open.partners().len() {
            for (at, value) in open.history(metric, partner).iter().enumerate() {
                into.set(metric, partner, offset + at, *value);
            }
        }
    }
}
