//! The first guess of an import plan, from headers and values.

use super::calendar::Calendar;
use super::metric::{self, Guess};
use super::numbers::{Decimal, decimals};
use super::periods::{end_of, is_fiscal, parse_period, quarters_of, split_header, split_year};
use super::plan::{ColumnPlan, Gaps, ImportPlan, Layout, Match, Repeats, Role};
use super::profile::Profile;
use super::{known, words};
use crate::formats::table::{Row, Table};
use crate::portfolio::{Kind, Period};
use std::collections::{HashMap, HashSet};

/// How a period may be written, for people.
const PERIOD_FORMS: &str = "2024-Q1 or 2024-03";

/// What becomes of flows of a year.
const SPREAD: &str = "a quarter of each flow is taken for every quarter of its year";

/// One column while it is being looked at.
struct Column<'a> {
    header: &'a str,
    phrase: String,
    profile: Profile,
    decimal: Decimal,
}

/// Guesses what every column is for, and what a row stands for.
///
/// ```
/// use tierlab_engine::formats::{import::{Layout, Role, guess_plan}, table::read_table};
/// let table = read_table(b"partner id,quarter,revenue\n01,2026-Q1,5\n").unwrap();
/// let plan = guess_plan(&table);
/// assert_eq!(plan.layout, Layout::Long);
/// assert_eq!(plan.columns[0].role, Role::Id);
/// assert_eq!(plan.columns[2].metric_key, "revenue");
/// ```
pub fn guess_plan(table: &Table) -> ImportPlan {
    let decimals = decimals(table);
    let columns: Vec<Column> = (table.headers.iter().zip(&decimals).enumerate())
        .map(|(index, (header, decimal))| Column {
            header,
            phrase: words::phrase(header),
            profile: Profile::of(table, index, *decimal),
            decimal: *decimal,
        })
        .collect();
    let period = find_period(table, &columns).filter(|at| !is_lone_date(table, &columns, *at));
    let calendar = match period {
        Some(index) => calendar_of(table, index),
        None => Calendar::of(std::iter::empty(), None),
    };
    let wide = if period.is_some() { HashMap::new() } else { wide_columns(&columns) };
    let yearly = wide.is_empty() && period.is_none();
    let wide = if yearly { year_columns(&columns) } else { wide };
    let yearly = (yearly && !wide.is_empty()) || calendar.years;
    let layout = match period {
        Some(_) => Layout::Long,
        None if wide.is_empty() => Layout::CrossSection,
        None => Layout::Wide,
    };
    let times = match period {
        Some(index) => periods_of(table, index, calendar),
        None => wide.values().map(|(_, period)| *period).collect(),
    };
    let id = find_id(&columns, layout);
    let name = find(&columns, words::NAME, &[id, period]).or_else(|| second_name(&columns, id));
    let mut plans: Vec<ColumnPlan> = Vec::with_capacity(columns.len());
    for (index, column) in columns.iter().enumerate() {
        let here = Some(index);
        let mut plan = blank_plan(column);
        if here == id {
            as_id(&mut plan, column);
        } else if here == period {
            as_period(&mut plan, column, &times, calendar);
        } else if here == name {
            plan.role = Role::Name;
            plan.note = counted(column.profile.distinct, "name");
        } else if let Some((rest, period)) = wide.get(&index) {
            plan.wide_period = Some(*period);
            plan.annual = yearly;
            as_metric(&mut plan, column, &words::phrase(rest), &times);
        } else {
            as_data(&mut plan, column, &times);
        }
        plans.push(plan);
    }
    settle_doubles(&mut plans);
    if yearly && layout == Layout::Wide {
        tell_years(&mut plans);
    }
    let repeated = id.and_then(|id| columns.get(id)).is_some_and(|id| !id.profile.unique);
    if layout == Layout::CrossSection && repeated {
        doubt_dates(&mut plans, &columns);
    }
    let repeats = match (layout, id, period) {
        (Layout::Long, Some(id), Some(period)) => {
            doubt_entries(table, id, period, calendar, &mut plans)
        }
        _ => Repeats::Later,
    };
    ImportPlan { columns: plans, layout, gaps: Gaps::Unknown, repeats, dates: calendar.dates }
}

fn blank_plan(column: &Column) -> ColumnPlan {
    ColumnPlan {
        header: column.header.to_owned(),
        samples: column.profile.samples.clone(),
        role: Role::Ignore,
        metric_key: known::key(&column.phrase),
        matched: Match::Sure,
        wide_period: None,
        annual: false,
        note: String::new(),
    }
}

