//! Fields of a Word document: an instruction, and the text that Word wrote for it last.
//!
//! **Knows**: which part of a field is text, tables of contents, links that are fields.
//! **Does not know**: paragraphs.

/// The longest instruction that is kept, in bytes.
const LONGEST: usize = 4_000;

/// How many fields may stand within each other.
const DEEPEST: usize = 50;

/// A field that has begun and not ended.
#[derive(Debug)]
struct Field {
    instruction: String,
    part: Part,
    /// Where its text begins in the paragraph.
    mark: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Instruction,
    Result,
    /// The lines of a table of contents.
    Contents,
}

/// The fields that are open, outermost first.
#[derive(Debug, Default)]
pub(super) struct Fields {
    open: Vec<Field>,
}

impl Fields {
    /// A field begins.
    pub(super) fn begin(&mut self) {
        if self.open.len() < DEEPEST {
            self.open.push(Field { instruction: String::new(), part: Part::Instruction, mark: 0 });
        }
    }

    /// A part of the instruction of the innermost field.
    pub(super) fn instruct(&mut self, text: &str) {
        if let Some(field) = self.open.last_mut().filter(|field| field.part == Part::Instruction) {
            let end = text.floor_char_boundary(LONGEST.saturating_sub(field.instruction.len()));
            field.instruction.push_str(&text[..end]);
        }
    }

    /// The text of the innermost field begins, at the byte `mark` of the paragraph.
    pub(super) fn separate(&mut self, mark: usize) {
        if let Some(field) = self.open.last_mut() {
            let contents = matches!(word(&field.instruction).as_str(), "TOC" | "INDEX" | "TOA");
            field.part = if contents { Part::Contents } else { Part::Result };
            field.mark = mark;
        }
    }

    /// The innermost field ends: where it leads and where its text began, if it is a link.
    pub(super) fn end(&mut self) -> Option<(String, usize)> {
        let field = self.open.pop()?;
        let target = target(&field.instruction).filter(|_| field.part == Part::Result)?;
        Some((target, field.mark))
    }

    /// Whether what comes now is no text.
    pub(super) fn hide(&self) -> bool {
        self.open.iter().any(|field| field.part != Part::Result)
    }

    /// A paragraph begins. No instruction reaches into it, and no table of contents into a heading: where
    /// a field was left open, what comes is text.
    pub(super) fn enter_paragraph(&mut self, is_heading: bool) {
        self.open.retain(|field| match field.part {
            Part::Instruction => false,
            Part::Contents => !is_heading,
            Part::Result => true,
        });
        self.open.iter_mut().for_each(|field| field.mark = 0);
    }
}

/// The first word of an instruction, in capitals.
fn word(instruction: &str) -> String {
    instruction.split_whitespace().next().unwrap_or_default().to_uppercase()
}

/// Where an instruction leads, if it is `HYPERLINK "…"`, perhaps with `\l "anchor"`.
fn target(instruction: &str) -> Option<String> {
    let rest = instruction.trim_start().strip_prefix("HYPERLINK")?;
    let mut target = String::new();
    let mut quoted = rest.split('"');
    while let (Some(before), Some(value)) = (quoted.next(), quoted.next()) {
        match before.trim() {
            "" => target.push_str(value),
            "\\l" => target.push_str(&format!("#{value}")),
            _ => {}
        }
    }
    (!target.is_empty()).then_some(target)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_read_off_instructions() {
        for (instruction, leads) in [
            (" HYPERLINK \"https://example.org\" ", Some("https://example.org")),
            ("HYPERLINK \\l \"_Toc1\"", Some("#_Toc1")),
            ("HYPERLINK \"a.docx\" \\l \"b\" \\o \"tips\"", Some("a.docx#b")),
            ("PAGEREF _Toc1", None),
            ("HYPERLINK \"", None),
        ] {
            assert_eq!(target(instruction).as_deref(), leads, "{instruction}");
        }
    }

    #[test]
    fn a_field_left_open_hides_no_more_than_its_own() {
        let mut fields = Fields::default();
        fields.begin();
        fields.instruct("TOC \\o");
        assert!(fields.hide());
        fields.separate(0);
        fields.enter_paragraph(false);
        assert!(fields.hide());
        fields.enter_paragraph(true);
        assert!(!fields.hide());
        fields.begin();
        fields.enter_paragraph(false);
        assert!(!fields.hide() && fields.end().is_none());
    }
}
