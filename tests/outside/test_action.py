"""The steps of `action.yml`, run as GitHub runs them: a bare remote on disk, a stub of the service on loopback.

Knows: the variables that GitHub sets, a checkout of one commit, which calls are answered how.
Does not know: what single rules ask, how a report looks.
"""

import hashlib
import http.server
import io
import json
import pathlib
import re
import shutil
import sys
import tarfile
import threading
import unittest

import yaml

from world import BINARY, BROKEN, CLEAN, ROOT, Case

ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
VERSION = re.search(r'^version = "(.*)"$', (ROOT / "Cargo.toml").read_text(encoding="utf-8"), re.M)[1]
ARCHIVE = f"registervakt-{VERSION}-x86_64-unknown-linux-musl.tar.gz"
MARK = "<!-- registervakt: review -->"
HOSTILE = "::error::æ`$(touch oops)`'\";--"


def payload(name, action=None):
    """An event as GitHub sends it, with all that the steps have no use for; empty where none are installed."""
    kept = pathlib.Path(sys.prefix, "node_modules/@octokit/webhooks-examples/api.github.com/index.json")
    if not kept.is_file():
        return {}
    events = json.loads(kept.read_text(encoding="utf-8"))
    examples = next(event["examples"] for event in events if event["name"] == name)
    return next(example for example in examples if example.get("action") == action)


