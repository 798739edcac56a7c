"""Letters, read by other people's parsers, and sent through a real mail server with TLS and login.

Knows: the mail in tests/mail/letters; Python's `email`, `icalendar`; exim from Debian, else aiosmtpd.
Does not know: what falls due, how a letter is worded.
"""

import datetime
import email
import email.header
import email.policy
import email.utils
import html.parser
import os
import pathlib
import shutil
import socket
import ssl
import subprocess
import tempfile
import time
import unittest
import urllib.parse

import icalendar
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from world import BINARY, ROOT, Case

LETTERS = {file.stem: file.read_bytes() for file in sorted((ROOT / "tests/mail/letters").glob("*.eml"))}
# The program that sends the same letters.
PROGRAM = pathlib.Path(os.environ.get("REGISTERVAKT_LETTERS", ROOT / "target/debug/examples/letters")).resolve()
EXIM = os.environ.get("REGISTERVAKT_EXIM", "/usr/sbin/exim4")
USER, SECRET = "kari@hf.no", "på%/:@ hemmelig"


def parsed(mail):
    return email.message_from_bytes(mail, policy=email.policy.default)


class Page(html.parser.HTMLParser):
    """What a page asks for, and what it says."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.links, self.words, self.open = set(), [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.links += [value for name, value in attrs if name in ("href", "src", "background", "action")]
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, tag

    def handle_data(self, data):
        if self.open and self.open[-1] not in ("style", "title"):
            self.words.append(data)


class Letters(unittest.TestCase):
    """Each letter is what it says it is."""

    def test_every_letter_is_sound_mail(self):
        self.assertGreaterEqual(len(LETTERS), 17)
        for name, mail in LETTERS.items():
            with self.subTest(name):
                letter = parsed(mail)
                for part in letter.walk():
                    self.assertEqual(part.defects, [])
                    for header in part.values():
                        self.assertEqual(getattr(header, "defects", ()), ())
                self.assertTrue(all(len(line) <= 998 for line in mail.split(b"\r\n")))
                self.assertNotIn(b"\n", mail.replace(b"\r\n", b""))
                self.assertEqual(letter["Date"].datetime.isoformat(), "2027-06-01T07:00:00+02:00")
                self.assertIsNone(letter["Bcc"])
                self.assertEqual(len(letter["To"].addresses), 1)
                if name.startswith("utkast"):
                    self.check_draft(letter)
                else:
                    self.check_sent(letter)
                self.check_bodies(letter)

    def check_draft(self, letter):
        self.assertEqual(letter["X-Unsent"], "1")
        self.assertEqual(letter["To"].addresses[0].addr_spec, "postmottak@direktoratet.example")
        for header in ("From", "Message-ID", "Auto-Submitted", "List-Id"):
            self.assertIsNone(letter[header])

    def check_sent(self, letter):
        self.assertEqual(letter["From"].addresses[0].addr_spec, "registervakt@registre.example.org")
        self.assertEqual(letter["To"].addresses[0].addr_spec, "aase.nordvik@example.org")
        self.assertTrue(letter["Subject"].startswith("[registervakt] "))
        self.assertRegex(letter["Message-ID"], r"^<[0-9a-z]+@registre\.example\.org>$")
        self.assertEqual(letter["References"], "<0123456789abcdef0123456789abcdef@registre.example.org>")
        self.assertEqual(letter["In-Reply-To"], letter["References"])
        self.assertEqual(letter["Auto-Submitted"], "auto-generated")
        self.assertEqual(letter["X-Auto-Response-Suppress"], "All")
        self.assertEqual(letter["List-Id"], "Registervakt <registervakt.registre.example.org>")
        self.assertIsNone(letter["Precedence"])

    def check_bodies(self, letter):
        text = letter.get_body(("plain",)).get_content()
        page = Page(letter.get_body(("html",)).get_content())
        self.assertEqual(page.open, [])
        self.assertFalse(page.tags & {"script", "img", "link", "iframe", "object", "form", "base"}, page.tags)
        for link in page.links:
            self.assertTrue(link.startswith("https://"), link)
            self.assertIn(link, text)
        # The same words, in the same order, but for lines and marks of lists.
        plain = [word for word in text.split() if word.strip("-") and not word.startswith("http")]
        self.assertEqual(plain, [word for word in " ".join(page.words).split()])

    def test_subjects_and_names_come_through(self):
        subjects = {
            "paaminnelse.nb": "[registervakt] NorPrøve: årsrapport for 2026 – frist tirsdag 15. juni 2027 (om 14 dager)",
            "flere.nn": "[registervakt] Kne, skulder & hofte: resultat for 2026 – frist laurdag 29. mai 2027 (3 dagar over fristen), og 2 til",
            "endring.en": "[registervakt] NorPrøve: a change gives you a task – judge whether the change needs a new approval",
            "utkast.nb": "NorPrøve: registeret tar med flere pasienter",
        }
        for name, subject in subjects.items():
            self.assertEqual(parsed(LETTERS[name])["Subject"], subject)
        names = {
            "paaminnelse.nb": "Åse Ødegård Nordvik",
            "komma.nb": 'Nordvik, Åse "Lille" (lege); overlege <aase>',
            "linjer.nb": "Kari Bcc: alle@example.org Hei",
        }
        for name, person in names.items():
            # Of two encoded words in a name, the newer parser keeps the blank between them.
            raw, address = email.utils.parseaddr(email.message_from_bytes(LETTERS[name])["To"])
            self.assertEqual(str(email.header.make_header(email.header.decode_header(raw))), person)
            self.assertEqual(address, "aase.nordvik@example.org")

    def test_calendars_are_sound(self):
        found = 0
        for name, mail in LETTERS.items():
            parts = [part for part in parsed(mail).walk() if part.get_content_type() == "text/calendar"]
            self.assertEqual(len(parts), 0 if name.startswith(("endring", "vakt", "utkast")) else 1, name)
            for part in parts:
                found += 1
                self.assertEqual(part.get_filename(), "frist.ics")
                self.assertEqual(part["Content-Type"].params["method"], "PUBLISH")
                self.check_calendar(part.get_payload(decode=True))
        self.assertGreaterEqual(found, 8)

    def check_calendar(self, text):
        lines = text.rstrip(b"\r\n").split(b"\r\n")
        self.assertTrue(all(len(line) <= 75 for line in lines))
        calendar = icalendar.Calendar.from_ical(text)
        self.assertEqual((calendar["VERSION"], calendar["METHOD"]), ("2.0", "PUBLISH"))
        self.assertEqual(calendar.errors, [])
        for event in calendar.walk("VEVENT"):
            self.assertEqual(event.errors, [])
            start, end = event["DTSTART"].dt, event["DTEND"].dt
            self.assertEqual((end - start, type(start)), (datetime.timedelta(days=1), datetime.date))
            self.assertEqual(event["DTSTAMP"].dt.isoformat(), "2027-06-01T05:00:00+00:00")
            self.assertIn(
                (str(event["UID"]).split("-")[0], int(event["SEQUENCE"]), start.isoformat()),
                [("aarsrapport", 1, "2027-06-15"), ("resultater", 0, "2027-05-29")],
            )
            self.assertRegex(event["SUMMARY"], "^(NorPrøve|Kne, skulder & hofte): ")
            self.assertRegex(event["DESCRIPTION"], r"(?s)register\.toml:\n.* = ")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def certificates(home):
    """An authority of our own, and the certificate that it gave to `localhost`."""
    def openssl(*words):
        subprocess.run(["openssl", *words], cwd=home, check=True, capture_output=True)

    curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    openssl("req", "-x509", *curve, "-keyout", "ca.key", "-out", "ca.pem", "-days", "2", "-subj", "/CN=Prove",
            "-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign")
    openssl("req", *curve, "-keyout", "key.pem", "-out", "request.pem", "-subj", "/CN=localhost")
    (home / "names").write_text("subjectAltName=DNS:localhost\nbasicConstraints=CA:FALSE\n")
    openssl("x509", "-req", "-in", "request.pem", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
            "-days", "2", "-extfile", "names", "-out", "cert.pem")


class Exim:
    """Debian's exim with a configuration of our own, which delivers everybody's mail to one folder."""

    def __init__(self, home):
        self.port, self.tls_port, self.mail = free_port(), free_port(), home / "mail"
        quoted = SECRET.replace("%", "\\%")
        (home / "exim.conf").write_text(f"""
