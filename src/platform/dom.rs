//! The page's elements: sizes, focus, attributes of the root, keys.

use std::cell::RefCell;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// Watches the width of an element for as long as the guard lives.
pub(crate) struct WidthObserver {
    observer: web_sys::ResizeObserver,
    _callback: Closure<dyn FnMut()>,
}

impl Drop for WidthObserver {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Calls `on_width` with the element's inner width, now and whenever it changes: in CSS pixels at the
/// usual text size, so that what is drawn for it grows with the page's text.
pub(crate) fn observe_width(
    element: &web_sys::Element,
    on_width: impl Fn(u32) + 'static,
) -> Option<WidthObserver> {
    let watched = element.clone();
    let callback = Closure::<dyn FnMut()>::new(move || {
        on_width(usual_pixels(watched.client_width()));
    });
    let observer = web_sys::ResizeObserver::new(callback.as_ref().unchecked_ref()).ok()?;
    observer.observe(element);
    Some(WidthObserver { observer, _callback: callback })
}

fn root() -> Option<web_sys::HtmlElement> {
    web_sys::window()?.document()?.document_element()?.dyn_into().ok()
}

/// Sets `data-<name>` of the root element, or removes it.
pub(crate) fn set_root_data(name: &str, value: Option<&str>) {
    let Some(root) = root() else { return };
    let attribute = format!("data-{name}");
    let _refused = match value {
        Some(value) => root.set_attribute(&attribute, value),
        None => root.remove_attribute(&attribute),
    };
}

/// Value of `data-<name>` of the root element.
pub(crate) fn root_data(name: &str) -> Option<String> {
    root()?.get_attribute(&format!("data-{name}"))
}

/// Whether the system asks for dark colours.
pub(crate) fn system_is_dark() -> bool {
    web_sys::window()
        .and_then(|window| window.match_media("(prefers-color-scheme: dark)").ok().flatten())
        .is_some_and(|query| query.matches())
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a width on a screen, not negative"
)]
fn usual_pixels(width: i32) -> u32 {
    (f64::from(width.max(0)) / magnification()).round() as u32
}

/// How much larger than usual the page's text is (presentation size): root font size over 16 px.
fn magnification() -> f64 {
    let size = root().and_then(|root| {
        let style = web_sys::window()?.get_computed_style(&root).ok().flatten()?;
        let size = style.get_property_value("font-size").ok()?;
        size.trim_end_matches("px").parse::<f64>().ok()
    });
    size.unwrap_or(16.0).max(8.0) / 16.0
}

/// Opens the browser's print dialog.
pub(crate) fn print() {
    if let Some(window) = web_sys::window() {
        let _refused = window.print();
    }
}

/// Removes an element by id.
pub(crate) fn remove(id: &str) {
    let found = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.get_element_by_id(id));
    if let Some(element) = found {
        element.remove();
    }
}

/// Adds a style sheet that a part of the page brings along, once. A sheet made by a script may be used where
/// the page's policy forbids styles in the page.
pub(crate) fn adopt_style(name: &'static str, style: &str) {
    thread_local! {
        static ADOPTED: RefCell<Vec<&'static str>> = const { RefCell::new(Vec::new()) };
    }
    let new = ADOPTED.with_borrow_mut(|names| {
        let new = !names.contains(&name);
        names.push(name);
        new
    });
    let document = web_sys::window().and_then(|window| window.document());
    let (true, Some(document), Ok(sheet)) = (new, document, web_sys::CssStyleSheet::new()) else {
        return;
    };
    if sheet.replace_sync(style).is_ok() {
        let key = "adoptedStyleSheets".into();
        let sheets = js_sys::Reflect::get(&document, &key).map(|it| js_sys::Array::from(&it));
        if let Ok(sheets) = sheets {
            sheets.push(&sheet);
            let _frozen = js_sys::Reflect::set(&document, &key, &sheets);
        }
    }
}

/// Sets the title of the tab.
pub(crate) fn set_title(title: &str) {
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        document.set_title(title);
    }
}

/// Moves the keyboard focus to an element by id.
pub(crate) fn focus(id: &str) {
    let found = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.get_element_by_id(id))
        .and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(element) = found {
        let _refused = element.focus();
    }
}

/// Whether the element with this id has the keyboard focus.
pub(crate) fn has_focus(id: &str) -> bool {
    let active = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.active_element());
    active.is_some_and(|element| element.id() == id)
}