fn as_id(plan: &mut ColumnPlan, column: &Column) {
    plan.role = Role::Id;
    "text, leading zeros kept".clone_into(&mut plan.note);
    if !words::ID.contains(&column.phrase.as_str()) {
        plan.matched = Match::Likely;
    }
}

fn as_period(plan: &mut ColumnPlan, column: &Column, times: &HashSet<Period>, calendar: Calendar) {
    plan.role = Role::Period;
    let cadence = metric::cadence_word(times);
    plan.note = format!("{cadence}, {} found", times.len());
    if calendar.years {
        plan.annual = true;
        plan.matched = Match::Check;
        plan.note = format!("year, {} found; {SPREAD}", times.len());
        return;
    }
    if !words::PERIOD.contains(&column.phrase.as_str()) || column.profile.periodic() < 1.0 {
        plan.matched = Match::Likely;
    }
    if column.profile.samples.iter().any(|sample| is_fiscal(sample)) {
        plan.note.push_str("; fiscal quarters are taken by their name");
    }
    if calendar.unclear {
        plan.matched = Match::Check;
        plan.note.push_str("; is the day or the month first?");
    }
}

/// Many rows for one partner and month are single entries; a person has to look at it.
fn doubt_entries(
    table: &Table,
    id: usize,
    period: usize,
    calendar: Calendar,
    plans: &mut [ColumnPlan],
) -> Repeats {
    let cell = |row: &'_ Row, at: usize| row.cells.get(at).cloned().unwrap_or_default();
    let mut seen: HashSet<(String, Option<Period>)> = HashSet::new();
    let again = table
        .rows
        .iter()
        .filter(|row| !seen.insert((cell(row, id), calendar.read(&cell(row, period)))));
    let again = again.count();
    let Some(plan) = plans.get_mut(period).filter(|_| again * 5 > table.rows.len() && again > 1)
    else {
        return Repeats::Later;
    };
    plan.matched = Match::Check;
    let told = format!(
        "; {again} rows come again for the same partner and period: are they single entries, to be added \
         up, or corrections?"
    );
    plan.note.push_str(&told);
    // Days of one month are entries, and so are more rows than not; a few rows are more likely corrected.
    let days = |row: &&Row| parse_period(&cell(row, period)).is_none();
    let days = table.rows.iter().filter(days).count() * 2 > table.rows.len();
    if days || again * 2 > table.rows.len() { Repeats::AddUp } else { Repeats::Later }
}

/// A metric, an attribute, the first tier, or nothing.
fn as_data(plan: &mut ColumnPlan, column: &Column, times: &HashSet<Period>) {
    let phrase = column.phrase.as_str();
    let profile = &column.profile;
    let numeric = profile.numeric();
    let known = known::metric(phrase).is_some();
    let code = words::CODES.contains(&phrase) || words::ID.contains(&phrase);
    let code = code || profile.leading_zeros || words::is_code(phrase);
    if profile.filled == 0 {
        (plan.matched, plan.note) = (Match::Ignored, "no values".to_owned());
    } else if words::COMMENTS.contains(&phrase) || is_prose(profile) {
        (plan.matched, plan.note) = (Match::Ignored, "free text, is not stored".to_owned());
    } else if words::TIER.contains(&phrase) {
        plan.role = Role::FirstTier;
        plan.note = counted(profile.distinct, "tier");
    } else if words::STATUS.contains(&phrase) && is_tier_like(profile) {
        (plan.role, plan.matched) = (Role::FirstTier, Match::Likely);
        plan.note = counted(profile.distinct, "tier");
    } else if (known || !code) && numeric >= 0.5 {
        as_metric(plan, column, phrase, times);
    } else {
        plan.role = Role::Attribute;
        plan.note = format!("segment, {}", counted(profile.distinct, "value"));
        if !words::ATTRIBUTES.contains(&phrase) {
            plan.matched = Match::Likely;
        }
    }
}

fn as_metric(plan: &mut ColumnPlan, column: &Column, phrase: &str, times: &HashSet<Period>) {
    let phrase = if phrase.is_empty() { "value" } else { phrase };
    let Guess { kind, unit, direction, matched, note } =
        metric::guess(phrase, column.header, &column.profile, times);
    plan.role = Role::Metric { kind, unit, direction };
    plan.metric_key = known::key(phrase);
    plan.matched = matched;
    plan.note = note;
    if plan.wide_period.is_some() && is_fiscal(column.header) {
        plan.note.push_str(", fiscal quarters taken by their name");
    }
    if column.decimal == Decimal::Comma {
        plan.note.push_str(", decimal comma");
    }
    if column.profile.filled > 0 && column.profile.numeric() < 0.8 && matched != Match::Check {
        plan.matched = Match::Check;
        plan.note.push_str("; many values are text");
    }
}

