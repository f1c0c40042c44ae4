//! Who chose what: a row per rule that somebody changes, those that divide the group most on top.

use super::round::Round;
use crate::format::{count, plural};
use crate::pages::compare::{letter, words};
use crate::platform::files;
use crate::widgets::{Glyph, Icon};
use leptos::prelude::*;
use tierlab_engine::formats::csv::{Cell, write_csv};
use tierlab_engine::report::{Choices, Picked, choices};

/// Rows that are shown before the rest is asked for.
const SHOWN: usize = 25;

#[component]
pub(super) fn Agreement(round: Round) -> impl IntoView {
    let rows = Memo::new(move |_| {
        let portfolio = round
            .workspace()
            .session
            .with(|session| session.as_ref().map(|session| session.portfolio.clone()));
        round.open.with(|open| {
            let Some(open) = open else { return Vec::new() };
            let versions = round.readable.get();
            let programs: Vec<_> = versions.iter().map(|one| &*one.program).collect();
            choices(&open.baseline, &programs, portfolio.as_deref())
        })
    });
    let all = Memo::new(move |_| round.readable.with(Vec::len));
    // Letters by place among those that can be read.
    let letters = Memo::new(move |_| {
        round.readable.with(|all| all.iter().map(|one| letter(one.place)).collect::<Vec<_>>())
    });
    let everything = RwSignal::new(false);
    let title = move || rows.with(|rows| title(rows, all.get()));
    let body = move || {
        let (all, letters) = (all.get(), letters.get());
        let most = if everything.get() { usize::MAX } else { SHOWN };
        rows.with(|rows| rows.iter().take(most).map(|row| line(row, all, &letters)).collect_view())
    };
    let more = move || rows.with(Vec::len).checked_sub(SHOWN).filter(|more| *more > 0);
    let download = move |_| {
        let text = rows.with_untracked(|rows| file(rows, &letters.get_untracked()));
        files::download("tierlab-workshop-choices.csv", "text/csv;charset=utf-8", &text);
    };
    view! {
        <section class="panel panel--flush" aria-labelledby="agreement">
            <div class="panel__head">
                <div>
                    <h2 id="agreement">{title}</h2>
                    <p class="panel__sub">"Every rule that somebody changes. What divides the group most stands on top."</p>
                </div>
                <button type="button" class="btn btn--small no-print" on:click=download>
                    <Icon glyph=Glyph::Download/>
                    "CSV"
                </button>
            </div>
            <div class="scroll-x" tabindex="0" role="region" aria-label="Who chose what, scrolls">
                <table class="data-table workshop__choices">
                    <caption class="visually-hidden">"Rules that differ and who chose what"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Rule"</th>
                            <th scope="col">"In force"</th>
                            <th scope="col">"Chosen by"</th>
                            <th scope="col" class="num">"Most agree"</th>
                        </tr>
                    </thead>
                    <tbody>{body}</tbody>
                </table>
            </div>
            <Show when=move || more().is_some() && !everything.get()>
                <p class="panel__foot">
                    <button type="button" class="btn btn--small" on:click=move |_| everything.set(true)>
                        {move || format!("Show {} more", count(more().unwrap_or(0) as f64))}
                    </button>
                </p>
            </Show>
        </section>
    }
}

fn title(rows: &[Choices], all: usize) -> String {
    if rows.is_empty() {
        return "No version changes a rule".to_owned();
    }
    let agreed = rows.iter().filter(|row| row.most() == all).count();
    let divided = rows.len() - agreed;
    match (agreed, divided) {
        (_, 0) => format!("All agree on {}", plural(agreed, "changed rule", "changed rules")),
        (0, _) => format!("The group is divided on {}", plural(divided, "rule", "rules")),
        _ => format!(
            "The group is divided on {} and agrees on {}",
            plural(divided, "rule", "rules"),
            count(agreed as f64)
        ),
    }
}

/// Whose they are: "A, C, D".
fn who(picked: &Picked, letters: &[String]) -> String {
    let who: Vec<&str> =
        picked.who.iter().filter_map(|at| letters.get(*at)).map(String::as_str).collect();
    who.join(", ")
}

fn told(picked: &Picked) -> String {
    match (picked.is_base, picked.value.as_str()) {
        (true, _) => "as in force".to_owned(),
        (false, "") => "none".to_owned(),
        (false, value) => value.to_owned(),
    }
}

fn line(row: &Choices, all: usize, letters: &[String]) -> impl IntoView + use<> {
    let picks = row.picks.iter().map(|picked| {
        view! { <li><strong>{told(picked)}</strong> <span class="faint">" " {who(picked, letters)}</span></li> }
    });
    let picks = picks.collect_view();
    let base = if row.base.is_empty() { "–".to_owned() } else { row.base.clone() };
    let most = format!("{} of {}", row.most(), count(all as f64));
    view! {
        <tr>
            <th scope="row">{words::rule(&row.place, &row.name)}</th>
            <td>{base}</td>
            <td>
                <ul class="workshop__picks">{picks}</ul>
            </td>
            <td class="num nowrap">
                {most}
                <meter min="0" max=all.to_string() value=row.most().to_string() aria-hidden="true"></meter>
            </td>
        </tr>
    }
}

fn file(rows: &[Choices], letters: &[String]) -> String {
    let lines = rows.iter().flat_map(|row| {
        row.picks.iter().map(|picked| {
            let cells = [
                words::rule(&row.place, &row.name),
                row.base.clone(),
                told(picked),
                who(picked, letters),
            ];
            let mut cells: Vec<Cell> = cells.into_iter().map(Cell::text).collect();
            cells.push(Cell::Number(picked.who.len() as f64, 0));
            cells
        })
    });
    write_csv(&["Rule", "In force", "Chosen", "By", "How many"], lines)
}
