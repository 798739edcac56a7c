//! Tests of the document model, by way of Markdown.

use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};

use super::*;

/// The document that `text` is.
fn document(text: &str) -> Document {
    let (document, faults) = read("a.md", text.as_bytes(), &Limits::default());
    assert!(faults.is_empty(), "{faults:?}");
    document.unwrap()
}

/// A block in one line: `h2[4.1]Title`, `p:…`, `i1:…`, `x1:…` (ticked), `th:a|b`, `tr:a|b`, `c:…`; `>` if quoted.
fn sketch(document: &Document, block: &Block) -> String {
    let text = document.text(&block.text);
    let mark = match block.voice {
        Voice::Own => "",
        Voice::Quoted => ">",
    };
    match &block.kind {
        BlockKind::Heading { level, number } => {
            let number = number.as_ref().map(|number| format!("[{}]", number.label)).unwrap_or_default();
            format!("{mark}h{level}{number}:{text}")
        }
        BlockKind::Paragraph => format!("{mark}p:{text}"),
        BlockKind::Item { depth, task } => {
            let letter = match task {
                None => 'i',
                Some(Task::Open) => 'o',
                Some(Task::Done) => 'x',
            };
            format!("{mark}{letter}{depth}:{text}")
        }
        BlockKind::Row { part, cells, table } => {
            let part = if *part == RowPart::Head { "th" } else { "tr" };
            let cells: Vec<_> = cells.iter().map(|cell| document.text(&cell.text)).collect();
            format!("{mark}{part}{table}:{}", cells.join("|"))
        }
        BlockKind::Code => format!("{mark}c:{text}"),
    }
}

fn check(text: &str, blocks: &[&str]) {
    let document = document(text);
    let found: Vec<_> = document.blocks().iter().map(|block| sketch(&document, block)).collect();
    assert_eq!(found, blocks, "{text}");
}

#[test]
fn markdown_becomes_blocks() {
    check("", &[]);
    check("\u{feff}# Tittel\n\nTekst", &["h1:Tittel", "p:Tekst"]);
    check("Tittel\n======\n\nUnder\n---\n", &["h1:Tittel", "h2:Under"]);
    check("## 4.1 Inklusjonskriterier ##\n", &["h2[4.1]:Inklusjonskriterier"]);
    check("### § 6b Fagråd", &["h3[6b]:Fagråd"]);
    check("## Formål {#formaal}\n", &["h2:Formål"]);
    check(
        "En *viktig* **setning** om [data](data.csv)\nover to linjer.",
        &["p:En viktig setning om data over to linjer."],
    );
    check("En\r\nto\r\n\r\ntre", &["p:En to", "p:tre"]);
    check("en  \nto\\\ntre", &["p:en\nto\ntre"]);
    check("- a\n- b\n  - c\n\n    d\n1. e", &["i1:a", "i1:b", "i2:c", "i2:d", "i1:e"]);
    check("- [ ] åpen\n- [x] gjort", &["o1:åpen", "x1:gjort"]);
    check("> sitat\n> - punkt", &[">p:sitat", ">i1:punkt"]);
    check("> ## Formål\n\ntekst", &[">p:Formål", "p:tekst"]);
    check("1. ## Formål\n\n   tekst", &["h2:Formål", "i1:tekst"]);
    check("```\nM05\nM06\n```", &["c:M05\nM06"]);
    check("| a | b |\n|---|---|\n| 1 \\| 2 | |\n| **x** |", &["th0:a|b", "tr0:1 | 2|", "tr0:x|"]);
    check("tekst <!-- skjult --> her\n\n<!-- skjult\n\nogså -->\n\nslutt", &["p:tekst  her", "p:slutt"]);
    check("Kj&oslash;nn &amp; alder, 5 &lt; 6", &["p:Kjønn & alder, 5 < 6"]);
    check("fot[^1]note\n\n[^1]: Noten.", &["p:fotnote", "p:Noten."]);
    check("![bilde av fagrådet](a.png)", &[]);
    check("[navn på register] og <navn> og `kode`", &["p:[navn på register] og <navn> og kode"]);
    check("##Formål", &["p:##Formål"]);
    check("## **2.1** [Fagråd](x.md) <!-- y -->", &["h2[2.1]:Fagråd"]);
    check("## 1\\. *Formål*\u{a0}", &["h2[1]:Formål"]);
}

