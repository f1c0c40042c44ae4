//! The words in every state: plain, respectful, and always with a way on.

use tierlab_engine::partner_view::{Move, State, told};
use tierlab_engine::portfolio::{Cadence, Period};
use tierlab_engine::rules::UnknownPolicy;

/// Words that are not said to a partner.
const NEVER: [&str; 13] = [
    "demot", "promot", "fail", "lose", "lost", "punish", "penalt", "downgrad", "drop", "bad",
    "poor", "weak", "kick",
];

fn moves() -> Vec<Move> {
    let quarter = Period::new(Cadence::Quarter, 2027, 1).expect("a quarter");
    let month = Period::new(Cadence::Month, 2027, 2).expect("a month");
    let periods = [None, Some(quarter), Some(month), Some(Period::snapshot().plus(2))];
    periods.map(|period| Move { tier: "Growth".to_owned(), period }).to_vec()
}

/// Every state with every turn that its sentences can take.
fn states() -> Vec<State> {
    let open = || vec!["Score 38.2 points, at least 40 points needed".to_owned()];
    let names = |count: usize| (0..count).map(|n| format!("figure {n}")).collect::<Vec<_>>();
    let mut all = vec![State::Top];
    all.extend([0, 1, 6].map(|months| State::New { months }));
    for policy in [UnknownPolicy::Hold, UnknownPolicy::Fail, UnknownPolicy::Pass] {
        all.extend((0..5).map(|count| State::Unknown { missing: names(count), policy }));
    }
    for points in [None, Some(0.04), Some(12.2)] {
        let next = || "Strategic".to_owned();
        all.extend([0, 1, 2, 3].map(|open| State::Holding { next: next(), points, open }));
    }
    for tolerated in [false, true] {
        all.extend([0.0, 1.0, 2.5].map(|points| State::Close { points, tolerated }));
    }
    for to in moves() {
        all.extend([1, 3].map(|reviews| State::Higher { to: to.clone(), reviews }));
        for open in [Vec::new(), open()] {
            all.extend([1, 2].map(|reviews| State::Grace {
                to: to.clone(),
                reviews,
                open: open.clone(),
            }));
            all.push(State::Protected { to: to.clone(), open: open.clone() });
            all.extend([0, 1, 6].map(|notice| State::Lower {
                to: to.clone(),
                notice,
                open: open.clone(),
            }));
        }
        if let Some(period) = to.period {
            let goal = "Growth".to_owned();
            all.push(State::Leaving { goal, within: 24, period, open: open() });
        }
    }
    all
}

#[test]
fn every_sentence_is_whole_and_none_calls_anybody_names() {
    for state in states() {
        let told = told(&state, "Strategic");
        let first = told.rest.chars().next();
        assert!(matches!(first, Some(' ' | ',')), "{:?} goes on from the tier", told.rest);
        for text in std::iter::once(&told.rest).chain(&told.below) {
            let small = text.to_lowercase();
            let words = || small.split(|c: char| !c.is_alphabetic());
            for never in NEVER {
                let said = words().any(|word| word.starts_with(never));
                assert!(!said, "{state:?} says {never:?}: {text}");
            }
            assert!(!text.contains('!'), "{text}");
            assert!(!text.contains("  ") && !text.contains(" ."), "{text:?}");
        }
        for sentence in &told.below {
            assert!(sentence.ends_with('.'), "{sentence}");
            assert!(
                sentence.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()),
                "{sentence}"
            );
        }
    }
}

#[test]
fn whoever_may_move_lower_hears_the_way_to_stay_and_the_way_back() {
    for state in states() {
        let all = told(&state, "Strategic").below.join(" ");
        match state {
            State::Grace { .. } => assert!(all.contains("the count starts anew"), "{all}"),
            State::Lower { .. } => {
                assert!(all.contains("You stay in Strategic when"), "{all}");
                assert!(all.contains("way back"), "{all}");
            }
            State::Leaving { .. } => assert!(all.contains("You stay when"), "{all}"),
            State::Protected { .. } => assert!(all.contains("without any protection"), "{all}"),
            _ => {}
        }
    }
}

#[test]
fn few_names_are_told_and_the_others_counted() {
    let said = |count: usize| {
        let missing = (0..count).map(|n| format!("f{n}")).collect();
        let state = State::Unknown { missing, policy: UnknownPolicy::Hold };
        told(&state, "Entry").below.swap_remove(0)
    };
    assert_eq!(said(1), "We have no figure for f0.");
    assert_eq!(said(2), "We have no figure for f0 and f1.");
    assert_eq!(said(3), "We have no figure for f0, f1 and f2.");
    assert_eq!(said(5), "We have no figure for f0, f1, f2 and 2 more.");
    assert_eq!(said(0), "We have no figure for something the rules ask for.");
}
