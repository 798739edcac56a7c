//! The fields of a register: what each file may hold, of which type, and which words are allowed.
//!
//! **Knows**: every key of the formats and its shape. Reading, the paths that rules may name and the
//! suggestions for misspelt keys all come from this one table.
//! **Does not know**: files, places, rules.

mod home;
mod table;

pub use home::{REGIONS, REGISTER, ROLES};
pub use table::{ANNUAL_REPORT, CHANGE_RECORD, COUNCIL, ROOT, VARIABLE};

/// A key and what it holds.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// The key, as people write it.
    pub name: &'static str,
    /// What it holds.
    pub shape: Shape,
    /// Who writes it.
    pub origin: Origin,
}

/// Who says what a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The people of the register, in the file.
    Written,
    /// The reader, from where the file lies; a rule can name it, a file cannot.
    Derived,
}

/// What a value looks like.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// Text.
    Text,
    /// A whole number within bounds, both included.
    Integer(i64, i64),
    /// Anything: a rule judges it.
    Any,
    /// True or false.
    Boolean,
    /// A date, such as 2026-06-15.
    Date,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A path in the repository.
    Path,
    /// A path, or `DOCUMENT#HEADING`.
    Reference,
    /// A list of values of one shape.
    List(&'static Self),
    /// A table with these keys.
    Table(&'static [Field]),
    /// A table whose keys the writer chooses, with values of one shape.
    Map(&'static Self),
    /// A value of one shape, or a list of such.
    OneOrMany(&'static Self),
    /// Text, or a table with these keys.
    TextOr(&'static [Field]),
}

/// A field that people write.
pub const fn field(name: &'static str, shape: Shape) -> Field {
    Field { name, shape, origin: Origin::Written }
}

const fn derived(name: &'static str, shape: Shape) -> Field {
    Field { name, shape, origin: Origin::Derived }
}

const TEXT: Shape = Shape::Text;
const TEXTS: Shape = Shape::List(&Shape::Text);
const DATE: Shape = Shape::Date;

/// The shape that `path` leads to from the root, through lists; none where no such field exists.
pub fn shape_at(path: &str) -> Option<Shape> {
    let (first, rest) = path.split_once('.').map_or((path, None), |(first, rest)| (first, Some(rest)));
    let start = REGISTER.iter().chain(ROOT).find(|field| field.name == first)?.shape;
    rest.map_or(Some(start), |rest| shape_within(start, rest))
}

/// The shape that `path` leads to from a value of shape `start`, through lists.
pub fn shape_within(start: Shape, path: &str) -> Option<Shape> {
    path.split('.').try_fold(start, |shape, key| {
        let shape = match shape {
            Shape::List(inner) | Shape::OneOrMany(inner) => *inner,
            other => other,
        };
        match shape {
            Shape::Table(fields) | Shape::TextOr(fields) => {
                fields.iter().find(|field| field.name == key).map(|field| field.shape)
            }
            Shape::Map(inner) => Some(*inner),
            _ => None,
        }
    })
}

/// The keys of tables of this shape, looked for through lists.
pub fn keys_of(shape: Shape) -> Vec<&'static str> {
    match shape {
        Shape::List(inner) | Shape::OneOrMany(inner) => keys_of(*inner),
        Shape::Table(fields) | Shape::TextOr(fields) => fields.iter().map(|field| field.name).collect(),
        _ => Vec::new(),
    }
}

/// The keys that stand beside `path`, to suggest one for a misspelt one.
pub fn keys_beside(path: &str) -> Vec<&'static str> {
    match path.rsplit_once('.') {
        None => REGISTER.iter().chain(ROOT).map(|field| field.name).collect(),
        Some((parent, _)) => shape_at(parent).map(keys_of).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_lead_to_shapes_or_nowhere() {
        let check = |path: &str, leads: bool| assert_eq!(shape_at(path).is_some(), leads, "{path}");
        check("register.navn", true);
        check("fagraad.medlem.region", true);
        check("datasett.variabel.kilde", true);
        check("hjemmel.dokumentasjon.l", true);
        check("aarsrapport.stadium.kapittel", true);
        check("fellesloesninger.innsyn.ikke_relevant", true);
        check("register.nvan", false);
        check("fagraad.medlem.regon", false);
        check("register.navn.mer", false);
        check("", false);
    }
}
