//! Sobol points: numbers that fill a cube more evenly than chance would (Sobol, 1967), with the direction
//! numbers of Joe & Kuo (2008; their table new-joe-kuo-6), in the Gray-code order of Antonov & Saleev
//! (1979).
//!
//! In: a number of dimensions (1 to 40), an index below 2³², and for the shift a seed. Out: one number
//! per dimension: in `[0, 1)` as published, where point 0 is the origin; in the open interval (0, 1) when
//! shifted. Each bit of the Gray code of the index adds one direction number,
//! `x_d = ⊕ v_{d,b}` over the bits b of `i ⊕ (i >> 1)`, so any point is found on its own in as many steps as
//! the index has bits. The digital shift (L'Ecuyer & Lemieux, 2002) is one random word per dimension,
//! combined by exclusive or: every point is then uniform, and the first 2^k points still lie one in each of
//! 2^k equal parts of every dimension.
//! Not modelled: scrambling of the digits (Owen), and more than 40 dimensions.

use super::{Purpose, Seed, Stream};
use crate::problem::{Problem, Problems};

/// Most dimensions.
pub const MOST_DIMENSIONS: usize = 40;
/// Binary digits of a point as published; also the bits of an index.
const DIGITS: usize = 32;
/// Binary digits of a shift: with half a unit added, a point has the 53 bits of a double.
const SHIFT_DIGITS: i32 = 52;
/// The subject of the stream that the shifts come from.
const SUBJECT: &str = "__sobol__";

/// Primitive polynomial, all its bits, highest power first, and initial direction numbers, of
/// dimensions 2 to 40; the first dimension needs none.
#[rustfmt::skip]
const TABLE: [(u32, &[u32]); MOST_DIMENSIONS - 1] = [
    (3, &[1]),
    (7, &[1, 3]),
    (11, &[1, 3, 1]),
    (13, &[1, 1, 1]),
    (19, &[1, 1, 3, 3]),
    (25, &[1, 3, 5, 13]),
    (37, &[1, 1, 5, 5, 17]),
    (41, &[1, 1, 5, 5, 5]),
    (47, &[1, 1, 7, 11, 19]),
    (55, &[1, 1, 5, 1, 1]),
    (59, &[1, 1, 1, 3, 11]),
    (61, &[1, 3, 5, 5, 31]),
    (67, &[1, 3, 3, 9, 7, 49]),
    (91, &[1, 1, 1, 15, 21, 21]),
    (97, &[1, 3, 1, 13, 27, 49]),
    (103, &[1, 1, 1, 15, 7, 5]),
    (109, &[1, 3, 1, 15, 13, 25]),
    (115, &[1, 1, 5, 5, 19, 61]),
    (131, &[1, 3, 7, 11, 23, 15, 103]),
    (137, &[1, 3, 7, 13, 13, 15, 69]),
    (143, &[1, 1, 3, 13, 7, 35, 63]),
    (145, &[1, 3, 5, 9, 1, 25, 53]),
    (157, &[1, 3, 1, 13, 9, 35, 107]),
    (167, &[1, 3, 1, 5, 27, 61, 31]),
    (171, &[1, 1, 5, 11, 19, 41, 61]),
    (185, &[1, 3, 5, 3, 3, 13, 69]),
    (191, &[1, 1, 7, 13, 1, 19, 1]),
    (193, &[1, 3, 7, 5, 13, 19, 59]),
    (203, &[1, 1, 3, 9, 25, 29, 41]),
    (211, &[1, 3, 5, 13, 23, 1, 55]),
    (213, &[1, 3, 7, 3, 13, 59, 17]),
    (229, &[1, 3, 1, 3, 5, 53, 69]),
    (239, &[1, 1, 5, 5, 23, 33, 13]),
    (241, &[1, 1, 7, 7, 1, 61, 123]),
    (247, &[1, 1, 7, 9, 13, 61, 49]),
    (253, &[1, 3, 3, 5, 3, 55, 33]),
    (285, &[1, 3, 1, 15, 31, 13, 49, 245]),
    (299, &[1, 3, 5, 15, 31, 59, 63, 97]),
    (301, &[1, 3, 1, 11, 11, 11, 77, 249]),
];

