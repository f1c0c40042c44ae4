//! One replication of one program: the dynamics, quarter by quarter.
//!
//! ```text
//! ln Y = μ + g·t + a + β·σ_m·z_m + lift,  a ← φ·a + σ·z
//! x ← clip(x + κ(target − x) + σ_d·z, 0, 100) for every other dimension
//! ```
//! Reference cases `sim_01` (noise off) and `sim_02`.

use super::compiled::Compiled;
use super::record::{Event, Observer, QuarterRecord};
use super::shocks::{Noise, Shocks};
use super::subject::Subject;
use crate::behaviour::{LeverTargets, Parameters, Pull, PullToward, log_ratio, tier_pull};
use crate::finance::{Benefit, Costs};
use crate::portfolio::Month;
use crate::rules::{Agenda, Clock, EPSILON, Evidence, ReviewEvent, Standing, review_by};
use crate::stats::poisson_quantile;

/// Moving state of one partner.
#[derive(Debug, Clone, Copy)]
struct State {
    standing: Standing,
    shock: f64,
    lever: f64,
    hangover: f64,
    last_pull: f64,
    recent: [f64; 3],
    /// Revenue of the year that the score is about.
    trailing: f64,
    score: f64,
    alive: bool,
}

/// A program from one quarter on, with where its partners stand in the long run.
#[derive(Debug, Clone)]
pub struct Phase {
    /// First quarter in which it is in force, from 1.
    pub from: u32,
    /// The program.
    pub compiled: Compiled,
    /// Long-run levels of the non-revenue dimensions, partner-major; NaN is unknown.
    pub long_run: Vec<f64>,
    /// Whether the partner's score is known well enough to be reviewed.
    pub reviewable: Vec<bool>,
}

/// One program, or several after one another, with partners, ready to be run again and again
/// without allocating.
#[derive(Debug, Clone)]
pub struct Replication {
    /// At least one; all with the same tiers and dimensions.
    phases: Vec<Phase>,
    parameters: Parameters,
    /// The month the recorded periods end in.
    recorded: Option<Month>,
    states: Vec<State>,
    levels: Vec<f64>,
}

impl Phase {
    fn home(&self, partner: usize) -> &[f64] {
        let width = self.compiled.levels();
        self.long_run.get(partner * width..(partner + 1) * width).unwrap_or(&[])
    }

    /// The score that a year's revenue and levels have under this phase.
    fn score(&self, trailing: f64, levels: &[f64]) -> f64 {
        self.compiled.score(self.compiled.revenue_points(trailing), levels)
    }
}

impl Replication {
    /// Phases in the order of their quarters; `recorded` is the month the recorded periods end in,
    /// if they are dated.
    pub fn new(phases: Vec<Phase>, parameters: Parameters, recorded: Option<Month>) -> Self {
        let levels = phases.first().map_or_else(Vec::new, |phase| phase.long_run.clone());
        Self { phases, parameters, recorded, states: Vec::new(), levels }
    }

    /// Number of dimensions besides revenue.
    pub fn levels(&self) -> usize {
        self.phases.first().map_or(0, |phase| phase.compiled.levels())
    }

    /// The program in force in the end.
    pub fn compiled(&self) -> Option<&Compiled> {
        self.phases.last().map(|phase| &phase.compiled)
    }

    /// Start levels of the non-revenue dimensions of one partner; NaN is unknown.
    pub fn start_levels(&self, partner: usize) -> &[f64] {
        self.phases.first().map_or(&[], |phase| phase.home(partner))
    }

    /// Runs one replication over `quarters` and tells the observer every record.
    pub fn run(
        &mut self,
        subjects: &[Subject],
        shocks: &Shocks,
        quarters: u32,
        observer: &mut impl Observer,
    ) {
        self.reset(subjects);
        let mut current = 0;
        for quarter in 1..=quarters {
            if self.phases.get(current + 1).is_some_and(|next| next.from <= quarter) {
                current += 1;
                self.switch(current);
            }
            let Some(phase) = self.phases.get(current) else { return };
            let width = phase.compiled.levels();
            let month =
                self.recorded.map(|month| month.plus(3 * i32::try_from(quarter).unwrap_or(0)));
            for (index, subject) in subjects.iter().enumerate() {
                let place = index * width..(index + 1) * width;
                let (Some(state), Some(levels), Some(home)) = (
                    self.states.get_mut(index),
                    self.levels.get_mut(place.clone()),
                    phase.long_run.get(place),
                ) else {
                    continue;
                };
                let step = Step {
                    compiled: &phase.compiled,
                    p: &self.parameters,
                    subject,
                    index,
                    quarter,
                    month,
                    reviewable: phase.reviewable.get(index).copied().unwrap_or(false),
                };
                step.run(state, levels, home, shocks, observer);
            }
        }
    }

