//! A notice: what one partner reads when the rules change. Facts first, what stays, the way forward, the next date,
//! and whom to ask; where it stands is said in the words of its own page ([`super::told`]).

use super::plan_words::{step_sentence, told_way};
use super::{
    PartnerView, Requirements, State, WayUp, keeping, next_review_after, requirements_of,
    requirements_to_keep, review_after, standing_after, told, way_looking,
};
use crate::portfolio::{Day, Period};
use crate::rules::Truth;

/// Plans that are looked at for the way forward: there are many notices.
const MOST_LOOKS: usize = 800;

/// What a notice is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoticeKind {
    /// A lower tier comes, or its place ends.
    Demotion,
    /// It is below what its tier asks and keeps it for now.
    Grace,
    /// It holds a tier by agreement, whatever the rules say.
    Exception,
    /// A higher tier comes.
    Promotion,
    /// It keeps its tier.
    Hold,
}

impl NoticeKind {
    /// All of them, those first that need a talk.
    pub const ALL: [Self; 5] =
        [Self::Demotion, Self::Grace, Self::Exception, Self::Promotion, Self::Hold];

    /// As files name it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Demotion => "demotion",
            Self::Grace => "grace",
            Self::Exception => "exception",
            Self::Promotion => "promotion",
            Self::Hold => "hold",
        }
    }

    /// As its reader may see it: nobody is called names.
    pub fn words(self) -> &'static str {
        match self {
            Self::Demotion => "lower tier",
            Self::Grace => "time to stay",
            Self::Exception => "by agreement",
            Self::Promotion => "higher tier",
            Self::Hold => "same tier",
        }
    }
}

/// How a tier of the old rules came to be one of the new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Came {
    /// Both have it.
    Kept,
    /// It has another name now.
    Renamed,
    /// The new rules do not have it; the next lower one takes its place.
    Gone,
}

/// A tier held by agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Agreed {
    /// Last day; none when no end is set.
    pub until: Option<Day>,
}

/// What a notice is written from beside the partner's view, whose tier is the one it goes into the new rules with.
#[derive(Debug, Clone, PartialEq)]
pub struct NoticeSetting {
    /// From when the new rules hold, in words.
    pub from: String,
    /// The same as text that sorts.
    pub from_text: String,
    /// Periods after the record in which nothing is reviewed: before the new rules, or by agreement.
    pub quiet: usize,
    /// Name of the tier it holds today.
    pub now: String,
    /// How it came to the tier of its view.
    pub came: Came,
    /// Whether it holds that tier by agreement.
    pub agreed: Option<Agreed>,
    /// What it goes by.
    pub name: String,
}

/// A notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What it is about.
    pub kind: NoticeKind,
    /// Name of the tier under the new rules.
    pub to: String,
    /// From when, or for what is agreed until when, as `2027-01-01` or a period; empty where no date is known.
    pub date: String,
    /// Its title.
    pub title: String,
    /// Its paragraphs.
    pub paragraphs: Vec<String>,
}

/// Writes the notice of one partner; the smallest change that leads on is looked for when `with_way` asks for it, as
/// that takes a while.
pub fn notice(view: &PartnerView, setting: &NoticeSetting, with_way: bool) -> Notice {
    let state = standing_after(view, setting.quiet);
    let held = view.tier_name(view.tier);
    let (kind, to, period) = outcome(&state, held, setting);
    let date = match (kind, setting.agreed) {
        (NoticeKind::Exception, Some(Agreed { until })) => {
            until.map(|day| day.to_string()).unwrap_or_default()
        }
        (NoticeKind::Hold | NoticeKind::Grace, _) => setting.from_text.clone(),
        (_, _) if is_gone(setting) && to == held => setting.from_text.clone(),
        _ => period.map(|period| after(period, |day| day.to_string())).unwrap_or_default(),
    };
    let mut paragraphs = vec![opening(view, setting)];
    if setting.agreed.is_none_or(|agreed| agreed.until.is_some()) {
        paragraphs.push(stands(&state, held, setting));
        paragraphs.extend(numbers(view, &state, &to));
        paragraphs.extend(with_way.then(|| way(view, &state)).flatten());
    }
    paragraphs.push(closing(view, setting));
    Notice { kind, title: title(&state, (kind, &to, period), held, setting), to, date, paragraphs }
}

