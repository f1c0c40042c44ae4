//! The signals every screen shares, handed down as a context.

use super::work::{Conflict, Refusal, Tab, tell};
use super::{Aside, ByAddress, Question, Topic};
use super::{Edit, Id, Origin, RunState, Session, Shared, documents, with_documents};
use crate::platform::clock;
use crate::platform::files::PickedFile;
use crate::platform::storage::StorageFailure;
use crate::worker::{Client, Fallback};
use leptos::prelude::*;
use std::sync::Arc;
use tierlab_engine::Problems;
use tierlab_engine::checker::Finding;
use tierlab_engine::formats::Sealed;
use tierlab_engine::formats::documents::SavedScenario;
use tierlab_engine::formats::import::{ImportPlan, Manner};
use tierlab_engine::formats::table::Table;
use tierlab_engine::portfolio::{Origin as Owner, Portfolio};
use tierlab_engine::rules::Program;
use tierlab_engine::sample::sample_scenario;
use tierlab_engine::simulation::Scenario;

/// Whether the work is kept.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Saved {
    /// Nothing of one's own is open.
    Nothing,
    /// Changes wait to be written.
    Pending,
    /// Written at this time of day.
    At(String),
    /// Could not be written: why.
    Failed(String),
}

/// What kind of message it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoticeKind {
    /// Good to know.
    Info,
    /// Needs attention.
    Warning,
}

/// A message to the person, until dismissed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Notice {
    /// Replaces an earlier notice with the same key.
    pub key: &'static str,
    /// What kind it is.
    pub kind: NoticeKind,
    /// The sentences.
    pub text: String,
    /// What is offered for download beside it.
    pub offer: Offer,
}

/// A scenario offered as a file.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Offer {
    /// Nothing.
    Nothing,
    /// The scenario as it is when asked for.
    Current,
    /// One that was open before.
    Earlier(Box<Session>),
}

/// What a file under consideration was read from.
#[derive(Debug, PartialEq)]
pub(crate) struct Source {
    /// Its bytes, for another sheet.
    pub content: Vec<u8>,
    /// Its visible sheets; empty for text.
    pub sheets: Vec<String>,
    /// The sheet that was read.
    pub sheet: String,
    /// Whether its columns were understood by what was kept of an earlier file.
    pub recalled: bool,
}

/// Something from outside that waits for a decision.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Incoming {
    /// A file that was read; nothing is used yet.
    File {
        /// Its name.
        name: String,
        /// Its size in bytes.
        bytes: u64,
        /// Its bytes and sheets.
        source: Arc<Source>,
        /// Its rows.
        table: Arc<Table>,
        /// What its columns are taken for.
        plan: ImportPlan,
        /// Currency of its money; empty when not stated.
        currency: String,
        /// Which periods go onto the open partners; `None` for new partners.
        manner: Option<Manner>,
        /// Whether the plan is kept for the next file with these columns.
        keep: bool,
    },
    /// A shared design whose partners are not here, with what its link says.
    Link(Box<SavedScenario>, Shared),
}

/// What the design checker said of a program.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Checked {
    /// What it found, the gravest first.
    pub findings: Vec<Finding>,
    /// What can be said of the checks that found nothing.
    pub passed: Vec<&'static str>,
}

/// What is known of saved work; cheap to copy.
#[derive(Clone, Copy)]
pub(crate) struct Work {
    /// Whether the versions of the open scenario are shown.
    pub versioning: RwSignal<bool>,
    /// What another tab has written over what is open here.
    pub conflict: RwSignal<Option<Conflict>>,
    /// What came of the last file of saved work.
    pub came_in: RwSignal<Option<String>>,
    /// Whether a scenario has just been deleted here: the keyboard goes on at the way back.
    pub just_deleted: RwSignal<bool>,
    /// Counts changes of what is saved, by whatever tab.
    pub turns: RwSignal<u32>,
    /// What this tab knows of what is saved.
    pub(super) tab: StoredValue<Tab, LocalStorage>,
}

/// What comes and goes by links; cheap to copy.
#[derive(Clone, Copy)]
pub(crate) struct Linking {
    /// Whether the share dialog is open.
    pub sharing: RwSignal<bool>,
    /// A link that asks for a passphrase.
    pub sealed: RwSignal<Option<Sealed>>,
    /// Which screen a link that has just been opened leads to, as a fragment.
    pub arrived: RwSignal<Option<String>>,
    /// Position of the partner that is looked at closely; a link may lead there.
    pub looking: RwSignal<Option<usize>>,
}

