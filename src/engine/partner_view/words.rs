//! What a partner is told about where it stands. Plain, in the second person, and always with the way on: a tier
//! "changes" or "becomes" another one, and nobody is called names.

use super::PartnerView;
use super::standing::{Move, State};
use crate::explain::Scale;
use crate::portfolio::{Cadence, Period};
use crate::rules::UnknownPolicy;

/// Most names told in one sentence.
const MOST_NAMES: usize = 3;

/// Where a partner stands, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What follows the name of the tier it holds: `and 12.2 points from Strategic`.
    pub rest: String,
    /// Sentences below.
    pub below: Vec<String>,
}

/// A state in words; `held` is the tier held.
pub fn told(state: &State, held: &str) -> Told {
    match state {
        State::New { months } => new(*months, held),
        State::Unknown { missing, policy } => unknown(missing, *policy),
        State::Holding { next, points, open } => holding(next, *points, *open),
        State::Top => Told {
            rest: ", the highest tier that reviews lead to".to_owned(),
            below: vec![format!("Everything that is needed to stay in {held} is met.")],
        },
        State::Higher { to, reviews } => higher(to, *reviews),
        State::Close { points, tolerated } => close(*points, *tolerated, held),
        State::Grace { to, reviews, open } => grace(to, *reviews, open, held),
        State::Protected { to, open } => protected(to, open, held),
        State::Lower { to, notice, open } => lower(to, *notice, open, held),
        State::Leaving { goal, within, period, open } => leaving(goal, *within, *period, open),
    }
}

/// `the review after 2026 Q4`.
pub fn review_after(period: Period) -> String {
    match period.cadence() {
        Cadence::Snapshot => {
            let quarters = period.since(Period::snapshot()).max(0);
            format!("the review in {} months", 3 * quarters)
        }
        _ => format!("the review after {period}"),
    }
}

fn new(months: u32, held: &str) -> Told {
    let so_far = match months {
        0 => "No figures of yours are on record yet.".to_owned(),
        1 => "1 month of your figures is on record so far.".to_owned(),
        months => format!("{months} months of your figures are on record so far."),
    };
    Told {
        rest: ", where every new partner begins".to_owned(),
        below: vec![
            format!("{so_far} What is shown here is provisional until a year is."),
            format!(
                "Nothing can take {held} from you. Every review looks at what has come in by then."
            ),
        ],
    }
}

fn unknown(missing: &[String], policy: UnknownPolicy) -> Told {
    let what = names(missing);
    let means = match policy {
        UnknownPolicy::Hold => {
            "As long as it is missing, your tier changes neither up nor down because of it."
        }
        UnknownPolicy::Fail => {
            "Under these rules a figure that is missing counts as not met, so it is worth sending it in."
        }
        UnknownPolicy::Pass => "Under these rules a figure that is missing counts as met.",
    };
    Told {
        rest: ", and some figures are missing here".to_owned(),
        below: vec![format!("We have no figure for {what}."), means.to_owned()],
    }
}

fn holding(next: &str, points: Option<f64>, open: usize) -> Told {
    let all_else = "Everything else it asks is met.".to_owned();
    let (rest, below) = match (points, open) {
        (Some(points), 0 | 1) => {
            (format!(" and {} from {next}", points_of(points)), vec![all_else])
        }
        (Some(points), open) => {
            let others = counted(open - 1, "other requirement is", "other requirements are");
            (format!(" and {} from {next}", points_of(points)), vec![format!("{others} open.")])
        }
        (None, open) => {
            let open = counted(open.max(1), "requirement", "requirements");
            (format!(" and {open} from {next}"), Vec::new())
        }
    };
    Told { rest, below }
}

fn higher(to: &Move, reviews: u32) -> Told {
    let mut below = vec![format!("Everything that {} asks is met.", to.tier)];
    if reviews > 1 {
        below.push(format!("It takes {reviews} good reviews in a row."));
    }
    below.push(match to.period {
        Some(period) => format!(
            "If your figures stay as they are, you enter {} at {}.",
            to.tier,
            review_after(period)
        ),
        None => {
            format!("You enter {} at the first review that decides on it and has room.", to.tier)
        }
    });
    Told { rest: format!(", and {} is ahead", to.tier), below }
}

