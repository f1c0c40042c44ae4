//! Windows and dates that the periods of the portfolio cannot express.

use super::each;
use super::finding::{Code, Finding, Severity};
use super::place::PlaceRef;
use super::repair::Repair;
use super::view::View;
use super::words::{number, plural};
use crate::portfolio::{Cadence, Month, Portfolio};
use crate::rules::{Measure, Rule, Scene, Source, ValueFunction, Window};

/// Something that does not fit, at one place.
struct Misfit {
    /// What the rules do, to go with how many there are: `look back 4 months`.
    what: String,
    /// Why that does not fit.
    why: String,
    place: PlaceRef,
    mend: Option<(String, Repair)>,
}

pub(super) fn check(view: &View<'_>, found: &mut Vec<Finding>) {
    let Some(portfolio) = view.portfolio else { return };
    let periods = Periods::of(portfolio);
    let mut misfits = Vec::new();
    for (place, measure) in each::measures(view.program) {
        misfits.extend(periods.measure(measure).map(|misfit| misfit.at(&place)));
    }
    for (place, gate) in each::gates(view.program) {
        let misfit = match &gate.rule {
            Rule::AnyTime { months, .. } => periods.back(*months, "look at any time within", false),
            Rule::Each { periods: asked, .. } => periods.each(*asked),
            _ => None,
        };
        misfits.extend(misfit.map(|misfit| misfit.at(&place)));
    }
    misfits.extend(dated(view, &periods));
    misfits.sort_by(|a, b| (&a.what, &a.why).cmp(&(&b.what, &b.why)));
    for same in misfits.chunk_by(|a, b| (&a.what, &a.why) == (&b.what, &b.why)) {
        let Some(first) = same.first() else { continue };
        let what = match same.len() {
            1 => format!("One rule has to {}", first.what),
            count => format!("{} have to {}", plural(count, "rule", "rules"), first.what),
        };
        let sentence = format!("{what}; {}.", first.why);
        let finding = Code::Window.at(Severity::Look, first.place.clone(), sentence);
        found.push(match &first.mend {
            Some((label, repair)) => finding.mended_by(label.clone(), repair.clone()),
            None => finding,
        });
    }
}

impl Misfit {
    fn new(what: String, why: String) -> Self {
        Self { what, why, place: PlaceRef::Program, mend: None }
    }

    fn at(self, place: &PlaceRef) -> Self {
        Self { place: place.clone(), ..self }
    }

    fn mended(self, from: Window, to: u32) -> Self {
        let repair = Repair::SetWindow { from, to: Window::Months(to) };
        Self { mend: Some((format!("Look at {to} months"), repair)), ..self }
    }
}

/// The periods of a portfolio in months.
struct Periods {
    snapshot: bool,
    months: u32,
    history: u32,
    /// Month of the year in which the last period ends.
    now: Option<u32>,
}

impl Periods {
    fn of(portfolio: &Portfolio) -> Self {
        let months = portfolio.cadence().months();
        let count = u32::try_from(portfolio.periods().len()).unwrap_or(u32::MAX);
        let now = Scene::now(portfolio).month().and_then(|now| u32::try_from(now.number()).ok());
        Self {
            now,
            snapshot: portfolio.cadence() == Cadence::Snapshot,
            months,
            history: count.saturating_mul(months),
        }
    }

    fn why_short(&self) -> String {
        format!("{} are recorded", plural(self.history as usize, "month", "months"))
    }

    fn why_uneven(&self) -> String {
        format!("the periods are {} long", plural(self.months as usize, "month", "months"))
    }

    fn measure(&self, measure: &Measure) -> Option<Misfit> {
        match &measure.source {
            Source::Reading(reading) => self.window(reading.window),
            Source::Change { months, .. } => self.back(*months, "compare with", true),
            Source::Earlier { months, .. } => self.back(*months, "look at", true),
            Source::Tenure(_) if self.snapshot => {
                Some(Misfit::new("count months to today".to_owned(), undated()))
            }
            _ => None,
        }
    }

