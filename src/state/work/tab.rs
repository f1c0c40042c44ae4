//! What one tab knows of storage: what it read and wrote last, and what waits to be written.

use super::Id;
use crate::state::{ByAddress, Session};
use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;
use tierlab_engine::formats::documents::PortfolioReference;
use tierlab_engine::simulation::Scenario;

/// A scenario as this tab has read or written it last.
#[derive(Debug, Clone)]
pub(crate) struct Written {
    /// Its revision.
    pub revision: u64,
    /// Hash of its document.
    pub hash: u64,
    /// When.
    pub at: String,
}

/// Partners with what is worked out of all their numbers, once.
#[derive(Clone)]
pub(crate) struct Known {
    pub(super) partners: ByAddress,
    pub(super) reference: PortfolioReference,
    /// None for the sample.
    pub(super) key: Option<String>,
}

/// What this tab knows.
#[derive(Default)]
pub(crate) struct Tab {
    pub(super) written: BTreeMap<Id, Written>,
    pub(super) known: Option<Known>,
    /// Sessions to be written, one at a time.
    pub(super) waiting: VecDeque<Session>,
    pub(super) busy: bool,
    /// Whether the browser was asked to keep what is here.
    pub(super) asked_to_persist: bool,
    /// The scenario whose steps are being brought back; until they are there, none are kept.
    pub(super) recalling: Option<Id>,
    /// Whether other tabs are listened to.
    pub(super) watching: bool,
    /// Packed scenarios of steps, so that each is packed once.
    pub(super) packed: Vec<(Arc<Scenario>, String)>,
}
