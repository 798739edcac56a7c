//! The codes that a text names, and whether it takes them in or leaves them out.
//!
//! **Knows**: what makes it certain enough that letters and digits are meant as a code.
//! **Does not know**: which codes the register has elsewhere.
//!
//! A piece counts by itself where hardly anything else looks like it (`M46.8`), by its place (a cell,
//! the start of a list item, brackets), or by words of coding around it. Vitamins, vertebrae, scores
//! and roads look like codes too, so some words before or beside a piece speak against it.

use std::ops::Range;
use std::sync::LazyLock;

use super::block::{Block, BlockKind, sentences};
use super::outline::{Above, Column, Lore, Named, Outline, cell_numbers, lore};
use super::shape::{Piece, Shape, pieces};
use super::token::{Kind, Token, words};
use super::verdict::{Reading, Verdict};
use crate::register::code::{CodeEntry, CodeSystem};

/// A code, range or wildcard that a text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeMention {
    /// Its bytes in the text.
    pub span: Range<usize>,
    /// The system it is taken to be of: the one named nearest, else ICD-10 for diagnoses, NCSP for procedures.
    pub system: CodeSystem,
    /// What it stands for.
    pub entry: CodeEntry,
    /// Whether the text says that it is not part of the group: left out, only planned, in another register.
    pub excluded: bool,
}

/// The codes that the text names, in order.
pub fn codes(text: &str) -> Vec<CodeMention> {
    let section_coding = Outline::of(text).any(|(block, _)| lore(&block.tokens).coding);
    let mut found = Vec::new();
    for (block, above) in Outline::of(text) {
        let cells = if above.columns.is_empty() { Vec::new() } else { cell_numbers(&block.tokens) };
        let page = Page { text, block: &block, above: &above, cells, section_coding };
        page.read(&mut found);
    }
    found
}

/// What may stand between two codes of one enumeration.
static CONNECTORS: LazyLock<Vec<&str>> =
    LazyLock::new(|| words(", / ; og eller samt + & ` * resp hhv _ ( ) til - både henholdsvis"));

/// What stands between two codes of a cell.
static SEPARATORS: LazyLock<Vec<&str>> = LazyLock::new(|| words("| , ; / + og eller samt ` br < >"));

/// Words before a number that make it the number of something else.
static COUNTED: LazyLock<Vec<&str>> = LazyLock::new(|| {
    words(
        "vitamin kapittel kapitla kapitlene kap vedlegg tabell figur punkt pkt side avsnitt skjema rom \
     bygg sak nivå nivåa stadium grad fase type blokk modell versjon utgave utgåve artikkel bokstav \
     spørsmål variabel variabelen variabler felt feltet kolonne rad post hla rute krav kravet \
     indikator del seksjon trinn virvel virvelen protese format vei veg e uke veke gate port kai \
     konto prosjekt produkt protokoll standard iso gen haplotype rv pakke kasse buss tog fly papir \
     ark oppgang inngang avdeling sengepost enhet eining",
    )
});

/// Scores and scales that have the form of a procedure.
static SCORES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    words(
        "NAS DAS ISS NISS GCS NRS VAS BMI CRP HAQ HADS RAND KOOS HOOS WHO MMS MMSE PHQ GAD PSA ODI MOCA \
     ICD ICPC COVID SARS HIV HPV SAPS SOFA APACHE NEMS EQ SF ASA BASDAI FIM NIHSS MRS TIMI EDSS OBS \
     NPR HUS OUS UNN HMN FHI ISO NEWS AIS CTC DSM TNM FEV LDL HDL BRCA CDAI SDAI UCLA PRO MMR CIRS \
     KMI RLS NRK HER",
    )
});

static SPINE: LazyLock<Vec<&str>> = LazyLock::new(|| {
    words(
        "virvel ryggvirv vertebra lumbal torakal thorakal cervikal nakkevirv brystvirv ryggmarg spinal \
     prolaps skive segment laminektomi",
    )
});
const CENTILE: &[&str] = &["persentil", "prosentil"];
const ROAD: &[&str] = &["europaveg", "europavei", "riksveg", "riksvei", "langs", "vegen", "veien"];

