//! Whether passing one condition is enough to pass another, as far as that can be told from the
//! rules alone.

use crate::rules::{About, Comparator, EPSILON, Gate, Measure, Quantity, Rule, Source, Threshold};

/// Whether who passes all of `gates` passes `wanted`.
pub(super) fn by_any(gates: &[Gate], wanted: &Gate) -> bool {
    match &wanted.rule {
        Rule::All(list) => list.iter().all(|wanted| by_any(gates, wanted)),
        Rule::Any(list) if list.iter().any(|wanted| by_any(gates, wanted)) => true,
        _ => gates.iter().any(|gate| by(gate, wanted)),
    }
}

fn by(gate: &Gate, wanted: &Gate) -> bool {
    match &gate.rule {
        Rule::All(list) if by_any(list, wanted) => true,
        Rule::AtLeast { must, .. } if by_any(must, wanted) => true,
        _ if same(gate, wanted) => true,
        Rule::Compare { comparator, line, .. } => match &wanted.rule {
            Rule::Compare { comparator: c, line: l, .. } => {
                alike(gate, wanted) && line_by((*comparator, line), (*c, l))
            }
            _ => false,
        },
        _ => false,
    }
}

/// Whether both compare the same measure the same way round.
pub(super) fn alike(a: &Gate, b: &Gate) -> bool {
    match (&a.rule, &b.rule) {
        (
            Rule::Compare { measure: a, comparator: c, .. },
            Rule::Compare { measure: b, comparator: d, .. },
        ) => c.wants_more() == d.wants_more() && same_measure(a, b),
        _ => false,
    }
}

/// Whether two measures are the same but for their names.
pub(super) fn same_measure(a: &Measure, b: &Measure) -> bool {
    bare_measure(a) == bare_measure(b)
}

/// Whether two conditions are the same but for comments and names.
fn same(a: &Gate, b: &Gate) -> bool {
    a == b || bare(a) == bare(b)
}

fn bare_measure(measure: &Measure) -> Measure {
    let boxed = |measure: &Measure| Box::new(bare_measure(measure));
    let source = match &measure.source {
        Source::Sum(terms) => {
            Source::Sum(terms.iter().map(|(f, m)| (*f, bare_measure(m))).collect())
        }
        Source::Ratio { of, over, times } => {
            Source::Ratio { of: boxed(of), over: boxed(over), times: *times }
        }
        Source::Change { of, months, relative } => {
            Source::Change { of: boxed(of), months: *months, relative: *relative }
        }
        Source::Earlier { of, months } => Source::Earlier { of: boxed(of), months: *months },
        Source::Highest(list) => Source::Highest(list.iter().map(bare_measure).collect()),
        Source::Lowest(list) => Source::Lowest(list.iter().map(bare_measure).collect()),
        other => other.clone(),
    };
    Measure { name: None, source, ..*measure }
}

fn bare(gate: &Gate) -> Gate {
    let all = |list: &[Gate]| list.iter().map(bare).collect();
    let boxed = |gate: &Gate| Box::new(bare(gate));
    let mut rule = gate.rule.clone();
    match &mut rule {
        Rule::Compare { measure, .. } | Rule::Top { measure, .. } => {
            *measure = bare_measure(measure);
        }
        Rule::All(list) | Rule::Any(list) => *list = all(list),
        Rule::AtLeast { must, of, .. } => {
            *must = all(must);
            *of = all(of);
        }
        Rule::Not(gate) | Rule::Each { gate, .. } | Rule::AnyTime { gate, .. } => {
            *gate = boxed(gate);
        }
        Rule::When { when, then } => {
            *when = boxed(when);
            *then = boxed(then);
        }
        Rule::Status(_) | Rule::Is { .. } | Rule::Attested(_) => {}
    }
    Gate { about: About::default(), rule }
}

/// Whether one line of the score is at least as strict as another, less `tolerated` points.
pub(super) fn threshold_by(has: Option<&Threshold>, wanted: &Threshold, tolerated: f64) -> bool {
    has.is_some_and(|has| {
        let eased = match &wanted.points {
            Quantity::Fixed(points) => Quantity::Fixed(points - tolerated),
            Quantity::By { attribute, values, otherwise } => Quantity::By {
                attribute: attribute.clone(),
                values: values.iter().map(|(name, v)| (name.clone(), v - tolerated)).collect(),
                otherwise: otherwise.map(|value| value - tolerated),
            },
        };
        line_by((has.comparator, &has.points), (wanted.comparator, &eased))
    })
}

type Line<'a> = (Comparator, &'a Quantity);

/// Whether a line is at least as strict as another one for everyone.
fn line_by(has: Line<'_>, wanted: Line<'_>) -> bool {
    pairs(has.1, wanted.1).into_iter().all(|(a, b)| as_strict(has.0, a, wanted.0, b))
}

/// The numbers that hold for the same partners, as far as that can be told; else each against each.
fn pairs(a: &Quantity, b: &Quantity) -> Vec<(f64, f64)> {
    if let (
        Quantity::By { attribute, values, otherwise },
        Quantity::By { attribute: column, values: line_values, otherwise: rest },
    ) = (a, b)
        && attribute.eq_ignore_ascii_case(column)
    {
        let of = |values: &[(String, f64)], name: &str, otherwise: &Option<f64>| {
            let named = values.iter().find(|(other, _)| other.eq_ignore_ascii_case(name));
            named.map(|(_, number)| *number).or(*otherwise)
        };
        let segments = values.iter().chain(line_values).map(|(name, _)| name);
        let named = segments
            .filter_map(|name| Some((of(values, name, otherwise)?, of(line_values, name, rest)?)));
        let others = otherwise.zip(*rest);
        return named.chain(others).collect();
    }
    let b = b.numbers();
    a.numbers()
        .into_iter()
        .flat_map(|a| b.iter().map(move |b| (a, *b)).collect::<Vec<_>>())
        .collect()
}

fn as_strict(has: Comparator, a: f64, wanted: Comparator, b: f64) -> bool {
    use Comparator::{AtLeast, AtMost, LessThan, MoreThan};
    let open = matches!((has, wanted), (AtLeast, MoreThan) | (AtMost, LessThan));
    let beyond = if has.wants_more() { a - b } else { b - a };
    has.wants_more() == wanted.wants_more()
        && if open { beyond > EPSILON } else { beyond >= -EPSILON }
}
