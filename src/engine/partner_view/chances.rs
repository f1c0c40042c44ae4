//! How likely a tier is, in words a partner can use.

use super::{Chances, PartnerView};
use crate::stats::wilson;

/// Normal deviate of a band that holds nine times in ten.
const NINE_IN_TEN: f64 = 1.645;

/// A share with the band that the number of simulated futures leaves open.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Band {
    /// The share itself.
    pub share: f64,
    /// Where the band begins.
    pub low: f64,
    /// Where it ends.
    pub high: f64,
}

/// One quarter ahead.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct QuarterChance {
    /// Quarters ahead, from 1.
    pub quarter: usize,
    /// To have held the tier or a higher one by the end of it.
    pub reached: Band,
    /// To hold the tier or a higher one as it ends.
    pub held: Band,
}

/// The chances of a tier, quarter by quarter; empty when nothing was simulated.
pub fn chances_of(view: &PartnerView, tier: usize) -> Vec<QuarterChance> {
    let Some(chances) = &view.chances else { return Vec::new() };
    let quarters = chances.reached.iter().zip(&chances.held).enumerate();
    quarters
        .map(|(place, (reached, held))| {
            let above: u32 = held.iter().skip(tier).sum();
            QuarterChance {
                quarter: place + 1,
                reached: band(chances, reached.get(tier).copied().unwrap_or(0)),
                held: band(chances, above),
            }
        })
        .collect()
}

fn band(chances: &Chances, hits: u32) -> Band {
    let runs = chances.runs.max(1);
    let hits = hits.min(runs);
    let (low, high) = wilson(u64::from(hits), u64::from(runs), NINE_IN_TEN);
    Band { share: f64::from(hits) / f64::from(runs), low, high }
}

/// `about 7 in 10 simulated futures (6 to 8 in 10)`.
pub fn chance_in_words(band: Band) -> String {
    let tenths = |share: f64| (10.0 * share).round();
    let (low, high) = (tenths(band.low), tenths(band.high));
    match band.share {
        share if share <= 0.0 => "none of the simulated futures".to_owned(),
        share if share >= 1.0 => "all simulated futures".to_owned(),
        share if share < 0.05 => "fewer than 1 in 20 simulated futures".to_owned(),
        share if share > 0.95 => "more than 19 in 20 simulated futures".to_owned(),
        share => {
            let about = tenths(share).clamp(1.0, 9.0);
            let told = format!("about {about:.0} in 10 simulated futures");
            if high > low { format!("{told} ({low:.0} to {high:.0} in 10)") } else { told }
        }
    }
}
