//! Every word that the command line says, in bokmål, nynorsk and English.
//!
//! **Knows**: the three languages, headings, quotation marks.
//! **Does not know**: when something is said.

pub(super) mod argument;
pub(super) mod refusal;
pub(super) mod verb;

use crate::finding::Lang;

/// One wording in the three languages; a language that is forgotten does not compile.
#[derive(Debug, Clone, Copy)]
pub(super) struct Said {
    pub(super) nb: &'static str,
    pub(super) nn: &'static str,
    pub(super) en: &'static str,
}

impl Said {
    /// The wording in `lang`.
    pub(super) fn by(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Nb => self.nb,
            Lang::Nn => self.nn,
            Lang::En => self.en,
        }
    }

    /// The wording in `lang`, with `value` in the place of its first `{}`.
    pub(super) fn with(self, lang: Lang, value: &str) -> String {
        self.by(lang).replacen("{}", value, 1)
    }
}

/// Headings of the help and of the manual.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Heading {
    /// How a command is written.
    Usage,
    /// The commands.
    Commands,
    /// What a command is given without a name.
    Arguments,
    /// The options of one command.
    Options,
    /// The options of all commands.
    GlobalOptions,
    /// What a command is called.
    Name,
    /// The usage, in a manual.
    Synopsis,
    /// What a command does.
    Description,
    /// Examples and more.
    More,
    /// Which version of the program it is.
    Version,
}

impl Heading {
    /// The heading in `lang`.
    pub(super) fn said(self, lang: Lang) -> &'static str {
        match self {
            Self::Usage => Said { nb: "Bruk", nn: "Bruk", en: "Usage" },
            Self::Commands => Said { nb: "Kommandoer", nn: "Kommandoar", en: "Commands" },
            Self::Arguments => Said { nb: "Argumenter", nn: "Argument", en: "Arguments" },
            Self::Options => Said { nb: "Valg", nn: "Val", en: "Options" },
            Self::GlobalOptions => Said { nb: "Felles valg", nn: "Felles val", en: "Common options" },
            Self::Name => Said { nb: "Navn", nn: "Namn", en: "Name" },
            Self::Synopsis => Said { nb: "Oversikt", nn: "Oversyn", en: "Synopsis" },
            Self::Description => Said { nb: "Beskrivelse", nn: "Beskriving", en: "Description" },
            Self::More => Said { nb: "Mer", nn: "Meir", en: "More" },
            Self::Version => Said { nb: "Versjon", nn: "Versjon", en: "Version" },
        }
        .by(lang)
    }
}

/// `text` in quotation marks, without what could play tricks on a terminal: control characters and
/// marks that turn the direction of writing show as their numbers.
pub(super) fn quoted(lang: Lang, text: &str) -> String {
    let text = plain(text);
    match lang {
        Lang::Nb | Lang::Nn => format!("«{text}»"),
        Lang::En => format!("“{text}”"),
    }
}

/// `text` in one line, without what could play tricks on a terminal.
pub(super) fn plain(text: &str) -> String {
    let hidden = |letter: char| {
        letter.is_control()
            || matches!(letter, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        if hidden(letter) {
            plain.extend(letter.escape_unicode());
        } else {
            plain.push(letter);
        }
    }
    plain
}

/// «a, b og c».
pub(super) fn listed(lang: Lang, items: &[String]) -> String {
    let and = Said { nb: "og", nn: "og", en: "and" }.by(lang);
    joined(items, and)
}

/// «a, b eller c».
pub(super) fn one_of(lang: Lang, items: &[String]) -> String {
    let or = Said { nb: "eller", nn: "eller", en: "or" }.by(lang);
    joined(items, or)
}

fn joined(items: &[String], last_word: &str) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [front @ .., last] => format!("{} {last_word} {last}", front.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_quoted_cannot_play_tricks() {
        assert_eq!(quoted(Lang::Nb, "æøå"), "«æøå»");
        assert_eq!(quoted(Lang::En, "a\u{1b}[31m\nb\u{202e}"), "“a\\u{1b}[31m\\u{a}b\\u{202e}”");
        assert_eq!(plain("\0\u{feff}"), "\\u{0}\\u{feff}");
    }

    #[test]
    fn lists_end_with_a_word() {
        let list = |items: &[&str]| items.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(listed(Lang::Nb, &list(&["a", "b", "c"])), "a, b og c");
        assert_eq!(one_of(Lang::En, &list(&["a", "b"])), "a or b");
        assert_eq!((listed(Lang::Nn, &[]), one_of(Lang::Nn, &list(&["a"]))), (String::new(), "a".to_owned()));
    }
}
