//! What a numeric column measures: kind, unit and direction, from its name and its values.

use super::plan::Match;
use super::profile::Profile;
use super::{known, words};
use crate::portfolio::{Cadence, Direction, Kind, Period, Unit};
use std::collections::HashSet;

/// A guess about one numeric column.
pub(super) struct Guess {
    pub kind: Kind,
    pub unit: Unit,
    pub direction: Direction,
    pub matched: Match,
    pub note: String,
}

/// Words inside a name, and what they say about kind and unit.
const HINTS: &[(&[&str], Kind, Unit)] = &[
    (
        &["percent", "pct", "rate", "share", "quote", "anteil", "taux", "tasa", "%"],
        Kind::Rating,
        Unit::Percent,
    ),
    (&["days", "tage", "jours", "dias"], Kind::Rating, Unit::Days),
    (
        &[
            "rating",
            "score",
            "index",
            "nps",
            "grade",
            "bewertung",
            "punkte",
            "points",
            "risk",
            "risiko",
            "risque",
            "riesgo",
        ],
        Kind::Rating,
        Unit::Points,
    ),
    (
        &[
            "staff",
            "headcount",
            "employees",
            "people",
            "mitarbeiter",
            "employes",
            "empleados",
            "customers",
            "kunden",
            "clients",
            "clientes",
            "active",
            "aktive",
            "installed",
            "certified",
            "licenses",
            "seats",
        ],
        Kind::Stock,
        Unit::Count,
    ),
    (
        &[
            "amount", "spend", "budget", "betrag", "montant", "importe", "margin", "marge",
            "margen", "profit", "cost", "costs", "kosten", "bookings", "revenue", "umsatz",
            "sales", "mdf", "value", "wert",
        ],
        Kind::Flow,
        Unit::Money,
    ),
];

/// Words that make less better.
const LESS: &[&str] = &[
    "risk",
    "risiko",
    "risque",
    "riesgo",
    "days",
    "tage",
    "jours",
    "dias",
    "churn",
    "churned",
    "attrition",
    "downsold",
    "cost",
    "costs",
    "kosten",
    "couts",
    "costes",
    "complaints",
    "reklamationen",
    "delay",
    "escalation",
    "escalations",
    "tickets",
    "returns",
    "overdue",
];

/// Guesses from a name without its period, the whole header, and the values.
pub(super) fn guess(
    phrase: &str,
    header: &str,
    profile: &Profile,
    times: &HashSet<Period>,
) -> Guess {
    let money = words::currency_word(header).or_else(|| profile.currency.map(str::to_owned));
    let (kind, mut unit, direction, matched) = match known::metric(phrase) {
        Some(known) => (known.kind, known.unit, known.direction, Match::Sure),
        None => by_hints(phrase, header, profile, money.is_some()),
    };
    // 0.93 of a column up to 1 is a share, not 0.93 %.
    if unit == Unit::Percent && !profile.percent && profile.fractions > 0 && profile.largest <= 1.0
    {
        unit = Unit::Points;
    }
    let note = note(kind, unit, direction, money.as_deref(), profile, times);
    Guess { kind, unit, direction, matched, note }
}

fn by_hints(
    phrase: &str,
    header: &str,
    profile: &Profile,
    money: bool,
) -> (Kind, Unit, Direction, Match) {
    let has = |names: &[&str]| phrase.split(' ').any(|word| names.contains(&word));
    let direction = if has(LESS) { Direction::Less } else { Direction::More };
    if profile.percent || header.contains('%') {
        return (Kind::Rating, Unit::Percent, direction, Match::Likely);
    }
    let hint = HINTS.iter().find(|(names, _, _)| has(names));
    let (kind, unit) = match hint {
        Some((_, kind, _)) if money && *kind != Kind::Rating => (*kind, Unit::Money),
        Some((_, kind, unit)) => (*kind, *unit),
        None if money || profile.fractions > 0 || profile.largest >= 10_000.0 => {
            (Kind::Flow, Unit::Money)
        }
        None => (Kind::Flow, Unit::Count),
    };
    (kind, unit, direction, Match::Likely)
}

fn note(
    kind: Kind,
    unit: Unit,
    direction: Direction,
    money: Option<&str>,
    profile: &Profile,
    times: &HashSet<Period>,
) -> String {
    let what = match unit {
        Unit::Money => money.unwrap_or("money").to_owned(),
        Unit::Count => "count".to_owned(),
        Unit::Days => "days".to_owned(),
        Unit::Percent => "percent".to_owned(),
        Unit::Points if profile.filled == 0 => "points".to_owned(),
        Unit::Points => format!("{} to {}", profile.smallest, profile.largest),
    };
    let span = match times.iter().next().map(|period| period.cadence()) {
        None | Some(Cadence::Snapshot) => None,
        Some(Cadence::Quarter) => Some("4 quarters"),
        Some(Cadence::Month) => Some("12 months"),
    };
    let window = match (kind, span) {
        (Kind::Flow, Some(span)) => format!("sum of last {span}"),
        (Kind::Flow, None) => "taken as the last 12 months".to_owned(),
        (Kind::Stock, Some(_)) => "value at period end".to_owned(),
        (Kind::Rating, Some(span)) => format!("mean of last {span}"),
        (Kind::Stock | Kind::Rating, None) => "value now".to_owned(),
    };
    let less = if direction == Direction::Less { ", less is better" } else { "" };
    format!("{what}, {window}{less}")
}

/// `quarter`, `month`, or both when a file mixes them.
pub(super) fn cadence_word(times: &HashSet<Period>) -> &'static str {
    let quarters = times.iter().any(|period| period.cadence() == Cadence::Quarter);
    let months = times.iter().any(|period| period.cadence() == Cadence::Month);
    match (quarters, months) {
        (true, true) => "quarters and months",
        (_, true) => "month",
        _ => "quarter",
    }
}
