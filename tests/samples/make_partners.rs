//! Writes the sample partners as a table for people:
//!
//! ```sh
//! cargo run -p tierlab-engine --example make_partners > public/samples/partners.csv
//! ```

mod generator;

#[expect(clippy::print_stdout, reason = "the output is the file")]
fn main() {
    print!("{}", generator::partners_csv());
}
