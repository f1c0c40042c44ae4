//! Repairs: what a finding offers to change, as data that a screen can apply and undo.

use super::inside::{each_measure, gate_mut, remove_gate, value_mut};
use super::mend_bands::{close_gaps, open_last, separate};
use super::place::{PlaceRef, ValueRef};
use super::smooth;
use super::steep::Step;
use super::{keep, nested, spacing};
use crate::finance::{Banding, Incentives};
use crate::rules::{Band, EPSILON, Gate, Program, Quantity, Rule, Source, ValueFunction, Window};
use serde::{Deserialize, Serialize};

/// One change to a program. Where its place is gone, it changes nothing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Repair {
    /// Every band reaches up to the next one.
    CloseGaps(ValueRef),
    /// Later bands give up what an earlier one holds for.
    SeparateBands(ValueRef),
    /// The band that reaches furthest up has no upper end any more.
    OpenLastBand(ValueRef),
    /// The first band of a benefit starts at zero.
    PayFromTheStart(usize),
    /// A band of a benefit that pays nothing is filled by the one below it.
    FillBenefitGap {
        /// Position of the benefit.
        benefit: usize,
        /// Where the band that pays nothing begins.
        from: f64,
    },
    /// Each band of a benefit pays for its own part of the volume only.
    PayByBand(usize),
    /// Tiers get at least the commission, discount, funds and hours of the tier below.
    RaiseLevers,
    /// A benefit gives every tier at least what the tier below gets.
    RaiseBenefit(usize),
    /// The best points seen so far are kept as the measure gets better.
    HoldTheBest {
        /// Which value function.
        at: ValueRef,
        /// Whether less of the measure is better.
        less_is_better: bool,
    },
    /// Anchors around a steep piece go until it is not steep any more; bands become a line.
    Smooth {
        /// Which value function.
        at: ValueRef,
        /// One step of its measure.
        step: Step,
        /// Points that one step may move.
        most: f64,
    },
    /// Parts of a unit earn their part of the points.
    CountParts(ValueRef),
    /// The points per unit become exactly the cap divided by this many units.
    ExactRate {
        /// Which value function.
        at: ValueRef,
        /// Units that earn the cap.
        units: f64,
    },
    /// The cap of a dimension comes down to what its parts add up to.
    LowerCap {
        /// Position of the track.
        track: usize,
        /// Position of the dimension.
        dimension: usize,
        /// The new cap in points.
        points: f64,
    },
    /// The line of a tier comes down.
    LowerLine {
        /// Position of the tier.
        tier: usize,
        /// The new line in points.
        points: f64,
    },
    /// A comparison gets another line. Only gates and keep gates have one.
    SetGateLine {
        /// Where the comparison is.
        place: PlaceRef,
        /// The new line in the unit of its measure.
        line: f64,
    },
    /// A condition is removed. Only gates and keep gates can be.
    RemoveGate(PlaceRef),
    /// Keeping a tier asks no more than entering it.
    EaseKeep(usize),
    /// The lines between the lowest and the highest one are spaced evenly.
    SpaceEvenly,
    /// Points below the line that are still tolerated.
    SetBuffer(f64),
    /// A rank is taken among all partners.
    RankTogether(PlaceRef),
    /// Every window of this kind becomes another one.
    SetWindow {
        /// The window as it is.
        from: Window,
        /// The window as it should be.
        to: Window,
    },
    /// A tier asks at least what the tier below asks.
    AskWhatIsAskedBelow(usize),
    /// The weights of a track add up to 1, in the same proportions.
    ScaleWeights(usize),
}

impl Repair {
    /// The program after the change.
    #[must_use]
    pub fn apply(&self, program: &Program) -> Program {
        let mut changed = program.clone();
        self.change(&mut changed);
        changed
    }

    fn change(&self, program: &mut Program) {
        match self {
            Self::CloseGaps(at) => change_bands(program, *at, |bands| close_gaps(bands)),
            Self::SeparateBands(at) => change_bands(program, *at, separate),
            Self::OpenLastBand(at) => change_bands(program, *at, |bands| open_last(bands)),
            Self::HoldTheBest { at, less_is_better } => {
                if let Some(value) = value_mut(program, *at) {
                    smooth::hold_the_best(value, *less_is_better);
                }
            }
            Self::Smooth { at, step, most } => smooth::smooth(program, *at, *step, *most),
            Self::CountParts(at) => {
                if let Some(ValueFunction::Rate { whole, .. }) = value_mut(program, *at) {
                    *whole = false;
                }
            }
            Self::ExactRate { at, units } => {
                if let Some(ValueFunction::Rate { points, most: Some(most), .. }) =
                    value_mut(program, *at)
                {
                    *points = Quantity::Fixed(*most / units);
                }
            }
            Self::LowerCap { track, dimension, points } => {
                let track = program.score.tracks.get_mut(*track);
                if let Some(dimension) = track.and_then(|t| t.dimensions.get_mut(*dimension)) {
                    dimension.bounds.1 = Some(*points);
                }
            }
            Self::ScaleWeights(track) => scale_weights(program, *track),
            _ => self.change_tiers(program),
        }
    }

