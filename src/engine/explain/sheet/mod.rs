//! The rule sheet: a whole program in plain words, so exactly that it can be applied by hand.

mod about;
mod benefits;
mod movement;
mod points;
mod score;
mod tiers;

pub(super) use about::confidence_words;
pub(super) use benefits::{benefit_sentences, level, lever_levels};
pub(super) use movement::{movement_rules, unknown_sentence};
pub(super) use points::{points_sentence, points_table, table_line};
pub(super) use score::{combine_dimensions, combine_parts};

use super::lexicon::Lexicon;
use super::sentence::Sentence;
use crate::portfolio::Portfolio;
use crate::rules::Program;
use std::fmt;

/// A cell of a table: what it says, and the number it says, if it says one.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// As printed.
    pub text: String,
    /// The exact number behind it, in the unit of the rule.
    pub number: Option<f64>,
}

/// Rows of cells under named columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Names of the columns.
    pub columns: Vec<String>,
    /// The rows, each as long as there are columns.
    pub rows: Vec<Vec<Cell>>,
}

/// A part of the sheet.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Section {
    /// What it is about.
    pub heading: String,
    /// Its rules, each a whole sentence.
    pub sentences: Vec<Sentence>,
    /// Its numbers.
    pub table: Option<Table>,
    /// Parts of it.
    pub sections: Vec<Section>,
}

/// A program in plain words.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleSheet {
    /// Name of the program.
    pub title: String,
    /// What it says, in the order in which it is applied.
    pub sections: Vec<Section>,
}

/// Puts a program into plain words; a portfolio lends the names and units of the metrics.
pub fn rule_sheet(program: &Program, portfolio: Option<&Portfolio>) -> RuleSheet {
    let lexicon = Lexicon::new(program, portfolio);
    let mut sections = vec![about::section(program), score::section(&lexicon)];
    sections.extend(tiers::statuses(&lexicon));
    sections.push(tiers::section(&lexicon));
    sections.push(movement::section(&lexicon));
    sections.push(benefits::section(&lexicon));
    sections.push(movement::unknowns(&lexicon));
    sections.extend(about::measures(&lexicon));
    sections.push(about::reading());
    RuleSheet { title: program.name.clone(), sections }
}

impl Cell {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), number: None }
    }

    pub(super) fn number(text: impl Into<String>, number: f64) -> Self {
        Self { text: text.into(), number: Some(number) }
    }
}

impl Table {
    pub(super) fn new(columns: &[&str], rows: Vec<Vec<Cell>>) -> Self {
        Self { columns: columns.iter().map(|name| (*name).to_owned()).collect(), rows }
    }
}

impl Section {
    pub(super) fn new(heading: impl Into<String>) -> Self {
        Self { heading: heading.into(), ..Self::default() }
    }

    pub(super) fn say(&mut self, sentence: Sentence) {
        self.sentences.push(sentence.whole());
    }

    pub(super) fn tell(&mut self, words: impl Into<String>) {
        self.say(Sentence::plain(words));
    }

    /// The part with this heading.
    pub fn section(&self, heading: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.heading == heading)
    }

    fn write(&self, out: &mut fmt::Formatter<'_>, depth: usize) -> fmt::Result {
        writeln!(out, "\n{} {}\n", "#".repeat(depth), self.heading)?;
        for sentence in &self.sentences {
            writeln!(out, "- {sentence}")?;
        }
        if let Some(table) = &self.table {
            writeln!(out, "\n| {} |", table.columns.join(" | "))?;
            writeln!(out, "|{}", "---|".repeat(table.columns.len()))?;
            for row in &table.rows {
                let cells: Vec<&str> = row.iter().map(|cell| cell.text.as_str()).collect();
                writeln!(out, "| {} |", cells.join(" | "))?;
            }
        }
        self.sections.iter().try_for_each(|section| section.write(out, depth + 1))
    }
}

impl RuleSheet {
    /// The section with this heading.
    pub fn section(&self, heading: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.heading == heading)
    }
}

impl fmt::Display for RuleSheet {
    /// As a document in Markdown.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "# {}", self.title)?;
        self.sections.iter().try_for_each(|section| section.write(out, 2))
    }
}
