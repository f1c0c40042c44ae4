//! A small portfolio, written column by column.

use tierlab_engine::portfolio::{
    Cadence, Direction, Kind, Metric, Origin, Partner, Period, Portfolio, Unit,
};

/// A portfolio in the making; the first column names the partners.
pub struct Sheet {
    first: Period,
    ids: Vec<String>,
    metrics: Vec<(String, Vec<Vec<f64>>)>,
    texts: Vec<(String, Vec<Option<String>>)>,
    tiers: Vec<Option<String>>,
}

impl Sheet {
    /// Months from this one on.
    pub fn monthly(year: i32, month: i32) -> Self {
        Self::from(Period::new(Cadence::Month, year, month).expect("a month"))
    }

    /// Quarters from this one on.
    pub fn quarterly(year: i32, quarter: i32) -> Self {
        Self::from(Period::new(Cadence::Quarter, year, quarter).expect("a quarter"))
    }

    /// One undated look.
    pub fn snapshot() -> Self {
        Self::from(Period::snapshot())
    }

    fn from(first: Period) -> Self {
        Self { first, ids: Vec::new(), metrics: Vec::new(), texts: Vec::new(), tiers: Vec::new() }
    }

    /// A numeric column: id and history of every partner, oldest first.
    pub fn metric(mut self, key: &str, rows: &[(&str, Vec<f64>)]) -> Self {
        self.name(rows.iter().map(|(id, _)| *id));
        self.metrics.push((key.to_owned(), rows.iter().map(|(_, row)| row.clone()).collect()));
        self
    }

    /// A text column; an empty text is unknown.
    pub fn text(mut self, name: &str, rows: &[(&str, &str)]) -> Self {
        self.name(rows.iter().map(|(id, _)| *id));
        let texts = rows.iter().map(|(_, text)| (!text.is_empty()).then(|| (*text).to_owned()));
        self.texts.push((name.to_owned(), texts.collect()));
        self
    }

    /// The tiers that the source names.
    pub fn holding(mut self, tiers: &[&str]) -> Self {
        let named = |tier: &&str| (!tier.is_empty()).then(|| (*tier).to_owned());
        self.tiers = tiers.iter().map(named).collect();
        self
    }

    fn name<'a>(&mut self, ids: impl Iterator<Item = &'a str>) {
        let ids: Vec<String> = ids.map(str::to_owned).collect();
        assert!(self.ids.is_empty() || self.ids == ids, "every column names the same partners");
        self.ids = ids;
    }

    pub fn build(self) -> Portfolio {
        let length = self.metrics.iter().flat_map(|(_, rows)| rows).map(Vec::len).max();
        let periods = (0_i32..).take(length.unwrap_or(1)).map(|step| self.first.plus(step));
        let metric = |key: &String| Metric {
            key: key.clone(),
            name: key.clone(),
            kind: Kind::Flow,
            unit: Unit::Money,
            direction: Direction::More,
        };
        let partners = self.ids.iter().enumerate().map(|(index, id)| Partner {
            id: id.clone(),
            name: id.clone(),
            attributes: self.texts.iter().map(|(_, texts)| texts[index].clone()).collect(),
            first_tier: self.tiers.get(index).cloned().flatten(),
        });
        let mut portfolio = Portfolio::new(
            Origin::Sample,
            periods.collect(),
            self.metrics.iter().map(|(key, _)| metric(key)).collect(),
            self.texts.iter().map(|(name, _)| name.clone()).collect(),
            partners.collect(),
        );
        for (metric, (_, rows)) in self.metrics.iter().enumerate() {
            for (partner, row) in rows.iter().enumerate() {
                for (period, value) in row.iter().enumerate() {
                    portfolio.set(metric, partner, period, *value);
                }
            }
        }
        portfolio
    }
}
