use super::{
    averaged, count, found, gold_at, gold_behind, last, mended, none, one, part, program, said,
    snapshot,
};
use tierlab_engine::checker::{Code, PlaceRef, Severity};
use tierlab_engine::finance::{Banding, Benefit, BenefitKind, BenefitRule, Terms};
use tierlab_engine::portfolio::{Direction, Kind, Portfolio, Unit};
use tierlab_engine::rules::{
    About, Comparator, Gate, Measure, Program, Rule, ScoreModel, Source, Tier, ValueFunction,
};

fn at_most(key: &str, line: f64) -> Gate {
    Gate::from(Rule::Compare {
        measure: last(key),
        comparator: Comparator::AtMost,
        line: line.into(),
    })
}

fn engagement(anchors: Vec<(f64, f64)>) -> Program {
    program(
        averaged(part("Engagement", "activities", ValueFunction::Anchors(anchors))),
        gold_at(50.0),
    )
}

#[test]
fn eight_activities_earn_more_than_twelve() {
    let falling = engagement(vec![(0.0, 0.0), (8.0, 100.0), (12.0, 85.0)]);
    let portfolio = snapshot(&[count("activities")], 15, |partner| vec![partner as f64]);
    let (finding, after) =
        mended(&falling, Some(&portfolio), Code::MoreIsWorse, "Hold 100 from 8 on");
    assert_eq!(finding.severity, Severity::Fix);
    assert_eq!(
        said(&finding),
        "Engagement earns 100 at 8 but 85 at 12. Six partners would score higher by doing less."
    );
    assert_eq!(finding.partners, [9, 10, 11, 12, 13, 14]);
    mended(&falling, None, Code::MoreIsWorse, "Hold 100 from 8 on");
    let value = &after.score.tracks[0].dimensions[0].parts[0].value;
    assert!((value.value(4.0) - 50.0).abs() < 1e-12, "what rises stays as it is");
    none(
        &engagement(vec![(0.0, 0.0), (8.0, 85.0), (12.0, 100.0)]),
        Some(&portfolio),
        Code::MoreIsWorse,
    );
}

#[test]
fn days_to_close_may_fall_and_must_not_rise() {
    let days = snapshot(&[("activities", Kind::Rating, Unit::Days, Direction::Less)], 8, |p| {
        vec![10.0 * p as f64]
    });
    none(&engagement(vec![(20.0, 90.0), (80.0, 20.0)]), Some(&days), Code::MoreIsWorse);
    let bent = engagement(vec![(20.0, 60.0), (40.0, 90.0), (80.0, 20.0)]);
    let (finding, after) = mended(&bent, Some(&days), Code::MoreIsWorse, "Hold 90 from 40 on");
    assert!(said(&finding).ends_with("Four partners would score higher by doing worse."));
    let value = &after.score.tracks[0].dimensions[0].parts[0].value;
    assert_eq!((value.value(20.0), value.value(80.0)), (90.0, 20.0));
    let wrong = engagement(vec![(20.0, 20.0), (80.0, 90.0)]);
    let finding = one(&wrong, Some(&days), Code::MoreIsWorse);
    assert_eq!(finding.severity, Severity::Look);
    assert!(said(&finding).contains("One of the two is the wrong way round."));
}

#[test]
fn a_target_range_is_meant_and_worth_a_look() {
    let range = ValueFunction::Trapezoid { a: 0.0, b: 5.0, c: 8.0, d: 20.0, points: 100.0 };
    let program = program(averaged(part("Share", "share", range)), gold_at(50.0));
    let (finding, _) = mended(&program, None, Code::MoreIsWorse, "Hold 100 from 5 on");
    assert_eq!(finding.severity, Severity::Look);
}

