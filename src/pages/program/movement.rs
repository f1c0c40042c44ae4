//! Movement rules: when standings are reviewed, and how fast and how easily partners move.

use super::design::{Design, Refusal};
use super::fields::MonthInput;
use crate::format::field;
use crate::widgets::{Choice, NumberField};
use leptos::prelude::*;
use tierlab_engine::portfolio::Month;
use tierlab_engine::rules::{MovementRules, Program, UnknownPolicy, UpOrOut};

/// A number of the rules: how it is called, its unit, its range, how it is read and written.
struct Number {
    key: &'static str,
    /// What it is for.
    help: &'static str,
    label: &'static str,
    unit: &'static str,
    most: f64,
    read: fn(&MovementRules) -> f64,
    write: fn(&mut MovementRules, f64),
}

/// A month of the rules.
struct Date {
    key: &'static str,
    /// What it is for.
    help: &'static str,
    label: &'static str,
    read: fn(&MovementRules) -> Option<Month>,
    write: fn(&mut MovementRules, Option<Month>),
}

const UP: [Number; 5] = [
    Number {
        key: "up",
        help: "How often it is looked at who moves up.",
        label: "Review upward every",
        unit: "months (0: as soon as met)",
        most: 120.0,
        read: |rules| f64::from(rules.up.every),
        write: |rules, value| rules.up.every = whole(value),
    },
    Number {
        key: "up month",
        help: "Ties the reviews to your calendar, such as January.",
        label: "One of them falls in month",
        unit: "of the year (0: counted from the start)",
        most: 12.0,
        read: |rules| rules.up.in_month.map_or(0.0, f64::from),
        write: |rules, value| rules.up.in_month = Some(whole(value)).filter(|month| *month > 0),
    },
    Number {
        key: "consecutive",
        help: "With more than one, a single good period is not enough.",
        label: "Good reviews in a row before moving up",
        unit: "reviews",
        most: 40.0,
        read: |rules| f64::from(rules.consecutive_up),
        write: |rules, value| rules.consecutive_up = whole(value),
    },
    Number {
        key: "steps up",
        help: "Limits how far a partner can rise at once.",
        label: "Most tiers up at one review",
        unit: "tiers (0: any)",
        most: 12.0,
        read: |rules| rules.steps_up.map_or(0.0, f64::from),
        write: |rules, value| rules.steps_up = Some(whole(value)).filter(|steps| *steps > 0),
    },
    Number {
        key: "lag",
        help: "Benefits of the new tier begin so much later.",
        label: "A move up takes effect after",
        unit: "months",
        most: 120.0,
        read: |rules| f64::from(rules.lag),
        write: |rules, value| rules.lag = whole(value),
    },
];

const DOWN: [Number; 6] = [
    Number {
        key: "down",
        help: "How often it is looked at who moves down.",
        label: "Review downward every",
        unit: "months (0: as soon as missed)",
        most: 120.0,
        read: |rules| f64::from(rules.down.every),
        write: |rules, value| rules.down.every = whole(value),
    },
    Number {
        key: "down month",
        help: "Ties the reviews to your calendar, such as January.",
        label: "One of them falls in month",
        unit: "of the year (0: counted from the start)",
        most: 12.0,
        read: |rules| rules.down.in_month.map_or(0.0, f64::from),
        write: |rules, value| rules.down.in_month = Some(whole(value)).filter(|month| *month > 0),
    },
    Number {
        key: "buffer",
        help: "So close below the line a partner keeps its tier, so that chance alone moves nobody.",
        label: "Tolerated below the line",
        unit: "points",
        most: 1e6,
        read: |rules| rules.buffer,
        write: |rules, value| rules.buffer = value,
    },
    Number {
        key: "grace",
        help: "How many reviews in a row a partner may miss the line before it moves down.",
        label: "Grace reviews below the line",
        unit: "reviews",
        most: 40.0,
        read: |rules| f64::from(rules.grace),
        write: |rules, value| rules.grace = whole(value),
    },
    Number {
        key: "steps down",
        help: "Limits how far a partner can fall at once.",
        label: "Most tiers down at one review",
        unit: "tiers (0: any)",
        most: 12.0,
        read: |rules| rules.steps_down.map_or(0.0, f64::from),
        write: |rules, value| rules.steps_down = Some(whole(value)).filter(|steps| *steps > 0),
    },
    Number {
        key: "notice",
        help: "Benefits of the old tier last so much longer.",
        label: "A move down takes effect after a notice of",
        unit: "months",
        most: 120.0,
        read: |rules| f64::from(rules.notice),
        write: |rules, value| rules.notice = whole(value),
    },
];

