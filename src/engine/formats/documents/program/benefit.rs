//! Benefits with terms in a document.

use super::super::place::Place;
use super::month;
use crate::about::About;
use crate::finance::{
    Banding, BenefitKind, BenefitRule, Counted, Occasion, Recipient, Stacking, Terms,
};
use crate::problem::Problems;
use serde::{Deserialize, Serialize};

/// A benefit in the words of a contract. It has terms, may be counted as cost, and has no effect on
/// behaviour in the simulation.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Benefit"))]
#[serde(deny_unknown_fields)]
pub(super) struct BenefitV2 {
    /// Name for people.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 200)))]
    name: String,
    /// What it is.
    kind: KindV2,
    /// What a percentage is taken of, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    of: Option<String>,
    /// Level per tier, lowest first: a share from 0 to 1, money, hours, or 1 for a flag; null
    /// where it is not offered.
    tiers: Vec<Option<f64>>,
    /// The page or contract it is taken from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    /// What a reader should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    /// The date of the source, as written there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    as_of: Option<String>,
    /// Least that a deal earns, in money.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 1e12)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    least_per_deal: Option<f64>,
    /// Most that a deal earns, in money.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 1e12)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    most_per_deal: Option<f64>,
    /// Most that a partner earns in a period, in money.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 1e12)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    most_per_partner: Option<f64>,
    /// Least that a partner earns in a period, in money.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 1e12)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    least_per_partner: Option<f64>,
    /// Most of all partners together in a period, in money.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 1e12)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    most_per_period: Option<f64>,
    /// Pairs of volume and rate from there on, in ascending order; they take the place of the
    /// rate of the tier.
    #[cfg_attr(feature = "schema", schemars(length(max = 100)))]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    bands: Vec<(f64, f64)>,
    /// Whether a volume at the very start of a band is in it.
    #[serde(default, skip_serializing_if = "super::is_false")]
    bands_included: bool,
    /// How the bands apply; `marginal` without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    banding: Option<BandingV2>,
    /// How it joins other percentages on the same base; `additive` without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    stacking: Option<StackingV2>,
    /// Of benefits with the same choice a partner gets one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    choice: Option<String>,
    /// Only so many deals of a partner in a period.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 1_000_000)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    first_deals: Option<u32>,
    /// Months a deal earns it.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 1_000_000)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    months: Option<u32>,
    /// First month it is offered.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = super::MONTH)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    /// Last month it is offered.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = super::MONTH)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    /// How a simulation counts it as cost; not at all without it. Percentages and amounts only: of the sales
    /// of a quarter, as one volume.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    counted: Option<CountedV2>,
}

/// How a simulation counts a benefit as cost.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Counted"))]
#[serde(deny_unknown_fields)]
struct CountedV2 {
    /// Who is paid; `partner` without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    to: Option<RecipientV2>,
    /// What it is paid for; `quarter` without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    on: Option<OccasionV2>,
}

/// Who is paid.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Recipient"))]
#[serde(rename_all = "snake_case")]
enum RecipientV2 {
    /// The partner.
    Partner,
    /// The vendor's own sellers who work with the partner.
    OwnSellers,
}

/// What is paid for.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Occasion"))]
#[serde(rename_all = "lowercase")]
enum OccasionV2 {
    /// Every quarter, by the tier held as it began.
    Quarter,
    /// A quarter in which the partner moves up, by the tier it reaches.
    Promotion,
}

/// What a benefit is.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "BenefitKind"))]
#[serde(rename_all = "lowercase")]
enum KindV2 {
    /// A share of a base.
    Percent,
    /// Money.
    Amount,
    /// Hours: of a manager, of training, or within which an answer is promised.
    Hours,
    /// Something one has or has not.
    Flag,
}

/// How bands apply.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Banding"))]
#[serde(rename_all = "lowercase")]
enum BandingV2 {
    /// Each part of the volume earns the rate of its own band.
    Marginal,
    /// The whole volume earns the rate of the band it ends in.
    Whole,
}

