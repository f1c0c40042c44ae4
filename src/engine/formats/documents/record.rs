//! What stands beside a scenario in its document: question, free levers, decisions, exceptions.

use crate::portfolio::Day;
use crate::problem::{Problem, Problems};
use crate::record::{Decision, Exception, Levers, Record};
use serde::{Deserialize, Serialize};

/// What people agree about a scenario; nothing of it is simulated.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Record"))]
#[serde(deny_unknown_fields)]
pub(super) struct RecordV2 {
    /// What is to be decided.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    question: String,
    /// What those who take part may move: thresholds, incentives, movement, rules, assumptions, run. Everything
    /// without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    free: Option<Vec<String>>,
    /// Whether this is the version of somebody who takes part.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    taking_part: bool,
    /// What is decided, by whom and by when.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    decisions: Vec<DecisionV2>,
    /// Partners that are treated otherwise than the rules say.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    exceptions: Vec<ExceptionV2>,
}

/// One decision of the log.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Decision"))]
#[serde(deny_unknown_fields)]
struct DecisionV2 {
    /// What is decided.
    what: String,
    /// Who sees to it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    owner: String,
    /// Who decides.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    decides: String,
    /// Who approves.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    approves: String,
    /// By when, `2026-11-24`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    by: String,
}

/// A partner that is treated otherwise than the rules say.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Exception"))]
#[serde(deny_unknown_fields)]
struct ExceptionV2 {
    /// Id of the partner.
    partner: String,
    /// Name of the tier it holds meanwhile.
    tier: String,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    reason: String,
    /// Who approved it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    approved: String,
    /// Last day it holds, `2026-11-24`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    until: String,
}

/// The document of a record, unless it says nothing.
pub(super) fn write(record: &Record) -> Option<RecordV2> {
    if record.is_empty() {
        return None;
    }
    let Record { question, free, taking_part, decisions, exceptions } = record.clone();
    Some(RecordV2 {
        question,
        free: free.map(|free| free.into_iter().map(|it| it.key().to_owned()).collect()),
        taking_part,
        decisions: decisions.into_iter().map(DecisionV2::from).collect(),
        exceptions: exceptions.into_iter().map(ExceptionV2::from).collect(),
    })
}

impl From<Decision> for DecisionV2 {
    fn from(decision: Decision) -> Self {
        let Decision { what, owner, decides, approves, by } = decision;
        Self { what, owner, decides, approves, by }
    }
}

impl From<Exception> for ExceptionV2 {
    fn from(exception: Exception) -> Self {
        let Exception { partner, tier, reason, approved, until } = exception;
        Self { partner, tier, reason, approved, until }
    }
}

impl RecordV2 {
    /// The record, with all that is wrong with it told.
    pub(super) fn read(self, found: &mut Problems) -> Record {
        let Self { question, free, taking_part, decisions, exceptions } = self;
        short("Question", &question, found);
        few("Decisions", decisions.len(), found);
        few("Exceptions", exceptions.len(), found);
        let free = free.map(|keys| {
            let mut free: Vec<Levers> = keys.iter().filter_map(|key| lever(key, found)).collect();
            free.sort_unstable();
            free.dedup();
            free
        });
        let decisions = decisions.into_iter().enumerate().map(|(at, it)| it.read(at + 1, found));
        let decisions = decisions.collect();
        let exceptions = exceptions.into_iter().map(|it| it.read(found)).collect();
        Record { question, free, taking_part, decisions, exceptions }
    }
}

impl DecisionV2 {
    fn read(self, number: usize, found: &mut Problems) -> Decision {
        let Self { what, owner, decides, approves, by } = self;
        let place = format!("Decision {number}");
        for text in [&what, &owner, &decides, &approves] {
            short(&place, text, found);
        }
        date(&place, &by, found);
        Decision { what, owner, decides, approves, by }
    }
}

impl ExceptionV2 {
    fn read(self, found: &mut Problems) -> Exception {
        let Self { partner, tier, reason, approved, until } = self;
        let shown: String = partner.chars().take(40).collect();
        let place = format!("Exception for {shown}");
        for text in [&partner, &tier, &reason, &approved] {
            short(&place, text, found);
        }
        date(&place, &until, found);
        Exception { partner, tier, reason, approved, until }
    }
}

fn lever(key: &str, found: &mut Problems) -> Option<Levers> {
    let levers = Levers::of_key(key);
    if levers.is_none() {
        let known: Vec<&str> = Levers::ALL.into_iter().map(Levers::key).collect();
        found.push(Problem::new(
            key,
            "This group of levers is not known.",
            format!("Use {}.", known.join(", ")),
        ));
    }
    levers
}

fn short(place: &str, text: &str, found: &mut Problems) {
    let length = text.chars().count();
    if length > Record::LONGEST {
        found.push(Problem::new(
            place,
            format!("A text has {length} characters."),
            format!("Use {} at most.", Record::LONGEST),
        ));
    }
}

fn few(place: &str, count: usize, found: &mut Problems) {
    if count > Record::MOST {
        found.push(Problem::new(
            place,
            format!("There are {count}."),
            format!("Keep {} at most.", Record::MOST),
        ));
    }
}

/// Year, month and day, as `2026-11-24`; empty is not said.
fn date(place: &str, text: &str, found: &mut Problems) {
    // One way to write a day, so that equal records are equal documents.
    let is_day = Day::parse(text).is_some_and(|day| day.to_string() == text);
    if !text.is_empty() && !is_day {
        let shown: String = text.chars().take(40).collect();
        found.push(Problem::new(
            place,
            format!("\"{shown}\" is no date."),
            "Write year, month and day as 2026-11-24, or leave it out.",
        ));
    }
}
