//! Prints how long links are, for every program of the library:
//!
//! ```sh
//! cargo run -p tierlab-engine --example link_sizes
//! ```

#[expect(clippy::expect_used, clippy::indexing_slicing, reason = "what ships is sound")]
#[path = "../engine/link_samples.rs"]
mod link_samples;

use link_samples::{Row, rows};

#[expect(clippy::print_stdout, reason = "printing is what it is for")]
fn main() {
    println!("| Design | Redesigned | From nothing | With its partners under codes | With names |");
    println!("|---|--:|--:|--:|--:|");
    for Row { title, partners, redesigned, custom, coded, named } in rows() {
        println!("| {title} ({partners} partners) | {redesigned} | {custom} | {coded} | {named} |");
    }
    for (what, length) in link_samples::hundred_partners() {
        println!("| {what} | | | {length} | |");
    }
}
