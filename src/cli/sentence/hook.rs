//! What the program says of the Git hook, in bokmål, nynorsk and English.
//!
//! **Knows**: what a person wants to hear when a hook is set up, in the way, or stops a commit.
//! **Does not know**: when it is so.

use std::path::{Path, PathBuf};

use super::{failure, shown, word};
use crate::cli::words::Said;
use crate::finding::Lang;

/// Why the hook cannot be set up or taken away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Obstacle {
    /// The repository has no work tree, and nobody commits in it.
    Bare,
    /// The repository belongs to another user.
    Foreign,
    /// Hooks lie in a folder that other repositories use, too.
    Shared {
        /// That folder.
        folder: PathBuf,
        /// The folder that the repository would have for itself.
        own: PathBuf,
    },
    /// Somebody edited the hook after it was set up.
    Edited(PathBuf),
    /// The hook is another's, and the place it would be moved to is taken.
    NoRoom {
        /// The hook.
        hook: PathBuf,
        /// Where it would be moved to.
        before: PathBuf,
    },
    /// Where the hook should lie is a folder.
    Folder(PathBuf),
    /// The system does not tell where the program lies.
    Homeless,
}

impl Obstacle {
    /// What is in the way, and what to do.
    pub fn said(&self, lang: Lang) -> String {
        match self {
            Self::Bare => failure(lang, BARE.by(lang), None),
            Self::Foreign => failure(lang, FOREIGN.by(lang), None),
            Self::Shared { folder, own } => {
                let mend = format!("git config core.hooksPath {}", word(own));
                failure(lang, &SHARED.with(lang, &shown(lang, folder)), Some(&mend))
            }
            Self::Edited(hook) => failure(lang, &EDITED.with(lang, &shown(lang, hook)), None),
            Self::NoRoom { hook, before } => {
                let said = NO_ROOM.with(lang, &shown(lang, hook)).replacen("{}", &shown(lang, before), 1);
                failure(lang, &said, None)
            }
            Self::Folder(hook) => failure(lang, &FOLDER.with(lang, &shown(lang, hook)), None),
            Self::Homeless => failure(lang, HOMELESS.by(lang), None),
        }
    }
}

const BARE: Said = Said {
    nb: "Ingen sjekker inn i et arkiv uten arbeidsmappe, så det trenger ingen kontroll. Sett den opp i klonen du arbeider i.",
    nn: "Ingen sjekkar inn i eit arkiv utan arbeidsmappe, så det treng ingen kontroll. Set han opp i klonen du arbeider i.",
    en: "Nobody commits in a repository without a work tree, so it needs no hook. Set it up in the clone you work in.",
};

const FOREIGN: Said = Said {
    nb: "Arkivet tilhører en annen bruker, så kontrollen er ikke satt opp. La eieren gjøre det, eller lag din egen klone.",
    nn: "Arkivet høyrer til ein annan brukar, så kontrollen er ikkje sett opp. La eigaren gjere det, eller lag din eigen klone.",
    en: "The repository belongs to another user, so the hook was not set up. Let the owner do it, or make a clone of your own.",
};

const SHARED: Said = Said {
    nb: "Git henter kontrollene fra {} (core.hooksPath), og den mappen deler arkivet med andre. Ingenting er endret. Skal dette arkivet ha sin egen mappe, bruk kommandoen under og sett opp på nytt; kontrollene i den delte mappen kjøres da ikke lenger her, så spør den som eier den først.",
    nn: "Git hentar kontrollane frå {} (core.hooksPath), og den mappa deler arkivet med andre. Ingenting er endra. Skal dette arkivet ha si eiga mappe, bruk kommandoen under og set opp på nytt; kontrollane i den delte mappa køyrer då ikkje lenger her, så spør den som eig ho først.",
    en: "Git takes hooks from {} (core.hooksPath), a folder that the repository shares with others. Nothing was changed. To give this repository a folder of its own, use the command below and set up again; the hooks in the shared folder then no longer run here, so ask its owner first.",
};

const EDITED: Said = Said {
    nb: "{} er endret etter at Registervakt laget den, og er ikke rørt. Slett filen selv om den ikke trengs, og prøv igjen.",
    nn: "{} er endra etter at Registervakt laga ho, og er ikkje rørt. Slett fila sjølv om ho ikkje trengst, og prøv igjen.",
    en: "{} was edited after Registervakt made it, and is not touched. Delete the file yourself where it is not needed, and try again.",
};

