"""Lists of references that are typed into a text, in the manners of Vancouver, APA and Harvard."""

from __future__ import annotations

import pytest

from kg.imports.references.readers.bblfiles import read_bbl_works
from kg.imports.references.works import Work
from kg.imports.texts.typedlists import find_coded_list, find_typed_list, join_lists, numbering_of

VANCOUVER = """## References

1. Able A, Baker B. Gardens & neighbours. J Garden Res. 2011;4(2):11–19. doi:10.1234/jgr_2011.4
2. Gómez-Ruiz G. *Alone*. London: Spade Press; 2016.
   Second line of it.
3. World Health Organization. Social isolation. Geneva: WHO; 2021.
4. Hahn H, van Ito IJ, et al. Ways out. In: Jansen J, editor. Later Life. 2nd ed.
   Oxford: Hoe; 2018. p. 33–50.
5. Office of Ages. Survey of Later Life [Internet]. 2020 [cited 2022 Mar 3].
Available from: https://example.org/s_1
6. Sage S. Stiff knees [dissertation]. York: University of York; 2015.
"""
APA = """# References

Able, A., & Baker, B. (2011). Gardens and neighbours. *Journal of Gardens*, *4*(2), 11–19. https://doi.org/10.1234/j_1

Able, A. (2011). Mood in the greenhouse. _Plants and People, 7_, 20–28.

Cruz, C. (2016). *Alone*. Spade Press.
"""
HARVARD = """References
==========
- Able, A. and Baker, B. (2011) 'Gardens and neighbours', *Journal of Gardens*, 4(2), pp. 11-19.
- Cruz, C. (2013) ‘Mood’, *Plants*, 7, pp. 20-28.
- Dietz, D. (2014) ‘Cold’, *Plants*, 8, pp. 1-2.
"""


def works_of(section: str) -> list[Work]:
    """Return the works of a typed list."""
    return read_bbl_works(find_typed_list(section), "text.bbl").works


def told(work: Work, *fields: str) -> list[str]:
    """Return fields of a work as plain text."""
    return [work.plain(name) for name in fields]


def test_a_numbered_list_comes_apart() -> None:
    """Each entry keeps its number, by which the text cites it, and gets a key."""
    works = works_of(VANCOUVER)
    assert [one.fields["ids"] for one in works] == ["1", "2", "3", "4", "5", "6"]
    keys = ["able2011", "gomezruiz2016", "worldhealthorganization2021", "hahn2018"]
    assert [one.key for one in works][:4] == keys
    article, book, body, chapter, online, thesis = works
    assert told(article, "title", "journal", "volume", "number", "doi") == [
        "Gardens & neighbours", "J Garden Res", "4", "2", "10.1234/jgr_2011.4"
    ]  # fmt: skip
    assert article.fields["author"] == "Able, A. and Baker, B."
    assert (book.kind, *told(book, "title", "publisher", "address")) == (
        "book", "Alone", "Spade Press", "London"
    )  # fmt: skip
    assert told(body, "publisher", "year") == ["WHO", "2021"]
    assert chapter.fields["author"] == "Hahn, H. and van Ito, I. J. and others"
    assert (chapter.kind, *told(chapter, "booktitle", "editor", "edition", "pages", "title")) == (
        "incollection", "Later Life", "Jansen, J.", "2nd", "33–50", "Ways out"
    )  # fmt: skip
    assert told(online, "title", "year", "url") == [
        "Survey of Later Life",
        "2020",
        "https://example.org/s_1",
    ]
    assert (thesis.kind, *told(thesis, "title", "school")) == (
        "phdthesis", "Stiff knees", "University of York"
    )  # fmt: skip


def test_a_paragraph_may_be_an_entry() -> None:
    """In the manner of APA; two works of one author and year have two keys."""
    works = works_of(APA)
    assert [one.key for one in works] == ["able2011", "able2011-2", "cruz2016"]
    assert "ids" not in works[0].fields
    assert told(works[0], "title", "journal", "volume", "number", "doi") == [
        "Gardens and neighbours", "Journal of Gardens", "4", "2", "10.1234/j_1"
    ]  # fmt: skip
    assert told(works[1], "journal", "volume", "pages") == ["Plants and People", "7", "20–28"]


def test_titles_may_stand_in_quotes() -> None:
    """In the manner of Harvard, with the year behind the names; marks are no part of an entry."""
    works = works_of(HARVARD)
    assert [one.fields["author"] for one in works] == [
        "Able, A. and Baker, B.", "Cruz, C.", "Dietz, D."
    ]  # fmt: skip
    assert told(works[0], "title", "journal", "year", "pages") == [
        "Gardens and neighbours", "Journal of Gardens", "2011", "11–19"
    ]  # fmt: skip


@pytest.mark.parametrize(
    "section",
    ["## References\n", "## References\n\n::: {#refs}\n:::\n",
     "## References\n\nSee the list of 2011 elsewhere.\n\nOr ask.\n\nWe do not tell.\n"],
    ids=["empty", "made-by-pandoc", "prose"],
)  # fmt: skip
def test_what_is_no_list_is_left(section: str) -> None:
    """A library has the works then, or somebody enters them."""
    assert find_typed_list(section) == ""


