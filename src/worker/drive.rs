//! Drives a host step by step, so that commands are heard between the steps.

use super::Host;
use crate::platform::clock;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use tierlab_engine::protocol::{Command, Event};

/// How long one step should take, in milliseconds: short enough not to be felt on the page.
const STEP: f64 = 30.0;

/// A host with a pace and a way out for its events.
#[derive(Clone)]
pub(super) struct Drive {
    inner: Rc<Inner>,
}

struct Inner {
    host: RefCell<Host>,
    send: Box<dyn Fn(Event)>,
    /// Replications in the next step.
    pace: Cell<u32>,
    waiting: Cell<bool>,
}

impl Drive {
    pub(super) fn new(send: impl Fn(Event) + 'static) -> Self {
        let inner = Inner {
            host: RefCell::default(),
            send: Box::new(send),
            pace: Cell::new(5),
            waiting: Cell::new(false),
        };
        Self { inner: Rc::new(inner) }
    }

    /// Takes a command and starts or goes on working.
    pub(super) fn command(&self, command: Command) {
        if let Command::Load(_) = command {
            self.inner.pace.set(1);
        }
        let answer = self.inner.host.borrow_mut().command(command);
        if let Some(event) = answer {
            (self.inner.send)(event);
        }
        self.schedule();
    }

    fn schedule(&self) {
        if self.inner.waiting.get() || !self.inner.host.borrow().is_busy() {
            return;
        }
        self.inner.waiting.set(true);
        let drive = self.clone();
        clock::soon(move || {
            drive.inner.waiting.set(false);
            drive.step();
            drive.schedule();
        });
    }

    fn step(&self) {
        let pace = self.inner.pace.get();
        let before = clock::milliseconds();
        let event = self.inner.host.borrow_mut().step(pace);
        let took = clock::milliseconds() - before;
        if took < STEP / 2.0 {
            self.inner.pace.set((pace * 2).min(1000));
        } else if took > STEP {
            self.inner.pace.set((pace / 2).max(1));
        }
        if let Some(event) = event {
            (self.inner.send)(event);
        }
    }
}
