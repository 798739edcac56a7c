//! The text of a PDF file as records: what the child process does.
//!
//! **Knows**: the order of the work; when a file has no text that can be read; what is searched beside the text.
//! **Does not know**: processes, limits of time and memory, documents.

use std::collections::{BTreeMap, BTreeSet};

use hayro_interpret::InterpreterCache;
use hayro_interpret::hayro_syntax::object::{MaybeRef, Name, Object, Stream};
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::aligned::{self, Item};
use super::column::{self, Content, Piece};
use super::flow;
use super::glyph::{self, Sheet};
use super::grid;
use super::letter;
use super::line::{self, Part};
use super::margin::{self, Leaf};
use super::record::{self, Failure, Record, What};
use super::size::Type;

/// The most pages that are read.
const MOST_PAGES: usize = 2_000;

/// The most letters that are read.
const MOST_LETTERS: usize = 4_000_000;

/// The most bytes of text beside the text.
const MOST_ASIDES: usize = 1_000_000;

/// So many pages that are pictures alone are a part that is missing, and no covers.
const FEW_PICTURES: usize = 3;

/// Notes at the foot are written smaller than this, against the text.
const NOTE: f32 = 0.93;

/// The keys of strings that people see.
const KEYS: [&[u8]; 12] =
    [b"Contents", b"V", b"DV", b"RC", b"Title", b"Subj", b"T", b"TU", b"Alt", b"ActualText", b"E", b"CA"];

/// How far within each other objects are looked through for strings.
const DEEPEST: usize = 4;

/// The text of the PDF file `bytes`, in the form that `super::read` understands. Made for the child
/// process alone: no library that reads PDF ends well on every file.
pub fn extract(bytes: Vec<u8>) -> String {
    let records = match Pdf::new(bytes) {
        Ok(pdf) => records(&pdf),
        Err(LoadPdfError::Decryption(
            DecryptionError::PasswordProtected | DecryptionError::UnsupportedAlgorithm,
        )) => {
            vec![failed(Failure::Encrypted)]
        }
        Err(LoadPdfError::Decryption(_) | LoadPdfError::Invalid) => vec![failed(Failure::Broken)],
    };
    record::write(&records)
}

fn failed(why: Failure) -> Record {
    Record { what: What::Failed(why), text: String::new() }
}

/// What was counted on the way.
#[derive(Default)]
struct Tally {
    letters: usize,
    nameless: usize,
    pictures: usize,
    beyond: usize,
}

fn records(pdf: &Pdf) -> Vec<Record> {
    let mut asides = strings(pdf);
    let mut tally = Tally { beyond: pdf.pages().len().saturating_sub(MOST_PAGES), ..Tally::default() };
    let mut leaves = Vec::new();
    let cache = InterpreterCache::new();
    for page in pdf.pages().iter().take(MOST_PAGES) {
        let sheet = glyph::read(page, &cache);
        tally.letters += sheet.glyphs.len();
        tally.nameless += sheet.nameless;
        tally.pictures += usize::from(sheet.images > 0 && sheet.glyphs.is_empty());
        asides.push(sheet.stray.clone());
        leaves.push(Leaf { height: sheet.height, pieces: pieces(&sheet) });
        if tally.letters > MOST_LETTERS {
            tally.beyond = pdf.pages().len() - leaves.len();
            break;
        }
    }
    let aside = |text: String| Record { what: What::Aside, text };
    let failure = if leaves.is_empty() {
        Some(Failure::Broken)
    } else if tally.letters == 0 {
        Some(if tally.pictures > 0 { Failure::Scanned } else { Failure::Broken })
    } else if tally.nameless * 10 > tally.letters {
        Some(Failure::Nameless)
    } else {
        None
    };
    let mut records = match failure {
        Some(why) => vec![failed(why)],
        None => text(leaves, &mut asides),
    };
    if failure.is_none() && tally.pictures >= FEW_PICTURES {
        records.push(Record { what: What::Scanned, text: tally.pictures.to_string() });
    }
    if tally.beyond > 0 {
        records.push(Record { what: What::Beyond, text: MOST_PAGES.min(tally.beyond).to_string() });
    }
    records.extend(asides.into_iter().filter(|text| !text.trim().is_empty()).map(aside));
    records
}

