//! What the page knows: the open session, its history, the run, what is stored. No widgets here.

mod actions;
mod aside;
mod collect;
mod comparable;
mod edit;
mod history;
mod links;
mod mappings;
mod parts;
mod run;
mod sample;
mod session;
mod shown_partner;
mod sync;
pub mod views;
pub mod work;
mod workspace;

pub(crate) use aside::{Aside, Question, Topic};
pub(crate) use collect::{Came, Told, collect};
pub(crate) use comparable::{Comparable, Load, comparable};
pub use edit::{BenefitField, Edit, MovementField, RunField};
pub use history::{History, Step};
pub(crate) use links::{
    CANNOT_UNLOCK, codes_of, passed_on, passed_on_view, receive, receive_text, unlock,
};
pub(crate) use mappings::keep_columns;
pub(crate) use parts::{
    documents, fetch_documents, fetch_library, links, open_program, with_documents, with_links,
};
pub(crate) use run::{RunPhase, RunState};
pub use sample::sample_portfolio;
pub(crate) use sample::sample_seed;
pub(crate) use session::ByAddress;
pub use session::{Origin, Session, Shared};
pub(crate) use shown_partner::{Picked, SendableView, ShownPartner};
pub(crate) use sync::start_sync;
pub use views::SavedView;
pub use work::Id;
pub(crate) use work::{Conflict, Stored, is_anything_kept, keep_theme};
pub(crate) use workspace::{
    Checked, Incoming, Notice, NoticeKind, Offer, Saved, Source, Workspace,
};
