//! The terms of a benefit: what it is called and what it is, its limits, choice and time box.

use super::bands::Bands;
use super::design::Design;
use super::fields::{MonthInput, TextField};
use crate::format::field;
use crate::widgets::{Choice, NumberField};
use leptos::prelude::*;
use tierlab_engine::finance::{
    BenefitKind, BenefitRule, Counted, Occasion, Recipient, Stacking, Terms,
};
use tierlab_engine::portfolio::Month;
use tierlab_engine::rules::Program;

/// A limit; 0 on screen is none.
struct Limit {
    label: &'static str,
    /// What it is for.
    help: &'static str,
    unit: &'static str,
    whole: bool,
    read: fn(&Terms) -> Option<f64>,
    write: fn(&mut Terms, Option<f64>),
}

const LIMITS: [Limit; 7] = [
    Limit {
        label: "Least per deal",
        help: "A deal earns at least so much.",
        unit: "money",
        whole: false,
        read: |terms| terms.least_per_deal,
        write: |terms, value| terms.least_per_deal = value,
    },
    Limit {
        label: "Most per deal",
        help: "A deal earns no more than this.",
        unit: "money",
        whole: false,
        read: |terms| terms.most_per_deal,
        write: |terms, value| terms.most_per_deal = value,
    },
    Limit {
        label: "Least per partner and period",
        help: "Every partner gets at least so much in a period.",
        unit: "money",
        whole: false,
        read: |terms| terms.least_per_partner,
        write: |terms, value| terms.least_per_partner = value,
    },
    Limit {
        label: "Most per partner and period",
        help: "No partner gets more than this in a period.",
        unit: "money",
        whole: false,
        read: |terms| terms.most_per_partner,
        write: |terms, value| terms.most_per_partner = value,
    },
    Limit {
        label: "Most for all partners in a period",
        help: "All partners together get no more than this in a period.",
        unit: "money",
        whole: false,
        read: |terms| terms.most_per_period,
        write: |terms, value| terms.most_per_period = value,
    },
    Limit {
        label: "Only the first deals of a period",
        help: "Later deals of the period earn nothing.",
        unit: "deals",
        whole: true,
        read: |terms| terms.first_deals.map(f64::from),
        write: |terms, value| terms.first_deals = value.map(whole),
    },
    Limit {
        label: "A deal earns it for",
        help: "After so many months a deal earns no more.",
        unit: "months",
        whole: true,
        read: |terms| terms.months.map(f64::from),
        write: |terms, value| terms.months = value.map(whole),
    },
];

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the fields admit whole numbers from 0 to 100,000"
)]
fn whole(value: f64) -> u32 {
    value as u32
}

/// Ways of counting a benefit as cost in a simulation.
const COUNTED: [Option<Counted>; 5] = [
    None,
    Some(counted(Recipient::Partner, Occasion::Quarter)),
    Some(counted(Recipient::Partner, Occasion::Promotion)),
    Some(counted(Recipient::OwnSellers, Occasion::Quarter)),
    Some(counted(Recipient::OwnSellers, Occasion::Promotion)),
];

const COUNTED_WORDS: [&str; 5] = [
    "not simulated",
    "every quarter, to the partner",
    "on moving up, to the partner",
    "every quarter, to own sellers",
    "on moving up, to own sellers",
];

const fn counted(to: Recipient, on: Occasion) -> Counted {
    Counted { to, on }
}

const KINDS: [(BenefitKind, &str); 4] = [
    (BenefitKind::Percent, "a percentage"),
    (BenefitKind::Amount, "money"),
    (BenefitKind::Hours, "hours"),
    (BenefitKind::Flag, "yes or no"),
];

/// Which benefit, and how its fields are named.
#[derive(Clone, Copy)]
pub(super) struct At {
    pub design: Design,
    index: usize,
    pub name: Memo<String>,
}

impl At {
    pub fn key(self) -> String {
        format!("benefit {}", self.index)
    }

