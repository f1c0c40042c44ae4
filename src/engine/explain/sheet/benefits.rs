//! Benefits with their terms in the sheet.

use super::{Cell, Section, Table};
use crate::about::About;
use crate::explain::lexicon::Lexicon;
use crate::explain::numbers::Scale;
use crate::explain::sentence::{Sentence, counted};
use crate::finance::{
    Banding, Benefit, BenefitKind, BenefitRule, Counted, Occasion, Recipient, Stacking,
};

/// Name and level of what a tier gets, in the order shown.
pub(in crate::explain) fn lever_levels(
    lexicon: &Lexicon<'_>,
    benefit: &Benefit,
) -> Vec<(&'static str, String, f64)> {
    let hours = |hours: f64| format!("{} hours", lexicon.exact(hours, Scale::Plain));
    let share = |share: f64| lexicon.exact(share, Scale::Share);
    vec![
        ("Commission, share of revenue", share(benefit.commission), benefit.commission),
        ("Discount, share of list revenue", share(benefit.discount), benefit.discount),
        (
            "Market development funds per quarter",
            lexicon.exact(benefit.mdf, Scale::Money),
            benefit.mdf,
        ),
        ("Partner-manager time per quarter", hours(benefit.manager_hours), benefit.manager_hours),
        ("Enablement time per quarter", hours(benefit.enablement_hours), benefit.enablement_hours),
    ]
}

/// A level of a benefit as it is printed.
pub(in crate::explain) fn level(lexicon: &Lexicon<'_>, kind: BenefitKind, level: f64) -> String {
    match kind {
        BenefitKind::Percent => lexicon.exact(level, Scale::Share),
        BenefitKind::Amount => lexicon.exact(level, Scale::Money),
        BenefitKind::Hours => format!("{} hours", lexicon.exact(level, Scale::Plain)),
        BenefitKind::Flag if (level - 1.0).abs() < f64::EPSILON => "yes".to_owned(),
        BenefitKind::Flag if level.abs() < f64::EPSILON => "no".to_owned(),
        BenefitKind::Flag => lexicon.exact(level, Scale::Plain),
    }
}

pub(super) fn section(lexicon: &Lexicon<'_>) -> Section {
    let incentives = &lexicon.program().incentives;
    let mut section = Section::new("Benefits");
    let mut rows: Vec<Vec<Cell>> = lever_levels(lexicon, &Benefit::NONE)
        .into_iter()
        .map(|(name, _, _)| vec![Cell::text(name)])
        .collect();
    for benefit in &incentives.tiers {
        for (row, (_, text, number)) in rows.iter_mut().zip(lever_levels(lexicon, benefit)) {
            row.push(Cell::number(text, number));
        }
    }
    let names = (0..incentives.tiers.len()).map(|position| lexicon.tier(position));
    let columns = std::iter::once("Benefit".to_owned()).chain(names).collect();
    section.table = Some(Table { columns, rows });
    let money = |value: f64| lexicon.exact(value, Scale::Money);
    if incentives.referral_bonus > 0.0 {
        section.say(Sentence::plain("A referral earns ").strong(money(incentives.referral_bonus)));
    }
    if incentives.referral_value > 0.0 {
        section.say(
            Sentence::plain("A referral is worth a margin of ")
                .strong(money(incentives.referral_value)),
        );
    }
    for milestone in &incentives.milestones {
        section.say(
            Sentence::plain("A quarter with revenue of at least ")
                .strong(money(milestone.revenue))
                .text(" earns ")
                .strong(money(milestone.bonus))
                .text(" once"),
        );
    }
    section.sections = incentives.benefits.iter().map(|rule| self::rule(lexicon, rule)).collect();
    section
}

fn rule(lexicon: &Lexicon<'_>, rule: &BenefitRule) -> Section {
    let mut section = Section::new(&rule.name);
    for (_, sentence) in benefit_sentences(lexicon, rule) {
        section.say(sentence);
    }
    let cell = |value: Option<f64>| match value {
        Some(value) => Cell::number(level(lexicon, rule.kind, value), value),
        None => Cell::text("not offered"),
    };
    let tiers = rule.tiers.iter().enumerate();
    let row = |(position, value): (usize, &Option<f64>)| {
        vec![Cell::text(lexicon.tier(position)), cell(*value)]
    };
    section.table = Some(Table::new(&["Tier", "Level"], tiers.map(row).collect()));
    section
}

