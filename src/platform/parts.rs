//! Parts of the page that are files of their own, fetched when they are first needed.

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use wasm_split_helpers::SplitLoaderError;

/// What code gives that may have to be fetched first.
pub(crate) type Fetched<T> = Result<T, SplitLoaderError>;

/// What to say when a part cannot be fetched.
pub(crate) const MISSING: &str = "This part of Tierlab could not be loaded: there is no connection, \
    or Tierlab has been updated since you opened it. Reload the page; your work is kept in this browser.";

/// What `work` gives, if nothing has to be fetched for it any more.
pub(crate) fn at_once<T>(work: impl Future<Output = Fetched<T>>) -> Option<T> {
    match pin!(work).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(given) => given.ok(),
        Poll::Pending => None,
    }
}

/// Lets something take its time beside everything else.
pub(crate) fn aside(work: impl Future<Output = ()> + 'static) {
    wasm_bindgen_futures::spawn_local(work);
}
