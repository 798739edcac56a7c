//! Letters: what people get, what no word in them can do, and how servers that misbehave are borne.
//!
//! **Knows**: invented letters and their mail, byte by byte; a server of the tests' own.
//! **Does not know**: what falls due, who is told.
//!
//! The mail of the invented letters stands in `tests/mail/letters`. With `REGISTERVAKT_WRITE` set it is
//! written anew. `tests/outside` reads it with other people's parsers.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "mail/hostile.rs"]
mod hostile;
#[path = "mail/invented.rs"]
mod invented;
#[path = "mail/letters.rs"]
mod letters;
#[path = "mail/sending.rs"]
mod sending;
#[path = "mail/server.rs"]
mod server;
