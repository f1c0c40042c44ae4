//! A rule sheet as blocks: exactly what applies, so that it can be applied by hand.

use crate::paper::{Block, PaperTable};
use tierlab_engine::explain::{Section, rule_sheet};
use tierlab_engine::portfolio::Portfolio;
use tierlab_engine::rules::Program;

/// The whole sheet of a program; `word` says which one it is.
pub(super) fn sheet(program: &Program, word: &str, portfolio: &Portfolio, blocks: &mut Vec<Block>) {
    let sheet = rule_sheet(program, Some(portfolio));
    blocks.push(Block::Heading(format!("The {word} rules: {}", sheet.title)));
    for part in &sheet.sections {
        section(part, blocks);
    }
}

fn section(part: &Section, blocks: &mut Vec<Block>) {
    blocks.push(Block::Smaller(part.heading.clone()));
    if !part.sentences.is_empty() {
        let items = part.sentences.iter().map(ToString::to_string).collect();
        blocks.push(Block::List { numbered: false, items });
    }
    if let Some(table) = &part.table {
        let is_number = |column: usize| {
            table.rows.iter().all(|row| row.get(column).is_some_and(|cell| cell.number.is_some()))
        };
        let columns =
            table.columns.iter().enumerate().map(|(at, name)| (name.clone(), is_number(at)));
        let rows = table.rows.iter().map(|row| row.iter().map(|cell| cell.text.clone()).collect());
        blocks.push(Block::Table(PaperTable {
            columns: columns.collect(),
            rows: rows.collect(),
            total: false,
        }));
    }
    for inner in &part.sections {
        section(inner, blocks);
    }
}
