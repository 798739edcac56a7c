//! The command line as `clap` knows it, in one language.
//!
//! **Knows**: which command takes which options and arguments.
//! **Does not know**: what they say (their words stand in `words`), what becomes of them.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, ValueParser};
use clap::{Arg, ArgAction, Command, value_parser};

use super::words::Heading;
use super::words::argument::{self, Argument, mail};
use super::words::verb::{self, Verb};
use crate::config::Shell;
use crate::finding::Lang;

/// How wide the help is set, in columns; every terminal has as many.
const WIDTH: usize = 80;

/// Everything that may be asked for.
pub(super) fn program(lang: Lang) -> Command {
    let rules = command(&verb::RULES, "registervakt rules", lang)
        .subcommand(
            command(&verb::TEST, "registervakt rules test", lang)
                .arg(folder(&argument::RULE_FOLDER, lang).required(true)),
        )
        .subcommand_help_heading(Heading::Commands.said(lang));
    command(&verb::REGISTERVAKT, "registervakt", lang)
        .version(env!("CARGO_PKG_VERSION"))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand_help_heading(Heading::Commands.said(lang))
        .term_width(WIDTH)
        .args(global(lang))
        .arg(
            flag(&argument::VERSION, lang)
                .short('V')
                .action(ArgAction::Version)
                .help_heading(Heading::GlobalOptions.said(lang)),
        )
        .subcommand(looking(&verb::CHECK, folder(&argument::PATHS, lang).num_args(0..), lang))
        .subcommand(
            notifying(compared(sub(&verb::REVIEW, lang), lang), lang)
                .arg(option(&argument::STRICT, lang))
                .arg(option(&argument::ALL, lang)),
        )
        .subcommand(
            sub(&verb::WHAT_IF, lang)
                .arg(positional(&argument::WISHES, lang, value_parser!(String)).num_args(1..).required(true)),
        )
        .subcommand(
            sub(&verb::NEW, lang)
                .subcommand_required(true)
                .arg_required_else_help(true)
                .subcommand(compared(command(&verb::NEW_CHANGE, "registervakt new change", lang), lang))
                .subcommand_help_heading(Heading::Commands.said(lang)),
        )
        .subcommand(looking(&verb::REQUIREMENTS, folder(&argument::PATH, lang), lang))
        .subcommand(remind(lang))
        .subcommand(
            sub(&verb::EXPLAIN, lang)
                .arg(positional(&argument::TOPIC, lang, value_parser!(String)).required(true)),
        )
        .subcommand(rules)
        .subcommand(
            sub(&verb::INIT, lang).arg(folder(&argument::NEW_FOLDER, lang).required(true)).arg(
                valued(&argument::FROM, lang, value_parser!(PathBuf))
                    .action(ArgAction::Append)
                    .help_heading(Heading::Options.said(lang)),
            ),
        )
        .subcommand(hook(lang))
        .subcommand(sub(&verb::DEMO, lang))
        .subcommand(
            sub(&verb::COMPLETIONS, lang)
                .arg(positional(&argument::SHELL, lang, words(&Shell::ALL.map(Shell::word))).required(true)),
        )
        .subcommand(sub(&verb::MAN, lang).arg(folder(&argument::PAGE_FOLDER, lang)))
}

/// A command, with its words; `path` is how it is called.
fn command(verb: &Verb, path: &str, lang: Lang) -> Command {
    // The usual template says «Usage:» in English.
    let template =
        format!("{{about}}\n\n{}: {{usage}}\n\n{{all-args}}{{after-help}}", Heading::Usage.said(lang));
    Command::new(verb.id)
        .about(verb.about.by(lang))
        .override_usage(format!("{path} {}", verb.usage.by(lang)))
        .after_help(verb.more.by(lang))
        .help_template(template)
}

/// A command of the program.
fn sub(verb: &Verb, lang: Lang) -> Command {
    command(verb, &format!("registervakt {}", verb.id), lang)
}

/// The command for the Git hook, and what it does with it.
fn hook(lang: Lang) -> Command {
    let deeds = [&verb::hook::INSTALL, &verb::hook::UNINSTALL, &verb::hook::RUN];
    sub(&verb::hook::HOOK, lang)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommands(deeds.map(|verb| command(verb, &format!("registervakt hook {}", verb.id), lang)))
        .subcommand_help_heading(Heading::Commands.said(lang))
}

/// The command for reminders, and the one that shows what was told.
fn remind(lang: Lang) -> Command {
    let heading = Heading::Options.said(lang);
    let ics = valued(&mail::ICS, lang, value_parser!(PathBuf)).help_heading(heading);
    let watchdog = valued(&mail::WATCHDOG, lang, value_parser!(String)).help_heading(heading);
    mailing(sub(&verb::remind::REMIND, lang).arg(folder(&argument::PATHS, lang).num_args(0..)), lang)
        .arg(ics)
        .arg(watchdog.conflicts_with(mail::ICS.id))
        .subcommand(command(&verb::remind::LOG, "registervakt remind log", lang))
        .subcommand_help_heading(Heading::Commands.said(lang))
}

