//! The score: dimensions with their weights, each part with its curve.

use super::curve::{Curve, part_at};
use super::design::{Design, Refusal, part_was};
use super::dimension::{AddDimension, DimensionTools};
use super::part::PartTools;
use crate::format::{compact, decimal};
use crate::widgets::NumberField;
use leptos::prelude::*;
use tierlab_engine::rules::{Combine, Dimension, Program, Track};

#[component]
pub(super) fn Score(design: Design) -> impl IntoView {
    // The structure: numbers inside are read by their own fields.
    let shape = design.part(shape);
    let title = design.part(title);
    let weights = design.part(weights_sentence);
    let tracks = move || {
        shape
            .get()
            .into_iter()
            .enumerate()
            .map(|(track, (name, dimensions))| {
                let rows = dimensions
                    .into_iter()
                    .enumerate()
                    .map(|(dimension, parts)| {
                        view! { <Row design=design track=track dimension=dimension parts=parts/> }
                    })
                    .collect_view();
                view! {
                    {(!name.is_empty()).then(|| view! { <h3 class="program__track">{name}</h3> })}
                    <div class="dimensions">{rows}</div>
                    <AddDimension design=design track=track/>
                }
            })
            .collect_view()
    };
    view! {
        <section class="panel panel--flush" id="score" tabindex="-1" aria-labelledby="h-score">
            <div class="panel__head">
                <div>
                    <h2 id="h-score">{move || title.get()}</h2>
                    <p class="panel__sub">
                        {move || if shape.with(Vec::is_empty) {
                            "The tiers ask for conditions alone."
                        } else {
                            "Curves turn a measure into points; drag a point, use arrow keys, or type its numbers."
                        }}
                    </p>
                </div>
                <p class="program__weights">{move || weights.get()}</p>
            </div>
            {tracks}
            <Show when=move || shape.with(Vec::is_empty)>
                <AddDimension design=design track=0/>
            </Show>
        </section>
    }
}

type Shape = Vec<(String, Vec<usize>)>;

fn shape(program: &Program) -> Shape {
    let parts = |track: &Track| track.dimensions.iter().map(|d| d.parts.len()).collect();
    program.score.tracks.iter().map(|track| (track.name.clone(), parts(track))).collect()
}

/// The finding: what counts most.
fn title(program: &Program) -> String {
    let Some(track) = program.score.tracks.first() else { return "There is no score".to_owned() };
    let mut dimensions: Vec<(&str, f64)> = track
        .dimensions
        .iter()
        .map(|dimension| (dimension.name.as_str(), share(track, dimension)))
        .collect();
    dimensions.sort_by(|a, b| b.1.total_cmp(&a.1));
    match dimensions.as_slice() {
        [] => "The score has no dimensions".to_owned(),
        [(name, _)] => format!("{name} alone makes the score"),
        [(first, a), (second, b), ..] if a.is_finite() && b.is_finite() => {
            let scale = compact(program.score.scale);
            let points = |share: f64| decimal(share * program.score.scale, 0);
            format!(
                "{first} counts for {} of {scale} points, {second} for {}",
                points(*a),
                points(*b)
            )
        }
        [(first, _), ..] => {
            format!("{first} and {} more add up without a limit", dimensions.len() - 1)
        }
    }
}

/// How much of the whole scale a dimension can give.
fn share(track: &Track, dimension: &Dimension) -> f64 {
    match track.combine {
        Combine::Sum => ceiling(dimension) / track.dimensions.iter().map(ceiling).sum::<f64>(),
        _ => dimension.weight / total(track),
    }
}

fn total(track: &Track) -> f64 {
    track.dimensions.iter().map(|dimension| dimension.weight).sum()
}

/// Most points of a dimension; infinite without a limit.
fn ceiling(dimension: &Dimension) -> f64 {
    let parts: f64 = dimension
        .parts
        .iter()
        .map(|part| part.times.iter().fold(part.value.most(), |most, (_, by)| most * by.most()))
        .sum();
    dimension.bounds.1.map_or(parts, |cap| parts.min(cap))
}

fn weights_sentence(program: &Program) -> String {
    match program.score.tracks.first() {
        Some(track) if track.combine != Combine::Sum => {
            let sum = 100.0 * total(track);
            let text = format!("Weights {} %", compact((sum * 100.0).round() / 100.0));
            if (sum - 100.0).abs() < 1e-6 { text } else { format!("{text}, used in proportion") }
        }
        Some(_) => "Points add up".to_owned(),
        None => String::new(),
    }
}

