//! Exceptions, to be written: a partner that holds a tier for a reason and for a time, whatever the rules say.

use super::agree::{Agree, AgreeDate, AgreeField, AgreeRemove};
use super::pick::{found, label, offered};
use crate::format::plural;
use crate::platform::{clock, dom};
use crate::state::{Session, Workspace};
use leptos::prelude::*;
use std::sync::Arc;
use tierlab_engine::portfolio::Portfolio;
use tierlab_engine::record::{Exception, Record};
use tierlab_engine::rules::{Evaluation, standings_now};

/// What is open, without looking at it again.
fn open<T>(workspace: Workspace, read: impl FnOnce(&Session) -> T) -> Option<T> {
    workspace.session.with_untracked(|session| session.as_ref().map(read))
}

fn portfolio(workspace: Workspace) -> Option<Arc<Portfolio>> {
    open(workspace, |session| session.portfolio.clone())
}

/// Names of the tiers of the program under design, lowest first.
fn tiers(session: &Session) -> Vec<String> {
    session.scenario().alternative.ladder.tiers.iter().map(|tier| tier.name.clone()).collect()
}

/// Name of the tier that a partner goes into the new rules with: the usual reason to agree on something.
fn holds(session: &Session, id: &str) -> Option<String> {
    let (scenario, portfolio) = (session.scenario(), &session.portfolio);
    let (old, new) = (&scenario.baseline, &scenario.alternative);
    let position = portfolio.partners().iter().position(|partner| partner.id == id)?;
    let tier = *standings_now(&Evaluation::now(old, portfolio)).get(position)?;
    let place = old.places_in(new).get(tier).copied()?;
    new.ladder.tiers.get(usize::from(place)).map(|tier| tier.name.clone())
}

#[component]
pub(super) fn Exceptions(agree: Agree) -> impl IntoView {
    let number = Memo::new(move |_| agree.record.with(|record| record.exceptions.len()));
    view! {
        <details class="panel agreed no-print" id="exceptions">
            <summary>
                <h2>"Exceptions"</h2>
                <span class="muted">
                    {move || match number.get() {
                        0 => "nobody is treated otherwise".to_owned(),
                        number => plural(number, "partner", "partners"),
                    }}
                </span>
            </summary>
            <p class="panel__sub">
                "Partners that hold a tier for a reason and for a time, whatever the rules say. Nothing of it is simulated; it stands in the paper and in the notice of the partner, which names neither reason nor approver."
            </p>
            <Show when=move || number.get() == 0>
                <p class="empty">"Nobody is treated otherwise than the rules say."</p>
            </Show>
            <ol class="agreed__rows">
                <For each=move || 0..number.get() key=|place| *place let:place>
                    <Row agree=agree place=place/>
                </For>
            </ol>
            <Show when=move || !agree.locked.get()>
                <Add agree=agree number=number/>
            </Show>
        </details>
    }
}

/// The field in which a partner is chosen.
#[component]
fn Add(agree: Agree, number: Memo<usize>) -> impl IntoView {
    let workspace = Workspace::here();
    let typed = RwSignal::new(String::new());
    let wrong = RwSignal::new(None::<String>);
    let offers = Memo::new(move |_| {
        let typed = typed.get();
        portfolio(workspace).map(|portfolio| offered(&portfolio, &typed)).unwrap_or_default()
    });
    let add = move || {
        let Some(portfolio) = portfolio(workspace) else { return };
        let partner = match found(&portfolio, &typed.get_untracked()) {
            Ok(partner) => partner,
            Err(why) => {
                dom::focus("exception-partner");
                return wrong.set(Some(why));
            }
        };
        let held = open(workspace, |session| holds(session, &partner.id)).flatten();
        let place = number.get_untracked();
        agree.change(&format!("exception for {} added", label(&portfolio, partner)), |record| {
            record.exceptions.push(Exception {
                partner: partner.id.clone(),
                tier: held.unwrap_or_default(),
                ..Exception::default()
            });
        });
        typed.set(String::new());
        clock::after(0, move || dom::focus(&format!("exception-{place}-tier")));
    };
    let full = move || number.get() >= Record::MOST;
    let offered = move || {
        offers.get().into_iter().map(|label| view! { <option value=label></option> }).collect_view()
    };
    view! {
        <form
            class="agreed__add"
            on:submit=move |event| {
                event.prevent_default();
                add();
            }
        >
            <label class="field">
                <span>"Partner"</span>
                <input
                    class="input"
                    id="exception-partner"
                    list="exception-partners"
                    autocomplete="off"
                    aria-description="Part of a name or an id; those that have it are offered."
                    aria-invalid=move || wrong.with(Option::is_some).then_some("true")
                    prop:value=move || typed.get()
                    on:input=move |event| {
                        wrong.set(None);
                        typed.set(dom::value_of(&event));
                    }
                />
            </label>
            <datalist id="exception-partners">{offered}</datalist>
            <button type="submit" class="btn" disabled=full>
                "Add an exception"
            </button>
            {move || wrong.get().map(|why| view! { <p class="field-error" role="alert">{why}</p> })}
        </form>
    }
}

