//! What becomes of each column: guessed first, corrected by a person, remembered for next time.

use super::abbreviations::spelled;
use super::calendar::{Dates, is_two_way};
use crate::portfolio::{Direction, Kind, Period, Unit};
use serde::{Deserialize, Serialize};

/// What a column is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    /// The partner's identity.
    Id,
    /// The partner's name for people.
    Name,
    /// The period of the row (long layout).
    Period,
    /// The tier held before the first review.
    FirstTier,
    /// A text attribute.
    Attribute,
    /// A number.
    Metric {
        /// How it behaves over time.
        kind: Kind,
        /// What one unit is.
        unit: Unit,
        /// Which way is good.
        direction: Direction,
    },
    /// Not stored.
    Ignore,
}

/// How sure the guess is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Match {
    /// Name and values agree.
    Sure,
    /// Name or values, one of them.
    Likely,
    /// A choice that changes results: a person has to look.
    Check,
    /// Left out.
    Ignored,
}

/// One column: what it looks like and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnPlan {
    /// The header as written.
    pub header: String,
    /// Up to three different values as written.
    pub samples: Vec<String>,
    /// What it becomes.
    pub role: Role,
    /// The metric's key; used when the role is a metric.
    pub metric_key: String,
    /// How sure the guess is.
    pub matched: Match,
    /// The period the whole column belongs to (wide layout).
    pub wide_period: Option<Period>,
    /// Whether its figures, or the rows it dates, are of whole years; periods are then the last quarters.
    #[serde(default)]
    pub annual: bool,
    /// Unit, window or count, for people: `quarter, 8 found`.
    pub note: String,
}

impl ColumnPlan {
    /// Whether the column becomes a metric.
    pub fn is_metric(&self) -> bool {
        matches!(self.role, Role::Metric { .. })
    }

    /// Name of the metric for people: the header without its period, well-known abbreviations as they
    /// are written.
    pub fn metric_name(&self) -> String {
        let found = self.wide_period.and_then(|_| {
            if self.annual {
                super::periods::split_year(&self.header).map(|(name, _)| name)
            } else {
                super::periods::split_header(&self.header).map(|(name, _)| name)
            }
        });
        match found {
            Some(name) if name.is_empty() => "Value".to_owned(),
            Some(name) => spelled(&name),
            None => spelled(&self.header),
        }
    }
}

/// What one row of the file stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Layout {
    /// One row per partner, one undated look.
    CrossSection,
    /// One row per partner and period.
    Long,
    /// One row per partner, one column per metric and period.
    Wide,
}

/// What a missing row of a long layout means for flows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Gaps {
    /// Not known.
    #[default]
    Unknown,
    /// Nothing happened: 0 for flows in every period without a row, before the partner's first
    /// row too. An empty cell in a row that exists stays unknown.
    Zero,
}

/// What several rows of one partner and period are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Repeats {
    /// Corrections: the later row counts.
    #[default]
    Later,
    /// Single entries, such as orders: flows are added up; of everything else the later row counts.
    AddUp,
}

/// How a table becomes a portfolio: one entry per column of the table, in its order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportPlan {
    /// One entry per column.
    pub columns: Vec<ColumnPlan>,
    /// What one row stands for.
    pub layout: Layout,
    /// What a missing row means.
    pub gaps: Gaps,
    /// What several rows of one partner and period are.
    #[serde(default)]
    pub repeats: Repeats,
    /// Which number of a date is the day.
    pub dates: Dates,
}

impl ImportPlan {
    /// Whether the column of periods has dates in which day and month can be taken for each other.
    pub fn has_dates(&self) -> bool {
        let period = self.columns.iter().find(|column| column.role == Role::Period);
        period.is_some_and(|column| column.samples.iter().any(|cell| is_two_way(cell)))
    }

    /// Whether rows are of whole years.
    pub(super) fn annual_rows(&self) -> bool {
        self.columns.iter().any(|column| column.role == Role::Period && column.annual)
    }

    /// Position of the first column with this role.
    pub(super) fn place(&self, role: Role) -> Option<usize> {
        self.columns.iter().position(|column| column.role == role)
    }
}
