//! What a rule can see: the partners up to one period, and nothing of what came later.

use crate::portfolio::{Cadence, Month, Portfolio};

/// How many texts of a column are remembered: segments have few, names and dates are not shared.
const SHARED: usize = 16;

/// A portfolio as it stood when one of its periods ended.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    portfolio: &'a Portfolio,
    /// How many periods can be seen; at least 1, at most all.
    periods: usize,
}

impl<'a> Scene<'a> {
    /// All that is recorded.
    pub fn now(portfolio: &'a Portfolio) -> Self {
        Self { portfolio, periods: portfolio.periods().len() }
    }

    /// After the first `periods` periods; kept between 1 and all.
    pub fn after(portfolio: &'a Portfolio, periods: usize) -> Self {
        let all = portfolio.periods().len();
        Self { portfolio, periods: periods.clamp(all.min(1), all) }
    }

    /// The portfolio.
    pub fn portfolio(&self) -> &'a Portfolio {
        self.portfolio
    }

    /// How many partners there are.
    pub fn partners(&self) -> usize {
        self.portfolio.partners().len()
    }

    /// How many periods can be seen.
    pub fn periods(&self) -> usize {
        self.periods
    }

    /// The month the last period ends in; `None` for a snapshot.
    pub fn month(&self) -> Option<Month> {
        self.portfolio.periods().get(self.periods.checked_sub(1)?)?.last_month()
    }

    /// The same partners `periods` periods earlier; `None` before the first one.
    pub fn back(&self, periods: usize) -> Option<Self> {
        let left = self.periods.checked_sub(periods).filter(|left| *left > 0)?;
        Some(Self { periods: left, ..*self })
    }

    /// The same partners `months` months earlier; `None` before the first period, and always for a
    /// snapshot, which has no past.
    pub fn earlier(&self, months: u32) -> Option<Self> {
        if self.portfolio.cadence() == Cadence::Snapshot && months > 0 {
            return None;
        }
        self.back(self.in_periods(months))
    }

    /// Months as periods, rounded up.
    pub fn in_periods(&self, months: u32) -> usize {
        months.div_ceil(self.portfolio.cadence().months()) as usize
    }

    /// What is made of the text of every partner; `None` when there is no such column. It has to be made
    /// of the text alone: what many partners share is made once.
    pub fn by_text<T: Copy>(
        &self,
        attribute: &str,
        mut read: impl FnMut(Option<&'a str>) -> T,
    ) -> Option<Vec<T>> {
        let index = self.portfolio.attribute_index(attribute)?;
        let mut known: Vec<(Option<&str>, T)> = Vec::new();
        let mut of = |text: Option<&'a str>| {
            if let Some((_, same)) = known.iter().find(|(seen, _)| *seen == text) {
                return *same;
            }
            let new = read(text);
            if known.len() < SHARED {
                known.push((text, new));
            }
            new
        };
        Some((0..self.partners()).map(|p| of(self.portfolio.attribute(index, p))).collect())
    }
}
