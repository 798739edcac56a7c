//! Registervakt holds Norwegian national medical quality registers against what is asked of them.
//!
//! # Floors
//!
//! Imports go down only, and modules of one rank never import each other. The architecture test
//! reads this table and fails on any other edge, and on an outside library named elsewhere.
//!
//! | rank | module | it is | the outside libraries that it alone may name |
//! |---|---|---|---|
//! | 10 | `main` | the door: clock, environment, standard output, memory, exit code | `anstream`, `cap`, `terminal_size` |
//! | 9 | `cli` | what may be asked on the command line | `clap`, `clap_complete`, `clap_mangen` |
//! | 8 | `config` | flags and environment as validated settings | – |
//! | 7 | `job` | gather, think, hand back data | `postcard`, `rayon`, `sha2` |
//! | 6 | `rule` | the law: rules, conditions, evaluation, waivers | `regex_automata` |
//! | 5 | `change` | what differs between two registers, and what the difference means | `fst` |
//! | 4 | `register` | what the documents say, typed, each fact with its place | `strsim` |
//! | 3 | `cache` | what was read of unchanged files, from run to run | – |
//! | 3 | `document` | formats: Markdown, Word, OpenDocument, TOML, CSV; PDF, by a process of its own | `hayro_interpret`, `pulldown_cmark`, `quick_xml`, `toml`, `zip` |
//! | 3 | `git` | repositories: work tree, index, revision, the record of what was sent | `gix` |
//! | 3 | `mail` | letters: words, MIME, calendar, the ways to send them | `lettre` |
//! | 3 | `output` | reports for people and machines | `annotate_snippets`, `serde_json`, `unicode_width` |
//! | 2 | `fault` | what reading finds wrong with a file | – |
//! | 2 | `report` | what travels from a job to an output | – |
//! | 1 | `files` | a set of files and their bytes | – |
//! | 1 | `finding` | the one thing that every part has to say | – |
//! | 0 | `asset` | the folders that the tool carries | `include_dir` |
//! | 0 | `source` | a text that was read and the places in it | – |
//! | 0 | `template` | expressions and templates of users, under a bound | `minijinja` |
//!
//! Free for all: `std`, `serde` derives, `chrono`'s dates, `thiserror`, `regex`, `unicode_normalization`.

pub mod asset;
pub mod source;
pub mod template;

pub mod files;
pub mod finding;

pub mod fault;
pub mod report;

pub mod cache;
pub mod document;
pub mod git;
pub mod mail;
pub mod output;

pub mod register;

pub mod change;

pub mod rule;

pub mod job;

pub mod config;

pub mod cli;
