//! What can be done with what every screen shares: change, open, run, ask.

use super::work::{Refusal, tell};
use super::{Aside, ByAddress, Question, Topic};
use super::{
    Edit, History, Id, Origin, Picked, RunState, Session, Shared, ShownPartner, Workspace,
    documents, with_documents,
};
use crate::platform::clock;
use crate::platform::files::PickedFile;
use crate::platform::storage::StorageFailure;
use leptos::prelude::*;
use std::sync::Arc;
use tierlab_engine::Problems;
use tierlab_engine::formats::documents::SavedScenario;
use tierlab_engine::portfolio::{Origin as Owner, Portfolio};
use tierlab_engine::record::{Levers, Record};
use tierlab_engine::rules::Program;
use tierlab_engine::sample::sample_scenario;
use tierlab_engine::simulation::Scenario;

impl Workspace {
    /// Makes a change to the open scenario.
    pub(crate) fn edit(self, edit: &Edit) {
        self.with_session(|session| session.edit(edit));
    }

    /// Changes the alternative program, see [`Session::revise`].
    ///
    /// # Errors
    /// What the door refuses; then nothing is changed.
    pub(crate) fn revise(
        self,
        key: &str,
        name: &str,
        change: impl FnOnce(&mut Program),
    ) -> Result<(), Problems> {
        let scenario =
            self.session.with_untracked(|session| session.as_ref().map(Session::scenario).cloned());
        let Some(Scenario { alternative: mut program, .. }) = scenario else { return Ok(()) };
        // Not while the session is being written: a change may look around.
        change(&mut program);
        let mut done = Ok(());
        self.with_session(|session| done = session.revise(key, name, |slot| *slot = program));
        done
    }

    /// Whether a group of levers cannot be moved: what is open is somebody else's, or a facilitator holds it.
    pub(crate) fn held(self, levers: Levers) -> Memo<bool> {
        Memo::new(move |_| {
            self.session.with(|session| session.as_ref().is_none_or(|it| it.holds(levers)))
        })
    }

    /// Whether it cannot be moved because a facilitator holds it.
    pub(crate) fn held_by_facilitator(self, levers: Levers) -> Memo<bool> {
        Memo::new(move |_| {
            self.session.with(|session| {
                session.as_ref().is_some_and(|it| it.is_own() && it.scenario().record.holds(levers))
            })
        })
    }

    /// What people agree about the open scenario.
    pub(crate) fn record(self) -> Memo<Record> {
        Memo::new(move |_| {
            let record = |session: &Session| session.scenario().record.clone();
            self.session.with(|session| session.as_ref().map(record).unwrap_or_default())
        })
    }

    /// Whether what is open can only be looked at: it is somebody else's, or nothing is.
    pub(crate) fn locked(self) -> Memo<bool> {
        Memo::new(move |_| {
            self.session.with(|session| session.as_ref().is_none_or(|it| !it.is_own()))
        })
    }

    /// Changes what people agree about the open scenario, as an undo step of its own under that name.
    pub(crate) fn note(self, name: &str, change: impl FnOnce(&mut Record)) {
        let record = |session: &Session| session.scenario().record.clone();
        let Some(mut record) = self.session.with_untracked(|it| it.as_ref().map(record)) else {
            return;
        };
        change(&mut record);
        self.edit(&Edit::Record { name: name.to_owned(), record: Box::new(record) });
        self.seal();
    }

    /// Whether the design is checked on every change.
    pub(crate) fn watch_design(self, watching: bool) {
        self.watching.set(watching);
    }

    /// Ends a burst of changes: the next one is an undo step of its own.
    pub(crate) fn seal(self) {
        self.with_session(|session| session.history.seal());
    }

    /// Takes the burst of changes under way back.
    pub(crate) fn abandon(self) {
        self.with_session(|session| session.history.abandon());
    }

    /// Takes the last step back.
    pub(crate) fn undo(self) {
        self.with_session(|session| session.history.undo());
    }

    /// Makes the step taken back last again.
    pub(crate) fn redo(self) {
        self.with_session(|session| session.history.redo());
    }

    fn with_session(self, change: impl FnOnce(&mut Session)) {
        self.session.update(|session| {
            if let Some(session) = session {
                session.history.at(clock::moment());
                change(session);
            }
        });
    }

    /// Goes to where `made` steps are made.
    pub(crate) fn go_to_step(self, made: usize) {
        self.with_session(|session| session.history.go_to(made));
    }

    /// Opens a session of one's own; what was open before stays among the saved scenarios.
    pub(crate) fn open_own(self, mut session: Session) {
        self.put_own_away();
        self.dismiss("starter");
        self.parked.set(None);
        session.id.get_or_insert_with(new_id);
        self.session.set(Some(session));
    }

    /// One's own session, looked at or parked.
    fn own(self) -> Option<Session> {
        let own = |place: RwSignal<Option<Session>>| {
            place.with_untracked(|session| session.as_ref().filter(|s| s.is_own()).cloned())
        };
        own(self.session).or_else(|| own(self.parked))
    }

