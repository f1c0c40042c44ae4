//! The score in a document.

use super::super::place::Place;
use super::gate::GateV2;
use super::measure::{MeasureV2, one_of};
use super::value::ValueV2;
use crate::problem::{Problem, Problems};
use crate::rules::{About, Combine, Dimension, Part, ScoreModel, Track};
use serde::{Deserialize, Serialize};

/// How partners are scored: parts make dimensions, dimensions make a track, and the best track
/// counts. Either `dimensions` for one way to be scored, or `tracks` for several.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Score", transform = super::super::schema::score))]
#[serde(default, deny_unknown_fields)]
pub(super) struct ScoreV2 {
    /// Top of the scale: what a mean of 100 becomes, and where the axis ends.
    #[cfg_attr(feature = "schema", schemars(range(min = 1e-6, max = 1e9)))]
    scale: f64,
    /// Least share of the weight that must be known for a score, 0 to 1; below it the score is
    /// unknown.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 1)))]
    minimum_coverage: f64,
    /// Decimals the score is rounded to before it is compared.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 9)))]
    #[serde(skip_serializing_if = "Option::is_none")]
    round: Option<u8>,
    /// How the dimensions become the score; a mean without it. Only with `dimensions`.
    #[serde(skip_serializing_if = "Option::is_none")]
    combine: Option<CombineV2>,
    /// One way to be scored.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 12)))]
    #[serde(skip_serializing_if = "Option::is_none")]
    dimensions: Option<Vec<DimensionV2>>,
    /// Several ways to be scored, the best one counts.
    #[cfg_attr(feature = "schema", schemars(length(max = 12)))]
    #[serde(skip_serializing_if = "Option::is_none")]
    tracks: Option<Vec<TrackV2>>,
}

/// One of several ways to be scored.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Track", extend("required" = ["name", "dimensions"])))]
#[serde(default, deny_unknown_fields)]
struct TrackV2 {
    /// Name for people.
    name: String,
    /// Who is scored on it; everyone without it. It cannot ask for the score.
    #[serde(skip_serializing_if = "Option::is_none")]
    when: Option<GateV2>,
    /// How the dimensions become the score; a mean without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    combine: Option<CombineV2>,
    /// What is scored, in the order shown.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 12)))]
    dimensions: Vec<DimensionV2>,
    /// The page or contract it is taken from.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    /// What a reader should know.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    /// The date of the source, as written there.
    #[serde(skip_serializing_if = "Option::is_none")]
    as_of: Option<String>,
}

/// How several values become one.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Combine"))]
#[serde(rename_all = "lowercase")]
enum CombineV2 {
    /// Weighted mean: a strong value makes up for a weak one.
    Mean,
    /// Weighted geometric mean: a zero cannot be made up for.
    Geometric,
    /// Sum of points.
    Sum,
}

/// A named group of parts.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Dimension"))]
#[serde(deny_unknown_fields)]
struct DimensionV2 {
    /// Stable name, unique within its track; gates name it.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    key: String,
    /// Name for people; the key without it.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 200)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    /// Weight in an averaged score and in the coverage, from 1e-9; weights need not add up to 1.
    #[cfg_attr(feature = "schema", schemars(range(min = 1e-9, max = 1e15)))]
    #[serde(default = "one", skip_serializing_if = "is_one")]
    weight: f64,
    /// How the parts become one value; without it a sum inside a sum, else a mean. Parts that are
    /// averaged are worth 0 to 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    combine: Option<CombineV2>,
    /// Least it counts for, in points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    floor: Option<f64>,
    /// Most it counts for, in points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cap: Option<f64>,
    /// What it is made of.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 100)))]
    parts: Vec<PartV2>,
    /// The page or contract it is taken from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    /// What a reader should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    /// The date of the source, as written there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    as_of: Option<String>,
}

