//! What is asked beside the run: one partner looked at closely, a number tried over its range. One question
//! after another, by a worker of its own, so that levers never wait for it.

use super::ByAddress;
use crate::platform::parts::MISSING;
use crate::worker::{Client, Fallback};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use tierlab_engine::protocol::{Answer, Outcome};
use tierlab_engine::simulation::Scenario;

/// What a question is about; newer questions about the same replace older ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Topic {
    /// One partner looked at closely.
    Partner,
    /// A number over its range.
    Curve,
    /// Scenarios side by side.
    Comparison,
    /// What a partner is shown.
    PartnerView,
}

/// Hears what came out, or why nothing did.
type Then = Box<dyn FnOnce(Result<Outcome, String>)>;
/// Hears how many runs of how many are done.
type Meanwhile = Rc<dyn Fn(u32, u32)>;

/// One question.
pub(crate) struct Question {
    pub scenario: Scenario,
    /// Position of the partner to be looked at closely.
    pub watch: Option<usize>,
    /// Hears the answer.
    pub then: Then,
    /// Hears how far it is, if anybody does.
    pub meanwhile: Option<Meanwhile>,
}

#[derive(Default)]
struct Waiting {
    partners: Option<ByAddress>,
    running: Option<(Topic, Then, Option<Meanwhile>)>,
    queue: VecDeque<(Topic, Question)>,
    /// Whether there is nobody to answer: neither a worker nor the simulation could be fetched.
    missing: bool,
}

/// Asks, one by one.
#[derive(Clone)]
pub(crate) struct Aside {
    client: Client,
    waiting: Rc<RefCell<Waiting>>,
}

impl Aside {
    /// Starts its worker.
    pub(super) fn start() -> Self {
        let waiting = Rc::new(RefCell::new(Waiting::default()));
        let own = Rc::new(RefCell::new(None::<Self>));
        let (hears, fails) = (own.clone(), own.clone());
        let client = Client::start_one(
            move |answer| {
                // Cloned first: what hears the answer may ask again.
                let aside = hears.borrow().clone();
                if let Some(aside) = aside {
                    aside.hear(answer);
                }
            },
            // Else it answers all the same, from the page; whoever runs the levers has told.
            move |why| {
                let aside = fails.borrow().clone().filter(|_| why == Fallback::Missing);
                if let Some(aside) = aside {
                    aside.waiting.borrow_mut().missing = true;
                    aside.give_up();
                }
            },
        );
        let aside = Self { client, waiting };
        *own.borrow_mut() = Some(aside.clone());
        aside
    }

    /// Asks about a topic on some partners; what was asked about it before is dropped.
    pub(crate) fn ask(&self, topic: Topic, partners: &ByAddress, questions: Vec<Question>) {
        self.forget(topic);
        {
            let mut waiting = self.waiting.borrow_mut();
            if waiting.partners.as_ref() != Some(partners) {
                waiting.queue.clear();
                waiting.running = None;
                waiting.partners = Some(partners.clone());
                self.client.load(partners.0.clone());
            }
            waiting.queue.extend(questions.into_iter().map(|question| (topic, question)));
        }
        self.next();
    }

    /// Drops what was asked about a topic.
    pub(crate) fn forget(&self, topic: Topic) {
        let stopped = {
            let mut waiting = self.waiting.borrow_mut();
            waiting.queue.retain(|(of, _)| *of != topic);
            waiting.running.take_if(|(of, ..)| *of == topic).is_some()
        };
        if stopped {
            self.client.cancel();
            self.next();
        }
    }

    /// Tells everyone who waits that nobody answers.
    fn give_up(&self) {
        let (running, queue) = {
            let mut waiting = self.waiting.borrow_mut();
            (waiting.running.take(), std::mem::take(&mut waiting.queue))
        };
        let running = running.map(|(_, then, _)| then);
        for then in running.into_iter().chain(queue.into_iter().map(|(_, one)| one.then)) {
            then(Err(MISSING.to_owned()));
        }
    }

    fn next(&self) {
        if self.waiting.borrow().missing {
            return self.give_up();
        }
        let question = {
            let mut waiting = self.waiting.borrow_mut();
            if waiting.running.is_some() {
                return;
            }
            let Some((topic, question)) = waiting.queue.pop_front() else { return };
            waiting.running = Some((topic, question.then, question.meanwhile));
            (question.scenario, question.watch)
        };
        self.client.run_watching(question.0, question.1);
    }

    fn hear(&self, answer: Answer) {
        let told = match answer {
            Answer::Progress { done, total, .. } => {
                // Cloned first: what hears it may ask again.
                let running = self.waiting.borrow();
                let meanwhile = running.running.as_ref().and_then(|(.., heard)| heard.clone());
                drop(running);
                if let Some(meanwhile) = meanwhile {
                    meanwhile(done, total);
                }
                return;
            }
            Answer::Done { outcome } => Ok(*outcome),
            Answer::Failed { why } => Err(why),
        };
        let running = self.waiting.borrow_mut().running.take();
        self.next();
        if let Some((_, then, _)) = running {
            then(told);
        }
    }
}
