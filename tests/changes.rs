//! What differs between two revisions of a register: each kind of change, and the laws of comparison.
//!
//! **Knows**: a whole register, edits of it, and the changes that they are.
//! **Does not know**: prose of documents, which duties follow.

#[path = "support/invented.rs"]
mod invented;
#[path = "support/revision.rs"]
mod revision;

use std::path::Path;
use std::sync::LazyLock;

use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, any, proptest};
use proptest::sample::{Index, select};
use registervakt::change;
use registervakt::register::schema::{self, Field, Shape};
use registervakt::report::change::{Change, ChangeKind, Substance};

use invented::{PLAIN, any_layout, any_register};
use revision::{Files, read};

/// The register that the edits are made to.
fn clean() -> Files {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/registers/clean");
    let mut files = Files::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(&root).expect("inside").to_string_lossy().into_owned();
                files.insert(name, std::fs::read(&path).expect("a file"));
            }
        }
    }
    files
}

fn replace(files: &mut Files, path: &str, old: &str, new: &str) {
    let text = String::from_utf8(files[path].clone()).expect("a text");
    assert_eq!(text.matches(old).count(), 1, "«{old}» in {path}");
    files.insert(path.to_owned(), text.replacen(old, new, 1).into_bytes());
}

/// Fields and files: what documents say is another matter.
fn between(before: &Files, after: &Files) -> Vec<Change> {
    let mut changes = change::between(&read(before), &read(after));
    changes.retain(|change| !change.kind.is_prose());
    changes
}

fn line(change: &Change) -> String {
    let (kind, effect, substance) = (change.kind.word(), change.effect.word(), change.substance.word());
    format!("{kind} {} {effect} {substance}", change.subject)
}

fn lines(changes: &[Change]) -> Vec<String> {
    changes.iter().map(line).collect()
}

/// The kind of the opposite change.
fn mirrored(kind: ChangeKind) -> ChangeKind {
    match kind {
        ChangeKind::KodeLagtTil => ChangeKind::KodeFjernet,
        ChangeKind::KodeFjernet => ChangeKind::KodeLagtTil,
        ChangeKind::MedlemInn => ChangeKind::MedlemUt,
        ChangeKind::MedlemUt => ChangeKind::MedlemInn,
        ChangeKind::VariabelLagtTil => ChangeKind::VariabelFjernet,
        ChangeKind::VariabelFjernet => ChangeKind::VariabelLagtTil,
        ChangeKind::IndikatorLagtTil => ChangeKind::IndikatorFjernet,
        ChangeKind::IndikatorFjernet => ChangeKind::IndikatorLagtTil,
        other => other,
    }
}

/// To mend a misspelling is editorial, to make one cannot be told: the one thing that has no mirror.
fn mirrored_substance(substance: Substance) -> &'static str {
    match substance {
        Substance::Editorial | Substance::Unsure => "of form",
        Substance::Content => "of content",
    }
}

/// A change as it is told, and as its opposite is told; the subject of a thing that is renamed is its
/// name at HEAD, so it is left out.
fn seen(change: &Change) -> String {
    let Change { kind, effect, substance, before, after, .. } = change;
    let substance = mirrored_substance(*substance);
    format!("{kind:?} {effect:?} {substance} {before:?} {after:?}")
}

fn seen_from_behind(change: &Change) -> String {
    let Change { kind, effect, substance, before, after, .. } = change;
    let (kind, effect) = (mirrored(*kind), effect.mirrored());
    let substance = mirrored_substance(*substance);
    format!("{kind:?} {effect:?} {substance} {after:?} {before:?}")
}

/// There and back are mirrors of each other.
fn mirrors(before: &Files, after: &Files) {
    let (there, back) = (between(before, after), between(after, before));
    let mut there: Vec<String> = there.iter().map(seen).collect();
    let mut back: Vec<String> = back.iter().map(seen_from_behind).collect();
    there.sort();
    back.sort();
    assert_eq!(there, back);
}

/// The register with these edits before, and these after, differs by `expected`.
fn check(before: &[[&str; 3]], after: &[[&str; 3]], expected: &[&str]) {
    let mut files = clean();
    before.iter().for_each(|[path, old, new]| replace(&mut files, path, old, new));
    let base = files.clone();
    after.iter().for_each(|[path, old, new]| replace(&mut files, path, old, new));
    let found = between(&base, &files);
    let mut expected: Vec<&str> = expected.to_vec();
    let mut got = lines(&found);
    expected.sort_unstable();
    got.sort();
    assert_eq!(got, expected, "{after:?}\n{found:#?}");
    mirrors(&base, &files);
}

/// An edit of `register.toml`.
fn home(old: &str, new: &str, expected: &[&str]) {
    check(&[], &[["register.toml", old, new]], expected);
}

/// An edit of `register.toml` as `base` left it.
fn home_after(base: [&str; 2], old: &str, new: &str, expected: &[&str]) {
    check(&[["register.toml", base[0], base[1]]], &[["register.toml", old, new]], expected);
}

fn council(old: &str, new: &str, expected: &[&str]) {
    check(&[], &[["fagraad.toml", old, new]], expected);
}

fn data_set(old: &str, new: &str, expected: &[&str]) {
    check(&[], &[["datasett.csv", old, new]], expected);
}

#[test]
fn facts_of_the_register() {
    home(
        "navn = \"Norsk prøveregister for psoriasis\"",
        "navn = \"Norsk prøveregister for hudsykdom\"",
        &["register.navn-endret navn endret innhold"],
    );
    home("kortnavn = \"PrøvePso\"", "kortnavn = \"PP\"\nnettside = \"https://x.example.org\"", &[]);
    home("status = \"nasjonal\"", "status = \"avviklet\"", &["register.status-endret status endret innhold"]);
    home("status = \"nasjonal\"\n", "", &["register.status-endret status endret innhold"]);
    home_after(["status = \"nasjonal\"", "status = \"planlagt\""], "status = \"planlagt\"\n", "", &[]);
    home("2025-03-01", "2025-04-01", &[]);
    home("gjøre forskjeller", "gjøre alle forskjeller", &["formaal.endret formaal endret innhold"]);
    home(
        "\"sykdomstilstand\"",
        "\"kombinasjon\"",
        &["pasientgruppe.kategori-endret kategori endret innhold"],
    );
    home(
        "[\"forbedringspotensial\"]",
        "[\"prognosetap\", \"forbedringspotensial\"]",
        &["register.kriterium-endret prognosetap endret innhold"],
    );
    home(
        "[\"forbedringspotensial\"]",
        "[\"prognosetap\"]",
        &[
            "register.kriterium-endret forbedringspotensial endret innhold",
            "register.kriterium-endret prognosetap endret innhold",
        ],
    );
    home("klynge = \"Ingen klynge. Det", "klynge = \"Det", &["register.klynge-endret klynge endret innhold"]);
}

