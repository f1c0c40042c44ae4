//! Designs as people make them, and how long their links are.

use serde_json::{Value, json};
use tierlab_engine::behaviour::Parameters;
use tierlab_engine::engine_version;
use tierlab_engine::formats::documents::{
    Content, Design, Link, PortfolioReference, SavedScenario, View, read_program, write_program,
};
use tierlab_engine::formats::{Manner, design_with, share_partners, write_link};
use tierlab_engine::library::{entries, link_bases};
use tierlab_engine::portfolio::{Origin, Partner, Portfolio};
use tierlab_engine::rng::Seed;
use tierlab_engine::rules::Program;
use tierlab_engine::sample::{sample_partners, sample_scenario};
use tierlab_engine::simulation::{Scenario, Settings};

/// The lengths of the links of one design, from `#` on.
pub struct Row {
    pub title: String,
    pub partners: usize,
    pub redesigned: usize,
    pub custom: usize,
    pub coded: usize,
    pub named: usize,
}

/// A link to a design, as the page makes it.
pub fn link_to(design: Design) -> Link {
    Link {
        engine: Some(engine_version()),
        read_only: false,
        view: View {
            screen: "/simulate".to_owned(),
            partner: String::new(),
            numbers: "en".to_owned(),
        },
        content: Content::Design(Box::new(design)),
    }
}

/// A scenario on partners, with an outcome.
pub fn saved(scenario: Scenario, portfolio: &Portfolio) -> SavedScenario {
    SavedScenario {
        scenario,
        portfolio: PortfolioReference::to(portfolio),
        outcome: Some(portfolio.fingerprint().rotate_left(17)),
    }
}

/// A program in force and what somebody made of it: three thresholds or fewer, an incentive and the name.
pub fn redesigned(program: Program) -> Scenario {
    let document = write_program(&program);
    let mut alternative = program.clone();
    for most in (1..=3).rev() {
        let mut changed: Value = serde_json::from_str(&document).expect("a document");
        raise(&mut changed["program"]["tiers"], &mut { most });
        if let Ok(changed) = read_program(&changed.to_string()) {
            alternative = changed;
            break;
        }
    }
    alternative.name = format!("{} redesigned", program.name);
    if let Some(benefit) = alternative.incentives.tiers.get_mut(1) {
        benefit.commission += 0.02;
        benefit.mdf += 1000.0;
    }
    let settings = Settings::of(8, 200, Seed(0x101f));
    Scenario::of(program, alternative, Parameters::default(), settings)
}

/// Raises the last thresholds by a tenth, at most `left` of them.
fn raise(value: &mut Value, left: &mut usize) {
    match value {
        Value::Array(list) => list.iter_mut().rev().for_each(|it| raise(it, left)),
        Value::Object(fields) => {
            for (name, value) in fields {
                match value.as_f64().filter(|_| name == "at_least" && *left > 0) {
                    Some(number) => {
                        *value = json!(number + (number / 10.0).round().max(1.0));
                        *left -= 1;
                    }
                    None => raise(value, left),
                }
            }
        }
        _ => {}
    }
}

fn length(design: Design, bases: &[tierlab_engine::formats::Base]) -> usize {
    "#s=".len() + write_link(&link_to(design), bases).len()
}

/// Every program of the library.
pub fn rows() -> Vec<Row> {
    let bases = link_bases();
    let mut rows = Vec::new();
    let sample = (sample_scenario().baseline, sample_partners());
    let library = entries().iter().map(|entry| entry.open().expect("the library is sound"));
    for (program, portfolio) in library.chain([sample]) {
        let title = program.name.clone();
        let saved = saved(redesigned(program), &portfolio);
        let with = |codes| {
            let packed = share_partners(&portfolio, &saved, Manner { codes, short: codes });
            length(design_with(saved.clone(), packed), &bases)
        };
        let alone = || Design { saved: saved.clone(), partners: None };
        rows.push(Row {
            title,
            partners: portfolio.partners().len(),
            redesigned: length(alone(), &bases),
            custom: length(alone(), &[]),
            coded: with(true),
            named: with(false),
        });
    }
    rows
}

/// The first partners of the sample.
pub fn some_partners(count: usize) -> Portfolio {
    let sample = sample_partners();
    let partners: Vec<Partner> = sample.partners().iter().take(count).cloned().collect();
    let mut some = Portfolio::new(
        Origin::File("mine.csv".to_owned()),
        sample.periods().to_vec(),
        sample.metrics().to_vec(),
        sample.attributes().to_vec(),
        partners,
    );
    for metric in 0..sample.metrics().len() {
        for partner in 0..count {
            for (period, value) in sample.history(metric, partner).iter().enumerate() {
                some.set(metric, partner, period, *value);
            }
        }
    }
    some
}

/// A hundred partners with ten metrics in eight quarters.
pub fn hundred_partners() -> Vec<(String, usize)> {
    let portfolio = some_partners(100);
    let saved = saved(sample_scenario(), &portfolio);
    let manners = [(true, true), (true, false), (false, true), (false, false)];
    manners
        .into_iter()
        .map(|(codes, short)| {
            let who = if codes { "codes" } else { "names" };
            let what = if short { "last year, three digits" } else { "all eight quarters, exact" };
            let packed = share_partners(&portfolio, &saved, Manner { codes, short });
            let length = length(design_with(saved.clone(), packed), &link_bases());
            (format!("100 partners of the sample, {who}, {what}"), length)
        })
        .collect()
}
