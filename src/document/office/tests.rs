//! Office documents: what each element does to the model, what is refused, what is found by searching.

use std::io::{Cursor, Write};

use proptest::collection::vec;
use proptest::prelude::{any, prop, prop_assert, proptest};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::document::search::searchable;
use crate::document::{BlockKind, Document, Limits, RowPart, Task, Voice, read};
use crate::source::Place;

/// A package of these parts.
fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const RELATIONS: &str = r#"<Relationships>
<Relationship Id="s" Type="http://x/styles" Target="styles.xml"/>
<Relationship Id="n" Type="http://x/numbering" Target="numbering.xml"/>
<Relationship Id="f" Type="http://x/footnotes" Target="/word/footnotes.xml"/>
<Relationship Id="l" Type="http://x/hyperlink" Target="vedlegg\a.md" TargetMode="External"/>
</Relationships>"#;

const STYLES: &str = r#"<w:styles>
<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Overskrift1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>
 <w:pPr><w:numPr><w:numId w:val="7"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Overskrift2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/>
 <w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="7"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Egen"><w:name w:val="Registerets"/><w:basedOn w:val="Overskrift2"/></w:style>
<w:style w:type="paragraph" w:styleId="Innhold"><w:name w:val="TOC Heading"/><w:basedOn w:val="Overskrift1"/></w:style>
<w:style w:type="paragraph" w:styleId="Ring"><w:name w:val="Ring"/><w:basedOn w:val="Rang"/></w:style>
<w:style w:type="paragraph" w:styleId="Rang"><w:name w:val="Rang"/><w:basedOn w:val="Ring"/></w:style>
<w:style w:type="paragraph" w:styleId="Sitat"><w:name w:val="Quote"/></w:style>
<w:style w:type="character" w:styleId="Skjult"><w:name w:val="Skjult"/><w:rPr><w:vanish/></w:rPr></w:style>
</w:styles>"#;

const NUMBERING: &str = r#"<w:numbering>
<w:abstractNum w:abstractNumId="0">
 <w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Overskrift1"/><w:lvlText w:val="%1"/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
 <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>
 <w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="§ %1."/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
<w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="3"/></w:num>
</w:numbering>"#;

const FOOTNOTES: &str = r#"<w:footnotes>
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> Note én.</w:t></w:r></w:p></w:footnote>
</w:footnotes>"#;

/// A Word document with this body.
fn word(body: &str) -> Vec<u8> {
    let document = format!("<w:document xmlns:w=\"x\"><w:body>{body}</w:body></w:document>");
    package(&[
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", &document),
        ("word/_rels/document.xml.rels", RELATIONS),
        ("word/styles.xml", STYLES),
        ("word/numbering.xml", NUMBERING),
        ("word/footnotes.xml", FOOTNOTES),
    ])
}

/// An OpenDocument text with these automatic styles and this body.
fn open(styles: &str, body: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:automatic-styles>{styles}</office:automatic-styles>\
         <office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    let outline = r#"<office:document-styles><office:styles>
<text:outline-style style:name="Outline">
<text:outline-level-style text:level="1" style:num-format="1" style:num-suffix="."/>
<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/>
</text:outline-style></office:styles></office:document-styles>"#;
    package(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", &content),
        ("styles.xml", outline),
    ])
}

/// The blocks of a document, a line for each.
fn lines(document: &Document) -> Vec<String> {
    let text = |block: &crate::document::Block| document.text(&block.text).replace('\n', "⏎");
    let line = |block: &crate::document::Block| match &block.kind {
        BlockKind::Heading { level, number } => {
            let label = number.as_ref().map(|number| format!("[{}]", number.label)).unwrap_or_default();
            format!("{}{label} {}", "#".repeat(usize::from(*level)), text(block))
        }
        BlockKind::Paragraph if block.voice == Voice::Quoted => format!("> {}", text(block)),
        BlockKind::Paragraph => text(block),
        BlockKind::Item { depth, task } => {
            let task = match task {
                None => "",
                Some(Task::Open) => "[ ] ",
                Some(Task::Done) => "[x] ",
            };
            format!("{} {task}{}", "-".repeat(*depth), text(block))
        }
        BlockKind::Row { cells, part, table } => {
            let cells: Vec<_> =
                cells.iter().map(|cell| document.text(&cell.text).replace('\n', "⏎")).collect();
            format!("{table}{}{}", if *part == RowPart::Head { "!" } else { "|" }, cells.join("|"))
        }
        BlockKind::Code => format!("` {}", text(block)),
    };
    document.blocks().iter().map(line).collect()
}

