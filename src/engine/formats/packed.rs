//! Bytes as short text: deflate (RFC 1951), then URL-safe base64 without padding (RFC 4648).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use miniz_oxide::{deflate::compress_to_vec, inflate::decompress_to_vec_with_limit};

/// Compresses and encodes.
pub fn pack(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(compress_to_vec(bytes, 9))
}

/// Decodes and expands to at most `most` bytes; `None` when damaged or larger.
pub fn unpack(text: &str, most: usize) -> Option<Vec<u8>> {
    let packed = URL_SAFE_NO_PAD.decode(text).ok()?;
    decompress_to_vec_with_limit(&packed, most).ok()
}
