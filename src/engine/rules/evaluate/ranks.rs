//! Rules that look at a whole group: percentile ranks and the top share.

use super::Evaluation;
use crate::rules::gate::{Places, Ties};
use crate::rules::truth::{EPSILON, Truth, slack};
use std::collections::BTreeMap;

/// How the best of a group are picked.
pub(super) struct TopRule<'a> {
    pub less_is_better: bool,
    pub share: f64,
    pub group: Option<&'a str>,
    pub places: Places,
    pub ties: Ties,
    pub smallest_group: u32,
}

impl Evaluation<'_> {
    /// Members of each group that have a value, in the order of the partners. A partner whose group
    /// is unknown is in none.
    fn groups(&self, attribute: Option<&str>, column: &[f64]) -> Vec<Vec<usize>> {
        let known = |partner: &usize| column.get(*partner).is_some_and(|value| !value.is_nan());
        let all = 0..self.scene.partners();
        let Some(attribute) = attribute else { return vec![all.filter(known).collect()] };
        let mut names: BTreeMap<String, usize> = BTreeMap::new();
        let group = |text: Option<&str>| {
            let next = names.len();
            text.map(|text| *names.entry(text.to_lowercase()).or_insert(next))
        };
        let Some(of) = self.scene.by_text(attribute, group) else { return Vec::new() };
        let mut groups = vec![Vec::new(); names.len()];
        for (partner, group) in of.into_iter().enumerate().filter(|(partner, _)| known(partner)) {
            if let Some(members) = group.and_then(|group| groups.get_mut(group)) {
                members.push(partner);
            }
        }
        groups
    }

    /// Mid-rank percentile inside the group, 0..=1, higher is better; NaN is unknown.
    pub(super) fn percentile(
        &self,
        column: &[f64],
        group: Option<&str>,
        less_is_better: bool,
    ) -> Vec<f64> {
        let mut ranks = vec![f64::NAN; column.len()];
        for members in self.groups(group, column) {
            let mut order = sorted(&members, column);
            if less_is_better {
                order.reverse();
            }
            let n = order.len() as f64;
            let mut below = 0;
            for tied in order.chunk_by(|a, b| (a.1 - b.1).abs() <= slack(a.1)) {
                let rank = (below as f64 + tied.len() as f64 / 2.0) / n;
                for (partner, _) in tied {
                    if let Some(slot) = ranks.get_mut(*partner) {
                        *slot = rank;
                    }
                }
                below += tied.len();
            }
        }
        ranks
    }

    /// Who is among the top of its group, and the value of the last place (NaN where there is
    /// none).
    pub(super) fn top(&self, column: &[f64], rule: &TopRule<'_>) -> (Vec<Truth>, Vec<f64>) {
        let mut truth: Vec<Truth> = column
            .iter()
            .map(|value| if value.is_nan() { Truth::Unknown } else { Truth::Fail })
            .collect();
        if let Some(grouped) = rule.group.map(|group| self.scene.by_text(group, |t| t.is_some())) {
            let grouped = grouped.unwrap_or_else(|| vec![false; column.len()]);
            for (truth, _) in truth.iter_mut().zip(grouped).filter(|(_, grouped)| !grouped) {
                *truth = Truth::Unknown;
            }
        }
        let mut cut = vec![f64::NAN; column.len()];
        for members in self.groups(rule.group, column) {
            let Some(line) = line(&members, column, rule) else { continue };
            for member in members {
                if let (Some(truth), Some(cut), Some(value)) =
                    (truth.get_mut(member), cut.get_mut(member), column.get(member))
                {
                    *cut = line;
                    let better = if rule.less_is_better { line - value } else { value - line };
                    *truth = Truth::of(better >= -slack(line));
                }
            }
        }
        (truth, cut)
    }
}

/// The value of the last place; `None` when nobody gets one.
fn line(members: &[usize], column: &[f64], rule: &TopRule<'_>) -> Option<f64> {
    if (members.len() as u64) < u64::from(rule.smallest_group) {
        return None;
    }
    let mut best = sorted(members, column);
    if !rule.less_is_better {
        best.reverse();
    }
    let places = places(rule.share, best.len(), rule.places);
    let (_, last) = best.get(places.checked_sub(1)?)?;
    let tied = best.get(places).is_some_and(|(_, next)| (next - last).abs() <= slack(*last));
    if !tied || rule.ties == Ties::Included {
        return Some(*last);
    }
    // There is not room for all that are tied: the last place goes to the one before them.
    let before = best.iter().rev().find(|(_, value)| {
        (value - last).abs() > slack(*last) && ((value > last) != rule.less_is_better)
    });
    before.map(|(_, value)| *value)
}

/// How many of `group` partners a share is.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and group")]
pub(super) fn places(share: f64, group: usize, rounding: Places) -> usize {
    let exact = crate::stats::within(share * group as f64, (0.0, group as f64));
    let whole = match rounding {
        Places::Down => libm::floor(exact + EPSILON),
        Places::Up => libm::ceil(exact - EPSILON),
        Places::Nearest => libm::floor(exact + 0.5 + EPSILON),
    };
    (whole.max(0.0) as usize).min(group)
}

fn sorted(members: &[usize], column: &[f64]) -> Vec<(usize, f64)> {
    let mut order: Vec<(usize, f64)> =
        members.iter().filter_map(|partner| Some((*partner, *column.get(*partner)?))).collect();
    order.sort_unstable_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
    order
}
