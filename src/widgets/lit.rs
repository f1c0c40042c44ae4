//! Point at a tier anywhere on a screen, and it lights up everywhere on it: in charts, badges and tables.

use crate::platform::dom;
use leptos::prelude::*;

/// The tier that is lit on a screen, 1 being the lowest.
#[derive(Clone, Copy)]
pub(crate) struct Lit(RwSignal<Option<u8>>);

impl Lit {
    /// For the screen that asks, and for what is built within it.
    pub(crate) fn here() -> Self {
        let lit = Self(RwSignal::new(None));
        provide_context(lit);
        lit
    }

    /// That of the screen around, where it has one.
    pub(super) fn around() -> Option<Self> {
        use_context::<Self>()
    }

    /// Lights a tier, or none.
    pub(crate) fn set(self, tier: Option<u8>) {
        if self.0.get_untracked() != tier {
            self.0.set(tier);
        }
    }

    /// Lights the tier that an event points at.
    pub(crate) fn point(self, event: &web_sys::PointerEvent) {
        self.set(dom::tier_pointed_at(event));
    }

    /// What the style sheet goes by: `data-lit` of what is around everything that can light up.
    pub(crate) fn mark(self) -> Option<String> {
        self.0.get().map(|tier| tier.to_string())
    }
}
