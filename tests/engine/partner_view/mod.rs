//! The partner view: the same numbers as the designer's, nothing about anybody else, and respectful words.

mod agree;
mod document;
mod plans;
mod private;
mod states;
mod words;

use crate::explain::setting::partners;
use serde_json::{Value, json};
use tierlab_engine::formats::documents::read_program;
use tierlab_engine::library;
use tierlab_engine::partner_view::PartnerView;
use tierlab_engine::portfolio::Portfolio;
use tierlab_engine::protocol::{Job, Runner};
use tierlab_engine::rules::Program;
use tierlab_engine::sample::{sample_partners, sample_scenario};
use tierlab_engine::simulation::Watched;

/// Every program of the library and both of the sample, each with its partners.
fn everything() -> Vec<(String, Program, Portfolio)> {
    let entries = library::entries().iter().map(|entry| {
        let (program, portfolio) = entry.open().unwrap_or_else(|p| panic!("{}: {p}", entry.key));
        (entry.key.to_owned(), program, portfolio)
    });
    let scenario = sample_scenario();
    let sample = [scenario.baseline, scenario.alternative];
    let sample =
        sample.into_iter().map(|program| (program.name.clone(), program, sample_partners()));
    entries.chain(sample).collect()
}

#[track_caller]
fn view(program: &Program, portfolio: &Portfolio, partner: usize) -> PartnerView {
    PartnerView::of(program, portfolio, partner).expect("there is such a partner")
}

/// A partner of the sample with what a few runs found.
fn simulated(partner: usize) -> PartnerView {
    let (mut scenario, portfolio) = (sample_scenario(), sample_partners());
    scenario.settings.replications = 40;
    let view = view(&scenario.alternative, &portfolio, partner);
    let job = Job { watch: Some(partner), ..Job::whole(1, scenario) };
    let outcome = Runner::new(job, &portfolio).expect("a runner").finish();
    let quarters = outcome.alternative.watched.as_ref().map_or_else(Vec::new, Watched::quarters);
    view.with_chances(&quarters, outcome.replications())
}

/// Three tiers by yearly revenue alone: Growth at 40 points (400,000), Gold at 60; with these movement rules.
fn ladder(movement: Value) -> Program {
    let document = json!({"tierlab": "program", "version": 2, "program": {
        "name": "Ladder", "currency": "USD",
        "score": {"dimensions": [{"key": "revenue", "name": "Revenue", "weight": 1, "parts": [{
            "name": "Revenue",
            "measure": {"metric": "revenue", "take": "sum", "months": 12},
            "value": {"anchors": [[0, 0], [1_000_000, 100]]}
        }]}]},
        "tiers": [{"name": "Entry"}, {"name": "Growth", "at_least": 40}, {"name": "Gold", "at_least": 60}],
        "movement": movement,
    }});
    read_program(&document.to_string()).unwrap_or_else(|problems| panic!("{problems}"))
}

/// One partner with this yearly revenue over 2026, in the tier that its source names.
fn one(yearly: f64, tier: Option<&str>) -> Portfolio {
    let portfolio = partners(&["A"]);
    let mut partner = portfolio.partners()[0].clone();
    partner.first_tier = tier.map(str::to_owned);
    let mut portfolio = Portfolio::new(
        portfolio.origin().clone(),
        portfolio.periods().to_vec(),
        portfolio.metrics().to_vec(),
        portfolio.attributes().to_vec(),
        vec![partner],
    );
    for period in 0..4 {
        portfolio.set(0, 0, period, yearly / 4.0);
    }
    portfolio
}
