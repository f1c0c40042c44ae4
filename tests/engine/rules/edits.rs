//! Tiers, dimensions and conditions come and go on every program of the library, and the door stays
//! content; what points to a tier goes on pointing to it.

use tierlab_engine::library;
use tierlab_engine::portfolio::Portfolio;
use tierlab_engine::report::rule_counts;
use tierlab_engine::rules::{
    Evaluation, Gate, GateList, Keep, Measure, Program, Quantity, Rule, Shape, Source, Status,
    UpOrOut, ValueFunction, add_dimension, add_part, add_tier, check, in_segments,
    remove_dimension, remove_part, remove_tier, reshape, same_for_all, starter_part,
};
use tierlab_engine::sample::{sample_partners, sample_scenario};

fn all() -> Vec<(&'static str, Program, Portfolio)> {
    let opened = library::entries().iter().map(|entry| {
        let (program, portfolio) = entry.open().expect("sound");
        (entry.key, program, portfolio)
    });
    opened.chain([("sample", sample_scenario().baseline, sample_partners())]).collect()
}

#[track_caller]
fn passes_the_door(key: &str, what: &str, program: &Program) {
    if let Err(problems) = check(program) {
        panic!("{key}, {what}: {problems}");
    }
}

#[test]
fn a_tier_can_be_added_above_every_other_and_taken_away_again() {
    for (key, before, _) in all() {
        for below in 0..before.ladder.tiers.len() {
            let mut program = before.clone();
            let at = add_tier(&mut program, below).expect("there is one below");
            assert_eq!(at, below + 1);
            passes_the_door(key, &format!("a tier above {below}"), &program);
            assert_eq!(program.ladder.tiers.len(), before.ladder.tiers.len() + 1);
            remove_tier(&mut program, at);
            assert_eq!(program, before, "{key}, above {below}");
        }
    }
}

#[test]
fn a_new_tier_begins_half_way_with_the_benefits_of_the_one_below_and_a_name_of_its_own() {
    let mut program = sample_scenario().baseline;
    add_tier(&mut program, 1);
    add_tier(&mut program, 4);
    let lines: Vec<(&str, f64)> =
        program.ladder.tiers.iter().map(|tier| (tier.name.as_str(), tier.line())).collect();
    assert_eq!(
        lines,
        [
            ("Entry", 0.0),
            ("Growth", 45.0),
            ("New tier", 52.0),
            ("Strategic", 60.0),
            ("Flagship", 75.0),
            ("New tier 2", 87.0)
        ]
    );
    let commissions: Vec<f64> = program.incentives.tiers.iter().map(|b| b.commission).collect();
    assert_eq!(commissions, [0.08, 0.11, 0.11, 0.15, 0.18, 0.18]);
}

#[test]
fn who_has_to_reach_a_tier_has_to_reach_the_same_tier_afterwards() {
    let mut program = sample_scenario().baseline;
    program.movement.up_or_out = Some(UpOrOut { tier: 2, within: 24, notice: 6 });
    let to = |program: &Program| program.movement.up_or_out.map(|rule| rule.tier);
    add_tier(&mut program, 2);
    assert_eq!(to(&program), Some(2), "added above");
    add_tier(&mut program, 0);
    assert_eq!(to(&program), Some(3), "added below");
    remove_tier(&mut program, 3);
    assert_eq!(to(&program), Some(2), "the one below takes its place");
    remove_tier(&mut program, 2);
    remove_tier(&mut program, 1);
    assert_eq!(to(&program), None, "everyone is in the lowest");
    let before = program.clone();
    remove_tier(&mut program, 0);
    remove_tier(&mut program, 99);
    assert_eq!(program, before, "the lowest stays");
}

#[test]
fn a_dimension_and_a_part_can_be_added_to_every_track_and_taken_away_again() {
    for (key, before, portfolio) in all() {
        let Some(metric) = portfolio.metrics().first() else { continue };
        let part = starter_part(&portfolio, metric);
        for track in 0..before.score.tracks.len() {
            let mut program = before.clone();
            let at = add_dimension(&mut program, track, part.clone()).expect("there is a track");
            passes_the_door(key, "a dimension", &program);
            remove_dimension(&mut program, track, at);
            assert_eq!(program, before, "{key}");
            add_part(&mut program, track, 0, part.clone());
            passes_the_door(key, "a part", &program);
            let last = program.score.tracks[track].dimensions[0].parts.len() - 1;
            remove_part(&mut program, track, 0, last);
            assert_eq!(program, before, "{key}");
        }
    }
}

#[test]
fn the_first_dimension_brings_a_score_and_the_last_takes_it_away() {
    let entry = library::entry("odoo").expect("there");
    let (mut program, portfolio) = entry.open().expect("sound");
    let metric = portfolio.metrics().first().expect("a metric");
    let part = starter_part(&portfolio, metric);
    assert_eq!(add_dimension(&mut program, 0, part.clone()), Some(0));
    assert_eq!(add_dimension(&mut program, 0, part), Some(1));
    passes_the_door("odoo", "with a score", &program);
    let dimensions = program.score.dimensions();
    assert_ne!(dimensions[0].key, dimensions[1].key);
    assert_ne!(dimensions[0].name, dimensions[1].name);
    let known = Evaluation::now(&program, &portfolio).score().score.clone();
    assert!(known.iter().any(|score| score.is_finite()));
    remove_part(&mut program, 0, 0, 0);
    remove_part(&mut program, 0, 0, 0);
    assert!(program.score.tracks.is_empty());
}

