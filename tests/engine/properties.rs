//! Named invariants of the model, on random partners and programs.

use crate::support::{demo_program, demo_scenario, portfolio};
use proptest::prelude::*;
use tierlab_engine::behaviour::Parameters;
use tierlab_engine::portfolio::Portfolio;
use tierlab_engine::protocol::{Answer, Assembly, Cache, Job, Outcome, Runner};
use tierlab_engine::report::{headline, ledger, net_series, partner_scores, passing, transitions};
use tierlab_engine::rules::{Program, Settled, Tier};
use tierlab_engine::simulation::{Noise, Scenario, Shocks, Tally, prepare};

type Row = (String, f64, [f64; 6]);

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let row = (1e3..5e5_f64, prop::array::uniform6(5.0..95.0_f64));
    prop::collection::vec(row, 2..12).prop_map(|list| {
        let name = |index: usize| format!("P-{index:03}");
        list.into_iter()
            .enumerate()
            .map(|(i, (revenue, levels))| (name(i), revenue, levels))
            .collect()
    })
}

/// A changed program: other thresholds, incentives and movement rules.
fn changed() -> impl Strategy<Value = Scenario> {
    (
        20.0..50.0_f64,
        1.0..20.0_f64,
        1.0..20.0_f64,
        0.0..40_000.0_f64,
        0_u32..4,
        1_u32..4,
        0.0..10.0_f64,
    )
        .prop_map(|(growth, step, top, mdf, grace, up, buffer)| {
            let mut scenario = demo_scenario(20);
            let program = &mut scenario.alternative;
            program.ladder.tiers[1].set_line(growth);
            program.ladder.tiers[2].set_line(growth + step);
            program.ladder.tiers[3].set_line(growth + step + top);
            program.incentives.tiers[2].mdf = mdf;
            program.movement.grace = grace;
            program.movement.consecutive_up = up;
            program.movement.buffer = buffer;
            scenario
        })
}

fn run(scenario: &Scenario, portfolio: &Portfolio) -> Outcome {
    let job = Job::whole(1, scenario.clone());
    Runner::new(job, portfolio).expect("a valid scenario").finish()
}

