//! Mail as others read it: headers, parts, words, by a reader of the tests' own.
//!
//! **Knows**: folded headers, encoded words, quoted-printable, base64, multipart.
//! **Does not know**: how the program writes mail.

#![allow(dead_code, reason = "each test file uses its part")]

use std::path::Path;

/// A mail.
#[derive(Debug, Clone)]
pub(crate) struct Mail {
    /// The headers in their order, unfolded and decoded.
    pub(crate) headers: Vec<(String, String)>,
    /// The plain text.
    pub(crate) text: String,
    /// The HTML.
    pub(crate) html: String,
    /// The calendar, if there is one.
    pub(crate) calendar: String,
}

impl Mail {
    pub(crate) fn read(bytes: &[u8]) -> Self {
        let text = String::from_utf8(bytes.to_vec()).expect("mail is ASCII").replace("\r\n", "\n");
        let (headers, body) = split(&text);
        let mut mail = Self { headers, text: String::new(), html: String::new(), calendar: String::new() };
        let kind = mail.header("Content-Type");
        mail.take(&kind, "", body);
        mail
    }

    fn take(&mut self, kind: &str, encoding: &str, body: &str) {
        if let Some((_, boundary)) = kind.split_once("boundary=") {
            let mark = format!("--{}", boundary.trim_matches(['"', ';', ' ']));
            for part in body.split(&mark).skip(1).filter(|part| !part.starts_with("--")) {
                let (headers, body) = split(part.trim_start_matches('\n'));
                self.take(
                    &value(&headers, "Content-Type"),
                    &value(&headers, "Content-Transfer-Encoding"),
                    body,
                );
            }
            return;
        }
        let decoded = match encoding.to_lowercase().as_str() {
            "quoted-printable" => quoted(body, false),
            "base64" => base64(body),
            "7bit" | "8bit" | "" => body.as_bytes().to_vec(),
            other => panic!("{other}"),
        };
        let decoded = String::from_utf8(decoded).expect("UTF-8").replace("\r\n", "\n");
        match kind.split(';').next().unwrap_or_default() {
            "text/plain" => self.text = decoded,
            "text/html" => self.html = decoded,
            "text/calendar" => self.calendar = decoded,
            other => panic!("{other}"),
        }
    }

    /// The header `name`; empty where there is none, and a failure where there are several.
    #[track_caller]
    pub(crate) fn header(&self, name: &str) -> String {
        let all = self.headers.iter().filter(|(one, _)| one.eq_ignore_ascii_case(name)).count();
        assert!(all <= 1, "{name}: {:?}", self.headers);
        value(&self.headers, name)
    }

    /// The id without angle brackets.
    pub(crate) fn id(&self) -> String {
        self.header("Message-ID").trim_matches(['<', '>']).to_owned()
    }

    /// The address it is for.
    pub(crate) fn to(&self) -> String {
        let to = self.header("To");
        to.rsplit('<').next().unwrap_or_default().trim_end_matches('>').to_owned()
    }
}

/// The letters in a folder, by name.
pub(crate) fn letters(folder: &Path) -> Vec<Mail> {
    let Ok(files) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<_> = files.map(|file| file.expect("a file").path()).collect();
    paths.sort();
    assert!(paths.iter().all(|path| path.extension().is_some_and(|end| end == "eml")), "{paths:?}");
    paths.iter().map(|path| Mail::read(&std::fs::read(path).expect("a letter"))).collect()
}

fn value(headers: &[(String, String)], name: &str) -> String {
    let found = headers.iter().find(|(one, _)| one.eq_ignore_ascii_case(name));
    found.map(|(_, value)| value.clone()).unwrap_or_default()
}

/// Headers and body.
fn split(text: &str) -> (Vec<(String, String)>, &str) {
    let (head, body) = text.split_once("\n\n").unwrap_or((text, ""));
    let unfolded = head.replace("\n ", " ").replace("\n\t", " ");
    let header = |line: &str| {
        let (name, value) = line.split_once(':').unwrap_or_else(|| panic!("no header: {line:?}"));
        (name.to_owned(), words(value.trim()))
    };
    (unfolded.lines().map(header).collect(), body)
}

/// A header with its encoded words decoded.
fn words(value: &str) -> String {
    let mut out = String::new();
    let mut bytes = Vec::new();
    let mut rest = value;
    while let Some((before, after)) = rest.split_once("=?utf-8?") {
        if !before.trim().is_empty() || bytes.is_empty() {
            out.push_str(&String::from_utf8(std::mem::take(&mut bytes)).expect("UTF-8"));
            out.push_str(before);
        }
        let (way, after) = after.split_once('?').expect("an encoding");
        let (word, after) = after.split_once("?=").expect("an end");
        bytes.extend(if way.eq_ignore_ascii_case("b") { base64(word) } else { quoted(word, true) });
        rest = after;
    }
    out + &String::from_utf8(bytes).expect("UTF-8") + rest
}

fn quoted(text: &str, is_header: bool) -> Vec<u8> {
    let bytes = text.replace("=\n", "").into_bytes();
    let mut out = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'=' => {
                let digits = std::str::from_utf8(&bytes[at + 1..at + 3]).expect("two digits");
                out.push(u8::from_str_radix(digits, 16).expect("two digits"));
                at += 2;
            }
            b'_' if is_header => out.push(b' '),
            byte => out.push(byte),
        }
        at += 1;
    }
    out
}

fn base64(text: &str) -> Vec<u8> {
    const SIGNS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut out, mut held, mut bits) = (Vec::new(), 0_u32, 0);
    for byte in text.bytes().filter(|byte| !b"=\n ".contains(byte)) {
        let sign = SIGNS.iter().position(|sign| *sign == byte).expect("a sign of base64");
        held = held << 6 | u32::try_from(sign).expect("below 64");
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.push(u8::try_from(held >> bits & 0xff).expect("a byte"));
        }
    }
    out
}
