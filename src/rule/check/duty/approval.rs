//! What the bodies of the guide must have answered: approval, order, information, endings.
//!
//! **Knows**: when Helsedirektoratet has approved, whether the bodies answered in order, what an ending
//! of national status needs (R-3 to R-5, E-2 to E-4).
//! **Does not know**: which changes ask for it, which words it gets.

use chrono::NaiveDate;

use super::application::{
    Body, DIRECTORATE, Held, STEPS, Said, Treatment, any_record, by_body, document_of, each_application,
    no_record, proof, said, table_of, type_for,
};
use super::{Answer, Ask, Gap};
use crate::document::tree::Node;
use crate::register::organisation::{self, RHFS};
use crate::rule::condition::Ground;
use crate::rule::review::Record;

/// In which ways the approval is wanting.
pub(super) const APPROVED: &[&str] = &[
    "ingen-melding",
    "type",
    "ikke-behandlet",
    "orientert",
    "avslaatt",
    "uten-dato",
    "framtid",
    "finnes-ikke",
    "uleselig",
    "registrering-mangler",
    "registrering-foer",
];
/// In which ways the road of the application is wanting.
pub(super) const IN_ORDER: &[&str] = &["ingen-melding", "mangler", "framtid", "rekkefoelge"];
/// In which ways the information is wanting.
pub(super) const INFORMED: &[&str] =
    &["ingen-melding", "ikke-sendt", "uten-dato", "framtid", "finnes-ikke", "uleselig"];
/// In which ways the recommendations are wanting.
pub(super) const RECOMMENDED: &[&str] =
    &["ingen-melding", "mangler", "uten-dato", "framtid", "uten-dokument", "finnes-ikke", "uleselig"];
/// In which ways the decision is wanting.
pub(super) const DECIDED: &[&str] = &[
    "ingen-melding",
    "ikke-behandlet",
    "orientert",
    "avslaatt",
    "uten-dato",
    "framtid",
    "finnes-ikke",
    "uleselig",
];

/// Helsedirektoratet has approved, and registration starts no earlier (E-2, R-5).
pub(super) fn approved(ask: &Ask<'_>) -> Answer {
    let wanted = type_for(ask);
    each_application(ask, |record| {
        if let Some(wanted) = wanted
            && record.node.get("type").and_then(Node::text) != Some(wanted)
        {
            return Err(Gap::new("type").with("verdi", wanted));
        }
        granted(ask.ground, record)
    })
}

/// Helsedirektoratet has approved what the record applies for, and registration starts no earlier.
pub(super) fn granted(ground: Ground<'_>, record: &Record<'_>) -> Held {
    let approval = approval(ground, record)?;
    let start = record.node.get("registrering_fra");
    match start.and_then(Node::date) {
        None => Err(Gap::new("registrering-mangler").with("dato", approval.to_string())),
        Some(date) if date < approval => {
            let gap = Gap {
                related: start.map(|node| node.place.locate()).into_iter().collect(),
                ..Gap::new("registrering-foer")
            };
            Err(gap.with("frist", date.to_string()).with("dato", approval.to_string()))
        }
        Some(_) => Ok(table_of(record, "[behandling]")),
    }
}

/// Helsedirektoratet has decided that the status ends.
pub(super) fn decided(ask: &Ask<'_>) -> Answer {
    any_record(ask, |record| approval(ask.ground, record).map(|_| table_of(record, "[behandling]")))
}

/// The day of the approval that holds, with its document where one is named.
fn approval(ground: Ground<'_>, record: &Record<'_>) -> Result<NaiveDate, Gap> {
    let (treatment, gap) = match said(record, ground.today) {
        Said::Approved(treatment, date) => {
            return document_of(ground.register, treatment).map(|()| date);
        }
        Said::Nothing => return Err(Gap::new("ikke-behandlet")),
        Said::NoDecision(treatment) => {
            let outcome = treatment.outcome().unwrap_or_default();
            (treatment, Gap::new("orientert").with("verdi", outcome))
        }
        Said::Refused(treatment) => {
            let date = treatment.answered().map(|date| date.to_string());
            (treatment, Gap::new("avslaatt").with("dato", date.unwrap_or_default()))
        }
        Said::Undated(treatment) => (treatment, Gap::new("uten-dato")),
        Said::Later(treatment, date) => (treatment, Gap::new("framtid").with("dato", date.to_string())),
    };
    Err(Gap { related: vec![treatment.node().place.locate()], ..gap })
}

/// The bodies have answered in the order of the guide.
pub(super) fn in_order(ask: &Ask<'_>) -> Answer {
    each_application(ask, |record| road(ask, record))
}

/// A body and the days on which it answered.
struct Answers {
    body: Body,
    /// Those that have come.
    days: Vec<NaiveDate>,
    /// One that has not come yet.
    later: Option<NaiveDate>,
}

impl Answers {
    /// The answers of `body` that have an outcome and a date.
    fn of(body: Body, record: &Record<'_>, today: NaiveDate) -> Self {
        let treatments = by_body(record, body.word).into_iter().filter(|one| one.outcome().is_some());
        let (days, later): (Vec<_>, Vec<_>) =
            treatments.filter_map(Treatment::answered).partition(|day| *day <= today);
        Self { body, days, later: later.first().copied() }
    }
}

