//! What those who took part send back: links or files, read one by one and kept as versions of the open scenario.

use super::work::{MOST_COLLECTED, collected, keep_collected};
use super::{Workspace, links, unlock};
use tierlab_engine::Problems;
use tierlab_engine::formats::Received;
use tierlab_engine::formats::documents::{
    Content, Design, Link, SavedScenario, read_scenario, read_work, write_scenario,
};
use tierlab_engine::record::Record;

/// Something that was pasted, dropped or picked: where it came from, and its text.
pub(crate) type Came = (String, String);

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Told {
    /// Names of the versions that were taken in.
    pub taken: Vec<String>,
    /// How many were here already.
    pub known: usize,
    /// What could not be taken in, and why.
    pub refused: Vec<String>,
}

/// Reads what came and keeps the versions in it; `passphrase` opens those that are locked.
pub(crate) async fn collect(workspace: Workspace, came: Vec<Came>, passphrase: String) -> Told {
    let mut told = Told::default();
    let mut found: Vec<SavedScenario> = Vec::new();
    for (source, text) in came {
        for read in read(&text, &passphrase).await {
            match read {
                Ok(saved) => found.push(saved),
                Err(why) => told.refused.push(format!("{source}: {why}")),
            }
        }
    }
    let mut here: Vec<SavedScenario> =
        collected(workspace).into_iter().filter_map(|it| it.saved.ok()).collect();
    let mut fresh = Vec::new();
    for mut saved in found {
        bare(&mut saved);
        if here.iter().any(|other| other.scenario == saved.scenario) {
            told.known += 1;
            continue;
        }
        if here.len() == MOST_COLLECTED {
            told.refused.push(format!(
                "{}: {MOST_COLLECTED} versions are here already. Remove some first.",
                saved.scenario.alternative.name
            ));
            continue;
        }
        let name = free_name(&saved.scenario.alternative.name, &here);
        saved.scenario.alternative.name.clone_from(&name);
        told.taken.push(name);
        here.push(saved.clone());
        fresh.push(saved);
    }
    if let Err(why) = keep_collected(workspace, &fresh) {
        told.refused.push(why);
        told.taken.clear();
    }
    told
}

/// Every version in a text: a file of Tierlab, or links.
async fn read(text: &str, passphrase: &str) -> Vec<Result<SavedScenario, String>> {
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.starts_with('{') {
        return file(text);
    }
    let received = match links() {
        Ok(links) => (links.read_all)(text),
        Err(problem) => vec![Err(Problems::from(problem))],
    };
    let mut found = Vec::with_capacity(received.len());
    for received in received {
        found.push(match received {
            Ok(Received::Link(link)) => design(*link),
            Ok(Received::Sealed(_)) if passphrase.is_empty() => {
                Err("This link is locked. Type its passphrase above and take it in again."
                    .to_owned())
            }
            Ok(Received::Sealed(sealed)) => unlock(passphrase, &sealed).await.and_then(design),
            Err(problems) => Err(problems.to_string()),
        });
    }
    found
}

fn design(link: Link) -> Result<SavedScenario, String> {
    match link.content {
        Content::Design(design) => {
            let Design { saved, .. } = *design;
            Ok(saved)
        }
        Content::PartnerView(_) => {
            Err("This is what one partner is shown, not a version of the design.".to_owned())
        }
    }
}

/// A scenario, or a file of saved work with scenarios in it.
fn file(text: &str) -> Vec<Result<SavedScenario, String>> {
    let alone = read_scenario(text);
    let Err(problems) = alone else { return vec![alone.map_err(|it| it.to_string())] };
    let scenario = |document: &str| read_scenario(document).map_err(|it| it.to_string());
    match read_work(text) {
        Ok((work, lost)) => {
            let lost = lost.0.iter().map(|problem| Err(problem.to_string()));
            work.scenarios.iter().map(|one| scenario(&one.scenario)).chain(lost).collect()
        }
        Err(_) => vec![Err(problems.to_string())],
    }
}

/// Only what is designed: what a group agreed on stays where it was written.
fn bare(saved: &mut SavedScenario) {
    saved.scenario.record = Record::default();
    saved.outcome = None;
    // Read once more, so that two ways to write the same are the same.
    if let Ok(same) = read_scenario(&write_scenario(saved)) {
        *saved = same;
    }
}

/// The name, with a number behind it if somebody else has it.
fn free_name(name: &str, here: &[SavedScenario]) -> String {
    let taken = |name: &str| here.iter().any(|other| other.scenario.alternative.name == name);
    if !taken(name) {
        return name.to_owned();
    }
    let short: String = name.chars().take(54).collect();
    let numbered = (2..).map(|count: u32| format!("{short} ({count})"));
    numbered.take(MOST_COLLECTED + 1).find(|name| !taken(name)).unwrap_or(short)
}
