//! Sixty made registers, what happens to them in two years, and what therefore falls due.
//!
//! **Knows**: who delivers when, who leaves, what is forgotten.
//! **Does not know**: when anybody is told of it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::register::{PARTS, Register, Responsible, WHOLE, Yearly};

pub(crate) const DAILY: &str = "daglig-leder";
pub(crate) const CLINICAL: &str = "faglig-leder";
pub(crate) const CONTROLLER: &str = "dataansvarlig";
pub(crate) const REGION: &str = "rhf";
pub(crate) const SERVICE: &str = "servicemiljoe";

/// Something that falls due in a register, as the fleet was made.
#[derive(Debug, Clone)]
pub(crate) struct Due {
    pub(crate) folder: String,
    pub(crate) deadline: &'static str,
    pub(crate) subject: String,
    pub(crate) due: NaiveDate,
    /// The day on which the repository begins to say so.
    pub(crate) from: Option<NaiveDate>,
    /// The day on which it ceases to.
    pub(crate) until: Option<NaiveDate>,
}

impl Due {
    pub(crate) fn is_open(&self, today: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= today) && self.until.is_none_or(|until| today < until)
    }
}

/// What a commit does to a register.
type Deed = Box<dyn Fn(&mut Register)>;

/// A change that leaves duties open.
#[derive(Debug, Clone)]
pub(crate) struct Changed {
    pub(crate) folder: String,
    pub(crate) on: NaiveDate,
    /// The day on which nothing of it is open any more.
    pub(crate) until: Option<NaiveDate>,
}

/// The registers, what happens to them day by day, and what falls due.
#[derive(Default)]
pub(crate) struct Fleet {
    pub(crate) registers: Vec<Register>,
    /// By day: a message, which register, and what is done.
    pub(crate) events: BTreeMap<NaiveDate, Vec<(String, usize, Deed)>>,
    pub(crate) dues: Vec<Due>,
    /// Registers whose changes release duties, which are not foretold one by one.
    pub(crate) changed: Vec<Changed>,
    /// People who left: the address, the day, and the address of the one who came.
    pub(crate) left: Vec<(String, NaiveDate, Option<String>)>,
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// When the things of one reporting year are done; month and day of the year after.
#[derive(Debug, Clone, Copy, Default)]
struct Habit {
    /// When an extension was granted, and until when.
    extension: Option<(&'static str, &'static str)>,
    delivered: Option<&'static str>,
    published: Option<&'static str>,
    coverage: Option<&'static str>,
    half_year: Option<&'static str>,
}

/// Before anybody is told of anything.
const EARLY: Habit = Habit {
    extension: None,
    delivered: Some("02-20"),
    published: Some("02-20"),
    coverage: Some("02-20"),
    half_year: Some("09-10"),
};
/// In time, as most are.
const IN_TIME: Habit = Habit {
    extension: None,
    delivered: Some("06-10"),
    published: Some("06-11"),
    coverage: Some("08-20"),
    half_year: Some("12-09"),
};
const LATE: Habit = Habit {
    extension: None,
    delivered: Some("06-25"),
    published: Some("07-03"),
    coverage: Some("09-17"),
    half_year: Some("12-22"),
};
const NEVER: Habit =
    Habit { extension: None, delivered: None, published: None, coverage: None, half_year: None };
const EXTENDED: Habit = Habit {
    extension: Some(("05-20", "08-20")),
    delivered: Some("08-18"),
    published: Some("06-12"),
    coverage: Some("08-18"),
    half_year: Some("12-10"),
};
/// The longest extension there is, and late all the same.
const EXTENDED_AND_LATE: Habit =
    Habit { extension: Some(("05-29", "09-01")), delivered: Some("09-10"), ..EXTENDED };

/// Where a register lies: what its shared people are called.
const REGIONS: [&str; 4] = ["nord", "midt", "vest", "sorost"];

impl Fleet {
    /// A register that does its reports by `habit`; its place among the others.
    fn add(&mut self, folder: &str, habit: Habit) -> usize {
        let number = self.registers.len();
        let region = REGIONS[number % REGIONS.len()];
        let lang = ["nb", "nb", "nn", "nb", "en"][number % 5];
        let own = |role, word: &str| Responsible {
            role,
            name: format!("{word} {folder}"),
            address: format!("{}@{folder}.example.org", word.to_lowercase()),
            lang,
        };
        let shared = |role, word: &str, of: &str| Responsible {
            role,
            name: format!("{word} {of}"),
            address: format!("{}@{of}.example.org", word.to_lowercase()),
            lang: "nb",
        };
        let trust = format!("foretak{}", number % 8);
        self.registers.push(Register {
            folder: folder.to_owned(),
            status: "nasjonal",
            since: Some(day("2016-03-01")),
            people: vec![
                own(DAILY, "Dag"),
                own(CLINICAL, "Fia"),
                shared(CONTROLLER, "Data", &trust),
                shared(REGION, "Rhea", region),
                shared(SERVICE, "Siv", region),
            ],
            codes: vec!["M05"],
            record: None,
            council: Vec::new(),
            extensions: BTreeMap::new(),
            waivers: BTreeMap::new(),
            reports: BTreeMap::new(),
            changes: BTreeMap::new(),
            enclosures: BTreeMap::new(),
        });
        self.report(number, 2025, habit);
        self.report(number, 2026, habit);
        number
    }