#[test]
fn the_controller() {
    let new = |name: &str| format!("dataansvar.{name} endret innhold");
    let spelled = |name: &str| format!("dataansvar.{name} endret redaksjonell");
    let one = |line: String| [line];
    let controller = |old: &str, new: &str, expected: &[String]| {
        home(old, new, &expected.iter().map(String::as_str).collect::<Vec<_>>());
    };
    controller(
        "navn = \"Helse Førde HF\"\norgnr = \"983974732\"",
        "navn = \"Helse Bergen HF\"\norgnr = \"983974724\"",
        &one(new("dataansvarlig-endret 983974724")),
    );
    controller(
        "\"Helse Førde HF\"",
        "\"Førde sentralsjukehus\"",
        &one(spelled("dataansvarlig-endret 983974732")),
    );
    // The number decides, whatever the name says.
    controller("\"Helse Førde HF\"", "\"Helse Bergen HF\"", &one(spelled("dataansvarlig-endret 983974732")));
    controller("\"983974732\"", "\"983974724\"", &one(new("dataansvarlig-endret 983974724")));
    controller("\"983974732\"", "\"983 974 732\"", &[]);
    controller("orgnr = \"983974732\"\n", "", &one(spelled("dataansvarlig-endret 983974732")));
    controller(
        "navn = \"Helse Førde HF\"\norgnr = \"983974732\"",
        "navn = \"Førde sentralsjukehus\"",
        &one(spelled("dataansvarlig-endret 983974732")),
    );
    controller(
        "navn = \"Helse Førde HF\"\norgnr = \"983974732\"",
        "navn = \"Helse Fonna HF\"",
        &one(new("dataansvarlig-endret Helse Fonna HF")),
    );
    // A number whose check digit does not hold is nobody's.
    controller("\"983974732\"", "\"983974723\"", &one(spelled("dataansvarlig-endret 983974723")));
    controller("\"helseforetak\"", "\"annen\"", &one(new("dataansvarlig-endret 983974732")));
    controller(
        "[dataansvarlig]\nnavn = \"Helse Førde HF\"\norgnr = \"983974732\"\ntype = \"helseforetak\"\n",
        "",
        &one(new("dataansvarlig-endret 983974732")),
    );
}

#[test]
fn joint_controllers_and_processors() {
    let joint = "[[felles_dataansvarlig]]\nnavn = \"Helse Bergen HF\"\norgnr = \"983974724\"\nordning = \"vedlegg/dpia.md\"\n[rhf]\n";
    home("[rhf]\n", joint, &["dataansvar.felles-dataansvar-endret 983974724 endret innhold"]);
    home_after(
        ["[rhf]\n", joint],
        "\"Helse Bergen HF\"",
        "\"Haukeland\"",
        &["dataansvar.felles-dataansvar-endret 983974724 endret redaksjonell"],
    );
    home_after(
        ["[rhf]\n", joint],
        "ordning = \"vedlegg/dpia.md\"",
        "ordning = \"vedlegg/ad-moetet.md\"",
        &["dataansvar.felles-dataansvar-endret 983974724 endret innhold"],
    );
    home_after(
        ["[rhf]\n", joint],
        "navn = \"Helse Bergen HF\"\norgnr = \"983974724\"",
        "navn = \"Helse Fonna HF\"\norgnr = \"983974694\"",
        &[
            "dataansvar.felles-dataansvar-endret 983974724 endret innhold",
            "dataansvar.felles-dataansvar-endret 983974694 endret innhold",
        ],
    );
    let processor = joint.replace("felles_dataansvarlig", "databehandler").replace("ordning", "avtale");
    home("[rhf]\n", &processor, &["dataansvar.databehandler-endret 983974724 endret innhold"]);
    home_after(
        ["[rhf]\n", &processor],
        "orgnr = \"983974724\"\n",
        "",
        &["dataansvar.databehandler-endret 983974724 endret redaksjonell"],
    );
}

#[test]
fn legal_basis() {
    home("\"forskrift-samtykke\"", "\"forskrift-reservasjon\"", &["hjemmel.type-endret type endret innhold"]);
    home(
        "\"FOR-2019-06-21-789\"",
        "\"FOR-2001-12-21-1477\"",
        &["hjemmel.forskrift-endret forskrift endret innhold"],
    );
    home(
        "\"FOR-2019-06-21-789\"",
        "\"Forskrift om medisinske kvalitetsregistre\"",
        &["hjemmel.forskrift-endret forskrift endret redaksjonell"],
    );
    home(
        "\"FOR-2019-06-21-789\"",
        "\"FOR-2019-06-21-789 § 3-2\"",
        &["hjemmel.forskrift-endret forskrift endret innhold"],
    );
    home("[\"6-1-e\", \"9-2-j\"]", "[\"9-2-j\", \"artikkel 6 nr. 1 bokstav e\"]", &[]);
    home("[\"6-1-e\", \"9-2-j\"]", "[\"9(2)(j)\", \"6 nr. 1 bokstav e\"]", &[]);
    home(
        "[\"6-1-e\", \"9-2-j\"]",
        "[\"6-1-e\", \"9-2-h\"]",
        &["hjemmel.behandlingsgrunnlag-endret behandlingsgrunnlag endret innhold"],
    );
    let table = "[hjemmel.reservasjon]\ndokument = \"vedlegg/dpia.md\"\noffentlig = \"https://x.example.org\"\n[hjemmel.dokumentasjon]\n";
    home("[hjemmel.dokumentasjon]\n", table, &["hjemmel.reservasjon-endret reservasjon endret innhold"]);
    home_after(
        ["[hjemmel.dokumentasjon]\n", table],
        "https://x.example.org",
        "http://x.example.org/",
        &["hjemmel.reservasjon-endret reservasjon endret redaksjonell"],
    );
    home("vedlegg/artikkel-30-protokoll.md", "vedlegg/dpia.md", &[]);
    home("d = \"registerbeskrivelse#Metode for datafangst\"\n", "", &[]);
}

