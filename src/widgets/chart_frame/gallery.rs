//! A chart with everything a chart has, on the gallery page.

use super::ChartPanel;
use crate::charts::{SparkSeries, spark, to_svg};
use crate::widgets::{Drawing, Reading, Readings};
use leptos::prelude::*;
use std::sync::Arc;

pub(in crate::widgets) fn entry() -> AnyView {
    let values = [3.0, 4.0, 4.5, 4.0, 6.0];
    let drawing = Drawing::Svg(Arc::new(move |width, height| {
        to_svg(width, height, |area, palette, frame| {
            spark::draw(area, &SparkSeries { values: values.to_vec() }, palette, frame)
        })
    }));
    let readings = Readings(Arc::new(move |width, _| {
        let step = f64::from(width) / (values.len() - 1) as f64;
        let reading = |(index, value): (usize, &f64)| {
            let lines = vec![("Value".to_owned(), format!("{value}"))];
            Reading::across(step * index as f64, format!("Quarter {}", index + 1), lines)
        };
        values.iter().enumerate().map(reading).collect()
    }));
    let row = |(index, value): (usize, f64)| {
        view! {
            <tr>
                <th scope="row">{format!("Quarter {}", index + 1)}</th>
                <td class="num">{value}</td>
            </tr>
        }
    };
    view! {
        <ChartPanel
            name="Example"
            title="The value doubled in five quarters"
            subtitle="A finding as its title; what is plotted below it."
            summary="A line from 3 to 6 over five quarters."
            height=120
            drawing=drawing
            readings=Signal::derive(move || readings.clone())
            table=ViewFn::from(move || {
                view! {
                    <table class="data-table">
                        <caption>"The value by quarter"</caption>
                        <thead>
                            <tr>
                                <th scope="col">"Quarter"</th>
                                <th scope="col" class="num">"Value"</th>
                            </tr>
                        </thead>
                        <tbody>{values.into_iter().enumerate().map(row).collect_view()}</tbody>
                    </table>
                }
            })
        />
    }
    .into_any()
}