/// One block with what stands above it.
struct Page<'p, 'a> {
    text: &'a str,
    block: &'p Block<'a>,
    above: &'p Above,
    /// In a table: the cell of each token.
    cells: Vec<usize>,
    section_coding: bool,
}

/// A sentence of the block with what it says about coding.
struct Line<'p> {
    sentence: Range<usize>,
    lore: &'p Lore,
    reading: &'p Reading,
}

impl Page<'_, '_> {
    fn tokens(&self) -> &[Token<'_>] {
        &self.block.tokens
    }

    fn read(&self, found: &mut Vec<CodeMention>) {
        let pieces = pieces(self.tokens());
        let mut rest = pieces.as_slice();
        for sentence in sentences(self.block) {
            let here = rest.partition_point(|piece| piece.tokens.start < sentence.end);
            let (mine, later) = rest.split_at(here);
            rest = later;
            let lenient = self.above.columns.iter().any(|column| column.lore.coding);
            if mine.is_empty() && !lenient {
                continue;
            }
            let mut lore = lore(&self.tokens()[sentence.clone()]);
            for named in &mut lore.named {
                named.0 += sentence.start;
            }
            let reading = Reading::of(self.tokens(), sentence.clone());
            let line = Line { sentence, lore: &lore, reading: &reading };
            let before = found.len();
            for run in runs(self.tokens(), mine) {
                if self.is_meant(&line, run) {
                    found.extend(run.iter().filter_map(|piece| self.mention(&line, piece)));
                }
            }
            if self.block.kind == BlockKind::Row {
                self.read_loosely(&line, before, found);
            }
        }
    }

    /// In a column of codes the spelling may be anything that a code may be (`m46.8`, `NFB 20-64`).
    fn read_loosely(&self, line: &Line, before: usize, found: &mut Vec<CodeMention>) {
        const LONGEST: usize = 6;
        let strict = found.len();
        let tokens = self.tokens();
        let parts = line.sentence.clone().collect::<Vec<_>>();
        for part in parts.split(|&at| tokens[at].is(&SEPARATORS)) {
            let (Some(&first), Some(&last)) = (part.first(), part.last()) else { continue };
            let Some(column) = self.column(first).filter(|column| column.lore.coding) else { continue };
            let Some(system) = ours(&column.lore).or_else(|| ours(line.lore)) else { continue };
            let span = tokens[first].span.start..tokens[last].span.end;
            let known = &found[before..strict];
            let next = known.get(known.partition_point(|mention| mention.span.end <= span.start));
            let new = next.is_none_or(|mention| span.end <= mention.span.start);
            if !new || part.len() > LONGEST || !tokens[first].raw.starts_with(char::is_alphabetic) {
                continue;
            }
            if let Ok(entry) = CodeEntry::parse(system, &self.text[span.clone()]) {
                found.push(CodeMention { span, system, entry, excluded: self.is_excluded(line, first) });
            }
        }
        found[before..].sort_by_key(|mention| mention.span.start);
    }

    fn mention(&self, line: &Line, piece: &Piece) -> Option<CodeMention> {
        let system = self.system(line, piece)?;
        let entry = CodeEntry::parse(system, &piece.text).ok()?;
        let tokens = &self.tokens()[piece.tokens.clone()];
        let span = tokens.first()?.span.start..tokens.last()?.span.end;
        Some(CodeMention { span, system, entry, excluded: self.is_excluded(line, piece.tokens.start) })
    }

    fn is_excluded(&self, line: &Line, token: usize) -> bool {
        let column = self.column(token);
        if self.above.excluded || column.is_some_and(|column| column.excluded) {
            return line.reading.of_excluded_thing(token) == Verdict::Excluded;
        }
        matches!(line.reading.of_thing(token), Some(Verdict::Excluded | Verdict::Elsewhere))
    }

    /// The head of the column that the token stands in.
    fn column(&self, token: usize) -> Option<&Column> {
        self.above.columns.get(*self.cells.get(token)?)
    }

