//! Each response parameter with its unit, plausible range, source and how good that source is.
//!
//! Almost all published sizes come from consumers or employed sales people, not from independent
//! partners: trust direction more than size.

use super::Parameters;
use serde::{Deserialize, Serialize};

/// Where a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Provenance {
    /// Estimated from the partners at hand.
    Measured,
    /// Set or confirmed by the designer.
    Yours,
    /// Published, from another market.
    Borrowed,
    /// A judgement without a published value.
    Assumed,
}

/// One parameter as the screens show it.
#[derive(Debug, Clone, Copy)]
pub struct ParameterInfo {
    /// Stable name.
    pub key: &'static str,
    /// Name for people.
    pub label: &'static str,
    /// Unit for people.
    pub unit: &'static str,
    /// Lower end of the range worth exploring.
    pub low: f64,
    /// Upper end of the range worth exploring.
    pub high: f64,
    /// How good the source of the default is.
    pub provenance: Provenance,
    /// The source, author and year.
    pub source: &'static str,
    /// Reads it.
    pub get: fn(&Parameters) -> f64,
    /// Replaces it.
    pub set: fn(&mut Parameters, f64),
}

impl ParameterInfo {
    /// Whether not knowing it matters: the offsets only keep a logarithm defined.
    pub fn varies(&self) -> bool {
        !self.key.ends_with("_offset")
    }

    /// The value at a share of its range, 0 to 1: triangular, most likely as it is set (`value`). A value
    /// outside the range is one of its ends.
    pub fn quantile(&self, value: f64, share: f64) -> f64 {
        let (low, high) = (self.low.min(value), self.high.max(value));
        let width = high - low;
        if width <= 0.0 {
            return value;
        }
        let peak = (value - low) / width;
        if share < peak {
            low + width * (share * peak).sqrt()
        } else {
            high - width * ((1.0 - share) * (1.0 - peak)).sqrt()
        }
    }

    /// Whether a run can take this value: not negative, not zero where a logarithm or a share
    /// needs more, and at most ten times what is worth exploring.
    pub fn admits(&self, value: f64) -> bool {
        let least_is_zero = self.low <= 0.0;
        value.is_finite()
            && value <= 10.0 * self.high
            && (value > 0.0 || (least_is_zero && value >= 0.0))
    }
}

macro_rules! parameter {
    ($key:literal, $label:literal, $unit:literal, $low:literal ..= $high:literal, $provenance:ident,
     $source:literal, $($field:ident).+) => {
        ParameterInfo {
            key: $key,
            label: $label,
            unit: $unit,
            low: $low,
            high: $high,
            provenance: Provenance::$provenance,
            source: $source,
            get: |p| p.$($field).+,
            set: |p, value| p.$($field).+ = value,
        }
    };
}