def packed():
    """The release of this machine: the program that is built, packed."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz", compresslevel=1) as archive:
        archive.add(BINARY, "registervakt")
    return out.getvalue()


class Service(http.server.BaseHTTPRequestHandler):
    """What of GitHub the steps call: releases, comments."""

    def log_message(self, *_):
        pass

    def answer(self, status, body):
        if not isinstance(body, bytes):
            body = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        files = self.server.releases
        name = self.path.rsplit("/", 1)[-1]
        wanted = self.path == f"/eier/registervakt/releases/download/v{VERSION}/{name}"
        self.answer(200, files[name]) if wanted and name in files else self.answer(404, {})

    def do_POST(self):
        self.write()

    def do_PATCH(self):
        self.write()

    def write(self):
        server = self.server
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        server.calls.append((self.command, self.path))
        if self.headers["Authorization"] != "Bearer hemmelig":
            return self.answer(401, {})
        if self.path == "/graphql":
            if not server.readable:
                return self.answer(200, {"data": None, "errors": [{"message": "no"}]})
            asked = body["variables"]
            assert (asked["owner"], asked["name"], asked["number"]) == ("eier", "register", 7), asked
            start = int(asked["after"] or 0)
            page = server.comments[start : start + 100]
            more = start + 100 < len(server.comments)
            found = {"pageInfo": {"hasNextPage": more, "endCursor": str(start + 100)}, "nodes": page}
            return self.answer(200, {"data": {"repository": {"pullRequest": {"comments": found}}}})
        if not server.writable:
            return self.answer(403, {"message": "Resource not accessible by integration"})
        if self.command == "POST" and self.path == "/repos/eier/register/issues/7/comments":
            number = len(server.comments) + 1
            server.comments.append({"databaseId": number, "viewerDidAuthor": True, "body": body["body"]})
            return self.answer(201, {})
        number = re.fullmatch(r"/repos/eier/register/issues/comments/(\d+)", self.path)
        if self.command == "PATCH" and number:
            server.comments[int(number[1]) - 1]["body"] = body["body"]
            return self.answer(200, {})
        return self.answer(404, {})


class Action(Case):
    archive = packed()

    def setUp(self):
        super().setUp()
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Service)
        self.server.comments, self.server.calls = [], []
        self.server.readable = self.server.writable = True
        sum_of = hashlib.sha256(self.archive).hexdigest()
        self.server.releases = {ARCHIVE: self.archive, "SHA256SUMS": f"{sum_of}  {ARCHIVE}\n".encode()}
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)
        # Main goes on after the branch left it, so that only the whole history tells where they meet.
        self.write("register.toml", CLEAN)
        self.git("add", ".")
        self.commit("et register")
        for number in range(3):
            self.git("commit", "--quiet", "--allow-empty", "--message", f"main {number}")
        self.git("switch", "--quiet", "--create", "forslag", "HEAD~2")
        self.remote = self.home / "remote.git"
        self.git("clone", "--quiet", "--bare", self.repo, self.remote)
        self.git("remote", "add", "origin", self.remote)
        self.git("config", "uploadpack.allowAnySHA1InWant", "true", folder=self.remote)

    def propose(self, files):
        """A pull request: what the branch and the merge of it with main are."""
        for path, text in files.items():
            self.write(path, text)
        self.git("add", ".")
        self.git("commit", "--quiet", "--allow-empty", "--message", "forslag")
        head, base = self.git("rev-parse", "HEAD"), self.git("rev-parse", "main")
        tree = self.git("rev-parse", "HEAD^{tree}")
        merge = self.git("commit-tree", tree, "-p", base, "-p", head, "-m", "merge")
        self.git("push", "--quiet", "--force", "origin", f"{merge}:refs/pull/7/merge", f"{head}:refs/pull/7/head")
        event = payload("pull_request", "synchronize")
        request = event.setdefault("pull_request", {})
        request |= {"number": 7, "title": HOSTILE, "body": HOSTILE}
        request["base"] = {**request.get("base", {}), "sha": base}
        request["head"] = {**request.get("head", {}), "sha": head, "ref": HOSTILE}
        return event, merge

    def checkout(self, commit):
        """One commit and no more, as actions/checkout leaves it."""
        work = self.home / "work"
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir()
        self.git("init", "--quiet", "--initial-branch=main", folder=work)
        self.git("remote", "add", "origin", f"file://{self.remote}", folder=work)
        self.git("fetch", "--quiet", "--no-tags", "--depth=1", "origin", f"+{commit}:refs/remotes/pull/7/merge", folder=work)
        self.git("checkout", "--quiet", "--detach", commit, folder=work)
        return work

    def value(self, text, context):
        """What `${{ a.b || c }}` comes to."""

        def look(path):
            found = context
            for name in path.strip().split("."):
                found = found.get(name) if isinstance(found, dict) else None
            return found

        def one(found):
            known = (look(path) for path in found[1].split("||"))
            return str(next((value for value in known if value), ""))

        return re.sub(r"\$\{\{(.*?)\}\}", one, str(text))

    def act(self, event, commit, expect, variables=None, **given):
        """Runs the action on a checkout of `commit`, and gives its log and outputs."""
        work = self.checkout(commit)
        runner = self.home / "runner"
        runner.mkdir(exist_ok=True)
        url = f"http://127.0.0.1:{self.server.server_port}"
        summary = runner / "summary"
        summary.write_text("")
        github = {
            "event": event, "sha": commit, "token": "hemmelig", "action_repository": "eier/registervakt",
        }
        context = {"github": github, "inputs": {}, "steps": {}}
        for name, about in ACTION["inputs"].items():
            context["inputs"][name] = given.get(name.replace("-", "_"), self.value(about["default"], context))
        log, code = "", 0
        for step in ACTION["runs"]["steps"]:
            self.assertNotIn("${{", step["run"])
            outputs = runner / "outputs"
            outputs.write_text("")
            env = {name: self.value(value, context) for name, value in step["env"].items()}
            env |= {
                "GITHUB_ACTION_PATH": str(ROOT), "GITHUB_OUTPUT": str(outputs), "GITHUB_STEP_SUMMARY": str(summary),
                "GITHUB_SERVER_URL": url, "GITHUB_API_URL": url, "GITHUB_GRAPHQL_URL": f"{url}/graphql",
                "GITHUB_REPOSITORY": "eier/register", "RUNNER_TEMP": str(runner), "RUNNER_OS": "Linux",
                "RUNNER_ARCH": "X64", "GITHUB_HEAD_REF": HOSTILE, "no_proxy": "127.0.0.1", **(variables or {}),
            }
            script = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]]
            said, code = self.ran(work, *script, variables=env)
            log += said
            said = dict(line.split("=", 1) for line in outputs.read_text().splitlines())
            context["steps"][step["id"]] = {"outputs": said}
            if code:
                break
        self.assertEqual(code, expect, log)
        self.assertNotIn("hemmelig", log)
        self.assertFalse((work / "oops").exists())
        told = {name: self.value(about["value"], context) for name, about in ACTION["outputs"].items()}
        return log, told, summary.read_text(encoding="utf-8")

    def comments(self):
        return [comment["body"] for comment in self.server.comments]

    def test_a_change_without_duties_is_let_through_and_folded(self):
        log, told, summary = self.act(*self.propose({"notat.txt": "Ingenting å se.\n"}), expect=0)
        self.assertEqual(told["verdict"], "ingen-plikter")
        self.assertEqual(json.loads(told["counts"]), {"errors": 0, "warnings": 0, "notes": 0, "open": 0})
        report = json.loads(pathlib.Path(told["report"]).read_text(encoding="utf-8"))
        self.assertEqual(report["job"], "review")
        # The base is where the branch left main, far behind what was checked out.
        self.assertEqual(report["base"], self.git("rev-parse", "main~2"))
        self.assertNotIn("::error", log)
        self.assertIn("✅", summary)
        (comment,) = self.comments()
        self.assertTrue(comment.startswith(f"{MARK}\n<details><summary>✅ Registervakt: Ingen plikter"), comment)

    def test_a_defect_fails_the_job_and_the_comment_is_edited(self):
        # Others may write the mark, too; and ours may stand on a later page.
        stranger = {"viewerDidAuthor": False, "body": f"{MARK}\nikke vår"}
        other = {"viewerDidAuthor": True, "body": f"Se {MARK}"}
        self.server.comments += [{**stranger, "databaseId": 1}, {**other, "databaseId": 2}]
        self.server.comments += [{**stranger, "body": "prat", "databaseId": 3 + n} for n in range(120)]
        log, told, summary = self.act(*self.propose({"register.toml": BROKEN}), expect=1)
        self.assertIn("::error", log)
        self.assertIn("register.toml", log)
        self.assertGreaterEqual(json.loads(told["counts"])["errors"], 1)
        self.assertIn("❌", summary)
        self.assertEqual(len(self.comments()), 123)
        self.assertIn("❌", self.comments()[-1])
        self.assertNotIn("<summary>✅ Registervakt", self.comments()[-1])
        self.act(*self.propose({"register.toml": CLEAN}), expect=0)
        self.assertEqual(len(self.comments()), 123)
        self.assertIn("<summary>✅ Registervakt", self.comments()[-1])
        self.assertEqual(self.comments()[0], f"{MARK}\nikke vår")

    def test_a_pull_request_from_a_fork_stays_honest(self):
        self.server.writable = False
        log, told, summary = self.act(*self.propose({"register.toml": BROKEN}), expect=1)
        self.assertIn("::error", log)
        self.assertIn("Kommentaren kunne ikke skrives her", log)
        self.assertIn("❌", summary)
        log, *_ = self.act(*self.propose({"register.toml": CLEAN}), expect=0, lang="en")
        self.assertIn("The comment could not be written here", log)

    def test_who_cannot_look_does_not_add(self):
        self.server.readable = False
        self.act(*self.propose({"notat.txt": "Ingenting å se.\n"}), expect=0)
        self.assertEqual([path for _, path in self.server.calls], ["/graphql"])

    def test_no_comment_where_none_is_wanted_or_there_is_no_pull_request(self):
        event, merge = self.propose({"notat.txt": "Ingenting å se.\n"})
        self.act(event, merge, expect=0, comment="false")
        head = event["pull_request"]["head"]["sha"]
        self.git("push", "--quiet", "--force", "origin", f"{head}:refs/heads/main")
        self.act({**payload("push"), "before": self.git("rev-parse", "main~2")}, head, expect=0)
        self.assertEqual(self.server.calls, [])

    def test_the_first_push_of_a_branch_is_held_against_main(self):
        event, _ = self.propose({"register.toml": BROKEN})
        head = event["pull_request"]["head"]["sha"]
        self.git("push", "--quiet", "--force", "origin", f"{head}:refs/heads/forslag")
        log, told, _ = self.act({**payload("push"), "before": "0" * 40}, head, expect=1)
        self.assertIn("register.toml", log)

    def test_branches_may_be_named(self):
        event, merge = self.propose({"register.toml": BROKEN})
        _, told, _ = self.act(event, merge, expect=1, base="main")
        report = json.loads(pathlib.Path(told["report"]).read_text(encoding="utf-8"))
        self.assertEqual(report["base"], self.git("rev-parse", "main~2"))

    def test_what_cannot_be_done_is_no_finding_and_no_success(self):
        event, merge = self.propose({})
        event["pull_request"]["base"]["sha"] = "1" * 40
        log, told, summary = self.act(event, merge, expect=3)
        self.assertIn("::error title=Registervakt::The review could not be done (exit code 3)", log)
        self.assertEqual((told["verdict"], summary), ("", ""))
        event, merge = self.propose({})
        for wrong in ({"strict": "ja"}, {"fail_on": "feil"}, {"lang": "dansk"}, {"base": "--upload-pack=x"}, {"base": "a..b"}):
            self.act(event, merge, expect=2, **wrong)
        self.assertEqual(self.server.calls, [])

    def test_settings_reach_the_program(self):
        event, merge = self.propose({"vedtekter.md": "# Vedtekter\n\nSe [mer](borte.md).\n"})
        self.act(event, merge, expect=0)
        sarif = self.home / "funn.sarif"
        _, told, summary = self.act(event, merge, expect=1, fail_on="warning", lang="en", strict="true", sarif=str(sarif))
        self.assertEqual(json.loads(sarif.read_text(encoding="utf-8"))["version"], "2.1.0")
        self.assertIn("Registervakt compared", summary)

    def test_a_file_that_is_not_the_released_one_is_not_run(self):
        event, merge = self.propose({})
        for sums in (b"", f"{'0' * 64}  {ARCHIVE}\n".encode()):
            self.server.releases["SHA256SUMS"] = sums
            log, *_ = self.act(event, merge, expect=3)
            self.assertIn("It was not run", log)

    def test_without_a_release_the_program_is_built(self):
        event, merge = self.propose({})
        self.server.releases.clear()
        # What stands for cargo tells what it was asked, and puts the program where it should.
        tools = self.home / "tools"
        tools.mkdir()
        (tools / "cargo").write_text(
            '#!/bin/bash\necho "cargo $*"\nwhile [ "$1" != --root ]; do shift; done\n'
            f'mkdir -p "$2/bin" && cp {BINARY} "$2/bin/registervakt"\n'
        )
        (tools / "cargo").chmod(0o755)
        log, *_ = self.act(event, merge, expect=0, variables={"PATH": f"{tools}:{self.environment['PATH']}"})
        self.assertIn(f"cargo install --locked --path {ROOT}", log)

    def test_the_steps_take_nothing_from_an_event_into_a_script(self):
        self.assertEqual(ACTION["runs"]["using"], "composite")
        for step in ACTION["runs"]["steps"]:
            self.assertRegex(step["run"], r'^bash "\$GITHUB_ACTION_PATH/\.github/action/[a-z]+\.sh"$')
            self.assertTrue((ROOT / ".github/action" / step["run"].split("/")[-1].strip('"')).is_file())


if __name__ == "__main__":
    unittest.main()
