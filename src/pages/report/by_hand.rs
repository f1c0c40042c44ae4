//! Somebody who has the paper and nothing else applies its rules by hand: ten partners, sums and straight lines,
//! numbers read off the printed words. The program is asked only whether it comes to the same.

use super::tests::{RULES, answer, written};
use std::collections::{BTreeMap, BTreeSet};
use tierlab_engine::portfolio::Portfolio;
use tierlab_engine::rules::Evaluation;

/// What stands under one heading of the paper.
#[derive(Debug, Default)]
struct Under {
    heading: String,
    sentences: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// The printed rule sheet, heading by heading.
fn sheet(paper: &str, which: &str) -> Vec<Under> {
    let begins = paper.find(&format!("## The {which} rules: ")).expect("the sheet is in the paper");
    let (_, text) = paper[begins..].split_once('\n').expect("more than a heading");
    let text = text.split("\n## ").next().expect("the sheet");
    let mut parts: Vec<Under> = Vec::new();
    for line in text.lines().map(plain) {
        if let Some(heading) = line.strip_prefix("### ") {
            parts.push(Under { heading: heading.to_owned(), ..Under::default() });
        } else if let Some(part) = parts.last_mut() {
            if let Some(sentence) = line.strip_prefix("- ") {
                part.sentences.push(sentence.to_owned());
            } else if let Some(row) = line.strip_prefix("| ") {
                let cells = row.trim_end_matches(" |").split(" | ").map(str::to_owned);
                part.rows.push(cells.collect());
            }
        }
    }
    parts
}

/// A line without the marks of Markdown.
fn plain(line: &str) -> String {
    line.replace('\\', "").replace('\u{a0}', " ")
}

/// A printed number: `$1,300,000`, `12`, `80 days`, `97 %`.
fn number(text: &str) -> f64 {
    let digits = text.trim_start_matches('$').split(' ').next().unwrap_or_default();
    let digits = digits.replace(',', "").replace('\u{2212}', "-");
    digits.parse().unwrap_or_else(|_| panic!("no number: {text}"))
}

/// Rows of a table below its head and its rule.
fn table<'a>(part: &'a Under, head: &[&str]) -> &'a [Vec<String>] {
    assert_eq!(part.rows.first().expect("a table"), head, "under {}", part.heading);
    &part.rows[2..]
}

/// What "Measured as" comes to on a partner's own record; none when nothing is known.
fn measured(part: &Under, portfolio: &Portfolio, partner: usize) -> Option<f64> {
    let how = part.sentences[0].strip_prefix("Measured as ").expect("how it is measured");
    let known = |name: &str, window: &str| {
        let spoken = |key: &str| key.replace('_', " ").to_lowercase() == name.to_lowercase();
        let metric = portfolio.metrics().iter().position(|m| spoken(&m.name)).expect("the metric");
        let months: usize = window
            .strip_prefix("last ")
            .and_then(|it| it.split(' ').next()?.parse().ok())
            .expect("a window");
        let history = portfolio.history(metric, partner);
        let periods = months.div_ceil(3);
        let recent = &history[history.len() - periods..];
        let known: Vec<f64> = recent.iter().copied().filter(|value| value.is_finite()).collect();
        (known, periods as f64)
    };
    let words = |from: &str, over: &str| {
        let (name, rest) = how.strip_prefix(from)?.split_once(over)?;
        Some((name.to_owned(), rest.split([',', '.']).next()?.to_owned()))
    };
    let mean =
        |known: &[f64]| (!known.is_empty()).then(|| known.iter().sum::<f64>() / known.len() as f64);
    if let Some((name, window)) = words("sum of ", " over the ") {
        let said = "an unknown period counts as the mean of the known ones in a score";
        assert!(how.contains(said), "what is missing is said: {how}");
        let (known, periods) = known(&name, &window);
        return mean(&known).map(|mean| mean * periods);
    }
    if let Some((name, window)) = words("mean of ", " over the known periods of the ") {
        return mean(&known(&name, &window).0);
    }
    let (name, window) = words("latest known ", " of the ").unwrap_or_else(|| panic!("{how}"));
    known(&name, &window).0.last().copied()
}

