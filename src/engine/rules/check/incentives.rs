//! The door for incentives.

use super::{AMOUNT, SHARE, name, number, whole};
use crate::finance::{BenefitKind, BenefitRule};
use crate::problem::{Problem, Problems};
use crate::rules::program::Program;

/// Most benefits beside the levers, most milestones.
const MOST: usize = 100;

pub(super) fn check(program: &Program, found: &mut Problems) {
    let incentives = &program.incentives;
    if incentives.tiers.len() != program.ladder.tiers.len() {
        found.push(Problem::new(
            "Incentives",
            "There is not one set of benefits per tier.",
            "Give every tier its benefits.",
        ));
    }
    for (tier, benefit) in program.ladder.tiers.iter().zip(&incentives.tiers) {
        let place = format!("Incentives of {}", tier.name);
        number(&place, benefit.commission, &SHARE, "The commission", found);
        number(&place, benefit.discount, &SHARE, "The discount", found);
        number(&place, benefit.mdf, &AMOUNT, "The MDF", found);
        number(&place, benefit.manager_hours, &AMOUNT, "The partner-manager time", found);
        number(&place, benefit.enablement_hours, &AMOUNT, "The enablement time", found);
    }
    let place = "Incentives";
    number(place, incentives.referral_bonus, &AMOUNT, "The referral bonus", found);
    number(place, incentives.referral_value, &AMOUNT, "The value of a referral", found);
    if let Some(budget) = incentives.budget {
        number(place, budget, &AMOUNT, "The budget", found);
    }
    for milestone in &incentives.milestones {
        number(place, milestone.revenue, &AMOUNT, "The revenue of a milestone", found);
        number(place, milestone.bonus, &AMOUNT, "The bonus of a milestone", found);
    }
    if incentives.milestones.len() > MOST || incentives.benefits.len() > MOST {
        found.push(Problem::new(
            place,
            format!("There are over {MOST} milestones or benefits."),
            "Use fewer.",
        ));
    }
    for benefit in &incentives.benefits {
        self::benefit(benefit, program.ladder.tiers.len(), found);
    }
}

fn benefit(benefit: &BenefitRule, tiers: usize, found: &mut Problems) {
    let place = format!("Benefit {}", benefit.name);
    name("Benefit", &benefit.name, found);
    if benefit.tiers.len() != tiers {
        found.push(Problem::new(
            &place,
            format!("It has {} entries for {tiers} tiers.", benefit.tiers.len()),
            "Give one entry per tier, or nothing where a tier does not get it.",
        ));
    }
    let range = match benefit.kind {
        BenefitKind::Percent => SHARE,
        BenefitKind::Amount | BenefitKind::Hours => AMOUNT,
        BenefitKind::Flag => 0.0..=1.0,
    };
    for level in benefit.tiers.iter().flatten() {
        number(&place, *level, &range, "What a tier gets", found);
    }
    if benefit.counted.is_some() && !benefit.kind.is_money() {
        found.push(Problem::new(
            &place,
            "It is counted as cost, but it is neither a percentage nor money.",
            "Do not count it, or say what it is worth as money.",
        ));
    }
    let terms = &benefit.terms;
    let limits = [
        (terms.least_per_deal, terms.most_per_deal, "deal"),
        (terms.least_per_partner, terms.most_per_partner, "partner"),
        (None, terms.most_per_period, "period"),
    ];
    for (least, most, per) in limits {
        for limit in [least, most].into_iter().flatten() {
            number(&place, limit, &AMOUNT, "A limit", found);
        }
        if matches!((least, most), (Some(least), Some(most)) if least > most) {
            let what = format!("The least per {per} is above the most.");
            found.push(Problem::new(&place, what, "Swap the two."));
        }
    }
    for months in [terms.months, terms.first_deals].into_iter().flatten() {
        whole(&place, months, 1..=1_000_000, "A duration or a number of deals", found);
    }
    for (from, rate) in &terms.bands {
        number(&place, *from, &AMOUNT, "The start of a band", found);
        number(&place, *rate, &range, "The rate of a band", found);
    }
    let rising = terms.bands.windows(2).all(|pair| matches!(pair, [a, b] if a.0 < b.0));
    if !rising || terms.bands.len() > MOST {
        found.push(Problem::new(
            &place,
            "Its bands are not in ascending order.",
            "Put each band once, the lowest first.",
        ));
    }
    if matches!(terms.between, (Some(from), Some(to)) if from > to) {
        found.push(Problem::new(&place, "It ends before it begins.", "Put its months in order."));
    }
}
