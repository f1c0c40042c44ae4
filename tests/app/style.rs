//! The style sheets keep their own rules: raw values only in the tokens, every name defined, every
//! file linked, and enough contrast in both themes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Text on its ground reaches at least this contrast (WCAG 2.2, 1.4.3).
const TEXT: f64 = 4.5;
/// Outlines and marks reach at least this contrast (WCAG 2.2, 1.4.11).
const MARK: f64 = 3.0;

/// Ink, the grounds it stands on, and the least contrast between them.
const PAIRS: &[(&str, &[&str], f64)] = &[
    ("ink-1", &["bg-surface", "bg-canvas", "bg-sunken", "bg-hover", "bg-field"], TEXT),
    ("ink-2", &["bg-surface", "bg-canvas", "bg-sunken", "bg-hover", "bg-field"], TEXT),
    ("ink-3", &["bg-surface", "bg-canvas", "bg-sunken"], TEXT),
    ("accent", &["bg-surface", "bg-canvas", "bg-sunken", "accent-soft"], TEXT),
    ("on-accent", &["accent", "accent-hover"], TEXT),
    ("ink-1", &["accent-soft", "warn-soft", "up-soft", "down-soft"], TEXT),
    ("up", &["bg-surface", "up-soft"], TEXT),
    ("down", &["bg-surface", "down-soft"], TEXT),
    ("warn-ink", &["bg-surface", "warn-soft"], TEXT),
    ("on-tier-1", &["tier-1"], TEXT),
    ("on-tier-2", &["tier-2"], TEXT),
    ("on-tier-3", &["tier-3"], TEXT),
    ("on-tier-4", &["tier-4"], TEXT),
    ("ink-2", &["heat-0"], TEXT),
    ("ink-1", &["heat-1", "heat-2"], TEXT),
    ("on-heat-3", &["heat-3"], TEXT),
    ("on-heat-4", &["heat-4"], TEXT),
    ("series-alt", &["bg-surface"], TEXT),
    ("series-alt-2", &["bg-surface"], TEXT),
    ("series-base", &["bg-surface"], TEXT),
    ("line-field", &["bg-surface"], MARK),
    ("focus", &["bg-surface", "bg-canvas"], MARK),
    ("tier-1-edge", &["bg-surface"], MARK),
    ("tier-2-edge", &["bg-surface"], MARK),
    ("tier-3-edge", &["bg-surface"], MARK),
    ("tier-4-edge", &["bg-surface"], MARK),
];

#[derive(Clone, Copy, Debug)]
enum Theme {
    Light,
    Dark,
}

#[test]
fn contrast_suffices_in_both_themes() {
    let tokens = Tokens::read();
    let mut faint = Vec::new();
    for theme in [Theme::Light, Theme::Dark] {
        for (ink, grounds, least) in PAIRS {
            for ground in *grounds {
                let ratio = contrast(tokens.colour(ink, theme), tokens.colour(ground, theme));
                if ratio < *least {
                    faint.push(format!("{theme:?}: {ink} on {ground} is {ratio:.2}, not {least}"));
                }
            }
        }
    }
    assert!(faint.is_empty(), "{}", faint.join("\n"));
}

#[test]
fn neighbouring_tiers_differ_in_lightness() {
    let tokens = Tokens::read();
    for theme in [Theme::Light, Theme::Dark] {
        for pair in ["tier-1", "tier-2", "tier-3", "tier-4"].windows(2) {
            let ratio = contrast(tokens.colour(pair[0], theme), tokens.colour(pair[1], theme));
            assert!(ratio >= 1.5, "{theme:?}: {} next to {} is {ratio:.2}", pair[0], pair[1]);
        }
    }
}

#[test]
fn raw_colours_stand_in_the_tokens_only() {
    let mut found = Vec::new();
    for (name, text) in sheets() {
        if name == "tokens.css" {
            continue;
        }
        for (line, content) in without_comments(&text).lines().enumerate() {
            if let Some(what) = raw_colour(content) {
                found.push(format!("style/{name}:{}: {what}", line + 1));
            }
        }
    }
    assert!(found.is_empty(), "give these a name in style/tokens.css:\n{}", found.join("\n"));
}

