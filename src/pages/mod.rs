//! The screens: what is on them, nothing about how it is drawn or computed.

mod compare;
mod flow;
mod gallery;
mod heat;
mod held;
mod help;
mod import;
mod limits;
mod names;
mod partner_view;
mod partners;
mod parts;
mod program;
mod report;
mod share;
mod simulate;
mod start;
mod views;
mod work;
mod workshop;

pub(crate) use parts::{
    compare_page, fetch_all, gallery_page, help_page, import_page, partner_page, partners_page,
    program_page, report_page, simulate_page, step_list, tour, workshop_page,
};
pub(crate) use share::{ShareDialog, UnlockDialog};
pub(crate) use start::StartPage;
pub(crate) use work::VersionsDialog;

use leptos::prelude::AnyView;

/// What the shell puts above a screen's content.
type Banners = fn() -> AnyView;

/// Fragments of the screens that pages link to.
mod address {
    pub(super) const SIMULATE: &str = "/simulate";
    pub(super) const PARTNERS: &str = "/partners";
    pub(super) const PROGRAM: &str = "/program";
    pub(super) const IMPORT: &str = "/import";
    pub(super) const START: &str = "/";
    pub(super) const PARTNER: &str = "/partner";
}
