//! Two lists matched by key.

/// What became of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pair<'a, T> {
    /// It is in both.
    Both(&'a T, &'a T),
    /// It is only in the old one.
    Gone(&'a T),
    /// It is only in the new one.
    Come(&'a T),
}

/// Pairs of two lists, the new one's order first, and whether the order of those in both differs.
/// Entries with one key are paired in their order.
pub(super) fn matched<'a, T>(
    old: &'a [T],
    new: &'a [T],
    key: impl Fn(&T) -> String,
) -> (Vec<Pair<'a, T>>, bool) {
    let mut left: Vec<(usize, String)> =
        old.iter().enumerate().map(|(place, entry)| (place, key(entry))).collect();
    let mut pairs = Vec::new();
    let mut places = Vec::new();
    for entry in new {
        let name = key(entry);
        let found = left.iter().position(|(_, key)| *key == name);
        let place = found.map(|position| left.remove(position).0);
        match place.and_then(|place| old.get(place)) {
            Some(before) => {
                places.extend(place);
                pairs.push(Pair::Both(before, entry));
            }
            None => pairs.push(Pair::Come(entry)),
        }
    }
    pairs.extend(left.iter().filter_map(|(place, _)| old.get(*place)).map(Pair::Gone));
    let order = !places.is_sorted();
    (pairs, order)
}
