//! The columns of the table: what they are called, show, and sort by.

use super::concern::Concern;
use super::seen::Seen;
use crate::charts::{SparkSeries, spark, to_svg};
use crate::format::{capital, change, compact, count, decimal, money, percent, period_axis};
use crate::pages::names::metric_name;
use crate::widgets::TierBadge;
use leptos::prelude::*;
use std::cmp::Ordering;
use tierlab_engine::portfolio::Unit;

/// Attributes that have a column from the start.
const USUAL_TEXTS: usize = 1;

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Name,
    Id,
    /// An attribute, by its position.
    Text(usize),
    Tier,
    Score,
    Gap,
    Open,
    Revenue,
    History,
    /// The latest figure of a metric, by its position.
    Latest(usize),
    Known,
    Data,
}

impl Column {
    /// All that these partners have, in order.
    pub(super) fn all(seen: &Seen) -> Vec<Self> {
        let portfolio = &seen.portfolio;
        let dated = portfolio.periods().len() > 1;
        let named = portfolio.partners().iter().any(|partner| partner.name != partner.id);
        let mut columns = vec![Self::Name];
        columns.extend(named.then_some(Self::Id));
        columns.extend((0..portfolio.attributes().len()).map(Self::Text));
        columns.extend([Self::Tier, Self::Score, Self::Gap, Self::Open, Self::Revenue]);
        columns.extend(dated.then_some(Self::History));
        columns.extend((0..portfolio.metrics().len()).map(Self::Latest));
        columns.extend([Self::Known, Self::Data]);
        columns
    }

    /// Those shown unless others are chosen.
    pub(super) fn usual(seen: &Seen) -> Vec<Self> {
        let mut columns = Self::all(seen);
        columns.retain(|column| match column {
            Self::Text(attribute) => *attribute < USUAL_TEXTS,
            Self::Id | Self::Latest(_) | Self::Known => false,
            _ => true,
        });
        columns
    }

    /// As a heading.
    pub(super) fn name(self, seen: &Seen) -> String {
        let portfolio = &seen.portfolio;
        match self {
            Self::Name => "Partner".to_owned(),
            Self::Id => "Id".to_owned(),
            Self::Text(attribute) => attribute_name(seen, attribute),
            Self::Tier => "Tier now".to_owned(),
            Self::Score => "Score".to_owned(),
            Self::Gap => "To next".to_owned(),
            Self::Open => "Open for the next tier".to_owned(),
            Self::Revenue => "Revenue, 12 months".to_owned(),
            Self::History => "History".to_owned(),
            Self::Latest(position) => {
                let key = portfolio.metrics().get(position).map_or("", |metric| &metric.key);
                let name = metric_name(key, &seen.program, Some(portfolio));
                match portfolio.periods().last() {
                    Some(last) if portfolio.periods().len() > 1 => {
                        format!("{name}, {}", period_axis(*last))
                    }
                    _ => name,
                }
            }
            Self::Known => "Known".to_owned(),
            Self::Data => "Data".to_owned(),
        }
    }

    /// A name that stays the same with the next periods.
    pub(super) fn key(self, seen: &Seen) -> String {
        match self {
            Self::Latest(position) => {
                let metric = seen.portfolio.metrics().get(position);
                format!("latest {}", metric.map_or("", |metric| &metric.key))
            }
            Self::Text(attribute) => format!("text {}", attribute_name(seen, attribute)),
            other => format!("{other:?}"),
        }
    }

    /// Whether it holds numbers, the largest of which are looked at first.
    pub(super) fn is_number(self) -> bool {
        matches!(self, Self::Score | Self::Gap | Self::Revenue | Self::Latest(_) | Self::Known)
    }

    /// Whether there is an order.
    pub(super) fn sorts(self) -> bool {
        !matches!(self, Self::Open | Self::History | Self::Data)
    }

    /// Its number, NaN where it is unknown or has none.
    fn number(self, seen: &Seen, partner: usize) -> f64 {
        let of = |column: &[f64]| column.get(partner).copied().unwrap_or(f64::NAN);
        match self {
            Self::Score => of(&seen.now.score),
            Self::Gap => seen.now.above_next(partner),
            Self::Revenue => of(&seen.now.revenue),
            Self::Known => of(&seen.now.coverage),
            Self::Latest(metric) => {
                seen.portfolio.history(metric, partner).last().copied().unwrap_or(f64::NAN)
            }
            _ => f64::NAN,
        }
    }

    pub(super) fn compare(self, seen: &Seen, a: usize, b: usize) -> Ordering {
        let id = |at: usize| seen.partner(at).map(|partner| partner.id.as_str());
        match self {
            Self::Name => seen.small.get(a).cmp(&seen.small.get(b)),
            Self::Id => id(a).cmp(&id(b)),
            Self::Text(attribute) => {
                seen.portfolio.attribute(attribute, a).cmp(&seen.portfolio.attribute(attribute, b))
            }
            Self::Tier => seen.standing(a).cmp(&seen.standing(b)),
            _ => known(self.number(seen, a), self.number(seen, b)),
        }
    }

