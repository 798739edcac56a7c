//! A mail server that misbehaves as it is told.
//!
//! **Knows**: enough of SMTP to take letters, and every way to fail.
//! **Does not know**: what is expected of the one who sends.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// What the server does instead of its duty.
pub(crate) enum Act {
    /// Says this.
    Say(&'static str),
    /// Says one thing, and a moment later another.
    Twice(&'static str, &'static str),
    /// Hangs up.
    Cut,
    /// Says nothing any more.
    Silence,
    /// Says one line without end.
    Endless,
    /// Says lines without end.
    Lines,
    /// Says one sign now and then.
    Drip,
}

/// What it does about a line it is told: the line, and how many with the same first word came before. The
/// greeting is answered to «», a letter to «.».
type Script = dyn Fn(&str, usize) -> Option<Act> + Send + Sync;

/// The server, and what it was told.
pub(crate) struct Server {
    pub(crate) port: u16,
    told: Arc<Mutex<Told>>,
}

#[derive(Default)]
struct Told {
    lines: Vec<String>,
    letters: Vec<String>,
    connections: usize,
}

impl Server {
    /// A server that does its duty but where `script` says otherwise.
    pub(crate) fn new(script: impl Fn(&str, usize) -> Option<Act> + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let told = Arc::new(Mutex::new(Told::default()));
        let (own, script) = (Arc::clone(&told), Arc::new(script));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                own.lock().unwrap().connections += 1;
                let (own, script) = (Arc::clone(&own), Arc::clone(&script));
                // A connection that is cut is what this is about.
                thread::spawn(move || serve(&stream, &*script, &own));
            }
        });
        Self { port, told }
    }

    pub(crate) fn url(&self) -> String {
        format!("smtp://localhost:{}", self.port)
    }

    /// The lines it was told, without letters.
    pub(crate) fn lines(&self) -> Vec<String> {
        self.told.lock().unwrap().lines.clone()
    }

    /// The letters it took, lines ended by LF.
    pub(crate) fn letters(&self) -> Vec<String> {
        self.told.lock().unwrap().letters.clone()
    }

    pub(crate) fn connections(&self) -> usize {
        self.told.lock().unwrap().connections
    }
}

fn serve(mut stream: &TcpStream, script: &Script, told: &Mutex<Told>) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream).lines();
    let mut line = String::new();
    loop {
        let word = line.split_whitespace().next().unwrap_or_default().to_uppercase();
        let before = {
            let mut told = told.lock().unwrap();
            let same =
                |line: &&String| line.split_whitespace().next().unwrap_or_default().to_uppercase() == word;
            let before = told.lines.iter().filter(same).count();
            told.lines.push(line.clone());
            before
        };
        match script(&line, before) {
            Some(Act::Say(text)) => stream.write_all(text.as_bytes())?,
            Some(Act::Twice(text, later)) => {
                stream.write_all(text.as_bytes())?;
                thread::sleep(Duration::from_millis(200));
                stream.write_all(later.as_bytes())?;
            }
            Some(Act::Cut) => return Ok(()),
            Some(Act::Silence) => thread::sleep(Duration::from_secs(60)),
            Some(Act::Endless) => loop {
                stream.write_all(&[b'2'; 4096])?;
            },
            Some(Act::Lines) => loop {
                stream.write_all(format!("250-{}\r\n", "og mer ".repeat(12)).as_bytes())?;
            },
            Some(Act::Drip) => loop {
                stream.write_all(b"2")?;
                thread::sleep(Duration::from_millis(20));
            },
            None => stream.write_all(duty(&word).as_bytes())?,
        }
        if word == "QUIT" {
            return Ok(());
        }
        let Some(next) = lines.next().transpose()? else { return Ok(()) };
        line = next;
        // A letter follows where DATA was answered so.
        if word == "DATA" && script("DATA", before).is_none() {
            let mut letter = String::new();
            while line != "." {
                letter.push_str(line.strip_prefix('.').unwrap_or(&line));
                letter.push('\n');
                line = lines.next().transpose()?.ok_or(std::io::ErrorKind::UnexpectedEof)?;
            }
            told.lock().unwrap().letters.push(letter);
        }
    }
}

fn duty(word: &str) -> &'static str {
    match word {
        "" => "220 prøve.example ESMTP\r\n",
        "EHLO" => "250-prøve.example\r\n250-AUTH PLAIN LOGIN\r\n250 8BITMIME\r\n",
        "DATA" => "354 kom\r\n",
        "QUIT" => "221 ha det\r\n",
        "AUTH" => "235 velkommen\r\n",
        _ => "250 greit\r\n",
    }
}