    /// The system of a piece: what is named nearest, of those that its form allows.
    fn system(&self, line: &Line, piece: &Piece) -> Option<CodeSystem> {
        let allowed: &[CodeSystem] = match piece.shape {
            Shape::Category => &[CodeSystem::Icd10, CodeSystem::Icpc2],
            Shape::Dotted | Shape::Compact => &[CodeSystem::Icd10],
            Shape::Procedure => &[CodeSystem::Ncsp, CodeSystem::Ncmp],
            Shape::Medical => &[CodeSystem::Ncmp],
            Shape::Imaging => &[CodeSystem::Ncrp],
            Shape::Group => &[CodeSystem::Ncsp, CodeSystem::Ncmp, CodeSystem::Ncrp],
        };
        let fits = |(_, named): &&(usize, Named)| match named {
            Named::Ours(system) => allowed.contains(system),
            Named::Other => true,
        };
        let (before, behind): (Vec<_>, Vec<_>) =
            line.lore.named.iter().filter(fits).partition(|(at, _)| *at < piece.tokens.start);
        let beside = before.last().or(behind.first()).copied();
        let head = || self.column(piece.tokens.start).and_then(|column| column.lore.named.iter().find(fits));
        let above = || self.above.lore.named.iter().find(fits);
        match beside.or_else(head).or_else(above).map(|(_, named)| *named) {
            Some(Named::Ours(system)) => Some(system),
            Some(Named::Other) => None,
            None => allowed.first().copied(),
        }
    }

    /// Whether the pieces of one enumeration are meant as codes.
    fn is_meant(&self, line: &Line, run: &[Piece]) -> bool {
        let Some((first, last)) = run.first().zip(run.last()) else {
            return false;
        };
        let coding = line.lore.coding || self.above.lore.coding;
        let in_code_column = self.column(first.tokens.start).is_some_and(|column| column.lore.coding);
        let named = line.lore.named.iter().any(|(_, named)| *named != Named::Other) || in_code_column;
        if run.iter().any(|piece| self.is_trap(line, piece, named)) || self.is_counted(first) {
            return false;
        }
        let placed = self.is_placed(first, last);
        match first.shape {
            Shape::Dotted => true,
            _ if first.slip => coding || in_code_column,
            Shape::Compact => coding || in_code_column,
            Shape::Category => {
                // Several at once in a sentence about who is registered are hardly anything else.
                let several = (run.len() > 1 || first.range) && line.reading.speaks();
                placed || coding || self.section_coding || several
            }
            Shape::Medical | Shape::Procedure | Shape::Imaging | Shape::Group => {
                let wild = first.shape == Shape::Group && self.block.kind != BlockKind::Row;
                coding || in_code_column || self.section_coding || placed && !wild
            }
        }
    }

    /// Whether the run stands where lists of codes stand: at the start of an item or a cell, alone in brackets or quotes.
    fn is_placed(&self, first: &Piece, last: &Piece) -> bool {
        let tokens = self.tokens();
        let before = tokens[..first.tokens.start].iter().rev().find(|token| !token.is(&["*", "_", "`"]));
        let behind = tokens
            .get(last.tokens.end..)
            .and_then(|rest| rest.iter().find(|token| !token.is(&["*", "_", "`"])));
        let quoted = first.tokens.start.checked_sub(1).is_some_and(|at| tokens[at].raw == "`");
        match before.map(|token| token.raw) {
            None => {
                matches!(self.block.kind, BlockKind::Item | BlockKind::Row)
                    || behind.is_none_or(|token| token.raw == ".")
            }
            Some("|") => true,
            Some("(") => behind.is_some_and(|token| token.is(&[")", ",", ";", "-", ":"])),
            Some(_) => quoted,
        }
    }

    /// Whether a word right before the run counts things of another kind.
    fn is_counted(&self, first: &Piece) -> bool {
        let before = self.tokens()[..first.tokens.start].iter().rev();
        let mut words = before
            .skip_while(|token| token.kind == Kind::Mark && !token.is(&["|", ".", ")", ":", ","]))
            .take(2);
        match words.next() {
            Some(word) if word.raw == "." => {
                words.next().is_some_and(|word| word.is(&["kap", "pkt", "nr", "fig", "tab"]))
            }
            Some(word) => word.is(&COUNTED),
            None => false,
        }
    }

