//! The sentences: generated from the numbers, so that no title can contradict its chart.

use super::answer::Answer;
use crate::format::{change, count, decimal, horizon, money, money_change, plural, share_in_words};
use tierlab_engine::report::{Mover, Obstacle};

/// The answer and its risk in one sentence.
pub(in crate::pages) fn takeaway(answer: &Answer) -> String {
    let h = &answer.headline;
    let name = &answer.scenario.alternative.name;
    let over = horizon(answer.quarters());
    let runs = h.replications;
    let losing = runs - h.net_positive;
    let amount = |value: f64| money(value.abs(), answer.currency());
    let same = h.net.p5.abs() < 0.5 && h.net.p95.abs() < 0.5 && h.net.mean.abs() < 0.5;
    if same {
        return format!("{name} earns and costs the same as {}", answer.scenario.baseline.name);
    }
    if h.net_positive * 100 > runs * 40 && losing * 100 > runs * 40 {
        return format!(
            "No clear difference: {name} ends between {} and {} over {over}",
            money_change(h.net.p5, answer.currency()),
            money_change(h.net.p95, answer.currency())
        );
    }
    match (h.net.mean > 0.0, losing, h.net_positive) {
        (true, 0, _) => format!("{name} gains {} over {over}, in every run", amount(h.net.mean)),
        (true, losing, _) => format!(
            "{name} likely gains {} over {over}; {} {} money",
            amount(h.net.mean),
            share_in_words(losing, runs),
            verb(losing, runs, "loses", "lose"),
        ),
        (false, _, 0) => format!("{name} loses {} over {over}, in every run", amount(h.net.mean)),
        (false, _, gaining) => format!(
            "{name} likely loses {} over {over}; {} {} money",
            amount(h.net.mean),
            share_in_words(gaining, runs),
            verb(gaining, runs, "gains", "gain"),
        ),
    }
}

/// `share_in_words` speaks of one run up to about a half, of several above.
fn verb<'a>(hits: usize, runs: usize, one: &'a str, many: &'a str) -> &'a str {
    if hits * 100 < runs * 45 { one } else { many }
}

/// The answer in a few words, for the bar and the sheet.
pub(super) fn short(answer: Option<&Answer>) -> String {
    match answer {
        None => "Simulating".to_owned(),
        Some(answer) => {
            let h = &answer.headline;
            format!(
                "{} net, {} chance > 0",
                money_change(h.net.mean, answer.currency()),
                crate::format::percent(h.net_positive as f64 / h.replications.max(1) as f64)
            )
        }
    }
}

/// Title of the tier mix: the two tiers that differ most from the baseline at the end.
pub(super) fn tier_mix(answer: &Answer) -> String {
    let mut ends: Vec<(usize, f64, f64)> = answer
        .tiers
        .iter()
        .enumerate()
        .filter_map(|(tier, series)| {
            Some((tier, series.alternative.last()?.mean, *series.baseline.last()?))
        })
        .collect();
    ends.sort_by(|a, b| (b.1 - b.2).abs().total_cmp(&(a.1 - a.2).abs()));
    let parts: Vec<String> = ends
        .iter()
        .filter(|(_, now, base)| (now.round() - base.round()).abs() > 0.5)
        .take(2)
        .map(|(tier, now, base)| {
            (answer.tier_name(*tier), format!("{}, not {}", count(*now), count(*base)))
        })
        .enumerate()
        .map(|(place, (name, ends))| {
            let verb = if place == 0 { "ends at" } else { "at" };
            format!("{name} {verb} {ends}")
        })
        .collect();
    if parts.is_empty() {
        "No clear difference in the tier mix".to_owned()
    } else {
        parts.join("; ")
    }
}

