//! Conditions without conditions inside, other than comparisons: top shares, statuses, text columns,
//! and the whole numbers that groups and looks back are counted in.

use super::builder::GatePlace;
use super::design::Design;
use crate::widgets::{Choice, NumberField};
use leptos::prelude::*;
use tierlab_engine::rules::{Gate, Places, Rule, Ties};

/// A whole number inside a gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Amount {
    /// How many of a group.
    Count,
    /// How many periods in a row.
    Periods,
    /// Within how many months.
    Months,
    /// The top so many percent.
    Percent,
}

impl Amount {
    fn label(self) -> &'static str {
        match self {
            Self::Count => "How many of the conditions",
            Self::Periods => "Number of periods",
            Self::Months => "Number of months",
            Self::Percent => "Percent of the group",
        }
    }

    fn help(self) -> &'static str {
        match self {
            Self::Count => "So many of the conditions inside have to be met.",
            Self::Periods => "It has to be met in each of the last so many periods.",
            Self::Months => "It is enough to have met it once within so many months.",
            Self::Percent => "So large a part of the group gets in, the best first.",
        }
    }

    fn read(self, gate: &Gate) -> f64 {
        match (&gate.rule, self) {
            (Rule::AtLeast { count, .. }, Self::Count) => *count as f64,
            (Rule::Each { periods, .. }, Self::Periods) => f64::from(*periods),
            (Rule::AnyTime { months, .. }, Self::Months) => f64::from(*months),
            (Rule::Top { share, .. }, Self::Percent) => (share * 1e8).round() / 1e6,
            _ => 0.0,
        }
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the field admits 1 to 1200"
    )]
    fn write(self, gate: &mut Gate, value: f64) {
        match (&mut gate.rule, self) {
            (Rule::AtLeast { count, .. }, Self::Count) => *count = value as usize,
            (Rule::Each { periods, .. }, Self::Periods) => *periods = value as u32,
            (Rule::AnyTime { months, .. }, Self::Months) => *months = value as u32,
            (Rule::Top { share, .. }, Self::Percent) => *share = value / 100.0,
            _ => {}
        }
    }
}

#[component]
pub(super) fn Number(design: Design, place: GatePlace, what: Amount) -> impl IntoView {
    let target = place.clone();
    let now = design.part(move |program| place.read(program).map_or(0.0, |gate| what.read(gate)));
    let key = target.key();
    let on_error = design.explain(&key);
    let change = move |value: f64| {
        let name = format!("{} to {}", what.label().to_lowercase(), crate::format::field(value));
        design.revise(&key, &name, |program| {
            if let Some(gate) = target.change(program) {
                what.write(gate, value);
            }
        });
    };
    let most = if what == Amount::Percent { 100.0 } else { 1200.0 };
    view! {
        <span class="input-like input-like--short">
            <NumberField
                label=what.label()
                help=what.help()
                value=now
                least=if what == Amount::Percent { 0.0 } else { 1.0 }
                most=most
                whole=what != Amount::Percent
                disabled=design.locked
                on_change=change
                on_done=move || design.seal()
                on_error=on_error
            />
        </span>
    }
}

/// Among the best of a group.
#[component]
pub(super) fn Top(design: Design, place: GatePlace) -> impl IntoView {
    let text = super::sentence::of_gate(design, place.clone());
    let places = {
        let place = place.clone();
        design.part(move |program| match place.read(program).map(|gate| &gate.rule) {
            Some(Rule::Top { places: Places::Up, .. }) => 1,
            Some(Rule::Top { places: Places::Nearest, .. }) => 2,
            _ => 0,
        })
    };
    let ties = {
        let place = place.clone();
        design.part(move |program| match place.read(program).map(|gate| &gate.rule) {
            Some(Rule::Top { ties: Ties::Excluded, .. }) => 1,
            _ => 0,
        })
    };
    let set_places = {
        let place = place.clone();
        move |to: usize| {
            design.step(&place.key(), "rounding of the places", |program| {
                if let Some(Rule::Top { places, .. }) = place.change(program).map(|g| &mut g.rule) {
                    *places = match to {
                        0 => Places::Down,
                        1 => Places::Up,
                        _ => Places::Nearest,
                    };
                }
            });
        }
    };
    let set_ties = {
        let place = place.clone();
        move |to: usize| {
            design.step(&place.key(), "equal values", |program| {
                if let Some(Rule::Top { ties, .. }) = place.change(program).map(|g| &mut g.rule) {
                    *ties = if to == 0 { Ties::Included } else { Ties::Excluded };
                }
            });
        }
    };
    view! {
        <span class="cluster">
            <span>{move || text.get()}</span>
            <Number design=design place=place.clone() what=Amount::Percent/>
            "%"
            <Choice
                label="Rounding of the places"
                help="What happens when the share of the group is no whole number of partners."
                options=Signal::derive(|| ["rounded down", "rounded up", "rounded"].map(str::to_owned).to_vec())
                chosen=places
                disabled=design.locked
                on_change=set_places
            />
            <Choice
                label="Equal values at the last place"
                help="Whether partners that are equal at the last place all get in."
                options=Signal::derive(|| ["ties included", "ties excluded"].map(str::to_owned).to_vec())
                chosen=ties
                disabled=design.locked
                on_change=set_ties
            />
        </span>
    }
}

