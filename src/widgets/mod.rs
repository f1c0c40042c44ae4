//! Building blocks: props in, events out; they know no state of the app. A folder is a widget, with its entry on the
//! gallery page.

mod arrangement;
mod chart_frame;
mod choice;
mod dialog;
mod drawer;
mod field;
mod gallery;
mod icon;
mod later;
mod lit;
mod matrix;
mod menu;
mod named_row;
mod segmented;
mod slider;
mod stepper;
mod table;
mod tabs;
mod tier_badge;
mod toast;
mod tooltip;

pub(crate) use arrangement::Arrangement;
pub(crate) use chart_frame::{ChartPanel, Drawing, Plot, ReadOut, Reading, Readings, Spot};
pub(crate) use choice::Choice;
pub(crate) use dialog::Modal;
pub(crate) use drawer::Drawer;
pub(crate) use field::NumberField;
pub(crate) use gallery::ENTRIES;
pub(crate) use icon::{Glyph, Icon};
pub(crate) use later::{in_a_moment, later, missing};
pub(crate) use lit::Lit;
pub(crate) use matrix::Matrix;
pub(crate) use menu::Menu;
pub(crate) use named_row::NamedRow;
pub(crate) use segmented::Segmented;
pub(crate) use slider::Slider;
pub(crate) use stepper::Stepper;
pub(crate) use table::{RowKey, WindowTable};
pub(crate) use tabs::Tabs;
pub(crate) use tier_badge::TierBadge;
pub(crate) use toast::UndoToast;
pub(crate) use tooltip::HelpTip;
