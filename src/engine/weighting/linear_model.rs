//! The linear program behind the best-worst method, solved by the simplex method of `microlp`.
//!
//! At most 15 weights and 27 questions: a small, well-scaled program. The solver is given no time
//! limit, so its result depends on its input alone.

use crate::problem::{Problem, Problems};
use good_lp::{Expression, ProblemVariables, Solution, SolverModel, microlp, variable};

/// One judgement: the weight at `more` should be `times` the weight at `less`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Term {
    /// Position of the criterion that is judged more important.
    pub(super) more: usize,
    /// Position of the criterion that is judged less important.
    pub(super) less: usize,
    /// How many times, 1 to 9.
    pub(super) times: f64,
}

impl Term {
    fn ends(&self, weights: &[f64]) -> (f64, f64) {
        let at = |index: usize| weights.get(index).copied().unwrap_or(0.0);
        (at(self.more), at(self.less))
    }

    /// |w(more) − times · w(less)|, in units of weight.
    pub(super) fn deviation(&self, weights: &[f64]) -> f64 {
        let (more, less) = self.ends(weights);
        (more - self.times * less).abs()
    }

    /// |w(more) / w(less) − times|, in points of the scale; infinite where w(less) is 0.
    pub(super) fn gap(&self, weights: &[f64]) -> f64 {
        let (more, less) = self.ends(weights);
        if less > 0.0 { (more / less - self.times).abs() } else { f64::INFINITY }
    }
}

/// `count` weights, none negative, adding up to 1 within the solver's tolerance, whose largest
/// deviation from the terms is smallest.
///
/// # Errors
/// Says so when the solver gives up, which no accepted judgements are known to cause.
pub(super) fn smallest_deviation(count: usize, terms: &[Term]) -> Result<Vec<f64>, Problems> {
    let mut variables = ProblemVariables::new();
    let weights = variables.add_vector(variable().min(0.0), count);
    let xi = variables.add(variable().min(0.0));
    let mut model = variables.minimise(xi).using(microlp);
    for term in terms {
        let (Some(more), Some(less)) = (weights.get(term.more), weights.get(term.less)) else {
            continue;
        };
        let difference = Expression::from(*more) - term.times * *less;
        model.add_constraint((difference.clone() - xi).leq(0.0));
        model.add_constraint((-difference - xi).leq(0.0));
    }
    model.add_constraint(weights.iter().copied().sum::<Expression>().eq(1.0));
    let solution = model.solve().map_err(|error| {
        Problem::new(
            "Judgements",
            format!("No weights were found for them ({error})."),
            "Change a judgement slightly, or give points directly.",
        )
    })?;
    Ok(weights.iter().map(|weight| solution.value(*weight).max(0.0)).collect())
}
