//! The builder: a tier's conditions as nested groups, every row an exact twin of the sentence.
//!
//! Rows are made anew only when the structure changes; the numbers in them are read field by field,
//! so that typing never loses its place.

use super::comparison::Comparison;
use super::design::{Design, Refusal};
use crate::format::count;
use crate::widgets::{Choice, Glyph, Icon, NumberField};
use leptos::prelude::*;
use tierlab_engine::report::GateCounts;
use tierlab_engine::rules::{
    Gate, Measure, Places, Program, Rule, Source, Ties, add_gate, gate_at, gate_at_mut, remove_gate,
};

/// Where a gate stands: the tier, and the way through its gates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct GatePlace {
    pub tier: usize,
    pub path: Vec<usize>,
}

impl GatePlace {
    /// The gate there.
    pub(super) fn read<'a>(&self, program: &'a Program) -> Option<&'a Gate> {
        gate_at(&program.ladder.tiers.get(self.tier)?.gates, &self.path)
    }

    /// The same, to be changed.
    pub(super) fn change<'a>(&self, program: &'a mut Program) -> Option<&'a mut Gate> {
        gate_at_mut(&mut program.ladder.tiers.get_mut(self.tier)?.gates, &self.path)
    }

    /// Names the control in undo steps and messages.
    pub(super) fn key(&self) -> String {
        format!("gate {} {:?}", self.tier, self.path)
    }

    fn inside(&self, position: usize) -> Self {
        let path = self.path.iter().copied().chain([position]).collect();
        Self { tier: self.tier, path }
    }

    fn counts(&self, counts: &[tierlab_engine::report::TierCounts]) -> Option<GateCounts> {
        let (first, rest) = self.path.split_first()?;
        let first = counts.get(self.tier)?.gates.get(*first)?;
        rest.iter().try_fold(first, |counts, step| counts.inner.get(*step)).cloned()
    }
}

/// What a gate is made of, without its numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shape {
    kind: Kind,
    inner: Vec<Shape>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Compare,
    All,
    Any,
    AtLeast,
    Not,
    When,
    Top,
    Status,
    Is,
    Attested,
    Each,
    AnyTime,
}

pub(super) fn shape(gate: &Gate) -> Shape {
    let kind = match &gate.rule {
        Rule::Compare { .. } => Kind::Compare,
        Rule::All(_) => Kind::All,
        Rule::Any(_) => Kind::Any,
        Rule::AtLeast { .. } => Kind::AtLeast,
        Rule::Not(_) => Kind::Not,
        Rule::When { .. } => Kind::When,
        Rule::Top { .. } => Kind::Top,
        Rule::Status(_) => Kind::Status,
        Rule::Is { .. } => Kind::Is,
        Rule::Attested(_) => Kind::Attested,
        Rule::Each { .. } => Kind::Each,
        Rule::AnyTime { .. } => Kind::AnyTime,
    };
    Shape { kind, inner: gate.inner().into_iter().map(shape).collect() }
}

/// One gate, and the gates inside it.
#[component]
pub(super) fn Node(design: Design, place: GatePlace, shape: Shape) -> AnyView {
    if shape.inner.is_empty() && !matches!(shape.kind, Kind::All | Kind::Any | Kind::AtLeast) {
        return view! { <Leaf design=design place=place kind=shape.kind/> }.into_any();
    }
    let inner = shape
        .inner
        .iter()
        .enumerate()
        .map(|(position, shape)| {
            view! { <Node design=design place=place.inside(position) shape=shape.clone()/> }
        })
        .collect_view();
    let growing = matches!(shape.kind, Kind::All | Kind::Any | Kind::AtLeast);
    view! {
        <fieldset class="rule-group">
            <Legend design=design place=place.clone() kind=shape.kind/>
            {inner}
            {growing.then(|| view! { <AddGate design=design tier=place.tier path=place.path.clone()/> })}
            <Refusal design=design key=place.key()/>
        </fieldset>
    }
    .into_any()
}

