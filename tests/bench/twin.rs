//! The sample's run natively on one core, as a worker takes it, for the comparison with WebAssembly: milliseconds
//! at best, what came out last, and how many partner-quarters of one program it was, as JSON on standard output.
//!
//! Usage: `twin <replications> <seed> [seed ...]`, seeds as hexadecimal digits

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a benchmark that cannot run stops"
)]

use serde_json::json;
use std::time::Instant;
use tierlab_engine::protocol::{Answer, Assembly, Job, Runner, decode, encode};
use tierlab_engine::rng::Seed;
use tierlab_engine::sample::{sample_partners, sample_scenario};

fn main() {
    let mut words = std::env::args().skip(1);
    let replications: u32 = words.next().unwrap().parse().unwrap();
    let portfolio = sample_partners();
    let mut scenario = sample_scenario();
    scenario.settings.replications = replications;
    let (mut best, mut last) = (f64::MAX, 0);
    for seed in words {
        scenario.settings.seed = Seed(u64::from_str_radix(&seed, 16).unwrap());
        let job = Job::whole(1, scenario.clone());
        let mut assembly = Assembly::new(&job);
        let begun = Instant::now();
        let mut runner = Runner::new(job, &portfolio).unwrap_or_else(|why| panic!("{why:?}"));
        // Told as bytes, as a worker tells them.
        let told = std::iter::from_fn(|| runner.step(25)).map(|event| encode(&event));
        let told: Vec<Vec<u8>> = told.collect();
        best = best.min(begun.elapsed().as_secs_f64());
        for event in told {
            if let Some(Answer::Done { outcome }) = assembly.take(decode(&event).unwrap()) {
                last = outcome.fingerprint();
            }
        }
    }
    let quarters = u64::from(scenario.settings.quarters) * u64::from(replications);
    println!(
        "{}",
        json!({
            "milliseconds": best * 1e3,
            "fingerprint": format!("{last:016x}"),
            "cells": 2 * quarters * portfolio.partners().len() as u64,
        })
    );
}
