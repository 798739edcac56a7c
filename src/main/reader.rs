//! The program as the process that reads what no library can be trusted with.
//!
//! **Knows**: by which argument it is called; how much memory, stack and time such a process has.
//! **Does not know**: what is read, who asks.

use std::alloc::System;
use std::io::{self, Read, Write};
use std::process::ExitCode;
use std::thread;

use cap::Cap;
use registervakt::document::pdf;

/// All memory is counted, so that it can be bounded on every system: without a bound that costs an addition.
#[global_allocator]
static MEMORY: Cap<System> = Cap::new(System, usize::MAX);

/// The memory that such a process has, in bytes.
const MOST_MEMORY: usize = 768 * 1024 * 1024;

/// Its stack, in bytes: a reader goes as deep as a file is nested.
const STACK: usize = 64 * 1024 * 1024;

/// Whether this process was started to read.
pub(crate) fn is_called() -> bool {
    std::env::args_os().nth(1).is_some_and(|argument| argument == pdf::child::ARGUMENT)
}

/// Reads from standard input and answers on standard output. Whatever goes wrong ends the process.
pub(crate) fn serve() -> ExitCode {
    let is_bounded = MEMORY.set_limit(MOST_MEMORY).is_ok();
    // Who asked ends this process after a time; should that be gone, it ends itself.
    thread::spawn(|| {
        thread::sleep(2 * pdf::child::LONGEST);
        std::process::abort();
    });
    let reader = thread::Builder::new().stack_size(STACK).spawn(|| {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes)?;
        io::stdout().lock().write_all(pdf::extract(bytes).as_bytes())
    });
    let is_done = is_bounded && reader.is_ok_and(|reader| matches!(reader.join(), Ok(Ok(()))));
    if is_done { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
