//! XML as a row of marks and words.
//!
//! **Knows**: what quick-xml says of a text; that names are compared without their prefix; the deepest nesting.
//! **Does not know**: what the marks mean.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesEnd, BytesStart, Event};
use quick_xml::reader::Reader;

/// How deep elements may stand within each other: a document of an office program has some thirty levels.
const DEEPEST: usize = 1_000;

/// What comes next in an XML text.
pub(super) enum Node<'a> {
    /// An element begins.
    Start(Element<'a>),
    /// The element that began last and has not ended ends.
    End(End<'a>),
    /// Words.
    Text(Cow<'a, str>),
}

/// The start of an element.
pub(super) struct Element<'a> {
    start: BytesStart<'a>,
}

/// The end of an element.
pub(super) struct End<'a> {
    end: BytesEnd<'a>,
}

impl End<'_> {
    /// The name of the element without prefix.
    pub(super) fn name(&self) -> &str {
        self.end.local_name().into_inner()
    }
}

impl Element<'_> {
    /// Its name without prefix.
    pub(super) fn name(&self) -> &str {
        self.start.local_name().into_inner()
    }

    /// The value of the attribute of this name without prefix.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        let mut attributes = self.start.attributes();
        let mut attributes = attributes.with_checks(false).flatten();
        let found = attributes.find(|attribute| attribute.key.local_name().into_inner() == name)?;
        found.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
    }

    /// All attributes as they are written.
    pub(super) fn raw(&self) -> &str {
        self.start.attributes_raw()
    }

    /// All attributes as names without prefix and values.
    pub(super) fn attributes(&self) -> Vec<(String, String)> {
        let mut attributes = self.start.attributes();
        let pair = |attribute: Attribute<'_>| {
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned();
            Some((attribute.key.local_name().into_inner().to_owned(), value))
        };
        attributes.with_checks(false).flatten().filter_map(pair).collect()
    }
}

/// Why a text is no XML that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Broken {
    /// It is not well-formed, or nested too deep.
    Form,
    /// It declares a document type.
    Declared,
}

/// An XML text that is being read.
pub(super) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    /// How many elements are open.
    open: usize,
    /// Whether any element has begun: a text without one is no XML.
    begun: bool,
}

impl<'a> Xml<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, open: 0, begun: false }
    }

    /// What comes next; none at the end.
    pub(super) fn next(&mut self) -> Result<Option<Node<'a>>, Broken> {
        loop {
            let node = match self.reader.read_event().map_err(|_| Broken::Form)? {
                Event::Start(start) => {
                    self.begun = true;
                    self.open += 1;
                    if self.open > DEEPEST {
                        return Err(Broken::Form);
                    }
                    Node::Start(Element { start })
                }
                Event::End(end) => {
                    self.open = self.open.checked_sub(1).ok_or(Broken::Form)?;
                    Node::End(End { end })
                }
                Event::Text(text) => Node::Text(text.into_inner()),
                Event::CData(text) => Node::Text(text.into_inner()),
                Event::GeneralRef(name) => {
                    Node::Text(referenced(&name.into_inner()).ok_or(Broken::Form)?.to_string().into())
                }
                Event::DocType(_) => return Err(Broken::Declared),
                Event::Eof if self.begun && self.open == 0 => return Ok(None),
                Event::Eof => return Err(Broken::Form),
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => continue,
            };
            return Ok(Some(node));
        }
    }

    /// Leaves out what the element that just began holds, its end and all.
    pub(super) fn skip(&mut self) -> Result<(), Broken> {
        let depth = self.open;
        while self.open >= depth {
            if self.next()?.is_none() {
                break;
            }
        }
        Ok(())
    }
}

/// The letter that a reference stands for, between `&` and `;`: one of the five that XML knows, or a number.
fn referenced(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix('x') {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            return char::from_u32(code).filter(|letter| *letter != '\0');
        }
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::proptest;

    use super::*;

    /// The nodes of a text: `(a` and `a)` for marks, words as they stand.
    fn nodes(text: &str) -> Result<String, Broken> {
        let mut xml = Xml::new(text);
        let mut nodes = String::new();
        while let Some(node) = xml.next()? {
            match node {
                Node::Start(element) if element.name() == "skip" => xml.skip()?,
                Node::Start(element) => {
                    nodes += &format!("({}{}", element.name(), element.get("val").unwrap_or_default());
                }
                Node::End(end) => nodes += &format!("{})", end.name()),
                Node::Text(text) => nodes += &text,
            }
        }
        Ok(nodes)
    }

    fn check(text: &str, expected: Result<&str, Broken>) {
        assert_eq!(nodes(text).as_deref().map_err(|broken| *broken), expected, "{text}");
    }

    #[test]
    fn marks_and_words_come_in_their_order() {
        check("<w:p><w:t w:val='&lt;1'>a &amp; &#xE5;</w:t><w:b/></w:p>", Ok("(p(t<1a & åt)(bb)p)"));
        check("<?xml version='1.0'?><a><!-- x --><![CDATA[<b>]]></a>", Ok("(a<b>a)"));
        check("<a><skip><b/>x<skip/></skip>y</a>", Ok("(aya)"));
        for broken in ["", "a", "<a>", "<a></b>", "</a>", "<a>&x;</a>", "<a>&#0;</a>", "<a", "<a/><b>"] {
            check(broken, Err(Broken::Form));
        }
        check("<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", Err(Broken::Declared));
        check(&format!("{}{}", "<a>".repeat(100_000), "</a>".repeat(100_000)), Err(Broken::Form));
    }

    proptest! {
        #[test]
        fn any_text_has_an_answer(text in "[<>/!&;a =\"'?\\[\\]CDATA-]{0,60}") {
            let _ = nodes(&text);
        }
    }
}
