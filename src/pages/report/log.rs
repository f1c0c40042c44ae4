//! The decision log, to be written: what is decided, who owns it, who decides, who approves, by when.

use super::agree::{Agree, AgreeDate, AgreeField, AgreeRemove};
use super::usual::usual;
use crate::format::plural;
use crate::pages::simulate::Answer;
use crate::platform::{clock, dom};
use leptos::prelude::*;
use std::sync::Arc;
use tierlab_engine::record::{Decision, Record};

#[component]
pub(super) fn DecisionLog(agree: Agree, answer: Signal<Option<Arc<Answer>>>) -> impl IntoView {
    let number = Memo::new(move |_| agree.record.with(|record| record.decisions.len()));
    let add = move |_| {
        let place = number.get_untracked();
        agree.change(&format!("decision {} added", place + 1), |record| {
            record.decisions.push(Decision::default());
        });
        clock::after(0, move || dom::focus(&field_of(place)));
    };
    let begin = move |_| {
        let Some(answer) = answer.get_untracked() else { return };
        let exceptions = agree.record.with_untracked(|record| record.exceptions.clone());
        let rows = usual(&answer, &exceptions, &clock::today());
        agree.change("three usual decisions", |record| record.decisions.extend(rows));
        clock::after(0, || dom::focus("decision-0-owner"));
    };
    let full = move || number.get() >= Record::MOST;
    view! {
        <details class="panel agreed no-print" id="decision-log">
            <summary>
                <h2>"Decision log"</h2>
                <span class="muted">
                    {move || match number.get() {
                        0 => "nothing written yet".to_owned(),
                        number => plural(number, "decision", "decisions"),
                    }}
                </span>
            </summary>
            <p class="panel__sub">
                "What is decided, by whom and by when. It stands in the paper and is kept with the scenario; a link without names leaves it out."
            </p>
            <Show when=move || number.get() == 0 && !agree.locked.get()>
                <div class="empty">
                    <strong>"Nothing is written down yet"</strong>
                    <p>"Begin with what usually has to be decided about a scenario like this, or with a row of your own."</p>
                    <button
                        type="button"
                        class="btn btn--primary"
                        disabled=move || answer.with(Option::is_none)
                        on:click=begin
                    >
                        "Begin with the three usual decisions"
                    </button>
                </div>
            </Show>
            <ol class="agreed__rows">
                <For each=move || 0..number.get() key=|place| *place let:place>
                    <Row agree=agree place=place/>
                </For>
            </ol>
            <Show when=move || !agree.locked.get()>
                <button type="button" class="btn" id="decision-add" disabled=full on:click=add>
                    "Add a decision"
                </button>
            </Show>
        </details>
    }
}

fn field_of(place: usize) -> String {
    format!("decision-{place}-what")
}

#[component]
fn Row(agree: Agree, place: usize) -> impl IntoView {
    let number = place + 1;
    let text = move |read: fn(&Decision) -> &String| {
        agree.text(move |record| record.decisions.get(place).map(read))
    };
    let set = move |what: &'static str, write: fn(&mut Decision, String)| {
        move |typed: String| {
            agree.change(&format!("decision {number} {what}"), |record| {
                if let Some(decision) = record.decisions.get_mut(place) {
                    write(decision, typed);
                }
            });
        }
    };
    let remove = move || {
        agree.change(&format!("decision {number} removed"), |record| {
            if place < record.decisions.len() {
                record.decisions.remove(place);
            }
        });
        clock::after(0, || dom::focus("decision-add"));
    };
    view! {
        <li class="agreed__row" aria-label=format!("Decision {number}")>
            <div class="agreed__wide">
                <AgreeField
                    name="What is decided"
                    label=format!("What decision {number} is")
                    help="One decision in a sentence that can be answered with yes or no."
                    id=field_of(place)
                    value=text(|decision| &decision.what)
                    locked=agree.locked
                    on_change=set("text", |decision, typed| decision.what = typed)
                />
            </div>
            <AgreeField
                name="Owner"
                label=format!("Owner of decision {number}")
                help="Who sees to it that it is decided and carried out."
                id=format!("decision-{place}-owner")
                value=text(|decision| &decision.owner)
                locked=agree.locked
                on_change=set("owner", |decision, typed| decision.owner = typed)
            />
            <AgreeField
                name="Decides"
                label=format!("Who decides decision {number}")
                help="The one person or group whose word it is."
                value=text(|decision| &decision.decides)
                locked=agree.locked
                on_change=set("who decides", |decision, typed| decision.decides = typed)
            />
            <AgreeField
                name="Approves"
                label=format!("Who approves decision {number}")
                help="Who has to agree before it holds, such as finance or legal."
                value=text(|decision| &decision.approves)
                locked=agree.locked
                on_change=set("who approves", |decision, typed| decision.approves = typed)
            />
            <AgreeDate
                name="By"
                label=format!("Date of decision {number}")
                help="The last day on which it can be decided in time."
                value=text(|decision| &decision.by)
                locked=agree.locked
                on_change=set("date", |decision, typed| decision.by = typed)
            />
            <AgreeRemove what=format!("decision {number}") locked=agree.locked on_remove=remove/>
        </li>
    }
}
