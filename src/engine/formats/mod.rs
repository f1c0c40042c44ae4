//! What comes from outside and what outlives a page: tables, workbooks and their import, documents,
//! links.

pub mod csv;
pub mod documents;
pub mod import;
mod link;
mod numbers;
mod packed;
pub mod table;
pub mod workbook;

pub use link::{
    Base, Manner, Packed, ROUNDS, Received, SALT, START, Sealed, design_with, link_bytes,
    link_text, read_link, read_link_bytes, read_links, sealed_text, share_partners, write_link,
};
pub use packed::{deflate, from_text, inflate, pack, to_text, unpack};
