//! Screens whose code is fetched when they are first opened, each a file of its own beside the page.

#![expect(
    clippy::unnecessary_wraps,
    reason = "what is fetched may fail to come, though its code does not"
)]

use super::{
    Banners,
    compare::ComparePage,
    gallery::GalleryPage,
    help::{HelpPage, Tour},
    import::ImportPage,
    partner_view::PartnerViewPage,
    partners::PartnersPage,
    program::ProgramPage,
    report::ReportPage,
    share::{ShareBody, UnlockBody},
    simulate::{
        AnswerSignal, Assumed, Assumptions, Details, ScenarioSignal, SimulatePage, Today, WhyDrawer,
    },
    work::{SavedWork, StepList, VersionsBody},
    workshop::WorkshopPage,
};
use crate::platform::parts::Fetched;
use crate::widgets::later;
use leptos::prelude::*;
use wasm_split_helpers::wasm_split;

/// Simulate: the levers and what they come to.
pub(crate) fn simulate_page(banners: Banners) -> AnyView {
    later(fetch_simulate, move || simulate(banners))
}

/// Program: the rules under design.
pub(crate) fn program_page(banners: Banners) -> AnyView {
    later(fetch_program, move || program(banners))
}

/// Compare: scenarios side by side.
pub(crate) fn compare_page(banners: Banners) -> AnyView {
    later(fetch_compare, move || compare(banners))
}

/// Report: the decision paper.
pub(crate) fn report_page(banners: Banners) -> AnyView {
    later(fetch_report, move || report(banners))
}

/// Workshop: a group's versions side by side.
pub(crate) fn workshop_page(banners: Banners) -> AnyView {
    later(fetch_workshop, move || workshop(banners))
}

/// Partners: who is where.
pub(crate) fn partners_page(banners: Banners) -> AnyView {
    later(fetch_partners, move || partners(banners))
}

/// Partner view: what one partner is shown.
pub(crate) fn partner_page(banners: Banners) -> AnyView {
    later(fetch_partner, move || partner(banners))
}

/// Import: a file under review.
pub(crate) fn import_page(banners: Banners) -> AnyView {
    later(fetch_import, move || import(banners))
}

/// Help: words, numbers, keys.
pub(crate) fn help_page(banners: Banners) -> AnyView {
    later(fetch_help, move || help(banners))
}

/// Gallery: the building blocks.
pub(crate) fn gallery_page(banners: Banners) -> AnyView {
    later(fetch_gallery, move || gallery(banners))
}

/// The tour over the screens.
pub(crate) fn tour() -> AnyView {
    later(fetch_tour, show_tour)
}

/// What the share dialog shows.
pub(super) fn share_body() -> AnyView {
    later(fetch_share, share)
}

/// Asks for the passphrase of a link.
pub(super) fn unlock_body() -> AnyView {
    later(fetch_unlock, unlock)
}

/// The saved scenarios.
pub(super) fn saved_work() -> AnyView {
    later(fetch_work, saved)
}

/// What the dialog with the versions shows.
pub(super) fn versions_body() -> AnyView {
    later(fetch_versions, versions)
}

/// The steps of the open scenario.
pub(crate) fn step_list() -> AnyView {
    later(fetch_steps, steps)
}

/// Demand and how partners respond, beside the other levers.
pub(super) fn assumptions_panel(levers: Assumed) -> AnyView {
    later(fetch_assumptions, move || assumptions(levers))
}

/// Who stands where today, below the thresholds.
pub(super) fn today_panel(scenario: ScenarioSignal) -> AnyView {
    later(fetch_today, move || today(scenario))
}

/// What is told below the first answers of a simulation.
pub(super) fn details_panel(answer: AnswerSignal) -> AnyView {
    later(fetch_details, move || details(answer))
}

/// Why one partner ends where it does.
pub(super) fn why_drawer(answer: AnswerSignal, looking: RwSignal<Option<usize>>) -> AnyView {
    later(fetch_why, move || why((answer, looking)))
}

/// Fetches every part, so that it opens at once later, without a connection too. One that cannot be
/// fetched is tried again when it is opened.
pub(crate) async fn fetch_all() {
    let _later = fetch_simulate().await;
    let _later = fetch_assumptions().await;
    let _later = fetch_details().await;
    let _later = fetch_why().await;
    let _later = fetch_partners().await;
    let _later = fetch_program().await;
    let _later = fetch_compare().await;
    let _later = fetch_partner().await;
    let _later = fetch_report().await;
    let _later = fetch_workshop().await;
    let _later = fetch_share().await;
    let _later = fetch_work().await;
    let _later = fetch_import().await;
    let _later = fetch_help().await;
}

