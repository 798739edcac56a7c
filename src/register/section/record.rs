//! stub
use crate::document::Document;
use crate::source::Place;
/// stub
pub type RecordPoint = Option<Place>;
/// stub
pub fn record_points(_: &Document) -> [RecordPoint; 7] { Default::default() }
