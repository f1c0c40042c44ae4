//! Share links: characters of a link, documents inside of one with the numbers of partners behind a zero, and bytes
//! to expand; each under a checksum that agrees, so that the inside is reached.

#![no_main]

use libfuzzer_sys::Corpus;
use tierlab_fuzz::{shared, steer, tally};

libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, most: usize, seed: u32| {
    steer::mutated(data, size, most, seed)
});

libfuzzer_sys::fuzz_target!(|data: &[u8]| -> Corpus {
    tally::kept(shared::screen::link(data), data)
});