spool_directory = {home}/spool
log_file_path = {home}/log-%s
pid_file_path = {home}/exim.pid
primary_hostname = mail.example.org
local_interfaces = 127.0.0.1
daemon_smtp_ports = {self.port} : {self.tls_port}
tls_on_connect_ports = {self.tls_port}
tls_advertise_hosts = *
tls_certificate = {home}/cert.pem
tls_privatekey = {home}/key.pem
auth_advertise_hosts = ${{if eq{{$tls_in_cipher}}{{}}{{}}{{*}}}}
acl_smtp_rcpt = recipients
never_users =
smtp_accept_queue_per_connection = 0
keep_environment =
begin acl
recipients:
  deny message = 5.7.1 log in first
       !authenticated = *
  accept
begin routers
all:
  driver = accept
  transport = folder
begin transports
folder:
  driver = appendfile
  directory = {self.mail}
  maildir_format
  user = Debian-exim
begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_condition = ${{if and{{{{eq{{$auth2}}{{{USER}}}}}{{eq{{$auth3}}{{{quoted}}}}}}}}}
  server_set_id = $auth2
""", encoding="utf-8")
        shutil.chown(home, "Debian-exim", "Debian-exim")
        for file in home.iterdir():
            shutil.chown(file, "root", "Debian-exim")
            file.chmod(0o640)
        self.process = subprocess.Popen(
            [EXIM, "-C", home / "exim.conf", "-bdf", "-q1h"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )

    def delivered(self):
        return [file.read_bytes() for file in (self.mail / "new").glob("*")] if self.mail.is_dir() else []

    def stop(self):
        self.process.terminate()
        self.process.communicate(timeout=20)


class Stand_in:
    """aiosmtpd, where exim cannot be had."""

    def __init__(self, home):
        self.port, self.tls_port, self.letters = free_port(), free_port(), []
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(home / "cert.pem", home / "key.pem")
        options = {"authenticator": self.judge, "auth_required": True, "auth_exclude_mechanism": ["LOGIN"]}
        upgraded = {"tls_context": context, "require_starttls": True}
        at_once = {"ssl_context": context, "auth_require_tls": False}
        self.controllers = [
            Controller(self, "127.0.0.1", self.port, **options, **upgraded),
            Controller(self, "127.0.0.1", self.tls_port, **options, **at_once),
        ]
        for controller in self.controllers:
            controller.start()

    @staticmethod
    def judge(_server, _session, _envelope, _mechanism, data):
        is_right = (data.login, data.password) == (USER.encode(), SECRET.encode())
        return AuthResult(success=is_right, handled=False)

    async def handle_DATA(self, _server, _session, envelope):
        self.letters.append(envelope.content)
        return "250 taken"

    def delivered(self):
        return self.letters

    def stop(self):
        for controller in self.controllers:
            controller.stop()


class Served:
    """A real server, with TLS and login, for the tests of a class."""

    def serve(self):
        folder = tempfile.TemporaryDirectory(prefix="registervakt-mail-")
        self.addCleanup(folder.cleanup)
        self.post = pathlib.Path(folder.name).resolve()
        certificates(self.post)
        is_exim = os.access(EXIM, os.X_OK) and os.geteuid() == 0
        self.server = Exim(self.post) if is_exim else Stand_in(self.post)
        self.addCleanup(self.server.stop)
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.server.tls_port)) == 0:
                    break
            time.sleep(0.05)
        else:
            self.fail("the server does not listen")

    def url(self, scheme, secret=SECRET, host="localhost"):
        login = ":".join(urllib.parse.quote(word, safe="") for word in (USER, secret))
        port = self.server.tls_port if scheme == "smtps" else self.server.port
        return f"{scheme}://{login}@{host}:{port}" + ("?tls=required" if scheme == "smtp" else "")

    def arrived(self, number):
        for _ in range(200):
            found = self.server.delivered()
            if len(found) >= number:
                break
            time.sleep(0.05)
        return {str(letter["Message-ID"]): letter for letter in map(parsed, found)}


class Sending(Served, unittest.TestCase):
    """Letters of every kind, by the program that sends those of the tests."""

    def setUp(self):
        self.assertTrue(PROGRAM.is_file(), f"{PROGRAM} is not built: cargo build --example letters")
        self.serve()

    def send(self, url, wanted="", authority=True):
        """What the program says of each letter."""
        variables = {"REGISTERVAKT_SMTP_URL": url, "PATH": os.environ["PATH"]}
        if authority:
            variables["REGISTERVAKT_SMTP_CA"] = str(self.post / "ca.pem")
        ran = subprocess.run([PROGRAM, wanted], env=variables, text=True, capture_output=True, timeout=120, check=True)
        self.assertNotIn("hemmelig", ran.stdout + ran.stderr)
        self.assertNotIn("aase.nordvik@", ran.stdout + ran.stderr)
        return dict(line.split(": ", 1) for line in ran.stdout.splitlines())

    def check_all_sent(self, url):
        said = self.send(url)
        sent = {name: mail for name, mail in LETTERS.items() if not name.startswith("utkast")}
        self.assertEqual({name for name, word in said.items() if word == "sent"}, set(sent))
        arrived = self.arrived(len(sent))
        self.assertEqual(len(self.server.delivered()), len(sent))
        for mail in map(parsed, sent.values()):
            self.assertEqual(self.content(mail), self.content(arrived[mail["Message-ID"]]))
        for name, word in said.items():
            if name not in sent:
                self.assertIn("draft", word)

    @staticmethod
    def content(letter):
        parts = [part for part in letter.walk() if not part.is_multipart()]
        headers = [str(letter[name]) for name in ("From", "To", "Subject", "Date", "Message-ID", "References")]
        return headers, [part.get_payload(decode=True).replace(b"\r\n", b"\n").rstrip() for part in parts]

    def test_letters_arrive_whole_after_starttls(self):
        self.check_all_sent(self.url("smtp"))

    def test_letters_arrive_whole_over_tls(self):
        self.check_all_sent(self.url("smtps"))

    def test_a_wrong_secret_is_told_without_it(self):
        for scheme in ("smtp", "smtps"):
            said = self.send(self.url(scheme, secret="feil-hemmelig"), "paaminnelse.nb")
            self.assertIn("did not accept user and password", said["paaminnelse.nb"])
        self.assertEqual(self.server.delivered(), [])

    def test_without_login_nothing_is_taken(self):
        said = self.send(f"smtp://localhost:{self.server.port}?tls=required", "paaminnelse.nb")
        self.assertRegex(said["paaminnelse.nb"], "answered “5[35]0 ")
        self.assertEqual(self.server.delivered(), [])

    def test_a_certificate_must_be_trusted_and_of_the_host(self):
        cases = [
            (self.url("smtp"), False),
            (self.url("smtps"), False),
            (self.url("smtp", host="127.0.0.1"), True),
            (self.url("smtps", host="127.0.0.1"), True),
        ]
        for url, authority in cases:
            said = self.send(url, "paaminnelse.nb", authority)
            self.assertIn("certificate cannot be trusted", said["paaminnelse.nb"])
        self.assertEqual(self.server.delivered(), [])


REGISTER = """
[register]
navn = "Norsk prøveregister for hofter"
kortnavn = "PrøveHofte"
status = "nasjonal"
nasjonal_status_fra = 2016-03-01

