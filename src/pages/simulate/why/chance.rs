//! How likely the tier is that it is about, quarter by quarter, under both programs.

use super::{Close, Seen, drawing};
use crate::charts::lines::{self, Line, LinesSeries};
use crate::charts::{Frame, Role, to_svg};
use crate::format::percent;
use crate::widgets::{Plot, Reading, Readings};
use leptos::prelude::*;
use std::sync::Arc;
use tierlab_engine::simulation::WatchedQuarter;

#[component]
pub(super) fn Chance(seen: Seen, close: Arc<Close>) -> impl IntoView {
    let target = target(&seen);
    let name = seen.answer.tier_name(target);
    let (tiers, now) = (seen.answer.tier_count(), seen.mover.now);
    let start = if now >= target { 1.0 } else { 0.0 };
    let alternative = path(&close.alternative, start, |q| at_least(q, target, tiers));
    let places = &seen.answer.outcome;
    let baseline = path(&close.baseline, start, |quarter| {
        let ends = quarter.tiers.iter().enumerate();
        let there = ends.filter(|(place, _)| {
            let place = places.counterpart(*place);
            place < tiers && place >= target
        });
        there.map(|(_, chance)| chance).sum()
    });
    let last = |points: &[(f64, f64)]| points.last().map_or(0.0, |(_, chance)| *chance);
    let (is, was) = (last(&alternative), last(&baseline));
    let title = if (is - was).abs() < 0.005 {
        format!("{name} or higher: {} under both programs", percent(is))
    } else {
        format!("{name} or higher: {}, under the baseline {}", percent(is), percent(was))
    };
    let quarters = seen.answer.quarters();
    let line = |points, role, dashed, label: String| Line { points, role, dashed, label };
    let series = LinesSeries {
        y_ticks: [0.0, 0.5, 1.0].map(|share| (share, percent(share))).to_vec(),
        x_ticks: std::iter::once((0.0, "Now".to_owned()))
            .chain((1..=quarters).map(|q| (q as f64, seen.answer.period(q).to_string())))
            .collect(),
        lines: vec![
            line(baseline, Role::SeriesBase, true, format!("{} baseline", percent(was))),
            line(alternative, Role::SeriesAlt, false, format!("{} alternative", percent(is))),
        ],
        ..LinesSeries::default()
    };
    let summary = title.clone();
    let readings = {
        let series = series.clone();
        Readings(Arc::new(move |width, height| readings(&series, (width, height))))
    };
    let drawing = drawing(move |width, height| {
        to_svg(width, height, |area, palette, frame| lines::draw(area, &series, palette, frame))
    });
    view! {
        <section>
            <h3>{title}</h3>
            <p class="panel__sub">"Chance to hold it at the end of a quarter; not to have reached it by then."</p>
            <Plot
                height=150
                drawing=drawing
                summary=summary
                readings=("chance by quarter", Signal::stored(readings))
            />
        </section>
    }
}

fn readings(series: &LinesSeries, (width, height): (u32, u32)) -> Vec<Reading> {
    let [baseline, alternative] = series.lines.as_slice() else { return Vec::new() };
    let places = lines::places(series, Frame::svg(width, height));
    let quarters = series.x_ticks.iter().zip(&baseline.points).zip(&alternative.points);
    let reading = |((((_, quarter), was), is), at): (((&(f64, String), _), _), f64)| {
        let (was, is): (&(f64, f64), &(f64, f64)) = (was, is);
        let lines = vec![
            ("Alternative".to_owned(), percent(is.1)),
            ("Baseline".to_owned(), percent(was.1)),
        ];
        Reading::across(at, quarter.clone(), lines)
    };
    quarters.zip(places).map(reading).collect()
}

/// The tier in question: the higher of the two ends where they differ, else the next one up.
fn target(seen: &Seen) -> usize {
    let (mover, top) = (&seen.mover, seen.answer.tier_count().saturating_sub(1));
    let inside = |tier: usize| if tier > top { 0 } else { tier };
    let (alternative, baseline) = (inside(mover.alternative), inside(mover.baseline));
    let tier = if alternative == baseline {
        if alternative == mover.now { mover.now + 1 } else { alternative.max(mover.now) }
    } else {
        alternative.max(baseline)
    };
    tier.min(top)
}

fn at_least(quarter: &WatchedQuarter, target: usize, tiers: usize) -> f64 {
    quarter.tiers.iter().take(tiers).skip(target).sum()
}

fn path(
    quarters: &[WatchedQuarter],
    start: f64,
    of: impl Fn(&WatchedQuarter) -> f64,
) -> Vec<(f64, f64)> {
    let ends =
        quarters.iter().enumerate().map(|(place, quarter)| (place as f64 + 1.0, of(quarter)));
    std::iter::once((0.0, start)).chain(ends).collect()
}
