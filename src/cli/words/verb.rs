//! What each command is called and does, in the three languages.
//!
//! **Knows**: names of commands, how each is written, a sentence and a few examples of each.
//! **Does not know**: how a command is done.

pub(in crate::cli) mod hook;
pub(in crate::cli) mod remind;

use super::Said;

/// A command.
#[derive(Debug)]
pub(in crate::cli) struct Verb {
    /// Its name.
    pub(in crate::cli) id: &'static str,
    /// What it does, in a line.
    pub(in crate::cli) about: Said,
    /// What follows the name on the command line.
    pub(in crate::cli) usage: Said,
    /// What there is to know besides, and examples.
    pub(in crate::cli) more: Said,
}

/// The program itself.
pub(in crate::cli) const REGISTERVAKT: Verb = Verb {
    id: "registervakt",
    about: Said {
        nb: "Undersøker om nasjonale medisinske kvalitetsregistre oppfyller kravene til dem",
        nn: "Undersøkjer om nasjonale medisinske kvalitetsregister oppfyller krava til dei",
        en: "Checks whether national medical quality registers meet what is required of them",
    },
    usage: Said { nb: "[VALG] KOMMANDO", nn: "[VAL] KOMMANDO", en: "[OPTIONS] COMMAND" },
    more: Said {
        nb: "Kom i gang:
  registervakt demo          se på et oppdiktet register hva som blir funnet
  registervakt init MAPPE    lag mappen for et nytt register
  registervakt check         undersøk registeret i mappen du står i

Sluttkoden er 0 uten feil, 1 når det er funnet feil, 2 når kommandoen er skrevet feil og 3 når jobben ikke lot seg gjøre.

Mer om en kommando: registervakt check --help",
        nn: "Kom i gang:
  registervakt demo          sjå på eit oppdikta register kva som blir funne
  registervakt init MAPPE    lag mappa for eit nytt register
  registervakt check         undersøk registeret i mappa du står i

Sluttkoden er 0 utan feil, 1 når det er funne feil, 2 når kommandoen er skriven feil og 3 når jobben ikkje let seg gjere.

Meir om ein kommando: registervakt check --help",
        en: "To begin with:
  registervakt demo           see on an invented register what is found
  registervakt init FOLDER    make the folder of a new register
  registervakt check          check the register in the folder you are in

The exit code is 0 without errors, 1 when errors were found, 2 when the command is written wrongly and 3 when the job could not be done.

More on a command: registervakt check --help",
    },
};

/// `check`.
pub(in crate::cli) const CHECK: Verb = Verb {
    id: "check",
    about: Said {
        nb: "Hold registeret opp mot kravene og se hva som må rettes",
        nn: "Hald registeret opp mot krava og sjå kva som må rettast",
        en: "Hold the register against the requirements and see what to mend",
    },
    usage: Said { nb: "[VALG] [STI …]", nn: "[VAL] [STI …]", en: "[OPTIONS] [PATH …]" },
    more: Said {
        nb: "Eksempler:
  registervakt check                      alle registrene i denne mappen
  registervakt check register.toml        bare registeret med denne filen
  registervakt check --staged             det som er klart for innsjekking
  registervakt check --rev main           slik det står på grenen main
  registervakt check --fail-on warning    sluttkode 1 også ved advarsler
  registervakt check --format human --format json=rapport.json

Finnes det ikke noe register, er ingenting undersøkt, og sluttkoden er 3.",
        nn: "Døme:
  registervakt check                      alle registera i denne mappa
  registervakt check register.toml        berre registeret med denne fila
  registervakt check --staged             det som er klart for innsjekking
  registervakt check --rev main           slik det står på greina main
  registervakt check --fail-on warning    sluttkode 1 òg ved åtvaringar
  registervakt check --format human --format json=rapport.json

Finst det ikkje noko register, er ingenting undersøkt, og sluttkoden er 3.",
        en: "Examples:
  registervakt check                      all registers in this folder
  registervakt check register.toml        only the register with this file
  registervakt check --staged             what is staged for the next commit
  registervakt check --rev main           as it stands on the branch main
  registervakt check --fail-on warning    exit code 1 on warnings, too
  registervakt check --format human --format json=report.json

Where there is no register, nothing was checked, and the exit code is 3.",
    },
};

