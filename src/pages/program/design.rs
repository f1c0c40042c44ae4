//! The program under design as the parts of the screen see it, and how they change it.

use crate::state::Workspace;
use leptos::prelude::*;
use std::sync::Arc;
use tierlab_engine::portfolio::Portfolio;
use tierlab_engine::report::{TierCounts, rule_counts};
use tierlab_engine::rules::Program;

/// Partners, compared by identity: they are never changed in place.
#[derive(Clone)]
pub(super) struct Partners(pub Arc<Portfolio>);

impl PartialEq for Partners {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// What is designed; cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Design {
    workspace: StoredValue<Workspace>,
    /// The program under design.
    pub now: Memo<Arc<Program>>,
    /// The program in force.
    pub was: Memo<Arc<Program>>,
    /// The partners it is tried on.
    pub partners: Memo<Option<Partners>>,
    /// How many partners meet each rule.
    pub counts: Memo<Arc<Vec<TierCounts>>>,
    /// Whether it may only be looked at.
    pub locked: Memo<bool>,
    /// Why the last change was refused, and which control asked for it.
    pub refused: RwSignal<Option<(String, String)>>,
}

impl Design {
    /// Of what is open.
    pub(super) fn here() -> Self {
        let workspace = Workspace::here();
        let program = move |alternative: bool| {
            Memo::new(move |_| {
                workspace.session.with(|session| {
                    let scenario = session.as_ref().map(crate::state::Session::scenario);
                    let program =
                        scenario.map(|s| if alternative { &s.alternative } else { &s.baseline });
                    Arc::new(program.cloned().unwrap_or_else(|| Program::bare("", "")))
                })
            })
        };
        let now = program(true);
        let partners = Memo::new(move |_| {
            workspace.session.with(|s| s.as_ref().map(|s| Partners(s.portfolio.clone())))
        });
        let counts = Memo::new(move |_| {
            let partners = partners.get();
            Arc::new(now.with(|now| partners.map_or_else(Vec::new, |p| rule_counts(now, &p.0))))
        });
        Self {
            workspace: StoredValue::new(workspace),
            now,
            was: program(false),
            partners,
            counts,
            locked: Memo::new(move |_| {
                workspace.session.with(|s| s.as_ref().is_none_or(|s| !s.is_own()))
            }),
            refused: RwSignal::new(None),
        }
    }

    /// Changes the program as an undo step of that name; what the door refuses is said beside the
    /// control with that key and changes nothing.
    pub(super) fn revise(self, key: &str, name: &str, change: impl FnOnce(&mut Program)) {
        match self.workspace.get_value().revise(key, name, change) {
            Ok(()) => self.refused.set(None),
            Err(problems) => self.refused.set(Some((key.to_owned(), problems.to_string()))),
        }
    }

    /// The same as a step of its own.
    pub(super) fn step(self, key: &str, name: &str, change: impl FnOnce(&mut Program)) {
        self.seal();
        self.revise(key, name, change);
        self.seal();
    }

    /// What a field tells when it refuses a text, shown where the refusals of `key` are.
    pub(super) fn explain(self, key: &str) -> impl Fn(Option<String>) + Clone + 'static + use<> {
        let key = key.to_owned();
        move |hint: Option<String>| self.refused.set(hint.map(|hint| (key.clone(), hint)))
    }

    /// Ends a burst of changes.
    pub(super) fn seal(self) {
        self.workspace.get_value().seal();
    }

    /// A part of the program under design, kept while it stays the same.
    pub(super) fn part<T: PartialEq + Clone + Send + Sync + 'static>(
        self,
        of: impl Fn(&Program) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        let now = self.now;
        Memo::new(move |_| now.with(|program| of(program)))
    }

    /// The same part of the program in force.
    pub(super) fn before<T: PartialEq + Clone + Send + Sync + 'static>(
        self,
        of: impl Fn(&Program) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        let was = self.was;
        Memo::new(move |_| was.with(|program| of(program)))
    }
}

/// Why the last change of a control was refused.
#[component]
pub(super) fn Refusal(design: Design, key: String) -> impl IntoView {
    let mine = move || design.refused.get().filter(|(of, _)| *of == key).map(|(_, why)| why);
    move || mine().map(|why| view! { <p class="field-error" role="alert">{why}</p> })
}
