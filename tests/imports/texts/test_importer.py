import re
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.assembly import find_problems
from kg.codes import errors_among
from kg.commands.moving import move
from kg.errors import Problem
from kg.imports.example import write_example
from kg.imports.references import import_references
from kg.imports.report import Report
from kg.imports.texts.importer import import_text
from kg.imports.texts.pandoc import require_pandoc
from kg.imports.texts.reviews import block_of
from kg.pipeline import build_project
from kg.sources.folder.project import Project, load_project
from kg.sources.mentiondrafts import add_mentions, draft_project
from kg.sources.mentions import verify_mentions
from kg.sources.places.text import read_held_text, verify_spans
from kg.sources.reading import read_sources
from kg.timings import Timings

Article = Callable[[str], Path]

REFERENCE = "@book{B1, author={Able, A.}, title={B}, publisher={P}, year={2001}}\n"
LICENCE = "  licence: https://creativecommons.org/licenses/by/4.0/\n"


def give_licence(project: Project) -> None:
    """Have a review say that its text may be given on."""
    review = project.data / "review.yaml"
    text = "  file: text.txt\n"
    review.write_text(review.read_text().replace(text, f"{text}{LICENCE}"))


def bring_in(project: Project, file: Path) -> Report:
    """Import a text and write what comes of it."""
    report = import_text(project, file)
    for name in report.removed:
        (project.folder / name).unlink()
    for name, text in report.texts.items():
        place = project.folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text.encode())
    return report


def files_of(folder: Path) -> dict[str, bytes]:
    """Return each file below a folder with its bytes."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@pytest.mark.parametrize("suffix", [".md", ".qmd", ".Rmd", ".tex", ".html", ".txt", ".docx"])
def test_what_an_import_writes_is_proved(
    suffix: str, new_project: Project, article: Article
) -> None:
    """Straight after `kg new`, `kg check` and `kg verify` find no fault with its passages."""
    bring_in(new_project, article(suffix))
    assert errors_among(find_problems(new_project)) == []
    sources = read_sources(new_project).sources
    assert sources is not None
    text = read_held_text(new_project.folder, sources.review.text)
    assert [*verify_spans(sources, text)] == []
    assert sources.review.sections[0].heading == "Introduction"
    assert sources.review.codes.last_section == "references"
    assert sources.review.title == "Sleep after night work"
    [table] = sources.tables.tables
    assert (table.section, table.rows[0][1]) == ("results", 120)


def test_no_word_of_the_example_is_left_to_speak_of_the_review(
    new_project: Project, article: Article
) -> None:
    """Who brings a text in is told what it does not say of itself; nothing is made up."""
    report = bring_in(new_project, article(".md"))
    [told] = [one.words for one in report.look if "still to be said" in one.words]
    assert told == "still to be said of your review: rights, summary, caution"
    content = (new_project.data / "review.yaml").read_text(encoding="utf-8")
    assert not re.search("meetings|Your Press|2020|did not grade", content)
    assert not block_of(content, "publisher")
    assert not block_of(content, "limits")


def test_what_the_text_says_is_taken_though_the_example_says_it_too(
    new_project: Project, tmp_path: Path
) -> None:
    """A review may be of the example's year, and is no example for that."""
    review = new_project.data / "review.yaml"
    example = block_of(review.read_text(encoding="utf-8"), "year")
    year = re.sub("[^0-9]", "", example)
    text = tmp_path / "tea.md"
    text.write_text(f"---\ntitle: Tea\nauthor: Ann Lee\ndate: {year}\n---\n\n# Tea\n\nHot.\n")
    report = bring_in(new_project, text)
    assert block_of(review.read_text(encoding="utf-8"), "year") == example
    [told] = [one.words for one in report.look if "still to be said" in one.words]
    assert told == "still to be said of your review: rights, summary, caution"


def test_notes_below_tables_are_told(new_project: Project, tmp_path: Path) -> None:
    """They are sentences of the review, and may change what a figure means."""
    table = r"\begin{tabular}{lr}Study & n \\ Able & 40 \\ \end{tabular}"
    notes = r"\begin{tablenotes}\item NR: not reported.\end{tablenotes}"
    text = tmp_path / "tea.tex"
    text.write_text(
        r"\documentclass{article}\begin{document}\section{Tea}\begin{table}\begin{threeparttable}"
        rf"\caption{{Pots}}{table}{notes}\end{{threeparttable}}\end{{table}}\end{{document}}"
    )
    words = [one.words for one in bring_in(new_project, text).look]
    assert any(one.startswith("notes below tables (1): they do not come in") for one in words)
    assert errors_among(find_problems(new_project)) == []


