//! What is made from the definition of the command line: completions and the manual.
//!
//! **Knows**: shells, roff.
//! **Does not know**: where they are written.

use clap::Command;
use clap_mangen::Man;

use super::definition;
use super::words::Heading;
use crate::config::Shell;
use crate::finding::Lang;

/// A page of the manual.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The name of its file: `registervakt-check.1`.
    pub name: String,
    /// What is written on it, in roff.
    pub text: String,
}

/// A script by which `shell` completes our commands.
pub fn completions(shell: Shell, lang: Lang) -> String {
    let shell = match shell {
        Shell::Bash => clap_complete::Shell::Bash,
        Shell::Elvish => clap_complete::Shell::Elvish,
        Shell::Fish => clap_complete::Shell::Fish,
        Shell::PowerShell => clap_complete::Shell::PowerShell,
        Shell::Zsh => clap_complete::Shell::Zsh,
    };
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut definition::program(lang), "registervakt", &mut script);
    String::from_utf8(script).expect("all that goes into a script is text")
}

/// The manual, one page for each command; the first is that of the program.
pub fn manual(lang: Lang) -> Vec<Page> {
    let mut program = definition::program(lang);
    program.build();
    let mut pages = Vec::new();
    gather(&program, lang, &mut pages);
    pages
}

fn gather(command: &Command, lang: Lang, pages: &mut Vec<Page>) {
    pages.push(page(command, lang));
    for below in command.get_subcommands() {
        gather(below, lang, pages);
    }
}

fn page(command: &Command, lang: Lang) -> Page {
    // An empty date would be left out, and what follows it would move up.
    let source = format!("registervakt {}", env!("CARGO_PKG_VERSION"));
    let man = Man::new(command.clone()).date(" ").source(source).manual("Registervakt");
    let name = man.get_filename();
    let mut roff = Vec::new();
    man.render(&mut roff).expect("writing to memory does not fail");
    let roff = String::from_utf8(roff).expect("all that goes into a page is text");
    Page { name, text: translate(&roff, lang) }
}

/// The page with its headings in `lang`, and its title before all else: `man` looks for it there.
fn translate(roff: &str, lang: Lang) -> String {
    let (before, after): (Vec<&str>, Vec<&str>) = roff.lines().partition(|line| line.starts_with(".TH "));
    let lines = before.into_iter().chain(after);
    lines.map(|line| heading(line, lang).unwrap_or_else(|| line.to_owned()) + "\n").collect()
}

/// A line that is a heading, in `lang`: `clap_mangen` has its own ones in English.
fn heading(line: &str, lang: Lang) -> Option<String> {
    let said = match line.strip_prefix(".SH ")? {
        "NAME" => Heading::Name.said(lang),
        "SYNOPSIS" => Heading::Synopsis.said(lang),
        "DESCRIPTION" => Heading::Description.said(lang),
        "EXTRA" => Heading::More.said(lang),
        "VERSION" => Heading::Version.said(lang),
        ours => ours,
    };
    Some(format!(".SH {}", said.to_uppercase()))
}
