//! Every widget's entry on the gallery page: a folder is a widget, and shows itself in its states.

use super::{
    chart_frame, choice, dialog, drawer, field, icon, matrix, menu, named_row, segmented, slider,
    stepper, table, tabs, tier_badge, toast, tooltip,
};
use leptos::prelude::AnyView;

/// Name of the folder, and what shows the widget.
pub(crate) type Entry = (&'static str, fn() -> AnyView);

/// All of them, by name.
pub(crate) const ENTRIES: [Entry; 17] = [
    ("chart_frame", chart_frame::gallery::entry),
    ("choice", choice::gallery::entry),
    ("dialog", dialog::gallery::entry),
    ("drawer", drawer::gallery::entry),
    ("field", field::gallery::entry),
    ("icon", icon::gallery::entry),
    ("matrix", matrix::gallery::entry),
    ("menu", menu::gallery::entry),
    ("named_row", named_row::gallery::entry),
    ("segmented", segmented::gallery::entry),
    ("slider", slider::gallery::entry),
    ("stepper", stepper::gallery::entry),
    ("table", table::gallery::entry),
    ("tabs", tabs::gallery::entry),
    ("tier_badge", tier_badge::gallery::entry),
    ("toast", toast::gallery::entry),
    ("tooltip", tooltip::gallery::entry),
];
