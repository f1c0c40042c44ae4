//! A paper on screen: the same blocks as in its files, as elements.

use crate::paper::{Block, Paper, PaperTable};
use leptos::prelude::*;

/// The sheet.
pub(super) fn sheet(paper: &Paper) -> impl IntoView + use<> {
    let blocks = paper.blocks.iter().map(block).collect_view();
    view! {
        <article class="paper" aria-label="Decision paper">
            <p class="paper__head">{paper.head.clone()}</p>
            <h1>{paper.title.clone()}</h1>
            {blocks}
            <p class="paper__foot">{paper.foot.clone()}</p>
        </article>
    }
}

fn block(block: &Block) -> AnyView {
    match block.clone() {
        Block::Heading(words) => view! { <h2>{words}</h2> }.into_any(),
        Block::Smaller(words) => view! { <h3>{words}</h3> }.into_any(),
        Block::Text(words) => view! { <p>{words}</p> }.into_any(),
        Block::Answer(words) => view! { <p class="paper__answer">{words}</p> }.into_any(),
        Block::Note(words) => view! { <p class="paper__note">{words}</p> }.into_any(),
        Block::List { numbered, items } => {
            let items = items.into_iter().map(|item| view! { <li>{item}</li> }).collect_view();
            if numbered {
                view! { <ol>{items}</ol> }.into_any()
            } else {
                view! { <ul>{items}</ul> }.into_any()
            }
        }
        Block::Table(table) => self::table(table).into_any(),
        // The drawing is the app's own, with every text in it escaped.
        Block::Figure { svg, said } => view! {
            <figure>
                <div role="img" aria-label=said.clone() inner_html=svg></div>
                <figcaption>{said}</figcaption>
            </figure>
        }
        .into_any(),
        Block::Letter { title, kind, paragraphs } => {
            let paragraphs = paragraphs.into_iter().map(|it| view! { <p>{it}</p> }).collect_view();
            view! {
                <section class="paper__letter">
                    <h3>{title} <span>{kind}</span></h3>
                    {paragraphs}
                </section>
            }
            .into_any()
        }
        Block::NewPage => view! { <div class="paper__break"></div> }.into_any(),
    }
}

fn table(table: PaperTable) -> impl IntoView {
    let about = table.columns.first().map_or_else(String::new, |(name, _)| name.clone());
    let numbers: Vec<bool> = table.columns.iter().map(|(_, number)| *number).collect();
    let head = table.columns.into_iter().map(|(name, number)| {
        view! { <th scope="col" class:num=number>{name}</th> }
    });
    let last = table.rows.len().saturating_sub(1);
    let rows = table.rows.into_iter().enumerate().map(move |(at, row)| {
        let cells = row.into_iter().zip(&numbers).enumerate().map(|(place, (cell, number))| {
            let number = *number;
            if place == 0 {
                view! { <th scope="row" class:num=number>{cell}</th> }.into_any()
            } else {
                view! { <td class:num=number>{cell}</td> }.into_any()
            }
        });
        view! { <tr class:total=table.total && at == last>{cells.collect_view()}</tr> }
    });
    view! {
        <div
            class="paper__scroll"
            tabindex="0"
            role="group"
            aria-label=format!("Table by {}, scrolls", about.to_lowercase())
        >
            <table>
                <thead>
                    <tr>{head.collect_view()}</tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
}