/// Points on straight lines between the printed rows.
fn points(part: &Under, value: f64) -> f64 {
    let said = "Points lie on straight lines between the rows of the table; below the first row and above the last they stay the same.";
    assert!(part.sentences.iter().any(|sentence| sentence == said), "{:?}", part.sentences);
    let rows = table(part, &["Measure", "Points"]);
    let rows: Vec<(f64, f64)> = rows.iter().map(|row| (number(&row[0]), number(&row[1]))).collect();
    let (first, last) = (rows[0], rows[rows.len() - 1]);
    if value <= first.0 {
        return first.1;
    }
    let pair = rows.windows(2).find(|pair| value <= pair[1].0);
    pair.map_or(last.1, |pair| {
        let ((from, low), (to, high)) = (pair[0], pair[1]);
        low + (high - low) * (value - from) / (to - from)
    })
}

/// Score and values of the dimensions by name.
fn scored(
    sheet: &[Under],
    portfolio: &Portfolio,
    partner: usize,
) -> (Option<f64>, BTreeMap<String, f64>) {
    let at = sheet.iter().position(|part| part.heading == "Dimensions").expect("dimensions");
    let said = "Multiply the value of every known dimension by its weight, add these up, and divide by the weights of the known dimensions.";
    assert!(sheet[at].sentences.iter().any(|sentence| sentence == said));
    let mut parts = sheet[at + 1..].iter();
    let (mut sum, mut known, mut all) = (0.0, 0.0, 0.0);
    let mut values = BTreeMap::new();
    for row in table(&sheet[at], &["Dimension", "Weight", "Share of all weight"]) {
        let weight = number(&row[1]);
        all += weight;
        let dimension = parts.next().expect("a dimension");
        assert_eq!(dimension.heading, row[0]);
        assert!(
            dimension.sentences[0]
                .ends_with("the mean of the points of its known parts, each counted by its share.")
        );
        let (mut total, mut shares) = (0.0, 0.0);
        for row in table(dimension, &["Part", "Share"]) {
            let part = parts.next().expect("a part");
            assert_eq!(part.heading, row[0]);
            if let Some(value) = measured(part, portfolio, partner) {
                total += number(&row[1]) * points(part, value);
                shares += number(&row[1]);
            }
        }
        if shares > 0.0 {
            values.insert(row[0].to_lowercase(), total / shares);
            sum += weight * total / shares;
            known += weight;
        }
    }
    let score = sheet.iter().find(|part| part.heading == "Score").expect("the score");
    let least = score.sentences.iter().find_map(|sentence| {
        sentence.strip_prefix("The score is known when at least ").map(number)
    });
    let enough = known / all >= least.expect("how much has to be known") / 100.0;
    (enough.then(|| sum / known), values)
}

/// The highest tier whose printed conditions are met.
fn sorted(sheet: &[Under], score: Option<f64>, values: &BTreeMap<String, f64>) -> String {
    let at = sheet.iter().position(|part| part.heading == "Tiers").expect("tiers");
    let end = sheet.iter().position(|part| part.heading == "Movement").expect("movement");
    let meets = |tier: &&Under| {
        let enter = tier.sentences[0].strip_prefix("To enter: ").expect("what it asks");
        let enter = enter.trim_end_matches('.');
        enter == "Everyone"
            || enter.split(", and ").all(|condition| {
                let (name, line) = condition.split_once(" at least ").expect("a comparator");
                let name = name.to_lowercase();
                let value = if name == "score" { score } else { values.get(&name).copied() };
                value.is_some_and(|value| value > number(line) - 1e-9)
            })
    };
    sheet[at + 1..end].iter().rfind(meets).expect("the lowest takes everyone").heading.clone()
}

#[test]
fn ten_partners_are_scored_and_sorted_with_the_paper_alone() {
    let paper = written(RULES);
    let answer = answer();
    let portfolio = &answer.portfolio;
    for (which, program) in
        [("new", &answer.scenario.alternative), ("present", &answer.scenario.baseline)]
    {
        let sheet = sheet(&paper, which);
        let right = Evaluation::now(program, portfolio);
        let mut seen = BTreeSet::new();
        let ten = (0..portfolio.partners().len()).step_by(portfolio.partners().len() / 10).take(10);
        for partner in ten {
            let (score, values) = scored(&sheet, portfolio, partner);
            let expected = right.score_of(partner);
            assert_eq!(score.is_some(), expected.is_some(), "partner {partner}");
            let (by_hand, by_engine) = (score.unwrap_or(0.0), expected.unwrap_or(0.0));
            assert!((by_hand - by_engine).abs() < 1e-9, "{partner}: {by_hand} is not {by_engine}");
            let tier = sorted(&sheet, score, &values);
            let expected = right.qualification(partner).tier;
            assert_eq!(tier, program.ladder.tiers[expected].name, "partner {partner}, {which}");
            seen.insert(tier);
        }
        assert!(seen.len() > 1, "the ten do not all stand in one tier");
    }
}