#[test]
fn raw_colours_are_recognised() {
    for text in ["color: #fff;", "fill:#12AB34", "rgb(0 0 0 / .5)", "hsl(1 2% 3%)", "oklch(1 0 0)"]
    {
        assert!(raw_colour(text).is_some(), "{text}");
    }
    for text in ["#main { top: 0 }", "color: var(--ink-1)", "url(#a)", "--raw-gray-0"] {
        assert!(raw_colour(text).is_none(), "{text}");
    }
}

#[test]
fn every_name_that_is_used_is_defined() {
    let sheets = sheets();
    let mut defined: BTreeSet<String> = BTreeSet::new();
    for (_, text) in &sheets {
        defined.extend(declarations(&without_comments(text)).map(|(name, _)| name.to_owned()));
    }
    // Set where a layout primitive is used.
    defined.insert("gap".to_owned());
    let mut missing = Vec::new();
    for (name, text) in &sheets {
        for used in without_comments(text).split("var(--").skip(1) {
            let used = used.split([')', ',', ' ']).next().unwrap();
            if !defined.contains(used) {
                missing.push(format!("style/{name}: --{used}"));
            }
        }
    }
    assert!(missing.is_empty(), "no such token:\n{}", missing.join("\n"));
}

#[test]
fn every_sheet_is_linked_once_and_the_layers_come_first() {
    let page = fs::read_to_string(root().join("index.html")).unwrap();
    let linked: Vec<&str> = page
        .lines()
        .filter(|line| line.contains(r#"rel="css""#))
        .filter_map(|line| line.split(r#"href="style/"#).nth(1)?.split('"').next())
        .collect();
    let sheets = sheets();
    let mut sorted: Vec<&str> = linked.iter().copied().chain(brought_by_screens(&sheets)).collect();
    sorted.sort_unstable();
    let there: Vec<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(sorted, there, "index.html or one screen brings every file of style/ once");
    assert_eq!(linked[0], "tokens.css", "tokens.css names the order of the layers");

    let tokens = fs::read_to_string(root().join("style/tokens.css")).unwrap();
    let first = without_comments(&tokens).trim_start().lines().next().unwrap().to_owned();
    assert_eq!(first, "@layer tokens, base, layout, components;");
    for (name, text) in &sheets {
        assert!(text.contains("@layer "), "style/{name} stands in no layer");
    }
}

/// Sheets that come with a screen of their own: one for every time that a page includes it.
fn brought_by_screens(sheets: &[(String, String)]) -> Vec<&str> {
    let mut folders = vec![root().join("src/pages")];
    let mut code = String::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().flatten() {
            if entry.path().is_dir() {
                folders.push(entry.path());
            } else {
                code += &fs::read_to_string(entry.path()).unwrap();
            }
        }
    }
    let times = |name: &str| code.matches(&format!("/style/{name}\")")).count();
    sheets.iter().flat_map(|(name, _)| std::iter::repeat_n(name.as_str(), times(name))).collect()
}

// ---- reading the sheets ---------------------------------------------------------------------------

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every style sheet with its path below `style/`, sorted by path.
fn sheets() -> Vec<(String, String)> {
    let style = root().join("style");
    let mut folders = vec![style.clone()];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "css") {
                let name = path.strip_prefix(&style).unwrap().to_string_lossy().replace('\\', "/");
                found.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

/// The text with every comment's letters gone and its line breaks kept.
fn without_comments(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once("/*") {
        kept.push_str(before);
        let (comment, after) = comment.split_once("*/").unwrap_or((comment, ""));
        kept.extend(comment.chars().filter(|letter| *letter == '\n'));
        rest = after;
    }
    kept.push_str(rest);
    kept
}

/// Every custom property that is declared, with its value.
fn declarations(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split([';', '{', '}']).filter_map(|part| {
        let (name, value) = part.trim().strip_prefix("--")?.split_once(':')?;
        Some((name.trim(), value.trim()))
    })
}

/// The first colour that is written out in a line, if there is one.
fn raw_colour(line: &str) -> Option<String> {
    for function in ["rgb(", "rgba(", "hsl(", "hsla(", "hwb(", "lab(", "lch(", "oklab(", "oklch("] {
        if line.contains(function) {
            return Some(function.to_owned());
        }
    }
    // A value follows a colon or a space, an identifier in a selector or url() does not.
    line.split('#').zip(line.split('#').skip(1)).find_map(|(before, after)| {
        let digits: String = after.chars().take_while(char::is_ascii_hexdigit).collect();
        let ends = !after[digits.len()..].starts_with(|letter: char| letter.is_alphanumeric());
        let is_value = before.contains(':') && !before.ends_with("url(");
        (is_value && ends && matches!(digits.len(), 3 | 4 | 6 | 8)).then(|| format!("#{digits}"))
    })
}

// ---- colours --------------------------------------------------------------------------------------

struct Tokens(BTreeMap<String, String>);

impl Tokens {
    fn read() -> Self {
        let text = fs::read_to_string(root().join("style/tokens.css")).unwrap();
        let mut tokens = BTreeMap::new();
        for (name, value) in declarations(&without_comments(&text)) {
            // Later declarations stand in media queries: the first is the usual one.
            tokens.entry(name.to_owned()).or_insert_with(|| value.to_owned());
        }
        Self(tokens)
    }

    fn colour(&self, name: &str, theme: Theme) -> [f64; 3] {
        let value = self.0.get(name).unwrap_or_else(|| panic!("no token --{name}"));
        self.resolve(value, theme)
    }

    fn resolve(&self, value: &str, theme: Theme) -> [f64; 3] {
        let value = value.trim();
        if let Some(inner) = function(value, "light-dark") {
            let (light, dark) = inner.split_once(',').expect("light-dark() takes two colours");
            return self.resolve(if matches!(theme, Theme::Light) { light } else { dark }, theme);
        }
        if let Some(name) = function(value, "var") {
            return self.colour(name.trim().trim_start_matches("--"), theme);
        }
        hex(value).unwrap_or_else(|| panic!("not a colour: {value}"))
    }
}

fn function<'a>(value: &'a str, name: &str) -> Option<&'a str> {
    value.strip_prefix(name)?.strip_prefix('(')?.strip_suffix(')')
}

fn hex(value: &str) -> Option<[f64; 3]> {
    let digits = value.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let channel = |from: usize| {
        u8::from_str_radix(digits.get(from..from + 2)?, 16).ok().map(|byte| f64::from(byte) / 255.0)
    };
    Some([channel(0)?, channel(2)?, channel(4)?])
}

/// Contrast ratio after WCAG 2: the lighter over the darker relative luminance, each plus 0.05.
fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(colour: [f64; 3]) -> f64 {
    let [red, green, blue] = colour.map(|channel| {
        if channel <= 0.04045 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

#[test]
fn contrast_of_black_on_white_is_21() {
    assert!((contrast([0.0; 3], [1.0; 3]) - 21.0).abs() < 1e-9);
    assert!((contrast([0.5; 3], [0.5; 3]) - 1.0).abs() < 1e-9);
}

/// The page's policy forbids styles that stand in it; a property that is set by a script is not one.
#[test]
fn no_view_writes_a_style_attribute() {
    fn look(folder: &Path, found: &mut Vec<String>) {
        for entry in fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                look(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                let lines = text.lines().enumerate();
                let written =
                    lines.filter(|(_, line)| line.contains(" style=") || line.contains("<style"));
                found.extend(written.map(|(at, _)| format!("{}:{}", path.display(), at + 1)));
            }
        }
    }
    let mut found = Vec::new();
    for folder in ["app", "pages", "widgets"] {
        look(&root().join("src").join(folder), &mut found);
    }
    assert!(found.is_empty(), "set one property each (style:width=…): {found:?}");
}
