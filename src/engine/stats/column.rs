//! Elementary functions of whole columns: exponential, logarithm, normal quantiles.
//!
//! Written without branches, from additions, multiplications, divisions and shifts of bits alone, so that a
//! compiler can work on several numbers at once and every machine gives the same bits. Relative errors are
//! below 1e-15.

use super::normal::{centre, near, normal_quantile};

/// `1.5 · 2⁵²`: adding it leaves a whole number in the last bits.
const SHIFTER: f64 = 6_755_399_441_055_744.0;
/// ln 2 in two parts; the first has few enough bits to be multiplied exactly.
const LN2_HIGH: f64 = 6.931_471_803_691_238e-1;
const LN2_LOW: f64 = 1.908_214_929_270_587_7e-10;
/// Where the exponential is taken for zero, and where it stops growing.
const LOWEST: f64 = -708.0;
const HIGHEST: f64 = 709.0;
/// Bits of √½, from which mantissas are counted.
const HALF_ROOT: i64 = 0x3fe6_a09e_667f_3bcd;

/// eˣ: 0 below −708, e⁷⁰⁹ above 709, NaN for NaN.
#[inline]
#[expect(clippy::excessive_precision, reason = "reciprocals of factorials")]
pub fn exp(x: f64) -> f64 {
    let inside = if x > HIGHEST { HIGHEST } else { x };
    let inside = if inside < LOWEST { LOWEST } else { inside };
    // x = n ln 2 + r, |r| ≤ ½ ln 2; Taylor's series of r to the twelfth power.
    let shifted = inside * std::f64::consts::LOG2_E + SHIFTER;
    let n = shifted - SHIFTER;
    let r = (inside - n * LN2_HIGH) - n * LN2_LOW;
    let series = 2.087_675_698_786_809_9e-9;
    let series = series * r + 2.505_210_838_544_171_9e-8;
    let series = series * r + 2.755_731_922_398_589_1e-7;
    let series = series * r + 2.755_731_922_398_589_1e-6;
    let series = series * r + 2.480_158_730_158_730_2e-5;
    let series = series * r + 1.984_126_984_126_984_1e-4;
    let series = series * r + 1.388_888_888_888_888_9e-3;
    let series = series * r + 8.333_333_333_333_333_3e-3;
    let series = series * r + 4.166_666_666_666_666_4e-2;
    let series = series * r + 1.666_666_666_666_666_6e-1;
    let series = series * r + 0.5;
    let series = series * r + 1.0;
    let series = series * r + 1.0;
    // The whole number stands in the last bits of what was shifted.
    let power = f64::from_bits(shifted.to_bits().wrapping_add(1023) << 52);
    let value = series * power;
    if x < LOWEST { 0.0 } else { value }
}

/// ln x for a normal x above zero; −∞ for zero, NaN below zero and for NaN.
#[inline]
#[expect(clippy::cast_possible_wrap, clippy::cast_sign_loss, reason = "bits")]
pub fn ln(x: f64) -> f64 {
    // x = 2ᵏ m with m from √½ to √2; ln m = 2 artanh((m − 1)/(m + 1)).
    let offset = (x.to_bits() as i64).wrapping_sub(HALF_ROOT);
    let exponent = offset >> 52;
    let mantissa = f64::from_bits((x.to_bits() as i64).wrapping_sub(exponent << 52) as u64);
    // A small whole number, turned into a float by the bits.
    let k = f64::from_bits((exponent.wrapping_add(0x4338_0000_0000_0000)) as u64) - SHIFTER;
    let s = (mantissa - 1.0) / (mantissa + 1.0);
    let z = s * s;
    let series = 1.0 / 21.0;
    let series = series * z + 1.0 / 19.0;
    let series = series * z + 1.0 / 17.0;
    let series = series * z + 1.0 / 15.0;
    let series = series * z + 1.0 / 13.0;
    let series = series * z + 1.0 / 11.0;
    let series = series * z + 1.0 / 9.0;
    let series = series * z + 1.0 / 7.0;
    let series = series * z + 1.0 / 5.0;
    let series = series * z + 1.0 / 3.0;
    let value = k * LN2_HIGH + (2.0 * s + (2.0 * s * z * series + k * LN2_LOW));
    let known = if x > 0.0 { value } else { f64::NAN };
    if x == 0.0 { f64::NEG_INFINITY } else { known }
}