    /// As text, as in a file: plain numbers, full precision; empty where unknown.
    pub(super) fn plain(self, seen: &Seen, partner: usize) -> String {
        let data = seen.partner(partner);
        match self {
            Self::Name => data.map_or_else(String::new, |data| data.name.clone()),
            Self::Id => data.map_or_else(String::new, |data| data.id.clone()),
            Self::Text(attribute) => {
                seen.portfolio.attribute(attribute, partner).unwrap_or_default().to_owned()
            }
            Self::Tier => seen.tier(seen.standing(partner)),
            Self::Open => seen.open(partner),
            Self::History => {
                let known =
                    |value: &f64| if value.is_nan() { String::new() } else { value.to_string() };
                seen.history(partner).iter().map(known).collect::<Vec<_>>().join(" ")
            }
            Self::Data => marks(seen, partner).map(Concern::mark).collect::<Vec<_>>().join(", "),
            _ => match self.number(seen, partner) {
                unknown if unknown.is_nan() => String::new(),
                number => number.to_string(),
            },
        }
    }

    /// One cell.
    pub(super) fn cell(self, seen: &Seen, partner: usize) -> AnyView {
        let number = || self.number(seen, partner);
        let text = |text: String| view! { <td title=text.clone()>{text.clone()}</td> }.into_any();
        let figure = |text: String| view! { <td class="num">{text}</td> }.into_any();
        match self {
            Self::Tier => {
                let (held, of) = (seen.standing(partner), seen.program.ladder.tiers.len());
                view! { <td><TierBadge index=held of=of name=seen.tier(held)/></td> }.into_any()
            }
            Self::Score => {
                view! { <td class="num"><strong>{decimal(number(), 1)}</strong></td> }.into_any()
            }
            Self::Gap if number().is_nan() => figure(String::new()),
            Self::Gap => figure(change(number(), 1)),
            Self::Open => {
                let open = seen.open(partner);
                view! { <td class="muted open" title=open.clone()>{open.clone()}</td> }.into_any()
            }
            Self::Revenue => figure(amount(number(), Unit::Money, &seen.program.currency)),
            Self::Latest(metric) => {
                let unit = seen.portfolio.metrics().get(metric).map_or(Unit::Count, |m| m.unit);
                figure(amount(number(), unit, &seen.program.currency))
            }
            Self::Known => figure(percent(number())),
            Self::History => {
                let series = SparkSeries { values: seen.history(partner) };
                let svg = to_svg(76, 22, |area, palette, frame| {
                    spark::draw(area, &series, palette, frame)
                });
                view! { <td><span class="spark" inner_html=svg></span></td> }.into_any()
            }
            Self::Data => data(seen, partner),
            Self::Name | Self::Id | Self::Text(_) => text(self.plain(seen, partner)),
        }
    }
}

/// Name of an attribute as a heading: "Size band" for `size_band`.
pub(super) fn attribute_name(seen: &Seen, attribute: usize) -> String {
    let name = seen.portfolio.attributes().get(attribute).map_or("", String::as_str);
    capital(&name.replace('_', " "))
}

/// A figure with its unit; said to be unknown where it is.
pub(super) fn amount(value: f64, unit: Unit, currency: &str) -> String {
    match unit {
        _ if value.is_nan() => "unknown".to_owned(),
        Unit::Money => money(value, currency),
        Unit::Percent => format!("{}\u{a0}%", decimal(value, 0)),
        Unit::Days => format!("{} days", count(value)),
        Unit::Count => count(value),
        Unit::Points => compact((value * 100.0).round() / 100.0),
    }
}

/// Unknown comes before everything, so that it ends up last where large values come first.
fn known(a: f64, b: f64) -> Ordering {
    match (a.is_nan(), b.is_nan()) {
        (true, true) => Ordering::Equal,
        (true, false) => Ordering::Less,
        (false, true) => Ordering::Greater,
        (false, false) => a.total_cmp(&b),
    }
}

/// What needs a look about one partner.
pub(super) fn marks(seen: &Seen, partner: usize) -> impl Iterator<Item = Concern> {
    let cells = move |concern: Concern| {
        let cells = concern.cells(seen);
        let from = cells.partition_point(|cell| cell.partner < partner);
        cells.get(from).is_some_and(|cell| cell.partner == partner)
    };
    let pairs = move |pairs: &[(usize, usize)]| {
        pairs.binary_search_by_key(&partner, |(partner, _)| *partner).is_ok()
    };
    Concern::ALL.into_iter().filter(move |concern| match concern {
        Concern::Outlier | Concern::Impossible | Concern::Negative => cells(*concern),
        Concern::Stale => pairs(&seen.concerns.stale),
        Concern::Duplicate => pairs(&seen.concerns.duplicates),
        Concern::Joined => pairs(&seen.concerns.joined),
        Concern::Provisional => seen.now.score.get(partner).is_some_and(|score| score.is_nan()),
    })
}

fn data(seen: &Seen, partner: usize) -> AnyView {
    let found: Vec<Concern> = marks(seen, partner).collect();
    if found.is_empty() {
        let complete = seen.now.coverage.get(partner).is_some_and(|share| *share >= 1.0);
        let text = if complete {
            "complete".to_owned()
        } else {
            format!("{} known", percent(seen.now.coverage.get(partner).copied().unwrap_or(0.0)))
        };
        return view! { <td class="muted">{text}</td> }.into_any();
    }
    let tags = found.into_iter().map(|concern| {
        let class = if concern.warns() { "tag tag--warn" } else { "tag" };
        view! { <span class=class>{concern.mark()}</span> " " }
    });
    view! { <td>{tags.collect_view()}</td> }.into_any()
}
