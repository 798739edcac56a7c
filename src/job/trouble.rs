//! Why a job could not be done, in the words of people.
//!
//! **Knows**: every failure of Git in bokmål and nynorsk; English is what the error itself says.
//! **Does not know**: exit codes, where the words are shown.

use std::path::PathBuf;

use crate::fault::DocumentFault;
use crate::finding::Lang;
use crate::git::{GitError, LedgerError, Named};
use crate::register::wish::BadWish;

/// Why a job could not be done.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    /// Git could not answer.
    #[error(transparent)]
    Git(#[from] GitError),
    /// The record of what was sent could not be read or added to.
    #[error(transparent)]
    Record(#[from] LedgerError),
    /// No `register.toml` lies there.
    #[error("no register.toml was found in {}; a register is a folder with this file", .0.display())]
    NoRegister(PathBuf),
    /// Several registers lie there, and it was not said which is meant.
    #[error("several registers lie here: {}", .0.join(", "))]
    WhichRegister(Vec<String>),
    /// What was wished of a register cannot be granted.
    #[error("{}", wish_message(.0, Lang::En))]
    Wish(BadWish),
    /// A path that was asked for is in no register.
    #[error("{} lies in no register", .0.display())]
    NotInRegister(PathBuf),
    /// A document that was named cannot be read.
    #[error("{} cannot be read: {}", .0, document_cause(*.1, Lang::En))]
    Document(String, DocumentFault),
}

impl JobError {
    /// What could not be done, for people.
    pub fn message(&self, lang: Lang) -> String {
        match (lang, self) {
            (Lang::En, error) => format!("{error}."),
            (Lang::Nb | Lang::Nn, Self::Git(error) | Self::Record(LedgerError::Git(error))) => {
                git_message(error, lang)
            }
            (Lang::Nb | Lang::Nn, Self::Record(error)) => record_message(error, lang),
            (Lang::Nb, Self::NoRegister(path)) => {
                format!(
                    "Fant ingen register.toml i {}. Et register er en mappe med denne filen.",
                    path.display()
                )
            }
            (Lang::Nn, Self::NoRegister(path)) => {
                format!(
                    "Fann inga register.toml i {}. Eit register er ei mappe med denne fila.",
                    path.display()
                )
            }
            (lang, Self::Wish(wish)) => wish_message(wish, lang),
            (Lang::Nb, Self::WhichRegister(folders)) => {
                format!("Her ligger flere registre: {}. Stå i mappen til det du mener.", folders.join(", "))
            }
            (Lang::Nn, Self::WhichRegister(folders)) => {
                format!("Her ligg fleire register: {}. Stå i mappa til det du meiner.", folders.join(", "))
            }
            (Lang::Nb, Self::NotInRegister(path)) => {
                format!("{} ligger ikke i noe register.", path.display())
            }
            (Lang::Nb, Self::Document(name, cause)) => {
                format!("{name} kan ikke leses: {}.", document_cause(*cause, lang))
            }
            (Lang::Nn, Self::Document(name, cause)) => {
                format!("{name} kan ikkje lesast: {}.", document_cause(*cause, lang))
            }
            (Lang::Nn, Self::NotInRegister(path)) => {
                format!("{} ligg ikkje i noko register.", path.display())
            }
        }
    }

    /// The very command that mends it, where one does.
    pub fn hint(&self, lang: Lang) -> Option<String> {
        match self {
            Self::Git(error) => error.hint(),
            Self::Record(error) => error.hint(),
            Self::NoRegister(_) => Some(
                match lang {
                    Lang::Nb | Lang::Nn => "registervakt init MAPPE",
                    Lang::En => "registervakt init FOLDER",
                }
                .to_owned(),
            ),
            Self::WhichRegister(folders) => {
                folders.first().map(|folder| format!("registervakt -C {folder} what-if …"))
            }
            Self::NotInRegister(_) | Self::Wish(_) | Self::Document(..) => None,
        }
    }
}

/// Why a wish cannot be granted.
fn wish_message(wish: &BadWish, lang: Lang) -> String {
    let say = |nb: String, nn: String, en: String| match lang {
        Lang::Nb => nb,
        Lang::Nn => nn,
        Lang::En => en,
    };
    match wish {
        BadWish::Form(text) => say(
            format!(
                "«{text}» er ikke skrevet som FELT=VERDI. En liste kan også ha FELT+=VERDI og FELT-=VERDI."
            ),
            format!(
                "«{text}» er ikkje skrive som FELT=VERDI. Ei liste kan òg ha FELT+=VERDI og FELT-=VERDI."
            ),
            format!(
                "“{text}” is not written as FIELD=VALUE. A list can also have FIELD+=VALUE and FIELD-=VALUE."
            ),
        ),
        BadWish::Field { name, nearest } if nearest.is_empty() => say(
            format!("Ingen felt heter «{name}»."),
            format!("Ingen felt heiter «{name}»."),
            format!("No field is called “{name}”."),
        ),
        BadWish::Field { name, nearest } => {
            let nearest = nearest.join(", ");
            say(
                format!("Ingen felt heter bare «{name}». Mente du {nearest}?"),
                format!("Ingen felt heiter berre «{name}». Meinte du {nearest}?"),
                format!("No field is called just “{name}”. Did you mean {nearest}?"),
            )
        }
        BadWish::Value { field, value, allowed } if allowed.is_empty() => say(
            format!("{field} kan ikke være «{value}»."),
            format!("{field} kan ikkje vere «{value}»."),
            format!("{field} cannot be “{value}”."),
        ),
        BadWish::Value { field, value, allowed } => {
            let allowed = allowed.join(", ");
            say(
                format!("{field} kan ikke være «{value}», men er en av: {allowed}."),
                format!("{field} kan ikkje vere «{value}», men er ein av: {allowed}."),
                format!("{field} cannot be “{value}” but is one of: {allowed}."),
            )
        }
        BadWish::NotThere { field, value } => say(
            format!("«{value}» står ikke i {field} og kan ikke tas bort."),
            format!("«{value}» står ikkje i {field} og kan ikkje takast bort."),
            format!("“{value}” does not stand in {field} and cannot be taken away."),
        ),
    }
}

/// Why a document cannot be read.
fn document_cause(cause: DocumentFault, lang: Lang) -> &'static str {
    let [nb, nn, en] = match cause {
        DocumentFault::Format => [
            "formatet er ukjent for denne utgaven",
            "formatet er ukjent for denne utgåva",
            "this version does not know its format",
        ],
        DocumentFault::TooLarge | DocumentFault::Unpacked => {
            ["dokumentet er for stort", "dokumentet er for stort", "it is too large"]
        }
        DocumentFault::LfsPointer => [
            "innholdet ligger i Git LFS og er ikke hentet",
            "innhaldet ligg i Git LFS og er ikkje henta",
            "its content lies in Git LFS and was not fetched",
        ],
        DocumentFault::Encrypted => {
            ["det er låst med passord", "det er låst med passord", "it is locked with a password"]
        }
        DocumentFault::Scanned | DocumentFault::PartlyScanned => {
            ["det er skannet, uten tekst", "det er skanna, utan tekst", "it is scanned, without text"]
        }
        DocumentFault::Letters => [
            "skrifttypene sier ikke hvilke bokstaver de viser",
            "skrifttypane seier ikkje kva bokstavar dei viser",
            "its fonts do not say which letters they show",
        ],
        DocumentFault::Slow => {
            ["det tok for lang tid å lese", "det tok for lang tid å lese", "reading it took too long"]
        }
        DocumentFault::NoIsolation => [
            "programmet som leser PDF, lot seg ikke starte",
            "programmet som les PDF, lét seg ikkje starte",
            "the program that reads PDF could not be started",
        ],
        DocumentFault::Binary
        | DocumentFault::Encoding
        | DocumentFault::Fatal
        | DocumentFault::Damaged
        | DocumentFault::Conflict
        | DocumentFault::Mistaken
        | DocumentFault::MissingPart
        | DocumentFault::Declared => [
            "det er skadet, eller noe annet enn navnet sier",
            "det er skadd, eller noko anna enn namnet seier",
            "it is damaged, or something else than its name says",
        ],
    };
    match lang {
        Lang::Nb => nb,
        Lang::Nn => nn,
        Lang::En => en,
    }
}

