//! Money beyond the levers: benefits with terms as cost, worth today, hours that are short, a partner's own
//! return.

use super::{run, sample};
use tierlab_engine::About;
use tierlab_engine::finance::{
    Banding, BenefitKind, BenefitRule, Counted, Occasion, Recipient, Terms, line, present_factor,
};
use tierlab_engine::portfolio::Month;
use tierlab_engine::protocol::Outcome;
use tierlab_engine::report::{headline, ledger, net_series, own_returns};
use tierlab_engine::rules::check;

fn benefit(kind: BenefitKind, level: f64, to: Recipient, on: Occasion) -> BenefitRule {
    BenefitRule {
        name: "Extra".to_owned(),
        about: About::default(),
        kind,
        of: None,
        tiers: vec![None, Some(level), Some(level), Some(level)],
        terms: Terms::default(),
        counted: Some(Counted { to, on }),
    }
}

/// The sample with one more benefit in the alternative.
fn with(rule: BenefitRule) -> Outcome {
    let (mut scenario, portfolio) = sample(4);
    scenario.alternative.incentives.benefits.push(rule);
    check(&scenario.alternative).expect("a sound program");
    run(&scenario, &portfolio)
}

/// Cost of a line by quarter and tier, all replications together per replication.
fn cost(outcome: &Outcome, line: usize) -> Vec<Vec<f64>> {
    let tally = &outcome.alternative;
    let quarter =
        |quarter| (0..tally.tiers).map(|tier| tally.cost_by_tier(quarter, tier)[line]).collect();
    (0..tally.quarters).map(quarter).collect()
}

#[test]
fn a_percentage_costs_its_share_of_sales_in_the_tiers_that_have_it() {
    let outcome = with(benefit(BenefitKind::Percent, 0.02, Recipient::Partner, Occasion::Quarter));
    let (extra, commission) = (cost(&outcome, line::BENEFITS), cost(&outcome, line::COMMISSION));
    let rates = [0.08, 0.11, 0.15, 0.18];
    for (extra, commission) in extra.iter().zip(&commission) {
        for (tier, (extra, commission)) in extra.iter().zip(commission).enumerate() {
            let due = if tier == 0 { 0.0 } else { 0.02 * commission / rates[tier] };
            assert!((extra - due).abs() <= 1e-6 * due + 1.0, "tier {tier}: {extra}, {due}");
        }
    }
    assert!(cost(&outcome, line::OWN_SELLERS).concat().iter().all(|cost| *cost == 0.0));
}

#[test]
fn nothing_that_is_not_counted_changes_an_outcome() {
    let (scenario, portfolio) = sample(4);
    let before = run(&scenario, &portfolio);
    let mut rule = benefit(BenefitKind::Percent, 0.02, Recipient::Partner, Occasion::Quarter);
    rule.counted = None;
    assert_eq!(with(rule).fingerprint(), before.fingerprint());
}

#[test]
fn what_is_counted_costs_and_moves_nobody() {
    let (scenario, portfolio) = sample(4);
    let before = run(&scenario, &portfolio);
    let after = with(benefit(BenefitKind::Amount, 500.0, Recipient::OwnSellers, Occasion::Quarter));
    assert_ne!(after.fingerprint(), before.fingerprint());
    assert_eq!(after.alternative.flows, before.alternative.flows);
    let pairs = after.alternative.replications.iter().zip(&before.alternative.replications);
    assert!(pairs.into_iter().all(|(after, before)| after.revenue == before.revenue));
}

#[test]
fn own_sellers_are_paid_for_every_partner_that_moves_up() {
    let outcome =
        with(benefit(BenefitKind::Amount, 300.0, Recipient::OwnSellers, Occasion::Promotion));
    let runs = outcome.replications() as f64;
    let cost = cost(&outcome, line::OWN_SELLERS);
    for (quarter, costs) in cost.iter().enumerate() {
        let [promotions, ..] = outcome.alternative.events[quarter];
        let due = 300.0 * promotions as f64 / runs;
        let paid: f64 = costs.iter().sum();
        assert!((paid - due).abs() < 1.0, "{quarter}: {paid}, {due}");
    }
    assert!(cost.concat().iter().sum::<f64>() > 0.0);
}

#[test]
fn whole_volume_bands_pay_more_than_marginal_ones_and_a_limit_holds() {
    let bands = |banding, most_per_partner| {
        let mut rule = benefit(BenefitKind::Percent, 0.0, Recipient::Partner, Occasion::Quarter);
        rule.terms.bands = vec![(0.0, 0.01), (50_000.0, 0.03)];
        (rule.terms.banding, rule.terms.most_per_partner) = (banding, most_per_partner);
        cost(&with(rule), line::BENEFITS).concat().iter().sum::<f64>()
    };
    let (marginal, whole) = (Banding::Marginal, Banding::Whole);
    let (marginal, whole, limited) =
        (bands(marginal, None), bands(whole, None), bands(whole, Some(1000.0)));
    assert!(
        0.0 < limited && limited < marginal && marginal < whole,
        "{limited} {marginal} {whole}"
    );
}

#[test]
fn a_time_box_counts_by_its_months() {
    let between = |from: &str, to: &str| {
        let mut rule = benefit(BenefitKind::Amount, 300.0, Recipient::Partner, Occasion::Quarter);
        rule.terms.between = (Month::parse(from), Month::parse(to));
        cost(&with(rule), line::BENEFITS)
    };
    let last =
        sample(1).1.periods().last().and_then(|period| period.last_month()).expect("a month");
    let (first, second) = (last.plus(1).to_string(), last.plus(2).to_string());
    let (whole, part) = (between(&first, &last.plus(3).to_string()), between(&first, &second));
    let sum = |costs: &[f64]| costs.iter().sum::<f64>();
    assert!(sum(&whole[0]) > 0.0 && sum(&whole[1]) == 0.0, "{whole:?}");
    assert!((sum(&part[0]) / sum(&whole[0]) - 2.0 / 3.0).abs() < 1e-9);
}

