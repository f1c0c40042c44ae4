//! The scenario that the sample opens with: rules as they are, and rules under design.

use crate::behaviour::Parameters;
use crate::finance::{Benefit, Incentives};
use crate::rng::Seed;
use crate::rules::{
    Aggregation, Dimension, Gate, Ladder, Measure, MovementRules, Part, Program, ScoreModel, Tier,
    ValueFunction,
};
use crate::simulation::{Scenario, Settings};

/// Name, metric, how it is taken over twelve months, and the points at its anchors.
type Recipe = (&'static str, &'static str, Aggregation, &'static [(f64, f64)]);

/// Key, name, weight and parts of each dimension.
const DIMENSIONS: [(&str, &str, f64, &[Recipe]); 7] = [
    (
        "revenue",
        "Revenue",
        0.35,
        &[(
            "Revenue",
            "revenue",
            Aggregation::Sum,
            &[(0.0, 0.0), (1e5, 25.0), (2.4e5, 45.0), (1.3e6, 80.0), (5.9e6, 100.0)],
        )],
    ),
    (
        "reach",
        "Market reach",
        0.15,
        &[(
            "Pipeline",
            "pipeline",
            Aggregation::Last,
            &[(1.5e4, 20.0), (1.7e5, 50.0), (1.5e6, 90.0)],
        )],
    ),
    (
        "alignment",
        "Strategic alignment",
        0.15,
        &[(
            "Co-investment",
            "co_investment",
            Aggregation::Sum,
            &[(100.0, 20.0), (2900.0, 50.0), (42_000.0, 90.0)],
        )],
    ),
    (
        "velocity",
        "Velocity",
        0.1,
        &[
            (
                "Deals won",
                "deals_won",
                Aggregation::Sum,
                &[(2.0, 20.0), (12.0, 50.0), (57.0, 90.0)],
            ),
            (
                "Days to close",
                "deal_cycle_days",
                Aggregation::Mean,
                &[(37.0, 90.0), (58.0, 50.0), (80.0, 20.0)],
            ),
        ],
    ),
    (
        "engagement",
        "Engagement",
        0.1,
        &[
            ("CSAT", "csat", Aggregation::Mean, &[(3.6, 20.0), (4.1, 50.0), (4.5, 90.0)]),
            (
                "Retention",
                "retention",
                Aggregation::Mean,
                &[(77.0, 20.0), (86.0, 50.0), (97.0, 90.0)],
            ),
        ],
    ),
    (
        "capability",
        "Capability",
        0.1,
        &[
            (
                "Certified staff",
                "certified_staff",
                Aggregation::Last,
                &[(0.0, 20.0), (3.0, 50.0), (12.0, 90.0)],
            ),
            (
                "Training completed",
                "training_completion",
                Aggregation::Mean,
                &[(45.0, 20.0), (68.0, 50.0), (88.0, 90.0)],
            ),
        ],
    ),
    (
        "risk",
        "Risk",
        0.05,
        &[(
            "Risk rating",
            "risk_rating",
            Aggregation::Mean,
            &[(15.0, 90.0), (38.0, 50.0), (64.0, 20.0)],
        )],
    ),
];

/// The sample scenario on [`super::sample_partners`]. `public/samples/scenario.json` is this scenario
/// as a document.
pub fn sample_scenario() -> Scenario {
    Scenario::of(
        program("2026 program", 45.0, 60.0, 1500.0),
        program("Earned Strategic", 40.0, 64.0, 2500.0),
        Parameters::default(),
        Settings::of(8, 200, Seed(0x101f)),
    )
}

fn program(name: &str, growth: f64, strategic: f64, growth_mdf: f64) -> Program {
    let gates = |capability: f64, risk: f64| {
        vec![Gate::dimension("capability", capability), Gate::dimension("risk", risk)]
    };
    let benefit = |commission, discount, mdf, manager_hours, enablement_hours| Benefit {
        commission,
        discount,
        mdf,
        manager_hours,
        enablement_hours,
    };
    Program {
        score: ScoreModel::mean(DIMENSIONS.iter().map(dimension).collect(), 0.7),
        ladder: Ladder {
            tiers: vec![
                Tier::at("Entry", 0.0, Vec::new()),
                Tier::at("Growth", growth, Vec::new()),
                Tier::at("Strategic", strategic, gates(40.0, 30.0)),
                Tier::at("Flagship", 75.0, gates(55.0, 40.0)),
            ],
        },
        movement: MovementRules::simple(3, 2, 2, 4.0),
        incentives: Incentives {
            tiers: vec![
                benefit(0.08, 0.0, 0.0, 1.0, 2.0),
                benefit(0.11, 0.03, growth_mdf, 6.0, 4.0),
                benefit(0.15, 0.05, 8000.0, 24.0, 8.0),
                benefit(0.18, 0.08, 25_000.0, 60.0, 12.0),
            ],
            referral_bonus: 500.0,
            referral_value: 2500.0,
            ..Incentives::none(0)
        },
        ..Program::bare(name, "USD")
    }
}

fn dimension((key, name, weight, parts): &(&str, &str, f64, &[Recipe])) -> Dimension {
    let part = |(name, metric, take, anchors): &Recipe| {
        let measure = Measure::of(&[metric], 12, *take);
        Part::plain(name, measure, ValueFunction::Anchors(anchors.to_vec()))
    };
    Dimension::mean(key, name, *weight, parts.iter().map(part).collect())
}
