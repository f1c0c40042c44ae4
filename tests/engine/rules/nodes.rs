//! Arbitrary measures, value functions and gates.

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use std::collections::BTreeMap;
use tierlab_engine::portfolio::Month;
use tierlab_engine::rules::{
    About, Aggregation, Band, Comparator, Gaps, Gate, Measure, Places, Quantity, Reading, Rule,
    Source, Ties, ValueFunction, Window,
};

pub type Made<T> = BoxedStrategy<T>;

pub fn text() -> Made<String> {
    "[a-zA-Z][a-zA-Z0-9 äöüßéΣ€\"\\\\{}\\[\\],:\n]{0,10}".boxed()
}

pub fn number() -> Made<f64> {
    prop_oneof![
        4 => (-1000_i32..1000).prop_map(f64::from),
        4 => -1e9..1e9_f64,
        1 => Just(0.1 + 0.2),
        1 => Just(-0.0),
        1 => Just(1e-300),
        1 => Just(1e15),
    ]
    .boxed()
}

pub fn within(low: f64, high: f64) -> Made<f64> {
    prop_oneof![1 => Just(low), 1 => Just(high), 6 => low..high].boxed()
}

pub fn positive() -> Made<f64> {
    within(1e-6, 1e9)
}

pub fn month() -> Made<Month> {
    (1990..2100, 1..=12).prop_map(|(year, month)| Month::new(year, month).expect("a month")).boxed()
}

pub fn about() -> Made<About> {
    (of(text()), of(text()), of(text()))
        .prop_map(|(source, note, as_of)| About { source, note, as_of })
        .boxed()
}

/// Numbers by segment come back sorted by name, so they are made that way.
pub fn quantity(value: Made<f64>) -> Made<Quantity> {
    let segments = vec(("[a-z]{1,6}", value.clone()), 1..4);
    let by = (text(), segments, of(value.clone())).prop_map(|(attribute, values, otherwise)| {
        let values: BTreeMap<String, f64> = values.into_iter().collect();
        Quantity::By { attribute, values: values.into_iter().collect(), otherwise }
    });
    prop_oneof![3 => value.prop_map(Quantity::Fixed), 1 => by].boxed()
}

pub fn reading() -> Made<Reading> {
    let window = prop_oneof![
        (1_u32..60).prop_map(Window::Months),
        (1_u32..=12).prop_map(Window::YearToDate),
        (1_u32..=12).prop_map(Window::LastYear),
        Just(Window::AllTime),
    ];
    let aggregation = prop_oneof![
        Just(Aggregation::Sum),
        Just(Aggregation::Mean),
        Just(Aggregation::Last),
        Just(Aggregation::Max),
        Just(Aggregation::Count),
    ];
    let gaps = prop_oneof![Just(Gaps::Estimate), Just(Gaps::Unknown), Just(Gaps::Zero)];
    (vec(text(), 1..3), window, aggregation, 0_u32..5, gaps)
        .prop_map(|(metrics, window, aggregation, minimum_sample, gaps)| Reading {
            metrics,
            window,
            aggregation,
            minimum_sample,
            gaps,
        })
        .boxed()
}

pub fn finished(source: Made<Source>) -> Made<Measure> {
    let bounds = (of(within(-1e6, 0.0)), of(within(0.0, 1e6)));
    (of(text()), source, bounds, of(0_u8..=9))
        .prop_map(|(name, source, bounds, round)| Measure { name, source, bounds, round })
        .boxed()
}

/// Measures; those that look at the score only where `scored`.
pub fn measure(scored: bool) -> Made<Measure> {
    let plain = prop_oneof![
        6 => reading().prop_map(Source::Reading),
        1 => text().prop_map(Source::Tenure),
        1 => (text(), vec(text(), 0..3)).prop_map(|(attribute, of)| Source::Listed { attribute, of }),
    ];
    let leaf = if scored {
        prop_oneof![
            4 => plain,
            1 => Just(Source::Score),
            1 => Just(Source::Dimension("d0".to_owned())),
        ]
        .boxed()
    } else {
        plain.boxed()
    };
    finished(leaf)
        .prop_recursive(3, 8, 3, |inner| {
            let boxed = || inner.clone().prop_map(Box::new);
            let source = prop_oneof![
                vec((number(), inner.clone()), 1..3).prop_map(Source::Sum),
                (boxed(), boxed(), number()).prop_map(|(of, over, times)| Source::Ratio {
                    of,
                    over,
                    times
                }),
                (boxed(), 1_u32..60, any::<bool>())
                    .prop_map(|(of, months, relative)| Source::Change { of, months, relative }),
                (boxed(), 1_u32..60).prop_map(|(of, months)| Source::Earlier { of, months }),
                vec(inner.clone(), 1..3).prop_map(Source::Highest),
                vec(inner.clone(), 1..3).prop_map(Source::Lowest),
            ];
            finished(source.boxed())
        })
        .boxed()
}

pub fn comparator() -> Made<Comparator> {
    prop_oneof![
        Just(Comparator::AtLeast),
        Just(Comparator::MoreThan),
        Just(Comparator::AtMost),
        Just(Comparator::LessThan),
    ]
    .boxed()
}

