//! Lever lift: how a change of incentives moves revenue, on the log scale, before the transfer
//! discount and the ramp.
//!
//! ```text
//! target = ε_c ln(c/c₀) + |ε_p|·π·(d − d₀) + ε_M ln((M + M₀)/(M_ref + M₀))
//!        + ε_H ln((H + h₀)/(H_ref + h₀)) + ε_K ln((cap + k₀)/(cap_ref + k₀))
//! ```
//! The reference is the benefit of the tier held when the history was recorded, so unchanged
//! benefits give exactly 0. Evidence: see the catalogue.

use super::Parameters;
use crate::finance::Benefit;
use crate::stats::ln;

/// Names of the levers, in the order of [`LeverTargets`].
pub const LEVERS: [&str; 5] =
    ["Commission", "Discount", "MDF", "Partner-manager hours", "Capability"];

/// Log lift of each lever at full effect, before the transfer discount.
pub type LeverTargets = [f64; LEVERS.len()];

/// Lever targets of a benefit against the reference benefit; the capability lever stays 0 here
/// because it moves with the partner's own level.
pub fn lever_targets(now: &Benefit, reference: &Benefit, p: &Parameters) -> LeverTargets {
    let commission = if now.commission.to_bits() == reference.commission.to_bits() {
        0.0
    } else {
        // A rate of zero has no logarithm; a tenth of a percent stands for it.
        let floor = 0.001;
        p.commission_elasticity
            * libm::log(now.commission.max(floor) / reference.commission.max(floor))
    };
    [
        commission,
        p.price_elasticity * p.pass_through * (now.discount - reference.discount),
        p.mdf_elasticity * log_ratio(now.mdf, reference.mdf, p.mdf_offset),
        p.manager_hours_elasticity
            * log_ratio(now.manager_hours, reference.manager_hours, p.manager_hours_offset),
        0.0,
    ]
}

/// ln((now + offset)/(reference + offset)).
pub(crate) fn log_ratio(now: f64, reference: f64, offset: f64) -> f64 {
    ln((now + offset) / (reference + offset))
}
