//! What differs between one program and several others, setting by setting.

use super::{Change, difference};
use crate::portfolio::Portfolio;
use crate::rules::Program;

/// One setting that is not the same everywhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingRow {
    /// The place a person can find.
    pub place: String,
    /// What it is; empty for rules that come or go, which are told as sentences.
    pub name: String,
    /// Its value in the base; empty where there is none.
    pub base: String,
    /// Its value in each of the others, in their order: `None` where it is the same as in the base.
    pub values: Vec<Option<String>>,
}

/// [`differences`] without the names of the programs: that they have different ones is what they are told apart by.
pub fn rules_that_differ(
    base: &Program,
    others: &[&Program],
    portfolio: Option<&Portfolio>,
) -> Vec<SettingRow> {
    let mut rows = differences(base, others, portfolio);
    rows.retain(|row| row.place != "Program" || row.name != "The name");
    rows
}

/// Everything that differs between a base and others, each setting once. A setting is found under the place
/// where it first differs; those of one place stand together.
pub fn differences(
    base: &Program,
    others: &[&Program],
    portfolio: Option<&Portfolio>,
) -> Vec<SettingRow> {
    let mut rows: Vec<SettingRow> = Vec::new();
    for (column, other) in others.iter().enumerate() {
        for change in difference(base, other, portfolio) {
            put(&mut rows, column, others.len(), change);
        }
    }
    rows
}

fn put(rows: &mut Vec<SettingRow>, column: usize, columns: usize, change: Change) {
    let Change { place, sentence, setting } = change;
    let (name, base, value) = match setting {
        Some(setting) => (setting.name, setting.was, setting.now),
        None => (String::new(), String::new(), sentence),
    };
    let same = |row: &&mut SettingRow| row.place == place && row.name == name && row.base == base;
    // Two settings of one name and value, such as two equal conditions, stay two.
    let free = |row: &&mut SettingRow| row.values.get(column).is_some_and(Option::is_none);
    if let Some(row) = rows.iter_mut().find(|row| same(row) && (free(row) || name.is_empty())) {
        if let Some(slot) = row.values.get_mut(column) {
            *slot = Some(match slot.take() {
                Some(before) => format!("{before} {value}"),
                None => value,
            });
        }
        return;
    }
    let mut values = vec![None; columns];
    if let Some(slot) = values.get_mut(column) {
        *slot = Some(value);
    }
    let last = rows.iter().rposition(|row| row.place == place);
    let at = last.map_or(rows.len(), |last| last + 1);
    rows.insert(at, SettingRow { place, name, base, values });
}
