//! The browser: the only floor that names `web_sys`, `js_sys` and gloo.

#[cfg(feature = "page")]
pub(crate) mod canvas;
pub(crate) mod clock;
#[cfg(feature = "page")]
pub(crate) mod dom;
#[cfg(feature = "page")]
pub(crate) mod files;
#[cfg(feature = "page")]
pub(crate) mod location;
#[cfg(feature = "page")]
pub(crate) mod parts;
#[cfg(feature = "page")]
pub(crate) mod picture;
pub(crate) mod port;
#[cfg(feature = "page")]
pub(crate) mod storage;