/// A failure of the record of what was sent, in bokmål or nynorsk.
fn record_message(error: &LedgerError, lang: Lang) -> String {
    let say = |nb: String, nn: String| if lang == Lang::Nn { nn } else { nb };
    match error {
        LedgerError::Git(error) => git_message(error, lang),
        LedgerError::Moved => say(
            "En annen kjøring har ført noe i loggen over sendte varsler samtidig. Ingenting mer ble sendt herfra."
                .to_owned(),
            "Ei anna køyring har ført noko i loggen over sende varsel samstundes. Ikkje meir vart sendt herifrå."
                .to_owned(),
        ),
        LedgerError::Busy { lock } => {
            let lock = lock.display();
            say(
                format!("En annen kjøring er i gang og holder {lock}. Vent til den er ferdig."),
                format!("Ei anna køyring er i gang og held {lock}. Vent til ho er ferdig."),
            )
        }
        LedgerError::Reference { reference, cause } => say(
            format!("Loggen over sendte varsler, {reference}, er skadet: {cause}."),
            format!("Loggen over sende varsel, {reference}, er skadd: {cause}."),
        ),
        LedgerError::Unread(cause) => say(
            format!("Loggen over sendte varsler kan ikke leses: {cause}."),
            format!("Loggen over sende varsel kan ikkje lesast: {cause}."),
        ),
        LedgerError::TooMany { limit } => say(
            format!("Loggen over sendte varsler har mer enn {limit} navn som er ulike i de to linjene."),
            format!("Loggen over sende varsel har meir enn {limit} namn som er ulike i dei to linjene."),
        ),
        LedgerError::Path { path } => say(
            format!("{path} kan ikke stå i loggen over sendte varsler."),
            format!("{path} kan ikkje stå i loggen over sende varsel."),
        ),
        LedgerError::Write { cause } => say(
            format!("Loggen over sendte varsler kan ikke skrives: {cause}."),
            format!("Loggen over sende varsel kan ikkje skrivast: {cause}."),
        ),
    }
}

