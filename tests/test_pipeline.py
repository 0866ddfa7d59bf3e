import random
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kg import crew
from kg.builds import take_snapshot
from kg.errors import BuildError, ProblemsFound, UsageError
from kg.manifest import read_manifest
from kg.paths import fault_of_path, fold_path
from kg.pipeline import build_project, load_build
from kg.resources import resource_files
from kg.sources.folder.project import Project, load_project
from kg.timings import Timings

pytestmark = pytest.mark.slow

Edit = Callable[[str, str, str], Project]


def files_of(folder: Path) -> dict[str, bytes]:
    """Return every file of a build but the store, by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "store" not in path.relative_to(folder).parts
    }


def test_a_build_is_complete(tiny_project: Project) -> None:
    """Dataset, store, tables, site and manifest are all there, and the store answers."""
    built = build_project(tiny_project, Timings())
    assert built.changed
    current = tiny_project.current
    for name in ("manifest.json", "data/dataset.nq", "tables/appendix-1.csv", "site/index.html"):
        assert (current / name).is_file(), name
    opened = load_build(tiny_project)
    assert opened is not None
    manifest, store = opened
    assert len(store) == sum(manifest.graphs.values())


@pytest.mark.parametrize("hands", [1, 3])
def test_as_many_hands_as_there_are_make_the_same(
    hands: int, tiny_project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One core gives the bytes that several give, file by file."""
    monkeypatch.setattr(crew, "count_cores", lambda: 2)
    build_project(tiny_project, Timings())
    first = files_of(tiny_project.current)
    shutil.rmtree(tiny_project.build)
    monkeypatch.setattr(crew, "count_cores", lambda: hands)
    build_project(tiny_project, Timings())
    assert files_of(tiny_project.current) == first


def test_nothing_changed_is_no_work(tiny_project: Project) -> None:
    """A second build does nothing and says so."""
    build_project(tiny_project, Timings())
    before = tiny_project.current.resolve().stat().st_mtime_ns
    assert not build_project(tiny_project, Timings()).changed
    assert tiny_project.current.resolve().stat().st_mtime_ns == before


def test_two_builds_are_byte_equal(tiny_project: Project) -> None:
    """The same input gives the same bytes, file by file."""
    build_project(tiny_project, Timings())
    first = files_of(tiny_project.current)
    build_project(tiny_project, Timings(), force=True)
    assert files_of(tiny_project.current) == first


def test_an_incremental_build_equals_a_full_one(edit: Edit) -> None:
    """A changed claim gives the same bytes whether or not a build stood there before."""
    project = edit("data/tips.yaml", "Wash the pot after use.", "Wash it at once.")
    build_project(project, Timings())
    edit("data/tips.yaml", "Wash it at once.", "Wash the pot straight away.")
    build_project(project, Timings())
    incremental = files_of(project.current)
    for path in sorted(project.build.rglob("*"), reverse=True):
        path.unlink() if path.is_file() or path.is_symlink() else path.rmdir()
    build_project(project, Timings())
    assert files_of(project.current) == incremental


# What an author does to words, links, layout and settings. Either form of each builds.
SWAPS = (
    ("data/tips.yaml", "Wash the pot after use.", "Wash it at once."),
    ("data/tips.yaml", "title: Wash it", "title: Wash it up"),
    ("data/references.bib", "year = {2001}", "year = {2002}"),
    ("data/references.bib", "@", "% a comment that changes nothing\n@"),
    ("data/appendices.yaml", "codes: [D1]", "codes: [D1, C1]"),
    ("tiptrace.toml", "title = ", 'contact = "tea@example.org"\ntitle = '),
)


@pytest.mark.parametrize("seed", range(2))
def test_any_edits_one_after_another_give_what_a_full_build_gives(
    seed: int, tiny_project: Project, tmp_path: Path
) -> None:
    """After random edits and builds, with a zip or without, a build equals one from nothing."""
    chance = random.Random(seed)
    forms = dict.fromkeys(SWAPS, 0)
    for _ in range(3):
        for swap in chance.sample(SWAPS, 2):
            path = tiny_project.folder / swap[0]
            now, then = (swap[2], swap[1]) if forms[swap] else (swap[1], swap[2])
            text = path.read_text(encoding="utf-8")
            assert now in text
            path.write_text(text.replace(now, then, 1), encoding="utf-8")
            forms[swap] ^= 1
        zipped = bool(chance.randrange(2))
        build_project(load_project(tiny_project.folder), Timings(), zipped=zipped)
    alone = tmp_path / "alone"
    shutil.copytree(tiny_project.folder, alone, ignore=shutil.ignore_patterns("build"))
    build_project(load_project(alone), Timings(), zipped=zipped)
    assert files_of(alone / "build" / "current") == files_of(tiny_project.current)