fn mix(tally: &Tally, replication: usize, quarter: usize) -> &[u32] {
    &tally.replications[replication].mix[quarter * 5..quarter * 5 + 5]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn the_number_of_partners_is_conserved(rows in rows(), scenario in changed()) {
        let outcome = run(&scenario, &portfolio(&rows));
        for tally in [&outcome.baseline, &outcome.alternative] {
            for replication in 0..20 {
                for quarter in 0..8 {
                    let count: u32 = mix(tally, replication, quarter).iter().sum();
                    prop_assert_eq!(count as usize, rows.len());
                }
            }
        }
    }

    #[test]
    fn identical_programs_take_identical_paths_and_differ_by_exactly_nothing(rows in rows()) {
        let outcome = run(&demo_scenario(20), &portfolio(&rows));
        prop_assert_eq!(&outcome.baseline, &outcome.alternative);
        let headline = headline(&outcome).expect("replications");
        prop_assert_eq!((headline.net.mean, headline.net.p5, headline.net.p95), (0.0, 0.0, 0.0));
    }

    #[test]
    fn the_order_of_rows_is_irrelevant(mut rows in rows(), scenario in changed()) {
        let before = run(&scenario, &portfolio(&rows));
        rows.reverse();
        let after = run(&scenario, &portfolio(&rows));
        prop_assert_eq!(before.fingerprint(), after.fingerprint());
        prop_assert_eq!(before.alternative, after.alternative);
    }

    #[test]
    fn removing_a_partner_leaves_the_others_as_they_were_to_the_bit(mut rows in rows(), scenario in changed()) {
        // What all partners together tell, here on which scale their levels lie, has to stay the same.
        rows.push(("P-999".to_owned(), 9e4, [94.0; 6]));
        let whole = run(&scenario, &portfolio(&rows));
        let fewer = run(&scenario, &portfolio(&rows[1..]));
        prop_assert!(whole.alternative.partners().skip(1).eq(fewer.alternative.partners()));
        prop_assert!(whole.baseline.partners().skip(1).eq(fewer.baseline.partners()));
    }

    #[test]
    fn a_longer_run_starts_with_the_shorter_one(rows in rows(), scenario in changed()) {
        let portfolio = portfolio(&rows);
        let mut longer = scenario.clone();
        longer.settings.quarters = 11;
        let (short, long) = (run(&scenario, &portfolio), run(&longer, &portfolio));
        for (a, b) in short.alternative.replications.iter().zip(&long.alternative.replications) {
            prop_assert_eq!(&a.revenue[..], &b.revenue[..8]);
            prop_assert_eq!(&a.costs[..], &b.costs[..8]);
            prop_assert_eq!(&a.mix[..], &b.mix[..40]);
        }
    }

    #[test]
    fn the_size_of_batches_cannot_be_seen(rows in rows(), scenario in changed(), batch in 1_u32..30) {
        let portfolio = portfolio(&rows);
        let job = Job::whole(1, scenario.clone());
        let mut assembly = Assembly::new(&job);
        let mut runner = Runner::new(job, &portfolio).expect("valid");
        let mut answer = None;
        while let Some(event) = runner.step(batch) {
            answer = assembly.take(event);
        }
        let Some(Answer::Done { outcome }) = answer else { panic!("{answer:?}") };
        prop_assert_eq!(*outcome, run(&scenario, &portfolio));
    }

    #[test]
    fn tallies_merge_in_any_order(rows in rows(), scenario in changed(), cut in 1_usize..19) {
        let whole = run(&scenario, &portfolio(&rows)).alternative;
        let portfolio = portfolio(&rows);
        let share = |from: usize, to: usize| part(&scenario, &portfolio, from, to);
        let mut forward = share(0, cut);
        forward.merge(&share(cut, 20));
        let mut backward = share(cut, 20);
        backward.merge(&share(0, cut));
        prop_assert_eq!(&forward, &backward);
        prop_assert_eq!(&forward.replications, &whole.replications);
        prop_assert!(forward.partners().eq(whole.partners()));
        prop_assert_eq!(&forward.transitions, &whole.transitions);
    }

    #[test]
    fn raising_a_threshold_never_raises_how_many_scores_reach_it(rows in rows(), a in 0.0..100.0_f64, b in 0.0..100.0_f64) {
        let portfolio = portfolio(&rows);
        let scores = partner_scores(&demo_program(), &portfolio);
        prop_assert!(passing(&scores, a.max(b)) <= passing(&scores, a.min(b)));
        let count = |threshold: f64| {
            let mut program = demo_program();
            program.ladder.tiers[3].set_line(threshold);
            let scores = partner_scores(&program, &portfolio);
            scores.iter().filter(|score| score.standing == 3).count()
        };
        prop_assert!(count(a.max(b)) <= count(a.min(b)));
    }

    #[test]
    fn raising_a_threshold_never_raises_the_count_at_or_above_its_tier(
        rows in rows(), tier in 1_usize..4, share in 0.0..1.0_f64, more in 0.0..1.0_f64,
    ) {
        let portfolio = portfolio(&rows);
        let settled = Settled::of(&demo_program(), &portfolio);
        let (low, high) = raised(&demo_program(), tier, share, more);
        let above = |program: &Program| {
            let kept = settled.tiers(program, &portfolio);
            let full: Vec<usize> =
                partner_scores(program, &portfolio).iter().map(|score| score.standing).collect();
            assert_eq!(kept, full, "kept scores answer as the full evaluation");
            full.into_iter().filter(|held| *held >= tier).count()
        };
        prop_assert!(above(&high) <= above(&low));
    }

    #[test]
    fn without_feedback_raising_a_threshold_never_raises_the_count_at_or_above_its_tier_in_any_quarter(
        rows in rows(), scenario in changed(), tier in 1_usize..4, share in 0.0..1.0_f64, more in 0.0..1.0_f64,
    ) {
        let mut scenario = scenario;
        without_feedback(&mut scenario);
        let (low, high) = raised(&scenario.alternative, tier, share, more);
        (scenario.baseline, scenario.alternative) = (low, high);
        let outcome = run(&scenario, &portfolio(&rows));
        for replication in 0..20 {
            for quarter in 0..8 {
                let above = |tally: &Tally| -> u32 { mix(tally, replication, quarter)[tier..4].iter().sum() };
                let (high, low) = (above(&outcome.alternative), above(&outcome.baseline));
                prop_assert!(high <= low, "quarter {}: {} of {}", quarter, high, low);
            }
        }
    }

    #[test]
    fn scores_stay_within_zero_and_the_scale(rows in rows(), scenario in changed(), scale in 1.0..1e4_f64) {
        let portfolio = portfolio(&rows);
        let mut scenario = scenario;
        for program in [&mut scenario.baseline, &mut scenario.alternative] {
            let factor = scale / program.score.scale;
            program.score.scale = scale;
            for tier in &mut program.ladder.tiers {
                let line = tier.line() * factor;
                tier.set_line(line);
            }
            program.ladder.tiers[0].threshold = None;
        }
        let within = |score: f64| (-1e-9..=scale * (1.0 + 1e-12)).contains(&score);
        for score in partner_scores(&scenario.alternative, &portfolio) {
            prop_assert!(score.trace.score.is_some_and(within));
        }
        let outcome = run(&scenario, &portfolio);
        for partner in outcome.alternative.partners() {
            // Kept to a millionth of a point.
            prop_assert!(partner.mean_score().is_none_or(|score| within(score - 1e-6)));
            let known = partner.mean_values();
            prop_assert!(known.iter().all(|value| value.is_nan() || (-1e-6..=100.000_001).contains(value)));
        }
    }

    #[test]
    fn shocks_at_hand_and_shocks_drawn_anew_give_identical_bits(rows in rows(), scenario in changed()) {
        let portfolio = portfolio(&rows);
        let outcome = |cache: Cache| {
            let mut moved = scenario.clone();
            moved.alternative.ladder.tiers[1].set_line(19.5);
            let mut first = Runner::after(Job::whole(1, moved), &portfolio, cache).expect("valid");
            while first.step(7).is_some() {}
            Runner::after(Job::whole(2, scenario.clone()), &portfolio, first.into_cache()).expect("valid").finish()
        };
        let (kept, drawn) = (outcome(Cache::default()), outcome(Cache::within(0)));
        prop_assert_eq!(kept.fingerprint(), drawn.fingerprint());
        prop_assert_eq!(kept, drawn);
    }

    #[test]
    fn one_two_three_and_five_workers_give_the_same_outcome(rows in rows(), scenario in changed(), pace in 1_u32..9) {
        let portfolio = portfolio(&rows);
        let mut scenario = scenario;
        // Three stages, the last one cut short.
        scenario.settings.replications = 60;
        let alone = run(&scenario, &portfolio);
        for workers in [1, 2, 3, 5] {
            let mut assembly = Assembly::new(&Job { workers, ..Job::whole(1, scenario.clone()) });
            let mut answer = None;
            for worker in (0..workers).rev() {
                let job = Job { worker, workers, ..Job::whole(1, scenario.clone()) };
                let mut runner = Runner::new(job, &portfolio).expect("valid");
                while let Some(event) = runner.step(pace) {
                    answer = assembly.take(event);
                }
            }
            let Some(Answer::Done { outcome }) = answer else { panic!("{workers} workers: {answer:?}") };
            prop_assert_eq!(&*outcome, &alone, "{} workers", workers);
        }
    }

    #[test]
    fn without_feedback_revenue_does_not_depend_on_thresholds(rows in rows(), scenario in changed()) {
        let mut scenario = scenario;
        without_feedback(&mut scenario);
        let outcome = run(&scenario, &portfolio(&rows));
        for (a, b) in outcome.alternative.replications.iter().zip(&outcome.baseline.replications) {
            prop_assert_eq!(&a.revenue, &b.revenue);
        }
    }

    #[test]
    fn transition_rows_sum_to_one_and_reached_by_t_never_falls_below_there_at_t(rows in rows(), scenario in changed()) {
        let outcome = run(&scenario, &portfolio(&rows));
        let transitions = transitions(&outcome.alternative);
        for (row, count) in transitions.rates.iter().zip(&transitions.counts) {
            let sum: f64 = row.iter().sum();
            prop_assert!(*count == 0 || (sum - 1.0).abs() < 1e-9);
        }
        for (partner, first) in outcome.alternative.partners().zip(&outcome.alternative.first_tier) {
            prop_assert!(partner.reached_next.windows(2).all(|pair| pair[0] <= pair[1]));
            let above: u32 = partner.end_tier[usize::from(*first) + 1..4].iter().sum();
            prop_assert!(above <= partner.reached_next[7], "reached by t is at least there at t");
            let ends: u32 = partner.end_tier.iter().sum();
            prop_assert_eq!(ends, 20);
        }
    }

    #[test]
    fn cost_lines_are_never_negative_and_add_up(rows in rows(), scenario in changed()) {
        let outcome = run(&scenario, &portfolio(&rows));
        let headline = headline(&outcome).expect("replications");
        for totals in &outcome.alternative.replications {
            prop_assert!(totals.costs.iter().flatten().all(|cost| *cost >= 0.0));
        }
        let scale = headline.cost_baseline.max(1.0);
        prop_assert!((headline.net.mean - (headline.margin.mean - headline.cost.mean)).abs() < 1e-9 * scale);
        let ledger = ledger(&outcome, &scenario);
        let by_tier: f64 = ledger.tiers.iter().map(tierlab_engine::report::TierCost::total).sum();
        prop_assert!((by_tier - headline.cost_alternative).abs() < 1e-6 * scale, "cost lines add up");
        let before: f64 = ledger.tiers.iter().map(|tier| tier.baseline).sum();
        prop_assert!((before - headline.cost_baseline).abs() < 1e-6 * scale);
        let end = net_series(&outcome).bands.last().expect("a last quarter").mean;
        prop_assert!((end - headline.net.mean).abs() < 1e-9 * scale);
    }
}

