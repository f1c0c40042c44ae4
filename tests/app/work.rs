//! Saved work: the index, scenarios kept and brought back, room that runs out, what earlier versions kept.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::sync::Arc;
use tierlab::state::work::{
    CameIn, Entry, Id, Index, Partners, Refusal, StorageFailure, Texts, Unreadable, bytes,
    delete_entry, duplicate_entry, earlier, entry_of, forget_entry, keep, keep_versions,
    kept_versions, open_index, put_in, read, read_index, read_step, rename_entry, scenario_key,
    steps_of, undelete_entry, versions_key, write_index,
};
use tierlab::state::{Edit, Session, sample_portfolio};
use tierlab_engine::Problems;
use tierlab_engine::formats::documents::{
    SavedScenario, Version, WorkScenario, read_portfolio, read_scenario, write_portfolio,
    write_scenario,
};
use tierlab_engine::formats::pack;
use tierlab_engine::portfolio::Portfolio;
use tierlab_engine::sample::sample_scenario;

const NOW: &str = "2026-11-28T14:32:05.000Z";
const INDEX: &str = "tierlab.index";

/// A stand-in for the browser's storage, in which every write after the first few finds no room.
#[derive(Default)]
pub struct Memory {
    texts: RefCell<BTreeMap<String, String>>,
    writes_left: Cell<Option<usize>>,
}

impl Memory {
    fn all(&self) -> BTreeMap<String, String> {
        self.texts.borrow().clone()
    }

    fn put(&self, key: &str, text: &str) {
        self.texts.borrow_mut().insert(key.to_owned(), text.to_owned());
    }
}

impl Texts for Memory {
    fn load(&self, key: &str) -> Option<String> {
        self.texts.borrow().get(key).filter(|text| *text != "not text").cloned()
    }

    fn holds(&self, key: &str) -> bool {
        self.texts.borrow().contains_key(key)
    }

    fn save(&self, key: &str, text: &str) -> Result<(), StorageFailure> {
        // What is no longer than what it replaces has room.
        let grows = self.texts.borrow().get(key).is_none_or(|before| before.len() < text.len());
        match self.writes_left.get() {
            Some(0) if grows => return Err(StorageFailure::Full),
            Some(left) => self.writes_left.set(Some(left.saturating_sub(1))),
            None => {}
        }
        self.put(key, text);
        Ok(())
    }

    fn forget(&self, key: &str) {
        self.texts.borrow_mut().remove(key);
    }

    fn move_to(&self, key: &str, to: &str) {
        let moved = self.texts.borrow_mut().remove(key);
        if let Some(text) = moved {
            self.put(to, &text);
        }
    }

    fn keys(&self) -> Vec<String> {
        self.texts.borrow().keys().cloned().collect()
    }
}

fn session() -> Session {
    Session::own(sample_portfolio(), sample_scenario())
}

fn saved(name: &str) -> SavedScenario {
    let mut session = session();
    session.edit(&Edit::Rename(name.to_owned()));
    session.to_saved(None)
}

/// Keeps a scenario of this name and answers its id.
fn kept(texts: &Memory, number: u64, name: &str) -> Id {
    let id = Id::of(number);
    let saved = saved(name);
    let entry = entry_of(id.clone(), &saved, None, NOW, 0);
    keep(texts, entry, &write_scenario(&saved)).unwrap();
    id
}

fn names(texts: &Memory) -> Vec<String> {
    let index = open_index(texts, NOW).unwrap();
    let mut names: Vec<String> = index.entries.iter().map(|entry| entry.name.clone()).collect();
    names.sort();
    names
}

