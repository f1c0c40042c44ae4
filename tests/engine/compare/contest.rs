//! Scenarios against each other, replication by replication.

use crate::support::{close, demo_program, portfolio};
use tierlab_engine::behaviour::Parameters;
use tierlab_engine::portfolio::Portfolio;
use tierlab_engine::protocol::{Cache, Event, Job, Outcome, Runner};
use tierlab_engine::report::{
    Compared, Contender, Quantity, Unpaired, compared, fates, headline, start_to_end,
};
use tierlab_engine::rng::Seed;
use tierlab_engine::rules::Program;
use tierlab_engine::simulation::{ReplicationTotals, Scenario, Settings, Tally};

/// Forty partners around the lines.
fn partners() -> Portfolio {
    let row = |index: u32| {
        let level = 30.0 + f64::from(index % 8) * 8.0;
        (format!("P-{index:02}"), 20e3 + 9e3 * f64::from(index), [level; 6])
    };
    portfolio(&(0..40).map(row).collect::<Vec<_>>())
}

fn scenario(alternative: Program) -> Scenario {
    let settings = Settings::of(4, 50, Seed(7));
    Scenario::of(demo_program(), alternative, Parameters::default(), settings)
}

fn stricter() -> Program {
    let mut program = demo_program();
    program.name = "Stricter".to_owned();
    program.ladder.tiers[1].set_line(52.0);
    program
}

fn dearer() -> Program {
    let mut program = demo_program();
    program.name = "Dearer".to_owned();
    program.ladder.tiers[2].set_line(54.0);
    program.incentives.tiers[1].mdf = 9_000.0;
    program
}

/// Runs programs one after another, each with what the one before left.
fn contest(programs: &[Program], portfolio: &Portfolio) -> Vec<Contender> {
    let mut cache = Cache::default();
    let run = |program: &Program| {
        let job = Job::whole(1, scenario(program.clone()));
        let mut runner = Runner::after(job, portfolio, cache.clone()).expect("a scenario");
        let mut outcome = None::<Outcome>;
        while let Some(event) = runner.step(u32::MAX) {
            // One stage of 25, then the rest.
            if let Event::Part { outcome: part, .. } = event {
                match &mut outcome {
                    None => outcome = Some(*part),
                    Some(whole) => {
                        whole.baseline.merge(&part.baseline);
                        whole.alternative.merge(&part.alternative);
                    }
                }
            }
        }
        cache = runner.into_cache();
        Contender { program: program.clone(), outcome: outcome.expect("an outcome") }
    };
    programs.iter().map(run).collect()
}

fn of(list: &[Compared], quantity: Quantity) -> Compared {
    *list.iter().find(|compared| compared.quantity == quantity).expect("a quantity")
}

#[test]
fn a_scenario_against_itself_differs_by_exactly_nothing() {
    let partners = partners();
    for contender in contest(&[demo_program(), stricter(), dearer()], &partners) {
        let outcome = contender.against(&contender).unwrap();
        for compared in compared(&outcome) {
            let band = compared.change;
            let all = [band.p5, band.p25, band.mean, band.p75, band.p95, compared.error];
            assert!(all.iter().all(|value| *value == 0.0), "{compared:?}");
            assert!(!compared.is_clear());
        }
        let headline = headline(&outcome).unwrap();
        assert_eq!((headline.net_positive, headline.net_error), (0, 0.0));
        let pair = (&contender.program, &contender.program);
        for fate in fates(&outcome, pair, &Parameters::default()) {
            assert_eq!((fate.steps(), fate.gain()), (0.0, 0.0), "{fate:?}");
            assert_eq!(fate.likely.0, fate.likely.1);
        }
    }
}

#[test]
fn the_program_in_force_is_a_contender_like_any_other() {
    let list = contest(&[demo_program(), stricter()], &partners());
    let (base, strict) = (&list[0], &list[1]);
    // It is the baseline of the run, to the bit.
    assert_eq!(base.outcome.alternative, base.outcome.baseline);
    assert_eq!(strict.against(base).unwrap().baseline, strict.outcome.baseline);
    let direct = headline(&strict.outcome).unwrap();
    assert_eq!(headline(&strict.against(base).unwrap()).unwrap(), direct);
    assert!(direct.net.mean != 0.0);
}

#[test]
fn the_order_of_scenarios_does_not_matter() {
    let partners = partners();
    let there = contest(&[demo_program(), stricter(), dearer()], &partners);
    let back = contest(&[dearer(), stricter(), demo_program()], &partners);
    for (one, other) in there.iter().zip(back.iter().rev()) {
        assert_eq!(one.outcome, other.outcome, "{}", one.program.name);
    }
}

#[test]
fn differences_turn_their_sign_and_add_up() {
    let list = contest(&[demo_program(), stricter(), dearer()], &partners());
    let (base, strict, dear) = (&list[0], &list[1], &list[2]);
    for quantity in Quantity::ALL {
        let change = |one: &Contender, other: &Contender| {
            of(&compared(&one.against(other).unwrap()), quantity).change
        };
        let (there, back) = (change(strict, dear), change(dear, strict));
        close(there.mean, -back.mean, 1e-12, 1e-9, "mean");
        close(there.p5, -back.p95, 1e-9, 1e-6, "interval");
        let detour = change(strict, base).mean + change(base, dear).mean;
        close(there.mean, detour, 1e-9, 1e-6, "detour");
    }
}

