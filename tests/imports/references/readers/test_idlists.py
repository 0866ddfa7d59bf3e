from __future__ import annotations

import pytest

from kg.imports.references.readers.idlists import identifier_in, is_identifier_list


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("10.1000/tea.", ("doi", "10.1000/tea")),
        ("https://doi.org/10.1000/Tea,", ("doi", "10.1000/Tea")),
        ("doi: 10.1000/tea", ("doi", "10.1000/tea")),
        ("PMID: 123", ("pmid", "123")),
        ("https://pubmed.ncbi.nlm.nih.gov/123/", ("pmid", "123")),
        ("pmc123", ("pmcid", "pmc123")),
        ("arXiv:2101.00001v2", ("eprint", "2101.00001v2")),
        ("978-0-306-40615-7", ("isbn", "978-0-306-40615-7")),
        ("978-0-306-40615-8", None),
        ("Tea at work", None),
    ],
)
def test_a_line_is_one_identifier(line: str, found: tuple[str, str] | None) -> None:
    """Bare, with its name before it, or as an address."""
    assert identifier_in(line) == found


def test_a_list_is_told_from_a_text() -> None:
    """Remarks do not count, and one line in ten may have a slip."""
    assert is_identifier_list("# ours\n" + "10.1000/x\n" * 9 + "slip\n")
    assert not is_identifier_list("10.1000/x\nOnce upon a time\n")
    assert not is_identifier_list("\n")
