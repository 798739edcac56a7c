//! What must be told, worked out from how the fleet was made.
//!
//! **Knows**: what is due and for how long, who holds which role on a day, what was told already.
//! **Does not know**: files, repositories.

use std::collections::BTreeSet;
use std::fmt;
use std::rc::Rc;

use chrono::NaiveDate;
use registervakt::report::reminder::Deadline;
use registervakt::rule::date::calendar::is_working_day;
use registervakt::rule::date::ladder::Ladder;

use super::fleet::{CLINICAL, CONTROLLER, DAILY, Fleet, REGION, SERVICE};
use super::register::Register;

/// What is told on one rung.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Telling {
    pub(crate) folder: String,
    pub(crate) deadline: String,
    pub(crate) subject: String,
    pub(crate) due: NaiveDate,
    pub(crate) rung: i32,
}

impl Telling {
    /// What the key of an entry names.
    pub(crate) fn of_key(key: &str) -> Self {
        let parts: Vec<&str> = key.split('/').collect();
        let [folder, deadline, subject, due, rung] = parts.as_slice() else { panic!("{key}") };
        Self {
            folder: (*folder).to_owned(),
            deadline: (*deadline).to_owned(),
            subject: decoded(subject),
            due: due.parse().expect("a day"),
            rung: rung.parse().expect("a number"),
        }
    }
}

impl fmt::Display for Telling {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { folder, deadline, subject, due, rung } = self;
        write!(formatter, "{folder} {deadline} {subject} {due} {rung:+}")
    }
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        match (first, behind) {
            (b'%', [high, low, after @ ..]) => {
                let digits = [*high, *low];
                let digits = std::str::from_utf8(&digits).expect("digits");
                bytes.push(u8::from_str_radix(digits, 16).expect("digits"));
                rest = after;
            }
            _ => {
                bytes.push(*first);
                rest = behind;
            }
        }
    }
    String::from_utf8(bytes).expect("it was a text")
}

/// The rung from which a role is told; they step in for each other in this order.
const ROLES: [(&str, i32); 5] =
    [(DAILY, i32::MIN), (CLINICAL, -30), (CONTROLLER, -7), (REGION, 7), (SERVICE, 7)];

/// What must be told, and what was.
#[derive(Debug, Clone)]
pub(crate) struct Oracle {
    ladder: Rc<Ladder>,
    told: BTreeSet<(String, Telling)>,
}

impl Oracle {
    pub(crate) fn new() -> Self {
        Self { ladder: Rc::new(Ladder::read()), told: BTreeSet::new() }
    }

    /// What must be told today, and to whom.
    pub(crate) fn tell(&mut self, today: NaiveDate, fleet: &Fleet) -> BTreeSet<(String, Telling)> {
        if !is_working_day(today) {
            return BTreeSet::new();
        }
        let mut found = BTreeSet::new();
        for due in fleet.dues.iter().filter(|due| due.is_open(today)) {
            let deadline = Deadline::ALL.into_iter().find(|one| one.word() == due.deadline);
            let standing = self.ladder.standing(deadline.expect("a deadline"), due.due, today);
            let Some(rung) = standing.map(|standing| standing.rung.number) else { continue };
            let register = fleet.registers.iter().find(|one| one.folder == due.folder).expect("a register");
            for address in addresses(register, rung) {
                let telling = Telling {
                    folder: due.folder.clone(),
                    deadline: due.deadline.to_owned(),
                    subject: due.subject.clone(),
                    due: due.due,
                    rung,
                };
                if self.told.insert((address.clone(), telling.clone())) {
                    found.insert((address, telling));
                }
            }
        }
        found
    }
}

/// Who is told on a rung: those who hold its roles, and for a role that nobody holds those of the next.
fn addresses(register: &Register, rung: i32) -> BTreeSet<String> {
    let holder = |role: &str| register.people.iter().find(|one| one.role == role);
    let steps = ROLES.iter().enumerate().filter(|(_, (_, from))| *from <= rung);
    let told = steps.filter_map(|(at, _)| ROLES[at..].iter().find_map(|(role, _)| holder(role)));
    told.map(|one| one.address.clone()).collect()
}
