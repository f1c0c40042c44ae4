//! `calib_01`: level, growth, persistence and size of shocks of one partner.

use crate::support::{case, close, list_close, number, numbers, tolerance};
use tierlab_engine::simulation::{Trend, first_order};
use tierlab_engine::stats::standard_deviation;

#[test]
fn calib_01_trend_and_persistence_of_one_partner() {
    let case = case("calib_01_trend_ar1");
    let (within, expected) = (tolerance(&case), |name: &str| &case["expected"][name]);
    let trend = Trend::of(&numbers(&case["input"]["revenue"])).expect("sixteen quarters");
    close(trend.level, number(expected("level")), 0.0, within, "level");
    close(trend.slope, number(expected("growth_per_quarter")), 0.0, within, "growth");
    list_close(&trend.residuals, &numbers(expected("resid")), within, "residuals");
    let (persistence, innovations) = first_order(&trend.residuals);
    close(persistence, number(expected("phi_no_intercept")), 0.0, within, "persistence");
    let spread = standard_deviation(&innovations);
    close(spread, number(expected("innovation_sd")), 0.0, within, "spread of the shocks");
}
