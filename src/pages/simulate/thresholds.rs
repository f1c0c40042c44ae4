//! Thresholds on the histogram of scores: drag, arrow keys, type a number, step buttons.

use super::ScenarioSignal;
use super::changes::{self, differ};
use crate::charts::labels::spread;
use crate::charts::{HistogramGeometry, HistogramSeries, histogram as chart, to_svg};
use crate::format::{compact, count, field};
use crate::pages::parts::today_panel;
use crate::platform::dom;
use crate::state::{ByAddress, Edit, Workspace};
use crate::widgets::{ReadOut, Reading, Readings, Stepper};
use leptos::{html, prelude::*};
use std::sync::Arc;
use tierlab_engine::report::{Scores, histogram};
use tierlab_engine::rules::{Program, Tier};
use tierlab_engine::simulation::Scenario;

/// The drawing, in CSS pixels before it is scaled to the column.
const WIDTH: u32 = 320;
const HEIGHT: u32 = 150;
/// Bars over the whole scale: 2.5 points each on a scale of 100.
const BINS: usize = 40;
/// Steps over the whole scale that thresholds snap to and keep between each other: half a point on a
/// scale of 100.
const STEPS: f64 = 200.0;
/// Least distance between two grips, in pixels.
const GRIP_GAP: f64 = 60.0;

fn geometry(scale: f64) -> HistogramGeometry {
    HistogramGeometry::new(f64::from(WIDTH), f64::from(HEIGHT), scale)
}

/// Top of the score's scale.
fn scale(scenario: &Scenario) -> f64 {
    scenario.alternative.score.scale
}

/// Positions of the tiers that have a line of the score in both programs.
fn movable(scenario: &Scenario) -> Vec<usize> {
    let both = scenario.alternative.ladder.tiers.iter().zip(&scenario.baseline.ladder.tiers);
    let lines =
        both.enumerate().filter(|(_, (a, b))| a.threshold.is_some() && b.threshold.is_some());
    lines.map(|(position, _)| position).filter(|position| *position > 0).collect()
}

#[component]
pub(super) fn Thresholds(scenario: ScenarioSignal, locked: Memo<bool>) -> impl IntoView {
    let workspace = Workspace::here();
    // No line bears on a score: they are made anew for another score or other partners alone.
    let rules = Memo::new(move |_| {
        scenario.with(|s| {
            s.as_ref().map(|s| (s.alternative.score.clone(), s.alternative.statuses.clone()))
        })
    });
    let partners = Memo::new(move |_| {
        workspace.session.with(|s| s.as_ref().map(|s| ByAddress(s.portfolio.clone())))
    });
    let scores: Known = Memo::new(move |_| match (rules.get(), partners.get()) {
        (Some((score, statuses)), Some(ByAddress(partners))) => {
            let program = Program { score, statuses, ..Program::bare("", "") };
            Arc::new(Scores::of(&program, &partners))
        }
        _ => Arc::default(),
    });
    let tiers = Memo::new(move |_| scenario.with(|s| s.as_ref().map_or_else(Vec::new, movable)));
    let hint = move || match scenario.with(|s| s.as_ref().map_or(0, changes::thresholds)) {
        0 => "drag, type, or arrow keys".to_owned(),
        changed => format!("{changed} changed"),
    };
    view! {
        <fieldset class="lever threshold-editor">
            <legend class="lever__head">
                <span class="spread">
                    <strong>"Tier thresholds"</strong>
                    <span class="lever__hint">{hint}</span>
                </span>
            </legend>
            <Show
                when=move || !tiers.with(Vec::is_empty)
                fallback=|| view! { <p class="lever__hint">"No tier has a line of the score. Edit its conditions under Program."</p> }
            >
                <Histogram scenario=scenario scores=scores locked=locked tiers=tiers/>
            </Show>
            <div class="threshold-fields">
                {move || {
                    tiers
                        .get()
                        .into_iter()
                        .map(|tier| {
                            view! { <Field tier=tier scenario=scenario scores=scores locked=locked/> }
                        })
                        .collect_view()
                }}
            </div>
            {today_panel(scenario)}
        </fieldset>
    }
}

