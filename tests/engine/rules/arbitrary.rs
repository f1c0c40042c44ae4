//! Arbitrary programs behind the door, with every node of the grammar.

use super::nodes::{
    Made, about, gate, measure, month, number, positive, quantity, reading, text, value, within,
};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use tierlab_engine::finance::{
    Banding, Benefit, BenefitKind, BenefitRule, Counted, Incentives, Milestone, Occasion,
    Recipient, Stacking, Terms,
};
use tierlab_engine::rules::{
    Aggregation, Cadence, Capacity, Combine, Comparator, Confidence, Dimension, Keep, Ladder,
    Measure, MovementRules, Part, Program, Quantity, Reading, ScoreModel, Source, Status,
    Threshold, Tier, Track, UnknownPolicy, UpOrOut, ValueFunction,
};

fn measured(points: Made<f64>) -> Made<(Measure, ValueFunction)> {
    let sum = reading().prop_map(|reading| {
        Measure::plain(Source::Reading(Reading { aggregation: Aggregation::Sum, ..reading }))
    });
    prop_oneof![
        5 => (measure(false), value(points.clone(), false)),
        1 => (sum, value(points, true)),
    ]
    .boxed()
}

fn part(summed: bool) -> Made<Part> {
    let points = if summed { number() } else { within(0.0, 100.0) };
    (
        (text(), about(), measured(points.clone()), vec(measured(number()), 0..2)),
        (of(gate(false, false)), of(points), within(0.1, 9.0), of(0_u8..=9)),
    )
        .prop_map(|((name, about, first, times), (when, if_unknown, share, round))| Part {
            name,
            about,
            measure: first.0,
            value: first.1,
            times,
            when,
            if_unknown,
            share,
            round,
        })
        .boxed()
}

fn combine() -> Made<Combine> {
    prop_oneof![Just(Combine::Mean), Just(Combine::Geometric), Just(Combine::Sum)].boxed()
}

fn dimension() -> Made<Dimension> {
    combine()
        .prop_flat_map(|combine| {
            let parts = vec(part(combine == Combine::Sum), 1..3);
            let floor = of(within(-50.0, 0.0));
            let cap = within(0.0, 100.0);
            (of(text()), about(), within(0.1, 9.0), parts, floor, cap).prop_map(
                move |(name, about, weight, parts, floor, cap)| Dimension {
                    key: String::new(),
                    name: name.unwrap_or_default(),
                    about,
                    weight,
                    parts,
                    combine,
                    bounds: (floor, Some(cap)),
                },
            )
        })
        .boxed()
}

fn track() -> Made<Track> {
    let name = prop_oneof![Just(String::new()), text()];
    (name, about(), of(gate(false, false)), vec(dimension(), 1..3), combine())
        .prop_map(|(name, about, when, mut dimensions, combine)| {
            for (index, dimension) in dimensions.iter_mut().enumerate() {
                dimension.key = format!("d{index}");
                if dimension.name.is_empty() {
                    dimension.name.clone_from(&dimension.key);
                }
            }
            Track { name, about, when, dimensions, combine }
        })
        .boxed()
}

fn score() -> Made<ScoreModel> {
    let model = (vec(track(), 1..3), within(10.0, 1e6), within(0.0, 1.0), of(0_u8..=9)).prop_map(
        |(tracks, scale, minimum_coverage, round)| ScoreModel {
            tracks,
            scale,
            minimum_coverage,
            round,
        },
    );
    prop_oneof![4 => model, 1 => Just(ScoreModel::none())].boxed()
}

/// The line of a tier, as a share of the scale that rises with its position.
fn threshold(scale: f64, share: f64) -> Made<Threshold> {
    let points = scale * share;
    let segments = quantity(within(0.0, scale)).prop_map(move |quantity| match quantity {
        Quantity::By { attribute, values, .. } => {
            Quantity::By { attribute, values, otherwise: Some(points) }
        }
        Quantity::Fixed(_) => Quantity::Fixed(points),
    });
    let comparator = prop_oneof![Just(Comparator::AtLeast), Just(Comparator::MoreThan)];
    (comparator, segments).prop_map(|(comparator, points)| Threshold { comparator, points }).boxed()
}

