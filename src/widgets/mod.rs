//! Building blocks: props in, events out; they know no state of the app.

mod arrangement;
mod chart_menu;
mod chart_panel;
mod choice;
mod drawer;
mod help_tip;
mod icon;
mod later;
mod lit;
mod modal;
mod named_row;
mod number_field;
mod plot;
mod read_out;
mod stepper;
mod tier_badge;
mod undo_toast;

pub(crate) use arrangement::Arrangement;
pub(crate) use chart_panel::ChartPanel;
pub(crate) use choice::Choice;
pub(crate) use drawer::Drawer;
pub(crate) use help_tip::HelpTip;
pub(crate) use icon::{Glyph, Icon};
pub(crate) use later::{in_a_moment, later, missing};
pub(crate) use lit::Lit;
pub(crate) use modal::Modal;
pub(crate) use named_row::NamedRow;
pub(crate) use number_field::NumberField;
pub(crate) use plot::{Drawing, Plot};
pub(crate) use read_out::{ReadOut, Reading, Readings, Spot};
pub(crate) use stepper::Stepper;
pub(crate) use tier_badge::TierBadge;
pub(crate) use undo_toast::UndoToast;
