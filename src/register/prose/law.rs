//! The regulations and the articles of GDPR that a text rests on.
//!
//! **Knows**: how regulations are cited by name, by date and by id, and how articles 6 and 9 are.
//! **Does not know**: what they say, which of them the register should rest on.
//!
//! What is denied, compared with, past, or the basis of somebody else's data does not count.

use std::ops::Range;

use super::aside::{denials, is_about_sources, is_aside, shortly_before};
use super::block::{Blocks, sentences};
use super::token::{Kind, Token};
use super::verdict::Reading;
use crate::document::MONTHS;

/// A regulation (forskrift) that a text names as holding for the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegulationMention {
    /// Its bytes in the text.
    pub span: Range<usize>,
    /// Its id in Lovdata: `FOR-2019-06-21-789`.
    pub id: String,
}

/// A basis in GDPR (behandlingsgrunnlag) that a text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GdprMention {
    /// Its bytes in the text.
    pub span: Range<usize>,
    /// Article, number and letter: `6-1-e`.
    pub basis: String,
}

/// Forskrift om medisinske kvalitetsregistre.
const QUALITY_REGISTERS: &str = "FOR-2019-06-21-789";
/// Hjerte- og karregisterforskriften.
const HEART: &str = "FOR-2011-12-16-1250";
/// Kreftregisterforskriften, since 2024.
const CANCER: &str = "FOR-2023-12-20-2165";

/// The regulations that the text names as its own, in order.
pub fn regulations(text: &str) -> Vec<RegulationMention> {
    let mut found = Vec::new();
    each_sentence(text, |tokens, sentence, reading| {
        let cited = cited(tokens, sentence);
        for (at, (range, id)) in cited.iter().enumerate() {
            // A name with an id right behind it is what the id says: the name has stood for an older one.
            let repeated = !tokens[range.start].is(&["for"])
                && cited
                    .get(at + 1)
                    .is_some_and(|next| next.0.start <= range.end + 3 && tokens[next.0.start].is(&["for"]));
            let clause = around(&reading.clause(range.start), range);
            let other = is_aside(tokens, &clause) || is_about_sources(tokens, &clause);
            if !repeated && !other && !is_denied(tokens, &clause) {
                found.push(RegulationMention { span: span(tokens, range), id: id.clone() });
            }
        }
    });
    found
}

/// The regulation that a field names, in the one spelling of [`RegulationMention::id`]; where it names none
/// that is known, what it says.
pub fn regulation(field: &str) -> String {
    let known = regulations(field).into_iter().next().map(|mention| mention.id);
    known.unwrap_or_else(|| field.split_whitespace().collect::<String>().to_uppercase())
}

/// The bases in article 6 and 9 that the text names as its own, in order.
pub fn gdpr_bases(text: &str) -> Vec<GdprMention> {
    let mut found = Vec::new();
    each_sentence(text, |tokens, sentence, reading| {
        let mut at = sentence.start;
        while at < sentence.end {
            let Some((range, bases)) = article(tokens, at) else {
                at += 1;
                continue;
            };
            at = range.end;
            let clause = around(&reading.clause(range.start), &range);
            let denied = denials(tokens, shortly_before(&clause, range.start, 6)).next().is_some();
            if !denied && !is_aside(tokens, &clause) {
                let span = span(tokens, &range);
                found.extend(bases.into_iter().map(|basis| GdprMention { span: span.clone(), basis }));
            }
        }
    });
    found
}

fn each_sentence(text: &str, mut look: impl FnMut(&[Token], Range<usize>, &Reading)) {
    for block in Blocks::of(text) {
        for sentence in sentences(&block) {
            let reading = Reading::of(&block.tokens, sentence.clone());
            look(&block.tokens, sentence, &reading);
        }
    }
}

fn span(tokens: &[Token], range: &Range<usize>) -> Range<usize> {
    tokens[range.start].span.start..tokens[range.end - 1].span.end
}