def test_a_comment_makes_no_page_anew(edit: Edit, tiny_project: Project) -> None:
    """What says nothing changes the name of the inputs alone, and the pages that tell of it."""
    build_project(tiny_project, Timings())
    site = tiny_project.current.resolve() / "site"
    before = {path.relative_to(site): path.stat().st_ino for path in site.rglob("*.html")}
    build_project(edit("data/references.bib", "@", "% nothing\n@"), Timings())
    site = tiny_project.current.resolve() / "site"
    anew = {path.as_posix() for path in before if (site / path).stat().st_ino != before[path]}
    tables = {path for path in anew if path.startswith("tables/")}  # they are made in no time
    assert anew - tables <= {"downloads.html", "how-made.html", "about.html"}


def test_broken_sources_leave_the_last_build(edit: Edit, tiny_project: Project) -> None:
    """A build of broken sources raises, lists the problems, and changes nothing."""
    build_project(tiny_project, Timings())
    before = files_of(tiny_project.current)
    edit("data/references.bib", "evidenceclass = {A}", "evidenceclass = {Z}")
    with pytest.raises(ProblemsFound) as caught:
        build_project(tiny_project, Timings())
    assert "BIB018" in {problem.code for problem in caught.value.problems}
    assert files_of(tiny_project.current) == before
    assert not list(tiny_project.build.rglob(".*"))


def test_warnings_are_built_and_told(edit: Edit) -> None:
    """What is only a warning stops no build, and stops it when warnings are errors."""
    project = edit("data/references.bib", "year = {2001}", "year = {soon}")
    built = build_project(project, Timings())
    assert [problem.code for problem in built.warnings] == ["BIB007"]
    with pytest.raises(ProblemsFound):  # also where the build is there already
        build_project(project, Timings(), strict=True)
    assert not build_project(project, Timings()).changed


def test_a_review_of_nothing_but_sections_is_built(edit: Edit) -> None:
    """Without classes, references, concepts and all the rest there is a site, and no tables."""
    start, end = "evidence_classes:", "sections:"
    text = (edit("data/review.yaml", start, start).data / "review.yaml").read_text()
    classes = text[text.index(start) : text.index(end)]
    project = edit("data/review.yaml", classes, "evidence_classes: []\n")
    for path in sorted(project.data.rglob("*.yaml")):
        if path.name != "review.yaml":
            path.unlink()
    (project.data / "references.bib").write_text("")
    build_project(project, Timings())
    assert (project.current / "site" / "index.html").is_file()
    assert not (project.current / "site" / "concepts.html").exists()


def test_a_review_without_classes_shows_every_work(edit: Edit) -> None:
    """Works that nobody sorted stand in every list, and no page speaks of kinds that are not."""
    start, end = "evidence_classes:", "sections:"
    text = (edit("data/review.yaml", start, start).data / "review.yaml").read_text()
    project = edit("data/review.yaml", text[text.index(start) : text.index(end)], "")
    (project.data / "companions" / "coffee.yaml").unlink()
    for path in project.data.rglob("*.yaml"):
        assert "companions/" not in path.read_text(), path
    references = project.data / "references.bib"
    bare = re.sub(r",\n  evidenceclass = \{\w\}", "", references.read_text())
    references.write_text(bare)
    build_project(project, Timings(), strict=True)
    site = project.current / "site"
    codes = re.findall(r"(?m)^@\w+\{(\w+),", bare)
    for page in ("sources.html", "coverage.html"):
        text = (site / page).read_text()
        assert [code for code in codes if f"sources/{code}.html" not in text] == []
    tip = (site / "tips" / "1.html").read_text()
    assert "No class given" in tip
    assert "ources (" in tip
    assert "of no class given" not in tip
    assert "The whole list" in (site / "sources.html").read_text()
    assert not (site / "evidence-classes.html").exists()
    exported = (site / "sources" / "all.bib").read_text()
    assert exported.count("@") == len(codes)
    assert "evidenceclass" not in exported


def test_a_source_that_nobody_sorted_yet_is_told_beside_the_classes(edit: Edit) -> None:
    """A draft of a review with classes says of which sources it knows none."""
    for _ in range(3):
        project = edit("data/references.bib", "  evidenceclass = {A}", "  note = {To be sorted}")
    build_project(project.as_draft(), Timings(), strict=False)
    tips = [path.read_text() for path in (project.current / "site" / "tips").glob("?.html")]
    assert any("ources of no class given (" in tip for tip in tips)