/// Like the demo rules for resellers: Advanced from 20,000 to 99,999 points, Premier from 100,000
/// with six sellers; who has five at 100,000 matches no tier.
fn reseller() -> Program {
    let gates = |list: Vec<Gate>| list;
    program(
        ScoreModel::none(),
        vec![
            Tier::at("Ready", 0.0, vec![]),
            Tier::at(
                "Advanced",
                0.0,
                gates(vec![
                    Gate::at_least(last("sales"), 20_000.0),
                    at_most("sales", 99_999.0),
                    Gate::at_least(last("sellers"), 3.0),
                ]),
            ),
            Tier::at(
                "Premier",
                0.0,
                gates(vec![
                    Gate::at_least(last("sales"), 100_000.0),
                    Gate::at_least(last("sellers"), 6.0),
                ]),
            ),
        ],
    )
}

fn resellers() -> Portfolio {
    let columns = [("sales", Kind::Stock, Unit::Points, Direction::More), count("sellers")];
    snapshot(&columns, 6, |partner| vec![30_000.0 * partner as f64, 5.0])
}

#[test]
fn a_tier_with_an_upper_end_is_left_by_growing() {
    for portfolio in [None, Some(&resellers())] {
        let (finding, after) =
            mended(&reseller(), portfolio, Code::MoreIsWorse, "Remove the upper end");
        assert_eq!(finding.severity, Severity::Fix);
        assert_eq!(finding.place, PlaceRef::Gate { tier: 1, path: vec![1] });
        assert!(said(&finding).contains(
            "Advanced asks sales of at most 99,999. A partner that gets better than 99,999 cannot \
             enter any more."
        ));
        assert_eq!(after.ladder.tiers[1].gates.len(), 2);
    }
    let finding = one(&reseller(), Some(&resellers()), Code::MoreIsWorse);
    assert_eq!(finding.partners, [4, 5]);
}

#[test]
fn at_most_is_right_where_less_is_better() {
    let program = program(ScoreModel::none(), gold_behind(vec![at_most("tickets", 5.0)]));
    let tickets = |direction: Direction| {
        snapshot(&[("tickets", Kind::Stock, Unit::Count, direction)], 9, |p| vec![p as f64])
    };
    none(&program, Some(&tickets(Direction::Less)), Code::MoreIsWorse);
    none(&program, None, Code::MoreIsWorse);
    one(&program, Some(&tickets(Direction::More)), Code::MoreIsWorse);
}

/// Growing out of the track for small partners costs points; no single rule says so.
#[test]
fn partners_that_lose_by_getting_better_are_found() {
    let mut score = averaged(part(
        "Staff",
        "staff",
        ValueFunction::Linear { from: 0.0, target: 4.0.into(), points: 100.0.into() },
    ));
    score.tracks[0].name = "Small".to_owned();
    score.tracks[0].when =
        Some(Gate::from(Rule::Not(Box::new(Gate::at_least(last("sales"), 100.0)))));
    let mut large = averaged(part(
        "Staff",
        "staff",
        ValueFunction::Linear { from: 0.0, target: 40.0.into(), points: 100.0.into() },
    ));
    large.tracks[0].name = "Large".to_owned();
    score.tracks.extend(large.tracks);
    let program = program(score, gold_at(50.0));
    let columns = [("sales", Kind::Stock, Unit::Points, Direction::More), count("staff")];
    let portfolio = |sales: f64| snapshot(&columns, 8, |p| vec![sales + p as f64, 4.0]);
    let finding = one(&program, Some(&portfolio(60.0)), Code::MoreIsWorse);
    assert_eq!(finding.severity, Severity::Look);
    assert_eq!(finding.place, PlaceRef::Tier(1));
    assert_eq!(
        said(&finding),
        "Eight partners would lose by getting better in sales. Partner 0 goes from 60 to 187 in \
         the newest period and falls from Gold to Entry."
    );
    assert_eq!(finding.partners.len(), 8);
    // All of them are large already.
    none(&program, Some(&portfolio(200.0)), Code::MoreIsWorse);
}

