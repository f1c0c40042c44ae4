//! What a measure looked at: its periods, and how many of them are known.

use crate::explain::sentence::counted;
use crate::rules::{Evaluation, Measure, Reading};

/// `2025 Q4 to 2026 Q3, 3 of 4 periods known`; nothing for a measure without readings.
pub(super) fn looked_at(
    evaluation: &Evaluation<'_>,
    measure: &Measure,
    partner: usize,
) -> Option<String> {
    let mut all: Vec<String> = Vec::new();
    for reading in measure.readings() {
        let told = reading_of(evaluation, reading, partner);
        if !all.contains(&told) {
            all.push(told);
        }
    }
    (!all.is_empty()).then(|| all.join("; "))
}

fn reading_of(evaluation: &Evaluation<'_>, reading: &Reading, partner: usize) -> String {
    let portfolio = evaluation.scene().portfolio();
    let Some((span, length)) = evaluation.periods_of(reading.window) else {
        return "no period of the window is recorded".to_owned();
    };
    let periods = portfolio.periods().get(span.clone()).unwrap_or(&[]);
    let name = match (periods.first(), periods.last()) {
        (Some(first), Some(last)) if first != last => format!("{first} to {last}"),
        (Some(only), _) => only.to_string(),
        _ => "no period".to_owned(),
    };
    let known = |key: &String| {
        let index = portfolio.metric_index(key)?;
        let history = portfolio.history(index, partner).get(span.clone())?;
        Some(history.iter().filter(|value| value.is_finite()).count())
    };
    // With several metrics the one that is known least.
    let known = reading.metrics.iter().map(|key| known(key).unwrap_or(0)).min().unwrap_or(0);
    if known == length {
        return name;
    }
    let length = u32::try_from(length).unwrap_or(u32::MAX);
    format!("{name}, {known} of {} known", counted(length, "period", "periods"))
}