def test_the_kinds_of_evidence_of_the_example_go_with_it(
    new_project: Project, article: Article
) -> None:
    """No reference lacks a class of which the review has never heard; those in use stay."""
    references = new_project.data / "references.bib"
    own = (
        "@book{cook,\n  title = {Tea},\n  author = {Cook, Al},\n  publisher = {P},\n  year = {2001}"
    )
    before = references.read_text(encoding="utf-8")
    bring_in(new_project, article(".md"))
    review = new_project.data / "review.yaml"
    assert block_of(review.read_text(encoding="utf-8"), "evidence_classes") == ""
    references.write_text(f"{own}\n}}\n", encoding="utf-8")
    assert "BIB009" not in {one.code for one in find_problems(new_project)}
    write_example(new_project.folder)
    references.write_text(f"{before}\n{own},\n  evidenceclass = {{A}}\n}}\n", encoding="utf-8")
    bring_in(new_project, article(".md"))
    assert "code: A" in block_of(review.read_text(encoding="utf-8"), "evidence_classes")


@pytest.mark.parametrize(
    ("suffix", "style"),
    [
        (".md", "doi"), (".qmd", "doi"), (".Rmd", "doi"), (".tex", "latex"),
        (".html", "number"), (".txt", "author-year"), (".docx", "author-year"),
    ],
)  # fmt: skip
def test_the_same_article_cites_the_same_works(
    suffix: str, style: str, new_project: Project, article: Article
) -> None:
    """The style is seen in the text, and the draft of its citations has each, in order."""
    references = article(".md").with_name("refs.bib").read_text()
    (new_project.data / "references.bib").write_text(references)
    bring_in(new_project, article(suffix))
    draft, review, _ = draft_project(new_project)
    assert review.codes.style == style
    cited = ["adeyemi2019", "brandt2021", "cole2015", "cole2015"]
    assert [one.source for one in draft.new] == cited
    assert (draft.open, draft.unplaced) == ((), ())
    sources = read_sources(new_project).sources
    assert sources is not None
    text = read_held_text(new_project.folder, sources.review.text)
    assert [*verify_mentions(sources, text)] == []


def test_a_text_that_cites_in_notes_cites_by_names(new_project: Project, tmp_path: Path) -> None:
    """Its works stand there by name and title, and in a list that no number leads to."""
    text = tmp_path / "salt.md"
    text.write_text(
        "# Salt\n\n## One\n\nSo.[^1] And.[^2]\n\n[^1]: Jo Moreau, *Salt Tax in France*, 12.\n"
        "[^2]: Moreau, *Salt Tax*, 14.\n\n## Bibliography\n\n"
        "Keller, Anna. *Free Towns*. Leeds: Pot, 1999.\n\nLund, Pe. *Old Maps*. Leeds: Pot, 2007.\n"
        "\nMoreau, Jo. *Salt Tax in France*. Paris: Sel, 1984.\n"
    )
    bring_in(new_project, text)
    review = (new_project.data / "review.yaml").read_text()
    assert "style: author-year" in block_of(review, "codes")


def test_the_example_makes_way_and_is_kept(new_project: Project, article: Article) -> None:
    """The example of `kg new` is a project of its own afterwards, with a base of its own."""
    before = files_of(new_project.folder)
    bring_in(new_project, article(".md"))
    after = files_of(new_project.folder)
    kept = {name: text for name, text in after.items() if name.startswith("example/")}
    settings = kept["example/tiptrace.toml"]
    base = load_project(new_project.folder / "example").base
    assert base.endswith("-example/")
    kept["example/tiptrace.toml"] = settings.replace(base.encode(), new_project.base.encode())
    assert {name.removeprefix("example/"): text for name, text in kept.items()} == before
    assert sorted(name for name in after if name.startswith("data/")) == [
        "data/references.bib",
        "data/review.yaml",
        "data/sections.yaml",
        "data/tables.yaml",
    ]
    assert b"@article" not in after["data/references.bib"]


