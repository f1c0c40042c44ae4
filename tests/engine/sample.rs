//! The sample and the two real data sets, from file to finished run.

use tierlab_engine::behaviour::Parameters;
use tierlab_engine::formats::documents::read_scenario;
use tierlab_engine::formats::import::{guess_plan, import};
use tierlab_engine::formats::table::read_table;
use tierlab_engine::portfolio::{Origin, Portfolio};
use tierlab_engine::protocol::{Job, Outcome, Runner};
use tierlab_engine::report::{headline, movers, partner_scores};
use tierlab_engine::rng::Seed;
use tierlab_engine::rules::{check, starter_program};
use tierlab_engine::sample::sample_scenario;
use tierlab_engine::simulation::{Scenario, Settings};

fn read(path: &str) -> String {
    let path = format!("{}/../../{path}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"))
}

fn portfolio(path: &str, origin: Origin) -> Portfolio {
    let table = read_table(read(path).as_bytes()).expect("a table");
    import(&table, &guess_plan(&table), origin).expect("no hand work").portfolio
}

fn run(scenario: Scenario, portfolio: &Portfolio) -> Outcome {
    Runner::new(Job::whole(1, scenario), portfolio).expect("a valid scenario").finish()
}

fn sample() -> (Portfolio, Scenario) {
    let portfolio = portfolio("public/samples/partners.csv", Origin::Sample);
    let saved = read_scenario(&read("public/samples/scenario.json")).expect("readable");
    assert_eq!(saved.portfolio.fingerprint, portfolio.fingerprint(), "they belong together");
    (portfolio, saved.scenario)
}

/// The browser asserts the same file, so native and WebAssembly agree bit for bit.
#[test]
fn the_sample_opens_as_its_document_says() {
    let (_, scenario) = sample();
    assert_eq!(sample_scenario(), scenario);
}

#[test]
fn the_sample_comes_out_as_the_golden_fingerprint() {
    let (portfolio, scenario) = sample();
    assert_eq!(
        scenario.settings.starts, 1,
        "the alternative is in force from the first quarter on"
    );
    comes_out_as_golden(&run(scenario, &portfolio), "sample");
}

/// Real data under rules that no quick way can judge: a history by purchase with a share of the best, a room and
/// a look back, and a cross-section with places by region, a room by sales and a line by channel.
#[test]
fn real_data_by_the_book_comes_out_as_the_golden_fingerprints() {
    for (name, file) in
        [("cdnow", "cdnow-sample-quarterly.csv"), ("wholesale", "wholesale-customers.csv")]
    {
        let portfolio = portfolio(&format!("tests/data/{file}"), Origin::File(file.to_owned()));
        let text = read(&format!("tests/golden/{name}-scenario.json"));
        let saved = read_scenario(&text).unwrap_or_else(|why| panic!("{name}: {why}"));
        assert_eq!(saved.portfolio.fingerprint, portfolio.fingerprint(), "{name} belong together");
        comes_out_as_golden(&run(saved.scenario, &portfolio), name);
    }
}

#[track_caller]
fn comes_out_as_golden(outcome: &Outcome, name: &str) {
    let golden = read(&format!("tests/golden/{name}-fingerprint.txt"));
    assert_eq!(
        format!("{:016x}", outcome.fingerprint()),
        golden.trim(),
        "{name}: the same seed gives other numbers: if that is meant, write so under Results change in \
         CHANGELOG.md and replace the golden file"
    );
}

#[test]
fn the_sample_has_something_to_tell() {
    let (portfolio, scenario) = sample();
    let outcome = run(scenario.clone(), &portfolio);
    let headline = headline(&outcome).expect("replications");
    assert_eq!(outcome.positions.len(), 240);
    assert!(headline.up.0 > headline.up.1, "more partners move up than under the baseline");
    assert!(headline.net.p5 < headline.net.mean && headline.net.mean < headline.net.p95);
    let movers = movers(&outcome, &scenario, &portfolio);
    assert_eq!(movers.len(), 240);
    assert!(movers.iter().filter(|mover| mover.alternative != mover.baseline).count() > 5);
}

#[test]
fn odd_portfolios_get_a_starter_program_too() {
    let same = ["P1", "P2", "P3", "P4", "P5", "P6"].map(|id| format!("{id},1000\n")).concat();
    for rows in
        ["P1,1000\n".to_owned(), same, "P1,0\nP2,0\n".to_owned(), "P1,-5\nP2,3\n".to_owned()]
    {
        let table = read_table(format!("id,revenue\n{rows}").as_bytes()).expect("a table");
        let plan = guess_plan(&table);
        let imported = import(&table, &plan, Origin::Sample).expect("a portfolio");
        let program = starter_program(&imported.portfolio).expect("a program");
        check(&program).unwrap_or_else(|problems| panic!("{rows}: {problems}"));
        let scenario = Scenario::of(
            program.clone(),
            program,
            Parameters::default(),
            Settings::of(2, 3, Seed(1)),
        );
        let outcome = run(scenario, &imported.portfolio);
        assert!(headline(&outcome).expect("replications").net.mean.is_finite(), "{rows}");
    }
}

#[test]
fn real_files_can_be_simulated_without_hand_work() {
    for (path, left_out) in
        [("tests/data/wholesale-customers.csv", 0), ("tests/data/cdnow-sample-quarterly.csv", 0)]
    {
        let portfolio = portfolio(path, Origin::File(path.to_owned()));
        let program = starter_program(&portfolio).expect("something adds up to revenue");
        check(&program).expect("a valid program");
        let scores = partner_scores(&program, &portfolio);
        let tiers: Vec<usize> =
            (0..4).map(|tier| scores.iter().filter(|s| s.standing == tier).count()).collect();
        assert!(tiers.iter().all(|count| *count > 0), "{path}: {tiers:?}");
        let scenario = Scenario::of(
            program.clone(),
            program,
            Parameters::default(),
            Settings::of(4, 5, Seed(1)),
        );
        let outcome = run(scenario, &portfolio);
        assert_eq!(outcome.left_out.len(), left_out, "{path}");
        assert!(headline(&outcome).expect("replications").margin_baseline > 0.0);
    }
}
