//! The sentences over the panels: generated from the numbers they stand over.

use super::seen::{Seen, Side};
use crate::format::{change, count, decimal, join, money, money_change, percent, plural};
use tierlab_engine::report::{Compared, Direction, Fate, Quantity, Transitions, start_to_end};

/// Names in a title before the rest is counted.
const NAMED: usize = 3;

/// What a quantity is called.
pub(in crate::pages) fn name(quantity: Quantity) -> &'static str {
    match quantity {
        Quantity::MovesUp => "Moves up",
        Quantity::MovesDown => "Moves down",
        Quantity::TopTiers => "In the top two tiers, end",
        Quantity::Revenue => "Revenue",
        Quantity::Margin => "Margin",
        Quantity::Cost => "Program cost",
        Quantity::Net => "Net: margin less cost",
    }
}

/// What it is counted in.
pub(in crate::pages) fn unit(quantity: Quantity, currency: &str) -> String {
    if quantity.is_money() { currency.to_owned() } else { "partners".to_owned() }
}

/// A level of it.
pub(in crate::pages) fn level(quantity: Quantity, value: f64, currency: &str) -> String {
    if quantity.is_money() { money(value, currency) } else { decimal(value, 1) }
}

/// A change of it, with its sign.
pub(in crate::pages) fn changed(quantity: Quantity, value: f64, currency: &str) -> String {
    if quantity.is_money() { money_change(value, currency) } else { change(value, 1) }
}

/// Nine in ten runs.
pub(in crate::pages) fn range(compared: &Compared, currency: &str) -> String {
    let say = |value: f64| changed(compared.quantity, value, currency);
    let (low, high) = (say(compared.change.p5), say(compared.change.p95));
    if low == high { low } else { format!("{low} to {high}") }
}

/// A rule by its place and its name, which may be empty: "Strategic: score to enter".
pub(in crate::pages) fn rule(place: &str, name: &str) -> String {
    match name.strip_prefix("The ").unwrap_or(name) {
        "" => place.to_owned(),
        name => format!("{place}: {name}"),
    }
}

/// Whether the difference is more than chance; without enough runs nobody knows.
fn is_clear(seen: &Seen, compared: &Compared) -> bool {
    seen.has_band() && compared.is_clear()
}

/// The answer in one sentence.
pub(super) fn title(seen: &Seen) -> String {
    let currency = seen.currency();
    let say = |side: &Side| {
        let net = &side.headline.net;
        let (runs, positive) = (side.headline.replications, side.headline.net_positive);
        let amount = money(net.mean.abs(), currency);
        if net.mean.abs() < 0.5 && net.p5.abs() < 0.5 && net.p95.abs() < 0.5 {
            return format!("{} earns and costs the same", side.name);
        }
        let likely = |hits: usize| if hits == runs { "" } else { "likely " };
        match positive {
            hits if hits * 100 >= runs * 60 => {
                format!("{} {}gains {amount}", side.name, likely(hits))
            }
            hits if hits * 100 <= runs * 40 => {
                format!("{} {}loses {amount}", side.name, likely(runs - hits))
            }
            _ => format!("{} shows no clear difference", side.name),
        }
    };
    let mut order: Vec<&Side> = seen.sides.iter().collect();
    order.sort_by(|a, b| b.headline.net.mean.total_cmp(&a.headline.net.mean));
    let said: Vec<String> = order.iter().take(NAMED).map(|side| say(side)).collect();
    let rest = order.len().saturating_sub(NAMED);
    let more = if rest > 0 {
        format!("; {} lower", plural(rest, "other comes out", "others come out"))
    } else {
        String::new()
    };
    format!("{}{more}", said.join("; "))
}

/// On what it rests.
pub(super) fn provenance(seen: &Seen) -> String {
    let partners = seen.sides.first().map_or(0, |side| side.outcome.positions.len());
    let preview = if seen.has_band() { "" } else { " A preview: too few runs for ranges." };
    format!(
        "Same {} and same {} in every scenario, {} to {}, so that differences are not chance. Seed {}.{preview}",
        plural(partners, "partner", "partners"),
        plural(seen.runs(), "random future", "random futures"),
        seen.period(1),
        seen.period(seen.quarters()),
        seen.scenario.settings.seed.0,
    )
}

