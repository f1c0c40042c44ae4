//! Makes a view of one partner.

use super::public_rules::Taking;
use super::{Chances, LONGEST_CONTACT, PartnerView};
use crate::explain::{Lexicon, offered};
use crate::portfolio::{Origin, Partner, Period, Portfolio, same_text};
use crate::rules::{
    Editions, Evaluation, Gate, Measure, Program, Rule, Source, replay, standings_now,
};
use crate::simulation::WatchedQuarter;

/// The tier it holds, and since when its figures have led there.
type Held = (usize, Option<Period>);

impl PartnerView {
    /// What the partner at a position is shown under a program that passed the door: standing, rules and figures,
    /// without anything that was simulated. `None` when there is no such partner.
    pub fn of(program: &Program, portfolio: &Portfolio, partner: usize) -> Option<Self> {
        portfolio.partners().get(partner)?;
        let evaluation = Evaluation::now(program, portfolio);
        let (tier, since) = held(&evaluation, partner)?;
        Some(Self { since, ..Self::holding(&evaluation, partner, tier)? })
    }

    /// The same for a partner that holds a given tier, out of an evaluation that was made once for all of them.
    pub fn holding(evaluation: &Evaluation<'_>, partner: usize, tier: usize) -> Option<Self> {
        let (program, portfolio) = (evaluation.program(), evaluation.scene().portfolio());
        let mut taking = Taking::new(evaluation, partner);
        let public = taking.program();
        let few = program.ladder.tiers.iter().enumerate();
        let few = few.filter(|(_, tier)| tier.capacity.is_some()).map(|(position, _)| position);
        let portfolio = own_figures(&public, portfolio, partner)?;
        Some(Self {
            tier,
            since: None,
            few_places: few.collect(),
            relative: taking.relative,
            offered: offered(&Lexicon::new(program, Some(&portfolio))),
            program: public,
            portfolio,
            chances: None,
            contact: String::new(),
        })
    }

    /// The same with what a simulation of so many futures found.
    #[must_use]
    pub fn with_chances(self, quarters: &[WatchedQuarter], runs: usize) -> Self {
        let tiers = self.program.ladder.tiers.len();
        let chances = Chances {
            runs: u32::try_from(runs).unwrap_or(u32::MAX),
            reached: quarters.iter().map(|q| hits(&q.reached, tiers, runs)).collect(),
            held: quarters.iter().map(|q| hits(&q.tiers, tiers, runs)).collect(),
        };
        let chances = (runs > 0 && !quarters.is_empty()).then_some(chances);
        Self { chances, ..self }
    }

    /// The same with whom to ask.
    #[must_use]
    pub fn with_contact(self, contact: &str) -> Self {
        Self { contact: contact.trim().chars().take(LONGEST_CONTACT).collect(), ..self }
    }
}

/// Shares of the futures as their number.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share of a number of futures, which fits"
)]
fn hits(shares: &[f64], tiers: usize, runs: usize) -> Vec<u32> {
    shares.iter().take(tiers).map(|share| (share * runs as f64).round().max(0.0) as u32).collect()
}

fn held(evaluation: &Evaluation<'_>, partner: usize) -> Option<Held> {
    let tier = standings_now(evaluation).get(partner).copied()?;
    let (program, portfolio) = (evaluation.program(), evaluation.scene().portfolio());
    let named = portfolio.partners().get(partner)?.first_tier.as_deref();
    // Where its source names the tier, nothing says since when.
    if named.is_some_and(|name| program.tier_named(name).is_some()) {
        return Some((tier, None));
    }
    let history = replay(&Editions(vec![program.clone()]), portfolio, 1);
    let reviewed: Vec<u8> =
        history.iter().filter_map(|all| all.get(partner)).map(|seen| seen.to).collect();
    let same = |held: &u8| usize::from(*held) == tier;
    if !reviewed.last().is_some_and(same) {
        return Some((tier, None));
    }
    let began = reviewed.iter().rposition(|held| !same(held)).map(|before| before + 2);
    Some((tier, began.and_then(|period| portfolio.periods().get(period).copied())))
}

