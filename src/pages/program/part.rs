//! What a part of the score looks at and the shape of its points: metric, window, gaps, shape, share.

use super::curve::{PartPlace, part_at, part_at_mut};
use super::design::{Design, Refusal};
use super::fields::{RemoveButton, TextField};
use crate::format::field;
use crate::widgets::{Choice, NumberField};
use leptos::prelude::*;
use tierlab_engine::rules::{
    Aggregation, Combine, Evaluation, Gaps, Measure, Part, Program, Reading, Shape, Source, Window,
    remove_part, reshape,
};

const AGGREGATIONS: [(Aggregation, &str); 5] = [
    (Aggregation::Sum, "the sum"),
    (Aggregation::Mean, "the mean"),
    (Aggregation::Last, "the latest"),
    (Aggregation::Max, "the largest"),
    (Aggregation::Count, "how many are above zero"),
];

const WINDOWS: [&str; 4] =
    ["the last months", "the year to date", "the last whole year", "everything recorded"];

const GAPS: [(Gaps, &str); 3] = [
    (Gaps::Estimate, "are estimated from the others"),
    (Gaps::Unknown, "make it unknown"),
    (Gaps::Zero, "count as zero"),
];

/// What the number of a window is for.
const YEAR: &str = "The month in which your year begins; 1 is January.";
const MONTHS: &str = "How many months it looks back; whole periods are taken.";

const SHAPES: [(Shape, &str); 5] = [
    (Shape::Curve, "a curve"),
    (Shape::Target, "in proportion to a target"),
    (Shape::Steps, "steps"),
    (Shape::Rate, "points per unit"),
    (Shape::Rank, "the rank among partners"),
];

/// Everything about a part that is not a number of its curve.
#[component]
pub(super) fn PartTools(design: Design, place: PartPlace) -> impl IntoView {
    let key = key(place);
    let name = name_of(design, place);
    let rename = {
        let key = key.clone();
        move |text: String| {
            let step = format!("{} renamed {text}", name.get_untracked());
            design.step(&key, &step, |program| {
                if let Some(part) = part_at_mut(program, place) {
                    part.name = text;
                }
            });
        }
    };
    let remove = {
        let key = key.clone();
        move || {
            let step = format!("{} removed from the score", name.get_untracked());
            design.step(&key, &step, |program| remove_part(program, place.0, place.1, place.2));
        }
    };
    let reads = design.part(move |program| {
        part_at(program, place).is_some_and(|part| part.measure.reading().is_some())
    });
    view! {
        <details class="tools no-print">
            <summary>
                <span class="visually-hidden">{move || format!("{}: ", name.get())}</span>
                "Measure and shape"
            </summary>
            <div class="tools__body">
                <TextField
                    design=design
                    title="Name"
                    help="What the part is called in the score and in every explanation."
                    value=name
                    on_change=rename
                />
                <Metric design=design place=place/>
                <Show when=move || reads.get()>
                    <Over design=design place=place/>
                </Show>
                <ShapeChoice design=design place=place/>
                <Share design=design place=place/>
                <RemoveButton design=design label=Signal::derive(move || format!("Remove {} from the score", name.get())) word="Remove part" on_click=remove/>
            </div>
        </details>
        <Refusal design=design key=key/>
    }
}

fn key(place: PartPlace) -> String {
    format!("part {place:?}")
}

fn name_of(design: Design, place: PartPlace) -> Memo<String> {
    design.part(move |program| part_at(program, place).map_or_else(String::new, |p| p.name.clone()))
}

fn reading_mut(part: &mut Part) -> Option<&mut Reading> {
    match &mut part.measure.source {
        Source::Reading(reading) => Some(reading),
        _ => None,
    }
}

/// A choice about a part, from a list of names.
#[component]
fn Pick(
    design: Design,
    place: PartPlace,
    title: &'static str,
    help: &'static str,
    options: Signal<Vec<String>>,
    read: impl Fn(&Program) -> usize + Send + Sync + 'static,
    write: impl Fn(&mut Part, usize) + Clone + 'static,
) -> impl IntoView {
    let name = name_of(design, place);
    let chosen = design.part(read);
    let change = move |to: usize| {
        let step = format!("{}: {}", name.get_untracked(), title.to_lowercase());
        design.step(&key(place), &step, |program| {
            if let Some(part) = part_at_mut(program, place) {
                write(part, to);
            }
        });
    };
    view! {
        <label class="field">
            <span>{title}</span>
            <Choice
                label=Signal::derive(move || format!("{}: {}", name.get(), title.to_lowercase()))
                help=help
                options=options
                chosen=chosen
                disabled=design.locked
                on_change=change
            />
        </label>
    }
}

