//! Where everybody draws the lines: thresholds as dots on one axis.

use super::round::{Readable, Round};
use crate::charts::scale::enclosing_ticks;
use crate::charts::strip::{self, StripMark, StripRow, StripSeries};
use crate::charts::{Frame, to_svg};
use crate::format::{count, field, join, plural};
use crate::pages::compare::letter;
use crate::widgets::{ChartPanel, Drawing, Reading, Readings, Spot};
use leptos::prelude::*;
use std::sync::Arc;
use tierlab_engine::report::{TierLines, tier_lines};

/// The lines, and whose they are.
#[derive(Debug, Clone, PartialEq, Default)]
struct Lines {
    rows: Vec<TierLines>,
    versions: Vec<Readable>,
    /// Name of the program in force.
    base: String,
}

#[component]
pub(super) fn Thresholds(round: Round) -> impl IntoView {
    let lines = Memo::new(move |_| lines(round));
    let series = Memo::new(move |_| lines.with(series));
    let drawing = Signal::derive(move || {
        let series = Arc::new(series.get());
        Drawing::Svg(Arc::new(move |width, _| {
            let series = series.clone();
            to_svg(width, series.height(width), |area, palette, frame| {
                strip::draw(area, &series, palette, frame)
            })
        }))
    });
    let readings = Signal::derive(move || {
        let (series, lines) = (series.get(), lines.get());
        Readings(Arc::new(move |width, _| readings(&series, &lines, width)))
    });
    view! {
        <ChartPanel
            name="Thresholds"
            title=Signal::derive(move || lines.with(title))
            subtitle=Signal::derive(move || lines.with(subtitle))
            summary=Signal::derive(move || lines.with(summary))
            height=160
            drawing=drawing
            readings=readings
            table=ViewFn::from(move || lines.with(table))
        />
    }
}

fn lines(round: Round) -> Lines {
    round.open.with(|open| {
        let Some(open) = open else { return Lines::default() };
        let versions = round.readable.get();
        let programs: Vec<_> = versions.iter().map(|one| &*one.program).collect();
        let mut rows = tier_lines(&open.baseline, &programs);
        // The highest tier on top, as ladders are drawn.
        rows.reverse();
        Lines { rows, base: open.baseline.name.clone(), versions }
    })
}

fn series(lines: &Lines) -> StripSeries {
    let row = |row: &TierLines| {
        let marks = row.lines.iter().zip(&lines.versions).filter_map(|(line, version)| {
            Some(StripMark { at: (*line)?, letter: letter(version.place) })
        });
        StripRow {
            name: row.tier.clone(),
            marks: marks.collect(),
            base: row.base,
            label: found(row),
        }
    };
    let all = lines.rows.iter().flat_map(|row| row.lines.iter().copied().chain([row.base]));
    let (low, high) = all
        .flatten()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), at| (low.min(at), high.max(at)));
    let ticks = if low.is_finite() {
        enclosing_ticks(low, high, 6).into_iter().map(|tick| (tick, field(tick))).collect()
    } else {
        Vec::new()
    };
    StripSeries { rows: lines.rows.iter().map(row).collect(), ticks }
}

/// "all at 62", "62 to 75, middle 70".
fn found(row: &TierLines) -> String {
    match (row.span(), row.median()) {
        (Some((low, _)), _) if row.agrees() => format!("all at {}", field(low)),
        (Some((low, high)), Some(median)) => {
            format!("{} to {}, middle {}", field(low), field(high), field(median))
        }
        _ => "no line".to_owned(),
    }
}

fn title(lines: &Lines) -> String {
    let versions = plural(lines.versions.len(), "version", "versions");
    let width = |row: &TierLines| row.span().map_or(0.0, |(low, high)| high - low);
    let widest = lines.rows.iter().max_by(|one, other| width(one).total_cmp(&width(other)));
    let agreed: Vec<String> =
        lines.rows.iter().rev().filter(|row| row.agrees()).map(|row| row.tier.clone()).collect();
    if lines.versions.len() < 2 {
        return format!("{versions}: the dashed line is what is in force");
    }
    match (widest, agreed.as_slice()) {
        (None, _) => "No version has a line of the score".to_owned(),
        (Some(row), _) if width(row) == 0.0 => format!("All {versions} draw every line alike"),
        (Some(row), agreed) => {
            let (low, high) = row.span().unwrap_or_default();
            let apart =
                format!("{} begins anywhere from {} to {}", row.tier, field(low), field(high));
            match agreed {
                [] => format!("The {versions} agree on no line; {apart}"),
                agreed => format!("All agree on {}; {apart}", join(agreed)),
            }
        }
    }
}

fn subtitle(lines: &Lines) -> String {
    format!(
        "Points of the score at which each tier begins. A letter is a version, dots above each other are equal \
         or close. Dashed: {}.",
        lines.base
    )
}

fn summary(lines: &Lines) -> String {
    let row = |row: &TierLines| {
        let each = row.lines.iter().zip(&lines.versions).map(|(line, version)| {
            let at = line.map_or("none".to_owned(), field);
            format!("{} {} {at}", letter(version.place), version.name)
        });
        let each: Vec<String> = each.collect();
        format!("{}: {}", row.tier, each.join(", "))
    };
    let rows: Vec<String> = lines.rows.iter().map(row).collect();
    format!("{}.", rows.join("; "))
}

fn readings(series: &StripSeries, lines: &Lines, width: u32) -> Vec<Reading> {
    let places = strip::places(series, Frame::svg(width, series.height(width)));
    let reading = |(row, share): (&TierLines, f64)| {
        let mut told = vec![("In force".to_owned(), row.base.map_or("none".to_owned(), field))];
        for (line, version) in row.lines.iter().zip(&lines.versions) {
            let name = format!("{} {}", letter(version.place), version.name);
            told.push((name, line.map_or("none".to_owned(), field)));
        }
        Reading { at: Spot::Down(share), place: row.tier.clone(), lines: told, tier: None }
    };
    lines.rows.iter().zip(places).map(reading).collect()
}

fn table(lines: &Lines) -> impl IntoView + use<> {
    let head = lines.versions.iter().map(|version| {
        view! { <th scope="col" class="num">{letter(version.place)} " " {version.name.clone()}</th> }
    });
    let head = head.collect_view();
    let number =
        |at: Option<f64>| view! { <td class="num">{at.map_or("–".to_owned(), field)}</td> };
    let rows = lines.rows.iter().map(|row| {
        let cells = row.lines.iter().map(|line| number(*line)).collect_view();
        let middle = number(row.median());
        view! { <tr><th scope="row">{row.tier.clone()}</th>{number(row.base)}{middle}{cells}</tr> }
    });
    let rows = rows.collect_view();
    let caption = format!(
        "Line of the score of each tier in {} versions, points",
        count(lines.versions.len() as f64)
    );
    view! {
        <table class="data-table">
            <caption>{caption}</caption>
            <thead>
                <tr>
                    <th scope="col">"Tier"</th>
                    <th scope="col" class="num">"In force"</th>
                    <th scope="col" class="num">"Middle"</th>
                    {head}
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}