pub fn top(scored: bool) -> Made<Rule> {
    let places = prop_oneof![Just(Places::Down), Just(Places::Up), Just(Places::Nearest)];
    let ties = prop_oneof![Just(Ties::Included), Just(Ties::Excluded)];
    (measure(scored), any::<bool>(), within(0.0, 1.0), of(text()), places, ties, 0_u32..50)
        .prop_map(|(measure, less_is_better, share, group, places, ties, smallest_group)| {
            Rule::Top { measure, less_is_better, share, group, places, ties, smallest_group }
        })
        .boxed()
}

/// Gates; those that look at the score only where `scored`, at statuses only where `named`.
pub fn gate(scored: bool, named: bool) -> Made<Gate> {
    let compare = (measure(scored), comparator(), quantity(number()))
        .prop_map(|(measure, comparator, line)| Rule::Compare { measure, comparator, line });
    let leaf = prop_oneof![
        4 => compare,
        1 => top(scored),
        1 => (text(), vec(text(), 1..3)).prop_map(|(attribute, values)| Rule::Is { attribute, values }),
        1 => text().prop_map(Rule::Attested),
    ];
    let leaf = if named {
        prop_oneof![6 => leaf, 1 => Just(Rule::Status("s0".to_owned()))].boxed()
    } else {
        leaf.boxed()
    };
    let with_comments =
        |rule: Made<Rule>| (about(), rule).prop_map(|(about, rule)| Gate { about, rule });
    with_comments(leaf)
        .prop_recursive(3, 10, 3, move |inner| {
            let list = || vec(inner.clone(), 1..3);
            let boxed = || inner.clone().prop_map(Box::new);
            let rule = prop_oneof![
                list().prop_map(Rule::All),
                list().prop_map(Rule::Any),
                (vec(inner.clone(), 0..3), vec(inner.clone(), 1..3), any::<bool>()).prop_map(
                    |(must, of, most)| {
                        let all = must.len() + of.len();
                        Rule::AtLeast {
                            count: if most { all } else { must.len().max(1) },
                            must,
                            of,
                        }
                    }
                ),
                boxed().prop_map(Rule::Not),
                (boxed(), boxed()).prop_map(|(when, then)| Rule::When { when, then }),
                (1_u32..9, boxed()).prop_map(|(periods, gate)| Rule::Each { periods, gate }),
                (1_u32..25, boxed()).prop_map(|(months, gate)| Rule::AnyTime { months, gate }),
            ];
            with_comments(rule.boxed()).boxed()
        })
        .boxed()
}

/// An end that is open is included: whether it is makes no difference, and is not written.
pub fn band(points: Made<f64>) -> Made<Band> {
    (of(within(-1e6, 0.0)), any::<bool>(), of(within(1.0, 1e6)), any::<bool>(), points)
        .prop_map(|(from, from_included, to, to_included, points)| Band {
            from_included: from_included || from.is_none(),
            from,
            to_included: to_included || to.is_none(),
            to,
            points,
        })
        .boxed()
}

pub fn rising<T: std::fmt::Debug + Clone + 'static>(value: Made<T>) -> Made<Vec<(f64, T)>> {
    vec((within(0.001, 1e6), value), 1..5)
        .prop_map(|steps| {
            let mut x = -100.0;
            let mut rise = |step| {
                x += step;
                x
            };
            steps.into_iter().map(|(step, value)| (rise(step), value)).collect()
        })
        .boxed()
}

/// Value functions worth points of this range; rates by date only over a plain sum.
pub fn value(points: Made<f64>, dated: bool) -> Made<ValueFunction> {
    let p = || points.clone();
    let curves = prop_oneof![
        rising(p()).prop_map(ValueFunction::Anchors),
        (within(-1e6, 0.0), quantity(within(1.0, 1e6)), quantity(p()))
            .prop_map(|(from, target, points)| ValueFunction::Linear { from, target, points }),
        vec(band(p()), 1..4).prop_map(ValueFunction::Bands),
        (quantity(number()), quantity(positive()), any::<bool>(), of(number())).prop_map(
            |(points, per, whole, most)| ValueFunction::Rate { points, per, whole, most }
        ),
        (of(text()), p(), any::<bool>()).prop_map(|(group, points, less_is_better)| {
            ValueFunction::Rank { group, points, less_is_better }
        }),
        (number(), positive(), p()).prop_map(|(middle, spread, points)| ValueFunction::Logistic {
            middle,
            spread: -spread,
            points
        }),
        (within(-9.0, 0.0), within(0.5, 1.0), within(1.0, 2.0), within(2.5, 9.0), p())
            .prop_map(|(a, b, c, d, points)| ValueFunction::Trapezoid { a, b, c, d, points }),
        (within(-9.0, 0.0), within(1.0, 9.0), positive(), p())
            .prop_map(|(lo, hi, rho, points)| ValueFunction::Exponential { lo, hi, rho, points }),
        (positive(), within(0.1, 9.0), p()).prop_map(|(half, n, points)| ValueFunction::Hill {
            half,
            n,
            points
        }),
    ];
    if !dated {
        return curves.boxed();
    }
    (month(), vec((1_i32..20, number()), 1..4), positive(), of(number()))
        .prop_map(|(first, steps, per, most)| {
            let mut from = first;
            let mut rates = Vec::new();
            for (months, rate) in steps {
                from = from.plus(months);
                rates.push((from, rate));
            }
            ValueFunction::Schedule { rates, per, most }
        })
        .boxed()
}