#[wasm_split(simulate, fallible, preload(fetch_simulate))]
fn simulate(banners: Banners) -> Fetched<AnyView> {
    Ok(view! { <SimulatePage banners=banners/> }.into_any())
}

#[wasm_split(program, fallible, preload(fetch_program))]
fn program(banners: Banners) -> Fetched<AnyView> {
    Ok(view! { <ProgramPage banners=banners/> }.into_any())
}

#[wasm_split(compare, fallible, preload(fetch_compare))]
fn compare(banners: Banners) -> Fetched<AnyView> {
    Ok(view! { <ComparePage banners=banners/> }.into_any())
}

#[wasm_split(partners, fallible, preload(fetch_partners))]
fn partners(banners: Banners) -> Fetched<AnyView> {
    Ok(view! { <PartnersPage banners=banners/> }.into_any())
}

#[wasm_split(report, fallible, preload(fetch_report))]
fn report(banners: Banners) -> Fetched<AnyView> {
    Ok(view! { <ReportPage banners=banners/> }.into_any())
}

#[wasm_split(workshop, fallible, preload(fetch_workshop))]
fn workshop(banners: Banners) -> Fetched<AnyView> {
    Ok(view! { <WorkshopPage banners=banners/> }.into_any())
}

#[wasm_split(partner, fallible, preload(fetch_partner))]
fn partner(banners: Banners) -> Fetched<AnyView> {
    Ok(view! { <PartnerViewPage banners=banners/> }.into_any())
}

#[wasm_split(import, fallible, preload(fetch_import))]
fn import(banners: Banners) -> Fetched<AnyView> {
    Ok(view! { <ImportPage banners=banners/> }.into_any())
}

#[wasm_split(assumptions, fallible, preload(fetch_assumptions))]
fn assumptions((scenario, answer): Assumed) -> Fetched<AnyView> {
    Ok(view! { <Assumptions scenario=scenario answer=answer/> }.into_any())
}

#[wasm_split(assumptions, fallible, preload(fetch_today))]
fn today(scenario: ScenarioSignal) -> Fetched<AnyView> {
    Ok(view! { <Today scenario=scenario/> }.into_any())
}

#[wasm_split(details, fallible, preload(fetch_details))]
fn details(answer: AnswerSignal) -> Fetched<AnyView> {
    Ok(view! { <Details answer=answer/> }.into_any())
}

#[wasm_split(help, fallible, preload(fetch_help))]
fn help(banners: Banners) -> Fetched<AnyView> {
    Ok(view! { <HelpPage banners=banners/> }.into_any())
}

#[wasm_split(gallery, fallible, preload(fetch_gallery))]
fn gallery(banners: Banners) -> Fetched<AnyView> {
    Ok(view! { <GalleryPage banners=banners/> }.into_any())
}

#[wasm_split(help, fallible, preload(fetch_tour))]
fn show_tour() -> Fetched<AnyView> {
    Ok(view! { <Tour/> }.into_any())
}

#[wasm_split(work, fallible, preload(fetch_work))]
fn saved() -> Fetched<AnyView> {
    Ok(view! { <SavedWork/> }.into_any())
}

#[wasm_split(work, fallible, preload(fetch_versions))]
fn versions() -> Fetched<AnyView> {
    Ok(view! { <VersionsBody/> }.into_any())
}

#[wasm_split(work, fallible, preload(fetch_steps))]
fn steps() -> Fetched<AnyView> {
    Ok(view! { <StepList/> }.into_any())
}

#[wasm_split(share, fallible, preload(fetch_share))]
fn share() -> Fetched<AnyView> {
    Ok(view! { <ShareBody/> }.into_any())
}

#[wasm_split(share, fallible, preload(fetch_unlock))]
fn unlock() -> Fetched<AnyView> {
    Ok(view! { <UnlockBody/> }.into_any())
}

#[wasm_split(why, fallible, preload(fetch_why))]
fn why((answer, looking): (AnswerSignal, RwSignal<Option<usize>>)) -> Fetched<AnyView> {
    Ok(view! { <WhyDrawer answer=answer looking=looking/> }.into_any())
}