    pub fn read<T: PartialEq + Clone + Default + Send + Sync + 'static>(
        self,
        of: impl Fn(&BenefitRule) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        let index = self.index;
        self.design.part(move |program| {
            program.incentives.benefits.get(index).map_or_else(T::default, &of)
        })
    }

    pub fn step(self, what: &str, change: impl FnOnce(&mut BenefitRule)) {
        let step = format!("{}: {what}", self.name.get_untracked());
        self.design.step(&self.key(), &step, self.on(change));
    }

    pub fn revise(self, what: &str, change: impl FnOnce(&mut BenefitRule)) {
        let step = format!("{}: {what}", self.name.get_untracked());
        self.design.revise(&self.key(), &step, self.on(change));
    }

    fn on(self, change: impl FnOnce(&mut BenefitRule)) -> impl FnOnce(&mut Program) {
        let index = self.index;
        move |program| {
            if let Some(benefit) = program.incentives.benefits.get_mut(index) {
                change(benefit);
            }
        }
    }

    fn label(self, what: &'static str) -> Signal<String> {
        let name = self.name;
        Signal::derive(move || format!("{}: {}", name.get(), what.to_lowercase()))
    }
}

#[component]
pub(super) fn TermsTools(design: Design, index: usize, name: Memo<String>) -> impl IntoView {
    let at = At { design, index, name };
    let kind = design.part(move |program| {
        let found = program.incentives.benefits.get(index);
        found.map_or(BenefitKind::Flag, |benefit| benefit.kind)
    });
    let percent = move || kind.get() == BenefitKind::Percent;
    let limits = move || {
        let shown = LIMITS.iter().filter(move |limit| {
            // Deals earn percentages; anything else is given once.
            percent() || limit.label == "Most per partner and period"
        });
        shown.map(|limit| view! { <LimitField at=at limit=limit/> }).collect_view()
    };
    view! {
        <details class="tools no-print">
            <summary>
                <span class="visually-hidden">{move || format!("{}: ", name.get())}</span>
                "Terms"
            </summary>
            <div class="tools__body">
                <Text
                    at=at
                    title="Name"
                    help="What the benefit is called in the tables and on the rule sheet."
                    read=|benefit| benefit.name.clone()
                    write=|benefit, text| benefit.name = text
                />
                <Pick
                    at=at
                    title="What it is"
                    help="Decides its unit, and which terms it can have."
                    options=&["a percentage", "money", "hours", "yes or no"]
                    read=|benefit| KINDS.iter().position(|(k, _)| *k == benefit.kind).unwrap_or(3)
                    write=become_kind
                />
                <Show when=percent>
                    <Text
                        at=at
                        title="Of what"
                        help="What the percentage is taken of; empty is revenue."
                        read=|benefit| benefit.of.clone().unwrap_or_default()
                        write=|benefit, text| benefit.of = (!text.is_empty()).then_some(text)
                    />
                    <Pick
                        at=at
                        title="Joins other percentages"
                        help="How it is combined with other percentages of the same partner."
                        options=&["added to them", "taken off what is left"]
                        read=|benefit| usize::from(benefit.terms.stacking == Stacking::Multiplicative)
                        write=|benefit, to| {
                            benefit.terms.stacking =
                                if to == 0 { Stacking::Additive } else { Stacking::Multiplicative };
                        }
                    />
                </Show>
                {limits}
                <Show when=move || kind.get().is_money()>
                    <Pick
                        at=at
                        title="Counted as cost"
                        help="Whether and when the simulation counts it as cost of the program."
                        options=&COUNTED_WORDS
                        read=|benefit| COUNTED.iter().position(|way| *way == benefit.counted).unwrap_or(0)
                        write=|benefit, to| benefit.counted = COUNTED.get(to).copied().flatten()
                    />
                </Show>
                <MonthField at=at title="Only from" help="The first month in which it is given; empty is from the start." read=|between| between.0 write=|between, month| between.0 = month/>
                <MonthField at=at title="Only until" help="The last month in which it is given; empty has no end." read=|between| between.1 write=|between, month| between.1 = month/>
                <Text
                    at=at
                    title="One of a choice named"
                    help="Benefits with the same word here are alternatives: a partner gets one of them."
                    read=|benefit| benefit.terms.choice.clone().unwrap_or_default()
                    write=|benefit, text| benefit.terms.choice = (!text.is_empty()).then_some(text)
                />
                <Show when=percent>
                    <Bands at=at/>
                </Show>
            </div>
        </details>
    }
}

