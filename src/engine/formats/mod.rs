//! What comes from outside and what outlives a page: tables, workbooks and their import, documents,
//! links.

pub mod csv;
pub mod documents;
pub mod import;
mod link;
mod packed;
pub mod table;
pub mod workbook;

pub use link::{read_link, write_link};
pub use packed::{deflate, from_text, inflate, pack, to_text, unpack};
