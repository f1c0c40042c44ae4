//! Some of the partners, chosen by what a text column says.

use crate::state::Workspace;
use crate::widgets::Choice;
use leptos::prelude::*;
use std::collections::BTreeSet;
use tierlab_engine::simulation::Segment;

/// Most values of a column that are offered: with more it names partners rather than kinds of them.
const MOST_VALUES: usize = 40;

/// Every segment that the open partners have.
fn segments(workspace: Workspace) -> Memo<Vec<Segment>> {
    Memo::new(move |_| {
        workspace.session.with(|session| {
            let Some(session) = session.as_ref() else { return Vec::new() };
            let portfolio = &session.portfolio;
            let of_column = |(column, attribute): (usize, &String)| {
                let partners = 0..portfolio.partners().len();
                let values: BTreeSet<&str> =
                    partners.filter_map(|partner| portfolio.attribute(column, partner)).collect();
                let offered = (1..=MOST_VALUES).contains(&values.len());
                let segment =
                    |value: &str| Segment { attribute: attribute.clone(), value: value.to_owned() };
                values.into_iter().filter(|_| offered).map(segment).collect::<Vec<_>>()
            };
            portfolio.attributes().iter().enumerate().flat_map(of_column).collect()
        })
    })
}

/// A choice of a segment; everyone where nothing is chosen.
#[component]
pub(super) fn SegmentChoice(
    label: String,
    help: &'static str,
    #[prop(into)] chosen: Signal<Option<Segment>>,
    locked: Memo<bool>,
    /// Whether everyone can be chosen.
    #[prop(optional)]
    everyone: bool,
    on_change: impl Fn(Option<Segment>) + 'static,
) -> impl IntoView {
    let known = segments(Workspace::here());
    // What the partners at hand do not have stays what was chosen.
    let offered = Memo::new(move |_| {
        let mut list: Vec<Option<Segment>> =
            everyone.then_some(None).into_iter().chain(known.get().into_iter().map(Some)).collect();
        let chosen = chosen.get();
        if !list.contains(&chosen) {
            list.push(chosen);
        }
        list
    });
    let names = move || {
        let name = |segment: &Option<Segment>| match segment {
            None => "everyone".to_owned(),
            Some(segment) => format!("{}: {}", segment.attribute.replace('_', " "), segment.value),
        };
        offered.with(|list| list.iter().map(name).collect::<Vec<_>>())
    };
    let position = move || {
        let chosen = chosen.get();
        offered.with(|list| list.iter().position(|one| *one == chosen).unwrap_or(0))
    };
    view! {
        <Choice
            label=label
            help=help
            options=Signal::derive(names)
            chosen=Signal::derive(position)
            disabled=locked
            on_change=move |at| on_change(offered.with_untracked(|list| list.get(at).cloned().flatten()))
        />
    }
}

/// The first segment there is, to begin with.
pub(super) fn first_segment(workspace: Workspace) -> Option<Segment> {
    segments(workspace).get_untracked().into_iter().next()
}
