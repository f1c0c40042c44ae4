//! Tables in text.

#![no_main]

use libfuzzer_sys::Corpus;
use tierlab_fuzz::{shared, tally};

libfuzzer_sys::fuzz_target!(|data: &[u8]| -> Corpus {
    tally::kept(shared::tables::table(data), data)
});