@pytest.mark.parametrize(
    ("keep", "page"),
    [
        pytest.param("findings:", True, id="findings-alone"),
        pytest.param("", False, id="no-appendix"),
    ],
)
def test_an_appendix_may_be_missing(tiny_project: Project, keep: str, *, page: bool) -> None:
    """Tips and implications need none; the page of a table is there when the table is."""
    path = tiny_project.data / "appendices.yaml"
    text = path.read_text()
    path.write_text(text[: text.index("practical:")])
    if not keep:
        path.unlink()
    build_project(tiny_project, Timings())
    site = tiny_project.current / "site"
    assert (site / "appendices" / "findings.html").is_file() == page
    assert (site / "tips" / "1.html").is_file()


def test_data_entered_half_way_are_built(edit: Edit) -> None:
    """A review with gaps everywhere has its site: each gap is a warning."""
    edit("data/references.bib", "@book{B1", "@boook{B1")
    edit("data/references.bib", "year = {2001}", "year = {99999}")
    edit("data/mentions.yaml", ", erratum: E001", "")
    edit("data/mentions.yaml", "  - {source: B3, reason: It stands in the list only.}\n", "")
    project = edit("data/tips.yaml", "number: 2", "number: 3")
    appendices = project.data / "appendices.yaml"
    lines = appendices.read_text().splitlines(keepends=True)
    appendices.write_text("".join(line for line in lines if "{number: 2" not in line))
    built = build_project(project, Timings())
    assert {problem.code for problem in built.warnings} >= {
        "BIB005",
        "BIB007",
        "CHK-mention-code-without-erratum",
        "CHK-tip-number-gap",
        "CHK-implication-without-row",
        "CHK-tip-without-source",
    }
    assert (project.current / "site" / "tips" / "3.html").is_file()


def test_a_crash_while_writing_leaves_the_last_build(
    tiny_project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When a step fails, the build in use stays and no half-written folder remains."""
    build_project(tiny_project, Timings())
    before = read_manifest(tiny_project.current)

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kg.pipeline.write_store", fail)
    with pytest.raises(OSError, match="No space"):
        build_project(tiny_project, Timings(), force=True)
    assert read_manifest(tiny_project.current) == before
    assert [path.name for path in (tiny_project.build / "builds").iterdir()] == [
        tiny_project.current.readlink().name
    ]


def test_an_edit_while_a_build_runs_is_not_claimed(edit: Edit, tiny_project: Project) -> None:
    """Edited after the files were read: the build is of what was read, and the next one is new."""

    def edit_at(step: str) -> None:
        if step == "parse the sources":
            edit("data/tips.yaml", "title: Wash it", "title: Wash me")

    built = build_project(tiny_project, Timings(announce=edit_at))
    assert b"Wash it" in (tiny_project.current / "data" / "dataset.nq").read_bytes()
    edit("data/tips.yaml", "title: Wash me", "title: Wash it")
    assert take_snapshot(tiny_project).digest == built.manifest.inputs
    assert not build_project(tiny_project, Timings()).changed
    edit("data/tips.yaml", "title: Wash it", "title: Wash me")
    assert build_project(tiny_project, Timings()).changed
    assert b"Wash me" in (tiny_project.current / "data" / "dataset.nq").read_bytes()


def test_the_engine_may_not_change_while_it_builds(
    tiny_project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A template edited and put back during a build stops it: nobody can say which was used."""
    template = tmp_path / "page.html"
    template.write_text("one")
    files = [*resource_files(), template]
    monkeypatch.setattr("kg.resources.resource_files", lambda: files)

    def edit_and_put_back(step: str) -> None:
        if step == "render the site":
            template.write_text("two")
            template.write_text("one")

    with pytest.raises(BuildError, match=r"page\.html: .* build again"):
        build_project(tiny_project, Timings(announce=edit_and_put_back))
    assert not tiny_project.current.exists()
    assert build_project(tiny_project, Timings()).changed


def test_old_builds_are_removed(edit: Edit) -> None:
    """Two builds are kept: the one in use and the one before."""
    for number in range(4):
        old = "Take turns." if number == 0 else f"Take turns {number - 1}."
        project = edit("data/tips.yaml", old, f"Take turns {number}.")
        build_project(project, Timings())
    assert len(list((project.build / "builds").iterdir())) == 2


def test_any_codes_make_files_that_every_system_takes(awkward_project: Project) -> None:
    """Whatever a review prints as codes, a build stays in its folder, and is good on Windows."""
    around = awkward_project.folder.parent
    before = {path for path in around.rglob("*") if "build" not in path.parts}
    build_project(awkward_project, Timings(), force=True, zipped=True)
    assert {path for path in around.rglob("*") if "build" not in path.parts} == before
    names = [*files_of(awkward_project.current)]
    with zipfile.ZipFile(awkward_project.current / "site" / "whole-site.zip") as archive:
        names += archive.namelist()
    assert "whole-site/sources/escaped-ea03bc47.html" in names
    assert [name for name in names if fault_of_path(name)] == []
    assert len({fold_path(name) for name in names}) == len(names)


def test_codes_are_shown_as_they_are_printed(awkward_project: Project) -> None:
    """Only the address of a code is derived; a page shows the code itself, and no markup in it."""
    build_project(awkward_project, Timings())
    site = awkward_project.current / "site"
    classes = (site / "evidence-classes.html").read_text(encoding="utf-8")
    for code in ("I/II", "1++", "⊕⊕⊝⊝", "Level 1a", "../../escaped"):
        assert f'<span class="letter">{code}</span>' in classes, code
    [page] = (site / "sources").glob("R-D-1-*.html")
    text = page.read_text(encoding="utf-8")
    assert "R&amp;D&lt;1&gt;" in text
    assert "R&D<1>" not in text


def test_a_build_folder_that_leads_elsewhere_is_refused(
    tiny_project: Project, tmp_path: Path
) -> None:
    """Nothing is written through a link out of the project."""
    (tmp_path / "elsewhere").mkdir()
    tiny_project.build.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UsageError, match="a link leads out of the project"):
        build_project(tiny_project, Timings())
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_question_of_the_project_is_a_page_and_a_named_query(tiny_project: Project) -> None:
    """It is built with the rest, a change of it makes a new build, and the service finds it."""
    folder = tiny_project.folder / "queries" / "examples"
    folder.mkdir(parents=True)
    query = folder / "our-tips.rq"
    text = "#+ summary: Which tips are there?\nSELECT ?tip WHERE { ?tip a tt:Tip } ORDER BY ?tip\n"
    prefix = "PREFIX tt: <https://w3id.org/tiptrace/ontology#>\n"
    query.write_text(text.replace("SELECT", f"{prefix}SELECT"), encoding="utf-8")
    build_project(tiny_project, Timings())
    names = {path.stem for path in (tiny_project.current / "queries" / "examples").iterdir()}
    assert {"our-tips", "sources-behind-a-tip"} <= names
    pages = tiny_project.current / "site" / "questions"
    assert "Which tips are there?" in (pages / "our-tips.html").read_text(encoding="utf-8")
    query.write_text(query.read_text().replace("Which", "What"), encoding="utf-8")
    assert build_project(tiny_project, Timings()).changed