/// The points of one cube.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sobol {
    directions: Vec<[u32; DIGITS]>,
}

/// The points of one cube, shifted at random; all of them by the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShiftedSobol {
    points: Sobol,
    shifts: Vec<u64>,
}

impl Sobol {
    /// The points in this many dimensions. More dimensions leave the first ones as they are.
    ///
    /// # Errors
    /// Refuses no dimension and more than [`MOST_DIMENSIONS`].
    pub fn new(dimensions: usize) -> Result<Self, Problems> {
        if !(1..=MOST_DIMENSIONS).contains(&dimensions) {
            return Err(Problem::new(
                "Size",
                format!("The number of dimensions is {dimensions}."),
                format!("Give from 1 to {MOST_DIMENSIONS} dimensions."),
            )
            .into());
        }
        let first = std::array::from_fn(|bit| 1 << (DIGITS - 1 - bit));
        let others = TABLE.iter().map(|(polynomial, initial)| directions(*polynomial, initial));
        Ok(Self { directions: std::iter::once(first).chain(others).take(dimensions).collect() })
    }

    /// The number of dimensions.
    pub fn dimensions(&self) -> usize {
        self.directions.len()
    }

    /// The point at an index, in `[0, 1)`; the one at 0 is the origin, which has no inverse under most
    /// distributions.
    pub fn point(&self, index: u32) -> Vec<f64> {
        self.words(index)
            .map(|word| libm::ldexp(f64::from(word), -(u32::BITS.cast_signed())))
            .collect()
    }

    /// The same points under a random digital shift.
    pub fn shifted(self, seed: Seed) -> ShiftedSobol {
        let stream = Stream::new(seed, SUBJECT);
        let shifts = (0_u32..).take(self.dimensions());
        let shifts =
            shifts.map(|dimension| digits(stream.uniform(Purpose::Parameter, 0, 0, dimension)));
        ShiftedSobol { shifts: shifts.collect(), points: self }
    }

    fn words(&self, index: u32) -> impl Iterator<Item = u32> {
        let gray = index ^ (index >> 1);
        self.directions.iter().map(move |directions| {
            let chosen = directions.iter().enumerate().filter(move |(bit, _)| gray >> bit & 1 == 1);
            chosen.fold(0, |word, (_, direction)| word ^ direction)
        })
    }
}

impl ShiftedSobol {
    /// The number of dimensions.
    pub fn dimensions(&self) -> usize {
        self.points.dimensions()
    }

    /// The point at an index, in the open interval (0, 1).
    pub fn point(&self, index: u32) -> Vec<f64> {
        let place = |(word, shift): (u32, &u64)| {
            let word = (u64::from(word) << (SHIFT_DIGITS.cast_unsigned() - u32::BITS)) ^ shift;
            libm::ldexp(word as f64 + 0.5, -SHIFT_DIGITS)
        };
        self.points.words(index).zip(&self.shifts).map(place).collect()
    }
}

/// The leading binary digits of a number in (0, 1).
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a whole number below 2^52"
)]
fn digits(uniform: f64) -> u64 {
    libm::ldexp(uniform, SHIFT_DIGITS) as u64
}

/// Direction numbers of one dimension (Bratley & Fox, 1988): `v_i = v_{i−s} ⊕ (v_{i−s} >> s)`, and `v_{i−k}`
/// added for every coefficient `a_k` of the polynomial of degree s that is 1.
fn directions(polynomial: u32, initial: &[u32]) -> [u32; DIGITS] {
    let degree = initial.len();
    let mut numbers = [0_u32; DIGITS];
    for bit in 0..DIGITS {
        let at = |back: usize| bit.checked_sub(back).and_then(|i| numbers.get(i)).copied();
        let recurrence = || {
            let oldest = at(degree).unwrap_or(0);
            let terms = (1..degree).filter(|k| polynomial >> (degree - k) & 1 == 1);
            terms.filter_map(at).fold(oldest ^ (oldest >> degree), |sum, term| sum ^ term)
        };
        let given = initial.get(bit).map(|number| number << (DIGITS - 1 - bit));
        let next = given.unwrap_or_else(recurrence);
        if let Some(slot) = numbers.get_mut(bit) {
            *slot = next;
        }
    }
    numbers
}
