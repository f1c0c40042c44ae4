//! The page's side: sends jobs to the worker, drops stale answers, and runs jobs itself when there
//! is no worker to be had.

use super::inline::{Engine, engine};
use crate::platform::parts::aside;
use crate::platform::{clock, port::WorkerPort};
use std::cell::RefCell;
use std::rc::Rc;
use tierlab_engine::portfolio::Portfolio;
use tierlab_engine::protocol::{Command, Event, Job, JobId, decode, encode};
use tierlab_engine::simulation::Scenario;

/// How long a worker may take to say that it is ready, in milliseconds.
const PATIENCE: i32 = 15_000;

/// Why the page runs jobs itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fallback {
    /// The worker could not be started, or stopped.
    Unavailable,
    /// The worker belongs to another build, kept by a cache.
    Stale,
    /// And the page has not got the simulation either: it could not be fetched.
    Missing,
}

enum Route {
    /// The worker loads; commands wait.
    Starting(WorkerPort),
    Worker(WorkerPort),
    /// The simulation is fetched for the page; commands wait.
    Fetching,
    Page(Engine),
}

struct Inner {
    route: Option<Route>,
    /// The last portfolio and job, to be told to whoever runs them.
    load: Option<Command>,
    job: Option<Job>,
    next: JobId,
}

/// Sends jobs and hands their events on.
#[derive(Clone)]
pub(crate) struct Client {
    inner: Rc<RefCell<Inner>>,
    on_event: Rc<dyn Fn(Event)>,
    on_fallback: Rc<dyn Fn(Fallback)>,
}

impl Client {
    /// Starts the worker. `on_event` hears the events of the newest job only.
    pub(crate) fn start(
        on_event: impl Fn(Event) + 'static,
        on_fallback: impl Fn(Fallback) + 'static,
    ) -> Self {
        let inner = Inner { route: None, load: None, job: None, next: 1 };
        let client = Self {
            inner: Rc::new(RefCell::new(inner)),
            on_event: Rc::new(on_event),
            on_fallback: Rc::new(on_fallback),
        };
        let (hears, fails, waits) = (client.clone(), client.clone(), client.clone());
        let port = WorkerPort::start(
            crate::BUILD,
            move |bytes| hears.hear(&bytes),
            move || fails.fall_back(Fallback::Unavailable),
        );
        match port {
            Some(port) => {
                client.inner.borrow_mut().route = Some(Route::Starting(port));
                clock::after(PATIENCE, move || {
                    let starting = matches!(waits.inner.borrow().route, Some(Route::Starting(_)));
                    if starting {
                        waits.fall_back(Fallback::Unavailable);
                    }
                });
            }
            None => client.fall_back(Fallback::Unavailable),
        }
        client
    }

    /// Sends the partners that later jobs run on.
    pub(crate) fn load(&self, portfolio: Portfolio) {
        let command = Command::Load(portfolio);
        self.send(&command);
        let mut inner = self.inner.borrow_mut();
        inner.load = Some(command);
        inner.job = None;
    }

    /// Starts a job; events of earlier ones are no longer heard.
    pub(crate) fn run(&self, scenario: Scenario) -> JobId {
        let job = {
            let mut inner = self.inner.borrow_mut();
            let id = inner.next;
            inner.next += 1;
            let job = Job { id, scenario };
            inner.job = Some(job.clone());
            job
        };
        let id = job.id;
        self.send(&Command::Run(Box::new(job)));
        id
    }

    /// Drops the newest job.
    pub(crate) fn cancel(&self) {
        let job = self.inner.borrow_mut().job.take();
        if let Some(job) = job {
            self.send(&Command::Cancel(job.id));
        }
    }

    fn send(&self, command: &Command) {
        let page = {
            let inner = self.inner.borrow();
            match &inner.route {
                Some(Route::Worker(port)) => {
                    port.send(&encode(command));
                    return;
                }
                Some(Route::Page(engine)) => engine.clone(),
                // Told once the worker is ready.
                Some(Route::Starting(_) | Route::Fetching) | None => return,
            }
        };
        page(command.clone());
    }

    fn hear(&self, bytes: &[u8]) {
        match decode::<Event>(bytes) {
            Some(Event::Ready { build }) if build == crate::BUILD => self.ready(),
            Some(Event::Ready { .. }) | None => self.fall_back(Fallback::Stale),
            Some(event) => self.tell(event),
        }
    }

    fn ready(&self) {
        {
            let mut inner = self.inner.borrow_mut();
            inner.route = match inner.route.take() {
                Some(Route::Starting(port)) => Some(Route::Worker(port)),
                other => other,
            };
        }
        self.replay();
    }

    /// Tells a new route what it has missed.
    fn replay(&self) {
        let (load, job) = {
            let inner = self.inner.borrow();
            (inner.load.clone(), inner.job.clone())
        };
        if let Some(load) = load {
            self.send(&load);
        }
        if let Some(job) = job {
            self.send(&Command::Run(Box::new(job)));
        }
    }

    fn fall_back(&self, why: Fallback) {
        if matches!(self.inner.borrow().route, Some(Route::Fetching | Route::Page(_))) {
            return;
        }
        let client = self.clone();
        let stopped = self.inner.borrow_mut().route.replace(Route::Fetching);
        // Not dropped here: this may be called from a callback that the port owns.
        clock::after(0, move || drop(stopped));
        aside(async move {
            let teller = client.clone();
            match engine(Rc::new(move |event| teller.tell(event))).await {
                Ok(engine) => {
                    client.inner.borrow_mut().route = Some(Route::Page(engine));
                    (client.on_fallback)(why);
                    client.replay();
                }
                Err(_) => (client.on_fallback)(Fallback::Missing),
            }
        });
    }

    fn tell(&self, event: Event) {
        let id = match &event {
            Event::Ready { .. } => return,
            Event::Progress { id, .. } | Event::Done { id, .. } | Event::Failed { id, .. } => *id,
        };
        let newest = self.inner.borrow().job.as_ref().is_some_and(|job| job.id == id);
        if newest {
            (self.on_event)(event);
        }
    }
}