/// Checks the blocks of a document, and that all that is pointed at is what it says.
fn check_bytes(name: &str, bytes: &[u8], expected: &[&str]) -> Document {
    let (document, faults) = read(name, bytes, &Limits::default());
    let document = document.unwrap_or_else(|| panic!("{faults:?}"));
    assert_eq!(lines(&document), expected);
    for block in document.blocks() {
        if !matches!(block.kind, BlockKind::Row { .. }) {
            assert_eq!(document.place(&block.text).text(), document.text(&block.text));
        }
    }
    document
}

fn check(body: &str, expected: &[&str]) -> Document {
    check_bytes("a.docx", &word(body), expected)
}

fn check_open(styles: &str, body: &str, expected: &[&str]) -> Document {
    check_bytes("a.odt", &open(styles, body), expected)
}

/// A paragraph of Word with these properties and one run of text.
fn p(properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

fn styled(style: &str, text: &str) -> String {
    p(&format!("<w:pStyle w:val=\"{style}\"/>"), text)
}

fn item(list: u8, depth: u8, text: &str) -> String {
    p(&format!("<w:numPr><w:ilvl w:val=\"{depth}\"/><w:numId w:val=\"{list}\"/></w:numPr>"), text)
}

#[test]
fn headings_of_word_are_known_by_style_outline_and_number() {
    let body = [
        styled("Overskrift1", "Formål"),
        styled("Overskrift2", "Mål"),
        styled("Egen", "Flere mål"),
        styled("Overskrift1", "bakgrunn"),
        p("<w:pStyle w:val=\"Overskrift2\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr>", "Uten nummer"),
        p("<w:outlineLvl w:val=\"2\"/>", "Omfang"),
        p(
            "<w:pStyle w:val=\"Overskrift1\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr><w:outlineLvl w:val=\"9\"/>",
            "Bare tekst.",
        ),
        styled("Ring", "Ring"),
        styled("Ukjent", "Ukjent"),
        styled("Overskrift1", " "),
    ];
    let expected = [
        "#[4] Formål",
        "##[4.1] Mål",
        "##[4.2] Flere mål",
        "#[5] bakgrunn",
        "## Uten nummer",
        "### Omfang",
        "Bare tekst.",
        "Ring",
        "Ukjent",
    ];
    let document = check(&body.concat(), &expected);
    let section = document.sections().iter().find(|section| section.title == "Flere mål").unwrap();
    assert_eq!(section.place.locate().heading, ["4 Formål", "4.2 Flere mål"]);
    assert_eq!(section.place.locate().start, None);
}

#[test]
fn lists_of_word_have_levels_and_numbers_of_law_are_text() {
    let body = [
        item(1, 0, "én"),
        item(1, 1, "under"),
        item(1, 0, "☐ to"),
        item(1, 0, "☒ tre"),
        item(2, 0, "Ledd"),
        item(2, 0, "To"),
    ];
    check(&body.concat(), &["- én", "-- under", "- [ ] to", "- [x] tre", "§ 1. Ledd", "§ 2. To"]);
}

#[test]
fn headings_made_by_hand_are_found() {
    let bold = |size: u32, text: &str| {
        format!("<w:p><w:r><w:rPr><w:b/><w:sz w:val=\"{size}\"/></w:rPr><w:t>{text}</w:t></w:r></w:p>")
    };
    let text = p("", "Registeret skal bidra til bedre behandling for alle som har sykdommen.");
    let body =
        [bold(32, "Vedtekter"), bold(24, "1. Formål"), text.clone(), bold(24, "2. Fagråd"), text.clone()];
    let running = "Registeret skal bidra til bedre behandling for alle som har sykdommen.";
    check(&body.concat(), &["# Vedtekter", "##[1] Formål", running, "##[2] Fagråd", running]);
    let body = [bold(22, "Formål"), text.clone(), bold(22, "Dette er en setning."), text.clone()];
    check(&body.concat(), &["## Formål", running, "Dette er en setning.", running]);
    let numbered = "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"3\"/></w:numPr></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>Formål</w:t></w:r></w:p>";
    check(&[numbered, &text, numbered, &text].concat(), &["##[1] Formål", running, "##[2] Formål", running]);
    // Where styles make the headings, a bold line is one only with a number.
    let body = [
        styled("Overskrift1", "A"),
        styled("Overskrift1", "B"),
        bold(22, "Viktig"),
        bold(22, "5.1 Mål"),
        text.clone(),
    ];
    check(&body.concat(), &["#[4] A", "#[5] B", "Viktig", "##[5.1] Mål", running]);
    let body = [
        text.clone(),
        format!("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>NB</w:t></w:r><w:r><w:t> {running}</w:t></w:r></w:p>"),
    ];
    check(&body.concat(), &[running, &format!("NB{running}")]);
}

#[test]
fn words_of_word_are_those_that_are_seen() {
    let run = |inner: &str| format!("<w:p><w:r>{inner}</w:r></w:p>");
    for (body, expected) in [
        (run("<w:t>kvali</w:t><w:softHyphen/><w:t>tet</w:t>"), "kvalitet"),
        (run("<w:t>M06</w:t><w:noBreakHyphen/><w:t>M09</w:t>"), "M06-M09"),
        (run("<w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t>"), "a b⏎c"),
        (run("<w:t> a </w:t><w:t xml:space=\"preserve\"> b</w:t>"), "a b"),
        (run("<w:t>Alder </w:t><w:sym w:font=\"Symbol\" w:char=\"F0B3\"/><w:t>18</w:t>"), "Alder≥18"),
        (run("<w:t>å &amp; &#248; &lt;</w:t>"), "å & ø <"),
        (run("<w:t>a</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>b</w:t></w:r><w:r><w:t>c</w:t>"), "ac"),
        (run("<w:t>a</w:t></w:r><w:r><w:rPr><w:rStyle w:val=\"Skjult\"/></w:rPr><w:t>b</w:t>"), "a"),
        (run("<w:t>a</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>b</w:t>"), "ab"),
        (run("<w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>a</w:t>"), "a"),
        (run("<w:commentReference w:id=\"1\"/><w:t>a</w:t>"), "a"),
        (
            run(
                "<w:t>før </w:t></w:r><w:smartTag><w:r><w:t>i</w:t></w:r></w:smartTag><w:r><w:t> etter</w:t>",
            ),
            "førietter",
        ),
        (
            run(
                "<mc:AlternateContent><mc:Choice><w:t>a</w:t></mc:Choice><mc:Fallback><w:t>a</w:t></mc:Fallback></mc:AlternateContent>",
            ),
            "a",
        ),
        (
            run(
                "<w:fldChar w:fldCharType=\"begin\"/><w:instrText>DATE</w:instrText><w:t>x</w:t><w:fldChar w:fldCharType=\"separate\"/><w:t>i dag</w:t><w:fldChar w:fldCharType=\"end\"/>",
            ),
            "i dag",
        ),
        ("<w:p><w:fldSimple w:instr=\"PAGE\"><w:r><w:t>3</w:t></w:r></w:fldSimple></w:p>".to_owned(), "3"),
        (styled("Sitat", "Sagt"), "> Sagt"),
        (
            format!(
                "<w:sdt><w:sdtPr><w:alias w:val=\"x\"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
                p("", "felt")
            ),
            "felt",
        ),
    ] {
        check(&body, &[expected]);
    }
}

#[test]
fn what_is_no_text_is_left_out() {
    let prompt = format!(
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
        p("", "Skriv her")
    );
    let contents = format!(
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/></w:docPartObj></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
        styled("Overskrift1", "Innhold")
    );
    let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let toc = format!(
        "<w:p>{}<w:r><w:instrText>TOC \\o</w:instrText></w:r>{}<w:r><w:t>1 Formål 3</w:t></w:r></w:p>{}<w:p>{}</w:p>",
        field("begin"),
        field("separate"),
        p("", "2 Fagråd 4"),
        field("end")
    );
    let body = [prompt, contents, styled("Innhold", "Innhold"), toc, p("", "Tekst")];
    check(&body.concat(), &["Tekst"]);
    // A field that never ends hides no chapter.
    let open = format!(
        "<w:p>{}<w:r><w:instrText>TOC</w:instrText></w:r>{}</w:p>",
        field("begin"),
        field("separate")
    );
    check(&[open, styled("Overskrift1", "A"), p("", "b")].concat(), &["#[4] A", "b"]);
}

#[test]
fn notes_boxes_and_links_of_word_find_their_place() {
    let note = "<w:r><w:footnoteReference w:id=\"1\"/></w:r>";
    let text_box = format!(
        "<w:r><w:drawing><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx></w:drawing></w:r>",
        p("", "i boksen")
    );
    let body = format!(
        "<w:p><w:r><w:t>før</w:t></w:r>{note}{text_box}<w:r><w:t xml:space=\"preserve\"> og etter</w:t></w:r></w:p>{}",
        p("", "neste")
    );
    check(&body, &["før og etter", "Note én.", "i boksen", "neste"]);
    let cell = format!(
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r>{note}</w:p></w:tc><w:tc>{}</w:tc></w:tr></w:tbl>",
        p("", "b")
    );
    check(&cell, &["0|a|b", "Note én."]);
    let link = "<w:p><w:hyperlink r:id=\"l\" w:anchor=\"x\"><w:r><w:t>se</w:t></w:r></w:hyperlink><w:bookmarkStart w:name=\"merke\"/></w:p>";
    let document = check(link, &["se"]);
    let found: Vec<_> =
        document.links().iter().map(|link| (link.target.as_str(), link.place.text())).collect();
    assert_eq!(found, [("vedlegg/a.md#x", "se")]);
    assert!(document.anchors().contains("merke"));
}

#[test]
fn tables_of_word_keep_their_columns() {
    let cell =
        |properties: &str, text: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p("", text));
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let table =
        |look: &str, rows: &[String]| format!("<w:tbl><w:tblPr>{look}</w:tblPr>{}</w:tbl>", rows.concat());
    let first = "<w:tblLook w:val=\"04A0\"/>";
    let rows =
        [row(&[cell("", "Navn"), cell("", "Rolle")]), row(&[cell("<w:gridSpan w:val=\"2\"/>", "Kari")])];
    check(&table(first, &rows), &["0!Navn|Rolle", "0|Kari|"]);
    let rows = [
        row(&[cell("<w:vMerge w:val=\"restart\"/>", "Vest"), cell("", "Kari")]),
        row(&[cell("<w:vMerge/>", ""), cell("", "Ola")]),
    ];
    check(&table("", &rows), &["0|Vest|Kari", "0||Ola"]);
    let before = format!("<w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>{}</w:tr>", cell("", "b"));
    let head = format!("<w:tr><w:trPr><w:tblHeader/></w:trPr>{}{}</w:tr>", cell("", "A"), cell("", "B"));
    check(&table("", &[head, before]), &["0!A|B", "0||b"]);
    let deleted = format!("<w:tr><w:trPr><w:del/></w:trPr>{}</w:tr>", cell("", "b"));
    check(&table("", &[deleted, row(&[cell("", "c"), cell("", "d")])]), &["0|c|d"]);
    let two = format!("<w:tc>{}{}</w:tc>", p("", "a"), p("", "b"));
    check(&table("", &[row(&[two.clone(), cell("", "c")])]), &["0|a⏎b|c"]);
    let inner = table("", &[row(&[cell("", "x"), cell("", "y")])]);
    check(&table("", &[row(&[format!("<w:tc>{inner}</w:tc>"), cell("", "c")])]), &["0|x⏎y|c"]);
    // A table that only arranges the page is no table.
    check(&table("", &[row(&[two])]), &["a", "b"]);
    let framed = format!("<w:tc>{}{}</w:tc>", styled("Overskrift1", "A"), p("", "b"));
    check(&table("", &[row(&[framed, cell("", "c")])]), &["#[4] A", "b", "c"]);
}

