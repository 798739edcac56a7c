//! The check that prose agrees with `register.toml`.
//!
//! **Knows**: which sections speak of what, when prose contradicts a field, and when it merely says less.
//! **Does not know**: how facts are read out of prose.
//!
//! It tells a contradiction only where the prose says one: a section that names no code, no age limit, no
//! controller contradicts nothing.

use super::DocumentName;
use crate::document::tree::Node;
use crate::document::{Document, Prose};
use crate::register::code::{CodeEntry, CodeFault, CodeSet, CodeSystem, parse_list};
use crate::register::organisation::{self, Mention, Organisation};
use crate::register::prose::{self, ConsentForm};
use crate::register::section::{self, Governed, Item};
use crate::rule::condition::Ground;
use crate::rule::doubt;
use crate::rule::outcome::{Hit, Outcome};

/// The ways in which prose can contradict.
pub(super) const VARIANTS: [&str; 6] =
    ["kode-mangler-i-tekst", "kode-bare-i-tekst", "alder", "dataansvarlig", "forskrift", "samtykke"];

/// The fields that prose is held against.
pub(super) const PATHS: [&str; 12] = [
    "pasientgruppe.icd10",
    "pasientgruppe.ncsp",
    "pasientgruppe.ncmp",
    "pasientgruppe.ncrp",
    "pasientgruppe.icpc2",
    "pasientgruppe.alder",
    "hjemmel.type",
    "hjemmel.forskrift",
    "dataansvarlig.navn",
    "dataansvarlig.orgnr",
    "felles_dataansvarlig.navn",
    "felles_dataansvarlig.orgnr",
];

/// Whether the prose of a document agrees with the fields.
pub(super) fn hold(name: DocumentName, ground: Ground<'_>) -> Outcome {
    let register = ground.register;
    let document = match name {
        DocumentName::Description => register.description(),
        DocumentName::Statutes => register.statutes(),
    };
    let Some(document) = document else {
        let path = match name {
            DocumentName::Description => &register.layout.description,
            DocumentName::Statutes => &register.layout.statutes,
        };
        return path.as_ref().map_or_else(Outcome::nothing, |path| Outcome::unknown(path));
    };
    let own = register.own_headings();
    let governed = match name {
        DocumentName::Description => section::governed(document, &own),
        DocumentName::Statutes => section::governed_statutes(document, &own),
    };
    let reader = Reader { document, ground };
    let mut outcome = Outcome::nothing();
    for part in &governed {
        match part.item {
            Item::Pasientpopulasjon => outcome.add(reader.population(part)),
            Item::Dataansvar => outcome.add(reader.controller(part)),
            Item::Hjemmel => outcome.add(reader.legal_basis(part)),
            _ => {}
        }
    }
    outcome
}

struct Reader<'a> {
    document: &'a Document,
    ground: Ground<'a>,
}

