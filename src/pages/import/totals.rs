//! The sums of the file against what is imported, so that nothing is lost unseen.

use super::Preview;
use crate::format::{count, plural};
use crate::widgets::{Glyph, Icon};
use leptos::prelude::*;
use tierlab_engine::formats::import::{Span, Total};

/// Sums shown on the page; those that differ come first.
const MOST: usize = 40;

#[component]
pub(super) fn Totals(preview: Preview) -> impl IntoView {
    preview.as_ref().as_ref().ok().map(|imported| {
        let totals = &imported.totals;
        let open = totals.iter().filter(|total| odd(total)).count();
        let title = match open {
            0 => "Every sum agrees with the file".to_owned(),
            _ => format!(
                "{} of {} differ from the file",
                count(open as f64),
                plural(totals.len(), "sum", "sums")
            ),
        };
        let stated = totals.iter().filter(|total| total.stated.is_some()).count();
        let sub = match stated {
            0 => "The sum of every metric and period, all rows against those that are used.".to_owned(),
            _ => format!(
                "All rows against those that are used; {} also stand in the file's own total row.",
                plural(stated, "sum", "sums")
            ),
        };
        let mut shown: Vec<Total> = totals.clone();
        shown.sort_by_key(|total| !odd(total));
        let rest = shown.len().saturating_sub(MOST);
        let rows = shown.into_iter().take(MOST).map(row).collect_view();
        view! {
            <section class="panel panel--flush" aria-labelledby="totals">
                <div class="panel__head">
                    <div>
                        <h2 id="totals">{title}</h2>
                        <p class="panel__sub">{sub}</p>
                    </div>
                </div>
                <div class="scroll-x" tabindex="0" role="region" aria-label="Sums, scrolls sideways">
                    <table class="data-table">
                        <caption class="visually-hidden">"Sums of the file and of what is used"</caption>
                        <thead>
                            <tr>
                                <th scope="col">"Metric"</th>
                                <th scope="col">"Period"</th>
                                <th scope="col" class="num">"All rows"</th>
                                <th scope="col" class="num">"Left out"</th>
                                <th scope="col" class="num">"Used"</th>
                                <th scope="col">"Check"</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
                {(rest > 0)
                    .then(|| view! { <p class="table-foot">{format!("{} more agree", count(rest as f64))}</p> })}
            </section>
        }
    })
}

fn odd(total: &Total) -> bool {
    !total.agrees() || total.as_stated() == Some(false)
}

fn row(total: Total) -> impl IntoView {
    let period = match total.span {
        Span::Period(period) => period.to_string(),
        Span::Year(year) => year.to_string(),
        Span::Unread => "not read".to_owned(),
        Span::All => "all".to_owned(),
    };
    let (state, glyph, word) = match (total.as_stated(), total.agrees()) {
        (Some(false), _) => (
            "check",
            Glyph::Warning,
            format!("total row says {}", sum(total.stated.unwrap_or(0.0))),
        ),
        (_, false) => ("check", Glyph::Warning, "see the notes".to_owned()),
        (Some(true), true) => ("sure", Glyph::Check, "as in the total row".to_owned()),
        (None, true) => ("sure", Glyph::Check, "agrees".to_owned()),
    };
    let left_out = if total.agrees() { "0".to_owned() } else { sum(total.left_out()) };
    view! {
        <tr>
            <th scope="row">{total.metric}</th>
            <td>{period}</td>
            <td class="num">{sum(total.file)}</td>
            <td class="num">{left_out}</td>
            <td class="num strong">{sum(total.imported)}</td>
            <td>
                <span class=format!("cluster match match--{state}")>
                    <Icon glyph=glyph/>
                    {word}
                </span>
            </td>
        </tr>
    }
}

/// A sum in full: what is compared is not rounded to three figures.
fn sum(value: f64) -> String {
    let whole = count(value.trunc().abs());
    let cents = format!("{:.2}", value.abs().fract());
    let sign = if value < 0.0 { "−" } else { "" };
    match cents.strip_prefix("0.") {
        Some("00") => format!("{sign}{whole}"),
        Some(cents) => format!("{sign}{whole}.{cents}"),
        None => format!("{sign}{}", count(value.abs().round())),
    }
}