    fn on(&mut self, at: usize, on: NaiveDate, message: &str, deed: impl Fn(&mut Register) + 'static) {
        self.events.entry(on).or_default().push((message.to_owned(), at, Box::new(deed)));
    }

    fn due(&mut self, at: usize, deadline: &'static str, subject: &str, due: NaiveDate) -> &mut Due {
        let folder = self.registers[at].folder.clone();
        let subject = subject.to_owned();
        self.dues.push(Due { folder, deadline, subject, due, from: None, until: None });
        self.dues.last_mut().expect("just put")
    }

    /// What is done about the report of `year`, and what falls due.
    fn report(&mut self, at: usize, year: i32, habit: Habit) {
        let next = |word: &str| day(&format!("{}-{word}", year + 1));
        let subject = year.to_string();
        let [delivered, published, coverage, half_year] =
            [habit.delivered, habit.published, habit.coverage, habit.half_year].map(|word| word.map(next));
        let granted = habit.extension.map(|(on, to)| (next(on), next(to)));
        self.due(at, "utsettelse", &subject, next("06-01")).until = granted.map(|(on, _)| on).or(delivered);
        self.due(at, "aarsrapport", &subject, next("06-15")).until = granted.map(|(on, _)| on).or(delivered);
        if let Some((on, to)) = granted {
            let due = self.due(at, "aarsrapport", &subject, to);
            (due.from, due.until) = (Some(on), delivered);
            self.on(at, on, "Utsettelse", move |register| {
                register.extensions.insert(year, to);
            });
        }
        self.due(at, "resultater", &subject, next("06-15")).until = published;
        self.due(at, "dekningsgrad", &subject, next("09-01")).until = coverage;
        self.due(at, "halvaarstall", &subject, next("12-15")).until = half_year;
        let days: BTreeSet<NaiveDate> =
            [delivered, published, coverage, half_year].into_iter().flatten().collect();
        for on in days {
            self.on(at, on, "Årsrapport", move |register| {
                let yearly = register.reports.entry(year).or_insert_with(Yearly::default);
                let done = |planned: Option<NaiveDate>| planned.filter(|planned| *planned <= on);
                yearly.delivered = done(delivered);
                yearly.chapters = yearly.delivered.map(|_| WHOLE);
                yearly.published = done(published);
                yearly.half_year = done(half_year);
                yearly.has_coverage = done(coverage).is_some();
            });
        }
    }

    /// Nothing of this register falls due by reports: `of` says on which day that begins or ends.
    fn reports_count(&mut self, at: usize, of: impl Fn(&mut Due)) {
        let folder = self.registers[at].folder.clone();
        let yearly = ["utsettelse", "aarsrapport", "resultater", "dekningsgrad", "halvaarstall"];
        self.dues
            .iter_mut()
            .filter(|due| due.folder == folder && yearly.contains(&due.deadline))
            .for_each(of);
    }

    /// The register has no national status yet.
    fn plan(&mut self, at: usize) {
        (self.registers[at].status, self.registers[at].since) = ("planlagt", None);
    }

    fn nobody_holds(&mut self, at: usize, roles: &[&str]) {
        self.registers[at].people.retain(|one| !roles.contains(&one.role));
    }

