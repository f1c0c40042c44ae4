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

/// The pull on a partner in `tier` with `score`. `line(k)` is the threshold of tier k, NaN where there is
/// none, `worth(k)` what it is worth at this `revenue`, `buffer` the tolerated points below a line, and
/// `ceiling` the top score. Without a score, a line or revenue nothing pulls.
#[inline]
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
    let mut best = Pull { lift: 0.0, toward: PullToward::Nothing };
    let (here, top) = (line(k), k + 1 >= tiers);
    let next = if top { ceiling } else { line(k + 1) };
    let known = revenue > 0.0 && !(score.is_nan() || here.is_nan() || next.is_nan());
    if !known {
        return best;
    }
    if !top {
        let remaining = share((next - score) / (next - here));
        let prize = (worth(k + 1) - worth(k)).max(0.0) / revenue;
        let lift = p.pull_maximum * prize / (prize + p.prize_half) * curve(1.0 - remaining, p);
        if lift > best.lift {
            best = Pull { lift, toward: PullToward::Reach(tier + 1) };
        }
    }
    if k > 0 {
        let floor = here - buffer;
        let above = share((score - floor) / (next - floor));
        let loss = (worth(k) - worth(k - 1)).max(0.0) / revenue;
        let lift =
            p.keep_weight * p.pull_maximum * loss / (loss + p.prize_half) * curve(1.0 - above, p);
        if lift > best.lift {
            best = Pull { lift, toward: PullToward::Keep(tier) };
        }
    }
    best
}

/// Into 0..=1; a distance that is not a number (no room between the lines) counts as none left.
fn share(x: f64) -> f64 {
    if x.is_nan() { 0.0 } else { x.clamp(0.0, 1.0) }
}

fn curve(x: f64, p: &Parameters) -> f64 {
    if p.pull_power.to_bits() == 2.0_f64.to_bits() { x * x } else { libm::pow(x, p.pull_power) }
}