#[test]
fn tracked_changes_are_read_as_accepted_and_said() {
    let change = |kind: &str, inner: &str| format!("<w:{kind} w:author=\"K\"><w:r>{inner}</w:r></w:{kind}>");
    let body = format!(
        "<w:p><w:r><w:t xml:space=\"preserve\">Over </w:t></w:r>{}{}<w:r><w:t xml:space=\"preserve\"> år</w:t></w:r></w:p>",
        change("del", "<w:delText>16</w:delText>"),
        change("ins", "<w:t>18</w:t>")
    );
    let bytes = word(&body);
    check_bytes("a.docx", &bytes, &["Over 18 år"]);
    let (_, faults) = read("a.docx", &bytes, &Limits::default());
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].kind.word(), "dokument-sporede-endringer");
    assert_eq!((faults[0].details["innsatt"].as_str(), faults[0].details["slettet"].as_str()), ("1", "1"));
    let joined = p("<w:rPr><w:del/></w:rPr>", "Første ") + &styled("Overskrift2", "del");
    check(&joined, &["##[4.1] Første del"]);
    let moved = format!(
        "<w:p>{}</w:p><w:p>{}</w:p>",
        change("moveFrom", "<w:t>a</w:t>"),
        change("moveTo", "<w:t>a</w:t>")
    );
    check(&moved, &["a"]);
}

