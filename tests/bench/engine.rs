//! How long the model takes: the sample's run, its parts, what a dragged threshold needs, and the design
//! checker.

#![expect(clippy::unwrap_used, reason = "a benchmark that cannot run stops")]

mod checker;

use criterion::{Criterion, criterion_group, criterion_main};
use std::hint::black_box;
use tierlab_engine::formats::documents::read_scenario;
use tierlab_engine::formats::documents::{Content, Design, Link, View};
use tierlab_engine::formats::import::{guess_plan, import};
use tierlab_engine::formats::table::read_table;
use tierlab_engine::formats::{read_link, write_link};
use tierlab_engine::library::link_bases;
use tierlab_engine::portfolio::{Origin, Portfolio};
use tierlab_engine::protocol::{Job, Runner};
use tierlab_engine::report::{headline, movers, partner_scores, passing};
use tierlab_engine::simulation::{Noise, Shocks, prepare};

const PARTNERS: &str = include_str!("../../public/samples/partners.csv");
const SCENARIO: &str = include_str!("../../public/samples/scenario.json");

fn portfolio() -> Portfolio {
    let table = read_table(PARTNERS.as_bytes()).unwrap();
    import(&table, &guess_plan(&table), Origin::Sample).unwrap().portfolio
}

fn model(c: &mut Criterion) {
    let portfolio = portfolio();
    let saved = read_scenario(SCENARIO).unwrap();
    let scenario = saved.scenario.clone();
    let run = || Runner::new(Job::whole(1, scenario.clone()), &portfolio).unwrap().finish();
    let outcome = run();

    c.bench_function("run: 240 partners × 8 quarters × 200 replications × 2 programs", |b| {
        b.iter(|| black_box(run()));
    });
    c.bench_function("shocks: 20 replications", |b| {
        let prepared = prepare(&scenario, &portfolio);
        let mut shocks = Shocks::new(Noise::On, &prepared.world, 8);
        b.iter(|| {
            for replication in 0..20 {
                shocks.draw(scenario.settings.seed, &prepared.world, replication);
            }
            black_box(&shocks);
        });
    });
    c.bench_function("prepare", |b| b.iter(|| black_box(prepare(&scenario, &portfolio))));
    c.bench_function("scores and who passes", |b| {
        b.iter(|| {
            let scores = partner_scores(&scenario.alternative, &portfolio);
            black_box(passing(&scores, 60.0))
        });
    });
    c.bench_function("report: headline and movers", |b| {
        b.iter(|| {
            black_box((headline(&outcome), movers(&outcome, &scenario, &portfolio)));
        });
    });
    c.bench_function("import the sample file", |b| b.iter(|| black_box(self::portfolio())));
    c.bench_function("write and read a link", |b| {
        let design = Box::new(Design { saved: saved.clone(), partners: None });
        let content = Content::Design(design);
        let link = Link { engine: None, read_only: false, view: View::default(), content };
        let bases = link_bases();
        b.iter(|| black_box(read_link(&write_link(&link, &bases), &bases).unwrap()));
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10);
    targets = model, checker::checker
}
criterion_main!(benches);