#[test]
fn front_matter_is_no_text() {
    check("---\ntitle: x\n---\n# A", &["h1:A"]);
    check("\u{feff}---\r\ntitle: x\r\n...\r\n# A", &["h1:A"]);
    check("+++\na = 1\n+++\n# A", &["h1:A"]);
    check("---\nVedtekter\n---\n", &["h2:Vedtekter"]);
    check("---\na: b\n", &["p:a: b"]);
    check("---\n", &[]);
    check("# A\n\n---\na: b\n---\n", &["h1:A", "h2:a: b"]);
}

#[test]
fn html_becomes_blocks() {
    check("<h2>2.1 Fagr&aring;d</h2>\n<p>Tekst\n  her</p>", &["h2[2.1]:Fagråd", "p:Tekst her"]);
    check("<ul><li>a<li>b<ul><li>c</ul></ul>", &["i1:a", "i1:b", "i2:c"]);
    check(
        "<table><tr><th>Kode</th><th>Navn</th></tr>\n<tr><td>M05</td><td><p>RA<br>x</p></td></tr></table>",
        &["th0:Kode|Navn", "tr0:M05|RA\nx"],
    );
    check("<div>a <b>b</b> &lt; c</div>", &["p:a b < c"]);
    check("<script>\nvar a = '<h2>x</h2>';\n</script>\n\nb", &["p:b"]);
    check(
        "<details>\n<summary>Formål</summary>\n\n**Tekst**\n\n</details>\n\n# A\n# B",
        &["p:Formål", "p:Tekst", "h1:A", "h1:B"],
    );
    check("<sett inn navn>\n", &["p:<sett inn navn>"]);
    check("<navn på register>\n", &["p:<navn på register>"]);
    check("a<br>b<br/>c m<sup>2</sup>", &["p:a\nb\nc m2"]);
    check("<p>a < b & c</p>", &["p:a < b & c"]);
    check("<p>&#229; &#xe5; &ukjent; &#0;</p>", &["p:å å &ukjent; &#0;"]);
    check("<table>\n<tr>\n<td>\n\na **b**\n\n</td>\n</tr>\n</table>", &["tr0:", "p:a b"]);
}

#[test]
fn bold_lines_are_headings_only_where_there_is_nothing_better() {
    check(
        "**Formål**\n\ntekst\n\n**2.1 Fagråd**\n\ntekst",
        &["h2:Formål", "p:tekst", "h3[2.1]:Fagråd", "p:tekst"],
    );
    check("# Tittel\n\n**Formål:**\n\ntekst", &["h1:Tittel", "h2:Formål:", "p:tekst"]);
    check("# A\n\n## B\n\n**Viktig**\n\ntekst", &["h1:A", "h2:B", "p:Viktig", "p:tekst"]);
    check(
        "# A\n\n## 6 B\n\n**6.1 Fagråd**\n\nt\n\n**6.1.1 X**\n",
        &["h1:A", "h2[6]:B", "h3[6.1]:Fagråd", "p:t", "h4[6.1.1]:X"],
    );
    check("# A\n\n## B\n\n**§ 6b Fagråd**\n\nt", &["h1:A", "h2:B", "h4[6b]:Fagråd", "p:t"]);
    check("**Dette er en setning.**", &["p:Dette er en setning."]);
    check("**Formål:** tekst", &["p:Formål: tekst"]);
    check("**a** og **b**", &["p:a og b"]);
    check("- **punkt**", &["i1:punkt"]);
    check("> **sitat**", &[">p:sitat"]);
    check("**a\nb**", &["p:a b"]);
}

