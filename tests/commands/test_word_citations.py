"""A Word file with the citations of Zotero, by the command line: from import to proof."""

from __future__ import annotations

import re
from pathlib import Path

from tests.commands.conftest import Run
from tests.imports.texts.fielded import paragraph, run, write_docx, zotero

ABLE = {
    "type": "article-journal", "title": "Tea and sleep", "container-title": "Journal of Tea",
    "author": [{"family": "Able", "given": "Ada"}], "issued": {"date-parts": [["2001"]]},
    "DOI": "10.1000/tea",
}  # fmt: skip
OTHER = {**ABLE, "title": "Pots and patience", "DOI": "10.1000/pots"}
FIELDS = (zotero("(Able, 2001)", ABLE), zotero("(Able, 2001)", OTHER))
ENTRY = """@article{{{key}, title = {{{title}}}, author = {{Able, Ada}}, year = {{2001}},
  journal = {{Journal of Tea}}, doi = {{{doi}}}}}
"""


def write_review(path: Path, *words: str) -> Path:
    """Write a review that cites two works of one author and year, then says some words more."""
    return write_docx(
        path,
        paragraph(run("Sleep"), style="Heading1"),
        paragraph(*(run(word) for word in words), run("Tea helps "), FIELDS[0], run(".")),
        paragraph(run("Pots do not "), FIELDS[1], run(".")),
    )


def sources_in(folder: Path) -> list[str]:
    """Return what the citations that are entered cite, in their order."""
    return re.findall(r"source: (\S+)", (folder / "data" / "mentions.yaml").read_text())


def test_works_cited_come_in_without_a_library(kg: Run, tmp_path: Path) -> None:
    """The text brings its works along; each citation leads to the one that is meant."""
    folder = tmp_path / "mine"
    kg("new", folder)
    docx = write_review(tmp_path / "a.docx")
    told = kg("import", docx, "-C", folder).stdout
    assert "text.cited.json: 2 works that 2 citations of the file name" in told
    assert "next: kg import mine/text.cited.json; the citations are entered then" in told
    assert "/text.cited.json\n" in (folder / ".gitignore").read_text()
    told = kg("import", folder / "text.cited.json", "-C", folder).stdout
    assert "2 new records written, 0 kept as they are, 0 excluded, 0 open" in told
    assert sources_in(folder) == ["able2001", "able2001-2"]
    assert "no problems found" in kg("verify", folder / "text.txt", "-C", folder).stdout
    assert "nothing changed" in kg("import", docx, "-C", folder).stdout


def test_citations_lead_to_the_works_of_the_authors_own_library(kg: Run, tmp_path: Path) -> None:
    """Keys are those of the library; what is not in it is counted, with what to do."""
    folder = tmp_path / "mine"
    kg("new", folder)
    library = tmp_path / "mine.bib"
    library.write_text(ENTRY.format(key="pots", title="Pots and patience", doi="10.1000/pots"))
    told = kg("import", write_review(tmp_path / "a.docx"), "-C", folder).stdout
    assert "next: kg import mine.bib mine/text.cited.json; the citations" in told
    told = kg("import", library, "-C", folder).stdout
    assert f"1 work that the Word file cites is no reference yet; next: kg import {folder}" in told
    assert "1 new record written, 0 kept as they are, 0 excluded, 1 open" in told
    assert sources_in(folder) == ["pots"]
    told = kg("import", folder / "text.cited.json", "-C", folder).stdout
    assert "1 citation is not entered yet; next: kg mentions --draft" in told
    kg("mentions", "--draft", "-C", folder)
    assert sources_in(folder) == ["pots", "able2001"]


def test_places_move_with_the_text(kg: Run, tmp_path: Path) -> None:
    """After a new version of the Word file has been moved to, its fields lead as before."""
    folder = tmp_path / "mine"
    kg("new", folder)
    kg("import", write_review(tmp_path / "a.docx"), "-C", folder)
    kg("import", folder / "text.cited.json", "-C", folder)
    kg("import", write_review(tmp_path / "b.docx", "It is late. "), "-C", folder)
    text, new = folder / "text.txt", folder / "text.new.txt"
    done = kg("verify", "--move", text, new, "-C", folder)
    assert "the data count in the new text now" in done.stdout
    assert not (folder / "text.new.cited.json").exists()
    assert "no problems found" in kg("verify", text, "-C", folder).stdout


def test_a_broken_file_of_citations_is_one_line(kg: Run, tmp_path: Path) -> None:
    """Nothing is entered on the word of a file that nobody can read."""
    folder = tmp_path / "mine"
    kg("new", folder)
    kg("import", write_review(tmp_path / "a.docx"), "-C", folder)
    kg("import", folder / "text.cited.json", "-C", folder)
    (folder / "text.cited.json").write_text('{"items": [')
    done = kg("mentions", "--draft", "-C", folder)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "text.cited.json: " in done.stderr