    /// Whether it is one of the things that look like codes.
    fn is_trap(&self, line: &Line, piece: &Piece, named: bool) -> bool {
        let near = line.sentence.start.max(piece.tokens.start.saturating_sub(40))
            ..line.sentence.end.min(piece.tokens.end + 40);
        let sentence = &self.tokens()[near];
        let says = |stems: &[&str]| sentence.iter().any(|token| token.begins(stems));
        let letter = piece.text.as_bytes().first().copied().unwrap_or_default();
        match piece.shape {
            Shape::Category if piece.range || !named => {
                let spine = matches!(letter, b'C' | b'T' | b'L' | b'S') && says(&SPINE) && !named;
                let lone = matches!(piece.text.as_str(), "B12" | "B27");
                let vertebra = matches!(letter, b'C' | b'T' | b'L' | b'S') && self.is_beside_vertebra(piece);
                lone || spine || vertebra || says(CENTILE) || letter == b'E' && says(ROAD) && !named
            }
            Shape::Category | Shape::Dotted | Shape::Compact => false,
            Shape::Procedure | Shape::Medical | Shape::Group | Shape::Imaging => {
                let letters: String = piece.text.chars().take_while(char::is_ascii_uppercase).collect();
                SCORES.contains(&letters.as_str()) && (!named || letters == "ICD")
            }
        }
    }

    /// Whether a vertebra is named right beside it: `T12/L1`, `L1-L45`.
    fn is_beside_vertebra(&self, piece: &Piece) -> bool {
        let is_vertebra = |at: usize| {
            let token = self.tokens().get(at);
            token.is_some_and(|token| {
                matches!(token.raw.as_bytes(), [b'C' | b'T' | b'L' | b'S', digit] if digit.is_ascii_digit())
            })
        };
        is_vertebra(piece.tokens.end + 1) || piece.tokens.start.checked_sub(2).is_some_and(is_vertebra)
    }
}

/// The only own system that is named.
fn ours(lore: &Lore) -> Option<CodeSystem> {
    lore.named.iter().find_map(|(_, named)| match named {
        Named::Ours(system) => Some(*system),
        Named::Other => None,
    })
}

