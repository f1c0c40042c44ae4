//! Benefits that differ.

use super::log::Log;
use super::matched::{Pair, matched};
use crate::explain::lexicon::Lexicon;
use crate::explain::numbers::Scale;
use crate::explain::sheet::{benefit_sentences, level, lever_levels};
use crate::finance::{Benefit, BenefitRule, Incentives, Milestone};
use crate::rules::{TierPlaces, same_tiers};

pub(super) fn incentives(log: &mut Log<'_>, old: &Incentives, new: &Incentives) {
    let Incentives { tiers, referral_bonus, referral_value, milestones, benefits, budget } = new;
    let places = all_places(log, old.tiers.len().max(tiers.len()));
    for (before, after) in places {
        let was = before.and_then(|place| old.tiers.get(place));
        let now = after.and_then(|place| tiers.get(place));
        let name = tier_name(log, (before, after));
        levers(log, &format!("Benefits of {name}"), was, now);
    }
    let money = |lexicon: &Lexicon<'_>, value: f64| lexicon.exact(value, Scale::Money);
    let place = "Benefits";
    log.field(place, "What a referral earns", old.referral_bonus, *referral_bonus, money);
    log.field(place, "The margin of a referral", old.referral_value, *referral_value, money);
    log.field(place, "The budget of a year", old.budget, *budget, |lexicon, budget| {
        budget.map_or_else(|| "not stated".to_owned(), |amount| money(lexicon, amount))
    });
    self::milestones(log, &old.milestones, milestones);
    let (pairs, order) = matched(&old.benefits, benefits, |benefit| benefit.name.clone());
    for pair in pairs {
        match pair {
            Pair::Both(old, new) => benefit(log, old, new),
            Pair::Come(new) => {
                log.say(place, format!("{} is new", new.name));
                let bare = BenefitRule { tiers: Vec::new(), ..new.clone() };
                benefit(log, &bare, new);
            }
            Pair::Gone(old) => log.say(place, format!("{} is gone", old.name)),
        }
    }
    log.order(place, order, benefits.iter().map(|benefit| benefit.name.clone()));
}

/// Positions of all tiers, and of entries beyond the ladders, which stand for themselves.
fn all_places(log: &Log<'_>, entries: usize) -> Vec<TierPlaces> {
    let (old, new) = (&log.old.program().ladder, &log.new.program().ladder);
    let ladder = old.tiers.len().max(new.tiers.len());
    let mut all = same_tiers(old, new);
    all.extend((ladder..entries).map(|place| (Some(place), Some(place))));
    all
}

fn tier_name(log: &Log<'_>, place: TierPlaces) -> String {
    match place {
        (_, Some(place)) => log.new.tier(place),
        (Some(place), None) => log.old.tier(place),
        (None, None) => String::new(),
    }
}

fn levers(log: &mut Log<'_>, place: &str, old: Option<&Benefit>, new: Option<&Benefit>) {
    let none = Benefit::NONE;
    if old.is_none() != new.is_none() && old.or(new) == Some(&none) {
        let words = if new.is_some() { "Is new, with nothing in it" } else { "Is gone" };
        log.say(place, words);
        return;
    }
    let was = lever_levels(&log.old, old.unwrap_or(&none));
    let now = lever_levels(&log.new, new.unwrap_or(&none));
    for ((name, was, _), (_, now, _)) in was.into_iter().zip(now) {
        if was != now {
            log.texts(place, name, &was, &now);
        }
    }
}

fn milestones(log: &mut Log<'_>, old: &[Milestone], new: &[Milestone]) {
    let place = "Milestones";
    let (pairs, order) = matched(old, new, |milestone| milestone.revenue.to_string());
    let money = |lexicon: &Lexicon<'_>, value: f64| lexicon.exact(value, Scale::Money);
    for pair in pairs {
        match pair {
            Pair::Both(old, new) => {
                let Milestone { revenue, bonus } = new;
                let what = format!("The bonus at a revenue of {}", money(&log.new, *revenue));
                log.field(place, &what, old.bonus, *bonus, money);
            }
            Pair::Come(new) => {
                let (revenue, bonus) = (money(&log.new, new.revenue), money(&log.new, new.bonus));
                log.say(place, format!("A quarterly revenue of {revenue} now earns {bonus}"));
            }
            Pair::Gone(old) => {
                let (revenue, bonus) = (money(&log.old, old.revenue), money(&log.old, old.bonus));
                log.say(place, format!("A quarterly revenue of {revenue} no longer earns {bonus}"));
            }
        }
    }
    let lexicon = log.new;
    log.order(place, order, new.iter().map(|milestone| money(&lexicon, milestone.revenue)));
}

fn benefit(log: &mut Log<'_>, old: &BenefitRule, new: &BenefitRule) {
    // The sentences of the sheet tell kind, base, source, note and every one of the terms.
    let BenefitRule { name, about: _, kind: _, of: _, tiers, terms: _, counted: _ } = new;
    let place = format!("Benefit {name}");
    let (was, now) = (benefit_sentences(&log.old, old), benefit_sentences(&log.new, new));
    let find = |list: &[(&'static str, crate::explain::Sentence)], name: &str| {
        let found = list.iter().find(|(other, _)| *other == name);
        found.map(|(_, sentence)| sentence.to_string())
    };
    let mut names: Vec<&'static str> = now.iter().map(|(name, _)| *name).collect();
    names.extend(was.iter().map(|(name, _)| *name).filter(|name| find(&now, name).is_none()));
    for name in names {
        let show = |text: Option<String>| {
            text.map_or_else(|| "nothing".to_owned(), |text| format!("\"{text}\""))
        };
        let (was, now) = (find(&was, name), find(&now, name));
        if was != now {
            log.texts(&place, name, &show(was), &show(now));
        }
    }
    for (before, after) in all_places(log, old.tiers.len().max(tiers.len())) {
        let was = before.and_then(|place| old.tiers.get(place)).copied();
        let now = after.and_then(|place| tiers.get(place)).copied();
        let show = |lexicon: &Lexicon<'_>, kind, value: Option<Option<f64>>| match value {
            Some(Some(value)) => level(lexicon, kind, value),
            Some(None) => "not offered".to_owned(),
            None => "not there".to_owned(),
        };
        if was != now {
            let what = format!("The level of {}", tier_name(log, (before, after)));
            let (was, now) = (show(&log.old, old.kind, was), show(&log.new, new.kind, now));
            log.texts(&place, &what, &was, &now);
        }
    }
}
