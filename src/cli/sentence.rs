//! What the program says around its reports, in bokmål, nynorsk and English.
//!
//! **Knows**: what a person wants to hear when a file cannot be read, when a register was made,
//! when a rule is not known.
//! **Does not know**: when it is so.
//!
//! Each sentence ends without a line end.

pub mod hook;
pub mod mail;

use std::io;
use std::path::Path;

use super::words::{Said, listed, one_of, plain, quoted};
use crate::finding::Lang;
use crate::job::import::{Begun, Left};

/// Where to read how a command is written.
pub fn help(lang: Lang, command: &str) -> String {
    Said { nb: "Hjelp: {} --help", nn: "Hjelp: {} --help", en: "Help: {} --help" }.with(lang, command)
}

/// Why a job could not be done, and the command that mends it.
pub fn failure(lang: Lang, message: &str, hint: Option<&str>) -> String {
    let said = format!("registervakt: {}", plain(message));
    match hint {
        Some(hint) => {
            let mend = Said { nb: "Prøv dette: {}", nn: "Prøv dette: {}", en: "Try this: {}" };
            format!("{said}\n{}", mend.with(lang, &plain(hint)))
        }
        None => said,
    }
}

/// That a file or folder cannot be read.
pub fn cannot_read(lang: Lang, path: &Path, cause: &io::Error) -> String {
    let said = Said { nb: "{} kan ikke leses: ", nn: "{} kan ikkje lesast: ", en: "{} cannot be read: " };
    failure(lang, &(said.with(lang, &shown(lang, path)) + &why(lang, cause)), None)
}

/// That a file or folder cannot be written.
pub fn cannot_write(lang: Lang, path: &Path, cause: &io::Error) -> String {
    let said =
        Said { nb: "{} kan ikke skrives: ", nn: "{} kan ikkje skrivast: ", en: "{} cannot be written: " };
    failure(lang, &(said.with(lang, &shown(lang, path)) + &why(lang, cause)), None)
}

/// That the answer cannot be written to standard output.
pub fn cannot_print(lang: Lang, cause: &io::Error) -> String {
    let said = Said {
        nb: "Svaret kan ikke skrives ut: ",
        nn: "Svaret kan ikkje skrivast ut: ",
        en: "The answer cannot be printed: ",
    };
    failure(lang, &(said.by(lang).to_owned() + &why(lang, cause)), None)
}

/// Why the system refuses. Its own words are English and full of numbers, so the usual ones are ours.
fn why(lang: Lang, cause: &io::Error) -> String {
    match cause.kind() {
        io::ErrorKind::NotFound => Said {
            nb: "filen eller mappen finnes ikke.",
            nn: "fila eller mappa finst ikkje.",
            en: "there is no such file or folder.",
        },
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            Said { nb: "du har ikke tilgang.", nn: "du har ikkje tilgang.", en: "you have no access." }
        }
        io::ErrorKind::AlreadyExists => Said {
            nb: "det finnes noe der fra før.",
            nn: "det finst noko der frå før.",
            en: "something is there already.",
        },
        io::ErrorKind::NotADirectory => {
            Said { nb: "det er ingen mappe.", nn: "det er inga mappe.", en: "it is no folder." }
        }
        io::ErrorKind::IsADirectory => {
            Said { nb: "det er en mappe.", nn: "det er ei mappe.", en: "it is a folder." }
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            Said { nb: "disken er full.", nn: "disken er full.", en: "the disk is full." }
        }
        io::ErrorKind::InvalidData => Said {
            nb: "det er ikke tekst i UTF-8.",
            nn: "det er ikkje tekst i UTF-8.",
            en: "it is no text in UTF-8.",
        },
        io::ErrorKind::FileTooLarge => {
            Said { nb: "filen er for stor.", nn: "fila er for stor.", en: "the file is too large." }
        }
        _ => return plain(&cause.to_string()),
    }
    .by(lang)
    .to_owned()
}

/// That there is no such rule or requirement, and which resemble it.
pub fn unknown_rule(lang: Lang, id: &str, nearest: &[String]) -> String {
    let said = Said {
        nb: "Det finnes ingen regel og ikke noe krav som heter {}.",
        nn: "Det finst ingen regel og ikkje noko krav som heiter {}.",
        en: "There is no rule and no requirement called {}.",
    };
    let mut message = said.with(lang, &quoted(lang, id));
    if !nearest.is_empty() {
        let meant = Said { nb: " Mente du {}?", nn: " Meinte du {}?", en: " Did you mean {}?" };
        message += &meant.with(lang, &one_of(lang, nearest));
    }
    let list = Said {
        nb: "Alle reglene: registervakt rules",
        nn: "Alle reglane: registervakt rules",
        en: "All the rules: registervakt rules",
    };
    format!("{}\n{}", failure(lang, &message, None), list.by(lang))
}

