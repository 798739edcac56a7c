//! Letters to a mail server, by SMTP.
//!
//! **Knows**: the order of the commands, encryption and login before anything is told, what each refusal
//! means for the letter, how a connection is kept and when it is given up.
//! **Does not know**: when a letter is tried again.

use std::net::{SocketAddr, TcpStream, ToSocketAddrs};

use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{Certificate, SmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt, Rset};
use lettre::transport::smtp::extension::ClientId;

use super::Patience;
use super::gate::{Gate, Why};
use super::refusal::{self, Cause, Lasts, Trouble};
use super::settings::{BadSettings, Encryption, Server};
use crate::mail::{Address, Message, address};

/// Who sends letters to a server, over one connection as long as it holds.
pub(super) struct Client<'a> {
    server: &'a Server,
    patience: Patience,
    line: Option<Line>,
}

impl Drop for Client<'_> {
    /// Takes leave of the server, if it listens still.
    fn drop(&mut self) {
        if let Some(line) = &mut self.line {
            line.gate.begin(self.patience.reply);
            let _ = line.smtp.quit();
        }
    }
}

/// A connection, and the gate it goes through. The connection is dropped first.
struct Line {
    smtp: SmtpConnection,
    gate: Gate,
}

/// How far a letter has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// The connection, or the sender: nothing of this letter's reader was told yet.
    Before,
    /// The user and the secret.
    Login,
    /// The reader's address, or the letter itself.
    Letter,
}

/// The certificates of a private authority.
pub(super) fn authority(pem: &[u8]) -> Result<Certificate, BadSettings> {
    const MARK: &[u8] = b"-----BEGIN CERTIFICATE-----";
    let holds_any = pem.windows(MARK.len()).any(|window| window == MARK);
    Certificate::from_pem(pem).ok().filter(|_| holds_any).ok_or(BadSettings::Authority)
}

impl<'a> Client<'a> {
    pub(super) fn new(server: &'a Server, patience: Patience) -> Self {
        Self { server, patience, line: None }
    }

    /// Delivers one letter, over the connection that is there or a new one.
    pub(super) fn deliver(&mut self, message: &Message, to: &Address) -> Result<(), Trouble> {
        let mut line = match self.line.take().filter(|line| line.gate.why().is_none()) {
            Some(mut line) => {
                line.gate.begin(self.patience.letter);
                // A server ends connections that rest; that is no refusal.
                if line.smtp.test_connected() { line } else { self.connect()? }
            }
            None => self.connect()?,
        };
        let said = tell(&mut line.smtp, message, to);
        let is_whole = match &said {
            Ok(()) => true,
            // 421: the server is about to hang up.
            Err((_, error)) => {
                error.status().is_some_and(|code| u16::from(code) != 421) && line.smtp.command(Rset).is_ok()
            }
        };
        let said = said.map_err(|(stage, error)| self.trouble(stage, &error, &line.gate));
        if is_whole {
            line.gate.rest();
            self.line = Some(line);
        }
        said
    }

    /// A connection on which letters may be told: encrypted and logged in, where that is asked for.
    fn connect(&self) -> Result<Line, Trouble> {
        let Server { encryption, login, .. } = self.server;
        let cut = |error: std::io::Error| (Lasts::Passing, Cause::Cut(error.to_string()));
        let tls = match encryption {
            Encryption::Loopback => None,
            Encryption::AtOnce | Encryption::Upgraded => Some(self.tls()?),
        };
        let gate = Gate::new(self.reach()?, self.patience.letter).map_err(cut)?;
        let trouble = |stage, error: &Error| self.trouble(stage, error, &gate);
        let name = own_name();
        let at_once = tls.as_ref().filter(|_| *encryption == Encryption::AtOnce);
        let mut smtp =
            SmtpConnection::connect(gate.address(), Some(self.patience.reply), &name, at_once, None)
                .map_err(|error| trouble(Stage::Before, &error))?;
        if let (Encryption::Upgraded, Some(tls)) = (encryption, &tls) {
            if !smtp.can_starttls() {
                smtp.abort();
                return Err((Lasts::Shut, Cause::NoEncryption));
            }
            smtp.starttls(tls, &name).map_err(|error| trouble(Stage::Before, &error))?;
        }
        if let Some(login) = login {
            let credentials = Credentials::new(login.user.clone(), login.secret.clone());
            smtp.auth(&[Mechanism::Plain, Mechanism::Login], &credentials)
                .map_err(|error| trouble(Stage::Login, &error))?;
        }
        Ok(Line { smtp, gate })
    }