/// Lists of procedure codes, blanks between.
fn codes(before: &str, after: &str, expected: &[&str]) {
    let list = |codes: &str| {
        let codes: Vec<String> = codes.split_whitespace().map(|code| format!("\"{code}\"")).collect();
        format!("ncsp = [{}]", codes.join(", "))
    };
    let expected: Vec<String> = expected.iter().map(|line| format!("pasientgruppe.{line}")).collect();
    let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
    let base = list(before);
    home_after(["ncsp = []", &base], &base, &list(after), &expected);
}

#[test]
fn codes_are_sets() {
    codes("", "NFB30", &["kode-lagt-til ncsp:NFB30 utvidet innhold"]);
    codes("NFB30 NFC**", "NFC**", &["kode-fjernet ncsp:NFB30 innsnevret innhold"]);
    codes(
        "NFB30",
        "NFB31",
        &["kode-fjernet ncsp:NFB30 innsnevret innhold", "kode-lagt-til ncsp:NFB31 utvidet innhold"],
    );
    codes("NFB20-22", "nfb22 NFB20 NFB21", &[]);
    codes(
        "NFB01-02 NFB11-12",
        "NFB01 NFB02 NFB11 NFB12 NFB99",
        &["kode-lagt-til ncsp:NFB99 utvidet innhold"],
    );
    codes("NFC** NFB30", "NFB30 NFC00-99", &[]);
    codes("NFC**", "NFC** NFC20", &["kode-lagt-til ncsp:NFC20 likeverdig redaksjonell"]);
    codes(
        "NFC20",
        "NFC**",
        &["kode-fjernet ncsp:NFC20 likeverdig redaksjonell", "kode-lagt-til ncsp:NFC** utvidet innhold"],
    );
    codes(
        "NFB20-64",
        "NFB20-50",
        &[
            "kode-fjernet ncsp:NFB20-64 innsnevret innhold",
            "kode-lagt-til ncsp:NFB20-50 likeverdig redaksjonell",
        ],
    );
    codes(
        "NFB20-40",
        "NFB30-50",
        &["kode-fjernet ncsp:NFB20-40 innsnevret innhold", "kode-lagt-til ncsp:NFB30-50 utvidet innhold"],
    );
    codes("NFB30 NFB30", "NFB30", &[]);
    codes("hofte", "hofte NFB30", &["kode-lagt-til ncsp:NFB30 utvidet innhold"]);
    codes(
        "hofte",
        "HOFTE",
        &["kode-fjernet ncsp:hofte innsnevret usikker", "kode-lagt-til ncsp:HOFTE utvidet usikker"],
    );
}

#[test]
fn a_slip_is_the_code_it_stands_for() {
    codes(
        "NFB3O",
        "NFB30",
        &[
            "kode-fjernet ncsp:NFB3O likeverdig redaksjonell",
            "kode-lagt-til ncsp:NFB30 likeverdig redaksjonell",
        ],
    );
    codes("NFB64-20", "", &["kode-fjernet ncsp:NFB64-20 innsnevret usikker"]);
    codes("NFB30", "NFB30 NFB3O", &["kode-lagt-til ncsp:NFB3O likeverdig redaksjonell"]);
}

#[test]
fn diagnoses_are_a_tree() {
    home(
        "icd10 = [\"L40\"]",
        "icd10 = [\"L40\", \"L40.1\"]",
        &["pasientgruppe.kode-lagt-til icd10:L40.1 likeverdig redaksjonell"],
    );
    home("icd10 = [\"L40\"]", "icd10 = [\"l40.0-l40.9\"]", &[]);
    home(
        "icd10 = [\"L40\"]",
        "icd10 = [\"M07\"]",
        &[
            "pasientgruppe.kode-fjernet icd10:L40 innsnevret innhold",
            "pasientgruppe.kode-lagt-til icd10:M07 utvidet innhold",
        ],
    );
}

#[test]
fn a_range_that_shrinks_says_what_is_left() {
    let (mut before, mut after) = (clean(), clean());
    replace(&mut before, "register.toml", "ncsp = []", "ncsp = [\"NFB20-64\"]");
    replace(&mut after, "register.toml", "ncsp = []", "ncsp = [\"NFB20-29\", \"NFB31-64\"]");
    let changes = between(&before, &after);
    let said: Vec<_> = changes.iter().map(|one| (one.before.as_deref(), one.after.as_deref())).collect();
    assert_eq!(
        said,
        [(None, Some("NFB20-29")), (None, Some("NFB31-64")), (Some("NFB20-64"), Some("NFB2*, NFB31-64")),]
    );
}

#[test]
fn ages_have_open_ends() {
    let check = |before: &str, after: &str, expected: &str| {
        let expected = format!("pasientgruppe.alder-endret alder {expected}");
        let expected = if expected.ends_with(' ') { vec![] } else { vec![expected.as_str()] };
        home_after(["alder = { fra = 18 }\n", before], before, after, &expected);
    };
    check("alder = { fra = 18 }\n", "alder = { fra = 16 }\n", "utvidet innhold");
    check("alder = { fra = 18 }\n", "alder = { fra = 20 }\n", "innsnevret innhold");
    check("alder = { fra = 18 }\n", "alder = { fra = 18, til = 67 }\n", "innsnevret innhold");
    check("alder = { fra = 18 }\n", "alder = { fra = 16, til = 67 }\n", "forskjoevet innhold");
    check("alder = { fra = 18 }\n", "alder = { til = 17 }\n", "forskjoevet innhold");
    check("alder = { fra = 18, til = 30 }\n", "alder = { fra = 40, til = 50 }\n", "forskjoevet innhold");
    check("alder = { fra = 18, til = 30 }\n", "alder.til = 30\nalder.fra = 18\n", "");
    check("alder = { fra = 18 }\n", "regioner_begrunnelse = \"\"\n", "utvidet innhold");
    check("alder = { fra = 18 }\n", "alder = { fra = 18, til = 120 }\n", "likeverdig redaksjonell");
    check("alder = { fra = 18 }\n", "alder = { fra = \"atten\" }\n", "endret usikker");
}

