//! The rules as they hold for one partner, taken over field by field.
//!
//! Numbers by segment become this partner's number. What compares partners becomes what it comes to at present: a
//! rank its points, the best of a group the value of its last place. Comments, sources and all money stay behind.

use crate::about::About;
use crate::explain::{Lexicon, measure_name};
use crate::finance::Incentives;
use crate::portfolio::{Partner, same_text};
use crate::rules::{
    Band, Comparator, Dimension, Evaluation, Gate, Keep, Ladder, Measure, MovementRules, Part,
    Program, Quantity, Rule, ScoreModel, Status, Threshold, Tier, Track, ValueFunction,
};

/// Stands for a segment that the partner is not in.
const ELSEWHERE: &str = "another segment";

/// Takes a program over for one partner.
pub(super) struct Taking<'a> {
    evaluation: &'a Evaluation<'a>,
    partner: usize,
    /// Names of what compares partners.
    pub relative: Vec<String>,
}

impl<'a> Taking<'a> {
    pub fn new(evaluation: &'a Evaluation<'a>, partner: usize) -> Self {
        Self { evaluation, partner, relative: Vec::new() }
    }

    /// The whole program.
    pub fn program(&mut self) -> Program {
        let of = self.evaluation.program();
        let tiers: Vec<Tier> = of.ladder.tiers.iter().map(|tier| self.tier(tier)).collect();
        Program {
            edition: of.edition.clone(),
            effective: of.effective,
            score: self.score(&of.score),
            statuses: of
                .statuses
                .iter()
                .map(|status| Status {
                    key: status.key.clone(),
                    name: status.name.clone(),
                    gate: self.gate(&status.gate),
                })
                .collect(),
            incentives: Incentives::none(tiers.len()),
            ladder: Ladder { tiers },
            movement: movement(&of.movement),
            ..Program::bare(&of.name, &of.currency)
        }
    }

    fn score(&mut self, score: &ScoreModel) -> ScoreModel {
        ScoreModel {
            tracks: score.tracks.iter().map(|track| self.track(track)).collect(),
            scale: score.scale,
            minimum_coverage: score.minimum_coverage,
            round: score.round,
        }
    }

    fn track(&mut self, track: &Track) -> Track {
        Track {
            name: track.name.clone(),
            about: About::default(),
            when: track.when.as_ref().map(|gate| self.gate(gate)),
            dimensions: track.dimensions.iter().map(|one| self.dimension(one)).collect(),
            combine: track.combine,
        }
    }

    fn dimension(&mut self, dimension: &Dimension) -> Dimension {
        Dimension {
            key: dimension.key.clone(),
            name: dimension.name.clone(),
            about: About::default(),
            weight: dimension.weight,
            parts: dimension.parts.iter().map(|part| self.part(part)).collect(),
            combine: dimension.combine,
            bounds: dimension.bounds,
        }
    }

    fn part(&mut self, part: &Part) -> Part {
        let times = part.times.iter();
        Part {
            name: part.name.clone(),
            about: About::default(),
            measure: part.measure.clone(),
            value: self.value(&part.name, &part.measure, &part.value),
            times: times
                .map(|(measure, value)| (measure.clone(), self.value(&part.name, measure, value)))
                .collect(),
            when: part.when.as_ref().map(|gate| self.gate(gate)),
            if_unknown: part.if_unknown,
            share: part.share,
            round: part.round,
        }
    }

    fn value(&mut self, name: &str, measure: &Measure, value: &ValueFunction) -> ValueFunction {
        match value {
            ValueFunction::Linear { from, target, points } => ValueFunction::Linear {
                from: *from,
                target: self.quantity(target),
                points: self.quantity(points),
            },
            ValueFunction::Rate { points, per, whole, most } => ValueFunction::Rate {
                points: self.quantity(points),
                per: self.quantity(per),
                whole: *whole,
                most: *most,
            },
            ValueFunction::Rank { .. } => {
                self.compares(name.to_owned());
                let points = self.evaluation.worth(measure, value);
                let points = points.get(self.partner).copied().filter(|points| !points.is_nan());
                let points = points.unwrap_or(0.0);
                let (from, to) = (None, None);
                let (from_included, to_included) = (true, true);
                ValueFunction::Bands(vec![Band { from, from_included, to, to_included, points }])
            }
            other => other.clone(),
        }
    }

    fn tier(&mut self, tier: &Tier) -> Tier {
        Tier {
            name: tier.name.clone(),
            about: About::default(),
            threshold: tier.threshold.as_ref().map(|line| self.threshold(line)),
            gates: tier.gates.iter().map(|gate| self.gate(gate)).collect(),
            keep: tier.keep.as_ref().map(|keep| Keep {
                threshold: keep.threshold.as_ref().map(|line| self.threshold(line)),
                gates: keep.gates.iter().map(|gate| self.gate(gate)).collect(),
            }),
            by_invitation: tier.by_invitation,
            // How many there is room for, and who goes first, is about others.
            capacity: None,
            reviews: tier.reviews,
        }
    }

