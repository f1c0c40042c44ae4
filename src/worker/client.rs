//! The page's side: shares jobs out to the workers, puts their answers together, and runs jobs itself
//! when there is no worker to be had.

use super::inline::{Engine, engine};
use super::pool::{MOST, Pool, Seen};
use crate::platform::clock;
use crate::platform::parts::aside;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use tierlab_engine::portfolio::Portfolio;
use tierlab_engine::protocol::{Answer, Assembly, Command, Event, FIRST, Job, JobId};
use tierlab_engine::simulation::Scenario;

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

/// Partners × quarters × replications that are worth one more worker: below, telling it and waiting for it
/// takes longer than it saves, and the page wants a core as well.
const WORTH: u64 = 1_000_000;

/// Partners × quarters × replications of a first stage above which a run waits until changes rest: it would be
/// begun again before it answers, and take the cores from whoever draws the page meanwhile.
const HEAVY: u64 = 500_000;
/// Milliseconds without a change after which it rests.
const REST: i32 = 150;

/// Milliseconds between two answers of a run that is not finished: to draw one takes a core from the workers.
const PACE: f64 = 300.0;
/// Milliseconds between two words on how far it is.
const STEPS: f64 = 150.0;

enum Route {
    Workers(Pool),
    /// The simulation is fetched for the page; commands wait.
    Fetching,
    Page(Engine),
}

/// A job with what is known of its answer.
struct Asked {
    scenario: Scenario,
    watch: Option<usize>,
    assembly: Assembly,
    /// Whether somebody has been told.
    told: bool,
    /// When something was last heard of it, and when it was an answer, in milliseconds.
    heard: (f64, f64),
}

impl Asked {
    /// Whether an answer is passed on: the first one and the last one always.
    fn passes(&mut self, answer: &Answer, now: f64) -> bool {
        let Answer::Progress { partial, .. } = answer else { return true };
        let (step, drawn) = self.heard;
        let passes = if partial.is_some() { now - drawn >= PACE } else { now - step >= STEPS };
        if passes {
            self.heard = (now, if partial.is_some() { now } else { drawn });
        }
        passes
    }
}

struct Inner {
    route: Route,
    /// The last portfolio, to be told to whoever runs jobs.
    load: Option<Arc<Portfolio>>,
    /// How many partners it has.
    partners: u64,
    job: Option<Asked>,
    next: JobId,
    /// Changes so far, and when the last one was made.
    changes: (u32, f64),
}

/// Partners × quarters × replications of a scenario, of which only the first so many count.
fn cells(partners: u64, scenario: &Scenario, most: u32) -> u64 {
    let settings = scenario.settings;
    partners
        .saturating_mul(u64::from(settings.quarters))
        .saturating_mul(u64::from(settings.replications.min(most)))
}

/// Shares jobs out and hands their answers on.
#[derive(Clone)]
pub(crate) struct Client {
    inner: Rc<RefCell<Inner>>,
    on_answer: Rc<dyn Fn(Answer)>,
    on_fallback: Rc<dyn Fn(Fallback)>,
}

impl Client {
    /// Starts the workers. `on_answer` hears the answers of the newest job only.
    pub(crate) fn start(
        on_answer: impl Fn(Answer) + 'static,
        on_fallback: impl Fn(Fallback) + 'static,
    ) -> Self {
        Self::start_with(MOST, on_answer, on_fallback)
    }

    /// The same with a single worker, for what is asked beside the run.
    pub(crate) fn start_one(
        on_answer: impl Fn(Answer) + 'static,
        on_fallback: impl Fn(Fallback) + 'static,
    ) -> Self {
        Self::start_with(1, on_answer, on_fallback)
    }

    fn start_with(
        most: u32,
        on_answer: impl Fn(Answer) + 'static,
        on_fallback: impl Fn(Fallback) + 'static,
    ) -> Self {
        let inner = Inner {
            route: Route::Fetching,
            load: None,
            partners: 0,
            job: None,
            next: 1,
            changes: (0, f64::NEG_INFINITY),
        };
        let client = Self {
            inner: Rc::new(RefCell::new(inner)),
            on_answer: Rc::new(on_answer),
            on_fallback: Rc::new(on_fallback),
        };
        let hears = client.clone();
        let pool = Pool::start(crate::BUILD, most, Rc::new(move |seen| hears.hear(seen)));
        client.inner.borrow_mut().route = Route::Workers(pool);
        client
    }

    /// Sends the partners that later jobs run on.
    pub(crate) fn load(&self, portfolio: Arc<Portfolio>) {
        let partners = u64::try_from(portfolio.partners().len()).unwrap_or(u64::MAX);
        let page = {
            let mut inner = self.inner.borrow_mut();
            inner.partners = partners;
            inner.job = None;
            inner.load = Some(portfolio.clone());
            match &mut inner.route {
                Route::Workers(pool) => {
                    pool.load(portfolio.clone());
                    None
                }
                Route::Fetching => None,
                Route::Page(engine) => Some(engine.clone()),
            }
        };
        if let Some(page) = page {
            page(Command::Load(Arc::unwrap_or_clone(portfolio)));
        }
    }

    /// Starts a job; answers of earlier ones are no longer heard.
    pub(crate) fn run(&self, scenario: Scenario) {
        self.run_watching(scenario, None);
    }

