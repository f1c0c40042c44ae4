//! The partners with the program they are seen under, and what was made of both once.

use crate::format::{compact, count, decimal};
use std::sync::Arc;
use tierlab_engine::explain::{Lexicon, gate_sentence, measure_name};
use tierlab_engine::portfolio::{Partner, Portfolio};
use tierlab_engine::report::{Concerns, PartnersNow, concerns};
use tierlab_engine::rules::{EPSILON, Gate, Program, Truth};

/// What every panel of the screen looks at; cheap to copy.
#[derive(Clone)]
pub(super) struct Seen {
    pub portfolio: Arc<Portfolio>,
    pub program: Arc<Program>,
    pub now: Arc<PartnersNow>,
    pub concerns: Arc<Concerns>,
    /// Name and id of every partner in small letters, to search in and to sort by.
    pub small: Arc<Vec<String>>,
}

impl PartialEq for Seen {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.portfolio, &other.portfolio) && self.program == other.program
    }
}

impl Seen {
    /// Partners under a program; what does not hang on the program is taken over from before.
    pub(super) fn new(portfolio: Arc<Portfolio>, program: Program, before: Option<&Self>) -> Self {
        let before = before.filter(|before| Arc::ptr_eq(&before.portfolio, &portfolio));
        let small =
            |partner: &Partner| format!("{}\u{0}{}", partner.name, partner.id).to_lowercase();
        Self {
            now: Arc::new(PartnersNow::of(&program, &portfolio)),
            concerns: before.map_or_else(|| Arc::new(concerns(&portfolio)), |b| b.concerns.clone()),
            small: before.map_or_else(
                || Arc::new(portfolio.partners().iter().map(small).collect()),
                |before| before.small.clone(),
            ),
            program: Arc::new(program),
            portfolio,
        }
    }

    pub(super) fn partner(&self, position: usize) -> Option<&Partner> {
        self.portfolio.partners().get(position)
    }

    /// Name of a tier.
    pub(super) fn tier(&self, position: usize) -> String {
        self.program.ladder.tiers.get(position).map_or_else(String::new, |tier| tier.name.clone())
    }

    /// Position of the tier a partner holds.
    pub(super) fn standing(&self, partner: usize) -> usize {
        self.now.standing.get(partner).copied().unwrap_or(0)
    }

    /// What is open for the tier after the one held, in words.
    pub(super) fn open(&self, partner: usize) -> String {
        let position = self.standing(partner) + 1;
        let (Some(tier), Some(trace)) =
            (self.program.ladder.tiers.get(position), self.now.tier(position, partner))
        else {
            return "top tier".to_owned();
        };
        let score = self.now.score.get(partner).copied().unwrap_or(f64::NAN);
        if trace.line.is_some() && score.is_nan() {
            return "too little is known".to_owned();
        }
        let lexicon = Lexicon::new(&self.program, Some(&self.portfolio));
        let mut open = Vec::new();
        if let Some(missing) = trace.line.map(|line| line - score).filter(|by| *by > EPSILON) {
            open.push(format!("{} points", decimal(missing, 1)));
        }
        for (gate, trace) in tier.gates.iter().zip(&trace.gates) {
            let name = gate_name(&lexicon, gate);
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
        if open.is_empty() { "none".to_owned() } else { open.join(", ") }
    }

    /// Revenue by period, NaN is unknown.
    pub(super) fn history(&self, partner: usize) -> Vec<f64> {
        let mut total = vec![0.0; self.portfolio.periods().len()];
        let dimensions = self.program.score.dimensions();
        let part = dimensions.first().and_then(|dimension| dimension.parts.first());
        let reading = part.and_then(|part| part.measure.reading());
        for key in reading.map_or(&[][..], |reading| reading.metrics.as_slice()) {
            let Some(metric) = self.portfolio.metric_index(key) else { return Vec::new() };
            for (sum, value) in total.iter_mut().zip(self.portfolio.history(metric, partner)) {
                *sum += value;
            }
        }
        total
    }
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
