//! As many plain workers as the browser has cores: started one after another, told the partners once, and
//! started again when one of them dies.

use crate::platform::{clock, port::WorkerPort};
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use tierlab_engine::portfolio::Portfolio;
use tierlab_engine::protocol::{Command, Event, Job, JobId, decode, encode, encode_load, stage};

/// How long a worker may take to say that it is ready, in milliseconds.
const PATIENCE: i32 = 15_000;
/// How long a worker that has work to do may say nothing, in milliseconds; then it is taken for dead. The
/// largest portfolios take some seconds to be prepared.
const SILENCE: f64 = 30_000.0;
/// Most workers.
pub(super) const MOST: u32 = 8;
/// Bytes that all workers together may take; a job on many partners is shared by as few as that allows.
const ROOM: usize = 1 << 30;
/// How often workers are started again before the pool gives up.
const RESTARTS: u32 = 4;

/// What the pool sees of its workers.
pub(super) enum Seen {
    /// One of them says something.
    Event(Event),
    /// One more is ready; whether it is the first.
    Ready { first: bool },
    /// One that was ready is gone.
    Lost,
    /// None can be had.
    Gone,
    /// They are of another build.
    Stale,
}

struct Worker {
    port: Option<WorkerPort>,
    ready: bool,
    /// Its number of starts: what an earlier one says is not heard.
    start: u32,
    /// Replications of the job it has not finished its share of.
    owes: Option<u32>,
    /// When it was last heard or told something, in milliseconds.
    heard: f64,
}

struct Inner {
    build: &'static str,
    workers: Vec<Worker>,
    /// The partners, for those who become ready later.
    load: Option<Arc<Portfolio>>,
    /// How many workers there is room for with these partners.
    most: usize,
    restarts: u32,
    watching: bool,
    seen: Rc<dyn Fn(Seen)>,
    /// Most workers there may be.
    cap: u32,
}

/// The workers; stopped when dropped.
pub(super) struct Pool(Rc<RefCell<Inner>>);

impl Pool {
    /// Starts the first worker; the others follow when it is ready, so that a first answer waits for no
    /// more than one; `cap` is the most there may be. `seen` is never called before this returns.
    pub(super) fn start(build: &'static str, cap: u32, seen: Rc<dyn Fn(Seen)>) -> Self {
        let inner = Inner {
            build,
            workers: Vec::new(),
            load: None,
            most: usize::MAX,
            restarts: 0,
            watching: false,
            seen,
            cap,
        };
        let pool = Self(Rc::new(RefCell::new(inner)));
        start(&pool.0, 0);
        pool
    }

    /// Workers that are ready.
    pub(super) fn ready(&self) -> u32 {
        u32::try_from(self.0.borrow().ready_ports().count()).unwrap_or(0)
    }

    /// Tells all of them the partners, now or when they are ready.
    pub(super) fn load(&self, portfolio: Arc<Portfolio>) {
        let mut inner = self.0.borrow_mut();
        inner.most = (ROOM / bytes_for(&portfolio).max(1)).max(1);
        if inner.ready_ports().next().is_some() {
            let bytes = encode_load(&portfolio);
            for port in inner.ready_ports() {
                port.send(&bytes);
            }
        }
        inner.load = Some(portfolio);
    }

    /// Gives each of those that are ready its share of a job that says how many there are.
    pub(super) fn share(&self, job: &Job) {
        {
            let mut inner = self.0.borrow_mut();
            let most = inner.most;
            let ready = inner.workers.iter_mut().take(most).filter(|worker| worker.ready);
            for (place, worker) in (0..job.workers).zip(ready) {
                worker.owes = Some(job.scenario.settings.replications);
                worker.heard = clock::milliseconds();
                if let Some(port) = &worker.port {
                    let job = Job { worker: place, ..job.clone() };
                    port.send(&encode(&Command::Run(Box::new(job))));
                }
            }
        }
        watch(&self.0);
    }

    /// Makes all of them drop a job.
    pub(super) fn cancel(&self, id: JobId) {
        let bytes = encode(&Command::Cancel(id));
        let mut inner = self.0.borrow_mut();
        for worker in &mut inner.workers {
            worker.owes = None;
        }
        for port in inner.ready_ports() {
            port.send(&bytes);
        }
    }
}

impl Inner {
    /// Those that take part in jobs.
    fn ready_ports(&self) -> impl Iterator<Item = &WorkerPort> {
        let ready = self.workers.iter().take(self.most).filter(|worker| worker.ready);
        ready.filter_map(|worker| worker.port.as_ref())
    }
}

/// What a run of two years takes in one worker, about: what is recorded in several forms, and what partners do.
fn bytes_for(portfolio: &Portfolio) -> usize {
    let cells = portfolio.metrics().len() * portfolio.periods().len();
    portfolio.partners().len().saturating_mul(24 * cells + 3000)
}

