//! What the register is called, and what it is for.
//!
//! **Knows**: how titles, labels and statutes give the name; how a purpose is put.
//! **Does not know**: other facts.

use std::sync::LazyLock;

use regex::Regex;

use super::kind::titles;
use super::page::{BULLETS, Line, Page, flat, is_doubtful, value};
use super::{Fact, agreed};
use crate::document::BlockKind;
use crate::register::section::{Item, StatutePart, statute_parts};

/// The longest name, in characters.
const LONGEST_NAME: usize = 150;
/// The longest purpose, in characters.
const LONGEST_PURPOSE: usize = 500;

/// A name that begins as the names of registers do, and goes on without the end of a sentence.
static NAME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^(?:Norsk|Norges|Noregs|Nasjonalt|Nasjonal|Det norske|Det nasjonale|Register for|Kvalitetsregister for|Medisinsk|Regionalt)\s[^.:;!?|]*$",
    )
    .expect("a pattern")
});

/// Words that do not make a name, however many of them stand together.
static GENERIC: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)^(?:norsk|norske|nasjonalt|nasjonale|nasjonal|medisinske?|kvalitetsregist\w+|regist\w+|det|et|eit|for|og|i|norge|noreg|status|som|med|samtykke\w*|reservasjons\w*|basert|kvalitet|\s|-)+$",
    )
    .expect("a pattern")
});

/// What stands before the name in a title, and behind it.
static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)^(?:registerbeskrivelse|registerskildring|registerdokument|beskrivelse|skildring|vedtekter|årsrapport|årsmelding)(?:\s+\d{4})?\s*(?:(for|av)\s|[–—:-])\s*",
    )
    .expect("a pattern")
});
static BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)(?:\s*[–—:-]\s*|[,\s]\s*)(?:årsrapport|årsmelding|registerbeskrivelse|registerskildring|vedtekter|versjon|utgave|utgåve)\b.*$",
    )
    .expect("a pattern")
});
/// A name with its short name in brackets or in words.
static WITH_SHORT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(.+?)\s*\(([\p{Lu}][\p{L}\d-]{1,24})\)\s*$").expect("a pattern"));
static CALLED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^(.*?)[,.(]?\s*(?:(?i:kortnavn|kortnamn)(?:et)?(?:\s+er)?\s*:?|(?i:til daglig kalt|til dagleg kalla|forkortet|forkorta|heretter kalt|heretter kalla))\s+[«“]?([\p{Lu}][\p{L}\d-]{1,24})",
    )
    .expect("a pattern")
});

/// A name as it was found, with the short name that stood beside it.
struct Named {
    /// 0 for a label, 1 for the section of statutes, 2 for a title, 3 for a sentence.
    rank: u8,
    name: Option<String>,
    short: Option<String>,
    line: Line,
}

