//! One job and several workers: neither their number, nor their pace, nor what an earlier job left can be
//! seen in a result.

use super::sample;
use proptest::prelude::*;
use tierlab_engine::protocol::{
    Answer, Assembly, Cache, Event, Job, Outcome, Runner, share, stage,
};
use tierlab_engine::report::headline;
use tierlab_engine::simulation::{INNER, Scenario};

fn job(scenario: &Scenario, worker: u32, workers: u32, stage: u32) -> Job {
    Job { worker, workers, stage, ..Job::whole(7, scenario.clone()) }
}

/// Everything that workers of different pace say, worker after worker in turn.
fn told(scenario: &Scenario, workers: u32, paces: &[u32]) -> Vec<Event> {
    let (_, portfolio) = sample(1);
    let mut runners: Vec<Runner> = (0..workers)
        .map(|worker| Runner::new(job(scenario, worker, workers, 0), &portfolio).expect("valid"))
        .collect();
    let mut events = Vec::new();
    while runners.iter().any(|runner| !runner.is_done()) {
        for (index, runner) in runners.iter_mut().enumerate() {
            events.extend(runner.step(paces[index % paces.len()]));
        }
    }
    events
}

fn assembled(scenario: &Scenario, workers: u32, events: Vec<Event>) -> Outcome {
    let mut assembly = Assembly::new(&job(scenario, 0, workers, 0));
    let answers: Vec<Answer> =
        events.into_iter().filter_map(|event| assembly.take(event)).collect();
    match answers.into_iter().last() {
        Some(Answer::Done { outcome }) => *outcome,
        other => panic!("{other:?}"),
    }
}

fn alone(scenario: &Scenario) -> Outcome {
    let (_, portfolio) = sample(1);
    Runner::new(Job::whole(1, scenario.clone()), &portfolio).expect("valid").finish()
}

#[test]
fn stages_and_shares_cover_every_replication_once() {
    for total in [1, 24, 25, 26, 50, 99, 1000, 100_000] {
        let mut next = 0;
        for number in 0.. {
            let Some(range) = stage(number, total) else { break };
            for workers in [1, 2, 3, 8, 40] {
                let mut from = range.start;
                for worker in 0..workers {
                    let part = share(&range, worker, workers);
                    assert_eq!(part.start, from);
                    from = part.end;
                }
                assert_eq!(from, range.end);
            }
            assert_eq!(range.start, next);
            next = range.end;
        }
        assert_eq!(next, total);
    }
    assert_eq!(stage(40, u32::MAX), None);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, ..ProptestConfig::default() })]

    #[test]
    fn the_number_of_workers_and_their_pace_cannot_be_seen(
        workers in 1_u32..6,
        paces in prop::collection::vec(1_u32..30, 1..5),
        swaps in prop::collection::vec((0_usize..40, 0_usize..40), 0..20),
    ) {
        let (scenario, _) = sample(60);
        let mut events = told(&scenario, workers, &paces);
        let count = events.len();
        for (one, other) in swaps {
            events.swap(one % count, other % count);
        }
        // Progress that comes late must not be the last word.
        events.sort_by_key(|event| matches!(event, Event::Part { .. }));
        prop_assert_eq!(assembled(&scenario, workers, events), alone(&scenario));
    }
}

#[test]
fn when_a_worker_dies_the_others_go_on_where_it_stood() {
    let (scenario, portfolio) = sample(100);
    let first = job(&scenario, 0, 2, 0);
    let mut assembly = Assembly::new(&first);
    // Both do the first stage; then the second worker is gone.
    for worker in 0..2 {
        let mut runner = Runner::new(job(&scenario, worker, 2, 0), &portfolio).expect("valid");
        while let Some(event) = runner.step(7) {
            let part = matches!(event, Event::Part { .. });
            assembly.take(event);
            if part {
                break;
            }
        }
    }
    assert_eq!(assembly.stage(), 1);
    let rest = Job { id: 8, ..job(&scenario, 0, 1, assembly.stage()) };
    let mut assembly = assembly.handed_to(&rest);
    let late = Event::Progress { id: 7, worker: 1, stage: 1, done: 3 };
    assert_eq!(assembly.take(late), None, "what the dead one still said is not heard");
    let mut runner = Runner::new(rest, &portfolio).expect("valid");
    let mut answer = None;
    while let Some(event) = runner.step(50) {
        answer = assembly.take(event);
    }
    let Some(Answer::Done { outcome }) = answer else { panic!("{answer:?}") };
    assert_eq!(*outcome, alone(&scenario));
}