/// The clause, at most so many tokens to either side of a citation.
fn around(clause: &Range<usize>, cited: &Range<usize>) -> Range<usize> {
    const REACH: usize = 40;
    let start = clause.start.max(cited.start.saturating_sub(REACH)).min(cited.start);
    start..clause.end.min(cited.end + REACH).max(cited.end)
}

/// Whether the clause denies, apart from saying that no consent is needed.
fn is_denied(tokens: &[Token], clause: &Range<usize>) -> bool {
    denials(tokens, clause.clone()).any(|at| {
        let near = &tokens[at.saturating_sub(3)..tokens.len().min(at + 4)];
        !near.iter().any(|word| word.begins(&["samtykk"]))
    })
}

/// All citations of a sentence, in order.
fn cited(tokens: &[Token], sentence: Range<usize>) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    let mut at = sentence.start;
    // Whether the law named last is a regulation, for dates that follow it.
    let mut regulation = false;
    while at < sentence.end {
        let word = &tokens[at];
        if word.begins(&["lov"]) || word.text.ends_with("loven") || word.text.ends_with("lova") {
            regulation = false;
        }
        regulation |= word.text.contains("forskrift");
        let here = &tokens[at..sentence.end];
        let cite = by_id(here).or_else(|| by_date(here).filter(|_| regulation)).or_else(|| by_name(here));
        match cite {
            Some((length, id)) => {
                found.push((at..at + length, id));
                at += length;
            }
            None => at += 1,
        }
    }
    found
}

/// `FOR-2019-06-21-789`, and the end of an address at Lovdata.
fn by_id(tokens: &[Token]) -> Option<(usize, String)> {
    let opens = tokens[0].is(&["for"]) && tokens.get(1)?.text == "-"
        || tokens[0].is(&["forskrift"]) && tokens.get(1)?.raw == "/" && tokens[1].glued;
    let part = |at: usize, width: Range<usize>| {
        let number = tokens.get(at).filter(|token| token.kind == Kind::Number && token.glued)?;
        let joined = at == 2 || tokens[at - 1].text == "-" && tokens[at - 1].glued;
        (joined && width.contains(&number.raw.len())).then_some(number.raw)
    };
    let (year, month) = (part(2, 4..5)?, part(4, 2..3)?);
    let (day, number) = (part(6, 2..3)?, part(8, 1..6)?);
    opens.then(|| (9, format!("FOR-{year}-{month}-{day}-{number}")))
}

/// «21. juni 2019 nr. 789», «21.06.2019 nr. 789».
fn by_date(tokens: &[Token]) -> Option<(usize, String)> {
    let day = tokens[0].number().filter(|day| (1..=31).contains(day))?;
    let mut at = 1 + usize::from(tokens.get(1)?.raw == ".");
    let month = match MONTHS.iter().position(|name| tokens.get(at).is_some_and(|token| token.text == *name)) {
        Some(month) => month + 1,
        None => usize::try_from(tokens.get(at)?.number()?).ok().filter(|month| (1..=12).contains(month))?,
    };
    at += 1 + usize::from(tokens.get(at + 1)?.raw == ".");
    let year = tokens.get(at)?.number().filter(|year| (1900..2100).contains(year))?;
    at += 1 + usize::from(tokens.get(at + 1)?.raw == ",");
    if !tokens.get(at)?.is(&["nr", "nummer"]) {
        return None;
    }
    at += 1 + usize::from(tokens.get(at + 1)?.raw == ".");
    let number = tokens.get(at)?.number()?;
    Some((at + 1, format!("FOR-{year}-{month:02}-{day:02}-{number}")))
}

