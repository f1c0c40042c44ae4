//! Dimensions and parts of the score come and go.

use super::unused;
use crate::rules::{Combine, Dimension, Part, Program, ScoreModel, Track};

/// Adds a dimension that is made of one part to a track and returns its position; it weighs what the
/// others weigh on average. The first dimension of a program brings a score of 0 to 100 with it.
pub fn add_dimension(program: &mut Program, track: usize, part: Part) -> Option<usize> {
    if program.score.tracks.is_empty() {
        program.score = ScoreModel::mean(Vec::new(), program.score.minimum_coverage);
    }
    let track = program.score.tracks.get_mut(track)?;
    let dimensions = &mut track.dimensions;
    let weight = match dimensions.len() {
        0 => 1.0,
        count => dimensions.iter().map(|d| d.weight).sum::<f64>() / count as f64,
    };
    let name = unused(&part.name, " ", |name| dimensions.iter().any(|d| d.name == name));
    let key = unused(&key_of(&name), "_", |key| dimensions.iter().any(|d| d.key == key));
    let mut dimension = Dimension::mean(&key, &name, weight, vec![part]);
    if track.combine == Combine::Sum {
        dimension.combine = Combine::Sum;
    }
    dimensions.push(dimension);
    Some(dimensions.len() - 1)
}

/// Takes a dimension away, and with the last of a track the track.
pub fn remove_dimension(program: &mut Program, track: usize, dimension: usize) {
    let tracks = &mut program.score.tracks;
    let Some(Track { dimensions, .. }) = tracks.get_mut(track) else { return };
    if dimension < dimensions.len() {
        dimensions.remove(dimension);
    }
    if dimensions.is_empty() {
        tracks.remove(track);
    }
}

/// Adds a part to a dimension; it counts for what the others count for on average.
pub fn add_part(program: &mut Program, track: usize, dimension: usize, mut part: Part) {
    let Some(parts) = parts(program, track, dimension) else { return };
    if !parts.is_empty() {
        part.share = parts.iter().map(|part| part.share).sum::<f64>() / parts.len() as f64;
    }
    parts.push(part);
}

/// Takes a part away, and with the last of a dimension the dimension.
pub fn remove_part(program: &mut Program, track: usize, dimension: usize, part: usize) {
    let Some(parts) = parts(program, track, dimension) else { return };
    if part < parts.len() {
        parts.remove(part);
    }
    if parts.is_empty() {
        remove_dimension(program, track, dimension);
    }
}

fn parts(program: &mut Program, track: usize, dimension: usize) -> Option<&mut Vec<Part>> {
    let track = program.score.tracks.get_mut(track)?;
    track.dimensions.get_mut(dimension).map(|dimension| &mut dimension.parts)
}

/// A key out of a name: small letters and digits, joined by `_`.
fn key_of(name: &str) -> String {
    let words =
        name.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("_")
}
