//! Who flows where under the scenario that is looked at: from the tiers held now to those at the end.

use super::SeenSignal;
use super::contest::Contest;
use super::seen::Side;
use crate::charts::{FlowSeries, flows, to_svg};
use crate::format::count;
use crate::pages::flow::{flow_readings, flow_series, flow_summary, flow_table};
use crate::widgets::{ChartPanel, Drawing};
use leptos::prelude::*;
use std::sync::Arc;

#[component]
pub(super) fn Flows(contest: Contest, seen: SeenSignal) -> impl IntoView {
    let read = move |say: fn(&Side) -> String| {
        Signal::derive(move || {
            let looked = contest.looked.get();
            seen.with(|s| s.as_ref().and_then(|s| s.looked(looked).map(say)).unwrap_or_default())
        })
    };
    let series = Memo::new(move |_| {
        let looked = contest.looked.get();
        seen.with(|s| s.as_ref().and_then(|s| s.looked(looked).map(series)).unwrap_or_default())
    });
    let drawing = Signal::derive(move || {
        let series = Arc::new(series.get());
        Drawing::Svg(Arc::new(move |width, height| {
            let series = series.clone();
            to_svg(width, height, |area, palette, frame| flows::draw(area, &series, palette, frame))
        }))
    });
    view! {
        <ChartPanel
            name="Flows"
            title=read(title)
            subtitle="Expected partners, from the tier held now to the one held at the end."
            summary=Signal::derive(move || series.with(flow_summary))
            height=240
            drawing=drawing
            readings=Signal::derive(move || flow_readings(series.get()))
            table=ViewFn::from(move || series.with(flow_table))
        />
    }
}

fn series(side: &Side) -> FlowSeries {
    flow_series(&side.outcome, side.tiers(), |place| side.tier(place))
}

fn title(side: &Side) -> String {
    let (up, down) = (side.headline.up, side.headline.down);
    format!(
        "{}: {} end higher than they began, {} lower; {} and {} in the baseline",
        side.title(),
        count(up.0),
        count(down.0),
        count(up.1),
        count(down.1)
    )
}
