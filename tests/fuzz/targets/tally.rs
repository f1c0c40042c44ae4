//! Counts what was taken, and keeps the corpus from filling with what was not.

use libfuzzer_sys::Corpus;
use std::sync::Once;
use std::sync::atomic::{AtomicU64, Ordering};
use tierlab_engine::rng::fnv1a32;

static TAKEN: AtomicU64 = AtomicU64::new(0);
static AT_EXIT: Once = Once::new();

unsafe extern "C" {
    safe fn atexit(call: extern "C" fn()) -> i32;
}

extern "C" fn tell() {
    eprintln!("taken: {}", TAKEN.load(Ordering::Relaxed));
}

/// Whether an input may be bred from. Refused documents breed refused documents: of those with new
/// coverage one in 32 is kept.
pub fn kept(taken: bool, data: &[u8]) -> Corpus {
    AT_EXIT.call_once(|| {
        atexit(tell);
    });
    TAKEN.fetch_add(u64::from(taken), Ordering::Relaxed);
    if taken || fnv1a32(data) % 32 == 0 { Corpus::Keep } else { Corpus::Reject }
}