fn close(points: f64, tolerated: bool, held: &str) -> Told {
    let first = if tolerated {
        format!("Your score is a little below the line of {held}, and within what is tolerated.")
    } else {
        format!("You are {} above what is needed to stay.", points_of(points))
    };
    let second = if tolerated {
        format!("With more than {} less, reviews would begin to count it.", points_of(points))
    } else {
        "If your figures stay as they are, nothing changes.".to_owned()
    };
    Told { rest: ", close to its line".to_owned(), below: vec![first, second] }
}

fn grace(to: &Move, reviews: u32, open: &[String], held: &str) -> Told {
    let nothing = match reviews {
        1 => "1 review like this changes nothing.".to_owned(),
        n => format!("{n} reviews in a row like this change nothing."),
    };
    let after = match to.period {
        Some(period) => {
            format!(" After that, at {}, your tier would become {}.", review_after(period), to.tier)
        }
        None => String::new(),
    };
    Told {
        rest: ", and there is time to stay".to_owned(),
        below: vec![
            format!("Open to stay in {held}: {}.", listed(open)),
            format!("{nothing}{after}"),
            "As soon as a review finds it met, the count starts anew.".to_owned(),
        ],
    }
}

fn protected(to: &Move, open: &[String], held: &str) -> Told {
    let until = match to.period {
        Some(period) => format!(
            "Your tier is protected until then: at {} it would become {} if your figures stay as they are.",
            review_after(period),
            to.tier
        ),
        None => "Your tier does not change because of it within the next two years.".to_owned(),
    };
    Told {
        rest: ", and protected for now".to_owned(),
        below: vec![
            format!("Open to stay in {held}: {}.", listed(open)),
            until,
            format!("Once it is met, {held} is yours without any protection."),
        ],
    }
}

fn lower(to: &Move, notice: u32, open: &[String], held: &str) -> Told {
    let when = to.period.map_or_else(|| "a later review".to_owned(), review_after);
    let told = match notice {
        0 => String::new(),
        1 => " You hear of it 1 month before.".to_owned(),
        n => format!(" You hear of it {n} months before."),
    };
    Told {
        rest: format!(", and {} would come next", to.tier),
        below: vec![
            format!(
                "If your figures stay as they are, your tier becomes {} at {when}.{told}",
                to.tier
            ),
            format!("You stay in {held} when this is met by then: {}.", listed(open)),
            format!(
                "Later the way back is the same: at every review that finds it met, {held} is open."
            ),
        ],
    }
}

fn leaving(goal: &str, within: u32, period: Period, open: &[String]) -> Told {
    Told {
        rest: format!(", and {goal} is the goal"),
        below: vec![
            format!(
                "These rules give a partner {} to reach {goal}. If your figures stay as they are, your place \
                 in the program ends with {}.",
                counted(within as usize, "month", "months"),
                review_after(period)
            ),
            format!("You stay when this is met by then: {}.", listed(open)),
            "If you think of leaving it at that, talk to us first: there may be another way to work together."
                .to_owned(),
        ],
    }
}

fn points_of(points: f64) -> String {
    Scale::Points.distance(points, "")
}

fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

fn listed(open: &[String]) -> String {
    if open.is_empty() { "what it asks".to_owned() } else { open.join("; ") }
}

/// The first few names: `revenue, CSAT and 2 more`.
fn names(all: &[String]) -> String {
    match all {
        [] => "something the rules ask for".to_owned(),
        [one] => one.clone(),
        [one, two] => format!("{one} and {two}"),
        all if all.len() == MOST_NAMES => {
            let (last, first) = all.split_last().map_or(("", &[][..]), |(l, f)| (l.as_str(), f));
            format!("{} and {last}", first.join(", "))
        }
        all => {
            let first: Vec<&str> = all.iter().take(MOST_NAMES).map(String::as_str).collect();
            format!("{} and {} more", first.join(", "), all.len() - MOST_NAMES)
        }
    }
}

impl PartnerView {
    /// Whom to ask about a figure.
    pub fn whom_to_ask(&self) -> String {
        if self.contact.is_empty() {
            "the person at the vendor who looks after your partnership".to_owned()
        } else {
            self.contact.clone()
        }
    }
}
