//! Trying a plan: ranges that make sense, and what follows from them.

use super::{everything, ladder, one, simulated, view};
use serde_json::json;
use tierlab_engine::partner_view::{
    Band, WayUp, ahead, chance_in_words, keeping, levers, next_review, way_to,
};
use tierlab_engine::rules::{Evaluation, ReviewEvent};

#[test]
fn a_plan_shows_bit_by_bit_and_moves_the_tier_by_the_rules() {
    let rules = json!({"up": {"every": 3}, "down": {"every": 3}, "consecutive_up": 2});
    let view = view(&ladder(rules), &one(500_000.0, None), 0);
    let lever = &levers(&view)[0];
    assert_eq!((lever.name.as_str(), lever.yearly, lever.now), ("revenue", true, 500_000.0));
    let path = ahead(&view, &[(lever.metric, 700_000.0)]);
    let scores: Vec<f64> = path.iter().filter_map(|seen| seen.score).map(f64::round).collect();
    assert_eq!(
        scores[..5],
        [55.0, 60.0, 65.0, 70.0, 70.0],
        "a quarter of the change every quarter"
    );
    let events: Vec<_> = path.iter().take(4).map(|seen| seen.event).collect();
    assert_eq!(events[1..3], [Some(ReviewEvent::Building), Some(ReviewEvent::Promote)]);
    let entered = path.iter().find(|seen| seen.tier == 2).expect("Gold is entered");
    assert_eq!(entered.period.to_string(), "2027 Q3", "the second good review");
    let (next, months) = next_review(&view).expect("a review");
    assert_eq!((next.to_string().as_str(), months), ("2027 Q1", 3));
}

#[test]
fn ranges_hold_what_a_partner_has_now_and_end_at_sensible_places() {
    let rules = json!({"up": {"every": 3}, "down": {"every": 3}});
    let own = view(&ladder(rules), &one(500_000.0, None), 0);
    let lever = &levers(&own)[0];
    assert_eq!((lever.least, lever.most, lever.step), (0.0, 1_000_000.0, 10_000.0));
    assert_eq!(lever.range(), (-50, 50));
    assert_eq!(lever.at(20).to_bits(), 700_000.0_f64.to_bits());
    for (key, program, portfolio) in everything() {
        for partner in 0..portfolio.partners().len().min(12) {
            for lever in levers(&view(&program, &portfolio, partner)) {
                let what = format!("{key}, {}: {lever:?}", lever.name);
                assert!(lever.least <= lever.now && lever.now <= lever.most, "{what}");
                let (down, up) = lever.range();
                assert!(up - down >= 1 && up - down <= 600, "{what}: {down} to {up}");
                assert_eq!(lever.at(0).to_bits(), lever.now.to_bits(), "{what}");
            }
        }
    }
}

#[test]
fn the_way_to_stay_ends_where_the_tier_is_kept_points_tolerated_included() {
    let (mut kept, mut steps) = (0, 0);
    for (key, program, portfolio) in everything() {
        for partner in 0..portfolio.partners().len().min(12) {
            let view = view(&program, &portfolio, partner);
            if view.tier == 0 {
                continue;
            }
            let what = format!("{key}, partner {partner}");
            let keeps = Evaluation::now(&view.program, &view.portfolio).keeps(0, view.tier);
            let stays = keeping(&view);
            let way = way_to(&stays, view.tier);
            assert_eq!(keeps, way == WayUp::There, "{what}: {way:?}");
            kept += usize::from(keeps);
            if let WayUp::Steps { steps: found, .. } = way {
                steps += 1;
                assert!(!found.is_empty(), "{what}");
            }
        }
    }
    assert!(kept > 20, "{kept} keep their tier");
    // A line of 60 with 4 points tolerated is kept with 57.
    let rules = json!({"up": {"every": 3}, "down": {"every": 3}, "buffer": 4});
    for (revenue, there) in [(570_000.0, true), (550_000.0, false)] {
        let mut view = view(&ladder(rules.clone()), &one(revenue, None), 0);
        view.tier = 2;
        view.program.ladder.tiers[2].set_line(60.0);
        assert_eq!(way_to(&keeping(&view), 2) == WayUp::There, there, "{revenue}: {steps}");
    }
}

#[test]
fn the_way_up_ends_where_the_tier_begins() {
    let mut found = 0;
    for (key, program, portfolio) in everything() {
        for partner in 0..portfolio.partners().len().min(12) {
            let view = view(&program, &portfolio, partner);
            let Some(next) = view.next_tier() else { continue };
            let there =
                Evaluation::now(&view.program, &view.portfolio).qualification(0).tier >= next;
            match way_to(&view, next) {
                WayUp::There => assert!(there, "{key}, partner {partner}"),
                WayUp::ByInvitation => panic!("{key}: a review leads to the next tier"),
                WayUp::FindOut { open } => {
                    assert!(!there && !open.is_empty(), "{key}, partner {partner}");
                }
                WayUp::NotByFigures { .. } => assert!(!there, "{key}, partner {partner}"),
                WayUp::Steps { steps, .. } => {
                    found += 1;
                    assert!(!there && !steps.is_empty(), "{key}, partner {partner}");
                    assert!(
                        steps.iter().all(|step| step.points > 0.0 || step.needed),
                        "{key}: {steps:?}"
                    );
                }
            }
        }
    }
    assert!(found > 40, "{found} partners have a way by their own figures");
}

#[test]
fn the_smallest_change_is_told_in_the_partners_own_unit() {
    let view = view(&ladder(json!({})), &one(500_000.0, None), 0);
    let WayUp::Steps { steps, score, .. } = way_to(&view, 2) else { panic!("a way") };
    let [step] = steps.as_slice() else { panic!("one step: {steps:?}") };
    assert_eq!((step.from.as_str(), step.to.as_str()), ("$500,000", "$600,000"));
    assert!(
        (step.points - 10.0).abs() < 1e-6 && score.is_some_and(|score| (score - 60.0).abs() < 1e-6)
    );
}

#[test]
fn chances_are_told_with_their_band() {
    let band = |share, low, high| chance_in_words(Band { share, low, high });
    assert_eq!(band(0.71, 0.62, 0.78), "about 7 in 10 simulated futures (6 to 8 in 10)");
    assert_eq!(band(0.70, 0.69, 0.71), "about 7 in 10 simulated futures");
    assert_eq!(band(0.0, 0.0, 0.01), "none of the simulated futures");
    assert_eq!(band(1.0, 0.99, 1.0), "all simulated futures");
    assert_eq!(band(0.01, 0.0, 0.03), "fewer than 1 in 20 simulated futures");
    assert_eq!(band(0.97, 0.95, 0.99), "more than 19 in 20 simulated futures");
    let view = simulated(0);
    let chances = tierlab_engine::partner_view::chances_of(&view, view.tier + 1);
    assert_eq!(chances.len(), 8);
    assert!(chances.iter().all(|quarter| quarter.reached.low <= quarter.reached.share));
    assert!(chances.iter().all(|quarter| quarter.reached.share <= quarter.reached.high));
}