impl Reader<'_> {
    /// Whether the field holds what is no value: prose can neither agree with it nor contradict it.
    fn is_unclear(&self, field: &str) -> bool {
        !doubt::causes(&self.ground.register.tree, field).is_empty()
    }

    fn hit(&self, place: &crate::source::Place, variant: &str, subject: &str) -> Hit {
        let path = self.ground.register.own_path(self.document.source().path());
        Hit::new(place, format!("{path}#{subject}")).variant(variant).with("fil", path)
    }

    fn population(&self, part: &Governed) -> Outcome {
        let prose = part.marked(self.document);
        let mut outcome = self.codes(part, &prose);
        outcome.add(self.ages(&prose));
        outcome
    }

    fn codes(&self, part: &Governed, prose: &Prose) -> Outcome {
        let mut outcome = Outcome::nothing();
        let mentions = prose::codes(prose.text());
        for system in CodeSystem::ALL {
            let of_system: Vec<_> = mentions.iter().filter(|mention| mention.system == system).collect();
            let included: Vec<_> = of_system.iter().filter(|mention| !mention.excluded).collect();
            if included.is_empty() || self.is_unclear(&format!("pasientgruppe.{}", system.word())) {
                continue;
            }
            let nodes = self.code_nodes(system);
            let listed: CodeSet = nodes.iter().map(|(_, entry)| entry).collect();
            let said: CodeSet = of_system.iter().map(|mention| &mention.entry).collect();
            for mention in included {
                let hit = || {
                    let subject = format!("{}:{}", system.word(), mention.entry);
                    self.hit(&prose.place(mention.span.clone()), "kode-bare-i-tekst", &subject)
                        .with("verdi", mention.entry.to_string())
                        .with("system", system.name())
                };
                outcome.look((!listed.covers(&mention.entry)).then(hit));
            }
            for (node, entry) in &nodes {
                let hit = || {
                    let subject = format!("{}:{entry}", system.word());
                    self.hit(&part.place, "kode-mangler-i-tekst", &subject)
                        .related(&node.place)
                        .with("verdi", entry.to_string())
                        .with("system", system.name())
                };
                outcome.look((!said.covers(entry)).then(hit));
            }
        }
        outcome
    }

    /// The codes of `register.toml` that are codes.
    fn code_nodes(&self, system: CodeSystem) -> Vec<(&Node, CodeEntry)> {
        let group = self.ground.register.at("pasientgruppe");
        let nodes = group.and_then(|group| group.get(system.word())).into_iter().flat_map(Node::elements);
        let nodes: Vec<&Node> = nodes.filter(|node| node.text().is_some()).collect();
        let texts: Vec<&str> = nodes.iter().filter_map(|node| node.text()).collect();
        // A slip of the pen is told by a rule of its own; here it stands for what was meant.
        let meant = |entry: Result<CodeEntry, CodeFault>| {
            entry.or_else(|fault| CodeEntry::parse(system, &fault.suggestion.unwrap_or_default())).ok()
        };
        let parsed = parse_list(system, &texts).into_iter().map(meant);
        nodes.into_iter().zip(parsed).filter_map(|(node, entry)| Some((node, entry?))).collect()
    }

    fn ages(&self, prose: &Prose) -> Outcome {
        let mut outcome = Outcome::nothing();
        if self.is_unclear("pasientgruppe.alder") {
            return outcome;
        }
        let limit = |field: &str| self.ground.register.at(field).and_then(Node::integer);
        let (from, until) = (limit("pasientgruppe.alder.fra"), limit("pasientgruppe.alder.til"));
        for mention in prose::age_limits(prose.text()).into_iter().filter(|mention| !mention.excluded) {
            let said_from = mention.from.map(i64::from);
            let said_until = mention.to.map(i64::from);
            let agrees = |said: Option<i64>, held: Option<i64>| said.is_none() || said == held;
            let hit = || {
                let written = prose.text()[mention.span.clone()].to_owned();
                let subject = format!("alder:{}-{}", shown(said_from), shown(said_until));
                let mut hit =
                    self.hit(&prose.place(mention.span.clone()), "alder", &subject).with("verdi", written);
                if let Some(node) = self.ground.register.at("pasientgruppe.alder") {
                    hit = hit.related(&node.place);
                }
                hit.with("fra", shown(from)).with("til", shown(until))
            };
            outcome.look((!agrees(said_from, from) || !agrees(said_until, until)).then(hit));
        }
        outcome
    }

    /// Whether a sentence on who is controller names one that the register has.
    fn controller(&self, part: &Governed) -> Outcome {
        let register = self.ground.register;
        let tables = ["dataansvarlig", "felles_dataansvarlig"];
        let nodes: Vec<&Node> =
            tables.iter().flat_map(|table| register.tree.all(table)).flat_map(Node::elements).collect();
        let listed: Vec<&Organisation> = nodes.iter().filter_map(|node| body(node)).collect();
        let names: Vec<String> =
            nodes.iter().filter_map(|node| node.get("navn")).map(|node| fold(&node.written())).collect();
        let is_unclear = PATHS.iter().any(|field| field.contains("dataansvarlig") && self.is_unclear(field));
        if listed.is_empty() || is_unclear {
            return Outcome::nothing();
        }
        let prose = part.marked(self.document);
        let mut outcome = Outcome::nothing();
        for span in prose::sentences(prose.text()) {
            let (start, sentence) = (span.start, &prose.text()[span]);
            if !says_who_is_controller(sentence) {
                continue;
            }
            let mentions = organisation::mentions(sentence);
            let Some(first) = mentions.first() else { continue };
            let by_name = |name: &String| organisation::find(name).map(|body| body.name());
            let has = |body: &Organisation| {
                let is_listed = listed.iter().any(|listed| listed.name() == body.name());
                is_listed || names.iter().any(|name| by_name(name) == Some(body.name()))
            };
            let meant = said_to_be(sentence, &mentions);
            let other = mentions[..meant].iter().find(|mention| !has(mention.organisation));
            let first = other.unwrap_or(first);
            let is_listed = other.is_none() && mentions.iter().any(|mention| has(mention.organisation));
            let folded = fold(sentence);
            let is_named = names.iter().any(|name| !name.is_empty() && folded.contains(name.as_str()));
            let hit = || {
                let place = prose.place(start + first.span.start..start + first.span.end);
                self.hit(&place, "dataansvarlig", "dataansvarlig")
                    .related(&register.nearest_place("dataansvarlig.navn"))
                    .with("verdi", first.organisation.name())
                    .with("register", register.text("dataansvarlig.navn"))
            };
            outcome.look((other.is_some() || !is_listed && !is_named).then(hit));
        }
        outcome
    }

    fn legal_basis(&self, part: &Governed) -> Outcome {
        let prose = part.marked(self.document);
        let mut outcome = self.regulation(&prose);
        outcome.add(self.consent(&prose));
        outcome
    }

    fn regulation(&self, prose: &Prose) -> Outcome {
        let held = prose::regulation(self.ground.register.text("hjemmel.forskrift"));
        let mentions = prose::regulations(prose.text());
        let Some(first) = mentions.first().filter(|_| !held.is_empty()) else {
            return Outcome::nothing();
        };
        let agrees = mentions.iter().any(|mention| mention.id.eq_ignore_ascii_case(&held));
        let hit = (!agrees).then(|| {
            self.hit(&prose.place(first.span.clone()), "forskrift", "forskrift")
                .related(&self.ground.register.nearest_place("hjemmel.forskrift"))
                .with("verdi", first.id.clone())
                .with("register", held)
        });
        Outcome::of(1, hit.into_iter().collect())
    }

    fn consent(&self, prose: &Prose) -> Outcome {
        let held = self.ground.register.text("hjemmel.type");
        let (agrees, contradicts): (&[ConsentForm], &[ConsentForm]) = match held {
            "forskrift-samtykke" => (&[ConsentForm::Consent], &[ConsentForm::OptOut, ConsentForm::Neither]),
            "forskrift-reservasjon" => (&[ConsentForm::OptOut], &[ConsentForm::Consent]),
            "lovbestemt" => (&[ConsentForm::OptOut, ConsentForm::Neither], &[ConsentForm::Consent]),
            _ => return Outcome::nothing(),
        };
        let mentions = prose::consent_forms(prose.text());
        if mentions.is_empty() {
            return Outcome::nothing();
        }
        let agreed = mentions.iter().any(|mention| agrees.contains(&mention.form));
        let against = mentions.iter().find(|mention| contradicts.contains(&mention.form)).filter(|_| !agreed);
        let hit = against.map(|mention| {
            self.hit(&prose.place(mention.span.clone()), "samtykke", "samtykke")
                .related(&self.ground.register.nearest_place("hjemmel.type"))
                .with("verdi", prose.text()[mention.span.clone()].to_owned())
                .with("register", held)
        });
        Outcome::of(1, hit.into_iter().collect())
    }
}