/// `review`.
pub(in crate::cli) const REVIEW: Verb = Verb {
    id: "review",
    about: Said {
        nb: "Se hva en endring betyr, og hvilke plikter som følger av den",
        nn: "Sjå kva ei endring betyr, og kva plikter som følgjer av ho",
        en: "See what a change means and which duties follow from it",
    },
    usage: Said { nb: "[VALG] [FRA..TIL]", nn: "[VAL] [FRÅ..TIL]", en: "[OPTIONS] [BASE..HEAD]" },
    more: Said {
        nb: "Uten FRA..TIL sammenlignes det du har lagt inn på grenen din, med det siste felles punktet på hovedgrenen.

Eksempler:
  registervakt review                     hele forslaget på grenen din
  registervakt review main..forslag       fra én revisjon til en annen
  registervakt review --staged            det som er klart for innsjekking
  registervakt review --format markdown   som kommentar i en flettesak
  registervakt review --notify            og hvem som får brev om den

Sluttkoden er 1 når plikter gjenstår eller endringen gir nye feil.",
        nn: "Utan FRÅ..TIL blir det du har lagt inn på greina di, samanlikna med det siste felles punktet på hovudgreina.

Døme:
  registervakt review                     heile framlegget på greina di
  registervakt review main..forslag       frå éin revisjon til ein annan
  registervakt review --staged            det som er klart for innsjekking
  registervakt review --format markdown   som kommentar i ei flettesak
  registervakt review --notify            og kven som får brev om ho

Sluttkoden er 1 når plikter står att eller endringa gir nye feil.",
        en: "Without BASE..HEAD, what is committed on your branch is compared with its last common point with the main branch.

Examples:
  registervakt review                     the whole proposal on your branch
  registervakt review main..proposal      from one revision to another
  registervakt review --staged            what is ready to be committed
  registervakt review --format markdown   as a comment on a pull request
  registervakt review --notify            and who gets a letter about it

The exit code is 1 when duties are left or the change brings new errors.",
    },
};

/// `what-if`.
pub(in crate::cli) const WHAT_IF: Verb = Verb {
    id: "what-if",
    about: Said {
        nb: "Se hvilke plikter en endring ville gi, uten å gjøre den",
        nn: "Sjå kva plikter ei endring ville gi, utan å gjere ho",
        en: "See which duties a change would release, without making it",
    },
    usage: Said { nb: "[VALG] FELT=VERDI …", nn: "[VAL] FELT=VERDI …", en: "[OPTIONS] FIELD=VALUE …" },
    more: Said {
        nb: "+= legger til i en liste, -= tar bort, = setter, og = uten verdi tømmer.

Eksempler:
  registervakt what-if icd10+=M46
  registervakt what-if alder.fra=0 hjemmel.type=forskrift-reservasjon
  registervakt what-if \"medlem-=Nils Nordpå\"",
        nn: "+= legg til i ei liste, -= tek bort, = set, og = utan verdi tømmer.

Døme:
  registervakt what-if icd10+=M46
  registervakt what-if alder.fra=0 hjemmel.type=forskrift-reservasjon
  registervakt what-if \"medlem-=Nils Nordpå\"",
        en: "+= adds to a list, -= takes away, = sets, and = without a value empties.

Examples:
  registervakt what-if icd10+=M46
  registervakt what-if alder.fra=0 hjemmel.type=forskrift-reservasjon
  registervakt what-if \"medlem-=Nils Nordpå\"",
    },
};

