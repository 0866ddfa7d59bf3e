"""What stands on paper, of each kind of page."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.browser.site.conftest import Visitor
from tests.programs import require_program

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.needs("pdftotext")]

# What a checker wants at a screen: places in a text, numbers of rows, digests of files and builds.
_FOR_CHECKERS = re.compile(
    r"characters \d[\d,]* to|\brow \d|\b(?=\d*[a-f])[0-9a-f]{12,}\b|sha-?256|\boffset",
    re.IGNORECASE,
)
# Those who look at terms and queries, or at the proof of a fault, want just that.
_FOR_MAKERS = ("ontology", "sparql.html", "questions", "errata.html")


def test_what_is_for_checkers_is_not_printed(
    wide: Visitor, kinds: list[str], tmp_path: Path
) -> None:
    """No page of any kind has an offset, the number of a row or a digest on paper."""
    found: dict[str, list[str]] = {}
    for path in kinds:
        if not path.startswith(_FOR_MAKERS):
            file = tmp_path / "page.pdf"
            file.write_bytes(wide.open(path).pdf())
            found[path] = _FOR_CHECKERS.findall(_text_of(file))
    assert len(found) > 30
    assert {path: words for path, words in found.items() if words} == {}


def _text_of(pdf: Path) -> str:
    """Return the text of a PDF, its lines joined: a line breaks anywhere in print."""
    command = [require_program("pdftotext"), str(pdf), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return " ".join(text.split())