#[test]
fn of_one_choice_the_better_one_is_paid() {
    let (mut scenario, portfolio) = sample(2);
    let mut paid = |levels: &[f64]| {
        let rule = |level: &f64| {
            let mut rule =
                benefit(BenefitKind::Amount, *level, Recipient::Partner, Occasion::Quarter);
            rule.terms.choice = Some("one".to_owned());
            rule
        };
        scenario.alternative.incentives.benefits = levels.iter().map(rule).collect();
        cost(&run(&scenario, &portfolio), line::BENEFITS).concat().iter().sum::<f64>()
    };
    let best = paid(&[400.0]);
    for levels in [[400.0, 400.0], [100.0, 400.0], [400.0, 100.0]] {
        assert!((paid(&levels) - best).abs() < 1e-6, "{levels:?}");
    }
}

#[test]
fn neither_hours_nor_flags_can_be_counted() {
    for kind in [BenefitKind::Hours, BenefitKind::Flag] {
        let (mut scenario, _) = sample(1);
        let rule = benefit(kind, 1.0, Recipient::Partner, Occasion::Quarter);
        scenario.alternative.incentives.benefits.push(rule);
        let refused = check(&scenario.alternative).expect_err("it cannot be counted").to_string();
        assert!(refused.contains("neither a percentage nor money"), "{refused}");
    }
}

#[test]
fn money_of_later_quarters_is_worth_less() {
    assert_eq!(present_factor(7, 0.0).to_bits(), 1.0_f64.to_bits());
    assert!((present_factor(3, 0.1) - 1.0 / 1.1).abs() < 1e-12, "a year at ten percent");
    let (mut scenario, portfolio) = sample(20);
    let plain = run(&scenario, &portfolio);
    scenario.settings.discount = 100;
    let outcome = run(&scenario, &portfolio);
    assert_eq!(outcome.fingerprint(), plain.fingerprint(), "the simulation is the same");
    let by_hand: f64 = outcome
        .alternative
        .replications
        .iter()
        .zip(&outcome.baseline.replications)
        .map(|(a, b)| {
            let net = |quarter: usize| {
                (a.margin[quarter] - a.cost(quarter)) - (b.margin[quarter] - b.cost(quarter))
            };
            (0..8)
                .map(|quarter| net(quarter) * 1.1_f64.powf(-0.25 * (quarter as f64 + 1.0)))
                .sum::<f64>()
        })
        .sum::<f64>()
        / 20.0;
    let told = headline(&outcome).expect("an answer");
    assert!((told.net.mean - by_hand).abs() < 1e-6 * by_hand.abs(), "{} {by_hand}", told.net.mean);
    let series = net_series(&outcome);
    let end = series.bands.last().expect("a quarter").mean;
    assert!((end - by_hand).abs() < 1e-6 * by_hand.abs(), "{end} {by_hand}");
    assert!(told.cost_baseline < headline(&plain).expect("an answer").cost_baseline);
    let ledger = ledger(&outcome, &scenario);
    let all: f64 = ledger.tiers.iter().map(tierlab_engine::report::TierCost::total).sum();
    assert!((all - told.cost_alternative).abs() < 1.0, "{all} {}", told.cost_alternative);
}

#[test]
fn hours_are_short_where_more_are_promised_than_there_are() {
    let (mut scenario, portfolio) = sample(50);
    let free = ledger(&run(&scenario, &portfolio), &scenario).hours;
    assert!(free.iter().all(|hours| hours.short + hours.chance_short <= 0.0));
    let middle = free[4].alternative;
    scenario.manager_hours = Some(middle);
    let tight = ledger(&run(&scenario, &portfolio), &scenario).hours;
    assert!(tight[4].short > 0.0 && (0.1..0.9).contains(&tight[4].chance_short), "{:?}", tight[4]);
    scenario.manager_hours = Some(0.0);
    for hours in ledger(&run(&scenario, &portfolio), &scenario).hours {
        assert!((hours.short - hours.alternative).abs() < 1e-9 && hours.chance_short > 0.999);
    }
    // By the first quarter nobody has moved.
    let tiers = &scenario.alternative.incentives.tiers;
    let first = run(&scenario, &portfolio).alternative.first_tier;
    let promised: f64 = first.iter().map(|tier| tiers[usize::from(*tier)].manager_hours).sum();
    assert!((free[0].alternative - promised).abs() < 1e-9);
}

#[test]
fn a_partner_gains_what_it_is_paid_and_puts_in_its_share_and_its_time() {
    let (mut scenario, portfolio) = sample(5);
    scenario.parameters.co_investment = 0.25;
    scenario.parameters.partner_hour = 50.0;
    let tiers = ledger(&run(&scenario, &portfolio), &scenario).tiers;
    let benefits = &scenario.alternative.incentives.tiers;
    let returns = own_returns(&tiers, benefits, &scenario.parameters);
    for ((tier, benefit), told) in tiers.iter().zip(benefits).zip(&returns) {
        let told = told.expect("partners hold it");
        let mdf = tier.lines[line::MDF] / tier.partner_quarters;
        let puts_in = mdf / 3.0 + 50.0 * benefit.enablement_hours;
        assert!((told.puts_in - puts_in).abs() < 1e-9, "{} {puts_in}", told.puts_in);
        let passed_on = 0.6 * tier.lines[line::DISCOUNT] / tier.partner_quarters;
        assert!((told.gains - (tier.received() - passed_on)).abs() < 1e-9);
        assert!(told.gains > 0.0 && told.ratio().is_some());
    }
}
