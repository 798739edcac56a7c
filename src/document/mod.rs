//! Documents: one model of headings, paragraphs, lists and tables, whatever the format.

pub mod csv;
pub mod markdown;
pub mod tree;