/// `new`.
pub(in crate::cli) const NEW: Verb = Verb {
    id: "new",
    about: Said {
        nb: "Lag en ny fil til registeret",
        nn: "Lag ei ny fil til registeret",
        en: "Make a new file for the register",
    },
    usage: Said { nb: "HVA", nn: "KVA", en: "WHAT" },
    more: Said {
        nb: "Eksempel:
  registervakt new change     endringsmeldingen for det du har endret",
        nn: "Døme:
  registervakt new change     endringsmeldinga for det du har endra",
        en: "Example:
  registervakt new change     the change record for what you have changed",
    },
};

/// `new change`.
pub(in crate::cli) const NEW_CHANGE: Verb = Verb {
    id: "change",
    about: Said {
        nb: "Skriv endringsmeldingen for endringen, med tema fylt inn og åpne punkter merket",
        nn: "Skriv endringsmeldinga for endringa, med tema fylt inn og opne punkt merkte",
        en: "Write the change record for the change, topics filled in and open points marked",
    },
    usage: Said { nb: "[VALG] [FRA..TIL]", nn: "[VAL] [FRÅ..TIL]", en: "[OPTIONS] [BASE..HEAD]" },
    more: Said {
        nb: "Uten FRA..TIL gjelder den det som er lagt inn på grenen din, eller med --staged det som er klart for innsjekking. En melding som finnes, blir aldri overskrevet.",
        nn: "Utan FRÅ..TIL gjeld ho det som er lagt inn på greina di, eller med --staged det som er klart for innsjekking. Ei melding som finst, blir aldri skriven over.",
        en: "Without BASE..HEAD it is about what is committed on your branch, or with --staged what is ready to be committed. A record that exists is never overwritten.",
    },
};

/// `requirements`.
pub(in crate::cli) const REQUIREMENTS: Verb = Verb {
    id: "requirements",
    about: Said {
        nb: "Se hvordan det står til med hvert krav i veilederen",
        nn: "Sjå korleis det står til med kvart krav i rettleiaren",
        en: "See how each requirement of the guide stands",
    },
    usage: Said { nb: "[VALG] [STI]", nn: "[VAL] [STI]", en: "[OPTIONS] [PATH]" },
    more: Said {
        nb: "Et krav er oppfylt, ikke oppfylt, ikke relevant, noe et menneske må vurdere, eller ukjent fordi det ikke lot seg undersøke. Sluttkoden er den samme som for check.

Eksempler:
  registervakt requirements
  registervakt requirements --format markdown -o krav.md",
        nn: "Eit krav er oppfylt, ikkje oppfylt, ikkje relevant, noko eit menneske må vurdere, eller ukjent fordi det ikkje let seg undersøkje. Sluttkoden er den same som for check.

Døme:
  registervakt requirements
  registervakt requirements --format markdown -o krav.md",
        en: "A requirement is met, not met, not applicable, for a person to judge, or unknown because it could not be checked. The exit code is the same as that of check.

Examples:
  registervakt requirements
  registervakt requirements --format markdown -o requirements.md",
    },
};

/// `explain`.
pub(in crate::cli) const EXPLAIN: Verb = Verb {
    id: "explain",
    about: Said {
        nb: "Forklar en regel eller et krav med vanlige ord",
        nn: "Forklar ein regel eller eit krav med vanlege ord",
        en: "Explain a rule or a requirement in plain words",
    },
    usage: Said { nb: "[VALG] REGEL|KRAV", nn: "[VAL] REGEL|KRAV", en: "[OPTIONS] RULE|REQUIREMENT" },
    more: Said {
        nb: "Eksempler:
  registervakt explain fagraad-mangler-region
  registervakt explain K-5",
        nn: "Døme:
  registervakt explain fagraad-mangler-region
  registervakt explain K-5",
        en: "Examples:
  registervakt explain fagraad-mangler-region
  registervakt explain K-5",
    },
};

