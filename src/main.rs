//! The door.
#![allow(clippy::all, clippy::unwrap_used, clippy::exit, clippy::print_stdout, clippy::print_stderr, missing_docs)]
use registervakt::*;
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let mut view = git::View::Worktree; let mut today = chrono::NaiveDate::from_ymd_opt(2026,11,23).unwrap(); let mut format = output::Format::Human;
    let mut i = 2; let mut dir = std::path::PathBuf::from(".");
    while i < args.len() { match args[i].as_str() { "--rev" => { view = git::View::Revision(args[i+1].clone()); i+=1; } "--staged" => view = git::View::Index, "--today" => { today = args[i+1].parse().unwrap(); i+=1; } "--format" => { if args[i+1]=="json" { format = output::Format::Json } i+=1; } "-C" => { dir = args[i+1].clone().into(); i+=1; } _ => {} } i+=1; }
    let r = job::check::check(&job::check::CheckRequest { dir: &dir, view, paths: &[], today, lang: finding::Lang::Nb, name: if args.get(1).is_some_and(|a| a=="requirements") { report::JobName::Requirements } else { report::JobName::Check } });
    match r { Err(e) => { eprintln!("{}", e.message(finding::Lang::Nb)); std::process::exit(3) }
      Ok(r) => { output::write(&r, format, &Default::default(), &mut std::io::stdout()).unwrap();
        let bad = r.registers.iter().any(|r| r.findings.iter().any(|f| f.counts() && f.level == finding::Level::Error)); std::process::exit(bad as i32) } }
}