/// Nothing that a tier gives, takes or promises moves anybody.
fn without_feedback(scenario: &mut Scenario) {
    scenario.parameters = Parameters {
        pull_maximum: 0.0,
        hangover: 0.0,
        exit_after_demotion: 0.0,
        ..Parameters::default()
    };
    let same = scenario.baseline.incentives.tiers[0];
    for program in [&mut scenario.baseline, &mut scenario.alternative] {
        program.incentives.tiers = vec![same; 4];
    }
}

/// The program with the line of a tier anywhere between its neighbours', and with a higher one.
fn raised(program: &Program, tier: usize, share: f64, more: f64) -> (Program, Program) {
    let line = |tier: usize| program.ladder.tiers.get(tier).map_or(100.0, Tier::line);
    let (least, most) = (line(tier - 1) + 1e-3, line(tier + 1) - 1e-3);
    let low = least + share * (most - least);
    let with = |points: f64| {
        let mut moved = program.clone();
        moved.ladder.tiers[tier].set_line(points);
        moved
    };
    (with(low), with(low + more * (most - low)))
}

/// A tally of replications `from..to` only, run through the simulation's own parts.
fn part(scenario: &Scenario, portfolio: &Portfolio, from: usize, to: usize) -> Tally {
    let mut prepared = prepare(scenario, portfolio);
    let world = &prepared.world;
    let mut tally = Tally::new(4, 8, 7, prepared.alternative.first_tiers(world));
    let mut shocks = Shocks::new(Noise::On, world, 8);
    for replication in from..to {
        let replication = u32::try_from(replication).expect("small");
        shocks.draw(scenario.settings.seed, world, replication);
        prepared.alternative.tally(world, &shocks, replication, &mut tally);
    }
    tally
}

