//! Partners by the values of a text column.

use super::view::View;
use std::collections::BTreeMap;

/// Columns with more values than this are names, not segments.
const MOST: usize = 12;

/// One text column: its values, and the value of every partner.
pub(super) struct Segments<'a> {
    pub names: Vec<&'a str>,
    /// Position of the value; `None` is unknown.
    pub of: Vec<Option<usize>>,
}

impl<'a> Segments<'a> {
    /// Every text column with few values, two at least.
    pub fn all(view: &View<'a>) -> Vec<Self> {
        let columns = view.portfolio.map_or(0, |portfolio| portfolio.attributes().len());
        let all = (0..columns).filter_map(|column| Self::of_column(view, column, MOST));
        all.filter(|segments| segments.names.len() > 1).collect()
    }

    /// The groups of a text column; everyone is one group without one. Upper and lower case are
    /// one. `None` when there is no such column.
    pub fn groups(view: &View<'a>, attribute: Option<&str>) -> Option<Self> {
        match attribute {
            None => Some(Self { names: vec![""], of: vec![Some(0); view.partners()] }),
            Some(attribute) => {
                let column = view.portfolio?.attribute_index(attribute)?;
                Self::of_column(view, column, usize::MAX)
            }
        }
    }

    fn of_column(view: &View<'a>, column: usize, most: usize) -> Option<Self> {
        let portfolio = view.portfolio?;
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        let mut found = Self { names: Vec::new(), of: Vec::with_capacity(view.partners()) };
        for partner in 0..view.partners() {
            let Some(text) = portfolio.attribute(column, partner) else {
                found.of.push(None);
                continue;
            };
            // Neighbours in a list are often of one segment, and most have few.
            let same = |name: &&str| **name == *text;
            let quick = found.names.iter().take(MOST).position(same);
            let segment = quick.unwrap_or_else(|| {
                let next = found.names.len();
                let segment = *seen.entry(text.to_lowercase()).or_insert(next);
                if segment == next {
                    found.names.push(text);
                }
                segment
            });
            found.of.push(Some(segment));
            if found.names.len() > most {
                return None;
            }
        }
        Some(found)
    }

    /// How many partners of each value pass a test on their position.
    pub fn counts(&self, test: impl Fn(usize) -> bool) -> Vec<usize> {
        let mut counts = vec![0_usize; self.names.len()];
        for (partner, segment) in self.of.iter().enumerate() {
            if let Some(count) = segment.and_then(|segment| counts.get_mut(segment))
                && test(partner)
            {
                *count += 1;
            }
        }
        counts
    }
}
