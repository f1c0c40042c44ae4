//! Bands mended: gaps closed, overlaps taken apart, the last one opened.

use super::bands;
use crate::rules::{Band, EPSILON};

/// Every band reaches up to the next one.
pub(super) fn close_gaps(list: &mut [Band]) {
    for gap in bands::gaps(list) {
        let ends_there = |band: &&mut Band| {
            band.to.is_some_and(|to| (to - gap.from).abs() <= EPSILON)
                && band.to_included != gap.from_included
        };
        if let Some(band) = list.iter_mut().find(ends_there) {
            band.to = Some(gap.to);
            band.to_included = gap.to_included;
        }
    }
}

/// The band that reaches furthest up has no upper end.
pub(super) fn open_last(list: &mut [Band]) {
    let end = |band: &Band| (band.to.unwrap_or(f64::INFINITY), band.to_included);
    let furthest = list.iter_mut().max_by(|a, b| {
        let ((x, with), (y, other)) = (end(a), end(b));
        x.total_cmp(&y).then(with.cmp(&other))
    });
    if let Some(band) = furthest {
        band.to = None;
    }
}

/// Later bands give up what an earlier one holds for.
pub(super) fn separate(list: &mut Vec<Band>) {
    let mut kept: Vec<Band> = Vec::new();
    for band in std::mem::take(list) {
        let mut pieces = vec![band];
        for earlier in &kept {
            pieces = pieces.iter().flat_map(|piece| without(piece, earlier)).collect();
        }
        kept.extend(pieces);
    }
    *list = kept;
}

/// What is left of a band below and above another one.
fn without(band: &Band, other: &Band) -> Vec<Band> {
    let below = other.from.and_then(|from| {
        let own = band.to.is_some_and(|to| {
            to < from - EPSILON
                || (to <= from + EPSILON && !(band.to_included && other.from_included))
        });
        let cut = Band { to: Some(from), to_included: !other.from_included, ..*band };
        sound(if own { *band } else { cut })
    });
    let above = other.to.and_then(|to| {
        let own = band.from.is_some_and(|from| {
            from > to + EPSILON
                || (from >= to - EPSILON && !(band.from_included && other.to_included))
        });
        let cut = Band { from: Some(to), from_included: !other.to_included, ..*band };
        sound(if own { *band } else { cut })
    });
    below.into_iter().chain(above).collect()
}

/// A band that holds for something.
fn sound(band: Band) -> Option<Band> {
    let (Some(from), Some(to)) = (band.from, band.to) else { return Some(band) };
    let point = band.from_included && band.to_included && to >= from;
    (to > from + EPSILON || point).then_some(band)
}
