//! What the commands for the Git hook are called and do, in the three languages.
//!
//! **Knows**: the words of `hook` and of the commands below it.
//! **Does not know**: where hooks lie, how they are written.

use super::{Said, Verb};

/// `hook`.
pub(in crate::cli) const HOOK: Verb = Verb {
    id: "hook",
    about: Said {
        nb: "Få hver innsjekking undersøkt før den blir lagret",
        nn: "Få kvar innsjekking undersøkt før ho blir lagra",
        en: "Have each commit looked at before it is made",
    },
    usage: Said { nb: "HVA", nn: "KVA", en: "WHAT" },
    more: Said {
        nb: "Eksempler:
  registervakt hook install      sett opp kontrollen i dette arkivet
  registervakt hook uninstall    ta den bort igjen",
        nn: "Døme:
  registervakt hook install      set opp kontrollen i dette arkivet
  registervakt hook uninstall    ta han bort att",
        en: "Examples:
  registervakt hook install      set up the hook in this repository
  registervakt hook uninstall    take it away again",
    },
};

/// `hook install`.
pub(in crate::cli) const INSTALL: Verb = Verb {
    id: "install",
    about: Said {
        nb: "Sett opp kontrollen før hver innsjekking i dette arkivet",
        nn: "Set opp kontrollen før kvar innsjekking i dette arkivet",
        en: "Set up the hook that looks at each commit in this repository",
    },
    usage: Said { nb: "[VALG]", nn: "[VAL]", en: "[OPTIONS]" },
    more: Said {
        nb: "Git kaller da Registervakt før hver innsjekking, også fra GitHub Desktop. En kontroll som er der fra før, blir tatt vare på og kjøres først. Svaret kommer på språket du setter den opp med.",
        nn: "Git kallar då Registervakt før kvar innsjekking, òg frå GitHub Desktop. Ein kontroll som er der frå før, blir teken vare på og køyrer først. Svaret kjem på språket du set han opp med.",
        en: "Git then calls Registervakt before each commit, from GitHub Desktop, too. A hook that is there already is kept and runs first. The answer comes in the language you set it up with.",
    },
};

/// `hook uninstall`.
pub(in crate::cli) const UNINSTALL: Verb = Verb {
    id: "uninstall",
    about: Said {
        nb: "Ta bort kontrollen, og legg tilbake det som var der før",
        nn: "Ta bort kontrollen, og legg tilbake det som var der før",
        en: "Take the hook away, and put back what was there before",
    },
    usage: Said { nb: "[VALG]", nn: "[VAL]", en: "[OPTIONS]" },
    more: Said {
        nb: "En kontroll som du har endret selv, eller som et annet program har laget, blir ikke rørt.",
        nn: "Ein kontroll som du har endra sjølv, eller som eit anna program har laga, blir ikkje rørt.",
        en: "A hook that you edited yourself, or that another program made, is not touched.",
    },
};

/// `hook run`.
pub(in crate::cli) const RUN: Verb = Verb {
    id: "run",
    about: Said {
        nb: "Undersøk det som er klart for innsjekking, slik kontrollen gjør",
        nn: "Undersøk det som er klart for innsjekking, slik kontrollen gjer",
        en: "Look at what is ready to be committed, as the hook does",
    },
    usage: Said { nb: "[VALG]", nn: "[VAL]", en: "[OPTIONS]" },
    more: Said {
        nb: "Det er check --staged og review --staged i ett, og sier ingenting når alt er i orden. Sluttkoden er 1 når en av dem finner feil.",
        nn: "Det er check --staged og review --staged i eitt, og seier ingenting når alt er i orden. Sluttkoden er 1 når ein av dei finn feil.",
        en: "It is check --staged and review --staged in one, and says nothing when all is well. The exit code is 1 when one of them finds errors.",
    },
};
