//! The worker's host, reached through the wire format as the page reaches it.

use tierlab::state::sample_portfolio;
use tierlab::worker::Host;
use tierlab_engine::protocol::{Answer, Assembly, Command, Event, Job, decode, encode};
use tierlab_engine::sample::sample_scenario;
use tierlab_engine::simulation::Scenario;

/// Sends a command as bytes and reads the answer from bytes.
fn send(host: &mut Host, command: &Command) -> Option<Event> {
    let command: Command = decode(&encode(command)).unwrap();
    host.command(command).map(|event| decode(&encode(&event)).unwrap())
}

fn step(host: &mut Host, replications: u32) -> Option<Event> {
    host.step(replications).map(|event| decode(&encode(&event)).unwrap())
}

fn loaded() -> (Host, Scenario) {
    let portfolio = sample_portfolio();
    let scenario = sample_scenario();
    let mut host = Host::default();
    assert!(send(&mut host, &Command::Load((*portfolio).clone())).is_none());
    (host, scenario)
}

#[test]
fn a_job_answers_early_and_then_refines() {
    let (mut host, scenario) = loaded();
    let job = Job::whole(4, scenario);
    let mut assembly = Assembly::new(&job);
    send(&mut host, &Command::Run(Box::new(job)));
    let (mut answers, mut last) = (Vec::new(), 0);
    while let Some(event) = step(&mut host, 10) {
        match assembly.take(event) {
            Some(Answer::Progress { done, total, partial }) => {
                assert_eq!(total, 200);
                assert!(done > last);
                last = done;
                if let Some(outcome) = partial {
                    assert_eq!(outcome.replications(), done as usize);
                    answers.push(done);
                }
            }
            Some(Answer::Done { outcome }) => {
                assert_eq!(outcome.replications(), 200);
                answers.push(200);
            }
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(answers, [25, 50, 100, 200]);
    assert!(!host.is_busy());
}

#[test]
fn a_newer_job_replaces_an_older_one() {
    let (mut host, scenario) = loaded();
    send(&mut host, &Command::Run(Box::new(Job::whole(1, scenario.clone()))));
    step(&mut host, 5);
    send(&mut host, &Command::Run(Box::new(Job::whole(2, scenario))));
    let Some(Event::Progress { id, done, .. }) = step(&mut host, 5) else { panic!("under way") };
    assert_eq!((id, done), (2, 5));
}

#[test]
fn a_cancelled_job_says_nothing_more() {
    let (mut host, scenario) = loaded();
    send(&mut host, &Command::Run(Box::new(Job::whole(1, scenario))));
    send(&mut host, &Command::Cancel(9));
    assert!(host.is_busy(), "another job's number does nothing");
    send(&mut host, &Command::Cancel(1));
    assert!(step(&mut host, 5).is_none());
}

#[test]
fn a_job_without_partners_says_so() {
    let scenario = sample_scenario();
    let failed = send(&mut Host::default(), &Command::Run(Box::new(Job::whole(2, scenario))));
    let Some(Event::Failed { id: 2, why }) = failed else { panic!("{failed:?}") };
    assert!(why.contains("No partners"), "{why}");
}
