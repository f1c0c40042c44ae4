//! Where it stops paying: net benefit over the range of any number of the scenario, as a curve.

use super::knob::{Knob, knobs};
use super::{Answer, AnswerSignal, ScenarioSignal};
use crate::charts::lines::{Line, LinesSeries};
use crate::charts::scale::{enclosing_ticks, linear_ticks};
use crate::charts::{Frame, Role, lines, to_svg};
use crate::format::{compact, join, money_change, plural};
use crate::state::{Question, RunPhase, Topic, Workspace};
use crate::widgets::{Arrangement, ChartPanel, Choice, Drawing, Reading, Readings};
use leptos::prelude::*;
use std::sync::Arc;
use tierlab_engine::report::{Band, break_even};
use tierlab_engine::simulation::Scenario;

/// Points of the curve, in the order in which they are asked: ends and middle first.
const ORDER: [u32; 9] = [0, 8, 4, 2, 6, 1, 3, 5, 7];
/// Partners × quarters × runs that one point may take.
const MOST_CELLS: usize = 800_000;

type Points = Vec<(f64, Band)>;

/// What the panel knows.
#[derive(Clone, Copy)]
struct Curve {
    /// Whether it is drawn, and follows the levers.
    live: RwSignal<bool>,
    chosen: RwSignal<Knob>,
    points: RwSignal<Points>,
    /// Whether points of an older scenario are shown.
    old: RwSignal<bool>,
    failed: RwSignal<Option<String>>,
    scenario: ScenarioSignal,
    answer: AnswerSignal,
}

#[component]
pub(super) fn BreakEvenCurve(answer: AnswerSignal) -> impl IntoView {
    let workspace = Workspace::here();
    let scenario: ScenarioSignal =
        Memo::new(move |_| workspace.session.with(|s| s.as_ref().map(|s| s.scenario().clone())));
    let curve = Curve {
        live: RwSignal::new(false),
        chosen: RwSignal::new(Knob::Parameter(0)),
        points: RwSignal::new(Vec::new()),
        old: RwSignal::new(false),
        failed: RwSignal::new(None),
        scenario,
        answer,
    };
    curve.follow(workspace);
    if let Some(arrangement) = Arrangement::around() {
        curve.arranged(arrangement);
    }
    on_cleanup(move || workspace.forget(Topic::Curve));
    view! {
        <div class:is-stale=move || curve.old.get()>
            <Show
                when=move || curve.live.get()
                fallback=move || view! { <Invitation live=curve.live/> }
            >
                <Drawn curve=curve/>
            </Show>
        </div>
    }
}

#[component]
fn Invitation(live: RwSignal<bool>) -> impl IntoView {
    view! {
        <section class="panel" aria-labelledby="break-even">
            <div class="panel__head">
                <div>
                    <h2 id="break-even">"Where does it stop paying?"</h2>
                    <p class="panel__sub">
                        "Net benefit over the whole range of one assumption, threshold or incentive, nine runs of it."
                    </p>
                </div>
                <button type="button" class="btn" on:click=move |_| live.set(true)>
                    "Draw the curve"
                </button>
            </div>
        </section>
    }
}

impl Curve {
    /// Makes the number that is looked at part of the screen's views.
    fn arranged(self, arrangement: Arrangement) {
        let name =
            move |knob: Knob| self.scenario.with_untracked(|s| s.as_ref().map(|s| knob.name(s).0));
        let read = move || self.live.get_untracked().then(|| name(self.chosen.get_untracked()));
        let write = move |wanted: Option<&str>| {
            let all = self.scenario.with_untracked(|s| s.as_ref().map(knobs));
            let found = all.into_iter().flatten().find(|knob| name(*knob).as_deref() == wanted);
            if let Some(knob) = found.filter(|_| wanted.is_some()) {
                self.chosen.set(knob);
            }
            self.live.set(wanted.is_some());
        };
        arrangement.part("curve over", move || read().flatten(), write);
    }

    /// Asks when it is shown and the run itself is over, and again when a lever has moved.
    fn follow(self, workspace: Workspace) {
        let done = Memo::new(move |_| {
            workspace.run.with(|run| match run.phase {
                RunPhase::Complete => run.fingerprint,
                _ => None,
            })
        });
        Effect::new(move |_| {
            let (live, chosen, done) = (self.live.get(), self.chosen.get(), done.get());
            if !live {
                return;
            }
            let scenario = self.scenario.get_untracked();
            if let (Some(scenario), Some(_)) = (scenario, done) {
                self.ask(workspace, &scenario, chosen);
            } else {
                workspace.forget(Topic::Curve);
                self.old.set(true);
            }
        });
    }

