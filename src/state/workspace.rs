//! The signals every screen shares, handed down as a context.

use super::work::{Conflict, Tab};
use super::{Aside, RunState, SavedView, SendableView, Session, Shared, ShownPartner};
use crate::worker::{Client, Fallback};
use leptos::prelude::*;
use std::sync::Arc;
use tierlab_engine::checker::Finding;
use tierlab_engine::formats::Sealed;
use tierlab_engine::formats::documents::SavedScenario;
use tierlab_engine::formats::import::{ImportPlan, Manner};
use tierlab_engine::formats::table::Table;

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
    /// A view to be shown as soon as its screen is there.
    pub recalling: RwSignal<Option<SavedView>>,
    /// Counts changes of the views that are kept.
    pub views: RwSignal<u32>,
    /// Counts changes of what is saved, by whatever tab.
    pub turns: RwSignal<u32>,
    /// What this tab knows of what is saved.
    pub(super) tab: StoredValue<Tab, LocalStorage>,
}

/// What one partner is shown; cheap to copy.
#[derive(Clone, Copy)]
pub(crate) struct PartnerSide {
    /// What the partner view shows.
    pub shown: RwSignal<Option<ShownPartner>>,
    /// The view on screen, once it can be sent.
    pub sendable: RwSignal<Option<SendableView>>,
    /// Whom partners are to ask about a figure, as the designer wrote it last.
    pub contact: RwSignal<String>,
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
    /// What few screens ask for.
    rare: StoredValue<(Work, PartnerSide, Linking), LocalStorage>,
    /// Counts changes of the theme: a canvas must then be painted anew.
    pub theme_turns: RwSignal<u32>,
    pub(super) client: StoredValue<Option<Client>, LocalStorage>,
    pub(super) aside: StoredValue<Option<Aside>, LocalStorage>,
}

impl Work {
    fn new() -> Self {
        Self {
            versioning: RwSignal::new(false),
            conflict: RwSignal::new(None),
            came_in: RwSignal::new(None),
            just_deleted: RwSignal::new(false),
            recalling: RwSignal::new(None),
            views: RwSignal::new(0),
            turns: RwSignal::new(0),
            tab: StoredValue::new_local(Tab::default()),
        }
    }
}

impl PartnerSide {
    fn new() -> Self {
        Self {
            shown: RwSignal::new(None),
            sendable: RwSignal::new(None),
            contact: RwSignal::new(String::new()),
        }
    }
}

impl Linking {
    fn new() -> Self {
        Self {
            sharing: RwSignal::new(false),
            sealed: RwSignal::new(None),
            arrived: RwSignal::new(None),
            looking: RwSignal::new(None),
        }
    }
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
            rare: StoredValue::new_local((Work::new(), PartnerSide::new(), Linking::new())),
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

    /// What partners are shown.
    pub(crate) fn partner_side(self) -> PartnerSide {
        self.rare.with_value(|(_, partner, _)| *partner)
    }

    /// What is known of saved work.
    pub(crate) fn work(self) -> Work {
        self.rare.with_value(|(work, ..)| *work)
    }

    /// What comes and goes by links.
    pub(crate) fn linking(self) -> Linking {
        self.rare.with_value(|(.., linking)| *linking)
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
