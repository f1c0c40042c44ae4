//! The door for programs: everything that would break an evaluation is found here, all at once.
//! Behind it nothing fails.

mod gates;
mod incentives;
mod movement;
mod score;
mod statuses;
mod work;

use super::ladder::{Threshold, Tier};
use super::movement::Cadence;
use super::program::{Editions, Program};
use super::quantity::Quantity;
use crate::portfolio::same_text;
use crate::problem::{Problem, Problems};
use std::ops::RangeInclusive;

/// Most tiers, and most dimensions of a track.
const MOST: usize = 12;
/// Most nodes of all gates of a program together.
const MOST_NODES: usize = 2_000;
/// Longest name.
const LONGEST_NAME: usize = 200;
const SHARE: RangeInclusive<f64> = 0.0..=1.0;
const AMOUNT: RangeInclusive<f64> = 0.0..=1e12;
/// Points, and numbers of a measure in its own unit.
const ANY: RangeInclusive<f64> = -1e15..=1e15;

/// Checks one program on its own.
///
/// # Errors
/// Every problem found, each with its place and a remedy.
pub fn check(program: &Program) -> Result<(), Problems> {
    // Looking closer at too many could take for ever.
    size(program)?;
    let mut found = Problems::default();
    name("Program", &program.name, &mut found);
    ladder(program, &mut found);
    score::check(program, &mut found);
    statuses::check(program, &mut found);
    movement::check(program, &mut found);
    incentives::check(program, &mut found);
    work::check(program, &mut found);
    found.or(())
}

/// Checks the editions of one program: each on its own, and their dates in order.
///
/// # Errors
/// Every problem found, each with its place and a remedy.
pub fn check_editions(editions: &Editions) -> Result<(), Problems> {
    let mut found = Problems::default();
    if editions.0.is_empty() {
        found.push(Problem::new("Editions", "There is none.", "Add a program."));
    }
    for program in &editions.0 {
        if let Err(problems) = check(program) {
            let place = |place: String| format!("{}, {place}", program.name);
            found.0.extend(problems.0.into_iter().map(|p| Problem { place: place(p.place), ..p }));
        }
    }
    for pair in editions.0.windows(2) {
        if let [earlier, later] = pair
            && earlier.effective >= later.effective
        {
            found.push(Problem::new(
                format!("Edition {}", later.edition),
                "It does not come into force after the one before it.",
                "Put the editions in the order of their dates; only the first may be undated.",
            ));
        }
    }
    found.or(())
}

fn within(value: f64, range: &RangeInclusive<f64>) -> bool {
    value.is_finite() && range.contains(&value)
}

fn number(place: &str, value: f64, range: &RangeInclusive<f64>, what: &str, found: &mut Problems) {
    if !within(value, range) {
        found.push(Problem::new(
            place,
            format!("{what} is {value}."),
            format!("Use a number from {} to {}.", range.start(), range.end()),
        ));
    }
}

fn whole(place: &str, value: u32, range: RangeInclusive<u32>, what: &str, found: &mut Problems) {
    if !range.contains(&value) {
        found.push(Problem::new(
            place,
            format!("{what} is {value}."),
            format!("Use a whole number from {} to {}.", range.start(), range.end()),
        ));
    }
}

fn name(place: &str, text: &str, found: &mut Problems) {
    let length = text.trim().chars().count();
    if !(1..=LONGEST_NAME).contains(&length) {
        found.push(Problem::new(
            place,
            format!("Its name has {length} characters."),
            format!("Give it a name of 1 to {LONGEST_NAME} characters."),
        ));
    }
}

fn quantity(
    place: &str,
    quantity: &Quantity,
    range: &RangeInclusive<f64>,
    what: &str,
    found: &mut Problems,
) {
    for value in quantity.numbers() {
        number(place, value, range, what, found);
    }
    let Quantity::By { attribute, values, .. } = quantity else { return };
    name(&format!("{place}, segment column"), attribute, found);
    let mut names: Vec<String> =
        values.iter().map(|(name, _)| name.trim().to_lowercase()).collect();
    names.sort();
    if values.is_empty() || names.windows(2).any(|pair| matches!(pair, [a, b] if a == b)) {
        found.push(Problem::new(
            place,
            "Its numbers by segment are empty or name a segment twice.",
            "Name every segment once.",
        ));
    }
}

fn cadence(place: &str, cadence: Cadence, what: &str, found: &mut Problems) {
    whole(place, cadence.every, 0..=120, what, found);
    if let Some(month) = cadence.in_month {
        month_of_year(place, month, found);
    }
}

fn month_of_year(place: &str, month: u32, found: &mut Problems) {
    whole(place, month, 1..=12, "The month of the year", found);
}