fn names<T>(list: &'static [(T, &'static str)]) -> Signal<Vec<String>>
where
    T: Sync,
{
    Signal::derive(move || list.iter().map(|(_, name)| (*name).to_owned()).collect())
}

/// Which metric; a formula of its own stays until a metric is chosen.
#[component]
fn Metric(design: Design, place: PartPlace) -> impl IntoView {
    let metrics = Memo::new(move |_| design.metrics());
    // The metric it reads, if it reads just one that these partners come with.
    let reads =
        move |program: &Program, metrics: &[(String, String, _)]| match part_at(program, place)?
            .measure
            .reading()?
            .metrics
            .as_slice()
        {
            [one] => metrics.iter().position(|(key, ..)| key == one),
            _ => None,
        };
    let options = Signal::derive(move || {
        let own = design.now.with(|now| {
            let partners = design.partners.get();
            super::sentence::measured(now, partners.as_ref(), place).0
        });
        metrics.with(|metrics| {
            let listed = metrics.iter().map(|(_, name, _)| name.clone());
            let formula = design.now.with(|now| reads(now, metrics)).is_none().then_some(own);
            listed.chain(formula).collect::<Vec<_>>()
        })
    });
    view! {
        <Pick
            design=design
            place=place
            title="Looks at"
            help="The column of your data that is turned into points."
            options=options
            read=move |program| metrics.with(|m| reads(program, m).unwrap_or(m.len()))
            write=move |part, to| {
                let Some((key, _, kind)) = metrics.with_untracked(|m| m.get(to).cloned()) else { return };
                match reading_mut(part) {
                    // Window and gaps stay as they are.
                    Some(reading) => reading.metrics = vec![key],
                    None => part.measure = Measure::usual(&key, kind),
                }
            }
        />
    }
}

/// How it is taken over which time.
#[component]
fn Over(design: Design, place: PartPlace) -> impl IntoView {
    let reading =
        move |program: &Program| part_at(program, place).and_then(|p| p.measure.reading()).cloned();
    let window = design.part(move |program| reading(program).map(|reading| reading.window));
    let counted = move || !matches!(window.get(), Some(Window::AllTime) | None);
    let position = move |program: &Program| match reading(program).map(|r| r.window) {
        Some(Window::YearToDate(_)) => 1,
        Some(Window::LastYear(_)) => 2,
        Some(Window::AllTime) => 3,
        Some(Window::Months(_)) | None => 0,
    };
    view! {
        <Pick
            design=design
            place=place
            title="Taken as"
            help="How the values of several periods become one."
            options=names(&AGGREGATIONS)
            read=move |program| {
                let now = reading(program).map(|r| r.aggregation);
                AGGREGATIONS.iter().position(|(a, _)| Some(*a) == now).unwrap_or(0)
            }
            write=|part, to| {
                if let (Some(reading), Some((wanted, _))) = (reading_mut(part), AGGREGATIONS.get(to)) {
                    reading.aggregation = *wanted;
                }
            }
        />
        <Pick
            design=design
            place=place
            title="Over"
            help="How far back it looks from the day of the review."
            options=Signal::derive(|| WINDOWS.map(str::to_owned).to_vec())
            read=position
            write=|part, to| {
                if let Some(reading) = reading_mut(part) {
                    reading.window = match to {
                        1 => Window::YearToDate(1),
                        2 => Window::LastYear(1),
                        3 => Window::AllTime,
                        _ => Window::Months(12),
                    };
                }
            }
        />
        <Show when=counted>
            <Months design=design place=place window=window/>
        </Show>
        <Pick
            design=design
            place=place
            title="Unknown periods"
            help="What an empty cell means: unknown is not zero unless you say so."
            options=names(&GAPS)
            read=move |program| {
                let now = reading(program).map(|r| r.gaps);
                GAPS.iter().position(|(gaps, _)| Some(*gaps) == now).unwrap_or(0)
            }
            write=|part, to| {
                if let (Some(reading), Some((wanted, _))) = (reading_mut(part), GAPS.get(to)) {
                    reading.gaps = *wanted;
                }
            }
        />
    }
}

