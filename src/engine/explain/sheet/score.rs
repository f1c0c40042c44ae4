//! The score in the sheet: tracks, dimensions, parts.

use super::about::sources;
use super::points::{points_sentence, points_table};
use super::{Cell, Section, Table};
use crate::explain::conditions::gate_sentence;
use crate::explain::lexicon::Lexicon;
use crate::explain::names::{definition, rounding};
use crate::explain::numbers::{Scale, digits};
use crate::explain::sentence::Sentence;
use crate::rules::{Combine, Dimension, Part, Track, ValueFunction};

/// How dimensions become the score of a track.
pub(in crate::explain) fn combine_dimensions(combine: Combine) -> &'static str {
    match combine {
        Combine::Mean => {
            "multiply the value of every known dimension by its weight, add these up, and divide by \
             the weights of the known dimensions"
        }
        Combine::Geometric => {
            "take the weighted geometric mean of the known dimensions: e to the power of the mean \
             of their logarithms, each counted by its weight; a value of 0 makes it 0"
        }
        Combine::Sum => "add up the points of the known dimensions",
    }
}

/// How parts become the value of a dimension.
pub(in crate::explain) fn combine_parts(combine: Combine) -> &'static str {
    match combine {
        Combine::Mean => "the mean of the points of its known parts, each counted by its share",
        Combine::Geometric => {
            "the geometric mean of the points of its known parts, each counted by its share"
        }
        Combine::Sum => "the sum of the points of its known parts",
    }
}

pub(super) fn section(lexicon: &Lexicon<'_>) -> Section {
    let model = &lexicon.program().score;
    let mut section = Section::new("Score");
    if model.tracks.is_empty() {
        section.tell("There is no score; the tiers ask for conditions only");
        return section;
    }
    if model.tracks.len() > 1 {
        section.tell(
            "There are several tracks; the highest known score counts, the first of equal ones",
        );
    }
    let averaged = model.tracks.iter().any(|track| track.combine != Combine::Sum);
    if averaged && (model.scale - 100.0).abs() > 0.0 {
        let top = Sentence::plain("A mean is multiplied by ").strong(digits(model.scale));
        section.say(top.text(" and divided by 100"));
    }
    let top = lexicon.exact(model.scale, Scale::Points);
    section.say(Sentence::plain("The scale ends at ").strong(top));
    let coverage = lexicon.exact(model.minimum_coverage, Scale::Share);
    section.say(
        Sentence::plain("The score is known when at least ")
            .strong(coverage)
            .text(" of the weight of its dimensions is known, and at least one dimension"),
    );
    if let Some(decimals) = model.round {
        section.tell(format!("The score counts{}", rounding(decimals).replacen(',', "", 1)));
    }
    section.sections = model.tracks.iter().map(|track| self::track(lexicon, track)).collect();
    section
}

fn track(lexicon: &Lexicon<'_>, track: &Track) -> Section {
    let heading = if track.name.is_empty() { "Dimensions" } else { &track.name };
    let mut section = Section::new(heading);
    section.tell(combine_dimensions(track.combine));
    if let Some(when) = &track.when {
        let only = Sentence::plain("Only partners who meet this are scored on it: ");
        section.say(only.then(gate_sentence(lexicon, when)));
    }
    sources(&mut section, &track.about);
    let total: f64 = track.dimensions.iter().map(|dimension| dimension.weight).sum();
    let row = |dimension: &Dimension| {
        let share = 100.0 * dimension.weight / total;
        vec![
            Cell::text(&dimension.name),
            Cell::number(digits(dimension.weight), dimension.weight),
            Cell::number(Scale::Percent.rounded(share, None, ""), share),
        ]
    };
    let rows = track.dimensions.iter().map(row).collect();
    section.table = Some(Table::new(&["Dimension", "Weight", "Share of all weight"], rows));
    section.sections = track.dimensions.iter().map(|d| dimension(lexicon, d)).collect();
    section
}

fn dimension(lexicon: &Lexicon<'_>, dimension: &Dimension) -> Section {
    let mut section = Section::new(&dimension.name);
    section.tell(format!("Its value is {}", combine_parts(dimension.combine)));
    let (least, most) = dimension.bounds;
    if let Some(least) = least {
        let least = lexicon.exact(least, Scale::Points);
        section.say(Sentence::plain("It counts as at least ").strong(least));
    }
    if let Some(most) = most {
        let most = lexicon.exact(most, Scale::Points);
        section.say(Sentence::plain("It counts as at most ").strong(most));
    }
    sources(&mut section, &dimension.about);
    let row =
        |part: &Part| vec![Cell::text(&part.name), Cell::number(digits(part.share), part.share)];
    let rows = dimension.parts.iter().map(row).collect();
    if dimension.combine != Combine::Sum {
        section.table = Some(Table::new(&["Part", "Share"], rows));
    }
    let bounded = dimension.combine != Combine::Sum;
    section.sections = dimension.parts.iter().map(|p| part(lexicon, p, bounded)).collect();
    section
}

fn part(lexicon: &Lexicon<'_>, part: &Part, bounded: bool) -> Section {
    let mut section = Section::new(&part.name);
    section.tell(format!("Measured as {}", definition(lexicon, &part.measure)));
    let scale = lexicon.scale(&part.measure);
    section.say(points_sentence(lexicon, &part.value, scale));
    section.table = points_table(lexicon, &part.value, scale);
    let open = matches!(part.value, ValueFunction::Rate { .. } | ValueFunction::Schedule { .. });
    if bounded && open {
        section.tell("Fewer than 0 points count as 0, more than 100 as 100");
    }
    for (place, (measure, value)) in (1..).zip(&part.times) {
        let mut factor = Section::new(format!("Factor {place}"));
        factor.tell("The points are multiplied by this");
        factor.tell(format!("Measured as {}", definition(lexicon, measure)));
        let scale = lexicon.scale(measure);
        factor.say(points_sentence(lexicon, value, scale));
        factor.table = points_table(lexicon, value, scale);
        section.sections.push(factor);
    }
    if let Some(when) = &part.when {
        section.say(
            Sentence::plain("Only partners who meet this get points: ")
                .then(gate_sentence(lexicon, when))
                .text("; all others get 0, and where it is unknown the points are unknown"),
        );
    }
    if let Some(decimals) = part.round {
        section.tell(format!("The points are{}", rounding(decimals).replacen(',', "", 1)));
    }
    section.say(match part.if_unknown {
        Some(points) => Sentence::plain("When it is unknown it earns ")
            .strong(lexicon.exact(points, Scale::Points)),
        None => Sentence::plain("When it is unknown it is left out"),
    });
    sources(&mut section, &part.about);
    section
}