/// Title of the net benefit.
pub(in crate::pages) fn net(answer: &Answer) -> String {
    let h = &answer.headline;
    let quarters = answer.quarters();
    match answer.net.payback {
        _ if h.net.mean.abs() < 0.5 => "Neither gains nor costs anything".to_owned(),
        Some(quarter) if h.net.mean > 0.0 => {
            let likely =
                if h.net_positive * 100 < h.replications * 95 { "Likely pays" } else { "Pays" };
            format!("{likely} back in {}", answer.period(quarter))
        }
        _ if h.net.mean > 0.0 => format!("Ahead from the start, {} by the end", amount(answer)),
        _ => format!("Does not pay back within {}", horizon(quarters)),
    }
}

fn amount(answer: &Answer) -> String {
    money_change(answer.headline.net.mean, answer.currency())
}

/// Title of the transition matrix: the most frequent move.
pub(super) fn transitions(answer: &Answer) -> String {
    let tiers = answer.tier_count();
    let most = |above: bool| {
        answer
            .transitions
            .rates
            .iter()
            .enumerate()
            .flat_map(|(from, row)| {
                row.iter().take(tiers).enumerate().map(move |(to, rate)| (from, to, *rate))
            })
            .filter(|(from, to, _)| if above { to > from } else { to < from })
            .max_by(|a, b| a.2.total_cmp(&b.2))
            .filter(|(_, _, rate)| *rate > 0.0)
    };
    let say = |(from, to, rate): (usize, usize, f64)| {
        let (from, to) = (answer.tier_name(from), answer.tier_name(to));
        format!("{from} to {to}, {}\u{a0}%", decimal(100.0 * rate, 1))
    };
    match (most(true), most(false)) {
        (None, None) => "Nobody moves in a review".to_owned(),
        (Some(up), None) => format!("Most moves up: {}; none down", say(up)),
        (None, Some(down)) => format!("Most moves down: {}; none up", say(down)),
        (Some(up), Some(down)) => format!("Most moves up: {}; down: {}", say(up), say(down)),
    }
}

/// Title of the list of movers.
pub(super) fn movers(answer: &Answer) -> String {
    let other = answer.movers.iter().filter(|m| m.alternative != m.baseline).count();
    let held = answer.movers.iter().filter(|m| matches!(m.obstacle, Obstacle::Gate { .. })).count();
    if other == 0 && held == 0 {
        return "Nobody ends in another tier".to_owned();
    }
    let ends = if other == 1 { "ends" } else { "end" };
    let are = if held == 1 { "is" } else { "are" };
    format!(
        "{} {ends} elsewhere; {} {are} held by a gate",
        plural(other, "partner", "partners"),
        count(held as f64)
    )
}

