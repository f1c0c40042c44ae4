//! Search, segments, tier, closeness to a line; what is shown, and in which columns.

use super::column::{Column, attribute_name};
use super::seen::Seen;
use super::view::{Near, View};
use crate::format::compact;
use crate::platform::dom;
use crate::widgets::{Glyph, Icon, Menu, Segmented};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// Most values of an attribute that is offered as a filter.
const MOST_VALUES: usize = 60;
/// Attributes offered.
const MOST_FILTERS: usize = 3;
/// Points around a line looked at first.
const POINTS: f64 = 3.0;

#[component]
pub(super) fn Filters(seen: Seen, view: View) -> impl IntoView {
    let search = move |event: web_sys::Event| view.search.set(dom::value_of(&event));
    let segments = segments(&seen)
        .into_iter()
        .map(|(attribute, values)| {
            let name = attribute_name(&seen, attribute);
            view! { <Segment attribute=attribute name=name values=values view=view/> }
        })
        .collect_view();
    let near = {
        let seen = seen.clone();
        move || match view.near.get() {
            Some(_) => view! { <NearChip seen=seen.clone() view=view/> }.into_any(),
            None => view! { <NearButton seen=seen.clone() view=view/> }.into_any(),
        }
    };
    let concern = move || {
        view.concern.get().map(|concern| {
            view! {
                <span class="rule-chip">
                    {concern.mark()}
                    <Remove name="Show all, whatever their data" take=move || view.concern.set(None)/>
                </span>
            }
        })
    };
    view! {
        <div class="filters" role="search">
            <span class="search">
                <Icon glyph=Glyph::Search/>
                <input
                    class="input"
                    type="search"
                    aria-label="Search name or id"
                    aria-description="Shows the partners whose name or id contains what you type."
                    placeholder="Search name or id"
                    prop:value=move || view.search.get()
                    on:input=search
                />
            </span>
            {segments}
            <TierFilter seen=seen.clone() view=view/>
            {near}
            {concern}
            <Show when=move || view.is_filtered()>
                <button type="button" class="btn btn--quiet btn--small" on:click=move |_| view.clear()>
                    "Clear filters"
                </button>
            </Show>
            <span class="filters__end">
                <Kinds view=view/>
                <Columns seen=seen view=view/>
            </span>
        </div>
    }
}

/// Attributes with few values, and these.
fn segments(seen: &Seen) -> Vec<(usize, Vec<String>)> {
    let partners = 0..seen.portfolio.partners().len();
    let mut found = Vec::new();
    for attribute in 0..seen.portfolio.attributes().len() {
        let mut values = BTreeSet::new();
        for text in partners.clone().filter_map(|p| seen.portfolio.attribute(attribute, p)) {
            if !values.contains(text) {
                values.insert(text.to_owned());
            }
            if values.len() > MOST_VALUES {
                break;
            }
        }
        if (2..=MOST_VALUES).contains(&values.len()) && found.len() < MOST_FILTERS {
            found.push((attribute, values.into_iter().collect()));
        }
    }
    found
}

#[component]
fn Segment(attribute: usize, name: String, values: Vec<String>, view: View) -> impl IntoView {
    let chosen =
        move || view.texts.with(|texts| texts.get(&attribute).cloned().unwrap_or_default());
    let options = values
        .into_iter()
        .map(|value| {
            let is = {
                let value = value.clone();
                move || chosen() == value
            };
            view! { <option value=value.clone() selected=is>{value.clone()}</option> }
        })
        .collect_view();
    let change = move |event: web_sys::Event| {
        let value = dom::value_of(&event);
        view.texts.update(|texts| {
            if value.is_empty() {
                texts.remove(&attribute);
            } else {
                texts.insert(attribute, value);
            }
        });
    };
    view! {
        <select
            class="select"
            aria-label=name.clone()
            aria-description="Shows the partners for which this column says so."
            prop:value=chosen
            on:change=change
        >
            <option value="">{format!("{name}: all")}</option>
            {options}
        </select>
    }
}

#[component]
fn TierFilter(seen: Seen, view: View) -> impl IntoView {
    let chosen = move || view.tier.get().map(|tier| tier.to_string()).unwrap_or_default();
    let tiers = seen.program.ladder.tiers.iter().enumerate().map(|(index, tier)| {
        view! {
            <option value=index.to_string() selected=move || view.tier.get() == Some(index)>
                {tier.name.clone()}
            </option>
        }
    });
    view! {
        <select
            class="select"
            aria-label="Tier now"
            aria-description="Shows the partners that stand in this tier under the present rules."
            prop:value=chosen
            on:change=move |event| view.tier.set(dom::value_of(&event).parse().ok())
        >
            <option value="">"All tiers"</option>
            {tiers.collect_view()}
        </select>
    }
}

