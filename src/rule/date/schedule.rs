//! When a rule of kind `date` falls due: the table `[frist]` of its file.
//!
//! **Knows**: the forms a schedule has, and how each is written down.
//! **Does not know**: registers, which rung stands on a day.

use crate::document::tree::Node;
use crate::register::schema::{self, Shape};
use crate::report::reminder::Deadline;
use crate::rule::scope::Scope;
use crate::rule::table::Deadline as YearDay;

/// `for_hver = "rapporteringsaar"`
pub const YEARS: &str = "rapporteringsaar";
/// `for_hver = "plikt"`
pub const DUTIES: &str = "plikt";
/// The start of the id of every rule that falls due; the deadline's word follows.
const PREFIX: &str = "frist-";

/// When something falls due.
#[derive(Debug, Clone)]
pub struct Schedule {
    /// Which deadline it is.
    pub deadline: Deadline,
    /// What has a day.
    pub of: Of,
    /// How long after that day it falls due.
    pub after: After,
    /// What is said to fall due, with `{places}` for values, as JSON names it.
    pub subject: String,
}

/// What has a day on which something falls due.
#[derive(Debug, Clone)]
pub enum Of {
    /// Each reporting year, by `rules/tables/aarsrapport.toml`.
    Years {
        /// The day in the table.
        day: YearDay,
        /// Whether a granted extension moves it.
        moved: Moved,
    },
    /// Each element of a list.
    Elements {
        /// The elements.
        scope: Scope,
        /// The field that holds the day.
        day: String,
        /// What it means that the field is empty.
        empty: Empty,
    },
    /// The register, by one field.
    Field(String),
    /// Each open duty of a change, by the day that released it.
    Duties,
}

/// Whether a granted extension (utsettelse) moves a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moved {
    /// `utsettes_av = "utsettelse"`
    ByExtension,
    /// It stands.
    Never,
}

/// What it means that no day is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Empty {
    /// `dag`: nothing falls due.
    Nothing,
    /// `slutt`: there is no end, and so none of an older entry either.
    Endless,
}

/// How long after a day something falls due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct After {
    /// In years.
    pub years: i32,
    /// And in days.
    pub days: i32,
}

/// The deadline that a rule of this id is about.
pub fn deadline_of(id: &str) -> Option<Deadline> {
    let word = id.strip_prefix(PREFIX)?;
    Deadline::ALL.into_iter().find(|deadline| deadline.word() == word)
}

/// The ids of all rules that can fall due.
pub fn ids() -> Vec<String> {
    Deadline::ALL.iter().map(|deadline| format!("{PREFIX}{}", deadline.word())).collect()
}

impl After {
    /// Reads `etter_aar` and `etter_dager`.
    pub fn read(node: &Node) -> Self {
        let number = |key: &str| {
            let written = node.get(key).and_then(Node::integer);
            written.and_then(|number| i32::try_from(number).ok()).unwrap_or_default()
        };
        Self { years: number("etter_aar"), days: number("etter_dager") }
    }
}

impl Schedule {
    /// The list from whose elements the demands of the rule are seen; none where it is the register.
    pub fn list(&self) -> Option<&str> {
        match &self.of {
            Of::Years { .. } => Some("aarsrapport"),
            Of::Elements { scope, .. } => Some(&scope.list),
            Of::Field(_) | Of::Duties => None,
        }
    }

    /// The values that the words of the rule can name.
    pub fn details(&self) -> Vec<String> {
        let own: Vec<&str> = match &self.of {
            Of::Years { .. } => vec!["aar", "neste", "fil", "rapportfil", "siste"],
            Of::Elements { scope, .. } => {
                let lists = [Some(scope.list.as_str()), scope.list.rsplit_once('.').map(|(above, _)| above)];
                let keys = lists.into_iter().flatten().filter_map(schema::shape_at).flat_map(scalars);
                keys.chain(["fil", "melding", "instansnavn"]).collect()
            }
            Of::Field(path) => {
                let beside = path.rsplit_once('.').and_then(|(above, _)| schema::shape_at(above));
                beside.map(scalars).unwrap_or_default().into_iter().chain(["fil"]).collect()
            }
            Of::Duties => vec!["melding", "id", "plikt"],
        };
        own.into_iter().chain(["frist", "dag"]).map(str::to_owned).collect()
    }
}

/// The keys of a table or of a list of tables that hold a single value.
fn scalars(shape: Shape) -> Vec<&'static str> {
    let is_single = |key: &&str| {
        !matches!(
            schema::shape_within(shape, key),
            Some(Shape::List(_) | Shape::Table(_) | Shape::Map(_)) | None
        )
    };
    schema::keys_of(shape).into_iter().filter(is_single).collect()
}
