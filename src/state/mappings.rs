//! What a person made of the columns of a file, kept for the next file with the same columns.

use super::work::COLUMNS;
use crate::platform::storage;
use tierlab_engine::formats::import::{ImportPlan, fingerprint, recall, remember};
use tierlab_engine::formats::table::Table;

fn key(table: &Table) -> String {
    format!("{COLUMNS}{}", fingerprint(table))
}

/// Carries what was kept for these columns over to a guess; whether there was anything.
pub(super) fn recalled(table: &Table, plan: &mut ImportPlan) -> bool {
    storage::load(&key(table)).is_some_and(|text| recall(&text, plan).is_ok_and(|count| count > 0))
}

/// Keeps a plan for files with these columns, or forgets what was kept; one that cannot be kept is
/// guessed again the next time.
pub(crate) fn keep_columns(table: &Table, plan: &ImportPlan, keep: bool) {
    if keep {
        let _unkept = storage::save(&key(table), &remember(plan));
    } else {
        storage::forget(&key(table));
    }
}
