//! The programs that ship with the app, on the partners that ship with it.

use tierlab_engine::checker::{Severity, check_design};
use tierlab_engine::formats::documents::read_scenario;
use tierlab_engine::formats::import::{guess_plan, import};
use tierlab_engine::formats::table::read_table;
use tierlab_engine::portfolio::{Origin, Portfolio};

fn read(path: &str) -> String {
    let path = format!("{}/../../{path}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"))
}

fn partners() -> Portfolio {
    let table = read_table(read("public/samples/partners.csv").as_bytes()).expect("a table");
    import(&table, &guess_plan(&table), Origin::Sample).expect("no hand work").portfolio
}

#[test]
fn the_sample_has_nothing_to_fix() {
    let portfolio = partners();
    let saved = read_scenario(&read("public/samples/scenario.json")).expect("readable");
    for program in [&saved.scenario.baseline, &saved.scenario.alternative] {
        for portfolio in [None, Some(&portfolio)] {
            let found = check_design(program, portfolio);
            let fixes: Vec<_> = found.iter().filter(|f| f.severity == Severity::Fix).collect();
            assert!(fixes.is_empty(), "{fixes:#?}");
        }
    }
}
