//! What is wrong with a command line, in the three languages.
//!
//! **Knows**: each way to write a command wrongly, and how to say so.
//! **Does not know**: how it was found out.

use super::{Said, listed, one_of, plain, quoted};
use crate::finding::Lang;

/// What is wrong with a command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cli) enum Refusal {
    /// No such command.
    UnknownCommand {
        /// As it was written.
        word: String,
        /// What it resembles.
        nearest: Vec<String>,
        /// The commands that there are.
        known: Vec<String>,
    },
    /// No command at all.
    NoCommand {
        /// The commands that there are.
        known: Vec<String>,
    },
    /// No such option here.
    UnknownOption {
        /// As it was written.
        option: String,
        /// What it resembles, or where it belongs.
        nearest: Vec<String>,
    },
    /// A word too many.
    NeedlessWord(String),
    /// An option without the value it takes.
    NoValue(String),
    /// An option with a value although it takes none.
    NeedlessValue {
        /// The option.
        option: String,
        /// The value.
        value: String,
    },
    /// A value that is none of those that may be.
    WrongValue {
        /// The option or argument.
        option: String,
        /// The value.
        value: String,
        /// What it resembles.
        nearest: Vec<String>,
        /// What may be.
        known: Vec<String>,
    },
    /// Arguments that are left out.
    NoArgument(Vec<String>),
    /// Options that exclude each other.
    Conflict(Vec<String>),
    /// An option that may be given once.
    Twice(String),
    /// A word that is no UTF-8.
    NotUtf8,
    /// No date.
    NoDate(String),
    /// No number, or one that is out of bounds.
    NoNumber {
        /// The option or variable.
        name: String,
        /// As it was written.
        value: String,
        /// The most that it may be.
        most: u64,
    },
    /// No span in days, or one that is out of bounds.
    NoSpan {
        /// The option.
        name: String,
        /// As it was written.
        value: String,
        /// The most days that it may be.
        most: u32,
    },
    /// A variable that names no transport of letters. Its value may hold a password and is not repeated.
    WrongTransport(String),
    /// A format with `=` and nothing behind it.
    NoFile(String),
    /// `-o` beside several formats, or one with a file of its own.
    OneFile,
    /// Two formats that both go to standard output.
    OneScreen,
    /// Two formats that go to one file.
    SameFile(String),
    /// `--format` before the command and behind it.
    Scattered,
    /// A command that writes no report, with `--format` or `-o`.
    NoReport(String),
    /// `REGISTERVAKT_LANG` names no language.
    WrongLanguage(String),
    /// Anything else that the parser may say some day.
    NotUnderstood,
}

impl Refusal {
    /// What is wrong, in one to three sentences.
    pub(in crate::cli) fn said(&self, lang: Lang) -> String {
        let quote = |text: &str| quoted(lang, text);
        match self {
            Self::UnknownCommand { word, nearest, known } => {
                let next = if nearest.is_empty() { known_words(lang, known) } else { meant(lang, nearest) };
                NO_SUCH_COMMAND.with(lang, &quote(word)) + &next
            }
            Self::NoCommand { known } => NO_COMMAND.by(lang).to_owned() + &known_words(lang, known),
            Self::UnknownOption { option, nearest } => {
                NO_SUCH_OPTION.with(lang, &plain(option)) + &meant(lang, nearest)
            }
            Self::NeedlessWord(word) => NEEDLESS_WORD.with(lang, &quote(word)),
            Self::NoValue(option) => NO_VALUE.with(lang, &plain(option)),
            Self::NeedlessValue { option, value } => {
                NEEDLESS_VALUE.with(lang, &plain(option)).replacen("{}", &quote(value), 1)
            }
            Self::WrongValue { option, value, nearest, known } => {
                let wrong = WRONG_VALUE.with(lang, &plain(option)).replacen("{}", &quote(value), 1);
                [wrong, meant(lang, nearest), known_words(lang, known)].concat()
            }
            Self::NoArgument(missing) => NO_ARGUMENT.with(lang, &listed(lang, missing)),
            Self::Conflict(options) => CONFLICT.with(lang, &listed(lang, options)),
            Self::Twice(option) => TWICE.with(lang, &plain(option)),
            Self::NotUtf8 => NOT_UTF8.by(lang).to_owned(),
            Self::NoDate(value) => NO_DATE.with(lang, &quote(value)),
            Self::NoNumber { name, value, most } => NO_NUMBER
                .with(lang, &plain(name))
                .replacen("{}", &most.to_string(), 1)
                .replacen("{}", &quote(value), 1),
            Self::NoSpan { name, value, most } => NO_SPAN
                .with(lang, &plain(name))
                .replacen("{}", &most.to_string(), 1)
                .replacen("{}", &quote(value), 1),
            Self::WrongTransport(variable) => WRONG_TRANSPORT.with(lang, variable),
            Self::NoFile(format) => NO_FILE.with(lang, &plain(format)),
            Self::OneFile => ONE_FILE.by(lang).to_owned(),
            Self::OneScreen => ONE_SCREEN.by(lang).to_owned(),
            Self::SameFile(file) => SAME_FILE.with(lang, &quote(file)),
            Self::Scattered => SCATTERED.by(lang).to_owned(),
            Self::NoReport(command) => NO_REPORT.with(lang, command),
            Self::WrongLanguage(value) => WRONG_LANGUAGE.with(lang, &quote(value)),
            Self::NotUnderstood => NOT_UNDERSTOOD.by(lang).to_owned(),
        }
    }
}