/// The name and the short name.
pub(super) fn read(pages: &[Page<'_>]) -> (Option<Fact<String>>, Option<Fact<String>>) {
    let mut found: Vec<Named> = pages
        .iter()
        .flat_map(|page| labelled(page).into_iter().chain(titled(page)).chain(said(page)))
        .collect();
    found.sort_by_key(|named| named.rank);
    let best = found.iter().filter(|named| named.name.is_some()).map(|named| named.rank).min();
    let names = found.iter().filter(|named| Some(named.rank) == best);
    let name = agreed(
        names.filter_map(|named| Some(Fact::new(value(named.name.as_deref()?)?, named.line.place.clone()))),
    );
    let labels =
        pages.iter().flat_map(|page| page.labelled(&["kortnavn", "kortnamn", "registerets kortnavn"]));
    let labels = labels.filter_map(|line| {
        let first = line.text.split(['.', ',', ';', '(']).next().unwrap_or_default().trim();
        let is_short = !first.is_empty() && first.chars().count() <= 25 && first.split(' ').count() <= 3;
        (is_short && !is_doubtful(first)).then(|| Fact::new(value(first), line.place.clone()))
    });
    let beside = found.iter().filter_map(|named| {
        let short = named.short.as_deref().filter(|short| !is_form(short))?;
        Some(Fact::new(value(short), named.line.place.clone()))
    });
    let mut short = agreed(labels.filter(|fact| fact.value.is_some()).collect::<Vec<_>>());
    short = short.or_else(|| agreed(beside));
    let short = short.or_else(|| agreed(name.iter().flat_map(|name| mentioned(pages, &name.value))));
    (name, short.and_then(|fact| Some(Fact::new(fact.value?, fact.place))))
}

/// Whether letters in brackets are a legal form or the like and no name.
fn is_form(text: &str) -> bool {
    matches!(text, "HF" | "RHF" | "AS" | "SA" | "Utkast" | "PDF" | "Norge" | "Word")
}

/// Names behind labels, and under the heading that statutes have for it.
fn labelled(page: &Page<'_>) -> Vec<Named> {
    let labels = [
        "registerets navn",
        "navn på registeret",
        "navn på register",
        "registernavn",
        "namnet på registeret",
        "registeret sitt namn",
        "namn på registeret",
    ];
    let behind = page.labelled(&labels).into_iter().map(|line| (0, line));
    let parts = statute_parts(page.document).into_iter().filter(|(part, _)| *part == StatutePart::Navn);
    let parts = parts.filter_map(|(_, section)| {
        let section = page.document.sections().get(section)?;
        let blocks = page.own([section.own.clone()]);
        let first = *blocks.first()?;
        Some((1, Line { text: flat(page.text(first)), place: page.place(first) }))
    });
    behind.chain(parts).filter_map(|(rank, line)| of_text(rank, line)).collect()
}

/// The name in a text that is there to give it.
fn of_text(rank: u8, line: Line) -> Option<Named> {
    static IS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^(?:(?:registerets navn|navnet på registeret|namnet på registeret|registeret sitt namn|registeret|navnet|namnet)\s+(?:er|heter|heiter|skal være|skal vere)\s+)?[«“]?")
            .expect("a pattern")
    });
    let text = IS.replace(&line.text, "").into_owned();
    let called = CALLED.captures(&text);
    let short = called.as_ref().map(|parts| parts[2].to_owned());
    let head = called.as_ref().map_or(text.as_str(), |parts| parts.get(1).map_or("", |part| part.as_str()));
    // The first sentence, and what stands before the closing quote.
    let head = head.split(['»', '”', ';', ':']).next().unwrap_or_default();
    let head = head.split(". ").next().unwrap_or_default().trim_end_matches(['.', ',']).trim();
    let (head, beside) = apart(head);
    let good = head.chars().count() <= LONGEST_NAME && head.starts_with(char::is_uppercase) && is_name(&head);
    good.then(|| Named { rank, name: Some(head), short: short.or(beside), line })
}

/// Names in titles.
fn titled(page: &Page<'_>) -> Vec<Named> {
    let of_title = |at: usize| {
        let text = flat(page.text(at));
        let before = BEFORE.captures(&text);
        let is_named = before.as_ref().is_some_and(|parts| parts.get(1).is_some());
        let rest = before.map_or(text.as_str(), |parts| &text[parts[0].len()..]).to_owned();
        let rest = rest.strip_prefix("for ").unwrap_or(&rest);
        let rest = BEHIND.replace(rest, "").trim().trim_end_matches(['.', ',']).to_owned();
        let (name, short) = apart(&rest);
        let is_heading = matches!(page.block(at).kind, BlockKind::Heading { .. });
        let listed = !is_heading && name.contains(',');
        let plausible = NAME.is_match(&name) && name.to_lowercase().contains("register")
            || is_named && is_heading && name.starts_with(char::is_uppercase);
        let good = plausible && !listed && is_name(&name) && name.chars().count() <= LONGEST_NAME;
        // What is not called a register may be its name in short.
        let is_short = !name.to_lowercase().contains("regist");
        let (name, short) = if is_short { (None, short.or(Some(name))) } else { (Some(name), short) };
        good.then(|| Named { rank: 2, name, short, line: Line { text, place: page.place(at) } })
    };
    titles(page.document).filter_map(of_title).collect()
}

/// The name and short name in a sentence that begins with them and says that this is a register.
fn said(page: &Page<'_>) -> Vec<Named> {
    static IS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"^((?:Norsk|Nasjonalt|Det norske) [^.,:;!?()|]{3,120}) \(([\p{Lu}][\p{L}\d-]{1,24})\) er (?:et|eit) [^.]{0,60}register",
        )
        .expect("a pattern")
    });
    let of_line = |line: Line| {
        let parts = IS.captures(&line.text)?;
        let (name, short) = (parts[1].to_owned(), parts[2].to_owned());
        let good = is_name(&name) && name.to_lowercase().contains("register") && !is_form(&short);
        good.then(|| Named { rank: 3, name: Some(name), short: Some(short), line: line.clone() })
    };
    page.sentences(&page.all()).into_iter().filter_map(of_line).collect()
}

/// A name and the short name in brackets behind it.
fn apart(text: &str) -> (String, Option<String>) {
    match WITH_SHORT.captures(text) {
        Some(parts) if !is_form(&parts[2]) => (parts[1].to_owned(), Some(parts[2].to_owned())),
        _ => (text.to_owned(), None),
    }
}

