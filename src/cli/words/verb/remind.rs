//! What the commands for reminders are called and do, in the three languages.
//!
//! **Knows**: the words of `remind` and of the command below it.
//! **Does not know**: what falls due, how letters are sent.

use super::{Said, Verb};

/// `remind`.
pub(in crate::cli) const REMIND: Verb = Verb {
    id: "remind",
    about: Said {
        nb: "Se hvilke frister som nærmer seg, hvem som får varsel, og hva som lukker dem",
        nn: "Sjå kva fristar som nærmar seg, kven som får varsel, og kva som lukkar dei",
        en: "See which deadlines draw near, who is told, and what closes them",
    },
    usage: Said { nb: "[VALG] [STI …]", nn: "[VAL] [STI …]", en: "[OPTIONS] [PATH …]" },
    more: Said {
        nb: "Uten --send blir ingenting sendt. Brevene går dit REGISTERVAKT_SMTP_URL sier:
  smtps://bruker:passord@tjener:465   eller smtp://tjener:587?tls=required
  sendmail:                           programmet sendmail på denne maskinen
  folder:MAPPE                        filer i en mappe (det vanlige: i arkivet)
REGISTERVAKT_SMTP_CA er en fil med sertifikatet til en egen utsteder.

Eksempler:
  registervakt remind                     hva som står i dag
  registervakt remind --today 2027-06-01  hva som står en annen dag
  registervakt remind --preview brev      brevene som filer
  registervakt remind --send              send dem; andre gang samme dag: ingen
  registervakt remind --ics frister.ics   alle fristene som kalender
  registervakt remind --watchdog 3d --send
  registervakt remind log                 hva som er varslet

Sluttkoden er 0 også når noe forfaller, 1 når en fil ikke kan leses og kan skjule frister, og 3 når noen ikke fikk brevet sitt. En mappe som heter log, skrives ./log.",
        nn: "Utan --send blir ingenting sendt. Breva går dit REGISTERVAKT_SMTP_URL seier:
  smtps://brukar:passord@tenar:465    eller smtp://tenar:587?tls=required
  sendmail:                           programmet sendmail på denne maskina
  folder:MAPPE                        filer i ei mappe (det vanlege: i arkivet)
REGISTERVAKT_SMTP_CA er ei fil med sertifikatet til ein eigen utferdar.

Døme:
  registervakt remind                     kva som står i dag
  registervakt remind --today 2027-06-01  kva som står ein annan dag
  registervakt remind --preview brev      breva som filer
  registervakt remind --send              send dei; andre gong same dag: ingen
  registervakt remind --ics fristar.ics   alle fristane som kalender
  registervakt remind --watchdog 3d --send
  registervakt remind log                 kva som er varsla

Sluttkoden er 0 òg når noko forfell, 1 når ei fil ikkje kan lesast og kan skjule fristar, og 3 når nokon ikkje fekk brevet sitt. Ei mappe som heiter log, blir skriven ./log.",
        en: "Without --send nothing is sent. Letters go where REGISTERVAKT_SMTP_URL says:
  smtps://user:password@server:465    or smtp://server:587?tls=required
  sendmail:                           the program sendmail on this machine
  folder:FOLDER                       files in a folder (usual: in the repository)
REGISTERVAKT_SMTP_CA is a file with the certificate of an authority of your own.

Examples:
  registervakt remind                      what stands today
  registervakt remind --today 2027-06-01   what stands on another day
  registervakt remind --preview letters    the letters as files
  registervakt remind --send               send them; twice a day sends once
  registervakt remind --ics deadlines.ics  all deadlines as a calendar
  registervakt remind --watchdog 3d --send
  registervakt remind log                  what was told

The exit code is 0 also when something is due, 1 when a file cannot be read and may hide deadlines, and 3 when somebody did not get the letter. A folder called log is written ./log.",
    },
};

/// `remind log`.
pub(in crate::cli) const LOG: Verb = Verb {
    id: "log",
    about: Said {
        nb: "Se hvem som har fått hvilke brev, og når påminnelsene sist gikk",
        nn: "Sjå kven som har fått kva brev, og når påminningane sist gjekk",
        en: "See who got which letters, and when reminders last ran",
    },
    usage: Said { nb: "[VALG]", nn: "[VAL]", en: "[OPTIONS]" },
    more: Said {
        nb: "Adressene er maskert, for ingen hele adresser er lagret. --verbose viser også hver kjøring uten brev. --format kan være human, json, markdown eller csv.",
        nn: "Adressene er maskerte, for ingen heile adresser er lagra. --verbose viser òg kvar køyring utan brev. --format kan vere human, json, markdown eller csv.",
        en: "Addresses are masked, for no whole ones are kept. --verbose shows each run without letters, too. --format may be human, json, markdown or csv.",
    },
};
