from __future__ import annotations

from pathlib import Path

import pytest

from kg.sources.wording.wordnet import read_wordnet

FILES = {
    "data.adj": """  1 the licence is indented
00000001 00 a 02 warm 0 hot(p) 0 002 & 00000002 a 0000 + 00000005 n 0101 | heated
00000002 00 s 01 tepid 0 001 & 00000001 a 0000 | a little warm
00000003 00 a 01 solar 0 001 \\\\ 00000006 n 0101 | of the sun
00000008 00 s 01 brewed 0 000 | made
""",
    "data.adv": "00000004 02 r 01 warmly 0 001 \\\\ 00000001 a 0101 | with warmth\n",
    "data.noun": """00000005 04 n 01 warmth 0 000 | heat
00000006 04 n 01 sun 0 000 | a star
""",
    "data.verb": "00000007 30 v 01 brew 0 000 01 + 02 00 | make tea\n",
    "verb.exc": "brewed brew\n",
    "cntlist.rev": """warm%3:00:00:: 1 9
tepid%5:00:00:warm:00 1 1
solar%3:01:00:: 1 2
warmly%4:02:00:: 1 3
brewed%5:00:00:made:00 1 1
brew%2:30:00:: 1 4
""",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of WordNet with a few words."""
    for name, content in FILES.items():
        (tmp_path / name).write_text(content.replace("\\\\", "\\"), encoding="latin-1")
    return tmp_path


def test_modifiers_are_listed_with_what_is_near(folder: Path) -> None:
    """What is of a noun is none, mostly a form of a verb is marked, and a family is near."""
    assert [*read_wordnet(folder).list_modifiers()] == [
        "brewed~:",
        "hot: tepid warm warmth",
        "tepid: hot warm",
        "warm: hot tepid warmth",
        "warmly: hot warm warmth",
    ]
