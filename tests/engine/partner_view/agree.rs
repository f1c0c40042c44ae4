//! What a view says is what the designer's evaluation says.

use super::{everything, ladder, one, simulated, view};
use serde_json::json;
use tierlab_engine::partner_view::{ahead, own_score, requirements_of, requirements_to_keep};
use tierlab_engine::rules::{Evaluation, Program, Rule, Truth, ValueFunction, standings_now};

/// Whether a program compares partners with each other.
fn is_relative(program: &Program) -> bool {
    let mut found = false;
    for track in &program.score.tracks {
        let parts = track.dimensions.iter().flat_map(|dimension| &dimension.parts);
        found |= parts.into_iter().any(|part| matches!(part.value, ValueFunction::Rank { .. }));
    }
    for tier in &program.ladder.tiers {
        let mut open: Vec<_> = tier.gates.iter().collect();
        while let Some(gate) = open.pop() {
            found |= matches!(gate.rule, Rule::Top { .. });
            open.extend(gate.inner());
        }
    }
    found
}

#[test]
fn every_partner_of_every_program_has_the_same_score_tier_and_answers() {
    for (key, program, portfolio) in everything() {
        let whole = Evaluation::now(&program, &portfolio);
        let standings = standings_now(&whole);
        let step = (portfolio.partners().len() / 12).max(1);
        for partner in (0..portfolio.partners().len()).step_by(step) {
            let view = view(&program, &portfolio, partner);
            let own = Evaluation::now(&view.program, &view.portfolio);
            let what = format!("{key}, partner {partner}");
            assert_eq!(view.tier, standings[partner], "{what}: tier");
            assert_eq!(own.trace(0).score, whole.trace(partner).score, "{what}: score");
            assert_eq!(own.trace(0).dimensions, whole.trace(partner).dimensions, "{what}: parts");
            let (mine, theirs) = (own.tier_traces(0), whole.tier_traces(partner));
            for (mine, theirs) in mine.iter().zip(&theirs) {
                assert_eq!((mine.enter, mine.keep), (theirs.enter, theirs.keep), "{what}: tiers");
            }
            if !is_relative(&program) {
                assert!(view.relative.is_empty(), "{what}: {:?}", view.relative);
                assert_eq!(mine, theirs, "{what}: gates");
            }
        }
    }
}

#[test]
fn requirements_are_met_where_the_tier_may_be_entered() {
    for (key, program, portfolio) in everything() {
        for partner in 0..portfolio.partners().len().min(30) {
            let view = view(&program, &portfolio, partner);
            let own = Evaluation::now(&view.program, &view.portfolio);
            for tier in 1..program.ladder.tiers.len() {
                let asked = requirements_of(&view, tier).expect("above the lowest");
                let all = asked.all.iter().map(|one| one.truth).fold(Truth::Pass, Truth::and);
                // What was met at an earlier time is enough for some programs.
                if program.movement.attainment == 0 {
                    let enter = own.tiers()[tier].enter[0];
                    assert_eq!(all, enter, "{key}, partner {partner}, tier {tier}");
                }
                let missing = |one: &tierlab_engine::partner_view::Requirement| {
                    one.truth == Truth::Fail && one.inner.is_empty() && one.value.is_some()
                };
                for one in asked.all.iter().filter(|one| missing(one)) {
                    assert!(one.gap.is_some(), "{key}, {}: how much is to go", one.name);
                }
            }
            if let Some(keep) =
                requirements_to_keep(&view).filter(|_| program.movement.attainment == 0)
            {
                let all = keep.all.iter().map(|one| one.truth).fold(Truth::Pass, Truth::and);
                assert_eq!(all, own.tiers()[view.tier].keep[0], "{key}, partner {partner}: keep");
            }
        }
    }
}

#[test]
fn points_of_the_dimensions_add_up_to_the_score() {
    for (key, program, portfolio) in everything() {
        for partner in 0..portfolio.partners().len().min(20) {
            let view = view(&program, &portfolio, partner);
            let Some(own) = own_score(&view).filter(|own| own.adds_up) else { continue };
            let Some(score) = own.score else { continue };
            let sum: f64 = own.rows.iter().filter_map(|row| row.points).sum();
            let rounded = program.score.round.map_or(1e-6, |_| 0.51);
            // Sums may be held between nothing and the top of the scale.
            let sum = if sum > own.scale { own.scale } else { sum };
            assert!(
                (sum - score).abs() < rounded,
                "{key}, partner {partner}: {sum} is not {score}"
            );
        }
    }
}

#[test]
fn figures_that_stay_as_they_are_keep_the_score() {
    let view =
        view(&ladder(json!({"up": {"every": 3}, "down": {"every": 3}})), &one(500_000.0, None), 0);
    let path = ahead(&view, &[]);
    assert_eq!(path.len(), 8);
    assert!(path.iter().all(|seen| seen.score.is_some_and(|score| (score - 50.0).abs() < 1e-9)));
    assert!(path.iter().all(|seen| seen.tier == 1));
}

#[test]
fn a_simulation_is_told_as_counts_of_its_futures() {
    let view = simulated(3);
    let chances = view.chances.as_ref().expect("simulated");
    assert_eq!((chances.runs, chances.reached.len()), (40, 8));
    for (reached, held) in chances.reached.iter().zip(&chances.held) {
        assert_eq!(reached[0], 40, "everybody has reached the lowest tier");
        assert!(reached.windows(2).all(|pair| pair[0] >= pair[1]), "{reached:?}");
        for (tier, reached) in reached.iter().enumerate().take(held.len()) {
            let above: u32 = held.iter().skip(tier).sum();
            assert!(*reached >= above, "reached by then, and held at the end, are not mixed up");
        }
    }
    for pair in chances.reached.windows(2) {
        let falls = pair[0].iter().zip(&pair[1]).any(|(before, after)| before > after);
        assert!(!falls, "what was reached stays reached: {pair:?}");
    }
}