/// The names that regulations go by.
fn by_name(tokens: &[Token]) -> Option<(usize, String)> {
    const LONGEST_TITLE: usize = 16;
    let word = &tokens[0];
    let named = |length: usize, id: &str| Some((length, id.to_owned()));
    if word.begins(&["kvalitetsregisterforskrift"]) {
        return named(1, QUALITY_REGISTERS);
    }
    if word.begins(&["kreftregisterforskrift"]) {
        return named(1, CANCER);
    }
    if word.begins(&["karregisterforskrift"]) {
        return named(1, HEART);
    }
    if word.is(&["hkr"]) && tokens.get(2).is_some_and(|next| next.begins(&["forskrift"])) {
        return named(3, HEART);
    }
    if !word.begins(&["forskrift"]) || !tokens.get(1)?.is(&["om"]) {
        return None;
    }
    let title = &tokens[..tokens.len().min(LONGEST_TITLE)];
    let end =
        title.iter().position(|token| matches!(token.raw, "(" | ";" | "§" | ",")).unwrap_or(title.len());
    let at = |stems: &[&str]| title[..end].iter().position(|token| token.begins(stems));
    let quality = at(&["medisinsk"])
        .filter(|&at| title.get(at + 1).is_some_and(|next| next.begins(&["kvalitetsregist"])));
    let heart = at(&["karlid", "karsjuk", "karsyk"]);
    let cancer = at(&["kreftregister"]);
    match (quality, heart, cancer) {
        (Some(at), _, _) if at <= 3 => named(at + 2, QUALITY_REGISTERS),
        (_, Some(at), _) => named(at + 1, HEART),
        (_, _, Some(at)) => named(at + 1, CANCER),
        _ => None,
    }
}

/// An article 6 or 9 with number and letters: the tokens, and each basis.
fn article(tokens: &[Token], at: usize) -> Option<(Range<usize>, Vec<String>)> {
    let mut scan = Scan { tokens, at };
    let opens =
        scan.word(&["artikkel", "artikkelen", "artikler", "artiklar", "artiklene", "artiklane", "art"]);
    // «artikkel 6 nr. 1 bokstav e og 9 nr. 2 bokstav j» leaves out the word the second time.
    let leaves_out = at > 0 && tokens[at - 1].is(&["og", ","]);
    if !opens && !leaves_out {
        return None;
    }
    scan.mark(".");
    let article = scan.number().filter(|article| matches!(article, 6 | 9))?;
    let paragraph = scan.paragraph(!opens)?;
    let letters = scan.letters(if article == 6 { 'f' } else { 'j' });
    let bases: Vec<String> =
        letters.into_iter().map(|letter| format!("{article}-{paragraph}-{letter}")).collect();
    (!bases.is_empty()).then_some((at..scan.at, bases))
}

/// A place in tokens that goes on as long as what is asked for stands there.
struct Scan<'t, 'a> {
    tokens: &'t [Token<'a>],
    at: usize,
}

