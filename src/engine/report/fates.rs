//! Winners and losers: where every partner may be expected at the end, and what the program pays it there,
//! under a scenario and under the baseline.

use crate::behaviour::Parameters;
use crate::finance::{CountedBenefits, Earned, costs, line};
use crate::protocol::Outcome;
use crate::rules::Program;
use crate::simulation::Tally;
use std::cmp::Ordering;

/// Steps of the ladder below which a place counts as the same: one run in twenty.
const STEP: f64 = 0.05;
/// Share of a benefit below which it counts as the same.
const SHARE: f64 = 0.005;

/// How a partner fares against the baseline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// A higher place or more money, and nothing less.
    Better,
    /// A lower place or less money, and nothing more.
    Worse,
    /// One of the two is more and the other less.
    Mixed,
    /// Neither differs.
    Same,
}

/// One partner under a scenario and under the baseline; pairs are scenario, baseline.
#[derive(Debug, Clone, PartialEq)]
pub struct Fate {
    /// Position in the portfolio.
    pub position: usize,
    /// Expected place at the end on the scenario's ladder: 1 is the lowest tier, 0 is out of the program.
    pub place: (f64, f64),
    /// Most likely tier at the end on the scenario's ladder; the number of tiers is out.
    pub likely: (usize, usize),
    /// Money that the program pays it in a quarter at the end, expected: commission, discount and funds at
    /// the tiers it may end in, on its mean quarterly sales.
    pub benefit: (f64, f64),
}

impl Fate {
    /// Change of the place, in steps of the ladder.
    pub fn steps(&self) -> f64 {
        self.place.0 - self.place.1
    }

    /// Change of the benefit.
    pub fn gain(&self) -> f64 {
        self.benefit.0 - self.benefit.1
    }

    /// How it fares.
    pub fn direction(&self) -> Direction {
        let (steps, gain) = (self.steps(), self.gain());
        let least = SHARE * self.benefit.0.max(self.benefit.1);
        let sign = |value: f64, least: f64| match value {
            value if value > least => 1,
            value if value < -least => -1,
            _ => 0,
        };
        match (sign(steps, STEP), sign(gain, least.max(0.005))) {
            (0, 0) => Direction::Same,
            (1, 0 | 1) | (0, 1) => Direction::Better,
            (-1, 0 | -1) | (0, -1) => Direction::Worse,
            _ => Direction::Mixed,
        }
    }

    fn by_size(&self, other: &Self) -> Ordering {
        other
            .steps()
            .abs()
            .total_cmp(&self.steps().abs())
            .then(other.gain().abs().total_cmp(&self.gain().abs()))
            .then(self.position.cmp(&other.position))
    }
}

/// Every simulated partner, the largest change first.
pub fn fates(
    outcome: &Outcome,
    (program, base): (&Program, &Program),
    parameters: &Parameters,
) -> Vec<Fate> {
    let runs = outcome.replications();
    let same: Vec<usize> = (0..=outcome.alternative.tiers).collect();
    let moved: Vec<usize> =
        (0..=base.ladder.tiers.len()).map(|place| outcome.counterpart(place)).collect();
    let tiers = outcome.alternative.tiers;
    let counted = [program, base].map(|program| CountedBenefits::of(&program.incentives.benefits));
    let [mine, other] = &counted;
    let mine = Side {
        tally: &outcome.alternative,
        program,
        counted: mine,
        places: &same,
        tiers,
        runs,
        parameters,
    };
    let other =
        Side { tally: &outcome.baseline, program: base, counted: other, places: &moved, ..mine };
    let mut list: Vec<Fate> = outcome
        .positions
        .iter()
        .enumerate()
        .filter_map(|(index, position)| {
            let (mine, other) = (mine.seen(index)?, other.seen(index)?);
            Some(Fate {
                position: *position,
                place: (mine.place, other.place),
                likely: (mine.likely, other.likely),
                benefit: (mine.benefit, other.benefit),
            })
        })
        .collect();
    list.sort_by(Fate::by_size);
    list
}

/// One program of the two.
#[derive(Clone, Copy)]
struct Side<'a> {
    tally: &'a Tally,
    program: &'a Program,
    /// Its benefits with terms.
    counted: &'a CountedBenefits,
    /// Place on the scenario's ladder for every place on this one.
    places: &'a [usize],
    /// Tiers of the scenario's ladder.
    tiers: usize,
    runs: usize,
    parameters: &'a Parameters,
}

/// One partner under it.
struct Seen {
    place: f64,
    likely: usize,
    benefit: f64,
}

impl Side<'_> {
    fn seen(&self, index: usize) -> Option<Seen> {
        let partner = self.tally.partner(index)?;
        let quarters = self.tally.quarters.max(1) as f64;
        let sales = partner.mean_revenue(self.runs) / quarters;
        let (ends, likely) = (partner.end_tier, partner.likely_tier().0);
        let benefits: Vec<f64> =
            (0..self.tally.tiers).map(|tier| self.benefit(tier, sales)).collect();
        Some(Seen {
            place: expected_place(ends, self.places, self.tiers),
            likely: self.places.get(likely).copied().unwrap_or(self.tiers),
            benefit: expected(ends, &benefits),
        })
    }

    /// What a tier pays a partner in a quarter.
    fn benefit(&self, tier: usize, sales: f64) -> f64 {
        let incentives = &self.program.incentives;
        let Some(benefit) = incentives.tiers.get(tier) else { return 0.0 };
        let mut bonus = [0.0];
        incentives.milestone_bonuses(&[sales], &mut bonus);
        let [bonus] = bonus;
        let units = incentives.unit_costs(benefit, &self.parameters.rates);
        let mut costs = costs(&units, (sales, 0.0, bonus));
        let held = u8::try_from(tier).unwrap_or(u8::MAX);
        let quarter = Earned { held, reached: None, sales, last: None };
        self.counted.add(quarter, &mut costs);
        line::MONEY_TO_PARTNERS.iter().filter_map(|line| costs.get(*line)).sum()
    }
}

/// Mean place of some ends: how often in each tier, the last count being out. `places` takes each of them
/// to a ladder of `tiers` tiers. 1 is the lowest tier, 0 is out.
pub fn expected_place(ends: &[u32], places: &[usize], tiers: usize) -> f64 {
    let place = |end: usize| match places.get(end) {
        Some(tier) if *tier < tiers => (tier + 1) as f64,
        _ => 0.0,
    };
    let values: Vec<f64> = (0..ends.len()).map(place).collect();
    expected(ends, &values)
}

/// Mean of some values by how often each occurs; what has no value counts as 0.
fn expected(ends: &[u32], values: &[f64]) -> f64 {
    let all: f64 = ends.iter().copied().map(f64::from).sum();
    let sum: f64 = ends.iter().zip(values).map(|(count, value)| f64::from(*count) * value).sum();
    if all > 0.0 { sum / all } else { 0.0 }
}
