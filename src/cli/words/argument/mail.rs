//! What the options of reminders and notices are called and do, in the three languages.
//!
//! **Knows**: names of options, names of their values, one sentence on each.
//! **Does not know**: which command takes which.

use super::{Argument, NOTHING, Said};

/// `--notify`.
pub(in crate::cli) const NOTIFY: Argument = Argument {
    id: "notify",
    value: NOTHING,
    help: Said {
        nb: "Vis hvilke brev om åpne plikter endringen gir, og til hvem; med --send blir de sendt",
        nn: "Vis kva brev om opne plikter endringa gir, og til kven; med --send blir dei sende",
        en: "Show which letters on open duties the change gives, and to whom; --send sends them",
    },
};

/// `--send`.
pub(in crate::cli) const SEND: Argument = Argument {
    id: "send",
    value: NOTHING,
    help: Said {
        nb: "Send brevene, og før inn i arkivet hvem som har fått hva",
        nn: "Send breva, og før inn i arkivet kven som har fått kva",
        en: "Send the letters, and record in the repository who got what",
    },
};

/// `--preview`.
pub(in crate::cli) const PREVIEW: Argument = Argument {
    id: "preview",
    value: Said { nb: "MAPPE", nn: "MAPPE", en: "FOLDER" },
    help: Said {
        nb: "Skriv brevene som filer (.eml) i denne mappen, uten å sende dem",
        nn: "Skriv breva som filer (.eml) i denne mappa, utan å sende dei",
        en: "Write the letters as files (.eml) to this folder, without sending them",
    },
};

/// `--ics`.
pub(in crate::cli) const ICS: Argument = Argument {
    id: "ics",
    value: Said { nb: "FIL", nn: "FIL", en: "FILE" },
    help: Said {
        nb: "Skriv en kalender med alle fristene til denne filen",
        nn: "Skriv ein kalender med alle fristane til denne fila",
        en: "Write a calendar of all deadlines to this file",
    },
};

/// `--watchdog`.
pub(in crate::cli) const WATCHDOG: Argument = Argument {
    id: "watchdog",
    value: Said { nb: "DAGER", nn: "DAGAR", en: "DAYS" },
    help: Said {
        nb: "Varsle bare servicemiljøet, og bare når påminnelsene ikke har gått på så mange dager, slik: 3d",
        nn: "Varsle berre servicemiljøet, og berre når påminningane ikkje har gått på så mange dagar, slik: 3d",
        en: "Tell only the service centre, and only when reminders have not run for so many days, like this: 3d",
    },
};

/// `--max-mails`.
pub(in crate::cli) const MAX_MAILS: Argument = Argument {
    id: "max-mails",
    value: Said { nb: "ANTALL", nn: "TAL", en: "NUMBER" },
    help: Said {
        nb: "Stans før flere brev enn dette i én kjøring (200), også i REGISTERVAKT_MAX_MAILS",
        nn: "Stans før fleire brev enn dette i éi køyring (200), òg i REGISTERVAKT_MAX_MAILS",
        en: "Stop before more letters than this in one run (200), also in REGISTERVAKT_MAX_MAILS",
    },
};
