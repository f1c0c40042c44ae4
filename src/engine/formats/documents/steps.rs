//! The steps document, version 1: undo and redo of a scenario, each step with the packed scenario on its far side.

use super::{parse, too_large, version_of};
use crate::problem::Problems;
use serde::{Deserialize, Serialize};

/// Largest history that is looked at.
const MOST_BYTES: usize = 64 << 20;

/// A step: its name and the packed scenario document on the far side of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SavedStep {
    /// What it did.
    pub name: String,
    /// Packed scenario document: before the step if it is past, after it if it was undone.
    pub scenario: String,
    /// When it was made, like 2026-11-28T14:32:05.000Z; steps of earlier versions do not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made: Option<String>,
}

/// Undo and redo of a scenario.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedSteps {
    /// Revision of the scenario that the steps lead to.
    pub revision: u64,
    /// Hash of that scenario's document (FNV-1a, 64 bits).
    pub present: u64,
    /// Steps made, the oldest first.
    pub past: Vec<SavedStep>,
    /// Steps taken back, the one to be made again first is the last.
    pub future: Vec<SavedStep>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StepsV1 {
    tierlab: String,
    version: u32,
    revision: u64,
    /// 16 hexadecimal digits.
    present: String,
    past: Vec<SavedStep>,
    future: Vec<SavedStep>,
}

/// Writes a history on one line.
pub fn write_steps(steps: SavedSteps) -> String {
    let document = StepsV1 {
        tierlab: "steps".to_owned(),
        version: 1,
        revision: steps.revision,
        present: format!("{:016x}", steps.present),
        past: steps.past,
        future: steps.future,
    };
    serde_json::to_string(&document).unwrap_or_default()
}

/// Reads a history; its scenarios are unpacked one by one when they are needed.
///
/// # Errors
/// What is wrong with it.
pub fn read_steps(text: &str) -> Result<SavedSteps, Problems> {
    if text.len() > MOST_BYTES {
        return Err(Problems::from(too_large("history", text.len(), MOST_BYTES)));
    }
    version_of(text, "steps", 1)?;
    let StepsV1 { revision, present, past, future, .. } = parse(text, "history")?;
    // Fits no scenario when it is not a number.
    let present = u64::from_str_radix(&present, 16).unwrap_or_default();
    Ok(SavedSteps { revision, present, past, future })
}