#[test]
fn doubling_the_replications_shrinks_the_error_by_about_the_root_of_two() {
    let rows: Vec<Row> = (0..8)
        .map(|index| (format!("P-{index:03}"), 3e4 + 2e4 * f64::from(index), [58.0; 6]))
        .collect();
    let mut scenario = demo_scenario(1);
    scenario.alternative.ladder.tiers[2].set_line(52.0);
    scenario.alternative.incentives.tiers[1].commission = 0.12;
    let mut error = |replications: u32| {
        scenario.settings.replications = replications;
        let outcome = run(&scenario, &portfolio(&rows));
        assert_eq!(outcome.replications(), replications as usize);
        outcome.net_error()
    };
    let errors: Vec<f64> = [400, 800, 1600, 3200].map(&mut error).to_vec();
    for pair in errors.windows(2) {
        let ratio = pair[0] / pair[1];
        // Two estimates of a spread from this many runs agree within a tenth nearly always.
        assert!((ratio / 2.0_f64.sqrt() - 1.0).abs() < 0.12, "{errors:?}");
    }
    assert!((errors[0] / errors[3] / 8.0_f64.sqrt() - 1.0).abs() < 0.12, "{errors:?}");
}

#[test]
fn zero_noise_gives_a_zero_band() {
    let mut scenario = demo_scenario(12);
    scenario.alternative.incentives.tiers[1].mdf = 5_000.0;
    scenario.parameters = Parameters {
        volatility: 0.0,
        market_volatility: 0.0,
        dimension_noise: 0.0,
        referral_rate: 0.0,
        exit_hazard: 0.0,
        ..Parameters::default()
    };
    let rows = vec![("A".to_owned(), 9e4, [60.0; 6]), ("B".to_owned(), 4e4, [40.0; 6])];
    let outcome = run(&scenario, &portfolio(&rows));
    let net = headline(&outcome).expect("replications").net;
    assert!(net.mean.abs() > 1.0, "the change does something");
    assert_eq!(net.p5.to_bits(), net.p95.to_bits());
}

