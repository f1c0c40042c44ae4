//! More is never worse, tried on the partners: one metric at a time is made better in the newest
//! period, and the program is evaluated again.
//!
//! Only metrics whose rules cannot be proved to go one way are tried, on a [`Sample`] of about
//! [`SAMPLE`] partners, by a little, by half and by twice as much again. Where ranks are involved,
//! suspects are tried once more with everyone else left as they are, [`SUSPECTS`] at most.

use super::each;
use super::finding::{Code, Finding, Severity};
use super::place::PlaceRef;
use super::sample::Sample;
use super::view::View;
use super::words::{number, opening, points};
use crate::portfolio::{Direction, Kind, Metric, Portfolio, Unit};
use crate::rules::{EPSILON, Evaluation, Program, Rule, ValueFunction};
use crate::stats::quantile_sorted;

const SAMPLE: usize = 150;
const SUSPECTS: usize = 5;
/// How much better a metric gets, as a share of itself or of what is typical.
const STEPS: [f64; 3] = [0.1, 0.5, 2.0];

pub(super) fn check(view: &View<'_>, found: &mut Vec<Finding>) {
    let Some(whole) = view.portfolio else { return };
    let said: Vec<PlaceRef> = found
        .iter()
        .filter(|finding| finding.code == Code::MoreIsWorse)
        .map(|finding| finding.place.clone())
        .collect();
    let mut trial: Option<Trial<'_>> = None;
    for (position, metric) in whole.metrics().iter().enumerate() {
        let sway = view.sway_of_tiers(&metric.key);
        let doubtful = if metric.direction == Direction::More { sway.down } else { sway.up };
        if !doubtful || explained(view.program, &metric.key, &said) {
            continue;
        }
        let trial = trial.get_or_insert_with(|| Trial::of(view.program, whole));
        found.extend(trial.of_metric(position, metric));
    }
}

/// Whether a finding already stands at a rule that reads the metric.
fn explained(program: &Program, key: &str, said: &[PlaceRef]) -> bool {
    each::measures(program).into_iter().any(|(place, measure)| {
        let reads = |measure: &crate::rules::Measure| {
            measure
                .readings()
                .iter()
                .any(|reading| reading.metrics.iter().any(|metric| metric == key))
        };
        said.contains(&place) && reads(measure)
    })
}

/// What doing better costs.
#[derive(Clone, Copy)]
struct Loss {
    partner: usize,
    /// Tier before and after, where it falls.
    tier: Option<(usize, usize)>,
    /// Score before and after.
    score: (f64, f64),
    /// The metric before and after.
    value: (f64, f64),
}

/// Some partners as they are, and how the program judges them.
struct Trial<'a> {
    program: &'a Program,
    sample: Sample<'a>,
    before: Vec<(usize, f64)>,
    /// Whether the program ranks partners against each other.
    relative: bool,
}

impl<'a> Trial<'a> {
    fn of(program: &'a Program, whole: &'a Portfolio) -> Self {
        let sample = Sample::of(whole, SAMPLE);
        let before = outcomes(&Evaluation::now(program, &sample.portfolio));
        Self { program, sample, before, relative: relative(program) }
    }

    /// What getting better in one metric costs.
    fn of_metric(&self, metric: usize, data: &Metric) -> Option<Finding> {
        let portfolio = &*self.sample.portfolio;
        let typical = typical(portfolio, metric);
        let all: Vec<usize> = (0..portfolio.partners().len()).collect();
        let mut losses: Vec<Loss> = Vec::new();
        for step in STEPS {
            let with = |partners: &[usize]| {
                let mut raised = portfolio.clone();
                better(&mut raised, metric, data, partners, step, &typical);
                let after = outcomes(&Evaluation::now(self.program, &raised));
                lost(&self.before, &after, portfolio, &raised, metric)
            };
            let mut lost = with(&all);
            if self.relative {
                lost.truncate(SUSPECTS);
                lost.retain(|loss| {
                    with(&[loss.partner]).iter().any(|own| own.partner == loss.partner)
                });
            }
            for loss in lost {
                if losses.iter().all(|seen| seen.partner != loss.partner) {
                    losses.push(loss);
                }
            }
        }
        losses.sort_by_key(|loss| (loss.tier.is_none(), loss.partner));
        let worst = losses.first().copied()?;
        let partners = &self.sample.partners;
        let mut concerned: Vec<usize> =
            losses.iter().filter_map(|loss| partners.get(loss.partner).copied()).collect();
        concerned.sort_unstable();
        Some(told(self.program, portfolio, data, worst, concerned))
    }
}

