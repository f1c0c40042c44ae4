//! Is the plan one that can be carried out? Everything that is wrong, in one look.

use super::plan::{ColumnPlan, ImportPlan, Layout, Role};
use crate::formats::table::Table;
use crate::portfolio::Period;
use crate::{Problem, Problems};
use std::collections::HashMap;

/// Checks a plan against its table.
pub(super) fn plan(table: &Table, plan: &ImportPlan) -> Result<(), Problems> {
    let mut problems = Problems::default();
    if plan.columns.len() != table.headers.len() {
        return Err(Problem::new(
            "Columns",
            format!(
                "The mapping has {} columns and the file has {}.",
                plan.columns.len(),
                table.headers.len()
            ),
            "Map the columns of this file anew.",
        )
        .into());
    }
    roles(plan, &mut problems);
    layout(plan, &mut problems);
    metrics(plan, &mut problems);
    attributes(plan, &mut problems);
    problems.or(())
}

/// Roles that one column has to have, or that one column at most may have.
fn roles(plan: &ImportPlan, problems: &mut Problems) {
    let singles = [
        (Role::Id, "partner id"),
        (Role::Name, "partner name"),
        (Role::Period, "period"),
        (Role::FirstTier, "first tier"),
    ];
    for (role, noun) in singles {
        let found: Vec<&str> = (plan.columns.iter().filter(|column| column.role == role))
            .map(|column| column.header.as_str())
            .collect();
        if found.len() > 1 {
            problems.push(Problem::new(
                format!("Columns {}", quoted(&found)),
                format!("{} columns are mapped to {noun}; there can be one.", found.len()),
                "Choose the right one and set the others to Attribute or Ignore.",
            ));
        }
        if found.is_empty() && role == Role::Id {
            problems.push(Problem::new(
                "Columns",
                "No column is mapped to partner id.",
                "Choose the column that tells partners apart.",
            ));
        }
    }
    if !plan.columns.iter().any(ColumnPlan::is_metric) {
        problems.push(Problem::new(
            "Columns",
            "No column is mapped to a metric.",
            "Map at least one column of numbers, such as revenue.",
        ));
    }
}

/// Does the layout have its periods where it needs them?
fn layout(plan: &ImportPlan, problems: &mut Problems) {
    let period = plan.columns.iter().find(|column| column.role == Role::Period);
    let wide = plan.columns.iter().find(|column| dated(column).is_some());
    match (plan.layout, period, wide) {
        (Layout::Long, None, _) => problems.push(Problem::new(
            "Layout",
            "The layout is long, but no column is mapped to period.",
            "Choose the column with the quarter or month, or another layout.",
        )),
        (Layout::CrossSection | Layout::Wide, Some(column), _) => problems.push(Problem::new(
            format!("Column {}", quoted(&[&column.header])),
            "This column is mapped to period, but the layout has one row per partner.",
            "Choose the long layout, or set the column to Ignore.",
        )),
        (Layout::Wide, None, None) => problems.push(Problem::new(
            "Layout",
            "The layout is wide, but no column name has a period in it.",
            "Name the columns like revenue 2026 Q1, or choose another layout.",
        )),
        (Layout::Long | Layout::CrossSection, _, Some(column)) => problems.push(Problem::new(
            format!("Column {}", quoted(&[&column.header])),
            "This column belongs to one period, but the layout is not wide.",
            "Choose the wide layout, or set the column to Ignore.",
        )),
        _ => {}
    }
}

fn dated(column: &ColumnPlan) -> Option<Period> {
    if column.is_metric() { column.wide_period } else { None }
}

/// Every metric and period once, and one meaning per metric.
fn metrics(plan: &ImportPlan, problems: &mut Problems) {
    let mut places: HashMap<(&str, Option<Period>), &str> = HashMap::new();
    let mut meanings: HashMap<&str, &ColumnPlan> = HashMap::new();
    for column in plan.columns.iter().filter(|column| column.is_metric()) {
        let key = column.metric_key.as_str();
        let place = format!("Column {}", quoted(&[&column.header]));
        if !is_key(key) {
            problems.push(Problem::new(
                place,
                format!("\"{key}\" cannot be the key of a metric."),
                "Use lower-case words joined by _, such as deals_won.",
            ));
        } else if let Some(other) = places.insert((key, column.wide_period), &column.header) {
            problems.push(Problem::new(
                place,
                format!("The column \"{other}\" is mapped to the same metric, {key}."),
                "Set one of the two to Ignore, or give it another key.",
            ));
        } else if let Some(first) = meanings.get(key) {
            let undated = dated(first).is_none() || column.wide_period.is_none();
            if undated {
                problems.push(Problem::new(
                    place,
                    format!("The metric {key} has columns with and without a period."),
                    "Set one of them to Ignore, or give it another key.",
                ));
            } else if first.role != column.role {
                problems.push(Problem::new(
                    place,
                    format!("The metric {key} has another meaning in \"{}\".", first.header),
                    "Give all columns of a metric the same kind, unit and direction.",
                ));
            }
        } else {
            meanings.insert(key, column);
        }
    }
}

fn is_key(key: &str) -> bool {
    !key.is_empty()
        && key.chars().all(|c| c == '_' || (c.is_alphanumeric() && !c.is_uppercase()))
        && !key.starts_with('_')
}

fn attributes(plan: &ImportPlan, problems: &mut Problems) {
    let mut seen: Vec<&str> = Vec::new();
    for column in plan.columns.iter().filter(|column| column.role == Role::Attribute) {
        if seen.contains(&column.header.as_str()) {
            problems.push(Problem::new(
                format!("Column {}", quoted(&[&column.header])),
                "Two attributes have this name.",
                "Set one of the two to Ignore, or rename it in the file.",
            ));
        }
        seen.push(&column.header);
    }
}

/// `"a", "b"`.
fn quoted(names: &[&str]) -> String {
    names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ")
}
