//! What is kept while a line is dragged answers as the full evaluation does.

use crate::checker::properties::{Dice, arbitrary};
use crate::support::demo_program;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use tierlab_engine::portfolio::Portfolio;
use tierlab_engine::report::{Scores, TodaysMix, partner_scores, passing, tier_counts, tiers_on};
use tierlab_engine::rules::{
    Aggregation, Capacity, Measure, Program, Settled, UnknownPolicy, check,
};
use tierlab_engine::sample::{sample_partners, sample_scenario};

/// The tier of every partner, by a full evaluation of partners whose source names none.
fn evaluated(program: &Program, portfolio: &Portfolio) -> Vec<usize> {
    partner_scores(program, portfolio).iter().map(|score| score.standing).collect()
}

/// Windows, rooms, invitations and policies, which an arbitrary program seldom has.
fn varied(program: &mut Program, dice: &mut Dice) {
    program.movement.attainment = dice.pick(&[0, 0, 6, 12, 36]);
    program.movement.unknown =
        dice.pick(&[UnknownPolicy::Hold, UnknownPolicy::Pass, UnknownPolicy::Fail]);
    for tier in program.ladder.tiers.iter_mut().skip(1) {
        let deals = || Measure::of(&["deals"], 12, Aggregation::Sum);
        tier.capacity = dice
            .flip()
            .then(|| Capacity { most: u32::from(dice.below(6)), by: dice.flip().then(deals) });
    }
}

/// Other lines, and nothing else.
fn dragged(program: &Program, dice: &mut Dice) -> Program {
    let mut moved = program.clone();
    for tier in moved.ladder.tiers.iter_mut().skip(1).filter(|tier| tier.threshold.is_some()) {
        tier.set_line(dice.points() / 2.0);
    }
    moved
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, max_global_rejects: 20_000, rng_seed: RngSeed::Fixed(20_261_128), ..ProptestConfig::default() })]

    #[test]
    fn sorted_scores_answer_as_the_full_evaluation_does(choices in prop::collection::vec(any::<u16>(), 0..700)) {
        let mut dice = Dice::of(choices);
        let (mut program, portfolio) = arbitrary(&mut dice);
        prop_assume!(check(&program).is_ok());
        varied(&mut program, &mut dice);
        let settled = Settled::of(&Settled::basis(&program), &portfolio);
        let scores = Scores::of(&program, &portfolio);
        for _ in 0..4 {
            let moved = dragged(&program, &mut dice);
            prop_assert_eq!(Settled::basis(&moved), Settled::basis(&program));
            let full = partner_scores(&moved, &portfolio);
            prop_assert_eq!(settled.tiers(&moved, &portfolio), evaluated(&moved, &portfolio));
            let line = dice.points() / 2.0;
            prop_assert_eq!(scores.passing(line), passing(&full, line));
            let known = full.iter().filter_map(|score| score.trace.score).count();
            prop_assert_eq!((scores.known().len(), scores.partners()), (known, full.len()));
        }
    }
}

#[test]
fn a_line_dragged_over_the_sample_gives_the_mix_of_the_full_evaluation() {
    let (portfolio, scenario) = (sample_partners(), sample_scenario());
    let (baseline, mut program) = (scenario.baseline, scenario.alternative);
    let settled = Settled::of(&program, &portfolio);
    let was = tiers_on(&baseline, &Settled::of(&baseline, &portfolio), &portfolio, &program);
    let before = evaluated(&baseline, &portfolio);
    assert_eq!(was, before, "one ladder");
    let mut flips = Vec::new();
    for line in 50..74 {
        program.ladder.tiers[2].set_line(f64::from(line));
        let mix = TodaysMix::of(&settled.tiers(&program, &portfolio), &was, 4);
        assert_eq!(mix.tiers, tier_counts(&program, &portfolio), "line {line}");
        let pairs = evaluated(&program, &portfolio).into_iter().zip(&before);
        let moved: Vec<bool> =
            pairs.filter(|(now, was)| now != *was).map(|(now, was)| now > *was).collect();
        assert_eq!(mix.up, moved.iter().filter(|up| **up).count());
        assert_eq!(mix.down, moved.iter().filter(|up| !**up).count());
        flips.push(moved.len());
    }
    assert!(flips.iter().any(|count| *count > 10), "{flips:?}");
}

#[test]
fn what_does_not_bear_on_scores_and_gates_settles_alike() {
    let program = demo_program();
    let mut other = program.clone();
    other.name = "Other".to_owned();
    other.movement.grace = 3;
    other.incentives.tiers[1].mdf = 9e9;
    other.ladder.tiers[1].set_line(12.0);
    assert_eq!(Settled::basis(&program), Settled::basis(&other));
    other.ladder.tiers[2].gates.clear();
    assert_ne!(Settled::basis(&program), Settled::basis(&other));
}