/// `rules`.
pub(in crate::cli) const RULES: Verb = Verb {
    id: "rules",
    about: Said { nb: "List opp alle reglene", nn: "List opp alle reglane", en: "List all the rules" },
    usage: Said { nb: "[VALG] [test MAPPE]", nn: "[VAL] [test MAPPE]", en: "[OPTIONS] [test FOLDER]" },
    more: Said {
        nb: "Eksempler:
  registervakt rules
  registervakt rules --format markdown -o regler.md
  registervakt rules test regler",
        nn: "Døme:
  registervakt rules
  registervakt rules --format markdown -o reglar.md
  registervakt rules test reglar",
        en: "Examples:
  registervakt rules
  registervakt rules --format markdown -o rules.md
  registervakt rules test my-rules",
    },
};

/// `rules test`.
pub(in crate::cli) const TEST: Verb = Verb {
    id: "test",
    about: Said {
        nb: "Prøv eksemplene i regler du har skrevet selv",
        nn: "Prøv døma i reglar du har skrive sjølv",
        en: "Try the examples of rules that you wrote yourself",
    },
    usage: Said { nb: "[VALG] MAPPE", nn: "[VAL] MAPPE", en: "[OPTIONS] FOLDER" },
    more: Said {
        nb: "Alle filer i mappen som slutter på .toml, blir lest. Sluttkoden er 1 når et eksempel ikke gir det som er ventet.",
        nn: "Alle filer i mappa som sluttar på .toml, blir lesne. Sluttkoden er 1 når eit døme ikkje gir det som er venta.",
        en: "All files in the folder that end in .toml are read. The exit code is 1 when an example does not give what is expected.",
    },
};

/// `init`.
pub(in crate::cli) const INIT: Verb = Verb {
    id: "init",
    about: Said {
        nb: "Lag mappen for et nytt register, med filene som trengs",
        nn: "Lag mappa for eit nytt register, med filene som trengst",
        en: "Make the folder of a new register, with the files it needs",
    },
    usage: Said { nb: "[VALG] MAPPE", nn: "[VAL] MAPPE", en: "[OPTIONS] FOLDER" },
    more: Said {
        nb: "Ingen fil blir skrevet over: finnes en av dem fra før, blir ingenting skrevet.

Med --from blir filene fylt med det som kan leses ut av registerbeskrivelsen,
vedtektene og årsrapporten (.docx, .odt, .pdf, .md). Hver linje som er lest
slik, slutter med «fra …» og hvor det sto: den skal kontrolleres. Det som er
tvilsomt, står åpent. Beskrivelsen og vedtektene blir med i mappen, slik de er.

Eksempel:
  registervakt init hofteregister
  registervakt init hofteregister --from beskrivelse.docx --from vedtekter.odt",
        nn: "Inga fil blir skriven over: finst ei av dei frå før, blir ingenting skrive.

Med --from blir filene fylte med det som kan lesast ut av registerskildringa,
vedtektene og årsrapporten (.docx, .odt, .pdf, .md). Kvar linje som er lesen
slik, sluttar med «fra …» og kvar det stod: ho skal kontrollerast. Det som er
tvilsamt, står ope. Skildringa og vedtektene blir med i mappa, slik dei er.

Døme:
  registervakt init hofteregister
  registervakt init hofteregister --from skildring.docx --from vedtekter.odt",
        en: "No file is overwritten: where one of them exists already, nothing is written.

With --from the files are filled with what can be read out of the description,
the statutes and the annual report (.docx, .odt, .pdf, .md). Each line read that
way ends in “fra …” (from) and where it stood: it is to be checked. What is in
doubt is left open. Description and statutes come along in the folder as they are.

Example:
  registervakt init hip-register
  registervakt init hip-register --from description.docx --from statutes.odt",
    },
};

