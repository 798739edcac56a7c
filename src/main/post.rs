//! Letters leave the house: shown, written to a folder, or sent and recorded.
//!
//! **Knows**: that a claim comes before each letter and a receipt after it, that one letter stops no other.
//! **Does not know**: who is told what, how a letter looks, how the record is kept.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use registervakt::cli::Stop;
use registervakt::cli::sentence::mail::{self as sentence, Outcome, Undelivered};
use registervakt::config::{Exit, Mailing, Post, Settings, Way};
use registervakt::git::Repository;
use registervakt::job::told::{Record, Told};
use registervakt::mail::{self, Lasts, Message, Templates, Transport};
use registervakt::report::letter::Letter;

use super::trouble::Trouble;
use super::voice::tell;

/// The folder of letters that are not sent anywhere, in that of the tool under the Git directory.
const OUTBOX: &str = "utboks";
/// The folder of what authorities shall have.
const DRAFTS: &str = "utkast";

/// The record of what was told, and how letters are dealt with.
pub(crate) struct Desk<'a> {
    settings: &'a Settings,
    mailing: &'a Mailing,
    record: Record,
    /// What earlier runs told.
    pub(crate) told: Told,
}

/// What is to be written.
pub(crate) struct Outgoing<'a> {
    /// To people.
    pub(crate) letters: &'a [Letter],
    /// For people to send.
    pub(crate) drafts: &'a [Letter],
    /// The register's own templates, by path.
    pub(crate) templates: &'a [(String, Vec<u8>)],
    /// The command that sends them.
    pub(crate) command: &'a str,
    /// What is said where there are no letters.
    pub(crate) none: Outcome<'a>,
}

impl<'a> Desk<'a> {
    /// Opens the record: for a run that sends so that no other can send meanwhile.
    pub(crate) fn open(settings: &'a Settings, mailing: &'a Mailing) -> Result<Self, Trouble> {
        let dir = Path::new(".");
        let record = match mailing.way {
            Way::Send(_) => Record::open_alone(dir),
            Way::Show | Way::Preview(_) => Record::open(dir),
        };
        let record = record.map_err(Trouble::Job)?;
        let told = record.told(settings.today).map_err(Trouble::Job)?;
        let desk = Self { settings, mailing, record, told };
        let faults = desk.told.faults().iter().map(|fault| fault.message(settings.lang()));
        desk.remark(&faults.collect::<Vec<_>>());
        Ok(desk)
    }

    /// The last day on which the reminders ran.
    pub(crate) fn last_heartbeat(&self) -> Result<Option<chrono::NaiveDate>, Trouble> {
        self.record.last_heartbeat(self.settings.today).map_err(Trouble::Job)
    }

    /// Leaves a sign of life, where the run sends.
    pub(crate) fn beat(&mut self) -> Result<(), Trouble> {
        match self.mailing.way {
            Way::Send(_) => {
                self.record.heartbeat(self.settings.today, self.settings.now).map_err(Trouble::Job)
            }
            Way::Show | Way::Preview(_) => Ok(()),
        }
    }

    /// Shows, writes or sends letters, and says what became of them.
    pub(crate) fn dispatch(&mut self, outgoing: &Outgoing<'_>) -> Result<Exit, Trouble> {
        let lang = self.settings.lang();
        let number = outgoing.letters.len();
        let (templates, bad) = Templates::with(outgoing.templates);
        self.remark(&bad.iter().map(|bad| bad.said(lang)).collect::<Vec<_>>());
        let said = |outcome| self.remark(&[sentence::outcome(lang, outcome, outgoing.command)]);
        match &self.mailing.way {
            _ if number == 0 && outgoing.drafts.is_empty() => {
                said(outgoing.none);
                Ok(Exit::Fine)
            }
            Way::Show => {
                said(Outcome::Shown(number));
                Ok(Exit::Fine)
            }
            Way::Preview(dir) => {
                let both = [outgoing.letters, outgoing.drafts].concat();
                let kept = self.lay(&both, dir, &templates);
                said(Outcome::Saved(both.len() - kept.len(), dir));
                Ok(self.regret(&kept))
            }
            Way::Send(_) if number > self.mailing.most => {
                Ok(tell(&Stop::failed(sentence::too_many(lang, number, self.mailing.most))))
            }
            Way::Send(post) => {
                let post = post.clone();
                let transport = transport(&post)?;
                let mut kept = self.send(outgoing.letters, &transport, &templates)?;
                let (sent, place) = (number - kept.len(), transport.place());
                let outcome = if transport.reaches_people() {
                    Outcome::Sent(sent)
                } else {
                    Outcome::Laid(sent, &place)
                };
                self.remark(&[sentence::outcome(lang, outcome, outgoing.command)]);
                if !outgoing.drafts.is_empty() {
                    let dir = own_folder()?.join(DRAFTS);
                    let failed = self.lay(outgoing.drafts, &dir, &templates);
                    let saved = Outcome::Saved(outgoing.drafts.len() - failed.len(), &dir);
                    self.remark(&[sentence::outcome(lang, saved, outgoing.command)]);
                    kept.extend(failed);
                }
                Ok(self.regret(&kept))
            }
        }
    }