/// How the gates inside combine.
#[component]
fn Legend(design: Design, place: GatePlace, kind: Kind) -> impl IntoView {
    let inside = match kind {
        Kind::All | Kind::Any | Kind::AtLeast => {
            let chosen = match kind {
                Kind::All => 0,
                Kind::Any => 1,
                _ => 2,
            };
            let target = place.clone();
            let change = move |to: usize| regroup(design, &target, to);
            view! {
                <Choice
                    label="How conditions combine"
                    options=Signal::derive(|| {
                        ["All of (AND)", "Any of (OR)", "At least"].map(str::to_owned).to_vec()
                    })
                    chosen=Signal::derive(move || chosen)
                    disabled=design.locked
                    on_change=change
                />
                {(kind == Kind::AtLeast)
                    .then(|| view! { <Number design=design place=place.clone() what=Amount::Count/> })}
            }
            .into_any()
        }
        Kind::Not => view! { <strong>"Not"</strong> }.into_any(),
        Kind::When => {
            view! { <strong>"Only for those who meet the first: the second"</strong> }.into_any()
        }
        Kind::Each => view! {
            <strong>"In each of the last"</strong>
            <Number design=design place=place.clone() what=Amount::Periods/>
            "periods"
        }
        .into_any(),
        _ => view! {
            <strong>"At any time in the last"</strong>
            <Number design=design place=place.clone() what=Amount::Months/>
            "months"
        }
        .into_any(),
    };
    view! {
        <legend>
            {inside}
            <Passes design=design place=place.clone()/>
            <Remove design=design place=place name="group".to_owned()/>
        </legend>
    }
}

/// Changes how a group combines what is in it.
fn regroup(design: Design, place: &GatePlace, to: usize) {
    let names = ["all of", "any of", "at least"];
    let name = format!("group to {}", names.get(to).copied().unwrap_or_default());
    design.step(&place.key(), &name, |program| {
        let Some(gate) = place.change(program) else { return };
        let list: Vec<Gate> = gate.inner().into_iter().cloned().collect();
        gate.rule = match to {
            0 => Rule::All(list),
            1 => Rule::Any(list),
            _ => Rule::AtLeast { count: 1, must: Vec::new(), of: list },
        };
    });
}

/// A condition without conditions inside.
#[component]
fn Leaf(design: Design, place: GatePlace, kind: Kind) -> impl IntoView {
    let key = place.key();
    let inside = match kind {
        Kind::Compare => view! { <Comparison design=design place=place.clone()/> }.into_any(),
        Kind::Top => view! { <Top design=design place=place.clone()/> }.into_any(),
        Kind::Status => view! { <StatusChoice design=design place=place.clone()/> }.into_any(),
        _ => view! { <Texts design=design place=place.clone() kind=kind/> }.into_any(),
    };
    view! {
        <div class="rule-row" class:rule-row--wide=kind != Kind::Compare>
            {inside}
            <Passes design=design place=place.clone()/>
            <Remove design=design place=place name="condition".to_owned()/>
        </div>
        <Refusal design=design key=key/>
    }
}

/// How many partners meet it today.
#[component]
fn Passes(design: Design, place: GatePlace) -> impl IntoView {
    let counts = Memo::new(move |_| design.counts.with(|counts| place.counts(counts)));
    let text = move || {
        counts.get().map_or_else(String::new, |counts| match counts.unknown {
            0 => format!("{} pass", count(counts.pass as f64)),
            unknown => {
                format!("{} pass, {} unknown", count(counts.pass as f64), count(unknown as f64))
            }
        })
    };
    view! { <span class="passes" title="Partners that meet it today">{text}</span> }
}

#[component]
fn Remove(design: Design, place: GatePlace, name: String) -> impl IntoView {
    let label = format!("Remove this {name}");
    let remove = move |_| {
        design.step(&place.key(), "condition removed", |program| {
            if let Some(tier) = program.ladder.tiers.get_mut(place.tier) {
                remove_gate(&mut tier.gates, &place.path);
            }
        });
    };
    view! {
        <button
            type="button"
            class="btn btn--quiet btn--icon btn--small"
            aria-label=label.clone()
            title=label
            disabled=move || design.locked.get()
            on:click=remove
        >
            <Icon glyph=Glyph::Close/>
        </button>
    }
}

/// A whole number inside a gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Amount {
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
fn Number(design: Design, place: GatePlace, what: Amount) -> impl IntoView {
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
fn Top(design: Design, place: GatePlace) -> impl IntoView {
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
                options=Signal::derive(|| ["rounded down", "rounded up", "rounded"].map(str::to_owned).to_vec())
                chosen=places
                disabled=design.locked
                on_change=set_places
            />
            <Choice
                label="Equal values at the last place"
                options=Signal::derive(|| ["ties included", "ties excluded"].map(str::to_owned).to_vec())
                chosen=ties
                disabled=design.locked
                on_change=set_ties
            />
        </span>
    }
}

