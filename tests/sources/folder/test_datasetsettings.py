from __future__ import annotations

import tomllib

import pytest

from kg.credits import Credits
from kg.sources.folder.datasetsettings import parse_dataset
from kg.sources.folder.settings import parse_settings


def test_what_is_told_of_the_dataset_is_read() -> None:
    """Lists of names and words, a text, and days, written as TOML has days or as text."""
    table = tomllib.loads(
        'creators = ["Jo Example <https://orcid.org/0000-0002-1825-0097>"]\nkeywords = ["tea"]\n'
        'created = 2026-01-31\nissued = "2026-06-30"\ndescription = "What it says of tea."\n'
    )
    told, faults = parse_dataset(table)
    assert not faults
    assert told == Credits(
        creators=("Jo Example <https://orcid.org/0000-0002-1825-0097>",),
        keywords=("tea",),
        description="What it says of tea.",
        created="2026-01-31",
        issued="2026-06-30",
    )


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('creator = ["Jo"]', "SET002 nothing uses the setting 'creator' of [dataset]; did you"),
        ('creators = "Jo"', "SET001 creators is a list of lines"),
        ('creators = ["Jo <mailto>"]', "SET001 'Jo <mailto>': write a name, or a name and an"),
        (
            'creators = ["Jo <https://orcid.org/0000-0002-1825-0098>"]',
            "SET001 the ORCID iD 'https://orcid.org/0000-0002-1825-0098': its check digit",
        ),
        ('created = "in May"', "SET001 created is a day; write it as created = 2026-01-31"),
        ('issued = "2026-02-31"', "SET001 issued is a day"),
        ("description = 5", "SET001 description is text"),
    ],
    ids=["unknown", "no-list", "no-address", "wrong-orcid", "no-day", "no-such-day", "no-text"],
)
def test_a_fault_is_told_at_its_line(line: str, problem: str) -> None:
    """Each says what to write, at the line of the setting."""
    settings = parse_settings(f'title = "Tea"\nbase = "https://example.org/"\n[dataset]\n{line}\n')
    (found,) = settings.problems
    assert found.location.line == 4
    assert f"{found.code} {found.message}".startswith(problem)