/// One measured thing inside a dimension: what is looked at, and what it is worth.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Part"))]
#[serde(deny_unknown_fields)]
struct PartV2 {
    /// Name for people.
    name: String,
    /// What is looked at. It cannot be the score.
    measure: MeasureV2,
    /// Measure to points; 0 to 100 where parts are averaged.
    value: ValueV2,
    /// Further measures whose values multiply.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    times: Vec<FactorV2>,
    /// Only who passes this gets points; all others get 0. It cannot ask for the score.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    when: Option<GateV2>,
    /// Points of a partner whose measure is unknown; without it the part is unknown and left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    if_unknown: Option<f64>,
    /// Share within an averaged dimension, from 1e-9; shares need not add up to 1.
    #[cfg_attr(feature = "schema", schemars(range(min = 1e-9, max = 1e15)))]
    #[serde(default = "one", skip_serializing_if = "is_one")]
    share: f64,
    /// Decimals the points are rounded to.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 9)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    round: Option<u8>,
    /// The page or contract it is taken from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    /// What a reader should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    /// The date of the source, as written there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    as_of: Option<String>,
}

/// A measure whose value multiplies the points of a part.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Factor"))]
#[serde(deny_unknown_fields)]
struct FactorV2 {
    /// What is looked at.
    measure: MeasureV2,
    /// Measure to factor.
    value: ValueV2,
}

