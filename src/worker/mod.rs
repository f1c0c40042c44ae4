//! Runs jobs away from the page: a worker where the browser has one, the page itself otherwise.

#[cfg(feature = "page")]
mod client;
mod drive;
mod host;
#[cfg(feature = "page")]
mod inline;
#[cfg(feature = "page")]
mod pool;

#[cfg(feature = "page")]
pub(crate) use client::{Client, Fallback};
pub use host::Host;

use crate::platform::port;
use drive::Drive;
use tierlab_engine::protocol::{Command, Event, decode, encode_event};

/// The worker's main function: answers commands until the page stops it.
pub fn serve() {
    console_error_panic_hook::set_once();
    let drive = Drive::new(|event| port::send_from_worker(&encode_event(&event)));
    port::listen_in_worker(move |bytes| {
        // A page of another build is answered by silence; it has seen `Ready` and knows.
        if let Some(command) = decode::<Command>(&bytes) {
            drive.command(command);
        }
    });
    port::send_from_worker(&encode_event(&Event::Ready { build: crate::BUILD.to_owned() }));
}