#[test]
fn the_patient_group() {
    home(
        "Voksne med psoriasis som",
        "Voksne med alvorlig psoriasis som",
        &["pasientgruppe.beskrivelse-endret beskrivelse endret innhold"],
    );
    home(
        "eksklusjon = []",
        "eksklusjon = [\"Bor i utlandet\"]",
        &["pasientgruppe.kriterium-endret Bor i utlandet endret innhold"],
    );
    home(
        "hudlege, og pasienten har samtykket",
        "hudlege",
        &[
            "pasientgruppe.kriterium-endret Diagnosen er satt av hudlege endret innhold",
            "pasientgruppe.kriterium-endret Diagnosen er satt av hudlege, og pasienten har samtykket endret innhold",
        ],
    );
    home(
        "eksklusjon = []",
        "eksklusjon = []\ntjenester = [\"Lysbehandling\"]",
        &["pasientgruppe.tjeneste-endret Lysbehandling utvidet innhold"],
    );
    home(
        "enheter = [\"Hudpoliklinikker\"]",
        "enheter = []",
        &["pasientgruppe.enhet-endret Hudpoliklinikker innsnevret innhold"],
    );
    home(
        "regioner = [\"nord\", \"midt\", \"vest\", \"sor-ost\"]",
        "regioner = [\"midt\", \"nord\", \"vest\"]\nregioner_begrunnelse = \"Ikke der\"",
        &["pasientgruppe.region-endret sor-ost innsnevret innhold"],
    );
    home("regioner = [\"nord\", \"midt\", \"vest\", \"sor-ost\"]\n", "", &[]);
    home("regioner = [\"nord\", \"midt\", \"vest\", \"sor-ost\"]", "regioner = []", &[]);
    home(
        "regioner = [\"nord\", \"midt\", \"vest\", \"sor-ost\"]",
        "regioner_begrunnelse = \"Alle\"",
        &["pasientgruppe.region-endret regioner_begrunnelse endret innhold"],
    );
    home(
        "regioner = [\"nord\", \"midt\", \"vest\", \"sor-ost\"]",
        "regioner = [\"nord\", \"midt\", \"vest\", \"øst\"]",
        &[
            "pasientgruppe.region-endret sor-ost innsnevret innhold",
            "pasientgruppe.region-endret \"øst\" utvidet usikker",
        ],
    );
}

#[test]
fn capture() {
    home(
        "status = \"vurdert\"\nbegrunnelse = \"Opplysningene er ikke strukturert i journalen ennå.\"",
        "status = \"i-bruk\"",
        &["datafangst.kilde-endret Pasientjournal endret innhold"],
    );
    home(
        "[[datafangst.kilde]]\nnavn = \"Registerskjema\"\ntype = \"egen-innrapportering\"\nstatus = \"i-bruk\"\n",
        "",
        &["datafangst.kilde-endret Registerskjema endret innhold"],
    );
    home(
        "navn = \"Norsk pasientregister\"",
        "navn = \"NPR\"",
        &["datafangst.kilde-endret NPR endret redaksjonell"],
    );
    home(
        "navn = \"Norsk pasientregister\"",
        "navn = \"Kommunalt pasientregister\"",
        &[
            "datafangst.kilde-endret Kommunalt pasientregister endret innhold",
            "datafangst.kilde-endret Norsk pasientregister endret innhold",
        ],
    );
    home("felles_spraak = \"Diagnoser", "felles_spraak = \"Alle diagnoser", &[]);
}

#[test]
fn coverage() {
    home(
        "regnet på individnivå",
        "regnet på aggregert nivå",
        &["dekningsgrad.metode-endret metode endret innhold"],
    );
    home(
        "\nkilde = \"Norsk pasientregister\"",
        "\nkilde = \"NPR\"",
        &["dekningsgrad.kilde-endret kilde endret redaksjonell"],
    );
    home(
        "\nkilde = \"Norsk pasientregister\"",
        "\nkilde = \"PrøvePso\"",
        &["dekningsgrad.kilde-endret kilde endret innhold"],
    );
    home(
        "uavhengig = true",
        "uavhengig = false\nbegrunnelse = \"Det er ingen annen kilde\"",
        &["dekningsgrad.grunnlag-endret uavhengig endret innhold"],
    );
    home(
        "uavhengig = true",
        "uavhengig = true\nbegrunnelse = \"Fordi\"",
        &["dekningsgrad.grunnlag-endret begrunnelse endret innhold"],
    );
    home("minst to besøk", "minst tre besøk", &["dekningsgrad.grunnlag-endret grunnlag endret innhold"]);
}

#[test]
fn common_solutions() {
    home(
        "reservasjon = { ikke_relevant = \"Registeret bygger på samtykke.\" }",
        "reservasjon = \"helsenorge\"",
        &["datafangst.fellesloesning-endret reservasjon endret innhold"],
    );
    home(
        "reservasjon = { ikke_relevant = \"Registeret bygger på samtykke.\" }",
        "reservasjon.ikke_relevant = \"Registeret bygger på samtykke.\"",
        &[],
    );
    home("innsyn = \"helsenorge\"", "", &["datafangst.fellesloesning-endret innsyn endret innhold"]);
}

#[test]
fn anchoring() {
    home("\"Helse Vest RHF\"", "\"Helse Vest\"", &["forankring.rhf-endret navn endret redaksjonell"]);
    home("\"Helse Vest RHF\"", "\"Helse Nord RHF\"", &["forankring.rhf-endret navn endret innhold"]);
    home(
        "finansiering.md\"\ndato = 2026-09-15",
        "finansiering.md\"\ndato = 2026-10-15",
        &["forankring.finansiering-endret finansiering endret innhold"],
    );
    home("dato = 2026-11-16\nsak = \"12/2026\"", "dato = 2026-11-17", &[]);
    let mut renamed = clean();
    let letter = renamed.remove("vedlegg/finansiering.md").unwrap();
    renamed.insert("vedlegg/brev.md".to_owned(), letter);
    replace(&mut renamed, "register.toml", "vedlegg/finansiering.md", "vedlegg/brev.md");
    assert_eq!(lines(&between(&clean(), &renamed)), [""; 0]);
    renamed.insert("vedlegg/brev.md".to_owned(), b"# Noe annet\n".to_vec());
    assert_eq!(
        lines(&between(&clean(), &renamed)),
        ["forankring.finansiering-endret finansiering endret innhold"]
    );
    mirrors(&clean(), &renamed);
}