def test_what_an_author_wrote_into_the_example_stays(
    new_project: Project, article: Article
) -> None:
    """A file of the example that was edited is an author's; so is each field of the review."""
    review, concepts = new_project.data / "review.yaml", new_project.data / "concepts.yaml"
    review.write_text(review.read_text().replace("title: A review of meetings", "title: Mine"))
    concepts.write_text(concepts.read_text().replace("get-together", "gathering"))
    bring_in(new_project, article(".md"))
    assert "title: Mine\n" in review.read_text()
    assert "gathering" in concepts.read_text()
    assert not (new_project.data / "tips.yaml").exists()


def test_a_second_import_changes_nothing(new_project: Project, article: Article) -> None:
    """The same file gives nothing to write, whatever was curated meanwhile."""
    bring_in(new_project, article(".docx"))
    outline, tables = new_project.data / "sections.yaml", new_project.data / "tables.yaml"
    outline.write_text(outline.read_text().replace('"Results"', '"Results, curated"'))
    tables.write_text(tables.read_text().replace("Adeyemi 2019", "Adeyemi"))
    before = files_of(new_project.folder)
    report = bring_in(new_project, article(".docx"))
    assert (report.texts, report.removed) == ({}, [])
    assert files_of(new_project.folder) == before


def test_a_text_that_is_missing_is_put_back(new_project: Project, article: Article) -> None:
    """Who clones a project has no text; importing the file again gives it, and nothing else."""
    bring_in(new_project, article(".docx"))
    text = new_project.folder / "text.txt"
    before = text.read_bytes()
    text.unlink()
    assert list(bring_in(new_project, article(".docx")).texts) == ["text.txt"]
    assert text.read_bytes() == before


def test_a_changed_text_is_laid_beside(
    new_project: Project, article: Article, tmp_path: Path
) -> None:
    """Spans count in the old text, so it stays until `kg verify --move` has moved them."""
    bring_in(new_project, article(".md"))
    before = files_of(new_project.folder)
    changed = tmp_path / "article.md"
    changed.write_text(article(".md").read_text().replace("Nurses", "Nurses (of all kinds)"))
    report = bring_in(new_project, changed)
    after = files_of(new_project.folder)
    assert {name for name in after if after[name] != before.get(name)} == {"text.new.txt"}
    assert after["text.new.txt"].decode() == changed.read_text()
    assert "next: kg verify --move text.txt text.new.txt" in report.notes
    assert bring_in(new_project, changed).texts == {}


def test_a_moved_project_has_the_new_text(
    new_project: Project, article: Article, tmp_path: Path
) -> None:
    """What the report tells to run moves every passage; importing again changes nothing then."""
    bring_in(new_project, article(".docx"))
    changed = tmp_path / "article.docx"
    source = tmp_path / "article.md"
    source.write_text(article(".md").read_text().replace("Nurses", "Nurses (of all kinds)"))
    subprocess.run([require_pandoc(), "-o", changed, source], check=True, timeout=60)
    bring_in(new_project, changed)
    texts = [new_project.folder / name for name in ("text.txt", "text.new.txt")]
    assert move(new_project, texts) == 0
    assert bring_in(new_project, changed).texts == {}
    assert "Nurses (of all kinds)" in texts[0].read_text()
    left = {f"/{path.name}" for path in new_project.folder.glob("text*")}
    assert left <= {*(new_project.folder / ".gitignore").read_text().splitlines()}
    sources = read_sources(new_project).sources
    assert sources is not None
    text = read_held_text(new_project.folder, sources.review.text)
    assert [*verify_spans(sources, text)] == []


def test_curated_tables_are_never_written_over(new_project: Project, article: Article) -> None:
    """Tables that somebody entered before the text came stay as they are."""
    bring_in(new_project, article(".html"))
    tables = new_project.data / "tables.yaml"
    tables.write_text("tables: []\n")
    (new_project.data / "sections.yaml").unlink()
    report = bring_in(new_project, article(".html"))
    assert list(report.texts) == ["data/sections.yaml"]
    assert tables.read_text() == "tables: []\n"


def test_an_outline_in_the_review_stays_the_only_one(
    tiny_project: Project,
) -> None:
    """A project whose outline stands in `review.yaml` gets no second one."""
    report = import_text(tiny_project, tiny_project.folder / "text.txt")
    assert [name for name in report.texts if name.startswith("data/")] == []