    /// Somebody leaves, and somebody else comes.
    fn succeeds(&mut self, at: usize, on: &str, role: &'static str) {
        let folder = self.registers[at].folder.clone();
        let old = self.registers[at].people.iter().find(|one| one.role == role).expect("somebody");
        self.left.push((old.address.clone(), day(on), Some(format!("ny@{folder}.example.org"))));
        self.on(at, day(on), "Ny leder", move |register| {
            let held = register.people.iter_mut().find(|one| one.role == role).expect("somebody");
            held.name = format!("Ny {folder}");
            held.address = format!("ny@{folder}.example.org");
        });
    }

    /// A member of the council whose term ends, and what becomes of it.
    fn term(&mut self, at: usize, name: &'static str, ends: &str, then: Option<(&str, Option<&str>)>) {
        self.registers[at].council.push((name.to_owned(), day(ends)));
        self.due(at, "medlem", name, day(ends)).until = then.map(|(on, _)| day(on));
        let Some((on, to)) = then else { return };
        let (on, to) = (day(on), to.map(day));
        if let Some(to) = to {
            self.due(at, "medlem", name, to).from = Some(on);
        }
        self.on(at, on, "Fagråd", move |register| {
            register.council.retain(|(other, _)| other != name);
            register.council.extend(to.map(|to| (name.to_owned(), to)));
        });
    }

    fn waiver(&mut self, at: usize, rule: &'static str, ends: &str, then: Option<(&str, Option<&str>)>) {
        self.registers[at].waivers.insert(rule, day(ends));
        self.due(at, "unntak", rule, day(ends)).until = then.map(|(on, _)| day(on));
        let Some((on, to)) = then else { return };
        let (on, to) = (day(on), to.map(day));
        if let Some(to) = to {
            self.due(at, "unntak", rule, to).from = Some(on);
        }
        self.on(at, on, "Unntak", move |register| {
            register.waivers.remove(rule);
            register.waivers.extend(to.map(|to| (rule, to)));
        });
    }

    fn record(&mut self, at: usize, dated: &str, due: &str, renewed: Option<&str>) {
        self.registers[at].record = Some(day(dated));
        self.due(at, "protokoll", "protokoll", day(due)).until = renewed.map(day);
        if let Some(on) = renewed.map(day) {
            self.on(at, on, "Protokoll", move |register| register.record = Some(on));
        }
    }

    /// An application of which the record says when it was sent and answered.
    fn application(&mut self, at: usize, sent: &str, due: &str, answered: Option<&str>) {
        let text = |answer: &str| {
            format!(
                "tittel = \"Utvidelse med barn\"\ntype = \"endring\"\ngjelder = [\"pasientgruppe\"]\n\n\
                 [[behandling]]\ninstans = \"ekspertgruppen\"\nsendt = {sent}\n{answer}"
            )
        };
        let sent_on = day(sent);
        let due = self.due(at, "soeknad", "2026-barn#ekspertgruppen", day(due));
        (due.from, due.until) = (Some(sent_on), answered.map(day));
        let open = text("");
        self.on(at, sent_on, "Søknad sendt", move |register| {
            register.changes.insert("2026-barn", open.clone());
        });
        if let Some(on) = answered {
            let closed = text(&format!("dato = {on}\nutfall = \"anbefalt\"\n"));
            self.on(at, day(on), "Svar", move |register| {
                register.changes.insert("2026-barn", closed.clone());
            });
        }
    }

    fn changed(&mut self, folder: &str, on: &str, until: Option<NaiveDate>) {
        self.changed.push(Changed { folder: folder.to_owned(), on: day(on), until });
    }

