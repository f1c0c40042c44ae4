//! Tiers in order. A partner's tier is the highest one it may enter, even over one it may not: gates
//! need not be nested.

use super::gate::Gate;
use super::movement::Cadence;
use super::quantity::Quantity;
use super::truth::Comparator;
use crate::about::About;
use crate::portfolio::same_text;
use serde::{Deserialize, Serialize};

/// The line of the score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Threshold {
    /// At least, or more than.
    pub comparator: Comparator,
    /// The line, in points.
    pub points: Quantity,
}

/// What a partner that holds a tier has to meet to keep it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Keep {
    /// The line of the score; none when the score does not matter.
    pub threshold: Option<Threshold>,
    /// All of these.
    pub gates: Vec<Gate>,
}

/// Most partners a tier has room for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Capacity {
    /// How many.
    pub most: u32,
    /// What decides who gets in, more is better: the score when there is none. Partners that are equal
    /// to nine decimals are taken in the order of their ids, those of whom it is unknown last. Who is
    /// in stays in.
    pub by: Option<super::Measure>,
}

/// One step of the ladder.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tier {
    /// Name for people.
    pub name: String,
    /// Where it comes from.
    pub about: About,
    /// The line of the score; none when the score does not matter.
    pub threshold: Option<Threshold>,
    /// All of these have to be met to enter.
    pub gates: Vec<Gate>,
    /// What has to be met to stay; without it the same as to enter. The buffer of the movement rules comes
    /// off the line of the score in both cases.
    pub keep: Option<Keep>,
    /// Entered by invitation only: no review moves a partner up into it.
    pub by_invitation: bool,
    /// Room in it; without it there is room for everyone.
    pub capacity: Option<Capacity>,
    /// When it is decided who enters it and who loses it; without it, when the movement rules say. A
    /// partner enters it only at such a review, and one that holds it loses it only at such a review: it
    /// then goes to what it qualifies for, whether that is due or not. At a review a partner moves up to
    /// the highest tier it qualifies for of those that are due; all other movement rules apply as ever.
    pub reviews: Option<Cadence>,
}

/// Tiers from the lowest up.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ladder {
    /// The tiers, lowest first; the lowest takes everyone.
    pub tiers: Vec<Tier>,
}

impl Threshold {
    /// At least so many points.
    pub fn at_least(points: impl Into<Quantity>) -> Self {
        Self { comparator: Comparator::AtLeast, points: points.into() }
    }
}

impl Tier {
    /// A tier entered at a line of the score; 0 is no line.
    pub fn at(name: &str, points: f64, gates: Vec<Gate>) -> Self {
        Self {
            name: name.to_owned(),
            about: About::default(),
            threshold: (points != 0.0).then(|| Threshold::at_least(points)),
            gates,
            keep: None,
            by_invitation: false,
            capacity: None,
            reviews: None,
        }
    }

    /// The line of the score that most partners are held to; 0 when the score does not matter.
    pub fn line(&self) -> f64 {
        self.threshold.as_ref().map_or(0.0, |threshold| threshold.points.usual())
    }

    /// Moves the line of the score; of lines by segment, the one for everyone else.
    pub fn set_line(&mut self, points: f64) {
        match &mut self.threshold {
            Some(Threshold { points: Quantity::By { otherwise, .. }, .. }) => {
                *otherwise = Some(points);
            }
            Some(threshold) => threshold.points = Quantity::Fixed(points),
            None => self.threshold = Some(Threshold::at_least(points)),
        }
    }
}

/// Positions of a tier in an old ladder and in a new one.
pub type TierPlaces = (Option<usize>, Option<usize>);

/// Tiers of two ladders matched by name, upper and lower case being one; those that are left and stand at
/// one position were renamed. The new ladder's order first, then what is gone.
pub fn same_tiers(old: &Ladder, new: &Ladder) -> Vec<TierPlaces> {
    let mut left: Vec<usize> = (0..old.tiers.len()).collect();
    let mut found: Vec<TierPlaces> = Vec::new();
    for (position, tier) in new.tiers.iter().enumerate() {
        let same = left.iter().position(|place| {
            old.tiers.get(*place).is_some_and(|before| same_text(&before.name, &tier.name))
        });
        found.push((same.map(|index| left.remove(index)), Some(position)));
    }
    for pair in found.iter_mut().filter(|pair| pair.0.is_none()) {
        let same = left.iter().position(|place| Some(*place) == pair.1);
        pair.0 = same.map(|index| left.remove(index));
    }
    found.extend(left.into_iter().map(|place| (Some(place), None)));
    found
}
