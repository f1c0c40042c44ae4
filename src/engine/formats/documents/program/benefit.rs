//! Benefits with terms in a document.

use super::super::place::Place;
use super::month;
use crate::finance::{Banding, BenefitKind, BenefitRule, Stacking, Terms};
use crate::problem::Problems;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BenefitV2 {
    name: String,
    kind: KindV2,
    /// What a percentage is taken of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    of: Option<String>,
    /// Level per tier, lowest first; null where it is not offered.
    tiers: Vec<Option<f64>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    least_per_deal: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    most_per_deal: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    least_per_partner: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    most_per_partner: Option<f64>,
    /// Most of all partners together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    most_per_period: Option<f64>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    bands: Vec<(f64, f64)>,
    /// Whether a volume at the very start of a band is in it.
    #[serde(default, skip_serializing_if = "super::is_false")]
    bands_included: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    banding: Option<BandingV2>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    stacking: Option<StackingV2>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    choice: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    first_deals: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    months: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    to: Option<String>,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum KindV2 {
    Percent,
    Amount,
    Hours,
    Flag,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum BandingV2 {
    Marginal,
    Whole,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum StackingV2 {
    Additive,
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
            note: benefit.note.clone(),
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
        }
    }
}

impl BenefitV2 {
    pub(super) fn read(self, place: &Place, found: &mut Problems) -> BenefitRule {
        let from = month(self.from.as_deref(), &place.field("from"), found);
        let to = month(self.to.as_deref(), &place.field("to"), found);
        BenefitRule {
            name: self.name,
            note: self.note,
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
        }
    }
}
