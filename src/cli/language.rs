//! The language to speak, known before the command line is read: its help has to be in one.
//!
//! **Knows**: `--lang`, `REGISTERVAKT_LANG` and the locale.
//! **Does not know**: any other option.

use std::ffi::OsString;

use crate::config::Environment;
use crate::finding::Lang;

/// The variable with which a person chooses a language once and for all.
const VARIABLE: &str = "REGISTERVAKT_LANG";

/// What was found of a choice of language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Choice {
    /// The language to speak.
    pub(super) lang: Lang,
    /// What `REGISTERVAKT_LANG` says, where that is no language and nothing else decides.
    pub(super) fault: Option<String>,
}

/// The language that `arguments` ask for, else the environment, else bokmål. A `--lang` that names
/// no language is left to the parser to complain of.
pub(super) fn choose(arguments: &[OsString], environment: Environment<'_>) -> Choice {
    if let Some(lang) = asked(arguments) {
        return Choice { lang, fault: None };
    }
    let said = environment(VARIABLE).filter(|value| !value.is_empty());
    match said.as_ref().map(|value| value.to_str().and_then(|value| value.parse().ok())) {
        Some(Some(lang)) => Choice { lang, fault: None },
        Some(None) => Choice {
            lang: locale(environment),
            fault: said.map(|value| value.to_string_lossy().into_owned()),
        },
        None => Choice { lang: locale(environment), fault: None },
    }
}

/// The last `--lang` that names a language.
fn asked(arguments: &[OsString]) -> Option<Lang> {
    let mut asked = None;
    let mut words = arguments.iter().skip(1).take_while(|word| *word != "--").peekable();
    while let Some(word) = words.next() {
        let value = match word.to_str() {
            Some("--lang") => words.peek().and_then(|value| value.to_str()),
            Some(word) => word.strip_prefix("--lang="),
            None => None,
        };
        let named = value.and_then(|value| Lang::ALL.into_iter().find(|lang| lang.code() == value));
        asked = named.or(asked);
    }
    asked
}

/// The language of the locale; the first of its variables that says anything decides (POSIX).
/// Languages that are not spoken here, and `C`, come out as bokmål.
fn locale(environment: Environment<'_>) -> Lang {
    let mut said = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().filter_map(|name| environment(name));
    let first = said.find(|value| !value.is_empty());
    first.and_then(|value| value.to_str()?.parse().ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, variables: &[(&str, &str)], lang: Lang, fault: Option<&str>) {
        let arguments: Vec<OsString> =
            std::iter::once("registervakt").chain(line.split_whitespace()).map(OsString::from).collect();
        let environment =
            |name: &str| variables.iter().find(|(key, _)| *key == name).map(|(_, value)| value.into());
        let expected = Choice { lang, fault: fault.map(ToOwned::to_owned) };
        assert_eq!(choose(&arguments, &environment), expected, "{line} {variables:?}");
    }

    #[test]
    fn an_option_goes_before_the_environment() {
        let other = [("REGISTERVAKT_LANG", "en"), ("LC_ALL", "en_GB.UTF-8")];
        check("--lang nn check", &other, Lang::Nn, None);
        check("check --lang=nn", &other, Lang::Nn, None);
        check("--lang nb check --lang nn", &other, Lang::Nn, None);
        check("check -- --lang nn", &other, Lang::En, None);
        check("--lang", &other, Lang::En, None);
        check("--lang svensk check", &other, Lang::En, None);
        check("--lang= check", &other, Lang::En, None);
        check("--language nn", &other, Lang::En, None);
        check("--lang nn", &[("REGISTERVAKT_LANG", "dansk")], Lang::Nn, None);
    }

    #[test]
    fn the_variable_goes_before_the_locale() {
        check("", &[("REGISTERVAKT_LANG", "nn"), ("LC_ALL", "en_GB.UTF-8")], Lang::Nn, None);
        check("", &[("REGISTERVAKT_LANG", ""), ("LC_ALL", "en_GB.UTF-8")], Lang::En, None);
        check("", &[("REGISTERVAKT_LANG", "dansk"), ("LANG", "en_GB")], Lang::En, Some("dansk"));
    }

    #[test]
    fn the_locale_is_that_of_posix() {
        check("", &[], Lang::Nb, None);
        for (value, lang) in [
            ("nb_NO.UTF-8", Lang::Nb),
            ("nn_NO.UTF-8", Lang::Nn),
            ("nn", Lang::Nn),
            ("no_NO", Lang::Nb),
            ("en_US.UTF-8", Lang::En),
            ("en_GB@euro", Lang::En),
            ("C", Lang::Nb),
            ("C.UTF-8", Lang::Nb),
            ("POSIX", Lang::Nb),
            ("da_DK.UTF-8", Lang::Nb),
            ("tull", Lang::Nb),
        ] {
            check("", &[("LANG", value)], lang, None);
        }
        check("", &[("LC_ALL", ""), ("LC_MESSAGES", "nn_NO"), ("LANG", "en_US")], Lang::Nn, None);
        check("", &[("LC_ALL", "C"), ("LANG", "en_US")], Lang::Nb, None);
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_text_names_no_language() {
        use std::os::unix::ffi::OsStringExt;
        let rubbish = || OsString::from_vec(vec![0xff, 0xfe]);
        let arguments = ["registervakt".into(), "--lang".into(), rubbish()];
        let choice = choose(&arguments, &|name| (name == VARIABLE).then(rubbish));
        assert_eq!(choice, Choice { lang: Lang::Nb, fault: Some("\u{fffd}\u{fffd}".to_owned()) });
    }
}