#[test]
fn money_units_cancel_in_the_return() {
    let rows = vec![("A".to_owned(), 9e4, [60.0; 6]), ("B".to_owned(), 4e4, [40.0; 6])];
    let factor = 8.0;
    let scaled: Vec<Row> = rows.iter().map(|(id, r, l)| (id.clone(), r * factor, *l)).collect();
    let mut scenario = demo_scenario(20);
    scenario.alternative.incentives.tiers[1].mdf = 5_000.0;
    let mut large = scenario.clone();
    for program in [&mut large.baseline, &mut large.alternative] {
        if let tierlab_engine::rules::ValueFunction::Anchors(anchors) =
            &mut program.score.dimensions_mut()[0].parts[0].value
        {
            for (x, _) in anchors {
                *x *= factor;
            }
        }
        for benefit in &mut program.incentives.tiers {
            benefit.mdf *= factor;
        }
        program.incentives.referral_bonus *= factor;
        program.incentives.referral_value *= factor;
        for milestone in &mut program.incentives.milestones {
            milestone.revenue *= factor;
            milestone.bonus *= factor;
        }
    }
    large.parameters.mdf_offset *= factor;
    large.parameters.referral_offset *= factor;
    large.parameters.rates.manager_hour *= factor;
    large.parameters.rates.enablement_hour *= factor;
    let roi = |outcome: &Outcome| {
        let h = headline(outcome).expect("replications");
        h.net.mean / h.cost.mean
    };
    let (small, large) = (run(&scenario, &portfolio(&rows)), run(&large, &portfolio(&scaled)));
    crate::support::close(roi(&large), roi(&small), 1e-9, 0.0, "return on the extra cost");
}

#[test]
fn unknown_is_never_zero() {
    let rows = vec![("A".to_owned(), 9e4, [60.0; 6]), ("B".to_owned(), 9e4, [60.0; 6])];
    let mut gaps = portfolio(&rows);
    for period in 0..4 {
        gaps.set(6, 1, period, f64::NAN);
    }
    gaps.set(0, 1, 0, f64::NAN);
    let scores = partner_scores(&demo_program(), &gaps);
    let (full, part) = (&scores[0].trace, &scores[1].trace);
    assert!((part.coverage - 0.95).abs() < 1e-9, "risk has 5 % of the weight");
    let revenue = |trace: &tierlab_engine::rules::ScoreTrace| trace.dimensions[0].parts[0].measure;
    assert_eq!(revenue(full), revenue(part), "a gap takes the mean of the known quarters");
    assert_eq!(scores[1].qualification.tier, 1, "an unknown gated value does not pass the gate");
    for period in 0..4 {
        for metric in 1..6 {
            gaps.set(metric, 1, period, f64::NAN);
        }
    }
    let scores = partner_scores(&demo_program(), &gaps);
    assert_eq!(scores[1].trace.score, None, "below the least coverage there is no score");
    assert_eq!(scores[1].standing, 0, "a partner without a score sits in the lowest tier");
}