#[test]
fn moves_of_every_run_are_those_of_the_flows() {
    for contender in contest(&[demo_program(), stricter(), dearer()], &partners()) {
        let headline = headline(&contender.outcome).unwrap();
        let list = compared(&contender.outcome);
        let (up, down) = (of(&list, Quantity::MovesUp), of(&list, Quantity::MovesDown));
        close(up.level, headline.up.0, 1e-12, 0.0, "up");
        close(up.baseline, headline.up.1, 1e-12, 0.0, "up, baseline");
        close(down.level, headline.down.0, 1e-12, 0.0, "down");
        assert!(up.level > 0.0);
        let net = of(&list, Quantity::Net);
        close(net.change.mean, headline.net.mean, 1e-9, 1e-6, "net");
        close(net.error, headline.net_error, 1e-9, 1e-6, "error");
        let sum = of(&list, Quantity::Margin).change.mean - of(&list, Quantity::Cost).change.mean;
        close(net.change.mean, sum, 1e-9, 1e-6, "margin less cost");
    }
}

#[test]
fn rows_of_a_matrix_add_up_to_one() {
    for contender in contest(&[demo_program(), stricter()], &partners()) {
        let matrix = start_to_end(&contender.outcome.alternative);
        assert_eq!(matrix.rates.len(), 4);
        let mut partners = 0;
        for (row, count) in matrix.rates.iter().zip(&matrix.counts) {
            assert_eq!(row.len(), 5);
            let sum: f64 = row.iter().sum();
            close(sum, if *count > 0 { 1.0 } else { 0.0 }, 0.0, 1e-12, "row");
            partners += count;
        }
        assert_eq!(partners, 40 * 50);
    }
}

/// Four runs of one quarter on three tiers.
fn by_hand(margin: [f64; 4], cost: f64, moved: [[u32; 2]; 4], top: [u32; 4]) -> Tally {
    let mut tally = Tally::new(3, 1, 0, vec![0; 10]);
    for (number, replication) in (0..4_u32).enumerate() {
        let mut costs = ReplicationTotals::default().costs;
        costs.push(Default::default());
        costs[0][0] = cost;
        tally.replications.push(ReplicationTotals {
            replication,
            revenue: vec![2.0 * margin[number]],
            margin: vec![margin[number]],
            costs,
            mix: vec![10 - top[number], top[number] - 1, 1, 0],
            moved: moved[number],
        });
    }
    tally
}

#[test]
fn a_small_case_comes_out_as_by_hand() {
    let base = by_hand([100.0; 4], 10.0, [[1, 0]; 4], [4; 4]);
    let alternative =
        by_hand([110.0, 130.0, 120.0, 120.0], 15.0, [[2, 1], [3, 1], [1, 0], [2, 0]], [5, 3, 6, 5]);
    let outcome = Outcome { baseline: base, alternative, ..Outcome::default() };
    let list = compared(&outcome);
    // Net changes by 5, 25, 15, 15.
    let net = of(&list, Quantity::Net);
    assert_eq!((net.level, net.baseline, net.change.mean), (105.0, 90.0, 15.0));
    close(net.change.p5, 6.5, 1e-12, 0.0, "fifth percentile");
    close(net.change.p95, 23.5, 1e-12, 0.0, "ninety-fifth percentile");
    close(net.error, (200.0_f64 / 3.0).sqrt() / 2.0, 1e-12, 0.0, "standard error");
    assert!(net.is_clear());
    let up = of(&list, Quantity::MovesUp);
    assert_eq!((up.level, up.baseline, up.change.mean), (2.0, 1.0, 1.0));
    assert_eq!(of(&list, Quantity::MovesDown).change.mean.to_bits(), 0.5_f64.to_bits());
    let top = of(&list, Quantity::TopTiers);
    assert_eq!((top.level, top.change.mean), (4.75, 0.75));
    assert!(!top.is_clear(), "one run goes the other way");
    assert_eq!(of(&list, Quantity::Revenue).change.mean.to_bits(), 40.0_f64.to_bits());
    assert_eq!(of(&list, Quantity::Cost).change.mean.to_bits(), 5.0_f64.to_bits());
}

#[test]
fn replications_that_share_a_draw_count_as_one() {
    let base = by_hand([100.0; 4], 0.0, [[0; 2]; 4], [1; 4]);
    let mine = by_hand([110.0, 130.0, 120.0, 120.0], 0.0, [[0; 2]; 4], [1; 4]);
    let outcome =
        Outcome { baseline: base, alternative: mine, uncertain: true, ..Outcome::default() };
    // Four runs are fewer than one draw's five: there is one mean and nothing to compare it with.
    assert_eq!(of(&compared(&outcome), Quantity::Net).error.to_bits(), 0.0_f64.to_bits());
}

#[test]
fn what_does_not_share_its_shocks_is_not_paired() {
    let partners = partners();
    let list = contest(&[demo_program(), stricter()], &partners);
    let mut fewer = list[1].clone();
    fewer.outcome.alternative.replications.pop();
    assert_eq!(fewer.against(&list[0]).unwrap_err(), Unpaired::Runs);
    let mut others = list[1].clone();
    others.outcome.positions.pop();
    assert_eq!(others.against(&list[0]).unwrap_err(), Unpaired::Partners);
    let mut seeded = list[1].clone();
    seeded.outcome.baseline.replications[3].revenue[0] += 1.0;
    assert_eq!(seeded.against(&list[0]).unwrap_err(), Unpaired::Futures);
    assert!(list[1].against(&list[0]).is_ok());
}
