"""Every page of the real review against the rules of HTML."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.programs import require_program

pytestmark = pytest.mark.needs("node", "html-validate")

_ROOT = Path(__file__).parents[3]
_CONFIG = _ROOT / "tests/browser/htmlvalidate.json"
_AT_ONCE = 200  # pages on one command line


def test_every_page_is_valid(site: Path, paths: list[str]) -> None:
    """Html-validate, with its recommended rules, finds nothing."""
    judge = [require_program("html-validate"), "--config", str(_CONFIG), "--formatter", "json"]
    wrong: list[str] = []
    for start in range(0, len(paths), _AT_ONCE):
        pages = paths[start : start + _AT_ONCE]
        run = subprocess.run(
            [*judge, *pages],
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
