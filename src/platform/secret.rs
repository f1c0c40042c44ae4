//! Secrets under a passphrase, by the browser's own cryptography: PBKDF2 with HMAC-SHA-256 makes a key of 256 bits out
//! of the passphrase, AES-GCM locks with it. Nothing is kept.

use js_sys::{Array, Object, Reflect, Uint8Array};
use tierlab_engine::formats::{ROUNDS, SALT, START, Sealed};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Why something cannot be locked or opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// The page was not loaded over HTTPS, so that the browser offers no cryptography.
    Unavailable,
    /// The passphrase is another, or what is locked was changed.
    Wrong,
}

/// Whether secrets can be made and opened here.
pub(crate) fn is_available() -> bool {
    subtle().is_ok()
}

/// Locks bytes with a passphrase, under a salt and a start that are new each time.
///
/// # Errors
/// That this browser cannot.
pub(crate) async fn seal(passphrase: &str, bytes: &[u8]) -> Result<Sealed, Trouble> {
    let mut sealed =
        Sealed { rounds: ROUNDS, salt: [0; SALT], start: [0; START], secret: Vec::new() };
    let crypto = crypto()?;
    for place in [sealed.salt.as_mut_slice(), sealed.start.as_mut_slice()] {
        crypto.get_random_values_with_u8_array(place).map_err(|_| Trouble::Unavailable)?;
    }
    let key = key_of(passphrase, &sealed).await.map_err(|_| Trouble::Unavailable)?;
    let data = Uint8Array::from(bytes);
    let locking = subtle()?
        .encrypt_with_object_and_buffer_source(&manner(&sealed), &key, &data)
        .map_err(|_| Trouble::Unavailable)?;
    let secret = JsFuture::from(locking).await.map_err(|_| Trouble::Unavailable)?;
    sealed.secret = Uint8Array::new(&secret).to_vec();
    Ok(sealed)
}

/// Opens what was locked.
///
/// # Errors
/// That this browser cannot, or that the passphrase is wrong.
pub(crate) async fn unseal(passphrase: &str, sealed: &Sealed) -> Result<Vec<u8>, Trouble> {
    let subtle = subtle()?;
    let key = key_of(passphrase, sealed).await.map_err(|_| Trouble::Unavailable)?;
    let data = Uint8Array::from(sealed.secret.as_slice());
    let opening = subtle
        .decrypt_with_object_and_buffer_source(&manner(sealed), &key, &data)
        .map_err(|_| Trouble::Unavailable)?;
    let opened = JsFuture::from(opening).await.map_err(|_| Trouble::Wrong)?;
    Ok(Uint8Array::new(&opened).to_vec())
}

fn crypto() -> Result<web_sys::Crypto, Trouble> {
    let window = web_sys::window().ok_or(Trouble::Unavailable)?;
    window.crypto().map_err(|_| Trouble::Unavailable)
}

fn subtle() -> Result<web_sys::SubtleCrypto, Trouble> {
    let crypto = crypto()?;
    // Without a secure context there is none.
    let there = Reflect::get(&crypto, &"subtle".into()).is_ok_and(|it| it.is_object());
    if there { Ok(crypto.subtle()) } else { Err(Trouble::Unavailable) }
}

async fn key_of(passphrase: &str, sealed: &Sealed) -> Result<web_sys::CryptoKey, JsValue> {
    let subtle = subtle().map_err(|_| JsValue::NULL)?;
    // However the keyboard writes an accent.
    let passphrase = String::from(js_sys::JsString::from(passphrase).normalize("NFKC"));
    let words = Uint8Array::from(passphrase.as_bytes());
    let usage = Array::of1(&"deriveKey".into());
    let words = subtle.import_key_with_str("raw", &words, "PBKDF2", false, &usage)?;
    let words: web_sys::CryptoKey = JsFuture::from(words).await?.dyn_into()?;
    let salt = Uint8Array::from(sealed.salt.as_slice());
    let how = object(&[
        ("name", "PBKDF2".into()),
        ("hash", "SHA-256".into()),
        ("salt", salt.into()),
        ("iterations", sealed.rounds.into()),
    ]);
    let what = object(&[("name", "AES-GCM".into()), ("length", 256.into())]);
    let usage = Array::of2(&"encrypt".into(), &"decrypt".into());
    let key = subtle.derive_key_with_object_and_object(&how, &words, &what, false, &usage)?;
    JsFuture::from(key).await?.dyn_into()
}

/// AES-GCM from its start on; what stands before the secret is protected too.
fn manner(sealed: &Sealed) -> Object {
    let start = Uint8Array::from(sealed.start.as_slice());
    let head = Uint8Array::from(sealed.head().as_slice());
    object(&[("name", "AES-GCM".into()), ("iv", start.into()), ("additionalData", head.into())])
}

fn object(fields: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in fields {
        let _set = Reflect::set(&object, &(*name).into(), value);
    }
    object
}