#[test]
fn guidelines_and_indicators() {
    home(
        "url = \"https://veileder.example.org/psoriasis\"",
        "url = \"https://veileder.example.org/pso-2\"",
        &["retningslinjer.retningslinje-endret Faglig veileder for psoriasis endret innhold"],
    );
    home(
        "[[retningslinje]]\nnavn = \"Faglig veileder for psoriasis\"\nurl = \"https://veileder.example.org/psoriasis\"\n",
        "",
        &["retningslinjer.retningslinje-endret Faglig veileder for psoriasis endret innhold"],
    );
    home(
        "navn = \"Faglig veileder for psoriasis\"\nurl",
        "navn = \"Ny veileder\"\nurl",
        &["retningslinjer.retningslinje-endret Ny veileder endret innhold"],
    );
    let indicator = "[[indikator]]\nid = \"ki-2\"\nnavn = \"Andel\"\nvariabler = [\"utslett\", \"personid\"]\n[[ansvarlig]]\nrolle = \"daglig-leder\"";
    let first = "[[ansvarlig]]\nrolle = \"daglig-leder\"";
    home(first, indicator, &["retningslinjer.indikator-lagt-til ki-2 utvidet innhold"]);
    home_after(
        [first, indicator],
        "[\"utslett\", \"personid\"]",
        "[\"personid\", \"utslett\"]\nnasjonal = false",
        &[],
    );
    home_after(
        [first, indicator],
        "[\"utslett\", \"personid\"]",
        "[\"utslett\"]",
        &["retningslinjer.indikator-endret ki-2 endret innhold"],
    );
    home("nasjonal = false", "nasjonal = true", &["retningslinjer.indikator-endret ki-1 endret innhold"]);
    home(
        "id = \"ki-1\"",
        "id = \"ki-9\"",
        &[
            "retningslinjer.indikator-fjernet ki-1 innsnevret innhold",
            "retningslinjer.indikator-lagt-til ki-9 utvidet innhold",
        ],
    );
}

#[test]
fn responsible_parties() {
    let line = |what: &str| format!("ansvarlige.ansvarlig-endret {what}");
    let check = |old: &str, new: &str, expected: &[String]| {
        home(old, new, &expected.iter().map(String::as_str).collect::<Vec<_>>());
    };
    check(
        "navn = \"Eva Påfunn\"\nepost = \"eva.paafunn@example.org\"",
        "navn = \"Runa Forsøk\"\nepost = \"runa.forsok@example.org\"",
        &[line("daglig-leder endret innhold")],
    );
    check("\"Eva Påfunn\"", "\"Eva Påfun\"", &[line("daglig-leder endret redaksjonell")]);
    check("\"Eva Påfunn\"", "\"Siri Påfunn\"", &[line("daglig-leder endret innhold")]);
    check(
        "\"eva.paafunn@example.org\"",
        "\"Eva.Paafunn@example.org\"",
        &[line("daglig-leder endret redaksjonell")],
    );
    check("\"eva.paafunn@example.org\"", "\"eva@example.org\"", &[line("daglig-leder endret innhold")]);
    check(
        "epost = \"arne.uekte@example.org\"\nspraak = \"nb\"",
        "epost = \"arne.uekte@example.org\"\nspraak = \"nn\"",
        &[line("dataansvarlig endret redaksjonell")],
    );
    check(
        "[[ansvarlig]]\nrolle = \"daglig-leder\"\n",
        "[[ansvarlig]]\nrolle = \"rhf\"\nnavn = \"A B\"\n[[ansvarlig]]\nrolle = \"daglig-leder\"\n",
        &[line("rhf endret innhold")],
    );
    // Two with one role: the one who stays is not taken for the one who goes.
    let two = "[[ansvarlig]]\nrolle = \"daglig-leder\"\nnavn = \"Bo Ny\"\nepost = \"bo@example.org\"\n[[ansvarlig]]\nrolle = \"daglig-leder\"\n";
    let lines = [line("daglig-leder endret innhold")];
    home_after(
        ["[[ansvarlig]]\nrolle = \"daglig-leder\"\n", two],
        "navn = \"Bo Ny\"\nepost = \"bo@example.org\"",
        "navn = \"Liv Ny\"\nepost = \"liv@example.org\"",
        &[lines[0].as_str()],
    );
}

#[test]
fn the_council() {
    let member = "[[medlem]]\nnavn = \"Geir Østmo\"\nvirksomhet = \"Sykehuset Østfold HF\"\nregion = \"sor-ost\"\nrepresenterer = \"fagmiljoe\"\n";
    council(member, "", &["fagraad.medlem-ut Geir Østmo innsnevret innhold"]);
    council(
        "\"Geir Østmo\"\nvirksomhet = \"Sykehuset Østfold HF\"",
        "\"Mari Vidda\"\nvirksomhet = \"Ahus\"",
        &["fagraad.medlem-inn Mari Vidda utvidet innhold", "fagraad.medlem-ut Geir Østmo innsnevret innhold"],
    );
    council(
        "\"Sykehuset Østfold HF\"\nregion = \"sor-ost\"",
        "\"Sykehuset Østfold Kalnes\"",
        &["fagraad.medlem-endret Geir Østmo endret redaksjonell"],
    );
    council("\"Sykehuset Østfold HF\"", "\"Ahus\"", &["fagraad.medlem-endret Geir Østmo endret innhold"]);
    council(
        "\"Geir Østmo\"\n",
        "\"Geir Østmo\"\ntil = 2029-12-31\n",
        &["fagraad.medlem-endret Geir Østmo endret innhold"],
    );
    council("leder = true\n", "", &["fagraad.leder-endret Liv Vestavind endret innhold"]);
    council("leder = true\n", "leder = \"ja\"\n", &["fagraad.leder-endret Liv Vestavind endret usikker"]);
    check(
        &[],
        &[
            ["fagraad.toml", "leder = true\n", ""],
            ["fagraad.toml", "\"Geir Østmo\"\n", "\"Geir Østmo\"\nleder = true\n"],
        ],
        &["fagraad.leder-endret Geir Østmo endret innhold"],
    );
    council(
        "navn = \"Liv Vestavind\"",
        "navn = \"Bo Bakke\"",
        &[
            "fagraad.leder-endret Bo Bakke endret innhold",
            "fagraad.medlem-inn Bo Bakke utvidet innhold",
            "fagraad.medlem-ut Liv Vestavind innsnevret innhold",
        ],
    );
}

