//! The link that is being made: what a person has chosen, and what comes of it.

use crate::platform::{location, parts, secret};
use crate::state::{
    SendableView, Session, Workspace, links, passed_on, passed_on_view, with_links,
};
use leptos::prelude::*;
use std::sync::Arc;
use tierlab_engine::formats::documents::{Link, SharedPartners, View};
use tierlab_engine::formats::{Manner, Packed};
use tierlab_engine::portfolio::Portfolio;

/// Links up to this length survive every chat and mail program.
pub(super) const SAFE: usize = 1_800;
/// Beyond this a file is the better way.
pub(super) const LONG: usize = 4_000;
/// Numbers of partners for which no link is made: it would be a hundred thousand characters.
const MOST_NUMBERS: usize = 100_000;

/// What goes into the link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// The design.
    Design,
    /// And its partners under codes.
    Codes,
    /// And its partners with their names.
    Names,
    /// Nothing of it, but what one partner is shown.
    View,
}

/// A link, or why there is none.
#[derive(Clone)]
pub(super) struct Made {
    /// What it carries.
    pub(super) link: Arc<Link>,
    /// Its partners, if they go along.
    pub(super) packed: Option<Arc<Packed>>,
    /// What it carries, as bytes.
    bytes: Arc<Vec<u8>>,
    /// The whole address, without a passphrase.
    pub(super) address: String,
}

/// The link as it can be passed on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Address {
    /// This one.
    Ready(String),
    /// It is being locked.
    Locking,
    /// A passphrase is missing.
    NoPassphrase,
    /// This browser cannot lock.
    CannotLock,
    /// Its partners are too many.
    TooMany,
    /// The code that makes it could not be fetched.
    Missing,
}

/// Choices and what comes of them; cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Making {
    pub(super) session: StoredValue<Session>,
    pub(super) what: RwSignal<What>,
    pub(super) short: RwSignal<bool>,
    pub(super) read_only: RwSignal<bool>,
    pub(super) locked: RwSignal<bool>,
    pub(super) passphrase: RwSignal<String>,
    /// Every kind of link, made when it is asked for.
    pub(super) made: StoredValue<[Memo<Option<Made>>; 4]>,
    /// The view of one partner that is on screen.
    pub(super) view: StoredValue<Option<SendableView>>,
    pub(super) address: RwSignal<Address>,
}

impl Making {
    /// A link to what is open, once the code that makes it is there.
    pub(super) fn of_open(workspace: Workspace) -> RwSignal<Option<Self>> {
        let making = RwSignal::new(None);
        let owner = Owner::current();
        with_links(move || {
            let Some(session) = workspace.session.get_untracked() else { return };
            let made = owner.unwrap_or_default().with(|| Self::new(workspace, session));
            // The dialog may have been closed meanwhile.
            let _closed = making.try_set(Some(made));
        });
        making
    }

    fn new(workspace: Workspace, session: Session) -> Self {
        let outcome = workspace.run.with_untracked(|run| run.fingerprint);
        let looking = workspace.linking().looking.get_untracked();
        let session = StoredValue::new(session);
        let sendable = workspace.partner_side().sendable.get_untracked();
        // Who looks at what a partner sees means that.
        let first = if sendable.is_some() { What::View } else { What::Design };
        let view = StoredValue::new(sendable);
        let (short, read_only) = (RwSignal::new(true), RwSignal::new(false));
        let kind = |what: What| {
            Memo::new_with_compare(
                move |_| match what {
                    What::View => view.with_value(|view| view.as_ref().and_then(make_view)),
                    _ => make(session, outcome, looking, what, short.get(), read_only.get()),
                },
                |_, _| true,
            )
        };
        let making = Self {
            session,
            what: RwSignal::new(first),
            short,
            read_only,
            locked: RwSignal::new(false),
            passphrase: RwSignal::new(String::new()),
            made: StoredValue::new([What::Design, What::Codes, What::Names, What::View].map(kind)),
            view,
            address: RwSignal::new(Address::Missing),
        };
        // There from the first moment on.
        if let Some(made) = untrack(|| making.of(first)) {
            making.address.set(Address::Ready(made.address));
        }
        making.keep_address();
        making
    }

    /// The link of one kind; none when its partners are too many.
    pub(super) fn of(self, what: What) -> Option<Made> {
        let made = self.made.get_value();
        let place = match what {
            What::Design => 0,
            What::Codes => 1,
            What::Names => 2,
            What::View => 3,
        };
        made.get(place).and_then(|made| made.get())
    }

