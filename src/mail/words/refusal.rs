//! What keeps a letter from arriving, in words.
//!
//! **Knows**: a sentence for each bad setting and each refusal.
//! **Does not know**: what is done about it; no whole address and no secret stands in any of them.

use super::Said;
use crate::finding::Lang;
use crate::mail::{BadSettings, Cause, Lasts, Refusal};

impl Refusal {
    /// Who did not get the letter, why, and whether it is sent again, as sentences.
    pub fn said(&self, lang: Lang) -> String {
        let to = if self.to.is_empty() { "…" } else { &self.to };
        let cause = self.cause.said(lang);
        let then = self.lasts.said(lang);
        match lang {
            Lang::Nb => format!("Brevet til {to} kom ikke fram. {cause} {then}"),
            Lang::Nn => format!("Brevet til {to} kom ikkje fram. {cause} {then}"),
            Lang::En => format!("The letter to {to} was not delivered. {cause} {then}"),
        }
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.said(Lang::En))
    }
}

impl std::error::Error for Refusal {}

impl Lasts {
    fn said(self, lang: Lang) -> &'static str {
        match self {
            Self::Passing => Said {
                nb: "Det blir forsøkt igjen ved neste kjøring.",
                nn: "Det blir prøvd igjen ved neste køyring.",
                en: "The next run tries again.",
            },
            Self::Shut => Said {
                nb: "Ingen brev går ut før dette er rettet.",
                nn: "Ingen brev går ut før dette er retta.",
                en: "No letters go out before this is mended.",
            },
            Self::ForGood => Said {
                nb: "Det blir ikke forsøkt igjen.",
                nn: "Det blir ikkje prøvd igjen.",
                en: "It is not tried again.",
            },
        }
        .by(lang)
    }
}

impl Cause {
    /// Why, as a sentence.
    #[allow(
        clippy::too_many_lines,
        reason = "one arm for each cause, so that a new one does not compile unnamed"
    )]
    pub fn said(&self, lang: Lang) -> String {
        let (said, detail) = match self {
            Self::Replied { code, text } => return replied(lang, *code, text),
            Self::Program(code) => return program(lang, *code),
            Self::Cut(detail) => (
                Said {
                    nb: "E-posttjeneren kunne ikke nås, eller forbindelsen ble brutt",
                    nn: "E-posttenaren kunne ikkje nåast, eller sambandet vart brote",
                    en: "The mail server could not be reached, or the connection was cut",
                },
                detail.as_str(),
            ),
            Self::NotTrusted(detail) => (
                Said {
                    nb: "E-posttjenerens sertifikat kan ikke godtas",
                    nn: "Sertifikatet til e-posttenaren kan ikkje godtakast",
                    en: "The mail server's certificate cannot be trusted",
                },
                detail.as_str(),
            ),
            Self::Unwritten(detail) => (
                Said {
                    nb: "Filen kunne ikke skrives",
                    nn: "Fila kunne ikkje skrivast",
                    en: "The file could not be written",
                },
                detail.as_str(),
            ),
            Self::Draft => (
                Said {
                    nb: "Det er et utkast, som et menneske skal sende",
                    nn: "Det er eit utkast, som eit menneske skal sende",
                    en: "It is a draft, which a person is to send",
                },
                "",
            ),
            Self::NoAddress => {
                (Said { nb: "Adressen mangler", nn: "Adressa manglar", en: "The address is missing" }, "")
            }
            Self::Silent => (
                Said {
                    nb: "E-posttjeneren svarte ikke i tide",
                    nn: "E-posttenaren svara ikkje i tide",
                    en: "The mail server did not answer in time",
                },
                "",
            ),
            Self::Confused => (
                Said {
                    nb: "E-posttjeneren svarte noe som ikke kan forstås",
                    nn: "E-posttenaren svara noko som ikkje kan forståast",
                    en: "The mail server answered something that cannot be understood",
                },
                "",
            ),
            Self::NoEncryption => (
                Said {
                    nb: "E-posttjeneren tilbyr ikke kryptering (TLS), og uten det sendes ingenting",
                    nn: "E-posttenaren tilbyr ikkje kryptering (TLS), og utan det blir ingenting sendt",
                    en: "The mail server offers no encryption (TLS), and nothing is sent without it",
                },
                "",
            ),
            Self::Login => (
                Said {
                    nb: "E-posttjeneren godtok ikke brukernavn og passord",
                    nn: "E-posttenaren godtok ikkje brukarnamn og passord",
                    en: "The mail server did not accept user and password",
                },
                "",
            ),
        };
        let said = said.by(lang);
        if detail.is_empty() { format!("{said}.") } else { format!("{said} ({detail}).") }
    }
}