const PROTECTION: [Number; 2] = [
    Number {
        key: "validity",
        help: "Whoever has reached a tier is safe in it for so long.",
        label: "A tier is held at least",
        unit: "months",
        most: 120.0,
        read: |rules| f64::from(rules.validity),
        write: |rules, value| rules.validity = whole(value),
    },
    Number {
        key: "attainment",
        help: "Conditions that were met once count as met for so long.",
        label: "Meeting the conditions counts for",
        unit: "months (0: at the review)",
        most: 120.0,
        read: |rules| f64::from(rules.attainment),
        write: |rules, value| rules.attainment = whole(value),
    },
];

const DATES: [Date; 4] = [
    Date {
        key: "floor",
        help: "A common protection when rules change; empty is none.",
        label: "Nobody moves down before",
        read: |rules| rules.floor_until,
        write: |rules, month| rules.floor_until = month,
    },
    Date {
        key: "grandfathered",
        help: "Keeps what partners have earned under the old rules; empty is none.",
        label: "Who held a tier at the start keeps it until",
        read: |rules| rules.grandfathered_until,
        write: |rules, month| rules.grandfathered_until = month,
    },
    Date {
        key: "freeze from",
        help: "Between these two months nobody is reviewed, as in a crisis; empty is none.",
        label: "No reviews from",
        read: |rules| rules.freeze.map(|(from, _)| from),
        write: |rules, month| {
            rules.freeze =
                month.map(|from| (from, rules.freeze.map_or(from, |(_, to)| to.max(from))));
        },
    },
    Date {
        key: "freeze to",
        help: "Between these two months nobody is reviewed, as in a crisis; empty is none.",
        label: "No reviews to",
        read: |rules| rules.freeze.map(|(_, to)| to),
        write: |rules, month| {
            rules.freeze = month.map(|to| (rules.freeze.map_or(to, |(from, _)| from.min(to)), to));
        },
    },
];

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the fields admit 0 to 120"
)]
fn whole(value: f64) -> u32 {
    value.round() as u32
}

#[component]
pub(super) fn Movement(design: Design) -> impl IntoView {
    let title = design.part(title);
    let list = |numbers: &'static [Number]| {
        numbers
            .iter()
            .map(|number| view! { <NumberRow design=design number=number/> })
            .collect_view()
    };
    let dates =
        DATES.iter().map(|date| view! { <DateRow design=design date=date/> }).collect_view();
    view! {
        <section class="panel panel--flush" id="movement" tabindex="-1" aria-labelledby="h-movement">
            <div class="panel__head">
                <div>
                    <h2 id="h-movement">{move || title.get()}</h2>
                    <p class="panel__sub">"Reviews, patience and protection. Months and reviews; 0 is none."</p>
                </div>
            </div>
            <div class="movement">
                <section>
                    <h3>"Up"</h3>
                    {list(&UP)}
                </section>
                <section>
                    <h3>"Down"</h3>
                    {list(&DOWN)}
                </section>
                <section>
                    <h3>"Protection"</h3>
                    {list(&PROTECTION)}
                    {dates}
                </section>
                <section>
                    <h3>"The unknown, and who stays low"</h3>
                    <Unknown design=design/>
                    <OutRow design=design/>
                </section>
            </div>
        </section>
    }
}

/// The finding: how often and how fast.
fn title(program: &Program) -> String {
    let rules = &program.movement;
    let every = |months: u32| match months {
        0 => "as soon as they qualify".to_owned(),
        1 => "monthly".to_owned(),
        3 => "every quarter".to_owned(),
        6 => "twice a year".to_owned(),
        12 => "once a year".to_owned(),
        n => format!("every {n} months"),
    };
    if rules.up.every == rules.down.every {
        format!("Partners are reviewed {}", every(rules.up.every))
    } else {
        format!(
            "Partners move up {}, down {}",
            every(rules.up.every),
            match rules.down.every {
                0 => "as soon as they miss".to_owned(),
                months => every(months),
            }
        )
    }
}

#[component]
fn NumberRow(design: Design, number: &'static Number) -> impl IntoView {
    let now = design.part(|program| (number.read)(&program.movement));
    let was = design.before(|program| (number.read)(&program.movement));
    let key = format!("movement {}", number.key);
    let on_error = design.explain(&key);
    let refusal = key.clone();
    let change = move |value: f64| {
        let step = format!("{} {} {}", number.label.to_lowercase(), field(value), number.unit);
        design.revise(&key, &step, |program| (number.write)(&mut program.movement, value));
    };
    view! {
        <div class="movement__row">
            <span>{number.label}</span>
            <span class="input-unit">
                <span class="input-like">
                    <NumberField
                        label=number.label
                        help=number.help
                        value=now
                        least=0.0
                        most=number.most
                        whole=number.key != "buffer"
                        disabled=design.locked
                        on_change=change
                        on_done=move || design.seal()
                        on_error=on_error
                    />
                </span>
                <span>{number.unit}</span>
            </span>
            {move || {
                ((now.get() - was.get()).abs() > 1e-9)
                    .then(|| view! { <span class="tag tag--accent">{format!("was {}", field(was.get()))}</span> })
            }}
            <Refusal design=design key=refusal/>
        </div>
    }
}