@pytest.mark.slow
def test_a_text_stays_out_of_all_that_is_published(new_project: Project, article: Article) -> None:
    """Git ignores the text and the file it came from; no file of a build holds a sentence of it."""
    inside = new_project.folder / "drafts" / "review.docx"
    inside.parent.mkdir()
    inside.write_bytes(article(".docx").read_bytes())
    bring_in(new_project, inside)
    ignored = (new_project.folder / ".gitignore").read_text().splitlines()
    assert {"/text.txt", "/text.new.txt", "/text.old.txt", "/drafts/review.docx"} <= set(ignored)
    assert bring_in(new_project, inside).texts == {}
    (new_project.data / "references.bib").write_text(REFERENCE)
    (new_project.data / "mentions.yaml").write_text(
        "mentions: []\nuncited: [{source: B1, reason: It is in the list only.}]\n"
    )
    build_project(new_project, Timings())
    sentence = b"Two of us read each paper"
    built = files_of(new_project.build)
    assert sentence in (new_project.folder / "text.txt").read_bytes()
    assert any(b"Where we searched" in content for content in built.values())
    for name, content in built.items():
        assert sentence not in content, name
        if name.endswith(".zip"):
            with zipfile.ZipFile(new_project.build / name) as archive:
                for part in archive.namelist():
                    assert sentence not in archive.read(part), f"{name}: {part}"


def test_the_files_of_a_text_come_along(new_project: Project) -> None:
    """What a LaTeX text takes in is part of it, and of what git is told to leave out."""
    folder = new_project.folder / "paper"
    folder.mkdir()
    (folder / "main.tex").write_text("\\section{A}\n\\input{b}\n")
    (folder / "b.tex").write_text("\\subsection{B}\nWords.\n")
    report = bring_in(new_project, folder / "main.tex")
    assert "with 1 file that it takes in" in str(report.came[1])
    sources = read_sources(new_project).sources
    assert sources is not None
    assert [(one.id, one.within) for one in sources.review.sections] == [("a", None), ("b", "a")]
    ignored = (new_project.folder / ".gitignore").read_text().splitlines()
    assert {"/paper/main.tex", "/paper/b.tex"} <= set(ignored)


PRINTED = r"""\documentclass{article}
\begin{document}
\section{Tea}
Tea helps~\cite{able,baker}, and not always \cite[p.~2]{baker}.
\begin{thebibliography}{9}
\bibitem{able} A. Able. \newblock Tea. \newblock {\em J. Tea}, 4:1--9, 2001.
\bibitem{baker} B. Baker. \newblock Cups. \newblock {\em J. Tea}, 5:1--9, 2002.
\end{thebibliography}
\appendix
\section{More}
Words.
\end{document}
"""


def test_the_list_that_manubot_writes_is_the_one_to_bring_in(
    new_project: Project, tmp_path: Path
) -> None:
    """What it was made from lies in another branch, and nobody has to look for it."""
    file = tmp_path / "manuscript.md"
    head = (
        "bibliography: [content/manual.json]\nmanubot-output-bibliography: output/references.json"
    )
    file.write_text(f"---\ntitle: T\n{head}\n---\n\n# Tea\n\nTea [@doi:10.1000/1].\n")
    (tmp_path / "references.json").write_text("[]")
    report = import_text(new_project, file)
    assert [one.name for one in report.references] == ["references.json"]
    assert "manual.json" not in str(report.look)


def test_words_of_bookdown_stand_where_they_are_printed(
    new_project: Project, tmp_path: Path
) -> None:
    """A caption has its words, a part its name, and what is above the first heading no section."""
    file = tmp_path / "tea.Rmd"
    caption = f"(ref:tea) Cups {'and pots ' * 12}[@able2001]."
    file.write_text(
        f"---\ntitle: T\n---\n\n{caption}\n\n# (PART\\*) Tea {{-}}\n\nTea.\n\n# Results\n\n"
        "Table: (\\#tab:cups) (ref:tea)\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n"
        "# (APPENDIX) Appendix {-}\n\nEnd.\n"
    )
    bring_in(new_project, file)
    (new_project.data / "references.bib").write_text(REFERENCE.replace("B1", "able2001"))
    assert 'title: "Cups and pots' in (new_project.data / "tables.yaml").read_text()
    outline = (new_project.data / "sections.yaml").read_text()
    assert re.findall('id: (.*)\n.*heading: "(.*)"', outline) == [
        ("tea", "Tea"), ("results", "Results"), ("appendix", "Appendix")
    ]  # fmt: skip
    draft, _, _ = draft_project(load_project(new_project.folder))
    assert [(one.source, one.section) for one in draft.new] == [("able2001", "results")]
    assert "CHK-record-outside-section" not in {
        one.code for one in find_problems(load_project(new_project.folder))
    }