/// Title of the table of results.
pub(super) fn results(seen: &Seen) -> String {
    let clear = |side: &&Side| {
        side.of(Quantity::Net).is_some_and(|net| is_clear(seen, net) && net.change.mean > 0.0)
    };
    let pays: Vec<String> = seen.sides.iter().filter(clear).map(|side| side.name.clone()).collect();
    match (pays.len(), seen.sides.len()) {
        (0, 1) => "It does not clearly pay back".to_owned(),
        (0, _) => "None of them clearly pays back".to_owned(),
        (1, 1) => "It pays back in nine runs of ten or more".to_owned(),
        (all, of) if all == of => "All of them pay back in nine runs of ten or more".to_owned(),
        (1, _) => format!("Only {} clearly pays back", pays.concat()),
        (many, _) if many <= NAMED => format!("{} clearly pay back", join(&pays)),
        (many, of) => format!("{} of {} clearly pay back", count(many as f64), count(of as f64)),
    }
}

/// Title of the chart of one quantity.
pub(super) fn dots(seen: &Seen, quantity: Quantity) -> String {
    let what = match quantity {
        Quantity::Net => "net benefit".to_owned(),
        Quantity::TopTiers => "partners in the top two tiers".to_owned(),
        other => name(other).to_lowercase(),
    };
    let of = |side: &&Side| {
        side.of(quantity).map(|compared| (compared.change.mean, is_clear(seen, compared)))
    };
    let mut clear: Vec<(&Side, f64)> = seen
        .sides
        .iter()
        .filter_map(|side| of(&side).filter(|(_, clear)| *clear).map(|(mean, _)| (side, mean)))
        .collect();
    clear.sort_by(|a, b| b.1.total_cmp(&a.1));
    let say = |(side, mean): &(&Side, f64)| {
        format!("{} {}", side.name, changed(quantity, *mean, seen.currency()))
    };
    match clear.as_slice() {
        [] => format!("No clear difference in {what}"),
        [one] => format!("{}: {}", crate::format::capital(&what), say(one)),
        [first, .., last] if first.1 > 0.0 && last.1 < 0.0 => {
            format!("Most {what}: {}; least: {}", say(first), say(last))
        }
        [first, .., last] if first.1 > 0.0 => {
            format!(
                "More {what} in {} scenarios, {} to {}",
                count(clear.len() as f64),
                say(last),
                say(first)
            )
        }
        [first, .., last] => {
            format!(
                "Less {what} in {} scenarios, {} to {}",
                count(clear.len() as f64),
                say(first),
                say(last)
            )
        }
    }
}

/// Title of the matrices: the cell that differs most from the baseline.
pub(super) fn matrices(seen: &Seen, base: &Transitions) -> String {
    let program = seen.base_program();
    let mut most: Option<(f64, String)> = None;
    for side in &seen.sides {
        let matrix = start_to_end(&side.outcome.alternative);
        let places = side.program.places_in(program);
        let place =
            |tier: usize| places.get(tier).map_or(program.ladder.tiers.len(), |p| usize::from(*p));
        for (from, row) in matrix.rates.iter().enumerate() {
            for (to, rate) in row.iter().enumerate().filter(|(to, _)| *to != from) {
                let was = base.rates.get(place(from)).and_then(|row| row.get(place(to)));
                let Some(was) = was else { continue };
                if most.as_ref().is_none_or(|(size, _)| (rate - was).abs() > *size) {
                    let way = format!("{} to {}", side.tier(from), side.tier(to));
                    let told = format!(
                        "{way}: {} in {}, {} in the baseline",
                        percent(*rate),
                        side.name,
                        percent(*was)
                    );
                    most = Some(((rate - was).abs(), told));
                }
            }
        }
    }
    match most {
        Some((size, told)) if size >= 0.005 => format!("Largest difference, {told}"),
        _ => "Partners move as they do in the baseline".to_owned(),
    }
}

