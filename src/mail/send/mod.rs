//! The ways a letter takes: to a mail server, to the machine's own mail program, to a folder.
//!
//! **Knows**: which way is chosen, when a refused letter is tried again, and how long anything may take.
//! **Does not know**: who is told what; it keeps no record of what was sent.

mod folder;
mod gate;
mod program;
mod refusal;
mod settings;
mod smtp;

use std::path::PathBuf;
use std::time::Duration;

pub use refusal::{Cause, Lasts, Refusal};
pub use settings::BadSettings;

use crate::mail::Message;
use crate::report::letter::LetterKind;
use settings::Server;

/// How long is waited before a letter is tried again: at most three times, each time longer.
pub const PAUSES: [Duration; 3] = [Duration::from_secs(5), Duration::from_secs(20), Duration::from_secs(60)];

/// After so many letters in a row that were given up, each further one is tried once, until one is taken:
/// two hundred letters must not wait for hours.
const ENOUGH: usize = 3;

/// A way for letters, and how long it may take.
#[derive(Debug, Clone)]
pub struct Transport {
    way: Way,
    patience: Patience,
}

/// The ways.
#[derive(Debug, Clone)]
enum Way {
    Smtp(Server),
    Program(PathBuf),
    Folder(PathBuf),
}

/// How long is waited for others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// For a connection, and for each reply.
    pub reply: Duration,
    /// For one letter as a whole, each time it is tried.
    pub letter: Duration,
}

impl Default for Patience {
    /// One minute for a reply, three for a letter.
    fn default() -> Self {
        Self { reply: Duration::from_secs(60), letter: Duration::from_secs(180) }
    }
}

impl Transport {
    /// The way that `text` says, as `REGISTERVAKT_SMTP_URL` holds it: `smtps://user:secret@host:465`,
    /// `smtp://host:587?tls=required`, `sendmail:`, `sendmail:/path/to/program`, `folder:DIR`.
    pub fn read(text: &str) -> Result<Self, BadSettings> {
        Ok(Self { way: settings::way(text)?, patience: Patience::default() })
    }

    /// Letters are laid in `folder`, one file each; nothing leaves the machine.
    pub fn folder(folder: impl Into<PathBuf>) -> Self {
        Self { way: Way::Folder(folder.into()), patience: Patience::default() }
    }

    /// The certificates of a private authority, in PEM, are trusted as well, as the file that
    /// `REGISTERVAKT_SMTP_CA` names holds them.
    pub fn with_authority(mut self, pem: &[u8]) -> Result<Self, BadSettings> {
        if let Way::Smtp(server) = &mut self.way {
            server.authority = Some(smtp::authority(pem)?);
        }
        Ok(self)
    }

    /// Others are waited for so long.
    #[must_use]
    pub fn with_patience(mut self, patience: Patience) -> Self {
        self.patience = patience;
        self
    }

    /// Whether letters go to people; else they lie in a folder of this machine.
    pub fn reaches_people(&self) -> bool {
        match self.way {
            Way::Smtp(_) | Way::Program(_) => true,
            Way::Folder(_) => false,
        }
    }

    /// Where letters go, without user and secret: `smtps://smtp.example.org:465`, a program, a folder.
    pub fn place(&self) -> String {
        match &self.way {
            Way::Smtp(server) => server.place(),
            Way::Program(path) => format!("sendmail:{}", path.display()),
            Way::Folder(path) => format!("folder:{}", path.display()),
        }
    }

    /// Makes ready to send. Nothing is connected before the first letter; between two tries `pause` is
    /// called with how long to wait.
    pub fn open<'a>(&'a self, pause: &'a dyn Fn(Duration)) -> Sender<'a> {
        let end = match &self.way {
            Way::Smtp(server) => End::Smtp(Box::new(smtp::Client::new(server, self.patience))),
            Way::Program(path) => End::Program(path, self.patience),
            Way::Folder(path) => End::Folder(path),
        };
        Sender { end, pause, given_up: 0, shut: None }
    }
}

/// What sends letters one by one, and keeps its connection meanwhile.
pub struct Sender<'a> {
    end: End<'a>,
    pause: &'a dyn Fn(Duration),
    /// How many letters in a row were given up; where nobody answers, one counts as [`ENOUGH`].
    given_up: usize,
    /// Why no letter can go this way, once that is known: a wrong secret told again and again locks people out.
    shut: Option<Cause>,
}

impl std::fmt::Debug for Sender<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Sender").field("given_up", &self.given_up).finish_non_exhaustive()
    }
}

enum End<'a> {
    Smtp(Box<smtp::Client<'a>>),
    Program(&'a PathBuf, Patience),
    Folder(&'a PathBuf),
}

impl Sender<'_> {
    /// Sends a letter. What may pass is tried again after growing pauses, always under the same id: a
    /// letter whose receipt got lost may arrive twice, and is recognised.
    pub fn send(&mut self, message: &Message) -> Result<(), Refusal> {
        if let Some(cause) = &self.shut {
            return Err(Refusal::new(message, Lasts::Shut, cause.clone()));
        }
        let pauses: &[Duration] = if self.given_up >= ENOUGH { &[] } else { &PAUSES };
        let mut refused = self.once(message);
        for pause in pauses {
            match &refused {
                Err(refusal) if refusal.lasts == Lasts::Passing => (self.pause)(*pause),
                Ok(()) | Err(_) => break,
            }
            refused = self.once(message);
        }
        self.learn(&refused);
        refused
    }

    /// What the next letters can hope for.
    fn learn(&mut self, refused: &Result<(), Refusal>) {
        let Err(Refusal { lasts, cause, .. }) = refused else {
            self.given_up = 0;
            return;
        };
        match (lasts, cause) {
            (Lasts::Shut, Cause::Login | Cause::NoEncryption | Cause::NotTrusted(_)) => {
                self.shut = Some(cause.clone());
            }
            // Each of them may concern one reader alone.
            (Lasts::ForGood | Lasts::Shut, _) => {}
            (Lasts::Passing, Cause::Replied { .. }) => self.given_up += 1,
            (Lasts::Passing, _) => self.given_up = ENOUGH,
        }
    }

    fn once(&mut self, message: &Message) -> Result<(), Refusal> {
        let refused = |(lasts, cause)| Refusal::new(message, lasts, cause);
        if let End::Folder(path) = self.end {
            return folder::lay(path, message).map_err(|cause| refused((Lasts::Shut, cause)));
        }
        if message.kind == LetterKind::Draft {
            return Err(refused((Lasts::ForGood, Cause::Draft)));
        }
        let Some(to) = &message.to else { return Err(refused((Lasts::ForGood, Cause::NoAddress))) };
        match &mut self.end {
            End::Smtp(client) => client.deliver(message, to),
            End::Program(path, patience) => program::hand_over(path, *patience, message, to),
            End::Folder(_) => Ok(()),
        }
        .map_err(refused)
    }
}
