//! Shared links: made of what is open, and opened beside one's own work.

use super::{
    Incoming, Notice, NoticeKind, Offer, Origin, Session, Shared, ShownPartner, Workspace, links,
    sample_portfolio,
};
use crate::platform::secret::{self, Trouble};
use leptos::prelude::*;
use std::sync::Arc;
use tierlab_engine::formats::documents::{Content, Design, Link, View};
use tierlab_engine::formats::{Manner, Packed, Received, Sealed, design_with};
use tierlab_engine::portfolio::Portfolio;
use tierlab_engine::{Problems, engine_version};

/// Screens that a link may open.
const SCREENS: [&str; 5] = ["/simulate", "/partners", "/program", "/compare", "/report"];

/// A link to what is open. `manner` says how its partners go along, if they do.
pub(crate) fn passed_on(
    session: &Session,
    outcome: Option<u64>,
    shared: Option<(Manner, Packed)>,
    view: View,
    read_only: bool,
) -> Link {
    let names = shared.as_ref().is_some_and(|(manner, _)| !manner.codes);
    let saved = session.to_shared(names, outcome);
    let design = match shared {
        Some((_, packed)) => design_with(saved, packed),
        None => Design { saved, partners: None },
    };
    Link {
        engine: Some(engine_version()),
        read_only,
        view,
        content: Content::Design(Box::new(design)),
    }
}

/// A link to one partner's view, a document of its own.
pub(crate) fn passed_on_view(text: String) -> Link {
    Link {
        engine: Some(engine_version()),
        read_only: true,
        view: View::default(),
        content: Content::PartnerView(text),
    }
}

/// Which code stands for whom, as a table for the sender.
pub(crate) fn codes_of(portfolio: &Portfolio, packed: &Packed) -> Vec<[String; 3]> {
    let codes = packed.partners.portfolio.partners().iter();
    codes
        .zip(&packed.places)
        .filter_map(|(coded, place)| {
            let partner = portfolio.partners().get(*place)?;
            Some([coded.id.clone(), partner.id.clone(), partner.name.clone()])
        })
        .collect()
}

/// Opens what stands behind `s=`; under a passphrase, asks for it first.
pub(crate) fn receive_text(workspace: Workspace, text: &str) {
    workspace.refused.set(None);
    match links().map_err(Problems::from).and_then(|links| (links.read)(text)) {
        Ok(Received::Link(link)) => receive(workspace, *link),
        Ok(Received::Sealed(sealed)) => {
            workspace.linking().arrived.set(Some("/".to_owned()));
            workspace.linking().sealed.set(Some(sealed));
        }
        Err(problems) => refuse(workspace, &problems.to_string()),
    }
}

/// Opens a link that is locked.
///
/// # Errors
/// Why it stays closed, as a sentence.
pub(crate) async fn unlock(passphrase: &str, sealed: &Sealed) -> Result<Link, String> {
    let bytes = secret::unseal(passphrase, sealed).await.map_err(|trouble| match trouble {
        Trouble::Unavailable => CANNOT_UNLOCK.to_owned(),
        Trouble::Wrong => {
            "This is not the passphrase, or the link was changed on its way. Capitals and small letters count. \
             Nothing was opened."
                .to_owned()
        }
    })?;
    let links = links().map_err(|problem| problem.to_string())?;
    (links.read_bytes)(&bytes).map_err(|problems| problems.to_string())
}

/// Said where the browser offers no cryptography.
pub(crate) const CANNOT_UNLOCK: &str = "This page was not loaded over HTTPS, so the browser cannot decrypt here. Open the link on a page that begins \
     with https.";

fn refuse(workspace: Workspace, why: &str) {
    workspace.refused.set(Some(format!("{why} Nothing was opened or changed.")));
    workspace.linking().arrived.set(Some("/".to_owned()));
}

/// Opens what a link carries, on the screen that its sender looked at.
pub(crate) fn receive(workspace: Workspace, link: Link) {
    let Link { engine, read_only, view, content } = link;
    // One arm for each kind of content.
    match content {
        Content::Design(design) => {
            let same_engine = engine.map(|engine| engine == engine_version());
            receive_design(
                workspace,
                *design,
                &view,
                Shared { same_engine, read_only, ..Shared::default() },
            );
        }
        Content::PartnerView(text) => {
            let (name, text) = ("This link".to_owned(), Arc::new(text));
            workspace.partner_side().shown.set(Some(ShownPartner::File { name, text }));
            workspace.linking().arrived.set(Some("/partner".to_owned()));
        }
    }
}

fn receive_design(workspace: Workspace, design: Design, view: &View, shared: Shared) {
    let Design { saved, partners } = design;
    let shared = Shared { outcome: saved.outcome, ..shared };
    let (portfolio, shared) = match partners {
        Some(it) => {
            let shared = Shared { codes: it.codes, short: it.short, ..shared };
            (Some(Arc::new(it.portfolio)), shared)
        }
        None => (at_hand(workspace, saved.portfolio.fingerprint), shared),
    };
    let Some(portfolio) = portfolio else {
        workspace.incoming.set(Some(Incoming::Link(Box::new(saved), shared)));
        return workspace.linking().arrived.set(Some("/".to_owned()));
    };
    let looking = portfolio.partners().iter().position(|partner| partner.id == view.partner);
    workspace.open_shared(portfolio, saved, shared);
    workspace.linking().looking.set(looking);
    let screen = SCREENS.into_iter().find(|screen| *screen == view.screen);
    workspace.linking().arrived.set(Some(screen.unwrap_or("/simulate").to_owned()));
}

/// The partners of this fingerprint, if they are open or the sample's.
fn at_hand(workspace: Workspace, wanted: u64) -> Option<Arc<Portfolio>> {
    workspace.portfolio_with(wanted).or_else(|| {
        let sample = sample_portfolio();
        (sample.fingerprint() == wanted).then_some(sample)
    })
}

/// Says so when a shared design comes out differently here than at its sender.
pub(super) fn compare_fingerprints(workspace: Workspace) {
    Effect::new(move |_| {
        let Some(here) = workspace.run.with(|run| run.fingerprint) else { return };
        let shared = workspace.session.with_untracked(|session| match session.as_ref()?.origin {
            Origin::Shared(shared) => Some(shared),
            Origin::Own => None,
        });
        let Some(Shared { outcome: Some(sent), same_engine, .. }) = shared else { return };
        if sent == here {
            return;
        }
        let text = match same_engine {
            Some(true) => {
                "The numbers differ from those the sender saw, although the simulation is the same. Reload the \
                 page and open the link again. The design is the same."
            }
            Some(false) | None => {
                "The numbers differ from those the sender saw, because the simulation engine changed. The \
                 design is the same."
            }
        };
        let (text, kind) = (text.to_owned(), NoticeKind::Info);
        workspace.notify(Notice { key: "engine", kind, text, offer: Offer::Nothing });
    });
}
