//! Stages of a run: after each of them there is an answer, and only whole stages are answered, so that
//! neither the number of workers nor their pace can be seen in a result.

use std::ops::Range;

/// Replications of the first stage; every later one doubles what there is.
pub const FIRST: u32 = 25;

/// Replications of a stage, counted from 0, of a run of `total`; `None` after the last one.
pub fn stage(number: u32, total: u32) -> Option<Range<u32>> {
    let end = |number: u32| FIRST.checked_shl(number).filter(|end| *end >> number == FIRST);
    let start = match number.checked_sub(1) {
        None => 0,
        Some(before) => end(before).unwrap_or(u32::MAX),
    };
    let end = end(number).unwrap_or(u32::MAX).min(total);
    (start < end).then_some(start..end)
}

/// The part of some replications that one of several workers takes: equal parts, as near as can be.
pub fn share(replications: &Range<u32>, worker: u32, of: u32) -> Range<u32> {
    let length = u64::from(replications.end - replications.start);
    let of = u64::from(of.max(1));
    let cut = |worker: u64| {
        // At most the length, which is a u32.
        replications.start + u32::try_from(length * worker.min(of) / of).unwrap_or(0)
    };
    cut(u64::from(worker))..cut(u64::from(worker) + 1)
}
