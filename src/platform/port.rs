//! Bytes between the page and its worker: handed over, not copied.

use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;

/// A running worker, seen from the page; stopped when dropped.
#[cfg(feature = "page")]
pub(crate) struct WorkerPort {
    worker: web_sys::Worker,
    _on_message: Closure<dyn FnMut(web_sys::MessageEvent)>,
    _on_error: Closure<dyn FnMut(web_sys::Event)>,
}

#[cfg(feature = "page")]
impl WorkerPort {
    /// Starts the worker of this build; `None` when the browser refuses.
    pub(crate) fn start(
        build: &str,
        mut on_bytes: impl FnMut(Vec<u8>) + 'static,
        mut on_error: impl FnMut() + 'static,
    ) -> Option<Self> {
        let worker = web_sys::Worker::new(&format!("./worker_loader.js?v={build}")).ok()?;
        let on_message = Closure::<dyn FnMut(web_sys::MessageEvent)>::new(
            move |event: web_sys::MessageEvent| on_bytes(bytes_of(&event.data())),
        );
        let on_error = Closure::<dyn FnMut(web_sys::Event)>::new(move |event: web_sys::Event| {
            // Told to the person by whoever listens; the console stays quiet.
            event.prevent_default();
            on_error();
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Some(Self { worker, _on_message: on_message, _on_error: on_error })
    }

    /// Sends bytes; a worker that is gone hears nothing.
    pub(crate) fn send(&self, bytes: &[u8]) {
        let bytes = js_sys::Uint8Array::from(bytes);
        let handed = js_sys::Array::of1(&bytes.buffer());
        let _gone = self.worker.post_message_with_transfer(&bytes, &handed);
    }
}

#[cfg(feature = "page")]
impl Drop for WorkerPort {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

/// Inside the worker: calls `on_bytes` for every message, for as long as the worker lives.
pub(crate) fn listen_in_worker(mut on_bytes: impl FnMut(Vec<u8>) + 'static) {
    let callback =
        Closure::<dyn FnMut(web_sys::MessageEvent)>::new(move |event: web_sys::MessageEvent| {
            on_bytes(bytes_of(&event.data()));
        });
    if let Ok(scope) = js_sys::global().dyn_into::<web_sys::DedicatedWorkerGlobalScope>() {
        scope.set_onmessage(Some(callback.as_ref().unchecked_ref()));
    }
    callback.forget();
}

/// Inside the worker: sends bytes to the page.
pub(crate) fn send_from_worker(bytes: &[u8]) {
    if let Ok(scope) = js_sys::global().dyn_into::<web_sys::DedicatedWorkerGlobalScope>() {
        let bytes = js_sys::Uint8Array::from(bytes);
        let handed = js_sys::Array::of1(&bytes.buffer());
        let _gone = scope.post_message_with_transfer(&bytes, &handed);
    }
}

fn bytes_of(data: &JsValue) -> Vec<u8> {
    data.dyn_ref::<js_sys::Uint8Array>().map(js_sys::Uint8Array::to_vec).unwrap_or_default()
}
