//! A value function as a small curve with handles, and the same numbers as fields.

use super::design::{Design, part_was};
use super::knobs::{Knob, knobs, set};
use crate::charts::{CurveGeometry, CurveSeries, curve, to_svg};
use crate::format::{compact, field};
use crate::platform::dom;
use crate::widgets::{NumberField, ReadOut, Reading, Readings};
use leptos::{html, prelude::*};
use std::sync::Arc;
use tierlab_engine::report::{ValueCurve, value_curve};
use tierlab_engine::rules::{Combine, Evaluation, Part, Program, Quantity, ValueFunction};

const WIDTH: u32 = 300;
const HEIGHT: u32 = 84;

/// Which part of the score it is: track, dimension, part.
pub(super) type PartPlace = (usize, usize, usize);

pub(super) fn part_at(program: &Program, (track, dimension, part): PartPlace) -> Option<&Part> {
    program.score.tracks.get(track)?.dimensions.get(dimension)?.parts.get(part)
}

pub(super) fn part_at_mut(
    program: &mut Program,
    (track, dimension, part): PartPlace,
) -> Option<&mut Part> {
    program.score.tracks.get_mut(track)?.dimensions.get_mut(dimension)?.parts.get_mut(part)
}

#[component]
pub(super) fn Curve(design: Design, place: PartPlace, name: String) -> impl IntoView {
    let value = design.part(move |program| part_at(program, place).map(|part| part.value.clone()));
    let was = Memo::new(move |_| {
        design.now.with(|now| {
            design.was.with(|was| {
                let before = part_was(was, now, place)?;
                part_at(was, before).map(|part| part.value.clone())
            })
        })
    });
    let averaged = design.part(move |program| {
        let track = program.score.tracks.get(place.0);
        track
            .and_then(|track| track.dimensions.get(place.1))
            .is_some_and(|dimension| dimension.combine != Combine::Sum)
    });
    let measured = Memo::new(move |_| {
        let measure =
            design.now.with(|now| part_at(now, place).map(|part| part.measure.clone()))?;
        let partners = design.partners.get()?;
        let bare = Program::bare("", "");
        Some(Evaluation::now(&bare, &partners.0).measured(&measure))
    });
    let shown = Memo::new(move |_| {
        let column = measured.get().unwrap_or_default();
        let mut curve = value.get().map(|value| value_curve(&value, &column)).unwrap_or_default();
        // Averaged parts share one scale.
        if averaged.get() {
            curve.most = 100.0;
        }
        curve
    });
    let svg = move || {
        let curve = shown.get();
        let baseline = match (was.get(), value.get()) {
            (Some(was), Some(now)) if was != now => {
                value_curve(&was, &[curve.measures.0, curve.measures.1]).points
            }
            _ => Vec::new(),
        };
        let (low, high) = curve.measures;
        let labels = [low, f64::midpoint(low, high), high].map(short);
        let series = CurveSeries {
            points: curve.points,
            baseline,
            measures: curve.measures,
            most: curve.most,
            labels,
        };
        to_svg(WIDTH, HEIGHT, |area, palette, frame| curve::draw(area, &series, palette, frame))
    };
    let readings = Signal::derive(move || {
        let before = was.get();
        shown.with(|curve| readings(curve, before.as_ref()))
    });
    let summary = {
        let name = name.clone();
        move || shown.with(|curve| described(&name, curve))
    };
    let handles = Memo::new(move |_| value.with(|v| v.as_ref().map_or(0, handle_count)));
    let overlay = NodeRef::<html::Div>::new();
    view! {
        <div class="chart curve" node_ref=overlay>
            <div class="curve__drawing">
                <div role="img" aria-label=summary inner_html=svg></div>
                <ReadOut name=format!("{name} curve") width=RwSignal::new(WIDTH) height=HEIGHT readings=readings/>
            </div>
            <svg class="curve__handles" viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="group" aria-label=format!("{name} curve")>
                {
                    let name = name.clone();
                    move || {
                        (0..handles.get())
                            .map(|index| {
                                view! {
                                    <Handle
                                        design=design
                                        place=place
                                        index=index
                                        name=name.clone()
                                        value=value
                                        shown=shown
                                        overlay=overlay
                                    />
                                }
                            })
                            .collect_view()
                    }
                }
            </svg>
            <Numbers design=design place=place name=name value=value/>
        </div>
    }
}

/// Three significant figures with a scale letter.
fn short(value: f64) -> String {
    crate::format::money(value, "")
}

/// Pixels between two places that are read.
const APART: f64 = 6.0;