#[component]
pub(super) fn StatusChoice(design: Design, place: GatePlace) -> impl IntoView {
    let names = design.part(|program| {
        program.statuses.iter().map(|status| status.name.clone()).collect::<Vec<_>>()
    });
    let target = place.clone();
    let chosen = design.part(move |program| match place.read(program).map(|gate| &gate.rule) {
        Some(Rule::Status(key)) => {
            program.statuses.iter().position(|status| status.key == *key).unwrap_or(0)
        }
        _ => 0,
    });
    let change = move |to: usize| {
        design.step(&target.key(), "status", |program| {
            let key = program.statuses.get(to).map(|status| status.key.clone());
            if let (Some(key), Some(gate)) = (key, target.change(program)) {
                gate.rule = Rule::Status(key);
            }
        });
    };
    view! {
        <span class="cluster">
            "Holds"
            <Choice
                label="Status"
                help="The condition is met by partners that hold this status."
                options=names
                chosen=chosen
                disabled=design.locked
                on_change=change
            />
        </span>
    }
}

/// A condition on a text column: its name, and its values where it has some.
#[component]
pub(super) fn Texts(design: Design, place: GatePlace, named: bool) -> impl IntoView {
    let text = super::sentence::of_gate(design, place.clone());
    let columns = design.partners.with_untracked(|partners| {
        partners.as_ref().map_or_else(Vec::new, |p| p.0.attributes().to_vec())
    });
    let current = design.now.with_untracked(|program| match place.read(program).map(|g| &g.rule) {
        Some(Rule::Is { attribute, .. } | Rule::Attested(attribute)) => attribute.clone(),
        _ => String::new(),
    });
    let mut options = columns;
    if !options.iter().any(|name| name.eq_ignore_ascii_case(&current)) {
        options.push(current);
    }
    let listed = options.clone();
    let chosen = {
        let place = place.clone();
        design.part(move |program| match place.read(program).map(|gate| &gate.rule) {
            Some(Rule::Is { attribute, .. } | Rule::Attested(attribute)) => {
                listed.iter().position(|name| name.eq_ignore_ascii_case(attribute)).unwrap_or(0)
            }
            _ => 0,
        })
    };
    let pick = {
        let (place, options) = (place.clone(), options.clone());
        move |to: usize| {
            let Some(name) = options.get(to).cloned() else { return };
            design.step(&place.key(), "column", |program| {
                if let Some(Rule::Is { attribute, .. } | Rule::Attested(attribute)) =
                    place.change(program).map(|gate| &mut gate.rule)
                {
                    *attribute = name;
                }
            });
        }
    };
    let values = {
        let place = place.clone();
        design.part(move |program| match place.read(program).map(|gate| &gate.rule) {
            Some(Rule::Is { values, .. }) => values.join("; "),
            _ => String::new(),
        })
    };
    let write = move |event: web_sys::Event| {
        let typed = crate::platform::dom::value_of(&event);
        design.step(&place.key(), "values of a column", |program| {
            if let Some(Rule::Is { values, .. }) = place.change(program).map(|gate| &mut gate.rule)
            {
                *values = typed
                    .split(';')
                    .map(|v| v.trim().to_owned())
                    .filter(|v| !v.is_empty())
                    .collect();
            }
        });
    };
    view! {
        <span class="cluster">
            <span class="visually-hidden">{move || text.get()}</span>
            {if named { "Column" } else { "Vouched for in" }}
            <Choice
                label="Column"
                help="The text column of your partners that is looked at."
                options=Signal::derive(move || options.clone())
                chosen=chosen
                disabled=design.locked
                on_change=pick
            />
            {named
                .then(|| {
                    view! {
                        "is one of"
                        <input
                            class="input"
                            aria-label="Values, separated by semicolons"
                            aria-description="It is met when the column says one of these; upper and lower case are one."
                            prop:value=move || values.get()
                            disabled=move || design.locked.get()
                            on:change=write
                        />
                    }
                })}
        </span>
    }
}
