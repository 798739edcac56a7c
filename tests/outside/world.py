"""What the tests of the world outside share: repositories, registers, the built program.

Knows: git, an environment without the user's settings, where the program lies.
Does not know: what is tested.
"""

import os
import pathlib
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = pathlib.Path(os.environ.get("REGISTERVAKT_BINARY", ROOT / "target/release/registervakt")).resolve()

# A register of which little is asked any more: nothing is amiss with it, on any day.
CLEAN = '[register]\nnavn = "Norsk prøveregister"\nkortnavn = "Prøve"\nstatus = "avviklet"\n'
# One that cannot be read: an error.
BROKEN = "[register\n"


def environment(home: pathlib.Path) -> dict:
    """The environment of a person without settings."""
    person = {"NAME": "Kari Prøve", "EMAIL": "kari@example.org", "DATE": "2026-01-05T12:00:00+01:00"}
    own = {f"GIT_{who}_{key}": value for who in ("AUTHOR", "COMMITTER") for key, value in person.items()}
    kept = ("PATH", "CARGO_HOME", "RUSTUP_HOME", "RUSTUP_TOOLCHAIN", "TMPDIR", "HTTPS_PROXY", "SSL_CERT_FILE")
    return {
        **{name: os.environ[name] for name in kept if name in os.environ},
        **own,
        "HOME": str(home),
        "CARGO_HOME": os.environ.get("CARGO_HOME", os.path.expanduser("~/.cargo")),
        "RUSTUP_HOME": os.environ.get("RUSTUP_HOME", os.path.expanduser("~/.rustup")),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "LC_ALL": "C.UTF-8",
    }


class Case(unittest.TestCase):
    """A test with a folder of its own, and a repository in it."""

    def setUp(self):
        self.assertTrue(BINARY.is_file(), f"{BINARY} is not built")
        folder = tempfile.TemporaryDirectory(prefix="registervakt-outside-")
        self.addCleanup(folder.cleanup)
        self.home = pathlib.Path(folder.name).resolve()
        self.environment = environment(self.home)
        self.repo = self.home / "register"
        self.repo.mkdir()
        self.git("init", "--quiet", "--initial-branch=main")

    def ran(self, folder, *words, variables=None):
        """Runs a program, and gives all that it said, and its exit code."""
        ran = subprocess.run(
            [str(word) for word in words],
            cwd=folder,
            env={**self.environment, **(variables or {})},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return ran.stdout, ran.returncode

    def run_in(self, folder, *words, expect=0):
        """Runs a program that must end so, and gives all that it said."""
        said, code = self.ran(folder, *words)
        self.assertEqual(code, expect, f"{words}\n{said}")
        return said

    def git(self, *words, folder=None, expect=0):
        return self.run_in(folder or self.repo, "git", *words, expect=expect).strip()

    def write(self, path, text):
        file = self.repo / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def commit(self, message, expect=0):
        return self.git("commit", "--quiet", "--message", message, expect=expect)
