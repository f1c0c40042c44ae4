//! Names as they stand alone.

use tierlab_engine::explain::Lexicon;
use tierlab_engine::portfolio::Portfolio;
use tierlab_engine::rules::Program;

/// Name of a metric: "Deals won" for `deals_won`.
pub(super) fn metric_name(key: &str, program: &Program, portfolio: Option<&Portfolio>) -> String {
    capital(&Lexicon::new(program, portfolio).metric(key))
}

/// Words with a capital first letter.
pub(super) fn capital(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
