//! What changes the score: by how much every dimension raises or lowers it.

use super::{Seen, drawing};
use crate::charts::to_svg;
use crate::charts::waterfall::{self, Step, WaterfallSeries};
use crate::format::{change, decimal, join};
use crate::widgets::Plot;
use leptos::prelude::*;
use tierlab_engine::report::score_steps;

#[component]
pub(super) fn ScoreParts(seen: Seen) -> impl IntoView {
    series(&seen).map(|(series, title)| {
        let summary = series
            .steps
            .iter()
            .map(|step| format!("{} {}", step.name, step.label))
            .collect::<Vec<_>>()
            .join(", ");
        let summary = format!(
            "{} {}; {summary}; {} {}",
            series.start.0, series.start.2, series.end.0, series.end.1
        );
        let height = series.height();
        let drawing = drawing(move |width, height| {
            to_svg(width, height, |area, palette, frame| {
                waterfall::draw(area, &series, palette, frame)
            })
        });
        view! {
            <section>
                <h3>{title}</h3>
                <Plot height=height drawing=drawing summary=summary/>
            </section>
        }
    })
}

fn series(seen: &Seen) -> Option<(WaterfallSeries, String)> {
    let (answer, mover) = (&seen.answer, &seen.mover);
    let steps = score_steps(&answer.outcome, &answer.scenario.alternative, mover.position)?;
    let dimensions = answer.scenario.alternative.score.dimensions();
    let named = steps.dimensions.iter().filter_map(|(index, by)| {
        let name = dimensions.get(*index).map(|dimension| dimension.name.clone())?;
        Some((name, *by))
    });
    let rest = (steps.rest.abs() >= 0.05).then(|| ("Rounding and limits".to_owned(), steps.rest));
    let steps_shown: Vec<Step> = named
        .chain(rest)
        .filter(|(_, by)| by.abs() >= 0.05)
        .map(|(name, by)| Step { name, by, label: change(by, 1) })
        .collect();
    let total = steps.end - steps.start;
    let most: Vec<String> = {
        let mut same: Vec<&Step> =
            steps_shown.iter().filter(|step| step.by * total > 0.0).collect();
        same.sort_by(|a, b| b.by.abs().total_cmp(&a.by.abs()));
        same.iter().take(2).map(|step| step.name.clone()).collect()
    };
    let title = if total.abs() < 0.05 || most.is_empty() {
        "The score stays as it is".to_owned()
    } else {
        format!(
            "{} {} most of the {} points",
            join(&most),
            if most.len() == 1 { "brings" } else { "bring" },
            change(total, 1)
        )
    };
    let next = answer.scenario.alternative.ladder.tiers.get(mover.now + 1);
    let line = next.filter(|tier| tier.threshold.is_some());
    let series = WaterfallSeries {
        start: ("Score now".to_owned(), steps.start, decimal(steps.start, 1)),
        steps: steps_shown,
        end: (format!("Score {}", answer.period(answer.quarters())), decimal(steps.end, 1)),
        line: line.map(|tier| (tier.line(), format!("{} {}", tier.name, decimal(tier.line(), 0)))),
    };
    Some((series, title))
}
