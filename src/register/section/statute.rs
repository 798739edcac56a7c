//! stub
use crate::document::{Document, Number};
use super::title::Naming;
use super::item::OwnHeadings;
use crate::source::Place;
use crate::finding::Lang;
/// stub
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part { /// x
 Navn }
impl Part { /// x
 pub const ALL: [Self; 1] = [Self::Navn];
 /// x
 pub fn word(self) -> &'static str { "navn" } /// x
 pub fn title(self, _: Lang) -> &'static str { "navn" } }
/// stub
pub fn parts_of(_: &str) -> Vec<Part> { vec![] }
/// stub
pub fn statute_parts(_: &Document) -> Vec<(Part, Place)> { vec![] }
pub(super) fn naming(t: &str, n: Option<&Number>, o: &OwnHeadings) -> Naming { super::title::naming(t, n, o) }
