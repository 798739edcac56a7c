//! The machine's own mail program, as `sendmail` is called.
//!
//! **Knows**: how it is called, what its exit codes mean, how long it may take.
//! **Does not know**: what becomes of a letter that it took.

use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use super::Patience;
use super::refusal::{Cause, Lasts, Trouble};
use crate::mail::{Address, Message};

/// How often it is looked whether the program is done.
const LOOK: Duration = Duration::from_millis(20);

/// Hands `message` to the program at `path`, which takes it or does not.
pub(super) fn hand_over(
    path: &Path,
    patience: Patience,
    message: &Message,
    to: &Address,
) -> Result<(), Trouble> {
    let mut child = Command::new(path)
        .args(["-i", "-f", message.from.as_str(), "--", to.as_str()])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|_| (Lasts::Shut, Cause::Program(None)))?;
    // The program expects the line ends of its machine.
    let text: Vec<u8> = message.bytes.iter().copied().filter(|byte| *byte != b'\r').collect();
    let mut input = child.stdin.take().expect("it is piped");
    // A program that reads nothing must not hold us up; that it did not read all shows in its exit code.
    let (tell, told) = mpsc::channel();
    std::thread::spawn(move || {
        // Nobody listens any more where the program took too long.
        let _ = tell.send(input.write_all(&text).is_ok());
    });
    let code = wait(&mut child, patience.letter)?;
    let is_read = told.recv_timeout(patience.reply).unwrap_or(false);
    match code {
        Some(0) if is_read => Ok(()),
        // The codes of sysexits.h: bad data, no such user or host; a failure that passes.
        Some(code @ (65 | 67 | 68)) => Err((Lasts::ForGood, Cause::Program(Some(code)))),
        Some(code @ (0 | 69 | 71 | 74 | 75)) => Err((Lasts::Passing, Cause::Program(Some(code)))),
        other => Err((Lasts::Shut, Cause::Program(other))),
    }
}

/// The exit code, or none where a signal ended it; a program that takes too long is stopped.
fn wait(child: &mut Child, limit: Duration) -> Result<Option<i32>, Trouble> {
    let end = Instant::now() + limit;
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Ok(status.code()),
            Ok(None) if Instant::now() < end => std::thread::sleep(LOOK),
            Ok(None) | Err(_) => {
                // It may have ended by itself meanwhile; either way nobody waits for it any longer.
                let _ = child.kill();
                let _ = child.wait();
                return Err((Lasts::Passing, Cause::Silent));
            }
        }
    }
}