#[test]
fn a_line_below_a_paragraph_makes_it_no_heading() {
    check(
        "Registeret skal vise hvordan det går med pasienter over tid.\n---\n",
        &["p:Registeret skal vise hvordan det går med pasienter over tid."],
    );
    check("Formål.\n---\n", &["h2:Formål."]);
}

/// The sections as `title[own|all]<parent`, with the words of the first block of each.
fn check_outline(text: &str, expected: &[(&str, &str, Option<&str>)]) {
    let document = document(text);
    let flat = |prose: Prose| prose.text().replace('\n', "/");
    let found: Vec<_> = document
        .sections()
        .iter()
        .map(|section| {
            let parent = section.parent.map(|parent| document.sections()[parent].title.as_str());
            (section.title.as_str(), flat(document.all_prose(section)), parent)
        })
        .collect();
    let expected: Vec<_> =
        expected.iter().map(|(title, all, parent)| (*title, (*all).to_owned(), *parent)).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn sections_are_a_tree() {
    check_outline("", &[]);
    check_outline("før\n\n# A\n\na", &[("", "før", None), ("A", "a", None)]);
    check_outline(
        "# A\n\na\n\n## B\n\nb\n\n### C\n\nc\n\n## D\n\nd",
        &[
            ("A", "a/B/b/C/c/D/d", None),
            ("B", "b/C/c", Some("A")),
            ("C", "c", Some("B")),
            ("D", "d", Some("A")),
        ],
    );
    check_outline("### C\n\nc\n\n# A\n\na", &[("C", "c", None), ("A", "a", None)]);
    check_outline(
        "## 4 A\n\n## 4.1 B\n\nb\n\n## 4.2 C\n\nc\n\n## 5 D\n\n## E",
        &[
            ("A", "B/b/C/c", None),
            ("B", "b", Some("A")),
            ("C", "c", Some("A")),
            ("D", "", None),
            ("E", "", None),
        ],
    );
    check_outline("## § 6 A\n\n## § 6b B\n\nb", &[("A", "B/b", None), ("B", "b", Some("A"))]);
    check_outline("## A\n\n1\n\n## A\n\n2", &[("A", "1", None), ("A", "2", None)]);
    check_outline("#\n\na", &[("", "a", None)]);
}

#[test]
fn a_section_knows_its_trail() {
    let document = document("# A\n\n## B\n\nb\n\n### C\n\nc");
    let last = document.sections().last().unwrap();
    assert_eq!(document.trail(last), ["A", "B", "C"]);
    assert_eq!(document.section_of(2).unwrap().title, "B");
    assert_eq!(document.section_of(1).unwrap().title, "B");
}

#[test]
fn prose_points_at_the_words_in_the_file() {
    let text = "# 1. Formål\r\n\r\nVoksne **over 18\r\når** med `M05` eller\r\n\r\n> M45 &lt; x\r\n> og mer\r\n\r\n| a | b |\r\n|---|---|\r\n| M46 | y |\r\n";
    let document = document(text);
    let prose = document.whole();
    assert_eq!(prose.text(), "Formål\nVoksne over 18 år med M05 eller\nM45 < x og mer\na\tb\nM46\ty");
    for (words, stands) in [
        ("Formål", "Formål"),
        ("18 år", "18\r\når"),
        ("M05", "M05"),
        ("M45 <", "M45 &lt;"),
        ("x og mer", "x\r\n> og mer"),
        ("M46", "M46"),
    ] {
        let at = prose.text().find(words).unwrap();
        assert_eq!(prose.place(at..at + words.len()).text(), stands);
    }
    let at = prose.text().find("M05").unwrap();
    assert!(prose.touches(&(at..at + 3), InlineKind::Code));
    assert!(!prose.touches(&(0..at), InlineKind::Code));
    let row = document.blocks().last().unwrap();
    let BlockKind::Row { cells, .. } = &row.kind else { panic!("no row") };
    assert_eq!(document.place(&cells[0].text).text(), "M46");
    assert_eq!(document.blocks()[0].place.text(), "# 1. Formål");
}

#[test]
fn inlines_are_known_in_a_piece_of_the_text() {
    let document = document("a `b` c\n\n~~M45~~ og [M46](x.md)\n");
    let prose = document.prose(1..2);
    let found: Vec<_> =
        prose.inlines().iter().map(|inline| (inline.kind, &prose.text()[inline.span.clone()])).collect();
    assert_eq!(found, [(InlineKind::Struck, "M45"), (InlineKind::Link, "M46")]);
}

#[test]
fn links_are_found_with_their_places() {
    let text = "[a](b.md) `[c](d.md)` ![e](f.png \"t\") [g][r] <https://x.no> <a@b.no> [h](#a-b)\n\n[r]: i.md\n\n\
        <a href=\"j.md\">k</a> <img src='l.png'>\n\n```\n[m](n.md)\n```\n";
    let document = document(text);
    let found: Vec<_> =
        document.links().iter().map(|link| (link.kind, link.target.as_str(), link.place.text())).collect();
    assert_eq!(
        found,
        [
            (LinkKind::Link, "b.md", "b.md"),
            (LinkKind::Image, "f.png", "f.png"),
            (LinkKind::Link, "i.md", "[g][r]"),
            (LinkKind::Address, "https://x.no", "https://x.no"),
            (LinkKind::Address, "a@b.no", "a@b.no"),
            (LinkKind::Link, "#a-b", "#a-b"),
            (LinkKind::Link, "j.md", "<a href=\"j.md\">"),
            (LinkKind::Image, "l.png", "<img src='l.png'>"),
        ]
    );
}

#[test]
fn anchors_are_those_of_git_hosts() {
    let document = document(
        "# 4.1 Formål & mål\n\n## Formål {#f}\n\n## Formål\n\n<a name=\"x\"></a>\n\n<h2 id=y>Å</h2>",
    );
    let anchors: Vec<_> = document.anchors().into_iter().collect();
    assert_eq!(anchors, ["41-formål--mål", "f", "formål", "formål-1", "x", "y", "å"]);
}

#[test]
fn tables_are_ranges_of_rows() {
    let document = document("| a |\n|---|\n| 1 |\n\nx\n\n| b |\n|---|\n");
    assert_eq!(document.tables(), [0..2, 3..4]);
}

fn check_fault(path: &str, bytes: &[u8], variant: &str, is_read: bool) -> Fault {
    let (document, faults) = read(
        path,
        bytes,
        &Limits { bytes: 1_000, document_bytes: 1_000, blocks: 10, rows: 10, ..Limits::default() },
    );
    assert_eq!(document.is_some(), is_read, "{path}");
    assert_eq!(faults.len(), 1);
    assert_eq!((faults[0].kind.word(), faults[0].kind.variant()), ("dokument-uleselig", variant));
    faults[0].clone()
}

#[test]
fn what_cannot_be_read_is_a_fault() {
    for (path, format) in [("v.doc", "doc"), ("v", "ukjent"), ("a.b/v", "ukjent")] {
        assert_eq!(check_fault(path, b"PK", "format", false).details["format"], format);
    }
    check_fault("a.docx", b"PK", "skadet", false);
    check_fault("a.docx", b"version https://git-lfs.github.com/spec/v1\noid", "lfs", false);
    check_fault("a.md", b"a\0b", "ikke-tekst", false);
    let fault = check_fault("a.md", &[b'a'; 1_001], "for-stor", false);
    assert_eq!(
        (fault.details["grense"].as_str(), fault.details["stoerrelse"].as_str()),
        ("0,1 MB", "0,1 MB")
    );
    let fault = check_fault("a.md", b"Form\xE5l", "tegnsett", true);
    assert_eq!(fault.place.text(), "å");
    check_fault("a.md", "a\n\n".repeat(20).as_bytes(), "for-stor", true);
    assert!(too_large("a.md", Size { bytes: 1_000, limit: 1_000 }).is_none());
    assert_eq!(megabytes(20_000_000), "20 MB");
    assert_eq!(megabytes(200_050_000), "200,1 MB");
}

#[test]
fn hostile_documents_are_read_in_time() {
    let started = std::time::Instant::now();
    for text in hostile(100_000) {
        let limits = Limits { blocks: 100_000, document_bytes: 100_000_000, ..Limits::default() };
        let (document, _) = read("a.md", text.as_bytes(), &limits);
        assert!(document.unwrap().blocks().len() <= 100_001);
    }
    assert!(started.elapsed().as_secs() < 60);
}

/// Texts that are made to be slow, each about `size` bytes or marks long.
fn hostile(size: usize) -> Vec<String> {
    let lines = |line: &str, count: usize| line.repeat(count);
    vec![
        lines(">", size),
        lines("> ", size),
        lines("[", size),
        lines("![", size),
        lines("[a](", size),
        lines("![", size / 4) + &lines("a][r]", size / 4) + "\n\n[r]: b.md",
        lines("<", size),
        lines("<!--", size / 4),
        format!("<div>\n{}", lines("<", size)),
        format!("<div>\n{}", lines("&", size)),
        format!("<div>\n{}", lines("<a \"", size / 4)),
        format!("<div>{}", lines("<script></", size / 10)),
        format!("<div>{}", lines("<ul><li>", size / 8)),
        lines("*_", size / 2),
        lines("**a ", size / 4),
        lines("`", size),
        (1..450).map(|count| "`".repeat(count) + " ").collect(),
        lines("- ", size / 2),
        (0..400).map(|depth| format!("{}- a\n", "  ".repeat(depth))).collect(),
        lines("|a", size / 2) + "\n" + &lines("|-", size / 2) + "\n" + &lines("|b", size / 2),
        lines("|a", 300) + "\n" + &lines("|-", 300) + "\n" + &lines("|b\n", size / 3),
        lines("# a\n", size / 4),
        lines("**a**\n\n", size / 7),
        lines("[a]: b\n", size / 7),
        lines("[^a]", size / 4) + "\n\n" + &lines("[^a]: b\n\n", size / 9),
        lines("~~a", size / 3),
        lines("a\\", size / 2),
        "---\na: b\n".to_owned() + &lines("a\n", size / 2),
        lines("ord ", size / 4),
        lines("\u{1f600}", size / 4),
        lines("1.", size / 2),
        lines("# 1.1.", size / 6),
        lines("<https://a", size / 10),
    ]
}

proptest! {
    #[test]
    fn any_text_is_read_and_every_place_is_in_it(text in "[#>*_`~\\[\\]()<>!&;|:a0å \n-]{0,80}") {
        let document = document(&text);
        let prose = document.whole();
        for at in 0..=prose.text().len() {
            prop_assert!(prose.place(at..at + 1).span().end <= text.len());
        }
        for section in document.sections() {
            prop_assert!(section.own.start <= section.own.end && section.own.end <= section.all.end.max(section.own.end));
            prop_assert!(section.all.end <= document.blocks().len());
        }
    }

    #[test]
    fn any_bytes_are_read(bytes in any::<Vec<u8>>()) {
        let (document, faults) = read("a.md", &bytes, &Limits::default());
        prop_assert!(document.is_some() || !faults.is_empty());
    }

    #[test]
    fn plain_words_keep_their_places(words in proptest::collection::vec("[a-zæøå]{1,6}", 1..12)) {
        let text = words.join("\n");
        let document = document(&text);
        let prose = document.whole();
        prop_assert_eq!(prose.text(), words.join(" "));
        let mut at = 0;
        for word in &words {
            let place = prose.place(at..at + word.len());
            prop_assert_eq!(place.text(), word.as_str());
            at += word.len() + 1;
        }
    }
}