#[test]
fn open_document_texts_are_read() {
    let styles = r#"<style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Quotations"/>
<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-prefix="§ " style:num-format="1"/></text:list-style>"#;
    for (body, expected) in [
        (
            "<text:h text:outline-level=\"1\">A</text:h><text:h text:outline-level=\"2\">B</text:h><text:h>C</text:h>",
            vec!["#[1] A", "##[1.1] B", "#[2] C"],
        ),
        ("<text:h text:outline-level=\"1\" text:is-list-header=\"true\">A</text:h>", vec!["# A"]),
        (
            "<text:p>  a\n  <text:span>b</text:span><text:s text:c=\"2\"/>c<text:tab/>d<text:line-break/>e </text:p>",
            vec!["a b  c d⏎e"],
        ),
        ("<text:p>a<text:span text:style-name=\"T1\">skjult</text:span>b</text:p>", vec!["ab"]),
        ("<text:p text:style-name=\"P1\">sagt</text:p>", vec!["> sagt"]),
        ("<text:p>a<office:annotation><text:p>merknad</text:p></office:annotation>b</text:p>", vec!["ab"]),
        (
            "<text:p>a<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>note</text:p></text:note-body></text:note> b</text:p>",
            vec!["a b", "note"],
        ),
        (
            "<text:list><text:list-item><text:p>a</text:p><text:p>b</text:p><text:list><text:list-item><text:p>c</text:p></text:list-item></text:list></text:list-item></text:list>",
            vec!["- a", "- b", "-- c"],
        ),
        (
            "<text:list text:style-name=\"L1\"><text:list-item><text:p>a</text:p></text:list-item><text:list-item><text:p>b</text:p></text:list-item></text:list>",
            vec!["§ 1 a", "§ 2 b"],
        ),
        (
            "<text:table-of-content><text:index-body><text:p>A 3</text:p></text:index-body></text:table-of-content><text:p>b</text:p>",
            vec!["b"],
        ),
        (
            "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>A</text:p></table:table-cell><table:covered-table-cell/></table:table-row></table:table-header-rows><table:table-row table:number-rows-repeated=\"2\"><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell table:number-columns-repeated=\"2\"/></table:table-row></table:table>",
            vec!["0!A|", "0|a||", "0|a||"],
        ),
        (
            "<text:p>a<draw:frame><draw:text-box><text:p>boks</text:p></draw:text-box></draw:frame>b</text:p>",
            vec!["ab", "boks"],
        ),
    ] {
        check_open(styles, body, &expected);
    }
    let tracked = "<text:tracked-changes><text:changed-region><text:deletion><text:p>bort</text:p></text:deletion></text:changed-region></text:tracked-changes><text:p>a<text:change/>b</text:p>";
    let bytes = open("", tracked);
    check_bytes("a.odt", &bytes, &["ab"]);
    assert_eq!(read("a.odt", &bytes, &Limits::default()).1[0].details["slettet"], "1");
}

