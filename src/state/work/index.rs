//! The list of everything kept in this browser; its twin, version 1, is the entry `tierlab.index`.

use super::{Entry, Id, Partners};
use serde::{Deserialize, Serialize};

/// Newest version of the twin.
const VERSION: u32 = 1;

/// Everything that is kept, and what was deleted last.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Index {
    /// What was opened last, in whatever tab.
    pub last: Option<Id>,
    /// The saved scenarios.
    pub entries: Vec<Entry>,
    /// Deleted last; it can come back until another is deleted.
    pub deleted: Option<Entry>,
}

/// Why an index cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// A newer Tierlab wrote it, in this version.
    Newer(u32),
    /// It is damaged.
    Damaged,
}

impl Index {
    /// The entry of a scenario.
    pub fn entry(&self, id: &Id) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id == *id)
    }

    /// Puts an entry in place of the one with the same id.
    pub fn put(&mut self, entry: Entry) {
        if self.deleted.as_ref().is_some_and(|deleted| deleted.id == entry.id) {
            self.deleted = None;
        }
        match self.entries.iter_mut().find(|other| other.id == entry.id) {
            Some(other) => *other = entry,
            None => self.entries.push(entry),
        }
    }

    /// Takes an entry out.
    pub fn take(&mut self, id: &Id) -> Option<Entry> {
        let place = self.entries.iter().position(|entry| entry.id == *id)?;
        if self.last.as_ref() == Some(id) {
            self.last = None;
        }
        Some(self.entries.remove(place))
    }

    /// The entries, changed last first.
    pub fn newest_first(&self) -> Vec<&Entry> {
        let mut entries: Vec<&Entry> = self.entries.iter().collect();
        entries.sort_by(|a, b| b.changed.cmp(&a.changed));
        entries
    }

    /// Whether any scenario, also one whose deletion can be undone, needs the partners kept under `key`.
    pub fn refers(&self, key: &str) -> bool {
        self.entries.iter().chain(&self.deleted).any(|entry| {
            let Partners { key: own, fingerprint, file, .. } = &entry.partners;
            match own {
                Some(own) => own == key,
                None => file.is_some() && key.starts_with(&format!("{fingerprint:016x}-")),
            }
        })
    }

    /// Whether a scenario is there, or its deletion can be undone.
    pub fn knows(&self, id: &Id) -> bool {
        self.entries.iter().chain(&self.deleted).any(|entry| entry.id == *id)
    }
}

#[derive(Deserialize)]
struct Head {
    tierlab: String,
    version: u32,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct IndexV1 {
    tierlab: String,
    version: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    last: Option<String>,
    scenarios: Vec<EntryV1>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    deleted: Option<EntryV1>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryV1 {
    id: String,
    name: String,
    baseline: String,
    partners: PartnersV1,
    changed: String,
    revision: u64,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    damaged: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PartnersV1 {
    count: usize,
    /// 16 hexadecimal digits.
    fingerprint: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    key: Option<String>,
}

/// Writes an index.
pub fn write_index(index: &Index) -> String {
    let document = IndexV1 {
        tierlab: "index".to_owned(),
        version: VERSION,
        last: index.last.as_ref().map(ToString::to_string),
        scenarios: index.entries.iter().map(EntryV1::from).collect(),
        deleted: index.deleted.as_ref().map(EntryV1::from),
    };
    serde_json::to_string(&document).unwrap_or_default()
}

/// Reads an index.
///
/// # Errors
/// Whether it is newer or damaged.
pub fn read_index(text: &str) -> Result<Index, Unreadable> {
    let damaged = |_| Unreadable::Damaged;
    let head: Head = serde_json::from_str(text).map_err(damaged)?;
    if head.tierlab == "index" && head.version > VERSION {
        return Err(Unreadable::Newer(head.version));
    }
    let document: IndexV1 = serde_json::from_str(text).map_err(damaged)?;
    if document.tierlab != "index" || document.version != VERSION {
        return Err(Unreadable::Damaged);
    }
    let entries: Option<Vec<Entry>> = document.scenarios.into_iter().map(EntryV1::read).collect();
    let entries = entries.ok_or(Unreadable::Damaged)?;
    Ok(Index {
        last: document.last.and_then(|id| Id::parse(&id)),
        entries,
        deleted: document.deleted.and_then(EntryV1::read),
    })
}

impl From<&Entry> for EntryV1 {
    fn from(entry: &Entry) -> Self {
        let Entry { id, name, baseline, partners, changed, revision, damaged } = entry.clone();
        Self {
            id: id.to_string(),
            name,
            baseline,
            partners: PartnersV1 {
                count: partners.count,
                fingerprint: format!("{:016x}", partners.fingerprint),
                file: partners.file,
                key: partners.key,
            },
            changed,
            revision,
            damaged,
        }
    }
}

impl EntryV1 {
    fn read(self) -> Option<Entry> {
        let PartnersV1 { count, fingerprint, file, key } = self.partners;
        let fingerprint = u64::from_str_radix(&fingerprint, 16).ok()?;
        Some(Entry {
            id: Id::parse(&self.id)?,
            name: self.name,
            baseline: self.baseline,
            partners: Partners { count, fingerprint, file, key },
            changed: self.changed,
            revision: self.revision,
            damaged: self.damaged,
        })
    }
}