fn told(
    program: &Program,
    portfolio: &Portfolio,
    metric: &Metric,
    worst: Loss,
    concerned: Vec<usize>,
) -> Finding {
    let name = portfolio.partners().get(worst.partner).map_or("", |partner| partner.name.as_str());
    let tier = |position: usize| PlaceRef::Tier(position).name(program);
    let (cost, place) = match worst.tier {
        Some((before, after)) => {
            (format!("falls from {} to {}", tier(before), tier(after)), PlaceRef::Tier(before))
        }
        None => (
            format!("falls from {} to {}", number(worst.score.0), points(worst.score.1)),
            PlaceRef::Score,
        ),
    };
    let sentence = format!(
        "{} would lose by getting better in {}. {name} goes from {} to {} in the newest period and \
         {cost}.",
        opening(concerned.len()),
        metric.name,
        number(worst.value.0),
        number(worst.value.1),
    );
    Code::MoreIsWorse.at(Severity::Look, place, sentence).of(concerned)
}

/// Tier and score of every partner.
fn outcomes(evaluation: &Evaluation<'_>) -> Vec<(usize, f64)> {
    let scores = evaluation.score().score.iter().enumerate();
    scores.map(|(partner, score)| (evaluation.qualification(partner).tier, *score)).collect()
}

fn lost(
    before: &[(usize, f64)],
    after: &[(usize, f64)],
    was: &Portfolio,
    is: &Portfolio,
    metric: usize,
) -> Vec<Loss> {
    let last = was.periods().len().saturating_sub(1);
    let pairs = before.iter().zip(after).enumerate();
    pairs
        .filter(|(_, (before, after))| after.0 < before.0 || after.1 < before.1 - 1e3 * EPSILON)
        .filter_map(|(partner, (before, after))| {
            Some(Loss {
                partner,
                tier: (after.0 < before.0).then_some((before.0, after.0)),
                score: (before.1, after.1),
                value: (was.value(metric, partner, last)?, is.value(metric, partner, last)?),
            })
        })
        .collect()
}

fn relative(program: &Program) -> bool {
    let ranked = each::gates(program).iter().any(|(_, gate)| matches!(gate.rule, Rule::Top { .. }));
    let tracks = program.score.tracks.iter().flat_map(|track| &track.dimensions);
    ranked
        || tracks.flat_map(|dimension| &dimension.parts).any(|part| {
            std::iter::once(&part.value)
                .chain(part.times.iter().map(|(_, value)| value))
                .any(|value| matches!(value, ValueFunction::Rank { .. }))
        })
}

/// What a metric is like in the newest period: least, middle, largest.
struct Typical {
    least: f64,
    middle: f64,
    most: f64,
}

fn typical(portfolio: &Portfolio, metric: usize) -> Typical {
    let last = portfolio.periods().len().saturating_sub(1);
    let mut known: Vec<f64> = (0..portfolio.partners().len())
        .filter_map(|partner| portfolio.value(metric, partner, last))
        .collect();
    known.sort_by(f64::total_cmp);
    let at = |p: f64| quantile_sorted(&known, p);
    Typical { least: at(0.0), middle: at(0.5), most: at(1.0) }
}

/// Makes a metric of these partners better in the newest period. Bounded scales end at the best
/// that is seen, percent at 100, counts stay whole, and what is not negative stays so.
fn better(
    portfolio: &mut Portfolio,
    metric: usize,
    data: &Metric,
    partners: &[usize],
    step: f64,
    typical: &Typical,
) {
    let last = portfolio.periods().len().saturating_sub(1);
    for partner in partners {
        let Some(value) = portfolio.value(metric, *partner, last) else { continue };
        let size = if data.kind == Kind::Rating {
            typical.most - typical.least
        } else {
            // A flow is one period of the year that most windows look at.
            value.abs().max(typical.middle.abs()) * if data.kind == Kind::Flow { 4.0 } else { 1.0 }
        };
        let mut by = step * size;
        if data.unit == Unit::Count {
            by = libm::ceil(by).max(1.0);
        }
        let new = match data.direction {
            Direction::More => {
                let top = match (data.kind, data.unit) {
                    (_, Unit::Percent) => 100.0,
                    (Kind::Rating, _) => typical.most,
                    _ => f64::INFINITY,
                };
                (value + by).min(top.max(value))
            }
            Direction::Less => {
                let floor = if data.kind == Kind::Rating { typical.least } else { 0.0 };
                (value - by).max(floor.min(value))
            }
        };
        portfolio.set(metric, *partner, last, new);
    }
}
