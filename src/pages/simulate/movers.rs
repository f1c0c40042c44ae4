//! Who moves: partners whose likely tier differs from the baseline, with the reason.

use super::{Answer, AnswerSignal, words};
use crate::format::{count, decimal, percent, plural};
use crate::widgets::{Arrangement, Segmented, TierBadge};
use leptos::prelude::*;
use tierlab_engine::report::{Mover, Obstacle};

/// Rows shown at first, and added by each "more".
const PAGE: usize = 60;

#[component]
pub(super) fn Movers(
    answer: AnswerSignal,
    /// Position of the partner that is looked at closely.
    looking: RwSignal<Option<usize>>,
) -> impl IntoView {
    let everyone = RwSignal::new(false);
    if let Some(arrangement) = Arrangement::around() {
        arrangement.switch("everyone who moves", everyone);
    }
    let limit = RwSignal::new(PAGE);
    let attention = move || {
        answer.with(|a| a.as_ref().map_or(0, |a| a.movers.iter().filter(|m| m.attention).count()))
    };
    let all = move || answer.with(|a| a.as_ref().map_or(0, |a| a.movers.len()));
    let choose = move |value: bool| {
        everyone.set(value);
        limit.set(PAGE);
    };
    view! {
        <section class="panel panel--flush movers" aria-labelledby="movers">
            <div class="panel__head">
                <div>
                    <h2 id="movers">
                        {move || answer.with(|a| a.as_deref().map_or_else(String::new, words::movers))}
                    </h2>
                    <p class="panel__sub">
                        {move || answer.with(|a| a.as_deref().map_or_else(String::new, subtitle))}
                    </p>
                </div>
                <Segmented
                    label="Filter"
                    options=Signal::derive(move || {
                        let attention = format!("Attention {}", count(attention() as f64));
                        vec![attention, format!("All {}", count(all() as f64))]
                    })
                    chosen=Signal::derive(move || usize::from(everyone.get()))
                    on_change=move |at| choose(at == 1)
                />
            </div>
            <div class="movers__scroll" tabindex="0" role="region" aria-label="Who moves, scrolls">
                {move || answer.with(|a| a.as_deref().map(|a| table(a, everyone.get(), limit, looking)))}
            </div>
        </section>
    }
}

fn subtitle(answer: &Answer) -> String {
    let lower = answer.movers.iter().filter(|m| m.alternative < m.baseline).count();
    let higher = answer
        .movers
        .iter()
        .filter(|m| m.alternative > m.baseline && m.alternative < answer.tier_count())
        .count();
    format!(
        "{lower} lower, {higher} higher than under the baseline, {}",
        answer.period(answer.quarters())
    )
}

fn table(
    answer: &Answer,
    everyone: bool,
    limit: RwSignal<usize>,
    looking: RwSignal<Option<usize>>,
) -> impl IntoView + use<> {
    let chosen: Vec<&Mover> = answer.movers.iter().filter(|m| everyone || m.attention).collect();
    let shown = chosen.len().min(limit.get());
    let rows = chosen.iter().take(shown).map(|mover| row(answer, mover, looking)).collect_view();
    let rest = chosen.len() - shown;
    view! {
        <table class="data-table data-table--stack">
            <caption class="visually-hidden">
                "Who moves: most likely tier at the end, score now and then, main reason, chance"
            </caption>
            <thead>
                <tr>
                    <th scope="col">"Partner"</th>
                    <th scope="col">"Ends in"</th>
                    <th scope="col" class="num">"Score"</th>
                    <th scope="col">"Main reason"</th>
                    <th scope="col" class="num">"Chance"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        {chosen
            .is_empty()
            .then(|| {
                view! {
                    <div class="empty">
                        <strong>"Nobody ends in another tier"</strong>
                        <span>"Move a threshold, or look at all partners."</span>
                    </div>
                }
            })}
        {(rest > 0)
            .then(|| {
                view! {
                    <button
                        type="button"
                        class="btn btn--quiet"
                        on:click=move |_| limit.update(|limit| *limit += PAGE)
                    >
                        {format!("Show more of {}", plural(rest, "other partner", "other partners"))}
                    </button>
                }
            })}
    }
}

fn row(answer: &Answer, mover: &Mover, looking: RwSignal<Option<usize>>) -> impl IntoView + use<> {
    let position = mover.position;
    let name = answer
        .portfolio
        .partners()
        .get(mover.position)
        .map_or_else(String::new, |partner| partner.name.clone());
    let held = matches!(mover.obstacle, Obstacle::Gate { .. });
    let left = mover.alternative >= answer.tier_count();
    let (class, glyph, word) = match mover.alternative.cmp(&mover.baseline) {
        _ if left => ("move move--down", "×", "leaves"),
        std::cmp::Ordering::Greater => ("move move--up", "▲", "higher"),
        std::cmp::Ordering::Less => ("move move--down", "▼", "lower"),
        std::cmp::Ordering::Equal if held => ("move move--stay", "–", "held"),
        std::cmp::Ordering::Equal => ("move move--stay", "–", "same"),
    };
    view! {
        <tr>
            <th scope="row">
                <button
                    type="button"
                    class="link"
                    id=format!("why-{position}")
                    title="Why"
                    aria-expanded=move || (looking.get() == Some(position)).to_string()
                    on:click=move |_| looking.set(Some(position))
                >
                    {name}
                </button>
            </th>
            <td class="nowrap">
                <TierBadge
                    index=mover.alternative
                    of=answer.tier_count()
                    name=answer.tier_name(mover.alternative)
                />
                " "
                <span class=class><span aria-hidden="true">{glyph}</span>{word}</span>
                <br/>
                <span class="faint">"baseline " {answer.tier_name(mover.baseline)}</span>
            </td>
            <td class="num nowrap">
                {format!("{} → {}", decimal(mover.score.0, 1), decimal(mover.score.1, 1))}
            </td>
            <td>{words::reason(answer, mover)}</td>
            <td class="num nowrap">{percent(mover.chance)}</td>
        </tr>
    }
}
