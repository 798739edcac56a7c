//! A gate between the library that speaks SMTP and the server, which shuts when a letter takes too long or
//! the server talks without end.
//!
//! **Knows**: how many bytes came through, and when it is to shut.
//! **Does not know**: what the bytes say; encryption goes through it from end to end.
//!
//! The library waits for each single read, and reads a line whatever its length. A server that sends one
//! byte a minute, or a line of many gigabytes, would hold it for ever. So it speaks to the gate, on the
//! loopback of this machine, and the gate to the server. One visitor is let in. Were it another process of
//! this machine, it would find a server it could have called itself, and the library would find nobody.

use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// How much a server may say while one letter is sent, in bytes; certificates and all. The library reads an
/// answer of many lines from its start after each line, so that much more would keep it busy for long.
const MOST: u64 = 40_000;
/// How often the gate looks at the clock.
const LOOK: Duration = Duration::from_millis(50);

/// A gate to one server; it shuts when it is dropped.
#[derive(Debug)]
pub(super) struct Gate {
    address: SocketAddr,
    watch: Arc<Mutex<Watch>>,
}

/// What both directions look at.
#[derive(Debug)]
struct Watch {
    /// When the letter must be through; none between letters.
    end: Option<Instant>,
    /// How much the server said since the letter began.
    said: u64,
    shut: Option<Why>,
}

/// Why a gate is shut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    /// The letter took too long.
    Late,
    /// The server said too much.
    Endless,
    /// One end has gone.
    Gone,
}

impl Gate {
    /// A gate to a server that is connected to, open for a letter that may take `limit`.
    pub(super) fn new(server: TcpStream, limit: Duration) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let watch = Watch { end: Some(Instant::now() + limit), said: 0, shut: None };
        let watch = Arc::new(Mutex::new(watch));
        server.set_nodelay(true)?;
        let own = Arc::clone(&watch);
        thread::spawn(move || {
            // Whatever ends it, both sides are shut and the watch says so.
            let _ = stand(&listener, server, &own);
            shut(&own, Why::Gone);
        });
        Ok(Self { address, watch })
    }

    /// Where the gate is to be spoken to, on this machine.
    pub(super) fn address(&self) -> SocketAddr {
        self.address
    }

    /// The next letter begins, and may take `limit`.
    pub(super) fn begin(&self, limit: Duration) {
        let mut watch = self.watch.lock().unwrap_or_else(PoisonError::into_inner);
        watch.end = Some(Instant::now() + limit);
        watch.said = 0;
    }

    /// The letter is through; the connection may rest.
    pub(super) fn rest(&self) {
        self.watch.lock().unwrap_or_else(PoisonError::into_inner).end = None;
    }

    /// Why it is shut, if it is.
    pub(super) fn why(&self) -> Option<Why> {
        self.watch.lock().unwrap_or_else(PoisonError::into_inner).shut
    }
}

impl Drop for Gate {
    fn drop(&mut self) {
        shut(&self.watch, Why::Gone);
    }
}

/// Shuts the gate; the first reason stays.
fn shut(watch: &Mutex<Watch>, why: Why) {
    watch.lock().unwrap_or_else(PoisonError::into_inner).shut.get_or_insert(why);
}

/// Whether the gate is open still; shuts it where the time is over.
fn is_open(watch: &Mutex<Watch>) -> bool {
    let mut watch = watch.lock().unwrap_or_else(PoisonError::into_inner);
    if watch.shut.is_none() && watch.end.is_some_and(|end| Instant::now() >= end) {
        watch.shut = Some(Why::Late);
    }
    watch.shut.is_none()
}

/// Counts what the server said; shuts the gate where it is too much.
fn count(watch: &Mutex<Watch>, bytes: usize) {
    let mut watch = watch.lock().unwrap_or_else(PoisonError::into_inner);
    watch.said += bytes as u64;
    if watch.said > MOST {
        watch.shut.get_or_insert(Why::Endless);
    }
}

/// Lets one visitor in, and carries bytes both ways until one end goes or the gate shuts.
fn stand(listener: &TcpListener, server: TcpStream, watch: &Arc<Mutex<Watch>>) -> io::Result<()> {
    let own = loop {
        match listener.accept() {
            Ok((own, _)) => break own,
            Err(error) if error.kind() == io::ErrorKind::WouldBlock && is_open(watch) => {
                thread::sleep(LOOK / 10);
            }
            Err(error) => return Err(error),
        }
    };
    for stream in [&own, &server] {
        stream.set_nonblocking(false)?;
        stream.set_read_timeout(Some(LOOK))?;
        stream.set_write_timeout(Some(LOOK))?;
    }
    own.set_nodelay(true)?;
    let (from_own, to_server) = (own.try_clone()?, server.try_clone()?);
    let up = Arc::clone(watch);
    let outward = thread::spawn(move || {
        // An end that has gone is told by the other direction as well.
        let _ = carry(&from_own, &to_server, &up, |_| {});
        shut(&up, Why::Gone);
    });
    let inward = carry(&server, &own, watch, |bytes| count(watch, bytes));
    shut(watch, Why::Gone);
    // Ends that are shut already cannot be shut again.
    let _ = server.shutdown(Shutdown::Both);
    let _ = own.shutdown(Shutdown::Both);
    // The other direction sees that the gate is shut.
    let _ = outward.join();
    inward
}

/// Carries bytes from one end to the other until there are no more or the gate shuts.
fn carry(
    mut from: &TcpStream,
    to: &TcpStream,
    watch: &Mutex<Watch>,
    mut seen: impl FnMut(usize),
) -> io::Result<()> {
    let mut room = [0; 16 * 1024];
    while is_open(watch) {
        match from.read(&mut room) {
            Ok(0) => return Ok(()),
            Ok(length) => {
                seen(length);
                give(&room[..length], to, watch)?;
            }
            Err(error) if is_slow(&error) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Gives all `bytes` to an end that may be slow to take them.
fn give(mut bytes: &[u8], mut to: &TcpStream, watch: &Mutex<Watch>) -> io::Result<()> {
    while !bytes.is_empty() && is_open(watch) {
        match to.write(bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(length) => bytes = &bytes[length..],
            Err(error) if is_slow(&error) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Whether an end is only slow; a read that ran out of time is told differently from system to system.
fn is_slow(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut | io::ErrorKind::Interrupted)
}