fn one() -> f64 {
    1.0
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
fn is_one(value: &f64) -> bool {
    value.to_bits() == 1.0_f64.to_bits()
}

impl Default for ScoreV2 {
    fn default() -> Self {
        Self {
            scale: 100.0,
            minimum_coverage: 0.7,
            round: None,
            combine: None,
            dimensions: None,
            tracks: None,
        }
    }
}

impl CombineV2 {
    fn read(self) -> Combine {
        match self {
            Self::Mean => Combine::Mean,
            Self::Geometric => Combine::Geometric,
            Self::Sum => Combine::Sum,
        }
    }

    fn write(combine: Combine) -> Self {
        match combine {
            Combine::Mean => Self::Mean,
            Combine::Geometric => Self::Geometric,
            Combine::Sum => Self::Sum,
        }
    }

    /// What it is when nothing is written: a mean.
    fn unless_mean(combine: Combine) -> Option<Self> {
        (combine != Combine::Mean).then(|| Self::write(combine))
    }
}

/// How the parts of a dimension join when nothing is written: sums inside a sum, else a mean.
fn usual(track: Combine) -> Combine {
    if track == Combine::Sum { Combine::Sum } else { Combine::Mean }
}

impl ScoreV2 {
    /// Nothing is written for a program without a score.
    pub(super) fn write(score: &ScoreModel) -> Option<Self> {
        let base = Self {
            scale: score.scale,
            minimum_coverage: score.minimum_coverage,
            round: score.round,
            ..Self::default()
        };
        let single = |track: &Track| {
            track.name.is_empty() && track.when.is_none() && track.about == About::default()
        };
        match score.tracks.as_slice() {
            [] if *score == ScoreModel::none() => None,
            [track] if single(track) => Some(Self {
                combine: CombineV2::unless_mean(track.combine),
                dimensions: Some(dimensions(track)),
                ..base
            }),
            tracks => {
                let tracks = tracks.iter().map(TrackV2::from).collect();
                Some(Self { tracks: Some(tracks), ..base })
            }
        }
    }

    pub(super) fn read(self, place: &Place, found: &mut Problems) -> ScoreModel {
        one_of(
            &[("dimensions", self.dimensions.is_some()), ("tracks", self.tracks.is_some())],
            place,
            found,
        );
        if self.tracks.is_some() && self.combine.is_some() {
            found.push(Problem::new(
                place.field("combine").to_string(),
                "Every track says for itself how it combines its dimensions.",
                "Move combine into the tracks.",
            ));
        }
        let tracks = match (self.dimensions, self.tracks) {
            (Some(dimensions), _) => {
                let combine = self.combine;
                let single = TrackV2 { combine, dimensions, ..TrackV2::default() };
                vec![single.read(place, found)]
            }
            (None, tracks) => {
                if self.combine.is_some() {
                    found.push(Problem::new(
                        place.field("combine").to_string(),
                        "It has tracks, and each says by itself how it is put together.",
                        "Move it into the tracks.",
                    ));
                }
                let place = place.field("tracks");
                let tracks = tracks.unwrap_or_default().into_iter().enumerate();
                tracks.map(|(index, track)| track.read(&place.item(index), found)).collect()
            }
        };
        ScoreModel {
            tracks,
            scale: self.scale,
            minimum_coverage: self.minimum_coverage,
            round: self.round,
        }
    }
}

fn dimensions(track: &Track) -> Vec<DimensionV2> {
    let combine =
        |combine: Combine| (combine != usual(track.combine)).then(|| CombineV2::write(combine));
    track
        .dimensions
        .iter()
        .map(|dimension| DimensionV2 {
            key: dimension.key.clone(),
            name: (dimension.name != dimension.key).then(|| dimension.name.clone()),
            weight: dimension.weight,
            combine: combine(dimension.combine),
            floor: dimension.bounds.0,
            cap: dimension.bounds.1,
            parts: dimension.parts.iter().map(PartV2::from).collect(),
            source: dimension.about.source.clone(),
            note: dimension.about.note.clone(),
            as_of: dimension.about.as_of.clone(),
        })
        .collect()
}

impl From<&Track> for TrackV2 {
    fn from(track: &Track) -> Self {
        Self {
            name: track.name.clone(),
            when: track.when.as_ref().map(GateV2::from),
            combine: CombineV2::unless_mean(track.combine),
            dimensions: dimensions(track),
            source: track.about.source.clone(),
            note: track.about.note.clone(),
            as_of: track.about.as_of.clone(),
        }
    }
}

impl TrackV2 {
    fn read(self, place: &Place, found: &mut Problems) -> Track {
        let combine = self.combine.map_or(Combine::Mean, CombineV2::read);
        let inner = place.field("dimensions");
        let dimensions = self.dimensions.into_iter().enumerate();
        let dimensions = dimensions
            .map(|(index, dimension)| dimension.read(combine, &inner.item(index), found))
            .collect();
        Track {
            name: self.name,
            about: About { source: self.source, note: self.note, as_of: self.as_of },
            when: self.when.map(|gate| gate.read(&place.field("when"), found)),
            dimensions,
            combine,
        }
    }
}

impl DimensionV2 {
    fn read(self, track: Combine, place: &Place, found: &mut Problems) -> Dimension {
        let inner = place.field("parts");
        let parts = self.parts.into_iter().enumerate();
        Dimension {
            name: self.name.unwrap_or_else(|| self.key.clone()),
            key: self.key,
            about: About { source: self.source, note: self.note, as_of: self.as_of },
            weight: self.weight,
            parts: parts.map(|(index, part)| part.read(&inner.item(index), found)).collect(),
            combine: self.combine.map_or(usual(track), CombineV2::read),
            bounds: (self.floor, self.cap),
        }
    }
}

impl From<&Part> for PartV2 {
    fn from(part: &Part) -> Self {
        let times = part
            .times
            .iter()
            .map(|(measure, value)| FactorV2 { measure: measure.into(), value: value.into() });
        Self {
            name: part.name.clone(),
            measure: (&part.measure).into(),
            value: (&part.value).into(),
            times: times.collect(),
            when: part.when.as_ref().map(GateV2::from),
            if_unknown: part.if_unknown,
            share: part.share,
            round: part.round,
            source: part.about.source.clone(),
            note: part.about.note.clone(),
            as_of: part.about.as_of.clone(),
        }
    }
}

impl PartV2 {
    fn read(self, place: &Place, found: &mut Problems) -> Part {
        let times = place.field("times");
        Part {
            name: self.name,
            about: About { source: self.source, note: self.note, as_of: self.as_of },
            measure: self.measure.read(&place.field("measure"), found),
            value: self.value.read(&place.field("value"), found),
            times: self
                .times
                .into_iter()
                .enumerate()
                .map(|(index, factor)| {
                    let place = times.item(index);
                    (
                        factor.measure.read(&place.field("measure"), found),
                        factor.value.read(&place.field("value"), found),
                    )
                })
                .collect(),
            when: self.when.map(|gate| gate.read(&place.field("when"), found)),
            if_unknown: self.if_unknown,
            share: self.share,
            round: self.round,
        }
    }
}
