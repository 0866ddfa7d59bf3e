import pytest

from kg.imports.texts.abstracts import Abstract, find_abstract
from kg.imports.texts.documents import Document, Heading
from kg.imports.texts.outline import build_sections

WORDS = "We looked into tea and quarrels in many kitchens, and found both."
PROSE = "Words of a preface that somebody wrote. " * 5


def sections_of(text: str, marks: str) -> list[tuple[str, str, str]]:
    """Return id, heading and passage of the sections of a text whose first head is First."""
    start = text.find("First")
    headings = [Heading(1, "First", start=start)] if start >= 0 else []
    document = Document(text, marks=marks, title="On tea", headings=headings)
    found = build_sections(document, "tea")
    return [(one.id, one.heading, text[one.start : one.end]) for one in found]


@pytest.mark.parametrize(
    ("marks", "text", "heading", "passage"),
    [
        ("latex", f"\\begin{{abstract}}\n{WORDS}\n\\end{{abstract}}", "Abstract", ""),
        ("latex", f"\\abstract{{{WORDS} \\emph{{So}}.}}", "Abstract", ""),
        ("markdown", f"abstract: |\n  {WORDS}\n\n  {WORDS}", "Abstract", ""),
        ("markdown", f'abstract: "{WORDS}"', "Abstract", ""),
        ("markdown", f"**Abstract**\n\n{WORDS}", "Abstract", ""),
        ("markdown", f"**Abstract.** {WORDS}", "Abstract", ""),
        ("", f"Zusammenfassung\n\n{WORDS}", "Zusammenfassung", ""),
        ("", f"STRUCTURED ABSTRACT\n\n{WORDS}", "STRUCTURED ABSTRACT", ""),
        ("plain", f"Summary: {WORDS}", "Summary", ""),
    ],
)
def test_an_abstract_is_a_section_called_so(
    marks: str, text: str, heading: str, passage: str
) -> None:
    """Its heading is what stands above it, or Abstract where the file only marks it."""
    field = text.startswith("abstract:")
    whole = (
        f"---\ntitle: T\n{text}\nlang: en\n---\n\nFirst\n"
        if field
        else f"By Ann\n\n{text}\n\nFirst\n"
    )
    assert sections_of(whole, marks) == [
        ("abstract", heading, passage or text), ("first", "First", "First"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("marks", "text"),
    [
        (
            "latex",
            "% \\begin{abstract}x\\end{abstract}\n% \\abstract{x}\n\\abstract{never closed\n",
        ),
        ("markdown", "---\ntitle: abstract\nabstract-title: So\nabstract:\n---\n\nBy Ann\n\n"),
        ("markdown", "Summary tables stand below.\n\nAbstract words are many.\n\n"),
        ("plain", "Abstract\n\n"),
    ],
)
def test_what_only_looks_like_an_abstract_is_none(marks: str, text: str) -> None:
    """A remark, an empty field, a sentence that begins so and a head over nothing make none."""
    assert find_abstract(text + "First", marks, len(text)) is None


def test_prose_after_an_abstract_is_a_section_by_itself() -> None:
    """It begins where the abstract ends, and is called by the title as before."""
    abstract = f"\\begin{{abstract}}{WORDS}\\end{{abstract}}"
    assert sections_of(f"{abstract}\n\n{PROSE}\n\nFirst\n", "latex") == [
        ("abstract", "Abstract", abstract),
        ("opening", "On tea", PROSE.strip()),
        ("first", "First", "First"),
    ]


def test_a_text_without_headings_keeps_its_words_beside_the_abstract() -> None:
    """What is marked as an abstract is one section, all else the other; a line alone marks none."""
    abstract = f"\\begin{{abstract}}{WORDS}\\end{{abstract}}"
    assert [one[:2] for one in sections_of(f"{abstract}\n\n{PROSE}\n", "latex")] == [
        ("abstract", "Abstract"),
        ("text", "On tea"),
    ]
    assert [one[0] for one in sections_of(f"Abstract\n\n{WORDS}\n\n{PROSE}\n", "")] == ["text"]


def test_a_heading_says_itself_that_an_abstract_follows() -> None:
    """An abstract below a heading adds no section to that of the heading."""
    document = Document("First\n\nWords.\n", headings=[Heading(1, "First", start=0)])
    document.abstract = Abstract(7, 13)
    assert [one.id for one in build_sections(document, "tea")] == ["first"]
