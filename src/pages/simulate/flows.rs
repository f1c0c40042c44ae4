//! Who flows where: from the tiers held now to those held at the end.

use super::{Answer, AnswerSignal};
use crate::charts::{FlowSeries, flows, to_svg};
use crate::format::count;
use crate::pages::flow::{flow_readings, flow_series, flow_summary, flow_table};
use crate::widgets::{ChartPanel, Drawing};
use leptos::prelude::*;
use std::sync::Arc;

#[component]
pub(super) fn Flows(answer: AnswerSignal) -> impl IntoView {
    let series = Memo::new(move |_| answer.with(|a| a.as_deref().map(series).unwrap_or_default()));
    let drawing = Signal::derive(move || {
        let series = Arc::new(series.get());
        Drawing::Svg(Arc::new(move |width, height| {
            let series = series.clone();
            to_svg(width, height, |area, palette, frame| flows::draw(area, &series, palette, frame))
        }))
    });
    let title = move || answer.with(|a| a.as_deref().map_or_else(String::new, title));
    let summary = move || series.with(flow_summary);
    view! {
        <ChartPanel
            name="Flows"
            title=Signal::derive(title)
            subtitle="Expected partners, from the tier held now to the one held at the end. Alternative."
            summary=Signal::derive(summary)
            height=240
            drawing=drawing
            readings=Signal::derive(move || flow_readings(series.get()))
            table=ViewFn::from(move || series.with(flow_table))
        />
    }
}

fn series(answer: &Answer) -> FlowSeries {
    flow_series(&answer.outcome, answer.tier_count(), |place| answer.tier_name(place))
}

fn title(answer: &Answer) -> String {
    let (up, down) = (answer.headline.up.0, answer.headline.down.0);
    let stay = answer.outcome.positions.len() as f64 - up - down;
    let left: f64 = series(answer).counts.iter().filter_map(|row| row.last()).sum();
    format!(
        "{} end higher, {} lower, {} where they are; {} leave",
        count(up),
        count(down),
        count((stay - left).max(0.0)),
        count(left)
    )
}
