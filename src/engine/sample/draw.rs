//! What is drawn once per partner: who it is, its size, quality and growth.

use super::words::{FIRST, REGIONS, TYPES, Type, VERTICALS};
use crate::portfolio::Partner;
use crate::rng::{Seed, Stream};

const SEED: Seed = Seed(20_260_930);
/// Log of revenue of a partner one unit of size above the average.
pub(super) const SPREAD: f64 = 1.36;

/// The draws of one partner.
pub(super) struct Draws(Stream);

impl Draws {
    /// A uniform number; `what` names the draw, `quarter` is 0 for what is drawn once.
    pub(super) fn uniform(&self, what: u32, quarter: u32) -> f64 {
        self.0.uniforms(what, quarter, 0, 0)[0]
    }

    /// A standard normal number (Box & Muller, 1958).
    pub(super) fn normal(&self, what: u32, quarter: u32) -> f64 {
        let [a, b] = self.0.uniforms(what, quarter, 0, 0);
        libm::sqrt(-2.0 * libm::log(a)) * libm::cos(2.0 * std::f64::consts::PI * b)
    }

    /// Position in a list of weights that add up to 1.
    fn pick(&self, what: u32, weights: impl Iterator<Item = f64>) -> usize {
        let mut left = self.uniform(what, 0);
        let mut last = 0;
        for (place, weight) in weights.enumerate() {
            last = place;
            left -= weight;
            if left < 0.0 {
                break;
            }
        }
        last
    }
}

/// A partner and what its numbers follow.
pub(super) struct Drawn {
    pub(super) partner: Partner,
    pub(super) draws: Draws,
    pub(super) size: f64,
    pub(super) quality: f64,
    pub(super) growth: f64,
    /// Revenue of an average deal of its type.
    pub(super) deal: f64,
    /// Quarters it reports: from, and up to but without.
    pub(super) reports: (usize, usize),
}

/// Draws partner `number`, counted from 1; `before` are the partners drawn so far.
pub(super) fn draw(number: usize, quarters: usize, before: &[Drawn]) -> Drawn {
    let id = format!("P-{number:03}");
    let draws = Draws(Stream::new(SEED, &id));
    let place = draws.pick(1, TYPES.iter().map(|kind| kind.weight));
    let [reseller, ..] = &TYPES;
    let kind = TYPES.get(place).unwrap_or(reseller);
    let quality = draws.normal(2, 0);
    let spread = 0.93 * draws.normal(3, 0) + 0.37 * quality;
    let size = softened(spread) + kind.size / 1.38;
    let attributes = vec![
        Some(kind.name.to_owned()),
        picked(&draws, 4, &REGIONS),
        picked(&draws, 5, &VERTICALS),
        Some(size_band(size + 0.45 * draws.normal(7, 0)).to_owned()),
    ];
    let partner = Partner { name: name(number, kind, before), id, attributes, first_tier: None };
    let growth = 0.018 + 0.012 * quality + 0.028 * draws.normal(6, 0);
    let reports = reports(number, quarters);
    Drawn { partner, size, quality, growth, deal: kind.deal, reports, draws }
}

/// Six joined later, three stopped reporting two quarters ago.
fn reports(number: usize, quarters: usize) -> (usize, usize) {
    match number {
        37 => (2, quarters),
        88 | 141 => (3, quarters),
        112 | 203 => (4, quarters),
        229 => (5, quarters),
        54 | 127 | 190 => (0, quarters - 2),
        _ => (0, quarters),
    }
}

fn picked(draws: &Draws, what: u32, list: &[(&str, f64)]) -> Option<String> {
    let place = draws.pick(what, list.iter().map(|(_, weight)| *weight));
    list.get(place).map(|(name, _)| (*name).to_owned())
}

/// Large partners are large, but not without limit.
fn softened(z: f64) -> f64 {
    if z > 1.28 { 1.28 + 0.5 * (z - 1.28) } else { z }
}

/// Two words nobody else has, the second fitting the type.
fn name(number: usize, kind: &Type, before: &[Drawn]) -> String {
    for attempt in 0..FIRST.len() * kind.second.len() {
        let first = FIRST.get((number * 17 + attempt) % FIRST.len());
        let second = kind.second.get((number / 3 + attempt / FIRST.len()) % kind.second.len());
        let (Some(first), Some(second)) = (first, second) else { continue };
        let name = format!("{first} {second}");
        if before.iter().all(|drawn| drawn.partner.name != name) {
            return name;
        }
    }
    format!("Partner {number}")
}

fn size_band(size: f64) -> &'static str {
    match size {
        s if s < -1.05 => "1-10",
        s if s < 0.30 => "11-50",
        s if s < 1.25 => "51-250",
        _ => "251+",
    }
}