/// The pieces in enumerations: with nothing but connectors between one and the next.
fn runs<'p>(tokens: &[Token], pieces: &'p [Piece]) -> Vec<&'p [Piece]> {
    let connected = |left: &Piece, right: &Piece| {
        let kin =
            (left.shape as u8 >= Shape::Procedure as u8) == (right.shape as u8 >= Shape::Procedure as u8);
        let between = &tokens[left.tokens.end..right.tokens.start];
        kin && between.len() <= 6 && between.iter().all(|token| token.is(&CONNECTORS))
    };
    pieces.chunk_by(connected).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The codes, with `-` before one that is left out and the system before one that is not the usual.
    fn said(text: &str) -> String {
        let say = |mention: CodeMention| {
            let sign = if mention.excluded { "-" } else { "" };
            match mention.system {
                CodeSystem::Icd10 | CodeSystem::Ncsp => format!("{sign}{}", mention.entry),
                system => format!("{sign}{}:{}", system.word(), mention.entry),
            }
        };
        codes(text).into_iter().map(say).collect::<Vec<_>>().join(" ")
    }

    fn check(cases: &[(&str, &str)]) {
        let wrong = cases.iter().filter(|(text, expected)| said(text) != *expected);
        let wrong: Vec<String> =
            wrong.map(|(text, expected)| format!("{text:?}: {:?}, not {expected:?}", said(text))).collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn codes_are_found_in_lists_tables_and_sentences() {
        check(&[
            ("Registeret omfatter diagnosekodene M05, M06.0–M06.9 og M45.", "M05 M06.0-M06.9 M45"),
            ("Registeret omfattar diagnosane I21 til og med I22.", "I21-I22"),
            ("Kodene I05 t.o.m. I08 inngår.", "I05-I08"),
            ("Pasienter med ankyloserende spondylitt (M45) tas inn.", "M45"),
            ("Pasienter med leddgikt (M05, M06) tas inn.", "M05 M06"),
            ("Pasienter med leddgikt (ICD-10: M05, M06) tas inn.", "M05 M06"),
            ("Vaskulitt: M31.5/M31.6 og M31.5/3.", "M31.5 M31.6 M31.5 M31.3"),
            ("- M05 Seropositiv artritt\n- M06: Annen artritt\n- M45", "M05 M06 M45"),
            ("M05, M06 og M45.", "M05 M06 M45"),
            ("M45", "M45"),
            ("ICD-10: M45", "M45"),
            ("Tilstanden har koden `M46.8`.", "M46.8"),
            ("**M46.8** Andre", "M46.8"),
            ("Diagnosene G71.0, G71.1, G72.3.", "G71.0 G71.1 G72.3"),
            ("NPR-kodene N393 og S720-S722 brukes.", "N39.3 S72.0-S72.2"),
            ("Hoveddiagnose G63.2† med E10.4* regnes med.", "G63.2 E10.4"),
            ("Diagnoser etter ICD-10: l21-l22 og I25.", "I21-I22 I25"),
            ("M05-koden brukes som diagnosekode.", "M05"),
            ("Kodene M05 – M08 brukes.", "M05-M08"),
            ("JFB20-64 + JFH** (NCSP)", "JFB20-64 JFH**"),
            (
                "- **Kolon**: JFB20-64 + JFH\\*\\*\n- **Lever**: JJB**\n\nProsedyrekoder.",
                "JFB20-64 JFH** JJB**",
            ),
            ("Prosedyrekodene `NFB01-02` og `NFC**` telles.", "NFB01-02 NFC**"),
            ("Prosedyrekodene **NFB20** og **NFC\\*\\***.", "NFB20 NFC**"),
            ("NCSP-kodene NFB20/30/40 og NGB0* inngår.", "NFB20 NFB30 NFB40 NGB0*"),
            ("Prosedyrekodene NFB20–NFB64", "NFB20-64"),
            ("Medisinske prosedyrer etter NCMP: WBOC05 og JAGD30.", "ncmp:WBOC05 ncmp:JAGD30"),
            ("NCRP-koden SMR0AK inngår.", "ncrp:SMR0AK"),
            ("ICPC-2-kodene L88 og L99 og ICD-10-kodene M05 og M06.", "icpc2:L88 icpc2:L99 M05 M06"),
            ("Fastlegen bruker L88 (ICPC-2).", "icpc2:L88"),
            ("| ICD-10 | ICPC-2 |\n|---|---|\n| M05 | L88 |\n| M45 | L84 |", "M05 icpc2:L88 M45 icpc2:L84"),
            (
                "| Kodeverk | Koder |\n|---|---|\n| NCSP | nfb 20-64, NFC** |\n| ICD-10 | m46.8 |",
                "NFB20-64 NFC** M46.8",
            ),
            ("| Kode | Navn |\n|--|--|\n| M45 | Bekhterev |", "M45"),
            ("Kode\tNavn\nM45\tBekhterev\nM46\tAnnen", "M45 M46"),
            ("### ICD-10\n\nFølgende inngår:\n\n1. M05\n2. M06", "M05 M06"),
        ]);
    }

    #[test]
    fn what_only_looks_like_a_code_is_none() {
        let texts = [
            "Mangel på vitamin B12 registreres som diagnose.",
            "Diagnosen stilles etter måling av B12 og folat.",
            "Diagnose: B12-mangel",
            "HLA-B27 er vanlig ved diagnosen.",
            "Diagnosen støttes av HLA B27.",
            "Diagnosen er prolaps i nivå L4/L5.",
            "Diagnosen er prolaps L45.",
            "Operert i virvel T12 eller L1 etter diagnose.",
            "Skade fra C5 til T12/L1 (diagnose).",
            "Brudd i brystvirvlene T10-T12.",
            "Se kapittel A10 om diagnoser.",
            "Se kapittel A10, A11 og A12 om koder.",
            "Diagnosen står i vedlegg B10.",
            "Skåren NAS24 føres ved diagnose.",
            "DAS28 og HAQ føres ved hver diagnose.",
            "RAND36 og KOOS12 fylles ut ved diagnose.",
            "HbA1c måles ved diagnose.",
            "COVID-19 er en diagnose.",
            "Skriv på A4 med diagnose.",
            "Send e-post om diagnosen.",
            "Diagnoser kodes etter ICD-10.",
            "Diagnoser kodes etter ICD10 og ICPC2.",
            "Stadium T1 N0 ved diagnose.",
            "Kreften er i stadium T12 ved diagnose.",
            "Protesen er modell M16 A.",
            "Diagnosen ble stilt i 2024.",
            "Diagnosen har SNOMED CT 396275006.",
            "ATC-koden L04 gjelder legemidler.",
            "Legemidler med ATC-kode L04AB02 etter diagnose.",
            "ICD-O-koden C50.9 føres av patologen.",
            "Sykehuset ligger langs E18.",
            "Registeret holder til på M16.",
            "Resultatet vises med P10 og P90 (persentiler) etter diagnose.",
            "Se https://example.org/M45/side om diagnosen.",
            "Diagnosene står i [filen](koder/M45.md).",
            "Skriv til m45@example.org om diagnosen.",
            "Variabelen `das28` hentes ved diagnose.",
            "Spørsmål B10 gjelder diagnosen.",
            "Versjon A12.3.4 av skjemaet.",
            "Avdelingene HUS** og OUS* har diagnose.",
            "**NFC** er ikke en kode uten stjerne.",
            "**OBS** Kodene er på vei.",
            "G20-landene har diagnoser.",
            "Registeret har 4500 pasienter med diagnose.",
        ];
        check(&texts.map(|text| (text, "")));
    }

    #[test]
    fn what_is_left_out_is_marked() {
        check(&[
            ("Diagnosene M45, men ikke M46, registreres.", "M45 -M46"),
            ("Diagnosane M45, men ikkje M46.", "M45 -M46"),
            ("Alle i M00-M25 unntatt M15 og M16 registreres.", "M00-M25 -M15 -M16"),
            ("Kodene M30-M36 (unntatt M35.3) og M45.", "M30-M36 -M35.3 M45"),
            ("Kodene M30-M36 med unntak av M35.3.", "M30-M36 -M35.3"),
            ("Kodane M30-M36 bortsett frå M35.3.", "M30-M36 -M35.3"),
            ("Pasienter med diagnose M46 registreres ikke.", "-M46"),
            ("Pasienter med diagnose M46 ekskluderes.", "-M46"),
            ("Diagnosen M46 omfattes ikke.", "-M46"),
            ("Pasientar med diagnose M46 blir ikkje tekne med.", "-M46"),
            ("Diagnosen M46 ekskluderes ikke.", "M46"),
            ("Diagnosen M46 registreres ikke før etter operasjon.", "M46"),
            ("Ikke bare M45, men også M46 er diagnosekoder her.", "M45 M46"),
            ("- I34-I37: ikke-revmatiske klaffesykdommer", "I34-I37"),
            ("| ICD-10 | Navn |\n|--|--|\n| M06.9 | Leddgikt, ikke spesifisert |", "M06.9"),
            (
                "| ICD-10 | Navn |\n|--|--|\n| M06.9 | Annen, registreres ikke |\n| M05 | Leddgikt |",
                "-M06.9 M05",
            ),
            ("| Inklusjon | Eksklusjon |\n|--|--|\n| M05 | M06 |", "M05 -M06"),
            (
                "Følgende diagnoser registreres ikke:\n\n- M45\n- M46\n\nDiagnosen M05 registreres.",
                "-M45 -M46 M05",
            ),
            ("## Inklusjon\n- M05\n## Eksklusjon\n- M45\n- M46\n## Annet\n- M47", "M05 -M45 -M46 M47"),
            ("## Eksklusjonskriterier\n\nDisse gjelder:\n\n- M45\n- M46 er likevel inkludert", "-M45 M46"),
            (
                "**Eksklusjonskriterier**\n\nPasienter med M45.\n\n**Inklusjonskriterier**\n\nDiagnose M46.",
                "-M45 M46",
            ),
            ("## Inklusjons- og eksklusjonskriterier\n- M45", "M45"),
            ("Eksklusjon: diagnose M46", "-M46"),
            ("Registeret planlegger å ta inn diagnosen M47.", "-M47"),
            ("Diagnosen M47 følges i et annet register.", "-M47"),
            ("Registeret omfatter diagnosen M45. Diagnosen M46 er ikke med.", "M45 -M46"),
            ("Alle barn ekskluderes, unntatt ved diagnose M08.", "M08"),
        ]);
    }

    #[test]
    fn spans_point_at_the_code() {
        let text = "A\u{30A} – diagnosekodene (M06.0–M06.9) og `NFC**`";
        let said: Vec<&str> = codes(text).into_iter().map(|mention| &text[mention.span]).collect();
        assert_eq!(said, ["M06.0–M06.9", "NFC**"]);
    }
}
