//! Workbooks: their parts, and archives as they are.

#![no_main]

use libfuzzer_sys::Corpus;
use tierlab_fuzz::{shared, tally};

libfuzzer_sys::fuzz_target!(|data: &[u8]| -> Corpus {
    tally::kept(shared::tables::workbook(data), data)
});