/// Two columns that would become the same thing: the later one needs a look.
fn settle_doubles(plans: &mut [ColumnPlan]) {
    let mut metrics: HashSet<(String, Option<Period>)> = HashSet::new();
    let mut attributes: HashSet<String> = HashSet::new();
    for (index, plan) in plans.iter_mut().enumerate() {
        if plan.is_metric() {
            if plan.metric_key.is_empty() {
                plan.metric_key = format!("column_{}", index + 1);
            }
            if !metrics.insert((plan.metric_key.clone(), plan.wide_period)) {
                plan.matched = Match::Check;
                plan.note = format!("same metric as another column: {}", plan.metric_key);
                plan.metric_key = format!("{}_column_{}", plan.metric_key, index + 1);
                metrics.insert((plan.metric_key.clone(), plan.wide_period));
            }
        }
        let doubled = match plan.role {
            Role::Attribute => !attributes.insert(plan.header.clone()),
            Role::FirstTier => !attributes.insert("\0tier".to_owned()),
            _ => false,
        };
        if doubled {
            plan.role = Role::Ignore;
            plan.matched = Match::Check;
            "another column has the same meaning".clone_into(&mut plan.note);
        }
    }
}

/// Partners come more than once and a column has a time that is no quarter or month: a person has
/// to look before all but the last row of each partner are set aside.
fn doubt_dates(plans: &mut [ColumnPlan], columns: &[Column]) {
    let dated = |phrase: &str| words::PERIOD.contains(&phrase) || words::YEARS.contains(&phrase);
    for (plan, column) in plans.iter_mut().zip(columns) {
        if dated(&column.phrase) && column.profile.filled > 0 {
            plan.matched = Match::Check;
            plan.note = format!("partners come more than once; write periods like {PERIOD_FORMS}");
        }
    }
}

fn find_period(table: &Table, columns: &[Column]) -> Option<usize> {
    let fits = |column: &Column, least: f64| column.profile.periodic() >= least;
    let named = |column: &Column| words::PERIOD.contains(&column.phrase.as_str());
    let dated = |index: usize| {
        let calendar = calendar_of(table, index);
        let cells = || table.column(index).map(|(_, cell)| cell).filter(|cell| !cell.is_empty());
        let read = cells().filter(|cell| calendar.read(cell).is_some()).count();
        read > 0 && read * 2 >= cells().count()
    };
    columns
        .iter()
        .position(|column| named(column) && fits(column, 0.5))
        .or_else(|| columns.iter().position(|column| fits(column, 0.9)))
        .or_else(|| (0..).zip(columns).find(|(at, c)| named(c) && dated(*at)).map(|(at, _)| at))
        .or_else(|| {
            let again = find_id(columns, Layout::Long)
                .and_then(|id| columns.get(id))
                .is_some_and(|id| !id.profile.unique);
            let of_years = |(at, column): &(usize, &Column)| {
                words::YEARS.contains(&column.phrase.as_str()) && calendar_of(table, *at).years
            };
            columns.iter().enumerate().find(of_years).map(|(at, _)| at).filter(|_| again)
        })
}

/// Dates of a file with one row per partner are no periods: each partner would have a single one.
fn is_lone_date(table: &Table, columns: &[Column], at: usize) -> bool {
    let dates = columns.get(at).is_some_and(|column| column.profile.periodic() < 0.5);
    let once = find_id(columns, Layout::Long)
        .and_then(|id| columns.get(id))
        .is_some_and(|id| id.profile.unique && id.profile.filled > 1);
    dates && once && periods_of(table, at, calendar_of(table, at)).len() > 1
}

fn calendar_of(table: &Table, index: usize) -> Calendar {
    Calendar::of(table.column(index).map(|(_, cell)| cell), None)
}

fn periods_of(table: &Table, index: usize, calendar: Calendar) -> HashSet<Period> {
    let cells: HashSet<&str> = table.column(index).map(|(_, cell)| cell).collect();
    cells.into_iter().filter_map(|cell| calendar.read(cell)).collect()
}