/// `demo`.
pub(in crate::cli) const DEMO: Verb = Verb {
    id: "demo",
    about: Said {
        nb: "Se på et oppdiktet register hva Registervakt finner",
        nn: "Sjå på eit oppdikta register kva Registervakt finn",
        en: "See on an invented register what Registervakt finds",
    },
    usage: Said { nb: "[VALG]", nn: "[VAL]", en: "[OPTIONS]" },
    more: Said {
        nb: "Registeret lages i en ny midlertidig mappe, som du kan slette etterpå. Det har feil med vilje, så sluttkoden er 0 når de er vist. Datoen er 23. november 2026, så svaret er det samme hver dag; en annen dato gis med --today.",
        nn: "Registeret blir laga i ei ny mellombels mappe, som du kan slette etterpå. Det har feil med vilje, så sluttkoden er 0 når dei er viste. Datoen er 23. november 2026, så svaret er det same kvar dag; ein annan dato gir du med --today.",
        en: "The register is made in a new temporary folder, which you may delete afterwards. It has faults on purpose, so the exit code is 0 when they have been shown. The date is 23 November 2026, so that the answer is the same every day; --today gives another.",
    },
};

/// `completions`.
pub(in crate::cli) const COMPLETIONS: Verb = Verb {
    id: "completions",
    about: Said {
        nb: "Skriv ut det skallet trenger for å fullføre kommandoer med tabulatortasten",
        nn: "Skriv ut det skalet treng for å fullføre kommandoar med tabulatortasten",
        en: "Print what your shell needs to complete commands with the tab key",
    },
    usage: Said { nb: "[VALG] SKALL", nn: "[VAL] SKAL", en: "[OPTIONS] SHELL" },
    more: Said {
        nb: "Eksempler:
  registervakt completions bash > ~/.local/share/bash-completion/completions/registervakt
  registervakt completions fish > ~/.config/fish/completions/registervakt.fish",
        nn: "Døme:
  registervakt completions bash > ~/.local/share/bash-completion/completions/registervakt
  registervakt completions fish > ~/.config/fish/completions/registervakt.fish",
        en: "Examples:
  registervakt completions bash > ~/.local/share/bash-completion/completions/registervakt
  registervakt completions fish > ~/.config/fish/completions/registervakt.fish",
    },
};

/// `man`.
pub(in crate::cli) const MAN: Verb = Verb {
    id: "man",
    about: Said {
        nb: "Skriv ut manualen, i formen som man leser",
        nn: "Skriv ut manualen, i forma som man les",
        en: "Print the manual, in the form that man reads",
    },
    usage: Said { nb: "[VALG] [MAPPE]", nn: "[VAL] [MAPPE]", en: "[OPTIONS] [FOLDER]" },
    more: Said {
        nb: "Eksempler:
  registervakt man | man -l -
  registervakt man ~/.local/share/man/man1",
        nn: "Døme:
  registervakt man | man -l -
  registervakt man ~/.local/share/man/man1",
        en: "Examples:
  registervakt man | man -l -
  registervakt man ~/.local/share/man/man1",
    },
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Lang;

    #[test]
    fn every_language_shows_the_same_commands() {
        let own = [REGISTERVAKT, CHECK, REQUIREMENTS, EXPLAIN, RULES, TEST, INIT, DEMO, COMPLETIONS, MAN];
        let hook = [hook::HOOK, hook::INSTALL, hook::UNINSTALL, hook::RUN];
        for verb in own.into_iter().chain(hook) {
            let examples = Lang::ALL.map(|lang| verb.more.by(lang).matches("registervakt").count());
            assert_eq!(examples, [examples[0]; 3], "{verb:?}");
            let lines = Lang::ALL.map(|lang| verb.more.by(lang).lines().count());
            assert_eq!(lines, [lines[0]; 3], "{verb:?}");
            for lang in Lang::ALL {
                let about = verb.about.by(lang);
                assert!(!about.is_empty() && !about.ends_with('.') && about.chars().count() < 90, "{about}");
                let line = verb.more.by(lang).lines().find(|line| line.ends_with(' '));
                assert_eq!(line, None);
            }
        }
    }
}