/// A lever moved, a look back at the first position, another horizon: with and without what is kept.
#[test]
fn what_an_earlier_job_left_cannot_be_seen() {
    let (first, portfolio) = sample(30);
    let mut moved = first.clone();
    moved.alternative.ladder.tiers[2].set_line(58.0);
    let mut longer = first.clone();
    longer.settings.quarters = 9;
    let mut other = first.clone();
    other.baseline.incentives.tiers[1].mdf = 4000.0;
    let mut downturn = first.clone();
    downturn.parameters.exit_hazard = 0.05;
    for budget in [0, 1 << 20, 1 << 30] {
        let mut cache = Cache::within(budget);
        for scenario in [&first, &moved, &first, &longer, &other, &downturn, &first] {
            let job = Job::whole(1, scenario.clone());
            let mut assembly = Assembly::new(&job);
            let mut runner = Runner::after(job, &portfolio, cache).expect("valid");
            let mut answer = None;
            while let Some(event) = runner.step(11) {
                answer = assembly.take(event);
            }
            cache = runner.into_cache();
            let Some(Answer::Done { outcome }) = answer else { panic!("{answer:?}") };
            assert_eq!(*outcome, alone(scenario));
        }
    }
}

/// The sample has unknown cells, and they do not make it another portfolio.
#[test]
fn a_lever_that_moves_leaves_the_baseline_known() {
    let (first, portfolio) = sample(30);
    let mut runner = Runner::new(Job::whole(1, first.clone()), &portfolio).expect("valid");
    assert!(!runner.knows_the_baseline());
    while runner.step(30).is_some() {}
    let mut moved = first;
    moved.alternative.ladder.tiers[2].set_line(58.0);
    let cache = runner.into_cache();
    let runner = Runner::after(Job::whole(2, moved.clone()), &portfolio, cache).expect("valid");
    assert!(runner.knows_the_baseline());
    moved.parameters.transfer = 0.9;
    let cache = runner.into_cache();
    let runner = Runner::after(Job::whole(3, moved), &portfolio, cache).expect("valid");
    assert!(!runner.knows_the_baseline(), "partners respond in another way");
}

#[test]
fn a_run_stops_by_itself_when_the_error_is_small_enough() {
    let (mut scenario, _) = sample(800);
    scenario.settings.precision = Some(1000);
    let soon = alone(&scenario);
    assert_eq!(soon.replications(), 100, "an error as large as the net is small enough at once");
    let head = headline(&soon).expect("runs");
    assert!(1.96 * head.net_error <= head.net.mean.abs());
    scenario.settings.precision = Some(1);
    assert_eq!(alone(&scenario).replications(), 800, "the limit holds");
    assert_eq!(
        assembled(&scenario, 3, told(&scenario, 3, &[50])),
        alone(&scenario),
        "whoever runs it"
    );
}

#[test]
fn not_knowing_the_parameters_widens_the_band() {
    let (mut scenario, _) = sample(150);
    let width = |outcome: &Outcome| {
        let net = headline(outcome).expect("runs").net;
        net.p95 - net.p5
    };
    let chance = width(&alone(&scenario));
    scenario.settings.uncertain = true;
    let both = alone(&scenario);
    assert!(width(&both) > 1.3 * chance, "{} against {chance}", width(&both));
    assert_eq!(both, alone(&scenario), "the draws are part of the seed");
    assert_eq!(both, assembled(&scenario, 2, told(&scenario, 2, &[13])));
    let all = tierlab_engine::behaviour::catalogue().iter().map(|info| info.key.to_owned());
    scenario.confirmed = all.collect();
    let confirmed = alone(&scenario);
    let mut known = scenario.clone();
    known.settings.uncertain = false;
    let known = alone(&known);
    assert_eq!(confirmed.alternative, known.alternative, "nothing is left to be drawn");
    assert!(confirmed.net_error() > 0.0 && INNER > 1);
}