/// How a percentage joins others on the same base.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Stacking"))]
#[serde(rename_all = "lowercase")]
enum StackingV2 {
    /// Added to the others of this kind; the sum is taken off first.
    Additive,
    /// Taken off what is left, one after another.
    Multiplicative,
}

impl From<&BenefitRule> for BenefitV2 {
    fn from(benefit: &BenefitRule) -> Self {
        let terms = &benefit.terms;
        Self {
            name: benefit.name.clone(),
            kind: match benefit.kind {
                BenefitKind::Percent => KindV2::Percent,
                BenefitKind::Amount => KindV2::Amount,
                BenefitKind::Hours => KindV2::Hours,
                BenefitKind::Flag => KindV2::Flag,
            },
            of: benefit.of.clone(),
            tiers: benefit.tiers.clone(),
            source: benefit.about.source.clone(),
            note: benefit.about.note.clone(),
            as_of: benefit.about.as_of.clone(),
            least_per_deal: terms.least_per_deal,
            most_per_deal: terms.most_per_deal,
            least_per_partner: terms.least_per_partner,
            most_per_partner: terms.most_per_partner,
            most_per_period: terms.most_per_period,
            bands: terms.bands.clone(),
            bands_included: terms.bands_included,
            banding: (terms.banding == Banding::Whole).then_some(BandingV2::Whole),
            stacking: (terms.stacking == Stacking::Multiplicative)
                .then_some(StackingV2::Multiplicative),
            choice: terms.choice.clone(),
            first_deals: terms.first_deals,
            months: terms.months,
            from: terms.between.0.map(|month| month.to_string()),
            to: terms.between.1.map(|month| month.to_string()),
            counted: benefit.counted.map(CountedV2::from),
        }
    }
}

impl BenefitV2 {
    pub(super) fn read(self, place: &Place, found: &mut Problems) -> BenefitRule {
        let from = month(self.from.as_deref(), &place.field("from"), found);
        let to = month(self.to.as_deref(), &place.field("to"), found);
        BenefitRule {
            name: self.name,
            about: About { source: self.source, note: self.note, as_of: self.as_of },
            kind: match self.kind {
                KindV2::Percent => BenefitKind::Percent,
                KindV2::Amount => BenefitKind::Amount,
                KindV2::Hours => BenefitKind::Hours,
                KindV2::Flag => BenefitKind::Flag,
            },
            of: self.of,
            tiers: self.tiers,
            terms: Terms {
                least_per_deal: self.least_per_deal,
                most_per_deal: self.most_per_deal,
                least_per_partner: self.least_per_partner,
                most_per_partner: self.most_per_partner,
                most_per_period: self.most_per_period,
                bands: self.bands,
                bands_included: self.bands_included,
                banding: match self.banding {
                    Some(BandingV2::Whole) => Banding::Whole,
                    _ => Banding::Marginal,
                },
                stacking: match self.stacking {
                    Some(StackingV2::Multiplicative) => Stacking::Multiplicative,
                    _ => Stacking::Additive,
                },
                choice: self.choice,
                first_deals: self.first_deals,
                months: self.months,
                between: (from, to),
            },
            counted: self.counted.map(CountedV2::read),
        }
    }
}

impl From<Counted> for CountedV2 {
    fn from(counted: Counted) -> Self {
        Self {
            to: (counted.to == Recipient::OwnSellers).then_some(RecipientV2::OwnSellers),
            on: (counted.on == Occasion::Promotion).then_some(OccasionV2::Promotion),
        }
    }
}

impl CountedV2 {
    fn read(self) -> Counted {
        Counted {
            to: match self.to {
                Some(RecipientV2::OwnSellers) => Recipient::OwnSellers,
                _ => Recipient::Partner,
            },
            on: match self.on {
                Some(OccasionV2::Promotion) => Occasion::Promotion,
                _ => Occasion::Quarter,
            },
        }
    }
}
