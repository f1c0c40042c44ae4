//! Holds the partners and the job under way; the same for the worker, the page and the tests.

use tierlab_engine::portfolio::Portfolio;
use tierlab_engine::protocol::{Cache, Command, Event, Runner};

/// One job at a time on one portfolio; a newer job replaces an older one.
#[derive(Default)]
pub struct Host {
    portfolio: Option<Portfolio>,
    runner: Option<Runner>,
    /// What the last job left.
    cache: Cache,
}

impl Host {
    /// Takes a command; an event when it cannot be carried out.
    pub fn command(&mut self, command: Command) -> Option<Event> {
        match command {
            Command::Load(mut portfolio) => {
                portfolio.compact();
                self.runner = None;
                self.cache = Cache::default();
                self.portfolio = Some(portfolio);
                None
            }
            Command::Cancel(id) => {
                if self.runner.as_ref().is_some_and(|runner| runner.id() == id) {
                    self.put_away();
                }
                None
            }
            Command::Run(job) => {
                self.put_away();
                let id = job.id;
                let Some(portfolio) = &self.portfolio else {
                    let why = "No partners were loaded before the run. Reload the page.".to_owned();
                    return Some(Event::Failed { id, why });
                };
                match Runner::after(*job, portfolio, std::mem::take(&mut self.cache)) {
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
        let runner = self.runner.as_mut()?;
        let event = runner.step(replications);
        if runner.is_done() {
            self.put_away();
        }
        event
    }

    /// Ends the job under way and keeps what the next one can use.
    fn put_away(&mut self) {
        if let Some(runner) = self.runner.take() {
            self.cache = runner.into_cache();
        }
    }
}
