import pytest
import yaml

from kg.imports.texts.documents import Document, Heading, PlacedGrid
from kg.imports.texts.grids import Grid
from kg.imports.texts.outline import (
    build_sections,
    find_list_section,
    quote,
    render_sections,
    render_tables,
    slugify,
)
from kg.model import SectionFile, TableFile
from kg.resources import resource_folder
from kg.sources.places.text import digest_of_text


def document_of(text: str, *levels: int) -> Document:
    """Return a document whose headings are the lines with a hash, of these levels."""
    starts = [place for place, char in enumerate(text) if char == "#"]
    words = [text[start + 1 :].split("\n", 1)[0].strip() for start in starts]
    found = [
        Heading(level, word, start=start)
        for level, word, start in zip(levels, words, starts, strict=True)
    ]
    return Document(text, headings=found)


def test_a_section_holds_those_below_it() -> None:
    """It ends before the next of its level or above; a level that is skipped parts nothing."""
    text = "# A\na\n# B\nb\n# C\nc\n# D\nd\n\n"
    sections = build_sections(document_of(text, 1, 3, 2, 1), "x")
    assert [(one.id, one.within, text[one.start : one.end]) for one in sections] == [
        ("a", "", "# A\na\n# B\nb\n# C\nc"),
        ("b", "a", "# B\nb"),
        ("c", "a", "# C\nc"),
        ("d", "", "# D\nd"),
    ]


def test_ids_are_single_and_come_from_the_words() -> None:
    """The same heading twice has two ids; letters of other scripts get a number."""
    sections = build_sections(document_of("# Über uns\n# Über uns\n# 结果\n", 1, 1, 1), "x")
    assert [one.id for one in sections] == ["uber-uns", "uber-uns-2", "section-3"]
    sections = build_sections(document_of("# 4. 结果\n# No\n# 2020-01-02\n", 1, 1, 1), "x")
    assert [one.id for one in sections] == ["section-1", "section-2", "section-3"]
    long = "A heading of so many words that nobody would want to read all of them in an address"
    assert slugify("Expectation–realisation gap") == "expectation-realisation-gap"
    assert slugify(long) == "a-heading-of-so-many-words-that-nobody-would-want-to-read"


def test_prose_before_the_first_heading_is_a_section() -> None:
    """An abstract has a section of its own; a byline has none."""
    prose = "Words of an abstract that somebody wrote. " * 5
    opened = build_sections(document_of(f"---\ntitle: T\n---\n\n{prose}\n\n# A\na\n", 1), "name")
    assert [(one.id, one.within) for one in opened] == [("opening", ""), ("a", "")]
    assert [one.id for one in build_sections(document_of("By Ann\n\n# A\na\n", 1), "name")] == ["a"]


@pytest.mark.parametrize(
    "head",
    ["```{r setup}\nCODE\n```\n", "~~~~ {.python}\n```\nCODE\n~~~~\n", "<!-- CODE -->\n",
     "\\title{CODE}\n\\author[1]{A. Able \\thanks{CODE \\emph{x}}}\n\\maketitle\n"],
)  # fmt: skip
def test_code_and_remarks_before_the_first_heading_are_no_prose(head: str) -> None:
    """What sets a text up makes no section, and does not stand in that of an abstract."""
    head = head.replace("CODE", "nothing that a reader of the review ever reads " * 4)
    alone = build_sections(document_of(f"---\ntitle: T\n---\n\n{head}\n# A\na\n", 1), "name")
    assert [one.id for one in alone] == ["a"]
    prose = "Words of an abstract that somebody wrote. " * 5
    text = f"{head}\n{prose}\n\n# A\na\n"
    first, _ = build_sections(document_of(text, 1), "name")
    assert (first.id, text[first.start : first.end]) == ("opening", prose.rstrip())


def test_a_text_without_headings_is_one_section() -> None:
    """It is called by its title, or else by its file."""
    [section] = build_sections(Document("Words.\n"), "name")
    assert (section.id, section.heading, section.start, section.end) == ("text", "name", 0, 6)


@pytest.mark.parametrize(
    ("heading", "found"),
    [("References", True), ("Selected references", True), ("References cited", True),
     ("7. Literature cited:", True), ("Références", True), ("Llyfryddiaeth", True),
     ("Reference values", False), ("Literature search", False)],
)  # fmt: skip
def test_the_list_of_references_is_known_by_its_heading(heading: str, found: bool) -> None:
    """The body of the text ends before it."""
    sections = build_sections(document_of(f"# A\na\n# {heading}\nb\n", 1, 1), "x")
    assert (find_list_section(sections) == sections[1].id) is found


def test_what_is_written_is_what_the_model_reads() -> None:
    """Whatever stands in a heading or a cell comes back as it was, spans with their digests."""
    odd = 'A: "b" #c {d} [e] \\f — ü\u00a0王'
    text = f"# {odd}\n| x |\n"
    document = document_of(text, 1) if text.count("#") == 1 else Document(text)
    document.headings = [Heading(1, odd, start=0)]
    grid = Grid(odd, (odd, "n"), ((odd, 1), ("null", None), ("007", 7)))
    sections = build_sections(document, "x")
    outline = SectionFile.model_validate(yaml.safe_load(render_sections(sections, text)))
    assert [one.heading for one in outline.sections] == [odd]
    span = outline.sections[0].span
    assert digest_of_text(text[span.start : span.end]) == span.sha256
    tables = [PlacedGrid(grid, len(text) - 6, len(text) - 1)] * 2
    file = TableFile.model_validate(yaml.safe_load(render_tables(tables, sections, text)))
    assert [one.rows for one in file.tables] == [grid.rows, grid.rows]
    assert len({one.id for one in file.tables}) == 2
    assert yaml.safe_load(quote("\u2028\x85")) == "\u2028\x85"


def test_no_table_has_the_address_of_one_that_builds_make() -> None:
    """A *summary of findings* is printed in many reviews, and made of the data in all."""
    made = sorted(path.stem for path in resource_folder("queries").glob("tables/*.rq"))
    grids = [Grid(name.replace("-", " "), ("a",), (("b",),)) for name in made]
    text = "# A\n" + "b" * len(grids)
    placed = [PlacedGrid(one, place, place + 1) for place, one in enumerate(grids, start=4)]
    content = render_tables(placed, build_sections(document_of(text, 1), "x"), text)
    assert [one["id"] for one in yaml.safe_load(content)["tables"]] == [f"{one}-2" for one in made]