    fn change_tiers(&self, program: &mut Program) {
        match self {
            Self::LowerLine { tier, points } => {
                if let Some(tier) = program.ladder.tiers.get_mut(*tier) {
                    tier.set_line(*points);
                }
            }
            Self::SetGateLine { place, line: new } => {
                if let Some(Gate { rule: Rule::Compare { line, .. }, .. }) =
                    gate_mut(program, place)
                {
                    *line = Quantity::Fixed(*new);
                }
            }
            Self::RemoveGate(place) => remove_gate(program, place),
            Self::EaseKeep(tier) => keep::ease(program, *tier),
            Self::SpaceEvenly => spacing::space_evenly(program),
            Self::SetBuffer(points) => program.movement.buffer = *points,
            Self::RankTogether(place) => rank_together(program, place),
            Self::SetWindow { from, to } => set_window(program, *from, *to),
            Self::AskWhatIsAskedBelow(tier) => nested::ask_what_is_asked_below(program, *tier),
            _ => self.change_benefits(&mut program.incentives),
        }
    }

    fn change_benefits(&self, incentives: &mut Incentives) {
        match self {
            Self::PayFromTheStart(index) => {
                let bands = incentives.benefits.get_mut(*index).map(|b| &mut b.terms.bands);
                if let Some(first) = bands.and_then(|bands| bands.first_mut()) {
                    first.0 = 0.0;
                }
            }
            Self::FillBenefitGap { benefit, from } => {
                if let Some(benefit) = incentives.benefits.get_mut(*benefit) {
                    benefit.terms.bands.retain(|(start, _)| (start - from).abs() > EPSILON);
                }
            }
            Self::PayByBand(index) => {
                if let Some(benefit) = incentives.benefits.get_mut(*index) {
                    benefit.terms.banding = Banding::Marginal;
                }
            }
            Self::RaiseBenefit(index) => {
                let mut best: Option<f64> = None;
                let levels = incentives.benefits.get_mut(*index).map(|b| &mut b.tiers);
                for level in levels.into_iter().flatten() {
                    let own = level.map_or(best, |own| Some(best.map_or(own, |b| b.max(own))));
                    *level = own;
                    best = own;
                }
            }
            Self::RaiseLevers => raise_levers(incentives),
            _ => {}
        }
    }
}

fn raise_levers(incentives: &mut Incentives) {
    let mut best = crate::finance::Benefit::NONE;
    for tier in &mut incentives.tiers {
        tier.commission = tier.commission.max(best.commission);
        tier.discount = tier.discount.max(best.discount);
        tier.mdf = tier.mdf.max(best.mdf);
        tier.manager_hours = tier.manager_hours.max(best.manager_hours);
        tier.enablement_hours = tier.enablement_hours.max(best.enablement_hours);
        best = *tier;
    }
}

fn change_bands(program: &mut Program, at: ValueRef, change: fn(&mut Vec<Band>)) {
    if let Some(ValueFunction::Bands(bands)) = value_mut(program, at) {
        change(bands);
    }
}

fn scale_weights(program: &mut Program, track: usize) {
    let Some(track) = program.score.tracks.get_mut(track) else { return };
    let total: f64 = track.dimensions.iter().map(|dimension| dimension.weight).sum();
    if total > 0.0 {
        for dimension in &mut track.dimensions {
            dimension.weight /= total;
        }
    }
}

fn rank_together(program: &mut Program, place: &PlaceRef) {
    if let PlaceRef::Part { track, dimension, index } = place {
        let track = program.score.tracks.get_mut(*track);
        let part = track
            .and_then(|t| t.dimensions.get_mut(*dimension))
            .and_then(|d| d.parts.get_mut(*index));
        let Some(part) = part else { return };
        let values =
            std::iter::once(&mut part.value).chain(part.times.iter_mut().map(|t| &mut t.1));
        for value in values {
            if let ValueFunction::Rank { group, .. } = value {
                *group = None;
            }
        }
    } else if let Some(Gate { rule: Rule::Top { group, .. }, .. }) = gate_mut(program, place) {
        *group = None;
    }
}

fn set_window(program: &mut Program, from: Window, to: Window) {
    each_measure(program, &mut |measure| {
        if let Source::Reading(reading) = &mut measure.source
            && reading.window == from
        {
            reading.window = to;
        }
    });
}