/// Whether a text is no sentence and says more than that it is a register.
fn is_name(text: &str) -> bool {
    static VERB: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\s(?:er|skal|har|vil|kan|ble|blei|vart|heter|heiter|eies|eigast|inneholder|inneheld|omfatter|omfattar)\s|[\[\]|<>{}]").expect("a pattern")
    });
    !VERB.is_match(text) && !GENERIC.is_match(text) && !text.contains(". ")
}

/// Short names that stand in brackets right behind the name.
fn mentioned(pages: &[Page<'_>], name: &str) -> Vec<Fact<Option<String>>> {
    let mut found = Vec::new();
    for page in pages {
        for line in page.sentences(&page.all()) {
            let behind = line.text.find(name).map(|at| line.text[at + name.len()..].trim_start());
            let inner =
                behind.and_then(|rest| rest.strip_prefix('(')).and_then(|rest| rest.split(')').next());
            let inner = inner.filter(|inner| {
                let letters = inner.chars().count();
                (2..=25).contains(&letters)
                    && inner.starts_with(char::is_uppercase)
                    && inner.chars().all(|sign| sign.is_alphanumeric() || sign == '-')
            });
            if let Some(inner) = inner.filter(|inner| !is_form(inner)) {
                found.push(Fact::new(value(inner), line.place));
            }
        }
    }
    found
}

/// What the register calls itself, in lower case.
pub(super) fn known(name: Option<&Fact<String>>, short: Option<&Fact<String>>) -> Vec<String> {
    name.into_iter().chain(short).map(|fact| fact.value.to_lowercase()).collect()
}

/// The purpose: the sentence that says what the register is for, with the list that follows it.
pub(super) fn purpose(pages: &[Page<'_>], names: &[String]) -> Option<Fact<String>> {
    static SAYS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?i)(?:formål\w*|føremål\w*|\bmål|målet|målsetting\w*|målsetjing\w*)\b.{0,80}?(?:\ber\b.{0,20}?(?:\bå\b|:)|\bå\b|:\s*å\b)|\bskal\b",
        )
        .expect("a pattern")
    });
    static OF_IT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?i)\bregister(?:et|ets)?\b|registerets|^(?:hoved)?(?:formål|føremål|hovudføremål|hovedmål)",
        )
        .expect("a pattern")
    });
    let labels =
        ["hovedformål", "hovudføremål", "formål", "føremål", "registerets formål", "formål med registeret"];
    let labelled = pages.iter().flat_map(|page| page.labelled(&labels));
    let labelled =
        labelled.filter(|line| line.text.chars().count() <= LONGEST_PURPOSE + 100 && line.text.contains(' '));
    let labelled: Vec<Fact<String>> =
        labelled.filter_map(|line| Some(Fact::new(value(&line.text)?, line.place))).collect();
    if !labelled.is_empty() {
        return agreed(labelled);
    }
    for page in pages {
        let blocks = page.blocks_of(Item::Formaal);
        let text_blocks = blocks.iter().filter(|at| page.block(**at).kind == BlockKind::Paragraph);
        for at in text_blocks {
            let sentences = page.sentences(&[*at]);
            let says = sentences.iter().position(|line| {
                let lower = line.text.to_lowercase();
                let of_it =
                    OF_IT.is_match(&line.text) || names.iter().any(|name| lower.contains(name.as_str()));
                of_it && SAYS.is_match(&line.text) && !is_doubtful(&line.text)
            });
            let Some(says) = says else { continue };
            let mut text = sentences[says].text.clone();
            if says + 1 == sentences.len() && !text.ends_with('.') {
                text = with_list(page, &blocks, *at, text);
            }
            if text.chars().count() <= LONGEST_PURPOSE
                && !text.ends_with(':')
                && let Some(text) = value(&text)
            {
                return Some(Fact::new(text, sentences[says].place.clone()));
            }
        }
    }
    None
}

/// A sentence that a list completes, with the items of the list.
fn with_list(page: &Page<'_>, blocks: &[usize], at: usize, lead: String) -> String {
    let after = blocks.iter().filter(|block| **block > at);
    let is_listed = |block: &&usize| match page.block(**block).kind {
        BlockKind::Item { .. } => true,
        BlockKind::Paragraph => page.text(**block).trim_start().starts_with(BULLETS),
        BlockKind::Heading { .. } | BlockKind::Row { .. } | BlockKind::Code => false,
    };
    let texts: Vec<String> = after.take_while(is_listed).map(|block| flat(page.text(*block))).collect();
    let items = texts
        .iter()
        .flat_map(|text| text.split(BULLETS))
        .map(|item| item.trim().trim_end_matches([';', ',', '.']));
    let items: Vec<&str> = items.filter(|item| !item.is_empty()).collect();
    if items.is_empty() { lead } else { format!("{lead} {}.", items.join("; ")) }
}
