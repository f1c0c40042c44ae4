//! The design checker: what is allowed and probably not meant.
//!
//! The door ([`crate::rules::check`]) refuses what would break; this tells what works and works
//! against its purpose: bands with gaps, lines out of reach, more that is worse, cliffs, tiers that
//! fill up by themselves. Findings come with a place, whole sentences with numbers, the partners
//! concerned, and where there is one clear answer a repair.
//!
//! Columns of all partners are made once and shared. What has to be evaluated again and again looks
//! at a fixed sample of large portfolios and at the newest periods: noise and inflation at 250
//! partners and 8 ends of periods, better metrics at 150 partners, one metric at a time.

mod bands;
mod budget;
mod cliffs;
mod each;
mod finding;
mod flapping;
mod gates;
mod groups;
mod implied;
mod inflation;
mod influence;
mod inside;
mod keep;
mod mend_bands;
mod missing;
mod monotone;
mod nested;
mod past;
mod place;
mod raised;
mod ranges;
mod reach;
mod repair;
mod sample;
mod segments;
mod smooth;
mod spacing;
mod steep;
mod stricter;
mod sway;
mod view;
mod weights;
mod windows;
mod words;

pub use finding::{Code, Finding, Fix, Severity};
pub use place::{PlaceRef, ValueRef};
pub use repair::Repair;
pub use steep::Step;

use crate::portfolio::Portfolio;
use crate::rules::{Program, check};
use view::View;

/// What is allowed in a program and probably not meant, the gravest first, then by place. Without
/// partners only what the rules say by themselves. A program that the door refuses has no findings:
/// its problems come first.
pub fn check_design(program: &Program, portfolio: Option<&Portfolio>) -> Vec<Finding> {
    if check(program).is_err() {
        return Vec::new();
    }
    let view = View::new(program, portfolio);
    let mut found = Vec::new();
    for one in CHECKS {
        one(&view, &mut found);
    }
    for finding in &mut found {
        // Nothing is offered that changes nothing, that the door would refuse, or that would still
        // let nobody pass.
        let (code, place) = (finding.code, finding.place.clone());
        let sound = |fix: &Fix| {
            let after = fix.repair.apply(program);
            after != *program && check(&after).is_ok() && mended(&after, portfolio, code, &place)
        };
        finding.fix = finding.fix.take().filter(sound);
    }
    found.sort_by(|a, b| (a.severity, a.code, &a.place).cmp(&(b.severity, b.code, &b.place)));
    found
}

/// Whether nothing of the kind is left at a place. Something unknown can keep a condition open that its
/// line alone would let pass, and a place can hold two rules of which a repair mends one; only kinds
/// where that happens are looked at again.
fn mended(program: &Program, portfolio: Option<&Portfolio>, code: Code, place: &PlaceRef) -> bool {
    let again = match code {
        Code::NeverPasses => gates::check,
        Code::SmallGroups => groups::check,
        _ => return true,
    };
    let mut found = Vec::new();
    again(&View::new(program, portfolio), &mut found);
    !found.iter().any(|finding| finding.code == code && finding.place == *place)
}

/// What can be said of the checks that found nothing: `Bands leave no gaps`. Checks that need
/// partners count only when there are some.
pub fn passed(findings: &[Finding], portfolio: Option<&Portfolio>) -> Vec<&'static str> {
    let partners = portfolio.is_some_and(|portfolio| !portfolio.partners().is_empty());
    let quiet = |code: &Code| findings.iter().all(|finding| finding.code != *code);
    let ran = |code: &Code| partners || !code.needs_partners();
    Code::ALL.into_iter().filter(|code| ran(code) && quiet(code)).map(Code::all_clear).collect()
}

/// The checks in the order they run; what is tried on partners comes after what the rules say.
const CHECKS: [fn(&View<'_>, &mut Vec<Finding>); 17] = [
    bands::check,
    reach::check,
    gates::check,
    monotone::check,
    raised::check,
    keep::check,
    nested::check,
    spacing::check,
    cliffs::check,
    flapping::check,
    inflation::check,
    groups::check,
    windows::check,
    influence::check,
    missing::check,
    budget::check,
    weights::check,
];
