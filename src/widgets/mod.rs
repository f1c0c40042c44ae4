//! Building blocks: props in, events out; they know no state of the app.

mod chart_menu;
mod chart_panel;
mod choice;
mod icon;
mod later;
mod modal;
mod number_field;
mod plot;
mod read_out;
mod stepper;
mod tier_badge;

pub(crate) use chart_panel::ChartPanel;
pub(crate) use choice::Choice;
pub(crate) use icon::{Glyph, Icon};
pub(crate) use later::{later, missing};
pub(crate) use modal::Modal;
pub(crate) use number_field::NumberField;
pub(crate) use plot::{Drawing, Plot};
pub(crate) use read_out::{Reading, Readings};
pub(crate) use stepper::Stepper;
pub(crate) use tier_badge::TierBadge;