/// Name and sentence of every term of a benefit that says something.
pub(in crate::explain) fn benefit_sentences(
    lexicon: &Lexicon<'_>,
    rule: &BenefitRule,
) -> Vec<(&'static str, Sentence)> {
    let money = |value: f64| lexicon.exact(value, Scale::Money);
    let mut all = vec![("Kind", kind(rule))];
    let terms = &rule.terms;
    let limits = [
        ("Least per deal", terms.least_per_deal, "A deal earns at least "),
        ("Most per deal", terms.most_per_deal, "A deal earns at most "),
        ("Least per partner", terms.least_per_partner, "A partner earns at least "),
        ("Most per partner", terms.most_per_partner, "A partner earns at most "),
        ("Most per period", terms.most_per_period, "All partners together earn at most "),
    ];
    for (name, limit, words) in limits {
        if let Some(limit) = limit {
            let per = if name.ends_with("deal") { "" } else { " in a period" };
            all.push((name, Sentence::plain(words).strong(money(limit)).text(per)));
        }
    }
    if !terms.bands.is_empty() {
        all.push(("Bands", bands(lexicon, rule)));
    }
    if terms.bands_included {
        let words = "A volume at the very start of a band is in it";
        all.push(("Start of a band", Sentence::plain(words)));
    }
    if terms.banding == Banding::Whole {
        let words = "The whole volume of the period earns the rate of the band it ends in";
        all.push(("Banding", Sentence::plain(words)));
    }
    if terms.stacking == Stacking::Multiplicative {
        let words = "It is taken off what other percentages have left, one after another";
        all.push(("Stacking", Sentence::plain(words)));
    }
    if let Some(choice) = &terms.choice {
        let words = format!("A partner gets one of the benefits of the choice \"{choice}\"");
        all.push(("Choice", Sentence::plain(words)));
    }
    if let Some(first) = terms.first_deals {
        let deals = counted(first, "deal", "deals");
        all.push((
            "First deals",
            Sentence::plain("Only the first ").strong(deals).text(" of a period count"),
        ));
    }
    if let Some(months) = terms.months {
        let months = counted(months, "month", "months");
        all.push(("Duration", Sentence::plain("A deal earns it for ").strong(months)));
    }
    let time = match terms.between {
        (None, None) => None,
        (Some(from), None) => Some(format!("from {from} on")),
        (None, Some(to)) => Some(format!("to the end of {to}")),
        (Some(from), Some(to)) => Some(format!("from {from} to the end of {to}")),
    };
    all.extend(time.map(|time| ("Time", Sentence::plain("It holds ").strong(time))));
    all.extend(rule.counted.map(|counted| ("Cost", cost(counted))));
    let About { source, note, as_of } = &rule.about;
    let source = match (source, as_of) {
        (Some(source), Some(date)) => Some(format!("Source: {source}, as of {date}")),
        (Some(source), None) => Some(format!("Source: {source}")),
        (None, Some(date)) => Some(format!("As of {date}")),
        (None, None) => None,
    };
    all.extend(source.map(|source| ("Source", Sentence::plain(source))));
    all.extend(note.as_ref().map(|note| ("Note", Sentence::plain(format!("Note: {note}")))));
    all
}

fn kind(rule: &BenefitRule) -> Sentence {
    let of = rule.of.as_ref().map(|of| format!(" of {of}")).unwrap_or_default();
    let kind = match rule.kind {
        BenefitKind::Percent => "A share",
        BenefitKind::Amount => "An amount of money",
        BenefitKind::Hours => "Hours",
        BenefitKind::Flag => "Something a tier has or has not",
    };
    Sentence::plain(format!("{kind}{of}"))
}

fn cost(counted: Counted) -> Sentence {
    let whom = match counted.to {
        Recipient::Partner => "",
        Recipient::OwnSellers => ", paid to the own sellers",
    };
    let when = match counted.on {
        Occasion::Quarter => "every quarter",
        Occasion::Promotion => "in a quarter in which a partner moves up",
    };
    Sentence::plain(format!("Counted as cost {when}{whom}"))
}

fn bands(lexicon: &Lexicon<'_>, rule: &BenefitRule) -> Sentence {
    let bands = rule.terms.bands.iter().enumerate();
    bands.fold(
        Sentence::plain("In place of the tier's rate: "),
        |sentence, (place, (from, rate))| {
            sentence
                .text(if place > 0 { ", " } else { "" })
                .strong(level(lexicon, rule.kind, *rate))
                .text(" of the volume above ")
                .strong(lexicon.exact(*from, Scale::Plain))
        },
    )
}