    /// The same, with the partner at a position of the portfolio looked at closely.
    pub(crate) fn run_watching(&self, scenario: Scenario, watch: Option<usize>) {
        let cells = cells(self.inner.borrow().partners, &scenario, FIRST);
        let assembly = Assembly::new(&Job::whole(0, scenario.clone()));
        let heard = (f64::NEG_INFINITY, f64::NEG_INFINITY);
        let asked = Asked { scenario, watch, assembly, told: false, heard };
        let before = self.inner.borrow_mut().job.replace(asked);
        let (change, since) = {
            let mut inner = self.inner.borrow_mut();
            let now = clock::milliseconds();
            let (count, last) = inner.changes;
            inner.changes = (count.wrapping_add(1), now);
            (inner.changes.0, now - last)
        };
        if cells < HEAVY || since > 2.0 * f64::from(REST) {
            self.dispatch();
            return;
        }
        if before.is_some_and(|before| before.told) {
            self.stop();
        }
        let client = self.clone();
        clock::after(REST, move || {
            let waits = {
                let inner = client.inner.borrow();
                let told = inner.job.as_ref().is_some_and(|asked| asked.told);
                inner.changes.0 == change && !told
            };
            if waits {
                client.dispatch();
            }
        });
    }

    /// Drops the newest job.
    pub(crate) fn cancel(&self) {
        if self.inner.borrow_mut().job.take().is_some() {
            self.stop();
        }
    }

    /// Shares the job out, from the first stage that is not complete, among those who are there.
    fn dispatch(&self) {
        let mut page = None;
        {
            let mut inner = self.inner.borrow_mut();
            let id = inner.next;
            let Inner { route, job: Some(asked), partners, .. } = &mut *inner else { return };
            let whole = Job {
                stage: asked.assembly.stage(),
                watch: asked.watch,
                ..Job::whole(id, asked.scenario.clone())
            };
            let cells = cells(*partners, &whole.scenario, u32::MAX);
            let useful = u32::try_from(1 + cells / WORTH).unwrap_or(u32::MAX);
            let workers = match route {
                Route::Workers(pool) => pool.ready().min(useful),
                Route::Fetching => 0,
                Route::Page(_) => 1,
            };
            if workers == 0 {
                // Told once somebody is there.
                return;
            }
            let job = Job { workers, ..whole };
            let assembly = std::mem::replace(&mut asked.assembly, Assembly::new(&job));
            asked.assembly = assembly.handed_to(&job);
            asked.told = true;
            match route {
                Route::Workers(pool) => pool.share(&job),
                Route::Page(engine) => page = Some((engine.clone(), job)),
                Route::Fetching => {}
            }
            inner.next += 1;
        }
        if let Some((engine, job)) = page {
            engine(Command::Run(Box::new(job)));
        }
    }

    /// Tells everybody to drop what they do.
    fn stop(&self) {
        let page = {
            let mut inner = self.inner.borrow_mut();
            let id = inner.next.saturating_sub(1);
            match &mut inner.route {
                Route::Workers(pool) => {
                    pool.cancel(id);
                    None
                }
                Route::Fetching => None,
                Route::Page(engine) => Some((engine.clone(), id)),
            }
        };
        if let Some((engine, id)) = page {
            engine(Command::Cancel(id));
        }
    }

    fn hear(&self, seen: Seen) {
        match seen {
            Seen::Event(event) => self.take(event),
            Seen::Ready { first } => {
                // Those who come later take part from the next job on.
                if first {
                    self.dispatch();
                }
            }
            // One is gone and another one comes: the others take over at once.
            Seen::Lost => self.dispatch(),
            Seen::Gone => self.fall_back(Fallback::Unavailable),
            Seen::Stale => self.fall_back(Fallback::Stale),
        }
    }

    fn take(&self, event: Event) {
        let answer = {
            let mut inner = self.inner.borrow_mut();
            inner.job.as_mut().and_then(|asked| {
                let answer = asked.assembly.take(event)?;
                asked.passes(&answer, clock::milliseconds()).then_some(answer)
            })
        };
        let Some(answer) = answer else { return };
        if matches!(answer, Answer::Done { .. }) {
            // What is still under way is not needed any more.
            self.stop();
        }
        (self.on_answer)(answer);
    }

    fn fall_back(&self, why: Fallback) {
        let workers = {
            let mut inner = self.inner.borrow_mut();
            if !matches!(inner.route, Route::Workers(_)) {
                return;
            }
            std::mem::replace(&mut inner.route, Route::Fetching)
        };
        // Not dropped here: this may be called from a callback that a port owns.
        clock::after(0, move || drop(workers));
        let client = self.clone();
        aside(async move {
            let teller = client.clone();
            match engine(Rc::new(move |event| teller.take(event))).await {
                Ok(engine) => {
                    let load = {
                        let mut inner = client.inner.borrow_mut();
                        inner.route = Route::Page(engine.clone());
                        inner.load.clone()
                    };
                    (client.on_fallback)(why);
                    if let Some(load) = load {
                        engine(Command::Load(Arc::unwrap_or_clone(load)));
                    }
                    client.dispatch();
                }
                Err(_) => (client.on_fallback)(Fallback::Missing),
            }
        });
    }
}