    fn ask(self, workspace: Workspace, scenario: &Scenario, knob: Knob) {
        self.points.set(Vec::new());
        self.failed.set(None);
        self.old.set(false);
        let partners =
            self.answer.with_untracked(|a| a.as_ref().map_or(0, |a| a.outcome.positions.len()));
        let (low, high) = knob.range(scenario);
        let question = |place: u32| {
            let value = low + (high - low) * f64::from(place) / 8.0;
            let mut tried = knob.set(value)?.apply(scenario);
            tried.settings.replications = runs(scenario, partners);
            tried.settings.precision = None;
            let then = move |outcome: Result<_, String>| match outcome {
                Ok(outcome) => self.take(value, &outcome),
                Err(why) => self.failed.set(Some(why)),
            };
            Some(Question { scenario: tried, watch: None, then: Box::new(then), meanwhile: None })
        };
        workspace.ask(Topic::Curve, ORDER.into_iter().filter_map(question).collect());
    }

    fn take(self, value: f64, outcome: &tierlab_engine::protocol::Outcome) {
        // The panel may be gone by now.
        let _gone = self.points.try_update(|points| {
            points.push((value, Band::of(outcome.net())));
            points.sort_by(|a, b| a.0.total_cmp(&b.0));
        });
    }
}

/// Runs of one point.
fn runs(scenario: &Scenario, partners: usize) -> u32 {
    let cells = partners.max(1) * scenario.settings.quarters as usize;
    let room = u32::try_from(MOST_CELLS / cells).unwrap_or(u32::MAX);
    scenario.settings.replications.min(room.max(25))
}

#[component]
fn Drawn(curve: Curve) -> impl IntoView {
    let Curve { chosen, points, failed, scenario, answer, .. } = curve;
    let all = Memo::new(move |_| scenario.with(|s| s.as_ref().map_or_else(Vec::new, knobs)));
    let names = move || {
        scenario.with(|s| {
            let name = |knob: &Knob| s.as_ref().map_or_else(String::new, |s| knob.name(s).0);
            all.with(|all| all.iter().map(name).collect::<Vec<_>>())
        })
    };
    let position = move || all.with(|all| all.iter().position(|k| *k == chosen.get()).unwrap_or(0));
    let read = move |say: fn(&Points, Knob, &Scenario, &Answer) -> String| {
        Signal::derive(move || {
            let knob = chosen.get();
            scenario.with(|s| {
                answer.with(|a| match (s, a) {
                    (Some(s), Some(a)) => points.with(|points| say(points, knob, s, a)),
                    _ => String::new(),
                })
            })
        })
    };
    let series = move || {
        let knob = chosen.get();
        scenario.with(|s| {
            answer.with(|a| match (s, a) {
                (Some(s), Some(a)) => points.with(|points| series(points, knob, s, a.currency())),
                _ => LinesSeries::default(),
            })
        })
    };
    let drawing = Signal::derive(move || {
        let series = Arc::new(series());
        Drawing::Svg(Arc::new(move |width, height| {
            let series = series.clone();
            to_svg(width, height, |area, palette, frame| lines::draw(area, &series, palette, frame))
        }))
    });
    let readings = Signal::derive(move || {
        let currency = answer.with(|a| a.as_deref().map(|a| a.currency().to_owned()));
        let (series, points) = (series(), points.get());
        let currency = currency.unwrap_or_default();
        Readings(Arc::new(move |width, height| {
            readings(&series, &points, &currency, (width, height))
        }))
    });
    let under = move || {
        view! {
            <div class="panel__under no-print">
                <span>"Over the range of"</span>
                <Choice
                    label="What is tried over its range"
                    help="One number is tried over its range while everything else stays as it is."
                    options=Signal::derive(names)
                    chosen=Signal::derive(position)
                    disabled=false
                    on_change=move |at| {
                        if let Some(knob) = all.with_untracked(|all| all.get(at).copied()) {
                            chosen.set(knob);
                        }
                    }
                />
                {move || failed.get().map(|why| view! { <p class="field-error" role="alert">{why}</p> })}
            </div>
        }
    };
    view! {
        <ChartPanel
            name="Break-even"
            title=read(title)
            subtitle=read(subtitle)
            summary=read(title)
            height=236
            drawing=drawing
            readings=readings
            table=ViewFn::from(move || {
                answer.with(|a| a.as_deref().map(|a| points.with(|points| table(points, a.currency()))))
            })
            under=ViewFn::from(under)
        />
    }
}

/// Three significant digits.
fn short(value: f64) -> String {
    let size = value.abs();
    let places = if size >= 100.0 {
        0
    } else if size >= 10.0 {
        1
    } else {
        3
    };
    let scale = 10_f64.powi(places);
    compact((value * scale).round() / scale)
}

