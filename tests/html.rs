//! The page in a real browser: nothing runs over the edge, and axe finds nothing that shuts people out.
//!
//! **Knows**: Chromium, axe-core, pages of a check, a review, the requirements, a question and reminders, and
//! letters.
//! **Does not know**: what stands on them; the test `output` does.
//!
//! Chromium is looked for as `chromium`, axe as the file named by `AXE_CORE` (`axe.min.js` of the package
//! `axe-core` of npm). Where one is missing, the test says so and looks at nothing; with
//! `REGISTERVAKT_BROWSER` set, as in the gate, it fails.

#[path = "mail/invented.rs"]
#[allow(dead_code, reason = "the tests of letters use more of it")]
mod invented;
#[path = "support/reminded.rs"]
mod reminded;
#[path = "support/mod.rs"]
mod support;

use std::path::{Path, PathBuf};
use std::process::Command;

use registervakt::finding::Lang;
use registervakt::mail::{self, Templates};
use registervakt::output::{self, Format, Options};
use registervakt::report::letter::Letter;
use registervakt::report::reminder::Deadline;
use serde_json::Value;
use support::Repo;

const TODAY: &str = "2026-11-23";

/// What the browser finds wrong with the page: how far it runs over its edge, and what axe says.
const LOOK: &str = r#"
const edge = document.documentElement.clientWidth;
const wide = document.scrollingElement.scrollWidth - edge;
const over = [...document.querySelectorAll('body *')]
  .filter(one => one.getBoundingClientRect().right > edge + 1 && !one.closest('.hidden, script'));
axe.run(document, { resultTypes: ['violations', 'incomplete'] }).then(found => {
  const told = list => list.map(rule => rule.id + ': ' + rule.nodes.map(node => node.target.join(' ')).slice(0, 3).join(', '));
  // Of a sign that stands beside its word, axe says that it is too short to tell.
  const unsure = found.incomplete.filter(rule => rule.id === 'color-contrast')
    .map(rule => ({ ...rule, nodes: rule.nodes.filter(node => !node.html.includes('aria-hidden')) }))
    .filter(rule => rule.nodes.length);
  const said = { wide, over: over.slice(0, 3).map(one => one.outerHTML.slice(0, 200)),
    faults: told([...found.violations, ...unsure]), passes: found.passes.length,
    width: window.innerWidth, dark: matchMedia('(prefers-color-scheme: dark)').matches };
  document.body.textContent = 'LOOKED' + JSON.stringify(said) + 'LOOKED';
});
"#;

/// The program and the file of axe; none where the machine has not both.
fn browser() -> Option<(&'static str, PathBuf)> {
    let program = "chromium";
    let there = Command::new(program).arg("--version").output().is_ok_and(|ran| ran.status.success());
    let axe = std::env::var_os("AXE_CORE").map(PathBuf::from).filter(|file| file.is_file());
    let found = axe.filter(|_| there).map(|axe| (program, axe));
    let asked = std::env::var_os("REGISTERVAKT_BROWSER").is_some();
    assert!(found.is_some() || !asked, "no chromium, or AXE_CORE names no file");
    found
}

/// Pages with all that a page may hold: files and names that are long, waivers, several registers.
fn pages(folder: &Path) -> Vec<PathBuf> {
    let file = |name: &str| folder.join(format!("{name}.html"));
    let write = |repo: &Repo, name: &str, line: &str| {
        let format = format!("html={}", file(name).display());
        let arguments: Vec<&str> = line.split(' ').chain(["--today", TODAY, "--format", &format]).collect();
        let ran = repo.registervakt(&arguments);
        assert!(ran.status.code().is_some_and(|code| code < 2), "{}", String::from_utf8_lossy(&ran.stderr));
        file(name)
    };
    let repo = Repo::new();
    for (path, bytes) in registervakt::asset::demo() {
        repo.write_bytes(path, bytes);
    }
    let long = "et-usedvanlig-langt-navn-uten-blanke-".repeat(4);
    repo.write(&format!("vedlegg/{long}.md"), "Kari, født 15076500565\n");
    repo.commit("Første").branch("forslag");
    let text = std::fs::read_to_string(repo.root().join("register.toml")).expect("the demo has one");
    let widened =
        text.replace("icd10 = [\"J45\"", "icd10 = [\"J44\", \"J45\"").replace("fra = 12", "fra = 6");
    assert_ne!(text, widened);
    repo.write("register.toml", &widened.replace("netside", "nettside")).commit("Flere pasienter");
    let mut pages = vec![
        write(&repo, "check", "check"),
        write(&repo, "requirements", "requirements --lang nn"),
        write(&repo, "review", "review main..forslag"),
        write(&repo, "what-if", "what-if icd10+=M46 --lang en"),
    ];
    repo.write("hofte/register.toml", &text).write("kne/register.toml", &widened);
    pages.push(write(&repo, "several", "check"));
    pages.push(reminders(folder, &long));
    pages.extend(letters(folder));
    pages
}

