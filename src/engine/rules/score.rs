//! The score: parts make dimensions, dimensions make a track, the best track counts.
//!
//! Means: `score = scale/100 · Σ w_d v_d / Σ w_d` over the dimensions that are known, `v_d` in 0..=100.
//! Sums: the points of the dimensions that are known. Below the minimum coverage (share of the
//! weight that is known) the score is unknown.

use super::gate::Gate;
use super::measure::Measure;
use super::value_function::ValueFunction;
use crate::about::About;
use serde::{Deserialize, Serialize};

/// How several values become one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Combine {
    /// Weighted mean: a strong value makes up for a weak one.
    #[default]
    Mean,
    /// Weighted geometric mean: a zero cannot be made up for.
    Geometric,
    /// Sum of points.
    Sum,
}

/// One measured thing inside a dimension.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// Name for people.
    pub name: String,
    /// Where it comes from.
    pub about: About,
    /// What is looked at.
    pub measure: Measure,
    /// Measure → points; 0..=100 where parts are averaged.
    pub value: ValueFunction,
    /// Further measures whose values multiply (band × band). Nothing times an unknown is nothing.
    pub times: Vec<(Measure, ValueFunction)>,
    /// Only who passes this gets points; all others get 0.
    pub when: Option<Gate>,
    /// Points of a partner whose points are unknown, because a measure is or because it is unknown
    /// whether `when` is passed; without it the part is unknown.
    pub if_unknown: Option<f64>,
    /// Share within an averaged dimension, > 0; shares need not add up to 1.
    pub share: f64,
    /// Decimals the points are rounded to.
    pub round: Option<u8>,
}

/// A named group of parts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Dimension {
    /// Stable name, unique within its track.
    pub key: String,
    /// Name for people.
    pub name: String,
    /// Where it comes from.
    pub about: About,
    /// Weight in an averaged score and in the coverage, > 0; weights need not add up to 1.
    pub weight: f64,
    /// What it is made of.
    pub parts: Vec<Part>,
    /// How the parts become one value.
    pub combine: Combine,
    /// Least and most it counts for.
    pub bounds: (Option<f64>, Option<f64>),
}

/// One way to be scored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Track {
    /// Name for people; empty when there is only one.
    pub name: String,
    /// Where it comes from.
    pub about: About,
    /// Who is scored on it; everyone without it.
    pub when: Option<Gate>,
    /// The dimensions in the order shown.
    pub dimensions: Vec<Dimension>,
    /// How the dimensions become the score.
    pub combine: Combine,
}

/// How partners are scored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ScoreModel {
    /// Parallel ways to be scored, the best one counts; none when the tiers have gates only.
    pub tracks: Vec<Track>,
    /// Top of the scale: what a mean of 100 becomes, and where the axis ends.
    pub scale: f64,
    /// Least share of the weight that must be known for a score, 0..=1.
    pub minimum_coverage: f64,
    /// Decimals the score is rounded to before it is compared.
    pub round: Option<u8>,
}

impl Part {
    /// A part with nothing special about it.
    pub fn plain(name: &str, measure: Measure, value: ValueFunction) -> Self {
        Self {
            name: name.to_owned(),
            about: About::default(),
            measure,
            value,
            times: Vec::new(),
            when: None,
            if_unknown: None,
            share: 1.0,
            round: None,
        }
    }
}

impl Dimension {
    /// An averaged dimension.
    pub fn mean(key: &str, name: &str, weight: f64, parts: Vec<Part>) -> Self {
        Self {
            key: key.to_owned(),
            name: name.to_owned(),
            about: About::default(),
            weight,
            parts,
            combine: Combine::Mean,
            bounds: (None, None),
        }
    }
}

impl ScoreModel {
    /// No score: the tiers have gates only.
    pub fn none() -> Self {
        Self { tracks: Vec::new(), scale: 100.0, minimum_coverage: 0.0, round: None }
    }

    /// One track of averaged dimensions on a scale of 100.
    pub fn mean(dimensions: Vec<Dimension>, minimum_coverage: f64) -> Self {
        let track = Track {
            name: String::new(),
            about: About::default(),
            when: None,
            dimensions,
            combine: Combine::Mean,
        };
        Self { tracks: vec![track], scale: 100.0, minimum_coverage, round: None }
    }

    /// The dimensions of the first track: those the screens show and the simulation moves.
    pub fn dimensions(&self) -> &[Dimension] {
        self.tracks.first().map_or(&[], |track| track.dimensions.as_slice())
    }

    /// The same, to be changed.
    pub fn dimensions_mut(&mut self) -> &mut [Dimension] {
        self.tracks.first_mut().map_or(&mut [], |track| track.dimensions.as_mut_slice())
    }

    /// Position of the dimension with this key in the first track.
    pub fn dimension_index(&self, key: &str) -> Option<usize> {
        self.dimensions().iter().position(|dimension| dimension.key == key)
    }
}
