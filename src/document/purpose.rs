//! What a style is for, by its name.
//!
//! **Knows**: the names that Word, LibreOffice and pandoc give their styles, in English and Norwegian.
//! **Does not know**: formats, what else a style says.

use super::draft::Role;

/// What a style is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// Text of this role.
    Plain(Role),
    /// A quotation.
    Quotation,
    /// A line of a table of contents, or its heading: no text.
    Contents,
}

/// What a style of the name `name`, in lower case, is for, where the name says it. Word saves the names of its
/// own styles in English, whatever the language of the writer; other programs save some in Norwegian.
pub(super) fn of_name(name: &str) -> Option<Purpose> {
    let level = |word: &str| -> Option<u8> { name.strip_prefix(word)?.trim().parse().ok() };
    if let Some(level) =
        level("heading").or_else(|| level("overskrift")).filter(|level| (1..=10).contains(level))
    {
        return Some(Purpose::Plain(Role::Heading(level)));
    }
    if ["toc", "contents", "innhold", "inh"].into_iter().any(|word| level(word).is_some()) {
        return Some(Purpose::Contents);
    }
    Some(match name {
        "title" | "tittel" => Purpose::Plain(Role::Heading(1)),
        "toc heading" | "tocheading" | "contents heading" | "index heading" | "table of figures" => {
            Purpose::Contents
        }
        "quote" | "intense quote" | "quotations" | "block text" | "sitat" => Purpose::Quotation,
        "source code" | "preformatted text" | "html preformatted" => Purpose::Plain(Role::Code),
        _ => return None,
    })
}

/// Whether words of a style of this name, in lower case, are code.
pub(super) fn is_code(name: &str) -> bool {
    matches!(name, "verbatim char" | "source text" | "html code")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_what_styles_are_for() {
        let heading = |level| Some(Purpose::Plain(Role::Heading(level)));
        for (name, purpose) in [
            ("heading 1", heading(1)),
            ("heading 9", heading(9)),
            ("heading1", heading(1)),
            ("overskrift 2", heading(2)),
            ("title", heading(1)),
            ("toc 1", Some(Purpose::Contents)),
            ("toc heading", Some(Purpose::Contents)),
            ("contents 3", Some(Purpose::Contents)),
            ("quote", Some(Purpose::Quotation)),
            ("heading", None),
            ("heading 0", None),
            ("heading 1 char", None),
            ("subtitle", None),
            ("normal", None),
        ] {
            assert_eq!(of_name(name), purpose, "{name}");
        }
    }
}