GROUPS = """## **REFERENCES**

The whole list is in a file beside it. Of its 40 works the first:

### Gardens
1. Able A, Baker B. Gardens and neighbours. J Garden Res. 2011;4(2):11-19.

   It was read twice.
2. Cruz C. Alone at work. Plants. 2013;327(7414):20-28.
**Greenhouses**
3. Dietz D, Eng E; for the WARM Group. Cold frames. Plants. 2014;8:1-2.

---

**About this manuscript:**
- Words: 4,500, of 2015
"""
NOTES = """## References
**Gardens**
[^1]: Able A, Baker B. Gardens and neighbours. J Garden Res. 2011;4(2):11-19.

**Greenhouses**
[^2]: Cruz C. Alone at work. Plants. 2013;7:20-28.

[^3]: Dietz D. Cold frames. Plants. 2014;8:1-2.
"""


@pytest.mark.parametrize(("section", "numbering"), [(GROUPS, "numbers"), (NOTES, "notes")])
def test_what_parts_the_groups_of_a_list_is_no_entry(section: str, numbering: str) -> None:
    """Headings, lines in bold, rules, and words before and behind the list stay out of it."""
    works = works_of(section)
    assert numbering_of(section) == numbering
    assert [one.fields["ids"] for one in works] == ["1", "2", "3"]
    assert [one.key for one in works] == ["able2011", "cruz2013", "dietz2014"]
    assert [one.plain("title") for one in works] == [
        "Gardens and neighbours", "Alone at work", "Cold frames"
    ]  # fmt: skip


def test_a_second_paragraph_of_an_entry_is_of_it() -> None:
    """It is set in below the entry; what is not has another matter."""
    entries = find_typed_list(GROUPS).splitlines()
    assert entries[1].endswith("11-19. It was read twice.")
    assert "manuscript" not in find_typed_list(GROUPS)
    assert "4,500" not in find_typed_list(GROUPS)


ENTRIES = (
    "Able, A. (2010). Brewing with tests. *Journal of Tea*, 4(2), 11–19.",
    "Baker, B. (2011). Cups at work. *Cups*, 7, 20–28.",
    "Cruz, C. (2012). Saucers at home. *Cups*, 8, 1–8.",
)


@pytest.mark.parametrize(
    ("mark", "codes"),
    [
        ("[S{}]", ["S1", "S2", "S3"]),
        (r"\[S{}\]", ["S1", "S2", "S3"]),
        ("P{}:", ["P1", "P2", "P3"]),
        ("**PS{}.**", ["PS1", "PS2", "PS3"]),
        ("- [S{}]:", ["S1", "S2", "S3"]),
        ("(A{})", ["A1", "A2", "A3"]),
        ("[#{}]", ["#1", "#2", "#3"]),
        ("\\#{}", ["#1", "#2", "#3"]),
        ("S-{}.", ["S-1", "S-2", "S-3"]),
    ],
)
def test_studies_may_have_codes(mark: str, codes: list[str]) -> None:
    """Reviews of software engineering cite them so; each entry keeps its code."""
    lines = "\n\n".join(f"{mark.format(n)} {one}" for n, one in enumerate(ENTRIES, 1))
    section = f"## Primary studies\n\n{lines}\n"
    works = read_bbl_works(find_coded_list(section, set()), "text.bbl").works
    assert [one.plain("ids") for one in works] == codes
    assert [one.key for one in works] == ["able2010", "baker2011", "cruz2012"]
    assert [one.fields["author"] for one in works] == ["Able, A.", "Baker, B.", "Cruz, C."]
    assert told(works[0], "title", "journal") == ["Brewing with tests", "Journal of Tea"]


@pytest.mark.parametrize(
    "section",
    [
        "## Questions\n\nRQ1: Which pots? Of 2001.\nRQ2: Which cups? 2002.\nRQ3: How? 2003.",
        "## Ideas\n\nP1: Tea of 2001 sells.\nP2: So it did in 2002.\nP3: Pots of 2003 do not.",
        "1. Able A. Tea. Cups. 2001;1:1.\n2. Bell B. Pots. X. 2002;1:2.\n3. C C. X. Y. 2003;1:1.",
        "A. Able, Tea, 2001.\n\nB. Bell, Pots, 2002.\n\nC. Cole, Cups, 2003.",
    ],
    ids=["questions", "propositions", "numbers", "initials"],
)
def test_what_only_looks_like_codes_is_none(section: str) -> None:
    """Questions and propositions are no studies, and initials no codes."""
    assert find_coded_list(section, set()) == ""


def test_two_lists_become_one() -> None:
    """Beside the references there are studies; no two of them have one key."""
    studies = "\n".join(f"[S{n}] {one}" for n, one in enumerate(ENTRIES, 1))
    taken = set[str]()
    joined = join_lists([find_typed_list(APA, taken), find_coded_list(studies, taken)])
    works = read_bbl_works(joined, "text.bbl").works
    assert [(one.key, one.plain("ids")) for one in works] == [
        ("able2011", ""), ("able2011-2", ""), ("cruz2016", ""),
        ("able2010", "S1"), ("baker2011", "S2"), ("cruz2012", "S3"),
    ]  # fmt: skip
