//! Screens whose code is fetched when they are first opened, each a file of its own beside the page.

use super::Banners;
use super::{import::ImportPage, partners::PartnersPage, program::ProgramPage, share::ShareBody};
use crate::widgets::{Fetched, later};
use leptos::prelude::*;
use leptos::wasm_split::wasm_split;

/// Program: the rules under design.
pub(crate) fn program_page(banners: Banners) -> AnyView {
    later(fetch_program, move || program(banners))
}

/// Partners: who is where.
pub(crate) fn partners_page(banners: Banners) -> AnyView {
    later(fetch_partners, move || partners(banners))
}

/// Import: a file under review.
pub(crate) fn import_page(banners: Banners) -> AnyView {
    later(fetch_import, move || import(banners))
}

/// What the share dialog shows.
pub(super) fn share_body() -> AnyView {
    later(fetch_share, share)
}

#[wasm_split(program, wasm_split_path = ::leptos::wasm_split, fallible, preload(fetch_program))]
fn program(banners: Banners) -> Fetched<AnyView> {
    Ok(view! { <ProgramPage banners=banners/> }.into_any())
}

#[wasm_split(partners, wasm_split_path = ::leptos::wasm_split, fallible, preload(fetch_partners))]
fn partners(banners: Banners) -> Fetched<AnyView> {
    Ok(view! { <PartnersPage banners=banners/> }.into_any())
}

#[wasm_split(import, wasm_split_path = ::leptos::wasm_split, fallible, preload(fetch_import))]
fn import(banners: Banners) -> Fetched<AnyView> {
    Ok(view! { <ImportPage banners=banners/> }.into_any())
}

#[wasm_split(share, wasm_split_path = ::leptos::wasm_split, fallible, preload(fetch_share))]
fn share() -> Fetched<AnyView> {
    Ok(view! { <ShareBody/> }.into_any())
}
