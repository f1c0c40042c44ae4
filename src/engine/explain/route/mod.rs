//! The cheapest way to a tier.
//!
//! Given what one more unit of each measure costs and how far it can be moved, this finds the
//! improvements of least total cost with which a partner qualifies: the conditions of the tier, and
//! the line of its score. With conditions as least values and a score that is a weighted mean this
//! is a continuous knapsack (Dantzig, 1957).
//!
//! Method: the improvements of a best plan lie, but for one, at a place where something changes:
//! nothing, the line of a condition, an anchor or the end of a band, all that is possible, for whole
//! steps every step. Branch and bound over these places, with one improvement lowered as far as it
//! goes, finds the cheapest plan where points are straight between the places and efforts act side
//! by side. A line that has to be passed is passed by a millionth of a unit. Elsewhere (see
//! [`Plan::exact`]) it is the better of two greedy searches, up from what the conditions ask and down
//! from all that is possible, with exchange of one improvement for others, and as much of the branch
//! and bound as 200,000 looks allow. Ranks among others and rates by
//! date are taken as they are now, and so is every measure that no effort names.

mod conditions;
mod model;
mod places;
mod search;
mod words;

use super::lexicon::Lexicon;
use super::numbers::Scale;
use super::partner::lexicon;
use super::sentence::Sentence;
use crate::rules::{Evaluation, Measure};
use model::Model;

/// What an effort moves.
#[derive(Debug, Clone, PartialEq)]
pub enum Moves {
    /// A dimension of the score on every track that has it, by key; in points.
    Dimension(String),
    /// A measure in its own unit, wherever a part or a condition looks at just this source.
    Measure(Measure),
}

/// What it takes to move something.
#[derive(Debug, Clone, PartialEq)]
pub struct Effort {
    /// What moves.
    pub moves: Moves,
    /// Whether it moves down: days, complaints.
    pub lower: bool,
    /// Whether only whole units are possible: people, deals.
    pub whole: bool,
    /// Money per unit, at least 0.
    pub cost: f64,
    /// Most units, at least 0.
    pub most: f64,
    /// Months until it shows; `None` is at once.
    pub months: Option<u32>,
}

/// One step of a plan.
#[derive(Debug, Clone, PartialEq)]
pub struct RouteStep {
    /// Position of the effort in the table.
    pub effort: usize,
    /// Name of what moves.
    pub name: String,
    /// What it is counted in.
    pub scale: Scale,
    /// Its value now.
    pub from: f64,
    /// Its value afterwards.
    pub to: f64,
    /// Money.
    pub cost: f64,
    /// Months until it shows.
    pub months: Option<u32>,
    /// Points of the score gained on top of the steps before; below 0 never by itself.
    pub points: f64,
    /// Whether a condition needs it, at least in part.
    pub needed: bool,
    /// The step in words.
    pub sentence: Sentence,
}

/// Steps that lead to a tier. Conditions come first, then the most points per money.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The steps.
    pub steps: Vec<RouteStep>,
    /// Money, all steps together.
    pub cost: f64,
    /// Months until all steps show, done side by side.
    pub months: u32,
    /// The score afterwards; `None` is unknown.
    pub score: Option<f64>,
    /// What has to be found out first, because the tier hangs on it and it is not known.
    pub find_out: Vec<Sentence>,
    /// Whether no plan is cheaper; otherwise none was found that is.
    pub exact: bool,
    /// The plan in one sentence.
    pub sentence: Sentence,
}

/// The way to a tier.
#[derive(Debug, Clone, PartialEq)]
pub enum Route {
    /// The partner qualifies already.
    There(Sentence),
    /// There is a way.
    Plan(Plan),
    /// There is none with these efforts in this time.
    NotReachable {
        /// Highest score that can be reached; `None` is unknown.
        highest: Option<f64>,
        /// Conditions that stay open even then.
        open: Vec<Sentence>,
        /// Why, in one sentence.
        sentence: Sentence,
    },
}

/// The cheapest way of a partner to the tier at a position. With `within`, efforts that take more
/// months are left out. Efforts with numbers that are not finite, or below 0, are left out too.
pub fn route(
    evaluation: &Evaluation<'_>,
    partner: usize,
    tier: usize,
    efforts: &[Effort],
    within: Option<u32>,
) -> Route {
    route_looking(evaluation, partner, tier, efforts, within, search::MOST_LOOKS)
}

/// The same with no more plans looked at than this, for many partners at once: a way, if there is one, that may be
/// a little dearer than the cheapest.
pub fn route_looking(
    evaluation: &Evaluation<'_>,
    partner: usize,
    tier: usize,
    efforts: &[Effort],
    within: Option<u32>,
    most: usize,
) -> Route {
    let lexicon = lexicon(evaluation);
    let Some(target) = lexicon.program().ladder.tiers.get(tier) else {
        let sentence = Sentence::plain("The program has no such tier").whole();
        return Route::NotReachable { highest: None, open: Vec::new(), sentence };
    };
    if evaluation.qualification(partner).tier >= tier {
        let held = lexicon.tier(evaluation.qualification(partner).tier);
        return Route::There(Sentence::plain(format!("It qualifies for {held} already")).whole());
    }
    let model = Model::new(evaluation, partner, tier, efforts, within);
    let invited = target.by_invitation;
    let strict = if invited { None } else { search::cheapest(&model, false, most) };
    // What is unknown may turn out to be met: then this is the way.
    let found = match strict {
        None if !invited => search::cheapest(&model, true, most),
        found => found,
    };
    match found {
        Some(found) => Route::Plan(words::plan(&lexicon, &model, &found)),
        None => not_reachable(&lexicon, &model, tier, invited),
    }
}

fn not_reachable(lexicon: &Lexicon<'_>, model: &Model<'_>, tier: usize, invited: bool) -> Route {
    let all = model.all();
    let highest = model.score(&all);
    let open = if invited { Vec::new() } else { model.open(lexicon, &all) };
    let sentence = words::not_reachable(lexicon, (tier, invited), highest, &open);
    Route::NotReachable { highest, open, sentence }
}
