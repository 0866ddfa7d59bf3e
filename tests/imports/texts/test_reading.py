import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import Problem
from kg.imports.texts.documents import Document
from kg.imports.texts.kinds import TextKind, recognise_text
from kg.imports.texts.outline import build_sections
from kg.imports.texts.reading import read_document

Article = Callable[[str], Path]

KINDS = (".md", ".qmd", ".Rmd", ".tex", ".html", ".txt", ".docx")
OUTLINE = [
    ("Introduction", ""),
    ("Methods", ""),
    ("Where we searched", "methods"),
    ("How we chose", "methods"),
    ("Results", ""),
    ("References", ""),
]
COLUMNS = ("Study", "n", "Odds ratio", "95% CI")
ROWS = (("Adeyemi 2019", 120, "0.80", "0.62–1.03"), ("Brandt 2021", 45, "1.15", None))


def read(path: Path, content: bytes | None = None) -> Document:
    """Return the document of a file, or of other bytes under its name."""
    content = path.read_bytes() if content is None else content
    kind = recognise_text(path, content)
    assert isinstance(kind, TextKind), kind
    document = read_document(content, kind, path.name)
    assert isinstance(document, Document), document
    return document


def fault_of(name: str, content: bytes) -> Problem:
    """Return what is wrong with a text that is recognised and cannot be read."""
    kind = recognise_text(Path(name), content)
    assert isinstance(kind, TextKind), kind
    problem = read_document(content, kind, name)
    assert isinstance(problem, Problem)
    return problem


@pytest.mark.parametrize("suffix", KINDS)
def test_the_same_article_gives_the_same_outline(suffix: str, article: Article) -> None:
    """Headings, order and nesting do not depend on what the article is written in."""
    sections = build_sections(read(article(suffix)), "article")
    assert [(one.heading, one.within) for one in sections] == OUTLINE


@pytest.mark.parametrize("suffix", KINDS)
def test_the_same_article_gives_the_same_table(suffix: str, article: Article) -> None:
    """Heads, cells and caption are the same, numbers are numbers, an empty cell is none."""
    [table] = read(article(suffix)).tables
    assert (table.grid.columns, table.grid.rows) == (COLUMNS, ROWS)
    assert table.grid.caption in {"Naps and errors", ""}


@pytest.mark.parametrize("suffix", KINDS)
def test_places_lead_to_what_stands_there(suffix: str, article: Article) -> None:
    """The span of a section begins with its heading; that of a table holds its cells alone."""
    document = read(article(suffix))
    for section in build_sections(document, "article"):
        first = document.text[section.start :].split("\n", 1)[0]
        assert section.heading.split()[0] in first
        assert section.end <= len(document.text)
    [table] = document.tables
    passage = document.text[table.start : table.end]
    assert "Study" in passage
    assert "1.15" in passage
    assert "both studies" not in passage


@pytest.mark.parametrize("suffix", KINDS)
def test_the_article_says_who_wrote_it(suffix: str, article: Article) -> None:
    """Title, authors and year come from the file, as far as its kind has a place for them."""
    document = read(article(suffix))
    assert document.title == "Sleep after night work"
    if suffix != ".txt":
        assert document.authors == ("Ada Example", "Bo Sample")
        assert document.date == "2023"


@pytest.mark.parametrize("suffix", [".md", ".qmd", ".Rmd", ".tex", ".txt"])
def test_what_is_text_stays_as_it_is(suffix: str, article: Article) -> None:
    """A source that a person can read is its own text, where its author finds each place."""
    path = article(suffix)
    assert read(path).text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("suffix", [".docx", ".html"])
def test_a_text_that_was_made_can_be_read_again(suffix: str, article: Article) -> None:
    """The text made of a Word file or a web page is Markdown with the same outline and table."""
    made = read(article(suffix))
    again = read(Path("again.md"), made.text.encode())
    wanted, found = build_sections(made, "x"), build_sections(again, "x")
    assert [(one.heading, one.within, one.start) for one in found] == [
        (one.heading, one.within, one.start) for one in wanted
    ]
    assert [(one.grid.rows, one.start) for one in again.tables] == [
        (one.grid.rows, one.start) for one in made.tables
    ]


def test_line_ends_and_byte_order_marks_are_made_plain(article: Article) -> None:
    """A file saved on Windows gives the text that one saved elsewhere gives."""
    plain = article(".md").read_bytes()
    windows = b"\xef\xbb\xbf" + plain.replace(b"\n", b"\r\n")
    assert read(Path("article.md"), windows).text.encode() == plain


def test_code_is_told_and_never_run(article: Article, tmp_path: Path) -> None:
    """Chunks and values of R and Python are counted, files that code takes in are named."""
    left = read(article(".Rmd")).left
    assert any(line.startswith("2 blocks of r code: not run") for line in left)
    assert any(line.startswith("1 value that code puts") for line in left)
    assert any("flow.Rmd is taken in" in line for line in left)
    assert any(line.startswith("1 block of python") for line in read(article(".qmd")).left)
    there = tmp_path / "there"
    chunk = f'# A\n\n```{{r}}\nfile.create("{there}")\n```\n'.encode()
    read(Path("a.Rmd"), chunk)
    assert not there.exists()


def test_a_broken_text_is_told_with_its_place() -> None:
    """LaTeX that does not hold together is told with the line that pandoc stopped at."""
    problem = fault_of("a.tex", b"\\section{A}\n\n\\begin{itemize}\n\\item x\n")
    assert (problem.code, problem.location.path) == ("IMP006", "a.tex")
    assert problem.location.line > 1
    assert "pandoc cannot go on here" in problem.message