/// A review that may tell people of open duties. What is only staged nobody else can see yet.
fn notifying(command: Command, lang: Lang) -> Command {
    let letters = [mail::SEND.id, mail::PREVIEW.id, mail::MAX_MAILS.id];
    let notify = option(&mail::NOTIFY, lang).conflicts_with(argument::STAGED.id);
    let command = mailing(command.arg(notify), lang);
    letters.into_iter().fold(command, |command, id| command.mut_arg(id, |arg| arg.requires(mail::NOTIFY.id)))
}

/// A command that writes letters.
fn mailing(command: Command, lang: Lang) -> Command {
    let heading = Heading::Options.said(lang);
    command
        .arg(option(&mail::SEND, lang).conflicts_with(mail::PREVIEW.id))
        .arg(valued(&mail::PREVIEW, lang, value_parser!(PathBuf)).help_heading(heading))
        .arg(valued(&mail::MAX_MAILS, lang, value_parser!(String)).help_heading(heading))
}

/// A command that looks at the work tree, the index or a revision.
fn looking(verb: &Verb, path: Arg, lang: Lang) -> Command {
    let staged = option(&argument::STAGED, lang);
    let rev = valued(&argument::REV, lang, value_parser!(String)).help_heading(Heading::Options.said(lang));
    sub(verb, lang).arg(path).arg(staged.conflicts_with(argument::REV.id)).arg(rev)
}

/// A command that compares two revisions, or the last commit with what is staged.
fn compared(command: Command, lang: Lang) -> Command {
    let range = positional(&argument::RANGE, lang, value_parser!(String));
    command.arg(range).arg(option(&argument::STAGED, lang).conflicts_with(argument::RANGE.id))
}

/// An option of one command, without a value.
fn option(argument: &Argument, lang: Lang) -> Arg {
    flag(argument, lang).action(ArgAction::SetTrue).help_heading(Heading::Options.said(lang))
}

/// The options of all commands.
fn global(lang: Lang) -> Vec<Arg> {
    let options = [
        valued(&argument::LANG, lang, words(&Lang::ALL.map(Lang::code))),
        short(&argument::DIR, lang, 'C'),
        valued(&argument::TODAY, lang, value_parser!(String)),
        valued(&argument::FORMAT, lang, value_parser!(String)).action(ArgAction::Append),
        short(&argument::OUTPUT, lang, 'o'),
        valued(&argument::FAIL_ON, lang, words(&["error", "warning", "note"])),
        valued(&argument::COLOR, lang, words(&["auto", "always", "never"])),
        valued(&argument::MAX_DOCUMENT, lang, value_parser!(String)),
        valued(&argument::MAX_FILE, lang, value_parser!(String)),
        valued(&argument::MAX_ROWS, lang, value_parser!(String)),
        flag(&argument::QUIET, lang).action(ArgAction::SetTrue).conflicts_with(argument::VERBOSE.id),
        flag(&argument::VERBOSE, lang).action(ArgAction::SetTrue),
        flag(&argument::HELP, lang).short('h').action(ArgAction::HelpShort),
    ];
    let heading = Heading::GlobalOptions.said(lang);
    options.into_iter().map(|option| option.global(true).help_heading(heading)).collect()
}

fn named(argument: &Argument, lang: Lang) -> Arg {
    Arg::new(argument.id).help(argument.help.by(lang))
}

/// An option without a value.
fn flag(argument: &Argument, lang: Lang) -> Arg {
    named(argument, lang).long(argument.id)
}

/// An option with a value.
fn valued(argument: &Argument, lang: Lang, parser: ValueParser) -> Arg {
    // The help of each says which values there are.
    flag(argument, lang).value_name(argument.value.by(lang)).value_parser(parser).hide_possible_values(true)
}

/// An option of one letter, with a path.
fn short(argument: &Argument, lang: Lang, letter: char) -> Arg {
    named(argument, lang)
        .short(letter)
        .value_name(argument.value.by(lang))
        .value_parser(value_parser!(PathBuf))
}

/// An argument without a name.
fn positional(argument: &Argument, lang: Lang, parser: ValueParser) -> Arg {
    named(argument, lang)
        .value_name(argument.value.by(lang))
        .value_parser(parser)
        .hide_possible_values(true)
        .help_heading(Heading::Arguments.said(lang))
}

/// An argument that is a path.
fn folder(argument: &Argument, lang: Lang) -> Arg {
    positional(argument, lang, value_parser!(PathBuf))
}

/// A value that is one of `words`.
fn words(words: &[&'static str]) -> ValueParser {
    PossibleValuesParser::new(words).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_definition_holds_in_every_language() {
        for lang in Lang::ALL {
            program(lang).debug_assert();
        }
    }
}