/// Starts the worker in a place, which is empty or the next one.
fn start(inner: &Rc<RefCell<Inner>>, place: usize) {
    let begun = {
        let mut inner = inner.borrow_mut();
        let begun = inner.workers.get(place).map_or(1, |worker| worker.start + 1);
        let heard = clock::milliseconds();
        let worker = Worker { port: None, ready: false, start: begun, owes: None, heard };
        match inner.workers.get_mut(place) {
            Some(slot) => *slot = worker,
            None => inner.workers.push(worker),
        }
        begun
    };
    let at = (place, begun);
    let (hears, fails, waits) = (Rc::downgrade(inner), Rc::downgrade(inner), Rc::downgrade(inner));
    let build = inner.borrow().build;
    let port = WorkerPort::start(
        build,
        move |bytes| {
            if let Some(inner) = hears.upgrade() {
                hear(&inner, at, &bytes);
            }
        },
        move || {
            if let Some(inner) = fails.upgrade() {
                lose(&inner, at);
            }
        },
    );
    if port.is_none() {
        let inner = inner.clone();
        clock::after(0, move || lose(&inner, at));
        return;
    }
    if let Some(worker) = inner.borrow_mut().workers.get_mut(place) {
        worker.port = port;
    }
    clock::after(PATIENCE, move || {
        let Some(inner) = waits.upgrade() else { return };
        let late = inner.borrow().worker(at).is_some_and(|worker| !worker.ready);
        if late {
            lose(&inner, at);
        }
    });
}

impl Inner {
    /// The worker of this start in a place.
    fn worker(&self, (place, start): (usize, u32)) -> Option<&Worker> {
        self.workers.get(place).filter(|worker| worker.start == start)
    }
}

fn hear(inner: &Rc<RefCell<Inner>>, at: (usize, u32), bytes: &[u8]) {
    let seen = inner.borrow().seen.clone();
    if inner.borrow().worker(at).is_none() {
        return;
    }
    let build = inner.borrow().build;
    match decode::<Event>(bytes) {
        Some(Event::Ready { build: of }) if of == build => {
            let first = {
                let mut inner = inner.borrow_mut();
                let first = at.0 < inner.most && inner.ready_ports().next().is_none();
                let load = inner.load.clone().filter(|_| at.0 < inner.most);
                if let Some(worker) = inner.workers.get_mut(at.0) {
                    worker.ready = true;
                    if let (Some(port), Some(load)) = (&worker.port, load) {
                        port.send(&encode_load(&load));
                    }
                }
                first
            };
            seen(Seen::Ready { first });
            let (next, cap) = (inner.borrow().workers.len(), inner.borrow().cap);
            if next < clock::cores().min(cap) as usize {
                start(inner, next);
            }
        }
        Some(Event::Ready { .. }) | None => seen(Seen::Stale),
        Some(event) => {
            if let Some(worker) = inner.borrow_mut().workers.get_mut(at.0) {
                worker.heard = clock::milliseconds();
                // After its last part it has nothing more to say.
                if let (Event::Part { stage: done, .. }, Some(total)) = (&event, worker.owes)
                    && stage(done + 1, total).is_none()
                {
                    worker.owes = None;
                }
            }
            seen(Seen::Event(event));
        }
    }
}

/// Looks again and again whether those that have work to do still say something.
fn watch(inner: &Rc<RefCell<Inner>>) {
    if std::mem::replace(&mut inner.borrow_mut().watching, true) {
        return;
    }
    let inner = Rc::downgrade(inner);
    clock::after(2_000, move || {
        let Some(inner) = inner.upgrade() else { return };
        inner.borrow_mut().watching = false;
        let now = clock::milliseconds();
        let silent = inner.borrow().workers.iter().enumerate().find_map(|(place, worker)| {
            let late = worker.ready && worker.owes.is_some() && now - worker.heard > SILENCE;
            late.then_some((place, worker.start))
        });
        if let Some(at) = silent {
            lose(&inner, at);
        }
        let busy = inner.borrow().workers.iter().any(|worker| worker.owes.is_some());
        if busy {
            watch(&inner);
        }
    });
}

/// A worker is gone: another one takes its place, as long as that helps.
fn lose(inner: &Rc<RefCell<Inner>>, at: (usize, u32)) {
    let (seen, was_ready, left, again) = {
        let mut inner = inner.borrow_mut();
        let Some(worker) = inner.workers.get_mut(at.0).filter(|worker| worker.start == at.1) else {
            return;
        };
        let was_ready = worker.ready;
        worker.ready = false;
        worker.owes = None;
        // What is still said by it comes from an earlier start.
        worker.start += 1;
        let port = worker.port.take();
        // Not dropped here: this is called from a callback that the port owns.
        clock::after(0, move || drop(port));
        inner.restarts += u32::from(was_ready);
        let left = inner.ready_ports().next().is_some();
        // One that never was ready would not be the next time.
        let again = was_ready && inner.restarts <= RESTARTS;
        (inner.seen.clone(), was_ready, left, again)
    };
    if !left && !again {
        seen(Seen::Gone);
        return;
    }
    if again {
        start(inner, at.0);
    }
    if was_ready && left {
        seen(Seen::Lost);
    }
}
