//! A number of a scenario that can be tried over a range.

use crate::state::{BenefitField, Edit};
use tierlab_engine::behaviour::catalogue;
use tierlab_engine::rules::Tier;
use tierlab_engine::simulation::Scenario;

/// Which number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Knob {
    /// A response parameter, by its place in the catalogue.
    Parameter(usize),
    /// The threshold of a tier.
    Threshold(usize),
    /// What a tier gets.
    Benefit(usize, BenefitField),
}

/// All that a scenario has, the parameters most worth questioning first.
pub(super) fn knobs(scenario: &Scenario) -> Vec<Knob> {
    let parameters = catalogue().iter().enumerate().filter(|(_, info)| info.varies());
    let tiers = &scenario.alternative.ladder.tiers;
    let lines = tiers.iter().enumerate().filter(|(tier, it)| *tier > 0 && it.threshold.is_some());
    let benefits =
        (0..tiers.len()).flat_map(|tier| BenefitField::ALL.map(|field| Knob::Benefit(tier, field)));
    parameters
        .map(|(place, _)| Knob::Parameter(place))
        .chain(lines.map(|(tier, _)| Knob::Threshold(tier)))
        .chain(benefits)
        .collect()
}

impl Knob {
    /// Its name, and its unit.
    pub(super) fn name(self, scenario: &Scenario) -> (String, String) {
        let tier = |tier: usize| {
            let tiers = &scenario.alternative.ladder.tiers;
            tiers.get(tier).map_or_else(String::new, |tier| tier.name.clone())
        };
        match self {
            Self::Parameter(place) => catalogue().get(place).map_or_else(
                || (String::new(), String::new()),
                |info| (info.label.to_owned(), info.unit.to_owned()),
            ),
            Self::Threshold(at) => (format!("{} threshold", tier(at)), "points".to_owned()),
            Self::Benefit(at, field) => {
                let unit = match field {
                    BenefitField::Commission | BenefitField::Discount => "percent",
                    BenefitField::Mdf => "thousand per quarter",
                    BenefitField::ManagerHours | BenefitField::EnablementHours => {
                        "hours per quarter"
                    }
                };
                (format!("{} {}", tier(at), field.label()), unit.to_owned())
            }
        }
    }

    /// Its value now.
    pub(super) fn value(self, scenario: &Scenario) -> f64 {
        match self {
            Self::Parameter(place) => {
                catalogue().get(place).map_or(0.0, |info| (info.get)(&scenario.parameters))
            }
            Self::Threshold(tier) => {
                scenario.alternative.ladder.tiers.get(tier).map_or(0.0, Tier::line)
            }
            Self::Benefit(tier, field) => {
                scenario.alternative.incentives.tiers.get(tier).map_or(0.0, |b| field.shown(b))
            }
        }
    }

    /// The range worth trying.
    pub(super) fn range(self, scenario: &Scenario) -> (f64, f64) {
        let now = self.value(scenario);
        match self {
            Self::Parameter(place) => catalogue()
                .get(place)
                .map_or((0.0, 1.0), |info| (info.low.min(now), info.high.max(now))),
            Self::Threshold(tier) => {
                let tiers = &scenario.alternative.ladder.tiers;
                let line = |at: Option<usize>| at.and_then(|at| tiers.get(at)).map(Tier::line);
                let least = line(tier.checked_sub(1)).unwrap_or(0.0) + 0.5;
                let most = line(Some(tier + 1)).unwrap_or(scenario.alternative.score.scale) - 0.5;
                (least.min(now), most.max(now))
            }
            Self::Benefit(_, field) => {
                let usual = match field {
                    BenefitField::Mdf => 10.0,
                    _ => 20.0,
                };
                (0.0, (2.0 * now).max(usual).min(field.most()))
            }
        }
    }

    /// The change that sets it.
    pub(super) fn set(self, value: f64) -> Option<Edit> {
        Some(match self {
            Self::Parameter(place) => Edit::Parameter(catalogue().get(place)?.key, value),
            Self::Threshold(tier) => Edit::Threshold(tier, value),
            Self::Benefit(tier, field) => Edit::Benefit(tier, field, value),
        })
    }
}
