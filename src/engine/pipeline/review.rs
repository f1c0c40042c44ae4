//! One program on the recorded periods: where everyone stands now, and what reviews would have done.

use super::trace::{self, Dimension, Qualified, Tier};
use crate::portfolio::Portfolio;
use crate::report::{PartnerScore, partner_scores};
use crate::rules::{Editions, Program, ReviewEvent, Reviewed, Scene, replay};
use serde::Serialize;
use std::collections::BTreeMap;

/// A program and how it looks on these partners.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProgramReview {
    /// `baseline`, `alternative` or `program`.
    pub role: &'static str,
    /// Its name.
    pub name: String,
    /// ISO 4217 code of the currency of all money in it.
    pub currency: String,
    /// Its tiers with how many partners stand in each, lowest first.
    pub tiers: Vec<TierCount>,
    /// What reviews of the recorded periods would have done, oldest first: everyone starts where
    /// its numbers stood after the first twelve months (or what there is of them) and is reviewed in
    /// every later period. Empty when there is none.
    pub reviews: Vec<Period>,
    /// Every partner, in the order of the file.
    pub partners: Vec<Standing>,
}

/// How many partners stand in a tier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TierCount {
    /// Its name.
    pub tier: String,
    /// Partners that hold it now.
    pub holding: usize,
    /// Partners whose numbers qualify for it now.
    pub qualifying: usize,
}

/// What the review after one period did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Period {
    /// The period, as people write it.
    pub period: String,
    /// How many partners met each event: `promote`, `building`, `hold`, `grace`, `demote`,
    /// `notice`, `protected`, `out`, and `not_due`. Events that nobody met are left out.
    pub events: BTreeMap<&'static str, usize>,
    /// How many qualified for a tier that had no room.
    pub no_room: usize,
    /// How many partners hold each tier afterwards, lowest first.
    pub tiers: Vec<usize>,
}

/// Where one partner stands, and why.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Standing {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The tier it holds: the one the file names where the program has it, else the one its
    /// numbers qualify for.
    pub tier: String,
    /// The score in points; `None` is unknown.
    pub score: Option<f64>,
    /// Share of the weight of the score that is known, 0..=1.
    pub coverage: f64,
    /// The track that counts, where the program has several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub track: Option<String>,
    /// What its numbers qualify for.
    pub qualification: Qualified,
    /// How the score came out, on the track that counts.
    pub dimensions: Vec<Dimension>,
    /// What every tier says of it, lowest first.
    pub tiers: Vec<Tier>,
}

pub(super) fn of(role: &'static str, program: &Program, portfolio: &Portfolio) -> ProgramReview {
    let scores = partner_scores(program, portfolio);
    let tiers = program.ladder.tiers.iter().enumerate();
    ProgramReview {
        role,
        name: program.name.clone(),
        currency: program.currency.clone(),
        tiers: tiers
            .map(|(position, tier)| TierCount {
                tier: tier.name.clone(),
                holding: scores.iter().filter(|score| score.standing == position).count(),
                qualifying: scores.iter().filter(|s| s.qualification.tier == position).count(),
            })
            .collect(),
        reviews: reviews(program, portfolio),
        partners: portfolio
            .partners()
            .iter()
            .zip(&scores)
            .map(|(partner, score)| Standing {
                id: partner.id.clone(),
                name: partner.name.clone(),
                ..standing(program, score)
            })
            .collect(),
    }
}

fn standing(program: &Program, score: &PartnerScore) -> Standing {
    let tracks = &program.score.tracks;
    let track = tracks.get(score.trace.track).filter(|_| tracks.len() > 1);
    Standing {
        id: String::new(),
        name: String::new(),
        tier: trace::tier_name(program, score.standing),
        score: score.trace.score,
        coverage: score.trace.coverage,
        track: track.map(|track| track.name.clone()),
        qualification: trace::qualified(program, &score.qualification),
        dimensions: trace::dimensions(program, &score.trace),
        tiers: trace::tiers(program, &score.tiers),
    }
}

fn reviews(program: &Program, portfolio: &Portfolio) -> Vec<Period> {
    let first = Scene::now(portfolio).in_periods(12).clamp(1, portfolio.periods().len().max(1));
    // The program as it is, whenever it came into force.
    let editions = Editions(vec![Program { effective: None, ..program.clone() }]);
    let history = replay(&editions, portfolio, first);
    let periods = portfolio.periods().iter().skip(first);
    periods
        .zip(&history)
        .map(|(period, seen)| Period {
            period: period.to_string(),
            events: events(seen),
            no_room: seen.iter().filter(|reviewed| reviewed.no_room).count(),
            tiers: (0..program.ladder.tiers.len())
                .map(|tier| seen.iter().filter(|r| usize::from(r.to) == tier).count())
                .collect(),
        })
        .collect()
}

fn events(seen: &[Reviewed]) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for reviewed in seen {
        let name = match reviewed.event {
            None => "not_due",
            Some(ReviewEvent::Promote) => "promote",
            Some(ReviewEvent::Building) => "building",
            Some(ReviewEvent::Hold) => "hold",
            Some(ReviewEvent::Grace) => "grace",
            Some(ReviewEvent::Demote) => "demote",
            Some(ReviewEvent::Notice) => "notice",
            Some(ReviewEvent::Protected) => "protected",
            Some(ReviewEvent::Out) => "out",
        };
        *counts.entry(name).or_insert(0) += 1;
    }
    counts
}