impl<'a> Scan<'_, 'a> {
    fn peek(&self) -> Option<&Token<'a>> {
        self.tokens.get(self.at)
    }

    fn word(&mut self, words: &[&str]) -> bool {
        let stands = self.peek().is_some_and(|token| token.is(words));
        self.at += usize::from(stands);
        stands
    }

    fn mark(&mut self, mark: &str) -> bool {
        self.word(&[mark])
    }

    fn number(&mut self) -> Option<u32> {
        let number = self.peek()?.number()?;
        self.at += 1;
        Some(number)
    }

    /// «nr. 1», «(1)», «.1», «første ledd»; where `strict`, only what can't be a number of its own.
    fn paragraph(&mut self, strict: bool) -> Option<u32> {
        self.mark(",");
        if self.word(&["nr", "nummer", "ledd"]) {
            self.mark(".");
        } else if self.word(&["(", "[", "."]) || !strict && self.mark("-") {
            let number = self.number()?;
            self.word(&[")", "]"]);
            return Some(number);
        }
        if self.word(&["første", "fyrste"]) {
            return self.word(&["ledd"]).then_some(1);
        }
        if self.word(&["andre", "annet"]) {
            return self.word(&["ledd"]).then_some(2);
        }
        // «nr. 1e»
        let split =
            self.peek().and_then(|token| token.text.strip_suffix(|sign: char| sign.is_ascii_lowercase()));
        match split.map(str::parse) {
            Some(Ok(number)) => Some(number),
            _ => self.number(),
        }
    }

    /// The letters that follow, from `a` to `last`.
    fn letters(&mut self, last: char) -> Vec<char> {
        let mut found = Vec::new();
        self.word(&[","]);
        let named =
            self.word(&["bokstav", "bokstaven", "bokstavene", "bokstavane", "litra", "lit", "pkt", "punkt"]);
        self.mark(".");
        loop {
            let bracket = self.word(&["(", "-"]);
            let letter = self.peek().and_then(|token| {
                let sign = token.text.chars().next_back()?;
                let alone = token.text.chars().count() == 1 || token.kind == Kind::Mixed && found.is_empty();
                (alone && ('a'..=last).contains(&sign)).then_some(sign)
            });
            // «bokstav h og i forskriften»: there «i» is a word.
            let next = self.tokens.get(self.at + 1);
            let preposition = !found.is_empty()
                && letter == Some('i')
                && next.is_some_and(|next| next.kind == Kind::Word && !next.is(&["og", "eller"]));
            let Some(letter) = letter.filter(|_| !preposition) else {
                break;
            };
            if found.is_empty() && !named && !bracket && letter == 'i' {
                break;
            }
            found.push(letter);
            self.at += 1;
            self.mark(")");
            let joined =
                self.tokens.get(self.at).is_some_and(|token| token.is(&[",", "og", "eller", "samt"]));
            let single = self.tokens.get(self.at + 1).is_some_and(|token| token.text.chars().count() == 1);
            if !(joined && single) {
                break;
            }
            let back = self.at;
            self.at += 1;
            if self.peek().is_none_or(|token| token.kind != Kind::Word && token.raw != "(") {
                self.at = back;
                break;
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, say: fn(&str) -> String, cases: &[(&str, &str)]) {
        let wrong = cases.iter().filter(|(text, expected)| say(text) != *expected);
        let wrong: Vec<String> =
            wrong.map(|(text, expected)| format!("{text:?}: {:?}, not {expected:?}", say(text))).collect();
        assert!(wrong.is_empty(), "{name}: {}", wrong.join("\n"));
    }

    /// `K` for the quality registers', `H` for the heart register's, `C` for the cancer register's.
    fn cited(text: &str) -> String {
        let short = |mention: RegulationMention| match mention.id.as_str() {
            QUALITY_REGISTERS => "K".to_owned(),
            HEART => "H".to_owned(),
            CANCER => "C".to_owned(),
            id => id.to_owned(),
        };
        regulations(text).into_iter().map(short).collect::<Vec<_>>().join(" ")
    }

    fn based(text: &str) -> String {
        gdpr_bases(text).into_iter().map(|mention| mention.basis).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn regulations_are_known_by_name_date_and_id() {
        check(
            "cited",
            cited,
            &[
                ("Opplysningene behandles etter forskrift om medisinske kvalitetsregistre.", "K"),
                ("Opplysningane blir behandla etter forskrift om medisinske kvalitetsregistre.", "K"),
                ("Forskrifta om medisinske kvalitetsregister gjeld.", "K"),
                ("Registeret følger forskrift om nasjonale medisinske kvalitetsregistre.", "K"),
                ("Registeret følger kvalitetsregisterforskriften § 3-1.", "K"),
                ("etter forskrift om medisinske kvalitetsregistre (FOR-2019-06-21-789) og", "K"),
                ("Hjemmel er FOR-2019-06-21-789.", "K"),
                ("Hjemmel er FOR\u{2011}2019\u{2011}06\u{2011}21\u{2011}789.", "K"),
                ("Se https://lovdata.no/dokument/SF/forskrift/2019-06-21-789.", "K"),
                ("Hjemmel er forskrift 21. juni 2019 nr. 789.", "K"),
                ("Hjemmel er forskrift av 21.06.2019 nr 789.", "K"),
                (
                    "Registeret er hjemlet i helseregisterloven § 11 og Hjerte- og karregisterforskriften (FOR-2011-12-16-1250).",
                    "H",
                ),
                ("Registeret er heimla i Hjarte- og karregisterforskrifta.", "H"),
                (
                    "Registeret er del av register etter forskrift om Nasjonalt register over hjerte- og karlidelser.",
                    "H",
                ),
                ("Registeret er hjemlet i Kreftregisterforskriften.", "C"),
                (
                    "Registeret er hjemlet i Kreftregisterforskriften (FOR-2001-12-21-1477).",
                    "FOR-2001-12-21-1477",
                ),
                (
                    "Registeret følger forskrift om innsamling og behandling av helseopplysninger i Kreftregisteret.",
                    "C",
                ),
                ("Det kreves ikke samtykke etter forskrift om medisinske kvalitetsregistre § 3-2.", "K"),
                (
                    "Registeret følger ikke Kreftregisterforskriften, men forskrift om medisinske kvalitetsregistre.",
                    "K",
                ),
                ("Helseregisterloven 20. juni 2014 nr. 43 gjelder.", ""),
                ("Hjemmel er LOV-2014-06-20-43.", ""),
                ("Forskrift om medisinske kvalitetsregistre gjelder ikke for registeret.", ""),
                ("Registeret omfattes ikke av forskrift om medisinske kvalitetsregistre.", ""),
                ("Registeret er ikkje heimla i Kreftregisterforskrifta.", ""),
                (
                    "I motsetning til registre etter forskrift om medisinske kvalitetsregistre har vi ikke samtykke.",
                    "",
                ),
                ("Tidligere var registeret hjemlet i Kreftregisterforskriften.", ""),
                ("Fram til 2024 fulgte registeret Kreftregisterforskriften.", ""),
                ("Opplysninger hentes fra Kreftregisteret etter Kreftregisterforskriften.", ""),
                ("Andre registre følger Kreftregisterforskriften.", ""),
                ("Forskriften gir regler.", ""),
                ("Personvernforordninga gjeld.", ""),
                ("Møtet var 21. juni 2019 nr. 3 i rekka.", ""),
            ],
        );
    }

    #[test]
    fn articles_are_read_however_they_are_cited() {
        check(
            "based",
            based,
            &[
                (
                    "personvernforordningen artikkel 6 nr. 1 bokstav e og artikkel 9 nr. 2 bokstav j.",
                    "6-1-e 9-2-j",
                ),
                (
                    "personvernforordninga artikkel 6 nr. 1 bokstav e og artikkel 9 nr. 2 bokstav h.",
                    "6-1-e 9-2-h",
                ),
                ("artikkel 9 nr. 2 bokstav i. Det kreves ikke samtykke.", "9-2-i"),
                ("art. 6(1)(e) og art. 9(2)(j)", "6-1-e 9-2-j"),
                ("GDPR art 6 nr 1 e)", "6-1-e"),
                ("artikkel 6 nr.1 bokstav e og 9 nr.2 bokstav j", "6-1-e 9-2-j"),
                ("artikkel 6 nr. 1 bokstav c og e", "6-1-c 6-1-e"),
                ("artikkel 9 nr. 2 bokstavene h, i og j", "9-2-h 9-2-i 9-2-j"),
                ("artikkel 9 nr. 2 bokstav h og i forskriften § 1-4", "9-2-h"),
                ("artikkel 6 første ledd bokstav e", "6-1-e"),
                ("artikkel 6, nr. 1, bokstav e", "6-1-e"),
                ("Artikkel 6 nr. 1e", "6-1-e"),
                ("artikkel\u{A0}6 nr.\u{A0}1 bokstav\u{A0}e", "6-1-e"),
                ("artikkel 6 nr. 1", ""),
                ("artikkel 30 nr. 1 bokstav a", ""),
                ("artikkel 6 nr. 1 bokstav x", ""),
                ("ikke artikkel 6 nr. 1 bokstav a, men artikkel 6 nr. 1 bokstav e", "6-1-e"),
                ("Tidligere var grunnlaget artikkel 6 nr. 1 bokstav a.", ""),
                ("kapittel 6 nr. 1 bokstav e", ""),
            ],
        );
    }
}
