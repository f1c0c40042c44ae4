//! Undo and redo: named steps, a burst at one control being one step.

use std::sync::Arc;
use tierlab_engine::simulation::Scenario;

/// Steps kept.
const MOST: usize = 200;

/// A step as it is told and kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// What it does.
    pub name: String,
    /// When it was made, as a moment in text; unknown for steps of long ago.
    pub made: Option<String>,
    /// The scenario on its far side: before it if it is made, after it if it was taken back.
    pub scenario: Arc<Scenario>,
}

/// The present scenario and the steps around it.
#[derive(Debug, Clone, PartialEq)]
pub struct History {
    present: Arc<Scenario>,
    past: Vec<Step>,
    future: Vec<Step>,
    /// The moment that steps are made at, as whoever makes them says.
    now: Option<String>,
    /// Key of the burst that is still open.
    burst: Option<String>,
}

impl History {
    /// A history that begins here.
    pub fn new(present: Scenario) -> Self {
        Self {
            present: Arc::new(present),
            past: Vec::new(),
            future: Vec::new(),
            now: None,
            burst: None,
        }
    }

    /// The scenario now.
    pub fn present(&self) -> &Scenario {
        &self.present
    }

    /// Says what moment it is.
    pub fn at(&mut self, moment: String) {
        self.now = Some(moment);
    }

    /// Makes a change. Changes with the key of the open burst join its step, whose name then tells
    /// the whole way from `name_from(before the burst)`.
    pub fn edit(&mut self, key: &str, next: Scenario, name_from: impl Fn(&Scenario) -> String) {
        if next == *self.present {
            return;
        }
        let next = Arc::new(next);
        self.future.clear();
        let joins = self.burst.as_deref() == Some(key);
        if joins && self.past.last().is_some_and(|step| step.scenario == next) {
            // Back where the burst began: as if nothing had been done.
            self.present = next;
            self.past.pop();
            self.burst = None;
            return;
        }
        let previous = std::mem::replace(&mut self.present, next);
        match self.past.last_mut() {
            Some(step) if joins => {
                step.name = name_from(&step.scenario);
                step.made.clone_from(&self.now);
            }
            _ => {
                let (name, made) = (name_from(&previous), self.now.clone());
                self.past.push(Step { name, made, scenario: previous });
                if self.past.len() > MOST {
                    self.past.remove(0);
                }
            }
        }
        self.burst = Some(key.to_owned());
    }

    /// Ends the open burst: the next change is a step of its own. A burst that came back to where
    /// it began leaves no step.
    pub fn seal(&mut self) {
        if self.burst.take().is_some()
            && self.past.last().is_some_and(|step| step.scenario == self.present)
        {
            self.past.pop();
        }
    }

    /// Takes the open burst back without a trace.
    pub fn abandon(&mut self) {
        if self.burst.take().is_some()
            && let Some(step) = self.past.pop()
        {
            self.present = step.scenario;
        }
    }

    /// Name of the step that undo would take back.
    pub fn undo_name(&self) -> Option<&str> {
        self.past.last().map(|step| step.name.as_str())
    }

    /// Name of the step that redo would make again.
    pub fn redo_name(&self) -> Option<&str> {
        self.future.last().map(|step| step.name.as_str())
    }

    /// Takes the last step back.
    pub fn undo(&mut self) {
        self.seal();
        if let Some(step) = self.past.pop() {
            let undone = std::mem::replace(&mut self.present, step.scenario);
            self.future.push(Step { scenario: undone, ..step });
        }
    }

    /// Makes the step taken back last again.
    pub fn redo(&mut self) {
        self.seal();
        if let Some(step) = self.future.pop() {
            let before = std::mem::replace(&mut self.present, step.scenario);
            self.past.push(Step { scenario: before, ..step });
        }
    }

    /// Goes to where `made` steps are made, by undoing or making them again.
    pub fn go_to(&mut self, made: usize) {
        self.seal();
        while self.past.len() > made {
            self.undo();
        }
        while self.past.len() < made && !self.future.is_empty() {
            self.redo();
        }
    }

    /// How many steps are made.
    pub fn made(&self) -> usize {
        self.past.len()
    }

    /// Names of all steps, the oldest first; those from [`Self::made`] on are undone.
    pub fn names(&self) -> Vec<&str> {
        self.steps().map(|step| step.name.as_str()).collect()
    }

    /// All steps in the order of [`Self::names`].
    pub fn steps(&self) -> impl Iterator<Item = &Step> {
        self.past.iter().chain(self.future.iter().rev())
    }

    /// Steps made, the oldest first.
    pub fn past(&self) -> &[Step] {
        &self.past
    }

    /// Steps taken back, the next to be made again last.
    pub fn future(&self) -> &[Step] {
        &self.future
    }

    /// Puts steps of an earlier visit, the oldest first, before those of this one.
    pub fn recall_past(&mut self, steps: Vec<Step>) {
        self.past.splice(0..0, steps);
        let over = self.past.len().saturating_sub(MOST);
        self.past.drain(..over);
    }

    /// Brings back what an earlier visit took back, unless something was done since.
    pub fn recall_future(&mut self, steps: Vec<Step>) {
        if self.future.is_empty() && self.past.is_empty() {
            self.future = steps;
        }
    }
}
