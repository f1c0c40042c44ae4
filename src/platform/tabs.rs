//! Other tabs of the same page: one at a time, and what they change.

use std::future::Future;
use std::pin::Pin;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};

/// Does something while no other tab does it, where the browser has Web Locks; else at once.
pub(crate) async fn alone(name: &str, work: Pin<Box<dyn Future<Output = ()>>>) {
    let Some(locks) = locks() else { return work.await };
    let request = js_sys::Reflect::get(&locks, &"request".into());
    let Some(request) = request.ok().and_then(|it| it.dyn_into::<js_sys::Function>().ok()) else {
        return work.await;
    };
    let granted = Closure::once_into_js(move |_lock: JsValue| -> js_sys::Promise {
        future_to_promise(async move {
            work.await;
            Ok(JsValue::UNDEFINED)
        })
    });
    let done = request.call2(&locks, &name.into(), &granted);
    if let Some(done) = done.ok().and_then(|it| it.dyn_into::<js_sys::Promise>().ok()) {
        let _done = JsFuture::from(done).await;
    }
}

fn locks() -> Option<JsValue> {
    let navigator = web_sys::window()?.navigator();
    let locks = js_sys::Reflect::get(&navigator, &"locks".into()).ok()?;
    locks.is_object().then_some(locks)
}

/// Calls `action` whenever another tab changes what is kept under `key`, for as long as the page lives.
pub(crate) fn on_change_elsewhere(key: &'static str, action: impl Fn() + 'static) {
    let callback =
        Closure::<dyn Fn(web_sys::StorageEvent)>::new(move |event: web_sys::StorageEvent| {
            if event.key().is_none_or(|changed| changed == key) {
                action();
            }
        });
    if let Some(window) = web_sys::window() {
        let _refused =
            window.add_event_listener_with_callback("storage", callback.as_ref().unchecked_ref());
    }
    callback.forget();
}

/// Calls `action` whenever this tab is come back to, for as long as the page lives.
pub(crate) fn on_return(action: impl Fn() + 'static) {
    let Some(window) = web_sys::window() else { return };
    let Some(document) = window.document() else { return };
    let seen = document.clone();
    let callback = Closure::<dyn Fn()>::new(move || {
        if !seen.hidden() {
            action();
        }
    });
    let action = callback.as_ref().unchecked_ref();
    let _refused = document.add_event_listener_with_callback("visibilitychange", action);
    let _refused = window.add_event_listener_with_callback("focus", action);
    callback.forget();
}
