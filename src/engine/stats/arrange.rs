//! One sort of positions for every order, which is a small part of what one for each would take to download.

use std::cmp::Ordering;

/// Sorts positions by an order that is total.
pub fn arrange(positions: &mut [usize], order: &dyn Fn(&usize, &usize) -> Ordering) {
    positions.sort_unstable_by(order);
}