    fn threshold(&self, threshold: &Threshold) -> Threshold {
        Threshold { comparator: threshold.comparator, points: self.quantity(&threshold.points) }
    }

    /// The partner's own number.
    fn quantity(&self, quantity: &Quantity) -> Quantity {
        let Quantity::By { attribute, .. } = quantity else { return quantity.clone() };
        let own = quantity.column(&self.evaluation.scene()).get(self.partner).copied();
        match own.filter(|number| !number.is_nan()) {
            Some(number) => Quantity::Fixed(number),
            None => unknown(attribute),
        }
    }

    fn gate(&mut self, gate: &Gate) -> Gate {
        let each = |own: &mut Self, list: &[Gate]| -> Vec<Gate> {
            list.iter().map(|gate| own.gate(gate)).collect()
        };
        let rule = match &gate.rule {
            Rule::Compare { measure, comparator, line } => Rule::Compare {
                measure: measure.clone(),
                comparator: *comparator,
                line: self.quantity(line),
            },
            Rule::All(list) => Rule::All(each(self, list)),
            Rule::Any(list) => Rule::Any(each(self, list)),
            Rule::AtLeast { count, must, of } => {
                Rule::AtLeast { count: *count, must: each(self, must), of: each(self, of) }
            }
            Rule::Not(inner) => Rule::Not(Box::new(self.gate(inner))),
            Rule::When { when, then } => {
                Rule::When { when: Box::new(self.gate(when)), then: Box::new(self.gate(then)) }
            }
            Rule::Top { .. } => self.cut(gate),
            Rule::Status(key) => Rule::Status(key.clone()),
            Rule::Is { attribute, values } => {
                Rule::Is { attribute: attribute.clone(), values: self.without_others(values) }
            }
            Rule::Attested(attribute) => Rule::Attested(attribute.clone()),
            Rule::Each { periods, gate } => {
                Rule::Each { periods: *periods, gate: Box::new(self.gate(gate)) }
            }
            Rule::AnyTime { months, gate } => {
                Rule::AnyTime { months: *months, gate: Box::new(self.gate(gate)) }
            }
        };
        Gate::from(rule)
    }

    /// The best of a group as its last place stands: a line.
    fn cut(&mut self, gate: &Gate) -> Rule {
        let Rule::Top { measure, less_is_better, group, .. } = &gate.rule else {
            return gate.rule.clone();
        };
        let portfolio = self.evaluation.scene().portfolio();
        let lexicon = Lexicon::new(self.evaluation.program(), Some(portfolio));
        self.compares(measure_name(&lexicon, measure).to_string());
        let trace = self.evaluation.judged(gate).trace(self.partner);
        let (reach, pass) = if *less_is_better {
            (Comparator::AtMost, Comparator::LessThan)
        } else {
            (Comparator::AtLeast, Comparator::MoreThan)
        };
        let (value, line) = (trace.value.unwrap_or(f64::NAN), trace.line.unwrap_or(f64::NAN));
        // Equal to the last place and yet not among the best: the line has to be passed.
        let strict = reach.holds(value, line).passes() && !trace.truth.passes();
        let place = group.as_deref().unwrap_or("group");
        Rule::Compare {
            measure: measure.clone(),
            comparator: if strict { pass } else { reach },
            line: trace.line.map_or_else(|| unknown(place), Quantity::Fixed),
        }
    }

    /// Texts that a condition names, other partners aside.
    fn without_others(&self, values: &[String]) -> Vec<String> {
        let partners = self.evaluation.scene().portfolio().partners();
        let others = partners.iter().enumerate().filter(|(position, _)| *position != self.partner);
        let others: Vec<&Partner> = others.map(|(_, partner)| partner).collect();
        let another = |value: &str| {
            others.iter().any(|other| same_text(&other.id, value) || same_text(&other.name, value))
        };
        let own: Vec<String> = values.iter().filter(|value| !another(value)).cloned().collect();
        if own.is_empty() { vec!["somebody else".to_owned()] } else { own }
    }

    fn compares(&mut self, name: String) {
        if !self.relative.contains(&name) {
            self.relative.push(name);
        }
    }
}

/// A number that this partner has none of.
fn unknown(attribute: &str) -> Quantity {
    let attribute = attribute.to_owned();
    Quantity::By { attribute, values: vec![(ELSEWHERE.to_owned(), 0.0)], otherwise: None }
}

/// Reviews and how partners move; nothing in it is about others but the comments.
fn movement(rules: &MovementRules) -> MovementRules {
    MovementRules { about: About::default(), ..rules.clone() }
}