/// The shared state; cheap to copy.
#[derive(Clone, Copy)]
pub(crate) struct Workspace {
    /// What is open.
    pub session: RwSignal<Option<Session>>,
    /// One's own session, while a shared one is looked at.
    pub parked: RwSignal<Option<Session>>,
    /// The run.
    pub run: RwSignal<RunState>,
    /// Whether the work is kept.
    pub saved: RwSignal<Saved>,
    /// Messages.
    pub notices: RwSignal<Vec<Notice>>,
    /// What waits for a decision.
    pub incoming: RwSignal<Option<Incoming>>,
    /// A file being read.
    pub reading: RwSignal<Option<String>>,
    /// Why the last file or link could not be opened.
    pub refused: RwSignal<Option<String>>,
    /// What the design checker found, while somebody looks at it.
    pub checked: RwSignal<Option<Arc<Checked>>>,
    /// Whether somebody looks at it.
    pub(super) watching: RwSignal<bool>,
    /// Step of the tour, from 0.
    pub touring: RwSignal<Option<usize>>,
    work: StoredValue<Work, LocalStorage>,
    linking: StoredValue<Linking>,
    /// Counts changes of the theme: a canvas must then be painted anew.
    pub theme_turns: RwSignal<u32>,
    client: StoredValue<Option<Client>, LocalStorage>,
    aside: StoredValue<Option<Aside>, LocalStorage>,
}

impl Workspace {
    pub(crate) fn new() -> Self {
        let workspace = Self {
            session: RwSignal::new(None),
            parked: RwSignal::new(None),
            run: RwSignal::new(RunState::new()),
            saved: RwSignal::new(Saved::Nothing),
            notices: RwSignal::new(Vec::new()),
            incoming: RwSignal::new(None),
            reading: RwSignal::new(None),
            refused: RwSignal::new(None),
            checked: RwSignal::new(None),
            watching: RwSignal::new(false),
            touring: RwSignal::new(None),
            work: StoredValue::new_local(Work {
                versioning: RwSignal::new(false),
                conflict: RwSignal::new(None),
                came_in: RwSignal::new(None),
                just_deleted: RwSignal::new(false),
                turns: RwSignal::new(0),
                tab: StoredValue::new_local(Tab::default()),
            }),
            linking: StoredValue::new(Linking {
                sharing: RwSignal::new(false),
                sealed: RwSignal::new(None),
                arrived: RwSignal::new(None),
                looking: RwSignal::new(None),
            }),
            theme_turns: RwSignal::new(0),
            client: StoredValue::new_local(None),
            aside: StoredValue::new_local(None),
        };
        let client = Client::start(
            move |event| workspace.run.update(|run| run.take(event)),
            move |why| workspace.notify(fallback_notice(why)),
        );
        workspace.client.set_value(Some(client));
        workspace
    }

    /// The workspace of this page.
    pub(crate) fn here() -> Self {
        expect_context::<Self>()
    }

    /// What is known of saved work.
    pub(crate) fn work(self) -> Work {
        self.work.get_value()
    }

    /// What comes and goes by links.
    pub(crate) fn linking(self) -> Linking {
        self.linking.get_value()
    }

    /// Shows a message, in place of an earlier one with the same key.
    pub(crate) fn notify(self, notice: Notice) {
        self.notices.update(|list| {
            list.retain(|other| other.key != notice.key);
            list.push(notice);
        });
    }

    /// Takes a message away.
    pub(crate) fn dismiss(self, key: &'static str) {
        if self.notices.with_untracked(|list| list.iter().any(|notice| notice.key == key)) {
            self.notices.update(|list| list.retain(|notice| notice.key != key));
        }
    }

    /// Makes a change to the open scenario.
    pub(crate) fn edit(self, edit: &Edit) {
        self.session.update(|session| {
            if let Some(session) = session {
                session.edit(edit);
            }
        });
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

    /// Keeps the shared scenario as one's own.
    pub(crate) fn keep_copy(self) {
        self.put_own_away();
        self.parked.set(None);
        self.with_session(|session| {
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

    /// Stops the run under way; the answer so far stays.
    pub(crate) fn cancel_run(self) {
        self.client.with_value(|client| {
            if let Some(client) = client {
                client.cancel();
            }
        });
        self.run.update(RunState::cancel);
    }

    /// Remembers a file that was picked or dropped; the import screen reads it.
    pub(crate) fn take_file(self, file: PickedFile, then: impl FnOnce() + 'static) {
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

fn fallback_notice(why: Fallback) -> Notice {
    let text = match why {
        Fallback::Unavailable => {
            "The background worker did not start, so this page simulates by itself. Results are the \
             same; the page may feel slower. Reload the page to try the worker again."
        }
        Fallback::Stale => {
            "An older simulation worker is still in this browser's cache, so this page simulates by \
             itself. Results are those of this version. Reload the page to get the matching worker."
        }
        Fallback::Missing => {
            "The simulation could not be loaded, so there are no new results: there is no \
             connection, or Tierlab has been updated since you opened it. Reload the page; your \
             work is kept in this browser."
        }
    };
    Notice {
        key: "worker",
        kind: NoticeKind::Warning,
        text: text.to_owned(),
        offer: Offer::Nothing,
    }
}