    /// The server itself, by any of its addresses; without encryption, only those of this machine.
    fn reach(&self) -> Result<TcpStream, Trouble> {
        let Server { host, port, encryption, .. } = self.server;
        let cut = |text: String| (Lasts::Passing, Cause::Cut(text));
        let found = (host.as_str(), *port).to_socket_addrs().map_err(|error| cut(error.to_string()))?;
        let may = |address: &SocketAddr| *encryption != Encryption::Loopback || address.ip().is_loopback();
        let mut last = (Lasts::Shut, Cause::NoEncryption);
        for address in found.filter(may) {
            match TcpStream::connect_timeout(&address, self.patience.reply) {
                Ok(stream) => return Ok(stream),
                Err(error) => last = cut(error.to_string()),
            }
        }
        Err(last)
    }

    fn tls(&self) -> Result<TlsParameters, Trouble> {
        let builder = TlsParameters::builder(self.server.host.clone());
        let builder = match &self.server.authority {
            Some(authority) => builder.add_root_certificate(authority.clone()),
            None => builder,
        };
        builder.build_rustls().map_err(|error| (Lasts::Shut, Cause::NotTrusted(self.shown(&error))))
    }

    /// What an error of the library comes to.
    fn trouble(&self, stage: Stage, error: &Error, gate: &Gate) -> Trouble {
        let words = self.shown(error);
        if let Some(code) = error.status() {
            let lasts = match stage {
                _ if error.is_transient() => Lasts::Passing,
                Stage::Before => Lasts::Shut,
                Stage::Login => return (Lasts::Shut, Cause::Login),
                // 5.7: the server's rules, such as that it relays for nobody. They are not this reader's.
                Stage::Letter if words.starts_with("5.7.") => Lasts::Shut,
                Stage::Letter => Lasts::ForGood,
            };
            return (lasts, Cause::Replied { code: code.into(), text: words });
        }
        match gate.why() {
            Some(Why::Late) => return (Lasts::Passing, Cause::Silent),
            Some(Why::Endless) => return (Lasts::Passing, Cause::Confused),
            Some(Why::Gone) | None => {}
        }
        match source_kind(error) {
            _ if error.is_tls() => (Lasts::Shut, Cause::NotTrusted(words)),
            // The library tells of certificates as of bad data on the way.
            Some(std::io::ErrorKind::InvalidData) => (Lasts::Shut, Cause::NotTrusted(words)),
            Some(std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut) => {
                (Lasts::Passing, Cause::Silent)
            }
            Some(_) => (Lasts::Passing, Cause::Cut(words)),
            // It knows no way to log in that the server offers.
            None if stage == Stage::Login && error.is_client() => (Lasts::Shut, Cause::Login),
            None if error.is_response() && gate.why().is_none() => (Lasts::Passing, Cause::Confused),
            None => (Lasts::Passing, Cause::Cut(words)),
        }
    }

    /// The words of an error without the library's own round them, without addresses and secrets.
    fn shown(&self, error: &Error) -> String {
        let text = std::error::Error::source(error).map_or_else(|| error.to_string(), ToString::to_string);
        let secret = self.server.login.as_ref().map(|login| login.secret.as_str());
        refusal::quoted(&text, secret)
    }
}

/// The kind of the fault of the network behind an error, if there is one.
fn source_kind(error: &Error) -> Option<std::io::ErrorKind> {
    let source = std::error::Error::source(error)?;
    Some(source.downcast_ref::<std::io::Error>()?.kind())
}

/// Tells the server one letter.
fn tell(smtp: &mut SmtpConnection, message: &Message, to: &Address) -> Result<(), (Stage, Error)> {
    let of = |stage| move |error| (stage, error);
    let address = |address: &Address| lettre::Address::new_dangerous(address.local(), address.domain());
    smtp.command(Mail::new(Some(address(&message.from)), Vec::new())).map_err(of(Stage::Before))?;
    smtp.command(Rcpt::new(address(to), Vec::new())).map_err(of(Stage::Letter))?;
    smtp.command(Data).map_err(of(Stage::Letter))?;
    smtp.message(&message.bytes).map_err(of(Stage::Letter))?;
    Ok(())
}

/// How we name ourselves to the server.
fn own_name() -> ClientId {
    match ClientId::default() {
        ClientId::Domain(name) if !address::is_domain(&name) => ClientId::Ipv4(std::net::Ipv4Addr::LOCALHOST),
        other => other,
    }
}
