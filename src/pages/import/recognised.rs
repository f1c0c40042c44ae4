//! What the file was recognised as: delimiter or sheet, encoding, layout, periods, gaps.

use super::{Candidate, Preview};
use crate::format::plural;
use crate::platform::dom;
use crate::state::{Incoming, Source, Workspace};
use leptos::prelude::*;
use std::sync::Arc;
use tierlab_engine::formats::import::{Dates, Gaps, ImportPlan, Layout, Repeats, currencies};

#[component]
pub(super) fn Recognised(candidate: Candidate, preview: Preview) -> impl IntoView {
    let workspace = Workspace::here();
    let table = &candidate.table;
    let columns = plural(table.headers.len(), "column", "columns");
    let delimiter = table.delimiter.map(|sign| {
        let name = match sign {
            ',' => "Comma".to_owned(),
            ';' => "Semicolon".to_owned(),
            '\t' => "Tab".to_owned(),
            '|' => "Pipe".to_owned(),
            other => other.to_string(),
        };
        view! { <Item name="Delimiter" value=name note=columns.clone()/> }
    });
    let sheet = table.delimiter.is_none().then(|| {
        view! { <Sheet source=candidate.source.clone() columns=columns/> }
    });
    let layout = candidate.plan.layout;
    let (layout_name, layout_note) = match layout {
        Layout::CrossSection => ("One look", "one row per partner, no periods"),
        Layout::Long => ("Long", "one row per partner and period"),
        Layout::Wide => ("Wide", "one row per partner, periods side by side"),
    };
    let periods = preview.as_ref().as_ref().ok().map(|imported| {
        let periods = imported.portfolio.periods();
        match (periods.first(), periods.last()) {
            (Some(first), Some(last)) if periods.len() > 1 => {
                (plural(periods.len(), "period", "periods"), format!("{first} to {last}"))
            }
            _ => ("None".to_owned(), "flows are taken as the last 12 months".to_owned()),
        }
    });
    let (period_name, period_note) =
        periods.unwrap_or_else(|| ("–".to_owned(), "not known yet".to_owned()));
    let gaps = (layout == Layout::Long).then(|| {
        let now = candidate.plan.gaps;
        let choose = move |event: web_sys::Event| {
            let gaps = if dom::value_of(&event) == "zero" { Gaps::Zero } else { Gaps::Unknown };
            change_plan(workspace, |plan| plan.gaps = gaps);
        };
        view! {
            <div>
                <dt><label for="gaps">"No row in a period"</label></dt>
                <dd>
                    <select
                        class="select"
                        id="gaps"
                        aria-description="What it means when a partner has no row in a period; zero only if the file lists every sale."
                        on:change=choose
                    >
                        <option value="unknown" selected=now == Gaps::Unknown>"is unknown"</option>
                        <option value="zero" selected=now == Gaps::Zero>"means zero"</option>
                    </select>
                </dd>
                <dd class="faint">"zero only if the file lists every sale"</dd>
            </div>
        }
    });
    let repeats = (layout == Layout::Long).then(|| {
        let now = candidate.plan.repeats;
        let choose = move |event: web_sys::Event| {
            let add = dom::value_of(&event) == "add";
            let repeats = if add { Repeats::AddUp } else { Repeats::Later };
            change_plan(workspace, |plan| plan.repeats = repeats);
        };
        view! {
            <div>
                <dt><label for="repeats">"Rows of one period"</label></dt>
                <dd>
                    <select
                        class="select"
                        id="repeats"
                        aria-description="Whether several rows of a partner in a period are entries to add up, or corrections."
                        on:change=choose
                    >
                        <option value="later" selected=now == Repeats::Later>"the later counts"</option>
                        <option value="add" selected=now == Repeats::AddUp>"are added up"</option>
                    </select>
                </dd>
                <dd class="faint">"several of one partner"</dd>
            </div>
        }
    });
    let dates =
        candidate.plan.has_dates().then(|| view! { <DayOrMonth now=candidate.plan.dates/> });
    let lines = table.lines();
    view! {
        <dl class="recognised">
            {delimiter}
            {sheet}
            <Item name="Encoding" value=table.encoding.clone() note=plural(lines, "line", "lines")/>
            <Item name="Layout" value=layout_name.to_owned() note=layout_note.to_owned()/>
            <Item name="Periods" value=period_name note=period_note/>
            {dates}
            {gaps}
            {repeats}
            <Currency now=candidate.currency/>
        </dl>
    }
}