fn replied(lang: Lang, code: u16, text: &str) -> String {
    let text = format!("{code} {text}");
    let text = text.trim_end();
    match lang {
        Lang::Nb => format!("E-posttjeneren svarte «{text}»."),
        Lang::Nn => format!("E-posttenaren svara «{text}»."),
        Lang::En => format!("The mail server answered “{text}”."),
    }
}

fn program(lang: Lang, code: Option<i32>) -> String {
    match (lang, code) {
        (Lang::Nb, Some(code)) => format!("E-postprogrammet tok ikke imot brevet (sluttkode {code})."),
        (Lang::Nn, Some(code)) => format!("E-postprogrammet tok ikkje imot brevet (sluttkode {code})."),
        (Lang::En, Some(code)) => format!("The mail program did not take the letter (exit code {code})."),
        (Lang::Nb, None) => "E-postprogrammet kunne ikke kjøres.".to_owned(),
        (Lang::Nn, None) => "E-postprogrammet kunne ikkje køyrast.".to_owned(),
        (Lang::En, None) => "The mail program could not be run.".to_owned(),
    }
}

impl BadSettings {
    /// What is wrong with the settings and how they are written, as sentences.
    pub fn said(self, lang: Lang) -> String {
        if self == Self::Authority {
            return Said {
                nb: "Filen som REGISTERVAKT_SMTP_CA peker på, har ikke noe sertifikat i PEM-format.",
                nn: "Fila som REGISTERVAKT_SMTP_CA peikar på, har ikkje noko sertifikat i PEM-format.",
                en: "The file that REGISTERVAKT_SMTP_CA names holds no certificate in PEM format.",
            }
            .by(lang)
            .to_owned();
        }
        let what = match self {
            Self::Way | Self::Authority => Said {
                nb: "REGISTERVAKT_SMTP_URL er ingen kjent måte å sende på.",
                nn: "REGISTERVAKT_SMTP_URL er ingen kjend måte å sende på.",
                en: "REGISTERVAKT_SMTP_URL is no known way to send.",
            },
            Self::Host => Said {
                nb: "REGISTERVAKT_SMTP_URL mangler navnet på e-posttjeneren, eller navnet er feil.",
                nn: "REGISTERVAKT_SMTP_URL manglar namnet på e-posttenaren, eller namnet er feil.",
                en: "REGISTERVAKT_SMTP_URL has no name of a mail server, or a wrong one.",
            },
            Self::Port => Said {
                nb: "Porten i REGISTERVAKT_SMTP_URL er ikke et tall fra 1 til 65535.",
                nn: "Porten i REGISTERVAKT_SMTP_URL er ikkje eit tal frå 1 til 65535.",
                en: "The port in REGISTERVAKT_SMTP_URL is no number from 1 to 65535.",
            },
            Self::Login => Said {
                nb: "Brukernavn og passord i REGISTERVAKT_SMTP_URL skal stå som «bruker:passord@», med %-koder for særtegn.",
                nn: "Brukarnamn og passord i REGISTERVAKT_SMTP_URL skal stå som «brukar:passord@», med %-kodar for særteikn.",
                en: "User and password in REGISTERVAKT_SMTP_URL are written “user:password@”, with % codes for special signs.",
            },
            Self::Extra => Said {
                nb: "REGISTERVAKT_SMTP_URL har noe bak tjeneren som ikke kan brukes. Bare «?tls=required» kan stå der.",
                nn: "REGISTERVAKT_SMTP_URL har noko bak tenaren som ikkje kan brukast. Berre «?tls=required» kan stå der.",
                en: "REGISTERVAKT_SMTP_URL has something behind the server that cannot be used. Only “?tls=required” can stand there.",
            },
            Self::Folder => Said {
                nb: "REGISTERVAKT_SMTP_URL mangler mappen bak «folder:».",
                nn: "REGISTERVAKT_SMTP_URL manglar mappa bak «folder:».",
                en: "REGISTERVAKT_SMTP_URL has no folder behind “folder:”.",
            },
            Self::Program => Said {
                nb: "Programmet bak «sendmail:» må ha hele stien, uten valg.",
                nn: "Programmet bak «sendmail:» må ha heile stien, utan val.",
                en: "The program behind “sendmail:” needs its whole path, without options.",
            },
        };
        let example = Said { nb: "Skriv for eksempel", nn: "Skriv til dømes", en: "Write for example" };
        format!("{} {} smtp://smtp.example.org:587?tls=required.", what.by(lang), example.by(lang))
    }
}

impl std::fmt::Display for BadSettings {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.said(Lang::En))
    }
}

impl std::error::Error for BadSettings {}