/// What the curve says along its way, and what it said in the program in force.
fn readings(curve: &ValueCurve, was: Option<&ValueFunction>) -> Readings {
    let geometry =
        CurveGeometry::new(f64::from(WIDTH), f64::from(HEIGHT), curve.measures, curve.most);
    let rounded = |points: f64| compact((points * 10.0).round() / 10.0);
    let in_force = was.map(|was| value_curve(was, &[curve.measures.0, curve.measures.1]).points);
    let mut read: Vec<Reading> = Vec::new();
    let mut free = f64::NEG_INFINITY;
    for (measure, points) in &curve.points {
        let (x, _) = geometry.place((*measure, *points));
        if !x.is_finite() || x < free {
            continue;
        }
        free = x + APART;
        let mut lines = vec![("Points".to_owned(), rounded(*points))];
        let before = in_force.as_ref().and_then(|line| on(line, *measure));
        lines.extend(before.map(|points| ("In force".to_owned(), rounded(points))));
        read.push(Reading::across(x, short(*measure), lines));
    }
    Readings(Arc::new(move |_, _| read.clone()))
}

/// The points of a line at a measure; of a step, what holds from there on.
fn on(line: &[(f64, f64)], measure: f64) -> Option<f64> {
    let behind = line.partition_point(|(x, _)| *x <= measure);
    let (x0, y0) = *line.get(behind.checked_sub(1)?)?;
    let Some((x1, y1)) = line.get(behind) else { return Some(y0) };
    Some(y0 + (y1 - y0) * (measure - x0) / (x1 - x0))
}

fn described(name: &str, curve: &ValueCurve) -> String {
    let ends = [curve.points.first(), curve.points.last()];
    let [Some(first), Some(last)] = ends else { return name.to_owned() };
    let rounded = |points: f64| compact((points * 10.0).round() / 10.0);
    format!(
        "{name}: from {} points at {} to {} points at {}",
        rounded(first.1),
        short(first.0),
        rounded(last.1),
        short(last.0)
    )
}

/// How many places of a shape can be taken hold of.
fn handle_count(value: &ValueFunction) -> usize {
    match value {
        ValueFunction::Anchors(anchors) => anchors.len(),
        ValueFunction::Linear {
            target: Quantity::Fixed(_), points: Quantity::Fixed(_), ..
        } => 1,
        _ => 0,
    }
}

fn handle(value: &ValueFunction, index: usize) -> Option<(f64, f64)> {
    match value {
        ValueFunction::Anchors(anchors) => anchors.get(index).copied(),
        ValueFunction::Linear { target, points, .. } => Some((target.fixed()?, points.fixed()?)),
        _ => None,
    }
}

/// The shape with one handle elsewhere, kept between its neighbours.
fn moved(value: &ValueFunction, index: usize, (x, points): (f64, f64), gap: f64) -> ValueFunction {
    let mut value = value.clone();
    match &mut value {
        ValueFunction::Anchors(anchors) => {
            let low = index.checked_sub(1).and_then(|below| anchors.get(below)).map(|a| a.0 + gap);
            let high = anchors.get(index + 1).map(|a| a.0 - gap);
            let x = x.max(low.unwrap_or(f64::NEG_INFINITY)).min(high.unwrap_or(f64::INFINITY));
            if let Some(anchor) = anchors.get_mut(index) {
                *anchor = (x, points);
            }
        }
        ValueFunction::Linear { from, target, points: all } => {
            *target = Quantity::Fixed(x.max(*from + gap));
            *all = Quantity::Fixed(points);
        }
        _ => {}
    }
    value
}

/// A step people would choose for an axis: one, two or five of a power of ten, about a hundredth.
fn step(length: f64) -> f64 {
    let ticks = crate::charts::scale::linear_ticks(0.0, length, 20);
    ticks.get(1).map_or(length / 100.0, |tick| tick / 5.0)
}

