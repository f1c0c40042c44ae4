//! The changes a designer can make, each with the name its undo step gets.

use crate::format::{field, money};
use tierlab_engine::behaviour::{ParameterInfo, catalogue};
use tierlab_engine::finance::Benefit;
use tierlab_engine::record::Record;
use tierlab_engine::rules::{Cadence, Program, Tier};
use tierlab_engine::simulation::{Response, Scenario, Stress};

/// A column of the incentive matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BenefitField {
    /// Commission, percent of revenue on screen.
    Commission,
    /// Discount, percent of list revenue on screen.
    Discount,
    /// MDF, thousands per quarter on screen.
    Mdf,
    /// Partner-manager hours per quarter.
    ManagerHours,
    /// Enablement hours per quarter.
    EnablementHours,
}

impl BenefitField {
    /// All columns in the order shown.
    pub const ALL: [Self; 5] =
        [Self::Commission, Self::Discount, Self::Mdf, Self::ManagerHours, Self::EnablementHours];

    /// Name within a sentence.
    pub fn label(self) -> &'static str {
        match self {
            Self::Commission => "commission",
            Self::Discount => "discount",
            Self::Mdf => "MDF",
            Self::ManagerHours => "manager hours",
            Self::EnablementHours => "enablement hours",
        }
    }

    /// Stored units per unit on screen.
    fn scale(self) -> f64 {
        match self {
            Self::Commission | Self::Discount => 0.01,
            Self::Mdf => 1000.0,
            Self::ManagerHours | Self::EnablementHours => 1.0,
        }
    }

    /// Largest value on screen.
    pub fn most(self) -> f64 {
        match self {
            Self::Commission | Self::Discount => 100.0,
            Self::Mdf => 1_000_000.0,
            Self::ManagerHours | Self::EnablementHours => 100_000.0,
        }
    }

    /// The value as it stands on screen, free of the rounding that the scale brings.
    pub fn shown(self, benefit: &Benefit) -> f64 {
        let stored = match self {
            Self::Commission => benefit.commission,
            Self::Discount => benefit.discount,
            Self::Mdf => benefit.mdf,
            Self::ManagerHours => benefit.manager_hours,
            Self::EnablementHours => benefit.enablement_hours,
        };
        (stored / self.scale() * 1e6).round() / 1e6
    }

    fn store(self, benefit: &mut Benefit, shown: f64) {
        // 14.5 / 100 is the number people mean by 14.5 %; 14.5 * 0.01 is its neighbour.
        let stored = match self {
            Self::Commission | Self::Discount => shown / 100.0,
            _ => shown * self.scale(),
        };
        *match self {
            Self::Commission => &mut benefit.commission,
            Self::Discount => &mut benefit.discount,
            Self::Mdf => &mut benefit.mdf,
            Self::ManagerHours => &mut benefit.manager_hours,
            Self::EnablementHours => &mut benefit.enablement_hours,
        } = stored;
    }
}

/// A number in the movement rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MovementField {
    /// Quarters between reviews.
    Cadence,
    /// Good reviews in a row before moving up.
    ConsecutiveUp,
    /// Grace reviews before moving down.
    Grace,
    /// Points below the line that are tolerated.
    Buffer,
}

impl MovementField {
    /// Name within a sentence.
    pub fn label(self) -> &'static str {
        match self {
            Self::Cadence => "quarters between reviews",
            Self::ConsecutiveUp => "good reviews before moving up",
            Self::Grace => "grace reviews",
            Self::Buffer => "buffer in points",
        }
    }
}

/// A number of the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RunField {
    /// Quarters simulated.
    Quarters,
    /// First quarter of the alternative.
    Starts,
    /// Most replications.
    Replications,
    /// Percent of the mean net benefit at whose error the run stops; 0 runs all.
    Precision,
    /// Percent by which money loses worth in a year.
    Discount,
    /// Partner-manager hours that there are in a quarter; 0 is not said.
    ManagerHours,
    /// Partners that join in a quarter, on average.
    Joining,
}

