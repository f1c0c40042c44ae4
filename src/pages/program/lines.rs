//! A number of a rule: one field for all, or one per segment, and the way from one to the other.

use super::builder::GatePlace;
use super::design::Design;
use crate::format::field;
use crate::widgets::{Choice, NumberField};
use leptos::prelude::*;
use tierlab_engine::rules::{Program, Quantity, Rule, Threshold, Tier, in_segments, same_for_all};

/// Where a number stands that may differ by segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum LinePlace {
    /// The line of a comparison.
    Gate(GatePlace),
    /// The line of the score to enter a tier.
    Enter(usize),
    /// The line of the score to keep it, where it has one of its own.
    Keep(usize),
}

impl LinePlace {
    /// The line of the score there.
    pub(super) fn threshold<'a>(&self, program: &'a Program) -> Option<&'a Threshold> {
        let tier = |at: &usize| program.ladder.tiers.get(*at);
        match self {
            Self::Enter(at) => tier(at)?.threshold.as_ref(),
            Self::Keep(at) => tier(at)?.keep.as_ref()?.threshold.as_ref(),
            Self::Gate(_) => None,
        }
    }

    /// The same, to be set or taken away.
    pub(super) fn threshold_mut<'a>(
        &self,
        program: &'a mut Program,
    ) -> Option<&'a mut Option<Threshold>> {
        let tiers: &mut Vec<Tier> = &mut program.ladder.tiers;
        match self {
            Self::Enter(at) => tiers.get_mut(*at).map(|tier| &mut tier.threshold),
            Self::Keep(at) => {
                let keep = tiers.get_mut(*at)?.keep.as_mut();
                keep.map(|keep| &mut keep.threshold)
            }
            Self::Gate(_) => None,
        }
    }

    fn read<'a>(&self, program: &'a Program) -> Option<&'a Quantity> {
        match self {
            Self::Gate(place) => match &place.read(program)?.rule {
                Rule::Compare { line, .. } => Some(line),
                _ => None,
            },
            _ => self.threshold(program).map(|threshold| &threshold.points),
        }
    }

    fn change<'a>(&self, program: &'a mut Program) -> Option<&'a mut Quantity> {
        match self {
            Self::Gate(place) => match &mut place.change(program)?.rule {
                Rule::Compare { line, .. } => Some(line),
                _ => None,
            },
            _ => self.threshold_mut(program)?.as_mut().map(|threshold| &mut threshold.points),
        }
    }

    /// Names the control in undo steps and messages.
    pub(super) fn key(&self) -> String {
        match self {
            Self::Gate(place) => place.key(),
            _ => format!("{self:?}"),
        }
    }

    /// Least and most that makes sense.
    fn limits(&self, program: &Program) -> (f64, f64) {
        match self {
            Self::Gate(_) => (-1e12, 1e12),
            _ => (0.0, program.score.scale),
        }
    }
}

/// The fields, and how they are told apart.
#[component]
pub(super) fn Lines(
    design: Design,
    place: LinePlace,
    /// What the number is called.
    name: Signal<String>,
    /// Behind its name where it is asked for.
    #[prop(default = "")]
    unit: &'static str,
) -> impl IntoView {
    let segments = {
        let place = place.clone();
        design.part(move |program| match place.read(program) {
            Some(Quantity::By { values, otherwise, .. }) => {
                let named = values.iter().map(|(segment, _)| segment.clone());
                let rest = otherwise.map(|_| "all others".to_owned());
                named.chain(rest).map(Some).collect()
            }
            _ => vec![None],
        })
    };
    let fields = {
        let place = place.clone();
        move || {
            segments
                .get()
                .into_iter()
                .enumerate()
                .map(|(index, segment)| {
                    view! { <Line design=design place=place.clone() index=index segment=segment name=name unit=unit/> }
                })
                .collect_view()
        }
    };
    let one = move || segments.with(|segments| segments.len() < 2);
    view! { <span class="rule-lines" class:rule-lines--one=one>{fields} <By design=design place=place name=name/></span> }
}

