//! Benefits: what every tier gets, the levers the model knows first, then the terms of the contract.

use super::design::{Design, Refusal};
use super::fields::RemoveButton;
use super::terms::TermsTools;
use crate::format::{compact, field, symbol};
use crate::state::{BenefitField, Edit, Workspace};
use crate::widgets::{NumberField, TierBadge};
use leptos::prelude::*;
use tierlab_engine::finance::{BenefitKind, BenefitRule, Terms};
use tierlab_engine::rules::{About, Program, same_tiers};

#[component]
pub(super) fn Benefits(design: Design) -> impl IntoView {
    let tiers = design.part(|program| {
        program.ladder.tiers.iter().map(|tier| tier.name.clone()).collect::<Vec<_>>()
    });
    let title = Memo::new(move |_| design.now.with(|now| design.was.with(|was| title(now, was))));
    let head = move || {
        let names = tiers.get();
        let of = names.len();
        names
            .into_iter()
            .enumerate()
            .map(|(index, name)| {
                view! { <th scope="col" class="num"><TierBadge index=index of=of name=name/></th> }
            })
            .collect_view()
    };
    let levers = move || {
        let tiers = tiers.with(Vec::len);
        BenefitField::ALL
            .into_iter()
            .map(|column| view! { <LeverRow design=design column=column tiers=tiers/> })
            .collect_view()
    };
    let others = design.part(|program| program.incentives.benefits.len());
    let rows = move || {
        let tiers = tiers.with(Vec::len);
        (0..others.get())
            .map(|index| view! { <BenefitRow design=design index=index tiers=tiers/> })
            .collect_view()
    };
    view! {
        <section class="panel panel--flush" id="benefits" tabindex="-1" aria-labelledby="h-benefits">
            <div class="panel__head">
                <div>
                    <h2 id="h-benefits">{move || title.get()}</h2>
                    <p class="panel__sub">
                        "The first five move partners in the simulation; the others are promises with terms."
                    </p>
                </div>
            </div>
            <div class="scroll-x">
                <table class="data-table data-table--tall benefits">
                    <caption class="visually-hidden">"Benefits per tier"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Benefit"</th>
                            {head}
                        </tr>
                    </thead>
                    <tbody>{levers} {rows}</tbody>
                </table>
            </div>
            <AddBenefit design=design/>
        </section>
    }
}

/// The finding: how many cells differ.
fn title(now: &Program, was: &Program) -> String {
    let pairs = same_tiers(&was.ladder, &now.ladder).into_iter().filter_map(|(before, after)| {
        Some((was.incentives.tiers.get(before?)?, now.incentives.tiers.get(after?)?))
    });
    let cells =
        pairs.flat_map(|(a, b)| BenefitField::ALL.map(|f| (f.shown(a) - f.shown(b)).abs() > 1e-9));
    let changed = cells.filter(|changed| *changed).count();
    let others = now.incentives.benefits != was.incentives.benefits;
    match (changed, others) {
        (0, false) => {
            format!("What {} tiers get, the same as in the baseline", now.ladder.tiers.len())
        }
        (0, true) => "Terms of the benefits differ from the baseline".to_owned(),
        (1, _) => "One cell differs from the baseline".to_owned(),
        (many, _) => format!("{many} cells differ from the baseline"),
    }
}

/// What a row is for.
fn help(column: BenefitField) -> &'static str {
    match column {
        BenefitField::Commission => "Paid to a partner of this tier on what it sells.",
        BenefitField::Discount => "Taken off the list price for a partner of this tier.",
        BenefitField::Mdf => "Each partner of this tier may use it for its own marketing.",
        BenefitField::ManagerHours => {
            "Time of your partner managers for each partner of this tier."
        }
        BenefitField::EnablementHours => "Training and support for each partner of this tier.",
    }
}

fn heading(column: BenefitField, currency: &str) -> String {
    match column {
        BenefitField::Commission => "Commission, % of revenue".to_owned(),
        BenefitField::Discount => "Discount, % of list".to_owned(),
        BenefitField::Mdf => format!("Market development funds, {}k per quarter", symbol(currency)),
        BenefitField::ManagerHours => "Partner-manager hours per quarter".to_owned(),
        BenefitField::EnablementHours => "Enablement hours per quarter".to_owned(),
    }
}

