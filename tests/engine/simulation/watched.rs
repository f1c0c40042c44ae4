//! One partner looked at closely, the way of its score, and where a curve crosses zero.

use super::{run, sample, unmoved};
use tierlab_engine::portfolio::Portfolio;
use tierlab_engine::protocol::{Answer, Assembly, Job, Outcome, Runner};
use tierlab_engine::report::{break_even, movers, score_steps};
use tierlab_engine::simulation::{
    Event, LIFT_PARTS, Noise, Observer, QuarterRecord, Replication, Scenario, Shocks,
    WatchedQuarter, prepare,
};

fn watch(scenario: &Scenario, portfolio: &Portfolio, position: usize, workers: u32) -> Outcome {
    let whole = Job { watch: Some(position), ..Job::whole(1, scenario.clone()) };
    let mut assembly = Assembly::new(&Job { workers, ..whole.clone() });
    let mut done = None;
    for worker in 0..workers {
        let mut runner =
            Runner::new(Job { worker, workers, ..whole.clone() }, portfolio).expect("a runner");
        while let Some(event) = runner.step(7) {
            if let Some(Answer::Done { outcome }) = assembly.take(event) {
                done = Some(*outcome);
            }
        }
    }
    done.expect("an answer")
}

fn quarters(outcome: &Outcome) -> Vec<WatchedQuarter> {
    outcome.alternative.watched.as_ref().expect("somebody is watched").quarters()
}

/// Quarter, revenue, parts of the lift, the lift, the score.
type Kept = (u32, f64, [f64; 4], f64, f64);

/// Keeps the records of one partner.
struct Records(usize, Vec<Kept>);

impl Observer for Records {
    fn quarter(&mut self, record: &QuarterRecord<'_>) {
        if record.partner == self.0 && record.event != Event::Gone {
            self.1.push((
                record.quarter,
                record.revenue,
                record.lift_parts,
                record.lift,
                record.score,
            ));
        }
    }
}

#[test]
fn a_watched_partner_is_the_mean_of_its_records() {
    let (scenario, portfolio) = sample(10);
    let outcome = watch(&scenario, &portfolio, 3, 1);
    let prepared = prepare(&scenario, &portfolio);
    let index =
        outcome.positions.iter().position(|position| *position == 3).expect("it is simulated");
    let mut records = Records(index, Vec::new());
    let mut shocks = Shocks::new(Noise::On, &prepared.world, scenario.settings.quarters);
    let mut program: Replication = prepared.alternative;
    for replication in 0..10 {
        shocks.draw(scenario.settings.seed, &prepared.world, replication);
        program.run(&prepared.world, &shocks, &mut records);
    }
    for (place, quarter) in quarters(&outcome).iter().enumerate() {
        let here: Vec<_> =
            records.1.iter().filter(|record| record.0 as usize == place + 1).collect();
        let mean = |of: &dyn Fn(&Kept) -> f64| {
            here.iter().map(|record| of(record)).sum::<f64>() / here.len() as f64
        };
        let close =
            |is: f64, due: f64| assert!((is - due).abs() < 1e-5 * (1.0 + due.abs()), "{is} {due}");
        for part in 0..4 {
            close(quarter.lift[part], mean(&|record| record.2[part]));
        }
        close(quarter.lift.iter().sum(), mean(&|record| record.3));
        close(quarter.revenue, mean(&|record| record.1));
        close(quarter.log_unlifted, mean(&|record| record.1.ln() - record.3));
        close(quarter.score, mean(&|record| record.4));
    }
}

#[test]
fn chances_and_reviews_of_a_watched_partner_add_up() {
    let (scenario, portfolio) = sample(40);
    let outcome = watch(&scenario, &portfolio, 5, 1);
    let index =
        outcome.positions.iter().position(|position| *position == 5).expect("it is simulated");
    let all = quarters(&outcome);
    for quarter in &all {
        assert!((quarter.tiers.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        assert!(quarter.reviews.iter().sum::<f64>() < 1.0 + 1e-12);
    }
    let ends: Vec<f64> = outcome
        .alternative
        .partner(index)
        .expect("it")
        .end_tier
        .iter()
        .map(|n| f64::from(*n) / 40.0)
        .collect();
    assert_eq!(all.last().expect("a quarter").tiers, ends);
    assert_eq!(LIFT_PARTS.len(), all[0].lift.len());
}

#[test]
fn who_is_watched_and_how_many_workers_share_it_changes_nothing() {
    let (scenario, portfolio) = sample(60);
    let plain = run(&scenario, &portfolio);
    let one = watch(&scenario, &portfolio, 7, 1);
    assert_eq!(one.fingerprint(), plain.fingerprint());
    assert_eq!(plain.alternative.watched, None);
    for workers in [2, 3, 5] {
        assert_eq!(
            watch(&scenario, &portfolio, 7, workers).alternative.watched,
            one.alternative.watched
        );
    }
}

#[test]
fn a_partner_that_nothing_moves_has_no_parts() {
    let (mut scenario, portfolio) = sample(5);
    unmoved(&mut scenario);
    let outcome = watch(&scenario, &portfolio, 0, 1);
    assert!(
        quarters(&outcome).iter().all(|quarter| quarter.lift.iter().all(|part| part.abs() < 1e-9))
    );
}

#[test]
fn the_way_of_a_score_adds_up() {
    let (scenario, portfolio) = sample(20);
    let outcome = run(&scenario, &portfolio);
    let mut told = 0;
    for mover in movers(&outcome, &scenario, &portfolio) {
        let Some(steps) = score_steps(&outcome, &scenario.alternative, mover.position) else {
            continue;
        };
        let sum: f64 = steps.dimensions.iter().map(|(_, by)| by).sum();
        assert!((steps.start + sum + steps.rest - steps.end).abs() < 1e-9);
        assert!(
            (steps.start - mover.score.0).abs() < 1e-12
                && (steps.end - mover.score.1).abs() < 1e-12
        );
        // A weighted mean is explained by its dimensions.
        assert!(steps.rest.abs() < 0.02, "{} {}", mover.position, steps.rest);
        let largest =
            steps.dimensions.iter().max_by(|a, b| a.1.abs().total_cmp(&b.1.abs())).copied();
        assert_eq!(largest, mover.driver);
        told += 1;
    }
    assert!(told > 200, "{told}");
}

#[test]
fn a_curve_tells_every_crossing() {
    let at = |points: &[(f64, f64)]| break_even(points).expect("points");
    assert_eq!(break_even(&[]), None);
    let rising = at(&[(0.0, -2.0), (1.0, 2.0), (2.0, 3.0)]);
    assert_eq!((rising.crossings, rising.pays), (vec![0.5], (false, true)));
    assert_eq!(at(&[(0.0, 1.0), (4.0, 2.0)]).crossings, Vec::<f64>::new());
    // Not monotone: an extra move up adds cost in a lump.
    let lumps = at(&[(0.0, -1.0), (1.0, 1.0), (2.0, -1.0), (3.0, 3.0)]);
    assert_eq!(lumps.crossings, vec![0.5, 1.5, 2.25]);
    assert_eq!(at(&[(0.0, 0.0), (1.0, 0.0)]).pays, (true, true));
}