/// That a folder holds no rules.
pub fn no_rules(lang: Lang, dir: &Path) -> String {
    let said = Said {
        nb: "{} har ingen filer som slutter på .toml, så ingen regel er prøvd.",
        nn: "{} har ingen filer som sluttar på .toml, så ingen regel er prøvd.",
        en: "{} holds no files that end in .toml, so no rule was tried.",
    };
    failure(lang, &said.with(lang, &shown(lang, dir)), None)
}

/// That nothing was written, because these files are there already.
pub fn in_the_way(lang: Lang, dir: &Path, files: &[String]) -> String {
    let said = Said {
        nb: "Ingenting er skrevet, for dette finnes allerede i {}: ",
        nn: "Ingenting er skrive, for dette finst allereie i {}: ",
        en: "Nothing was written, because these are already in {}: ",
    };
    failure(lang, &format!("{}{}.", said.with(lang, &shown(lang, dir)), listed(lang, files)), None)
}

/// That a register was made, and what to do next.
pub fn made(lang: Lang, dir: &Path, files: usize) -> String {
    let said = Said {
        nb: "Laget mappen {dir} med {files} filer for et nytt register.
Neste steg: fyll ut register.toml; det som mangler, er merket der.
Se deretter hva som gjenstår: registervakt -C {path} check",
        nn: "Laga mappa {dir} med {files} filer for eit nytt register.
Neste steg: fyll ut register.toml; det som manglar, er merkt der.
Sjå deretter kva som står att: registervakt -C {path} check",
        en: "Made the folder {dir} with {files} files for a new register.
Next: fill in register.toml; what is missing is marked there.
Then see what remains: registervakt -C {path} check",
    };
    let text = said.by(lang).replace("{files}", &files.to_string());
    text.replacen("{path}", &word(dir), 1).replacen("{dir}", &shown(lang, dir), 1)
}

/// That a register was begun with what documents say, and which of them are not in its folder.
pub fn imported(lang: Lang, begun: &Begun) -> String {
    let read = Said {
        nb: "Lest ut av dokumentene: {} opplysninger. Hver linje er merket «fra …»: hold den mot dokumentet.",
        nn: "Lese ut av dokumenta: {} opplysningar. Kvar linje er merkt «fra …»: hald ho mot dokumentet.",
        en: "Read out of the documents: {} facts. Each line is marked “fra …” (from): hold it against the document.",
    };
    let left = begun.left.iter().map(|left| match left {
        Left::Numbers(name) => Said {
            nb: "{} har fødselsnummer eller andre personnumre og ble ikke med: ta dem bort først.",
            nn: "{} har fødselsnummer eller andre personnummer og vart ikkje med: ta dei bort først.",
            en: "{} holds personal identity numbers and did not come along: remove them first.",
        }
        .with(lang, &plain(name)),
        Left::Unsearched(name) => Said {
            nb: "{} ble ikke med: ikke alt i det kunne gjennomsøkes etter fødselsnummer.",
            nn: "{} vart ikkje med: ikkje alt i det kunne gjennomsøkjast etter fødselsnummer.",
            en: "{} did not come along: not all of it could be searched for personal identity numbers.",
        }
        .with(lang, &plain(name)),
        Left::NoPlace(name) => Said {
            nb: "{} er lest, men er ikke lagt i mappen.",
            nn: "{} er lese, men er ikkje lagt i mappa.",
            en: "{} was read but does not lie in the folder.",
        }
        .with(lang, &plain(name)),
    });
    let lines: Vec<String> = std::iter::once(read.with(lang, &begun.facts.to_string())).chain(left).collect();
    lines.join("\n")
}

/// That change records were written, and what to do next; without any, that none is lacking.
pub fn recorded<'a>(lang: Lang, paths: impl Iterator<Item = &'a Path>) -> String {
    let wrote = Said { nb: "Skrev {}.", nn: "Skreiv {}.", en: "Wrote {}." };
    let lines: Vec<String> = paths.map(|path| wrote.with(lang, &shown(lang, path))).collect();
    if lines.is_empty() {
        let said = Said {
            nb: "Endringen mangler ingen endringsmelding, så ingenting er skrevet.
Er endringen ikke lagt inn ennå? Legg den til med git add, og bruk --staged.",
            nn: "Endringa manglar inga endringsmelding, så ingenting er skrive.
Er endringa ikkje lagd inn enno? Legg ho til med git add, og bruk --staged.",
            en: "The change lacks no change record, so nothing was written.
Is the change not committed yet? Add it with git add, and use --staged.",
        };
        return said.by(lang).to_owned();
    }
    let next = Said {
        nb: "Neste steg: fyll ut det som står åpent i filen, legg den til, og se hva som gjenstår: registervakt review --staged",
        nn: "Neste steg: fyll ut det som står ope i fila, legg ho til, og sjå kva som står att: registervakt review --staged",
        en: "Next: fill in what is open in the file, add it, and see what is left: registervakt review --staged",
    };
    format!("{}\n{}", lines.join("\n"), next.by(lang))
}

