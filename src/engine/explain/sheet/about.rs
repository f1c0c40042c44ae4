//! The frame of the sheet: what program it is, what its measures are, how its words are meant.

use super::{Cell, Section, Table};
use crate::explain::lexicon::Lexicon;
use crate::explain::names::{definition, measure_name};
use crate::explain::sentence::capital;
use crate::rules::{About, Confidence, Gate, Measure, Program, Source};

/// How sure it is that a program says what its owner published.
pub(in crate::explain) fn confidence_words(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Unstated => "nobody has said how sure its figures are",
        Confidence::Published => "every figure is read off its owner's own page",
        Confidence::Secondary => "some figures come from others who wrote about it",
        Confidence::Template => "it is a neutral starting point, nobody's program",
    }
}

/// Where a rule comes from, each as a sentence.
pub(in crate::explain) fn sources(section: &mut Section, about: &About) {
    if let Some(source) = &about.source {
        let as_of = about.as_of.as_ref().map(|date| format!(", as of {date}")).unwrap_or_default();
        section.tell(format!("Source: {source}{as_of}"));
    } else if let Some(date) = &about.as_of {
        section.tell(format!("As of {date}"));
    }
    if let Some(note) = &about.note {
        section.tell(format!("Note: {note}"));
    }
}

pub(super) fn section(program: &Program) -> Section {
    let mut section = Section::new("About");
    if !program.edition.is_empty() {
        section.tell(format!("Edition: {}", program.edition));
    }
    if let Some(month) = program.effective {
        section.tell(format!("In force from {month}"));
    }
    if !program.currency.is_empty() {
        section.tell(format!("All money is in {}", program.currency));
    }
    section.tell(format!("Confidence: {}", confidence_words(program.confidence)));
    sources(&mut section, &program.about);
    section
}

/// The measures that conditions look at, each with how it is measured.
pub(super) fn measures(lexicon: &Lexicon<'_>) -> Option<Section> {
    let program = lexicon.program();
    let tiers = program.ladder.tiers.iter();
    let ranks = tiers.clone().filter_map(|tier| tier.capacity.as_ref()?.by.as_ref());
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let gates = gates(program).into_iter().flat_map(measured);
    for measure in gates.chain(ranks) {
        if matches!(measure.source, Source::Score | Source::Dimension(_)) {
            continue;
        }
        let row = vec![
            Cell::text(measure_name(lexicon, measure).inline()),
            Cell::text(definition(lexicon, measure)),
        ];
        if !rows.contains(&row) {
            rows.push(row);
        }
    }
    let table = Table::new(&["Measure", "How it is measured"], rows);
    (!table.rows.is_empty())
        .then(|| Section { table: Some(table), ..Section::new("Measures in conditions") })
}

fn measured(gate: &Gate) -> Vec<&Measure> {
    let inner = gate.inner().into_iter().flat_map(measured);
    gate.measure().into_iter().chain(inner).collect()
}

/// All conditions of a program.
fn gates(program: &Program) -> Vec<&Gate> {
    let tiers = program.ladder.tiers.iter().flat_map(|tier| {
        tier.gates.iter().chain(tier.keep.as_ref().map_or(&[][..], |keep| &keep.gates))
    });
    let tracks = &program.score.tracks;
    let parts = tracks.iter().flat_map(|t| &t.dimensions).flat_map(|d| &d.parts);
    tiers
        .chain(program.statuses.iter().map(|status| &status.gate))
        .chain(tracks.iter().filter_map(|track| track.when.as_ref()))
        .chain(parts.filter_map(|part| part.when.as_ref()))
        .collect()
}

/// How the words of the sheet are meant.
pub(super) fn reading() -> Section {
    let mut section = Section::new("How to read the rules");
    for words in [
        "\"at least\" and \"at most\" include the number itself, \"more than\" and \"less than\" do \
         not; two numbers less than 0.000000001 apart count as equal",
        "a number with decimals is rounded half away from zero, and only where a rule says so",
        "\"and\" asks for all, \"or\" for one; what stands in brackets is read first",
        "a group of conditions with an unknown one is unknown, unless the others settle it: one \
         that is not met settles \"and\", one that is met settles \"or\"",
        "a text column that \"is\" something says exactly that, or lists it among entries \
         separated by semicolons; upper and lower case are one",
        "something is \"confirmed\" when its column says yes, or names a month that has not passed",
        "a number \"where\" a column says something holds for those partners alone",
        "a number of months is a number of whole periods, rounded up; the present one counts; a \
         portfolio with a single undated period is looked at as a whole",
        "with several periods asked for, one that lies before the records is unknown",
    ] {
        section.tell(capital(words));
    }
    section
}