    /// Writes one's own session before another takes its place; a sample that nobody has touched is let go.
    fn put_own_away(self) {
        let Some(own) = self.own() else { return };
        self.work().conflict.set(None);
        let sample = *own.portfolio.origin() == Owner::Sample;
        let untouched = sample && sample_scenario() == *own.scenario();
        with_documents(move || match (documents(), &own.id) {
            (Ok(documents), Some(id)) if untouched => (documents.forget)(self, id.clone()),
            (Ok(documents), _) => (documents.write)(self, own),
            (Err(_), _) if untouched => {}
            (Err(_), _) => tell(self, &own, Refusal::Storage(StorageFailure::Unwritten)),
        });
    }

    /// Opens a shared scenario beside one's own work.
    pub(crate) fn open_shared(
        self,
        portfolio: Arc<Portfolio>,
        saved: SavedScenario,
        shared: Shared,
    ) {
        let own = self.session.get_untracked().filter(Session::is_own);
        if own.is_some() {
            self.parked.set(own);
        }
        let mut session = Session::own(portfolio, saved.scenario);
        session.origin = Origin::Shared(shared);
        self.session.set(Some(session));
    }

    /// Keeps the shared scenario as one's own, under a name of one's own if there is one. Where a facilitator asks a
    /// question or frees some levers only, one takes part.
    pub(crate) fn keep_copy(self, name: &str) {
        self.put_own_away();
        self.parked.set(None);
        self.with_session(|session| {
            let mut scenario = session.scenario().clone();
            if !name.is_empty() {
                name.clone_into(&mut scenario.alternative.name);
            }
            let record = &mut scenario.record;
            record.taking_part = record.is_round();
            session.history = History::new(scenario);
            session.origin = Origin::Own;
            session.id = Some(new_id());
        });
    }

    /// Closes the shared scenario and goes back to one's own work.
    pub(crate) fn close_shared(self) {
        self.session.set(self.parked.get_untracked());
        self.parked.set(None);
        self.dismiss("engine");
    }

    /// The partners among what is at hand that have this fingerprint.
    pub(crate) fn portfolio_with(self, fingerprint: u64) -> Option<Arc<Portfolio>> {
        [self.session, self.parked].into_iter().find_map(|place| {
            place.with_untracked(|session| {
                let portfolio = &session.as_ref()?.portfolio;
                (portfolio.fingerprint() == fingerprint).then(|| portfolio.clone())
            })
        })
    }

    pub(super) fn load_partners(self, portfolio: &Arc<Portfolio>) {
        self.client.with_value(|client| {
            if let Some(client) = client {
                client.load(portfolio.clone());
            }
        });
    }

    pub(super) fn start_run(self, scenario: Scenario) {
        self.run.update(|run| run.begin(scenario.clone()));
        self.client.with_value(|client| {
            if let Some(client) = client {
                client.run(scenario);
            }
        });
    }

    /// Asks about a topic beside the run, on the partners that are open; what was asked about it before is
    /// dropped.
    pub(crate) fn ask(self, topic: Topic, questions: Vec<Question>) {
        let partners = self
            .session
            .with_untracked(|session| session.as_ref().map(|s| ByAddress(s.portfolio.clone())));
        let Some(partners) = partners else { return };
        if self.aside.with_value(Option::is_none) {
            self.aside.set_value(Some(Aside::start()));
        }
        if let Some(aside) = self.aside.get_value() {
            aside.ask(topic, &partners, questions);
        }
    }

    /// Drops what was asked about a topic.
    pub(crate) fn forget(self, topic: Topic) {
        if let Some(aside) = self.aside.get_value() {
            aside.forget(topic);
        }
    }

    /// The partner that was looked at from a screen when its view was opened; told once.
    pub(crate) fn looked_at_from(self, screen: &str) -> Option<usize> {
        let position = self.partner_side().shown.with_untracked(|shown| match shown {
            Some(ShownPartner::Preview { position, back }) if *back == screen => Some(*position),
            _ => None,
        })?;
        self.partner_side().shown.set(None);
        Some(position)
    }

    /// Stops the run under way; the answer so far stays.
    pub(crate) fn cancel_run(self) {
        self.client.with_value(|client| {
            if let Some(client) = client {
                client.cancel();
            }
        });
        self.run.update(RunState::cancel);
    }

    /// Remembers a file that was picked or dropped; the screen for what it is shows it.
    pub(crate) fn take_file(self, file: PickedFile, then: impl FnOnce(Picked) + 'static) {
        super::sync::read_file(self, file, then);
    }

    /// Reads another sheet of the workbook under consideration.
    pub(crate) fn take_sheet(self, sheet: String) {
        super::sync::read_sheet(self, sheet);
    }
}

fn new_id() -> Id {
    Id::of(clock::lot())
}
