//! Tables out: rows of cells → text that spreadsheets read (RFC 4180), with nothing in it that they would
//! compute.

/// What a text must not begin with: a spreadsheet would take it for a formula, also in full width.
const FORMULA: [char; 11] =
    ['=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];
/// Without it, some spreadsheets take the text for another encoding.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Words, as they are; behind an apostrophe where they begin like a formula.
    Text(String),
    /// A number with so many decimals; empty where it is not finite.
    Number(f64, usize),
}

impl Cell {
    /// Words.
    pub fn text(words: impl Into<String>) -> Self {
        Self::Text(words.into())
    }

    fn written(&self) -> String {
        match self {
            Self::Text(words) if words.starts_with(FORMULA) => format!("'{words}"),
            Self::Text(words) => words.clone(),
            Self::Number(value, _) if !value.is_finite() => String::new(),
            Self::Number(value, decimals) => {
                let text = format!("{value:.decimals$}");
                let zero = text.chars().all(|letter| matches!(letter, '-' | '0' | '.'));
                if zero { text.replace('-', "") } else { text }
            }
        }
    }
}

/// A header and rows as UTF-8 text with a byte order mark: commas between cells, CR LF behind rows, quotes
/// where a cell needs them.
pub fn write_csv(headers: &[&str], rows: impl IntoIterator<Item = Vec<Cell>>) -> String {
    let header = headers.iter().copied().map(Cell::text).collect();
    let mut writer = ::csv::WriterBuilder::new()
        .terminator(::csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(BYTE_ORDER_MARK.to_string().into_bytes());
    for row in std::iter::once(header).chain(rows) {
        // Nothing can fail: it is written into memory, and rows may differ in length.
        let _unfailing = writer.write_record(row.iter().map(Cell::written));
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}
