//! Writes the sample portfolio, as a table for people or as the document that ships in the page:
//!
//! ```sh
//! cargo run -p tierlab-engine --example make_partners > public/samples/partners.csv
//! cargo run -p tierlab-engine --example make_partners -- document > public/samples/partners.json
//! ```

mod generator;

#[expect(clippy::print_stdout, reason = "the output is the file")]
fn main() {
    if std::env::args().any(|argument| argument == "document") {
        println!("{}", generator::partners_document());
    } else {
        print!("{}", generator::partners_csv());
    }
}