#[component]
fn DateRow(design: Design, date: &'static Date) -> impl IntoView {
    let now = design.part(|program| (date.read)(&program.movement));
    let key = format!("movement {}", date.key);
    let refusal = key.clone();
    let write = {
        let key = key.clone();
        move |month, typed: String| {
            let step = format!("{} {typed}", date.label.to_lowercase());
            design.step(&key, &step, |program| (date.write)(&mut program.movement, month));
        }
    };
    view! {
        <div class="movement__row">
            <span>{date.label}</span>
            <MonthInput
                design=design
                key=key
                title=date.label
                help=date.help
                label=Signal::stored(date.label.to_owned())
                value=now
                on_change=write
            />
            <Refusal design=design key=refusal/>
        </div>
    }
}

#[component]
fn Unknown(design: Design) -> impl IntoView {
    let chosen = design.part(|program| match program.movement.unknown {
        UnknownPolicy::Hold => 0,
        UnknownPolicy::Fail => 1,
        UnknownPolicy::Pass => 2,
    });
    let change = move |to: usize| {
        design.step("movement unknown", "what too little known means", |program| {
            program.movement.unknown = match to {
                0 => UnknownPolicy::Hold,
                1 => UnknownPolicy::Fail,
                _ => UnknownPolicy::Pass,
            };
        });
    };
    view! {
        <div class="movement__row">
            <span>"Where too little is known"</span>
            <Choice
                label="Where too little is known"
                help="What a review decides when a condition cannot be told for want of data."
                options=Signal::derive(|| {
                    ["the present tier is held", "the condition is not met", "the condition is met"]
                        .map(str::to_owned)
                        .to_vec()
                })
                chosen=chosen
                disabled=design.locked
                on_change=change
            />
        </div>
    }
}

/// A rule that ends the membership of who stays low for too long.
#[component]
fn OutRow(design: Design) -> impl IntoView {
    let names = design.part(|program| {
        let tiers = program.ladder.tiers.iter().skip(1).map(|tier| format!("until {}", tier.name));
        std::iter::once("stays as long as it likes".to_owned()).chain(tiers).collect::<Vec<_>>()
    });
    let chosen =
        design.part(|program| program.movement.up_or_out.map_or(0, |rule| usize::from(rule.tier)));
    let change = move |to: usize| {
        design.step("movement out", "who stays low", |program| {
            let before = program.movement.up_or_out;
            program.movement.up_or_out =
                u8::try_from(to).ok().filter(|tier| *tier > 0).map(|tier| UpOrOut {
                    tier,
                    within: before.map_or(24, |rule| rule.within),
                    notice: before.map_or(6, |rule| rule.notice),
                });
        });
    };
    let limited = move || chosen.get() > 0;
    view! {
        <div class="movement__row">
            <span>"A partner that stays low"</span>
            <Choice
                label="A partner that stays low"
                help="Whether a partner has to reach a tier in time, or may stay below it for good."
                options=names
                chosen=chosen
                disabled=design.locked
                on_change=change
            />
        </div>
        <Show when=limited>
            {OUT.iter().map(|number| view! { <NumberRow design=design number=number/> }).collect_view()}
        </Show>
    }
}

const OUT: [Number; 2] = [
    Number {
        key: "out within",
        help: "A partner that has not reached the tier by then leaves the program.",
        label: "It has to get there within",
        unit: "months",
        most: 600.0,
        read: |rules| rules.up_or_out.map_or(0.0, |rule| f64::from(rule.within)),
        write: |rules, value| {
            if let Some(rule) = &mut rules.up_or_out {
                rule.within = whole(value);
            }
        },
    },
    Number {
        key: "out notice",
        help: "The time between the decision and the end.",
        label: "After that it leaves with a notice of",
        unit: "months",
        most: 120.0,
        read: |rules| rules.up_or_out.map_or(0.0, |rule| f64::from(rule.notice)),
        write: |rules, value| {
            if let Some(rule) = &mut rules.up_or_out {
                rule.notice = whole(value);
            }
        },
    },
];
