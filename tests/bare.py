"""Runs the tests that use other programs as on a machine where none of them is installed.

`python -m tests.bare [PYTEST'S WORDS]`: every file of tests with a mark `needs` runs whole, with a
PATH that leads to all programs of this machine but those of the table. What a test starts without
asking for it is missing too, so that a forgotten mark fails here.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.programs import BROWSER_VARIABLE, PROGRAMS

_TESTS = Path(__file__).parent
# How a file says that it needs a program: by a mark of its own, or by the one for each browser.
_NEEDING = ("mark.needs(", "IN_EACH_BROWSER")


def hidden_names() -> set[str]:
    """Return every name under which a program of the table is started."""
    return {name for program in PROGRAMS.values() for name in (program.name, *program.others)}


def link_programs(path: str, folder: Path) -> None:
    """Fill a folder with links to what a PATH leads to, but for the programs of the table."""
    for place in filter(None, path.split(os.pathsep)):
        for program in Path(place).iterdir() if Path(place).is_dir() else ():
            link = folder / program.name
            if program.name not in hidden_names() and not link.is_symlink():
                link.symlink_to(program)


def make_environment(folder: Path) -> dict[str, str]:
    """Return this process's variables, with a PATH in which the programs are hidden."""
    bare = folder / "bin"
    bare.mkdir()
    link_programs(os.environ["PATH"], bare)
    kept = {name: value for name, value in os.environ.items() if name != BROWSER_VARIABLE}
    # Playwright is told to look for a browser of its own where there is none.
    return kept | {"PATH": str(bare), "PLAYWRIGHT_BROWSERS_PATH": str(folder / "none")}


def list_affected() -> list[str]:
    """Return the files of tests that say that they need a program."""
    texts = {file: file.read_text(encoding="utf-8") for file in _TESTS.rglob("test_*.py")}
    return sorted(
        str(file) for file, text in texts.items() if any(map(text.__contains__, _NEEDING))
    )


def main() -> int:
    """Run the tests; return pytest's exit status."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pytest", "-q", *sys.argv[1:], *list_affected()]
        environment = make_environment(Path(folder))
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
