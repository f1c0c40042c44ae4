//! Rules that look at several partners, inside the run.

use super::{run, sample};
use tierlab_engine::portfolio::Kind;
use tierlab_engine::rules::{Cadence, Capacity, Gate, Measure, Places, Rule, Ties};

#[test]
fn a_tier_never_takes_more_than_it_has_room_for() {
    let (mut scenario, portfolio) = sample(4);
    scenario.alternative.ladder.tiers[3].capacity = Some(Capacity { most: 18, by: None });
    scenario.alternative.ladder.tiers[2].capacity = Some(Capacity { most: 40, by: None });
    let outcome = run(&scenario, &portfolio);
    let tally = &outcome.alternative;
    let first =
        |tier: usize| tally.first_tier.iter().filter(|held| usize::from(**held) == tier).count();
    let mut filled = false;
    for totals in &tally.replications {
        for quarter in totals.mix.chunks_exact(5) {
            // Who is in stays in, so that more than fit may have been there from the start.
            assert!(quarter[3] as usize <= first(3).max(18), "{quarter:?}");
            assert!(quarter[2] as usize <= first(2).max(40) + first(3), "{quarter:?}");
            filled |= quarter[3] == 18;
        }
    }
    assert!(filled, "the limit is met somewhere");
}

#[test]
fn a_relative_gate_keeps_its_share_while_everyone_moves() {
    let (mut scenario, portfolio) = sample(3);
    let best = Gate::from(Rule::Top {
        measure: Measure::usual("revenue", Kind::Flow),
        less_is_better: false,
        share: 0.1,
        group: None,
        places: Places::Down,
        ties: Ties::Excluded,
        smallest_group: 5,
    });
    let program = &mut scenario.alternative;
    program.ladder.tiers[3].threshold = None;
    program.ladder.tiers[3].gates = vec![best];
    program.movement.consecutive_up = 1;
    program.movement.steps_up = None;
    program.movement.steps_down = None;
    program.movement.grace = 0;
    let outcome = run(&scenario, &portfolio);
    for totals in &outcome.alternative.replications {
        for (quarter, mix) in totals.mix.chunks_exact(5).enumerate() {
            let here: u32 = mix[..4].iter().sum();
            let top = here / 10;
            // Who leaves in a quarter was still ranked in it; who has no revenue on record is not.
            assert!(mix[3] <= top + 1 && mix[3] + 3 >= top, "quarter {quarter}: {mix:?}");
        }
    }
}

#[test]
fn a_yearly_tier_is_entered_once_a_year() {
    let (mut scenario, portfolio) = sample(3);
    let yearly = Cadence { every: 12, in_month: Some(3) };
    scenario.alternative.ladder.tiers[3].reviews = Some(yearly);
    scenario.alternative.movement.consecutive_up = 1;
    let outcome = run(&scenario, &portfolio);
    // The record ends in September 2026: March is in the second and in the sixth quarter.
    let places = outcome.alternative.tiers + 1;
    for quarter in 0..8 {
        let cells = &outcome.alternative.transitions[quarter * places * places..];
        let entered: u64 = (0..3).map(|from| cells[from * places + 3]).sum();
        assert!(quarter % 4 == 1 || entered == 0, "quarter {quarter}: {entered}");
    }
}

/// Looking back over a year, a tier once met is not lost for a year.
#[test]
fn attainment_looks_back_over_simulated_quarters() {
    let (mut scenario, portfolio) = sample(3);
    let falls = |scenario: &super::Scenario| {
        run(scenario, &portfolio).alternative.events.iter().map(|events| events[1]).sum::<u64>()
    };
    let without = falls(&scenario);
    scenario.alternative.movement.attainment = 12;
    let with = falls(&scenario);
    assert!(with < without, "{with} of {without}");
}

/// From a plain program into one that goes by the book: a limit that nobody meets changes nothing.
#[test]
fn a_switch_into_rules_by_the_book_keeps_what_was_simulated_before() {
    let (mut scenario, portfolio) = sample(3);
    scenario.settings.starts = 4;
    let quick = run(&scenario, &portfolio);
    scenario.alternative.ladder.tiers[3].capacity = Some(Capacity { most: 10_000, by: None });
    let book = run(&scenario, &portfolio);
    assert_eq!(book.alternative, quick.alternative);
    std::mem::swap(&mut scenario.baseline, &mut scenario.alternative);
    let back = run(&scenario, &portfolio);
    scenario.baseline.ladder.tiers[3].capacity = None;
    assert_eq!(run(&scenario, &portfolio).alternative, back.alternative);
}
