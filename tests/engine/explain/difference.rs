//! What differs between two programs: complete, matched by names, nothing for equal ones.

use super::setting::{partners, rich, sample, spaced};
use proptest::prelude::*;
use serde_json::{Value, json};
use tierlab_engine::explain::{Change, difference};
use tierlab_engine::finance::Milestone;
use tierlab_engine::rules::{Cadence, Comparator, Gate, Program, Quantity, Rule};

/// Steps from the root of a value to one of its leaves.
type Way = Vec<String>;

/// Every place of a value: leaves, and lists as a whole.
fn ways(value: &Value, here: &Way, found: &mut Vec<Way>) {
    let mut down = |step: String, inner: &Value| {
        let mut way = here.clone();
        way.push(step);
        ways(inner, &way, found);
    };
    match value {
        Value::Object(fields) => {
            fields.iter().for_each(|(name, inner)| down(name.clone(), inner));
        }
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(index, inner)| down(index.to_string(), inner));
            found.push(here.clone());
        }
        _ => found.push(here.clone()),
    }
}

fn at<'v>(value: &'v mut Value, way: &Way) -> &'v mut Value {
    way.iter().fold(value, |inner, step| match inner {
        Value::Array(list) => &mut list[step.parse::<usize>().expect("an index")],
        other => other.get_mut(step).expect("a field"),
    })
}

/// Other values a place could have: the first that makes a program counts.
fn candidates(value: &Value) -> Vec<Value> {
    let names = "Sum Mean Geometric Last Max Count Estimate Unknown Zero AtLeast AtMost Hold Pass Fail \
                 Marginal Whole Additive Multiplicative Percent Amount Flag Up Down Nearest Included \
                 Excluded Secondary Published Score AllTime OwnSellers Promotion Partner Quarter";
    let names = names.split_whitespace().map(|name| json!(name));
    match value {
        Value::Null => vec![
            json!(7),
            json!("x"),
            json!({"most": 3, "by": null}),
            json!({"every": 6, "in_month": null}),
            json!({"threshold": null, "gates": []}),
            json!({"to": "OwnSellers", "on": "Promotion"}),
            json!({"comparator": "AtLeast", "points": {"Fixed": 5}}),
            json!({"about": {"source": null, "note": null, "as_of": null}, "rule": {"Status": "d1"}}),
        ],
        Value::Bool(value) => vec![json!(!value)],
        Value::Number(number) => {
            let number = number.as_f64().expect("a number");
            vec![json!(number + 0.25), json!(value.as_i64().map_or(7, |number| number + 1))]
        }
        Value::String(text) => names
            .filter(|name| name != value)
            .chain([json!(format!("{text} x")), json!({"Months": 7})])
            .collect(),
        Value::Array(list) => {
            let mut shorter = list.clone();
            shorter.pop();
            let mut turned = list.clone();
            turned.rotate_left(1.min(list.len()));
            vec![json!(shorter), json!(turned)]
        }
        Value::Object(_) => Vec::new(),
    }
}

/// All programs that differ from this one in one place.
fn neighbours(program: &Program, way: &Way) -> Vec<Program> {
    let whole = serde_json::to_value(program).expect("a value");
    let here = at(&mut whole.clone(), way).clone();
    let changed = candidates(&here).into_iter().filter_map(|candidate| {
        let mut changed = whole.clone();
        *at(&mut changed, way) = candidate;
        serde_json::from_value::<Program>(changed).ok()
    });
    changed.filter(|changed| changed != program).collect()
}

fn all_ways(program: &Program) -> Vec<Way> {
    let mut found = Vec::new();
    ways(&serde_json::to_value(program).expect("a value"), &Vec::new(), &mut found);
    found
}

/// Whether a difference is not told, or only that there is one.
fn nothing_said(changes: &[Change]) -> bool {
    changes.is_empty()
        || changes.iter().any(|change| {
            change.sentence.contains("read the same") || change.sentence.contains("reads the same")
        })
}

#[test]
fn equal_programs_do_not_differ() {
    assert_eq!(difference(&rich(), &rich(), None), []);
    let (program, portfolio) = sample();
    assert_eq!(difference(&program, &program.clone(), Some(&portfolio)), []);
}

#[test]
fn every_field_that_differs_is_told() {
    let program = rich();
    let ways = all_ways(&program);
    let mut tried = 0;
    for way in &ways {
        let changed = neighbours(&program, way);
        // A pair of two equal entries can neither be turned nor cut.
        let list = at(&mut serde_json::to_value(&program).expect("a value"), way).is_array();
        assert!(!changed.is_empty() || list, "{way:?} cannot be changed");
        for other in changed {
            for (old, new) in [(&program, &other), (&other, &program)] {
                let told = difference(old, new, None);
                assert!(!nothing_said(&told), "{way:?} says nothing: {told:?}");
                tried += 1;
            }
        }
    }
    assert!(ways.len() > 500 && tried > 1500, "{} places, {tried} programs", ways.len());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn programs_that_differ_in_several_fields_are_told_apart(
        picks in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..6)
    ) {
        let start = rich();
        let mut program = start.clone();
        for (place, which) in picks {
            let ways = all_ways(&program);
            let found = neighbours(&program, &ways[place.index(ways.len())]);
            if !found.is_empty() {
                program = found[which.index(found.len())].clone();
            }
        }
        let changes = difference(&start, &program, None);
        prop_assert_eq!(changes.is_empty(), start == program, "{:?}", changes);
        let back = difference(&program, &start, None);
        prop_assert_eq!(back.is_empty(), changes.is_empty());
        for change in changes.iter().chain(&back) {
            prop_assert!(change.sentence.ends_with(['.', ':', '?']) && !change.place.is_empty());
        }
    }
}

