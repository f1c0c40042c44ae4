//! The response parameters as plain numbers; their evidence stands in the catalogue.

use crate::finance::Rates;
use serde::{Deserialize, Serialize};

/// Response parameters of a run. Elasticities are changes of log revenue per change of the log
/// lever; everything is per quarter.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Parameters {
    /// Revenue elasticity of the commission rate.
    pub commission_elasticity: f64,
    /// Revenue elasticity of partner-manager hours.
    pub manager_hours_elasticity: f64,
    /// Revenue elasticity of MDF.
    pub mdf_elasticity: f64,
    /// Revenue elasticity of the capability level.
    pub capability_elasticity: f64,
    /// Elasticity of referrals with respect to the bonus.
    pub referral_elasticity: f64,
    /// Absolute price elasticity of end customers.
    pub price_elasticity: f64,
    /// Share of a discount that reaches the end price.
    pub pass_through: f64,
    /// Money added to MDF before the logarithm, so that zero is defined.
    pub mdf_offset: f64,
    /// Hours added to partner-manager hours before the logarithm.
    pub manager_hours_offset: f64,
    /// Hours added to enablement hours before the logarithm.
    pub enablement_offset: f64,
    /// Money added to the referral bonus before the ratio.
    pub referral_offset: f64,
    /// Points added to capability before the logarithm.
    pub capability_offset: f64,
    /// Share of the published response that carries over to partners (transfer discount τ).
    pub transfer: f64,
    /// Share of the remaining way to the full effect covered each quarter (ρ).
    pub ramp: f64,
    /// Largest log lift of the tier pull (γ).
    pub pull_maximum: f64,
    /// Prize, as share of revenue, that gives half the largest pull.
    pub prize_half: f64,
    /// Curvature of the pull over the remaining distance (p).
    pub pull_power: f64,
    /// Weight of keeping a tier against reaching one (λ).
    pub keep_weight: f64,
    /// Log revenue lost after a move down (δ).
    pub hangover: f64,
    /// Share of the hangover left each quarter.
    pub hangover_decay: f64,
    /// Share of last quarter's pull that was borrowed from this quarter (ψ).
    pub pull_forward: f64,
    /// Largest absolute log lift of everything together.
    pub lift_cap: f64,
    /// Points a dimension's target moves per log unit of its lever.
    pub points_per_log: f64,
    /// Share of the gap to its target that a dimension closes each quarter (κ).
    pub adjust: f64,
    /// How much a move down raises the exit hazard (ζ).
    pub exit_after_demotion: f64,
    /// Cost of hours and use of MDF.
    pub rates: Rates,
    /// Gross margin, share of list revenue.
    pub gross_margin: f64,
    /// Persistence of revenue shocks from quarter to quarter (φ).
    pub persistence: f64,
    /// Standard deviation of the quarterly log-revenue shock (σ).
    pub volatility: f64,
    /// Standard deviation of the market-wide log-revenue shock.
    pub market_volatility: f64,
    /// Standard deviation of the quarterly noise of a dimension, points.
    pub dimension_noise: f64,
    /// Referrals a partner brings per quarter.
    pub referral_rate: f64,
    /// Chance that a partner leaves in a quarter.
    pub exit_hazard: f64,
    /// Share of the cost of a campaign paid from MDF that the partner bears.
    pub co_investment: f64,
    /// Cost of an hour of the partner's own people.
    pub partner_hour: f64,
}

impl Default for Parameters {
    fn default() -> Self {
        Self {
            commission_elasticity: 0.25,
            manager_hours_elasticity: 0.25,
            mdf_elasticity: 0.10,
            capability_elasticity: 0.10,
            referral_elasticity: 0.50,
            price_elasticity: 1.5,
            pass_through: 0.6,
            mdf_offset: 1000.0,
            manager_hours_offset: 1.0,
            enablement_offset: 1.0,
            referral_offset: 50.0,
            capability_offset: 10.0,
            transfer: 0.5,
            ramp: 0.4,
            pull_maximum: 0.095_310_179_804_324_93,
            prize_half: 0.05,
            pull_power: 2.0,
            keep_weight: 1.0,
            hangover: 0.03,
            hangover_decay: 0.5,
            pull_forward: 0.25,
            lift_cap: 0.405_465_108_108_164_4,
            points_per_log: 10.0,
            adjust: 0.25,
            exit_after_demotion: 0.5,
            rates: Rates { manager_hour: 80.0, enablement_hour: 60.0, mdf_used: 0.4 },
            gross_margin: 0.55,
            persistence: 0.6,
            volatility: 0.18,
            market_volatility: 0.03,
            dimension_noise: 2.0,
            referral_rate: 0.3,
            exit_hazard: 0.01,
            co_investment: 0.5,
            partner_hour: 60.0,
        }
    }
}
