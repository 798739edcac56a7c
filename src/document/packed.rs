//! Trees of values as the build packs them: the files that the tool carries, without parsing.
//!
//! **Knows**: the form that `build.rs` writes, which is whole because one build writes and reads it.
//! **Does not know**: which files there are, what they say.

use chrono::NaiveDate;

use super::tree::{Node, Value};
use crate::source::Place;

/// A file that was packed.
#[derive(Debug, Clone, Copy)]
pub struct PackedFile {
    /// Its path.
    pub path: &'static str,
    /// Its table, without `ord` and `eksempel`.
    pub table: &'static [u8],
    /// Its table with `ord` alone.
    pub words: &'static [u8],
}

/// The files that `packed` holds, in their order.
pub fn files(mut packed: &'static [u8]) -> impl Iterator<Item = PackedFile> {
    std::iter::from_fn(move || {
        let more = !packed.is_empty();
        more.then(|| PackedFile {
            path: take_str(&mut packed),
            table: take(&mut packed),
            words: take(&mut packed),
        })
    })
}

/// Takes a number of bytes, with their length before them, from the start of `packed`.
fn take(packed: &mut &'static [u8]) -> &'static [u8] {
    let length = take_length(packed);
    let (bytes, rest) = packed.split_at(length);
    *packed = rest;
    bytes
}

/// The tree that is packed in `packed`. Every node stands at `place`.
pub fn read(mut packed: &'static [u8], place: &Place) -> Node {
    read_node(&mut packed, place)
}

fn read_node(packed: &mut &'static [u8], place: &Place) -> Node {
    let value = match take_array(packed) {
        [b'"'] => Value::Text(take_text(packed)),
        [b'0'] => Value::Integer(i64::from_le_bytes(take_array(packed))),
        [b'+'] => Value::Boolean(true),
        [b'-'] => Value::Boolean(false),
        [b'd'] => {
            let year = u16::from_le_bytes(take_array(packed));
            let [month, day] = take_array(packed);
            NaiveDate::from_ymd_opt(year.into(), month.into(), day.into()).map_or(Value::Invalid, Value::Date)
        }
        [b'['] => {
            let length = take_length(packed);
            Value::List((0..length).map(|_| read_node(packed, place)).collect())
        }
        [b'{'] => {
            let length = take_length(packed);
            let entry = |_| (take_text(packed), read_node(packed, place));
            Value::Table((0..length).map(entry).collect())
        }
        [other] => unreachable!("the build packs no {other}"),
    };
    Node::derived(value, place)
}

fn take_text(packed: &mut &'static [u8]) -> String {
    take_str(packed).to_owned()
}

fn take_str(packed: &mut &'static [u8]) -> &'static str {
    str::from_utf8(take(packed)).expect("the build packs texts")
}

fn take_length(packed: &mut &'static [u8]) -> usize {
    let length = u32::from_le_bytes(take_array(packed));
    usize::try_from(length).expect("the program itself is longer")
}

fn take_array<const N: usize>(packed: &mut &'static [u8]) -> [u8; N] {
    let (array, rest) = packed.split_first_chunk().expect("the build packs whole values");
    *packed = rest;
    *array
}
