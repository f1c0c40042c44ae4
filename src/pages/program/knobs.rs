//! The numbers of a value function, one after another, so that every shape is edited the same way.

use tierlab_engine::rules::{Quantity, ValueFunction};

/// One number that can be typed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Knob {
    pub name: String,
    pub value: f64,
}

/// Every number of a value function, in the order of [`set`].
pub(super) fn knobs(value: &ValueFunction) -> Vec<Knob> {
    let mut value = value.clone();
    let mut list = Vec::new();
    visit(&mut value, &mut |name, number| list.push(Knob { name, value: *number }));
    list
}

/// The value function with one of its numbers changed.
pub(super) fn set(value: &ValueFunction, place: usize, number: f64) -> ValueFunction {
    let mut changed = value.clone();
    let mut at = 0;
    visit(&mut changed, &mut |_, slot| {
        if at == place {
            *slot = number;
        }
        at += 1;
    });
    changed
}

fn visit(value: &mut ValueFunction, see: &mut impl FnMut(String, &mut f64)) {
    let mut named = |name: &str, number: &mut f64| see(name.to_owned(), number);
    match value {
        ValueFunction::Anchors(anchors) => {
            for (index, (x, points)) in anchors.iter_mut().enumerate() {
                named(&format!("Measure {}", index + 1), x);
                named(&format!("Points {}", index + 1), points);
            }
        }
        ValueFunction::Linear { from, target, points } => {
            named("From", from);
            quantity("Target", target, &mut named);
            quantity("Points", points, &mut named);
        }
        ValueFunction::Bands(bands) => {
            for (index, band) in bands.iter_mut().enumerate() {
                let number = index + 1;
                let from = if band.from_included { "from" } else { "above" };
                let to = if band.to_included { "to" } else { "below" };
                if let Some(end) = &mut band.from {
                    named(&format!("Step {number} {from}"), end);
                }
                if let Some(end) = &mut band.to {
                    named(&format!("Step {number} {to}"), end);
                }
                named(&format!("Step {number} points"), &mut band.points);
            }
        }
        ValueFunction::Rate { points, per, most, .. } => {
            quantity("Points", points, &mut named);
            quantity("Per", per, &mut named);
            if let Some(most) = most {
                named("Most points", most);
            }
        }
        ValueFunction::Schedule { rates, per, most } => {
            for (month, rate) in rates {
                named(&format!("Points from {month}"), rate);
            }
            named("Per", per);
            if let Some(most) = most {
                named("Most points", most);
            }
        }
        ValueFunction::Rank { points, .. } => named("Points of the best", points),
        ValueFunction::Logistic { middle, spread, points } => {
            named("Middle", middle);
            named("Spread", spread);
            named("Points", points);
        }
        ValueFunction::Trapezoid { a, b, c, d, points } => {
            named("Nothing up to", a);
            named("All from", b);
            named("All to", c);
            named("Nothing from", d);
            named("Points", points);
        }
        ValueFunction::Exponential { lo, hi, rho, points } => {
            named("From", lo);
            named("To", hi);
            named("Curvature", rho);
            named("Points", points);
        }
        ValueFunction::Hill { half, n, points } => {
            named("Half at", half);
            named("Steepness", n);
            named("Points", points);
        }
    }
}

fn quantity(name: &str, quantity: &mut Quantity, named: &mut impl FnMut(&str, &mut f64)) {
    match quantity {
        Quantity::Fixed(value) => named(name, value),
        Quantity::By { values, otherwise, .. } => {
            for (segment, value) in values {
                named(&format!("{name} for {segment}"), value);
            }
            if let Some(value) = otherwise {
                named(&format!("{name} for all others"), value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_of_a_shape_can_be_read_and_set() {
        let shapes = [
            ValueFunction::Anchors(vec![(1.0, 2.0), (3.0, 4.0)]),
            ValueFunction::Linear {
                from: 1.0,
                target: Quantity::By {
                    attribute: "region".to_owned(),
                    values: vec![("North".to_owned(), 5.0)],
                    otherwise: Some(9.0),
                },
                points: Quantity::Fixed(20.0),
            },
            ValueFunction::Hill { half: 1.0, n: 2.0, points: 3.0 },
        ];
        for shape in shapes {
            for place in 0..knobs(&shape).len() {
                let changed = set(&shape, place, 77.0);
                let differing: Vec<usize> = knobs(&shape)
                    .iter()
                    .zip(knobs(&changed))
                    .enumerate()
                    .filter(|(_, (a, b))| **a != *b)
                    .map(|(index, _)| index)
                    .collect();
                assert_eq!(differing, [place], "{shape:?}");
            }
        }
    }
}
