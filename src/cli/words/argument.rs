//! What each option and argument is called and does, in the three languages.
//!
//! **Knows**: names of options, names of their values, one sentence on each.
//! **Does not know**: which command takes which.

pub(in crate::cli) mod mail;

use super::Said;

/// An option, or an argument without a name.
#[derive(Debug)]
pub(in crate::cli) struct Argument {
    /// Its name on the command line, or inside for one that has none.
    pub(in crate::cli) id: &'static str,
    /// What stands for its value; nothing for one that takes none.
    pub(in crate::cli) value: Said,
    /// What it does.
    pub(in crate::cli) help: Said,
}

/// For what takes no value.
const NOTHING: Said = Said { nb: "", nn: "", en: "" };

/// `--lang`.
pub(in crate::cli) const LANG: Argument = Argument {
    id: "lang",
    value: Said { nb: "SPRÅK", nn: "SPRÅK", en: "LANGUAGE" },
    help: Said {
        nb: "Språket i svaret: nb, nn eller en",
        nn: "Språket i svaret: nb, nn eller en",
        en: "The language of the answer: nb, nn or en",
    },
};

/// `-C`.
pub(in crate::cli) const DIR: Argument = Argument {
    id: "dir",
    value: Said { nb: "MAPPE", nn: "MAPPE", en: "FOLDER" },
    help: Said {
        nb: "Arbeid i denne mappen i stedet for den du står i",
        nn: "Arbeid i denne mappa i staden for den du står i",
        en: "Work in this folder instead of the one you are in",
    },
};

/// `--today`.
pub(in crate::cli) const TODAY: Argument = Argument {
    id: "today",
    value: Said { nb: "DATO", nn: "DATO", en: "DATE" },
    help: Said {
        nb: "Regn med at i dag er denne datoen, slik: 2026-11-23",
        nn: "Rekn med at i dag er denne datoen, slik: 2026-11-23",
        en: "Take this date for today, like this: 2026-11-23",
    },
};

/// `--format`.
pub(in crate::cli) const FORMAT: Argument = Argument {
    id: "format",
    value: Said { nb: "FORMAT[=FIL]", nn: "FORMAT[=FIL]", en: "FORMAT[=FILE]" },
    help: Said {
        nb: "Formen på svaret: human, json, markdown, sarif, github, gitlab, junit, csv eller html, gjerne flere med hver sin fil",
        nn: "Forma på svaret: human, json, markdown, sarif, github, gitlab, junit, csv eller html, gjerne fleire med kvar si fil",
        en: "The form of the answer: human, json, markdown, sarif, github, gitlab, junit, csv or html; several may go to a file each",
    },
};

/// The range of a review.
pub(in crate::cli) const RANGE: Argument = Argument {
    id: "range",
    value: Said { nb: "FRA..TIL", nn: "FRÅ..TIL", en: "BASE..HEAD" },
    help: Said {
        nb: "To revisjoner, for eksempel main..forslag",
        nn: "To revisjonar, til dømes main..forslag",
        en: "Two revisions, such as main..proposal",
    },
};

/// What is wished of a register.
pub(in crate::cli) const WISHES: Argument = Argument {
    id: "wish",
    value: Said { nb: "FELT=VERDI", nn: "FELT=VERDI", en: "FIELD=VALUE" },
    help: Said {
        nb: "Hva som skulle stå, for eksempel icd10+=M46",
        nn: "Kva som skulle stå, til dømes icd10+=M46",
        en: "What should stand there, such as icd10+=M46",
    },
};

/// `--strict`.
pub(in crate::cli) const STRICT: Argument = Argument {
    id: "strict",
    value: NOTHING,
    help: Said {
        nb: "La åpne plikter være feil også i et utkast på en egen gren",
        nn: "La opne plikter vere feil òg i eit utkast på ei eiga grein",
        en: "Let open duties be errors also in a draft on a branch of its own",
    },
};

/// `--all`.
pub(in crate::cli) const ALL: Argument = Argument {
    id: "all",
    value: NOTHING,
    help: Said {
        nb: "La også funn som sto der fra før, telle",
        nn: "La òg funn som stod der frå før, telje",
        en: "Let findings that stood there before count, too",
    },
};

/// `-o`.
pub(in crate::cli) const OUTPUT: Argument = Argument {
    id: "output",
    value: Said { nb: "FIL", nn: "FIL", en: "FILE" },
    help: Said {
        nb: "Skriv svaret til denne filen i stedet for skjermen",
        nn: "Skriv svaret til denne fila i staden for skjermen",
        en: "Write the answer to this file instead of the screen",
    },
};