/// Checks what is said of a file that is not read.
fn check_refused(bytes: &[u8], variant: &str, detail: &str) {
    let limits = Limits { bytes: 300_000, document_bytes: 100_000, ..Limits::default() };
    let (document, faults) = read("a.docx", bytes, &limits);
    assert!(document.is_none(), "{variant}");
    let found = (faults[0].kind.word(), faults[0].kind.variant());
    assert_eq!(found, ("dokument-uleselig", variant));
    let details: Vec<_> = faults[0].details.values().map(String::as_str).collect();
    assert!(details.contains(&detail), "{variant}: {details:?}");
}

#[test]
fn hostile_files_are_refused() {
    let with =
        |document: &str| package(&[("[Content_Types].xml", "<Types/>"), ("word/document.xml", document)]);
    check_refused(&with(&format!("<a>{}</a>", " ".repeat(400_000))), "utpakket", "0,3 MB");
    check_refused(&with("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>"), "doctype", "word/document.xml");
    check_refused(&with(&("<a>".repeat(50_000))), "skadet", "word/document.xml");
    check_refused(&with("<w:document><w:p>"), "skadet", "word/document.xml");
    check_refused(&with("a\0b"), "skadet", "word/document.xml");
    check_refused(&with(""), "skadet", "word/document.xml");
    check_refused(&package(&[("[Content_Types].xml", "")]), "del-mangler", "word/document.xml");
    check_refused(&package(&[("mimetype", "")]), "del-mangler", "content.xml");
    check_refused(&package(&[("xl/workbook.xml", "")]), "feil-innhold", "xlsx");
    check_refused(&package(&[("../../etc/passwd", "x")]), "feil-innhold", "zip");
    check_refused(b"%PDF-1.7", "feil-innhold", "pdf");
    check_refused(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "feil-innhold", "doc");
    check_refused(b"# Markdown", "feil-innhold", "");
    let whole = word(&p("", "a"));
    check_refused(&whole[..whole.len() / 2], "skadet", "zip");
    let encrypted = [("content.xml", "x"), ("META-INF/manifest.xml", "<m><manifest:encryption-data/></m>")];
    check_refused(&package(&encrypted), "passord", "");
}

