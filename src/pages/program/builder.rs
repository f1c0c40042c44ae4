//! The builder: a tier's conditions as nested groups, every row an exact twin of the sentence.
//!
//! Rows are made anew only when the structure changes; the numbers in them are read field by field,
//! so that typing never loses its place.

use super::comparison::Comparison;
use super::design::{Design, Refusal};
use super::fields::RemoveButton;
use super::leaves::{Amount, Number, StatusChoice, Texts, Top};
use crate::format::count;
use crate::widgets::Choice;
use leptos::prelude::*;
use tierlab_engine::portfolio::Portfolio;
use tierlab_engine::report::{GateCounts, RuleCounts};
use tierlab_engine::rules::{Gate, GateList, Measure, Places, Program, Rule, Source, Ties};

/// Where a gate stands: the list, and the way through its gates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct GatePlace {
    pub list: GateList,
    pub path: Vec<usize>,
}

impl GatePlace {
    /// The gate there.
    pub(super) fn read<'a>(&self, program: &'a Program) -> Option<&'a Gate> {
        self.list.gate(program, &self.path)
    }

    /// The same, to be changed.
    pub(super) fn change<'a>(&self, program: &'a mut Program) -> Option<&'a mut Gate> {
        self.list.gate_mut(program, &self.path)
    }

    /// Names the control in undo steps and messages.
    pub(super) fn key(&self) -> String {
        format!("gate {:?} {:?}", self.list, self.path)
    }

    fn inside(&self, position: usize) -> Self {
        let path = self.path.iter().copied().chain([position]).collect();
        Self { list: self.list, path }
    }

    /// Whether it can be taken away: what a status asks cannot be nothing.
    fn can_go(&self) -> bool {
        !matches!(self.list, GateList::Status(_)) || self.path.len() > 1
    }

    fn counts(&self, counts: &RuleCounts) -> Option<GateCounts> {
        let (first, rest) = self.path.split_first()?;
        let tier = |tier: usize| counts.tiers.get(tier);
        let first = match self.list {
            GateList::Enter(at) => tier(at)?.gates.get(*first)?,
            GateList::Keep(at) => tier(at)?.keep_gates.get(*first)?,
            GateList::Status(at) => counts.statuses.get(at)?,
        };
        rest.iter().try_fold(first, |counts, step| counts.inner.get(*step)).cloned()
    }
}

/// What a gate is made of, without its numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Shape {
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

fn shape(gate: &Gate) -> Shape {
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

/// All of a list of conditions, and a way to add more.
#[component]
pub(super) fn Conditions(design: Design, list: GateList) -> impl IntoView {
    let shapes = design.part(move |program| list.of(program).iter().map(shape).collect::<Vec<_>>());
    let whole = GatePlace { list, path: Vec::new() };
    let key = whole.key();
    let rows = move || {
        shapes
            .get()
            .into_iter()
            .enumerate()
            .map(|(position, shape)| {
                let place = GatePlace { list, path: vec![position] };
                view! { <Node design=design place=place shape=shape/> }
            })
            .collect_view()
    };
    view! {
        {rows}
        <AddGate design=design place=whole/>
        <Refusal design=design key=key/>
    }
}

/// One gate, and the gates inside it.
#[component]
fn Node(design: Design, place: GatePlace, shape: Shape) -> AnyView {
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
            {growing.then(|| view! { <AddGate design=design place=place.clone()/> })}
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
                    help="All have to be met, one is enough, or so many of them."
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
            {place.can_go().then(|| view! { <Remove design=design place=place name="group"/> })}
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
        _ => view! { <Texts design=design place=place.clone() named=kind == Kind::Is/> }.into_any(),
    };
    view! {
        <div class="rule-row" class:rule-row--wide=kind != Kind::Compare>
            {inside}
            <Passes design=design place=place.clone()/>
            {place.can_go().then(|| view! { <Remove design=design place=place name="condition"/> })}
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
fn Remove(design: Design, place: GatePlace, name: &'static str) -> impl IntoView {
    let label = format!("Remove this {name}");
    let remove = move || {
        design.step(&place.key(), "condition removed", |program| {
            place.list.remove(program, &place.path);
        });
    };
    view! {
        <RemoveButton design=design label=label on_click=remove/>
    }
}

/// Adds a condition to a list or to a group in it.
#[component]
fn AddGate(design: Design, place: GatePlace) -> impl IntoView {
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
            design.step(&place.key(), "condition added", |program| {
                place.list.add(program, &place.path, gate);
            });
        }
        chosen.set(0);
    };
    view! {
        <span class="rule-add">
            <Choice
                label="Add condition"
                help="Adds a condition to this group; change its numbers afterwards."
                options=options
                chosen=chosen
                disabled=design.locked
                on_change=add
            />
        </span>
    }
}

/// What there is to look at first.
fn first_measure(program: &Program, portfolio: Option<&Portfolio>) -> Option<Measure> {
    let dimension = program.score.dimensions().first();
    let metric = portfolio.and_then(|portfolio| portfolio.metrics().first());
    match (dimension, metric) {
        (Some(dimension), _) => Some(Measure::plain(Source::Dimension(dimension.key.clone()))),
        (None, Some(metric)) => Some(Measure::usual(&metric.key, metric.kind)),
        (None, None) => None,
    }
}

/// A comparison to begin with, which everyone passes.
pub(super) fn fresh_comparison(program: &Program, portfolio: Option<&Portfolio>) -> Option<Gate> {
    first_measure(program, portfolio).map(|measure| Gate::at_least(measure, 0.0))
}

/// A condition to begin with, from what there is to look at.
fn fresh(kind: usize, program: &Program, portfolio: Option<&Portfolio>) -> Option<Gate> {
    let measure = first_measure(program, portfolio)?;
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