/// « Mente du a eller b?»; nothing where nothing resembles it.
fn meant(lang: Lang, nearest: &[String]) -> String {
    if nearest.is_empty() { String::new() } else { MEANT.with(lang, &one_of(lang, nearest)) }
}

/// « Skriv a, b eller c.»; nothing where nothing may be written.
fn known_words(lang: Lang, known: &[String]) -> String {
    if known.is_empty() { String::new() } else { KNOWN_WORDS.with(lang, &one_of(lang, known)) }
}

const NO_SUCH_COMMAND: Said = Said {
    nb: "Kommandoen {} finnes ikke.",
    nn: "Kommandoen {} finst ikkje.",
    en: "There is no command {}.",
};
const NO_COMMAND: Said =
    Said { nb: "Det mangler en kommando.", nn: "Det manglar ein kommando.", en: "A command is missing." };
const MEANT: Said = Said { nb: " Mente du {}?", nn: " Meinte du {}?", en: " Did you mean {}?" };
const NO_SUCH_OPTION: Said = Said {
    nb: "Valget {} finnes ikke her.",
    nn: "Valet {} finst ikkje her.",
    en: "There is no option {} here.",
};
const NEEDLESS_WORD: Said = Said {
    nb: "Kommandoen tar ikke imot {}.",
    nn: "Kommandoen tek ikkje imot {}.",
    en: "The command does not take {}.",
};
const NO_VALUE: Said = Said {
    nb: "Det mangler en verdi for {}.",
    nn: "Det manglar ein verdi for {}.",
    en: "A value for {} is missing.",
};
const NEEDLESS_VALUE: Said = Said {
    nb: "{} skal ikke ha noen verdi, men fikk {}.",
    nn: "{} skal ikkje ha nokon verdi, men fekk {}.",
    en: "{} takes no value, but was given {}.",
};
const WRONG_VALUE: Said =
    Said { nb: "{} kan ikke være {}.", nn: "{} kan ikkje vere {}.", en: "{} cannot be {}." };