/// Title of winners and losers.
pub(super) fn fates(side: &Side, base: &str, fates: &[Fate]) -> String {
    let of = |direction| fates.iter().filter(|fate| fate.direction() == direction).count();
    let (better, worse, mixed) =
        (of(Direction::Better), of(Direction::Worse), of(Direction::Mixed));
    if better + worse + mixed == 0 {
        return format!("Nobody fares differently under {} than under {base}", side.name);
    }
    let both = if mixed > 0 { format!(", {} both", count(mixed as f64)) } else { String::new() };
    format!(
        "{} better, {} worse{both} under {}",
        plural(better, "partner fares", "partners fare"),
        count(worse as f64),
        side.name
    )
}

#[cfg(test)]
mod tests {
    use super::super::candidates::{Candidate, Key};
    use super::super::seen::side;
    use super::*;
    use crate::state::sample_portfolio;
    use std::sync::Arc;
    use tierlab_engine::protocol::{Job, Runner};
    use tierlab_engine::report::Contender;
    use tierlab_engine::rules::Program;
    use tierlab_engine::sample::sample_scenario;

    /// The sample's baseline against changed ones of it.
    fn seen(changes: &[fn(&mut Program)]) -> Seen {
        let portfolio = sample_portfolio();
        let mut scenario = sample_scenario();
        scenario.settings.replications = 100;
        scenario.settings.precision = None;
        let run = |program: Program| {
            let mut scenario = scenario.clone();
            scenario.alternative = program.clone();
            let outcome = Runner::new(Job::whole(1, scenario), &portfolio).unwrap().finish();
            Arc::new(Contender { program, outcome })
        };
        let base = run(scenario.baseline.clone());
        let sides = changes.iter().enumerate().map(|(place, change)| {
            let mut program = scenario.baseline.clone();
            program.name = format!("Plan {}", place + 1);
            change(&mut program);
            let one = Candidate {
                key: Key::Saved(0),
                name: program.name.clone(),
                about: String::new(),
                program: None,
                set_aside: Vec::new(),
            };
            side(&one, place, run(program), &base).unwrap()
        });
        let sides = sides.collect();
        let base = Some((scenario.baseline.name.clone(), base));
        Seen { portfolio, scenario: Arc::new(scenario), base, sides, failed: Vec::new() }
    }

    fn same(_: &mut Program) {}

    fn dear(program: &mut Program) {
        program.incentives.tiers[0].commission = 0.6;
    }

    fn steep(program: &mut Program) {
        program.ladder.tiers[1].set_line(55.0);
    }

    #[test]
    fn no_difference_is_said_so_everywhere() {
        let seen = seen(&[same]);
        assert_eq!(title(&seen), "Plan 1 earns and costs the same");
        assert_eq!(results(&seen), "It does not clearly pay back");
        for quantity in Quantity::ALL {
            assert!(dots(&seen, quantity).starts_with("No clear difference in "));
        }
        let (_, base) = seen.base.as_ref().unwrap();
        let matrix = start_to_end(&base.outcome.alternative);
        assert_eq!(matrices(&seen, &matrix), "Partners move as they do in the baseline");
        let told = super::fates(&seen.sides[0], "the baseline", &[]);
        assert!(told.starts_with("Nobody fares differently"), "{told}");
    }

    #[test]
    fn a_loss_is_told_as_a_loss_and_comes_last() {
        let seen = seen(&[dear, same]);
        let told = title(&seen);
        let net = money(seen.sides[0].headline.net.mean.abs(), "USD");
        assert_eq!(told, format!("Plan 2 earns and costs the same; Plan 1 loses {net}"));
        assert_eq!(results(&seen), "None of them clearly pays back");
        let cost = dots(&seen, Quantity::Cost);
        assert!(cost.starts_with("Program cost: Plan 1 +$"), "{cost}");
    }

    #[test]
    fn a_matrix_names_its_largest_difference() {
        let seen = seen(&[steep]);
        let (_, base) = seen.base.as_ref().unwrap();
        let told = matrices(&seen, &start_to_end(&base.outcome.alternative));
        assert!(
            told.starts_with("Largest difference, ") && told.contains(" in Plan 1, "),
            "{told}"
        );
        assert!(provenance(&seen).contains("Same 240 partners and same 100 random futures"));
    }
}
