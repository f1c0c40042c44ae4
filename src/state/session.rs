//! What is open: partners, the scenario on them with its history, and whose it is.

use super::{Edit, History, Id};
use std::sync::Arc;
use tierlab_engine::Problems;
use tierlab_engine::formats::documents::{PortfolioReference, SavedScenario};
use tierlab_engine::portfolio::Portfolio;
use tierlab_engine::record::Levers;
use tierlab_engine::report::held;
use tierlab_engine::rules::{Program, check};
use tierlab_engine::simulation::Scenario;

/// Whose scenario it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// One's own: saved in this browser.
    Own,
    /// Opened from a link: read only until a copy is kept.
    Shared(Shared),
}

/// What a link says of what it carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Shared {
    /// What the sender's run came out as, if the link says.
    pub outcome: Option<u64>,
    /// Whether it came out of the same engine as here; none when the link does not say.
    pub same_engine: Option<bool>,
    /// Whether the sender asks that no copy is kept.
    pub read_only: bool,
    /// Whether its partners stand under codes.
    pub codes: bool,
    /// Whether only their last year is here, to three digits.
    pub short: bool,
}

/// Partners compared by identity: they are never changed in place.
#[derive(Clone)]
pub(crate) struct ByAddress(pub Arc<Portfolio>);

impl PartialEq for ByAddress {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// An open scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct Session {
    /// The partners.
    pub portfolio: Arc<Portfolio>,
    /// The scenario and its steps.
    pub history: History,
    /// Whose it is.
    pub origin: Origin,
    /// Under which it is kept, once it is one's own work in this browser.
    pub id: Option<Id>,
}

impl Session {
    /// A session of one's own.
    pub fn own(portfolio: Arc<Portfolio>, scenario: Scenario) -> Self {
        Self { portfolio, history: History::new(scenario), origin: Origin::Own, id: None }
    }

    /// The scenario now.
    pub fn scenario(&self) -> &Scenario {
        self.history.present()
    }

    /// Whether it may be changed.
    pub fn is_own(&self) -> bool {
        self.origin == Origin::Own
    }

    /// Whether a group of levers cannot be moved: it is somebody else's, or held by a facilitator.
    pub fn holds(&self, levers: Levers) -> bool {
        !self.is_own() || self.scenario().record.holds(levers)
    }

    /// Makes a change, unless the session is read only; groups of levers that are held stay where they are.
    pub fn edit(&mut self, edit: &Edit) {
        if self.is_own() {
            let next = held(self.scenario(), edit.apply(self.scenario()));
            self.history.edit(&edit.key(), next, |before| edit.describe(before));
        }
    }

    /// Changes the alternative program under the name of an undo step; `key` says which control
    /// does it, so that a burst is one step.
    ///
    /// # Errors
    /// What the door refuses; then nothing is changed.
    pub fn revise(
        &mut self,
        key: &str,
        name: &str,
        change: impl FnOnce(&mut Program),
    ) -> Result<(), Problems> {
        let mut program = Box::new(self.scenario().alternative.clone());
        change(&mut program);
        check(&program)?;
        self.edit(&Edit::Program { key: key.to_owned(), name: name.to_owned(), program });
        Ok(())
    }

    /// Puts another scenario on the same partners in place, as one undo step.
    pub fn replace(&mut self, name: &str, scenario: Scenario) {
        if self.is_own() {
            self.history.seal();
            self.history.edit("replace", scenario, |_| name.to_owned());
            self.history.seal();
        }
    }

    /// The scenario for others; without names, what people agreed stays here but for the question and the levers.
    pub fn to_shared(&self, names: bool, outcome: Option<u64>) -> SavedScenario {
        let mut saved = self.to_saved(outcome);
        if !names {
            saved.scenario.record = saved.scenario.record.public();
        }
        saved
    }

    /// The scenario as it is saved.
    pub fn to_saved(&self, outcome: Option<u64>) -> SavedScenario {
        SavedScenario {
            scenario: self.scenario().clone(),
            portfolio: PortfolioReference::to(&self.portfolio),
            outcome,
        }
    }
}