/// `--fail-on`.
pub(in crate::cli) const FAIL_ON: Argument = Argument {
    id: "fail-on",
    value: Said { nb: "NIVÅ", nn: "NIVÅ", en: "LEVEL" },
    help: Said {
        nb: "Hvor alvorlige funn som gir sluttkode 1: error (det vanlige), warning eller note",
        nn: "Kor alvorlege funn som gir sluttkode 1: error (det vanlege), warning eller note",
        en: "How grave findings give exit code 1: error (the default), warning or note",
    },
};

/// `--color`.
pub(in crate::cli) const COLOR: Argument = Argument {
    id: "color",
    value: Said { nb: "NÅR", nn: "NÅR", en: "WHEN" },
    help: Said {
        nb: "Når farger brukes: auto, always eller never",
        nn: "Når fargar blir brukte: auto, always eller never",
        en: "When colours are used: auto, always or never",
    },
};

/// `--max-document-mb`.
pub(in crate::cli) const MAX_DOCUMENT: Argument = Argument {
    id: "max-document-mb",
    value: Said { nb: "MB", nn: "MB", en: "MB" },
    help: Said {
        nb: "Les dokumenter opp til så mange MB (2), også i REGISTERVAKT_MAX_DOCUMENT",
        nn: "Les dokument opp til så mange MB (2), òg i REGISTERVAKT_MAX_DOCUMENT",
        en: "Read documents of up to so many MB (2), also in REGISTERVAKT_MAX_DOCUMENT",
    },
};

/// `--max-file-mb`.
pub(in crate::cli) const MAX_FILE: Argument = Argument {
    id: "max-file-mb",
    value: Said { nb: "MB", nn: "MB", en: "MB" },
    help: Said {
        nb: "Søk i filer opp til så mange MB (20), også i REGISTERVAKT_MAX_FILE",
        nn: "Søk i filer opp til så mange MB (20), òg i REGISTERVAKT_MAX_FILE",
        en: "Search files of up to so many MB (20), also in REGISTERVAKT_MAX_FILE",
    },
};

/// `--max-rows`.
pub(in crate::cli) const MAX_ROWS: Argument = Argument {
    id: "max-rows",
    value: Said { nb: "ANTALL", nn: "TAL", en: "NUMBER" },
    help: Said {
        nb: "Les så mange rader av et datasett (100000), også i REGISTERVAKT_MAX_ROWS",
        nn: "Les så mange rader av eit datasett (100000), òg i REGISTERVAKT_MAX_ROWS",
        en: "Read so many rows of a data set (100000), also in REGISTERVAKT_MAX_ROWS",
    },
};

/// `--quiet`.
pub(in crate::cli) const QUIET: Argument = Argument {
    id: "quiet",
    value: NOTHING,
    help: Said {
        nb: "Vis bare feil og den siste setningen",
        nn: "Vis berre feil og den siste setninga",
        en: "Show errors and the closing sentence only",
    },
};

/// `--verbose`.
pub(in crate::cli) const VERBOSE: Argument = Argument {
    id: "verbose",
    value: NOTHING,
    help: Said {
        nb: "Vis også unntak, kilder og alle krav",
        nn: "Vis òg unntak, kjelder og alle krav",
        en: "Show waivers, sources and every requirement, too",
    },
};

/// `--help`.
pub(in crate::cli) const HELP: Argument = Argument {
    id: "help",
    value: NOTHING,
    help: Said { nb: "Vis denne hjelpen", nn: "Vis denne hjelpa", en: "Show this help" },
};

/// `--version`.
pub(in crate::cli) const VERSION: Argument = Argument {
    id: "version",
    value: NOTHING,
    help: Said { nb: "Vis versjonen", nn: "Vis versjonen", en: "Show the version" },
};

/// The registers of `check`.
pub(in crate::cli) const PATHS: Argument = Argument {
    id: "paths",
    value: Said { nb: "STI", nn: "STI", en: "PATH" },
    help: Said {
        nb: "Bare registrene i disse mappene eller med disse filene, i stedet for alle",
        nn: "Berre registera i desse mappene eller med desse filene, i staden for alle",
        en: "Only the registers in these folders, or with these files, instead of all",
    },
};

/// The register of `requirements`.
pub(in crate::cli) const PATH: Argument = Argument {
    id: "path",
    value: Said { nb: "STI", nn: "STI", en: "PATH" },
    help: Said {
        nb: "Bare registeret i denne mappen eller med denne filen",
        nn: "Berre registeret i denne mappa eller med denne fila",
        en: "Only the register in this folder, or with this file",
    },
};

