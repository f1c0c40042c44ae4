//! Changes to the structure of a program that keep its parts in step: what is added is sound as far as
//! it alone can be, what stands for a tier moves with the tiers. Whether the whole is sound is for
//! the door to say.

mod gates;
mod ladder;
mod quantity;
mod reshape;
mod score;

pub use gates::GateList;
pub use ladder::{add_tier, remove_tier};
pub use quantity::{in_segments, same_for_all};
pub use reshape::{Shape, reshape};
pub use score::{add_dimension, add_part, remove_dimension, remove_part};

/// A name like `wanted` that is not taken: with a number behind it where it is.
fn unused(wanted: &str, separator: &str, is_taken: impl Fn(&str) -> bool) -> String {
    if !is_taken(wanted) {
        return wanted.to_owned();
    }
    let numbered = (2..).map(|number: u32| format!("{wanted}{separator}{number}"));
    numbered.into_iter().find(|name| !is_taken(name)).unwrap_or_default()
}
