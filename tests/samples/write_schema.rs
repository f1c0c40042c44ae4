//! Writes the JSON Schemas of the documents to where they are shipped:
//!
//! ```sh
//! cargo run -p tierlab-engine --features schema --example write_schema
//! ```

use std::path::Path;
use tierlab_engine::formats::documents::{program_schema, scenario_schema};

fn main() -> std::io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public/schema");
    std::fs::create_dir_all(&folder)?;
    std::fs::write(folder.join("program-2.json"), program_schema())?;
    std::fs::write(folder.join("scenario-2.json"), scenario_schema())
}