/// Why a partner ends where it ends: the largest change of its score, then the rule that decides.
pub(in crate::pages) fn reason(answer: &Answer, mover: &Mover) -> String {
    let dimension = |index: usize| {
        let dimensions = &answer.scenario.alternative.score.dimensions();
        dimensions.get(index).map_or_else(String::new, |d| d.name.to_lowercase())
    };
    let line = |tier: usize| {
        let tiers = &answer.scenario.alternative.ladder.tiers;
        tiers.get(tier).map_or_else(String::new, |tier| decimal(tier.line(), 0))
    };
    let rule = match &mover.obstacle {
        Obstacle::Conditions => {
            return if mover.alternative == mover.now {
                "No score: its conditions stay as they are".into()
            } else {
                "No score: its conditions decide".into()
            };
        }
        Obstacle::Provisional => {
            return "Too little is known for a score; stays provisional".into();
        }
        Obstacle::Clears { tier } if *tier >= answer.tier_count() => {
            "leaves the program".to_owned()
        }
        _ if mover.alternative > mover.baseline && mover.alternative < answer.tier_count() => {
            let was = answer.scenario.baseline.ladder.tiers.get(mover.alternative);
            let was = was.map_or_else(String::new, |tier| decimal(tier.line(), 0));
            let now = line(mover.alternative);
            if was == now { format!("clears {now}") } else { format!("clears {now}, was {was}") }
        }
        Obstacle::Clears { tier } if mover.alternative < mover.baseline => {
            format!("stays {} under the new rules", answer.tier_name(*tier))
        }
        Obstacle::Clears { tier } => {
            format!("clears {} at {}", line(*tier), answer.tier_name(*tier))
        }
        Obstacle::Short { tier, points } => {
            format!("ends {} short of {}", decimal(*points, 1), line(*tier))
        }
        Obstacle::Gate { dimension: index, value, minimum, .. } if value.is_nan() => {
            format!("misses gate {} ≥ {}: unknown", dimension(*index), decimal(*minimum, 0))
        }
        Obstacle::Gate { dimension: index, value, minimum, .. } => format!(
            "misses gate {} {} of ≥ {}",
            dimension(*index),
            decimal(*value, 1),
            decimal(*minimum, 0)
        ),
        Obstacle::BelowKeepLine { line, .. } => format!("below keep line {}", decimal(*line, 0)),
        Obstacle::Borderline { tier } => {
            format!("at the line {}, not long enough in most runs", line(*tier))
        }
    };
    match mover.driver {
        Some((index, points)) if points.abs() >= 0.05 => {
            format!("{} from {}; {rule}", change(points, 1), dimension(index))
        }
        _ => format!("score steady; {rule}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::sample_portfolio;
    use std::sync::Arc;
    use tierlab_engine::protocol::{Job, Runner};
    use tierlab_engine::sample::sample_scenario;
    use tierlab_engine::simulation::Scenario;

    fn answer(change: impl Fn(&mut Scenario)) -> Answer {
        let portfolio = sample_portfolio();
        let mut scenario = sample_scenario();
        scenario.settings.replications = 100;
        change(&mut scenario);
        let job = Job::whole(1, scenario.clone());
        let outcome = Runner::new(job, &portfolio).unwrap().finish();
        Answer::new(portfolio, Arc::new(scenario), Arc::new(outcome)).unwrap()
    }

    #[test]
    fn a_gain_is_told_with_its_size_and_its_risk() {
        let answer = answer(|_| {});
        let told = takeaway(&answer);
        let net = money(answer.headline.net.mean, "USD");
        assert_eq!(told, format!("Earned Strategic gains {net} over two years, in every run"));
    }

    #[test]
    fn a_loss_is_told_as_a_loss() {
        let dear = answer(|s| s.alternative.incentives.tiers[0].commission = 0.6);
        assert!(takeaway(&dear).starts_with("Earned Strategic loses $"), "{}", takeaway(&dear));
        assert_eq!(net(&dear), "Does not pay back within two years");
        assert!(short(Some(&dear)).starts_with('\u{2212}'), "{}", short(Some(&dear)));
    }

    #[test]
    fn no_difference_is_said_so_everywhere() {
        let same = answer(|s| {
            let name = s.alternative.name.clone();
            s.alternative = s.baseline.clone();
            s.alternative.name = name;
        });
        assert_eq!(takeaway(&same), "Earned Strategic earns and costs the same as 2026 program");
        assert_eq!(tier_mix(&same), "No clear difference in the tier mix");
        assert_eq!(net(&same), "Neither gains nor costs anything");
        assert!(movers(&same).starts_with("0 partners end elsewhere"), "{}", movers(&same));
    }

    #[test]
    fn every_mover_has_a_reason_that_fits_its_end() {
        let answer = answer(|_| {});
        let tiers = answer.tier_count();
        for mover in &answer.movers {
            let told = reason(&answer, mover);
            assert!(told.contains("; "), "{told}");
            let higher = mover.alternative > mover.baseline && mover.alternative < tiers;
            let short = matches!(mover.obstacle, Obstacle::Short { .. }) && !higher;
            assert_eq!(told.contains(" short of "), short, "{told}");
            assert!(!higher || told.contains("; clears "), "{told}");
            assert!(mover.alternative >= tiers || !told.contains("leaves"), "{told}");
        }
    }
}