const NO_ROOM: Said = Said {
    nb: "{} er ikke laget av Registervakt, og kan ikke flyttes til {}, for der ligger det noe fra før. Ingenting er endret. Ta bort en av dem, og prøv igjen.",
    nn: "{} er ikkje laga av Registervakt, og kan ikkje flyttast til {}, for der ligg det noko frå før. Ingenting er endra. Ta bort ei av dei, og prøv igjen.",
    en: "{} was not made by Registervakt, and cannot be moved to {}, for something is there already. Nothing was changed. Take one of them away, and try again.",
};

const FOLDER: Said = Said {
    nb: "{} er en mappe, så kontrollen kan ikke ligge der. Ingenting er endret.",
    nn: "{} er ei mappe, så kontrollen kan ikkje liggje der. Ingenting er endra.",
    en: "{} is a folder, so the hook cannot lie there. Nothing was changed.",
};

const HOMELESS: Said = Said {
    nb: "Det er ikke mulig å finne ut hvor programmet ligger, så kontrollen er ikke satt opp. Kjør det med hele stien.",
    nn: "Det er ikkje mogleg å finne ut kvar programmet ligg, så kontrollen er ikkje sett opp. Køyr det med heile stien.",
    en: "It cannot be told where the program lies, so the hook was not set up. Run it by its whole path.",
};

/// What came of setting the hook up or taking it away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It was set up where there was none.
    Installed,
    /// It was set up, and runs the one that was there before first.
    Chained,
    /// It stood there as it should.
    Unchanged,
    /// It was taken away.
    Removed,
    /// It was taken away, and what was there before stands in its place.
    Restored,
    /// There was nothing of ours to take away.
    NotThere,
}

/// What came of it, and for which file.
pub fn done(lang: Lang, outcome: Outcome, hook: &Path) -> String {
    let said = match outcome {
        Outcome::Installed => Said {
            nb: "Hver innsjekking i dette arkivet blir nå undersøkt før den lagres.\nFilen som gjør det: {}",
            nn: "Kvar innsjekking i dette arkivet blir no undersøkt før ho blir lagra.\nFila som gjer det: {}",
            en: "Each commit in this repository is now looked at before it is made.\nThe file that does it: {}",
        },
        Outcome::Chained => Said {
            nb: "Hver innsjekking i dette arkivet blir nå undersøkt før den lagres. Kontrollen som var der fra før, er tatt vare på og kjøres først.\nFilen som gjør det: {}",
            nn: "Kvar innsjekking i dette arkivet blir no undersøkt før ho blir lagra. Kontrollen som var der frå før, er teken vare på og køyrer først.\nFila som gjer det: {}",
            en: "Each commit in this repository is now looked at before it is made. The hook that was there already is kept and runs first.\nThe file that does it: {}",
        },
        Outcome::Unchanged => Said {
            nb: "Kontrollen er satt opp fra før, og ingenting er endret: {}",
            nn: "Kontrollen er sett opp frå før, og ingenting er endra: {}",
            en: "The hook is set up already, and nothing was changed: {}",
        },
        Outcome::Removed => Said {
            nb: "Kontrollen er tatt bort: {}",
            nn: "Kontrollen er teken bort: {}",
            en: "The hook was taken away: {}",
        },
        Outcome::Restored => Said {
            nb: "Kontrollen er tatt bort, og den som var der før, er lagt tilbake: {}",
            nn: "Kontrollen er teken bort, og den som var der før, er lagd tilbake: {}",
            en: "The hook was taken away, and the one that was there before put back: {}",
        },
        Outcome::NotThere => Said {
            nb: "Registervakt har ingen kontroll her, og ingenting er endret: {}",
            nn: "Registervakt har ingen kontroll her, og ingenting er endra: {}",
            en: "Registervakt has no hook here, and nothing was changed: {}",
        },
    };
    said.with(lang, &shown(lang, hook))
}

/// What the hook file says of itself, for those who open it; a line.
pub fn origin(lang: Lang) -> &'static str {
    Said {
        nb: "Laget av «registervakt hook install». Ta den bort med «registervakt hook uninstall».",
        nn: "Laga av «registervakt hook install». Ta han bort med «registervakt hook uninstall».",
        en: "Made by “registervakt hook install”. Take it away with “registervakt hook uninstall”.",
    }
    .by(lang)
}

/// What the hook says where the program is gone; a line each.
pub fn gone(lang: Lang) -> [&'static str; 3] {
    let lines = [
        Said {
            nb: "Innsjekkingen er stanset: programmet Registervakt finnes ikke lenger her, så ingenting er undersøkt:",
            nn: "Innsjekkinga er stansa: programmet Registervakt finst ikkje lenger her, så ingenting er undersøkt:",
            en: "The commit was stopped: the program Registervakt is no longer here, so nothing was looked at:",
        },
        Said {
            nb: "Installer det på nytt, og kjør: registervakt hook install",
            nn: "Installer det på nytt, og køyr: registervakt hook install",
            en: "Install it again, and run: registervakt hook install",
        },
        Said {
            nb: "Sjekk inn uten kontroll: git commit --no-verify",
            nn: "Sjekk inn utan kontroll: git commit --no-verify",
            en: "Commit without the hook: git commit --no-verify",
        },
    ];
    lines.map(|line| line.by(lang))
}

