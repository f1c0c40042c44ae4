//! Program: the whole of the rules on one page, each beside what it says in words.

mod asks;
mod bands;
mod benefits;
mod builder;
mod checks;
mod comparison;
mod curve;
mod design;
mod dimension;
mod fields;
mod knobs;
mod leaves;
mod lines;
mod marks;
mod movement;
mod part;
mod score;
mod sentence;
mod sheet;
mod statuses;
mod terms;
mod tiers;

use super::held::Held;
use super::views::{ViewMenu, arranged, folds};
use super::{Banners, address};
use crate::format::plural;
use crate::widgets::{Arrangement, Tabs};
use benefits::Benefits;
use checks::Checks;
use design::Design;
use leptos::prelude::*;
use movement::Movement;
use score::Score;
use sheet::SheetDialog;
use statuses::Statuses;
use tierlab_engine::record::Levers;
use tiers::Tiers;

#[component]
pub(super) fn ProgramPage(banners: Banners) -> impl IntoView {
    let design = Design::here();
    let sheet = RwSignal::new(false);
    let arrangement = arranged(address::PROGRAM);
    folds(arrangement);
    arrangement.switch("rule sheet", sheet);
    view! {
        <main id="main" tabindex="-1" class="app__main">
            <div class="page page--wide stack program">
                {banners()}
                <Head design=design sheet=sheet arrangement=arrangement/>
                <Tabs parts=PARTS.to_vec()/>
                <Checks design=design/>
                <Held levers=Levers::Rules/>
                <Score design=design/>
                <Tiers design=design/>
                <Statuses design=design/>
                <Held levers=Levers::Movement/>
                <Movement design=design.of(Levers::Movement)/>
                <Held levers=Levers::Incentives/>
                <Benefits design=design.of(Levers::Incentives)/>
            </div>
        </main>
        <SheetDialog design=design open=sheet/>
    }
}

#[component]
fn Head(design: Design, sheet: RwSignal<bool>, arrangement: Arrangement) -> impl IntoView {
    let name = design.part(|program| program.name.clone());
    let about = design.part(about);
    let source = design.part(source);
    view! {
        <div class="spread page-head">
            <div>
                <h1>"Program: " {move || name.get()}</h1>
                <p class="muted">{move || about.get()}</p>
                {move || source.get().map(|source| view! { <p class="faint program__source">{source}</p> })}
            </div>
            <div class="cluster program__files">
                <ViewMenu screen=address::PROGRAM arrangement=arrangement/>
                <button type="button" class="btn" on:click=move |_| sheet.set(true)>
                    "Rule sheet"
                </button>
                <sheet::Files design=design/>
            </div>
        </div>
    }
}

/// What makes the tier, in one sentence.
fn about(program: &tierlab_engine::rules::Program) -> String {
    let tiers = plural(program.ladder.tiers.len(), "tier", "tiers");
    let gates: usize = program.ladder.tiers.iter().map(|tier| tier.gates.len()).sum();
    let scale = crate::format::compact(program.score.scale);
    match program.score.tracks.as_slice() {
        [] => format!("{tiers}; conditions decide, there is no score."),
        [track] => {
            let dimensions = plural(track.dimensions.len(), "dimension makes", "dimensions make");
            let decides =
                if gates > 0 { "the score and its gates decide" } else { "the score decides" };
            format!("{dimensions} one score from 0 to {scale}; {decides} among {tiers}.")
        }
        tracks => format!(
            "{} of scoring run side by side and the best counts, from 0 to {scale}; {tiers}.",
            plural(tracks.len(), "way", "ways")
        ),
    }
}

/// Where the program comes from.
fn source(program: &tierlab_engine::rules::Program) -> Option<String> {
    let about = &program.about;
    let parts = [about.note.clone(), about.source.clone(), about.as_of.clone()];
    let text: Vec<String> = parts.into_iter().flatten().collect();
    (!text.is_empty()).then(|| text.join(" · "))
}

/// The parts of this page.
const PARTS: [(&str, &str); 6] = [
    ("checks", "Checks"),
    ("score", "Score"),
    ("tiers", "Tiers"),
    ("statuses", "Statuses"),
    ("movement", "Movement"),
    ("benefits", "Benefits"),
];