#[test]
fn a_share_falls_as_its_denominator_grows() {
    let ratio = Measure::plain(Source::Ratio {
        of: Box::new(last("active")),
        over: Box::new(last("customers")),
        times: 100.0,
    });
    let program = program(ScoreModel::none(), gold_behind(vec![Gate::at_least(ratio, 50.0)]));
    let portfolio =
        snapshot(&[count("active"), count("customers")], 8, |p| vec![6.0 + p as f64, 10.0]);
    let found = found(&program, Some(&portfolio), Code::MoreIsWorse);
    assert!(found.iter().all(|finding| finding.severity == Severity::Look), "{found:#?}");
    assert!(found.iter().any(|finding| said(finding).contains("getting better in customers")));
}

#[test]
fn ranks_are_no_reason_for_alarm() {
    let rank = ValueFunction::Rank { group: None, points: 100.0, less_is_better: false };
    let mut tiers = gold_at(50.0);
    // Something that cannot be proved, so that the partners are tried.
    tiers[1].gates.push(Gate::from(Rule::Any(vec![
        Gate::at_least(last("deals"), 1.0),
        at_most("deals", 0.0),
    ])));
    let program = program(averaged(part("Deals", "deals", rank)), tiers);
    let portfolio = snapshot(&[count("deals")], 20, |p| vec![((p * 7) % 20) as f64]);
    none(&program, Some(&portfolio), Code::MoreIsWorse);
}

#[test]
fn a_higher_tier_that_gets_less() {
    let mut program = program(
        averaged(part("Deals", "deals", ValueFunction::Anchors(vec![(0.0, 0.0), (9.0, 100.0)]))),
        gold_at(50.0),
    );
    program.incentives.tiers[0] = Benefit { commission: 0.1, discount: 0.05, ..Benefit::NONE };
    program.incentives.tiers[1] = Benefit { commission: 0.1, discount: 0.03, ..Benefit::NONE };
    let label = "Give at least what is given below";
    let (finding, _) = mended(&program, None, Code::MoreIsWorse, label);
    assert_eq!(finding.place, PlaceRef::Lever { tier: 1 });
    assert_eq!(
        said(&finding),
        "Gold gets less discount than Entry: 3 % instead of 5 %. Moving up costs."
    );
    program.incentives.tiers[1].commission = 0.2;
    none(&program, None, Code::MoreIsWorse);
}

fn benefit(kind: BenefitKind, tiers: [Option<f64>; 2], terms: Terms) -> Program {
    let mut program = engagement(vec![(0.0, 0.0), (9.0, 100.0)]);
    program.incentives.benefits.push(BenefitRule {
        name: "Bonus".to_owned(),
        about: About::default(),
        kind,
        counted: None,
        of: None,
        tiers: tiers.to_vec(),
        terms,
    });
    program
}

#[test]
fn a_benefit_that_is_lost_by_moving_up() {
    let label = "Give at least what is given below";
    let lost = benefit(BenefitKind::Flag, [Some(1.0), None], Terms::default());
    let (finding, _) = mended(&lost, None, Code::MoreIsWorse, label);
    assert_eq!(said(&finding), "Bonus is yes for Entry and not offered for Gold. Moving up costs.");
    let less = benefit(BenefitKind::Amount, [Some(500.0), Some(300.0)], Terms::default());
    mended(&less, None, Code::MoreIsWorse, label);
    // An answer within fewer hours is better.
    none(
        &benefit(BenefitKind::Hours, [Some(8.0), Some(4.0)], Terms::default()),
        None,
        Code::MoreIsWorse,
    );
}

#[test]
fn one_more_deal_that_costs_money() {
    let terms = |banding, bands: Vec<(f64, f64)>| Terms { bands, banding, ..Terms::default() };
    let falling = vec![(0.0, 0.1), (1e5, 0.05)];
    let level = [Some(0.1), Some(0.1)];
    let whole = benefit(BenefitKind::Percent, level, terms(Banding::Whole, falling.clone()));
    let (finding, _) = mended(&whole, None, Code::MoreIsWorse, "Pay each band its own rate");
    assert_eq!(
        said(&finding),
        "Bonus pays $10,000 on $100,000 and $5,000 just above, where the lower rate holds for all \
         of it."
    );
    let marginal = benefit(BenefitKind::Percent, level, terms(Banding::Marginal, falling));
    none(&marginal, None, Code::MoreIsWorse);
}