#[component]
fn LeverRow(design: Design, column: BenefitField, tiers: usize) -> impl IntoView {
    let name = design.part(move |program| heading(column, &program.currency));
    let cells = (0..tiers)
        .map(|tier| view! { <LeverCell design=design column=column tier=tier/> })
        .collect_view();
    view! {
        <tr>
            <th scope="row">{move || name.get()}</th>
            {cells}
        </tr>
    }
}

#[component]
fn LeverCell(design: Design, column: BenefitField, tier: usize) -> impl IntoView {
    let workspace = Workspace::here();
    let read = move |program: &Program, tier: usize| {
        program.incentives.tiers.get(tier).map_or(0.0, |benefit| column.shown(benefit))
    };
    let now = design.part(move |program| read(program, tier));
    // A tier that is new differs from nothing.
    let was = design.tier_before(tier, move |was, place| place.map(|tier| read(was, tier)));
    let was = Memo::new(move |_| was.get().unwrap_or(now.get()));
    let label = design.part(move |program| {
        let tier = program.ladder.tiers.get(tier).map_or("", |tier| tier.name.as_str());
        format!("{tier} {}", heading(column, &program.currency).to_lowercase())
    });
    let wrong = RwSignal::new(None::<String>);
    let changed = Memo::new(move |_| (now.get() - was.get()).abs() > 1e-9);
    view! {
        <td class="num">
            <span class="input-like" class:is-changed=move || changed.get()>
                <NumberField
                    label=label
                    help=help(column)
                    value=now
                    least=0.0
                    most=column.most()
                    disabled=design.locked
                    on_change=move |value| workspace.edit(&Edit::Benefit(tier, column, value))
                    on_done=move || workspace.seal()
                    on_error=move |hint| wrong.set(hint)
                />
            </span>
            {move || changed.get().then(|| view! { <span class="tag tag--accent">{format!("was {}", compact(was.get()))}</span> })}
            {move || wrong.get().map(|hint| view! { <p class="field-error" role="alert">{hint}</p> })}
        </td>
    }
}

/// On-screen units per stored unit.
fn scale(kind: BenefitKind) -> f64 {
    if kind == BenefitKind::Percent { 100.0 } else { 1.0 }
}

#[component]
fn BenefitRow(design: Design, index: usize, tiers: usize) -> impl IntoView {
    let at = move |program: &Program| program.incentives.benefits.get(index).cloned();
    let name = design.part(move |program| at(program).map_or_else(String::new, |b| b.name));
    let detail = design.part(move |program| {
        at(program).map_or_else(String::new, |benefit| terms(&benefit, &program.currency))
    });
    let key = format!("benefit {index}");
    let refusal = key.clone();
    let cells = (0..tiers)
        .map(|tier| view! { <BenefitCell design=design index=index tier=tier name=name/> })
        .collect_view();
    let remove = move || {
        design.step(&key, &format!("benefit {} removed", name.get_untracked()), |program| {
            if index < program.incentives.benefits.len() {
                program.incentives.benefits.remove(index);
            }
        });
    };
    view! {
        <tr>
            <th scope="row">
                {move || name.get()}
                <RemoveButton design=design label=Signal::derive(move || format!("Remove {}", name.get())) on_click=remove/>
                <br/>
                <small class="faint">{move || detail.get()}</small>
                <TermsTools design=design index=index name=name/>
                <Refusal design=design key=refusal/>
            </th>
            {cells}
        </tr>
    }
}

