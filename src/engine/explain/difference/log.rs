//! Where the changes are written down.

use crate::explain::lexicon::Lexicon;
use crate::explain::sentence::{Sentence, capital};
use crate::rules::{About, Program};

/// One thing that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The place a person can find: a tier, a dimension and its part, the movement rules.
    pub place: String,
    /// What differs, as a sentence: what it is now, and what it was.
    pub sentence: String,
    /// The same as a setting with two values, where it is one.
    pub setting: Option<Setting>,
}

/// A setting that has another value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// What it is.
    pub name: String,
    /// Its value in the old program.
    pub was: String,
    /// Its value in the new one.
    pub now: String,
}

/// The changes found so far, with the words of both programs.
pub(super) struct Log<'a> {
    pub old: Lexicon<'a>,
    pub new: Lexicon<'a>,
    found: Vec<Change>,
}

impl<'a> Log<'a> {
    pub fn new(old: Lexicon<'a>, new: Lexicon<'a>) -> Self {
        Self { old, new, found: Vec::new() }
    }

    pub fn say(&mut self, place: impl Into<String>, words: impl Into<String>) {
        self.tell(place.into(), &words.into(), None);
    }

    /// The same of a setting that has another value.
    pub fn set(&mut self, place: &str, name: &str, (was, now): (&str, &str), words: &str) {
        let (name, was, now) = (name.to_owned(), was.to_owned(), now.to_owned());
        self.tell(place.to_owned(), words, Some(Setting { name, was, now }));
    }

    fn tell(&mut self, place: String, words: &str, setting: Option<Setting>) {
        let sentence = Sentence::plain(capital(words)).whole().to_string();
        self.found.push(Change { place, sentence, setting });
    }

    /// One field; told when it differs.
    pub fn field<T: PartialEq + Copy>(
        &mut self,
        place: &str,
        what: &str,
        old: T,
        new: T,
        show: impl Fn(&Lexicon<'_>, T) -> String,
    ) {
        if old == new {
            return;
        }
        let (was, now) = (show(&self.old, old), show(&self.new, new));
        self.texts(place, what, &was, &now);
    }

    /// A field that differs, by how both programs say it.
    pub fn texts(&mut self, place: &str, what: &str, was: &str, now: &str) {
        if was == now {
            self.say(place, format!("{what} is written in another way, and reads the same: {now}"));
        } else {
            let words = format!("{what} is now {now}; it was {was}");
            self.set(place, what, (was, now), &words);
        }
    }

    /// A name; told when it differs.
    pub fn name(&mut self, place: &str, what: &str, old: &str, new: &str) {
        self.field(place, what, old, new, |_, name| format!("\"{name}\""));
    }

    /// Where a rule comes from.
    pub fn about(&mut self, place: &str, old: &About, new: &About) {
        let About { source, note, as_of } = new;
        let show = |_: &Lexicon<'_>, text: Option<&str>| {
            text.map_or_else(|| "not given".to_owned(), |text| format!("\"{text}\""))
        };
        self.field(place, "The source", old.source.as_deref(), source.as_deref(), show);
        self.field(place, "The note", old.note.as_deref(), note.as_deref(), show);
        self.field(place, "The date of the source", old.as_of.as_deref(), as_of.as_deref(), show);
    }

    /// Tells a new order.
    pub fn order(&mut self, place: &str, differs: bool, names: impl Iterator<Item = String>) {
        if differs {
            let names: Vec<String> = names.collect();
            self.say(place, format!("The order is now {}", names.join(", ")));
        }
    }

    /// How many changes there are so far.
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// All changes. Programs that differ never come out as equal, whatever the sentences miss.
    pub fn finish(mut self, old: &Program, new: &Program) -> Vec<Change> {
        if self.found.is_empty() && old != new {
            self.say("Program", "The two are written in different ways, and read the same");
        }
        self.found
    }
}