impl RunField {
    /// Name within a sentence.
    pub fn label(self) -> &'static str {
        match self {
            Self::Quarters => "quarters",
            Self::Starts => "first quarter of the alternative",
            Self::Replications => "runs",
            Self::Precision => "error at which the run stops",
            Self::Discount => "discount",
            Self::ManagerHours => "partner-manager hours available",
            Self::Joining => "new partners a quarter",
        }
    }

    /// Smallest and largest value on screen.
    pub fn range(self) -> (f64, f64) {
        match self {
            Self::Quarters | Self::Starts => (1.0, 40.0),
            Self::Replications => (1.0, 100_000.0),
            Self::Precision | Self::Discount => (0.0, 100.0),
            Self::ManagerHours => (0.0, 1e9),
            Self::Joining => (0.0, 1000.0),
        }
    }

    /// Whether it is a whole number.
    pub fn is_whole(self) -> bool {
        matches!(self, Self::Quarters | Self::Starts | Self::Replications)
    }

    /// The value as it stands on screen.
    pub fn shown(self, scenario: &Scenario) -> f64 {
        let settings = &scenario.settings;
        match self {
            Self::Quarters => f64::from(settings.quarters),
            Self::Starts => f64::from(settings.starts),
            Self::Replications => f64::from(settings.replications),
            Self::Precision => f64::from(settings.precision.unwrap_or(0)) / 10.0,
            Self::Discount => f64::from(settings.discount) / 10.0,
            Self::ManagerHours => scenario.manager_hours.unwrap_or(0.0),
            Self::Joining => scenario.joining,
        }
    }

    fn store(self, scenario: &mut Scenario, shown: f64) {
        let settings = &mut scenario.settings;
        let tenths = u16::try_from(whole(10.0 * shown)).unwrap_or(u16::MAX);
        match self {
            Self::Quarters => settings.quarters = whole(shown),
            Self::Starts => settings.starts = whole(shown),
            Self::Replications => settings.replications = whole(shown),
            Self::Precision => settings.precision = (tenths > 0).then_some(tenths),
            Self::Discount => settings.discount = tenths,
            Self::ManagerHours => scenario.manager_hours = (shown > 0.0).then_some(shown),
            Self::Joining => scenario.joining = shown,
        }
    }
}