/// The page of a day with reminders, one of a person with a long name.
fn reminders(folder: &Path, long: &str) -> PathBuf {
    let mut report = reminded::standing();
    report.registers[1].reminders.push(reminded::reminder(
        Deadline::Term,
        long,
        reminded::on(2027, 7, 1),
        -30,
    ));
    let recipient = reminded::person("servicemiljoe", long, "lang@example.org");
    report.registers[1].reminders[0].to.push(recipient);
    let mut page = Vec::new();
    let options = Options { lang: Lang::Nn, ..Options::default() };
    output::write(&report, Format::Html, &options, &mut page).expect("writing to memory");
    let file = folder.join("remind.html");
    std::fs::write(&file, page).expect("a file");
    file
}

/// A letter of each kind, one with words that are too long for any line.
fn letters(folder: &Path) -> Vec<PathBuf> {
    let mut letters = invented::all();
    let mut long = letters[0].1.clone();
    long.entries[0].missing.push("langtnavn".repeat(40));
    long.entries[0].closes.push_str(&format!("\nnavn = \"{}\"", "langtnavn".repeat(40)));
    letters.push(("lang.nb".to_owned(), long));
    let write = |(name, letter): &(String, Letter)| {
        let file = folder.join(format!("brev-{name}.html"));
        let message = mail::compose(letter, invented::at(), &Templates::built_in()).expect("it can be");
        std::fs::write(&file, message.html).expect("a file");
        file
    };
    letters.iter().filter(|(name, _)| name.ends_with(".nb")).map(write).collect()
}

/// What the browser says of a page at a width.
fn look(program: &str, axe: &str, page: &Path, width: usize, dark: bool) -> Value {
    let html = std::fs::read_to_string(page).expect("just written");
    // A page forbids scripts, and ours is one; a letter has no scripts, and forbids none.
    let (before, behind) = match html.split_once("<meta http-equiv") {
        Some((before, policy)) => (before, policy.split_once('>').expect("a tag ends").1),
        None => html.split_at(html.find("<title>").expect("a letter has a title")),
    };
    let script =
        format!("<script>{axe}</script><script>addEventListener('load', () => {{ {LOOK} }})</script></body>");
    let open = behind.replace("<details>", "<details open>").replace("</body>", &script);
    // A window of a browser without a screen is never narrower than some 500 pixels, a frame is.
    let inner = page.with_extension("inner.html");
    std::fs::write(&inner, format!("{before}{open}")).expect("a file");
    let outer = page.with_extension("outer.html");
    let name = inner.file_name().expect("a file").to_string_lossy().into_owned();
    let frame = format!(
        "<!DOCTYPE html><title>x</title><iframe id=f src=\"{name}\" style=\"width:{width}px;height:3000px;border:0\"></iframe><script>const read = () => {{ const said = f.contentDocument.body.textContent; said.startsWith('LOOKED') ? document.body.textContent = said : setTimeout(read, 50) }}; addEventListener('load', read)</script>"
    );
    std::fs::write(&outer, frame).expect("a file");
    let profile = page.with_extension("profile");
    let mut command = Command::new(program);
    command.args(["--headless", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files"]);
    command.args(["--window-size=1400,3000", "--virtual-time-budget=60000", "--dump-dom"]);
    command.arg(format!("--user-data-dir={}", profile.display()));
    command.arg(format!("--blink-settings=preferredColorScheme={}", if dark { 0 } else { 1 }));
    let ran = command.arg(format!("file://{}", outer.display())).output().expect("it was there");
    let dom = String::from_utf8_lossy(&ran.stdout).into_owned();
    let said = dom
        .split("LOOKED")
        .nth(1)
        .unwrap_or_else(|| panic!("the browser said nothing of {}", page.display()));
    let said = said.replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", " ").replace("&amp;", "&");
    serde_json::from_str(&said).expect("what the script wrote")
}

#[test]
fn pages_fit_a_phone_and_shut_nobody_out() {
    let Some((program, axe)) = browser() else {
        eprintln!("chromium or axe-core (AXE_CORE) is not on this machine: the pages were not looked at");
        return;
    };
    let axe = std::fs::read_to_string(axe).expect("a file");
    let folder = tempfile::TempDir::new().expect("a temporary folder");
    let none = Value::Array(Vec::new());
    for page in pages(folder.path()) {
        for (width, dark) in [(390, false), (390, true), (1280, false), (1280, true)] {
            let said = look(program, &axe, &page, width, dark);
            let at = format!("{} at {width}, dark: {dark}: {said:#}", page.display());
            assert_eq!((&said["width"], &said["dark"]), (&Value::from(width), &Value::from(dark)), "{at}");
            assert_eq!(
                (&said["wide"], &said["over"], &said["faults"]),
                (&Value::from(0), &none, &none),
                "{at}"
            );
            assert!(said["passes"].as_i64() > Some(10), "{at}");
        }
    }

    // The eye sees: a page that was spoiled is not let through.
    let page = folder.path().join("check.html");
    let html = std::fs::read_to_string(&page).expect("written above");
    let spoiled = html.replace("<dd>", "<dd style=\"white-space:nowrap;color:#999;background:#aaa\">");
    std::fs::write(&page, spoiled.replace("<html lang=\"nb\">", "<html>")).expect("a file");
    let said = look(program, &axe, &page, 390, false);
    let faults = said["faults"].to_string();
    assert!(said["wide"].as_i64() > Some(0) && said["over"] != none, "{said:#}");
    assert!(faults.contains("color-contrast") && faults.contains("html-has-lang"), "{said:#}");
}