#[component]
fn Row(design: Design, track: usize, dimension: usize, parts: usize) -> impl IntoView {
    let at = move |program: &Program| -> Option<Dimension> {
        program.score.tracks.get(track)?.dimensions.get(dimension).cloned()
    };
    let name = design.part(move |program| at(program).map_or_else(String::new, |d| d.name));
    let note = design.part(move |program| at(program).and_then(|d| d.about.note));
    let list = (0..parts)
        .map(|part| view! { <PartRow design=design place=(track, dimension, part)/> })
        .collect_view();
    view! {
        <div class="dimension" id=format!("dimension-{track}-{dimension}") tabindex="-1">
            <div>
                <h3>{move || name.get()}</h3>
                {move || note.get().map(|note| view! { <p class="faint">{note}</p> })}
                <DimensionTools design=design track=track dimension=dimension/>
            </div>
            <Weight design=design track=track dimension=dimension/>
            <div class="dimension__parts">{list}</div>
        </div>
    }
}

#[component]
fn Weight(design: Design, track: usize, dimension: usize) -> impl IntoView {
    let weighted = design.part(move |program| {
        program.score.tracks.get(track).is_some_and(|track| track.combine != Combine::Sum)
    });
    let name = design.part(move |program| {
        let found = program.score.tracks.get(track).and_then(|t| t.dimensions.get(dimension));
        found.map_or_else(String::new, |dimension| dimension.name.clone())
    });
    let weight = move |program: &Program, at: usize| {
        let found = program.score.tracks.get(track).and_then(|t| t.dimensions.get(at));
        found.map_or(0.0, |dimension| (dimension.weight * 1e8).round() / 1e6)
    };
    let now = design.part(move |program| weight(program, dimension));
    let was = Memo::new(move |_| {
        design.now.with(|now| {
            design.was.with(|was| {
                part_was(was, now, (track, dimension, 0)).map_or(0.0, |(_, at, _)| weight(was, at))
            })
        })
    });
    let most = design.part(move |program| {
        let found = program.score.tracks.get(track).and_then(|t| t.dimensions.get(dimension));
        found.map_or(0.0, ceiling)
    });
    let bar = design.part(move |program| {
        let Some(track) = program.score.tracks.get(track) else { return 0.0 };
        let found = track.dimensions.get(dimension).map_or(0.0, |d| share(track, d));
        if found.is_finite() { 100.0 * found } else { 100.0 }
    });
    let key = format!("weight {track} {dimension}");
    let refusal = key.clone();
    let change = move |shown: f64| {
        let step = format!("{} weight to {} %", name.get_untracked(), compact(shown));
        design.revise(&key, &step, |program| {
            let tracks = &mut program.score.tracks;
            if let Some(dimension) =
                tracks.get_mut(track).and_then(|track| track.dimensions.get_mut(dimension))
            {
                dimension.weight = shown / 100.0;
            }
        });
    };
    let label = Signal::derive(move || format!("{} weight in percent", name.get()));
    view! {
        <div>
            <div class="weight">
                <span class="weight__bar" aria-hidden="true">
                    <span style:width=move || format!("{:.0}%", bar.get())></span>
                </span>
                <Show
                    when=move || weighted.get()
                    fallback=move || {
                        let most = most.get();
                        let text = if most.is_finite() {
                            format!("up to {}", compact(most))
                        } else {
                            "no limit".to_owned()
                        };
                        view! { <span class="nowrap">{text}</span> }
                    }
                >
                    <span class="input-unit">
                        <span class="input-like">
                            <NumberField
                                label=label
                                help="How much the dimension counts; the weights of all add up to 100 %."
                                value=now
                                least=0.01
                                most=100_000.0
                                disabled=design.locked
                                on_change=change.clone()
                                on_done=move || design.seal()
                                on_error=|_| ()
                            />
                        </span>
                        "%"
                    </span>
                </Show>
            </div>
            {move || {
                ((now.get() - was.get()).abs() > 1e-9 && was.get() > 0.0)
                    .then(|| view! { <span class="tag tag--accent">{format!("was {} %", compact(was.get()))}</span> })
            }}
            <Refusal design=design key=refusal/>
        </div>
    }
}

#[component]
fn PartRow(design: Design, place: (usize, usize, usize)) -> impl IntoView {
    let name = design
        .part(move |program| part_at(program, place).map_or_else(String::new, |p| p.name.clone()));
    let what = Memo::new(move |_| {
        let portfolio = design.partners.get();
        design.now.with(|now| super::sentence::measured(now, portfolio.as_ref(), place))
    });
    let points = design.part(move |program| super::sentence::valued(program, place));
    view! {
        <div class="part">
            {move || view! { <Curve design=design place=place name=name.get()/> }}
            <p class="part__text">
                <strong>{move || name.get()}</strong>
                <br/>
                <span class="faint" title=move || what.get().1>{move || what.get().0}</span>
                <br/>
                {move || points.get()}
            </p>
            <PartTools design=design place=place/>
        </div>
    }
}
