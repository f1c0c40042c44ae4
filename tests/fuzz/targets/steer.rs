//! Where an input is JSON, its tree is changed; every fourth time, and everywhere else, its bytes.

use crate::shared::mutate::{Draw, mutate};
use serde_json::Value;

/// Changes the first `size` bytes of `data`, to at most `most`; the new size.
pub fn mutated(data: &mut [u8], size: usize, most: usize, seed: u32) -> usize {
    let tree = data.get(..size).and_then(|bytes| serde_json::from_slice::<Value>(bytes).ok());
    if let Some(mut document) = tree.filter(|_| seed % 4 != 0) {
        // A node takes about eight bytes.
        mutate(&mut document, most / 8, &mut Draw(u64::from(seed)));
        let text = document.to_string();
        if let Some(place) = data.get_mut(..text.len()).filter(|_| text.len() <= most) {
            place.copy_from_slice(text.as_bytes());
            return text.len();
        }
    }
    libfuzzer_sys::fuzzer_mutate(data, size, most)
}