    fn reset(&mut self, subjects: &[Subject]) {
        self.states.clear();
        let Some(first) = self.phases.first() else { return };
        self.levels.copy_from_slice(&first.long_run);
        for (index, subject) in subjects.iter().enumerate() {
            let trailing = subject.recent.iter().sum::<f64>() + libm::exp(subject.level);
            self.states.push(State {
                standing: Standing::holding(subject.tier),
                shock: subject.shock,
                lever: 0.0,
                hangover: 0.0,
                last_pull: 0.0,
                recent: subject.recent,
                trailing,
                score: first.score(trailing, first.home(index)),
                alive: true,
            });
        }
    }

    /// Carries every partner into a phase: its levels move by what the new program values it
    /// differently, its score is the new program's.
    fn switch(&mut self, current: usize) {
        let (Some(before), Some(phase)) =
            (current.checked_sub(1).and_then(|c| self.phases.get(c)), self.phases.get(current))
        else {
            return;
        };
        let homes = before.long_run.iter().zip(&phase.long_run);
        for (level, (was, now)) in self.levels.iter_mut().zip(homes) {
            let moved = *level + (now - was);
            *level = if moved.is_nan() { *now } else { moved.clamp(0.0, 100.0) };
        }
        let width = phase.compiled.levels();
        for (index, state) in self.states.iter_mut().enumerate() {
            let levels = self.levels.get(index * width..(index + 1) * width).unwrap_or(&[]);
            state.score = phase.score(state.trailing, levels);
            state.standing.under_new_program();
        }
    }
}

/// One partner's quarter.
struct Step<'a> {
    compiled: &'a Compiled,
    p: &'a Parameters,
    subject: &'a Subject,
    index: usize,
    quarter: u32,
    month: Option<Month>,
    reviewable: bool,
}