def test_what_stands_above_all_sections_is_held_against_where_it_is_printed(
    new_project: Project, tmp_path: Path
) -> None:
    """The place of a caption's words is that of the caption; other words are in no section."""
    file = tmp_path / "tea.Rmd"
    file.write_text(
        "---\ntitle: T\n---\n\n(ref:tea) Cups [@able2001].\n\n# One\n\nTea.\n\n# Two\n\n"
        "Table: (\\#tab:cups) (ref:tea)\n\n| A | B |\n|---|---|\n| 1 | 2 |\n"
    )
    bring_in(new_project, file)
    (new_project.data / "references.bib").write_text(REFERENCE.replace("B1", "able2001"))
    project = load_project(new_project.folder)
    draft, _, _ = draft_project(project)
    mentions = project.data / "mentions.yaml"
    mentions.write_text(add_mentions("", draft.new))

    def verified() -> list[Problem]:
        sources = read_sources(project).sources
        assert sources is not None
        text = read_held_text(project.folder / "text.txt", sources.review.text)
        return [*verify_mentions(sources, text)]

    assert verified() == []
    mentions.write_text(mentions.read_text().replace("section: two", "section: one"))
    [problem] = verified()
    assert (problem.code, problem.location.line) == ("TXT027", 5)
    assert "is printed in 'two', not in 'one'" in problem.message


def test_terms_of_a_glossary_come_as_they_are_printed(new_project: Project, tmp_path: Path) -> None:
    r"""Headings, captions and cells have no keys; `\loadglsentries` brings the file of terms."""
    (tmp_path / "terms.tex").write_text("\\newacronym{rct}{RCT}{randomised trial}\n")
    file = tmp_path / "tea.tex"
    file.write_text(
        "\\documentclass{article}\n\\loadglsentries[main]{terms}\n\\begin{document}\n"
        "\\section{Each \\gls{rct}}\nTea.\n\\begin{table}\\caption{By \\gls{rct}}\n"
        "\\begin{tabular}{ll}Study & Design\\\\ Able & \\acrlong{rct}\\\\ Baker & \\gls{rct}"
        "\\\\\\end{tabular}\\end{table}\n\\end{document}\n"
    )
    report = import_text(new_project, file)
    assert 'heading: "Each RCT"' in report.texts["data/sections.yaml"]
    assert 'title: "By RCT"' in report.texts["data/tables.yaml"]
    assert '["Able", "randomised trial"]' in report.texts["data/tables.yaml"]
    assert '["Baker", "RCT"]' in report.texts["data/tables.yaml"]


def test_a_list_in_a_text_of_latex_is_its_references(new_project: Project, tmp_path: Path) -> None:
    """It is a section of its own, and a file to import; then each citation leads to its work."""
    (tmp_path / "tea.tex").write_text(PRINTED)
    report = bring_in(new_project, tmp_path / "tea.tex")
    [beside] = report.references
    assert beside == new_project.folder / "text.bbl"
    assert "/text.bbl" in (new_project.folder / ".gitignore").read_text().splitlines()
    came = import_references(new_project, [beside])
    (new_project.data / "references.bib").write_text(came.texts["data/references.bib"])
    project = load_project(new_project.folder)
    sources = read_sources(project).sources
    assert sources is not None
    passages = {
        one.heading: PRINTED[one.span.start : one.span.end]
        for one in sources.review.sections
        if one.span
    }
    assert [*passages] == ["Tea", "References", "More"]
    assert passages["Tea"].endswith("{baker}.")
    assert passages["References"].startswith("\\begin{thebibliography}")
    draft, _, _ = draft_project(project)
    assert [one.source for one in draft.new] == ["able", "baker", "baker"]


