//! Effort of a partner who looks ahead: an explainer of pacing, of the push near a target and of giving
//! up (method of Misra & Nair, 2011, and Chung, Steenburgh & Sudhir, 2014), by backward induction.
//!
//! In: T periods; levels of effort e, each with the sales it adds (whole units) and its cost (money per
//! period); added sales by chance ε as a list of units and chances; commission (money per unit); a bonus
//! (money) for at least `target` units sold in all T periods together; a discount factor per period. Out: by
//! period t and units sold x, the value of the rest (money), the effort chosen and the chance to reach the
//! target:
//!
//! ```text
//! V_T(x) = bonus · [x ≥ target]
//! V_t(x) = max_e { commission · (e + E ε) − cost(e) + discount · E V_{t+1}(min(x + e + ε, cap)) }
//! ```
//! The lowest effort is chosen among equally good ones. [`static_effort`] is the textbook choice of one
//! period: `e* = argmax m e − c e^γ = (m/(c γ))^(1/(γ − 1))`, with elasticity `1/(γ − 1)` in m.
//! Not modelled: aversion to risk, limited foresight, sales moved between periods. Its inputs cannot be
//! found from a few years of one partner's sales: it explains, and nothing else here rests on it.

use crate::problem::{Problem, Problems};
use crate::stats::check::{Allowed, numbers, size};

/// Most sums over chances that one solution may take.
const MOST_WORK: usize = 50_000_000;
/// Most periods, levels of effort and outcomes of chance; states are bounded by the work.
const MOST_EACH: usize = 1000;
/// A higher effort must be better by more than this share of what is at stake; less is rounding.
const TIE: f64 = 1e-12;
/// How far chances may be from adding up to 1.
const SUM_TOLERANCE: f64 = 1e-9;
/// A chance to reach the target from which on it counts as within reach.
const EVEN_CHANCE: f64 = 0.5;

/// One level of effort.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effort {
    /// Units it adds to the sales of a period.
    pub sales: usize,
    /// What it costs the partner, money per period.
    pub cost: f64,
}

/// What the partner faces.
#[derive(Debug, Clone, PartialEq)]
pub struct EffortModel {
    /// Periods until the bonus is decided.
    pub periods: usize,
    /// Levels of effort, lowest sales first.
    pub efforts: Vec<Effort>,
    /// Units that come by chance in a period, with their chances.
    pub noise: Vec<(usize, f64)>,
    /// Money per unit sold.
    pub commission: f64,
    /// Money for reaching the target, after the last period.
    pub bonus: f64,
    /// Units that earn the bonus.
    pub target: usize,
    /// Worth of money a period later, 0 to 1.
    pub discount: f64,
    /// Largest number of units sold that is told apart; commission is paid beyond it too.
    pub cap: usize,
}

/// The best effort in every situation. All tables have one row per period and one column per number of
/// units sold before it, 0 to the cap.
#[derive(Debug, Clone, PartialEq)]
pub struct EffortPolicy {
    /// Worth of the rest, money; one more row, after the last period.
    pub value: Vec<Vec<f64>>,
    /// Index of the chosen level of effort.
    pub effort: Vec<Vec<usize>>,
    /// Chance to reach the target under this policy; one more row, after the last period.
    pub reach: Vec<Vec<f64>>,
    /// Index of the level of effort that would be chosen if there were no bonus, in any situation.
    pub without_bonus: usize,
}

/// What the bonus does to effort in one situation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drive {
    /// More effort than without the bonus.
    SpeedsUp,
    /// No more effort than without the bonus, and the target is more likely reached than not: it is
    /// secured, or there is time.
    Coasts,
    /// No more effort than without the bonus, and the target is more likely missed: it is out of reach.
    GivesUp,
}

/// The best effort of a single period.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StaticEffort {
    /// The effort, in the unit that the reward is paid for.
    pub effort: f64,
    /// Percent of effort per percent of reward.
    pub elasticity: f64,
}

impl EffortModel {
    /// Solves the program backwards from the last period.
    ///
    /// # Errors
    /// Refuses empty lists and lists above 1000, efforts that do not ascend, chances that do not add up to
    /// 1, money that is negative or not finite, a discount outside 0 to 1, a cap below the target, and
    /// more than 50 million steps.
    pub fn solve(&self) -> Result<EffortPolicy, Problems> {
        self.check()?;
        let states = self.cap + 1;
        let won = |x: usize| if x >= self.target { 1.0 } else { 0.0 };
        let mut chances: Vec<f64> = (0..states).map(won).collect();
        let mut worth: Vec<f64> = chances.iter().map(|chance| self.bonus * chance).collect();
        let (without_bonus, _) = self.best(0, &[0.0]);
        let (mut value, mut effort, mut reach) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..self.periods {
            let best: Vec<(usize, f64)> = (0..states).map(|x| self.best(x, &worth)).collect();
            let chance = |(x, (level, _)): (usize, &(usize, f64))| {
                self.efforts.get(*level).map_or(0.0, |effort| self.mean(x + effort.sales, &chances))
            };
            let before = best.iter().enumerate().map(chance).collect();
            reach.push(std::mem::replace(&mut chances, before));
            value.push(std::mem::replace(&mut worth, best.iter().map(|(_, v)| *v).collect()));
            effort.push(best.iter().map(|(level, _)| *level).collect());
        }
        reach.push(chances);
        value.push(worth);
        reach.reverse();
        value.reverse();
        effort.reverse();
        Ok(EffortPolicy { value, effort, reach, without_bonus })
    }

