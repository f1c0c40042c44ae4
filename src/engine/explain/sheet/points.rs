//! How a measure becomes points, in words and numbers.

use super::{Cell, Table};
use crate::explain::conditions::quantity;
use crate::explain::lexicon::Lexicon;
use crate::explain::numbers::{Scale, digits};
use crate::explain::sentence::Sentence;
use crate::rules::{Band, ValueFunction};

/// How points are given, as a sentence; anchors, bands and rates by date stand in
/// [`points_table`].
pub(in crate::explain) fn points_sentence(
    lexicon: &Lexicon<'_>,
    value: &ValueFunction,
    scale: Scale,
) -> Sentence {
    let unit = |value: f64| lexicon.exact(value, scale);
    let points = |value: f64| lexicon.exact(value, Scale::Points);
    match value {
        ValueFunction::Anchors(_) => Sentence::plain(
            "Points lie on straight lines between the rows of the table; below the first row and \
             above the last they stay the same",
        ),
        ValueFunction::Linear { from, target, points } => Sentence::plain("No points at ")
            .strong(unit(*from))
            .text(" or on the far side of it, ")
            .then(quantity(lexicon, points, Scale::Points, None))
            .text(" from ")
            .then(quantity(lexicon, target, scale, None))
            .text(" on, and in proportion in between"),
        ValueFunction::Bands(_) => Sentence::plain(
            "The first row of the table that fits gives the points; 0 points where none does",
        ),
        ValueFunction::Rate { points, per, whole, most } => {
            let start = quantity(lexicon, points, Scale::Points, None)
                .text(" per ")
                .then(quantity(lexicon, per, scale, None));
            let start = if *whole { start.text(", whole units only") } else { start };
            capped(lexicon, start, *most)
        }
        ValueFunction::Schedule { per, most, .. } => {
            let start = Sentence::plain("Every period earns points per ").strong(unit(*per)).text(
                " at the rate of the table that was in force when it ended, none before the \
                       first date",
            );
            capped(lexicon, start, *most)
        }
        ValueFunction::Rank { group, points: most, less_is_better } => {
            let among = match group {
                Some(group) => format!("the known partners with the same {group}"),
                None => "all known partners".to_owned(),
            };
            let side = if *less_is_better { "above" } else { "below" };
            Sentence::strong(Sentence::new(), points(*most)).text(format!(
                " times the share of {among} whose value lies {side}, plus half the share that is \
                 equal, the partner itself included"
            ))
        }
        ValueFunction::Logistic { middle, spread, points: most } => formula(
            &points(*most),
            &format!(
                " / (1 + e^(\u{2212}(x \u{2212} {}) / {})), x being the measure",
                digits(*middle),
                digits(*spread)
            ),
        ),
        ValueFunction::Exponential { lo, hi, rho, points: most } => formula(
            &points(*most),
            &format!(
                " × (1 \u{2212} e^(\u{2212}(x \u{2212} {lo}) / {rho})) / (1 \u{2212} \
                 e^(\u{2212}({hi} \u{2212} {lo}) / {rho})), x being the measure, kept between {lo} \
                 and {hi}",
                lo = digits(*lo),
                hi = digits(*hi),
                rho = digits(*rho)
            ),
        ),
        ValueFunction::Hill { half, n, points: most } => formula(
            &points(*most),
            &format!(
                " × x^{n} / ({half}^{n} + x^{n}), x being the measure, at least 0",
                half = digits(*half),
                n = digits(*n)
            ),
        ),
        ValueFunction::Trapezoid { a, b, c, d, points: most } => {
            Sentence::new().strong(points(*most)).text(format!(
                " from {} to {}, none at {} or below and none at {} or above, and in proportion in \
                 between",
                unit(*b),
                unit(*c),
                unit(*a),
                unit(*d)
            ))
        }
    }
}

fn formula(points: &str, rest: &str) -> Sentence {
    Sentence::new().strong(points).text(rest)
}

fn capped(lexicon: &Lexicon<'_>, sentence: Sentence, most: Option<f64>) -> Sentence {
    match most {
        Some(most) => sentence.text(", at most ").strong(lexicon.exact(most, Scale::Points)),
        None => sentence,
    }
}

/// The numbers of anchors, bands and rates by date.
pub(in crate::explain) fn points_table(
    lexicon: &Lexicon<'_>,
    value: &ValueFunction,
    scale: Scale,
) -> Option<Table> {
    let unit = |value: f64| Cell::number(lexicon.exact(value, scale), value);
    let points = |value: f64| Cell::number(digits(value), value);
    match value {
        ValueFunction::Anchors(anchors) => {
            let rows = anchors.iter().map(|(x, p)| vec![unit(*x), points(*p)]).collect();
            Some(Table::new(&["Measure", "Points"], rows))
        }
        ValueFunction::Bands(bands) => {
            let rows = bands.iter().map(|band| {
                let (from, to) = ends(lexicon, band, scale);
                vec![from, to, points(band.points)]
            });
            Some(Table::new(&["From", "To", "Points"], rows.collect()))
        }
        ValueFunction::Schedule { rates, .. } => {
            let row = |(month, rate): &(crate::portfolio::Month, f64)| {
                vec![Cell::text(month.to_string()), points(*rate)]
            };
            Some(Table::new(&["From", "Points"], rates.iter().map(row).collect()))
        }
        _ => None,
    }
}

/// Both ends of a band with their comparators.
fn ends(lexicon: &Lexicon<'_>, band: &Band, scale: Scale) -> (Cell, Cell) {
    let end = |value: Option<f64>, words: &str, open: &str| match value {
        Some(value) => Cell::number(format!("{words} {}", lexicon.exact(value, scale)), value),
        None => Cell::text(open),
    };
    let from = if band.from_included { "at least" } else { "more than" };
    let to = if band.to_included { "at most" } else { "less than" };
    (end(band.from, from, "no lower end"), end(band.to, to, "no upper end"))
}

/// A table in one line, for sentences: `$0: 0; $100: 25`.
pub(in crate::explain) fn table_line(table: &Table) -> String {
    let row = |row: &Vec<Cell>| {
        let texts: Vec<&str> = row.iter().map(|cell| cell.text.as_str()).collect();
        match texts.as_slice() {
            [rest @ .., last] => format!("{}: {last}", rest.join(", ")),
            [] => String::new(),
        }
    };
    table.rows.iter().map(row).collect::<Vec<_>>().join("; ")
}
