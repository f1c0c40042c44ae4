//! Holds the partners and the job under way; the same for the worker, the page and the tests.

use tierlab_engine::portfolio::Portfolio;
use tierlab_engine::protocol::{Command, Event, Runner};

/// One job at a time on one portfolio; a newer job replaces an older one.
#[derive(Default)]
pub struct Host {
    portfolio: Option<Portfolio>,
    runner: Option<Runner>,
}

impl Host {
    /// Takes a command; an event when it cannot be carried out.
    pub fn command(&mut self, command: Command) -> Option<Event> {
        match command {
            Command::Load(portfolio) => {
                self.runner = None;
                self.portfolio = Some(portfolio);
                None
            }
            Command::Cancel(id) => {
                if self.runner.as_ref().is_some_and(|runner| runner.id() == id) {
                    self.runner = None;
                }
                None
            }
            Command::Run(job) => {
                self.runner = None;
                let id = job.id;
                let Some(portfolio) = &self.portfolio else {
                    let why = "No partners were loaded before the run. Reload the page.".to_owned();
                    return Some(Event::Failed { id, why });
                };
                match Runner::new(*job, portfolio) {
                    Ok(runner) => {
                        self.runner = Some(runner);
                        None
                    }
                    Err(failed) => Some(failed),
                }
            }
        }
    }

    /// Whether there is a job under way.
    pub fn is_busy(&self) -> bool {
        self.runner.is_some()
    }

    /// Runs some more replications of the job under way and tells what there is to tell.
    pub fn step(&mut self, replications: u32) -> Option<Event> {
        let event = self.runner.as_mut()?.step(replications);
        if matches!(event, Event::Done { .. }) {
            self.runner = None;
        }
        Some(event)
    }
}