    /// The link that is chosen.
    pub(super) fn chosen(self) -> Option<Made> {
        self.of(self.what.get())
    }

    /// How many partners are open.
    pub(super) fn partners(self) -> usize {
        self.session.with_value(|session| session.portfolio.partners().len())
    }

    /// Whether partners are so many that they go as a file only.
    pub(super) fn too_many(self) -> bool {
        self.session.with_value(|session| numbers(&session.portfolio) > MOST_NUMBERS)
    }

    /// Makes the address anew whenever a choice changes; a newer one overtakes an older.
    fn keep_address(self) {
        let newest = StoredValue::new(0_u32);
        Effect::new(move |_| {
            let ticket = newest.get_value() + 1;
            newest.set_value(ticket);
            let (locked, passphrase) = (self.locked.get(), self.passphrase.get());
            let Some(made) = self.chosen() else {
                let why = if self.too_many() { Address::TooMany } else { Address::Missing };
                return self.address.set(why);
            };
            if !locked {
                return self.address.set(Address::Ready(made.address));
            }
            if !secret::is_available() {
                return self.address.set(Address::CannotLock);
            }
            if passphrase.is_empty() {
                return self.address.set(Address::NoPassphrase);
            }
            self.address.set(Address::Locking);
            parts::aside(async move {
                let sealed = secret::seal(&passphrase, &made.bytes).await;
                if newest.try_get_value() != Some(ticket) {
                    return;
                }
                let address = match (sealed, links()) {
                    (Ok(sealed), Ok(links)) => Address::Ready(address_of(&(links.sealed)(&sealed))),
                    (Err(_), _) => Address::CannotLock,
                    (_, Err(_)) => Address::Missing,
                };
                let _closed = self.address.try_set(address);
            });
        });
    }
}

fn numbers(portfolio: &Portfolio) -> usize {
    portfolio.partners().len() * portfolio.periods().len() * portfolio.metrics().len().max(1)
}

fn address_of(text: &str) -> String {
    location::address_with(&format!("s={text}"))
}

fn make(
    session: StoredValue<Session>,
    outcome: Option<u64>,
    looking: Option<usize>,
    what: What,
    short: bool,
    read_only: bool,
) -> Option<Made> {
    let links = links().ok()?;
    let manner = match what {
        What::Design | What::View => None,
        What::Codes => Some(Manner { codes: true, short }),
        What::Names => Some(Manner { codes: false, short }),
    };
    session.with_value(|session| {
        if manner.is_some() && numbers(&session.portfolio) > MOST_NUMBERS {
            return None;
        }
        let saved = session.to_saved(outcome);
        let packed = manner.map(|manner| (links.share)(&session.portfolio, &saved, manner));
        let view = View {
            screen: location::screen(),
            partner: looked_at(session, looking, packed.as_ref()),
            numbers: "en".to_owned(),
        };
        let shared = manner.zip(packed.clone());
        let link = passed_on(session, outcome, shared, view, read_only);
        let bytes = (links.bytes)(&link);
        let address = address_of(&(links.text)(&bytes));
        let packed = packed.map(Arc::new);
        Some(Made { link: Arc::new(link), packed, bytes: Arc::new(bytes), address })
    })
}

/// A link to one partner's view.
fn make_view(view: &SendableView) -> Option<Made> {
    let links = links().ok()?;
    let link = passed_on_view((*view.text).clone());
    let bytes = (links.bytes)(&link);
    let address = address_of(&(links.text)(&bytes));
    Some(Made { link: Arc::new(link), packed: None, bytes: Arc::new(bytes), address })
}

/// Id of the partner that is looked at closely, as the receiver has it; nobody's when the link names none.
fn looked_at(session: &Session, looking: Option<usize>, packed: Option<&Packed>) -> String {
    let Some(position) = looking else { return String::new() };
    match packed {
        Some(Packed { partners: SharedPartners { portfolio, .. }, places, .. }) => {
            let place = places.iter().position(|place| *place == position);
            let partner = place.and_then(|place| portfolio.partners().get(place));
            partner.map(|partner| partner.id.clone()).unwrap_or_default()
        }
        // The sample's partners are everybody's.
        None if *session.portfolio.origin() == tierlab_engine::portfolio::Origin::Sample => {
            let partner = session.portfolio.partners().get(position);
            partner.map(|partner| partner.id.clone()).unwrap_or_default()
        }
        None => String::new(),
    }
}
