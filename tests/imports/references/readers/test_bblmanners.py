"""Typed entries in the manners of printed styles, as people find them below *References*."""

from __future__ import annotations

import pytest

from kg.imports.references.readers.bblfiles import read_bbl_works
from kg.imports.texts.typedlists import find_typed_list
from kg.latex.plain import decode_latex

_TWO = ("Able, A.", "Baker, B.")
_WHOLE = ("Able, Ann", "Bea Baker")
_PLACE = {"journal": "Journal of Rest", "volume": "12", "pages": "101–10", "year": "2001"}


def works_in(*entries: str) -> list[dict[str, str]]:
    """Return the fields of typed entries."""
    more = (f"{entry}\n" for entry in (*entries, "Cole C. Pots. J Tea. 2001;1:2–3.") * 2)
    listed = find_typed_list("## References\n\n" + "\n".join(more))
    works = read_bbl_works(listed, "a.bbl").works
    return [
        {name: decode_latex(value) for name, value in one.fields.items()}
        for one in works[: len(entries)]
    ]


@pytest.mark.parametrize(
    ("entry", "names"),
    [
        ("Able, Ann, and Bea Baker. 2001. “Walks.” *Journal of Rest* 12: 101–10.", _WHOLE),
        ("Able, Ann, and Bea Baker. 2001. “Walks.” *Journal of Rest* 12 (2001): 101–10.", _WHOLE),
        ('Able, Ann, and Bea Baker. "Walks." *Journal of Rest*, vol. 12, 2001, pp. 101–10.',
         _WHOLE),
        ("Able, Ann & Bea Baker. 2001. Walks. *Journal of Rest* 12. 101–10.", _WHOLE),
        ("Able, A., and B. Baker. 2001. Walks. Journal of Rest 12:101–10.",
         ("Able, A.", "B. Baker")),
        ("Able, A. & Baker, B. Walks. *Journal of Rest* **12**, 101–10 (2001).", _TWO),
        ("Able, A., Baker, B., 2001. Walks. Journal of Rest 12, 101–10.", _TWO),
        ("Able, A. and Baker, B. 2001. Walks. *Journal of Rest*. 12, (2001), 101–10.", _TWO),
        ("Able, A., Baker, B.: Walks. Journal of Rest. 12, 101–10 (2001).", _TWO),
        ("Able, A. and Baker, B.: Walks, Journal of Rest, 12, 101–10, 2001.", _TWO),
        ("A. Able, B. Baker, Walks. *Journal of Rest* **12**, 101–10 (2001).",
         ("A. Able", "B. Baker")),
        ("A. Able, B. Baker, Walks, Journal of Rest 12 (2001) 101–10.", ("A. Able", "B. Baker")),
        ("Able A, Baker B. 2001. Walks. Journal of Rest **12**:101–10.", _TWO),
        ("Able A, Baker B: Walks. Journal of Rest 12:101–10, 2001", _TWO),
        ("Able A, *et al.* Walks. *Journal of Rest*. 2001;12:101–10.", ("Able, A.", "others")),
        ("ABLE, Ann and BAKER, Bea, 2001. Walks. *Journal of Rest*. 2001. Vol. 12, p. 101–10.",
         ("ABLE, Ann", "BAKER, Bea")),
        ("Ann Able and Bea Baker. 2001. Walks. *Journal of Rest* 12, (2001), 101–10.",
         ("Ann Able", "Bea Baker")),
    ],
)  # fmt: skip
def test_names_title_and_place_come_apart(entry: str, names: tuple[str, ...]) -> None:
    """Nothing of the title or the year is a name, and no name is two people."""
    (work,) = works_in(entry)
    assert work["author"] == " and ".join(names)
    assert work["title"] == "Walks"
    assert {name: work.get(name) for name in _PLACE} == _PLACE


@pytest.mark.parametrize(
    ("entry", "fields"),
    [
        ("Kurz, Kay. 2018. *Dark Rooms*. Leeds: Pot Press.",
         {"author": "Kurz, Kay", "title": "Dark Rooms", "publisher": "Pot Press", "year": "2018"}),
        ("Jones, K. Tea: A History (Pot Press, 2011).",
         {"author": "Jones, K.", "title": "Tea: A History", "publisher": "Pot Press"}),
        ("Fox, F. E. coli in tea. Tea 3, 1–2 (2009).",
         {"author": "Fox, F.", "title": "E. coli in tea"}),
        ("A. Able and B. Baker, *J. Rest*, 2001, **12**, 101–110.",
         {"author": "A. Able and B. Baker", "journal": "J. Rest", "volume": "12", "year": "2001"}),
        ("World Tea Board. 2003. “Tea Report.” Geneva: WTB.",
         {"author": "World Tea Board", "title": "Tea Report", "year": "2003"}),
        ("Ann Able, Bea Baker, and Cy Cole. 2001. Walks. *Journal of Rest* 12, (2001), 1–2.",
         {"author": "Ann Able and Bea Baker and Cy Cole", "title": "Walks"}),
        ("García, Gil, Luz López, and Nil Núñez. 2012. “Siesta.” *Rev Sueño* 22: 15–24.",
         {"author": "García, Gil and Luz López and Nil Núñez", "title": "Siesta"}),
    ],
)  # fmt: skip
def test_what_a_manner_says_is_kept(entry: str, fields: dict[str, str]) -> None:
    """Books, bodies, articles without a title, and names of more people."""
    (work,) = works_in(entry)
    assert {name: work.get(name) for name in fields} == fields


def test_what_a_page_sets_around_an_entry_is_no_part_of_it() -> None:
    """Arrows back to where it is cited, a number twice, and what services offer."""
    odd = "{0}. ^ ^a^ ^b^ Able A. Tea {0}. J Tea. 2001;1:{0}–9.\n\n    View articleGoogle Scholar\n"
    even = "{0}. [{0}]\n\n    A. Able\n\n    Tea {0}\n\n    J Tea, 1 (2001), pp. {0}-9\n"
    entries = ((odd if place % 2 else even).format(place) for place in range(1, 5))
    section = "## References\n\n" + "\n".join(entries)
    works = read_bbl_works(find_typed_list(section), "a.bbl").works
    assert [(one.plain("author"), one.plain("title"), one.fields["ids"]) for one in works] == [
        ("Able, A.", "Tea 1", "1"), ("A. Able", "Tea 2", "2"),
        ("Able, A.", "Tea 3", "3"), ("A. Able", "Tea 4", "4"),
    ]  # fmt: skip


@pytest.mark.parametrize("mark", ["{0} ", r"\[{0}\] ", r"{0}\. ", "**{0}**. "])
def test_entries_begin_with_their_numbers_in_every_form(mark: str) -> None:
    """Bare numbers count where they run from 1 on."""
    entries = (f"{mark.format(n)}Able A. Tea {n}. J Tea. 2001;1:2–3.\n" for n in (1, 2, 3))
    works = read_bbl_works(find_typed_list("## References\n\n" + "\n".join(entries)), "a").works
    assert [(one.fields["ids"], one.plain("author")) for one in works] == [
        (str(number), "Able, A.") for number in (1, 2, 3)
    ]


def test_an_empty_list_has_no_works() -> None:
    """It is told as any other file without a reference, and ends nothing."""
    assert read_bbl_works("", "a.bbl").works == []