fn ladder(program: &Program, found: &mut Problems) {
    let tiers = &program.ladder.tiers;
    if !(2..=MOST).contains(&tiers.len()) {
        found.push(Problem::new(
            "Tiers",
            format!("The program has {} tiers.", tiers.len()),
            format!("Use from 2 to {MOST} tiers."),
        ));
    }
    let bare =
        |tier: &Tier| tier.line().abs() > 0.0 || !tier.gates.is_empty() || tier.by_invitation;
    if tiers.first().is_some_and(bare) {
        found.push(Problem::new(
            "Lowest tier",
            "The lowest tier turns partners away.",
            "Set its threshold to 0 and remove its gates.",
        ));
    }
    for (position, tier) in tiers.iter().enumerate().take(MOST) {
        name(&format!("Tier {}", position + 1), &tier.name, found);
        if tiers.iter().take(position).any(|other| same_text(&other.name, &tier.name)) {
            found.push(Problem::new(
                tier.name.clone(),
                "Two tiers have this name.",
                "Rename one of them.",
            ));
        }
        self::tier(program, tier, found);
    }
    rising(tiers, found);
    reviews(tiers, found);
}

fn tier(program: &Program, tier: &Tier, found: &mut Problems) {
    let place = format!("Threshold of {}", tier.name);
    let keep = tier.keep.as_ref();
    for threshold in [tier.threshold.as_ref(), keep.and_then(|keep| keep.threshold.as_ref())]
        .into_iter()
        .flatten()
    {
        line(program, &place, threshold, found);
    }
    let place = format!("Gate of {}", tier.name);
    for gate in tier.gates.iter().chain(keep.map_or(&[][..], |keep| &keep.gates)) {
        gates::check(program, gate, gates::May::AskForTheScore, &place, found);
    }
    if let Some(capacity) = &tier.capacity {
        let place = format!("Room in {}", tier.name);
        whole(&place, capacity.most, 0..=10_000_000, "The number of places", found);
        match &capacity.by {
            Some(by) => gates::measure(program, by, gates::May::AskForTheScore, &place, found),
            None if program.score.tracks.is_empty() => found.push(Problem::new(
                place,
                "It says how many, not who goes first, and there is no score.",
                "Name the measure that decides, or add a dimension to the score.",
            )),
            None => {}
        }
    }
}

/// How often a tier is decided, where it is not as often as the others.
fn reviews(tiers: &[Tier], found: &mut Problems) {
    for (position, tier) in tiers.iter().enumerate() {
        let Some(reviews) = tier.reviews else { continue };
        let place = format!("Reviews of {}", tier.name);
        if position == 0 {
            found.push(Problem::new(
                &place,
                "The lowest tier takes everyone: nothing is decided on it.",
                "Remove its reviews, or give them to a tier above.",
            ));
        }
        cadence(&place, reviews, "The number of months between its reviews", found);
    }
}

fn line(program: &Program, place: &str, threshold: &Threshold, found: &mut Problems) {
    if program.score.tracks.is_empty() {
        found.push(Problem::new(
            place,
            "There is a threshold and no score.",
            "Add a dimension to the score, or remove the threshold.",
        ));
    }
    if !threshold.comparator.wants_more() {
        found.push(Problem::new(
            place,
            "It asks for less of the score.",
            "Use at least, or more than.",
        ));
    }
    let scale = 0.0..=program.score.scale.max(0.0);
    quantity(place, &threshold.points, &scale, "The threshold", found);
}

/// Of two tiers with a line for everyone, the upper one has to be above.
fn rising(tiers: &[Tier], found: &mut Problems) {
    for pair in tiers.windows(2) {
        let [lower, upper] = pair else { continue };
        // Where gates decide, equal lines are usual.
        let plain = upper.gates.is_empty() && lower.gates.is_empty();
        if upper.threshold.is_some()
            && (lower.line() > upper.line() || (plain && lower.line() >= upper.line()))
        {
            found.push(Problem::new(
                format!("Threshold of {}", upper.name),
                format!("It is not above the threshold of {}.", lower.name),
                format!("Use more than {} points.", lower.line()),
            ));
        }
    }
}

/// All gates of a program, wherever they stand.
pub(super) fn all_gates(program: &Program) -> Vec<&super::Gate> {
    let tiers = program.ladder.tiers.iter().flat_map(|tier| {
        tier.gates.iter().chain(tier.keep.as_ref().map_or(&[][..], |keep| &keep.gates))
    });
    let tracks = &program.score.tracks;
    let parts = tracks.iter().flat_map(|t| &t.dimensions).flat_map(|d| &d.parts);
    tiers
        .chain(program.statuses.iter().map(|status| &status.gate))
        .chain(tracks.iter().filter_map(|track| track.when.as_ref()))
        .chain(parts.filter_map(|part| part.when.as_ref()))
        .collect()
}

fn size(program: &Program) -> Result<(), Problem> {
    let nodes: usize = all_gates(program).into_iter().map(super::Gate::size).sum();
    if nodes <= MOST_NODES {
        return Ok(());
    }
    Err(Problem::new(
        "Gates",
        format!("Together they have {nodes} conditions."),
        format!("Use at most {MOST_NODES}; name what recurs as a status."),
    ))
}