/// What the demonstration has shown, where it lies, and what to try next.
pub fn demonstrated(lang: Lang, dir: &Path) -> String {
    let said = Said {
        nb: "Dette er et oppdiktet register med feil som er lagt inn med vilje. Det ligger i
  {dir}
og kan slettes når du vil. Prøv nå: rett en fil der, og kjør
  registervakt -C {path} --today 2026-11-23 check",
        nn: "Dette er eit oppdikta register med feil som er lagde inn med vilje. Det ligg i
  {dir}
og kan slettast når du vil. Prøv no: rett ei fil der, og køyr
  registervakt -C {path} --today 2026-11-23 check",
        en: "This is an invented register with faults put in on purpose. It lies in
  {dir}
and may be deleted at any time. Now try this: mend a file there, and run
  registervakt -C {path} --today 2026-11-23 check",
    };
    let path = word(dir);
    said.by(lang).replacen("{path}", &path, 1).replacen("{dir}", &plain(&dir.to_string_lossy()), 1)
}

/// A path in quotation marks.
fn shown(lang: Lang, path: &Path) -> String {
    quoted(lang, &path.to_string_lossy())
}

/// A path as a word of a command that can be copied.
fn word(path: &Path) -> String {
    let path = plain(&path.to_string_lossy());
    let simple = |letter: char| letter.is_alphanumeric() || "/\\:._-+@%~".contains(letter);
    if path.chars().all(simple) { path } else { format!("\"{path}\"") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_is_one_sentence_and_its_cure() {
        let check = |lang, hint, expected: &str| assert_eq!(failure(lang, "Noe er galt.", hint), expected);
        check(Lang::Nb, None, "registervakt: Noe er galt.");
        check(Lang::En, Some("git init"), "registervakt: Noe er galt.\nTry this: git init");
        assert_eq!(failure(Lang::Nb, "a\u{1b}[2J", None), "registervakt: a\\u{1b}[2J");
    }

    #[test]
    fn the_cause_is_told_in_the_language_asked_for() {
        let check = |kind: io::ErrorKind, expected: [&str; 3]| {
            assert_eq!(Lang::ALL.map(|lang| why(lang, &kind.into())), expected);
        };
        check(
            io::ErrorKind::NotFound,
            [
                "filen eller mappen finnes ikke.",
                "fila eller mappa finst ikkje.",
                "there is no such file or folder.",
            ],
        );
        check(
            io::ErrorKind::PermissionDenied,
            ["du har ikke tilgang.", "du har ikkje tilgang.", "you have no access."],
        );
        let other = io::Error::other("noe\nannet");
        assert_eq!(why(Lang::Nb, &other), "noe\\u{a}annet");
        let said = cannot_write(Lang::Nn, Path::new("a b"), &io::ErrorKind::StorageFull.into());
        assert_eq!(said, "registervakt: «a b» kan ikkje skrivast: disken er full.");
    }

    #[test]
    fn what_to_do_next_can_be_copied() {
        for lang in Lang::ALL {
            let said = made(lang, Path::new("mitt register"), 12);
            assert_eq!(said.lines().count(), 3);
            assert!(said.contains(" 12 ") && said.ends_with("registervakt -C \"mitt register\" check"));
            let said = demonstrated(lang, Path::new("/tmp/demo-1"));
            assert!(said.contains("\n  /tmp/demo-1\n") && said.contains("-C /tmp/demo-1 --today"));
            assert!(!said.contains('{'), "{said}");
        }
    }

    #[test]
    fn an_unknown_rule_names_its_neighbours() {
        let said = unknown_rule(Lang::Nb, "K5", &["K-5".to_owned(), "K-15".to_owned()]);
        assert_eq!(
            said,
            "registervakt: Det finnes ingen regel og ikke noe krav som heter «K5». Mente du K-5 eller K-15?\n\
             Alle reglene: registervakt rules"
        );
        assert!(!unknown_rule(Lang::En, "x", &[]).contains("mean"));
    }
}
