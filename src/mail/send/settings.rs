//! Which way letters take, as people write it.
//!
//! **Knows**: the forms of `REGISTERVAKT_SMTP_URL`; that nothing but the machine itself is spoken to without
//! encryption.
//! **Does not know**: whether anybody answers there. No error of its shows a secret.

use std::net::IpAddr;
use std::path::{Path, PathBuf};

use lettre::transport::smtp::client::Certificate;

use super::Way;
use crate::mail::address;

/// Where the machine's own mail program lies where nothing else is said.
const PROGRAM: &str = "/usr/sbin/sendmail";
/// The longest setting, in bytes.
const LONGEST: usize = 2_000;

/// A mail server, and how to speak to it.
#[derive(Clone)]
pub(in crate::mail) struct Server {
    pub(super) host: String,
    pub(super) port: u16,
    pub(super) encryption: Encryption,
    pub(super) login: Option<Login>,
    pub(super) authority: Option<Certificate>,
}

/// When a connection is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encryption {
    /// From its first byte.
    AtOnce,
    /// After STARTTLS, before anything is told.
    Upgraded,
    /// Never: the server is this machine.
    Loopback,
}

/// User and secret.
#[derive(Clone)]
pub(super) struct Login {
    pub(super) user: String,
    pub(super) secret: String,
}

/// What is wrong with the settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadSettings {
    /// It begins like none of the ways.
    Way,
    /// The host is missing or none.
    Host,
    /// The port is none.
    Port,
    /// User or secret is missing, or badly written.
    Login,
    /// A path or a parameter that means nothing here; only `?tls=required` does.
    Extra,
    /// The folder is missing.
    Folder,
    /// The program is not named by its whole path.
    Program,
    /// There is no certificate in the file of the private authority.
    Authority,
}

impl Server {
    /// Where it is, without user and secret.
    pub(super) fn place(&self) -> String {
        let scheme = if self.encryption == Encryption::AtOnce { "smtps" } else { "smtp" };
        let host = if self.host.contains(':') { format!("[{}]", self.host) } else { self.host.clone() };
        format!("{scheme}://{host}:{}", self.port)
    }
}

impl std::fmt::Debug for Server {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Server({})", self.place())
    }
}

/// The way that `text` says.
pub(super) fn way(text: &str) -> Result<Way, BadSettings> {
    let text = text.trim();
    let (scheme, rest) = text.split_once(':').ok_or(BadSettings::Way)?;
    if text.len() > LONGEST || text.chars().any(char::is_control) {
        return Err(BadSettings::Way);
    }
    match scheme.to_ascii_lowercase().as_str() {
        "smtp" => server(rest, Encryption::Upgraded).map(Way::Smtp),
        "smtps" => server(rest, Encryption::AtOnce).map(Way::Smtp),
        "sendmail" if rest.is_empty() => Ok(Way::Program(PathBuf::from(PROGRAM))),
        "sendmail" if Path::new(rest).is_absolute() => Ok(Way::Program(PathBuf::from(rest))),
        "sendmail" => Err(BadSettings::Program),
        "folder" if rest.is_empty() => Err(BadSettings::Folder),
        "folder" => Ok(Way::Folder(PathBuf::from(rest))),
        _ => Err(BadSettings::Way),
    }
}

fn server(rest: &str, encryption: Encryption) -> Result<Server, BadSettings> {
    let rest = rest.strip_prefix("//").ok_or(BadSettings::Way)?;
    let (rest, query) = rest.split_once('?').map_or((rest, None), |(rest, query)| (rest, Some(query)));
    let is_required = match query {
        None => false,
        Some("tls=required") => true,
        Some(_) => return Err(BadSettings::Extra),
    };
    // A secret that is not percent-encoded may hold `@`.
    let (login, place) = rest.rsplit_once('@').map_or((None, rest), |(login, place)| (Some(login), place));
    let place = place.strip_suffix('/').unwrap_or(place);
    if place.contains('/') || place.contains('#') {
        return Err(BadSettings::Extra);
    }
    let (host, port) = host_and_port(place)?;
    let encryption = match encryption {
        Encryption::Upgraded if is_loopback(&host) && !is_required => Encryption::Loopback,
        other => other,
    };
    let usual = match encryption {
        Encryption::AtOnce => 465,
        Encryption::Upgraded => 587,
        Encryption::Loopback => 25,
    };
    let login = login.map(read_login).transpose()?;
    Ok(Server { host, port: port.unwrap_or(usual), encryption, login, authority: None })
}

fn host_and_port(place: &str) -> Result<(String, Option<u16>), BadSettings> {
    let (host, port) = match place.strip_prefix('[') {
        Some(rest) => {
            let (host, port) = rest.split_once(']').ok_or(BadSettings::Host)?;
            host.parse::<std::net::Ipv6Addr>().map_err(|_| BadSettings::Host)?;
            (
                host,
                if port.is_empty() { None } else { Some(port.strip_prefix(':').ok_or(BadSettings::Port)?) },
            )
        }
        None => place.split_once(':').map_or((place, None), |(host, port)| (host, Some(port))),
    };
    let is_host = host.parse::<IpAddr>().is_ok() || address::is_domain(host);
    if !is_host {
        return Err(BadSettings::Host);
    }
    let port = port.map(|port| port.parse().ok().filter(|port| *port > 0).ok_or(BadSettings::Port));
    Ok((host.to_owned(), port.transpose()?))
}

