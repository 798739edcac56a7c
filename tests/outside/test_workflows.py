"""The templates of other services, and the project's own workflows: parsed, linted, their steps run.

Knows: the variables that each service sets, where it keeps its scripts.
Does not know: what is found in a register.
"""

import configparser
import datetime
import hashlib
import http.server
import re
import shutil
import subprocess
import sys
import threading
import unittest
import xml.etree.ElementTree

import yaml

from test_action import packed
from world import BINARY, BROKEN, CLEAN, ROOT, Case

TEMPLATES = ROOT / "templates/workflows"
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
OF_GITHUB = [*WORKFLOWS, *sorted(TEMPLATES.glob("github*.yml")), TEMPLATES / "forgejo.yml"]
ACTIONS = [ROOT / "action.yml", *sorted((ROOT / ".github/action").glob("*/action.yml"))]


def read(path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def walk(value):
    """Every mapping in a document."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from walk(one)


class Written(unittest.TestCase):
    def test_every_file_is_read(self):
        known = {path.name for path in [*OF_GITHUB, *TEMPLATES.glob("*.yml")] if path.parent == TEMPLATES}
        known |= {f"registervakt{of}.{kind}" for of in ("", "-varsler") for kind in ("service", "timer")}
        self.assertEqual({path.name for path in TEMPLATES.iterdir()}, known)
        for path in [*OF_GITHUB, *ACTIONS, *TEMPLATES.glob("*.yml"), *(ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml")]:
            self.assertIsInstance(read(path), dict, path)

    def test_what_is_called_is_pinned_and_may_do_little(self):
        for path in [*OF_GITHUB, *ACTIONS]:
            text = path.read_text(encoding="utf-8")
            self.assertNotIn("pull_request_target", text, path)
            for step in walk(read(path)):
                self.assertRegex(step.get("uses", "a@" + "0" * 40), r"@[0-9a-f]{40}$", path)
                # What stands in an event never becomes part of a script.
                self.assertNotIn("${{", str(step.get("run", "")), path)
        for path in OF_GITHUB:
            workflow = read(path)
            self.assertEqual(workflow["permissions"], {}, path)
            for job in workflow["jobs"].values():
                self.assertIn("permissions", job, path)
                self.assertIn("timeout-minutes", job, path)

    def test_what_is_released_is_what_is_installed(self):
        built = {row["target"] for row in read(ROOT / ".github/workflows/release.yml")["jobs"]["build"]["strategy"]["matrix"]["include"]}
        install = (ROOT / ".github/action/install.sh").read_text(encoding="utf-8")
        self.assertEqual(set(re.findall(r"target=([a-z0-9_-]+)", install)), built)
        release = (ROOT / ".github/workflows/release.yml").read_text(encoding="utf-8")
        self.assertIn('"registervakt-${GITHUB_REF_NAME#v}-$TARGET.tar.gz"', release)
        self.assertIn('archive="registervakt-$version-$target.tar.gz"', install)

    def test_zizmor_is_content(self):
        words = [f"{sys.prefix}/bin/zizmor", "--offline", "--no-progress", "--persona=pedantic", *map(str, [*OF_GITHUB, *ACTIONS])]
        ran = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
        self.assertEqual(ran.returncode, 0, ran.stdout)

    def test_the_scripts_are_scripts(self):
        words = [f"{sys.prefix}/bin/shellcheck", *(ROOT / ".github/action").glob("*.sh"), ROOT / ".ci/run"]
        ran = subprocess.run(words, stdout=subprocess.PIPE, text=True, check=False)
        self.assertEqual(ran.returncode, 0, ran.stdout)

    def test_the_units_are_read_by_systemd(self):
        for name, command in (("registervakt", "check --rev main"), ("registervakt-varsler", "remind --send")):
            service = configparser.ConfigParser(strict=False, interpolation=None)
            timer = configparser.ConfigParser()
            service.optionxform = timer.optionxform = str
            service.read(TEMPLATES / f"{name}.service", encoding="utf-8")
            timer.read(TEMPLATES / f"{name}.timer", encoding="utf-8")
            self.assertEqual(service["Service"]["ExecStart"], f"/usr/local/bin/registervakt {command}")
            self.assertEqual(timer["Install"]["WantedBy"], "timers.target")
            if analyze := shutil.which("systemd-analyze"):
                words = [analyze, "calendar", timer["Timer"]["OnCalendar"]]
                subprocess.run(words, check=True, stdout=subprocess.DEVNULL)


class Steps(Case):
    """A proposal as the services show it, and the program to download."""

    archive = packed()

    def setUp(self):
        super().setUp()
        archive = self.archive

        class Files(http.server.BaseHTTPRequestHandler):
            def log_message(self, *_):
                pass

            def do_GET(self):
                self.send_response(200)
                self.send_header("Content-Length", str(len(archive)))
                self.end_headers()
                self.wfile.write(archive)

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Files)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        self.download = {
            "REGISTERVAKT_URL": f"http://127.0.0.1:{server.server_port}/registervakt.tar.gz",
            "REGISTERVAKT_SHA256": hashlib.sha256(archive).hexdigest(),
            "REGISTERVAKT_LANG": "nb",
            "no_proxy": "127.0.0.1",
        }
        self.write("register.toml", CLEAN)
        self.git("add", ".")
        self.commit("et register")
        self.git("switch", "--quiet", "--create", "forslag")
        self.write("notat.txt", "Ingenting å se.\n")
        self.git("add", ".")
        self.commit("et notat")
        self.temporary = self.home / "temporary"
        self.temporary.mkdir()

    def break_it(self):
        self.write("register.toml", BROKEN)
        self.git("add", ".")
        self.commit("en feil")

    def run_steps(self, scripts, variables, shell):
        """Runs scripts one after another, and gives the exit code of the first that fails."""
        self.git("update-ref", "refs/remotes/origin/main", "main")
        for script in scripts:
            said, code = self.ran(self.repo, *shell, script, variables={**self.download, **variables})
            if code:
                return code, said
        return 0, said

    def sides(self):
        return self.git("merge-base", "main", "HEAD"), self.git("rev-parse", "HEAD")

    def hold(self, scripts, variables, shell=("bash", "-e", "-o", "pipefail", "-c")):
        """Holds the steps to what they promise."""
        code, said = self.run_steps(scripts, variables(), shell)
        self.assertEqual(code, 0, said)
        self.break_it()
        code, said = self.run_steps(scripts, variables(), shell)
        self.assertEqual(code, 1, said)
        self.assertIn("register.toml", said)
        self.download["REGISTERVAKT_SHA256"] = "0" * 64
        code, said = self.run_steps(scripts, variables(), shell)
        self.assertEqual(code, 1, said)
        self.assertIn("FAILED", said)

    def test_gitlab(self):
        job = read(TEMPLATES / "gitlab-ci.yml")["registervakt"]
        self.assertLessEqual(set(self.download) - {"no_proxy"}, set(job["variables"]))

        def variables():
            base, head = self.sides()
            return {"CI_MERGE_REQUEST_DIFF_BASE_SHA": base, "CI_COMMIT_SHA": head, "CI_PROJECT_DIR": str(self.repo)}

        # The service runs all lines in one shell, which ends at the first that fails.
        self.write(".git/info/exclude", ".registervakt\n")
        self.hold(["\n".join(job["script"])], variables)
        reports = job["artifacts"]["reports"]
        self.assertIsInstance(yaml.safe_load((self.repo / reports["codequality"]).read_text(encoding="utf-8")), list)
        xml.etree.ElementTree.parse(self.repo / reports["junit"])

    def test_forgejo(self):
        job = read(TEMPLATES / "forgejo.yml")["jobs"]["review"]
        self.assertLessEqual(set(self.download) - {"no_proxy"}, set(job["env"]))
        steps = [step for step in job["steps"] if "run" in step]

        def variables():
            base, head = self.sides()
            return {"RUNNER_TEMP": str(self.temporary), "BASE": base, "HEAD": head}

        self.hold([step["run"] for step in steps], variables)

    def test_azure_devops(self):
        document = read(TEMPLATES / "azure-pipelines.yml")
        self.assertLessEqual(set(self.download) - {"no_proxy"}, set(document["variables"]))
        steps = [step for step in document["jobs"][0]["steps"] if "bash" in step]
        for target in ("refs/heads/main", "main"):

            def variables():
                return {
                    "AGENT_TEMPDIRECTORY": str(self.temporary),
                    "SYSTEM_PULLREQUEST_TARGETBRANCH": target,
                    "SYSTEM_PULLREQUEST_SOURCECOMMITID": self.git("rev-parse", "HEAD"),
                }

            kept = self.download["REGISTERVAKT_SHA256"]
            self.hold([step["bash"] for step in steps], variables, shell=("bash", "--noprofile", "--norc", "-c"))
            self.download["REGISTERVAKT_SHA256"] = kept
            self.git("reset", "--quiet", "--hard", "HEAD~1")
        xml.etree.ElementTree.parse(self.temporary / "registervakt.xml")

    def test_a_comment_on_a_stranger_s_proposal_is_found_by_its_tip(self):
        steps = read(TEMPLATES / "github-comment.yml")["jobs"]["comment"]["steps"]
        tools = self.home / "tools"
        tools.mkdir()
        (tools / "gh").write_text(
            '#!/bin/bash\necho "$*" >&2\n'
            'echo \'[{"number": 6, "head": {"sha": "aa"}}, {"number": 7, "head": {"sha": "bb"}}]\'\n'
        )
        (tools / "gh").chmod(0o755)
        for commit, expected in (("bb", "number=7\n"), ("cc", "number=\n")):
            output = self.home / "output"
            output.write_text("")
            variables = {
                "PATH": f"{tools}:{self.environment['PATH']}", "GITHUB_OUTPUT": str(output), "COMMIT": commit,
                "GITHUB_REPOSITORY": "eier/register", "OWNER": "fremmed", "BRANCH": "$(touch oops)`x`",
            }
            said, code = self.ran(self.repo, "bash", "-e", "-c", steps[0]["run"], variables=variables)
            self.assertEqual(code, 0, said)
            self.assertIn("head=fremmed:$(touch oops)`x`", said)
            self.assertEqual(output.read_text(), expected)
        self.assertFalse((self.repo / "oops").exists())

    def test_a_mirror_on_a_server_is_checked(self):
        mirror = self.home / "register.git"
        self.git("clone", "--quiet", "--mirror", self.repo, mirror)
        unit = (TEMPLATES / "registervakt.service").read_text(encoding="utf-8")
        start = re.search(r"^ExecStart=/usr/local/bin/registervakt (.*)$", unit, re.M)[1].split()
        fetch = re.search(r"^ExecStartPre=/usr/bin/(.*)$", unit, re.M)[1].split()
        self.run_in(mirror, *fetch)
        self.run_in(mirror, BINARY, *start)
        self.git("switch", "--quiet", "main")
        self.break_it()
        self.run_in(mirror, *fetch)
        self.run_in(mirror, BINARY, *start, expect=1)


class Reminders(Case):
    """A register with a deadline that is near on any day, and the repository where the service keeps it."""

    RECORD = "refs/registervakt/varsler"

    def setUp(self):
        super().setUp()
        ends = datetime.date.today() + datetime.timedelta(days=40)
        people = '[[ansvarlig]]\nrolle = "daglig-leder"\nnavn = "Kari Prøve"\nepost = "kari@example.org"\nspraak = "nb"\n'
        self.write("register.toml", CLEAN.replace("avviklet", "planlagt") + people)
        self.write("fagraad.toml", f'[[medlem]]\nnavn = "Ola Prøve"\nfra = 2024-01-01\ntil = {ends}\n')
        self.git("add", ".")
        self.commit("et register")
        self.origin = self.home / "origin.git"
        self.git("clone", "--quiet", "--bare", self.repo, self.origin)
        self.letters = self.home / "letters"
        self.letters.mkdir()
        # A mail program that takes every letter.
        self.mailer = self.home / "mailer"
        self.mailer.write_text(f'#!/bin/sh\nexec cat >"$(mktemp --tmpdir={self.letters})"\n')
        self.mailer.chmod(0o755)

    def told(self):
        """How many letters the record of the service holds."""
        files = self.git("ls-tree", "-r", "--name-only", self.RECORD, folder=self.origin).splitlines()
        return len([file for file in files if file.endswith(".kvittering")])

    def clone(self, name):
        folder = self.home / name
        self.git("clone", "--quiet", self.origin, folder)
        return folder

    def hold(self, run):
        """The first run sends, those of the day after it do not, wherever they run; the record is one."""
        run(self.clone("first"))
        due = datetime.date.today().weekday() < 5 and len(list(self.letters.iterdir())) or 0
        self.assertEqual(self.told(), due)
        run(self.clone("second"))
        self.assertEqual(self.told(), due)
        self.assertEqual(len(list(self.letters.iterdir())), due)
        self.git("fsck", "--strict", folder=self.origin)

    def of_github(self, folder, url):
        output, summary = self.home / "output", self.home / "summary"
        variables = {
            "REGISTERVAKT": str(BINARY), "REGISTERVAKT_SMTP_URL": url, "ANSWER_LANG": "nb", "TOKEN": "x",
            "RUNNER_TEMP": str(self.home), "GITHUB_OUTPUT": str(output), "GITHUB_STEP_SUMMARY": str(summary),
            "GITHUB_SERVER_URL": "https://github.example.org",
        }
        return self.ran(folder, "bash", ROOT / ".github/action/remind.sh", variables=variables)

    def test_github(self):
        def run(folder):
            said, code = self.of_github(folder, f"sendmail:{self.mailer}")
            self.assertEqual(code, 0, said)
            self.assertIn("Ola Prøve", said)
            self.assertNotIn("kari@example.org", said)

        self.hold(run)
        self.assertIn("Ola Prøve", (self.home / "summary").read_text(encoding="utf-8"))
        for url in ("", "folder:ut"):
            said, code = self.of_github(self.clone("third" + url[:1]), url)
            self.assertEqual(code, 2, said)

    def test_github_when_two_runs_meet(self):
        one, other = self.clone("one"), self.clone("other")
        variables = {"REGISTERVAKT_SMTP_URL": f"sendmail:{self.mailer}"}
        for folder in (one, other):
            said, code = self.ran(folder, BINARY, "remind", "--send", variables=variables)
            self.assertEqual(code, 0, said)
        self.git("push", "--quiet", "origin", self.RECORD, folder=one)
        said, code = self.of_github(other, variables["REGISTERVAKT_SMTP_URL"])
        self.assertEqual(code, 0, said)
        self.git("merge-base", "--is-ancestor", self.git("rev-parse", self.RECORD, folder=one), self.RECORD, folder=self.origin)

    def test_gitlab(self):
        job = read(TEMPLATES / "gitlab-ci.yml")["registervakt-varsler"]
        archive = self.home / "program.tar.gz"
        archive.write_bytes(packed())

        def run(folder):
            (folder / ".git/info/exclude").write_text(".registervakt\n")
            variables = {
                **job["variables"], "CI_PROJECT_DIR": str(folder), "REGISTERVAKT_URL": f"file://{archive}",
                "REGISTERVAKT_SHA256": hashlib.sha256(archive.read_bytes()).hexdigest(),
                "REGISTERVAKT_SMTP_URL": f"sendmail:{self.mailer}", "REGISTERVAKT_PUSH_URL": str(self.origin),
            }
            said, code = self.ran(folder, "bash", "-e", "-o", "pipefail", "-c", "\n".join(job["script"]), variables=variables)
            self.assertEqual(code, 0, said)

        self.hold(run)

    def test_a_server(self):
        unit = (TEMPLATES / "registervakt-varsler.service").read_text(encoding="utf-8")
        words = lambda key, program: re.search(rf"^{key}=-?{program}(.*)$", unit, re.M)[1].split()
        variables = {"REGISTERVAKT_SMTP_URL": f"sendmail:{self.mailer}"}

        def run(folder):
            self.run_in(folder, "git", *words("ExecStartPre", "/usr/bin/git "))
            said, code = self.ran(folder, BINARY, *words("ExecStart", "/usr/local/bin/registervakt "), variables=variables)
            self.assertEqual(code, 0, said)
            self.run_in(folder, "git", *words("ExecStopPost", "/usr/bin/git "))

        def clone(name):
            folder = self.home / name
            self.git("clone", "--quiet", "--bare", self.origin, folder)
            return folder

        self.clone = clone
        self.hold(run)


if __name__ == "__main__":
    unittest.main()
