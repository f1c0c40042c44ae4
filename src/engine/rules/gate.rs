//! Gates: conditions that the score cannot make up for, as a tree whose every node explains itself.

use super::measure::{Measure, Source};
use super::quantity::Quantity;
use super::truth::Comparator;
use crate::about::About;
use serde::{Deserialize, Serialize};

/// Whether partners with the same value as the last place belong to the top.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ties {
    /// All of them do.
    Included,
    /// None of them does when there is not room for all.
    Excluded,
}

/// How a share of a group becomes a number of places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Places {
    /// Rounded down.
    Down,
    /// Rounded up.
    Up,
    /// Rounded to the nearest, half up.
    Nearest,
}

/// What a gate asks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Rule {
    /// A measure held against a line.
    Compare {
        /// What is looked at.
        measure: Measure,
        /// How it is held against the line.
        comparator: Comparator,
        /// The line.
        line: Quantity,
    },
    /// All of them.
    All(Vec<Gate>),
    /// Any of them.
    Any(Vec<Gate>),
    /// At least `count` of `must` and `of` together, every one of `must` among them.
    AtLeast {
        /// How many.
        count: usize,
        /// Those that must be among them.
        must: Vec<Gate>,
        /// The others.
        of: Vec<Gate>,
    },
    /// Not this.
    Not(Box<Gate>),
    /// `then` has to be met only by those who meet `when`.
    When {
        /// For whom it holds.
        when: Box<Gate>,
        /// What they have to meet.
        then: Box<Gate>,
    },
    /// Among the best of a group.
    Top {
        /// What is ranked.
        measure: Measure,
        /// Whether less is better.
        less_is_better: bool,
        /// Share of the group, 0..=1.
        share: f64,
        /// Text column that makes the groups; everyone is one group without it.
        group: Option<String>,
        /// How the share becomes places.
        places: Places,
        /// What happens at equal values.
        ties: Ties,
        /// Groups with fewer ranked partners have no places.
        smallest_group: u32,
    },
    /// Holds a status of this program.
    Status(String),
    /// A text column is one of these (upper and lower case are one), or lists one of these.
    Is {
        /// Name of the text column.
        attribute: String,
        /// The values.
        values: Vec<String>,
    },
    /// Someone vouches for it: the text column says `yes`, or a date that has not passed.
    Attested(String),
    /// Met in each of the last so many periods.
    Each {
        /// How many periods, the present one included.
        periods: u32,
        /// What has to be met.
        gate: Box<Gate>,
    },
    /// Met in at least one period of the last so many months.
    AnyTime {
        /// How many months, the present one included.
        months: u32,
        /// What has to be met.
        gate: Box<Gate>,
    },
}

/// A condition with comments.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Gate {
    /// Where it comes from.
    pub about: About,
    /// What it asks.
    pub rule: Rule,
}

impl From<Rule> for Gate {
    fn from(rule: Rule) -> Self {
        Self { about: About::default(), rule }
    }
}

impl Gate {
    /// A measure at or above a line.
    pub fn at_least(measure: Measure, line: impl Into<Quantity>) -> Self {
        Self::from(Rule::Compare { measure, comparator: Comparator::AtLeast, line: line.into() })
    }

    /// A dimension of the score at or above a line.
    pub fn dimension(key: &str, minimum: f64) -> Self {
        Self::at_least(Measure::plain(Source::Dimension(key.to_owned())), minimum)
    }

    /// Key and least value, when the gate is a plain minimum of a dimension.
    pub fn as_dimension(&self) -> Option<(&str, f64)> {
        match &self.rule {
            Rule::Compare { measure, comparator: Comparator::AtLeast, line } => {
                let plain = measure.bounds == (None, None) && measure.round.is_none();
                match &measure.source {
                    Source::Dimension(key) if plain => Some((key, line.fixed()?)),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// Gates inside this one.
    pub fn inner(&self) -> Vec<&Gate> {
        match &self.rule {
            Rule::All(list) | Rule::Any(list) => list.iter().collect(),
            Rule::AtLeast { must, of, .. } => must.iter().chain(of).collect(),
            Rule::Not(gate) | Rule::Each { gate, .. } | Rule::AnyTime { gate, .. } => vec![gate],
            Rule::When { when, then } => vec![when, then],
            _ => Vec::new(),
        }
    }

    /// The same, to be changed.
    pub fn inner_mut(&mut self) -> Vec<&mut Gate> {
        match &mut self.rule {
            Rule::All(list) | Rule::Any(list) => list.iter_mut().collect(),
            Rule::AtLeast { must, of, .. } => must.iter_mut().chain(of).collect(),
            Rule::Not(gate) | Rule::Each { gate, .. } | Rule::AnyTime { gate, .. } => vec![gate],
            Rule::When { when, then } => vec![when, then],
            _ => Vec::new(),
        }
    }

    /// The measure it looks at itself.
    pub fn measure(&self) -> Option<&Measure> {
        match &self.rule {
            Rule::Compare { measure, .. } | Rule::Top { measure, .. } => Some(measure),
            _ => None,
        }
    }

    /// How many nodes the tree has.
    pub fn size(&self) -> usize {
        1 + self.inner().into_iter().map(Gate::size).sum::<usize>()
    }
}