#[component]
fn Row(agree: Agree, place: usize) -> impl IntoView {
    let workspace = Workspace::here();
    let text = move |read: fn(&Exception) -> &String| {
        agree.text(move |record| record.exceptions.get(place).map(read))
    };
    let partner = text(|exception| &exception.partner);
    let name = Memo::new(move |_| {
        let id = partner.get();
        let portfolio = portfolio(workspace);
        let known = portfolio.as_ref().and_then(|portfolio| {
            let partner = portfolio.partners().iter().find(|partner| partner.id == id)?;
            Some(label(portfolio, partner))
        });
        known.unwrap_or(id)
    });
    let change = move |what: &'static str, write: fn(&mut Exception, String)| {
        move |typed: String| {
            let name = format!("exception for {} {what}", name.get_untracked());
            agree.change(&name, |record| {
                if let Some(exception) = record.exceptions.get_mut(place) {
                    write(exception, typed);
                }
            });
        }
    };
    let remove = move || {
        let name = format!("exception for {} removed", name.get_untracked());
        agree.change(&name, |record| {
            if place < record.exceptions.len() {
                record.exceptions.remove(place);
            }
        });
        clock::after(0, || dom::focus("exception-partner"));
    };
    let label = format!("exception {}", place + 1);
    view! {
        <li class="agreed__row" aria-label=format!("Exception {}", place + 1)>
            <p class="agreed__wide strong">{move || name.get()}</p>
            <Tier
                label=format!("Tier of {label}")
                id=format!("exception-{place}-tier")
                locked=agree.locked
                value=text(|exception| &exception.tier)
                on_change=change("tier", |exception, typed| exception.tier = typed)
            />
            <AgreeField
                name="Reason"
                label=format!("Reason of {label}")
                help="Why this partner is treated otherwise. The partner does not read it."
                value=text(|exception| &exception.reason)
                locked=agree.locked
                on_change=change("reason", |exception, typed| exception.reason = typed)
            />
            <AgreeField
                name="Approved by"
                label=format!("Who approved {label}")
                help="Who answers for the exception."
                value=text(|exception| &exception.approved)
                locked=agree.locked
                on_change=change("approver", |exception, typed| exception.approved = typed)
            />
            <AgreeDate
                name="Until"
                label=format!("End of {label}")
                help="The last day it holds; from then on the rules decide again."
                value=text(|exception| &exception.until)
                locked=agree.locked
                on_change=change("end", |exception, typed| exception.until = typed)
            />
            <AgreeRemove what=Signal::derive(move || format!("exception for {}", name.get())) locked=agree.locked on_remove=remove/>
            <Remarks agree=agree place=place/>
        </li>
    }
}

/// Which tier it holds; one that the ladder does not have stays among the choices.
#[component]
fn Tier(
    label: String,
    id: String,
    locked: Memo<bool>,
    value: Memo<String>,
    on_change: impl Fn(String) + 'static,
) -> impl IntoView {
    let workspace = Workspace::here();
    let options = Memo::new(move |_| {
        let mut all = workspace.session.with(|s| s.as_ref().map(tiers).unwrap_or_default());
        let now = value.get();
        if !all.contains(&now) {
            all.push(now);
        }
        all
    });
    let options = move || {
        let now = value.get();
        let each = |name: String| {
            let chosen = name == now;
            let said = name.clone();
            view! { <option value=name selected=chosen>{said}</option> }
        };
        options.get().into_iter().map(each).collect_view()
    };
    view! {
        <label class="field">
            <span>"Tier meanwhile"</span>
            <select
                class="select"
                id=id
                aria-label=label
                aria-description="The tier it holds as long as the exception does."
                disabled=move || locked.get()
                on:change=move |event| on_change(dom::value_of(&event))
            >
                {options}
            </select>
        </label>
    }
}

/// What is to be known about an exception as it stands.
#[component]
fn Remarks(agree: Agree, place: usize) -> impl IntoView {
    let workspace = Workspace::here();
    let today = clock::today();
    let said = Memo::new(move |_| {
        let exceptions = agree.record.with(|record| record.exceptions.clone());
        let Some(one) = exceptions.get(place) else { return Vec::new() };
        let ladder = workspace.session.with(|s| s.as_ref().map(tiers).unwrap_or_default());
        let known = portfolio(workspace)
            .is_some_and(|all| all.partners().iter().any(|partner| partner.id == one.partner));
        let again = exceptions.iter().skip(place + 1).any(|other| other.partner == one.partner);
        remarks(one, &today, (&ladder, known, again))
    });
    move || {
        let said = said.get();
        (!said.is_empty())
            .then(|| view! { <p class="note note--warn agreed__wide">{said.join(" ")}</p> })
    }
}

fn remarks(
    one: &Exception,
    today: &str,
    (ladder, known, again): (&[String], bool, bool),
) -> Vec<&'static str> {
    let mut said = Vec::new();
    if one.until.is_empty() {
        said.push("No end is set.");
    } else if !one.holds_on(today) {
        said.push("It has ended: the rules decide again.");
    }
    if one.reason.is_empty() {
        said.push("No reason is given.");
    }
    if !ladder.contains(&one.tier) {
        said.push("The program under design has no such tier, so it changes no notice.");
    }
    if !known {
        said.push("This partner is not among those that are open.");
    }
    if again {
        said.push(
            "Another exception for this partner follows; the last one that still holds counts.",
        );
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_open_about_an_exception_is_said() {
        let one = |reason: &str, until: &str| Exception {
            partner: "P1".to_owned(),
            tier: "Gold".to_owned(),
            reason: reason.to_owned(),
            approved: String::new(),
            until: until.to_owned(),
        };
        let gold = ["Gold".to_owned()];
        let sound = (&gold[..], true, false);
        let said = |one: &Exception, around| remarks(one, "2026-12-01", around);
        assert!(said(&one("Merger", "2026-12-01"), sound).is_empty());
        assert_eq!(said(&one("", ""), sound), ["No end is set.", "No reason is given."]);
        assert_eq!(said(&one("x", "2026-11-30"), sound), ["It has ended: the rules decide again."]);
        assert_eq!(said(&one("x", "2027-01-01"), (&[], false, true)).len(), 3);
    }
}
