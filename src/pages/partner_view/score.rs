//! The score and its parts: value, points, weight.

use crate::format::{decimal, percent};
use leptos::prelude::*;
use std::sync::Arc;
use tierlab_engine::partner_view::{PartnerView, ScoreRow, own_score};

#[component]
pub(super) fn Score(view: Arc<PartnerView>) -> impl IntoView {
    own_score(&view).map(|own| {
        let title = match own.score {
            Some(score) => {
                format!("Your score is {} of {}", decimal(score, 1), decimal(own.scale, 0))
            }
            None => "There are too few figures for a score".to_owned(),
        };
        let track = own.track.as_ref().map(|track| format!(" Track: {track}, the best for you."));
        let known = if own.known < 0.9995 {
            format!(" {} of its weight is known.", percent(own.known))
        } else {
            String::new()
        };
        let adds = if own.adds_up {
            "Points add up to the score."
        } else {
            "A weak value cannot be made up for by a strong one."
        };
        let weighted = own.rows.iter().any(|row| row.weight.is_some());
        let rows = own.rows.iter().map(|one| row(one, weighted)).collect_view();
        view! {
            <section class="panel" aria-labelledby="own-score">
                <h2 id="own-score">{title}</h2>
                <p class="panel__sub">{format!("{adds}{}{known}", track.unwrap_or_default())}</p>
                <table class="data-table own-score">
                    <caption class="visually-hidden">"The score by dimension"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Dimension and your value"</th>
                            <th scope="col" class="num">"Points"</th>
                            {weighted.then(|| view! { <th scope="col" class="num">"Weight"</th> })}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </section>
        }
    })
}

fn row(row: &ScoreRow, weighted: bool) -> impl IntoView + use<> {
    let parts = row.parts.iter().map(|part| {
        let value = part.value.clone().unwrap_or_else(|| "no figure".to_owned());
        let worth = match part.points {
            Some(points) if row.parts.len() > 1 => format!(", {} points", decimal(points, 0)),
            _ => String::new(),
        };
        let name = if part.measure.to_lowercase().contains(&part.name.to_lowercase()) {
            part.measure.clone()
        } else {
            format!("{}: {}", part.name, part.measure)
        };
        view! { <small class="muted">{format!("{name}: ")}<b>{value}</b>{worth}</small> }
    });
    let points = match (row.points, row.most) {
        (None, _) => "no figure".to_owned(),
        (Some(points), Some(most)) => format!("{} of {}", decimal(points, 1), decimal(most, 0)),
        (Some(points), None) => decimal(points, 1),
    };
    let weight = row.weight.map_or_else(String::new, percent);
    view! {
        <tr>
            <th scope="row">{row.name.clone()} {parts.collect_view()}</th>
            <td class="num nowrap">{points}</td>
            {weighted.then(|| view! { <td class="num nowrap">{weight}</td> })}
        </tr>
    }
}
