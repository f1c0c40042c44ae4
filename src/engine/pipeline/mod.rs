//! From two files to one answer: what a pipeline asks, without a page.
//!
//! A scenario or a program and a table of partners go in; out comes one JSON document that says of
//! every partner where it stands and why, what reviews of the recorded periods would have done, and,
//! for a scenario, what the simulation expects. Equal input gives equal text, on every machine.

mod review;
mod simulated;
mod trace;

pub use review::{Period, ProgramReview, Standing, TierCount};
pub use simulated::{Chances, Expected, Pair, Simulated, TierPath, Transitions};
pub use trace::{BlockedTier, Dimension, Factor, Gate, Part, Qualified, Tier};

use crate::formats::documents::{SavedScenario, read_program, read_scenario};
use crate::formats::import::{Imported, guess_plan, import, reshaped};
use crate::formats::table::read_table;
use crate::formats::workbook::{Workbook, is_workbook, read_workbook};
use crate::portfolio::{Origin, Portfolio};
use crate::problem::{Problem, Problems};
use serde::Serialize;

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The text of a scenario document, or of a program document for a review only.
    pub design: &'a str,
    /// The bytes of a table of partners; its columns are recognised as on the import screen.
    pub partners: &'a [u8],
    /// The name of that file.
    pub file: &'a str,
    /// Whether the simulation is left out.
    pub review_only: bool,
}

/// The answer, version 1. A later version may add fields; none is renamed or changes its meaning.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Answer {
    /// `outcome`.
    pub tierlab: &'static str,
    /// 1.
    pub version: u32,
    /// The partners that were looked at.
    pub portfolio: PortfolioSummary,
    /// Each program on the recorded periods: the baseline and the alternative of a scenario, or the
    /// one program.
    pub programs: Vec<ProgramReview>,
    /// What the simulation expects; `None` for a review only.
    pub simulation: Option<Simulated>,
}

/// Which partners an answer is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PortfolioSummary {
    /// Name of the file.
    pub file: String,
    /// How many partners there are.
    pub partners: usize,
    /// The periods, oldest first, as people write them.
    pub periods: Vec<String>,
    /// Fingerprint of the data, 16 hexadecimal digits.
    pub fingerprint: String,
    /// Whether the scenario was made on these partners; `None` for a program.
    pub as_in_scenario: Option<bool>,
    /// Cells and lines of the file that were not plain, and what became of them.
    pub notes: Vec<String>,
}

/// Answers a request.
///
/// # Errors
/// Everything that is wrong with the design or with the partners; that a program alone cannot be
/// simulated; what the simulation cannot follow; that no partner has any revenue.
pub fn answer(request: Request<'_>) -> Result<Answer, Problems> {
    let design = Design::read(request)?;
    let Imported { portfolio, notes, .. } = partners(request)?;
    let (programs, simulation, reference) = match &design {
        Design::Program(program) => (vec![review::of("program", program, &portfolio)], None, None),
        Design::Scenario(saved) => {
            let scenario = &saved.scenario;
            let programs = vec![
                review::of("baseline", &scenario.baseline, &portfolio),
                review::of("alternative", &scenario.alternative, &portfolio),
            ];
            let run = (!request.review_only).then(|| simulated::run(scenario, &portfolio));
            (programs, run.transpose()?, Some(saved.portfolio.fingerprint))
        }
    };
    let notes = notes.iter().map(|n| format!("Line {}, {}: {}.", n.line, n.column, n.done));
    let portfolio = PortfolioSummary {
        file: request.file.to_owned(),
        partners: portfolio.partners().len(),
        periods: portfolio.periods().iter().map(ToString::to_string).collect(),
        fingerprint: hex(portfolio.fingerprint()),
        as_in_scenario: reference.map(|reference| reference == portfolio.fingerprint()),
        notes: notes.collect(),
    };
    Ok(Answer { tierlab: "outcome", version: 1, portfolio, programs, simulation })
}

/// An answer on one line, with a line break at its end.
pub fn write_answer(answer: &Answer) -> String {
    serde_json::to_string(answer).unwrap_or_default() + "\n"
}

enum Design {
    Program(Box<crate::rules::Program>),
    Scenario(Box<SavedScenario>),
}

impl Design {
    fn read(request: Request<'_>) -> Result<Self, Problems> {
        let text = request.design;
        if !is_program(text) {
            return Ok(Self::Scenario(Box::new(read_scenario(text)?)));
        }
        let program = read_program(text)?;
        if request.review_only {
            return Ok(Self::Program(Box::new(program)));
        }
        Err(Problems::from(Problem::new(
            "",
            "This is a program; only a scenario can be simulated.",
            "Add --review-only, or give a scenario.",
        )))
    }
}

/// Whether a document says that it is a program.
fn is_program(text: &str) -> bool {
    #[derive(serde::Deserialize)]
    struct Kind {
        tierlab: String,
    }
    serde_json::from_str::<Kind>(text).is_ok_and(|kind| kind.tierlab == "program")
}

fn partners(request: Request<'_>) -> Result<Imported, Problems> {
    let named = |problem: Problem| {
        let place = format!("{} {}", request.file, problem.place);
        Problem { place: place.trim_end().to_owned(), ..problem }
    };
    let read = if is_workbook(request.partners) {
        read_workbook(request.partners, None).and_then(Workbook::table)
    } else {
        read_table(request.partners)
    };
    let table = reshaped(read.map_err(|problem| Problems::from(named(problem)))?);
    let origin = Origin::File(request.file.to_owned());
    import(&table, &guess_plan(&table), origin)
        .map_err(|problems| Problems(problems.0.into_iter().map(named).collect()))
}

/// A name for a partner that people recognise across programs.
fn id(portfolio: &Portfolio, position: usize) -> String {
    portfolio.partners().get(position).map_or_else(String::new, |partner| partner.id.clone())
}

fn hex(value: u64) -> String {
    format!("{value:016x}")
}
