//! All icons on the gallery page.

use super::{Glyph, Icon};
use leptos::prelude::*;

pub(in crate::widgets) fn entry() -> AnyView {
    Glyph::ALL
        .map(|glyph| view! { <span class="gallery__icon"><Icon glyph=glyph/></span> })
        .collect_view()
        .into_any()
}