#[component]
fn Handle(
    design: Design,
    place: PartPlace,
    index: usize,
    name: String,
    value: Memo<Option<ValueFunction>>,
    shown: Memo<ValueCurve>,
    overlay: NodeRef<html::Div>,
) -> impl IntoView {
    let dragging = RwSignal::new(None::<ValueCurve>);
    // While a handle is dragged the axes stay where they are.
    let axes = move || dragging.get().unwrap_or_else(|| shown.get());
    let geometry = move |curve: &ValueCurve| {
        CurveGeometry::new(f64::from(WIDTH), f64::from(HEIGHT), curve.measures, curve.most)
    };
    let at = Memo::new(move |_| {
        value.with(|v| v.as_ref().and_then(|v| handle(v, index))).unwrap_or_default()
    });
    let key = format!("curve {place:?} {index}");
    let step_name = name.clone();
    let put = move |x: f64, points: f64, axes: &ValueCurve| {
        let (low, high) = axes.measures;
        let across = step(high - low);
        let up = step(axes.most);
        let snapped =
            ((x / across).round() * across, ((points / up).round() * up).clamp(0.0, axes.most));
        design.revise(&key, &format!("{step_name} curve"), |program| {
            if let Some(part) = part_at_mut(program, place) {
                part.value = moved(&part.value, index, snapped, across);
            }
        });
    };
    let down = move |event: web_sys::PointerEvent| {
        if !design.locked.get_untracked() && event.button() == 0 {
            design.seal();
            dom::capture_pointer(&event);
            dragging.set(Some(shown.get_untracked()));
        }
    };
    let dragged = {
        let put = put.clone();
        move |event: web_sys::PointerEvent| {
            let (Some(axes), Some(chart)) = (dragging.get_untracked(), overlay.get_untracked())
            else {
                return;
            };
            let across = dom::share_across(&chart, f64::from(event.client_x())) * f64::from(WIDTH);
            let scale = f64::from(WIDTH) / dom::width_of(&chart).max(1.0);
            let along = dom::offset_down(&chart, f64::from(event.client_y())) * scale;
            let (x, points) = geometry(&axes).value_at((across, along));
            put(x, points, &axes);
        }
    };
    let up = move |_| {
        if dragging.get_untracked().is_some() {
            dragging.set(None);
            design.seal();
        }
    };
    let keyed = move |event: web_sys::KeyboardEvent| {
        if design.locked.get_untracked() {
            return;
        }
        let axes = shown.get_untracked();
        let ((x, points), large) = (at.get_untracked(), if event.shift_key() { 10.0 } else { 1.0 });
        let across = large * step(axes.measures.1 - axes.measures.0);
        let along = large * step(axes.most);
        match event.key().as_str() {
            "ArrowRight" => put(x + across, points, &axes),
            "ArrowLeft" => put(x - across, points, &axes),
            "ArrowUp" => put(x, points + along, &axes),
            "ArrowDown" => put(x, points - along, &axes),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let place_of = move || geometry(&axes()).place(at.get());
    let text = move || {
        let (x, points) = at.get();
        format!("{} points at {}", compact(points), short(x))
    };
    view! {
        <g
            role="slider"
            tabindex="0"
            aria-label=format!("{name}, point {}", index + 1)
            aria-valuenow=move || at.get().1
            aria-valuemin="0"
            aria-valuemax=move || shown.with(|curve| curve.most)
            aria-valuetext=text
            aria-disabled=move || design.locked.get().then_some("true")
            on:pointerdown=down
            on:pointermove=dragged
            on:pointerup=up
            on:pointercancel=up
            on:keydown=keyed
            on:blur=move |_| design.seal()
        >
            <circle class="curve__hit" cx=move || place_of().0 cy=move || place_of().1 r="12"></circle>
            <circle class="curve__handle" cx=move || place_of().0 cy=move || place_of().1 r="4.5"></circle>
        </g>
    }
}

/// The exact twin of the handles: every number of the shape as a field.
#[component]
fn Numbers(
    design: Design,
    place: PartPlace,
    name: String,
    value: Memo<Option<ValueFunction>>,
) -> impl IntoView {
    let names = Memo::new(move |_| {
        value.with(|v| {
            v.as_ref().map_or_else(Vec::new, |v| knobs(v).into_iter().map(|k| k.name).collect())
        })
    });
    let key = format!("numbers {place:?}");
    let fields = {
        let (name, key) = (name.clone(), key.clone());
        move || {
            names
                .get()
                .into_iter()
                .enumerate()
                .map(|(index, label)| {
                    view! {
                        <Field design=design place=place part=name.clone() key=key.clone() index=index label=label value=value/>
                    }
                })
                .collect_view()
        }
    };
    view! {
        <details class="curve__numbers no-print">
            <summary>"Numbers of " {name}</summary>
            <div class="curve__fields">{fields}</div>
            <super::design::Refusal design=design key=key/>
        </details>
    }
}

#[component]
fn Field(
    design: Design,
    place: PartPlace,
    part: String,
    key: String,
    index: usize,
    label: String,
    value: Memo<Option<ValueFunction>>,
) -> impl IntoView {
    let now = Memo::new(move |_| {
        let list = value.with(|v| v.as_ref().map_or_else(Vec::new, knobs));
        list.get(index).map_or(0.0, |Knob { value, .. }| *value)
    });
    let full = format!("{part}: {}", label.to_lowercase());
    let step_name = full.clone();
    let on_error = design.explain(&key);
    let change = move |number: f64| {
        design.revise(&key, &format!("{step_name} {}", field(number)), |program| {
            if let Some(part) = part_at_mut(program, place) {
                part.value = set(&part.value, index, number);
            }
        });
    };
    view! {
        <label class="field">
            <span>{label}</span>
            <NumberField
                label=full
                help="A number of the curve beside it: what is measured goes in, points come out."
                value=now
                least=-1e12
                most=1e12
                disabled=design.locked
                on_change=change
                on_done=move || design.seal()
                on_error=on_error
            />
        </label>
    }
}
