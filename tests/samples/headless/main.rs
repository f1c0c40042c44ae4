//! Evaluates a design on a table of partners without a page, and prints the outcome as JSON:
//!
//! ```sh
//! cargo run --release -p tierlab-engine --example headless -- \
//!     --scenario public/samples/scenario.json --partners public/samples/partners.csv
//! ```
//!
//! [`tierlab_engine::pipeline::Answer`] documents what is printed.

mod command;

use std::io::Write;
use std::process::ExitCode;

fn main() -> ExitCode {
    let told = match command::outcome(std::env::args_os().skip(1)) {
        // Who stops reading early has read enough.
        Ok(text) => std::io::stdout().write_all(text.as_bytes()).map(|()| 0),
        Err((code, why)) => writeln!(std::io::stderr(), "{why}").map(|()| code),
    };
    ExitCode::from(told.unwrap_or(1))
}
