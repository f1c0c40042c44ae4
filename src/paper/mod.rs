//! A paper to decide by, as blocks: what a screen shows, a browser prints, a file holds and a wiki takes are the same
//! blocks, written in three ways.

mod html;
mod markdown;

pub use html::html;
pub use markdown::markdown;

/// A table of a paper.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PaperTable {
    /// Names of the columns, and whether they hold numbers.
    pub columns: Vec<(String, bool)>,
    /// Rows, each as long as there are columns.
    pub rows: Vec<Vec<String>>,
    /// Whether the last row is the sum of it all.
    pub total: bool,
}

/// A piece of a paper.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading: what was found. It stays with what follows it.
    Heading(String),
    /// A heading inside a section.
    Smaller(String),
    /// A paragraph.
    Text(String),
    /// The answer, set apart.
    Answer(String),
    /// A remark in small print.
    Note(String),
    /// Sentences, one after another; numbered where their order counts.
    List {
        /// Whether they are numbered.
        numbered: bool,
        /// The sentences.
        items: Vec<String>,
    },
    /// A table.
    Table(PaperTable),
    /// A drawing, as an SVG that stands by itself, with what it says in words.
    Figure {
        /// The drawing.
        svg: String,
        /// What it says.
        said: String,
    },
    /// What somebody else would read, as a card of its own.
    Letter {
        /// Its title.
        title: String,
        /// What kind it is.
        kind: String,
        /// Its paragraphs.
        paragraphs: Vec<String>,
    },
    /// Paper begins a new page here.
    NewPage,
}

/// A whole paper.
#[derive(Debug, Clone, PartialEq)]
pub struct Paper {
    /// The question it answers.
    pub title: String,
    /// What stands above it: kind, date.
    pub head: String,
    /// What it rests on: partners, periods, runs, seed, engine, fingerprint.
    pub foot: String,
    /// What it says.
    pub blocks: Vec<Block>,
}

impl PaperTable {
    /// A table of named columns, numbers where `true`.
    pub fn new(columns: &[(&str, bool)]) -> Self {
        let columns = columns.iter().map(|(name, number)| ((*name).to_owned(), *number));
        Self { columns: columns.collect(), ..Self::default() }
    }

    /// Adds a row.
    pub fn row<T: Into<String>>(&mut self, cells: impl IntoIterator<Item = T>) {
        self.rows.push(cells.into_iter().map(Into::into).collect());
    }
}
