//! The ways in which fields are compared.
//!
//! **Knows**: which ways there are, and what each needs to be told.
//! **Does not know**: which field is compared in which way, how two values are held against each other.

use crate::register::code::CodeSystem;
use crate::report::change::ChangeKind as Kind;

/// How a field is compared.
#[derive(Debug, Clone, Copy)]
pub(super) enum Way {
    /// Evidence or bookkeeping, with all that stands in it: no change of the register.
    Apart,
    /// The status: where nothing is said, the register is planned.
    Status,
    /// One value, named by its field.
    Single(Kind, Meaning),
    /// The reason for another field: told with that, and alone only where that is the same.
    Reason(Kind, &'static str),
    /// Values without order, each a change of its own.
    Set(Kind, Flow),
    /// The health regions.
    Regions,
    /// Codes of one system.
    Codes(CodeSystem),
    /// The age limits.
    Ages,
    /// A table that is one change, named by its key.
    Record(Kind, &'static [Column]),
    /// The members of the council, and who leads them.
    Council(&'static Rows),
    /// Tables, each a change of its own.
    Rows(&'static Rows),
}

/// What a value means, and so when two of them mean the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Words in their order.
    Text,
    /// A word of a list, or a term: the same or another.
    Word,
    /// Yes or no; nothing is no.
    Flag,
    /// A date or a year.
    Date,
    /// The name of an organisation or a source.
    Name,
    /// A regulation (forskrift).
    Regulation,
    /// Articles of GDPR (behandlingsgrunnlag), in no order.
    Bases,
    /// Names, in no order.
    Names,
    /// A file: the same where it says the same.
    File,
    /// An address on the web or of mail.
    Address,
    /// A common solution (fellesløsning), or why none is used.
    Solution,
}

/// Which way a value goes that comes into a list or goes out of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flow {
    /// It widens, or narrows.
    Extent,
    /// It alters, whether it comes or goes.
    Alteration,
}

/// A column of a table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    /// Its key.
    pub(super) name: &'static str,
    /// How its cells are compared.
    pub(super) way: Cell,
}

/// How the cells of two rows that belong together are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cell {
    /// By what they mean.
    Of(Meaning),
    /// The same of a column that each file must have: one that has none is at fault, and says nothing of it.
    Needed(Meaning),
    /// The same of what follows from another cell where nobody writes it.
    Following(Meaning),
    /// The rows are known to be of the same body or thing: it is only spelled otherwise.
    Spelling,
    /// The same of a number: spaces in it are nothing.
    Number,
    /// The name of a person: a small slip is a correction where the mail address is the same.
    Person,
    /// As bookkeeping: listed, but never content.
    Note,
    /// The lead of the council: a change of its own.
    Lead,
}

/// Tables in a list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rows {
    /// A row comes.
    pub(super) comes: Kind,
    /// A row goes.
    pub(super) goes: Kind,
    /// A row stays and is altered.
    pub(super) alters: Kind,
    /// What coming and going means.
    pub(super) flow: Flow,
    /// Whether a row that goes and one that comes are one change.
    pub(super) exchange: Exchange,
    /// Rows belong together only where these cells are the same.
    pub(super) within: Option<&'static str>,
    /// What tells one row from another, the best first.
    pub(super) keys: &'static [Key],
    /// What makes rows alike that no key brings together.
    pub(super) likeness: Likeness,
    /// The cells that a change is named by: the first that is filled.
    pub(super) subject: &'static [&'static str],
    /// The cells that a row which comes or goes is shown by.
    pub(super) shown: &'static [&'static str],
    /// All columns.
    pub(super) columns: &'static [Column],
}

/// Whether a row that goes and a row that comes are one change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Exchange {
    /// Each is its own.
    Two,
    /// One takes the place of the other.
    One,
}

/// What tells one row from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    /// The text of a cell.
    Text(&'static str),
    /// The text of a cell, letter case apart.
    Caseless(&'static str),
    /// A mail address; one that several rows share tells none of them.
    Mail(&'static str),
    /// An organisation number.
    Number(&'static str),
}

/// What makes two rows alike that no key brings together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Likeness {
    /// Nothing.
    None,
    /// The same trust by name, where one of them has no number.
    Body,
    /// Nearly the same name, where one of them has no mail address.
    Person,
    /// The same name but for its spelling.
    Name,
}
