"""Records of trials in registries: a number is nobody's name."""

from __future__ import annotations

import pytest

from kg.imports.references.mending import mend_works
from kg.imports.references.readers.risfiles import read_ris_works

RECORD = """TY  - JOUR
AU  - {author}
TI  - Effect of tea
JA  - https://trials.example.org/show/1
PY  - 2006
UR  - https://library.example.org/1/full
ER  -
"""


@pytest.mark.parametrize(
    "number",
    ["NCT00392093", "ISRCTN62313758", "EUCTR2009-009921-28-IT", "ChiCTR2000029814",
     "ACTRN12605000001695", "CTRI/2020/05/025328", "JPRN-UMIN000012345"],
)  # fmt: skip
def test_the_number_of_a_trial_is_no_author(number: str) -> None:
    """It is the number of the record, whose address stands where a journal would; it is told."""
    file = read_ris_works(RECORD.format(author=f"{number},"), "a.ris")
    [work], problems = mend_works(file.works)
    assert "author" not in work.fields
    assert (work.kind, work.plain("number")) == ("online", number)
    assert work.plain("url") == "https://trials.example.org/show/1"
    assert work.plain("other-url") == "https://library.example.org/1/full"
    assert "journal" not in work.fields
    assert [one.code for one in problems] == ["IMP003"]
    assert f"'{number}' is the number of a trial" in problems[0].message


def test_names_beside_a_number_stay() -> None:
    """And so does who only looks like one."""
    record = RECORD.replace("JA  - https://trials.example.org/show/1", "JO  - Cups")
    for author, read in (
        ("NCT00392093\nAU  - Able, A", "Able, A"), ("Nctson, A", "Nctson, A"),
        ("NCT Group 12345678", "{NCT Group 12345678}"),
    ):  # fmt: skip
        [work], _ = mend_works(read_ris_works(record.format(author=author), "a.ris").works)
        assert (work.kind, work.fields["author"], work.plain("journal")) == (
            "article",
            read,
            "Cups",
        )