#[test]
fn names_of_members_are_corrected() {
    // Without a mail address it cannot be told whether a slip was mended or somebody else came.
    council(
        "\"Liv Vestavind\"",
        "\"Liv Vestavinn\"",
        &["fagraad.medlem-endret Liv Vestavinn endret usikker"],
    );
    council(
        "\"Liv Vestavind\"",
        "\"LIV VESTAVIND\"",
        &["fagraad.medlem-endret LIV VESTAVIND endret redaksjonell"],
    );
    let mail = ["fagraad.toml", "\"Geir Østmo\"\n", "\"Geir Østmo\"\nepost = \"geir@example.org\"\n"];
    let with_mail =
        |old: &str, new: &str, expected: &[&str]| check(&[mail], &[["fagraad.toml", old, new]], expected);
    with_mail(
        "\"Geir Østmo\"",
        "\"Geir Østmoe\"",
        &["fagraad.medlem-endret Geir Østmoe endret redaksjonell"],
    );
    with_mail("\"Geir Østmo\"", "\"Geir Haug\"", &["fagraad.medlem-endret Geir Haug endret innhold"]);
    with_mail(
        "\"Geir Østmo\"\nepost = \"geir@",
        "\"Geir Østmoe\"\nepost = \"gei@",
        &[
            "fagraad.medlem-inn Geir Østmoe utvidet innhold",
            "fagraad.medlem-ut Geir Østmo innsnevret innhold",
        ],
    );
    council("dato = 2026-05-12", "dato = 2026-05-13", &[]);
}

#[test]
fn a_region_that_nobody_writes_follows_the_trust() {
    let unwritten = [["fagraad.toml", "\"Sykehuset Østfold HF\"\nregion = \"sor-ost\"\n", "\"OUS\"\n"]];
    let line = |edit: [&str; 2], expected: &[&str]| {
        check(&unwritten, &[["fagraad.toml", edit[0], edit[1]]], expected);
    };
    line(["\"OUS\"\n", "\"OUS\"\nregion = \"sor-ost\"\n"], &[]);
    line(["\"OUS\"\n", "\"OUS\"\nregion = \"vest\"\n"], &["fagraad.medlem-endret Geir Østmo endret innhold"]);
    line(["\"OUS\"\n", "\"Ullevål\"\n"], &["fagraad.medlem-endret Geir Østmo endret redaksjonell"]);
}

#[test]
fn a_mail_address_that_several_share_tells_nobody() {
    let shared = [
        ["fagraad.toml", "\"Geir Østmo\"\n", "\"Geir Østmo\"\nepost = \"post@example.org\"\n"],
        ["fagraad.toml", "\"Mari Nordlys\"\n", "\"Mari Nordlys\"\nepost = \"post@example.org\"\n"],
    ];
    let expected =
        ["fagraad.medlem-inn Bo Bakke utvidet innhold", "fagraad.medlem-ut Geir Østmo innsnevret innhold"];
    check(&shared, &[["fagraad.toml", "\"Geir Østmo\"", "\"Bo Bakke\""]], &expected);
    let later = |name: &'static str, with: &'static str| ["fagraad.toml", name, with];
    check(
        &shared,
        &[
            later("\"Geir Østmo\"\n", "\"Geir Østmo\"\nfra = 2020-01-01\n"),
            later("\"Mari Nordlys\"\n", "\"Mari Nordlys\"\nfra = 2019-01-01\n"),
        ],
        &[
            "fagraad.medlem-endret Geir Østmo endret innhold",
            "fagraad.medlem-endret Mari Nordlys endret innhold",
        ],
    );
}

#[test]
fn the_data_set() {
    data_set(
        "utslett;Utbredelse",
        "alder;Alder;heltall;Registerskjema;;demografi;;\nutslett;Utbredelse",
        &["datasett.variabel-lagt-til alder utvidet innhold"],
    );
    data_set(
        "utslett;Utbredelse av utslett ved kontroll, fra 0 til 4;heltall;Registerskjema;;helsefaglig;;\n",
        "",
        &["datasett.variabel-fjernet utslett innsnevret innhold"],
    );
    data_set(
        "utslett;Utbredelse",
        "hud;Utbredelse",
        &[
            "datasett.variabel-fjernet utslett innsnevret innhold",
            "datasett.variabel-lagt-til hud utvidet innhold",
        ],
    );
    data_set("fra 0 til 4", "fra 0 til 5", &["datasett.variabel-endret utslett endret innhold"]);
    data_set(";helsefaglig;;", ";demografi;;", &["datasett.variabel-endret utslett endret innhold"]);
    let dated = ["datasett.csv", ";helsefaglig;;", ";helsefaglig;2024-01-31;"];
    check(&[dated], &[["datasett.csv", ";2024-01-31;", ";31.01.2024;"]], &[]);
    check(
        &[dated],
        &[["datasett.csv", ";2024-01-31;", ";2024;"]],
        &["datasett.variabel-endret utslett endret innhold"],
    );
    // Two rows of one name.
    let twice = [
        "datasett.csv",
        "utslett;Utbredelse",
        "utslett;Noe annet;tekst;Registerskjema;;helsefaglig;;\nutslett;Utbredelse",
    ];
    check(
        &[twice],
        &[["datasett.csv", "Noe annet", "Noe nytt"]],
        &["datasett.variabel-endret utslett endret innhold"],
    );
    check(
        &[twice],
        &[["datasett.csv", "utslett;Noe annet;tekst;Registerskjema;;helsefaglig;;\n", ""]],
        &["datasett.variabel-fjernet utslett innsnevret innhold"],
    );
    // A head that cannot be read says nothing of the variables, or of a column.
    data_set("variabel;beskrivelse;type", "variabel;beskrivels;type", &[]);
    data_set("variabel;beskrivelse;type", "variablel;beskrivelse;type", &[]);
}

