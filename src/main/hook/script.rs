//! The hook file: a few lines of shell that need no program but the shell and ours.
//!
//! **Knows**: how it is written, so that Git for Windows and GitHub Desktop run it, too, and how what we
//! wrote is told from what others wrote.
//! **Does not know**: where it lies, what the program then does.

use std::path::{MAIN_SEPARATOR, Path};

use registervakt::cli::sentence::hook;
use registervakt::finding::Lang;

/// The name that a hook is given which stood there before; it lies beside ours.
pub(super) const BEFORE: &str = "pre-commit.before-registervakt";

/// What every file of ours begins with; the sum of what follows the line stands behind it.
const HEAD: &str = "#!/bin/sh\n# registervakt hook ";

/// Who wrote a hook.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// We, to the letter.
    Ours,
    /// We, and somebody else after us.
    Edited,
    /// Somebody else.
    Another,
}

/// Tells who wrote `text`. A file of an earlier version is ours, too.
pub(super) fn origin(text: &[u8]) -> Origin {
    let Some(rest) = text.strip_prefix(HEAD.as_bytes()) else {
        return Origin::Another;
    };
    let mut parts = rest.splitn(2, |byte| *byte == b'\n');
    let (said, body) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    if said == sum(body).as_bytes() { Origin::Ours } else { Origin::Edited }
}

/// The hook that calls `program`, and before it the hook that stood there. Where the program is gone, one
/// of that name may still be found; where none is, the commit is stopped, for nothing was looked at.
pub(super) fn write(program: &Path, lang: Lang) -> Vec<u8> {
    let mut body = Vec::new();
    let mut line = |parts: &[&[u8]]| {
        parts.iter().for_each(|part| body.extend_from_slice(part));
        body.push(b'\n');
    };
    let program = quoted(program);
    line(&[b"# ", hook::origin(lang).as_bytes()]);
    line(&[b"before=\"${0%/*}/", BEFORE.as_bytes(), b"\""]);
    line(&[b"if [ -f \"$before\" ] && [ -x \"$before\" ]; then"]);
    line(&[b"    \"$before\" \"$@\" || exit"]);
    line(&[b"fi"]);
    line(&[b"program=", &program]);
    line(&[b"if [ ! -x \"$program\" ]; then"]);
    line(&[b"    if ! command -v registervakt >/dev/null; then"]);
    let [gone, install, skip] = hook::gone(lang);
    line(&[b"        printf '%s\\n' '", gone.as_bytes(), b"' \"$program\" '", install.as_bytes(), b"' \\"]);
    line(&[b"            '", skip.as_bytes(), b"' >&2"]);
    line(&[b"        exit 1"]);
    line(&[b"    fi"]);
    line(&[b"    program=registervakt"]);
    line(&[b"fi"]);
    line(&[b"exec \"$program\" --lang ", lang.code().as_bytes(), b" hook run"]);
    let mut text = format!("{HEAD}{}\n", sum(&body)).into_bytes();
    text.append(&mut body);
    text
}

/// A path as one word of the shell. The shell of Git for Windows takes `C:/…`, not `C:\…`.
fn quoted(path: &Path) -> Vec<u8> {
    let mut word = vec![b'\''];
    for byte in path.as_os_str().as_encoded_bytes() {
        match *byte {
            b'\'' => word.extend_from_slice(b"'\\''"),
            b'\\' if MAIN_SEPARATOR == '\\' => word.push(b'/'),
            other => word.push(other),
        }
    }
    word.push(b'\'');
    word
}

/// A sum that tells an edit from none (FNV-1a, 64 bits); it guards against nobody.
fn sum(bytes: &[u8]) -> String {
    let sum = bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{sum:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_we_wrote_is_known_again() {
        for lang in Lang::ALL {
            let text = write(Path::new("/usr/bin/registervakt"), lang);
            assert_eq!(origin(&text), Origin::Ours);
            assert_eq!(origin(&[&text[..], b"\n"].concat()), Origin::Edited);
            assert_eq!(origin(&text[..text.len() - 1]), Origin::Edited);
        }
        for other in [&b""[..], b"#!/bin/sh\nexit 0\n", b"\xff\x00", b"#!/bin/sh\r\n# registervakt hook "] {
            assert_eq!(origin(other), Origin::Another);
        }
        assert_eq!(origin(HEAD.as_bytes()), Origin::Edited);
    }

    #[test]
    fn any_path_is_one_word() {
        let check = |path: &str, expected: &str| {
            assert_eq!(String::from_utf8(quoted(Path::new(path))).unwrap(), expected);
        };
        check("/usr/bin/registervakt", "'/usr/bin/registervakt'");
        check("/Åses \"mappe\"/$(x)`y`", "'/Åses \"mappe\"/$(x)`y`'");
        check("/it's", "'/it'\\''s'");
        #[cfg(windows)]
        check(r"C:\Åses mappe\registervakt.exe", "'C:/Åses mappe/registervakt.exe'");
    }
}
