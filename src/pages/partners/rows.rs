//! One row per partner, computed once: score, standing, gap to the next line, what is open.

use crate::format::{compact, count, decimal};
use tierlab_engine::explain::{Lexicon, gate_sentence, measure_name};
use tierlab_engine::portfolio::Portfolio;
use tierlab_engine::report::{PartnerScore, partner_scores};
use tierlab_engine::rules::{EPSILON, Gate, Program, Truth};

/// A partner as the table shows it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    pub position: usize,
    pub id: String,
    pub name: String,
    pub standing: usize,
    /// 0..=100; NaN is unknown.
    pub score: f64,
    /// Points to the nearest line above or, where the partner is at the top, above it.
    pub gap: Option<f64>,
    /// What is open for the next tier, in words.
    pub open: String,
    /// Whether a gate holds it below a line it clears.
    pub held: bool,
    /// Revenue over the last year; NaN is unknown.
    pub revenue: f64,
    /// History of revenue, NaN is unknown.
    pub history: Vec<f64>,
    /// Share of the score's weight that is known, 0..=1.
    pub coverage: f64,
}

/// Rows for every partner, in the order of the portfolio.
pub(super) fn rows(program: &Program, portfolio: &Portfolio) -> Vec<Row> {
    let scores = partner_scores(program, portfolio);
    let lexicon = Lexicon::new(program, Some(portfolio));
    portfolio
        .partners()
        .iter()
        .zip(&scores)
        .enumerate()
        .map(|(position, (partner, score))| {
            let value = score.trace.score.unwrap_or(f64::NAN);
            let (gap, open) = next(&lexicon, score);
            let revenue = score
                .trace
                .dimensions
                .first()
                .and_then(|dimension| dimension.parts.first()?.measure)
                .unwrap_or(f64::NAN);
            Row {
                position,
                id: partner.id.clone(),
                name: partner.name.clone(),
                standing: score.standing,
                score: value,
                gap,
                open,
                held: !score.qualification.blocked.is_empty(),
                revenue,
                history: history(program, portfolio, position),
                coverage: score.trace.coverage,
            }
        })
        .collect()
}

/// Points to the line of the next tier (negative when it is cleared) and what is open for it.
fn next(lexicon: &Lexicon<'_>, score: &PartnerScore) -> (Option<f64>, String) {
    let program = lexicon.program();
    let position = score.standing + 1;
    let (Some(tier), Some(trace)) = (program.ladder.tiers.get(position), score.tiers.get(position))
    else {
        return (None, "top tier".to_owned());
    };
    let missing = match (trace.line, score.trace.score) {
        (Some(_), None) => return (None, "too little is known".to_owned()),
        (Some(line), Some(points)) => Some(line - points),
        (None, _) => None,
    };
    let mut open = Vec::new();
    if let Some(missing) = missing.filter(|missing| *missing > EPSILON) {
        open.push(format!("{} points", decimal(missing, 1)));
    }
    for (gate, trace) in tier.gates.iter().zip(&trace.gates) {
        let name = gate_name(lexicon, gate);
        match (trace.truth, trace.value, trace.line) {
            (Truth::Pass, ..) => {}
            (Truth::Unknown, ..) => open.push(format!("{name} unknown")),
            (Truth::Fail, Some(value), Some(line)) => {
                // Rounding never hides what is missing.
                let same = short(value) == short(line);
                let value = if same { compact(value) } else { short(value) };
                open.push(format!("{name} {value} of {}", short(line)));
            }
            (Truth::Fail, ..) => open.push(name),
        }
    }
    (missing, if open.is_empty() { "none".to_owned() } else { open.join(", ") })
}

/// As short as it still says something: whole from 100 on, one decimal below.
fn short(value: f64) -> String {
    if value.abs() >= 100.0 { count(value) } else { compact((value * 10.0).round() / 10.0) }
}

/// What a condition looks at, or the condition itself where it looks at several things.
fn gate_name(lexicon: &Lexicon<'_>, gate: &Gate) -> String {
    match gate.measure() {
        Some(measure) => measure_name(lexicon, measure).inline(),
        None => gate_sentence(lexicon, gate).to_string(),
    }
}

fn history(program: &Program, portfolio: &Portfolio, partner: usize) -> Vec<f64> {
    let mut total = vec![0.0; portfolio.periods().len()];
    let part = program.score.dimensions().first().and_then(|dimension| dimension.parts.first());
    let reading = part.and_then(|part| part.measure.reading());
    for key in reading.map_or(&[][..], |reading| reading.metrics.as_slice()) {
        let Some(metric) = portfolio.metric_index(key) else { return Vec::new() };
        for (sum, value) in total.iter_mut().zip(portfolio.history(metric, partner)) {
            *sum += value;
        }
    }
    total
}