#[test]
fn rules_of_the_register_itself() {
    home("fra_aar = 2025", "fra_aar = 2026", &["regelverk.endret registervakt endret innhold"]);
    home("hovedgren = \"main\"\nfra_aar = 2025", "fra_aar = 2025\nhovedgren = 'main'", &[]);
    let waiver = "[[unntak]]\nregel = \"plassholder\"\nbegrunnelse = \"Vi venter\"\ntil = 2027-01-01\n[registervakt]\n";
    home("[registervakt]\n", waiver, &["regelverk.endret plassholder endret innhold"]);
    home_after(
        ["[registervakt]\n", waiver],
        "2027-01-01",
        "2028-01-01",
        &["regelverk.endret plassholder endret innhold"],
    );
    let mut before = clean();
    replace(&mut before, "register.toml", "[registervakt]\n", "[registervakt]\nregler = [\"regler/\"]\n");
    let mut after = before.clone();
    after.insert("regler/egen.toml".to_owned(), b"a = 1\nb = 2\n".to_vec());
    assert_eq!(lines(&between(&before, &after)), ["regelverk.endret egen endret innhold"]);
    mirrors(&before, &after);
    let mut same = after.clone();
    same.insert("regler/egen.toml".to_owned(), b"# ord\r\nb = 2\r\na = 1\r\n".to_vec());
    assert_eq!(lines(&between(&after, &same)), [""; 0]);
    same.insert("regler/egen.toml".to_owned(), b"a = 1\nb = 3\n".to_vec());
    assert_eq!(lines(&between(&after, &same)), ["regelverk.endret egen endret innhold"]);
}

#[test]
fn documents_go_and_move() {
    let without = |path: &str, expected: &[&str]| {
        let mut files = clean();
        files.remove(path);
        assert_eq!(lines(&between(&clean(), &files)), expected, "{path}");
    };
    without("registerbeskrivelse.md", &["dokument.fjernet registerbeskrivelse.md endret innhold"]);
    without("vedtekter.md", &["dokument.fjernet vedtekter.md endret innhold"]);
    without("fagraad.toml", &["dokument.fjernet fagraad.toml endret innhold"]);
    without("datasett.csv", &["dokument.fjernet datasett.csv endret innhold"]);
    without("vedlegg/dpia.md", &[]);
    let mut moved = clean();
    let text = moved.remove("datasett.csv").unwrap();
    moved.insert("data/variabler.csv".to_owned(), text);
    replace(
        &mut moved,
        "register.toml",
        "[registervakt]",
        "[dokumenter]\ndatasett = \"data/variabler.csv\"\n[registervakt]",
    );
    assert_eq!(
        lines(&between(&clean(), &moved)),
        ["dokument.flyttet data/variabler.csv endret redaksjonell"]
    );
    mirrors(&clean(), &moved);
}

#[test]
fn what_cannot_be_read_is_neither_the_same_nor_another() {
    home("status = \"nasjonal\"", "status = \"Nasjonal\"", &["register.status-endret status endret usikker"]);
    home_after(
        ["status = \"nasjonal\"", "status = 1"],
        "status = 1",
        "status = 2",
        &["register.status-endret status endret usikker"],
    );
    home_after(["status = \"nasjonal\"", "status = 1"], "kortnavn = \"PrøvePso\"", "kortnavn = \"P\"", &[]);
    home("[\"L40\"]", "\"L40\"", &["pasientgruppe.kode-fjernet icd10 endret usikker"]);
    home("[\"L40\"]", "[\"L40\", 5]", &["pasientgruppe.kode-lagt-til icd10:5 utvidet usikker"]);
    home(
        "[rhf]\nnavn = \"Helse Vest RHF\"\n\n[rhf.finansiering]\n",
        "[[rhf]]\nnavn = \"Helse Vest RHF\"\n\n[rhf.finansiering]\n",
        &["forankring.rhf-endret rhf endret usikker"],
    );
    for path in ["register.toml", "fagraad.toml"] {
        let mut broken = clean();
        broken.insert(path.to_owned(), b"a = \n".to_vec());
        assert_eq!(lines(&between(&clean(), &broken)), [""; 0], "{path}");
        assert_eq!(lines(&between(&broken, &clean())), [""; 0], "{path}");
    }
    for bytes in [&b"\0\0"[..], b"version https://git-lfs.github.com/spec/v1\n"] {
        let mut broken = clean();
        broken.insert("datasett.csv".to_owned(), bytes.to_vec());
        assert_eq!(lines(&between(&clean(), &broken)), [""; 0]);
        assert_eq!(lines(&between(&broken, &clean())), [""; 0]);
    }
}

#[test]
fn a_change_points_at_what_changed() {
    let at = |old: &str, new: &str| {
        let mut files = clean();
        replace(&mut files, "register.toml", old, new);
        let changes = between(&clean(), &files);
        let excerpt = |location: &registervakt::source::Location| {
            location.excerpt.as_ref().map(|excerpt| excerpt.text[excerpt.start..excerpt.end].to_owned())
        };
        let change = &changes[0];
        (excerpt(&change.location).unwrap(), change.base_location.as_ref().and_then(excerpt))
    };
    let text = |text: &str| text.to_owned();
    assert_eq!(at("[\"L40\"]", "[\"L40\", \"M07\"]"), (text("\"M07\""), None));
    assert_eq!(at("[\"L40\"]", "[]"), (text("[]"), Some(text("\"L40\""))));
    assert_eq!(at("{ fra = 18 }", "{ fra = 16 }"), (text("16"), Some(text("18"))));
    assert_eq!(at("enheter = [\"Hudpoliklinikker\"]\n", "").0, "[pasientgruppe]");
    assert_eq!(at("navn = \"Helse Vest RHF\"\n", "").0, "[rhf]");
    let source = "[[datafangst.kilde]]\nnavn = \"Registerskjema\"\ntype = \"egen-innrapportering\"\nstatus = \"i-bruk\"\n";
    assert_eq!(at(source, ""), (text("[[datafangst.kilde]]"), Some(text("\"Registerskjema\""))));
    let indicator = "nasjonal = false\n";
    assert_eq!(at(indicator, "nasjonal = true\n"), (text("true"), Some(text("false"))));
}

/// What the contract calls evidence and bookkeeping, with what stands in it.
const EVIDENCE: [&str; 13] = [
    "register.kortnavn",
    "register.nasjonal_status_fra",
    "register.nettside",
    "rhf.ad_godkjenning",
    "hjemmel.protokoll",
    "hjemmel.dpia",
    "hjemmel.dokumentasjon",
    "hjemmel.informasjon",
    "datafangst.felles_spraak",
    "dokumenter",
    "overskrifter",
    "utsettelse",
    "moete",
];

