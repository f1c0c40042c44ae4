//! Time: now, and later.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// Milliseconds since the page or the worker began; for measuring only.
pub(crate) fn milliseconds() -> f64 {
    let performance = js_sys::Reflect::get(&js_sys::global(), &"performance".into())
        .ok()
        .and_then(|value| value.dyn_into::<web_sys::Performance>().ok());
    performance.map_or(0.0, |performance| performance.now())
}

/// How many things the machine can do at once, at least 1.
#[cfg(feature = "page")]
pub(crate) fn cores() -> u32 {
    let cores = web_sys::window().map_or(1.0, |window| window.navigator().hardware_concurrency());
    // The browser says a small whole number.
    (1..=64).find(|count| f64::from(*count) >= cores).unwrap_or(64)
}

/// The moment as `2026-11-28T14:32:05.000Z`.
#[cfg(feature = "page")]
pub(crate) fn moment() -> String {
    String::from(js_sys::Date::new_0().to_iso_string())
}

/// The day as `2026-11-28`, where the person is.
#[cfg(feature = "page")]
pub(crate) fn today() -> String {
    let now = js_sys::Date::new_0();
    format!("{:04}-{:02}-{:02}", now.get_full_year(), now.get_month() + 1, now.get_date())
}

/// A moment of [`moment`] as `today 14:32` if it is today's, else as `28 Nov 14:32`, with the year if that is another.
#[cfg(feature = "page")]
pub(crate) fn told(moment: &str) -> String {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let then = js_sys::Date::new(&moment.into());
    if then.get_time().is_nan() {
        return moment.to_owned();
    }
    let now = js_sys::Date::new_0();
    let time = format!("{:02}:{:02}", then.get_hours(), then.get_minutes());
    let month = usize::try_from(then.get_month()).ok().and_then(|month| MONTHS.get(month));
    let day = format!("{} {}", then.get_date(), month.copied().unwrap_or_default());
    match (
        then.get_full_year() == now.get_full_year(),
        then.to_date_string() == now.to_date_string(),
    ) {
        (_, true) => format!("today {time}"),
        (true, _) => format!("{day} {time}"),
        _ => format!("{day} {} {time}", then.get_full_year()),
    }
}

/// A number that no other tab draws: 48 bits.
#[cfg(feature = "page")]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "whole after floor, and from 0 to 2^48"
)]
pub(crate) fn lot() -> u64 {
    (js_sys::Math::random() * 281_474_976_710_656.0).floor() as u64
}

/// Calls `action` once when the page has nothing else to do.
#[cfg(feature = "page")]
pub(crate) fn when_idle(action: impl FnOnce() + 'static) {
    let Some(window) = web_sys::window() else { return };
    let callback = Closure::once_into_js(action);
    let callback: &js_sys::Function = callback.unchecked_ref();
    // Not every browser has it.
    if window.request_idle_callback(callback).is_err() {
        let _gone = window.set_timeout_with_callback_and_timeout_and_arguments_0(callback, 500);
    }
}

/// Calls `action` once as soon as whatever waits in a worker has had its turn. A timer would wait for some
/// milliseconds each time; on a page it does, so that there is time to draw.
pub(crate) fn soon(action: impl FnOnce() + 'static) {
    if web_sys::window().is_some() {
        return after(0, action);
    }
    let Ok(channel) = web_sys::MessageChannel::new() else { return after(0, action) };
    let (hears, tells) = (channel.port1(), channel.port2());
    let port = hears.clone();
    let callback = Closure::once_into_js(move || {
        port.close();
        action();
    });
    hears.set_onmessage(Some(callback.unchecked_ref()));
    // What cannot be posted is not lost: nothing but the worker's end keeps it from being heard.
    let _gone = tells.post_message(&wasm_bindgen::JsValue::NULL);
}

/// Calls `action` once after `delay` milliseconds, in a page or in a worker.
pub(crate) fn after(delay: i32, action: impl FnOnce() + 'static) {
    let callback = Closure::once_into_js(action);
    let callback: &js_sys::Function = callback.unchecked_ref();
    let global = js_sys::global();
    // A timer that cannot be set means the page is going away; there is nothing left to do then.
    if let Some(window) = web_sys::window() {
        let _gone = window.set_timeout_with_callback_and_timeout_and_arguments_0(callback, delay);
    } else if let Some(scope) = global.dyn_ref::<web_sys::WorkerGlobalScope>() {
        let _gone = scope.set_timeout_with_callback_and_timeout_and_arguments_0(callback, delay);
    }
}
