//! What the door says: answers to files and standard output, remarks and regrets to standard error.
//!
//! **Knows**: where each form of an answer goes, that a reader who leaves early is no failure.
//! **Does not know**: what is said.

use std::io::{self, Write};

use anstream::{AutoStream, ColorChoice};

use registervakt::cli::{Stop, Stream};
use registervakt::config::{Exit, Settings};
use registervakt::output::{Color, Format, Options};

use super::disk;
use super::trouble::Trouble;

/// Writes an answer in every form that was asked for; one that fails does not stop the others.
pub(crate) fn deliver(
    settings: &Settings,
    write: &dyn Fn(Format, &Options, &mut dyn Write) -> io::Result<()>,
) -> Result<Exit, Trouble> {
    let mut done = Ok(Exit::Fine);
    for output in &settings.outputs {
        let options = settings.options(output);
        let mut text = Vec::new();
        write(output.format, &options, &mut text).expect("writing to memory does not fail");
        let written = match (&output.file, options.color) {
            (Some(file), _) => disk::save(file, &text).map(|()| Exit::Fine),
            (None, Color::Off) => print(&mut io::stdout(), &text),
            // Some terminals of Windows know colours, but not the codes for them.
            (None, Color::On) => print(&mut AutoStream::new(io::stdout(), ColorChoice::Always), &text),
        };
        done = done.and(written);
    }
    done
}

/// Says `text` on standard output.
pub(crate) fn say(text: &str) -> Result<Exit, Trouble> {
    print(&mut io::stdout(), format!("{}\n", text.trim_end()).as_bytes())
}

/// Writes all of `text`. That nobody reads to the end (`| head -1`) is no failure.
fn print(out: &mut dyn Write, text: &[u8]) -> Result<Exit, Trouble> {
    match out.write_all(text).and_then(|()| out.flush()) {
        Err(cause) if cause.kind() != io::ErrorKind::BrokenPipe => Err(Trouble::Mute(cause)),
        Ok(()) | Err(_) => Ok(Exit::Fine),
    }
}

/// Says why there is no more to do. Where not even that can be said, the exit code tells.
pub(crate) fn tell(stop: &Stop) -> Exit {
    let text = stop.text.as_bytes();
    match stop.stream {
        Stream::Output => print(&mut io::stdout(), text).map_or(Exit::Failed, |_| stop.exit),
        Stream::Error => print(&mut io::stderr(), text).map_or(stop.exit, |_| stop.exit),
    }
}
