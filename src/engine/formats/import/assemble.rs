//! Rows that count → the portfolio.

use super::keyed::{Keyed, cell};
use super::notes::Notes;
use super::numbers::{self, Decimal, Reading};
use super::plan::{Gaps, ImportPlan, Layout, Repeats, Role};
use crate::Problem;
use crate::formats::table::{RowNote, Table};
use crate::portfolio::{Kind, Metric, Origin, Partner, Period, Portfolio, Unit};
use std::collections::HashMap;

/// The most numbers of one portfolio: partners × periods × metrics.
const MAX_NUMBERS: usize = 20_000_000;

/// One column of numbers and where they go.
struct Source<'a> {
    column: usize,
    header: &'a str,
    metric: usize,
    /// Position of the period; `None` when the row says it.
    period: Option<usize>,
    /// Over how many periods up to that one a flow is spread: 4 for a year.
    spread: usize,
    kind: Kind,
    unit: Unit,
    decimal: Decimal,
}

/// Quarters of a year.
const YEAR: usize = 4;

impl Source<'_> {
    /// Puts a number where it belongs; entries of a flow are added to those before where they are to be.
    /// What does not add up takes the place of what is given back.
    fn put(
        &self,
        portfolio: &mut Portfolio,
        (partner, last): (usize, usize),
        value: f64,
        repeats: Repeats,
    ) -> Option<f64> {
        if self.kind != Kind::Flow {
            let before = portfolio.value(self.metric, partner, last);
            portfolio.set(self.metric, partner, last, value);
            return before;
        }
        let share = value / self.spread as f64;
        for period in (last + 1).saturating_sub(self.spread)..=last {
            let before = match repeats {
                Repeats::AddUp => portfolio.value(self.metric, partner, period).unwrap_or(0.0),
                Repeats::Later => 0.0,
            };
            portfolio.set(self.metric, partner, period, before + share);
        }
        None
    }
}

/// Builds the portfolio; what was not plain goes to `notes`.
pub(super) fn portfolio(
    table: &Table,
    plan: &ImportPlan,
    rows: &[Keyed],
    periods: Vec<Period>,
    origin: Origin,
    notes: &mut Notes,
) -> Result<Portfolio, Problem> {
    let (metrics, sources) = metrics(table, plan, &periods);
    let (partners, places) = partners(plan, rows);
    let size = partners.len().saturating_mul(periods.len()).saturating_mul(metrics.len());
    if size > MAX_NUMBERS {
        return Err(Problem::new(
            "File",
            format!(
                "{} partners, {} periods and {} metrics are {size} numbers; up to {MAX_NUMBERS} \
                 can be used.",
                partners.len(),
                periods.len(),
                metrics.len()
            ),
            "Leave out old periods, or set columns you do not need to Ignore.",
        ));
    }
    let attributes = attribute_columns(plan);
    let attributes = attributes.iter().map(|(_, header)| (*header).to_owned()).collect();
    let first = periods.first().copied().unwrap_or_else(Period::snapshot);
    let mut portfolio = Portfolio::new(origin, periods, metrics, attributes, partners);
    let place = |keyed: &Keyed| usize::try_from(keyed.period.since(first)).unwrap_or(0);
    let mut currencies: HashMap<usize, (&'static str, usize)> = HashMap::new();
    for (keyed, partner) in rows.iter().zip(&places) {
        for source in &sources {
            let period = source.period.unwrap_or_else(|| place(keyed));
            if let Some(value) = number(source, keyed, &mut currencies, notes) {
                let place = (*partner, period);
                let before = source.put(&mut portfolio, place, value, plan.repeats);
                if let Some(before) = before.filter(|before| before.to_bits() != value.to_bits()) {
                    let (line, written) =
                        (keyed.row.line_of(source.column), cell(keyed.row, source.column));
                    let done =
                        format!("in place of {before}: it does not add up, the later line counts");
                    notes.cell(RowNote::new(line, source.header, written, done));
                }
            }
        }
    }
    if plan.layout == Layout::Long && plan.gaps == Gaps::Zero {
        let spread = if plan.annual_rows() { YEAR } else { 1 };
        let cells = |keyed: &Keyed| {
            let last = place(keyed);
            (last + 1).saturating_sub(spread)..=last
        };
        let present: Vec<(usize, usize)> = rows
            .iter()
            .zip(&places)
            .flat_map(|(keyed, partner)| cells(keyed).map(|period| (*partner, period)))
            .collect();
        fill_gaps(&mut portfolio, &present);
    }
    Ok(portfolio)
}

/// The metrics in the order of their first column, and every column that feeds one.
fn metrics<'a>(
    table: &Table,
    plan: &'a ImportPlan,
    periods: &[Period],
) -> (Vec<Metric>, Vec<Source<'a>>) {
    let decimals = numbers::decimals(table);
    let mut metrics: Vec<Metric> = Vec::new();
    let mut sources = Vec::new();
    for (index, column) in plan.columns.iter().enumerate() {
        let Role::Metric { kind, unit, direction } = &column.role else { continue };
        let known = metrics.iter().position(|metric| metric.key == column.metric_key);
        let metric = known.unwrap_or(metrics.len());
        if known.is_none() {
            metrics.push(Metric {
                key: column.metric_key.clone(),
                name: column.metric_name(),
                kind: *kind,
                unit: *unit,
                direction: *direction,
            });
        }
        // A column without a period in a wide file tells how things are at the end.
        let period = match (plan.layout, column.wide_period) {
            (Layout::Wide, Some(period)) => periods.iter().position(|known| *known == period),
            (Layout::Wide, None) => Some(periods.len().saturating_sub(1)),
            _ => None,
        };
        sources.push(Source {
            column: index,
            header: &column.header,
            metric,
            period,
            spread: if column.annual || plan.annual_rows() { YEAR } else { 1 },
            kind: *kind,
            unit: *unit,
            decimal: decimals.get(index).copied().unwrap_or(Decimal::Point),
        });
    }
    (metrics, sources)
}