/// The number of a window: how many months, or in which month the year begins.
#[component]
fn Months(design: Design, place: PartPlace, window: Memo<Option<Window>>) -> impl IntoView {
    let name = name_of(design, place);
    let yearly = move || matches!(window.get(), Some(Window::YearToDate(_) | Window::LastYear(_)));
    let title = move || if yearly() { "Year begins in month" } else { "Months" };
    let now = Signal::derive(move || match window.get() {
        Some(Window::Months(n) | Window::YearToDate(n) | Window::LastYear(n)) => f64::from(n),
        _ => 0.0,
    });
    let on_error = design.explain(&key(place));
    let change = move |value: f64| {
        let step = format!("{}: {} {}", name.get_untracked(), title().to_lowercase(), field(value));
        design.revise(&key(place), &step, |program| {
            let reading = part_at_mut(program, place).and_then(reading_mut);
            if let Some(Window::Months(n) | Window::YearToDate(n) | Window::LastYear(n)) =
                reading.map(|reading| &mut reading.window)
            {
                *n = whole(value);
            }
        });
    };
    view! {
        <label class="field">
            <span>{title}</span>
            <NumberField
                label=Signal::derive(move || format!("{}: {}", name.get(), title().to_lowercase()))
                help=Signal::derive(move || if yearly() { YEAR } else { MONTHS }.to_owned())
                value=now
                least=1.0
                most=Signal::derive(move || if yearly() { 12.0 } else { 120.0 })
                whole=true
                disabled=design.locked
                on_change=change
                on_done=move || design.seal()
                on_error=on_error
            />
        </label>
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the field admits whole numbers from 1 to 120"
)]
fn whole(value: f64) -> u32 {
    value as u32
}

/// The shape of the points, passing near the one before where partners are.
#[component]
fn ShapeChoice(design: Design, place: PartPlace) -> impl IntoView {
    let shape =
        move |program: &Program| part_at(program, place).and_then(|part| Shape::of(&part.value));
    let position = move |program: &Program| {
        let now = shape(program);
        SHAPES.iter().position(|(listed, _)| Some(*listed) == now).unwrap_or(SHAPES.len())
    };
    let other = design.part(move |program| shape(program).is_none());
    let options = Signal::derive(move || {
        let listed = SHAPES.iter().map(|(_, name)| (*name).to_owned());
        listed.chain(other.get().then(|| "a shape of its own".to_owned())).collect::<Vec<_>>()
    });
    let write = move |part: &mut Part, to: usize| {
        let Some((wanted, _)) = SHAPES.get(to) else { return };
        let measured = design.partners.with_untracked(|partners| {
            let partners = partners.as_ref()?;
            Some(Evaluation::now(&Program::bare("", ""), &partners.0).measured(&part.measure))
        });
        part.value = reshape(&part.value, *wanted, &measured.unwrap_or_default());
    };
    view! {
        <Pick
            design=design
            place=place
            title="Points are"
            help="How what is measured becomes points; another shape passes near the one before."
            options=options
            read=position
            write=write
        />
    }
}

/// Its share among the parts of an averaged dimension.
#[component]
fn Share(design: Design, place: PartPlace) -> impl IntoView {
    let name = name_of(design, place);
    let several = design.part(move |program| {
        let track = program.score.tracks.get(place.0);
        track
            .and_then(|track| track.dimensions.get(place.1))
            .is_some_and(|d| d.parts.len() > 1 && d.combine != Combine::Sum)
    });
    let among =
        design.part(move |program| super::dimension::among(program, place).unwrap_or_default());
    let now = design.part(move |program| part_at(program, place).map_or(1.0, |part| part.share));
    let on_error = design.explain(&key(place));
    let change = move |value: f64| {
        let step = format!("{}: share {}", name.get_untracked(), field(value));
        design.revise(&key(place), &step, |program| {
            if let Some(part) = part_at_mut(program, place) {
                part.share = value;
            }
        });
    };
    view! {
        <Show when=move || several.get()>
            <label class="field">
                <span>"Share"</span>
                <NumberField
                    label=Signal::derive(move || format!("{}: share", name.get()))
                    help="How much this part counts beside the others of its dimension."
                    value=now
                    least=0.001
                    most=1e6
                    disabled=design.locked
                    on_change=change
                    on_done=move || design.seal()
                    on_error=on_error.clone()
                />
                <small class="faint">{move || among.get()}</small>
            </label>
        </Show>
    }
}