/// The body that a table with a number and a name stands for: the number decides before the name.
fn body(node: &Node) -> Option<&'static Organisation> {
    let number = node.get("orgnr").and_then(Node::text).and_then(|text| organisation::check_digit(text).ok());
    let by_number = number.and_then(organisation::by_number);
    by_number.or_else(|| organisation::find(node.get("navn")?.text()?))
}

fn shown(limit: Option<i64>) -> String {
    limit.map_or_else(String::new, |limit| limit.to_string())
}

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// How many of the bodies that a sentence begins with are said to be controllers, whoever else it names:
/// «Helse Bergen HF og Helse Stavanger HF er felles dataansvarlige».
fn said_to_be(sentence: &str, mentions: &[Mention]) -> usize {
    let between = |end: usize, start: usize| fold(sentence.get(end..start).unwrap_or_default());
    let mut at = 0;
    while let Some(mention) = mentions.get(at) {
        at += 1;
        let rest = between(mention.span.end, sentence.len());
        if ["er dataansvarl", "er felles dataansvarl", "er databehandlingsansvarl"]
            .iter()
            .any(|words| rest.trim_start().starts_with(words))
        {
            return at;
        }
        let next = mentions.get(at).map(|next| between(mention.span.end, next.span.start));
        if !next.is_some_and(|words| matches!(words.trim(), "og" | "," | "samt")) {
            return 0;
        }
    }
    0
}

/// Whether a sentence tells who is controller, and not who processes on behalf of one.
fn says_who_is_controller(sentence: &str) -> bool {
    let folded = fold(sentence);
    let words = ["dataansvar", "databehandlingsansvar", "behandlingsansvar"];
    words.iter().any(|word| folded.contains(word))
        && !["databehandlar", "databehandler"].iter().any(|word| folded.contains(word))
        && !["ikke lenger", "ikkje lenger", "tidligere", "tidlegare", "frem til", "fram til"]
            .iter()
            .any(|word| folded.contains(word))
}