    /// Registration that starts on a day, and the approval.
    fn registration(&mut self, at: usize, written: &str, starts: &str, approved: Option<&str>) {
        let text = format!(
            "tittel = \"Utvidelse med ungdom\"\ntype = \"endring\"\ngjelder = [\"pasientgruppe\"]\n\
             registrering_fra = {starts}\n\n[vurdering]\nny_godkjenning = true\n"
        );
        let due = self.due(at, "registrering", "2026-ungdom", day(starts));
        (due.from, due.until) = (Some(day(written)), approved.map(day));
        let open = text.clone();
        self.on(at, day(written), "Melding", move |register| {
            register.changes.insert("2026-ungdom", open.clone());
        });
        if let Some(on) = approved {
            let closed = format!(
                "{text}\n[[behandling]]\ninstans = \"helsedirektoratet\"\nsendt = {written}\ndato = {on}\n\
                 utfall = \"godkjent\"\n"
            );
            self.on(at, day(on), "Vedtak", move |register| {
                register.changes.insert("2026-ungdom", closed.clone());
            });
        }
    }
}

/// The fleet.
pub(crate) fn fleet() -> Fleet {
    let mut fleet = Fleet::default();
    reporting(&mut fleet);
    people(&mut fleet);
    councils(&mut fleet);
    changes(&mut fleet);
    assert_eq!(fleet.registers.len(), 60);
    fleet
}

/// How reports are delivered.
fn reporting(fleet: &mut Fleet) {
    for number in 1..=3 {
        fleet.add(&format!("tidlig{number}"), EARLY);
    }
    for number in 1..=10 {
        fleet.add(&format!("presis{number}"), IN_TIME);
    }
    for number in 1..=6 {
        fleet.add(&format!("sen{number}"), LATE);
    }
    for number in 1..=2 {
        fleet.add(&format!("aldri{number}"), NEVER);
    }
    for number in 1..=4 {
        fleet.add(&format!("utsatt{number}"), EXTENDED);
    }
    fleet.add("utsatt5", EXTENDED_AND_LATE);
    // Delivered in time, but not whole until later: what the report lacks keeps it open.
    let at = fleet.add("halv", IN_TIME);
    let whole = day("2026-06-24");
    fleet.on(at, day("2026-06-10"), "Halv rapport", |register| {
        register.reports.get_mut(&2025).expect("delivered").chapters = Some(PARTS);
    });
    fleet.on(at, day("2026-06-11"), "Halv rapport", |register| {
        register.reports.get_mut(&2025).expect("delivered").chapters = Some(PARTS);
    });
    fleet.on(at, whole, "Hel rapport", |register| {
        register.reports.get_mut(&2025).expect("delivered").chapters = Some(WHOLE);
    });
    let is_report =
        |due: &&mut Due| due.folder == "halv" && due.deadline == "aarsrapport" && due.subject == "2025";
    fleet.dues.iter_mut().find(is_report).expect("it falls due").until = Some(whole);
    let at = fleet.add("planlagt1", NEVER);
    fleet.plan(at);
    fleet.reports_count(at, |due| due.until = Some(NaiveDate::MIN));
    // Gets its status in the autumn: the first year that it reports is this one.
    let at = fleet.add("planlagt2", NEVER);
    fleet.plan(at);
    let granted = day("2026-10-01");
    fleet.reports_count(at, |due| match due.subject.as_str() {
        "2025" => due.until = Some(NaiveDate::MIN),
        _ => due.from = Some(granted),
    });
    fleet.changed("planlagt2", "2026-10-01", None);
    fleet.on(at, granted, "Nasjonal status", move |register| {
        (register.status, register.since) = ("nasjonal", Some(granted));
    });
    let at = fleet.add("avviklet", NEVER);
    fleet.registers[at].status = "avviklet";
    fleet.reports_count(at, |due| due.until = Some(NaiveDate::MIN));
    // Loses it in the middle of what is late.
    let at = fleet.add("mistet", NEVER);
    fleet.reports_count(at, |due| due.until = Some(day("2026-07-06")));
    fleet.on(at, day("2026-07-06"), "Mistet status", |register| register.status = "mistet");
}

/// Roles that nobody holds, and people who leave.
fn people(fleet: &mut Fleet) {
    let all = [DAILY, CLINICAL, CONTROLLER, REGION, SERVICE];
    let vacant: [(&str, &[&str]); 6] = [
        ("ledig1", &[DAILY]),
        ("ledig2", &[CLINICAL]),
        ("ledig3", &[DAILY, CLINICAL]),
        ("ledig4", &[CONTROLLER, REGION]),
        ("ledig5", &[SERVICE]),
        ("ledig6", &all),
    ];
    for (folder, roles) in vacant {
        let at = fleet.add(folder, LATE);
        fleet.nobody_holds(at, roles);
    }
    let left = [
        ("bytter1", "2026-04-08", DAILY),
        ("bytter2", "2026-06-03", DAILY),
        ("bytter3", "2026-06-09", CLINICAL),
        ("bytter4", "2027-06-20", DAILY),
    ];
    for (folder, on, role) in left {
        let at = fleet.add(folder, LATE);
        fleet.succeeds(at, on, role);
    }
    // Somebody leaves, and nobody comes.
    let at = fleet.add("bytter5", LATE);
    fleet.left.push(("dag@bytter5.example.org".to_owned(), day("2026-06-04"), None));
    fleet.on(at, day("2026-06-04"), "Sluttet", |register| register.people.retain(|one| one.role != DAILY));
}

/// Terms, waivers and records that end.
fn councils(fleet: &mut Fleet) {
    let at = fleet.add("raad1", EARLY);
    fleet.term(at, "Kåre Ås", "2026-08-31", Some(("2026-06-15", Some("2030-08-31"))));
    let at = fleet.add("raad2", EARLY);
    fleet.term(at, "Bjørg Øy", "2026-05-17", Some(("2026-06-01", None)));
    let at = fleet.add("raad3", EARLY);
    fleet.term(at, "Nils O'Hara", "2026-12-31", None);
    let at = fleet.add("raad4", EARLY);
    for name in ["Anne Li", "Per Bø", "Mai Vik"] {
        fleet.term(at, name, "2027-03-31", Some(("2027-03-15", Some("2031-03-31"))));
    }
    let at = fleet.add("unntak1", EARLY);
    fleet.waiver(at, "indikator-mangler", "2026-10-04", Some(("2026-09-21", Some("2027-10-01"))));
    let at = fleet.add("unntak2", EARLY);
    fleet.waiver(at, "indikator-mangler", "2026-05-01", Some(("2026-05-05", None)));
    let at = fleet.add("unntak3", EARLY);
    fleet.waiver(at, "dekningsgrad-mangler-metode", "2027-02-01", None);
    let at = fleet.add("protokoll1", EARLY);
    fleet.record(at, "2023-04-06", "2026-04-06", Some("2026-03-30"));
    let at = fleet.add("protokoll2", EARLY);
    fleet.record(at, "2024-02-29", "2027-03-01", None);
    let at = fleet.add("protokoll3", EARLY);
    fleet.record(at, "2023-12-24", "2026-12-24", Some("2027-01-07"));
}

/// Applications, registrations, and changes that leave duties open.
fn changes(fleet: &mut Fleet) {
    let at = fleet.add("soeknad1", EARLY);
    fleet.application(at, "2026-03-02", "2026-04-01", Some("2026-03-24"));
    let at = fleet.add("soeknad2", EARLY);
    fleet.application(at, "2026-08-10", "2026-09-09", Some("2026-10-20"));
    let at = fleet.add("soeknad3", EARLY);
    fleet.application(at, "2026-10-01", "2026-10-31", None);
    let at = fleet.add("start1", EARLY);
    fleet.registration(at, "2026-09-01", "2027-01-01", Some("2026-12-14"));
    let at = fleet.add("start2", EARLY);
    fleet.registration(at, "2026-10-20", "2026-11-15", None);
    let wider = |register: &mut Register| register.codes.push("M07");
    let at = fleet.add("endret1", EARLY);
    fleet.changed("endret1", "2026-11-02", Some(day("2026-11-12")));
    fleet.on(at, day("2026-11-02"), "Utvidelse", wider);
    fleet.on(at, day("2026-11-12"), "Tilbake", |register| register.codes.truncate(1));
    let at = fleet.add("endret2", EARLY);
    fleet.changed("endret2", "2027-01-11", None);
    fleet.on(at, day("2027-01-11"), "Utvidelse", wider);
    let at = fleet.add("endret3", EARLY);
    fleet.changed("endret3", "2027-08-16", None);
    fleet.on(at, day("2027-08-16"), "Utvidelse", wider);
    fleet.on(at, day("2027-08-24"), "Vurdering", |register| {
        let text = "tittel = \"Utvidelse\"\ntype = \"endring\"\ngjelder = [\"pasientgruppe\"]\n\n[vurdering]\n\
                    ny_godkjenning = false\nbegrunnelse = \"Endringen er liten og gjelder de samme pasientene.\"\n\
                    vurdert_av = \"daglig-leder\"\ndato = 2027-08-20\n";
        register.changes.insert("2027-utvidelse", text.to_owned());
    });
}
