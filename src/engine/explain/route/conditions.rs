//! Conditions as functions of the improvements.

use super::model::{Model, Moved};
use crate::explain::conditions::gate_sentence;
use crate::explain::lexicon::Lexicon;
use crate::explain::sentence::Sentence;
use crate::rules::{Comparator, Gate, GateTrace, Rule, Source, Truth};

/// What a comparison looks at.
pub(super) enum Looks {
    At(Moved),
    Score,
    Dimension(String),
}

/// A condition with this partner's numbers.
pub(super) enum Node {
    /// No effort changes it.
    Stays(Truth, Box<Gate>),
    Compare {
        looks: Looks,
        comparator: Comparator,
        line: f64,
        gate: Box<Gate>,
    },
    All(Vec<Node>),
    Any(Vec<Node>),
    AtLeast {
        count: usize,
        must: usize,
        inner: Vec<Node>,
    },
    Not(Box<Node>, Box<Gate>),
    When(Box<Node>, Box<Node>),
}

/// A condition of a program for the partner of a model.
pub(super) fn node(model: &Model<'_>, gate: &Gate) -> Node {
    let trace = model.evaluation.judged(gate).trace(model.partner);
    build(model, gate, &trace)
}

fn build(model: &Model<'_>, gate: &Gate, trace: &GateTrace) -> Node {
    let inner = || -> Vec<Node> {
        let pairs = gate.inner().into_iter().zip(&trace.inner);
        pairs.map(|(gate, trace)| build(model, gate, trace)).collect()
    };
    let stays = || Node::Stays(trace.truth, Box::new(gate.clone()));
    match &gate.rule {
        Rule::Compare { measure, comparator, .. } => {
            // Limits and rounding of a score or dimension are rare; they then count as they are now.
            let plain = measure.bounds == (None, None) && measure.round.is_none();
            let looks = match &measure.source {
                Source::Score if plain => Looks::Score,
                Source::Dimension(key) if plain => Looks::Dimension(key.clone()),
                _ => Looks::At(model.moved(measure, trace.value.unwrap_or(f64::NAN))),
            };
            let line = trace.line.unwrap_or(f64::NAN);
            Node::Compare { looks, comparator: *comparator, line, gate: Box::new(gate.clone()) }
        }
        Rule::All(_) => Node::All(inner()),
        Rule::Any(_) => Node::Any(inner()),
        Rule::AtLeast { count, must, .. } => {
            Node::AtLeast { count: *count, must: must.len(), inner: inner() }
        }
        Rule::Not(_) => match inner().pop() {
            Some(node) => Node::Not(Box::new(node), Box::new(gate.clone())),
            None => stays(),
        },
        Rule::When { .. } => {
            let mut inner = inner().into_iter();
            match (inner.next(), inner.next()) {
                (Some(when), Some(then)) => Node::When(Box::new(when), Box::new(then)),
                _ => stays(),
            }
        }
        Rule::Status(key) => match model.evaluation.program().status(key) {
            Some(status) => node(model, &status.gate),
            None => stays(),
        },
        _ => stays(),
    }
}

impl Node {
    /// What it says after these improvements.
    pub fn truth(&self, model: &Model<'_>, steps: &[f64]) -> Truth {
        let each = |list: &[Self]| -> Vec<Truth> {
            list.iter().map(|node| node.truth(model, steps)).collect()
        };
        match self {
            Self::Stays(truth, _) => *truth,
            Self::Compare { looks, comparator, line, .. } => {
                let value = match looks {
                    Looks::At(moved) => moved.at(steps),
                    Looks::Score => model.score(steps).unwrap_or(f64::NAN),
                    Looks::Dimension(key) => model.dimension_at(key, steps),
                };
                comparator.holds(value, *line)
            }
            Self::All(list) => each(list).into_iter().fold(Truth::Pass, Truth::and),
            Self::Any(list) => each(list).into_iter().fold(Truth::Fail, Truth::or),
            Self::AtLeast { count, must, inner } => {
                let truths = each(inner);
                let needed = truths.iter().take(*must).copied().fold(Truth::Pass, Truth::and);
                let passed = truths.iter().filter(|truth| truth.passes()).count();
                let possible = truths.iter().filter(|truth| **truth != Truth::Fail).count();
                needed.and(match (passed >= *count, possible >= *count) {
                    (true, _) => Truth::Pass,
                    (false, true) => Truth::Unknown,
                    (false, false) => Truth::Fail,
                })
            }
            Self::Not(node, _) => !node.truth(model, steps),
            Self::When(when, then) => (!when.truth(model, steps)).or(then.truth(model, steps)),
        }
    }

    /// Whether an effort can change it.
    pub fn moves(&self) -> bool {
        match self {
            Self::Stays(..) => false,
            Self::Compare { looks: Looks::At(moved), .. } => moved.effort.is_some(),
            Self::Compare { .. } => true,
            Self::All(list) | Self::Any(list) | Self::AtLeast { inner: list, .. } => {
                list.iter().any(Self::moves)
            }
            Self::Not(node, _) => node.moves(),
            Self::When(when, then) => when.moves() || then.moves(),
        }
    }

    /// Comparisons in it, however deep.
    pub fn comparisons(&self) -> Vec<(&Looks, Comparator, f64)> {
        match self {
            Self::Stays(..) => Vec::new(),
            Self::Compare { looks, comparator, line, .. } => vec![(looks, *comparator, *line)],
            Self::All(list) | Self::Any(list) | Self::AtLeast { inner: list, .. } => {
                list.iter().flat_map(Self::comparisons).collect()
            }
            Self::Not(node, _) => node.comparisons(),
            Self::When(when, then) => {
                when.comparisons().into_iter().chain(then.comparisons()).collect()
            }
        }
    }

    /// The conditions in it that come out this way and matter.
    pub fn tell(
        &self,
        model: &Model<'_>,
        lexicon: &Lexicon<'_>,
        steps: &[f64],
        truth: Truth,
        told: &mut Vec<Sentence>,
    ) {
        if self.truth(model, steps) != truth {
            return;
        }
        match self {
            Self::Stays(_, gate) | Self::Compare { gate, .. } | Self::Not(_, gate) => {
                let sentence = gate_sentence(lexicon, gate);
                if !told.contains(&sentence) {
                    told.push(sentence);
                }
            }
            Self::All(list) | Self::Any(list) | Self::AtLeast { inner: list, .. } => {
                for node in list {
                    node.tell(model, lexicon, steps, truth, told);
                }
            }
            Self::When(when, then) => {
                let before = told.len();
                then.tell(model, lexicon, steps, truth, told);
                if told.len() == before {
                    when.tell(model, lexicon, steps, truth, told);
                }
            }
        }
    }
}
