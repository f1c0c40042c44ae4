//! Deflate by the browser itself, beside the page; where it cannot, by the page.

use tierlab_engine::formats::{deflate, inflate};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Level of what the page compresses: partners are many numbers, and nobody wants to wait for them.
const QUICK: u8 = 1;

/// Compresses (RFC 1951).
pub(crate) async fn squeeze(bytes: &[u8]) -> Vec<u8> {
    match through(bytes, "CompressionStream").await {
        Ok(packed) => packed,
        Err(_) => deflate(bytes, QUICK),
    }
}

/// Expands to at most `most` bytes; `None` when damaged or larger.
pub(crate) async fn unsqueeze(packed: &[u8], most: usize) -> Option<Vec<u8>> {
    match through(packed, "DecompressionStream").await {
        Ok(bytes) => (bytes.len() <= most).then_some(bytes),
        // Damaged, or a browser that does not know how.
        Err(_) => inflate(packed, most),
    }
}

async fn through(bytes: &[u8], class: &str) -> Result<Vec<u8>, JsValue> {
    // Not every browser has them.
    let class = js_sys::Reflect::get(&js_sys::global(), &class.into())?;
    let class: js_sys::Function = class.dyn_into()?;
    let stream = js_sys::Reflect::construct(&class, &js_sys::Array::of1(&"deflate-raw".into()))?;
    let stream: web_sys::ReadableWritablePair = stream.unchecked_into();
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let blob = web_sys::Blob::new_with_u8_array_sequence(&parts)?;
    let changed = blob.stream().pipe_through(&stream);
    let response = web_sys::Response::new_with_opt_readable_stream(Some(&changed))?;
    let buffer = JsFuture::from(response.array_buffer()?).await?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}
