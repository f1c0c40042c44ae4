//! What is kept in a browser and taken elsewhere: partners as bytes, versions, steps, and everything in one file.

use crate::support::{demo_scenario, portfolio};
use tierlab_engine::Problems;
use tierlab_engine::formats::deflate;
use tierlab_engine::formats::documents::{
    PortfolioReference, SavedScenario, SavedStep, SavedSteps, Version, Work, WorkScenario,
    portfolio_key, read_columns, read_portfolio, read_steps, read_versions, read_work,
    write_columns, write_portfolio, write_scenario, write_steps, write_versions, write_work,
};
use tierlab_engine::portfolio::Portfolio;

const NOW: &str = "2026-11-28T14:32:05.000Z";

/// Partners of a file, with names, a segment and what is not known.
fn partners() -> Portfolio {
    let rows = vec![("007".to_owned(), 9e4, [60.0; 6]), ("Zoë & Söhne".to_owned(), 0.1, [40.0; 6])];
    let mut portfolio = portfolio(&rows);
    portfolio.set(3, 1, 2, f64::NAN);
    renamed(&portfolio, "007")
}

/// The same numbers under another name of the first partner.
fn renamed(portfolio: &Portfolio, name: &str) -> Portfolio {
    let text = write_portfolio(portfolio);
    let mut document: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    document["file"] = "mine.csv".into();
    document["partners"][0]["name"] = name.into();
    read_portfolio(&document.to_string()).expect("readable")
}

fn scenario(portfolio: &Portfolio) -> String {
    let scenario = demo_scenario(200);
    write_scenario(&SavedScenario {
        scenario,
        portfolio: PortfolioReference::to(portfolio),
        outcome: None,
    })
}

fn version(name: &str) -> Version {
    Version {
        name: name.to_owned(),
        kept: NOW.to_owned(),
        scenario: scenario(&partners()),
        collected: false,
    }
}

fn work() -> Work {
    let partners = partners();
    let key = portfolio_key(&partners);
    let scenario = WorkScenario {
        id: "0123456789ab".to_owned(),
        changed: NOW.to_owned(),
        scenario: scenario(&partners),
        partners: Some(key.clone()),
        versions: vec![version("Before the workshop")],
    };
    let portfolios = [(key, deflate(&write_columns(&partners), 9))].into();
    Work { scenarios: vec![scenario], portfolios }
}

#[test]
fn partners_come_back_from_bytes_bit_for_bit() {
    for portfolio in [partners(), tierlab_engine::sample::sample_partners()] {
        let back = read_columns(&write_columns(&portfolio)).expect("readable");
        // Unknown numbers are equal to nothing, not even themselves.
        assert_eq!(write_portfolio(&back), write_portfolio(&portfolio));
        assert_eq!(back.fingerprint(), portfolio.fingerprint());
    }
}

#[test]
fn partners_with_other_names_are_kept_apart() {
    let (one, other) = (partners(), renamed(&partners(), "Bond"));
    assert_eq!(one.fingerprint(), other.fingerprint());
    assert_ne!(portfolio_key(&one), portfolio_key(&other));
}

#[test]
fn partners_cut_short_or_mangled_are_refused() {
    let bytes = write_columns(&partners());
    for length in 0..bytes.len() {
        assert!(read_columns(&bytes[..length]).is_err(), "{length} bytes");
    }
    let mut longer = bytes.clone();
    longer.push(0);
    assert!(read_columns(&longer).is_err());
    for place in 0..bytes.len().min(400) {
        let mut mangled = bytes.clone();
        mangled[place] ^= 0x55;
        // Whatever comes of it, nothing fails.
        let _read = read_columns(&mangled);
    }
    let told = read_columns(b"PK\x03\x04").unwrap_err().to_string();
    assert!(told.contains("Import the file again."), "{told}");
}

#[test]
fn versions_and_steps_come_back_as_they_went() {
    let versions = [version("A"), version("B \"quoted\"")];
    assert_eq!(read_versions(&write_versions(&versions)).expect("readable"), versions);
    let step = |name: &str| SavedStep {
        name: name.to_owned(),
        scenario: "packed".to_owned(),
        made: (name != "two").then(|| NOW.to_owned()),
    };
    let steps = SavedSteps {
        revision: 7,
        present: u64::MAX,
        past: vec![step("one"), step("two")],
        future: vec![step("three")],
    };
    assert_eq!(read_steps(&write_steps(steps.clone())).expect("readable"), steps);
    for read in [read_versions("{").map(|_| ()), read_steps("[]").map(|_| ())] {
        assert!(read.is_err());
    }
}