    fn window(&self, window: Window) -> Option<Misfit> {
        match window {
            Window::Months(12) if self.snapshot => None,
            Window::AllTime => None,
            Window::Months(months) if self.snapshot => {
                let what = format!("look back {}", plural(months as usize, "month", "months"));
                Some(Misfit::new(what, undated()).mended(window, 12))
            }
            Window::Months(months) => {
                let what = format!("look back {}", plural(months as usize, "month", "months"));
                if months.div_ceil(self.months) * self.months > self.history {
                    return Some(Misfit::new(what, self.why_short()).mended(window, self.history));
                }
                let whole = months.div_ceil(self.months) * self.months;
                (whole != months)
                    .then(|| Misfit::new(what, self.why_uneven()).mended(window, whole))
            }
            Window::YearToDate(first) | Window::LastYear(first) => {
                let last = matches!(window, Window::LastYear(_));
                let how = if last { "look at the last" } else { "follow a" };
                let what = format!("{how} year that begins in month {first}");
                if self.snapshot {
                    return Some(Misfit::new(what, undated()).mended(window, 12));
                }
                if self.months > 1 && !first.saturating_sub(1).is_multiple_of(self.months) {
                    return Some(Misfit::new(what, self.why_uneven()));
                }
                let begun = self.now.map_or(0, |now| (now + 12).saturating_sub(first) % 12 + 1);
                let (what, needed) = if last {
                    ("look at the whole year before this one".to_owned(), begun + 12)
                } else {
                    (format!("{what} from its beginning"), begun)
                };
                (needed > self.history).then(|| Misfit::new(what, self.why_short()))
            }
        }
    }

    fn back(&self, months: u32, how: &str, needs_past: bool) -> Option<Misfit> {
        let span = plural(months as usize, "month", "months");
        let what =
            if needs_past { format!("{how} {span} earlier") } else { format!("{how} {span}") };
        if self.snapshot {
            return (needs_past || months > 12).then(|| Misfit::new(what, undated()));
        }
        let whole = months.div_ceil(self.months) * self.months;
        let room = if needs_past { self.history.saturating_sub(self.months) } else { self.history };
        if whole > room {
            return Some(Misfit::new(what, self.why_short()));
        }
        (whole != months).then(|| Misfit::new(what, self.why_uneven()))
    }

    fn each(&self, asked: u32) -> Option<Misfit> {
        let recorded = self.history / self.months.max(1);
        (asked > recorded).then(|| {
            let what = format!("hold in each of {} periods", number(f64::from(asked)));
            Misfit::new(what, format!("{} recorded", plural(recorded as usize, "is", "are")))
        })
    }
}

fn undated() -> String {
    "the portfolio is one look without a date".to_owned()
}

/// Rules with dates on a portfolio without.
fn dated(view: &View<'_>, periods: &Periods) -> Vec<Misfit> {
    if !periods.snapshot {
        return Vec::new();
    }
    let mut found = Vec::new();
    for valued in view.values() {
        if let ValueFunction::Schedule { .. } = valued.value {
            let misfit = Misfit::new("pay by the date of a period".to_owned(), undated());
            found.push(misfit.at(&valued.at.place()));
        }
    }
    for (place, gate) in each::gates(view.program) {
        if let Rule::Attested(attribute) = &gate.rule
            && lists_dates(view, attribute)
        {
            let misfit = Misfit::new("see whether a date has passed".to_owned(), undated());
            found.push(misfit.at(&place));
        }
    }
    let rules = &view.program.movement;
    let floors = [rules.floor_until, rules.grandfathered_until].into_iter().flatten().count();
    let dates = floors + usize::from(rules.freeze.is_some());
    for _ in 0..dates {
        let misfit = Misfit::new("hold until a month".to_owned(), undated());
        found.push(misfit.at(&PlaceRef::Movement));
    }
    found
}

fn lists_dates(view: &View<'_>, attribute: &str) -> bool {
    let date = |text: Option<&str>| text.is_some_and(|text| Month::parse(text).is_some());
    let dates = view.portfolio.and_then(|portfolio| Scene::now(portfolio).by_text(attribute, date));
    dates.is_some_and(|dates| dates.contains(&true))
}
