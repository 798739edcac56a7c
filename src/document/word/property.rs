//! What a Word document says of its paragraphs, runs and tables before their words come.
//!
//! **Knows**: the properties that matter to the model, and that former properties stand among them.
//! **Does not know**: styles, what becomes of a property.

use super::style::{Type, is_on};
use crate::document::xml::{Broken, Element, Node, Xml};

/// What a paragraph says of itself.
#[derive(Debug, Default)]
pub(super) struct Properties {
    pub(super) style: Option<String>,
    /// The list it belongs to; `0` takes it out of the list of its style.
    pub(super) list: Option<String>,
    /// The level in the list, from 0.
    pub(super) depth: Option<usize>,
    /// The outline level, from 0; 9 is running text.
    pub(super) outline: Option<u8>,
    /// Whether its end was deleted, so that the next paragraph goes on with it.
    pub(super) end_deleted: bool,
}

/// What a run says of itself.
#[derive(Debug, Default)]
pub(super) struct RunProperties {
    pub(super) look: Type,
    pub(super) style: Option<String>,
}

/// What a row says of itself.
#[derive(Debug, Default)]
pub(super) struct RowProperties {
    pub(super) is_head: bool,
    pub(super) is_deleted: bool,
    /// How many columns are left free before its cells.
    pub(super) before: usize,
}

/// What a content control says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Control {
    /// What it holds is text.
    Text,
    /// It holds a table of contents, or the prompt to write something: no text.
    NoText,
}

/// Hands every element up to the end of the one that just began to `take`, but for former properties.
fn each(xml: &mut Xml<'_>, mut take: impl FnMut(&Element<'_>)) -> Result<(), Broken> {
    let mut depth = 1;
    while depth > 0 {
        match xml.next()? {
            Some(Node::Start(element)) if is_former(element.name()) => xml.skip()?,
            Some(Node::Start(element)) => {
                depth += 1;
                take(&element);
            }
            Some(Node::End(_)) => depth -= 1,
            Some(Node::Text(_)) => {}
            None => return Err(Broken::Form),
        }
    }
    Ok(())
}

/// Whether an element holds what was before a tracked change of the format.
pub(super) fn is_former(name: &str) -> bool {
    matches!(
        name,
        "pPrChange"
            | "rPrChange"
            | "sectPrChange"
            | "tblPrChange"
            | "tblGridChange"
            | "tblPrExChange"
            | "trPrChange"
            | "tcPrChange"
            | "numberingChange"
    )
}

/// Reads `pPr`.
pub(super) fn paragraph(xml: &mut Xml<'_>) -> Result<Properties, Broken> {
    let mut properties = Properties::default();
    each(xml, |element| {
        let value = || element.get("val");
        match element.name() {
            "pStyle" => properties.style = value(),
            "numId" => properties.list = value(),
            "ilvl" => properties.depth = value().and_then(|depth| depth.parse().ok()),
            "outlineLvl" => properties.outline = value().and_then(|level| level.parse().ok()),
            "del" | "moveFrom" => properties.end_deleted = true,
            _ => {}
        }
    })?;
    Ok(properties)
}

/// Reads `rPr`.
pub(super) fn run(xml: &mut Xml<'_>) -> Result<RunProperties, Broken> {
    let mut properties = RunProperties::default();
    each(xml, |element| match element.name() {
        "rStyle" => properties.style = element.get("val"),
        _ => properties.look.take(element),
    })?;
    Ok(properties)
}

/// Reads `tblPr`: whether the first row is made to look like a head.
pub(super) fn table(xml: &mut Xml<'_>) -> Result<bool, Broken> {
    let mut first_row = false;
    each(xml, |element| {
        if element.name() == "tblLook" {
            let bits = element.get("val").and_then(|bits| u32::from_str_radix(&bits, 16).ok());
            first_row = match element.get("firstRow") {
                Some(first) => matches!(first.as_str(), "1" | "true" | "on"),
                None => bits.is_some_and(|bits| bits & 0x20 != 0),
            };
        }
    })?;
    Ok(first_row)
}

/// Reads `trPr`.
pub(super) fn row(xml: &mut Xml<'_>) -> Result<RowProperties, Broken> {
    let mut properties = RowProperties::default();
    each(xml, |element| match element.name() {
        "tblHeader" => properties.is_head = is_on(element),
        "del" => properties.is_deleted = true,
        "gridBefore" => {
            properties.before =
                element.get("val").and_then(|columns| columns.parse().ok()).unwrap_or_default();
        }
        _ => {}
    })?;
    Ok(properties)
}

/// Reads `tcPr`: how many columns the cell is wide.
pub(super) fn cell(xml: &mut Xml<'_>) -> Result<usize, Broken> {
    let mut width = 1;
    each(xml, |element| {
        if element.name() == "gridSpan" {
            width = element.get("val").and_then(|columns| columns.parse().ok()).unwrap_or(1);
        }
    })?;
    Ok(width)
}

/// Reads `sdtPr`.
pub(super) fn control(xml: &mut Xml<'_>) -> Result<Control, Broken> {
    let mut control = Control::Text;
    each(xml, |element| {
        let is_contents = element.name() == "docPartGallery"
            && element.get("val").is_some_and(|gallery| gallery == "Table of Contents");
        if is_contents || (element.name() == "showingPlcHdr" && is_on(element)) {
            control = Control::NoText;
        }
    })?;
    Ok(control)
}
