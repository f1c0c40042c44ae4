//! The mark of a tier on the gallery page.

use super::TierBadge;
use leptos::prelude::*;

pub(in crate::widgets) fn entry() -> AnyView {
    let tiers = ["Entry", "Growth", "Strategic", "Flagship"];
    let badge = |(index, name): (usize, &str)| {
        view! { <TierBadge index=index of=4 name=name.to_owned()/> }
    };
    tiers.into_iter().enumerate().map(badge).collect_view().into_any()
}