/// What stands on a page: tables that are drawn, and text outside them.
fn pieces(sheet: &Sheet) -> Vec<Piece> {
    let mut glyphs = sheet.glyphs.clone();
    // A dot is a bullet where text begins right of it.
    glyphs.extend(sheet.bullets.iter().filter(|dot| {
        let is_text =
            |glyph: &&glyph::Glyph| (glyph.y - dot.y).abs() < 0.25 * glyph.size && glyph.letter != ' ';
        let mut beside = sheet.glyphs.iter().filter(is_text);
        let nearest = beside.clone().map(|glyph| glyph.x0 - dot.x1).fold(f32::MAX, f32::min);
        (0.0..=2.5 * dot.size).contains(&nearest) && beside.all(|glyph| glyph.x0 > dot.x1)
    }));
    let mut pieces = Vec::new();
    for grid in grid::find(&sheet.rules) {
        let Some(cells) = grid.fill(glyphs.iter()) else { continue };
        glyphs.retain(|glyph| !grid.holds(glyph));
        let text = |cell: &Vec<glyph::Glyph>| {
            let mut text = String::new();
            let parts = line::parts(cell);
            parts.iter().for_each(|part| letter::join(&mut text, &part.text, &BTreeSet::new()));
            text
        };
        let rows = cells.iter().map(|row| row.iter().map(text).collect()).collect();
        let (Some(x0), Some(x1)) = (grid.xs.first(), grid.xs.last()) else { continue };
        let (Some(top), Some(y)) = (grid.ys.first(), grid.ys.last()) else { continue };
        pieces.push(Piece { x0: *x0, x1: *x1, top: *top, y: *y, content: Content::Table(rows) });
    }
    pieces.extend(line::parts(&glyphs).into_iter().map(|part| Piece {
        x0: part.x0,
        x1: part.x1,
        top: part.y - part.size,
        y: part.y,
        content: Content::Text(part),
    }));
    pieces
}

/// The text of all pages.
fn text(mut leaves: Vec<Leaf>, asides: &mut Vec<String>) -> Vec<Record> {
    let body = body_size(&leaves);
    asides.extend(margin::clear(&mut leaves, body));
    let mut hyphened = BTreeSet::new();
    for part in leaves.iter().flat_map(|leaf| &leaf.pieces).filter_map(text_of) {
        hyphened.extend(letter::hyphened(&part.text));
    }
    let mut numbers = BTreeSet::new();
    let mut items = Vec::new();
    let mut region_number = 0;
    for (at, mut leaf) in leaves.into_iter().enumerate() {
        let page = u32::try_from(at + 1).unwrap_or(u32::MAX);
        let notes = notes(&mut leaf, body, &hyphened);
        for region in column::order(leaf.pieces) {
            region_number += 1;
            items.extend(aligned::items(region, page, region_number, &hyphened));
        }
        for (number, text) in notes {
            numbers.insert(number);
            items.push(Item::Note(text));
        }
    }
    let kind = Type::of(&items, body);
    flow::records(&items, &kind, &numbers, &hyphened)
}

fn text_of(piece: &Piece) -> Option<&Part> {
    match &piece.content {
        Content::Text(part) => Some(part),
        Content::Table(_) => None,
    }
}

/// The size that most letters have.
fn body_size(leaves: &[Leaf]) -> f32 {
    let mut sizes: BTreeMap<i32, usize> = BTreeMap::new();
    for piece in leaves.iter().flat_map(|leaf| &leaf.pieces) {
        match &piece.content {
            Content::Text(part) => {
                *sizes.entry((part.size * 4.0).round() as i32).or_default() += part.text.len();
            }
            Content::Table(_) => {}
        }
    }
    sizes.into_iter().max_by_key(|(_, length)| *length).map_or(10.0, |(size, _)| size as f32 / 4.0)
}

/// Takes the notes off the foot of a page: each with its number.
fn notes(leaf: &mut Leaf, body: f32, hyphened: &BTreeSet<String>) -> Vec<(String, String)> {
    let (height, pieces) = (leaf.height, &mut leaf.pieces);
    let is_small = |piece: &Piece| text_of(piece).is_some_and(|part| part.size <= NOTE * body);
    let small_from = pieces.iter().filter(|piece| !is_small(piece)).map(|piece| piece.y).fold(0.0, f32::max);
    // Where they are as large as the text, the raised figure shows the first of them.
    let is_raised = |piece: &&Piece| {
        text_of(piece).is_some_and(|part| {
            part.y > 0.5 * height && part.text.starts_with(|letter| letter::lowered(letter).is_some())
        })
    };
    let raised_from = pieces.iter().filter(is_raised).map(|piece| piece.y - 1.0).fold(f32::MAX, f32::min);
    let text_end = small_from.min(raised_from);
    let mut small: Vec<&Part> =
        pieces.iter().filter(|piece| piece.y > text_end).filter_map(text_of).collect();
    small.sort_by(|one, two| one.y.total_cmp(&two.y).then(one.x0.total_cmp(&two.x0)));
    let mut notes: Vec<(String, String)> = Vec::new();
    let mut last_y = f32::MIN;
    for part in small {
        let starts_line = part.y - last_y > 0.5 * part.size;
        last_y = part.y;
        match note_number(&part.text).filter(|_| starts_line) {
            Some((number, text)) => notes.push((number, text.to_owned())),
            None => match notes.last_mut() {
                Some((_, note)) => letter::join(note, &part.text, hyphened),
                None => return Vec::new(),
            },
        }
    }
    if !notes.is_empty() {
        pieces.retain(|piece| piece.y <= text_end || text_of(piece).is_none());
    }
    notes.retain(|(_, text)| !text.is_empty());
    notes
}

