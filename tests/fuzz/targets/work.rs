//! Files of saved work.

#![no_main]

use libfuzzer_sys::Corpus;
use tierlab_fuzz::{shared, steer, tally};

libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, most: usize, seed: u32| {
    steer::mutated(data, size, most, seed)
});

libfuzzer_sys::fuzz_target!(|data: &[u8]| -> Corpus {
    let text = std::str::from_utf8(data);
    tally::kept(text.is_ok_and(shared::kept::work), data)
});
