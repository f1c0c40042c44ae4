//! One's own work in this browser: saved scenarios with their versions, steps and partners, shared by all tabs.

mod actions;
mod backup;
mod book;
mod cleared;
mod conflict;
mod earlier;
mod entry;
mod index;
mod opening;
mod partners;
mod saving;
mod steps;
mod tab;
mod texts;
mod trouble;
mod versions;

pub use crate::platform::storage::StorageFailure;
pub use actions::bytes;
pub(crate) use actions::{
    Listing, delete, delete_for_good, duplicate, forget, listing, open, peek, rename, room,
    undelete,
};
pub use backup::{CameIn, put_in};
pub(crate) use backup::{export, file_of, import};
pub use book::{
    Refusal, delete as delete_entry, duplicate as duplicate_entry, entry_of,
    forget as forget_entry, keep, keep_versions, open_index, read, rename as rename_entry,
    undelete as undelete_entry, versions as kept_versions,
};
pub(crate) use conflict::{Conflict, keep_mine, take_other};
pub use earlier::{Earlier, earlier};
pub use entry::{Entry, Id, Partners};
pub use index::{Index, Unreadable, read_index, write_index};
pub(crate) use opening::{Stored, begin, recall};
pub(crate) use saving::write;
pub use steps::{read_step, steps_of};
pub(crate) use tab::Tab;
pub(crate) use texts::{Browser, COLUMNS, VIEWS, is_anything_kept, keep_theme};
pub use texts::{Texts, scenario_key, versions_key};
pub(crate) use trouble::tell;
pub(crate) use versions::{
    Collected, MOST_COLLECTED, collected, delete_version, keep_collected, keep_version,
    rename_version, restore, undelete_version, versions,
};
