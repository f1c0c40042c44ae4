//! The browser: the only floor that names `web_sys`, `js_sys`, gloo and idb.

#[cfg(feature = "page")]
pub(crate) mod canvas;
pub(crate) mod clock;
#[cfg(feature = "page")]
pub(crate) mod database;
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
pub(crate) mod secret;
#[cfg(feature = "page")]
pub(crate) mod squeeze;
#[cfg(feature = "page")]
pub(crate) mod storage;
#[cfg(feature = "page")]
pub(crate) mod tabs;
