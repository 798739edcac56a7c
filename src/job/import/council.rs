//! `fagraad.toml` with the members that documents name.
//!
//! **Knows**: what the template still asks for when they stand there.
//! **Does not know**: how members are found.

use super::Notes;
use super::template::{Template, Written, quoted};
use crate::register::import::{Fact, Member, Representing};

/// Writes the members, and says how many. What the template asks of a region or of the patients stays until
/// somebody is there for it.
pub(super) fn fill(council: &mut Template, members: &[Fact<Member>], notes: &Notes<'_>) -> usize {
    if members.is_empty() {
        return 0;
    }
    let has_patients = members.iter().any(|fact| fact.value.representing == Some(Representing::Patients));
    let has_association =
        members.iter().any(|fact| fact.value.representing == Some(Representing::Association));
    let is_open = |table: &Vec<String>| {
        let says = |part: &str| table.iter().any(|line| line.contains(part));
        let region =
            |fact: &Fact<Member>| fact.value.counts_for().map(|region| format!("\"{}\"", region.word()));
        let covered = members.iter().filter_map(region).any(|word| says(&word));
        if says("\"pasientorganisasjon\"") {
            !has_patients
        } else if says("\"fagmedisinsk-forening\"") {
            !has_association
        } else {
            !covered
        }
    };
    let asked = council.tables("medlem").into_iter().filter(is_open);
    let tables: Vec<Vec<String>> = members.iter().map(|fact| table(fact, notes)).chain(asked).collect();
    council.put_tables("medlem", &tables);
    members.len()
}

fn table(fact: &Fact<Member>, notes: &Notes<'_>) -> Vec<String> {
    let member = &fact.value;
    let line = |key: &str, value: &str| Written::One(quoted(value), String::new()).lines(key).concat();
    let name = Written::One(quoted(&member.name), notes.of(&fact.place)).lines("navn").concat();
    let mut lines = vec!["[[medlem]]".to_owned(), name];
    lines.extend(member.employer.map(|employer| line("virksomhet", employer.name())));
    lines.extend(member.organisation.as_deref().map(|organisation| line("organisasjon", organisation)));
    lines.extend(member.region.map(|region| line("region", region.word())));
    lines.extend(member.representing.map(|one| line("representerer", one.word())));
    if member.leads {
        lines.push("leder = true".to_owned());
    }
    lines
}
