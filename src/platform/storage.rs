//! Text kept in this browser under a key (localStorage through gloo-storage).

use gloo_storage::errors::StorageError;
use gloo_storage::{LocalStorage, Storage as _};

/// Why something could not be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StorageFailure {
    /// The browser keeps nothing for this page (private window, blocked by a setting).
    Disabled,
    /// There is no room left.
    Full,
    /// It could not be written as text: the part of Tierlab that does it could not be fetched.
    Unwritten,
}

/// Whether the browser keeps anything for this page. gloo-storage panics where it does not, so
/// every call asks first.
fn enabled() -> bool {
    web_sys::window().is_some_and(|window| matches!(window.local_storage(), Ok(Some(_))))
}

/// The text under `key`, if there is any and it can be read.
pub(crate) fn load(key: &str) -> Option<String> {
    if enabled() { LocalStorage::get(key).ok() } else { None }
}

/// Whether anything, readable or not, is kept under `key`.
pub(crate) fn holds(key: &str) -> bool {
    enabled() && matches!(LocalStorage::raw().get_item(key), Ok(Some(_)))
}

/// Keeps `text` under `key`.
///
/// # Errors
/// When the browser keeps nothing, or has no room.
pub(crate) fn save(key: &str, text: &str) -> Result<(), StorageFailure> {
    if !enabled() {
        return Err(StorageFailure::Disabled);
    }
    LocalStorage::set(key, text).map_err(|error| match error {
        StorageError::JsError(error) if error.name.contains("Quota") => StorageFailure::Full,
        _ => StorageFailure::Disabled,
    })
}

/// Forgets what is kept under `key`.
pub(crate) fn forget(key: &str) {
    if enabled() {
        LocalStorage::delete(key);
    }
}

/// Moves what is kept under `key` out of the way without reading it, to `to`.
pub(crate) fn set_aside(key: &str, to: &str) {
    if !enabled() {
        return;
    }
    let raw = LocalStorage::raw();
    if let Ok(Some(text)) = raw.get_item(key)
        && raw.set_item(to, &text).is_ok()
    {
        LocalStorage::delete(key);
    }
}
