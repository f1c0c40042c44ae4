//! The simulation inside the page, for when there is no worker: seldom needed, so it is fetched then.

#![expect(
    clippy::unnecessary_wraps,
    reason = "what is fetched may fail to come, though its code does not"
)]

use super::drive::Drive;
use crate::platform::parts::Fetched;
use std::rc::Rc;
use tierlab_engine::protocol::{Command, Event};
use wasm_split_helpers::wasm_split;

/// Takes commands where no worker does.
pub(super) type Engine = Rc<dyn Fn(Command)>;

/// Fetches it; `send` hears its events.
#[wasm_split(simulation, fallible)]
pub(super) fn engine(send: Rc<dyn Fn(Event)>) -> Fetched<Engine> {
    let drive = Drive::new(move |event| send(event));
    Ok(Rc::new(move |command| drive.command(command)))
}