/// Another kind: levels keep their meaning where they can, terms that say nothing any more go.
fn become_kind(benefit: &mut BenefitRule, to: usize) {
    let Some((kind, _)) = KINDS.get(to) else { return };
    let (was, now) = (benefit.kind, *kind);
    for level in benefit.tiers.iter_mut().flatten() {
        *level = match (was, now) {
            (_, BenefitKind::Flag) => 1.0,
            (BenefitKind::Percent, _) => *level * 100.0,
            (_, BenefitKind::Percent) => (*level / 100.0).min(1.0),
            _ => *level,
        };
    }
    if now != BenefitKind::Percent {
        benefit.of = None;
        benefit.terms = Terms {
            most_per_partner: benefit.terms.most_per_partner.filter(|_| now != BenefitKind::Flag),
            choice: benefit.terms.choice.take(),
            between: benefit.terms.between,
            ..Terms::default()
        };
    }
    benefit.kind = now;
    benefit.counted = benefit.counted.filter(|_| now.is_money());
}

#[component]
fn LimitField(at: At, limit: &'static Limit) -> impl IntoView {
    let now = at.read(|benefit| (limit.read)(&benefit.terms).unwrap_or(0.0));
    let on_error = at.design.explain(&at.key());
    let change = move |value: f64| {
        let what = format!("{} {}", limit.label.to_lowercase(), field(value));
        at.revise(&what, |benefit| {
            (limit.write)(&mut benefit.terms, (value > 0.0).then_some(value));
        });
    };
    view! {
        <label class="field">
            <span>{limit.label}</span>
            <NumberField
                label=at.label(limit.label)
                help=limit.help
                value=now
                least=0.0
                most=if limit.whole { 1e5 } else { 1e12 }
                whole=limit.whole
                disabled=at.design.locked
                on_change=change
                on_done=move || at.design.seal()
                on_error=on_error
            />
            <small class="faint">{limit.unit} ", 0 is no limit"</small>
        </label>
    }
}

/// A text of the benefit.
#[component]
fn Text(
    at: At,
    title: &'static str,
    help: &'static str,
    read: fn(&BenefitRule) -> String,
    write: fn(&mut BenefitRule, String),
) -> impl IntoView {
    let change = move |text: String| {
        at.step(&format!("{} {text}", title.to_lowercase()), |benefit| write(benefit, text));
    };
    view! {
        <TextField design=at.design title=title help=help label=at.label(title) value=at.read(read) on_change=change/>
    }
}

#[component]
pub(super) fn Pick(
    at: At,
    title: &'static str,
    help: &'static str,
    options: &'static [&'static str],
    read: fn(&BenefitRule) -> usize,
    write: fn(&mut BenefitRule, usize),
) -> impl IntoView {
    let chosen = at.read(read);
    view! {
        <label class="field">
            <span>{title}</span>
            <Choice
                label=at.label(title)
                help=help
                options=Signal::derive(|| options.iter().map(|o| (*o).to_owned()).collect())
                chosen=chosen
                disabled=at.design.locked
                on_change=move |to| at.step(&title.to_lowercase(), |benefit| write(benefit, to))
            />
        </label>
    }
}

type Between = (Option<Month>, Option<Month>);

#[component]
fn MonthField(
    at: At,
    title: &'static str,
    help: &'static str,
    read: fn(&Between) -> Option<Month>,
    write: fn(&mut Between, Option<Month>),
) -> impl IntoView {
    let now = at.read(move |benefit| read(&benefit.terms.between));
    let change = move |month, typed: String| {
        at.step(&format!("{} {typed}", title.to_lowercase()), |benefit| {
            write(&mut benefit.terms.between, month);
        });
    };
    view! {
        <label class="field">
            <span>{title}</span>
            <MonthInput
                design=at.design
                key=at.key()
                title=title
                help=help
                label=at.label(title)
                value=now
                on_change=change
            />
        </label>
    }
}
