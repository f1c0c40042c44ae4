//! Bytes as short text: deflate (RFC 1951), then URL-safe base64 without padding (RFC 4648).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use miniz_oxide::{deflate::compress_to_vec, inflate::decompress_to_vec_with_limit};

/// Compresses and encodes.
pub fn pack(bytes: &[u8]) -> String {
    to_text(&deflate(bytes, 9))
}

/// Decodes and expands to at most `most` bytes; `None` when damaged or larger.
pub fn unpack(text: &str, most: usize) -> Option<Vec<u8>> {
    inflate(&from_text(text)?, most)
}

/// Compresses, from level 1 (quick) to 9 (small).
pub fn deflate(bytes: &[u8], level: u8) -> Vec<u8> {
    compress_to_vec(bytes, level)
}

/// Expands to at most `most` bytes; `None` when damaged or larger.
pub fn inflate(packed: &[u8], most: usize) -> Option<Vec<u8>> {
    decompress_to_vec_with_limit(packed, most).ok()
}

/// Bytes as text.
pub fn to_text(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The bytes of a text, if it is one of [`to_text`].
pub fn from_text(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}
