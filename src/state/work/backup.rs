//! Everything as one file, and such a file back again: nothing that is here is overwritten.

use super::actions::why_not;
use super::book::{self, Refusal, copy_name, entry_of, open_index};
use super::saving::{LOCK, known};
use super::texts::{Browser, Texts, scenario_key};
use super::{Entry, Id, Index, partners};
use crate::format::{join, plural};
use crate::platform::files::{PickedFile, download};
use crate::platform::{clock, parts, tabs};
use crate::state::{Session, Workspace};
use leptos::prelude::*;
use std::collections::BTreeMap;
use tierlab_engine::formats::deflate;
use tierlab_engine::formats::documents::{
    MOST_WORK_BYTES, SavedScenario, Work, WorkScenario, read_scenario, read_work, write_columns,
    write_scenario, write_work,
};
use tierlab_engine::portfolio::Origin;
use tierlab_engine::{Problem, Problems};

/// Offers everything that is saved, or one scenario, as a file.
pub(crate) fn export(workspace: Workspace, only: Option<Id>) {
    parts::aside(async move {
        let now = clock::moment();
        let Ok(index) = open_index(&Browser, &now) else {
            return workspace.refused.set(Some(why_not("The file was not made", Refusal::Newer)));
        };
        let entries: Vec<&Entry> = index
            .entries
            .iter()
            .filter(|entry| only.as_ref().is_none_or(|id| entry.id == *id))
            .collect();
        let (work, missing) = gather(&entries).await;
        workspace.refused.set(missing);
        if !work.scenarios.is_empty() {
            let day = now.get(..10).unwrap_or_default();
            let name = match entries.as_slice() {
                [entry] if only.is_some() => file_name(&entry.name),
                _ => format!("tierlab-work-{day}.json"),
            };
            download(&name, "application/json", &write_work(&work));
        }
    });
}

/// A file name from the name of a scenario.
fn file_name(name: &str) -> String {
    let letters = name.chars().map(|letter| if letter.is_alphanumeric() { letter } else { '-' });
    format!("tierlab-{}.json", letters.collect::<String>().to_lowercase())
}

/// The work of some entries, and a sentence about those that cannot be read.
async fn gather(entries: &[&Entry]) -> (Work, Option<String>) {
    let mut work = Work::default();
    let mut missing = Vec::new();
    for entry in entries {
        let text = Browser.load(&scenario_key(&entry.id));
        let Some(text) = text.filter(|text| read_scenario(text).is_ok()) else {
            missing.push(entry.name.clone());
            continue;
        };
        let mut key = None;
        if entry.partners.file.is_some() {
            let Some((found, bytes)) = partners::packed(&entry.partners).await else {
                missing.push(entry.name.clone());
                continue;
            };
            work.portfolios.insert(found.clone(), bytes);
            key = Some(found);
        }
        work.scenarios.push(WorkScenario {
            id: entry.id.to_string(),
            changed: entry.changed.clone(),
            scenario: text,
            partners: key,
            versions: book::versions(&Browser, &entry.id),
        });
    }
    let told = (!missing.is_empty())
        .then(|| format!("Not in the file, because it cannot be read: {}.", join(&missing)));
    (work, told)
}

/// A session with its partners as the text of such a file, for when the browser keeps nothing.
pub(crate) fn file_of(workspace: Workspace, session: &Session) -> String {
    let known = known(workspace, &session.portfolio);
    let saved = SavedScenario {
        scenario: session.scenario().clone(),
        portfolio: known.reference,
        outcome: None,
    };
    let mut portfolios = BTreeMap::new();
    if let Some(key) = &known.key {
        portfolios.insert(key.clone(), deflate(&write_columns(&session.portfolio), 1));
    }
    let id = session.id.clone().unwrap_or_else(|| Id::of(clock::lot()));
    let scenario = WorkScenario {
        id: id.to_string(),
        changed: clock::moment(),
        scenario: write_scenario(&saved),
        partners: known.key,
        versions: book::versions(&Browser, &id),
    };
    write_work(&Work { scenarios: vec![scenario], portfolios })
}

/// Brings a file in and says what came.
pub(crate) fn import(workspace: Workspace, file: PickedFile) {
    let name = file.name();
    workspace.refused.set(None);
    workspace.work().came_in.set(None);
    if usize::try_from(file.size()).map_or(true, |size| size > MOST_WORK_BYTES) {
        let text = format!(
            "{name}: This file is larger than any that Tierlab makes. Nothing was changed."
        );
        return workspace.refused.set(Some(text));
    }
    parts::aside(async move {
        let read = match file.bytes().await {
            Ok(bytes) => read_file(bytes),
            Err(problem) => Err(Problems::from(problem)),
        };
        match read {
            Ok((work, refused)) => {
                let locked = async move {
                    let told = take_in(work, &refused).await;
                    workspace.work().came_in.set(Some(format!("{name}: {told}")));
                };
                tabs::alone(LOCK, Box::pin(locked)).await;
            }
            Err(problems) => {
                workspace.refused.set(Some(format!("{name}: {problems} Nothing was changed.")));
            }
        }
        workspace.work().turns.update(|turns| *turns += 1);
    });
}

