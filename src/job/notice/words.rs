//! What a notice says beside the words of the law: why a duty is there, what a draft is about.
//!
//! **Knows**: a sentence for each in bokmål, nynorsk and English, how a value of a field reads.
//! **Does not know**: who is told.

use crate::finding::Lang;

/// Why a duty is there: the change released it, and `requirements` ask for it.
pub(super) fn why(lang: Lang, requirements: &[&str]) -> String {
    let head = match lang {
        _ if requirements.is_empty() => return String::new(),
        Lang::Nb => "Når registeret endres slik, kreves dette:",
        Lang::Nn => "Når registeret blir endra slik, trengst dette:",
        Lang::En => "A change like this asks for the following:",
    };
    format!("{head} {}", requirements.join(" "))
}

/// What the draft for Helsedirektoratet is about, as its reader sees it.
pub(super) fn draft_title(lang: Lang) -> &'static str {
    match lang {
        Lang::Nb => "melding om endret behandlingsgrunnlag eller dataansvar",
        Lang::Nn => "melding om endra behandlingsgrunnlag eller dataansvar",
        Lang::En => "notice of a changed basis for processing or controller",
    }
}

/// Why Helsedirektoratet is told.
pub(super) fn draft_why(lang: Lang) -> &'static str {
    match lang {
        Lang::Nb => "Helsedirektoratet skal ha beskjed når behandlingsgrunnlaget eller dataansvaret endres.",
        Lang::Nn => {
            "Helsedirektoratet skal ha beskjed når behandlingsgrunnlaget eller dataansvaret blir endra."
        }
        Lang::En => {
            "Helsedirektoratet shall be told when the basis for processing or the controller is changed."
        }
    }
}

/// A value as people say it: «ja» and «nei» for what a file calls `true` and `false`.
pub(super) fn value(lang: Lang, text: &str) -> String {
    match (lang, text) {
        (Lang::Nb | Lang::Nn, "true") => "ja",
        (Lang::Nb | Lang::Nn, "false") => "nei",
        (Lang::En, "true") => "yes",
        (Lang::En, "false") => "no",
        (_, other) => other,
    }
    .to_owned()
}

/// A title as it stands within a sentence: «Gjør rede for …» is «gjør rede for …», «RHF …» stays.
pub(super) fn within(title: &str) -> String {
    let mut signs = title.chars();
    match (signs.next(), signs.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(signs).collect(),
        (Some(_), _) | (None, _) => title.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_fits_into_a_sentence() {
        for (title, expected) in [
            ("Gjør rede for dekningsgraden", "gjør rede for dekningsgraden"),
            ("RHF-ene må tilrå", "RHF-ene må tilrå"),
            ("Årsak", "årsak"),
            ("A", "A"),
            ("", ""),
        ] {
            assert_eq!(within(title), expected);
        }
    }

    #[test]
    fn the_reason_names_what_is_asked() {
        assert_eq!(why(Lang::Nb, &[]), "");
        assert_eq!(
            why(Lang::Nb, &["Det er gjort."]),
            "Når registeret endres slik, kreves dette: Det er gjort."
        );
        assert_eq!(why(Lang::En, &["A.", "B."]), "A change like this asks for the following: A. B.");
    }
}
