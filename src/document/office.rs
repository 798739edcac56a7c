//! Documents that are packages: which kind of package, and what is wrong with one that cannot be read.
//!
//! **Knows**: that the content tells Word from OpenDocument, not the name; which faults are said of a package.
//! **Does not know**: parts and marks.

use super::Size;
use super::build::Reach;
use super::compose::compose;
use super::package::{Package, Trouble};
use super::{Document, Limits, cut, megabytes, open, size_of, too_large, unreadable, word};
use crate::fault::{DocumentFault, Fault, FaultKind};
use crate::source::Place;

/// Reads the package at `path`. Its size counts less than what comes out of it: pictures are never unpacked.
pub(super) fn read(path: &str, bytes: &[u8], limits: &Limits) -> (Option<Document>, Vec<Fault>) {
    let size = size_of(bytes);
    let limit = limits.bytes.max(limits.document_bytes);
    if let Some(fault) = too_large(path, Size { bytes: size, limit }) {
        return (None, vec![fault]);
    }
    match open(path, bytes, limits) {
        Ok((document, faults)) => (Some(document), faults),
        Err(trouble) => (None, vec![fault(path, trouble)]),
    }
}

fn open(path: &str, bytes: &[u8], limits: &Limits) -> Result<(Document, Vec<Fault>), Trouble> {
    let mut package = Package::open(bytes, limits.bytes.max(limits.document_bytes))?;
    let read = match word::read(&mut package, limits)? {
        Some(read) => read,
        None => open::read(&mut package, limits)?.ok_or_else(|| what_else(&package))?,
    };
    let (document, reach) = compose(path, &read.pieces, limits);
    let mut faults = Vec::new();
    let said = |kind| Fault::new(kind, Place::file(path), path).with("fil", path);
    if read.is_cut || reach == Reach::Cut {
        faults.push(cut(path, size_of(bytes), limits));
    }
    if read.changes.inserted + read.changes.deleted > 0 {
        let fault = said(FaultKind::TrackedChanges);
        let fault = fault.with("innsatt", read.changes.inserted.to_string());
        faults.push(fault.with("slettet", read.changes.deleted.to_string()));
    }
    if has_macros(&package) {
        faults.push(said(FaultKind::Macros));
    }
    Ok((document, faults))
}

/// Whether programs lie in a package.
fn has_macros(package: &Package<'_>) -> bool {
    let is_program = |name: &String| {
        name.ends_with("/vbaProject.bin")
            || (name.starts_with("Basic/") && name.ends_with(".xml"))
            || name.starts_with("Scripts/")
    };
    package.names().iter().any(|name| is_program(name) && !name.ends_with('/'))
}

/// What a package is that holds no document.
fn what_else(package: &Package<'_>) -> Trouble {
    for (part, format) in [("xl/workbook.xml", "xlsx"), ("ppt/presentation.xml", "pptx")] {
        if package.holds(part) {
            return Trouble::Other(format);
        }
    }
    if package.holds("[Content_Types].xml") {
        Trouble::Missing("word/document.xml".to_owned())
    } else if package.holds("mimetype") {
        Trouble::Missing("content.xml".to_owned())
    } else {
        Trouble::Other("zip")
    }
}

/// The fault of a package that cannot be read.
pub(super) fn fault(path: &str, trouble: Trouble) -> Fault {
    let (kind, name, value) = match trouble {
        Trouble::Encrypted => (DocumentFault::Encrypted, "aarsak", String::new()),
        Trouble::Other(format) => (DocumentFault::Mistaken, "format", format.to_owned()),
        Trouble::Damaged(part) => (DocumentFault::Damaged, "aarsak", part),
        Trouble::Missing(part) => (DocumentFault::MissingPart, "aarsak", part),
        Trouble::TooLarge(limit) => (DocumentFault::Unpacked, "grense", megabytes(limit)),
        Trouble::Declared(part) => (DocumentFault::Declared, "aarsak", part),
    };
    unreadable(path, kind).with(name, value)
}
#[cfg(test)]
mod tests;
