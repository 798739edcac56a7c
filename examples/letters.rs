//! Sends the invented letters of the tests, so that they can be seen in a real server or mail program.
//!
//! **Knows**: `REGISTERVAKT_SMTP_URL` and `REGISTERVAKT_SMTP_CA`; a word on the command line chooses the
//! letters whose names hold it.
//! **Does not know**: real people. It prints a line for each letter: its name, and what became of it.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "an example that cannot go on stops")]

#[path = "../tests/mail/invented.rs"]
#[allow(dead_code, reason = "the tests use more of it")]
mod invented;

use registervakt::finding::Lang;
use registervakt::mail::{self, Templates, Transport};

fn main() {
    let url = std::env::var("REGISTERVAKT_SMTP_URL").expect("REGISTERVAKT_SMTP_URL says where to");
    let wanted = std::env::args().nth(1).unwrap_or_default();
    let mut transport = Transport::read(&url).unwrap();
    if let Ok(file) = std::env::var("REGISTERVAKT_SMTP_CA") {
        transport = transport.with_authority(&std::fs::read(file).unwrap()).unwrap();
    }
    let mut sender = transport.open(&|_| ());
    for (name, letter) in invented::all() {
        if !name.contains(&wanted) {
            continue;
        }
        let message = mail::compose(&letter, invented::at(), &Templates::built_in()).unwrap();
        match sender.send(&message) {
            Ok(()) => println!("{name}: sent"),
            Err(refusal) => println!("{name}: {}", refusal.said(Lang::En)),
        }
    }
}