@pytest.mark.slow  # one of them waits for a clock
@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"caf\xe9\n", "not UTF-8"),
        ("# A".encode("utf-16"), "UTF-16"),
        (b"# A\n\x07\x08\n", "U\\+0007"),
        (b"> " * 20_000 + b"x\n", "deep|seconds"),
    ],
    ids=["latin-1", "utf-16", "control-characters", "nested-quotes"],
)
def test_what_is_no_text_is_told(
    content: bytes, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bytes that are no text, or one that nobody wrote, give one problem and no traceback."""
    monkeypatch.setattr("kg.imports.texts.pandoc.MOST_SECONDS", 2)
    assert re.search(told, fault_of("a.md", content).message)


def test_deep_nesting_ends_in_a_problem() -> None:
    """Divisions within divisions are read to a depth that a person could mean."""
    deep = b"<div>" * 3_000 + b"x" + b"</div>" * 3_000
    assert "deep" in fault_of("a.html", deep).message


def test_a_text_without_words_is_told() -> None:
    """A web page without a word is no review."""
    assert "no words" in fault_of("a.html", b"<html><body><div></div></body></html>").message


def test_a_table_that_is_a_data_set_is_left() -> None:
    """A table of thousands of cells is told, and the rest of the text is read."""
    rows = "".join(f"| {number} | {number} |\n" for number in range(3_000))
    document = read(Path("a.md"), f"# A\n\n| a | b |\n|---|---|\n{rows}\n# B\n".encode())
    assert document.tables == []
    assert [one.text for one in document.headings] == ["A", "B"]
    assert any("more than 5,000 cells" in line for line in document.left)


def test_tables_in_html_within_markdown_are_read() -> None:
    """A table in tags is a table; one in a comment or in code is none, and order is the text's."""
    tags = "<table>\n<tr><th>A</th></tr>\n<tr><td>{}</td></tr>\n</table>"
    text = (
        f"# H\n\n{tags.format(1)}\n\n<!-- {tags.format(2)} -->\n\n```\n{tags.format(3)}\n```\n\n"
        f"| A |\n|---|\n| 4 |\n\n<table class='x'><tr><th>A</th></tr><tr><td>5</td></tr></table>\n"
    )
    document = read(Path("a.md"), text.encode())
    assert [one.grid.rows for one in document.tables] == [((1,),), ((4,),), ((5,),)]
    for one in document.tables:
        assert text[one.start : one.end].startswith(("<table", "| A |"))


def test_a_table_in_html_that_holds_nothing_is_told() -> None:
    """What stands in tags and is no table is told with its line."""
    document = read(Path("a.md"), b"# H\n\n<table>\n<tr><th>A</th></tr></table>\n")
    assert document.left == ["the table in HTML in line 3: it has no rows"]


def test_a_picture_drawn_in_latex_is_told() -> None:
    """A flow of a search is often one: its numbers have a file of their own."""
    text = "\\section{Search}\n\\begin{tikzpicture}\\node {n = 1204};\\end{tikzpicture}\n"
    document = read(Path("a.tex"), text.encode())
    assert any("pictures drawn in the text (1)" in one for one in document.left)


PANELS = r"""\documentclass{article}\begin{document}
\section{A}
Text.
\begin{table}\caption{Panels}
\begin{tabular}{ll} Study & RR \\ Able & 0.8 \\ Bell & 0.9 \end{tabular}

\begin{tabular}{ll} Study & OR \\ Cole & 1.8 \\ Dale & 1.9 \end{tabular}
\end{table}
\begin{landscape}
\begin{longtable}{ll}\caption{One} \\ Study & HR \\ Ellis & 2.8 \\ Fox & 2.9 \end{longtable}

\begin{longtable}{ll}\caption{Two} \\ Study & SMD \\ Gray & 3.8 \\ Hall & 3.9 \end{longtable}
\end{landscape}
\end{document}
"""


def test_several_tables_in_one_environment_come(tmp_path: Path) -> None:
    """Panels below one caption, and tables on one page on its side: none is lost, nor told so."""
    path = tmp_path / "a.tex"
    path.write_text(PANELS, encoding="utf-8")
    document = read(path)
    assert document.left == []
    assert [(one.grid.caption, one.grid.rows[0]) for one in document.tables] == [
        ("Panels", ("Able", "0.8")), ("Panels", ("Cole", "1.8")), ("One", ("Ellis", "2.8")),
        ("Two", ("Gray", "3.8")),
    ]  # fmt: skip
    starts = [PANELS[one.start :].split("}", maxsplit=1)[0] for one in document.tables]
    assert starts == [r"\begin{tabular"] * 2 + [r"\begin{longtable"] * 2


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("---\ntitle: Tea\nbibliography: a.bib\n\n# One\n\nWords.\n", True),
        ("---\ntitle: Tea\n---\n\n# One\n\nWords.\n", False),
        ("---\ntitle: Tea\n...\n\n# One\n\nWords.\n", False),
        ("---\n\nNote: words below a rule.\n\n# One\n\nWords.\n", False),
    ],
    ids=["open", "closed", "closed-by-dots", "a-rule"],
)
def test_a_head_that_nothing_closes_is_told(text: str, is_told: bool) -> None:
    """Its title and its references are then words of the text."""
    document = read(Path("review.md"), text.encode())
    assert any("that nothing ends" in one for one in document.left) == is_told
