//! What becomes of letters, and how they leave the machine.
//!
//! **Knows**: that a secret is never shown, which transports have a name.
//! **Does not know**: how a letter is sent, what the transport says of itself beyond its name.

use std::fmt;
use std::path::PathBuf;

/// How letters are dealt with in a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mailing {
    /// What becomes of them.
    pub way: Way,
    /// The most letters of one run: one that would write more is a mistake, and stops.
    pub most: usize,
}

impl Default for Mailing {
    fn default() -> Self {
        Self { way: Way::Show, most: Self::USUAL }
    }
}

impl Mailing {
    /// The most letters of a run where nothing else is asked for.
    pub const USUAL: usize = 200;
}

/// What becomes of letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    /// It is only told which there would be.
    Show,
    /// They are written to this folder as files, and nothing is recorded.
    Preview(PathBuf),
    /// They are sent, and what was told is recorded.
    Send(Post),
}

/// How letters leave the machine, as the environment says it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Post {
    /// The transport (`REGISTERVAKT_SMTP_URL`); none is a folder inside the repository.
    pub transport: Option<Secret>,
    /// A file with the certificate of an authority of one's own (`REGISTERVAKT_SMTP_CA`).
    pub authority: Option<PathBuf>,
}

impl Post {
    /// How the address of every transport begins.
    pub const TRANSPORTS: [&str; 4] = ["smtps://", "smtp://", "sendmail:", "folder:"];
}

/// A text that holds a password and shows itself to nobody who does not ask for it by name.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Keeps `text`.
    pub fn new(text: String) -> Self {
        Self(text)
    }

    /// The text itself: for the transport alone, never for an output, a log or an error.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Secret(…)")
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("…")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_not_shown() {
        let url = "smtps://kari:hemmelig@post.example.org:465";
        let secret = Secret::new(url.to_owned());
        let post = Post { transport: Some(secret.clone()), authority: Some("ca.pem".into()) };
        let mailing = Mailing { way: Way::Send(post), ..Mailing::default() };
        for shown in
            [format!("{secret}"), format!("{secret:?}"), format!("{mailing:?}"), format!("{mailing:#?}")]
        {
            assert!(!shown.contains("hemmelig") && !shown.contains("post.example"), "{shown}");
        }
        assert_eq!(secret.reveal(), url);
    }
}
