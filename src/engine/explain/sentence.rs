//! A sentence in pieces, so that a screen can set its numbers bold and colour its joints.

use std::fmt;

/// One piece of a sentence. Pieces carry their own spaces: put side by side they are the sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Plain words.
    Text(String),
    /// A number with its unit, to be set bold.
    Strong(String),
    /// A word that joins conditions: `and`, `or`, `not`, `at least 2 of`.
    Joiner(String),
    /// What the number before it was in another program; printed as `(was 60)`.
    Was(String),
}

/// A sentence, or a part of one, in pieces.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sentence {
    /// The pieces in order.
    pub pieces: Vec<Piece>,
}

impl Sentence {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A sentence of plain words.
    pub fn plain(words: impl Into<String>) -> Self {
        Self::new().text(words)
    }

    /// Adds plain words; joins them to plain words before.
    #[must_use]
    pub fn text(mut self, words: impl Into<String>) -> Self {
        let words = words.into();
        match self.pieces.last_mut() {
            _ if words.is_empty() => {}
            Some(Piece::Text(before)) => before.push_str(&words),
            _ => self.pieces.push(Piece::Text(words)),
        }
        self
    }

    /// Adds a number with its unit.
    #[must_use]
    pub fn strong(mut self, number: impl Into<String>) -> Self {
        self.pieces.push(Piece::Strong(number.into()));
        self
    }

    /// Adds a word that joins conditions.
    #[must_use]
    pub fn joiner(mut self, word: impl Into<String>) -> Self {
        self.pieces.push(Piece::Joiner(word.into()));
        self
    }

    /// Adds what the number before was.
    #[must_use]
    pub fn was(mut self, number: impl Into<String>) -> Self {
        self.pieces.push(Piece::Was(number.into()));
        self
    }

    /// Adds another sentence as it is.
    #[must_use]
    pub fn then(mut self, other: Self) -> Self {
        for piece in other.pieces {
            match piece {
                Piece::Text(words) => self = self.text(words),
                piece => self.pieces.push(piece),
            }
        }
        self
    }

    /// With a capital first letter and a full stop.
    #[must_use]
    pub fn whole(self) -> Self {
        let mut sentence = self.capital();
        if !sentence.to_string().ends_with(['.', ':', '?']) {
            sentence = sentence.text(".");
        }
        sentence
    }

    /// With a capital first letter.
    #[must_use]
    pub fn capital(mut self) -> Self {
        if let Some(Piece::Text(words) | Piece::Joiner(words)) = self.pieces.first_mut() {
            *words = capital(words);
        }
        self
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }
}

impl fmt::Display for Sentence {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for piece in &self.pieces {
            match piece {
                Piece::Text(words) | Piece::Strong(words) | Piece::Joiner(words) => {
                    out.write_str(words)?;
                }
                Piece::Was(number) => write!(out, " (was {number})")?,
            }
        }
        Ok(())
    }
}

/// Words with a capital first letter.
pub(super) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// `a`, `a and b`, `a, b and c`; the last two joined by `last`.
pub(super) fn listed(words: &[String], last: &str) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., end] => format!("{} {last} {end}", rest.join(", ")),
    }
}

/// `1 month`, `12 months`.
pub(super) fn counted(number: u32, one: &str, many: &str) -> String {
    let noun = if number == 1 { one } else { many };
    format!("{} {noun}", super::numbers::digits(f64::from(number)))
}

/// Puts more words behind a text.
pub(super) fn append(text: &mut String, more: String) {
    text.push_str(&more);
}
