//! What is looked at: search, filters, order, columns, and who is marked.

use super::column::Column;
use super::concern::Concern;
use super::seen::Seen;
use leptos::prelude::*;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// Those whose score is within so many points of the line of a tier, above or below.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Near {
    pub points: f64,
    pub tier: usize,
}

/// The view; cheap to copy. It outlives changes of the program.
#[derive(Clone, Copy)]
pub(super) struct View {
    pub search: RwSignal<String>,
    pub tier: RwSignal<Option<usize>>,
    /// The value asked for, by attribute.
    pub texts: RwSignal<BTreeMap<usize, String>>,
    pub near: RwSignal<Option<Near>>,
    pub concern: RwSignal<Option<Concern>>,
    /// Column and whether the smallest comes first.
    pub sort: RwSignal<(Column, bool)>,
    pub columns: RwSignal<Vec<Column>>,
    pub marked: RwSignal<BTreeSet<usize>>,
    /// Whether histories are shown instead of the table.
    pub charts: RwSignal<bool>,
    /// The partner looked at closely.
    pub looking: RwSignal<Option<usize>>,
}

impl View {
    pub(super) fn new() -> Self {
        Self {
            search: RwSignal::new(String::new()),
            tier: RwSignal::new(None),
            texts: RwSignal::new(BTreeMap::new()),
            near: RwSignal::new(None),
            concern: RwSignal::new(None),
            sort: RwSignal::new((Column::Score, false)),
            columns: RwSignal::new(Vec::new()),
            marked: RwSignal::new(BTreeSet::new()),
            charts: RwSignal::new(false),
            looking: RwSignal::new(None),
        }
    }

    /// Forgets what was said of other partners.
    pub(super) fn begin(self, seen: &Seen) {
        self.clear();
        self.sort.set((Column::Score, false));
        self.columns.set(Column::usual(seen));
        self.marked.set(BTreeSet::new());
        self.looking.set(None);
    }

    /// Takes every filter away.
    pub(super) fn clear(self) {
        self.search.set(String::new());
        self.tier.set(None);
        self.texts.set(BTreeMap::new());
        self.near.set(None);
        self.concern.set(None);
    }

    /// Whether anything is filtered.
    pub(super) fn is_filtered(self) -> bool {
        self.tier.with(Option::is_some)
            || self.near.with(Option::is_some)
            || self.concern.with(Option::is_some)
            || self.texts.with(|texts| !texts.is_empty())
            || self.search.with(|search| !search.trim().is_empty())
    }

    /// Positions of the partners that pass every filter, in order.
    pub(super) fn chosen(self, seen: &Seen) -> Vec<usize> {
        let wanted = self.search.get().trim().to_lowercase();
        let (tier, near, texts) = (self.tier.get(), self.near.get(), self.texts.get());
        let about = self.concern.get().map(|concern| concern.partners(seen));
        let passes = |partner: &usize| {
            let partner = *partner;
            let has = |(attribute, text): (&usize, &String)| {
                seen.portfolio.attribute(*attribute, partner) == Some(text.as_str())
            };
            tier.is_none_or(|tier| seen.standing(partner) == tier)
                && near.is_none_or(|near| seen.now.above(near.tier, partner).abs() <= near.points)
                && about.as_ref().is_none_or(|about| about.contains(&partner))
                && texts.iter().all(has)
                && (wanted.is_empty()
                    || seen.small.get(partner).is_some_and(|name| name.contains(&wanted)))
        };
        let mut chosen: Vec<usize> = (0..seen.portfolio.partners().len()).filter(passes).collect();
        let (column, ascending) = self.sort.get();
        let order = |a: &usize, b: &usize| {
            let order = column.compare(seen, *a, *b);
            let order = if ascending { order } else { order.reverse() };
            if order == Ordering::Equal { a.cmp(b) } else { order }
        };
        chosen.sort_by(order);
        chosen
    }
}
