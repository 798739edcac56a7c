//! What is to be done, told apart: sentences to read, lines to paste.
//!
//! **Knows**: what a line of TOML looks like, and how far a value of several lines goes.
//! **Does not know**: what the lines mean.

use std::sync::LazyLock;

use regex::Regex;

/// A piece of an instruction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Sentences, one or more lines.
    Said(String),
    /// Lines to paste as they are.
    Pasted(String),
}

/// A table, a key with a value, a comment: what only a file says.
static TOML: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r#"^\s*(?:\[{1,2}[\w."'-]+\]{1,2}\s*(?:#.*)?$|[\w-]+(?:\.[\w-]+)*\s*=\s*(?:[\["'{\d+tf-]|ÅÅÅÅ|YYYY)|# )"#,
    )
    .expect("a pattern of our own")
});

/// The pieces of an instruction in their order; blank lines between them are left out.
pub fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut value = Value::default();
    for line in text.lines() {
        let pasted = value.is_open() || TOML.is_match(line);
        if pasted {
            value.read(line);
        }
        match (pieces.last_mut(), pasted) {
            // A blank line belongs to what it stands in, and is trimmed where nothing follows.
            (Some(Piece::Said(before) | Piece::Pasted(before)), false) if line.trim().is_empty() => {
                before.push('\n');
            }
            (Some(Piece::Said(before)), false) | (Some(Piece::Pasted(before)), true) => {
                before.push('\n');
                before.push_str(line);
            }
            (_, false) if line.trim().is_empty() => {}
            (_, false) => pieces.push(Piece::Said(line.to_owned())),
            (_, true) => pieces.push(Piece::Pasted(line.to_owned())),
        }
    }
    for Piece::Said(text) | Piece::Pasted(text) in &mut pieces {
        text.truncate(text.trim_end().len());
    }
    pieces
}

/// Whether a value that began on an earlier line goes on.
#[derive(Debug, Default)]
struct Value {
    /// Lists and tables that are not closed.
    depth: usize,
    /// What ends a text of several lines.
    quote: Option<&'static str>,
}

impl Value {
    fn is_open(&self) -> bool {
        self.depth > 0 || self.quote.is_some()
    }

    fn read(&mut self, line: &str) {
        let mut rest = line;
        while let Some(character) = rest.chars().next() {
            if let Some(quote) = self.quote {
                let Some(end) = rest.find(quote) else { return };
                rest = &rest[end + quote.len()..];
                self.quote = None;
                continue;
            }
            let quote = ["\"\"\"", "'''"].into_iter().find(|quote| rest.starts_with(quote));
            if let Some(quote) = quote {
                self.quote = Some(quote);
                rest = &rest[quote.len()..];
                continue;
            }
            rest = &rest[character.len_utf8()..];
            match character {
                '[' | '{' => self.depth += 1,
                ']' | '}' => self.depth = self.depth.saturating_sub(1),
                '"' | '\'' => rest = rest.find(character).map_or("", |end| &rest[end + 1..]),
                '#' => return,
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_to_paste_are_told_from_sentences() {
        let check = |text: &str, expected: &[(char, &str)]| {
            let told: Vec<(char, String)> = pieces(text)
                .into_iter()
                .map(|piece| match piece {
                    Piece::Said(text) => ('s', text),
                    Piece::Pasted(text) => ('p', text),
                })
                .collect();
            let told: Vec<(char, &str)> = told.iter().map(|(kind, text)| (*kind, text.as_str())).collect();
            assert_eq!(told, expected, "{text:?}");
        };
        check("", &[]);
        check("Skriv en vurdering.", &[('s', "Skriv en vurdering.")]);
        check(
            "Skriv [[medlem]] i fagraad.toml med navn.",
            &[('s', "Skriv [[medlem]] i fagraad.toml med navn.")],
        );
        check("Skriv:\ndato = ÅÅÅÅ-MM-DD", &[('s', "Skriv:"), ('p', "dato = ÅÅÅÅ-MM-DD")]);
        check("Write:\ndato = YYYY-MM-DD", &[('s', "Write:"), ('p', "dato = YYYY-MM-DD")]);
        check("Skriv:\n[a]\nb = 1\n\nLagre.", &[('s', "Skriv:"), ('p', "[a]\nb = 1"), ('s', "Lagre.")]);
        check("\n\n[a]\n\n[[b.c]]\nd = \"x\" # e\n\n", &[('p', "[a]\n\n[[b.c]]\nd = \"x\" # e")]);
        check("a = [\n  \"ord ] ord\",\n]\nSlutt", &[('p', "a = [\n  \"ord ] ord\",\n]"), ('s', "Slutt")]);
        check("a = '''\nFri tekst [\n'''\nSlutt", &[('p', "a = '''\nFri tekst [\n'''"), ('s', "Slutt")]);
        check("vurdering.dato = 2026-01-01", &[('p', "vurdering.dato = 2026-01-01")]);
        check("# fyll inn\na = true\nb=false", &[('p', "# fyll inn\na = true\nb=false")]);
        check("En.\n\nTo.", &[('s', "En.\n\nTo.")]);
        check("a = [", &[('p', "a = [")]);
        check("Regel = hva som gjelder", &[('s', "Regel = hva som gjelder")]);
    }
}