fn tier(position: usize, score: &ScoreModel, named: bool) -> Made<Tier> {
    let scored = !score.tracks.is_empty();
    // The usual line of every tier is above that of the one below.
    let above = |scale| threshold(scale, position as f64 / 10.0).prop_map(Some).boxed();
    let line = || if scored { above(score.scale) } else { Just(None).boxed() };
    let gates = || vec(gate(scored, named), 0..3);
    let lowest = position == 0;
    let keep = (of(line()), gates())
        .prop_map(|(threshold, gates)| Keep { threshold: threshold.flatten(), gates });
    let capacity =
        (0_u32..1000, of(measure(scored)), measure(scored)).prop_map(move |(most, by, other)| {
            Capacity { most, by: if scored { by } else { Some(other) } }
        });
    let marks = (any::<bool>(), of(capacity), of(cadence()));
    (text(), about(), line(), gates(), of(keep), marks)
        .prop_map(move |(name, about, threshold, gates, keep, marks)| Tier {
            name: format!("{name} {position}"),
            about,
            threshold: threshold.filter(|_| !lowest),
            gates: if lowest { Vec::new() } else { gates },
            keep,
            by_invitation: marks.0 && !lowest,
            capacity: marks.1,
            reviews: marks.2.filter(|_| !lowest),
        })
        .boxed()
}

fn cadence() -> Made<Cadence> {
    (0_u32..=120, of(1_u32..=12)).prop_map(|(every, in_month)| Cadence { every, in_month }).boxed()
}

fn movement(tiers: usize, scale: f64) -> Made<MovementRules> {
    let unknown = prop_oneof![
        Just(UnknownPolicy::Hold),
        Just(UnknownPolicy::Fail),
        Just(UnknownPolicy::Pass)
    ];
    let last = u8::try_from(tiers - 1).expect("few tiers");
    let up_or_out = (1..=last, 1_u32..600, 0_u32..120).prop_map(|(tier, within, notice)| UpOrOut {
        tier,
        within,
        notice,
    });
    let freeze = (month(), 0_i32..30).prop_map(|(from, months)| (from, from.plus(months)));
    (
        (about(), cadence(), cadence(), 1_u32..=40, 0_u32..=40, within(0.0, scale)),
        (of(1_u32..=12), of(1_u32..=12), 0_u32..=120, 0_u32..=120, 0_u32..=120),
        (of(month()), of(month()), 0_u32..=120, of(up_or_out), of(freeze), unknown),
    )
        .prop_map(|(a, b, c)| MovementRules {
            about: a.0,
            up: a.1,
            down: a.2,
            consecutive_up: a.3,
            grace: a.4,
            buffer: a.5,
            steps_up: b.0,
            steps_down: b.1,
            lag: b.2,
            notice: b.3,
            validity: b.4,
            floor_until: c.0,
            grandfathered_until: c.1,
            attainment: c.2,
            up_or_out: c.3,
            freeze: c.4,
            unknown: c.5,
        })
        .boxed()
}

