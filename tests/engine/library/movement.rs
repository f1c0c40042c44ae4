//! How the library's programs move partners.

use super::published::{GOOGLE, company};
use super::{partners, program};
use tierlab_engine::explain::review_sentence;
use tierlab_engine::portfolio::Month;
use tierlab_engine::rules::{
    Clock, Evaluation, Evidence, Program, ReviewEvent, Standing, review, review_all,
};

/// One month of a program's life: what a partner of that standing and evidence goes through.
fn reviewed(
    program: &Program,
    standing: &mut Standing,
    (elapsed, month): (u32, i32),
    (qualifies, keeps): (u8, bool),
) -> Option<ReviewEvent> {
    let clock = Clock { elapsed, period: 1, month: Month::new(2026, month) };
    let seen = Evidence { qualifies, enters: qualifies, keeps };
    review(standing, &program.movement, clock, seen)
}

/// A company that is first in its country from month to month, then none of the best, then without the
/// badge: its tier, and how a review is told.
#[test]
fn google_checks_the_badge_daily_and_premier_once_a_year() {
    let program = program("google");
    let (best, rival) = (company(1e6), company(5e5));
    let (behind, ahead) = (company(1e5), rival.clone());
    let mut bare = GOOGLE.to_vec();
    bare[0].1 = 60.0;
    let mut standings = vec![Standing::holding(0), Standing::holding(0)];
    let mut month = |elapsed: u32, pair: [&[(&str, f64)]; 2]| {
        let texts = [("Country", "Norland")];
        let portfolio = partners(&[(pair[0], &texts), (pair[1], &texts)], None);
        let evaluation = Evaluation::now(&program, &portfolio);
        let clock = Clock { elapsed, period: 1, month: None };
        let before = standings[0];
        let seen = review_all(&evaluation, &mut standings, clock)[0];
        let told = review_sentence(&evaluation, 0, (before, standings[0]), seen, clock);
        (standings[0].tier, told.to_string())
    };
    let waits = "Stays in Partner: it qualifies for Premier Partner, and Premier Partner is decided once \
                 a year.";
    assert_eq!(month(1, [&best, &rival]).0, 1, "the badge at once");
    for elapsed in 2..12 {
        assert_eq!(month(elapsed, [&best, &rival]), (1, waits.to_owned()), "month {elapsed}");
    }
    assert_eq!(month(12, [&best, &rival]).0, 2, "Premier at the end of the year");
    for elapsed in 13..24 {
        let (tier, told) = month(elapsed, [&behind, &ahead]);
        assert_eq!(tier, 2, "month {elapsed}");
        let start = "Stays in Premier Partner: Premier Partner is decided once a year, although";
        assert!(told.starts_with(start), "{told}");
    }
    assert_eq!(month(24, [&behind, &ahead]).0, 1, "still has the badge");
    assert_eq!(month(25, [&bare, &ahead]).0, 0, "the badge is gone at once");
    assert_eq!(month(26, [&best, &ahead]).0, 1);
}

#[test]
fn odoo_moves_up_at_once_and_down_by_the_quarter() {
    let program = program("odoo");
    let mut standing = Standing::holding(0);
    assert_eq!(reviewed(&program, &mut standing, (1, 1), (3, true)), Some(ReviewEvent::Promote));
    assert_eq!(standing.tier, 3);
    assert_eq!(reviewed(&program, &mut standing, (2, 2), (1, false)), Some(ReviewEvent::Hold));
    assert_eq!(reviewed(&program, &mut standing, (3, 3), (1, false)), Some(ReviewEvent::Demote));
    assert_eq!(standing.tier, 1, "straight to the level that is met");
}

#[test]
fn salesforce_lets_nobody_fall_inside_the_program_year() {
    for key in ["salesforce-py20", "salesforce-py21", "salesforce-fy22"] {
        let program = program(key);
        let mut standing = Standing::holding(3);
        for month in 2..=12 {
            let tier = (1, false);
            reviewed(&program, &mut standing, (u32::try_from(month).expect("small"), month), tier);
            assert_eq!((standing.tier, standing.pending), (3, None), "{key} in month {month}");
        }
        // Better for a quarter: decided at its end, in force a month later.
        let mut riser = Standing::holding(2);
        assert_eq!(reviewed(&program, &mut riser, (4, 4), (4, true)), Some(ReviewEvent::Notice));
        assert_eq!(riser.tier, 2, "{key}");
        assert_eq!(reviewed(&program, &mut riser, (5, 5), (4, true)), Some(ReviewEvent::Promote));
        assert_eq!(riser.tier, 4, "{key}");
        // The year's tier is decided at the end of January and set on 1 March.
        assert_eq!(
            reviewed(&program, &mut standing, (13, 1), (1, false)),
            Some(ReviewEvent::Notice)
        );
        assert_eq!(
            reviewed(&program, &mut standing, (14, 2), (1, false)),
            Some(ReviewEvent::Demote)
        );
        assert_eq!(standing.tier, 1, "{key}");
    }
}

#[test]
fn hubspot_partners_that_are_not_gold_in_two_years_get_notice_and_then_leave() {
    let program = program("hubspot");
    let mut standing = Standing::holding(0);
    let mut at = |elapsed| reviewed(&program, &mut standing, (elapsed, 6), (0, true));
    assert_eq!(at(18), Some(ReviewEvent::Hold));
    assert_eq!(at(24), Some(ReviewEvent::Notice));
    assert_eq!(at(30), Some(ReviewEvent::Out));
    let mut gold = Standing::holding(1);
    assert_eq!(reviewed(&program, &mut gold, (30, 6), (1, true)), Some(ReviewEvent::Hold));
}

#[test]
fn microsoft_designations_are_held_for_thirteen_months() {
    let program = program("microsoft-modern-work");
    let mut standing = Standing::holding(0);
    assert_eq!(reviewed(&program, &mut standing, (1, 1), (1, true)), Some(ReviewEvent::Promote));
    assert_eq!(
        reviewed(&program, &mut standing, (13, 1), (0, false)),
        Some(ReviewEvent::Protected)
    );
    assert_eq!(reviewed(&program, &mut standing, (14, 2), (0, false)), Some(ReviewEvent::Demote));
}