/// What the curve says.
fn title(points: &Points, knob: Knob, scenario: &Scenario, _: &Answer) -> String {
    let name = knob.name(scenario).0;
    if points.len() < ORDER.len() {
        return format!("{name}: {} of {} points", points.len(), ORDER.len());
    }
    if points.iter().all(|(_, band)| band.mean.abs() < 0.5) {
        return format!("{name} makes no difference: both programs come out alike");
    }
    let means: Vec<(f64, f64)> = points.iter().map(|(value, band)| (*value, band.mean)).collect();
    let Some(told) = break_even(&means) else { return name };
    match (told.crossings.as_slice(), told.pays) {
        ([], (true, _)) => format!("Pays over the whole range of {}", lower(&name)),
        ([], _) => format!("Pays nowhere in the range of {}", lower(&name)),
        ([at], (false, _)) => format!("Pays from {} {} on", lower(&name), short(*at)),
        ([at], _) => format!("Pays up to {} {}", lower(&name), short(*at)),
        (several, _) => {
            let at: Vec<String> = several.iter().map(|at| short(*at)).collect();
            format!("Crosses zero at {} {}", lower(&name), join(&at))
        }
    }
}

/// A name within a sentence: `transfer discount`, but `MDF elasticity`, and names of tiers as they are.
fn lower(name: &str) -> String {
    let known = tierlab_engine::behaviour::catalogue().iter().any(|info| info.label == name);
    let mut letters = name.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if known && second.is_lowercase() => {
            format!("{}{second}{}", first.to_lowercase(), letters.as_str())
        }
        _ => name.to_owned(),
    }
}

fn subtitle(_: &Points, knob: Knob, scenario: &Scenario, answer: &Answer) -> String {
    let unit = knob.name(scenario).1;
    let runs = runs(scenario, answer.outcome.positions.len()) as usize;
    format!(
        "Net benefit over {}, by {unit}. Bands: 50 % and 90 % of {}.",
        plural(scenario.settings.quarters as usize, "quarter", "quarters"),
        plural(runs, "run", "runs")
    )
}

fn series(points: &Points, knob: Knob, scenario: &Scenario, currency: &str) -> LinesSeries {
    let band = |of: fn(&Band) -> (f64, f64)| {
        points
            .iter()
            .map(|(value, band)| {
                let (low, high) = of(band);
                (*value, low, high)
            })
            .collect()
    };
    let means: Vec<(f64, f64)> = points.iter().map(|(value, band)| (*value, band.mean)).collect();
    let (low, high) = points
        .iter()
        .fold((0.0_f64, 0.0_f64), |(low, high), (_, band)| (low.min(band.p5), high.max(band.p95)));
    let (from, to) = knob.range(scenario);
    let now = knob.value(scenario);
    let crossings = break_even(&means).map_or_else(Vec::new, |told| told.crossings);
    LinesSeries {
        y_ticks: enclosing_ticks(low, high, 4)
            .into_iter()
            .map(|tick| (tick, money_change(tick, currency)))
            .collect(),
        x_ticks: linear_ticks(from, to, 6).into_iter().map(|tick| (tick, compact(tick))).collect(),
        bands: vec![band(|band| (band.p5, band.p95)), band(|band| (band.p25, band.p75))],
        lines: vec![Line {
            points: means,
            role: Role::SeriesAlt,
            dashed: false,
            label: points.last().map_or_else(String::new, |(_, b)| money_change(b.mean, currency)),
        }],
        marks: vec![(now, format!("now {}", short(now)))],
        points: crossings.into_iter().map(|at| (at, 0.0, short(at))).collect(),
    }
}

fn readings(
    series: &LinesSeries,
    points: &Points,
    currency: &str,
    (width, height): (u32, u32),
) -> Vec<Reading> {
    let say = |value: f64| money_change(value, currency);
    let between = |low: f64, high: f64| format!("{} to {}", say(low), say(high));
    let reading = |((value, band), at): (&(f64, Band), f64)| {
        let lines = [
            ("Mean", say(band.mean)),
            ("Half of the runs", between(band.p25, band.p75)),
            ("Nine in ten", between(band.p5, band.p95)),
        ];
        let lines = lines.map(|(name, said)| (name.to_owned(), said)).to_vec();
        Reading::across(at, short(*value), lines)
    };
    let places = lines::places(series, Frame::svg(width, height));
    points.iter().zip(places).map(reading).collect()
}

fn table(points: &Points, currency: &str) -> impl IntoView + use<> {
    let rows = points.iter().map(|(value, band)| {
        let say = |value: f64| money_change(value, currency);
        view! {
            <tr>
                <th scope="row">{short(*value)}</th>
                <td class="num">{say(band.p5)}</td>
                <td class="num">{say(band.mean)}</td>
                <td class="num">{say(band.p95)}</td>
            </tr>
        }
    });
    view! {
        <table class="data-table">
            <caption>"Net benefit over the range"</caption>
            <thead>
                <tr>
                    <th scope="col">"Value"</th>
                    <th scope="col" class="num">"P5"</th>
                    <th scope="col" class="num">"Mean"</th>
                    <th scope="col" class="num">"P95"</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}
