"""Templates → code, in a process of its own: while the sources are read, one core has no work."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.outputs.site.rendering import folder_for_compiled, make_environment
from kg.resources import PACKAGE


@contextmanager
def templates_compiled_beside(cache: Path) -> Iterator[subprocess.Popen[bytes] | None]:
    """Have the templates compiled into a cache beside what happens inside, if it is empty.

    Nobody need wait for it: whoever needs a template before it is there compiles it.
    """
    if any(folder_for_compiled(cache).iterdir()):
        yield None
        return
    command = [sys.executable, "-m", __name__, str(cache.resolve())]
    nowhere = subprocess.DEVNULL
    with subprocess.Popen(
        command, cwd=PACKAGE.parent, stdin=nowhere, stdout=nowhere, stderr=nowhere
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def compile_templates(cache: Path) -> None:
    """Compile every template into a cache."""
    environment = make_environment({}, folder_for_compiled(cache))
    for name in environment.list_templates():
        environment.get_template(name)


if __name__ == "__main__":
    compile_templates(Path(sys.argv[1]))