/// Tiers with a line.
fn lines(seen: &Seen) -> Vec<(usize, String)> {
    let tiers = seen.program.ladder.tiers.iter().enumerate().skip(1);
    tiers
        .filter(|(_, tier)| tier.threshold.is_some())
        .map(|(position, tier)| (position, tier.name.clone()))
        .collect()
}

#[component]
fn NearButton(seen: Seen, view: View) -> impl IntoView {
    let lines = lines(&seen);
    let tier = lines.get(lines.len() / 2).map(|(tier, _)| *tier);
    let begin = move |_| view.near.set(tier.map(|tier| Near { points: POINTS, tier }));
    tier.map(|_| {
        view! {
            <button type="button" class="btn btn--small" on:click=begin>
                <Icon glyph=Glyph::Plus/>
                "Close to a line"
            </button>
        }
    })
}

/// Within so many points of a tier.
#[component]
fn NearChip(seen: Seen, view: View) -> impl IntoView {
    let change = move |make: &dyn Fn(Near) -> Near| {
        view.near.update(|near| *near = near.map(make));
    };
    let points = move |event: web_sys::Event| {
        let text = dom::value_of(&event);
        match text.trim().replace(',', ".").parse::<f64>() {
            Ok(points) if points.is_finite() && points >= 0.0 => {
                change(&|near| Near { points, ..near });
            }
            _ => {
                let kept = view.near.get_untracked().map_or(POINTS, |near| near.points);
                dom::set_value_of(&event, &compact(kept));
            }
        }
    };
    let tier = move |event: web_sys::Event| {
        if let Ok(tier) = dom::value_of(&event).parse() {
            change(&|near| Near { tier, ..near });
        }
    };
    let is = move |position| view.near.with(|near| near.is_some_and(|near| near.tier == position));
    let options = lines(&seen).into_iter().map(|(position, name)| {
        view! {
            <option value=position.to_string() selected=move || is(position)>{name}</option>
        }
    });
    let shown = view.near.get_untracked().map_or(POINTS, |near| near.points);
    view! {
        <span class="rule-chip">
            "Within "
            <input
                inputmode="decimal"
                aria-label="Points around the line"
                aria-description="How far a score may lie above or below the line."
                value=compact(shown)
                on:change=points
            />
            " points of "
            <select
                aria-label="Line"
                aria-description="The tier whose line the scores are held against."
                on:change=tier
            >
                {options.collect_view()}
            </select>
            <Remove name="Show all, however close" take=move || view.near.set(None)/>
        </span>
    }
}

#[component]
fn Remove(name: &'static str, take: impl Fn() + 'static) -> impl IntoView {
    view! {
        <button
            type="button"
            class="btn btn--quiet btn--icon btn--small"
            aria-label=name
            title=name
            on:click=move |_| take()
        >
            <Icon glyph=Glyph::Close/>
        </button>
    }
}

#[component]
fn Kinds(view: View) -> impl IntoView {
    view! {
        <Segmented
            label="How partners are shown"
            options=Signal::derive(|| ["Table", "Small charts"].map(str::to_owned).to_vec())
            chosen=Signal::derive(move || usize::from(view.charts.get()))
            on_change=move |at| view.charts.set(at == 1)
        />
    }
}

#[component]
fn Columns(seen: Seen, view: View) -> impl IntoView {
    let all = Column::all(&seen);
    let many = all.len();
    let count = move || format!("Columns {} of {many}", view.columns.with(Vec::len));
    let boxes = {
        let seen = seen.clone();
        all.clone().into_iter().map(move |column| {
            let name = column.name(&seen);
            let shown = move || view.columns.with(|columns| columns.contains(&column));
            let all = all.clone();
            let change = move |_| {
                let shows = !shown();
                view.columns.update(|columns| {
                    let keep = |other: &Column| {
                        if *other == column { shows } else { columns.contains(other) }
                    };
                    *columns = all.iter().copied().filter(keep).collect();
                });
            };
            view! {
                <label class="check">
                    <input
                        type="checkbox"
                        aria-description="Shows this column in the table and in the export."
                        prop:checked=shown
                        disabled=column == Column::Name
                        on:change=change
                    />
                    {name}
                </label>
            }
        })
    };
    view! {
        <Menu
            open=RwSignal::new(false)
            label="Columns"
            button=ViewFn::from(move || view! { <Icon glyph=Glyph::Table/> {count} })
        >
            {boxes.collect_view()}
            <button
                type="button"
                class="btn btn--quiet btn--small"
                on:click=move |_| view.columns.set(Column::usual(&seen))
            >
                "Usual columns"
            </button>
        </Menu>
    }
}
