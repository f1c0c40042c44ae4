//! The floors: each folder of `src` with the words it must not say. A folder that is missing from
//! the table fails, so that a new one is placed on purpose.

use std::fs;
use std::path::{Path, PathBuf};

/// The engine's folders from the lowest level up: a folder may use those of lower levels only, not its
/// neighbours and not what is above.
const ENGINE: &[&[&str]] = &[
    &["stats", "rng", "record"],
    &["portfolio"],
    &["finance", "weighting"],
    &["behaviour", "rules"],
    &["simulation", "checker", "explain"],
    &["partner_view"],
    &["protocol", "formats"],
    &["report", "library", "sample"],
    &["pipeline"],
];

/// Folder of the app, and what its files must not name. Higher floors may use lower ones, never the
/// reverse.
const FLOORS: &[(&str, &[&str])] = &[
    ("engine", &[]),
    (
        "platform",
        &[
            "leptos",
            "crate::state",
            "crate::widgets",
            "crate::pages",
            "crate::app",
            "crate::worker",
            "crate::charts",
            "crate::format",
        ],
    ),
    (
        "format",
        &[
            "leptos",
            "web_sys",
            "crate::platform",
            "crate::state",
            "crate::widgets",
            "crate::pages",
            "crate::app",
            "crate::worker",
            "crate::charts",
        ],
    ),
    (
        "charts",
        &[
            "leptos",
            "web_sys",
            "crate::platform",
            "crate::state",
            "crate::widgets",
            "crate::pages",
            "crate::app",
            "crate::worker",
        ],
    ),
    (
        "paper",
        &[
            "leptos",
            "web_sys",
            "crate::platform",
            "crate::state",
            "crate::widgets",
            "crate::pages",
            "crate::app",
            "crate::worker",
        ],
    ),
    (
        "worker",
        &[
            "leptos",
            "web_sys",
            "crate::state",
            "crate::widgets",
            "crate::pages",
            "crate::app",
            "crate::charts",
        ],
    ),
    ("state", &["web_sys", "crate::widgets", "crate::pages", "crate::app", "crate::charts"]),
    ("widgets", &["crate::state", "crate::pages", "crate::app", "crate::worker"]),
    (
        "pages",
        &["crate::app", "crate::worker", "gloo_storage", "platform::storage", "platform::database"],
    ),
    ("app", &["gloo_storage", "platform::storage", "platform::database"]),
    ("bin", &["web_sys", "leptos", "tierlab_engine"]),
    ("", &["web_sys"]),
];

/// Words that no file of the engine may say: it has no browser, no clock, no threads, no files.
const ENGINE_NEVER: &[&str] = &[
    "web_sys",
    "js_sys",
    "wasm_bindgen",
    "leptos",
    "gloo",
    "std::time",
    "std::fs",
    "std::net",
    "std::thread",
    "static mut",
    "thread_local",
];

/// The only floor that names the browser's storage, and the crates behind it.
const ONLY_PLATFORM: &[&str] = &["js_sys", "gloo_storage", "idb::", "wasm_bindgen_futures"];

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

fn all() -> Vec<(String, String)> {
    let mut found = Vec::new();
    files(&source(), &mut found);
    found
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(source()).unwrap().to_string_lossy().replace('\\', "/");
            (name, without_comments(&fs::read_to_string(path).unwrap()))
        })
        .collect()
}

fn without_comments(text: &str) -> String {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    code.collect::<Vec<_>>().join("\n")
}

/// The floor of a file: the longest folder of the table that it lies in.
fn floor(name: &str) -> Option<&'static (&'static str, &'static [&'static str])> {
    let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
    FLOORS
        .iter()
        .filter(|(place, _)| {
            if place.is_empty() || *place == "engine" {
                folder == *place
            } else {
                folder == *place || folder.starts_with(&format!("{place}/"))
            }
        })
        .max_by_key(|(place, _)| place.len())
}

#[test]
fn imports_go_down_only() {
    let mut broken = Vec::new();
    for (name, text) in all() {
        if let Some(rest) = name.strip_prefix("engine/").filter(|rest| rest.contains('/')) {
            broken.extend(engine_words(rest, &text));
            continue;
        }
        let Some((place, forbidden)) = floor(&name) else {
            broken.push(format!(
                "src/{name}: its folder stands on no floor of tests/app/layering.rs"
            ));
            continue;
        };
        for word in *forbidden {
            if text.contains(word) {
                broken.push(format!("src/{name}: {place} must not name {word}"));
            }
        }
        if place.starts_with("engine") {
            for word in ENGINE_NEVER.iter().filter(|word| text.contains(**word)) {
                broken.push(format!("src/{name}: the engine must not name {word}"));
            }
        } else if *place != "platform" {
            for word in ONLY_PLATFORM.iter().filter(|word| text.contains(**word)) {
                broken.push(format!("src/{name}: only platform names {word}"));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// What a file of a folder of the engine must not say, and says.
fn engine_words(name: &str, text: &str) -> Vec<String> {
    let folder = name.split('/').next().unwrap_or_default();
    let Some(level) = ENGINE.iter().position(|level| level.contains(&folder)) else {
        return vec![format!("src/engine/{name}: its folder is on no level of {}", file!())];
    };
    let above = ENGINE.iter().skip(level).flat_map(|level| level.iter());
    let above = above.filter(|other| **other != folder).map(|other| format!("crate::{other}"));
    let names = |word: &str| {
        text.match_indices(word).any(|(at, _)| {
            let next = text.get(at + word.len()..).and_then(|rest| rest.chars().next());
            next.is_none_or(|next| !next.is_alphanumeric() && next != '_')
        })
    };
    let never = ENGINE_NEVER.iter().map(|word| (*word).to_owned());
    let mut said: Vec<String> = above.filter(|word| names(word)).collect();
    said.extend(never.filter(|word| text.contains(word)));
    said.into_iter().map(|word| format!("src/engine/{name}: must not name {word}")).collect()
}

#[test]
fn storage_keys_stand_together() {
    let keepers: Vec<String> = all()
        .into_iter()
        .filter(|(_, text)| text.contains("\"tierlab."))
        .map(|(name, _)| name)
        .collect();
    let mut keepers = keepers;
    keepers.sort();
    assert_eq!(keepers, ["state/work/texts.rs"], "storage keys are scattered");
}

#[test]
fn files_stay_small() {
    let mut sizes: Vec<(usize, String)> =
        all().into_iter().map(|(name, text)| (text.lines().count(), name)).collect();
    sizes.sort();
    let large: Vec<_> = sizes.iter().filter(|(lines, _)| *lines > 500).collect();
    assert!(large.is_empty(), "these files own more than one idea: {large:?}");
}

#[test]
fn a_widget_is_a_folder_with_an_entry_on_the_gallery_page() {
    let widgets = source().join("widgets");
    let listed = fs::read_to_string(widgets.join("gallery.rs")).unwrap();
    let mut folders = 0;
    for entry in fs::read_dir(&widgets).unwrap().flatten().filter(|entry| entry.path().is_dir()) {
        let name = entry.file_name().into_string().unwrap();
        assert!(entry.path().join("gallery.rs").is_file(), "{name} does not show itself");
        assert!(
            listed.contains(&format!("(\"{name}\", {name}::gallery::entry)")),
            "{name} is not listed"
        );
        folders += 1;
    }
    assert!(folders > 12);
}
