//! The moving state of the partners, one column per thing.

use super::record::Event;
use crate::behaviour::{LeverTargets, PullToward};
use crate::rules::Standing;

/// Moving state of the partners, one entry each.
#[derive(Debug, Clone, Default)]
pub(crate) struct States {
    pub standings: Vec<Standing>,
    pub lever: Vec<f64>,
    pub hangover: Vec<f64>,
    pub last_pull: Vec<f64>,
    pub gone: Vec<bool>,
    /// Chance of a quarter without a referral.
    pub quiet: Vec<f64>,
    // What the quarter under way has come to.
    pub held: Vec<u8>,
    pub pulls: Vec<PullToward>,
    pub parts: Vec<[f64; 4]>,
    pub targets: Vec<LeverTargets>,
    pub lift: Vec<f64>,
    pub factor: Vec<f64>,
    pub revenue: Vec<f64>,
    pub events: Vec<Event>,
}

impl States {
    pub fn new(partners: usize) -> Self {
        Self {
            standings: vec![Standing::default(); partners],
            lever: vec![0.0; partners],
            hangover: vec![0.0; partners],
            last_pull: vec![0.0; partners],
            gone: vec![false; partners],
            quiet: vec![0.0; partners],
            held: vec![0; partners],
            pulls: vec![PullToward::Nothing; partners],
            parts: vec![[0.0; 4]; partners],
            targets: vec![LeverTargets::default(); partners],
            lift: vec![0.0; partners],
            factor: vec![1.0; partners],
            revenue: vec![0.0; partners],
            events: vec![Event::NoReview; partners],
        }
    }
}

#[inline]
pub(crate) fn put<T>(column: &mut [T], index: usize, value: T) {
    if let Some(slot) = column.get_mut(index) {
        *slot = value;
    }
}
