//! A sentence of help at every field. The building blocks ask for one; fields written out have it in
//! `aria-description`, which is shown beside them.

use std::fs;
use std::path::{Path, PathBuf};

/// Longest help: two lines beside a field.
const LONGEST: usize = 130;

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

/// Every file with controls, by its path below `src`.
fn screens() -> Vec<(String, String)> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    for floor in ["app", "pages", "widgets"] {
        files(&source.join(floor), &mut found);
    }
    let name = |path: &PathBuf| path.strip_prefix(&source).unwrap().display().to_string();
    found.iter().map(|path| (name(path), fs::read_to_string(path).unwrap())).collect()
}

/// The tags of a view that begin with `open`, each up to `close`.
fn tags<'a>(text: &'a str, open: &str, close: &str) -> Vec<&'a str> {
    let begins = text.match_indices(open).map(|(at, _)| at);
    begins.map(|at| &text[at..at + text[at..].find(close).unwrap_or(text.len() - at)]).collect()
}

#[test]
fn every_field_has_a_sentence_of_help() {
    let mut without = Vec::new();
    let mut fields = 0;
    for (name, text) in screens() {
        let inputs = tags(&text, "<input", "/>");
        let others = tags(&text, "<select", "</select>").into_iter();
        for tag in inputs.into_iter().chain(others).chain(tags(&text, "<textarea", "</textarea>")) {
            fields += 1;
            // A link to be copied takes nothing in.
            if !tag.contains("aria-description=") && !tag.contains("readonly") {
                without.push(format!("{name}: {}", tag.lines().take(4).collect::<String>()));
            }
        }
    }
    assert!(fields > 25, "only {fields} fields were found");
    assert!(without.is_empty(), "without aria-description:\n{}", without.join("\n"));
}

#[test]
fn help_is_a_short_sentence() {
    let mut wrong = Vec::new();
    let mut sentences = 0;
    for (name, text) in screens() {
        for mark in ["aria-description=\"", " help=\"", " help: \""] {
            for (at, _) in text.match_indices(mark) {
                let said = text[at + mark.len()..].split('"').next().unwrap();
                sentences += 1;
                let words = said.split_whitespace().count();
                let begins =
                    said.starts_with(|first: char| first.is_uppercase() || first.is_numeric());
                let ends = said.ends_with('.') && !said.contains('!');
                if !begins || !ends || words < 3 || said.len() > LONGEST {
                    wrong.push(format!("{name}: {said}"));
                }
            }
        }
    }
    assert!(sentences > 80, "only {sentences} sentences were found");
    assert!(wrong.is_empty(), "no short sentence:\n{}", wrong.join("\n"));
}
