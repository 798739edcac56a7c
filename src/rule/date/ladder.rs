//! The ladder of reminders: on which days something is told, and to which roles.
//!
//! **Knows**: what `rules/tables/stige.toml` holds, which rung stands on a day.
//! **Does not know**: what falls due, who holds a role.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::calendar::{days_from, last_working_day};
use crate::document::tree::Node;
use crate::report::reminder::Deadline;
use crate::rule::table;

/// The ladder, read once.
#[derive(Debug)]
pub struct Ladder {
    /// The rungs of a deadline that has none of its own, rising.
    rungs: Vec<i32>,
    /// Rungs that belong to one deadline, by its word.
    own: BTreeMap<String, Vec<i32>>,
    /// How many days before the deadline the first rung may stand, by its word.
    windows: BTreeMap<String, i32>,
    /// For how many days the last rung stands.
    last_stands: i32,
    /// The roles in the order in which they step in for each other.
    roles: Vec<RoleStep>,
}

/// A role and the rung from which it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleStep {
    /// The role.
    pub role: String,
    /// The rung, in days from the deadline.
    pub from: i32,
}

/// A rung of one deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rung {
    /// Its number: days from the deadline, below zero before it.
    pub number: i32,
    /// The day from which it stands.
    pub day: NaiveDate,
}

/// The rung on which a deadline stands, and the one after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The rung.
    pub rung: Rung,
    /// The next, where there is one.
    pub next: Option<Rung>,
}

impl Ladder {
    /// Reads the ladder that the tool carries.
    pub fn read() -> Self {
        let node = table::file("stige.toml");
        let own = node.get("trinn").expect("the table names the rungs of single deadlines");
        let windows = node.get("vindu").expect("the table names windows");
        Self {
            rungs: rungs(&node),
            own: own.entries().iter().map(|(word, node)| (word.clone(), rungs(node))).collect(),
            windows: windows.entries().iter().map(|(word, node)| (word.clone(), number(node))).collect(),
            last_stands: number(
                node.get("siste_staar").expect("the table says how long the last rung stands"),
            ),
            roles: node.all("rolle").into_iter().flat_map(Node::elements).map(RoleStep::read).collect(),
        }
    }

    /// The rungs of a deadline, rising.
    pub fn rungs(&self, deadline: Deadline) -> Vec<i32> {
        let window = self.windows.get(deadline.word()).map_or(i32::MIN, |days| -days);
        let rungs = self.own.get(deadline.word()).unwrap_or(&self.rungs);
        rungs.iter().copied().filter(|rung| *rung >= window).collect()
    }

    /// The rungs of a deadline that falls on `due`, each with the day from which it stands: those before it
    /// count back from the last working day, those after it from the day itself, whatever day it is.
    pub fn days(&self, deadline: Deadline, due: NaiveDate) -> impl Iterator<Item = Rung> {
        let worked = last_working_day(due);
        let day = move |number| if number < 0 { days_from(worked, number) } else { days_from(due, number) };
        self.rungs(deadline).into_iter().map(move |number| Rung { number, day: day(number) })
    }

    /// The rung that stands on `today`: from its day until that of the next. None before the first, and none
    /// once the last has stood for its time.
    pub fn standing(&self, deadline: Deadline, due: NaiveDate, today: NaiveDate) -> Option<Standing> {
        let (passed, ahead): (Vec<Rung>, Vec<Rung>) =
            self.days(deadline, due).partition(|rung| rung.day <= today);
        let (rung, next) = (*passed.last()?, ahead.first().copied());
        let has_ended = next.is_none() && today >= days_from(rung.day, self.last_stands);
        (!has_ended).then_some(Standing { rung, next })
    }

    /// The roles in the order in which they step in for each other.
    pub fn roles(&self) -> &[RoleStep] {
        &self.roles
    }
}

impl RoleStep {
    fn read(node: &Node) -> Self {
        let role = node.get("rolle").and_then(Node::text).expect("a step names its role");
        Self { role: role.to_owned(), from: number(node.get("fra").expect("a step names its rung")) }
    }
}

/// The rungs that a table names as days before and after, rising.
fn rungs(node: &Node) -> Vec<i32> {
    let days = |key: &str| node.get(key).into_iter().flat_map(Node::elements).map(number);
    let mut rungs: Vec<i32> = days("foer").map(|days| -days).chain(days("etter")).collect();
    rungs.sort_unstable();
    rungs
}