#[test]
fn a_document_is_read_by_what_it_is() {
    check_bytes("a.docx", &open("", "<text:p>a</text:p>"), &["a"]);
    check_bytes("a.odt", &word(&p("", "a")), &["a"]);
    let macros =
        package(&[("word/document.xml", &format!("<a>{}</a>", p("", "a"))), ("word/vbaProject.bin", "x")]);
    let (document, faults) = read("a.docx", &macros, &Limits::default());
    assert!(document.is_some() && faults.len() == 1 && faults[0].kind.word() == "dokument-makroer");
}

#[test]
fn large_documents_are_cut_and_slow_ones_are_not_slow() {
    let limits = Limits { document_bytes: 1_000, ..Limits::default() };
    let (document, faults) = read("a.docx", &word(&p("", "ord ").repeat(1_000)), &limits);
    assert!(document.unwrap().whole().text().len() <= 2_000 && faults[0].kind.variant() == "for-stor");
    let started = std::time::Instant::now();
    for body in [
        "<w:p/>".repeat(100_000),
        "<w:p>".repeat(900),
        "<w:tbl><w:tr><w:tc>".repeat(300),
        format!(
            "<w:tbl>{}</w:tbl>",
            "<w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"99999999\"/></w:tcPr></w:tc></w:tr>".repeat(20_000)
        ),
        "<w:r><w:fldChar w:fldCharType=\"begin\"/><w:fldChar w:fldCharType=\"separate\"/></w:r>"
            .repeat(20_000)
            + &p("", "a").repeat(10_000),
        item(1, 8, "a").repeat(20_000),
        styled("Overskrift1", "a").repeat(20_000),
        "<w:hyperlink w:anchor=\"a\">".repeat(900),
        "<w:p><w:r><w:txbxContent>".repeat(300),
    ] {
        let _ = read("a.docx", &word(&body), &Limits::default());
    }
    assert!(started.elapsed().as_secs() < 60);
}

