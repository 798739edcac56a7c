//! Packs the rule files for a quick start, and names the build.
//!
//! **Knows**: TOML, and the form in which `document::packed` reads it. What lies in `rules` is packed
//! as it is: nothing lists it.
//! **Does not know**: what a rule may say; the tests read every rule from its text.

use std::error::Error;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use toml::de::{DeTable, DeValue};

fn main() -> Result<(), Box<dyn Error>> {
    let mut packed = Vec::new();
    for path in files("rules")? {
        if let Some(name) = path.strip_prefix("rules/").filter(|name| name.ends_with(".toml")) {
            let text = fs::read_to_string(&path)?;
            pack_file(name, &text, &mut packed).map_err(|why| format!("{path}: {why}"))?;
        }
    }
    let out = std::env::var_os("OUT_DIR").ok_or("no OUT_DIR")?;
    fs::write(Path::new(&out).join("rules.packed"), packed)?;
    println!("cargo::rustc-env=REGISTERVAKT_BUILD={:016x}", build()?);
    Ok(())
}

/// The files in `folder` and below it, with `/` between, sorted; the build runs again when one changes.
fn files(folder: &str) -> Result<Vec<String>, Box<dyn Error>> {
    println!("cargo::rerun-if-changed={folder}");
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            let name = entry.file_name().into_string().map_err(|name| format!("{name:?} is no text"))?;
            let path = format!("{folder}/{name}");
            if entry.file_type()?.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    Ok(files)
}

/// A number that is another for every other source: what one build kept, no other build believes.
fn build() -> Result<u64, Box<dyn Error>> {
    println!("cargo::rerun-if-changed=Cargo.lock");
    let mut hasher = DefaultHasher::new();
    fs::read("Cargo.lock").unwrap_or_default().hash(&mut hasher);
    for path in files("src")? {
        path.hash(&mut hasher);
        fs::read(&path)?.hash(&mut hasher);
    }
    Ok(hasher.finish())
}

/// A file: its name, its table without words and examples, its table of words.
fn pack_file(name: &str, text: &str, out: &mut Vec<u8>) -> Result<(), Box<dyn Error>> {
    let table = DeTable::parse(text)?.into_inner();
    let (mut law, mut words) = (DeTable::new(), DeTable::new());
    for (key, value) in table {
        match key.get_ref().as_ref() {
            "eksempel" => {}
            "ord" => drop(words.insert(key, value)),
            _ => drop(law.insert(key, value)),
        }
    }
    put_bytes(name.as_bytes(), out)?;
    for part in [&law, &words] {
        let mut packed = Vec::new();
        pack_table(part, &mut packed)?;
        put_bytes(&packed, out)?;
    }
    Ok(())
}

fn pack_table(table: &DeTable<'_>, out: &mut Vec<u8>) -> Result<(), Box<dyn Error>> {
    out.push(b'{');
    put_length(table.len(), out)?;
    for (key, value) in table {
        put_bytes(key.get_ref().as_bytes(), out)?;
        pack(value.get_ref(), out)?;
    }
    Ok(())
}

fn pack(value: &DeValue<'_>, out: &mut Vec<u8>) -> Result<(), Box<dyn Error>> {
    match value {
        DeValue::String(text) => {
            out.push(b'"');
            put_bytes(text.as_bytes(), out)?;
        }
        DeValue::Integer(number) => {
            let number = i64::from_str_radix(&number.as_str().replace('_', ""), number.radix())?;
            out.push(b'0');
            out.extend(number.to_le_bytes());
        }
        DeValue::Boolean(true) => out.push(b'+'),
        DeValue::Boolean(false) => out.push(b'-'),
        DeValue::Datetime(moment) => {
            let date = moment.date.ok_or("a time of day")?;
            out.push(b'd');
            out.extend(date.year.to_le_bytes());
            out.extend([date.month, date.day]);
        }
        DeValue::Array(items) => {
            out.push(b'[');
            put_length(items.len(), out)?;
            items.iter().try_for_each(|item| pack(item.get_ref(), out))?;
        }
        DeValue::Table(table) => pack_table(table, out)?,
        DeValue::Float(_) => return Err("a number with a decimal point".into()),
    }
    Ok(())
}

fn put_bytes(bytes: &[u8], out: &mut Vec<u8>) -> Result<(), Box<dyn Error>> {
    put_length(bytes.len(), out)?;
    out.extend_from_slice(bytes);
    Ok(())
}

fn put_length(length: usize, out: &mut Vec<u8>) -> Result<(), Box<dyn Error>> {
    out.extend(u32::try_from(length)?.to_le_bytes());
    Ok(())
}