#[component]
fn StatusChoice(design: Design, place: GatePlace) -> impl IntoView {
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
            <Choice label="Status" options=names chosen=chosen disabled=design.locked on_change=change/>
        </span>
    }
}

/// A condition on a text column: its name, and its values where it has some.
#[component]
fn Texts(design: Design, place: GatePlace, kind: Kind) -> impl IntoView {
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
    let names = options.clone();
    let chosen = {
        let place = place.clone();
        design.part(move |program| match place.read(program).map(|gate| &gate.rule) {
            Some(Rule::Is { attribute, .. } | Rule::Attested(attribute)) => {
                names.iter().position(|name| name.eq_ignore_ascii_case(attribute)).unwrap_or(0)
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
            {if kind == Kind::Attested { "Vouched for in" } else { "Column" }}
            <Choice
                label="Column"
                options=Signal::derive(move || options.clone())
                chosen=chosen
                disabled=design.locked
                on_change=pick
            />
            {(kind == Kind::Is)
                .then(|| {
                    view! {
                        "is one of"
                        <input
                            class="input"
                            aria-label="Values, separated by semicolons"
                            prop:value=move || values.get()
                            disabled=move || design.locked.get()
                            on:change=write
                        />
                    }
                })}
        </span>
    }
}

/// Adds a condition to a tier or to a group.
#[component]
pub(super) fn AddGate(design: Design, tier: usize, path: Vec<usize>) -> impl IntoView {
    let chosen = RwSignal::new(0_usize);
    let options = Signal::derive(move || {
        let mut names = vec![
            "Add condition",
            "a comparison",
            "all of",
            "any of",
            "at least one of",
            "top share of a group",
            "text column is",
            "vouched for",
            "in each of the last periods",
        ];
        if design.now.with(|now| !now.statuses.is_empty()) {
            names.push("holds a status");
        }
        names.into_iter().map(str::to_owned).collect::<Vec<_>>()
    });
    let add = move |kind: usize| {
        chosen.set(kind);
        let gate = design.now.with_untracked(|now| {
            let partners = design.partners.get_untracked();
            fresh(kind, now, partners.as_ref().map(|p| &*p.0))
        });
        if let Some(gate) = gate {
            design.step(&format!("add {tier} {path:?}"), "condition added", |program| {
                if let Some(tier) = program.ladder.tiers.get_mut(tier) {
                    add_gate(&mut tier.gates, &path, gate);
                }
            });
        }
        chosen.set(0);
    };
    view! {
        <span class="rule-add">
            <Choice label="Add condition" options=options chosen=chosen disabled=design.locked on_change=add/>
        </span>
    }
}

/// A condition to begin with, from what there is to look at.
fn fresh(
    kind: usize,
    program: &Program,
    portfolio: Option<&tierlab_engine::portfolio::Portfolio>,
) -> Option<Gate> {
    let dimension = program.score.dimensions().first();
    let metric = portfolio.and_then(|portfolio| portfolio.metrics().first());
    let measure = match (dimension, metric) {
        (Some(dimension), _) => Measure::plain(Source::Dimension(dimension.key.clone())),
        (None, Some(metric)) => Measure::usual(&metric.key, metric.kind),
        (None, None) => return None,
    };
    let comparison = || Gate::at_least(measure.clone(), 0.0);
    let column = || portfolio.and_then(|p| p.attributes().first()).map_or("type", String::as_str);
    let rule = match kind {
        1 => return Some(comparison()),
        2 => Rule::All(vec![comparison()]),
        3 => Rule::Any(vec![comparison()]),
        4 => Rule::AtLeast { count: 1, must: Vec::new(), of: vec![comparison()] },
        5 => Rule::Top {
            measure,
            less_is_better: false,
            share: 0.1,
            group: None,
            places: Places::Down,
            ties: Ties::Included,
            smallest_group: 0,
        },
        6 => Rule::Is { attribute: column().to_owned(), values: vec!["yes".to_owned()] },
        7 => Rule::Attested(column().to_owned()),
        8 => Rule::Each { periods: 2, gate: Box::new(comparison()) },
        9 => Rule::Status(program.statuses.first()?.key.clone()),
        _ => return None,
    };
    Some(Gate::from(rule))
}
