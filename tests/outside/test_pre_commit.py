"""`.pre-commit-hooks.yaml`, run by the real `pre-commit` from PyPI.

Knows: how people use it: `try-repo`, an installed hook, a commit refused, a file staged in part.
Does not know: what single rules ask.

A hook of `language: rust` is built where it is used. To build the whole program here would take minutes, so the
manifest is served from a repository whose crate of that name hands everything to the program that is
built already. REGISTERVAKT_WHOLE=1 serves this repository itself.
"""

import os
import shutil
import sys
import unittest

from world import BINARY, BROKEN, CLEAN, ROOT, Case

MANIFEST = ".pre-commit-hooks.yaml"
CARGO = '[package]\nname = "registervakt"\nversion = "0.0.0"\nedition = "2024"\n\n[workspace]\n'
STAND_IN = """fn main() {
    let words = std::env::args_os().skip(1);
    let ran = std::process::Command::new(env!("BINARY")).args(words).status().expect("it is built");
    std::process::exit(ran.code().unwrap_or(3));
}
""".replace('env!("BINARY")', f'r"{BINARY}"')


class PreCommit(Case):
    def setUp(self):
        super().setUp()
        self.environment["PRE_COMMIT_HOME"] = str(self.home / "cache")
        self.source = self.home / "source"
        if os.environ.get("REGISTERVAKT_WHOLE"):
            self.git("clone", "--quiet", ROOT, self.source)
            shutil.copy(ROOT / MANIFEST, self.source)
        else:
            (self.source / "src").mkdir(parents=True)
            (self.source / "Cargo.toml").write_text(CARGO)
            (self.source / "src/main.rs").write_text(STAND_IN)
            shutil.copy(ROOT / MANIFEST, self.source)
            self.git("init", "--quiet", "--initial-branch=main", folder=self.source)
        self.git("add", ".", folder=self.source)
        self.git("commit", "--quiet", "--allow-empty", "--message", "hooks", folder=self.source)
        self.write("register.toml", CLEAN)
        self.git("add", ".")
        self.commit("et register")
        self.git("switch", "--quiet", "--create", "forslag")

    def pre_commit(self, *words, expect=0):
        return self.run_in(self.repo, sys.executable, "-m", "pre_commit", *words, expect=expect)

    def install(self):
        head = self.git("rev-parse", "HEAD", folder=self.source)
        self.write(
            ".pre-commit-config.yaml",
            f"repos:\n- repo: {self.source}\n  rev: {head}\n"
            "  hooks:\n  - id: registervakt-check\n  - id: registervakt-review\n",
        )
        self.git("add", ".")
        self.commit("kontroll")
        self.pre_commit("validate-config")
        self.pre_commit("install")

    def test_the_manifest_is_valid(self):
        self.pre_commit("validate-manifest", ROOT / MANIFEST)

    def test_it_can_be_tried_without_being_set_up(self):
        said = self.pre_commit("try-repo", self.source, "--color=never")
        self.assertIn("registervakt check", said)
        self.assertEqual(said.count("...Passed"), 2, said)
        self.write("register.toml", BROKEN)
        self.git("add", ".")
        said = self.pre_commit("try-repo", self.source, "registervakt-check", "--color=never", expect=1)
        self.assertIn("register.toml:1", said)
        self.assertIn("exit code: 1", said)

    def test_a_commit_is_refused_and_let_through(self):
        self.install()
        head = self.git("rev-parse", "HEAD")
        self.write("register.toml", BROKEN)
        self.git("add", ".")
        said = self.commit("nei", expect=1)
        self.assertIn("register.toml:1", said)
        self.assertEqual(self.git("rev-parse", "HEAD"), head)
        self.write("register.toml", CLEAN)
        self.write("notat.txt", "Ingenting å se.\n")
        self.git("add", ".")
        self.commit("ja")
        self.assertNotEqual(self.git("rev-parse", "HEAD"), head)

    def test_what_is_staged_of_a_file_counts(self):
        self.install()
        # The defect is staged, the cure only lies there: refused, and the cure still lies there.
        self.write("register.toml", BROKEN)
        self.git("add", ".")
        self.write("register.toml", CLEAN)
        self.assertIn("register.toml:1", self.commit("nei", expect=1))
        self.assertEqual((self.repo / "register.toml").read_text(encoding="utf-8"), CLEAN)
        # And the other way round.
        self.git("reset", "--quiet", "--hard")
        self.write("notat.txt", "Ingenting å se.\n")
        self.git("add", ".")
        self.write("register.toml", BROKEN)
        self.commit("ja")
        self.assertEqual((self.repo / "register.toml").read_text(encoding="utf-8"), BROKEN)

    def test_a_deleted_file_is_looked_at(self):
        self.install()
        self.git("rm", "--quiet", "register.toml")
        said = self.commit("nei", expect=1)
        self.assertIn("register.toml", said)

    def test_the_hook_of_ours_is_kept_and_runs_once(self):
        self.run_in(self.repo, BINARY, "hook", "install")
        self.install()
        self.assertIn("pre-commit.legacy", self.run_in(self.repo, BINARY, "hook", "install"))
        self.write("register.toml", BROKEN)
        self.git("add", ".")
        self.assertIn("Innsjekkingen er stanset", self.commit("nei", expect=1))


if __name__ == "__main__":
    unittest.main()
