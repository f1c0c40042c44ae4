//! What of this screen belongs to a view: search, filters, order, columns, table or small charts. Everything goes
//! by name, so that a view holds for other partners too, as far as they have what it asks for.

use super::column::{Column, attribute_name};
use super::concern::Concern;
use super::seen::Seen;
use super::view::{Near, View};
use crate::format::field;
use crate::widgets::Arrangement;
use leptos::prelude::*;

/// Stands between the words of a pair; no name has it.
const BETWEEN: char = '\t';

type SeenNow = Memo<Option<Seen>>;

/// Does something with what is seen, if anything is.
fn with<T>(seen: SeenNow, act: impl FnOnce(&Seen) -> Option<T>) -> Option<T> {
    seen.with_untracked(|seen| seen.as_ref().and_then(act))
}

pub(super) fn parts(arrangement: Arrangement, view: View, seen: SeenNow) {
    arrangement.part(
        "search",
        move || Some(view.search.get_untracked()).filter(|text| !text.trim().is_empty()),
        move |wanted| view.search.set(wanted.unwrap_or_default().to_owned()),
    );
    arrangement.switch("small charts", view.charts);
    arrangement.part(
        "tier",
        move || view.tier.get_untracked().and_then(|at| with(seen, |seen| Some(seen.tier(at)))),
        move |wanted| view.tier.set(wanted.and_then(|name| tier(seen, name))),
    );
    arrangement.part(
        "close to",
        move || {
            let Near { points, tier } = view.near.get_untracked()?;
            let name = with(seen, |seen| Some(seen.tier(tier)))?;
            Some(format!("{}{BETWEEN}{name}", field(points)))
        },
        move |wanted| view.near.set(wanted.and_then(|text| near(seen, text))),
    );
    arrangement.part(
        "data",
        move || view.concern.get_untracked().map(|concern| concern.mark().to_owned()),
        move |wanted| {
            view.concern.set(Concern::ALL.into_iter().find(|one| Some(one.mark()) == wanted));
        },
    );
    segments(arrangement, view, seen);
    columns(arrangement, view, seen);
}

fn tier(seen: SeenNow, name: &str) -> Option<usize> {
    with(seen, |seen| seen.program.ladder.tiers.iter().position(|tier| tier.name == name))
}

fn near(seen: SeenNow, text: &str) -> Option<Near> {
    let (points, name) = text.split_once(BETWEEN)?;
    let points = points.parse().ok().filter(|points: &f64| points.is_finite() && *points >= 0.0)?;
    Some(Near { points, tier: tier(seen, name)? })
}

/// The values asked for in text columns.
fn segments(arrangement: Arrangement, view: View, seen: SeenNow) {
    let read = move || {
        let texts = view.texts.get_untracked();
        let said = with(seen, |seen| {
            let pair = |(at, value): (&usize, &String)| {
                format!("{}{BETWEEN}{value}", attribute_name(seen, *at))
            };
            Some(texts.iter().map(pair).collect::<Vec<_>>().join("\n"))
        });
        said.filter(|said| !said.is_empty())
    };
    let write = move |wanted: Option<&str>| {
        let found = with(seen, |seen| {
            let at = |name: &str| {
                let mut all = 0..seen.portfolio.attributes().len();
                all.find(|at| attribute_name(seen, *at) == name)
            };
            let pairs = wanted.unwrap_or_default().lines().filter_map(|line| {
                let (name, value) = line.split_once(BETWEEN)?;
                Some((at(name)?, value.to_owned()))
            });
            Some(pairs.collect())
        });
        view.texts.set(found.unwrap_or_default());
    };
    arrangement.part("segments", read, write);
}

/// Which columns, and by which of them in what order.
fn columns(arrangement: Arrangement, view: View, seen: SeenNow) {
    let read = move || {
        let shown = view.columns.get_untracked();
        let usual = with(seen, |seen| Some(Column::usual(seen)))?;
        let names = with(seen, |seen| {
            Some(shown.iter().map(|column| column.key(seen)).collect::<Vec<_>>().join("\n"))
        });
        names.filter(|_| shown != usual)
    };
    let write = move |wanted: Option<&str>| {
        let shown = with(seen, |seen| {
            let Some(wanted) = wanted else { return Some(Column::usual(seen)) };
            let names: Vec<&str> = wanted.lines().collect();
            let all = Column::all(seen).into_iter();
            let keep = |column: &Column| {
                *column == Column::Name || names.contains(&column.key(seen).as_str())
            };
            Some(all.filter(keep).collect())
        });
        if let Some(shown) = shown {
            view.columns.set(shown);
        }
    };
    arrangement.part("columns", read, write);
    let read = move || {
        let (column, rising) = view.sort.get_untracked();
        let key = with(seen, |seen| Some(column.key(seen)))?;
        let way = if rising { "rising" } else { "falling" };
        ((column, rising) != (Column::Score, false)).then(|| format!("{way}{BETWEEN}{key}"))
    };
    let write = move |wanted: Option<&str>| {
        let found = wanted.and_then(|wanted| {
            let (way, key) = wanted.split_once(BETWEEN)?;
            let all = with(seen, |seen| {
                Column::all(seen).into_iter().find(|column| column.key(seen) == key)
            });
            Some((all?, way == "rising"))
        });
        view.sort.set(found.unwrap_or((Column::Score, false)));
    };
    arrangement.part("order", read, write);
}