def test_a_question_that_leads_out_of_the_project_is_told(
    tiny_project: Project, tmp_path: Path
) -> None:
    """A link to a file elsewhere is no query of the project, and is not read."""
    folder = tiny_project.folder / "queries" / "examples"
    folder.mkdir(parents=True)
    (tmp_path / "secret").write_text("a secret", encoding="utf-8")
    (folder / "out.rq").symlink_to(tmp_path / "secret")
    with pytest.raises(ProblemsFound, match=r"queries/examples/out\.rq:1:1: FIL002"):
        build_project(tiny_project, Timings())


OUR_TIPS = """#+ summary: Which tips are there?
#+ caption: The tips & their numbers
PREFIX tt: <https://w3id.org/tiptrace/ontology#>
SELECT ?number ?tip WHERE { ?any a tt:Tip ; tt:number ?number ; tt:shortTitle ?tip } ORDER BY ?tip
"""


def test_a_table_of_the_project_is_on_its_site(tiny_project: Project) -> None:
    """It is among the tables and the downloads by its caption; a change of it makes a new build."""
    folder = tiny_project.folder / "queries" / "tables"
    folder.mkdir(parents=True)
    query = folder / "our-tips.rq"
    query.write_text(OUR_TIPS, encoding="utf-8")
    # What the text states is not needed for the page of the tables.
    (tiny_project.data / "tables.yaml").unlink()
    build_project(tiny_project, Timings())
    site = tiny_project.current / "site"
    link = '<a href="tables/our-tips.html">The tips &amp; their numbers</a>'
    assert link in (site / "tables.html").read_text(encoding="utf-8")
    assert "The tips &amp; their numbers</caption>" in (
        site / "tables" / "our-tips.html"
    ).read_text(encoding="utf-8")
    downloads = (site / "downloads.html").read_text(encoding="utf-8")
    assert "The tips &amp; their numbers for a spreadsheet" in downloads
    query.write_text(OUR_TIPS.replace("The tips &", "Tips and"), encoding="utf-8")
    assert build_project(tiny_project, Timings()).changed


def test_a_table_of_the_project_has_a_name_of_its_own(tiny_project: Project) -> None:
    """A query that is called like a table that the text states is told before a build."""
    folder = tiny_project.folder / "queries" / "tables"
    folder.mkdir(parents=True)
    (folder / "effects.rq").write_text(OUR_TIPS, encoding="utf-8")
    with pytest.raises(ProblemsFound, match=r"data/tables\.yaml:\d+:\d+: ADR003 'tables/effects'"):
        build_project(tiny_project, Timings())
