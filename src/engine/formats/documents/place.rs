//! Where in a document something stands: `tiers[2].gates[0].at_least`.

use std::fmt;

/// A place in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place(String);

impl Place {
    /// Where a document begins.
    pub(super) fn root(name: &str) -> Self {
        Self(name.to_owned())
    }

    /// A field inside.
    pub(super) fn field(&self, name: &str) -> Self {
        Self(format!("{}.{name}", self.0))
    }

    /// An entry of a list, from 0.
    pub(super) fn item(&self, index: usize) -> Self {
        Self(format!("{}[{index}]", self.0))
    }
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// The place of a line and column (from 1, in bytes, as the JSON reader counts them): the way of
/// fields and entries that was open there.
pub(super) fn place_at(text: &str, line: usize, column: usize) -> String {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let end = (before + column).min(text.len());
    let mut walk = Walk::default();
    for byte in text.bytes().take(end) {
        walk.step(byte);
    }
    walk.place()
}

/// The first place where more than `most` lists and objects are open.
pub(super) fn deeper_than(text: &str, most: usize) -> Option<String> {
    let mut walk = Walk::default();
    for byte in text.bytes() {
        walk.step(byte);
        if walk.open.len() > most {
            return Some(walk.place());
        }
    }
    None
}

/// A list or an object that is open.
enum Open {
    List(usize),
    Object(String),
}

#[derive(Default)]
struct Walk {
    open: Vec<Open>,
    /// The string being read, or the last one.
    text: Vec<u8>,
    inside: bool,
    escaped: bool,
}

impl Walk {
    fn step(&mut self, byte: u8) {
        if self.inside {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => {
                    self.inside = false;
                    return;
                }
                _ => {}
            }
            self.text.push(byte);
            return;
        }
        match byte {
            b'"' => {
                self.inside = true;
                self.text.clear();
            }
            b'{' => self.open.push(Open::Object(String::new())),
            b'[' => self.open.push(Open::List(0)),
            b'}' | b']' => {
                self.open.pop();
            }
            b':' => {
                if let Some(Open::Object(key)) = self.open.last_mut() {
                    *key = String::from_utf8_lossy(&self.text).into_owned();
                }
            }
            b',' => match self.open.last_mut() {
                Some(Open::List(index)) => *index += 1,
                Some(Open::Object(key)) => key.clear(),
                None => {}
            },
            _ => {}
        }
    }

    fn place(&self) -> String {
        let mut place = String::new();
        for (depth, open) in self.open.iter().enumerate() {
            match open {
                Open::List(index) => {
                    place.push('[');
                    place.push_str(&index.to_string());
                    place.push(']');
                }
                Open::Object(key) => {
                    // A field whose name has just been read has no colon yet.
                    let last = depth + 1 == self.open.len();
                    let pending = String::from_utf8_lossy(&self.text);
                    let key: &str = if key.is_empty() && last { &pending } else { key };
                    if !place.is_empty() && !key.is_empty() {
                        place.push('.');
                    }
                    place.push_str(key);
                }
            }
        }
        place
    }
}
