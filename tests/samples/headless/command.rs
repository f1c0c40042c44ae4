//! The command: from its arguments to what it prints.

use std::ffi::OsString;
use std::path::Path;
use tierlab_engine::pipeline::{Request, answer, write_answer};

const HELP: &str = "\
Evaluates a Tierlab design on a table of partners and prints the outcome as one line of JSON.

  --scenario FILE   a scenario, or with --review-only a program
  --partners FILE   a table of partners (CSV)
  --review-only     leave the simulation out
  --help            print this

Standard output holds the JSON and nothing else. What is wrong is said on standard error; the exit
code is then 1 for the files and 2 for the arguments. Equal files give equal output.
";

#[derive(Default)]
struct Arguments {
    scenario: Option<OsString>,
    partners: Option<OsString>,
    review_only: bool,
    help: bool,
}

fn arguments(mut words: impl Iterator<Item = OsString>) -> Result<Arguments, String> {
    let mut read = Arguments::default();
    while let Some(word) = words.next() {
        let place = match word.to_str() {
            Some("--review-only") => {
                read.review_only = true;
                continue;
            }
            Some("--help" | "-h") => {
                read.help = true;
                continue;
            }
            Some("--scenario") => &mut read.scenario,
            Some("--partners") => &mut read.partners,
            _ => return Err(format!("{} is not an argument. See --help.", word.display())),
        };
        let file = words.next().ok_or(format!("{} needs a file.", word.display()))?;
        if place.replace(file).is_some() {
            return Err(format!("{} is given twice.", word.display()));
        }
    }
    Ok(read)
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    std::fs::read(path).map_err(|error| format!("{} cannot be read: {error}.", path.display()))
}

fn evaluated(scenario: &Path, partners: &Path, review_only: bool) -> Result<String, String> {
    let design = String::from_utf8(read(scenario)?)
        .map_err(|_| format!("{} is not text in UTF-8. Save it as such.", scenario.display()))?;
    let table = read(partners)?;
    let file = partners.file_name().unwrap_or_default().to_string_lossy();
    let request = Request { design: &design, partners: &table, file: &file, review_only };
    answer(request).map(|answer| write_answer(&answer)).map_err(|problems| problems.to_string())
}

/// What is printed, or the exit code and what is wrong. `words` are the arguments without the name of the
/// command.
pub fn outcome(words: impl Iterator<Item = OsString>) -> Result<String, (u8, String)> {
    let read = arguments(words).map_err(|why| (2, why))?;
    if read.help {
        return Ok(HELP.to_owned());
    }
    let (Some(scenario), Some(partners)) = (read.scenario, read.partners) else {
        return Err((2, "Both --scenario and --partners are needed. See --help.".to_owned()));
    };
    evaluated(scenario.as_ref(), partners.as_ref(), read.review_only).map_err(|why| (1, why))
}
