//! Use without a connection: the service worker that keeps this build whole (`public/sw.js`), and the way from it
//! to a newer one.

use super::location;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    ServiceWorker, ServiceWorkerContainer, ServiceWorkerRegistration, ServiceWorkerState,
};

/// What a page hears about the build that is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kept {
    /// A newer one is kept beside it and waits to be used.
    NewerWaits,
    /// Another tab has begun to use a newer one.
    NewerElsewhere,
}

thread_local! {
    /// Whether this page asked for the newer build.
    static ASKED: Cell<bool> = const { Cell::new(false) };
}

/// Keeps this build for use without a connection, unless the person's device asks to save data, and tells of newer
/// ones for as long as the page lives. Does nothing where the browser has no service workers, which it has at safe
/// addresses only.
pub(crate) fn keep(told: impl Fn(Kept) + 'static) {
    let Some(container) = container() else { return };
    let told: Rc<dyn Fn(Kept)> = Rc::new(told);
    if container.controller().is_none() && saves_data() {
        return;
    }
    follow(&container, told.clone());
    spawn_local(async move {
        let Ok(registered) = JsFuture::from(container.register("./sw.js")).await else { return };
        let Ok(registration) = registered.dyn_into::<ServiceWorkerRegistration>() else { return };
        let waits = move || {
            // The first one that is kept has nobody to replace.
            if container.controller().is_some() {
                told(Kept::NewerWaits);
            }
        };
        if registration.waiting().is_some() {
            waits();
        }
        watch(&registration, waits);
    });
}

/// Uses the build that waits: the page is loaded anew as soon as it has taken over.
pub(crate) fn take_over() {
    let Some(container) = container() else { return location::reload() };
    ASKED.with(|asked| asked.set(true));
    spawn_local(async move {
        let found = JsFuture::from(container.get_registration()).await;
        let registration =
            found.ok().and_then(|it| it.dyn_into::<ServiceWorkerRegistration>().ok());
        match registration.and_then(|registration| registration.waiting()) {
            Some(waiting) if waiting.post_message(&"take over".into()).is_ok() => {}
            _ => location::reload(),
        }
    });
}

/// Loads the page anew when a newer build takes over that this page asked for; else tells.
fn follow(container: &ServiceWorkerContainer, told: Rc<dyn Fn(Kept)>) {
    // On a first visit the first one takes over from nobody.
    let first = Cell::new(container.controller().is_none());
    let callback = Closure::<dyn Fn()>::new(move || {
        if ASKED.with(Cell::get) {
            location::reload();
        } else if !first.replace(false) {
            told(Kept::NewerElsewhere);
        }
    });
    container.set_oncontrollerchange(Some(callback.as_ref().unchecked_ref()));
    callback.forget();
}

/// Calls `waits` whenever a newer build has been fetched whole.
fn watch(registration: &ServiceWorkerRegistration, waits: impl Fn() + 'static) {
    let waits = Rc::new(waits);
    let found = {
        let registration = registration.clone();
        Closure::<dyn Fn()>::new(move || {
            let Some(installing) = registration.installing() else { return };
            let waits = waits.clone();
            let changed = Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| {
                let worker = event.target().and_then(|it| it.dyn_into::<ServiceWorker>().ok());
                if worker.is_some_and(|it| it.state() == ServiceWorkerState::Installed) {
                    waits();
                }
            });
            installing.set_onstatechange(Some(changed.as_ref().unchecked_ref()));
            changed.forget();
        })
    };
    registration.set_onupdatefound(Some(found.as_ref().unchecked_ref()));
    found.forget();
}

fn container() -> Option<ServiceWorkerContainer> {
    let navigator = web_sys::window()?.navigator();
    let container = js_sys::Reflect::get(&navigator, &"serviceWorker".into()).ok()?;
    container.is_object().then(|| container.unchecked_into())
}

fn saves_data() -> bool {
    let of = |value: &JsValue, name: &str| js_sys::Reflect::get(value, &name.into()).ok();
    let connection = web_sys::window().and_then(|window| of(&window.navigator(), "connection"));
    let connection = connection.filter(JsValue::is_object);
    connection.and_then(|it| of(&it, "saveData")).is_some_and(|it| it.is_truthy())
}