/// Whether a host is this machine; a name is looked up when it is connected to, and held to it there.
fn is_loopback(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost")
        || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn read_login(text: &str) -> Result<Login, BadSettings> {
    let (user, secret) = text.split_once(':').ok_or(BadSettings::Login)?;
    let decoded = |text: &str| decoded(text).filter(|text| !text.is_empty()).ok_or(BadSettings::Login);
    Ok(Login { user: decoded(user)?, secret: decoded(secret)? })
}

/// A text with its percent signs taken off; none where one is not followed by two digits, where the bytes
/// are no text, or where a control character comes out.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        rest = after;
        if first == b'%' {
            let (digits, after) = rest.split_at_checked(2)?;
            let digits = std::str::from_utf8(digits).ok().filter(|digits| !digits.starts_with('+'))?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
            rest = after;
        } else {
            bytes.push(first);
        }
    }
    String::from_utf8(bytes).ok().filter(|text| !text.chars().any(char::is_control))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is understood: place, encryption, user and secret.
    fn understood(text: &str) -> Result<String, BadSettings> {
        Ok(match way(text)? {
            Way::Smtp(server) => {
                let login = server.login.as_ref().map(|login| format!(" {} {}", login.user, login.secret));
                format!("{} {:?}{}", server.place(), server.encryption, login.unwrap_or_default())
            }
            Way::Program(path) => format!("program {}", path.display()),
            Way::Folder(path) => format!("folder {}", path.display()),
        })
    }

    #[test]
    fn every_way_is_understood() {
        let cases = [
            ("smtps://mail.example.org", Ok("smtps://mail.example.org:465 AtOnce")),
            ("smtps://u:s@mail.example.org:1465/", Ok("smtps://mail.example.org:1465 AtOnce u s")),
            ("smtps://kari%40hf.no:p%C3%A5%25%2F:@m.no", Ok("smtps://m.no:465 AtOnce kari@hf.no på%/:")),
            ("smtp://u:a@b@m.no", Ok("smtp://m.no:587 Upgraded u a@b")),
            ("smtp://m.no:587?tls=required", Ok("smtp://m.no:587 Upgraded")),
            ("SMTP://m.no", Ok("smtp://m.no:587 Upgraded")),
            ("smtp://localhost", Ok("smtp://localhost:25 Loopback")),
            ("smtp://localhost?tls=required", Ok("smtp://localhost:587 Upgraded")),
            ("smtp://127.0.0.1:2525", Ok("smtp://127.0.0.1:2525 Loopback")),
            ("smtp://[::1]:2525", Ok("smtp://[::1]:2525 Loopback")),
            ("smtp://[2001:db8::1]", Ok("smtp://[2001:db8::1]:587 Upgraded")),
            ("sendmail:", Ok("program /usr/sbin/sendmail")),
            ("sendmail:/opt/x/sendmail", Ok("program /opt/x/sendmail")),
            ("folder:ut boks", Ok("folder ut boks")),
            ("", Err(BadSettings::Way)),
            ("mail.example.org", Err(BadSettings::Way)),
            ("http://mail.example.org", Err(BadSettings::Way)),
            ("smtp:mail.example.org", Err(BadSettings::Way)),
            ("smtp://", Err(BadSettings::Host)),
            ("smtp://:25", Err(BadSettings::Host)),
            ("smtp://mail example", Err(BadSettings::Host)),
            ("smtp://[::1", Err(BadSettings::Host)),
            ("smtp://m.no:0", Err(BadSettings::Port)),
            ("smtp://m.no:99999", Err(BadSettings::Port)),
            ("smtp://m.no:", Err(BadSettings::Port)),
            ("smtp://u@m.no", Err(BadSettings::Login)),
            ("smtp://u:@m.no", Err(BadSettings::Login)),
            ("smtp://u:%zz@m.no", Err(BadSettings::Login)),
            ("smtp://u:%0d%0a@m.no", Err(BadSettings::Login)),
            ("smtp://u:%4@m.no", Err(BadSettings::Login)),
            ("smtp://m.no?tls=none", Err(BadSettings::Extra)),
            ("smtp://m.no?tls=opportunistic", Err(BadSettings::Extra)),
            ("smtp://m.no/innboks", Err(BadSettings::Extra)),
            ("sendmail:sendmail -t", Err(BadSettings::Program)),
            ("folder:", Err(BadSettings::Folder)),
        ];
        for (text, expected) in cases {
            assert_eq!(understood(text).as_deref(), expected.as_ref().map(|said| *said), "{text}");
        }
    }

    #[test]
    fn no_secret_is_shown() {
        let Ok(way) = way("smtps://kari:hemmelig@mail.example.org") else { panic!("it is one") };
        assert_eq!(format!("{way:?}"), "Smtp(Server(smtps://mail.example.org:465))");
    }
}
