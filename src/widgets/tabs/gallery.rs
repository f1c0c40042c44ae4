//! The parts of a page on the gallery page.

use super::Tabs;
use leptos::prelude::*;

pub(in crate::widgets) fn entry() -> AnyView {
    view! { <Tabs parts=vec![("gallery-field", "To the field"), ("gallery-toast", "To the toast")]/> }.into_any()
}