type Known = Memo<Arc<Scores>>;

#[component]
fn Histogram(
    scenario: ScenarioSignal,
    scores: Known,
    locked: Memo<bool>,
    tiers: Memo<Vec<usize>>,
) -> impl IntoView {
    let series = Memo::new(move |_| {
        let max_score = scenario.with(|s| s.as_ref().map_or(100.0, scale));
        let bin_width = max_score / BINS as f64;
        let counts = scores.with(|scores| histogram(scores.known(), max_score, BINS));
        let lines = scenario.with(|s| s.as_ref().map_or_else(Vec::new, lines));
        let tier_of_bin = (0_u32..)
            .zip(&counts)
            .map(|(bin, _)| {
                let middle = (f64::from(bin) + 0.5) * bin_width;
                lines.iter().filter(|line| middle >= **line).count().max(1)
            })
            .collect();
        HistogramSeries { bin_width, counts, tier_of_bin, max_score }
    });
    let bars = move || {
        let series = series.get();
        to_svg(WIDTH, HEIGHT, |area, palette, frame| chart::draw(area, &series, palette, frame))
    };
    let readings = Signal::derive(move || {
        let series = series.get();
        Readings(Arc::new(move |_, _| readings(&series)))
    });
    let overlay = NodeRef::<html::Div>::new();
    view! {
        <div class="chart threshold-chart" node_ref=overlay>
            <div inner_html=bars></div>
            // The drawing is scaled to the column, and what is read off it with it.
            <ReadOut
                name="scores of the partners"
                width=RwSignal::new(WIDTH)
                height=HEIGHT
                readings=readings
            />
            <svg
                class="threshold-chart__handles"
                viewBox=format!("0 0 {WIDTH} {HEIGHT}")
                role="group"
                aria-label=move || format!("Histogram of {} partner scores", count(scores.with(|s| s.partners() as f64)))
            >
                {move || {
                    tiers
                        .get()
                        .into_iter()
                        .map(|tier| {
                            view! { <Handle tier=tier scenario=scenario locked=locked overlay=overlay/> }
                        })
                        .collect_view()
                }}
            </svg>
        </div>
    }
}

/// Bins with somebody in them.
fn readings(series: &HistogramSeries) -> Vec<Reading> {
    let plot = geometry(series.max_score);
    let bins = (0_u32..).zip(series.counts.iter().zip(&series.tier_of_bin));
    let some = bins.filter(|(_, (partners, _))| **partners > 0);
    let reading = |(bin, (partners, tier)): (u32, (&u32, &usize))| {
        let edge = |at: f64| at * series.bin_width;
        let (from, to) = (edge(f64::from(bin)), edge(f64::from(bin) + 1.0));
        let lines = vec![("Partners".to_owned(), count(f64::from(*partners)))];
        let place = format!("{} to {} points", compact(from), compact(to));
        let at = plot.x_of(f64::midpoint(from, to));
        Reading { tier: u8::try_from(*tier).ok(), ..Reading::across(at, place, lines) }
    };
    some.map(reading).collect()
}

fn lines(scenario: &Scenario) -> Vec<f64> {
    scenario.alternative.ladder.tiers.iter().map(Tier::line).collect()
}

/// Where a threshold may go: between its neighbours.
fn room(scenario: &Scenario, tier: usize) -> (f64, f64) {
    let tiers = &scenario.alternative.ladder.tiers;
    let below = tier.checked_sub(1).and_then(|below| tiers.get(below));
    let snap = scale(scenario) / STEPS;
    let least = below.map_or(0.0, Tier::line) + snap;
    let most = tiers.get(tier + 1).map_or(scale(scenario), |tier| tier.line() - snap);
    (least, most.max(least))
}

/// What the editor shows of one tier.
#[derive(Clone, PartialEq)]
struct Shown {
    name: String,
    now: f64,
    was: f64,
    room: (f64, f64),
    grip: f64,
    scale: f64,
}

impl Default for Shown {
    fn default() -> Self {
        Self {
            name: String::new(),
            now: 0.0,
            was: 0.0,
            room: (0.0, 100.0),
            grip: 0.0,
            scale: 100.0,
        }
    }
}

