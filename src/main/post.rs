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
    /// The way of a run that sends.
    transport: Option<Transport>,
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
    /// What should be told, but there is nobody to tell.
    pub(crate) unheard: &'a [String],
    /// The command that sends them.
    pub(crate) command: &'a str,
    /// What is said where there are no letters.
    pub(crate) none: Outcome<'a>,
}

impl<'a> Desk<'a> {
    /// Opens the record: for a run that sends so that no other can send meanwhile. Settings that are wrong
    /// are told at once, not on the day on which there is a letter.
    pub(crate) fn open(settings: &'a Settings, mailing: &'a Mailing) -> Result<Self, Trouble> {
        let dir = Path::new(".");
        let (record, transport) = match &mailing.way {
            Way::Send(post) => {
                let transport = transport(post)?;
                (Record::open_alone(dir), Some(transport))
            }
            Way::Show | Way::Preview(_) => (Record::open(dir), None),
        };
        let record = record.map_err(Trouble::Job)?;
        let told = record.told(settings.today).map_err(Trouble::Job)?;
        let desk = Self { settings, mailing, record, transport, told };
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
        let (templates, bad) = Templates::with(outgoing.templates);
        self.remark(&bad.iter().map(|bad| bad.said(lang)).collect::<Vec<_>>());
        let number = outgoing.letters.len();
        let kept = match &self.mailing.way {
            Way::Show => {
                if number > 0 {
                    self.say(outgoing, Outcome::Shown(number));
                }
                if !outgoing.drafts.is_empty() {
                    self.say(outgoing, Outcome::Drafted(outgoing.drafts.len(), None));
                }
                Vec::new()
            }
            Way::Preview(dir) => {
                let both = [outgoing.letters, outgoing.drafts].concat();
                let kept = self.lay(&both, dir, &templates);
                if !both.is_empty() {
                    self.say(outgoing, Outcome::Saved(both.len() - kept.len(), dir));
                }
                kept
            }
            Way::Send(_) if number > self.mailing.most => {
                return Err(Trouble::TooManyLetters(number, self.mailing.most));
            }
            Way::Send(_) => {
                let mut kept = self.send(outgoing, &templates)?;
                kept.extend(self.draft(outgoing, &templates)?);
                kept
            }
        };
        if number == 0 && outgoing.drafts.is_empty() && outgoing.unheard.is_empty() {
            self.say(outgoing, outgoing.none);
        }
        Ok(self.regret(&kept, outgoing.unheard))
    }

    /// Sends letters, and says how many went where.
    fn send(&mut self, outgoing: &Outgoing<'_>, templates: &Templates) -> Result<Vec<Undelivered>, Trouble> {
        let Some(transport) = self.transport.take().filter(|_| !outgoing.letters.is_empty()) else {
            return Ok(Vec::new());
        };
        let (mut kept, mut sent) = (Vec::new(), 0);
        let ended = self.send_each(outgoing.letters, &transport, templates, &mut |one| match one {
            Ok(()) => sent += 1,
            Err(undelivered) => kept.push(undelivered),
        });
        let place = transport.place();
        let outcome = match transport.reaches_people() {
            true => Outcome::Sent(sent),
            false => Outcome::Laid(sent, &place),
        };
        self.say(outgoing, outcome);
        // Who did not get a letter is told, even where the run has to stop.
        if ended.is_err() {
            self.regret(&kept, &[]);
        }
        ended.map(|()| kept)
    }

    /// Sends letters one by one, each between its claim and its receipt, and tells of each what became of it.
    fn send_each(
        &mut self,
        letters: &[Letter],
        transport: &Transport,
        templates: &Templates,
        became: &mut dyn FnMut(Result<(), Undelivered>),
    ) -> Result<(), Trouble> {
        let (lang, now) = (self.settings.lang(), self.settings.now);
        let mut sender = transport.open(&thread::sleep);
        for letter in letters {
            let message = match self.compose(letter, templates) {
                Ok(message) => message,
                Err(undelivered) => {
                    became(Err(undelivered));
                    continue;
                }
            };
            self.record.claim(letter, now).map_err(Trouble::Job)?;
            match sender.send(&message) {
                Ok(()) => {
                    became(Ok(()));
                    self.record.receipt(letter, now).map_err(Trouble::Job)?;
                }
                Err(refusal) => {
                    let cause = refusal.said(lang);
                    became(Err(undelivered(letter, cause.clone())));
                    if refusal.lasts == Lasts::ForGood {
                        self.record.refused(letter, &cause, now).map_err(Trouble::Job)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Writes what authorities shall have to the tool's own folder, for a person to send.
    fn draft(&self, outgoing: &Outgoing<'_>, templates: &Templates) -> Result<Vec<Undelivered>, Trouble> {
        if outgoing.drafts.is_empty() {
            return Ok(Vec::new());
        }
        let dir = own_folder()?.join(DRAFTS);
        let kept = self.lay(outgoing.drafts, &dir, templates);
        self.say(outgoing, Outcome::Drafted(outgoing.drafts.len() - kept.len(), Some(&dir)));
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

    /// Says who did not get what, and of what nobody can be told; 3 where a run that sends left anybody out.
    fn regret(&self, kept: &[Undelivered], unheard: &[String]) -> Exit {
        let lang = self.settings.lang();
        let mut exit = Exit::Fine;
        if !unheard.is_empty() {
            let said = sentence::unheard(lang, unheard);
            exit = match self.mailing.way {
                Way::Send(_) => tell(&Stop::failed(said)),
                Way::Show | Way::Preview(_) => tell(&Stop::remark(said)),
            };
        }
        match kept {
            [] => exit,
            _ => tell(&Stop::failed(sentence::undelivered(lang, kept))),
        }
    }

    /// Says what became of letters.
    fn say(&self, outgoing: &Outgoing<'_>, outcome: Outcome<'_>) {
        self.remark(&[sentence::outcome(self.settings.lang(), outcome, outgoing.command)]);
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
            let pem = fs::read(file).map_err(|cause| Trouble::Unset(file.clone(), cause))?;
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
