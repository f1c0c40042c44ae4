//! The counter layout: key = seed; counter = (purpose << 16 | period, FNV-1a of the partner id,
//! replication, block). Words become doubles in the open interval (0, 1).

use super::lanes::{LANES, Lanes};
use super::{fnv1a32, philox4x32_10};
use serde::{Deserialize, Serialize};

/// The seed of a run: the generator's 64-bit key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seed(pub u64);

impl Seed {
    fn key(self) -> [u32; 2] {
        let [a, b, c, d, e, f, g, h] = self.0.to_be_bytes();
        [u32::from_be_bytes([a, b, c, d]), u32::from_be_bytes([e, f, g, h])]
    }
}

/// What a draw is for; part of the counter, so that purposes never share numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub enum Purpose {
    /// A partner's own revenue shock.
    Revenue = 1,
    /// The shock common to the market.
    Market = 2,
    /// Noise of one drifting dimension (block = its position).
    Metric = 3,
    /// Referrals brought in.
    Referral = 4,
    /// Leaving the program.
    Exit = 5,
    /// Draws of parameters (outer loop).
    Parameter = 6,
    /// Joining the program.
    Join = 7,
}

/// The draws of one subject (a partner, or the market).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stream {
    key: [u32; 2],
    subject: u32,
}

impl Stream {
    /// The stream of one partner id (or `__market__`) under a seed.
    pub fn new(seed: Seed, id: &str) -> Self {
        Self { key: seed.key(), subject: fnv1a32(id.as_bytes()) }
    }

    /// Two uniforms in (0, 1).
    #[inline]
    pub fn uniforms(&self, purpose: u32, period: u32, replication: u32, block: u32) -> [f64; 2] {
        let counter = [(purpose << 16) | period, self.subject, replication, block];
        let [a, b, c, d] = philox4x32_10(counter, self.key);
        [open_unit(a, b), open_unit(c, d)]
    }

    /// The first of the two uniforms.
    #[inline]
    pub fn uniform(&self, purpose: Purpose, period: u32, replication: u32, block: u32) -> f64 {
        self.uniforms(purpose as u32, period, replication, block)[0]
    }
}

/// Subjects under one seed, side by side.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Subjects {
    key: [u32; 2],
    words: Vec<u32>,
}

impl Subjects {
    /// Takes over the subjects of streams under one seed.
    pub fn take(&mut self, streams: &[Stream]) {
        self.key = streams.first().map_or([0; 2], |stream| stream.key);
        self.words.clear();
        self.words.extend(streams.iter().map(|stream| stream.subject));
    }

    /// The first, and where asked for the second, uniform of each for one purpose: [`Stream::uniforms`],
    /// several at a time.
    pub fn fill(
        &self,
        (purpose, period, replication, block): (u32, u32, u32, u32),
        first: &mut [f64],
        second: Option<&mut [f64]>,
    ) {
        let mut none: [f64; 0] = [];
        let second = second.unwrap_or(&mut none);
        let mut seconds = second.chunks_mut(LANES);
        let words = [(purpose << 16) | period, replication, block];
        for (subjects, first) in self.words.chunks(LANES).zip(first.chunks_mut(LANES)) {
            let lanes = Lanes::new(words, &whole(subjects), self.key);
            copy(first, &open_units(&lanes.first()));
            if let Some(second) = seconds.next() {
                copy(second, &open_units(&lanes.second()));
            }
        }
    }
}

/// Subjects in lanes; where there are fewer, the rest is nobody.
#[inline]
fn whole(subjects: &[u32]) -> [u32; LANES] {
    <[u32; LANES]>::try_from(subjects).unwrap_or_else(|_| {
        let mut lanes = [0; LANES];
        for (lane, subject) in lanes.iter_mut().zip(subjects) {
            *lane = *subject;
        }
        lanes
    })
}

/// [`open_unit`] of words in lanes.
#[inline]
fn open_units([a, b]: &[[u32; LANES]; 2]) -> [f64; LANES] {
    let mut units = [0.0; LANES];
    for ((unit, a), b) in units.iter_mut().zip(a).zip(b) {
        *unit = open_unit(*a, *b);
    }
    units
}

#[inline]
fn copy(to: &mut [f64], from: &[f64; LANES]) {
    if let Ok(to) = <&mut [f64; LANES]>::try_from(&mut *to) {
        *to = *from;
        return;
    }
    for (to, from) in to.iter_mut().zip(from) {
        *to = *from;
    }
}

/// Two words as a 53-bit double in the open interval (0, 1):
/// ((a >> 5) · 2²⁶ + (b >> 6) + ½) / 2⁵³.
#[inline]
pub fn open_unit(a: u32, b: u32) -> f64 {
    // Words with a sign become doubles several at a time; none of these has its first bit set.
    let (high, low) = ((a >> 5).cast_signed(), (b >> 6).cast_signed());
    (f64::from(high) * 67_108_864.0 + f64::from(low) + 0.5) / 9_007_199_254_740_992.0
}
