//! The score and its parts: what was measured, what it is worth, and how much of the score that is.

use super::PartnerView;
use crate::explain::{Lexicon, Scale, measure_name};
use crate::rules::{Combine, Dimension, DimensionTrace, Evaluation, Part, PartTrace};

/// One measured thing inside a dimension.
#[derive(Debug, Clone, PartialEq)]
pub struct ScorePart {
    /// Its name.
    pub name: String,
    /// What is measured, and how.
    pub measure: String,
    /// The value in its unit; `None` is unknown.
    pub value: Option<String>,
    /// Its points; `None` is unknown.
    pub points: Option<f64>,
}

/// One dimension of the score.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoreRow {
    /// Its name.
    pub name: String,
    /// Its share of the weight, 0 to 1; `None` where points are added up.
    pub weight: Option<f64>,
    /// Points of the score that it brings, or its own value where they do not add up; `None` is unknown.
    pub points: Option<f64>,
    /// Most points of the score that it can bring; `None` where there is no most.
    pub most: Option<f64>,
    /// What it is made of.
    pub parts: Vec<ScorePart>,
}

/// The score of a partner.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnScore {
    /// The score; `None` is unknown.
    pub score: Option<f64>,
    /// The top of its scale.
    pub scale: f64,
    /// Share of the weight that is known, 0 to 1.
    pub known: f64,
    /// Name of the track that counts, where there are several.
    pub track: Option<String>,
    /// Whether the points of the rows add up to the score.
    pub adds_up: bool,
    /// The dimensions.
    pub rows: Vec<ScoreRow>,
}

/// The score with its parts; `None` for a program without a score.
pub fn own_score(view: &PartnerView) -> Option<OwnScore> {
    let evaluation = Evaluation::now(&view.program, &view.portfolio);
    let lexicon = Lexicon::new(&view.program, Some(&view.portfolio));
    let (model, own) = (&view.program.score, evaluation.trace(0));
    let track = model.tracks.get(own.track)?;
    let known = |(dimension, trace): (&Dimension, &DimensionTrace)| {
        trace.value.map_or(0.0, |_| dimension.weight)
    };
    let pairs = || track.dimensions.iter().zip(&own.dimensions);
    let (all, seen): (f64, f64) =
        (track.dimensions.iter().map(|d| d.weight).sum(), pairs().map(known).sum());
    let rows = pairs().map(|(dimension, trace)| {
        let (points, most) = match track.combine {
            Combine::Mean => {
                let unit = model.scale / 100.0 * dimension.weight;
                let most = unit * 100.0 / if trace.value.is_some() { seen } else { all };
                (trace.value.map(|value| unit * value / seen), Some(most))
            }
            Combine::Geometric => (trace.value, Some(100.0)),
            Combine::Sum => (trace.value, dimension.bounds.1.or_else(|| most_of(dimension))),
        };
        let parts = dimension.parts.iter().zip(&trace.parts);
        ScoreRow {
            name: dimension.name.clone(),
            weight: (track.combine != Combine::Sum).then(|| dimension.weight / all),
            points,
            most,
            parts: parts.map(|(part, trace)| self::part(&lexicon, part, trace)).collect(),
        }
    });
    Some(OwnScore {
        score: own.score,
        scale: model.scale,
        known: own.coverage,
        track: (model.tracks.len() > 1).then(|| track.name.clone()),
        adds_up: track.combine != Combine::Geometric,
        rows: rows.collect(),
    })
}

/// Most points of added parts; `None` where one has no limit.
fn most_of(dimension: &Dimension) -> Option<f64> {
    let most: f64 = dimension
        .parts
        .iter()
        .map(|part| {
            let times = part.times.iter().map(|(_, value)| value.most());
            part.value.most() * times.product::<f64>()
        })
        .sum();
    (dimension.combine == Combine::Sum && most.is_finite()).then_some(most)
}

fn part(lexicon: &Lexicon<'_>, part: &Part, trace: &PartTrace) -> ScorePart {
    let scale: Scale = lexicon.scale(&part.measure);
    ScorePart {
        name: part.name.clone(),
        measure: measure_name(lexicon, &part.measure).to_string(),
        value: trace.measure.map(|value| lexicon.rounded(value, None, scale)),
        points: trace.value,
    }
}
