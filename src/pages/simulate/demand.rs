//! Downturns and booms to try the ladder in: under both programs alike, for everyone or a segment.

use super::ScenarioSignal;
use super::segment::SegmentChoice;
use crate::state::{Edit, Workspace};
use crate::widgets::{Choice, NumberField};
use leptos::prelude::*;
use tierlab_engine::simulation::Stress;

/// What the first click tries.
fn downturn() -> Stress {
    Stress {
        name: "Downturn".to_owned(),
        size: -0.2,
        from: 2,
        quarters: 4,
        gradual: false,
        segment: None,
    }
}

/// Names of its numbers, and what each is for.
const SIZE: (&str, &str) =
    ("Change of sales, percent", "How far sales fall or rise at its height; -20 is a fifth less.");
const FROM: (&str, &str) =
    ("First quarter of the change", "Quarter 1 is the first one that is simulated.");
const LASTS: (&str, &str) =
    ("Quarters it lasts", "How long it lasts, or over how many quarters it builds up.");

/// How it comes, by whether it builds up.
const WAYS: [&str; 2] = ["at once, for", "bit by bit over"];

#[component]
pub(super) fn Demand(scenario: ScenarioSignal, locked: Memo<bool>) -> impl IntoView {
    let workspace = Workspace::here();
    let events = Memo::new(move |_| {
        scenario.with(|s| s.as_ref().map_or_else(Vec::new, |s| s.stress.clone()))
    });
    let count = Memo::new(move |_| events.with(Vec::len));
    let wrong = RwSignal::new(None::<String>);
    let set = move |events: Vec<Stress>| {
        workspace.edit(&Edit::Events(events));
        workspace.seal();
    };
    let tick = move |event| {
        set(event_target_checked(&event).then(downturn).into_iter().collect());
    };
    let add = move |_| set(events.get_untracked().into_iter().chain([downturn()]).collect());
    let rows = move || {
        (0..count.get())
            .map(|index| view! { <Event events=events index=index locked=locked wrong=wrong/> })
            .collect_view()
    };
    view! {
        <fieldset class="lever">
            <legend class="lever__head"><strong>"Demand"</strong></legend>
            <label class="check">
                <input
                    type="checkbox"
                    aria-description="Both programs meet the same change, so that you see which of the two holds better."
                    prop:checked=move || { count.get() > 0 }
                    disabled=move || locked.get()
                    on:change=tick
                />
                <span>"Try the ladder in a downturn or a boom"</span>
            </label>
            {rows}
            <Show when=move || { count.get() > 0 }>
                <button
                    type="button"
                    class="btn btn--small"
                    disabled=move || locked.get()
                    on:click=add
                >
                    "Add another change"
                </button>
            </Show>
            {move || wrong.get().map(|hint| view! { <p class="field-error" role="alert">{hint}</p> })}
        </fieldset>
    }
}

/// One of several changes, as a sentence with fields in it.
#[derive(Clone, Copy)]
struct At {
    events: Memo<Vec<Stress>>,
    index: usize,
    workspace: Workspace,
}

impl At {
    fn read<T: PartialEq + Send + Sync + 'static>(
        self,
        of: impl Fn(&Stress) -> T + Send + Sync + 'static,
        none: impl Fn() -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        Memo::new(move |_| self.events.with(|all| all.get(self.index).map_or_else(&none, &of)))
    }

    fn write(self, change: impl FnOnce(&mut Stress)) {
        let mut changed = self.events.get_untracked();
        if let Some(stress) = changed.get_mut(self.index) {
            change(stress);
            if stress.name == "Downturn" || stress.name == "Boom" {
                (if stress.size > 0.0 { "Boom" } else { "Downturn" }).clone_into(&mut stress.name);
            }
        }
        self.workspace.edit(&Edit::Events(changed));
    }

    /// The name of a field; of the first one without its number.
    fn label(self, what: &str) -> String {
        match self.index {
            0 => what.to_owned(),
            other => format!("{what}, change {}", other + 1),
        }
    }

    fn remove(self) {
        let mut changed = self.events.get_untracked();
        if self.index < changed.len() {
            changed.remove(self.index);
        }
        self.workspace.edit(&Edit::Events(changed));
        self.workspace.seal();
    }
}

#[component]
fn Event(
    events: Memo<Vec<Stress>>,
    index: usize,
    locked: Memo<bool>,
    wrong: RwSignal<Option<String>>,
) -> impl IntoView {
    let workspace = Workspace::here();
    let at = At { events, index, workspace };
    let number = move |(label, help): (&str, &'static str),
                       (least, most): (f64, f64),
                       read: fn(&Stress) -> f64,
                       write: fn(&mut Stress, f64)| {
        view! {
            <NumberField
                label=at.label(label)
                help=help
                value=at.read(read, || 0.0)
                least=least
                most=most
                whole=true
                disabled=locked
                on_change=move |value| at.write(|stress| write(stress, value))
                on_done=move || workspace.seal()
                on_error=move |hint| wrong.set(hint)
            />
        }
    };
    view! {
        <p class="sentence-form">
            "Sales of "
            <SegmentChoice
                label=at.label("Whose sales change")
                help="Everyone, or the partners of one segment."
                chosen=at.read(|stress| stress.segment.clone(), || None)
                locked=locked
                everyone=true
                on_change=move |segment| {
                    at.write(|stress| stress.segment = segment);
                    workspace.seal();
                }
            />
            " change by "
            {number(SIZE, (-95.0, 200.0), |s| (s.size * 100.0).round(), |s, v| s.size = v / 100.0)}
            " % from quarter "
            {number(FROM, (1.0, 40.0), |s| f64::from(s.from), |s, v| s.from = whole(v))}
            " on, "
            <Choice
                label=at.label("How it comes")
                help="At once and over again after it, or bit by bit and then to stay."
                options=Signal::derive(|| WAYS.map(str::to_owned).to_vec())
                chosen=at.read(|stress| usize::from(stress.gradual), || 0)
                disabled=locked
                on_change=move |way| {
                    at.write(|stress| stress.gradual = way == 1);
                    workspace.seal();
                }
            />
            " "
            {number(LASTS, (1.0, 40.0), |s| f64::from(s.quarters), |s, v| s.quarters = whole(v))}
            " quarter(s), under both programs. "
            <Show when=move || { index > 0 }>
                <button
                    type="button"
                    class="btn btn--quiet btn--small"
                    disabled=move || locked.get()
                    on:click=move |_| at.remove()
                >
                    "Remove"
                </button>
            </Show>
        </p>
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the fields admit 1 to 40"
)]
fn whole(value: f64) -> u32 {
    value.round().clamp(1.0, 40.0) as u32
}