/// Which sheet of a workbook is read.
#[component]
fn Sheet(source: Arc<Source>, columns: String) -> impl IntoView {
    let workspace = Workspace::here();
    let choose = move |event: web_sys::Event| workspace.take_sheet(dom::value_of(&event));
    let options = (source.sheets.iter())
        .map(|name| {
            let selected = *name == source.sheet;
            view! { <option value=name.clone() selected=selected>{name.clone()}</option> }
        })
        .collect_view();
    view! {
        <div>
            <dt><label for="sheet">"Sheet"</label></dt>
            <dd>
                <select
                    class="select"
                    id="sheet"
                    aria-description="The sheet of the workbook that is read; one at a time."
                    on:change=choose
                >
                    {options}
                </select>
            </dd>
            <dd class="faint">{columns}</dd>
        </div>
    }
}

/// Which number of a date is the day.
#[component]
fn DayOrMonth(now: Dates) -> impl IntoView {
    let workspace = Workspace::here();
    let choose = move |event: web_sys::Event| {
        let month = dom::value_of(&event) == "month";
        let dates = if month { Dates::MonthFirst } else { Dates::DayFirst };
        change_plan(workspace, |plan| plan.dates = dates);
    };
    view! {
        <div>
            <dt><label for="dates">"Dates"</label></dt>
            <dd>
                <select
                    class="select"
                    id="dates"
                    aria-description="Which number of a date is the day; the file itself does not say."
                    on:change=choose
                >
                    <option value="day" selected=now == Dates::DayFirst>"day first"</option>
                    <option value="month" selected=now == Dates::MonthFirst>"month first"</option>
                </select>
            </dd>
            <dd class="faint">
                {match now {
                    Dates::DayFirst => "03/04 is 3 April",
                    Dates::MonthFirst => "03/04 is 4 March",
                }}
            </dd>
        </div>
    }
}

#[component]
fn Currency(now: String) -> impl IntoView {
    let workspace = Workspace::here();
    let choose = move |event: web_sys::Event| {
        let code = dom::value_of(&event);
        workspace.incoming.update(|incoming| {
            if let Some(Incoming::File { currency, .. }) = incoming {
                *currency = code;
            }
        });
    };
    let options = currencies()
        .map(|code| view! { <option value=code selected=code == now>{code}</option> })
        .collect_view();
    view! {
        <div>
            <dt><label for="currency">"Currency"</label></dt>
            <dd>
                <select
                    class="select"
                    id="currency"
                    aria-description="Printed beside every amount; nothing is converted."
                    on:change=choose
                >
                    <option value="" selected=now.is_empty()>"not stated"</option>
                    {options}
                </select>
            </dd>
            <dd class="faint">"of every amount in the file"</dd>
        </div>
    }
}

#[component]
fn Item(name: &'static str, value: String, note: String) -> impl IntoView {
    view! {
        <div>
            <dt>{name}</dt>
            <dd><strong>{value}</strong></dd>
            <dd class="faint">{note}</dd>
        </div>
    }
}

/// Changes the plan of the file under consideration.
pub(super) fn change_plan(workspace: Workspace, change: impl FnOnce(&mut ImportPlan)) {
    workspace.incoming.update(|incoming| {
        if let Some(Incoming::File { plan, .. }) = incoming {
            change(plan);
        }
    });
}