/// A portfolio of this partner alone, with what the rules look at.
fn own_figures(program: &Program, portfolio: &Portfolio, partner: usize) -> Option<Portfolio> {
    let data = portfolio.partners().get(partner)?;
    let keys: Vec<&String> =
        program.readings().into_iter().flat_map(|reading| &reading.metrics).collect();
    let metrics: Vec<usize> = (0..portfolio.metrics().len())
        .filter(|index| portfolio.metrics().get(*index).is_some_and(|m| keys.contains(&&m.key)))
        .collect();
    let named = texts(program);
    let texts: Vec<usize> = (0..portfolio.attributes().len())
        .filter(|index| {
            let name = portfolio.attributes().get(*index);
            name.is_some_and(|name| named.iter().any(|other| same_text(other, name)))
        })
        .collect();
    let own = Partner {
        id: data.id.clone(),
        name: data.name.clone(),
        attributes: texts
            .iter()
            .map(|index| portfolio.attribute(*index, partner).map(str::to_owned))
            .collect(),
        first_tier: None,
    };
    let mut figures = Portfolio::new(
        Origin::File(String::new()),
        portfolio.periods().to_vec(),
        metrics.iter().filter_map(|index| portfolio.metrics().get(*index).cloned()).collect(),
        texts.iter().filter_map(|index| portfolio.attributes().get(*index).cloned()).collect(),
        vec![own],
    );
    for (place, index) in metrics.iter().enumerate() {
        for (period, value) in portfolio.history(*index, partner).iter().enumerate() {
            figures.set(place, 0, period, *value);
        }
    }
    Some(figures)
}

/// Names of the text columns that the rules look at.
fn texts(program: &Program) -> Vec<String> {
    let mut found = Vec::new();
    for measure in measures(program) {
        text_of(measure, &mut found);
    }
    for gate in every_gate(program) {
        match &gate.rule {
            Rule::Is { attribute, .. } | Rule::Attested(attribute) => found.push(attribute.clone()),
            _ => {}
        }
    }
    found
}

fn text_of(measure: &Measure, found: &mut Vec<String>) {
    match &measure.source {
        Source::Tenure(attribute) | Source::Listed { attribute, .. } => {
            found.push(attribute.clone());
        }
        _ => {
            for inner in measure.inner() {
                text_of(inner, found);
            }
        }
    }
}

/// Every measure of the score and of conditions, those inside others aside.
pub(super) fn measures(program: &Program) -> Vec<&Measure> {
    let parts = program.score.tracks.iter().flat_map(|track| &track.dimensions);
    let parts = parts.flat_map(|dimension| &dimension.parts);
    let scored = parts.flat_map(|part| {
        std::iter::once(&part.measure).chain(part.times.iter().map(|(measure, _)| measure))
    });
    scored.chain(every_gate(program).into_iter().filter_map(Gate::measure)).collect()
}

/// Every condition with those inside it.
pub(super) fn every_gate(program: &Program) -> Vec<&Gate> {
    let tiers = program.ladder.tiers.iter().flat_map(|tier| {
        tier.gates.iter().chain(tier.keep.as_ref().map_or(&[][..], |keep| &keep.gates))
    });
    let tracks = &program.score.tracks;
    let parts = tracks.iter().flat_map(|track| &track.dimensions).flat_map(|d| &d.parts);
    let mut open: Vec<&Gate> = tiers
        .chain(program.statuses.iter().map(|status| &status.gate))
        .chain(tracks.iter().filter_map(|track| track.when.as_ref()))
        .chain(parts.filter_map(|part| part.when.as_ref()))
        .collect();
    let mut found = Vec::new();
    while let Some(gate) = open.pop() {
        open.extend(gate.inner());
        found.push(gate);
    }
    found
}