/// Scrolls an element into view by id and moves the keyboard focus to it.
pub(crate) fn reveal(id: &str) {
    let found = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.get_element_by_id(id));
    if let Some(element) = found {
        element.scroll_into_view();
    }
    focus(id);
}

/// Calls `action` for every key pressed anywhere, for as long as the page lives.
pub(crate) fn on_key(action: impl Fn(web_sys::KeyboardEvent) + 'static) {
    let callback = Closure::<dyn Fn(web_sys::KeyboardEvent)>::new(action);
    if let Some(window) = web_sys::window() {
        let _refused =
            window.add_event_listener_with_callback("keydown", callback.as_ref().unchecked_ref());
    }
    callback.forget();
}

/// Whether a key event began in a field a person types into.
pub(crate) fn is_typing(event: &web_sys::KeyboardEvent) -> bool {
    event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .is_some_and(|element| matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA"))
}

/// Horizontal place of a pointer within an element, as a share of its width.
pub(crate) fn share_across(element: &web_sys::Element, client_x: f64) -> f64 {
    let frame = element.get_bounding_client_rect();
    if frame.width() > 0.0 { (client_x - frame.left()) / frame.width() } else { 0.0 }
}

/// Vertical place of a pointer within an element, in CSS pixels.
pub(crate) fn offset_down(element: &web_sys::Element, client_y: f64) -> f64 {
    client_y - element.get_bounding_client_rect().top()
}

/// Height of an element, in CSS pixels.
pub(crate) fn height_of(element: &web_sys::Element) -> f64 {
    element.get_bounding_client_rect().height()
}

/// Width of an element, in CSS pixels.
pub(crate) fn width_of(element: &web_sys::Element) -> f64 {
    element.get_bounding_client_rect().width()
}

/// How far an element is scrolled down, and the height of what is in sight, in CSS pixels.
pub(crate) fn scrolled(element: &web_sys::Element) -> (f64, f64) {
    (f64::from(element.scroll_top()), f64::from(element.client_height()))
}

/// Height of the first element within another one that a selector finds, in CSS pixels.
pub(crate) fn height_within(element: &web_sys::Element, selector: &str) -> Option<f64> {
    let found = element.query_selector(selector).ok().flatten()?;
    Some(found.get_bounding_client_rect().height()).filter(|height| *height > 0.0)
}

/// Texts of the first table within an element, row by row.
pub(crate) fn table_in(element: &web_sys::Element) -> Vec<Vec<String>> {
    let all = |within: &web_sys::Element, selector: &str| -> Vec<web_sys::Element> {
        let Ok(found) = within.query_selector_all(selector) else { return Vec::new() };
        let nodes = (0..found.length()).filter_map(|index| found.get(index)?.dyn_into().ok());
        nodes.collect()
    };
    let text = |cell: &web_sys::Element| {
        let text = cell.text_content().unwrap_or_default();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let Some(table) = element.query_selector("table").ok().flatten() else { return Vec::new() };
    all(&table, "tr").iter().map(|row| all(row, "th, td").iter().map(text).collect()).collect()
}

/// What is folded open of what can be: the words on its handle.
pub(crate) fn open_details(kind: &str) -> Vec<String> {
    each_details(kind, |details| details.has_attribute("open").then(|| handle(details)).flatten())
}

/// Folds open what has one of these words on its handle, and the rest shut.
pub(crate) fn set_open_details(kind: &str, open: &[&str]) {
    each_details::<()>(kind, |details| {
        let wanted = handle(details).is_some_and(|words| open.contains(&words.as_str()));
        let _refused = details.toggle_attribute_with_force("open", wanted);
        None
    });
}

fn each_details<T>(kind: &str, mut act: impl FnMut(&web_sys::Element) -> Option<T>) -> Vec<T> {
    let document = web_sys::window().and_then(|window| window.document());
    let found = document.and_then(|document| document.query_selector_all(kind).ok());
    let Some(found) = found else { return Vec::new() };
    let elements = (0..found.length()).filter_map(|index| found.get(index)?.dyn_into().ok());
    elements.filter_map(|element: web_sys::Element| act(&element)).collect()
}

fn handle(details: &web_sys::Element) -> Option<String> {
    let text = details.query_selector("summary").ok().flatten()?.text_content()?;
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The tier, 1 being the lowest, that a pointer is on: a mark filled with its colour, its badge or its row.
pub(crate) fn tier_pointed_at(event: &web_sys::PointerEvent) -> Option<u8> {
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    let number = |text: &str| text.get(..1)?.parse().ok();
    if let Some(badge) = target.closest(".tier").ok().flatten() {
        return number(badge.class_name().split_once("tier--")?.1);
    }
    if let Some(row) = target.closest("[data-tier]").ok().flatten() {
        return number(&row.get_attribute("data-tier")?);
    }
    // What is read off a chart lies above its marks.
    let (x, y) = (event.client_x() as f32, event.client_y() as f32);
    let below = web_sys::window()?.document()?.elements_from_point(x, y);
    below.iter().find_map(|element| {
        let fill = element.dyn_into::<web_sys::Element>().ok()?.get_attribute("fill")?;
        number(fill.strip_prefix("var(--tier-")?)
    })
}

/// Points at the first element that a selector finds, and at nothing else; whether there is one.
pub(crate) fn point_at(selector: Option<&str>) -> bool {
    const MARK: &str = "is-pointed-at";
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return false;
    };
    let first = |selector: &str| document.query_selector(selector).ok().flatten();
    let wanted = selector.and_then(first);
    if wanted.as_ref().is_some_and(|element| element.class_list().contains(MARK)) {
        return true;
    }
    if let Some(old) = first(&format!(".{MARK}")) {
        let _unmarked = old.class_list().remove_1(MARK);
    }
    let Some(element) = wanted else { return false };
    let _marked = element.class_list().add_1(MARK);
    element.scroll_into_view_with_bool(false);
    true
}

/// Lets an element receive every move of a pointer until it is let go.
pub(crate) fn capture_pointer(event: &web_sys::PointerEvent) {
    let target = event.current_target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
    if let Some(element) = target {
        let _refused = element.set_pointer_capture(event.pointer_id());
    }
}

/// Text of an input, select or textarea that raised an event.
pub(crate) fn value_of(event: &web_sys::Event) -> String {
    let Some(target) = event.target() else { return String::new() };
    if let Some(input) = target.dyn_ref::<web_sys::HtmlInputElement>() {
        return input.value();
    }
    target
        .dyn_ref::<web_sys::HtmlSelectElement>()
        .map_or_else(String::new, web_sys::HtmlSelectElement::value)
}

/// Writes an input's text back, for example after an entry that was refused.
pub(crate) fn set_value_of(event: &web_sys::Event, text: &str) {
    if let Some(input) =
        event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok())
    {
        input.set_value(text);
    }
}

/// Sets the focus on what stands beside the target of an event, in its own group; whether there is anything.
pub(crate) fn focus_beside(event: &web_sys::Event, forward: bool) -> bool {
    let target = event.target().and_then(|it| it.dyn_into::<web_sys::Element>().ok());
    let beside = target.and_then(|it| {
        if forward { it.next_element_sibling() } else { it.previous_element_sibling() }
    });
    let beside = beside.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok());
    beside.is_some_and(|it| it.focus().is_ok())
}