/// Walks the road of an application, taking of each body the first answer that fits. A body may have
/// been asked twice: one road in order is enough.
fn road(ask: &Ask<'_>, record: &Record<'_>) -> Held {
    let answers = |body: &Body| Answers::of(*body, record, ask.ground.today);
    let steps: Vec<Vec<Answers>> = STEPS.iter().map(|step| step.iter().map(answers).collect()).collect();
    let silent: Vec<&Answers> = steps.iter().flatten().filter(|one| one.days.is_empty()).collect();
    if let Some(first) = silent.iter().find(|one| one.later.is_none()) {
        let names: Vec<&str> = silent.iter().map(|one| one.body.name).collect();
        return Err(Gap::new("mangler").with("mangler", names.join(", ")).with("verdi", first.body.word));
    }
    if let Some((body, day)) = silent.iter().find_map(|one| Some((one.body, one.later?))) {
        return Err(Gap::new("framtid").with("instans", body.name).with("dato", day.to_string()));
    }
    let mut last: Option<(Body, NaiveDate)> = None;
    for step in &steps {
        let mut reached = last;
        for Answers { body, days, .. } in step {
            let fits = |day: &&NaiveDate| last.is_none_or(|(_, floor)| **day >= floor);
            let Some(day) = days.iter().filter(fits).min() else {
                return Err(out_of_order(*body, days, last));
            };
            if reached.is_none_or(|(_, latest)| *day >= latest) {
                reached = Some((*body, *day));
            }
        }
        last = reached;
    }
    Ok(table_of(record, "[behandling]"))
}

/// `body` answered on `days`, all before the last body did that comes ahead of it.
fn out_of_order(body: Body, days: &[NaiveDate], last: Option<(Body, NaiveDate)>) -> Gap {
    let day = days.iter().max().map(NaiveDate::to_string).unwrap_or_default();
    let gap = Gap::new("rekkefoelge").with("instans", body.name).with("dato", day);
    match last {
        Some((before, floor)) => gap.with("navn", before.name).with("frist", floor.to_string()),
        None => gap,
    }
}

/// Helsedirektoratet is informed (E-4).
pub(super) fn informed(ask: &Ask<'_>) -> Answer {
    any_record(ask, |record| {
        let mut gap = None;
        for treatment in by_body(record, DIRECTORATE) {
            let held = match treatment.sent() {
                None => Err(Gap::new("uten-dato")),
                Some(day) if day > ask.ground.today => Err(Gap::new("framtid").with("dato", day.to_string())),
                Some(_) => document_of(ask.ground.register, treatment),
            };
            match held {
                Ok(()) => return Ok(table_of(record, "[behandling]")),
                Err(new) => {
                    gap = gap.or(Some(Gap { related: vec![treatment.node().place.locate()], ..new }));
                }
            }
        }
        Err(gap.unwrap_or_else(|| Gap::new("ikke-sendt")))
    })
}

/// All four regional health authorities recommend the ending (E-3), also those whose region does not
/// treat the group. The four may stand in several records.
pub(super) fn recommended(ask: &Ask<'_>) -> Answer {
    let records: Vec<&Record<'_>> = ask.review.records_for(ask.topic).collect();
    let Some(first) = records.first() else {
        return Answer::Open(no_record(ask));
    };
    let (mut by, mut missing) = (Vec::new(), Vec::new());
    let mut gap: Option<Gap> = None;
    for rhf in RHFS {
        let held: Vec<Held> = records.iter().flat_map(|record| by_authority(ask, record, rhf)).collect();
        match held.iter().find_map(|one| one.as_ref().ok()) {
            Some(what) => by.push(what.clone()),
            None => {
                missing.push(rhf);
                let wanting = held.into_iter().find_map(Result::err).unwrap_or_else(|| Gap::new("mangler"));
                // A recommendation that is not there at all is told before one that lacks something.
                if gap.as_ref().is_none_or(|gap| gap.variant != "mangler" && wanting.variant == "mangler") {
                    gap = Some(wanting.with("navn", rhf));
                }
            }
        }
    }
    match gap {
        None => Answer::Met(by),
        Some(mut gap) => {
            if gap.related.is_empty() {
                gap.related.push(first.node.place.locate());
            }
            let file = gap.details.get("fil").cloned().unwrap_or_else(|| first.path.to_owned());
            Answer::Open(
                gap.with("mangler", missing.join(", ")).with("fil", file).with("tema", ask.topic.word()),
            )
        }
    }
}

/// What the recommendations of one authority in a record come to.
fn by_authority(ask: &Ask<'_>, record: &Record<'_>, rhf: &str) -> Vec<Held> {
    let is_of = |node: &&Node| {
        let name = node.get("rhf").and_then(Node::text).unwrap_or_default();
        organisation::find(name).is_some_and(|found| found.name() == rhf)
    };
    let all = record.node.get("tilraading").into_iter().flat_map(Node::elements);
    all.filter(is_of)
        .map(|node| {
            let document = node.get("dokument");
            let gap = match node.get("dato").and_then(Node::date) {
                None => Gap::new("uten-dato"),
                Some(date) if date > ask.ground.today => Gap::new("framtid").with("dato", date.to_string()),
                Some(_) => match proof(ask.ground.register, document) {
                    Ok(_) => return Ok(table_of(record, "[tilraading]")),
                    Err(why) => why.gap(document),
                },
            };
            Err(Gap { related: vec![node.place.locate()], ..gap }.with("fil", record.path))
        })
        .collect()
}