/// The number that a note begins with, and its text.
fn note_number(text: &str) -> Option<(String, &str)> {
    let raised = text.find(|letter| letter::lowered(letter).is_none()).unwrap_or(text.len());
    if raised > 0 {
        let number = text[..raised].chars().filter_map(letter::lowered).collect();
        return Some((number, text[raised..].trim_start()));
    }
    let end = text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len());
    (1..=3).contains(&end).then(|| (text[..end].to_owned(), text[end..].trim_start()))
}

/// The strings of a file that people see beside its text: properties, remarks, fields, bookmarks.
fn strings(pdf: &Pdf) -> Vec<String> {
    let properties = pdf.metadata();
    let texts = [&properties.title, &properties.author, &properties.subject, &properties.keywords];
    let texts = texts.into_iter().chain([&properties.creator, &properties.producer]).flatten();
    let mut found: Vec<String> = texts.map(|bytes| decoded(bytes)).collect();
    let mut room = MOST_ASIDES;
    for object in pdf.objects() {
        match object {
            Object::Stream(stream) => found.extend(properties_of(&stream)),
            other => gather(&other, DEEPEST, &mut room, &mut found),
        }
        if room == 0 {
            break;
        }
    }
    found.sort();
    found.dedup();
    found
}

/// Gathers the strings of an object and of those within it.
fn gather(object: &Object<'_>, depth: usize, room: &mut usize, found: &mut Vec<String>) {
    let direct: Vec<(bool, Object<'_>)> = match object {
        Object::Dict(dict) => {
            let entries = dict.entries().filter_map(|(key, value)| match value {
                MaybeRef::NotRef(value) => Some((KEYS.contains(&key.as_ref()), value)),
                MaybeRef::Ref(_) => None,
            });
            entries.collect()
        }
        Object::Array(items) => {
            let items = items.raw_iter().filter_map(|item| match item {
                MaybeRef::NotRef(value @ (Object::Dict(_) | Object::Array(_))) => Some((false, value)),
                MaybeRef::NotRef(_) | MaybeRef::Ref(_) => None,
            });
            items.collect()
        }
        _ => return,
    };
    for (is_text, value) in direct {
        match value {
            Object::String(text) if is_text && *room > 0 => {
                let text = decoded(text.as_bytes());
                *room = room.saturating_sub(text.len() + 1);
                found.push(text);
            }
            Object::Dict(_) | Object::Array(_) if depth > 0 => gather(&value, depth - 1, room, found),
            _ => {}
        }
    }
}

/// The texts of a stream of properties (XMP).
fn properties_of(stream: &Stream<'_>) -> Vec<String> {
    words_of(stream).unwrap_or_default()
}

/// What stands between the tags of such a stream; none for any other.
fn words_of(stream: &Stream<'_>) -> Option<Vec<String>> {
    let kind = stream.dict().get::<Name<'_>>(b"Type")?;
    if kind.as_ref() != b"Metadata" || stream.raw_data().len() > MOST_ASIDES {
        return None;
    }
    let data = stream.decoded().ok()?;
    let text = String::from_utf8_lossy(&data[..data.len().min(MOST_ASIDES)]).into_owned();
    let words = text.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, words)| words.trim());
    let words = words.filter(|words| !words.is_empty() && !words.contains("uuid:"));
    Some(words.map(str::to_owned).collect())
}

/// A string of a PDF file: UTF-16, UTF-8 or nearly Latin-1.
fn decoded(bytes: &[u8]) -> String {
    match bytes {
        [0xFE, 0xFF, rest @ ..] => {
            let units: Vec<u16> = rest.as_chunks().0.iter().map(|pair| u16::from_be_bytes(*pair)).collect();
            String::from_utf16_lossy(&units)
        }
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}
