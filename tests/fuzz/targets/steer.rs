//! Where an input is JSON, its tree is changed; every fourth time, and everywhere else, its bytes. Behind a zero may
//! stand bytes of another kind, which stay.

use crate::shared::mutate::{Draw, mutate};
use serde_json::Value;

/// Changes the first `size` bytes of `data`, to at most `most`; the new size.
pub fn mutated(data: &mut [u8], size: usize, most: usize, seed: u32) -> usize {
    let given = data.get(..size).unwrap_or_default();
    let end = given.iter().position(|byte| *byte == 0).unwrap_or(given.len());
    let rest = given.get(end..).unwrap_or_default().to_vec();
    let tree = given.get(..end).and_then(|bytes| serde_json::from_slice::<Value>(bytes).ok());
    if let Some(mut document) = tree.filter(|_| seed % 4 != 0) {
        // A node takes about eight bytes.
        mutate(&mut document, most / 8, &mut Draw(u64::from(seed)));
        let changed = [document.to_string().as_bytes(), rest.as_slice()].concat();
        if let Some(place) = data.get_mut(..changed.len()).filter(|_| changed.len() <= most) {
            place.copy_from_slice(&changed);
            return changed.len();
        }
    }
    libfuzzer_sys::fuzzer_mutate(data, size, most)
}
