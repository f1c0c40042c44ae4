//! Text kept in this browser under a key: for every tab (localStorage) or for this one (sessionStorage), through
//! gloo-storage.

use gloo_storage::errors::StorageError;
use gloo_storage::{LocalStorage, SessionStorage, Storage as _};
use wasm_bindgen_futures::JsFuture;

/// Why something could not be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StorageFailure {
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

/// Every key.
pub(crate) fn keys() -> Vec<String> {
    if !enabled() {
        return Vec::new();
    }
    let raw = LocalStorage::raw();
    let count = raw.length().unwrap_or_default();
    (0..count).filter_map(|place| raw.key(place).ok().flatten()).collect()
}

fn tab_enabled() -> bool {
    web_sys::window().is_some_and(|window| matches!(window.session_storage(), Ok(Some(_))))
}

/// The text this tab keeps under `key`.
pub(crate) fn tab_load(key: &str) -> Option<String> {
    if tab_enabled() { SessionStorage::get(key).ok() } else { None }
}

/// Keeps text for this tab; without it, a reload finds what was opened last.
pub(crate) fn tab_save(key: &str, text: &str) {
    if tab_enabled() {
        let _unkept = SessionStorage::set(key, text);
    }
}

fn manager() -> Option<web_sys::StorageManager> {
    let navigator = web_sys::window()?.navigator();
    // Without a secure context there is none.
    let there = js_sys::Reflect::get(&navigator, &"storage".into()).is_ok_and(|it| it.is_object());
    there.then(|| navigator.storage())
}

/// Asks the browser not to clear what is kept when room runs short; it may say no.
pub(crate) async fn persist() {
    let Some(asked) = manager().and_then(|manager| manager.persist().ok()) else { return };
    let _answer = JsFuture::from(asked).await;
}

/// Bytes in use and bytes allowed, if the browser tells.
pub(crate) async fn usage() -> Option<(f64, f64)> {
    let told = JsFuture::from(manager()?.estimate().ok()?).await.ok()?;
    let number = |name: &str| js_sys::Reflect::get(&told, &name.into()).ok()?.as_f64();
    Some((number("usage")?, number("quota")?))
}