#[test]
fn conditions_to_keep_and_of_statuses_are_edited_like_those_to_enter() {
    let (mut program, portfolio) = (sample_scenario().baseline, sample_partners());
    let tier = &mut program.ladder.tiers[2];
    tier.keep = Some(Keep { threshold: tier.threshold.clone(), gates: tier.gates.clone() });
    let asks = |most: f64| Gate::at_least(Measure::plain(Source::Score), most);
    program.statuses.push(Status {
        key: "badge".to_owned(),
        name: "Badge".to_owned(),
        gate: asks(50.0),
    });
    for list in [GateList::Enter(2), GateList::Keep(2), GateList::Status(0)] {
        let (before, there) = (program.clone(), list.of(&program).len());
        list.add(&mut program, &[], asks(10.0));
        passes_the_door("sample", &format!("{list:?}"), &program);
        let path: &[usize] = if list == GateList::Status(0) { &[0, 1] } else { &[there] };
        let added = list.gate_mut(&mut program, path).expect("what was added");
        *added = asks(20.0);
        assert_eq!(list.gate(&program, path), Some(&asks(20.0)));
        let counts = rule_counts(&program, &portfolio);
        let counts = match list {
            GateList::Enter(_) => counts.tiers[2].gates[there].clone(),
            GateList::Keep(_) => counts.tiers[2].keep_gates[there].clone(),
            GateList::Status(_) => counts.statuses[0].inner[1].clone(),
        };
        let scores = Evaluation::now(&program, &portfolio).score().score.clone();
        assert_eq!(counts.pass, scores.iter().filter(|score| **score >= 20.0).count());
        list.remove(&mut program, path);
        if list == GateList::Status(0) {
            assert_eq!(program.statuses[0].gate.rule, Rule::All(vec![asks(50.0)]));
            list.remove(&mut program, &[0]);
            assert_eq!(list.of(&program).len(), 1, "a status asks for something");
        } else {
            assert_eq!(program, before);
        }
    }
    let before = program.clone();
    GateList::Keep(3).add(&mut program, &[], asks(1.0));
    GateList::Status(7).remove(&mut program, &[0]);
    assert_eq!(program, before, "nothing is there");
}

#[test]
fn one_number_becomes_one_per_segment_and_decides_the_same_until_it_is_changed() {
    let (mut program, portfolio) = (sample_scenario().baseline, sample_partners());
    let before = rule_counts(&program, &portfolio);
    for tier in &mut program.ladder.tiers {
        if let Some(threshold) = &mut tier.threshold {
            threshold.points = in_segments(&threshold.points, "Region", &portfolio);
        }
    }
    passes_the_door("sample", "by region", &program);
    assert_eq!(rule_counts(&program, &portfolio), before);
    let Some(threshold) = &mut program.ladder.tiers[3].threshold else { panic!("a line") };
    let Quantity::By { values, otherwise, .. } = &mut threshold.points else { panic!("segments") };
    assert!(
        values.len() > 2 && values.is_sorted_by(|a, b| a.0.to_lowercase() < b.0.to_lowercase())
    );
    assert_eq!(*otherwise, Some(75.0));
    values[0].1 = 20.0;
    let again = in_segments(&threshold.points, "region", &portfolio);
    assert_eq!(again, threshold.points, "segments keep their numbers");
    assert_eq!(same_for_all(&again), Quantity::Fixed(75.0));
}

#[test]
fn a_value_function_takes_another_shape_near_the_old_one() {
    let (program, portfolio) = (sample_scenario().baseline, sample_partners());
    let evaluation = Evaluation::now(&program, &portfolio);
    for dimension in program.score.dimensions() {
        for part in &dimension.parts {
            let known: Vec<f64> =
                evaluation.measured(&part.measure).into_iter().filter(|x| x.is_finite()).collect();
            for shape in Shape::ALL {
                let value = reshape(&part.value, shape, &known);
                assert_eq!(Shape::of(&value), Some(shape));
                let mut changed = program.clone();
                let at = changed.score.dimension_index(&dimension.key).expect("there");
                changed.score.dimensions_mut()[at].parts[0].value = value.clone();
                passes_the_door("sample", &format!("{} as {shape:?}", part.name), &changed);
                if shape == Shape::Curve || shape == Shape::Steps {
                    let far = known.iter().map(|x| (value.value(*x) - part.value.value(*x)).abs());
                    let mean = far.sum::<f64>() / known.len() as f64;
                    assert!(mean < 20.0, "{} as {shape:?}: {mean} points away", part.name);
                }
            }
        }
    }
    let empty = reshape(
        &ValueFunction::Rank { group: None, points: 50.0, less_is_better: false },
        Shape::Curve,
        &[],
    );
    assert_eq!((empty.value(0.0), empty.value(100.0)), (0.0, 50.0));
}