impl Step<'_> {
    fn run(
        &self,
        state: &mut State,
        levels: &mut [f64],
        home: &[f64],
        shocks: &Shocks,
        observer: &mut impl Observer,
    ) {
        if !state.alive {
            observer.quarter(&self.gone());
            return;
        }
        let (c, p, subject) = (self.compiled, self.p, self.subject);
        let held = state.standing.tier;
        let noisy = shocks.noise() == Noise::On;
        let time = self.quarter as usize - 1;
        let cell = shocks.cell(time, self.index);
        let trend = subject.level + subject.growth * f64::from(self.quarter);

        let pull = self.pull(state, libm::exp(trend));
        let lever_targets = self.lever_targets(held, levels, home);
        let target: f64 = lever_targets.iter().sum();
        state.lever += p.ramp * (p.transfer * target - state.lever);
        let lift_parts = [
            state.lever,
            pull.lift,
            -p.pull_forward * state.last_pull,
            -p.hangover * state.hangover,
        ];
        let lift = lift_parts.iter().sum::<f64>().clamp(-p.lift_cap, p.lift_cap);
        state.last_pull = pull.lift;

        state.shock = subject.persistence * state.shock + subject.volatility * cell.revenue;
        let market = subject.market_beta * p.market_volatility * shocks.market(time);
        let revenue = libm::exp(trend + state.shock + market + lift);

        self.drift(held, levels, home, cell.levels);
        let rate = subject.referral_rate * c.referral_factor;
        let referrals = if noisy { f64::from(poisson_quantile(rate, cell.referral)) } else { rate };

        let [a, b, d] = state.recent;
        state.trailing = a + b + d + revenue;
        state.recent = [b, d, revenue];
        let revenue_value = c.revenue_points(state.trailing);
        state.score = c.score(revenue_value, levels);

        let benefit = c.benefits.get(usize::from(held)).copied().unwrap_or(Benefit::NONE);
        let costs = c.incentives.costs(&benefit, &p.rates, revenue, referrals);
        let margin = subject.margin * revenue + referrals * c.incentives.referral_value;

        let mut event = self.review(state, revenue_value, levels);
        if noisy && cell.exit < self.exit_chance(state.hangover) {
            state.alive = false;
            event = Event::Exit;
        }
        observer.quarter(&QuarterRecord {
            partner: self.index,
            quarter: self.quarter,
            tier_start: held,
            tier: if state.alive { state.standing.tier } else { self.left() },
            event,
            revenue,
            trailing: state.trailing,
            score: state.score,
            revenue_value,
            levels,
            lift_parts,
            lift,
            lever_targets,
            toward: pull.toward,
            costs,
            margin,
            referrals,
        });
    }

    fn pull(&self, state: &State, revenue: f64) -> Pull {
        let c = self.compiled;
        if !self.reviewable {
            return Pull { lift: 0.0, toward: PullToward::Nothing };
        }
        let worth = |tier: usize| match (c.benefits.get(tier), c.fixed_costs.get(tier)) {
            (Some(benefit), Some(fixed)) => {
                benefit.commission * revenue + benefit.discount * revenue + fixed
            }
            _ => 0.0,
        };
        let tier = state.standing.tier;
        tier_pull(tier, state.score, &c.lines, c.movement.buffer, revenue, worth, self.p)
    }

    fn lever_targets(&self, held: u8, levels: &[f64], home: &[f64]) -> LeverTargets {
        let mut targets = self.compiled.levers(held, self.subject.tier);
        if let Some(capability) = self.compiled.capability
            && let (Some(now), Some(before)) = (levels.get(capability), home.get(capability))
            && !now.is_nan()
            && let Some(target) = targets.last_mut()
        {
            *target =
                self.p.capability_elasticity * log_ratio(*now, *before, self.p.capability_offset);
        }
        targets
    }

    /// Partial adjustment of every known dimension to its long-run level, moved by its lever.
    fn drift(&self, held: u8, levels: &mut [f64], home: &[f64], noise: &[f64]) {
        let shifts = self.compiled.shifts(held, self.subject.tier);
        for (((level, home), shift), noise) in levels.iter_mut().zip(home).zip(shifts).zip(noise) {
            let step = self.p.adjust * (home + shift - *level);
            let moved = *level + step + self.subject.dimension_noise * noise;
            *level = if moved.is_nan() { moved } else { moved.clamp(0.0, 100.0) };
        }
    }

    fn review(&self, state: &mut State, revenue_value: f64, levels: &[f64]) -> Event {
        let c = self.compiled;
        state.hangover *= self.p.hangover_decay;
        if !self.reviewable {
            return Event::NoReview;
        }
        let clock = Clock { elapsed: 3 * self.quarter, period: 3, month: self.month };
        let score = state.score;
        let agenda = Agenda::general(&c.movement, clock);
        let evidence = |tier: u8| {
            let qualifies = c.qualify(score, revenue_value, levels);
            let line = c.lines.get(usize::from(tier)).copied().unwrap_or(0.0);
            Evidence {
                qualifies,
                enters: qualifies,
                keeps: score >= line - c.movement.buffer - EPSILON
                    && c.keeps_gates(tier, revenue_value, levels),
            }
        };
        match review_by(&mut state.standing, &c.movement, clock, &agenda, evidence) {
            None => Event::NoReview,
            Some(ReviewEvent::Out) => {
                state.alive = false;
                Event::Exit
            }
            Some(outcome) => {
                if outcome == ReviewEvent::Demote {
                    state.hangover = 1.0;
                }
                Event::Reviewed(outcome)
            }
        }
    }

    /// Hazard of leaving: 1 − (1 − h)^exp(ζ·D).
    fn exit_chance(&self, hangover: f64) -> f64 {
        let stay = 1.0 - self.subject.exit_hazard;
        if hangover > 0.0 {
            1.0 - libm::pow(stay, libm::exp(self.p.exit_after_demotion * hangover))
        } else {
            1.0 - stay
        }
    }

    #[expect(clippy::cast_possible_truncation, reason = "the door admits at most 12 tiers")]
    fn left(&self) -> u8 {
        self.compiled.tiers() as u8
    }

    fn gone(&self) -> QuarterRecord<'static> {
        QuarterRecord {
            partner: self.index,
            quarter: self.quarter,
            tier_start: self.left(),
            tier: self.left(),
            event: Event::Gone,
            revenue: 0.0,
            trailing: 0.0,
            score: 0.0,
            revenue_value: 0.0,
            levels: &[],
            lift_parts: [0.0; 4],
            lift: 0.0,
            lever_targets: LeverTargets::default(),
            toward: PullToward::Nothing,
            costs: Costs::default(),
            margin: 0.0,
            referrals: 0.0,
        }
    }
}
