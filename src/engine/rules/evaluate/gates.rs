//! Columns of gates: what each node says of every partner.

use super::Evaluation;
use super::measures::{Use, entries};
use super::ranks::TopRule;
use crate::portfolio::{Month, same_text};
use crate::rules::gate::{Gate, Rule};
use crate::rules::measure::{Measure, Source};
use crate::rules::truth::{Comparator, Truth};

/// One node of a gate for every partner.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct GateColumn {
    /// What it says.
    pub truth: Vec<Truth>,
    /// The measure a comparison or a ranking looks at, NaN is unknown; empty elsewhere.
    pub value: Vec<f64>,
    /// The line it is held against, NaN where there is none; empty elsewhere.
    pub line: Vec<f64>,
    /// The nodes inside, in the order of [`Gate::inner`].
    pub inner: Vec<GateColumn>,
}

impl Evaluation<'_> {
    /// What any gate says of every partner, whether it stands in the program or not.
    pub fn judged(&self, gate: &Gate) -> GateColumn {
        self.gate(gate)
    }

    /// What a gate says of every partner.
    pub(super) fn gate(&self, gate: &Gate) -> GateColumn {
        match &gate.rule {
            Rule::Compare { measure, comparator, line } => {
                let value = self.measure(measure, Use::Gate);
                let line = line.column(&self.scene);
                let truth = self.compared(measure, *comparator, &value, &line);
                GateColumn { truth, value, line, inner: Vec::new() }
            }
            Rule::All(list) => {
                self.many(list.iter(), |truths| fold(truths, Truth::Pass, Truth::and))
            }
            Rule::Any(list) => {
                self.many(list.iter(), |truths| fold(truths, Truth::Fail, Truth::or))
            }
            Rule::AtLeast { count, must, of } => {
                let needed = must.len();
                self.many(must.iter().chain(of), |truths| at_least(truths, needed, *count))
            }
            Rule::Not(gate) => {
                self.many([&**gate].into_iter(), |truths| !fold(truths, Truth::Fail, Truth::or))
            }
            Rule::When { when, then } => self.many([&**when, &**then].into_iter(), |truths| {
                let mut truths = truths.iter().copied();
                let when = truths.next().unwrap_or(Truth::Unknown);
                (!when).or(truths.next().unwrap_or(Truth::Unknown))
            }),
            Rule::Top { measure, less_is_better, share, group, places, ties, smallest_group } => {
                let value = self.measure(measure, Use::Gate);
                let rule = TopRule {
                    less_is_better: *less_is_better,
                    share: *share,
                    group: group.as_deref(),
                    places: *places,
                    ties: *ties,
                    smallest_group: *smallest_group,
                };
                let (truth, line) = self.top(&value, &rule);
                GateColumn { truth, value, line, inner: Vec::new() }
            }
            Rule::Status(key) => match self.program.status(key) {
                Some(status) => self.gate(&status.gate),
                None => self.texts(None, |_| Truth::Unknown),
            },
            Rule::Is { attribute, values } => self.texts(Some(attribute), |text| {
                let named = |entry: &str| values.iter().any(|value| same_text(value, entry));
                Truth::of(named(text) || entries(text).any(named))
            }),
            Rule::Attested(attribute) => {
                let now = self.scene.month();
                self.texts(Some(attribute), |text| attested(text, now))
            }
            Rule::Each { periods, gate } => {
                self.over_time(gate, *periods as usize, Truth::Pass, Truth::and)
            }
            Rule::AnyTime { months, gate } => {
                let periods = self.scene.in_periods(*months).max(1);
                self.over_time(gate, periods, Truth::Fail, Truth::or)
            }
        }
    }

    /// A measure held against a line. Of the largest or smallest of several, one that is known can
    /// settle the answer whatever the unknown ones are.
    fn compared(
        &self,
        measure: &Measure,
        comparator: Comparator,
        value: &[f64],
        line: &[f64],
    ) -> Vec<Truth> {
        let one_is_enough = match &measure.source {
            Source::Highest(_) => comparator.wants_more(),
            Source::Lowest(_) => !comparator.wants_more(),
            _ => {
                let pairs = value.iter().zip(line);
                return pairs.map(|(value, line)| comparator.holds(*value, *line)).collect();
            }
        };
        let (start, join): (Truth, fn(Truth, Truth) -> Truth) =
            if one_is_enough { (Truth::Fail, Truth::or) } else { (Truth::Pass, Truth::and) };
        let mut truth = vec![start; line.len()];
        for inner in measure.inner() {
            let mut seen = self.measure(inner, Use::Gate);
            measure.finish(&mut seen);
            for (joined, (value, line)) in truth.iter_mut().zip(seen.iter().zip(line)) {
                *joined = join(*joined, comparator.holds(*value, *line));
            }
        }
        truth
    }

    fn many<'g>(
        &self,
        gates: impl Iterator<Item = &'g Gate>,
        with: impl Fn(&[Truth]) -> Truth,
    ) -> GateColumn {
        let inner: Vec<GateColumn> = gates.map(|gate| self.gate(gate)).collect();
        let mut truths: Vec<Truth> = Vec::with_capacity(inner.len());
        let truth = (0..self.scene.partners())
            .map(|partner| {
                truths.clear();
                truths.extend(inner.iter().filter_map(|column| column.truth.get(partner)));
                with(&truths)
            })
            .collect();
        GateColumn { truth, inner, ..GateColumn::default() }
    }

    fn texts(&self, attribute: Option<&str>, with: impl Fn(&str) -> Truth) -> GateColumn {
        let said = |text: Option<&str>| text.map_or(Truth::Unknown, &with);
        let truth = attribute.and_then(|attribute| self.scene.by_text(attribute, said));
        let truth = truth.unwrap_or_else(|| vec![Truth::Unknown; self.scene.partners()]);
        GateColumn { truth, ..GateColumn::default() }
    }

    /// A gate over the last so many periods; the nodes inside show the present one.
    fn over_time(
        &self,
        gate: &Gate,
        periods: usize,
        start: Truth,
        join: fn(Truth, Truth) -> Truth,
    ) -> GateColumn {
        let mut truth = vec![start; self.scene.partners()];
        let mut inner = Vec::new();
        for ago in 0..periods {
            let Some(scene) = self.scene.back(ago) else {
                for joined in &mut truth {
                    *joined = join(*joined, Truth::Unknown);
                }
                break;
            };
            let column = if ago == 0 { self.gate(gate) } else { self.in_scene(scene).gate(gate) };
            for (joined, seen) in truth.iter_mut().zip(&column.truth) {
                *joined = join(*joined, *seen);
            }
            if ago == 0 {
                inner.push(column);
            }
        }
        GateColumn { truth, inner, ..GateColumn::default() }
    }
}

fn fold(truths: &[Truth], start: Truth, join: fn(Truth, Truth) -> Truth) -> Truth {
    truths.iter().copied().fold(start, join)
}

/// The first `must` all pass and at least `count` of all do.
fn at_least(truths: &[Truth], must: usize, count: usize) -> Truth {
    let needed = fold(truths.get(..must).unwrap_or(truths), Truth::Pass, Truth::and);
    let passed = truths.iter().filter(|truth| truth.passes()).count();
    let possible = truths.iter().filter(|truth| **truth != Truth::Fail).count();
    let enough = match (passed >= count, possible >= count) {
        (true, _) => Truth::Pass,
        (false, true) => Truth::Unknown,
        (false, false) => Truth::Fail,
    };
    needed.and(enough)
}

fn attested(text: &str, now: Option<Month>) -> Truth {
    if let Some(until) = Month::parse(text) {
        return now.map_or(Truth::Unknown, |now| Truth::of(until >= now));
    }
    match text.to_lowercase().as_str() {
        "yes" | "y" | "true" => Truth::Pass,
        "no" | "n" | "false" | "-" => Truth::Fail,
        _ => Truth::Unknown,
    }
}