/// Every number of a column becomes its exponential.
pub fn exp_all(column: &mut [f64]) {
    for x in column {
        *x = exp(*x);
    }
}

/// One bit per condition, of the first 64: found for several at once.
#[inline]
pub(crate) fn marks(conditions: impl Iterator<Item = bool>) -> u64 {
    let bits: [u64; MARKED] = std::array::from_fn(|place| 1 << place);
    conditions.zip(&bits).fold(0, |marks, (holds, bit)| marks | if holds { *bit } else { 0 })
}

/// The places of the bits that are set, in their order.
#[inline]
pub(crate) fn marked(mut marks: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let place = (marks != 0).then(|| marks.trailing_zeros() as usize)?;
        marks &= marks - 1;
        Some(place)
    })
}

/// Every uniform of a column in (0, 1) becomes its normal quantile, see [`normal_quantile`]: the centre is
/// worked out for all of them, the tails for those that are in one, gathered.
pub fn normal_quantiles(column: &mut [f64]) {
    const CHUNK: usize = 4 * MARKED;
    const LANES: usize = 8;
    let (mut tails, mut quantiles, mut places) = ([0.5; CHUNK], [0.0; CHUNK], [0_u8; CHUNK]);
    for uniforms in column.chunks_mut(CHUNK) {
        let mut count = 0;
        for (from, uniforms) in [0_u8, 64, 128, 192].into_iter().zip(uniforms.chunks(MARKED)) {
            for place in marked(marks(uniforms.iter().map(|p| !is_near(*p)))) {
                let slots = (places.get_mut(count), tails.get_mut(count));
                if let ((Some(slot), Some(tail)), Some(p)) = (slots, uniforms.get(place)) {
                    (*slot, *tail) = (from + u8::try_from(place).unwrap_or(0), *p);
                }
                count += 1;
            }
        }
        for p in uniforms.iter_mut() {
            *p = centre(*p - 0.5);
        }
        // Whole lanes; what lies behind the last one that counts is never looked at.
        let lanes = tails.chunks_exact(LANES).zip(quantiles.chunks_exact_mut(LANES));
        for (tails, quantiles) in lanes.take(count.div_ceil(LANES)) {
            for (quantile, p) in quantiles.iter_mut().zip(tails) {
                let q = p - 0.5;
                let side = if q < 0.0 { *p } else { 1.0 - p };
                *quantile = near((-log(side)).sqrt()).copysign(q);
            }
        }
        for ((place, p), quantile) in places.iter().zip(&tails).zip(&quantiles).take(count) {
            let near = (FAR..=1.0 - FAR).contains(p);
            if let Some(slot) = uniforms.get_mut(usize::from(*place)) {
                *slot = if near { *quantile } else { normal_quantile(*p) };
            }
        }
    }
}

#[inline]
fn is_near(p: f64) -> bool {
    (p - 0.5).abs() <= 0.425
}

/// Conditions that one word holds.
pub(crate) const MARKED: usize = u64::BITS as usize;

/// Nearer to 0 or 1 than this, normal quantiles are worked out one by one.
const FAR: f64 = 1e-10;

/// The natural logarithm of `libm`, to the bit, of a normal x above zero and below one. (FreeBSD's `e_log.c`.)
#[inline]
#[expect(clippy::unreadable_literal, reason = "as published")]
fn log(x: f64) -> f64 {
    let bits = x.to_bits().wrapping_add((0x3ff0_0000 - 0x3fe6_a09e) << 32);
    let mantissa = (bits & 0x000f_ffff_ffff_ffff).wrapping_add(0x3fe6_a09e << 32);
    let k = f64::from_bits((bits >> 52).wrapping_add(0x4338_0000_0000_0000 - 0x3ff)) - SHIFTER;
    let f = f64::from_bits(mantissa) - 1.0;
    let half = 0.5 * f * f;
    let s = f / (2.0 + f);
    let z = s * s;
    let w = z * z;
    let even = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373));
    let odd = z
        * (0.6666666666666735
            + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)));
    let series = odd + even;
    s * (half + series) + k * LN2_LOW - half + f + k * LN2_HIGH
}