fn told(change: impl FnOnce(&mut Program)) -> Vec<String> {
    let old = rich();
    let mut new = old.clone();
    change(&mut new);
    let portfolio = partners(&["A"]);
    let changes = difference(&old, &new, Some(&portfolio));
    changes.iter().map(|change| spaced(format!("{}: {}", change.place, change.sentence))).collect()
}

#[test]
fn changes_name_their_place_and_both_values() {
    let told_one = |change: fn(&mut Program), sentence: &str| assert_eq!(told(change), [sentence]);
    told_one(
        |p| p.ladder.tiers[2].set_line(640.0),
        "Gold: The score to enter is now more than 640 points; it was more than 600 points.",
    );
    told_one(
        |p| p.incentives.tiers[2].mdf = 4_000.0,
        "Benefits of Gold: Market development funds per quarter is now $4,000; it was $500.",
    );
    told_one(
        |p| p.score.tracks[0].dimensions[1].weight = 0.5,
        "Enterprise, Revenue: The weight is now 0.5; it was 0.4.",
    );
    told_one(
        |p| p.movement.grace = 2,
        "Movement: Grace: 2 reviews in a row at which a partner does not keep its tier change \
         nothing; the next one moves it lower; before: one review at which a partner does not keep \
         its tier changes nothing; the next one in a row moves it lower.",
    );
    told_one(
        |p| p.movement.buffer = 0.0,
        "Movement: Buffer: to keep a tier, the score may lie 0 points below the line; before: to keep \
         a tier, the score may lie 20 points below the line.",
    );
    told_one(
        |p| {
            let Rule::Any(list) = &mut p.ladder.tiers[2].gates[0].rule else { panic!("any of") };
            let Rule::Compare { line, .. } = &mut list[0].rule else { panic!("a comparison") };
            *line = Quantity::Fixed(4.4);
        },
        "Gold: The conditions to enter: Happiness at least 4.4 (was 4.2) or holds the status \
         Designation or not (plan is confirmed and has not expired).",
    );
    told_one(
        |p| {
            p.ladder.tiers[2].gates.pop();
        },
        "Gold: The conditions to enter no longer include: capability at least 40 points.",
    );
    told_one(
        |p| p.ladder.tiers[1].gates.push(Gate::dimension("revenue", 30.0)),
        "Silver: The conditions to enter now include: revenue at least 30 points.",
    );
    told_one(
        |p| p.ladder.tiers[1].reviews = Some(Cadence::every(12)),
        "Silver: When it is decided is now \"It is decided once a year who enters it and who loses \
         it.\"; it was when the movement rules say.",
    );
    told_one(
        |p| p.incentives.milestones.push(Milestone { revenue: 5e3, bonus: 99.0 }),
        "Milestones: A quarterly revenue of $5,000 now earns $99.",
    );
    told_one(
        |p| p.statuses[1].gate = Gate::dimension("revenue", 1.0),
        "Status Badge: What it asks is now \"revenue at least 1 point\"; it was \"holds the status \
         Designation\".",
    );
    told_one(
        |p| p.incentives.benefits[0].terms.most_per_deal = None,
        "Benefit Fee: Most per deal is now nothing; it was \"A deal earns at most $3,000\".",
    );
    told_one(
        |p| {
            if let Some(threshold) = &mut p.ladder.tiers[2].threshold {
                threshold.comparator = Comparator::AtLeast;
            }
        },
        "Gold: The score to enter is now at least 600 points; it was more than 600 points.",
    );
}

#[test]
fn order_does_not_make_everything_new() {
    let said = told(|p| p.score.tracks[0].dimensions.reverse());
    assert_eq!(said, ["Enterprise: The order is now Revenue, Capability."]);
    let said = told(|p| p.incentives.benefits.swap(1, 2));
    assert_eq!(said, ["Benefits: The order is now Fee, Answer, Portal, Gift."]);
}

#[test]
fn a_renamed_tier_is_not_a_new_one() {
    let said = told(|p| p.ladder.tiers[2].name = "Crest".to_owned());
    assert_eq!(said, ["Crest: The name is now \"Crest\"; it was \"Gold\"."]);
}

#[test]
fn a_tier_that_comes_in_between_leaves_the_others_alone() {
    let said = told(|p| {
        let mut tier = p.ladder.tiers[1].clone();
        tier.name = "Bronze".to_owned();
        tier.set_line(20.0);
        tier.reviews = Some(Cadence::every(12));
        p.ladder.tiers.insert(1, tier);
        p.incentives.tiers.insert(1, p.incentives.tiers[0]);
        for benefit in &mut p.incentives.benefits {
            benefit.tiers.insert(1, None);
        }
        if let Some(rule) = &mut p.movement.up_or_out {
            rule.tier = 2;
        }
    });
    assert!(said[0].starts_with("Tiers: Bronze is new. To enter: Score at least"), "{said:?}");
    assert!(said[0].ends_with(". It is decided once a year who enters it and who loses it."));
    assert!(said[1..].iter().all(|line| line.contains("Bronze")), "{said:?}");
}