/// That a commit was stopped, and what to do.
pub fn stopped(lang: Lang) -> &'static str {
    Said {
        nb: "Innsjekkingen er stanset. Rett det som står over, legg filene til med git add, og prøv igjen.
Må det lagres som det er, bruk: git commit --no-verify",
        nn: "Innsjekkinga er stansa. Rett det som står over, legg filene til med git add, og prøv igjen.
Må det lagrast som det er, bruk: git commit --no-verify",
        en: "The commit was stopped. Mend what stands above, add the files with git add, and try again.
If it must be saved as it is, use: git commit --no-verify",
    }
    .by(lang)
}

/// What is left where a commit is let through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// Duties of a draft.
    Duties,
    /// Errors in a register that is new.
    Begun,
    /// Errors that stood there before.
    Stood,
}

/// That a commit was let through although so many things are left.
pub fn left(lang: Lang, what: Left, count: usize) -> String {
    let said = match (what, count) {
        (Left::Duties, 1) => Said {
            nb: "Registervakt: {} plikt gjenstår før endringen kan godkjennes. Se den: registervakt review",
            nn: "Registervakt: {} plikt står att før endringa kan godkjennast. Sjå ho: registervakt review",
            en: "Registervakt: {} duty is left before the change can be approved. See it: registervakt review",
        },
        (Left::Duties, _) => Said {
            nb: "Registervakt: {} plikter gjenstår før endringen kan godkjennes. Se dem: registervakt review",
            nn: "Registervakt: {} plikter står att før endringa kan godkjennast. Sjå dei: registervakt review",
            en: "Registervakt: {} duties are left before the change can be approved. See them: registervakt review",
        },
        (Left::Begun, 1) => Said {
            nb: "Registervakt: Registeret er nytt, og {} feil gjenstår. Se den: registervakt check",
            nn: "Registervakt: Registeret er nytt, og {} feil står att. Sjå han: registervakt check",
            en: "Registervakt: The register is new, and {} error is left. See it: registervakt check",
        },
        (Left::Begun, _) => Said {
            nb: "Registervakt: Registeret er nytt, og {} feil gjenstår. Se dem: registervakt check",
            nn: "Registervakt: Registeret er nytt, og {} feil står att. Sjå dei: registervakt check",
            en: "Registervakt: The register is new, and {} errors are left. See them: registervakt check",
        },
        (Left::Stood, 1) => Said {
            nb: "Registervakt: {} feil sto der fra før. Se den: registervakt check",
            nn: "Registervakt: {} feil stod der frå før. Sjå han: registervakt check",
            en: "Registervakt: {} error was there before. See it: registervakt check",
        },
        (Left::Stood, _) => Said {
            nb: "Registervakt: {} feil sto der fra før. Se dem: registervakt check",
            nn: "Registervakt: {} feil stod der frå før. Sjå dei: registervakt check",
            en: "Registervakt: {} errors were there before. See them: registervakt check",
        },
    };
    said.with(lang, &count.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_the_hook_file_cannot_break_it() {
        for lang in Lang::ALL {
            let words = [origin(lang)].into_iter().chain(gone(lang));
            assert!(
                words.into_iter().all(|line| !line.contains(['\'', '\n', '\\', '$', '`', '"'])),
                "{lang:?}"
            );
        }
    }

    #[test]
    fn an_obstacle_names_its_file_and_its_cure() {
        for lang in Lang::ALL {
            let shared = Obstacle::Shared { folder: "/delt".into(), own: "/mitt arkiv/.git/hooks".into() };
            let said = shared.said(lang);
            assert!(said.contains("/delt"), "{said}");
            assert!(said.ends_with("git config core.hooksPath \"/mitt arkiv/.git/hooks\""), "{said}");
            let said = Obstacle::NoRoom { hook: "/a".into(), before: "/b".into() }.said(lang);
            assert!(said.contains("/a") && said.contains("/b") && !said.contains("{}"), "{said}");
        }
    }

    #[test]
    fn one_duty_is_not_many() {
        assert!(left(Lang::Nb, Left::Duties, 1).contains("1 plikt gjenstår"));
        assert!(left(Lang::En, Left::Duties, 6).contains("6 duties are left"));
    }
}