fn number(node: &Node) -> i32 {
    let number = node.integer().and_then(|number| i32::try_from(number).ok());
    number.expect("the table holds numbers of days")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Strategy, prop_assert, prop_assert_eq, proptest};

    use super::*;
    use crate::register::schema::ROLES;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_table_is_whole() {
        let node = table::file("stige.toml");
        let keys = |node: &Node| node.entries().iter().map(|(key, _)| key.clone()).collect::<Vec<_>>();
        assert_eq!(keys(&node), ["foer", "etter", "siste_staar", "rolle", "vindu", "trinn"]);
        let words: Vec<&str> = Deadline::ALL.iter().map(|deadline| deadline.word()).collect();
        for key in ["vindu", "trinn"].into_iter().flat_map(|key| keys(node.get(key).unwrap())) {
            assert!(words.contains(&key.as_str()), "{key}");
        }
        let ladder = Ladder::read();
        assert!(ladder.roles.iter().all(|step| ROLES.contains(&step.role.as_str())), "{:?}", ladder.roles);
        assert!(ladder.roles.is_sorted_by_key(|step| step.from), "who is told first steps in first");
    }

    #[test]
    fn each_deadline_has_its_rungs() {
        let ladder = Ladder::read();
        let check = |deadline: Deadline, expected: &[i32]| assert_eq!(ladder.rungs(deadline), expected);
        let after = [1, 7, 14, 28, 42, 56];
        let with = |before: &[i32]| [before, &after].concat();
        check(Deadline::AnnualReport, &with(&[-90, -60, -30, -14, -7, -1]));
        check(Deadline::Record, &with(&[-90, -60, -30, -14, -7, -1]));
        check(Deadline::Term, &with(&[-90, -60, -30, -14, -7, -1]));
        check(Deadline::Waiver, &with(&[-30, -14, -7, -1]));
        check(Deadline::Duty, &with(&[-14, -7, -1]));
        check(Deadline::Registration, &with(&[-60, -30, -14, -7, -1]));
        check(Deadline::Application, &[0, 30, 60, 90, 120, 150, 180]);
    }

    #[test]
    fn the_rung_that_stands_on_a_day() {
        let ladder = Ladder::read();
        let check = |due: &str, today: &str, expected: Option<i32>| {
            let found = ladder.standing(Deadline::AnnualReport, day(due), day(today));
            assert_eq!(found.map(|standing| standing.rung.number), expected, "{due} on {today}");
        };
        // A Tuesday.
        check("2026-12-15", "2026-09-15", None);
        check("2026-12-15", "2026-09-16", Some(-90));
        check("2026-12-15", "2026-11-30", Some(-30));
        check("2026-12-15", "2026-12-01", Some(-14));
        check("2026-12-15", "2026-12-13", Some(-7));
        check("2026-12-15", "2026-12-14", Some(-1));
        check("2026-12-15", "2026-12-15", Some(-1));
        check("2026-12-15", "2026-12-16", Some(1));
        check("2026-12-15", "2026-12-22", Some(7));
        check("2026-12-15", "2027-02-09", Some(56));
        check("2026-12-15", "2027-02-22", Some(56));
        check("2026-12-15", "2027-02-23", None);
        // A Sunday: before counts from Friday 13 June, after from Sunday itself.
        check("2025-06-15", "2025-06-11", Some(-7));
        check("2025-06-15", "2025-06-12", Some(-1));
        check("2025-06-15", "2025-06-15", Some(-1));
        check("2025-06-15", "2025-06-16", Some(1));
        check("2025-06-15", "2025-05-30", Some(-14));
        check("2025-06-15", "2025-05-29", Some(-30));
        // Easter Monday: from Wednesday 1 April.
        check("2026-04-06", "2026-03-30", Some(-7));
        check("2026-04-06", "2026-03-31", Some(-1));
    }

    #[test]
    fn an_application_is_quiet_until_it_has_waited() {
        let ladder = Ladder::read();
        let check = |today: &str, expected: Option<i32>, next: Option<i32>| {
            let found = ladder.standing(Deadline::Application, day("2026-03-22"), day(today));
            assert_eq!(found.map(|standing| standing.rung.number), expected, "{today}");
            assert_eq!(found.and_then(|standing| standing.next).map(|rung| rung.number), next, "{today}");
        };
        check("2026-03-21", None, None);
        check("2026-03-22", Some(0), Some(30));
        check("2026-04-20", Some(0), Some(30));
        check("2026-04-21", Some(30), Some(60));
        check("2026-09-18", Some(180), None);
        check("2026-10-02", None, None);
    }

    #[test]
    fn days_at_the_end_of_time_are_no_fault() {
        let ladder = Ladder::read();
        for due in [NaiveDate::MIN, NaiveDate::MAX] {
            for today in [NaiveDate::MIN, day("2026-11-23"), NaiveDate::MAX] {
                ladder.standing(Deadline::Term, due, today);
            }
        }
    }

    fn any_day() -> impl Strategy<Value = NaiveDate> {
        (0..14_975i32).prop_map(|days| days_from(day("2020-01-01"), days))
    }

    proptest! {
        /// A rung stands from its day to the next, and nothing else stands between.
        #[test]
        fn a_rung_stands_from_its_day_to_the_next(due in any_day(), which in 0..11usize) {
            let ladder = Ladder::read();
            let deadline = Deadline::ALL[which];
            let days: Vec<Rung> = ladder.days(deadline, due).collect();
            prop_assert!(days.is_sorted_by(|one, two| one.day < two.day && one.number < two.number));
            let (first, last) = (days[0], days[days.len() - 1]);
            prop_assert_eq!(ladder.standing(deadline, due, days_from(first.day, -1)), None);
            prop_assert_eq!(ladder.standing(deadline, due, days_from(last.day, ladder.last_stands)), None);
            let mut today = first.day;
            while today < days_from(last.day, ladder.last_stands) {
                let standing = ladder.standing(deadline, due, today).expect("one stands");
                prop_assert!(standing.rung.day <= today);
                prop_assert!(standing.next.is_none_or(|next| today < next.day));
                prop_assert!(standing.rung.number >= 0 || today <= due);
                prop_assert!(standing.rung.number <= 0 || today > due);
                today = days_from(today, 1);
            }
        }
    }
}