/// A failure of Git in bokmål or nynorsk.
#[allow(clippy::too_many_lines, reason = "a table: one arm for each failure")]
fn git_message(error: &GitError, lang: Lang) -> String {
    let say = |nb: String, nn: String| if lang == Lang::Nn { nn } else { nb };
    match error {
        GitError::NoFolder { path } => {
            let path = path.display();
            say(format!("Mappen {path} finnes ikke."), format!("Mappa {path} finst ikkje."))
        }
        GitError::NoRepository { path } => {
            let path = path.display();
            say(format!("{path} ligger ikke i et Git-arkiv."), format!("{path} ligg ikkje i eit Git-arkiv."))
        }
        GitError::Broken { path, cause } => {
            let path = path.display();
            say(
                format!("Git-arkivet {path} kan ikke åpnes: {cause}."),
                format!("Git-arkivet {path} kan ikkje opnast: {cause}."),
            )
        }
        GitError::RefStorage { format } => say(
            format!("Git-arkivet lagrer greinene som «{format}», og det kan ikke leses her."),
            format!("Git-arkivet lagrar greinene som «{format}», og det kan ikkje lesast her."),
        ),
        GitError::Bare { path } => {
            let path = path.display();
            say(
                format!("{path} har ingen arbeidsmappe. Oppgi en revisjon med --rev."),
                format!("{path} har inga arbeidsmappe. Oppgi ein revisjon med --rev."),
            )
        }
        GitError::NoCommits { revision } => say(
            format!("Ingenting er lagret i Git ennå, så revisjonen «{revision}» finnes ikke."),
            format!("Ingenting er lagra i Git enno, så revisjonen «{revision}» finst ikkje."),
        ),
        GitError::UnknownRevision { revision, .. } => say(
            format!("Revisjonen «{revision}» finnes ikke."),
            format!("Revisjonen «{revision}» finst ikkje."),
        ),
        GitError::AmbiguousRevision { revision } => say(
            format!("«{revision}» kan bety flere ting. Skriv flere tegn."),
            format!("«{revision}» kan bety fleire ting. Skriv fleire teikn."),
        ),
        GitError::NoMainBranch { branch, .. } => say(
            format!(
                "Fant verken grenen «{branch}» eller «origin/{branch}» å sammenligne med. Oppgi hva det skal \
                 sammenlignes med, eller skriv navnet på hovedgrenen som hovedgren i register.toml."
            ),
            format!(
                "Fann korkje greina «{branch}» eller «origin/{branch}» å samanlikne med. Oppgi kva det skal \
                 samanliknast med, eller skriv namnet på hovudgreina som hovedgren i register.toml."
            ),
        ),
        GitError::Unrelated { base, head } => say(
            format!("«{base}» og «{head}» har ingen felles historikk og kan ikke sammenlignes."),
            format!("«{base}» og «{head}» har ingen felles historikk og kan ikkje samanliknast."),
        ),
        GitError::BaseCutOff { base, head } => say(
            format!(
                "Historikken er kuttet før punktet der «{base}» og «{head}» møtes: bare det siste er hentet."
            ),
            format!(
                "Historikken er kutta før punktet der «{base}» og «{head}» møtest: berre det siste er henta."
            ),
        ),
        GitError::NoCommit { revision, named: Named::File } => say(
            format!("«{revision}» er en fil, ikke en revisjon."),
            format!("«{revision}» er ei fil, ikkje ein revisjon."),
        ),
        GitError::NoCommit { revision, named: Named::Folder } => say(
            format!("«{revision}» er en mappe, ikke en revisjon."),
            format!("«{revision}» er ei mappe, ikkje ein revisjon."),
        ),
        GitError::CutOff { revision } => say(
            format!("Historikken er kuttet før «{revision}»: bare det siste er hentet."),
            format!("Historikken er kutta før «{revision}»: berre det siste er henta."),
        ),
        GitError::Missing { revision, object, .. } => say(
            format!("{object} i «{revision}» mangler i Git-arkivet."),
            format!("{object} i «{revision}» manglar i Git-arkivet."),
        ),
        GitError::Damaged { revision, object, cause } => say(
            format!("{object} i «{revision}» er skadet: {cause}."),
            format!("{object} i «{revision}» er skadd: {cause}."),
        ),
        GitError::Index { path, cause } => {
            let path = path.display();
            say(
                format!("Indeksen {path} kan ikke leses: {cause}."),
                format!("Indeksen {path} kan ikkje lesast: {cause}."),
            )
        }
        GitError::IgnoreRules { cause } => say(
            format!("Reglene for hva Git skal overse, kan ikke leses: {cause}."),
            format!("Reglane for kva Git skal oversjå, kan ikkje lesast: {cause}."),
        ),
        GitError::TooManyFiles { limit } => say(
            format!("Det er mer enn {limit} filer og mapper. Kjør i mappen til registeret."),
            format!("Det er meir enn {limit} filer og mapper. Køyr i mappa til registeret."),
        ),
        GitError::Io { path, cause } => {
            let path = path.display();
            say(format!("{path} kan ikke leses: {cause}."), format!("{path} kan ikkje lesast: {cause}."))
        }
    }
}