[pasientgruppe]
icd10 = ["M05"]

[registervakt]
fra_aar = 2025
avsender = "registervakt@registre.example.org"

[[ansvarlig]]
rolle = "daglig-leder"
navn = 'Åse "Lille" Ødegård, lege'
epost = "aase.odegaard@example.org"

[[ansvarlig]]
rolle = "faglig-leder"
navn = "Ola Prøve"
epost = "ola.prove@example.org"
spraak = "nn"
"""

# What is asked of the report of a year, and of the year.
REPORT = """# Årsrapport for 2025
## 2 Registerbeskrivelse
### 2.1 Bakgrunn
### 2.2 Hjemmel
## 4 Datakvalitet
### 4.1 Antall
### 4.2 Dekningsgrad
#### 4.2.1 Metode
### 4.3 Kompletthet
## 5 Resultater
### 5.1 Kvalitetsindikatorer
### 5.2 Andre resultater
## 6 Formidling
## 7 Forbedring
### 7.2 Områder
### 7.3 Tiltak
## 9 Videre utvikling
""".replace("\n#", "\n\n#")
DELIVERED = """levert = 2026-06-08
mottaker = "servicemiljoet@skde.no"
publisert = 2026-06-08
dekningsgrad = 74
dekningsgrad_kilde = "Norsk pasientregister"
dekningsgrad_aar = 2025
"""


class Reminding(Served, Case):
    """The program itself, as a register uses it: a letter comes, the report is delivered, and there is peace."""

    def setUp(self):
        Case.setUp(self)
        self.serve()
        self.write("register.toml", REGISTER)
        self.git("add", "--all")
        self.commit("Registeret")

    def remind(self, day, *words, url=None, expect=0, authority=True):
        variables = {"REGISTERVAKT_SMTP_URL": url or self.url("smtp")}
        if authority:
            variables["REGISTERVAKT_SMTP_CA"] = str(self.post / "ca.pem")
        said, code = self.ran(self.repo, BINARY, "remind", "--today", day, "--send", *words, variables=variables)
        self.assertEqual(code, expect, said)
        for secret in ("hemmelig", urllib.parse.quote(SECRET, safe=""), "odegaard@", "prove@"):
            self.assertNotIn(secret, said)
        return said

    def check_a_year(self, url):
        self.assertIn("2 brev er sendt.", self.remind("2026-06-01", url=url))
        letters = {letter["To"].addresses[0].addr_spec: letter for letter in self.arrived(2).values()}
        self.assertEqual(set(letters), {"aase.odegaard@example.org", "ola.prove@example.org"})
        letter = letters["aase.odegaard@example.org"]
        self.assertIn("PrøveHofte: ", letter["Subject"])
        raw = email.message_from_bytes(letter.as_bytes())["To"]
        name = str(email.header.make_header(email.header.decode_header(email.utils.parseaddr(raw)[0])))
        self.assertEqual(name, 'Åse "Lille" Ødegård, lege')
        text = letter.get_body(("plain",)).get_content()
        for words in ("årsrapport for 2025", "servicemiljoet@skde.no", "levert = ÅÅÅÅ-MM-DD"):
            self.assertIn(words, text)
        self.assertIn("Du er fagleg leiar for PrøveHofte.", letters["ola.prove@example.org"].get_body(("plain",)).get_content())
        parts = [part for part in letter.walk() if part.get_content_type() == "text/calendar"]
        calendar = icalendar.Calendar.from_ical(parts[0].get_payload(decode=True))
        days = {str(event["SUMMARY"]): event["DTSTART"].dt.isoformat() for event in calendar.walk("VEVENT")}
        self.assertEqual(days["PrøveHofte: årsrapport for 2025"], "2026-06-15")

        self.assertIn("Ingen brev å sende", self.remind("2026-06-01", url=url))
        self.assertIn("2 brev er sendt.", self.remind("2026-06-08", url=url))
        again = [letter for letter in self.arrived(4).values() if letter["Message-ID"] not in {one["Message-ID"] for one in letters.values()}]
        self.assertEqual(len(again), 2)
        for later in again:
            first = letters[later["To"].addresses[0].addr_spec]
            self.assertTrue(set(first["References"].split()) & set(later["References"].split()))

        self.write("aarsrapporter/2025.md", REPORT)
        self.write("aarsrapporter/2025.toml", DELIVERED)
        self.git("add", "--all")
        self.commit("Årsrapporten er levert")
        for day in ("2026-06-09", "2026-06-15", "2026-06-16", "2026-07-01", "2026-09-02"):
            self.assertIn("Ingenting skal varsles i dag.", self.remind(day, url=url))
        self.assertEqual(len(self.server.delivered()), 4)
        self.assertEqual(self.run_in(self.repo, BINARY, "remind", "log", "--today", "2026-09-02").count("  sendt  "), 4)
        self.git("fsck", "--strict")

    def test_a_letter_comes_and_after_the_report_there_is_peace(self):
        self.check_a_year(self.url("smtp"))

    def test_the_same_over_tls_from_the_start(self):
        self.check_a_year(self.url("smtps"))

    def test_what_the_server_does_not_let_in_is_sent_when_it_does(self):
        for url, authority in ((self.url("smtp", secret="feil-hemmelig"), True), (self.url("smtps"), False)):
            said = self.remind("2026-06-01", url=url, expect=3, authority=authority)
            for name in ('Åse "Lille" Ødegård, lege', "Ola Prøve"):
                self.assertIn(f"{name} fikk ikke brevet sitt om ", said)
        self.assertEqual(self.server.delivered(), [])
        self.assertIn("2 brev er sendt.", self.remind("2026-06-02"))
        self.arrived(2)
        self.assertEqual(len(self.server.delivered()), 2)

    def test_a_notice_of_a_change_is_told_once(self):
        self.git("switch", "--quiet", "--create", "forslag")
        self.write("register.toml", REGISTER.replace('["M05"]', '["M05", "M07"]'))
        self.git("add", "--all")
        self.commit("Utvidelse")
        variables = {"REGISTERVAKT_SMTP_URL": self.url("smtp"), "REGISTERVAKT_SMTP_CA": str(self.post / "ca.pem")}
        words = ("review", "main..HEAD", "--notify", "--send", "--today", "2026-06-02")
        for expected in ("1 brev er sendt.", "Ingen brev å sende"):
            said, code = self.ran(self.repo, BINARY, *words, variables=variables)
            self.assertIn(expected, said)
            self.assertEqual(code, 3 if "Ingen får vite om" in said else 1)
        [letter] = self.arrived(1).values()
        text = letter.get_body(("plain",)).get_content()
        self.assertIn("Kode lagt til: M07 (ICD-10)", text)
        self.assertIn("Når registeret endres slik, kreves dette:", text)