/// The identity numbers of nobody: day 99 of a month is none, so these digits only look like one here.
fn found(bytes: &[u8]) -> Vec<String> {
    let (texts, faults) = searchable("a", bytes, &Limits::default());
    assert!(faults.is_empty());
    let line = |text: &crate::document::search::Searchable| {
        let heading = Place::new(&text.source, 0..1).locate().heading.join("/");
        text.source.text().lines().map(|line| format!("{heading}: {line}")).collect::<Vec<_>>()
    };
    texts.iter().flat_map(line).collect()
}

#[test]
fn every_part_of_a_package_is_searched() {
    let document = "<w:p><w:r><w:t>990765</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t> 00565</w:t></w:r></w:p><w:p><w:del><w:r><w:delText>99076500566</w:delText></w:r></w:del></w:p><wp:docPr descr=\"Bilde av 99076500567\" w:rsidR=\"99076500500\"/><w:p><w:r><w:t>9907</w:t></w:r></w:p><w:p><w:r><w:t>6500565</w:t></w:r></w:p>";
    let inner =
        package(&[("xl/sharedStrings.xml", "<sst><si><r><t>990765</t></r><r><t>00570</t></r></si></sst>")]);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let parts: [(&str, &[u8]); 7] = [
        ("word/document.xml", format!("<a>{document}</a>").as_bytes().to_vec().leak()),
        ("word/comments.xml", b"<c><w:t>99076500568</w:t></c>"),
        ("docProps/core.xml", b"<a><title>99076500569</title></a>"),
        ("word/embeddings/a.xlsx", &inner),
        ("word/media/99076500571.png", b"x"),
        ("customXml/broken.xml", b"<a>99076500572"),
        ("word/header1.xml", b"<a><p>99076500573</p></a>"),
    ];
    for (name, bytes) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    let expected = [
        "Filnavn: word/media/99076500571.png",
        ": 990765 00565",
        ": 99076500566",
        ": Bilde av 99076500567",
        "Kommentarer: 99076500568",
        "Dokumentegenskaper: 99076500569",
        "Innebygd fil word/embeddings/a.xlsx/Regneark: 99076500570",
        "customXml/broken.xml: <a>99076500572",
        "Topptekst: 99076500573",
    ];
    assert_eq!(found(&zip.finish().unwrap().into_inner()), expected);
    let sheet = "<s><row><c><v>99076500565</v></c><c><v>9.9076500566E10</v></c><c><v>9907650</v></c><c t=\"inlineStr\"><is><t>99076500567</t></is></c></row></s>";
    let lines = ["Ark 1: 99076500565", "Ark 1: 99076500566", "Ark 1: 99076500567"];
    assert_eq!(found(&package(&[("xl/worksheets/sheet1.xml", sheet)])), lines);
    let cell = "<c><table-cell office:value=\"99076500565\"><text:p>99076500565</text:p></table-cell></c>";
    assert_eq!(found(&package(&[("content.xml", cell)])), [": 99076500565"]);
    let utf16: Vec<u8> = "99076500565 æ".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(found(&utf16), [": 99076500565 æ"]);
    assert_eq!(found(b"99076500565 \xe6"), [": 99076500565 æ"]);
}

