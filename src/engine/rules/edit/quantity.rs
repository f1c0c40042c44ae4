//! One number for all becomes one per segment, and back.

use crate::portfolio::Portfolio;
use crate::rules::Quantity;

/// Most segments that get a number of their own.
const MOST: usize = 40;

/// The same number for every value of a text column, ready to be told apart. Segments that have a number
/// of their own by this column keep it; partners whose value is empty are among all others.
pub fn in_segments(quantity: &Quantity, attribute: &str, portfolio: &Portfolio) -> Quantity {
    if matches!(quantity, Quantity::By { attribute: by, .. } if by.eq_ignore_ascii_case(attribute))
    {
        return quantity.clone();
    }
    let usual = quantity.usual();
    let column = portfolio.attributes().iter().position(|n| n.eq_ignore_ascii_case(attribute));
    let mut names: Vec<&str> = portfolio
        .partners()
        .iter()
        .filter_map(|partner| partner.attributes.get(column?)?.as_deref())
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .collect();
    names.sort_by_key(|name| name.to_lowercase());
    names.dedup_by_key(|name| name.to_lowercase());
    let values = names.into_iter().take(MOST).map(|name| (name.to_owned(), usual)).collect();
    Quantity::By { attribute: attribute.to_owned(), values, otherwise: Some(usual) }
}

/// The number most are held to, for everyone.
pub fn same_for_all(quantity: &Quantity) -> Quantity {
    Quantity::Fixed(quantity.usual())
}