fn terms() -> Made<Terms> {
    let bands = vec((1.0..1e6_f64, 0.0..1.0_f64), 0..4).prop_map(|steps| {
        let mut from = 0.0;
        let mut rise = |step| {
            from += step;
            from
        };
        steps.into_iter().map(|(step, rate)| (rise(step), rate)).collect::<Vec<_>>()
    });
    let limits = || (of(within(0.0, 10.0)), of(within(10.0, 1e6)));
    let banding = prop_oneof![Just(Banding::Marginal), Just(Banding::Whole)];
    let stacking = prop_oneof![Just(Stacking::Additive), Just(Stacking::Multiplicative)];
    (
        (limits(), limits(), of(within(0.0, 1e6)), bands, banding, any::<bool>()),
        (stacking, of(text()), of(1_u32..99), of(1_u32..99), of(month()), of(0_i32..99)),
    )
        .prop_map(|(a, b)| Terms {
            least_per_deal: (a.0).0,
            most_per_deal: (a.0).1,
            least_per_partner: (a.1).0,
            most_per_partner: (a.1).1,
            most_per_period: a.2,
            bands: a.3,
            banding: a.4,
            bands_included: a.5,
            stacking: b.0,
            choice: b.1,
            first_deals: b.2,
            months: b.3,
            between: (b.4, b.4.and_then(|from| Some(from.plus(b.5?)))),
        })
        .boxed()
}

fn benefit(tiers: usize) -> Made<BenefitRule> {
    let kind = prop_oneof![
        Just(BenefitKind::Percent),
        Just(BenefitKind::Amount),
        Just(BenefitKind::Hours),
        Just(BenefitKind::Flag),
    ];
    let counted = (any::<bool>(), any::<bool>()).prop_map(|(sellers, promotion)| Counted {
        to: if sellers { Recipient::OwnSellers } else { Recipient::Partner },
        on: if promotion { Occasion::Promotion } else { Occasion::Quarter },
    });
    (text(), about(), kind, of(text()), vec(of(within(0.0, 1.0)), tiers), terms(), of(counted))
        .prop_map(|(name, about, kind, of, tiers, terms, counted)| BenefitRule {
            name,
            about,
            kind,
            of,
            tiers,
            terms,
            counted: counted.filter(|_| matches!(kind, BenefitKind::Percent | BenefitKind::Amount)),
        })
        .boxed()
}

fn incentives(tiers: usize) -> Made<Incentives> {
    let levers = (within(0.0, 1.0), within(0.0, 1.0), within(0.0, 1e6), positive(), positive())
        .prop_map(|(commission, discount, mdf, manager_hours, enablement_hours)| Benefit {
            commission,
            discount,
            mdf,
            manager_hours,
            enablement_hours,
        });
    let milestone =
        (positive(), positive()).prop_map(|(revenue, bonus)| Milestone { revenue, bonus });
    (
        vec(levers, tiers),
        within(0.0, 1e4),
        within(0.0, 1e4),
        vec(milestone, 0..3),
        vec(benefit(tiers), 0..3),
        of(within(0.0, 1e9)),
    )
        .prop_map(|(tiers, referral_bonus, referral_value, milestones, benefits, budget)| {
            Incentives { tiers, referral_bonus, referral_value, milestones, benefits, budget }
        })
        .boxed()
}

/// Any program behind the door.
pub fn any_program() -> Made<Program> {
    (score(), 2_usize..5, any::<bool>())
        .prop_flat_map(|(score, count, named)| {
            let tiers: Vec<Made<Tier>> =
                (0..count).map(|position| tier(position, &score, named)).collect();
            let scored = !score.tracks.is_empty();
            let status = (text(), gate(scored, false)).prop_map(|(name, gate)| Status {
                key: "s0".to_owned(),
                name,
                gate,
            });
            let confidence = prop_oneof![
                Just(Confidence::Unstated),
                Just(Confidence::Published),
                Just(Confidence::Secondary),
                Just(Confidence::Template),
            ];
            let movement = movement(count, score.scale);
            let head = (text(), about(), confidence, text(), of(month()), "[A-Z]{3}");
            (head, Just(score), status, tiers, movement, incentives(count)).prop_map(
                move |(head, score, status, tiers, movement, incentives)| Program {
                    name: head.0,
                    about: head.1,
                    confidence: head.2,
                    edition: head.3,
                    effective: head.4,
                    currency: head.5,
                    score,
                    statuses: if named { vec![status] } else { Vec::new() },
                    ladder: Ladder { tiers },
                    movement,
                    incentives,
                },
            )
        })
        .boxed()
}
