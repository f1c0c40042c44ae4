//! Tier pull: effort rises as the next tier comes near (goal gradient: Kivetz, Urminsky & Zheng,
//! 2006) and as the present one is in danger; the larger of the two counts, not the sum.
//!
//! pull = γ · prize/(prize + half) · (1 − r)^p, r the remaining share of the distance, prize the
//! worth of the better tier's benefits over the worse one's as a share of revenue.

use super::Parameters;

/// What a pull aims at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PullToward {
    /// Nothing near.
    Nothing,
    /// Reaching this tier.
    Reach(u8),
    /// Keeping this tier.
    Keep(u8),
}

/// Log lift of the pull and its aim.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pull {
    /// Log revenue lift, ≥ 0.
    pub lift: f64,
    /// What it aims at.
    pub toward: PullToward,
}

/// Where a partner stands between the lines, and what is at stake there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Stake {
    /// Its score.
    pub score: f64,
    /// The line of its tier.
    pub here: f64,
    /// The line of the next one; at the top the highest score.
    pub next: f64,
    /// Quarterly revenue that the worth is held against.
    pub revenue: f64,
    /// What the next tier is worth above its own; 0 at the top.
    pub prize: f64,
    /// What its own is worth above the one below; 0 at the bottom.
    pub loss: f64,
}

impl Stake {
    /// Pulls of the tier to be reached and of the one to be kept. Without a score, a line or revenue
    /// nothing pulls. Free of branches, so that many can be worked out at once.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "it has to become part of a loop over columns")]
    pub fn pulls(self, buffer: f64, p: &Parameters, curve: impl Fn(f64) -> f64) -> (f64, f64) {
        let Self { score, here, next, revenue, prize, loss } = self;
        let weight = |worth: f64| {
            let share = worth / revenue;
            if worth > 0.0 { share / (share + p.prize_half) } else { 0.0 }
        };
        let remaining = share((next - score) / (next - here));
        let reach = p.pull_maximum * weight(prize) * curve(1.0 - remaining);
        let floor = here - buffer;
        let above = share((score - floor) / (next - floor));
        let keep = p.keep_weight * p.pull_maximum * weight(loss) * curve(1.0 - above);
        // A sum is unknown when any of its terms is.
        let known = (revenue > 0.0) & !(score + here + next).is_nan();
        if known { (reach, keep) } else { (0.0, 0.0) }
    }
}

impl Pull {
    /// The larger of the two.
    #[inline]
    pub(crate) fn larger(tier: u8, (reach, keep): (f64, f64)) -> Self {
        if keep > reach && keep > 0.0 {
            Self { lift: keep, toward: PullToward::Keep(tier) }
        } else if reach > 0.0 {
            Self { lift: reach, toward: PullToward::Reach(tier + 1) }
        } else {
            Self { lift: 0.0, toward: PullToward::Nothing }
        }
    }
}

/// The pull on a partner in `tier` with `score`. `line(k)` is the threshold of tier k, NaN where there is
/// none, `worth(k)` what it is worth at this `revenue`, `buffer` the tolerated points below a line, and
/// `ceiling` the top score. Without a score, a line or revenue nothing pulls.
pub fn tier_pull(
    (tier, tiers): (u8, usize),
    score: f64,
    line: impl Fn(usize) -> f64,
    (buffer, ceiling): (f64, f64),
    revenue: f64,
    worth: impl Fn(usize) -> f64,
    p: &Parameters,
) -> Pull {
    let k = usize::from(tier);
    let top = k + 1 >= tiers;
    let stake = Stake {
        score,
        here: line(k),
        next: if top { ceiling } else { line(k + 1) },
        revenue,
        prize: if top { 0.0 } else { worth(k + 1) - worth(k) },
        loss: if k == 0 { 0.0 } else { worth(k) - worth(k - 1) },
    };
    let power = p.pull_power;
    Pull::larger(tier, stake.pulls(buffer, p, |x| curve(x, power)))
}

/// Into 0..=1; a distance that is not a number (no room between the lines) counts as none left.
#[inline(always)]
#[expect(clippy::inline_always, reason = "it has to become part of a loop over columns")]
fn share(x: f64) -> f64 {
    let low = if x > 0.0 { x } else { 0.0 };
    if low < 1.0 { low } else { 1.0 }
}

/// How the pull rises with the part of the way that is covered.
pub(crate) fn curve(x: f64, power: f64) -> f64 {
    if power.to_bits() == 2.0_f64.to_bits() { x * x } else { libm::pow(x, power) }
}
