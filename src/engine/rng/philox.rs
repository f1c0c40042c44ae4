//! Philox4x32, a counter-based generator (Salmon, Moraes, Dror & Shaw, 2011, SC11).
//!
//! Checked against the published known-answer vectors for 7 and 10 rounds.

pub(super) const MULTIPLIERS: [u32; 2] = [0xD251_1F53, 0xCD9E_8D57];
pub(super) const WEYL: [u32; 2] = [0x9E37_79B9, 0xBB67_AE85];

/// Four words from a counter and a key after `rounds` rounds.
#[inline]
pub fn philox4x32(counter: [u32; 4], key: [u32; 2], rounds: u32) -> [u32; 4] {
    let [mut c0, mut c1, mut c2, mut c3] = counter;
    let [mut k0, mut k1] = key;
    for _ in 0..rounds {
        let left = u64::from(MULTIPLIERS[0]) * u64::from(c0);
        let right = u64::from(MULTIPLIERS[1]) * u64::from(c2);
        (c0, c1, c2, c3) = (high(right) ^ c1 ^ k0, low(right), high(left) ^ c3 ^ k1, low(left));
        k0 = k0.wrapping_add(WEYL[0]);
        k1 = k1.wrapping_add(WEYL[1]);
    }
    [c0, c1, c2, c3]
}

/// The usual ten rounds.
#[inline]
pub fn philox4x32_10(counter: [u32; 4], key: [u32; 2]) -> [u32; 4] {
    philox4x32(counter, key, 10)
}

fn high(word: u64) -> u32 {
    (word >> 32) as u32
}

#[expect(clippy::cast_possible_truncation, reason = "the lower half of a 64-bit word")]
fn low(word: u64) -> u32 {
    word as u32
}