proptest! {
    #[test]
    fn any_damage_to_a_package_has_an_answer(
        changes in vec((any::<prop::sample::Index>(), any::<u8>()), 1..20),
        cut in any::<prop::sample::Index>(),
    ) {
        let mut bytes = word(&[styled("Overskrift1", "Formål"), item(1, 0, "punkt"), p("", "tekst")].concat());
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        for bytes in [&bytes[..], &bytes[..cut.index(bytes.len())]] {
            let (document, faults) = read("a.docx", bytes, &Limits::default());
            prop_assert!(document.is_some() || !faults.is_empty());
            let _ = searchable("a.docx", bytes, &Limits::default());
        }
    }

    #[test]
    fn any_marks_have_an_answer(marks in vec(prop::sample::select(MARKS.to_vec()), 0..60)) {
        let bytes = word(&marks.concat());
        let (document, faults) = read("a.docx", &bytes, &Limits::default());
        prop_assert!(document.is_some() || !faults.is_empty());
        let mut open_tags: Vec<&str> = Vec::new();
        let mut balanced = String::new();
        for mark in marks {
            match mark.strip_prefix("</") {
                Some(_) => if let Some(name) = open_tags.pop() { balanced += &format!("</{name}>"); },
                None => {
                    balanced += mark;
                    let name = mark.strip_prefix('<').filter(|_| !mark.ends_with("/>") && !mark.contains("</"));
                    open_tags.extend(name.and_then(|name| name.split([' ', '>']).next()));
                }
            }
        }
        while let Some(name) = open_tags.pop() { balanced += &format!("</{name}>"); }
        for bytes in [word(&balanced), open("", &balanced)] {
            let (document, _) = read("a.docx", &bytes, &Limits::default());
            let document = document.expect("it is well-formed");
            for block in document.blocks() {
                prop_assert!(document.place(&block.text).span().end <= document.source().text().len());
            }
        }
    }
}

/// Marks of both formats, to be put together in any order.
const MARKS: [&str; 58] = [
    "<w:p>",
    "</w:p>",
    "<w:r>",
    "</w:r>",
    "<w:t>",
    "</w:t>",
    "tekst",
    "å ",
    "\n",
    "<w:br/>",
    "<w:tbl>",
    "</w:tbl>",
    "<w:tr>",
    "</w:tr>",
    "<w:tc>",
    "</w:tc>",
    "<w:tcPr><w:gridSpan w:val=\"3\"/></w:tcPr>",
    "<w:txbxContent>",
    "</w:txbxContent>",
    "<w:hyperlink r:id=\"l\">",
    "</w:hyperlink>",
    "<w:fldChar w:fldCharType=\"begin\"/>",
    "<w:fldChar w:fldCharType=\"separate\"/>",
    "<w:fldChar w:fldCharType=\"end\"/>",
    "<w:instrText>HYPERLINK \"a\"</w:instrText>",
    "<w:pPr><w:pStyle w:val=\"Overskrift1\"/></w:pPr>",
    "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>",
    "<w:rPr><w:b/></w:rPr>",
    "<w:rPr><w:strike/></w:rPr>",
    "<w:footnoteReference w:id=\"1\"/>",
    "<w:del>",
    "<w:ins>",
    "<w:bookmarkStart w:name=\"a\"/>",
    "<w:sdt>",
    "<w:sdtContent>",
    "<w:trPr><w:gridBefore w:val=\"2\"/></w:trPr>",
    "<text:p>",
    "</text:p>",
    "<text:h text:outline-level=\"2\">",
    "</text:h>",
    "<text:span>",
    "</text:span>",
    "<text:a xlink:href=\"a\">",
    "</text:a>",
    "<text:s text:c=\"3\"/>",
    "<text:list>",
    "</text:list>",
    "<text:list-item>",
    "<table:table>",
    "</table:table>",
    "<table:table-row table:number-rows-repeated=\"4\">",
    "</table:table-row>",
    "<table:table-cell table:number-columns-repeated=\"3\">",
    "<draw:text-box>",
    "</draw:text-box>",
    "<text:note-body>",
    "<text:line-break/>",
    "<text:tracked-changes>",
];
