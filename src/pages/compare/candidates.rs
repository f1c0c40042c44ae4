//! What can be compared: the open scenario's two programs, and saved ones on the same partners.

use crate::platform::clock;
use crate::state::{ByAddress, Comparable, Load, Workspace, comparable, with_documents};
use leptos::prelude::*;
use std::sync::Arc;
use tierlab_engine::report::assumptions_that_differ;
use tierlab_engine::rules::Program;
use tierlab_engine::simulation::Scenario;

/// Which one it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::pages) enum Key {
    /// The program in force of the open scenario.
    InForce,
    /// The open scenario's program under design.
    Open,
    /// A saved one, by its slot.
    Saved(u32),
    /// One that came in from a workshop, by its place.
    Came(u32),
}

/// One that can be chosen, or says why not.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::pages) struct Candidate {
    pub key: Key,
    pub name: String,
    /// Where it comes from.
    pub about: String,
    /// Its rules, or why it cannot be compared; `None` while it is being read.
    pub program: Option<Result<Arc<Program>, String>>,
    /// Assumptions of its own that are set aside.
    pub set_aside: Vec<&'static str>,
}

/// A saved scenario with what reading it gave: the fingerprint of its partners and what it says.
#[derive(Clone)]
struct Saved {
    listed: Comparable,
    read: Option<Result<(u64, Arc<Scenario>), String>>,
}

/// All candidates; they follow the open scenario.
pub(in crate::pages) fn candidates(workspace: Workspace) -> Memo<Vec<Candidate>> {
    let saved = RwSignal::new(Vec::<Saved>::new());
    let partners = Memo::new(move |_| {
        workspace.session.with(|s| s.as_ref().map(|s| ByAddress(s.portfolio.clone())))
    });
    let fingerprint = Memo::new(move |_| {
        partners.with(|partners| partners.as_ref().map_or(0, |partners| partners.0.fingerprint()))
    });
    with_documents(move || {
        let (list, load) = comparable(workspace);
        let list = list.into_iter().map(|listed| Saved { listed, read: None }).collect();
        if saved.try_set(list).is_none() {
            read_next(saved, partners, load);
        }
    });
    Memo::new(move |_| {
        let open = workspace.session.with(|s| s.as_ref().map(|s| s.scenario().clone()));
        let Some(open) = open else { return Vec::new() };
        let count = partners.with(|p| p.as_ref().map_or(0, |p| p.0.partners().len()));
        let own = |key, program: &Program, about: &str| Candidate {
            key,
            name: program.name.clone(),
            about: about.to_owned(),
            program: Some(Ok(Arc::new(program.clone()))),
            set_aside: Vec::new(),
        };
        let mut all = vec![
            own(Key::Open, &open.alternative, "open now"),
            own(Key::InForce, &open.baseline, "baseline of what is open"),
        ];
        saved.with(|saved| {
            all.extend(saved.iter().map(|saved| saved.candidate(&open, count, fingerprint.get())));
        });
        all
    })
}

/// Reads saved scenarios one by one, so that the page goes on; those on other partners are not read.
fn read_next(saved: RwSignal<Vec<Saved>>, partners: Memo<Option<ByAddress>>, load: Load) {
    clock::after(0, move || {
        // The screen may have been left meanwhile.
        let Some(count) =
            partners.try_with_untracked(|p| p.as_ref().map_or(0, |p| p.0.partners().len()))
        else {
            return;
        };
        let next = saved.try_with_untracked(|list| {
            let waits = |one: &Saved| one.read.is_none() && one.listed.partners == count;
            list.iter().find(|one| waits(one)).map(|one| (one.listed.slot, one.listed.id.clone()))
        });
        let Some(Some((slot, id))) = next else { return };
        let read = load(&id)
            .map(|saved| (saved.portfolio.fingerprint, Arc::new(saved.scenario)))
            .map_err(|problems| problems.to_string());
        let left = saved.try_update(|list| {
            if let Some(one) = list.iter_mut().find(|one| one.listed.slot == slot) {
                one.read = Some(read);
            }
        });
        if left.is_some() {
            read_next(saved, partners, load);
        }
    });
}

impl Saved {
    fn candidate(&self, open: &Scenario, count: usize, fingerprint: u64) -> Candidate {
        let Comparable { slot, name, time, partners, .. } = &self.listed;
        let others = |told: &str| {
            Some(Err(format!("{told} A comparison needs the same partners in every scenario.")))
        };
        let (program, set_aside) = match &self.read {
            _ if *partners != count => {
                let (theirs, ours) = (
                    crate::format::plural(*partners, "partner", "partners"),
                    crate::format::count(count as f64),
                );
                (
                    others(&format!("It is on {theirs}, not on the {ours} that are open.")),
                    Vec::new(),
                )
            }
            None => (None, Vec::new()),
            Some(Err(why)) => (Some(Err(why.clone())), Vec::new()),
            Some(Ok((theirs, _))) if *theirs != fingerprint => {
                (others("It is on other partners."), Vec::new())
            }
            Some(Ok((_, scenario)))
                if scenario.alternative.currency != open.alternative.currency =>
            {
                (Some(Err("It counts in another currency.".to_owned())), Vec::new())
            }
            Some(Ok((_, scenario))) => {
                let program = Arc::new(scenario.alternative.clone());
                (Some(Ok(program)), assumptions_that_differ(open, scenario))
            }
        };
        let about = format!("saved {time}");
        Candidate { key: Key::Saved(*slot), name: name.clone(), about, program, set_aside }
    }
}

impl Candidate {
    /// Its rules, where it can be compared.
    pub fn rules(&self) -> Option<&Arc<Program>> {
        self.program.as_ref()?.as_ref().ok()
    }
}