const KNOWN_WORDS: Said = Said { nb: " Skriv {}.", nn: " Skriv {}.", en: " Write {}." };
const NO_ARGUMENT: Said = Said { nb: "Det mangler {}.", nn: "Det manglar {}.", en: "{} is missing." };
const CONFLICT: Said = Said {
    nb: "{} kan ikke brukes sammen.",
    nn: "{} kan ikkje brukast saman.",
    en: "{} cannot be used together.",
};
const TWICE: Said = Said {
    nb: "{} er skrevet mer enn én gang.",
    nn: "{} er skrive meir enn éin gong.",
    en: "{} is written more than once.",
};
const NOT_UTF8: Said = Said {
    nb: "Et av ordene i kommandoen har tegn som ikke kan leses. Det må være skrevet i UTF-8.",
    nn: "Eit av orda i kommandoen har teikn som ikkje kan lesast. Det må vere skrive i UTF-8.",
    en: "One of the words of the command has characters that cannot be read. It must be written in UTF-8.",
};
const NO_DATE: Said = Said {
    nb: "{} er ingen dato. Skriv år, måned og dag, slik: 2026-11-23.",
    nn: "{} er ingen dato. Skriv år, månad og dag, slik: 2026-11-23.",
    en: "{} is no date. Write year, month and day, like this: 2026-11-23.",
};
const NO_NUMBER: Said = Said {
    nb: "{} må være et helt tall fra 1 til {}, ikke {}.",
    nn: "{} må vere eit heilt tal frå 1 til {}, ikkje {}.",
    en: "{} must be a whole number from 1 to {}, not {}.",
};
const NO_SPAN: Said = Said {
    nb: "{} må være et antall dager fra 1d til {}d, slik: 3d, ikke {}.",
    nn: "{} må vere eit tal på dagar frå 1d til {}d, slik: 3d, ikkje {}.",
    en: "{} must be a number of days from 1d to {}d, like this: 3d, not {}.",
};
const WRONG_TRANSPORT: Said = Said {
    nb: "Miljøvariabelen {} må begynne med smtps://, smtp://, sendmail: eller folder:. Det som står der, vises ikke, for det kan holde et passord.",
    nn: "Miljøvariabelen {} må byrje med smtps://, smtp://, sendmail: eller folder:. Det som står der, blir ikkje vist, for det kan halde eit passord.",
    en: "The environment variable {} must begin with smtps://, smtp://, sendmail: or folder:. What stands there is not shown, for it may hold a password.",
};
const NO_FILE: Said = Said {
    nb: "Det mangler et filnavn etter --format {}=.",
    nn: "Det manglar eit filnamn etter --format {}=.",
    en: "A file name is missing after --format {}=.",
};
const ONE_FILE: Said = Said {
    nb: "-o passer bare til ett format uten egen fil. Skriv filen i formatet, slik: --format json=rapport.json.",
    nn: "-o passar berre til eitt format utan eiga fil. Skriv fila i formatet, slik: --format json=rapport.json.",
    en: "-o goes with one format that has no file of its own. Write the file with the format, like this: --format json=report.json.",
};
const ONE_SCREEN: Said = Said {
    nb: "Bare ett format kan skrives til skjermen. Gi de andre en fil, slik: --format json=rapport.json.",
    nn: "Berre eitt format kan skrivast til skjermen. Gi dei andre ei fil, slik: --format json=rapport.json.",
    en: "Only one format can be written to the screen. Give the others a file, like this: --format json=report.json.",
};
const SAME_FILE: Said = Said {
    nb: "To formater kan ikke skrives til samme fil: {}.",
    nn: "To format kan ikkje skrivast til same fila: {}.",
    en: "Two formats cannot be written to the same file: {}.",
};
const SCATTERED: Said = Said {
    nb: "Skriv alle --format på samme side av kommandoen.",
    nn: "Skriv alle --format på same sida av kommandoen.",
    en: "Write every --format on the same side of the command.",
};
const NO_REPORT: Said = Said {
    nb: "{} skriver ingen rapport, så --format og -o gjelder ikke her.",
    nn: "{} skriv ingen rapport, så --format og -o gjeld ikkje her.",
    en: "{} writes no report, so --format and -o do not apply.",
};
const WRONG_LANGUAGE: Said = Said {
    nb: "Miljøvariabelen REGISTERVAKT_LANG kan ikke være {}. Skriv nb, nn eller en.",
    nn: "Miljøvariabelen REGISTERVAKT_LANG kan ikkje vere {}. Skriv nb, nn eller en.",
    en: "The environment variable REGISTERVAKT_LANG cannot be {}. Write nb, nn or en.",
};
const NOT_UNDERSTOOD: Said = Said {
    nb: "Kommandoen ble ikke forstått.",
    nn: "Kommandoen vart ikkje forstått.",
    en: "The command was not understood.",
};
