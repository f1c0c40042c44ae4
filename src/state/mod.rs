//! What the page knows: the open session, its history, the run, what is stored. No widgets here.

mod aside;
mod comparable;
mod edit;
mod history;
mod keep;
mod mappings;
mod parts;
mod run;
mod sample;
mod session;
mod shelf;
mod sync;
mod workspace;

pub(crate) use aside::{Aside, Question, Topic};
pub(crate) use comparable::{Comparable, Load, comparable};
pub use edit::{BenefitField, Edit, MovementField, RunField};
pub use history::History;
pub(crate) use keep::{Stored, keep_theme};
pub use keep::{read_session, write_scenario_text};
pub(crate) use mappings::keep_columns;
pub(crate) use parts::{documents, fetch_documents, fetch_library, open_program, with_documents};
pub(crate) use run::{RunPhase, RunState};
pub use sample::sample_portfolio;
pub(crate) use sample::sample_seed;
pub(crate) use session::ByAddress;
pub use session::{Origin, Session};
pub(crate) use shelf::{Shelved, clear, shelf, take_down};
pub(crate) use sync::start_sync;
pub(crate) use workspace::{
    Checked, Incoming, Notice, NoticeKind, Offer, Saved, Source, Workspace,
};