    /// The best level with `sold` units, and what it is worth when `after` is worth that a period later.
    fn best(&self, sold: usize, after: &[f64]) -> (usize, f64) {
        let luck: f64 = self.noise.iter().map(|(units, chance)| *units as f64 * chance).sum();
        let worth = |effort: &Effort| {
            self.commission * (effort.sales as f64 + luck) - effort.cost
                + self.discount * self.mean(sold + effort.sales, after)
        };
        let mut levels = self.efforts.iter().map(worth).enumerate();
        let first = levels.next().unwrap_or((0, 0.0));
        levels.fold(first, |best, next| {
            let rounding = TIE * best.1.abs().max(next.1.abs());
            if next.1 > best.1 + rounding { next } else { best }
        })
    }

    /// The mean of a table by units sold, after chance has added to `sold`; its last entry stands for all
    /// above.
    fn mean(&self, sold: usize, table: &[f64]) -> f64 {
        let last = table.len().saturating_sub(1);
        let entry = |units: usize| table.get((sold + units).min(last)).copied().unwrap_or(0.0);
        self.noise.iter().map(|(units, chance)| chance * entry(*units)).sum()
    }

    fn check(&self) -> Result<(), Problems> {
        let mut found = Problems::default();
        size(self.periods, &(1..=MOST_EACH), "periods", &mut found);
        size(self.efforts.len(), &(1..=MOST_EACH), "levels of effort", &mut found);
        size(self.noise.len(), &(1..=MOST_EACH), "outcomes of chance", &mut found);
        let steps = [self.cap.saturating_add(1), self.efforts.len(), self.noise.len()];
        if steps.iter().fold(self.periods, |sum, each| sum.saturating_mul(*each)) > MOST_WORK {
            let what = "All situations take more than 50 million steps.";
            found.push(Problem::new("Size", what, "Use fewer periods, or larger units."));
        }
        let units = self.noise.iter().map(|(units, _)| *units);
        if units.chain(self.efforts.iter().map(|effort| effort.sales)).any(|u| u > MOST_WORK) {
            let what = "More than 50 million units are sold in a period.";
            found.push(Problem::new("Sales", what, "Use larger units."));
        }
        let sales = self.efforts.iter().map(|effort| effort.sales);
        if sales.clone().zip(sales.skip(1)).any(|(low, high)| high <= low) {
            let what = "The levels do not ascend.";
            found.push(Problem::new("Efforts", what, "Order them by the sales they add."));
        }
        let costs: Vec<f64> = self.efforts.iter().map(|effort| effort.cost).collect();
        let level = |index| format!("Cost of level {}", index + 1);
        numbers(&costs, Allowed::NotNegative, level, &mut found);
        let chances: Vec<f64> = self.noise.iter().map(|(_, chance)| *chance).collect();
        numbers(&chances, Allowed::NotNegative, |i| format!("Chance {}", i + 1), &mut found);
        let sum: f64 = chances.iter().sum();
        if (sum - 1.0).abs() > SUM_TOLERANCE {
            let what = format!("They add up to {sum}.");
            found.push(Problem::new("Chances", what, "Make them add up to 1."));
        }
        numbers(&[self.commission], Allowed::NotNegative, |_| "Commission".to_owned(), &mut found);
        numbers(&[self.bonus], Allowed::NotNegative, |_| "Bonus".to_owned(), &mut found);
        if !(0.0..=1.0).contains(&self.discount) {
            let what = format!("The number is {}.", self.discount);
            found.push(Problem::new("Discount", what, "Use a number from 0 to 1."));
        }
        if self.cap < self.target {
            let what = format!("It is {}, below the target of {}.", self.cap, self.target);
            found.push(Problem::new("Cap", what, "Use at least the target."));
        }
        found.or(())
    }
}

impl EffortPolicy {
    /// What the bonus does in a period, counted from 0, with so many units sold; `None` after the last
    /// period.
    ///
    /// The rule: more effort than without the bonus speeds up. Otherwise the chance to reach the target
    /// under the policy tells the two others apart: from one half on the partner coasts, below it gives up.
    pub fn drive(&self, period: usize, sold: usize) -> Option<Drive> {
        let level = capped(self.effort.get(period)?, sold)?;
        let chance = capped(self.reach.get(period)?, sold)?;
        Some(if level > self.without_bonus {
            Drive::SpeedsUp
        } else if chance >= EVEN_CHANCE {
            Drive::Coasts
        } else {
            Drive::GivesUp
        })
    }
}

fn capped<T: Copy>(row: &[T], sold: usize) -> Option<T> {
    row.get(sold).or(row.last()).copied()
}

/// The effort at which `reward · e − cost · e^curvature` is largest; money per unit of effort, money, and
/// a power.
///
/// # Errors
/// Refuses a reward below 0, a cost that is not above 0, and a curvature outside 1.1 to 10.
pub fn static_effort(reward: f64, cost: f64, curvature: f64) -> Result<StaticEffort, Problems> {
    let mut found = Problems::default();
    numbers(&[reward], Allowed::NotNegative, |_| "Reward".to_owned(), &mut found);
    numbers(&[cost], Allowed::Positive, |_| "Cost".to_owned(), &mut found);
    if !(1.1..=10.0).contains(&curvature) {
        let what = format!("The number is {curvature}.");
        found.push(Problem::new("Curvature", what, "Use a number from 1.1 to 10."));
    }
    found.or(())?;
    let elasticity = 1.0 / (curvature - 1.0);
    Ok(StaticEffort { effort: libm::pow(reward / (cost * curvature), elasticity), elasticity })
}
