//! What a partner is offered, tier by tier, in the words of a contract: nothing of what it costs, of what others
//! are paid, and of what designers note.

use super::lexicon::Lexicon;
use super::numbers::Scale;
use super::sentence::Sentence;
use super::sheet::{benefit_sentences, level, lever_levels};
use crate::finance::{Benefit, BenefitKind, BenefitRule, Recipient};

/// Stands where a tier does not have a benefit.
const NOT_OFFERED: &str = "–";

/// Terms that say what a partner gets; limits of all partners together, cost, source and notes are not among them.
const TERMS: [&str; 12] = [
    "Least per deal",
    "Most per deal",
    "Least per partner",
    "Most per partner",
    "Bands",
    "Start of a band",
    "Banding",
    "Stacking",
    "Choice",
    "First deals",
    "Duration",
    "Time",
];

/// One benefit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OfferedRow {
    /// Its name.
    pub name: String,
    /// Its level per tier, lowest first; a dash where it is not offered.
    pub levels: Vec<String>,
    /// Its terms as sentences.
    pub terms: Vec<String>,
}

/// What a partner is offered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Offered {
    /// What depends on the tier.
    pub rows: Vec<OfferedRow>,
    /// What every partner gets, as sentences.
    pub for_all: Vec<String>,
}

/// What a program offers its partners.
pub fn offered(lexicon: &Lexicon<'_>) -> Offered {
    let incentives = &lexicon.program().incentives;
    let named = lever_levels(lexicon, &Benefit::NONE).into_iter().enumerate();
    let named = named.filter_map(|(place, (name, ..))| {
        let levels: Vec<(String, f64)> = incentives
            .tiers
            .iter()
            .filter_map(|benefit| lever_levels(lexicon, benefit).into_iter().nth(place))
            .map(|(_, text, number)| (text, number))
            .collect();
        let any = levels.iter().any(|(_, number)| *number > 0.0);
        let shown = |(text, number): (String, f64)| {
            if number > 0.0 { text } else { NOT_OFFERED.to_owned() }
        };
        let levels = levels.into_iter().map(shown).collect();
        any.then(|| OfferedRow { name: name.to_owned(), levels, terms: Vec::new() })
    });
    let own =
        |rule: &&BenefitRule| rule.counted.is_none_or(|counted| counted.to == Recipient::Partner);
    let rules = incentives.benefits.iter().filter(own).map(|rule| row(lexicon, rule));
    let money = |value: f64| lexicon.exact(value, Scale::Money);
    let mut for_all = Vec::new();
    if incentives.referral_bonus > 0.0 {
        for_all.push(Sentence::plain("A referral earns ").strong(money(incentives.referral_bonus)));
    }
    for milestone in &incentives.milestones {
        for_all.push(
            Sentence::plain("A quarter with revenue of at least ")
                .strong(money(milestone.revenue))
                .text(" earns ")
                .strong(money(milestone.bonus))
                .text(" once"),
        );
    }
    Offered {
        rows: named.chain(rules).collect(),
        for_all: for_all.into_iter().map(|sentence| sentence.whole().to_string()).collect(),
    }
}

fn row(lexicon: &Lexicon<'_>, rule: &BenefitRule) -> OfferedRow {
    let of = match (&rule.of, rule.kind) {
        (Some(of), BenefitKind::Percent) => format!(", share of {of}"),
        (Some(of), _) => format!(", {of}"),
        (None, _) => String::new(),
    };
    let levels = rule.tiers.iter().map(|value| match value {
        Some(value) => level(lexicon, rule.kind, *value),
        None => NOT_OFFERED.to_owned(),
    });
    let terms = benefit_sentences(lexicon, rule).into_iter();
    OfferedRow {
        name: format!("{}{of}", rule.name),
        levels: levels.collect(),
        terms: terms
            .filter(|(name, _)| TERMS.contains(name))
            .map(|(_, sentence)| sentence.whole().to_string())
            .collect(),
    }
}
