from pathlib import Path

import pytest

from kg.imports.texts.documents import Document
from kg.imports.texts.kinds import TextKind, recognise_text
from kg.imports.texts.reading import read_document


def document_of(name: str, text: str) -> Document:
    """Return the document of a text under a name."""
    kind = recognise_text(Path(name), text.encode())
    assert isinstance(kind, TextKind), kind
    document = read_document(text.encode(), kind, name)
    assert isinstance(document, Document), document
    return document


@pytest.mark.parametrize(
    ("name", "heading", "said"),
    [
        ("a.md", "## Results [@able2001]", "Results"),
        ("a.md", "## Results [see @able2001, p. 3; -@bell], too", "Results, too"),
        (
            "a.md",
            "## **Results [@able2001]** of $x_2$ and H~2~O",
            "Results of $x_2$ and H₂O",
        ),
        ("a.tex", r"\section{Results \cite{able2001}}", "Results"),
        (
            "a.tex",
            r"\section{Tea \parencite[see][3]{able,bell} on~pots\footnote{x}}",
            "Tea on pots",
        ),
        ("a.tex", r"\section{Tea\textsuperscript{\cite{able}}}", "Tea"),
    ],
)
def test_a_heading_says_nothing_of_what_it_cites_aside(name: str, heading: str, said: str) -> None:
    """A key is no word of a title; the heading keeps its place."""
    [one] = document_of(name, f"{heading}\n\nWords.\n").headings
    assert (one.text, one.start) == (said, 0)


@pytest.mark.parametrize(
    ("name", "heading", "said"),
    [
        ("a.md", "## After @able2001", "After @able2001"),
        ("a.md", "## [@able2001]", "[@able2001]"),
        ("a.tex", r"\section{After \citet{able2001}}", "After @able2001"),
    ],
)
def test_a_key_that_is_a_word_of_a_heading_stays_and_is_told(
    name: str, heading: str, said: str
) -> None:
    """What stands there in print no key tells."""
    document = document_of(name, f"{heading}\n\nWords.\n")
    assert [one.text for one in document.headings] == [said]
    [told] = document.left
    assert told.startswith(f"the heading '{said}' holds a key of the text (able2001): write it in")


def test_a_heading_is_placed_by_all_its_words() -> None:
    """Of two headings that differ in what they cite, one in a comment is not taken."""
    text = "<!--\n\n## Tea [@bell]\n\n-->\n\n## Tea [@able]\n\nWords.\n"
    [one] = document_of("a.md", text).headings
    assert (one.text, one.start) == ("Tea", text.index("## Tea [@able]"))


def test_a_title_cites_nothing() -> None:
    """A title in the head of a text is one of a page, too."""
    assert document_of("a.md", "---\ntitle: Tea [@able2001]\n---\n\nWords.\n").title == "Tea"


def test_titles_and_headings_have_letters_for_what_is_raised_or_lowered() -> None:
    """They stand on pages, where a mark of Markdown is no letter of a name."""
    head = (
        'title: "The 3M^TM^ device in 10^\N{MINUS SIGN}3^ m^2^"\n'
        'subtitle: "CO~2~ and the 3^rd^, 10^a/2^"\n'
    )
    document = document_of("a.md", f"---\n{head}---\n\n## The *3M^TM^* device\n\nWords.\n")
    assert document.title == "The 3M™ device in 10⁻³ m²"
    assert document.subtitle == "CO₂ and the 3rd, 10^a/2^"
    assert [one.text for one in document.headings] == ["The 3M™ device"]
