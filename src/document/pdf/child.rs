//! A file that is read by another process, which is this program once more.
//!
//! **Knows**: how the other process is started with nothing, fed, timed and ended.
//! **Does not know**: what it does with the bytes.

use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// The first argument by which the program knows that it is such a process.
pub const ARGUMENT: &str = "__les-pdf";

/// How long it may take.
pub const LONGEST: Duration = Duration::from_secs(10);

/// The most that it may answer, in bytes.
pub const MOST_ANSWER: usize = 16 * 1024 * 1024;

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fall {
    /// It cannot be started here.
    NotStarted,
    /// It took too long.
    Slow,
    /// It died, or said too much.
    Died,
}

/// What the other process answers to `bytes`.
pub(super) fn answer(bytes: &[u8]) -> Result<Vec<u8>, Fall> {
    let program = std::env::current_exe().map_err(|_| Fall::NotStarted)?;
    let mut command = Command::new(program);
    command.arg(ARGUMENT).env_clear();
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().map_err(|_| Fall::NotStarted)?;
    let answer = converse(&mut child, bytes);
    // It is ended whatever came of it; one that has ended already cannot be ended again.
    let _ = child.kill();
    let ended = child.wait().map_err(|_| Fall::Died)?;
    let answer = answer?;
    // One that has answered in full may be killed before it has quite ended.
    let is_whole = ended.success() || !answer.is_empty();
    if is_whole && answer.len() <= MOST_ANSWER { Ok(answer) } else { Err(Fall::Died) }
}

/// Gives it the bytes and waits for the answer.
fn converse(child: &mut Child, bytes: &[u8]) -> Result<Vec<u8>, Fall> {
    let (mut input, output) = child.stdin.take().zip(child.stdout.take()).ok_or(Fall::NotStarted)?;
    thread::scope(|scope| {
        let (sender, receiver) = mpsc::channel();
        scope.spawn(move || {
            // A process that dies reads no more, and that is seen at the other end.
            let _ = input.write_all(bytes);
        });
        scope.spawn(move || {
            let mut answer = Vec::new();
            let read = output.take(MOST_ANSWER as u64 + 1).read_to_end(&mut answer);
            // Nobody waits where it took too long.
            let _ = sender.send(read.map(|_| answer));
        });
        match receiver.recv_timeout(LONGEST) {
            Ok(answer) => answer.map_err(|_| Fall::Died),
            Err(_) => {
                // The pipes close with it, and so the threads end.
                let _ = child.kill();
                Err(Fall::Slow)
            }
        }
    })
}
