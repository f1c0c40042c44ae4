//! The program under design as the parts of the screen see it, and how they change it.

use super::curve::{PartPlace, part_at};
use crate::pages::names::metric_name;
use crate::state::Workspace;
use leptos::prelude::*;
use std::sync::Arc;
use tierlab_engine::portfolio::{Kind, Metric, Portfolio};
use tierlab_engine::record::Levers;
use tierlab_engine::report::{RuleCounts, rule_counts};
use tierlab_engine::rules::{Program, same_tiers};

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
    pub counts: Memo<Arc<RuleCounts>>,
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
            let counts = |now: &Arc<Program>| {
                partners.map_or_else(RuleCounts::default, |p| rule_counts(now, &p.0))
            };
            Arc::new(now.with(counts))
        });
        Self {
            workspace: StoredValue::new(workspace),
            now,
            was: program(false),
            partners,
            counts,
            locked: workspace.held(Levers::Rules),
            refused: RwSignal::new(None),
        }
    }

    /// The same for controls of another group of levers.
    pub(super) fn of(self, levers: Levers) -> Self {
        Self { locked: self.workspace.get_value().held(levers), ..self }
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

    /// The metrics that the partners come with: key, name as it stands alone, kind.
    pub(super) fn metrics(self) -> Vec<(String, String, Kind)> {
        let partners = self.partners.get();
        let Some(Partners(portfolio)) = &partners else { return Vec::new() };
        self.now.with(|now| {
            let named = |metric: &Metric| {
                let name = metric_name(&metric.key, now, Some(portfolio));
                (metric.key.clone(), name, metric.kind)
            };
            portfolio.metrics().iter().map(named).collect()
        })
    }

    /// The text columns that the partners come with.
    pub(super) fn columns(self) -> Memo<Vec<String>> {
        let partners = self.partners;
        Memo::new(move |_| {
            partners.with(|p| p.as_ref().map_or_else(Vec::new, |p| p.0.attributes().to_vec()))
        })
    }

    /// A part of the program under design, kept while it stays the same.
    pub(super) fn part<T: PartialEq + Clone + Send + Sync + 'static>(
        self,
        of: impl Fn(&Program) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        let now = self.now;
        Memo::new(move |_| now.with(|program| of(program)))
    }

    /// The same part of the program in force; `of` is told where there the tier stands that is here at
    /// `tier`, and `None` when it is new.
    pub(super) fn tier_before<T: PartialEq + Clone + Send + Sync + 'static>(
        self,
        tier: usize,
        of: impl Fn(&Program, Option<usize>) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        let (now, was) = (self.now, self.was);
        Memo::new(move |_| now.with(|now| was.with(|was| of(was, tier_was(was, now, tier)))))
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

/// Where a tier stood in the program in force.
pub(super) fn tier_was(was: &Program, now: &Program, tier: usize) -> Option<usize> {
    let pairs = same_tiers(&was.ladder, &now.ladder);
    pairs.into_iter().find(|(_, here)| *here == Some(tier))?.0
}

/// Where a part of the score stood in the program in force: dimensions are known by their keys, parts by
/// their names.
pub(super) fn part_was(was: &Program, now: &Program, place: PartPlace) -> Option<PartPlace> {
    let (track, dimension, part) = place;
    let key = &now.score.tracks.get(track)?.dimensions.get(dimension)?.key;
    let name = &part_at(now, place)?.name;
    let dimensions = &was.score.tracks.get(track)?.dimensions;
    let at = dimensions.iter().position(|dimension| dimension.key == *key)?;
    let parts = &dimensions.get(at)?.parts;
    let same = parts.get(part).is_some_and(|part| part.name == *name);
    let named = || parts.iter().position(|part| part.name == *name);
    Some((track, at, if same { part } else { named()? }))
}

/// Why the last change of a control was refused.
#[component]
pub(super) fn Refusal(design: Design, key: String) -> impl IntoView {
    let mine = move || design.refused.get().filter(|(of, _)| *of == key).map(|(_, why)| why);
    move || mine().map(|why| view! { <p class="field-error" role="alert">{why}</p> })
}