    /// Sends letters one by one, each between its claim and its receipt.
    fn send(
        &mut self,
        letters: &[Letter],
        transport: &Transport,
        templates: &Templates,
    ) -> Result<Vec<Undelivered>, Trouble> {
        let (lang, now) = (self.settings.lang(), self.settings.now);
        let mut sender = transport.open(&thread::sleep);
        let mut kept = Vec::new();
        for letter in letters {
            let message = match self.compose(letter, templates) {
                Ok(message) => message,
                Err(undelivered) => {
                    kept.push(undelivered);
                    continue;
                }
            };
            self.record.claim(letter, now).map_err(Trouble::Job)?;
            match sender.send(&message) {
                Ok(()) => self.record.receipt(letter, now).map_err(Trouble::Job)?,
                Err(refusal) => {
                    let cause = refusal.said(lang);
                    if refusal.lasts == Lasts::ForGood {
                        self.record.refused(letter, &cause, now).map_err(Trouble::Job)?;
                    }
                    kept.push(undelivered(letter, cause));
                }
            }
        }
        Ok(kept)
    }

    /// Writes letters to a folder, and records nothing.
    fn lay(&self, letters: &[Letter], dir: &Path, templates: &Templates) -> Vec<Undelivered> {
        let transport = Transport::folder(dir);
        let mut sender = transport.open(&thread::sleep);
        let mut lay = |letter: &Letter| {
            let message = self.compose(letter, templates)?;
            let refused = |refusal: mail::Refusal| undelivered(letter, refusal.said(self.settings.lang()));
            sender.send(&message).map_err(refused)
        };
        letters.iter().filter_map(|letter| lay(letter).err()).collect()
    }

    fn compose(&self, letter: &Letter, templates: &Templates) -> Result<Message, Undelivered> {
        let lang = self.settings.lang();
        let message = mail::compose(letter, self.settings.now, templates);
        let message = message.map_err(|error| undelivered(letter, error.said(lang)))?;
        self.remark(&message.bad_templates.iter().map(|bad| bad.said(lang)).collect::<Vec<_>>());
        Ok(message)
    }

    /// Says who did not get what; 3 where anybody did not.
    fn regret(&self, kept: &[Undelivered]) -> Exit {
        if kept.is_empty() {
            return Exit::Fine;
        }
        tell(&Stop::failed(sentence::undelivered(self.settings.lang(), kept)))
    }

    /// Says something beside the answer.
    fn remark(&self, lines: &[String]) {
        if !lines.is_empty() {
            tell(&Stop::remark(lines.join("\n")));
        }
    }
}

fn undelivered(letter: &Letter, cause: String) -> Undelivered {
    let about = letter.entries.iter().map(|entry| entry.title.clone()).collect();
    Undelivered { name: letter.to.name.clone(), about, cause }
}

/// The way that the environment names; none is a folder of this machine.
fn transport(post: &Post) -> Result<Transport, Trouble> {
    let Some(secret) = &post.transport else {
        return Ok(Transport::folder(own_folder()?.join(OUTBOX)));
    };
    let transport = Transport::read(secret.reveal()).map_err(Trouble::Post)?;
    match &post.authority {
        Some(file) => {
            let pem = fs::read(file).map_err(Trouble::unread(file))?;
            transport.with_authority(&pem).map_err(Trouble::Post)
        }
        None => Ok(transport),
    }
}

/// The tool's own folder under the Git directory.
fn own_folder() -> Result<PathBuf, Trouble> {
    let dir = Path::new(".");
    let repository = Repository::open(dir).map_err(|error| Trouble::Job(error.into()))?;
    let refused = || Trouble::unwritten(repository.root())(std::io::ErrorKind::PermissionDenied.into());
    repository.own_folder().ok_or_else(refused)
}