fn golden(name: &str) -> String {
    std::fs::read_to_string(format!("{}/tests/golden/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

#[test]
fn a_sample_nobody_has_touched_is_let_go_unless_it_has_versions() {
    let texts = Memory::default();
    let (looked_at, kept_one) = (kept(&texts, 1, "Looked at"), kept(&texts, 2, "Kept"));
    let version = Version {
        name: "Before the workshop".to_owned(),
        kept: NOW.to_owned(),
        scenario: write_scenario(&saved("Kept")),
        collected: false,
    };
    keep_versions(&texts, &kept_one, std::slice::from_ref(&version)).unwrap();
    for id in [&looked_at, &kept_one] {
        forget_entry(&texts, id, NOW).unwrap();
    }
    assert_eq!(names(&texts), ["Kept"]);
    assert_eq!(kept_versions(&texts, &kept_one), [version]);
    assert!(!texts.holds(&scenario_key(&looked_at)));
}

#[test]
fn an_index_of_version_1_reads_as_ever() {
    let index = read_index(&golden("index-1.json")).unwrap();
    let entry = Entry {
        id: Id::parse("0123456789ab").unwrap(),
        name: "Earned Strategic".to_owned(),
        baseline: "2026 program".to_owned(),
        partners: Partners {
            count: 2,
            fingerprint: 0xfeed,
            file: Some("mine.csv".to_owned()),
            key: Some("000000000000feed-0000000000000001".to_owned()),
        },
        changed: NOW.to_owned(),
        revision: 7,
        damaged: false,
    };
    assert_eq!(index.last, Some(entry.id.clone()));
    assert_eq!(index.entries, [entry]);
    assert_eq!(index.deleted.as_ref().map(|it| it.damaged), Some(true));
    assert_eq!(read_index(&write_index(&index)).unwrap(), index);
}

#[test]
fn a_newer_index_is_not_touched_and_nothing_is_written() {
    let texts = Memory::default();
    let newer = write_index(&Index::default()).replace("\"version\":1", "\"version\":2");
    assert_eq!(read_index(&newer), Err(Unreadable::Newer(2)));
    texts.put(INDEX, &newer);
    let before = texts.all();
    let saved = saved("Mine");
    let entry = entry_of(Id::of(1), &saved, None, NOW, 0);
    assert_eq!(keep(&texts, entry, &write_scenario(&saved)), Err(Refusal::Newer));
    assert_eq!(delete_entry(&texts, &Id::of(1), NOW), Err(Refusal::Newer));
    assert_eq!(texts.all(), before);
}

#[test]
fn a_damaged_index_is_set_aside_and_made_anew() {
    for damage in
        ["not text", "{\"tierlab\":\"index\"", "{\"tierlab\":\"index\",\"version\":1,\"more\":1}"]
    {
        let texts = Memory::default();
        kept(&texts, 1, "First");
        kept(&texts, 2, "Second");
        texts.put("tierlab.index.damaged", "an earlier one");
        texts.put(INDEX, damage);
        assert_eq!(names(&texts), ["First", "Second"], "{damage}");
        assert_eq!(texts.all()["tierlab.index.damaged"], "an earlier one");
        assert_eq!(texts.all()["tierlab.index.damaged.2"], damage);
    }
}

#[test]
fn a_damaged_scenario_is_set_aside_and_stays_in_the_list() {
    let texts = Memory::default();
    let id = kept(&texts, 1, "First");
    texts.put(&scenario_key(&id), "{\"tierlab\":\"scenario\"");
    assert!(read(&texts, &id, NOW).is_err());
    assert!(!texts.holds(&scenario_key(&id)));
    assert_eq!(texts.all()[&format!("{}.damaged", scenario_key(&id))], "{\"tierlab\":\"scenario\"");
    let index = open_index(&texts, NOW).unwrap();
    assert!(index.entry(&id).unwrap().damaged);
}

#[test]
fn a_scenario_that_another_tab_has_changed_is_not_overwritten() {
    let texts = Memory::default();
    let id = kept(&texts, 1, "First");
    let write = |name: &str, known: u64| {
        let saved = saved(name);
        keep(&texts, entry_of(id.clone(), &saved, None, NOW, known), &write_scenario(&saved))
    };
    assert_eq!(write("Of the other tab", 1), Ok(2));
    assert_eq!(write("Of this tab", 1), Err(Refusal::Elsewhere));
    assert_eq!(names(&texts), ["Of the other tab"]);
    assert_eq!(read(&texts, &id, NOW).unwrap().1.scenario.alternative.name, "Of the other tab");
    // One that was deleted elsewhere and is still worked on comes back.
    delete_entry(&texts, &id, NOW).unwrap();
    assert_eq!(write("Of this tab", 2), Ok(3));
    assert_eq!(undelete_entry(&texts, NOW), Err(Refusal::Gone));
}

#[test]
fn a_deletion_can_be_undone_until_the_next_one() {
    let texts = Memory::default();
    let (first, second) = (kept(&texts, 1, "First"), kept(&texts, 2, "Second"));
    keep_versions(&texts, &first, &[version("A")]).unwrap();
    let before = texts.all();
    delete_entry(&texts, &first, NOW).unwrap();
    assert_eq!(names(&texts), ["Second"]);
    assert_eq!(undelete_entry(&texts, NOW), Ok(first.clone()));
    assert_eq!(names(&texts), ["First", "Second"]);
    assert_eq!(texts.all()[&versions_key(&first)], before[&versions_key(&first)]);
    delete_entry(&texts, &first, NOW).unwrap();
    delete_entry(&texts, &second, NOW).unwrap();
    assert!(!texts.holds(&scenario_key(&first)) && !texts.holds(&versions_key(&first)));
    assert_eq!(undelete_entry(&texts, NOW), Ok(second));
}

#[test]
fn partners_are_needed_for_as_long_as_a_deletion_can_be_undone() {
    let mut index = read_index(&golden("index-1.json")).unwrap();
    let key = "000000000000feed-0000000000000001";
    assert!(index.refers(key) && !index.refers("000000000000feed-0000000000000002"));
    let entry = index.take(&Id::parse("0123456789ab").unwrap()).unwrap();
    assert!(!index.refers(key));
    index.deleted = Some(entry);
    assert!(index.refers(key));
}

fn version(name: &str) -> Version {
    Version {
        name: name.to_owned(),
        kept: NOW.to_owned(),
        scenario: write_scenario(&saved(&format!("version {name}"))),
        collected: false,
    }
}

#[test]
fn a_copy_has_the_versions_and_a_name_of_its_own() {
    let texts = Memory::default();
    let id = kept(&texts, 1, "First");
    keep_versions(&texts, &id, &[version("A"), version("B")]).unwrap();
    duplicate_entry(&texts, &id, Id::of(2), NOW).unwrap();
    rename_entry(&texts, &id, "Renamed", NOW).unwrap();
    assert_eq!(names(&texts), ["First, copy", "Renamed"]);
    assert_eq!(kept_versions(&texts, &Id::of(2)), [version("A"), version("B")]);
    let (_, copy) = read(&texts, &Id::of(2), NOW).unwrap();
    assert_eq!(copy.scenario.alternative.name, "First, copy");
    let (entry, saved) = read(&texts, &id, NOW).unwrap();
    assert_eq!((entry.revision, saved.scenario.alternative.name.as_str()), (2, "Renamed"));
    assert_eq!(open_index(&texts, NOW).unwrap().last, Some(id), "a copy is not opened");
}

#[test]
fn versions_that_cannot_be_read_are_set_aside() {
    let texts = Memory::default();
    let id = kept(&texts, 1, "First");
    texts.put(&versions_key(&id), "[]");
    assert_eq!(kept_versions(&texts, &id), []);
    assert_eq!(texts.all()[&format!("{}.damaged", versions_key(&id))], "[]");
}

/// Does something that finds no room after 0, 1, 2 … writes; each time what was there must still be readable.
fn with_less_and_less_room(work: impl Fn(&Memory) -> Result<(), Refusal>) {
    for room in 0.. {
        let texts = Memory::default();
        let id = kept(&texts, 1, "First");
        keep_versions(&texts, &id, &[version("A")]).unwrap();
        texts.writes_left.set(Some(room));
        let done = work(&texts);
        texts.writes_left.set(None);
        if done.is_ok() {
            assert!(room > 0, "nothing was written");
            return;
        }
        assert_eq!(done, Err(Refusal::Storage(StorageFailure::Full)));
        assert_eq!(names(&texts), ["First"], "after {room} writes");
        let (entry, saved) = read(&texts, &id, NOW).unwrap();
        assert_eq!((entry.revision, saved.scenario.alternative.name.as_str()), (1, "First"));
        assert_eq!(kept_versions(&texts, &id), [version("A")]);
        assert_eq!(texts.all().len(), 3, "nothing is left behind: {:?}", texts.keys());
    }
}

#[test]
fn when_room_runs_out_everything_is_as_before() {
    let long = "A much longer name than it had before, so that it needs more room";
    with_less_and_less_room(|texts| {
        let saved = saved(long);
        let entry = entry_of(Id::of(1), &saved, None, NOW, 1);
        keep(texts, entry, &write_scenario(&saved)).map(|_| ())
    });
    with_less_and_less_room(|texts| {
        let saved = saved(long);
        let entry = entry_of(Id::of(2), &saved, None, NOW, 0);
        keep(texts, entry, &write_scenario(&saved)).map(|_| ())
    });
    with_less_and_less_room(|texts| duplicate_entry(texts, &Id::of(1), Id::of(2), NOW));
    with_less_and_less_room(|texts| rename_entry(texts, &Id::of(1), long, NOW));
    with_less_and_less_room(|texts| {
        keep_versions(texts, &Id::of(1), &[version("A"), version("B")])
    });
}

#[test]
fn steps_come_back_as_they_were() {
    let mut session = session();
    for points in [65.0, 66.0, 67.0] {
        session.edit(&Edit::Threshold(2, points));
        session.history.seal();
    }
    session.history.at(NOW.to_owned());
    session.edit(&Edit::Threshold(2, 68.0));
    session.history.undo();
    session.history.undo();
    let reference = session.to_saved(None).portfolio;
    let mut packed = Vec::new();
    let steps = steps_of(&session, &reference, (4, 9), &mut packed);
    assert_eq!((steps.past.len(), steps.future.len(), packed.len()), (2, 2, 4));
    let mut back = Session::own(session.portfolio.clone(), session.scenario().clone());
    back.history.recall_future(steps.future.iter().map(|step| read_step(step).unwrap()).collect());
    back.history.recall_past(steps.past.iter().map(|step| read_step(step).unwrap()).collect());
    assert_eq!(back.history.names(), session.history.names());
    assert_eq!(back.history.steps().last().unwrap().made.as_deref(), Some(NOW));
    back.history.go_to(4);
    session.history.go_to(4);
    assert_eq!(back.scenario(), session.scenario());
    back.history.go_to(0);
    session.history.go_to(0);
    assert_eq!(back.scenario(), session.scenario());
}

fn imported() -> Portfolio {
    let text = write_portfolio(&sample_portfolio());
    let text = text.replacen("{\"tierlab\"", "{\"file\":\"mine.csv\",\"tierlab\"", 1);
    read_portfolio(&text).unwrap()
}

#[test]
fn what_earlier_versions_kept_is_found() {
    let texts = Memory::default();
    let portfolio = Arc::new(imported());
    let own = Session::own(portfolio.clone(), sample_scenario()).to_saved(None);
    let packed = pack(write_portfolio(&portfolio).as_bytes());
    let shelved = |slot: u32, scenario: &SavedScenario, partners: Option<&str>| {
        let entry = serde_json::json!({
            "name": "N", "baseline": "B", "partners": 240, "time": "14:32",
            "scenario": write_scenario(scenario), "portfolio": partners,
        });
        texts.put(&format!("tierlab.shelf.{slot}"), &entry.to_string());
    };
    shelved(10, &saved("Later"), None);
    shelved(9, &own, Some(&packed));
    texts.put("tierlab.shelf.11", "{");
    texts.put("tierlab.scenario", &write_scenario(&own));
    texts.put("tierlab.portfolio", &packed);
    texts.put("tierlab.scenario.damaged", "{");
    let found = earlier(&texts);
    let keys: Vec<&str> = found.iter().map(|it| it.keys[0].as_str()).collect();
    assert_eq!(
        keys,
        ["tierlab.shelf.9", "tierlab.shelf.10", "tierlab.shelf.11", "tierlab.scenario"]
    );
    let partners = |place: usize| {
        let read = found[place].read.as_ref().ok()?;
        Some(read.1.as_ref().map(|portfolio| portfolio.fingerprint()))
    };
    let fingerprint = Some(portfolio.fingerprint());
    assert_eq!(
        [0, 1, 2, 3].map(partners),
        [Some(fingerprint), Some(None), None, Some(fingerprint)]
    );
    assert!(found[3].open && found[3].keys.len() == 2);
}

#[test]
fn earlier_work_without_its_partners_says_so() {
    let texts = Memory::default();
    let own = Session::own(Arc::new(imported()), sample_scenario()).to_saved(None);
    texts.put("tierlab.scenario", &write_scenario(&own));
    let why = |texts: &Memory| earlier(texts)[0].read.as_ref().unwrap_err().to_string();
    assert!(why(&texts).contains("The partners of mine.csv are no longer in this browser."));
    texts.put("tierlab.portfolio", "not packed");
    assert!(why(&texts).contains("damaged"));
}

#[test]
fn a_file_never_overwrites_what_is_here() {
    let texts = Memory::default();
    let id = kept(&texts, 1, "First");
    let scenario = |number: u64, name: &str| WorkScenario {
        id: Id::of(number).to_string(),
        changed: NOW.to_owned(),
        scenario: write_scenario(&saved(name)),
        partners: None,
        versions: Vec::new(),
    };
    let mut came = CameIn::default();
    for (it, free) in
        [(scenario(1, "First"), 7), (scenario(1, "Other"), 8), (scenario(2, "New"), 9)]
    {
        let index = open_index(&texts, NOW).unwrap();
        put_in(&texts, &index, &it, (None, Id::of(free)), &mut came);
    }
    assert_eq!(names(&texts), ["First", "New", "Other, copy"]);
    assert_eq!(open_index(&texts, NOW).unwrap().last, Some(id));
    let expected = CameIn {
        new: vec!["New".to_owned()],
        copies: vec!["Other, copy".to_owned()],
        same: 1,
        left: Vec::new(),
    };
    assert_eq!(came, expected);
    assert_eq!(
        came.told(&Problems::default()),
        "2 scenarios came in: New and Other, copy. 1 scenario was here already. What was here and differs is \
         untouched; the other one came in as a copy."
    );
    let stored = texts.all()[&scenario_key(&Id::of(8))].clone();
    assert_eq!(read_scenario(&stored).unwrap().scenario.alternative.name, "Other, copy");
}

#[test]
fn room_is_told_in_plain_units() {
    let told = [0.0, 900.0, 1_234_567.0, 10.6e9].map(bytes);
    assert_eq!(told, ["0.0 kB", "0.9 kB", "1.2 MB", "11 GB"]);
}