/// A file of saved work, or one scenario document, which is work as well.
fn read_file(bytes: Vec<u8>) -> Result<(Work, Problems), Problems> {
    let text = String::from_utf8(bytes).map_err(|_| {
        Problems::from(Problem::new(
            "",
            "This file is not text.",
            "Choose a file that Tierlab made.",
        ))
    })?;
    let Ok(saved) = read_scenario(&text) else { return read_work(&text) };
    let partners = match saved.portfolio.origin {
        Origin::Sample => None,
        // They are not in such a file; the same partners may be in this browser.
        Origin::File(_) => Some(format!("{:016x}-", saved.portfolio.fingerprint)),
    };
    let id = Id::of(clock::lot()).to_string();
    let only = WorkScenario {
        id,
        changed: clock::moment(),
        scenario: text,
        partners,
        versions: Vec::new(),
    };
    Ok((Work { scenarios: vec![only], portfolios: BTreeMap::new() }, Problems::default()))
}

/// What came of the scenarios of a file.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct CameIn {
    /// Names of those that are new here.
    pub new: Vec<String>,
    /// Names of those that are here with other content, and came in as copies.
    pub copies: Vec<String>,
    /// How many were here already, the same.
    pub same: usize,
    /// Names of those that could not be kept.
    pub left: Vec<String>,
}

impl CameIn {
    /// The sentences about it.
    pub fn told(&self, refused: &Problems) -> String {
        let came = [self.new.as_slice(), self.copies.as_slice()].concat();
        let mut told = vec![match came.as_slice() {
            [] => "Nothing new came in.".to_owned(),
            [one] => format!("{one} came in."),
            several => format!("{} scenarios came in: {}.", several.len(), join(several)),
        }];
        if self.same > 0 {
            let were = plural(self.same, "scenario was", "scenarios were");
            told.push(format!("{were} here already."));
        }
        if !self.copies.is_empty() {
            told.push(
                "What was here and differs is untouched; the other one came in as a copy."
                    .to_owned(),
            );
        }
        if !self.left.is_empty() {
            told.push(format!("There was no room, or no partners, for {}.", join(&self.left)));
        }
        if !refused.0.is_empty() {
            told.push(format!("Left out because it cannot be read: {refused}"));
        }
        told.join(" ")
    }
}

async fn take_in(work: Work, refused: &Problems) -> String {
    let mut came = CameIn::default();
    for scenario in &work.scenarios {
        let now = clock::moment();
        let Ok(index) = open_index(&Browser, &now) else {
            return why_not("The file was not brought in", Refusal::Newer);
        };
        let Ok(key) = partners_for(&index, scenario, &work.portfolios).await else {
            came.left.push(name_of(scenario));
            continue;
        };
        put_in(&Browser, &index, scenario, (key, Id::of(clock::lot())), &mut came);
    }
    came.told(refused)
}

/// Key of a scenario's partners, once they are here; none for the sample.
async fn partners_for(
    index: &Index,
    scenario: &WorkScenario,
    portfolios: &BTreeMap<String, Vec<u8>>,
) -> Result<Option<String>, ()> {
    let Some(key) = &scenario.partners else { return Ok(None) };
    if let Some(start) = key.strip_suffix('-') {
        let mut known = index.entries.iter().filter_map(|entry| entry.partners.key.clone());
        return known.find(|known| known.starts_with(start)).map(Some).ok_or(());
    }
    if !index.refers(key) {
        let bytes = portfolios.get(key).ok_or(())?;
        partners::keep_packed(bytes, key).await.map_err(|_| ())?;
    }
    Ok(Some(key.clone()))
}

fn name_of(scenario: &WorkScenario) -> String {
    read_scenario(&scenario.scenario)
        .map_or_else(|_| scenario.id.clone(), |it| it.scenario.alternative.name)
}

/// Puts one scenario beside those that are here; `free` is an id for a copy.
pub fn put_in(
    texts: &impl Texts,
    index: &Index,
    scenario: &WorkScenario,
    (key, free): (Option<String>, Id),
    came: &mut CameIn,
) {
    let Ok(mut saved) = read_scenario(&scenario.scenario) else { return };
    let id = Id::parse(&scenario.id).unwrap_or_else(|| free.clone());
    // What waits for the undo of its deletion has its id still.
    let taken = index.knows(&id);
    if index.entry(&id).is_some() && is_same(texts, &id, &saved, scenario) {
        came.same += 1;
        return;
    }
    let id = if taken { free } else { id };
    if taken {
        saved.scenario.alternative.name = copy_name(&saved.scenario.alternative.name);
    }
    let name = saved.scenario.alternative.name.clone();
    let last = index.last.clone();
    let entry = entry_of(id.clone(), &saved, key, &scenario.changed, 0);
    let kept = book::keep_versions(texts, &id, &scenario.versions)
        .and_then(|()| book::keep(texts, entry, &write_scenario(&saved)));
    match kept {
        Ok(_) if taken => came.copies.push(name),
        Ok(_) => came.new.push(name),
        Err(_) => {
            let _forgotten = book::keep_versions(texts, &id, &[]);
            came.left.push(name);
        }
    }
    if let Some(last) = last {
        book::mark_open(texts, &last, &scenario.changed);
    }
}

fn is_same(texts: &impl Texts, id: &Id, saved: &SavedScenario, scenario: &WorkScenario) -> bool {
    let here = texts.load(&scenario_key(id)).and_then(|text| read_scenario(&text).ok());
    here.as_ref() == Some(saved) && book::versions(texts, id) == scenario.versions
}