#[component]
fn BenefitCell(design: Design, index: usize, tier: usize, name: Memo<String>) -> impl IntoView {
    let kind = design.part(move |program| {
        program.incentives.benefits.get(index).map_or(BenefitKind::Flag, |benefit| benefit.kind)
    });
    let level = design.part(move |program| {
        program.incentives.benefits.get(index).and_then(|b| b.tiers.get(tier).copied().flatten())
    });
    let offered =
        move || level.get().is_some_and(|level| level > 0.0 || kind.get() != BenefitKind::Flag);
    let key = format!("benefit {index} {tier}");
    let set = {
        let key = key.clone();
        move |value: Option<f64>| {
            let step = format!("{} changed", name.get_untracked());
            design.revise(&key, &step, |program| {
                let benefit = program.incentives.benefits.get_mut(index);
                if let Some(slot) = benefit.and_then(|benefit| benefit.tiers.get_mut(tier)) {
                    *slot = value;
                }
            });
        }
    };
    let toggle = {
        let set = set.clone();
        move |_| {
            set(if offered() { None } else { Some(1.0) });
            design.seal();
        }
    };
    let label = Signal::derive(move || {
        let tier = design.now.with(|now| {
            now.ladder.tiers.get(tier).map_or_else(String::new, |tier| tier.name.clone())
        });
        format!("{}, {tier}", name.get())
    });
    let shown = Signal::derive(move || {
        (level.get().unwrap_or(0.0) * scale(kind.get()) * 1e6).round() / 1e6
    });
    view! {
        <td class="num">
            <Show
                when=move || kind.get() != BenefitKind::Flag
                fallback=move || {
                    view! {
                        <input
                            type="checkbox"
                            aria-label=move || label.get()
                            aria-description="Whether partners of this tier get it."
                            prop:checked=offered
                            disabled=move || design.locked.get()
                            on:change=toggle.clone()
                        />
                    }
                }
            >
                <span class="input-like">
                    <NumberField
                        label=label
                        help="How much of it a partner of this tier gets; 0 is none."
                        value=shown
                        least=0.0
                        most=1e9
                        disabled=design.locked
                        on_change={
                            let set = set.clone();
                            move |value: f64| {
                                let stored = if kind.get_untracked() == BenefitKind::Percent { value / 100.0 } else { value };
                                set((value > 0.0).then_some(stored));
                            }
                        }
                        on_done=move || design.seal()
                        on_error=|_| ()
                    />
                </span>
            </Show>
            <Refusal design=design key=key.clone()/>
        </td>
    }
}

/// What a benefit is and under which terms, in a few words.
fn terms(benefit: &BenefitRule, currency: &str) -> String {
    let money = |amount: f64| format!("{}{}", symbol(currency), compact(amount));
    let Terms {
        least_per_deal,
        most_per_deal,
        most_per_partner,
        bands,
        choice,
        first_deals,
        months,
        ..
    } = &benefit.terms;
    let unit = match benefit.kind {
        BenefitKind::Percent => format!("% of {}", benefit.of.as_deref().unwrap_or("revenue")),
        BenefitKind::Amount => "money".to_owned(),
        BenefitKind::Hours => "hours".to_owned(),
        BenefitKind::Flag => String::new(),
    };
    let parts = [
        Some(unit).filter(|unit| !unit.is_empty()),
        least_per_deal.map(|least| format!("at least {} per deal", money(least))),
        most_per_deal.map(|most| format!("at most {} per deal", money(most))),
        most_per_partner.map(|most| format!("at most {} per partner and period", money(most))),
        (!bands.is_empty()).then(|| {
            let bands = bands
                .iter()
                .map(|(from, rate)| format!("{} % above {}", compact(rate * 100.0), field(*from)));
            bands.collect::<Vec<_>>().join(", ")
        }),
        first_deals.map(|deals| format!("first {deals} deals")),
        months.map(|months| format!("for {months} months")),
        choice.as_ref().map(|choice| format!("one of: {choice}")),
        benefit.about.note.clone(),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

#[component]
fn AddBenefit(design: Design) -> impl IntoView {
    let add = move |_| {
        design.step("benefit added", "benefit added", |program| {
            let tiers = program.ladder.tiers.len();
            let number = program.incentives.benefits.len() + 1;
            program.incentives.benefits.push(BenefitRule {
                name: format!("Benefit {number}"),
                about: About::default(),
                kind: BenefitKind::Flag,
                of: None,
                tiers: vec![None; tiers],
                terms: Terms::default(),
                counted: None,
            });
        });
    };
    view! {
        <p class="panel__foot">
            <button
                type="button"
                class="btn btn--small"
                disabled=move || design.locked.get()
                on:click=add
            >
                "Add a benefit"
            </button>
            <Refusal design=design key="benefit added".to_owned()/>
        </p>
    }
}
