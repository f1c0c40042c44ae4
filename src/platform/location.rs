//! The address bar: the fragment chooses the screen and carries shared designs.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// The fragment without its `#`; empty when there is none.
pub(crate) fn fragment() -> String {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok());
    let hash = hash.unwrap_or_default();
    let hash = hash.trim_start_matches('#');
    // Chats and mail programs like to encode what needs no encoding.
    match js_sys::decode_uri_component(hash) {
        Ok(decoded) if hash.contains('%') => String::from(decoded),
        _ => hash.to_owned(),
    }
}

/// The screen that the address names; Simulate when it carries a design.
pub(crate) fn screen() -> String {
    let fragment = fragment();
    if fragment.starts_with('/') { fragment } else { "/simulate".to_owned() }
}

/// Goes to a fragment (with a step in the browser's history).
pub(crate) fn go(fragment: &str) {
    if let Some(window) = web_sys::window() {
        let _refused = window.location().set_hash(fragment);
    }
}

/// Address of this page with another fragment.
pub(crate) fn address_with(fragment: &str) -> String {
    let href = web_sys::window().and_then(|window| window.location().href().ok());
    let href = href.unwrap_or_default();
    let page = href.split('#').next().unwrap_or_default();
    format!("{page}#{fragment}")
}

/// Calls `action` whenever the fragment changes, for as long as the page lives.
pub(crate) fn on_change(action: impl Fn() + 'static) {
    let callback = Closure::<dyn Fn()>::new(action);
    if let Some(window) = web_sys::window() {
        window.set_onhashchange(Some(callback.as_ref().unchecked_ref()));
    }
    callback.forget();
}

/// Loads the page anew.
pub(crate) fn reload() {
    if let Some(window) = web_sys::window() {
        let _refused = window.location().reload();
    }
}
