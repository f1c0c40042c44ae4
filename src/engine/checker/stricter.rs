//! One line of the score that asks of everyone what two lines ask.

use crate::portfolio::same_text;
use crate::rules::{Comparator, Quantity, Threshold};

/// The least strict line that can be written and is as strict as both for everyone.
pub(super) fn stricter(own: &Threshold, asked: &Threshold) -> Threshold {
    let open = [own, asked].iter().any(|line| line.comparator == Comparator::MoreThan);
    let comparator = if open { Comparator::MoreThan } else { Comparator::AtLeast };
    Threshold { comparator, points: larger(&own.points, &asked.points) }
}

/// The larger of two numbers for everyone. Where they go by different columns, no one quantity says
/// that, and none is smaller than any number asked.
fn larger(own: &Quantity, asked: &Quantity) -> Quantity {
    match (own, asked) {
        (Quantity::Fixed(own), Quantity::Fixed(asked)) => Quantity::Fixed(own.max(*asked)),
        (Quantity::Fixed(line), Quantity::By { otherwise, .. }) => {
            raised(asked, *line, otherwise.or(Some(*line)))
        }
        (
            Quantity::By { attribute, values, otherwise },
            Quantity::By { attribute: column, values: others, otherwise: rest },
        ) if same_text(attribute, column) => {
            let mut all: Vec<(String, f64)> = Vec::new();
            for (name, _) in values.iter().chain(others) {
                let both = most(named(values, name, *otherwise), named(others, name, *rest));
                if let (Some(line), None) = (both, named(&all, name, None)) {
                    all.push((name.clone(), line));
                }
            }
            Quantity::By {
                attribute: attribute.clone(),
                values: all,
                otherwise: most(*otherwise, *rest),
            }
        }
        (Quantity::By { otherwise, .. }, asked) => {
            let line = asked.numbers().into_iter().fold(f64::NEG_INFINITY, f64::max);
            raised(own, line, *otherwise)
        }
    }
}

/// No number of a quantity below a line.
fn raised(quantity: &Quantity, line: f64, otherwise: Option<f64>) -> Quantity {
    match quantity {
        Quantity::Fixed(own) => Quantity::Fixed(own.max(line)),
        Quantity::By { attribute, values, .. } => Quantity::By {
            attribute: attribute.clone(),
            values: values.iter().map(|(name, own)| (name.clone(), own.max(line))).collect(),
            otherwise: otherwise.map(|own| own.max(line)),
        },
    }
}

fn named(values: &[(String, f64)], name: &str, otherwise: Option<f64>) -> Option<f64> {
    let own = values.iter().find(|(other, _)| same_text(other, name));
    own.map(|(_, number)| *number).or(otherwise)
}

/// The larger of what is known.
fn most(a: Option<f64>, b: Option<f64>) -> Option<f64> {
    a.into_iter().chain(b).reduce(f64::max)
}
