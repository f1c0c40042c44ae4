//! What is kept or sent as a file: saved work, lists of versions, one partner's view; and what must hold afterwards.

use super::screen::refused;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;
use tierlab_engine::formats::deflate;
use tierlab_engine::formats::documents::{
    Version, portfolio_key, read_columns, read_partner_view, read_scenario, read_versions,
    read_work, write_partner_view, write_versions, write_work,
};
use tierlab_engine::partner_view as own;

/// Reads a file of saved work; what comes in goes out again and is the same. Partners that stand in it as an object
/// are packed first, with the numbers behind. Whether anything came in.
pub fn work(text: &str) -> bool {
    let packed = serde_json::from_str(text).ok().and_then(packed);
    let (work, left_out) = match read_work(packed.as_deref().unwrap_or(text)) {
        Ok(read) => read,
        Err(problems) => return refused(&problems),
    };
    if !left_out.0.is_empty() {
        refused(&left_out);
    }
    let again = read_work(&write_work(&work));
    let (again, none) = again.expect("what was written is read");
    assert_eq!((&again, none.0.len()), (&work, 0), "work comes back as it went");
    for scenario in &work.scenarios {
        read_scenario(&scenario.scenario).expect("a scenario that came in opens");
        open(&scenario.versions, true);
    }
    !work.scenarios.is_empty()
}

/// Reads a list of versions and opens each. Whether it is one.
pub fn versions(text: &str) -> bool {
    let versions = match read_versions(text) {
        Ok(versions) => versions,
        Err(problems) => return refused(&problems),
    };
    let again = read_versions(&write_versions(&versions)).expect("what was written is read");
    assert_eq!(again, versions, "versions come back as they went");
    open(&versions, false);
    true
}

/// Versions of a file are looked at when it comes in; those of a list when they are opened.
fn open(versions: &[Version], must: bool) {
    for version in versions {
        match read_scenario(&version.scenario) {
            Ok(_) => {}
            Err(problems) if must => panic!("a version that came in opens: {problems}"),
            Err(problems) => {
                refused(&problems);
            }
        }
    }
}

/// Reads a partner view and asks everything of it that its screen asks. Whether it is one.
pub fn partner_view(text: &str) -> bool {
    let view = match read_partner_view(text) {
        Ok(view) => view,
        Err(problems) => return refused(&problems),
    };
    let state = own::standing(&view);
    let _told = own::told(&state, view.tier_name(view.tier));
    let _review = own::next_review(&view);
    let _score = own::own_score(&view);
    let _keep = own::requirements_to_keep(&view);
    for tier in 0..view.program.ladder.tiers.len() {
        let _asked = own::requirements_of(&view, tier);
        let _way = own::way_to(&view, tier);
        for quarter in own::chances_of(&view, tier) {
            let _words = own::chance_in_words(quarter.reached);
        }
    }
    for lever in own::levers(&view) {
        let (down, up) = lever.range();
        assert!(down <= 0 && up >= 0, "a lever can stay where it is");
        let _path = own::ahead(&view, &[(lever.metric, lever.at(up))]);
    }
    let written = write_partner_view(&view);
    let again = read_partner_view(&written).expect("what was written is read");
    assert_eq!(write_partner_view(&again), written, "a view comes back as it went");
    true
}

/// The document with its partners packed; those who can be read stand under the key that is theirs, and so do the
/// scenarios that name them. None when there is nothing to pack.
fn packed(mut document: Value) -> Option<String> {
    let portfolios = document.get_mut("portfolios")?.as_object_mut()?;
    let open: Vec<String> =
        portfolios.iter().filter(|(_, it)| it.is_object()).map(|(key, _)| key.clone()).collect();
    if open.is_empty() {
        return None;
    }
    let mut known = Vec::new();
    for key in open {
        let mut head = portfolios.remove(&key)?;
        let numbers = head.as_object_mut()?.remove("numbers").unwrap_or_default();
        let numbers: Vec<f64> = numbers
            .as_array()
            .into_iter()
            .flatten()
            .map(|it| it.as_f64().unwrap_or(f64::NAN))
            .collect();
        let head = head.to_string();
        let length = u32::try_from(head.len()).ok()?;
        let mut bytes =
            [b"TLP2".as_slice(), length.to_le_bytes().as_slice(), head.as_bytes()].concat();
        for number in &numbers {
            bytes.extend(number.to_le_bytes());
        }
        let read = read_columns(&bytes).ok();
        let name = read.as_ref().map_or_else(|| key.clone(), portfolio_key);
        let text = URL_SAFE_NO_PAD.encode(deflate(&bytes, 1));
        portfolios.insert(name.clone(), text.into());
        known.push((key, name, read.map(|it| format!("{:016x}", it.fingerprint()))));
    }
    for scenario in document.get_mut("scenarios")?.as_array_mut()? {
        let of = scenario.get("partners").and_then(Value::as_str);
        let Some((_, name, print)) = known.iter().find(|(key, ..)| Some(key.as_str()) == of) else {
            continue;
        };
        if let (Some(print), Some(reference)) =
            (print, scenario.pointer_mut("/scenario/portfolio/fingerprint"))
        {
            *reference = print.clone().into();
        }
        if let Some(partners) = scenario.get_mut("partners") {
            *partners = name.clone().into();
        }
    }
    Some(document.to_string())
}
