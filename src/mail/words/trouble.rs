//! What keeps a letter from being written or sent, in words.
//!
//! **Knows**: a sentence for each trouble.
//! **Does not know**: whom it befell; no whole address and no secret stands in any of them.

use crate::finding::Lang;
use crate::mail::{BadTemplate, MailError, TemplateFault};

impl MailError {
    /// What is wrong, as a sentence.
    pub fn said(&self, lang: Lang) -> String {
        match (lang, self) {
            (Lang::Nb, Self::Recipient(masked)) => {
                format!("«{masked}» er ikke en e-postadresse som kan brukes.")
            }
            (Lang::Nn, Self::Recipient(masked)) => {
                format!("«{masked}» er ikkje ei e-postadresse som kan brukast.")
            }
            (Lang::En, Self::Recipient(masked)) => format!("“{masked}” is no mail address that can be used."),
            (Lang::Nb, Self::Sender(masked)) => {
                format!(
                    "Avsenderen «{masked}» er ikke en e-postadresse. Rett «avsender» under [registervakt] i register.toml."
                )
            }
            (Lang::Nn, Self::Sender(masked)) => {
                format!(
                    "Avsendaren «{masked}» er ikkje ei e-postadresse. Rett «avsender» under [registervakt] i register.toml."
                )
            }
            (Lang::En, Self::Sender(masked)) => {
                format!(
                    "The sender “{masked}” is no mail address. Correct `avsender` under [registervakt] in register.toml."
                )
            }
            (Lang::Nb, Self::Id) => "Brevet har en id som ikke kan stå i e-post.".to_owned(),
            (Lang::Nn, Self::Id) => "Brevet har ein id som ikkje kan stå i e-post.".to_owned(),
            (Lang::En, Self::Id) => "The letter has an id that cannot stand in mail.".to_owned(),
            (Lang::Nb, Self::Empty) => "Brevet har ikke noe innhold.".to_owned(),
            (Lang::Nn, Self::Empty) => "Brevet har ikkje noko innhald.".to_owned(),
            (Lang::En, Self::Empty) => "The letter says nothing.".to_owned(),
        }
    }
}

impl std::fmt::Display for MailError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.said(Lang::En))
    }
}

impl std::error::Error for MailError {}

impl BadTemplate {
    /// Which file and line, what is wrong, and that the tool's own template is used, as sentences.
    pub fn said(&self, lang: Lang) -> String {
        let place = match (lang, self.line) {
            (_, None) => self.path.clone(),
            (Lang::Nb | Lang::Nn, Some(line)) => format!("{}, linje {line}", self.path),
            (Lang::En, Some(line)) => format!("{}, line {line}", self.path),
        };
        let fault = self.fault.said(lang);
        match lang {
            Lang::Nb => format!("{place}: {fault} Brevet er skrevet med verktøyets egen mal."),
            Lang::Nn => format!("{place}: {fault} Brevet er skrive med verktøyet sin eigen mal."),
            Lang::En => format!("{place}: {fault} The letter is written with the tool's own template."),
        }
    }
}

impl TemplateFault {
    fn said(&self, lang: Lang) -> String {
        match (lang, self) {
            (Lang::Nb, Self::NoText) => "Malen er ikke tekst i UTF-8.".to_owned(),
            (Lang::Nn, Self::NoText) => "Malen er ikkje tekst i UTF-8.".to_owned(),
            (Lang::En, Self::NoText) => "The template is no text in UTF-8.".to_owned(),
            (Lang::Nb, Self::TooLong) => "Malen, eller det den skriver, er for langt.".to_owned(),
            (Lang::Nn, Self::TooLong) => "Malen, eller det han skriv, er for langt.".to_owned(),
            (Lang::En, Self::TooLong) => "The template, or what it writes, is too long.".to_owned(),
            (Lang::Nb, Self::Endless) => "Malen blir ikke ferdig.".to_owned(),
            (Lang::Nn, Self::Endless) => "Malen blir ikkje ferdig.".to_owned(),
            (Lang::En, Self::Endless) => "The template does not come to an end.".to_owned(),
            (Lang::Nb, Self::Wrong(words)) => format!("Malen kan ikke brukes ({words})."),
            (Lang::Nn, Self::Wrong(words)) => format!("Malen kan ikkje brukast ({words})."),
            (Lang::En, Self::Wrong(words)) => format!("The template cannot be used ({words})."),
        }
    }
}