fn is_gone(setting: &NoticeSetting) -> bool {
    setting.came == Came::Gone && setting.agreed.is_none()
}

/// What it comes to: kind, tier, and the period whose review decides it.
fn outcome(
    state: &State,
    held: &str,
    setting: &NoticeSetting,
) -> (NoticeKind, String, Option<Period>) {
    let stays = held.to_owned();
    if setting.agreed.is_some() {
        return (NoticeKind::Exception, stays, None);
    }
    match state {
        State::Higher { to, .. } => (NoticeKind::Promotion, to.tier.clone(), to.period),
        State::Lower { to, .. } => (NoticeKind::Demotion, to.tier.clone(), to.period),
        State::Leaving { period, .. } => {
            (NoticeKind::Demotion, "out of the program".to_owned(), Some(*period))
        }
        _ if is_gone(setting) => (NoticeKind::Demotion, stays, None),
        State::Grace { .. } | State::Protected { .. } => (NoticeKind::Grace, stays, None),
        _ => (NoticeKind::Hold, stays, None),
    }
}

/// The day after a period, or the period where it has no date.
fn after(period: Period, say: fn(Day) -> String) -> String {
    match period.last_month() {
        Some(month) => say(Day::first_of(month.plus(1))),
        None => period.to_string(),
    }
}

fn title(
    state: &State,
    (kind, to, period): (NoticeKind, &str, Option<Period>),
    held: &str,
    setting: &NoticeSetting,
) -> String {
    let says = match (kind, period) {
        (NoticeKind::Exception, _) => match setting.agreed.and_then(|agreed| agreed.until) {
            Some(day) => format!("you hold {held} until {}", day.in_words()),
            None => format!("you hold {held} by agreement"),
        },
        (NoticeKind::Hold, _) => format!("you stay in {held}"),
        (NoticeKind::Grace, _) => format!("you stay in {held} for now"),
        (_, Some(_)) if let State::Leaving { goal, .. } = state => format!("{goal} is the goal"),
        (_, Some(period)) => format!("{to} from {}", after(period, Day::in_words)),
        (NoticeKind::Promotion, None) => format!("{to} is ahead"),
        (NoticeKind::Demotion, None) if to == held => format!("{to} from {}", setting.from),
        (NoticeKind::Demotion, None) => format!("{to} would come next"),
    };
    format!("{}: {says}", setting.name)
}

/// Which rules from when, the tier now, and the tier it goes into them with.
fn opening(view: &PartnerView, setting: &NoticeSetting) -> String {
    let (rules, held) = (&view.program.name, view.tier_name(view.tier));
    let now = &setting.now;
    let into = match (setting.agreed, setting.came) {
        (Some(Agreed { until: Some(day) }), _) => format!(
            "You hold {now} today. By agreement you hold {held} until {}; no review changes that before.",
            day.in_words()
        ),
        (Some(Agreed { until: None }), _) => format!(
            "You hold {now} today. By agreement you hold {held}; no end is set, and no review changes it."
        ),
        (None, Came::Kept) => format!("You hold {now} today and go into them as {held}."),
        (None, Came::Renamed) => format!("You hold {now} today, which is called {held} there."),
        (None, Came::Gone) => format!(
            "You hold {now} today, which they do not have; you go into them as {held}, the next tier that both have."
        ),
    };
    format!("The rules of {rules} are in force from {}. {into}", setting.from)
}

