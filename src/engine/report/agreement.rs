//! Where the versions of a group agree: lines of the score side by side, and who chose what.

use crate::explain::{SettingRow, rules_that_differ};
use crate::portfolio::Portfolio;
use crate::rules::{Program, Tier, same_tiers};

/// The line of the score of one tier, in the program in force and in every version.
#[derive(Debug, Clone, PartialEq)]
pub struct TierLines {
    /// Name of the tier.
    pub tier: String,
    /// Its line in the program in force, in points.
    pub base: Option<f64>,
    /// Its line in each version, in points; none where a version has no such tier.
    pub lines: Vec<Option<f64>>,
}

/// A value and the versions that have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picked {
    /// The value as it is told; empty where there is none.
    pub value: String,
    /// Whether it is that of the program in force.
    pub is_base: bool,
    /// Places of the versions that have it.
    pub who: Vec<usize>,
}

/// A rule that at least one version changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choices {
    /// Where it stands.
    pub place: String,
    /// Its name there.
    pub name: String,
    /// Its value in the program in force.
    pub base: String,
    /// The values chosen, the one that most chose first.
    pub picks: Vec<Picked>,
}

impl TierLines {
    fn known(&self) -> Vec<f64> {
        let mut known: Vec<f64> = self.lines.iter().copied().flatten().collect();
        known.sort_by(f64::total_cmp);
        known
    }

    /// Lowest and highest line of the versions.
    pub fn span(&self) -> Option<(f64, f64)> {
        let known = self.known();
        Some((*known.first()?, *known.last()?))
    }

    /// The middle one of the versions' lines; of an even number, the mean of the two in the middle.
    pub fn median(&self) -> Option<f64> {
        let known = self.known();
        let half = known.len() / 2;
        let upper = *known.get(half)?;
        if known.len() % 2 == 1 {
            return Some(upper);
        }
        Some(f64::midpoint(*known.get(half.checked_sub(1)?)?, upper))
    }

    /// Whether every version has it, all at the same points.
    pub fn agrees(&self) -> bool {
        let same = self.span().is_some_and(|(low, high)| low.to_bits() == high.to_bits());
        same && self.lines.iter().all(Option::is_some)
    }
}

impl Choices {
    /// How many versions chose what most chose.
    pub fn most(&self) -> usize {
        self.picks.first().map_or(0, |picked| picked.who.len())
    }
}

/// The lines of every tier that has one somewhere: tiers of the program in force from the lowest up, then those
/// that only versions have.
pub fn tier_lines(base: &Program, versions: &[&Program]) -> Vec<TierLines> {
    let mut found: Vec<TierLines> = base
        .ladder
        .tiers
        .iter()
        .map(|tier| TierLines {
            tier: tier.name.clone(),
            base: line(tier),
            lines: vec![None; versions.len()],
        })
        .collect();
    for (column, version) in versions.iter().enumerate() {
        for (old, new) in same_tiers(&base.ladder, &version.ladder) {
            let Some(tier) = new.and_then(|new| version.ladder.tiers.get(new)) else { continue };
            let place = old.or_else(|| found.iter().position(|row| row.tier == tier.name));
            let place = place.unwrap_or_else(|| {
                let lines = vec![None; versions.len()];
                found.push(TierLines { tier: tier.name.clone(), base: None, lines });
                found.len() - 1
            });
            let cell = found.get_mut(place).and_then(|row| row.lines.get_mut(column));
            if let Some(cell) = cell {
                *cell = line(tier);
            }
        }
    }
    found.retain(|row| row.base.is_some() || row.lines.iter().any(Option::is_some));
    found
}

fn line(tier: &Tier) -> Option<f64> {
    tier.threshold.as_ref().map(|_| tier.line())
}

/// Every rule that some version changes, with who chose what: those that the group agrees on least stand first.
pub fn choices(
    base: &Program,
    versions: &[&Program],
    portfolio: Option<&Portfolio>,
) -> Vec<Choices> {
    let rows = rules_that_differ(base, versions, portfolio);
    let mut found: Vec<Choices> = rows.into_iter().map(chosen).collect();
    found.sort_by_key(Choices::most);
    found
}

fn chosen(row: SettingRow) -> Choices {
    let SettingRow { place, name, base, values } = row;
    let mut picks: Vec<Picked> = Vec::new();
    for (version, value) in values.into_iter().enumerate() {
        let is_base = value.is_none();
        let value = value.unwrap_or_else(|| base.clone());
        match picks.iter_mut().find(|picked| picked.value == value && picked.is_base == is_base) {
            Some(picked) => picked.who.push(version),
            None => picks.push(Picked { value, is_base, who: vec![version] }),
        }
    }
    picks.sort_by_key(|picked| std::cmp::Reverse(picked.who.len()));
    Choices { place, name, base, picks }
}
