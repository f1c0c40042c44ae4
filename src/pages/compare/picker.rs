//! Which scenarios are compared: a check mark each, and a reason where one cannot have it.

use super::candidates::{Candidate, Key};
use super::contest::{Contest, MOST, letter};
use super::mark;
use crate::format::{count, join};
use leptos::prelude::*;

#[component]
pub(super) fn Picker(contest: Contest) -> impl IntoView {
    let told = move || {
        let all = contest.compared.with(Vec::len);
        let of = contest
            .candidates
            .with(|all| all.iter().filter(|one| one.rules().is_some()).count().saturating_sub(1));
        format!("{} of {} chosen, {MOST} at most", count(all as f64), count(of as f64))
    };
    // Rows keep their places and their focus while what they say changes.
    let keys = Memo::new(move |_| {
        contest.candidates.with(|all| all.iter().map(|one| one.key).collect::<Vec<_>>())
    });
    let rows = move || {
        keys.get().into_iter().map(|key| view! { <Row contest=contest key_of=key/> }).collect_view()
    };
    view! {
        <fieldset class="panel picker no-print">
            <legend class="visually-hidden">"Scenarios to compare"</legend>
            <div class="panel__head">
                <h2>"Scenarios"</h2>
                <p class="panel__sub" role="status">{told}</p>
            </div>
            <ul class="picker__list">{rows}</ul>
        </fieldset>
    }
}

#[component]
fn Row(contest: Contest, key_of: Key) -> impl IntoView {
    let key = key_of;
    let one = Memo::new(move |_| {
        contest.candidates.with(|all| all.iter().find(|one| one.key == key).cloned())
    });
    let is_base = Memo::new(move |_| contest.base.get() == key);
    let is_in = Memo::new(move |_| contest.chosen.with(|chosen| chosen.contains(&key)));
    let full = Memo::new(move |_| contest.compared.with(Vec::len) >= MOST);
    let why = Memo::new(move |_| match one.get().map(|one| one.program) {
        _ if is_base.get() => Some("the others are held against it".to_owned()),
        Some(None) => Some("reading".to_owned()),
        Some(Some(Err(why))) => Some(why),
        _ if full.get() && !is_in.get() => Some(format!("{MOST} at most; take one away first")),
        _ => None,
    });
    let place =
        Memo::new(move |_| contest.compared.with(|all| all.iter().position(|one| one.key == key)));
    let label = move || {
        let name = one.with(|one| one.as_ref().map_or_else(String::new, |one| one.name.clone()));
        let mark = match (is_base.get(), place.get()) {
            (true, _) => Some(mark(None).into_any()),
            (_, Some(place)) => Some(mark(Some(&letter(place))).into_any()),
            _ => None,
        };
        view! { <span class="picker__name">{mark} " " {name}</span> }
    };
    let about = move || {
        let about = one.with(|one| one.as_ref().map_or_else(String::new, told));
        match why.get() {
            Some(why) => format!("{about}: {why}"),
            None => about,
        }
    };
    let toggled = move |_| contest.choose(key, !is_in.get_untracked());
    view! {
        <li>
            <label class="check">
                <input
                    type="checkbox"
                    aria-description="Ticked scenarios are run on the same partners and the same chance."
                    prop:checked=move || is_base.get() || is_in.get()
                    disabled=move || why.with(Option::is_some)
                    on:change=toggled
                />
                <span>{label}<small>{about}</small></span>
            </label>
        </li>
    }
}

/// Where it comes from, and what of its own is set aside.
fn told(one: &Candidate) -> String {
    if one.set_aside.is_empty() {
        return one.about.clone();
    }
    let names: Vec<String> = one.set_aside.iter().take(3).map(|name| name.to_lowercase()).collect();
    let more = one.set_aside.len().saturating_sub(3);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{}; its own {}{more} are set aside for those of what is open", one.about, join(&names))
}
