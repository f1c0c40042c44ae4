//! What each column becomes: a guess that can be corrected.

use super::Candidate;
use super::recognised::change_plan;
use crate::format::plural;
use crate::platform::dom;
use crate::state::Workspace;
use crate::widgets::{Glyph, Icon};
use leptos::prelude::*;
use tierlab_engine::formats::import::{ColumnPlan, Match, Role};
use tierlab_engine::portfolio::{Direction, Kind, Unit};

/// Choices by value: the role, and how it is called.
const CHOICES: [(&str, &str); 9] = [
    ("id", "Partner id"),
    ("name", "Partner name"),
    ("period", "Period"),
    ("tier", "Tier now"),
    ("attribute", "Attribute"),
    ("flow", "Metric: adds up"),
    ("stock", "Metric: state"),
    ("rating", "Metric: rating"),
    ("ignore", "Ignore"),
];

fn value_of(role: Role) -> &'static str {
    match role {
        Role::Id => "id",
        Role::Name => "name",
        Role::Period => "period",
        Role::FirstTier => "tier",
        Role::Attribute => "attribute",
        Role::Metric { kind: Kind::Flow, .. } => "flow",
        Role::Metric { kind: Kind::Stock, .. } => "stock",
        Role::Metric { kind: Kind::Rating, .. } => "rating",
        Role::Ignore => "ignore",
    }
}

/// The role chosen; unit and direction of a metric stay as they were guessed.
fn role_of(value: &str, before: Role) -> Role {
    let metric = |kind| match before {
        Role::Metric { unit, direction, .. } => Role::Metric { kind, unit, direction },
        _ => Role::Metric { kind, unit: Unit::Count, direction: Direction::More },
    };
    match value {
        "id" => Role::Id,
        "name" => Role::Name,
        "period" => Role::Period,
        "tier" => Role::FirstTier,
        "attribute" => Role::Attribute,
        "flow" => metric(Kind::Flow),
        "stock" => metric(Kind::Stock),
        "rating" => metric(Kind::Rating),
        _ => Role::Ignore,
    }
}

#[component]
pub(super) fn Mapping(candidate: Candidate) -> impl IntoView {
    let columns = &candidate.plan.columns;
    let metrics = columns.iter().filter(|column| column.is_metric()).count();
    let ignored = columns.iter().filter(|column| column.role == Role::Ignore).count();
    let title = format!(
        "{}: {}, {} keys and attributes, {ignored} ignored",
        plural(columns.len(), "column", "columns"),
        plural(metrics, "metric", "metrics"),
        columns.len() - metrics - ignored
    );
    let rows = columns
        .iter()
        .enumerate()
        .map(|(index, column)| view! { <Column index=index column=column.clone()/> })
        .collect_view();
    view! {
        <section class="panel panel--flush" aria-labelledby="mapping">
            <div class="panel__head">
                <div>
                    <h2 id="mapping">{title}</h2>
                    <p class="panel__sub">
                        "Matched by name and values. Correct any row; the preview follows at once."
                    </p>
                </div>
            </div>
            <div class="map-scroll scroll-x" tabindex="0" role="region" aria-label="Column mapping, scrolls sideways">
                <table class="data-table data-table--middle map">
                    <caption class="visually-hidden">"Column mapping"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Source column"</th>
                            <th scope="col">"Sample values"</th>
                            <th scope="col">"Becomes"</th>
                            <th scope="col">"Unit and window"</th>
                            <th scope="col">"Match"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

#[component]
fn Column(index: usize, column: ColumnPlan) -> impl IntoView {
    let workspace = Workspace::here();
    let before = column.role;
    let choose = move |event: web_sys::Event| {
        let value = dom::value_of(&event);
        change_plan(workspace, |plan| {
            if let Some(column) = plan.columns.get_mut(index) {
                column.role = role_of(&value, before);
                // The person has decided, so nothing is left to look at.
                column.matched =
                    if column.role == Role::Ignore { Match::Ignored } else { Match::Sure };
                "as you chose".clone_into(&mut column.note);
            }
        });
    };
    let accept = move |_| {
        change_plan(workspace, |plan| {
            if let Some(column) = plan.columns.get_mut(index) {
                column.matched = Match::Sure;
            }
        });
    };
    let asks = column.matched == Match::Check;
    let name = column.header.clone();
    let now = value_of(column.role);
    let options = CHOICES
        .into_iter()
        .map(|(value, name)| view! { <option value=value selected=value == now>{name}</option> })
        .collect_view();
    let (state, glyph, word) = match column.matched {
        Match::Sure => ("sure", Glyph::Check, "Sure"),
        Match::Likely => ("likely", Glyph::Check, "Likely"),
        Match::Check => ("check", Glyph::Warning, "Check"),
        Match::Ignored => ("ignored", Glyph::Circle, "Ignored"),
    };
    let note = match column.wide_period {
        Some(period) => format!("{}, {period}", column.note),
        None => column.note.clone(),
    };
    view! {
        <tr data-state=state>
            <th scope="row">{column.header.clone()}</th>
            <td><code>{column.samples.join(" · ")}</code></td>
            <td>
                <select
                    class="select select--small"
                    aria-label=format!("Role of {}", column.header)
                    aria-description="What the column is used for; what is ignored is not stored."
                    on:change=choose
                >
                    {options}
                </select>
            </td>
            <td class="muted">{note}</td>
            <td>
                <span class=format!("cluster match match--{state}")>
                    <Icon glyph=glyph/>
                    {word}
                    {asks
                        .then(|| {
                            view! {
                                <button
                                    type="button"
                                    class="btn btn--small"
                                    aria-label=format!("Accept {name}")
                                    on:click=accept
                                >
                                    "Accept"
                                </button>
                            }
                        })}
                </span>
            </td>
        </tr>
    }
}