#[component]
fn Line(
    design: Design,
    place: LinePlace,
    index: usize,
    segment: Option<String>,
    name: Signal<String>,
    unit: &'static str,
) -> impl IntoView {
    let now = {
        let place = place.clone();
        design.part(move |program| {
            place.read(program).and_then(|q| q.numbers().get(index).copied()).unwrap_or(0.0)
        })
    };
    let limits = {
        let place = place.clone();
        design.part(move |program| place.limits(program))
    };
    let key = place.key();
    let on_error = design.explain(&key);
    let change = move |value: f64| {
        let step = format!("{} to {}", name.get_untracked(), field(value));
        design.revise(&key, &step, |program| {
            if let Some(line) = place.change(program) {
                set_line(line, index, value);
            }
        });
    };
    let shown = segment.clone();
    let label = Signal::derive(move || match &segment {
        Some(segment) => format!("{}{unit} for {segment}", name.get()),
        None => format!("{}{unit}", name.get()),
    });
    view! {
        <span class="rule-line">
            {shown.map(|segment| view! { <small class="faint">{segment}</small> })}
            <span class="input-like">
                <NumberField
                    label=label
                    help="The line: what is measured is held against this number."
                    value=now
                    least=Signal::derive(move || limits.get().0)
                    most=Signal::derive(move || limits.get().1)
                    disabled=design.locked
                    on_change=change
                    on_done=move || design.seal()
                    on_error=on_error
                />
            </span>
        </span>
    }
}

fn set_line(line: &mut Quantity, index: usize, value: f64) {
    match line {
        Quantity::Fixed(number) => *number = value,
        Quantity::By { values, otherwise, .. } => match values.get_mut(index) {
            Some((_, number)) => *number = value,
            None => *otherwise = Some(value),
        },
    }
}

/// The same for all, or by one of the partners' text columns.
#[component]
fn By(design: Design, place: LinePlace, name: Signal<String>) -> impl IntoView {
    let columns = design.columns();
    let current = {
        let place = place.clone();
        design.part(move |program| match place.read(program) {
            Some(Quantity::By { attribute, .. }) => Some(attribute.clone()),
            _ => None,
        })
    };
    // What it goes by now is offered even when these partners do not come with it.
    let offered = Memo::new(move |_| {
        let mut columns = columns.get();
        if let Some(current) = current.get()
            && !columns.iter().any(|column| column.eq_ignore_ascii_case(&current))
        {
            columns.push(current);
        }
        columns
    });
    let options = Signal::derive(move || {
        let columns = offered.get().into_iter().map(|column| format!("by {column}"));
        std::iter::once("for all".to_owned()).chain(columns).collect::<Vec<_>>()
    });
    let chosen = Signal::derive(move || {
        let current = current.get();
        current.map_or(0, |current| {
            let at = offered.get().iter().position(|name| name.eq_ignore_ascii_case(&current));
            at.map_or(0, |at| at + 1)
        })
    });
    let choose = move |to: usize| {
        let column = to.checked_sub(1).and_then(|at| offered.get_untracked().get(at).cloned());
        let Some(partners) = design.partners.get_untracked() else { return };
        let step = match &column {
            Some(column) => format!("{} by {column}", name.get_untracked()),
            None => format!("{} the same for all", name.get_untracked()),
        };
        design.step(&place.key(), &step, |program| {
            if let Some(line) = place.change(program) {
                *line = match &column {
                    Some(column) => in_segments(line, column, &partners.0),
                    None => same_for_all(line),
                };
            }
        });
    };
    view! {
        <Show when=move || !offered.with(Vec::is_empty)>
            <span class="rule-by">
                <Choice
                    label=Signal::derive(move || format!("{}: for whom", name.get()))
                    help="One line for all, or one for each kind of partner."
                    options=options
                    chosen=chosen
                    disabled=design.locked
                    on_change=choose.clone()
                />
            </span>
        </Show>
    }
}
