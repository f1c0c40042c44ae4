//! The way to a tier in words: the same on a partner's page and in a notice.

use super::plan::{PlanStep, WayUp};
use crate::explain::Scale;

/// A way in words; its steps, or what is open, stand below.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldWay {
    /// What is found.
    pub title: String,
    /// What that means, or how it is meant.
    pub sub: String,
}

/// A way to a tier, by its name; `stays` when it is the tier that is held.
pub fn told_way(way: &WayUp, tier: &str, stays: bool) -> ToldWay {
    let (title, sub) = match way {
        WayUp::There => (
            format!("There is nothing left to do for {tier}"),
            "Everything it asks is met; the next review that decides on it counts.".to_owned(),
        ),
        WayUp::ByInvitation => (
            format!("{tier} is entered by invitation"),
            "Ask whom you work with what an invitation rests on.".to_owned(),
        ),
        WayUp::FindOut { .. } => (
            format!("For {tier} a figure is missing, and nothing else"),
            "Send it in, or ask whom you work with:".to_owned(),
        ),
        WayUp::NotByFigures { .. } => (
            format!("Your figures alone do not lead to {tier} yet"),
            "What stays open even then:".to_owned(),
        ),
        WayUp::Steps { steps, score, exact, .. } => {
            let smallest = if *exact { "The smallest change" } else { "The smallest change found" };
            let verb = if stays { "keeps" } else { "leads to" };
            let count = match steps.len() {
                1 => "1 step".to_owned(),
                count => format!("{count} steps"),
            };
            let ends = score.map_or_else(String::new, |score| {
                let score = Scale::Plain.rounded((score * 10.0).round() / 10.0, None, "");
                let they = if steps.len() == 1 { "It comes" } else { "Together they come" };
                format!(" {they} to a score of {score}.")
            });
            (
                format!("{smallest} that {verb} {tier} takes {count}"),
                format!(
                    "Measured against your own figures; what a requirement asks comes first.{ends}"
                ),
            )
        }
    };
    ToldWay { title, sub }
}

/// A step as a part of a sentence: `raise revenue from $0.9M to $1.0M (+2.1 points)`.
pub fn step_sentence(step: &PlanStep) -> String {
    let verb = if step.lower { "lower" } else { "raise" };
    let gain = if step.points > 0.005 {
        format!(" (+{})", Scale::Points.distance(step.points, ""))
    } else {
        " (a requirement asks for it)".to_owned()
    };
    format!("{verb} {} from {} to {}{gain}", step.name, step.from, step.to)
}
