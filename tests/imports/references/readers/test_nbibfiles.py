"""PubMed's records: what it says of a work that no longer holds."""

from __future__ import annotations

import pytest

from kg.imports.references.readers.nbibfiles import read_nbib_works


@pytest.mark.parametrize(
    ("lines", "note"),
    [
        ("PT  - Retracted Publication\nRIN - J Tea. 2002;3:4\n", "Retracted in J Tea. 2002;3:4"),
        ("PT  - Retracted Publication\n", "Retracted Publication"),
        ("ECI - J Tea. 2002;3:4\n", "Expression of concern in J Tea. 2002;3:4"),
    ],
)
def test_a_work_that_was_retracted_says_so(lines: str, note: str) -> None:
    """In its note, and to who brings it in; readers would trust it."""
    file = read_nbib_works(f"\nPMID- 12\nTI  - Tea\nDP  - 2001\n{lines}", "a.nbib")
    assert file.works[0].plain("note") == note
    assert [one.code for one in file.problems] == ["IMP003"]
    assert f"PMID 12: {note}" in file.problems[0].message


def test_another_kind_of_publication_is_no_news() -> None:
    """A notice of retraction is a work of its own, and stands."""
    text = "\nPMID- 12\nTI  - Tea\nPT  - Journal Article\nPT  - Retraction of Publication\n"
    file = read_nbib_works(text, "a.nbib")
    assert (file.works[0].plain("note"), file.problems) == ("", [])