/// The partners in the order of first appearance, and for every row the place of its partner.
fn partners(plan: &ImportPlan, rows: &[Keyed]) -> (Vec<Partner>, Vec<usize>) {
    let attributes = attribute_columns(plan);
    let mut partners: Vec<Partner> = Vec::new();
    let mut known: HashMap<&str, usize> = HashMap::new();
    let mut places = Vec::with_capacity(rows.len());
    for keyed in rows {
        let place = *known.entry(keyed.id).or_insert(partners.len());
        if place == partners.len() {
            partners.push(Partner {
                id: keyed.id.to_owned(),
                name: keyed.id.to_owned(),
                attributes: vec![None; attributes.len()],
                first_tier: None,
            });
        }
        places.push(place);
    }
    // Oldest first, so that the latest value that is known stays.
    let mut by_time: Vec<(&Keyed, usize)> = rows.iter().zip(places.iter().copied()).collect();
    by_time.sort_by_key(|(keyed, _)| keyed.period);
    let name = plan.place(Role::Name);
    let tier = plan.place(Role::FirstTier);
    let text = |keyed: &Keyed, column: usize| {
        Some(cell(keyed.row, column)).filter(|t| !numbers::is_unknown_text(t)).map(str::to_owned)
    };
    for (keyed, place) in by_time {
        let Some(partner) = partners.get_mut(place) else { continue };
        if let Some(name) = name.and_then(|column| text(keyed, column)) {
            partner.name = name;
        }
        if let Some(tier) = tier.and_then(|column| text(keyed, column)) {
            partner.first_tier = Some(tier);
        }
        for ((column, _), value) in attributes.iter().zip(&mut partner.attributes) {
            if let Some(text) = text(keyed, *column) {
                *value = Some(text);
            }
        }
    }
    (partners, places)
}

fn attribute_columns(plan: &ImportPlan) -> Vec<(usize, &str)> {
    let columns = plan.columns.iter().enumerate();
    columns
        .filter(|(_, column)| column.role == Role::Attribute)
        .map(|(index, column)| (index, column.header.as_str()))
        .collect()
}

/// One cell as a number; `None` is unknown.
fn number(
    source: &Source,
    keyed: &Keyed,
    currencies: &mut HashMap<usize, (&'static str, usize)>,
    notes: &mut Notes,
) -> Option<f64> {
    let line = keyed.row.line_of(source.column);
    let written = cell(keyed.row, source.column);
    let mut note = |done: &str, remedy: &'static str| {
        notes.cell(RowNote::new(line, source.header, written, done).and(remedy));
    };
    match numbers::read(written, source.decimal) {
        Reading::Empty => {}
        Reading::NotAvailable => note("left unknown, not zero", ""),
        Reading::NotFinite => note("not a finite number; left unknown", "Write a number here."),
        Reading::Text => {
            note("not a number; left unknown", "Write a plain number here, such as 1234.5.");
        }
        Reading::Number(value, unit) => {
            if let Some(mark) = numbers::currency(written) {
                let (first, at) = *currencies.entry(source.metric).or_insert((mark, line));
                if first != mark {
                    let done = format!("another currency than in line {at}; left unknown");
                    note(&done, "Convert it to the currency of the other amounts.");
                    return None;
                }
            }
            if source.unit == Unit::Money && value < 0.0 {
                let done = format!("kept as {}; a credit note?", numbers::amount(value));
                note(&done, "");
            } else if !unit.is_empty() && unit != "%" {
                note(&format!("read as {value}"), "");
            }
            return Some(value);
        }
    }
    None
}

/// Flows are 0 in periods for which the partner has no row.
fn fill_gaps(portfolio: &mut Portfolio, present: &[(usize, usize)]) {
    let periods = portfolio.periods().len();
    let partners = portfolio.partners().len();
    let mut has_row = vec![false; partners * periods];
    for (partner, period) in present {
        if let Some(cell) = has_row.get_mut(partner * periods + period) {
            *cell = true;
        }
    }
    let flows: Vec<usize> = (portfolio.metrics().iter().enumerate())
        .filter(|(_, metric)| metric.kind == Kind::Flow)
        .map(|(index, _)| index)
        .collect();
    let missing = has_row.iter().enumerate().filter(|(_, has)| !**has);
    for (place, _) in missing {
        for metric in &flows {
            portfolio.set(*metric, place / periods, place % periods, 0.0);
        }
    }
}