/// One change of the alternative program or of the run.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// Threshold of a tier, in points.
    Threshold(usize, f64),
    /// A cell of the incentive matrix, as on screen.
    Benefit(usize, BenefitField, f64),
    /// What the program may cost in a year, in thousands; 0 is not stated.
    Budget(f64),
    /// A movement rule.
    Movement(MovementField, f64),
    /// The alternative as it is after a change on the program screen.
    Program {
        /// Which control makes it.
        key: String,
        /// Name of the undo step.
        name: String,
        /// The whole program; it has passed the door.
        program: Box<Program>,
    },
    /// Name of the alternative.
    Rename(String),
    /// Every setting of the alternative back to the baseline's.
    Reset,
    /// A response parameter, by key; it is then the designer's own.
    Parameter(&'static str, f64),
    /// Whether the designer has confirmed a response parameter as it stands.
    Confirm(&'static str, bool),
    /// Whether parameters that nobody has confirmed are drawn from their ranges.
    Uncertain(bool),
    /// What happens to demand meanwhile.
    Events(Vec<Stress>),
    /// How strongly segments respond.
    Responses(Vec<Response>),
    /// A number of the run.
    Run(RunField, f64),
    /// What people agree about it, under the name of its undo step.
    Record {
        /// Name of the step.
        name: String,
        /// The record as it is then.
        record: Box<Record>,
    },
}

impl Edit {
    /// Which control makes it: a burst of the same key is one undo step.
    pub fn key(&self) -> String {
        match self {
            Self::Threshold(tier, _) => format!("threshold {tier}"),
            Self::Benefit(tier, column, _) => format!("benefit {tier} {column:?}"),
            Self::Budget(_) => "budget".to_owned(),
            Self::Movement(rule, _) => format!("movement {rule:?}"),
            Self::Program { key, .. } => format!("program {key}"),
            Self::Rename(_) => "rename".to_owned(),
            Self::Reset => "reset".to_owned(),
            Self::Parameter(key, _) | Self::Confirm(key, _) => format!("parameter {key}"),
            Self::Uncertain(_) => "uncertain".to_owned(),
            Self::Events(_) => "events".to_owned(),
            Self::Responses(_) => "responses".to_owned(),
            Self::Run(field, _) => format!("run {field:?}"),
            Self::Record { name, .. } => format!("record {name}"),
        }
    }

    /// The scenario with the change made.
    #[must_use]
    pub fn apply(&self, scenario: &Scenario) -> Scenario {
        let mut next = scenario.clone();
        let program = &mut next.alternative;
        match self {
            Self::Threshold(tier, points) => {
                if let Some(tier) = program.ladder.tiers.get_mut(*tier) {
                    tier.set_line(*points);
                }
            }
            Self::Benefit(tier, column, shown) => {
                if let Some(benefit) = program.incentives.tiers.get_mut(*tier) {
                    column.store(benefit, *shown);
                }
            }
            Self::Budget(thousands) => {
                program.incentives.budget = (*thousands > 0.0).then_some(thousands * 1000.0);
            }
            Self::Movement(rule, value) => {
                let rules = &mut program.movement;
                match rule {
                    MovementField::Cadence => {
                        let cadence = Cadence::every(3 * whole(*value));
                        (rules.up, rules.down) = (cadence, cadence);
                    }
                    MovementField::ConsecutiveUp => rules.consecutive_up = whole(*value),
                    MovementField::Grace => rules.grace = whole(*value),
                    MovementField::Buffer => rules.buffer = *value,
                }
            }
            Self::Program { program: changed, .. } => program.clone_from(changed),
            Self::Rename(name) => program.name.clone_from(name),
            Self::Reset => {
                let name = std::mem::take(&mut program.name);
                let budget = program.incentives.budget;
                *program = scenario.baseline.clone();
                program.name = name;
                program.incentives.budget = budget;
            }
            Self::Parameter(key, value) => {
                if let Some(info) = parameter(key) {
                    (info.set)(&mut next.parameters, *value);
                }
                confirm(&mut next.confirmed, key, true);
            }
            Self::Confirm(key, yes) => confirm(&mut next.confirmed, key, *yes),
            Self::Uncertain(yes) => next.settings.uncertain = *yes,
            Self::Events(events) => next.stress.clone_from(events),
            Self::Responses(responses) => next.responses.clone_from(responses),
            Self::Run(field, value) => field.store(&mut next, *value),
            Self::Record { record, .. } => next.record.clone_from(record),
        }
        next
    }

    /// Name of the undo step: "Growth manager hours 6 to 10".
    pub fn describe(&self, before: &Scenario) -> String {
        let program = &before.alternative;
        let tier_name =
            |tier: usize| program.ladder.tiers.get(tier).map_or("Tier", |tier| tier.name.as_str());
        match self {
            Self::Threshold(tier, points) => {
                let was = program.ladder.tiers.get(*tier).map_or(0.0, Tier::line);
                format!("{} threshold {} to {}", tier_name(*tier), field(was), field(*points))
            }
            Self::Benefit(tier, column, shown) => {
                let was = program.incentives.tiers.get(*tier).map_or(0.0, |b| column.shown(b));
                let (name, label) = (tier_name(*tier), column.label());
                format!("{name} {label} {} to {}", field(was), field(*shown))
            }
            Self::Budget(thousands) if *thousands > 0.0 => {
                format!("budget of a year {}", money(thousands * 1000.0, &program.currency))
            }
            Self::Budget(_) => "no budget".to_owned(),
            Self::Movement(rule, value) => format!("{} to {}", rule.label(), field(*value)),
            Self::Program { name, .. } | Self::Record { name, .. } => name.clone(),
            Self::Rename(name) => format!("name to {name}"),
            Self::Reset => "all settings back to the baseline".to_owned(),
            Self::Parameter(key, value) => {
                let label = parameter(key).map_or(*key, |info| info.label);
                format!("{label} to {}", field(*value))
            }
            Self::Confirm(key, yes) => {
                let label = parameter(key).map_or(*key, |info| info.label);
                format!("{label} {}", if *yes { "confirmed" } else { "not confirmed" })
            }
            Self::Uncertain(true) => "parameters drawn from their ranges".to_owned(),
            Self::Uncertain(false) => "parameters held at their values".to_owned(),
            Self::Events(events) => match events.as_slice() {
                [] => "demand as it is".to_owned(),
                [stress] => {
                    format!("{} of {} %", stress.name.to_lowercase(), field(stress.size * 100.0))
                }
                several => format!("{} changes of demand", several.len()),
            },
            Self::Responses(responses) => match responses.as_slice() {
                [] => "everyone responds alike".to_owned(),
                [one] => format!("response of {} to {}", one.segment.value, field(one.factor)),
                several => format!("responses of {} segments", several.len()),
            },
            Self::Run(what, value) => {
                format!("{} {} to {}", what.label(), field(what.shown(before)), field(*value))
            }
        }
    }
}

fn parameter(key: &str) -> Option<&'static ParameterInfo> {
    catalogue().iter().find(|info| info.key == key)
}

/// Keeps the keys sorted, so that equal choices are equal documents.
fn confirm(confirmed: &mut Vec<String>, key: &str, yes: bool) {
    match (confirmed.binary_search_by(|kept| kept.as_str().cmp(key)), yes) {
        (Err(place), true) => confirmed.insert(place, key.to_owned()),
        (Ok(place), false) => {
            confirmed.remove(place);
        }
        _ => {}
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the fields admit 0 to 100,000"
)]
fn whole(value: f64) -> u32 {
    value.round().clamp(0.0, 1e5) as u32
}
