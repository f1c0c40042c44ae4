//! Messy files as people have them: what each is read as stands beside it, word for word.
//!
//! A reading that differs is written to the target folder, so that it can be compared and, if it is
//! right, put in the place of the expected one by hand.

use std::fmt::Write as _;
use std::path::Path;
use tierlab_engine::Problems;
use tierlab_engine::formats::import::{
    ImportPlan, Imported, Layout, Match, Role, Span, guess_currency, guess_plan, import, reshaped,
};
use tierlab_engine::formats::table::{RowNote, Table, read_table};
use tierlab_engine::formats::workbook::{is_workbook, read_workbook};
use tierlab_engine::portfolio::{Origin, Portfolio};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/golden/imports");
/// Partners whose numbers are written out.
const SHOWN: usize = 6;

#[test]
fn every_messy_file_is_read_as_expected() {
    let mut names: Vec<String> = std::fs::read_dir(FOLDER)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    let (expected, inputs): (Vec<String>, Vec<String>) =
        names.into_iter().partition(|name| name.ends_with(".expected"));
    assert!(inputs.len() >= 14, "only {} files", inputs.len());
    for name in &expected {
        assert!(inputs.contains(&name.replace(".expected", "")), "{name} belongs to no file");
    }
    let mut different = Vec::new();
    for name in &inputs {
        let found = reading(&std::fs::read(Path::new(FOLDER).join(name)).unwrap());
        let wanted = Path::new(FOLDER).join(format!("{name}.expected"));
        if std::fs::read_to_string(wanted).unwrap_or_default() != found {
            let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.expected"));
            std::fs::write(&place, &found).unwrap();
            different.push(format!("{name}: see {}\n{found}", place.display()));
        }
    }
    assert!(different.is_empty(), "read differently:\n{}", different.join("\n"));
}

/// Everything that a person is shown, and the numbers.
fn reading(bytes: &[u8]) -> String {
    let mut text = String::new();
    let read = if is_workbook(bytes) {
        read_workbook(bytes, None).and_then(|book| {
            writeln!(text, "sheets: {}; read: {}", book.sheets.join(", "), book.sheet).unwrap();
            book.table()
        })
    } else {
        read_table(bytes)
    };
    let table = match read {
        Ok(table) => reshaped(table),
        Err(problem) => return format!("refused: {problem}\n"),
    };
    let plan = guess_plan(&table);
    let currency = guess_currency(&plan).unwrap_or("not stated");
    let delimiter = table.delimiter.map_or("none".to_owned(), |sign| format!("{sign:?}"));
    let encoding = &table.encoding;
    let layout = layout(plan.layout);
    writeln!(text, "{encoding}, delimiter {delimiter}, layout {layout}, money in {currency}")
        .unwrap();
    columns(&mut text, &plan);
    match import(&table, &plan, Origin::File("file".into())) {
        Ok(imported) => account(&mut text, &table, &imported),
        Err(Problems(list)) => {
            for problem in list {
                writeln!(text, "problem: {problem}").unwrap();
            }
        }
    }
    text
}

fn layout(layout: Layout) -> &'static str {
    match layout {
        Layout::CrossSection => "one look",
        Layout::Long => "long",
        Layout::Wide => "wide",
    }
}

fn columns(text: &mut String, plan: &ImportPlan) {
    for column in &plan.columns {
        let becomes = match column.role {
            Role::Metric { kind, unit, direction } => {
                format!("{} ({kind:?} {unit:?} {direction:?})", column.metric_key)
            }
            role => format!("{role:?}"),
        };
        let period = column.wide_period.map_or(String::new(), |period| format!(" in {period}"));
        let matched = match column.matched {
            Match::Check => " CHECK",
            _ => "",
        };
        writeln!(text, "column {:?} → {becomes}{period}{matched}: {}", column.header, column.note)
            .unwrap();
    }
}

fn account(text: &mut String, table: &Table, imported: &Imported) {
    let counts = imported.counts;
    assert_eq!(counts.lines, counts.header + counts.used + counts.set_aside + counts.blank);
    writeln!(
        text,
        "{} lines = {} names + {} used + {} set aside + {} blank",
        table.lines(),
        counts.header,
        counts.used,
        counts.set_aside,
        counts.blank
    )
    .unwrap();
    numbers(text, &imported.portfolio);
    for total in &imported.totals {
        let period = match total.span {
            Span::Period(period) => period.to_string(),
            Span::Year(year) => year.to_string(),
            Span::Unread => "no period".to_owned(),
            Span::All => "all".to_owned(),
        };
        let agrees = if total.agrees() { "agrees" } else { "DIFFERS" };
        let stated = total.stated.map_or(String::new(), |stated| {
            let as_stated = if total.as_stated() == Some(true) { "as" } else { "NOT as" };
            format!(", {as_stated} stated {stated}")
        });
        let (name, file, got) = (&total.metric, total.file, total.imported);
        writeln!(
            text,
            "total {name} {period}: {file} in the file, {got} imported, {agrees}{stated}"
        )
        .unwrap();
    }
    for RowNote { line, column, value, done, remedy } in &imported.notes {
        let remedy = if remedy.is_empty() { String::new() } else { format!(" | {remedy}") };
        writeln!(text, "note {line}, {column}, {value:?}: {done}{remedy}").unwrap();
    }
}

fn numbers(text: &mut String, portfolio: &Portfolio) {
    let periods = portfolio.periods();
    let (first, last) = (periods.first().unwrap(), periods.last().unwrap());
    writeln!(text, "{} partners, {first} to {last}", portfolio.partners().len()).unwrap();
    for (at, partner) in portfolio.partners().iter().enumerate().take(SHOWN) {
        let attributes = partner.attributes.iter().map(|a| a.as_deref().unwrap_or("?"));
        let tier = partner.first_tier.as_deref().unwrap_or("?");
        let attributes = attributes.collect::<Vec<_>>().join(", ");
        writeln!(text, "partner {:?} {:?}, tier {tier}, [{attributes}]", partner.id, partner.name)
            .unwrap();
        for (index, metric) in portfolio.metrics().iter().enumerate() {
            let values = portfolio
                .history(index, at)
                .iter()
                .map(|value| if value.is_finite() { value.to_string() } else { "?".to_owned() });
            writeln!(text, "  {}: {}", metric.key, values.collect::<Vec<_>>().join(" ")).unwrap();
        }
    }
}
