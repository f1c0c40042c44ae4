//! What has the keyboard focus or is pointed at, and a note beside it above everything else.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// Between the note and what it speaks of, and the edge of the window, in CSS pixels.
const GAP: f64 = 8.0;

/// An element that says what it is for.
#[derive(Clone, PartialEq)]
pub(crate) struct Described(web_sys::Element);

impl Described {
    /// The one that an event happens on, or whose label it happens on.
    pub(crate) fn of(event: &web_sys::Event) -> Option<Self> {
        const WANTED: &str = "[aria-description]:not([data-said])";
        let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
        let within = |label: web_sys::Element| label.query_selector(WANTED).ok().flatten();
        let own = target.closest(WANTED).ok().flatten();
        own.or_else(|| within(target.closest("label").ok().flatten()?)).map(Self)
    }

    /// The sentence.
    pub(crate) fn text(&self) -> String {
        self.0.get_attribute("aria-description").unwrap_or_default()
    }
}

/// Hears an event of these kinds anywhere on the page, for as long as the page lives.
pub(crate) fn on_any(kinds: &[&str], action: impl Fn(web_sys::Event) + 'static) {
    let callback = Closure::<dyn Fn(web_sys::Event)>::new(action);
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        for kind in kinds {
            let listener = callback.as_ref().unchecked_ref();
            let _refused = document.add_event_listener_with_callback(kind, listener);
        }
    }
    callback.forget();
}

/// Whether a pointer that raised an event is a mouse; fingers do not rest on things.
pub(crate) fn is_mouse(event: &web_sys::Event) -> bool {
    event.dyn_ref::<web_sys::PointerEvent>().is_some_and(|event| event.pointer_type() == "mouse")
}

/// Whether a pointer is over the note, which lets it through to what is below.
pub(crate) fn is_over(note: &web_sys::Element, event: &web_sys::Event) -> bool {
    let Some(event) = event.dyn_ref::<web_sys::PointerEvent>() else { return false };
    let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
    let frame = note.get_bounding_client_rect();
    (frame.left()..=frame.right()).contains(&x) && (frame.top()..=frame.bottom()).contains(&y)
}

/// Shows the note beside what it speaks of: next to the levers' column, else below, else above.
pub(crate) fn show(note: &web_sys::HtmlElement, what: &Described) {
    let _refused = note.show_popover();
    let Some((width, height)) = window_size() else { return };
    let (at, own) = (what.0.get_bounding_client_rect(), note.get_bounding_client_rect());
    let column = what.0.closest(".lever").ok().flatten();
    let beside = column
        .map(|column| column.get_bounding_client_rect().right() + 2.0 * GAP)
        .filter(|left| left + own.width() + GAP <= width);
    let (left, top) = if let Some(left) = beside {
        (left, at.top().min(height - own.height() - GAP))
    } else {
        let below = at.bottom() + GAP;
        let fits = below + own.height() + GAP <= height;
        let top = if fits { below } else { at.top() - own.height() - GAP };
        (at.left().min(width - own.width() - GAP), top)
    };
    let style = note.style();
    let _unplaced = style.set_property("left", &format!("{:.0}px", left.max(GAP)));
    let _unplaced = style.set_property("top", &format!("{:.0}px", top.max(GAP)));
}

/// Takes the note away.
pub(crate) fn hide(note: &web_sys::HtmlElement) {
    // One that is hidden already refuses.
    let _refused = note.hide_popover();
}

fn window_size() -> Option<(f64, f64)> {
    let window = web_sys::window()?;
    let number = |value: Result<wasm_bindgen::JsValue, _>| value.ok()?.as_f64();
    Some((number(window.inner_width())?, number(window.inner_height())?))
}