fn shown(scenario: &Scenario, tier: usize) -> Option<Shown> {
    let (step, before) =
        (scenario.alternative.ladder.tiers.get(tier)?, scenario.baseline.ladder.tiers.get(tier)?);
    let (scale, movable) = (scale(scenario), movable(scenario));
    let geometry = geometry(scale);
    let tiers = &scenario.alternative.ladder.tiers;
    let places: Vec<f64> =
        movable.iter().filter_map(|tier| Some(geometry.x_of(tiers.get(*tier)?.line()))).collect();
    let place = movable.iter().position(|movable| *movable == tier)?;
    let width = f64::from(WIDTH);
    let gap = GRIP_GAP.min((width - 44.0) / places.len().max(1) as f64);
    let grips = spread(&places, gap, (22.0, width - 22.0));
    Some(Shown {
        name: step.name.clone(),
        now: step.line(),
        was: before.line(),
        room: room(scenario, tier),
        grip: grips.get(place).copied().unwrap_or(0.0),
        scale,
    })
}

#[component]
fn Handle(
    tier: usize,
    scenario: ScenarioSignal,
    locked: Memo<bool>,
    overlay: NodeRef<html::Div>,
) -> impl IntoView {
    let workspace = Workspace::here();
    // Points between the threshold and the pointer when the drag began.
    let dragging = RwSignal::new(None::<f64>);
    let shown = Memo::new(move |_| {
        scenario.with(|s| s.as_ref().and_then(|s| shown(s, tier)).unwrap_or_default())
    });
    let set = move |points: f64| {
        let Shown { room: (least, most), scale, .. } = shown.get_untracked();
        let snap = scale / STEPS;
        let snapped = ((points / snap).round() * snap).clamp(least, most);
        workspace.edit(&Edit::Threshold(tier, snapped));
    };
    let at = move |event: &web_sys::PointerEvent| {
        let chart = overlay.get_untracked()?;
        let x = dom::share_across(&chart, f64::from(event.client_x())) * f64::from(WIDTH);
        Some(geometry(shown.with_untracked(|s| s.scale)).score_at(x))
    };
    let down = move |event: web_sys::PointerEvent| {
        if !locked.get_untracked() && event.button() == 0 {
            workspace.seal();
            dom::capture_pointer(&event);
            dragging.set(at(&event).map(|points| shown.get_untracked().now - points));
        }
    };
    let moved = move |event: web_sys::PointerEvent| {
        if let (Some(offset), Some(points)) = (dragging.get_untracked(), at(&event)) {
            set(points + offset);
        }
    };
    let up = move |_| {
        if dragging.get_untracked().is_some() {
            dragging.set(None);
            workspace.seal();
        }
    };
    let keyed = move |event: web_sys::KeyboardEvent| {
        if locked.get_untracked() {
            return;
        }
        let at = shown.get_untracked();
        let snap = at.scale / STEPS;
        let step = if event.shift_key() { 10.0 * snap } else { snap };
        match event.key().as_str() {
            "ArrowRight" | "ArrowUp" => set(at.now + step),
            "ArrowLeft" | "ArrowDown" => set(at.now - step),
            "PageUp" => set(at.now + 10.0 * snap),
            "PageDown" => set(at.now - 10.0 * snap),
            "Home" => set(at.room.0),
            "End" => set(at.room.1),
            "Delete" | "Backspace" => set(at.was),
            "Escape" if dragging.get_untracked().is_some() => {
                dragging.set(None);
                workspace.abandon();
            }
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let text = move || {
        shown.with(|s| {
            let was = if differ(s.now, s.was) {
                format!(", was {}", field(s.was))
            } else {
                String::new()
            };
            format!("{} from {} points{was}", s.name, field(s.now))
        })
    };
    view! {
        <Marks shown=shown/>
        <g
            role="slider"
            tabindex="0"
            aria-label=move || shown.with(|s| format!("{} threshold", s.name))
            aria-valuemin=move || shown.with(|s| s.room.0)
            aria-valuemax=move || shown.with(|s| s.room.1)
            aria-valuenow=move || shown.with(|s| s.now)
            aria-valuetext=text
            aria-disabled=move || locked.get().then_some("true")
            on:pointerdown=down
            on:pointermove=moved
            on:pointerup=up
            on:pointercancel=up
            on:keydown=keyed
            on:blur=move |_| workspace.seal()
        >
            <Grip shown=shown/>
        </g>
    }
}

/// The line at the threshold, the dashed one at the baseline's, and the name.
#[component]
fn Marks(shown: Memo<Shown>) -> impl IntoView {
    let bottom = geometry(100.0).bottom;
    let x = move || shown.with(|s| geometry(s.scale).x_of(s.now));
    let was = move || shown.with(|s| geometry(s.scale).x_of(s.was));
    let path = move || {
        let grip = shown.with(|s| s.grip);
        format!("M{grip:.1} 33L{:.1} 40V{:.1}", x(), bottom + 4.0)
    };
    view! {
        <Show when=move || shown.with(|s| differ(s.now, s.was))>
            <line class="thr-was" x1=was x2=was y1="40" y2=bottom></line>
        </Show>
        <path class="thr" fill="none" d=path></path>
        <text class="mid t-strong" x=move || shown.with(|s| s.grip) y="9">
            {move || shown.with(|s| s.name.clone())}
        </text>
    }
}

#[component]
fn Grip(shown: Memo<Shown>) -> impl IntoView {
    let changed = move || shown.with(|s| differ(s.now, s.was));
    let from = move |offset: f64| move || shown.with(|s| s.grip + offset);
    let ridge =
        move |offset: f64| move || shown.with(|s| format!("M{:.1} 19.5v8", s.grip + offset));
    let ridge_class = move || if changed() { "ridge ridge--changed" } else { "ridge" };
    view! {
        <rect class="hit" x=from(-22.0) y="8" width="44" height="28"></rect>
        <rect
            class=move || if changed() { "grip grip--changed" } else { "grip" }
            x=from(-20.0)
            y="14"
            width="40"
            height="19"
            rx="5"
        ></rect>
        <path class=ridge_class d=ridge(-13.0)></path>
        <path class=ridge_class d=ridge(-9.0)></path>
        <text
            class=move || if changed() { "mid on-grip" } else { "mid t-strong" }
            x=from(6.0)
            y="27.5"
        >
            {move || shown.with(|s| compact(s.now))}
        </text>
    }
}

/// The exact twin of a handle: number and buttons, with how many partners pass.
#[component]
fn Field(
    tier: usize,
    scenario: ScenarioSignal,
    scores: Known,
    locked: Memo<bool>,
) -> impl IntoView {
    let workspace = Workspace::here();
    let shown = Memo::new(move |_| {
        scenario.with(|s| s.as_ref().and_then(|s| shown(s, tier)).unwrap_or_default())
    });
    let name = shown.with_untracked(|s| s.name.clone());
    let changed = Signal::derive(move || shown.with(|s| differ(s.now, s.was)));
    let was = Signal::derive(move || {
        if changed.get() {
            shown.with(|s| format!("was {}", compact(s.was)))
        } else {
            "unchanged".to_owned()
        }
    });
    let meaning = Signal::derive(move || {
        let (now, was) = shown.with(|s| (s.now, s.was));
        let pass = |line: f64| count(scores.with(|scores| scores.passing(line)) as f64);
        if changed.get() {
            format!("{} → {} pass", pass(was), pass(now))
        } else {
            format!("{} pass", pass(now))
        }
    });
    let set = move |points: f64| {
        let tenth = (points * 10.0).round() / 10.0;
        workspace.edit(&Edit::Threshold(tier, tenth));
    };
    view! {
        <Stepper
            name=name
            help="From this score on a partner is in the tier; the line in the histogram moves with it."
            value=Signal::derive(move || shown.with(|s| s.now))
            was=was
            changed=changed
            meaning=meaning
            least=Signal::derive(move || shown.with(|s| s.room.0))
            most=Signal::derive(move || shown.with(|s| s.room.1))
            disabled=locked
            on_change=set
            on_done=move || workspace.seal()
        />
    }
}