/// A value of this shape, as TOML has it; another one for the leaf at `changed`.
fn sample(shape: Shape, path: &str, changed: &str) -> String {
    let other = path == changed;
    let pick = |one: &str, two: &str| if other { two.to_owned() } else { one.to_owned() };
    match shape {
        // Ranges of codes, numbers and articles are texts too.
        Shape::Text if path.ends_with("icd10") => pick("\"M05\"", "\"M07\""),
        Shape::Text if path.ends_with("icpc2") => pick("\"L88\"", "\"L99\""),
        Shape::Text if path.ends_with("ncrp") => pick("\"SMR0AK\"", "\"SMR0AM\""),
        Shape::Text if path.ends_with("ncsp") || path.ends_with("ncmp") => pick("\"NFB20\"", "\"NFB30\""),
        Shape::Text if path.ends_with("orgnr") => pick("\"983974724\"", "\"983974732\""),
        Shape::Text | Shape::Path | Shape::Reference | Shape::Any => {
            pick("\"ti ulike ord\"", "\"noe helt annet\"")
        }
        Shape::Integer(..) if path.contains("alder") => pick("18", "21"),
        Shape::Integer(..) => pick("2019", "2020"),
        Shape::Boolean => pick("true", "false"),
        Shape::Date => pick("2024-01-31", "2025-01-31"),
        Shape::Word(words) => format!("\"{}\"", words[usize::from(other)]),
        Shape::List(inner) | Shape::OneOrMany(inner) => format!("[{}]", sample(*inner, path, changed)),
        Shape::Map(inner) => format!("{{ x = {} }}", sample(*inner, path, changed)),
        Shape::Table(fields) => {
            let cell = |field: &Field| {
                format!(
                    "{} = {}",
                    field.name,
                    sample(field.shape, &format!("{path}.{}", field.name), changed)
                )
            };
            format!("{{ {} }}", fields.iter().map(cell).collect::<Vec<_>>().join(", "))
        }
        Shape::TextOr(_) => pick("\"helsenorge\"", "{ ikke_relevant = \"Nei\" }"),
    }
}

fn leaves(fields: &[Field], above: &str, found: &mut Vec<String>) {
    for field in fields {
        let path = if above.is_empty() { field.name.to_owned() } else { format!("{above}.{}", field.name) };
        match field.shape {
            Shape::Table(fields) => leaves(fields, &path, found),
            Shape::List(Shape::Table(fields)) => leaves(fields, &path, found),
            _ => found.push(path),
        }
    }
}

/// A file with every field filled in, and another value at `changed`.
fn full(fields: &[Field], changed: &str) -> Vec<u8> {
    let line = |field: &Field| format!("{} = {}\n", field.name, sample(field.shape, field.name, changed));
    fields.iter().map(line).collect::<String>().into_bytes()
}

#[test]
fn no_field_is_overlooked() {
    for (path, fields) in [("register.toml", schema::REGISTER), ("fagraad.toml", schema::COUNCIL)] {
        let mut found = Vec::new();
        leaves(fields, "", &mut found);
        assert!(!found.is_empty());
        for leaf in found {
            let with = |changed: &str| Files::from([(path.to_owned(), full(fields, changed))]);
            let mut before = with("");
            let mut after = with(&leaf);
            for files in [&mut before, &mut after] {
                files.entry("register.toml".to_owned()).or_default();
            }
            let told = between(&before, &after);
            let is_evidence =
                EVIDENCE.iter().any(|field| leaf == *field || leaf.starts_with(&format!("{field}.")));
            assert_eq!(told.is_empty(), is_evidence, "{leaf}: {:?}", lines(&told));
            let name = leaf.rsplit('.').next().unwrap_or_default();
            let is_content = told.iter().any(Change::is_content);
            // A name beside a number, and the language of a letter, are no content.
            assert_eq!(is_content, !is_evidence && !is_spelling(&leaf, name), "{leaf}: {:?}", lines(&told));
        }
    }
}

fn is_spelling(leaf: &str, name: &str) -> bool {
    let is_body = ["dataansvarlig", "felles_dataansvarlig", "databehandler"]
        .iter()
        .any(|body| leaf == format!("{body}.navn"));
    is_body || name == "spraak"
}

static CASES: LazyLock<u32> =
    LazyLock::new(|| std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(20));

proptest! {
    #![proptest_config(ProptestConfig { cases: *CASES, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_differs_from_itself_in_another_layout(register in any_register(), layout in any_layout()) {
        let found = between(&register.files(PLAIN), &register.files(layout));
        assert!(found.is_empty(), "{:#?}", lines(&found));
    }

    #[test]
    fn there_and_back_are_mirrors(before in any_register(), after in any_register(), layout in any_layout()) {
        mirrors(&before.files(PLAIN), &after.files(layout));
    }

    #[test]
    fn the_answer_does_not_hang_on_the_layout(before in any_register(), after in any_register(), layout in any_layout()) {
        let plain = between(&before.files(PLAIN), &after.files(PLAIN));
        let other = between(&before.files(layout), &after.files(layout));
        assert_eq!(lines(&plain), lines(&other));
    }

    #[test]
    fn any_bytes_have_an_answer(
        register in any_register(),
        path in select(vec!["register.toml", "fagraad.toml", "datasett.csv"]),
        cuts in vec((any::<Index>(), 0..30usize, select(vec!["\"", "[", "]", "=", "\n", "[[", "\0", "a", "-", ";", ",", "9", "\u{301}", "{"])), 1..5),
    ) {
        let base = register.files(PLAIN);
        let mut files = base.clone();
        let bytes = files.get_mut(path).expect("it is a file of the register");
        for (from, length, piece) in cuts {
            let from = from.index(bytes.len() + 1);
            let until = (from + length).min(bytes.len());
            bytes.splice(from..until, piece.bytes());
        }
        let found = between(&base, &files);
        assert_eq!(format!("{found:?}"), format!("{:?}", between(&base, &files)));
        assert!(found.iter().all(|change| !change.subject.is_empty()), "{found:#?}");
        assert!(between(&files, &files).is_empty());
        between(&files, &base);
    }
}
