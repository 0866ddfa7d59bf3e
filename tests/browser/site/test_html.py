"""Every page of the real review against the rules of HTML, where html-validate is installed."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[3]
_CONFIG = _ROOT / "tests/browser/htmlvalidate.json"
_INSTALLED = _ROOT / "build/node/node_modules/.bin/html-validate"
_AT_ONCE = 200  # pages on one command line


@pytest.fixture(scope="module")
def program() -> str:
    """Return where html-validate is: HTML_VALIDATE says, or it stands in build/node."""
    found = os.environ.get("HTML_VALIDATE") or (str(_INSTALLED) if _INSTALLED.exists() else "")
    if not found:
        pytest.skip("html-validate is not installed: npm install --prefix build/node html-validate")
    return found


def test_every_page_is_valid(program: str, site: Path, paths: list[str]) -> None:
    """Html-validate, with its recommended rules, finds nothing."""
    wrong: list[str] = []
    for start in range(0, len(paths), _AT_ONCE):
        pages = paths[start : start + _AT_ONCE]
        run = subprocess.run(
            [program, "--config", str(_CONFIG), "--formatter", "json", *pages],
            cwd=site,
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode in {0, 1}, run.stderr
        wrong += [
            f"{Path(page['filePath']).name}:{fault['line']}: {fault['message']}"
            for page in json.loads(run.stdout or "[]")
            for fault in page["messages"]
        ]
    assert wrong == []
