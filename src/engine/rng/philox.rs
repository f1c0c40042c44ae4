//! Philox4x32, a counter-based generator (Salmon, Moraes, Dror & Shaw, 2011, SC11).
//!
//! Checked against the published known-answer vectors for 7 and 10 rounds.

const MULTIPLIERS: [u32; 2] = [0xD251_1F53, 0xCD9E_8D57];
const WEYL: [u32; 2] = [0x9E37_79B9, 0xBB67_AE85];

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

/// Counters that are worked on at once: more than fit a register, so that they need not wait for each other, and
/// on WebAssembly no more than fit all of its few.
pub(super) const LANES: usize = if cfg!(target_arch = "wasm32") { 8 } else { 32 };

/// Ten rounds for counters that differ in their second word only; each result word of all of them.
#[inline]
pub(super) fn lanes(
    first: u32,
    second: [u32; LANES],
    third: u32,
    fourth: u32,
    key: [u32; 2],
) -> [[u32; LANES]; 4] {
    let (mut c0, mut c1, mut c2, mut c3) =
        ([first; LANES], second, [third; LANES], [fourth; LANES]);
    let [mut k0, mut k1] = key;
    for _ in 0..10 {
        let rows = c0.iter_mut().zip(&mut c1).zip(&mut c2).zip(&mut c3);
        for (((c0, c1), c2), c3) in rows {
            let left = u64::from(MULTIPLIERS[0]) * u64::from(*c0);
            let right = u64::from(MULTIPLIERS[1]) * u64::from(*c2);
            *c0 = high(right) ^ *c1 ^ k0;
            *c1 = low(right);
            *c2 = high(left) ^ *c3 ^ k1;
            *c3 = low(left);
        }
        k0 = k0.wrapping_add(WEYL[0]);
        k1 = k1.wrapping_add(WEYL[1]);
    }
    [c0, c1, c2, c3]
}

fn high(word: u64) -> u32 {
    (word >> 32) as u32
}

#[expect(clippy::cast_possible_truncation, reason = "the lower half of a 64-bit word")]
fn low(word: u64) -> u32 {
    word as u32
}
