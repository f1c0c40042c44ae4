//! Scenario documents.

#![no_main]

use libfuzzer_sys::Corpus;
use std::sync::LazyLock;
use tierlab_engine::portfolio::Portfolio;
use tierlab_fuzz::{shared, steer, tally};

static PARTNERS: LazyLock<Vec<Portfolio>> = LazyLock::new(shared::partners::all);

libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, most: usize, seed: u32| {
    steer::mutated(data, size, most, seed)
});

libfuzzer_sys::fuzz_target!(|data: &[u8]| -> Corpus {
    let text = std::str::from_utf8(data);
    tally::kept(text.is_ok_and(|text| shared::screen::scenario(text, &PARTNERS)), data)
});