const CATALOGUE: &[ParameterInfo] = &[
    parameter!(
        "transfer",
        "Transfer discount",
        "share",
        0.0..=1.0,
        Assumed,
        "Evidence is from consumers and own sales forces; a partner's attention is partial",
        transfer
    ),
    parameter!(
        "ramp",
        "Ramp per quarter",
        "share",
        0.2..=1.0,
        Assumed,
        "Advertising carry-over near one half",
        ramp
    ),
    parameter!(
        "manager_hours_elasticity",
        "Manager-hours elasticity",
        "log per log",
        0.1..=0.35,
        Borrowed,
        "Mean personal-selling elasticities 0.245 to 0.34 in published meta-analyses",
        manager_hours_elasticity
    ),
    parameter!(
        "mdf_elasticity",
        "MDF elasticity",
        "log per log",
        0.03..=0.24,
        Borrowed,
        "Advertising elasticities 0.09 to 0.12 short run, 0.24 long run",
        mdf_elasticity
    ),
    parameter!(
        "commission_elasticity",
        "Commission elasticity",
        "log per log",
        0.05..=0.5,
        Assumed,
        "From strongly convex effort cost",
        commission_elasticity
    ),
    parameter!(
        "price_elasticity",
        "Price elasticity",
        "absolute",
        0.5..=2.6,
        Borrowed,
        "Mean of packaged goods 2.62; business buyers respond less",
        price_elasticity
    ),
    parameter!(
        "pass_through",
        "Discount passed on",
        "share",
        0.4..=0.75,
        Borrowed,
        "Retail pass-through 0.41 to 0.71",
        pass_through
    ),
    parameter!(
        "capability_elasticity",
        "Capability elasticity",
        "log per log",
        0.0..=0.3,
        Assumed,
        "No transferable field value found",
        capability_elasticity
    ),
    parameter!(
        "referral_elasticity",
        "Referral elasticity",
        "log per log",
        0.0..=1.0,
        Assumed,
        "Judgement",
        referral_elasticity
    ),
    parameter!(
        "pull_maximum",
        "Largest tier pull",
        "log revenue",
        0.0..=0.182,
        Borrowed,
        "Consumers speed up by at most a fifth near a goal (Kivetz, Urminsky & Zheng, 2006)",
        pull_maximum
    ),
    parameter!(
        "prize_half",
        "Prize for half the pull",
        "share of revenue",
        0.02..=0.15,
        Assumed,
        "Judgement",
        prize_half
    ),
    parameter!(
        "pull_power",
        "Pull curvature",
        "exponent",
        1.0..=4.0,
        Assumed,
        "Convex, as in goal-gradient plots",
        pull_power
    ),
    parameter!(
        "keep_weight",
        "Weight of keeping a tier",
        "factor",
        1.0..=2.25,
        Borrowed,
        "Loss-aversion means 1.31 and 1.955; a field test found no difference",
        keep_weight
    ),
    parameter!(
        "hangover",
        "Dip after a move down",
        "log revenue",
        0.0..=0.15,
        Assumed,
        "Direction published, size a judgement",
        hangover
    ),
    parameter!(
        "pull_forward",
        "Sales borrowed ahead",
        "share of pull",
        0.0..=0.6,
        Assumed,
        "Timing effects are real (Oyer, 1998; Larkin, 2014); size a judgement",
        pull_forward
    ),
    parameter!(
        "adjust",
        "Speed of dimensions",
        "share per quarter",
        0.1..=0.5,
        Assumed,
        "Judgement",
        adjust
    ),
    parameter!(
        "persistence",
        "Persistence of shocks",
        "share per quarter",
        0.2..=0.9,
        Assumed,
        "Pooled; not estimable for one partner",
        persistence
    ),
    parameter!(
        "volatility",
        "Quarterly volatility",
        "log revenue",
        0.1..=0.4,
        Assumed,
        "Judgement",
        volatility
    ),
    parameter!(
        "market_volatility",
        "Market volatility",
        "log revenue",
        0.0..=0.1,
        Assumed,
        "Judgement",
        market_volatility
    ),
    parameter!(
        "exit_hazard",
        "Chance to leave",
        "per quarter",
        0.0..=0.05,
        Assumed,
        "Judgement",
        exit_hazard
    ),
    parameter!(
        "gross_margin",
        "Gross margin",
        "share of list revenue",
        0.2..=0.9,
        Assumed,
        "Replace with your own",
        gross_margin
    ),
    parameter!(
        "mdf_used",
        "MDF claimed",
        "share",
        0.3..=0.9,
        Assumed,
        "One vendor's report; weak",
        rates.mdf_used
    ),
    parameter!(
        "manager_hour",
        "Partner-manager hour",
        "money",
        40.0..=200.0,
        Assumed,
        "Replace with your own",
        rates.manager_hour
    ),
    parameter!(
        "enablement_hour",
        "Enablement hour",
        "money",
        30.0..=150.0,
        Assumed,
        "Replace with your own",
        rates.enablement_hour
    ),
    parameter!(
        "referral_rate",
        "Referrals per partner",
        "per quarter",
        0.0..=2.0,
        Assumed,
        "Judgement",
        referral_rate
    ),
    parameter!(
        "dimension_noise",
        "Noise of dimensions",
        "points",
        0.0..=6.0,
        Assumed,
        "Judgement",
        dimension_noise
    ),
    parameter!(
        "hangover_decay",
        "Dip left each quarter",
        "share",
        0.0..=0.9,
        Assumed,
        "Judgement",
        hangover_decay
    ),
    parameter!(
        "exit_after_demotion",
        "Exits after a move down",
        "log hazard",
        0.0..=1.5,
        Assumed,
        "Judgement",
        exit_after_demotion
    ),
    parameter!(
        "points_per_log",
        "Points per log lever",
        "points",
        0.0..=20.0,
        Assumed,
        "Judgement",
        points_per_log
    ),
    parameter!(
        "lift_cap",
        "Largest total lift",
        "log revenue",
        0.1..=0.7,
        Assumed,
        "Constant elasticities hold only for small changes",
        lift_cap
    ),
    parameter!(
        "mdf_offset",
        "MDF offset",
        "money",
        100.0..=10000.0,
        Assumed,
        "Keeps the logarithm defined at zero",
        mdf_offset
    ),
    parameter!(
        "manager_hours_offset",
        "Manager-hours offset",
        "hours",
        0.5..=5.0,
        Assumed,
        "Keeps the logarithm defined at zero",
        manager_hours_offset
    ),
    parameter!(
        "enablement_offset",
        "Enablement offset",
        "hours",
        0.5..=5.0,
        Assumed,
        "Keeps the logarithm defined at zero",
        enablement_offset
    ),
    parameter!(
        "referral_offset",
        "Referral-bonus offset",
        "money",
        10.0..=200.0,
        Assumed,
        "Keeps the ratio defined at zero",
        referral_offset
    ),
    parameter!(
        "capability_offset",
        "Capability offset",
        "points",
        5.0..=20.0,
        Assumed,
        "Keeps the logarithm defined at zero",
        capability_offset
    ),
    parameter!(
        "co_investment",
        "Partner's share of campaigns",
        "share of their cost",
        0.0..=0.5,
        Assumed,
        "Half is a common term; only the partner's own return depends on it",
        co_investment
    ),
    parameter!(
        "partner_hour",
        "Partner's own hour",
        "money",
        20.0..=150.0,
        Assumed,
        "Replace with your own; only the partner's own return depends on it",
        partner_hour
    ),
];

/// All parameters; the ones most worth questioning come first.
pub fn catalogue() -> &'static [ParameterInfo] {
    CATALOGUE
}
