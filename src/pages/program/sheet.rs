//! The rule sheet in plain words, what differs from the baseline, and the program as a file.

use super::design::{Design, Refusal};
use super::sentence::pieces;
use crate::platform::files::{self, from_input};
use crate::state::Workspace;
use crate::widgets::{Glyph, Icon, Modal};
use leptos::prelude::*;
use tierlab_engine::explain::{Section, Table, difference, rule_sheet};
use tierlab_engine::formats::documents::{read_program, write_program};

#[component]
pub(super) fn SheetDialog(design: Design, open: RwSignal<bool>) -> impl IntoView {
    view! {
        <Modal open=open title="Rule sheet">
            <Sheet design=design/>
        </Modal>
    }
}

#[component]
fn Sheet(design: Design) -> impl IntoView {
    let partners = design.partners.get_untracked();
    let portfolio = partners.as_ref().map(|partners| &*partners.0);
    let now = design.now.get_untracked();
    let was = design.was.get_untracked();
    let sheet = rule_sheet(&now, portfolio);
    let text = sheet.to_string();
    let sections = sheet.sections.into_iter().map(|section| block(section, 3)).collect_view();
    let changes: Vec<_> = difference(&was, &now, portfolio)
        .into_iter()
        .map(|change| view! { <li><strong>{change.place}</strong> ": " {change.sentence}</li> })
        .collect();
    let title = if changes.is_empty() {
        format!("Nothing differs from {}", was.name)
    } else {
        format!("What differs from {}", was.name)
    };
    let file = format!("{}-rules.md", slug(&now.name));
    view! {
        <div class="dialog__body sheet">
            <p class="muted">
                "So exact that anyone can apply it by hand. Comparisons allow for a billionth, so that decimals mean what they say."
            </p>
            {sections}
            <section>
                <h3>{title}</h3>
                <ul>{changes}</ul>
            </section>
        </div>
        <footer class="dialog__foot">
            <button
                type="button"
                class="btn"
                on:click=move |_| files::download(&file, "text/markdown", &text)
            >
                <Icon glyph=Glyph::Download/>
                "Download as text"
            </button>
        </footer>
    }
}

fn block(section: Section, depth: usize) -> AnyView {
    let heading = section.heading.clone();
    let heading = if depth <= 3 {
        view! { <h3>{heading}</h3> }.into_any()
    } else {
        view! { <h4>{heading}</h4> }.into_any()
    };
    let sentences = section
        .sentences
        .into_iter()
        .map(|sentence| view! { <li class="rule-sentence">{pieces(sentence.pieces)}</li> })
        .collect_view();
    let inner = section.sections.into_iter().map(|inner| block(inner, depth + 1)).collect_view();
    view! {
        <section class="sheet__section">
            {heading}
            <ul>{sentences}</ul>
            {section.table.map(table)}
            {inner}
        </section>
    }
    .into_any()
}

fn table(table: Table) -> impl IntoView {
    let head =
        table.columns.into_iter().map(|name| view! { <th scope="col">{name}</th> }).collect_view();
    let rows = table
        .rows
        .into_iter()
        .map(|row| {
            let cells = row.into_iter().map(|cell| view! { <td>{cell.text}</td> }).collect_view();
            view! { <tr>{cells}</tr> }
        })
        .collect_view();
    view! {
        <div class="scroll-x" tabindex="0">
            <table class="data-table">
                <thead><tr>{head}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

/// A name as the beginning of a file name.
fn slug(name: &str) -> String {
    let letters =
        name.chars().map(|c| if c.is_alphanumeric() { c.to_ascii_lowercase() } else { '-' });
    letters.collect::<String>().trim_matches('-').to_owned()
}

/// Ships with the site.
const GUIDE: &str = "docs/how-to-write-a-program.md";

/// The program as a document, out and in.
#[component]
pub(super) fn Files(design: Design) -> impl IntoView {
    let download = move |_| {
        let program = design.now.get_untracked();
        let name = format!("{}.json", slug(&program.name));
        files::download(&name, "application/json", &write_program(&program));
    };
    let workspace = Workspace::here();
    let read = move |event: web_sys::Event| {
        let Some(file) = from_input(&event) else { return };
        let name = file.name();
        leptos::task::spawn_local(async move {
            let text = file.bytes().await.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
            let program = text.map_err(Into::into).and_then(|text| read_program(&text));
            match program {
                Ok(program) => {
                    design.step("file", &format!("program from {name}"), |now| *now = program);
                    workspace.dismiss("program");
                }
                Err(problems) => {
                    design.refused.set(Some(("file".to_owned(), format!("{name}: {problems}"))));
                }
            }
        });
    };
    view! {
        <button type="button" class="btn" on:click=download>
            <Icon glyph=Glyph::Download/>
            "Download"
        </button>
        <label class="btn">
            <input
                type="file"
                aria-description="A program as JSON takes the place of this one; undo brings it back."
                class="visually-hidden"
                accept=".json,application/json"
                disabled=move || design.locked.get()
                on:change=read
            />
            <Icon glyph=Glyph::Upload/>
            "Open a program file"
        </label>
        <a class="btn btn--quiet" href=GUIDE target="_blank" rel="noopener">
            "How to write one"
        </a>
        <Refusal design=design key="file".to_owned()/>
    }
}