fn stands(state: &State, held: &str, setting: &NoticeSetting) -> String {
    let said = told(state, held);
    let from = if setting.agreed.is_some() { "From then on the rules decide. By" } else { "By" };
    format!("{from} your present figures you are in {held}{}. {}", said.rest, said.below.join(" "))
}

/// The figures that decide, each with its need and what is missing.
fn numbers(view: &PartnerView, state: &State, to: &str) -> Option<String> {
    let target = match state {
        State::Higher { .. } => view.program.tier_named(to),
        State::Holding { next, .. } => view.program.tier_named(next),
        _ => None,
    };
    if let Some(tier) = target {
        let asked = requirements_of(view, tier)?;
        return listed(&asked).map(|all| format!("What {} asks: {all}.", view.tier_name(tier)));
    }
    let asked = requirements_to_keep(view)?;
    let below = matches!(
        state,
        State::Lower { .. } | State::Grace { .. } | State::Protected { .. } | State::Close { .. }
    );
    let all = below.then(|| listed(&asked)).flatten()?;
    Some(format!("What {} asks to stay: {all}.", view.tier_name(view.tier)))
}

fn listed(asked: &Requirements) -> Option<String> {
    let rows = asked.all.iter().map(|one| {
        let found = match (&one.gap, one.truth) {
            (Some(gap), _) => gap.clone(),
            (None, Truth::Pass) => "met".to_owned(),
            (None, Truth::Unknown) => "not known".to_owned(),
            (None, Truth::Fail) => "open".to_owned(),
        };
        let value = one.value.as_ref().map(|value| format!(" {value},")).unwrap_or_default();
        format!("{}{value} {} ({found})", one.name, one.need)
    });
    let rows: Vec<String> = rows.collect();
    (!rows.is_empty()).then(|| rows.join("; "))
}

/// The smallest change that leads on, or back.
fn way(view: &PartnerView, state: &State) -> Option<String> {
    let stays = matches!(
        state,
        State::Lower { .. } | State::Grace { .. } | State::Protected { .. } | State::Close { .. }
    );
    let tier = match state {
        State::Higher { .. } | State::Top | State::Unknown { .. } => return None,
        State::Close { tolerated: false, .. } => view.next_tier()?,
        State::Leaving { goal, .. } => view.program.tier_named(goal)?,
        _ if stays => view.tier,
        _ => view.next_tier()?,
    };
    let keeps = stays && tier == view.tier;
    let way = if keeps {
        way_looking(&keeping(view), tier, MOST_LOOKS)
    } else {
        way_looking(view, tier, MOST_LOOKS)
    };
    let said = told_way(&way, view.tier_name(tier), keeps);
    Some(match &way {
        WayUp::There => return None,
        WayUp::ByInvitation => format!("{}. {}", said.title, said.sub),
        WayUp::FindOut { open } | WayUp::NotByFigures { open } => {
            format!("{}. {} {}", said.title, said.sub, open.join(" "))
        }
        WayUp::Steps { steps, find_out, .. } => {
            let steps: Vec<String> = steps.iter().map(step_sentence).collect();
            let told = format!("{}: {}. {}", said.title, steps.join("; "), said.sub);
            std::iter::once(told).chain(find_out.iter().cloned()).collect::<Vec<_>>().join(" ")
        }
    })
}

/// The next review, and whom to ask.
fn closing(view: &PartnerView, setting: &NoticeSetting) -> String {
    let open_end = setting.agreed.is_some_and(|agreed| agreed.until.is_none());
    let review = match next_review_after(view, setting.quiet).filter(|_| !open_end) {
        Some((period, _)) => {
            let day = match period.last_month() {
                Some(month) => format!(", {}", Day::last_of(month).in_words()),
                None => String::new(),
            };
            format!("The next review that decides on your tier is {}{day}. ", review_after(period))
        }
        None => String::new(),
    };
    format!(
        "{review}If a figure looks wrong, ask {}: name the figure, its period, and what it should be.",
        view.whom_to_ask()
    )
}
