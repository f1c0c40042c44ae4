//! How every metric is carried forward, and what of that the record says.

use super::Answer;
use crate::format::{compact, percent, plural};
use leptos::prelude::*;
use tierlab_engine::simulation::{Carried, How, Joining};

/// One line per metric.
pub(super) fn list(answer: &Answer) -> impl IntoView + use<> {
    let rows = answer.outcome.carried.iter().map(|carried| {
        let metric = answer.portfolio.metrics().get(carried.column);
        let name = metric.map_or_else(String::new, |metric| metric.name.clone());
        view! { <dt>{name}</dt> <dd>{sentence(carried, answer.outcome.positions.len())}</dd> }
    });
    let joining = answer.outcome.joining.map(|joining| {
        view! { <dt>"New partners"</dt> <dd>{newcomers(&joining)}</dd> }
    });
    view! { <dl class="carried">{rows.collect_view()} {joining}</dl> }
}

/// How many join, and whose profile they have.
fn newcomers(joining: &Joining) -> String {
    let models = plural(joining.models, "partner", "partners");
    let whose = if joining.lately {
        format!("one of the {models} first heard of in the last year of your record")
    } else {
        format!("one of all {models}, as nobody is first heard of in the last year of your record")
    };
    format!(
        "{} join a quarter on average, each with the profile of {whose}, in the lowest tier and with nothing on \
         record.",
        compact(joining.rate)
    )
}

fn source(estimated: bool) -> &'static str {
    if estimated { "from your record" } else { "assumed" }
}

/// In one sentence: how it moves, by how much, and where that comes from.
fn sentence(carried: &Carried, partners: usize) -> String {
    let own = match carried.own {
        0 => "growth assumed to be none".to_owned(),
        own if own >= partners => "growth of each from its own record".to_owned(),
        own => format!("growth of {own} of {partners} from their own record, else the mean"),
    };
    let season = if carried.season.is_some() { ", with the seasons of your record" } else { "" };
    let (noise, from) = (carried.noise, source(carried.noise_estimated));
    match carried.how {
        How::Sales | How::Growing => {
            let kept = carried.persistence.map_or_else(String::new, |(share, estimated)| {
                format!(
                    ", of which {} is left a quarter later ({})",
                    percent(share),
                    source(estimated)
                )
            });
            format!(
                "Grows: {own}{season}; moves by {} a quarter by chance ({from}){kept}.",
                percent(noise)
            )
        }
        How::Drifting => format!(
            "Moves around a level of its own, by {} a quarter by chance ({from}).",
            compact((noise * 100.0).round() / 100.0)
        ),
        How::Counting if noise >= 1.0 => format!("Counted anew every quarter: {own}{season}."),
        How::Counting => {
            format!("Whole numbers: some come, {} leave a quarter ({from}).", percent(noise))
        }
        How::Fixed => "Never moved on record; stays as it is.".to_owned(),
    }
}
