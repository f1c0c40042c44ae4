//! A corrected plan that is kept for the next file with the same column names.
//!
//! A versioned document apart from the plan itself; periods are no part of it, because the next file has
//! others.

use super::periods::{split_header, split_year};
use super::plan::{Gaps, ImportPlan, Layout, Match, Repeats, Role};
use super::words::folded;
use super::{Dates, Table};
use crate::Problem;
use crate::portfolio::{Direction, Kind, Unit};
use crate::rng::fnv1a32;
use serde::{Deserialize, Serialize};

/// The present version.
const VERSION: u32 = 1;
const NAME: &str = "import plan";

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    tierlab: String,
    version: u32,
    gaps: SavedGaps,
    /// Whether rows of one partner and period are added up.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    add_up: bool,
    /// Only where a person had to say it.
    month_first: bool,
    columns: Vec<SavedColumn>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum SavedGaps {
    Unknown,
    Zero,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SavedColumn {
    /// The name without its period.
    name: String,
    becomes: Becomes,
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum Becomes {
    Id,
    Name,
    Period,
    FirstTier,
    Attribute,
    Ignored,
    Metric { key: String, kind: SavedKind, unit: SavedUnit, less_is_better: bool },
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum SavedKind {
    Flow,
    Stock,
    Rating,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum SavedUnit {
    Money,
    Count,
    Days,
    Percent,
    Points,
}

/// What tells column names apart: the same for files that differ in their periods alone, in the order of
/// the columns, or in upper and lower case.
pub fn fingerprint(table: &Table) -> String {
    let mut names: Vec<String> = table.headers.iter().map(|header| bare(header)).collect();
    names.sort_unstable();
    names.dedup();
    let text = names.join("\n");
    format!("{:08x}{:08x}", fnv1a32(text.as_bytes()), fnv1a32(format!("{text}\n").as_bytes()))
}

/// A column name without its period, lower case.
fn bare(header: &str) -> String {
    let dated = split_header(header).map(|(name, _)| name);
    let yearly = || split_year(header).map(|(name, _)| name);
    let name = dated.or_else(yearly).unwrap_or_else(|| header.to_owned());
    folded(name.trim())
}

/// The plan as a document.
pub fn remember(plan: &ImportPlan) -> String {
    let mut columns: Vec<SavedColumn> = Vec::new();
    for column in &plan.columns {
        let name = bare(&column.header);
        if columns.iter().all(|known| known.name != name) {
            let becomes = match column.role {
                Role::Id => Becomes::Id,
                Role::Name => Becomes::Name,
                Role::Period => Becomes::Period,
                Role::FirstTier => Becomes::FirstTier,
                Role::Attribute => Becomes::Attribute,
                Role::Ignore => Becomes::Ignored,
                Role::Metric { kind, unit, direction } => Becomes::Metric {
                    key: column.metric_key.clone(),
                    kind: saved_kind(kind),
                    unit: saved_unit(unit),
                    less_is_better: direction == Direction::Less,
                },
            };
            columns.push(SavedColumn { name, becomes });
        }
    }
    let document = Document {
        tierlab: NAME.to_owned(),
        version: VERSION,
        gaps: if plan.gaps == Gaps::Zero { SavedGaps::Zero } else { SavedGaps::Unknown },
        add_up: plan.repeats == Repeats::AddUp,
        month_first: plan.dates == Dates::MonthFirst,
        columns,
    };
    serde_json::to_string(&document).unwrap_or_default()
}

/// Carries a remembered plan over to the guess for a new file; how many columns were settled by it.
///
/// # Errors
/// A text that is no such document, or one of a newer version. The guess is then as it was.
pub fn recall(text: &str, plan: &mut ImportPlan) -> Result<usize, Problem> {
    let unreadable = |what: &str| {
        Problem::new("Remembered columns", what, "Check the columns of this file by hand.")
    };
    let document: Document = serde_json::from_str(text)
        .map_err(|_| unreadable("What was remembered of these columns cannot be read."))?;
    if document.tierlab != NAME || document.version != VERSION {
        return Err(unreadable("What was remembered of these columns is of another version."));
    }
    plan.gaps = match document.gaps {
        SavedGaps::Zero => Gaps::Zero,
        SavedGaps::Unknown => Gaps::Unknown,
    };
    plan.repeats = if document.add_up { Repeats::AddUp } else { Repeats::Later };
    if document.month_first {
        plan.dates = Dates::MonthFirst;
    }
    let mut settled = 0;
    for column in &mut plan.columns {
        let name = bare(&column.header);
        let Some(known) = document.columns.iter().find(|known| known.name == name) else {
            continue;
        };
        let role = role(&known.becomes);
        // What a row stands for is told by the file at hand.
        let fits = role != Role::Period || plan.layout == Layout::Long;
        let dated =
            column.wide_period.is_some() && !matches!(role, Role::Metric { .. } | Role::Ignore);
        if !fits || dated {
            continue;
        }
        if let Becomes::Metric { key, .. } = &known.becomes {
            column.metric_key.clone_from(key);
        }
        let asked = column.matched == Match::Check && role == Role::Period;
        column.role = role;
        if !asked {
            column.matched = if role == Role::Ignore { Match::Ignored } else { Match::Sure };
            "as last time".clone_into(&mut column.note);
        }
        settled += 1;
    }
    Ok(settled)
}

fn role(becomes: &Becomes) -> Role {
    match becomes {
        Becomes::Id => Role::Id,
        Becomes::Name => Role::Name,
        Becomes::Period => Role::Period,
        Becomes::FirstTier => Role::FirstTier,
        Becomes::Attribute => Role::Attribute,
        Becomes::Ignored => Role::Ignore,
        Becomes::Metric { kind, unit, less_is_better, .. } => Role::Metric {
            kind: match kind {
                SavedKind::Flow => Kind::Flow,
                SavedKind::Stock => Kind::Stock,
                SavedKind::Rating => Kind::Rating,
            },
            unit: match unit {
                SavedUnit::Money => Unit::Money,
                SavedUnit::Count => Unit::Count,
                SavedUnit::Days => Unit::Days,
                SavedUnit::Percent => Unit::Percent,
                SavedUnit::Points => Unit::Points,
            },
            direction: if *less_is_better { Direction::Less } else { Direction::More },
        },
    }
}

fn saved_kind(kind: Kind) -> SavedKind {
    match kind {
        Kind::Flow => SavedKind::Flow,
        Kind::Stock => SavedKind::Stock,
        Kind::Rating => SavedKind::Rating,
    }
}

fn saved_unit(unit: Unit) -> SavedUnit {
    match unit {
        Unit::Money => SavedUnit::Money,
        Unit::Count => SavedUnit::Count,
        Unit::Days => SavedUnit::Days,
        Unit::Percent => SavedUnit::Percent,
        Unit::Points => SavedUnit::Points,
    }
}