/// Sets the focus on the field in the same column of the next row of a table, or the one before; whether there is one.
pub(crate) fn focus_in_column(event: &web_sys::Event, down: bool) -> bool {
    let target = event.target().and_then(|it| it.dyn_into::<web_sys::Element>().ok());
    let cell = target.and_then(|it| it.closest("td").ok().flatten());
    let row = cell.as_ref().and_then(|cell| cell.parent_element());
    let (Some(cell), Some(row)) = (cell, row) else { return false };
    let mut column = 0;
    let mut before = cell.previous_element_sibling();
    while let Some(other) = before {
        column += 1;
        before = other.previous_element_sibling();
    }
    let other = if down { row.next_element_sibling() } else { row.previous_element_sibling() };
    let field = other
        .and_then(|row| row.children().item(column))
        .and_then(|cell| cell.query_selector("input").ok().flatten())
        .and_then(|field| field.dyn_into::<web_sys::HtmlElement>().ok());
    field.is_some_and(|field| field.focus().is_ok())
}

/// Whether the focus goes from inside the element that listens to something else on the page.
pub(crate) fn leaves(event: &web_sys::FocusEvent) -> bool {
    let inside = event.current_target().and_then(|it| it.dyn_into::<web_sys::Node>().ok());
    let to = event.related_target().and_then(|it| it.dyn_into::<web_sys::Node>().ok());
    match (inside, to) {
        (Some(inside), Some(to)) => !inside.contains(Some(&to)),
        // To nowhere, or out of the page: it may come back.
        _ => false,
    }
}