def test_a_text_with_a_licence_may_be_kept(new_project: Project, article: Article) -> None:
    """Where `text.licence` says that it may be given on, git is not told to leave it out."""
    bring_in(new_project, article(".md"))
    (new_project.folder / ".gitignore").unlink()
    give_licence(new_project)
    assert bring_in(new_project, article(".md")).texts == {}
    assert errors_among(find_problems(new_project)) == []


@pytest.mark.parametrize("licensed", [False, True], ids=["no-licence", "licence"])
def test_a_passage_in_a_cell_is_no_figure(
    new_project: Project, tmp_path: Path, licensed: bool
) -> None:
    """A cell of many words is the review's own prose: told and left, unless it may be kept."""
    long = "word " * 60
    file = tmp_path / "a.md"
    file.write_text(f"# A\n\n| x | y |\n|---|---|\n| 1 | {long}|\n")
    if licensed:
        give_licence(new_project)
    report = import_text(new_project, file)
    assert ("word word" in report.texts["data/tables.yaml"]) is licensed
    assert any("words of your own" in str(line) for line in report.look) is not licensed


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.pdf", b"%PDF-1.4", "print it to a new PDF"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "password"),
        ("a.tex", b"\\begin{itemize}\n", "cannot go on here"),
        ("a.md", b"", "empty"),
    ],
)
def test_what_cannot_be_read_leaves_all_as_it_was(
    name: str, content: bytes, told: str, new_project: Project, tmp_path: Path
) -> None:
    """One problem with the file's name, and nothing to write."""
    file = tmp_path / name
    file.write_bytes(content)
    report = import_text(new_project, file)
    [problem] = report.problems
    assert problem.location.path == str(file)
    assert told in problem.message
    assert (report.texts, report.removed) == ({}, [])


def test_a_review_that_names_no_text_is_told(new_project: Project, article: Article) -> None:
    """What is wrong with the project is told there, and nothing is written."""
    (new_project.data / "review.yaml").write_text("id: x\n")
    report = import_text(new_project, article(".md"))
    assert [one.location.path for one in report.problems] == ["data/review.yaml"]
    assert report.texts == {}


HEADED = """---
title: Tea
references:
- id: able
  type: article-journal
  author: [{family: Able, given: Ann}]
  title: 'The *calm*'
  issued: {year: 2001}
- {id: 'baker:2', type: book, author: [{literal: Tea Board}], title: Pots, issued: 2002}
---

# One

Says [@able], and @baker:2 too.

# Two

Words.
"""


def test_references_in_the_head_of_a_text_are_a_file_beside_it(
    new_project: Project, tmp_path: Path
) -> None:
    """Nobody needs pandoc at hand to bring them in; a second import has nothing to write."""
    (tmp_path / "tea.md").write_text(HEADED)
    report = bring_in(new_project, tmp_path / "tea.md")
    [beside] = report.references
    assert beside == new_project.folder / "text.references.json"
    ignored = (new_project.folder / ".gitignore").read_text().splitlines()
    assert "/text.references.json" in ignored
    came = import_references(load_project(new_project.folder), [beside])
    text = came.texts["data/references.bib"]
    assert "@article{able,\n  author = {Able, Ann},\n  title = {The \\emph{calm}}" in text
    assert "@book{baker:2,\n  author = {{Tea Board}}" in text
    assert import_text(load_project(new_project.folder), tmp_path / "tea.md").texts == {}


def test_a_head_whose_references_are_none_is_told(new_project: Project, tmp_path: Path) -> None:
    """Nothing is written beside the text then."""
    (tmp_path / "tea.md").write_text("---\nreferences: 5\n---\n\n# One\n\nWords.\n")
    report = bring_in(new_project, tmp_path / "tea.md")
    assert report.references == []
    assert "references in its head (references:) that are none; mend them" in [
        line.words for line in report.look
    ]


def test_a_line_of_figures_below_a_table_is_told(new_project: Project, tmp_path: Path) -> None:
    """The report of the import names it, so that who drafts records enters it."""
    text = tmp_path / "tea.md"
    text.write_text("# Tea\n\n| Study | RR |\n|---|---|\n| Able | 0.8 |\n\nI² = 12%, τ² = 0.01\n")
    told = [line.words for line in import_text(new_project, text).look]
    assert any("I² = 12%" in one and "data/effects.yaml" in one for one in told)