#[test]
fn steps_of_an_earlier_tierlab_have_no_times() {
    let path = format!("{}/../../tests/golden/steps-1.json", env!("CARGO_MANIFEST_DIR"));
    let golden = std::fs::read_to_string(path).expect("the golden file");
    let steps = read_steps(golden.trim_end()).expect("readable");
    assert_eq!((steps.revision, steps.present), (3, 0x00c0_ffee_1234_5678));
    let told: Vec<&str> = steps.past.iter().map(|step| step.name.as_str()).collect();
    assert_eq!(told, ["Growth threshold 40 to 42", "name to Spring"]);
    assert!(steps.past.iter().chain(&steps.future).all(|step| step.made.is_none()));
    assert_eq!(write_steps(steps), golden.trim_end());
}

#[test]
fn work_comes_back_as_it_went() {
    let (back, refused) = read_work(&write_work(&work())).expect("readable");
    assert_eq!((back, refused), (work(), Problems::default()));
}

#[test]
fn a_file_of_version_1_reads_as_ever() {
    let path = format!("{}/../../tests/golden/work-1.json", env!("CARGO_MANIFEST_DIR"));
    let golden = std::fs::read_to_string(path).expect("the golden file");
    let (read, refused) = read_work(golden.trim_end()).expect("readable");
    assert_eq!(refused, Problems::default());
    let [scenario] = read.scenarios.as_slice() else { panic!("one scenario") };
    assert_eq!((scenario.id.as_str(), scenario.changed.as_str()), ("0123456789ab", NOW));
    assert_eq!(scenario.versions.len(), 1);
    let packed = read.portfolios.values().next().expect("partners");
    let bytes = tierlab_engine::formats::inflate(packed, 1 << 20).expect("packed");
    let portfolio = read_columns(&bytes).expect("readable");
    assert_eq!(write_portfolio(&portfolio), write_portfolio(&partners()));
}

#[test]
fn partners_of_version_1_read_as_ever() {
    let path = format!("{}/../../tests/golden/portfolio-1.json", env!("CARGO_MANIFEST_DIR"));
    let golden = std::fs::read_to_string(path).expect("the golden file");
    let portfolio = read_portfolio(golden.trim_end()).expect("readable");
    assert_eq!(write_portfolio(&portfolio), write_portfolio(&partners()));
    assert_eq!(write_portfolio(&portfolio), golden.trim_end());
}

#[test]
fn what_is_damaged_in_a_file_is_left_out_alone() {
    let mut two = work();
    let mut other = two.scenarios[0].clone();
    other.id = "0123456789ac".to_owned();
    other.scenario = other.scenario.replace("\"quarters\":8", "\"quarters\":800");
    assert_ne!(other.scenario, two.scenarios[0].scenario, "the test finds what it changes");
    two.scenarios.push(other);
    let (read, refused) = read_work(&write_work(&two)).expect("readable");
    assert_eq!(read.scenarios, work().scenarios);
    assert!(refused.to_string().contains("scenarios[1], Quarters"), "{refused}");

    let mut without = work();
    without.portfolios.clear();
    let (read, refused) = read_work(&write_work(&without)).expect("readable");
    assert!(read.scenarios.is_empty());
    assert!(refused.to_string().contains("are not in the file"), "{refused}");

    let mut swapped = work();
    let others = deflate(&write_columns(&renamed(&partners(), "Bond")), 9);
    swapped.portfolios.values_mut().for_each(|bytes| bytes.clone_from(&others));
    let (read, refused) = read_work(&write_work(&swapped)).expect("readable");
    assert!(read.scenarios.is_empty());
    assert!(refused.to_string().contains("others than their key says"), "{refused}");
}

#[test]
fn what_is_no_such_file_is_refused_as_a_whole() {
    let text = write_work(&work());
    for (file, told) in [
        (text.replacen("\"version\":1", "\"version\":2", 1), "newer Tierlab"),
        (text.replacen("{\"tierlab\"", "{\"more\":1,\"tierlab\"", 1), "unknown field"),
        (text[..text.len() / 2].to_owned(), "cannot be read"),
        (scenario(&partners()), "Tierlab scenario, not a work"),
        ("a,b\n1,2".to_owned(), "cannot be read"),
    ] {
        let problems = read_work(&file).unwrap_err().to_string();
        assert!(problems.contains(told), "{told}: {problems}");
    }
}

#[test]
fn versions_of_a_workshop_are_kept_apart_and_older_pages_leave_them_alone() {
    let own = version("Before the workshop");
    assert!(write_versions(std::slice::from_ref(&own)).contains("\"version\":1"));
    let came = Version { collected: true, ..version("Ana") };
    let text = write_versions(&[own.clone(), came.clone()]);
    assert!(text.starts_with("{\"tierlab\":\"versions\",\"version\":2"), "{text}");
    assert_eq!(read_versions(&text), Ok(vec![own, came]));
}