/// `--staged`.
pub(in crate::cli) const STAGED: Argument = Argument {
    id: "staged",
    value: NOTHING,
    help: Said {
        nb: "Se på det som er klart for innsjekking (git add), ikke på filene slik de ligger",
        nn: "Sjå på det som er klart for innsjekking (git add), ikkje på filene slik dei ligg",
        en: "Look at what is staged (git add), not at the files as they lie",
    },
};

/// `--rev`.
pub(in crate::cli) const REV: Argument = Argument {
    id: "rev",
    value: Said { nb: "REVISJON", nn: "REVISJON", en: "REVISION" },
    help: Said {
        nb: "Se på denne revisjonen: en gren, et merke eller en innsjekking",
        nn: "Sjå på denne revisjonen: ei grein, eit merke eller ei innsjekking",
        en: "Look at this revision: a branch, a tag or a commit",
    },
};

/// The rule or requirement of `explain`.
pub(in crate::cli) const TOPIC: Argument = Argument {
    id: "topic",
    value: Said { nb: "REGEL|KRAV", nn: "REGEL|KRAV", en: "RULE|REQUIREMENT" },
    help: Said {
        nb: "Navnet på en regel (fagraad-mangler-region) eller et krav (K-5)",
        nn: "Namnet på ein regel (fagraad-mangler-region) eller eit krav (K-5)",
        en: "The name of a rule (fagraad-mangler-region) or of a requirement (K-5)",
    },
};

/// The folder of `rules test`.
pub(in crate::cli) const RULE_FOLDER: Argument = Argument {
    id: "rule-folder",
    value: Said { nb: "MAPPE", nn: "MAPPE", en: "FOLDER" },
    help: Said { nb: "Mappen med reglene", nn: "Mappa med reglane", en: "The folder with the rules" },
};

/// The folder of `init`.
pub(in crate::cli) const NEW_FOLDER: Argument = Argument {
    id: "new-folder",
    value: Said { nb: "MAPPE", nn: "MAPPE", en: "FOLDER" },
    help: Said {
        nb: "Mappen for registeret; den lages om den ikke finnes",
        nn: "Mappa for registeret; ho blir laga om ho ikkje finst",
        en: "The folder of the register; it is made if there is none",
    },
};

/// The documents of `init`.
pub(in crate::cli) const FROM: Argument = Argument {
    id: "from",
    value: Said { nb: "DOKUMENT", nn: "DOKUMENT", en: "DOCUMENT" },
    help: Said {
        nb: "Les det som går an, ut av et dokument; kan gis flere ganger",
        nn: "Les det som går an, ut av eit dokument; kan gjevast fleire gonger",
        en: "Read what can be read out of a document; may be given several times",
    },
};

/// The shell of `completions`.
pub(in crate::cli) const SHELL: Argument = Argument {
    id: "shell",
    value: Said { nb: "SKALL", nn: "SKAL", en: "SHELL" },
    help: Said {
        nb: "bash, elvish, fish, powershell eller zsh",
        nn: "bash, elvish, fish, powershell eller zsh",
        en: "bash, elvish, fish, powershell or zsh",
    },
};

/// The folder of `man`.
pub(in crate::cli) const PAGE_FOLDER: Argument = Argument {
    id: "page-folder",
    value: Said { nb: "MAPPE", nn: "MAPPE", en: "FOLDER" },
    help: Said {
        nb: "Skriv en side for hver kommando til denne mappen",
        nn: "Skriv ei side for kvar kommando til denne mappa",
        en: "Write one page for each command to this folder",
    },
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Lang;

    const ALL: [Argument; 21] = [
        LANG,
        DIR,
        TODAY,
        FORMAT,
        OUTPUT,
        FAIL_ON,
        COLOR,
        QUIET,
        VERBOSE,
        HELP,
        VERSION,
        PATHS,
        PATH,
        STAGED,
        REV,
        TOPIC,
        RULE_FOLDER,
        NEW_FOLDER,
        FROM,
        SHELL,
        PAGE_FOLDER,
    ];

    #[test]
    fn each_has_its_own_name_and_sentence() {
        for (at, argument) in ALL.iter().enumerate() {
            for other in &ALL[..at] {
                assert_ne!(argument.id, other.id);
                assert_ne!(argument.help.nb, other.help.nb);
            }
            for lang in Lang::ALL {
                assert!(!argument.help.by(lang).is_empty(), "{argument:?}");
                assert_eq!(argument.value.by(lang).is_empty(), argument.value.nb.is_empty());
            }
        }
    }
}