/// Columns whose header carries a period, when at least two periods of one metric are there.
fn wide_columns(columns: &[Column]) -> HashMap<usize, (String, Period)> {
    let found: HashMap<usize, (String, Period)> = columns
        .iter()
        .enumerate()
        .filter(|(_, column)| column.profile.filled == 0 || column.profile.numeric() >= 0.5)
        .filter_map(|(index, column)| Some((index, split_header(column.header)?)))
        .collect();
    let found = quarters_of(found, |index| columns.get(*index).map_or("", |column| column.header));
    let mut counts: HashMap<String, HashSet<Period>> = HashMap::new();
    for (name, period) in found.values() {
        counts.entry(words::phrase(name)).or_default().insert(*period);
    }
    // Beside a metric of several periods, one of a single period is of that period too.
    let often: HashSet<Period> =
        counts.into_values().filter(|all| all.len() >= 2).flatten().collect();
    found.into_iter().filter(|(_, (_, period))| often.contains(period)).collect()
}

/// Columns whose header carries a year, when at least two years of one metric are there: name and last quarter.
fn year_columns(columns: &[Column]) -> HashMap<usize, (String, Period)> {
    let found: HashMap<usize, (String, Period)> = columns
        .iter()
        .enumerate()
        .filter(|(_, column)| column.profile.filled == 0 || column.profile.numeric() >= 0.5)
        .filter_map(|(index, column)| {
            let (name, year) = split_year(column.header)?;
            Some((index, (name, end_of(year)?)))
        })
        .collect();
    let mut counts: HashMap<String, HashSet<Period>> = HashMap::new();
    for (name, period) in found.values() {
        counts.entry(words::phrase(name)).or_default().insert(*period);
    }
    let several = |name: &str| counts.get(&words::phrase(name)).is_some_and(|all| all.len() >= 2);
    found.into_iter().filter(|(_, (name, _))| several(name)).collect()
}

/// What becomes of figures of a year, at each of them; at the first one a person has to look.
fn tell_years(plans: &mut [ColumnPlan]) {
    let mut first = true;
    for plan in plans.iter_mut().filter(|plan| plan.annual) {
        let flow = matches!(plan.role, Role::Metric { kind: Kind::Flow, .. });
        plan.note.push_str("; ");
        plan.note.push_str(if flow { SPREAD } else { "stands for the end of the year" });
        if std::mem::take(&mut first) {
            plan.matched = Match::Check;
        }
    }
}

fn find_id(columns: &[Column], layout: Layout) -> Option<usize> {
    let exact = find(columns, words::ID, &[]).or_else(|| find(columns, words::ID_WEAK, &[]));
    let by_values = || {
        let whole = |column: &&Column| {
            let profile = &column.profile;
            layout != Layout::Long && profile.unique && profile.filled == profile.rows
        };
        let plain = |column: &&Column| {
            column.profile.fractions == 0
                && split_header(column.header).is_none()
                && known::metric(&column.phrase).is_none()
                && !words::NAME.contains(&column.phrase.as_str())
        };
        // Numbers that all differ may be amounts; only the first column is taken for an id.
        let text = |column: &&Column| column.profile.numeric() < 0.5;
        let first = columns.first().filter(plain).filter(whole).map(|_| 0);
        first.or_else(|| columns.iter().position(|c| whole(&c) && plain(&c) && text(&c)))
    };
    exact.or_else(by_values).or_else(|| find(columns, words::NAME, &[]))
}

/// The first column that goes by one of these words, in the order of the words.
fn find(columns: &[Column], names: &[&str], taken: &[Option<usize>]) -> Option<usize> {
    names.iter().find_map(|name| {
        columns.iter().enumerate().position(|(index, column)| {
            column.phrase == *name && column.profile.filled > 0 && !taken.contains(&Some(index))
        })
    })
}

/// `Partner id` and `Partner`: the second is the name.
fn second_name(columns: &[Column], id: Option<usize>) -> Option<usize> {
    let place = find(columns, words::ID_WEAK, &[id])?;
    columns.get(place).filter(|column| column.profile.numeric() < 0.5).map(|_| place)
}

fn is_prose(profile: &Profile) -> bool {
    profile.mean_length() > 30.0 && profile.distinct * 2 > profile.filled.min(1_000)
}

fn is_tier_like(profile: &Profile) -> bool {
    let states = ["active", "inactive", "aktiv", "inaktiv", "actif", "activo", "yes", "no"];
    let state = |sample: &String| states.contains(&words::folded(sample).as_str());
    profile.distinct <= 8 && profile.numeric() < 0.5 && !profile.samples.iter().any(state)
}

fn counted(count: usize, noun: &str) -> String {
    let least = if count >= 1_000 { " or more" } else { "" };
    let plural = if count == 1 { "" } else { "s" };
    format!("{count}{least} {noun}{plural}")
}
