from collections.abc import Callable

import pytest

from kg.codes import errors_among
from kg.sources.folder.project import Project
from kg.sources.outcome import Reading
from kg.sources.reading import read_sources

Edit = Callable[[str, str, str], Project]


def read_draft(project: Project) -> Reading:
    """Read a project as a draft."""
    return read_sources(project.as_draft())


def codes_of(reading: Reading) -> list[str]:
    """Return the codes of what was found, sorted."""
    return sorted(one.code for one in reading.problems)


def test_a_whole_project_reads_alike_as_a_draft(tiny_project: Project) -> None:
    """A draft takes nothing away from what is finished."""
    assert read_draft(tiny_project).sources == read_sources(tiny_project).sources
    assert read_draft(tiny_project).locations == read_sources(tiny_project).locations


def test_a_record_that_lacks_a_field_is_left_out(edit: Edit) -> None:
    """The tips around it stay, with their places; what it named is no fault."""
    project = edit("data/tips.yaml", "    statement: Make one pot of tea and share it.\n", "")
    reading = read_draft(project)
    assert reading.sources is not None
    assert [tip.number for tip in reading.sources.tips.tips] == [2]
    assert reading.locations["tips/2"].line == 22
    assert set(codes_of(reading)) == {"YAML006", "LNK001"}
    assert errors_among(read_sources(project).problems)


def test_a_passage_to_be_looked_up_leaves_its_record_out(edit: Edit) -> None:
    """An author's `at:` has no span yet, and nothing can stand in for it."""
    old = "span: {start: 507, end: 532, sha256: "
    project = edit("data/tips.yaml", old, 'at: "L20: wash ... use"  # ')
    reading = read_draft(project)
    assert reading.sources is not None
    assert [tip.number for tip in reading.sources.tips.tips] == [1]
    assert codes_of(reading) == ["YAML007"]


def test_a_link_to_what_is_not_there_goes_alone(edit: Edit) -> None:
    """The tip that may see another stands without it."""
    reading = read_draft(edit("data/tips.yaml", "see: [1]", "see: [1, 8]"))
    assert reading.sources is not None
    assert reading.sources.tips.tips[1].see == (1,)
    assert codes_of(reading) == ["LNK001"]


def test_what_cannot_be_without_a_link_goes_with_it(edit: Edit) -> None:
    """A row of a table is about an implication, or it is none."""
    project = edit("data/implications.yaml", "id: keep-it-clean,", "id: kept-clean,")
    reading = read_draft(project)
    assert reading.sources is not None
    assert reading.sources.appendices is not None
    assert [row.number for row in reading.sources.appendices.findings.rows] == [1]
    assert set(codes_of(reading)) == {"LNK001"}


def test_evidence_without_its_source_goes_and_its_claim_stays(edit: Edit) -> None:
    """An evidence line names a source or a study; without either it says nothing."""
    project = edit("data/claims/sharing.yaml", "{source: D1,", "{source: D11,")
    reading = read_draft(project)
    assert reading.sources is not None
    claims = {one.id: one for file in reading.sources.claims for one in file.claims}
    assert claims["clean-pot"].evidence == ()
    assert "LNK001" in codes_of(reading)


@pytest.mark.parametrize("text", ["", "# soon\n", "tips:\n"])
def test_a_file_with_nothing_in_it_is_as_good_as_none(tiny_project: Project, text: str) -> None:
    """An author may begin with an empty file."""
    (tiny_project.data / "tips.yaml").write_text(text, encoding="utf-8")
    reading = read_draft(tiny_project)
    assert reading.sources is not None
    assert reading.sources.tips.tips == ()


def test_a_source_without_a_class_is_shown(edit: Edit) -> None:
    """An import brings references without one."""
    project = edit("data/references.bib", "  evidenceclass = {A}\n}\n\n@report", "}\n\n@report")
    reading = read_draft(project)
    assert reading.sources is not None
    assert reading.sources.references[0].evidence_class is None
    assert codes_of(reading) == ["BIB009"]
    assert [one.code for one in errors_among(read_sources(project).problems)] == ["BIB009"]


def test_an_entry_without_a_title_is_left_out(edit: Edit) -> None:
    """What has no name cannot be shown, and citations of it go too."""
    reading = read_draft(edit("data/references.bib", "  title = {Tea and Company},\n", ""))
    assert reading.sources is not None
    assert "A1" not in {one.code for one in reading.sources.references}
    assert "sources/A1" not in reading.known


def test_what_is_wrong_stays_wrong(edit: Edit) -> None:
    """A draft lets pass what is missing, and no value that does not fit."""
    project = edit("data/tips.yaml", "number: 2", "number: two")
    found = errors_among(read_draft(project).problems)
    assert [one.code for one in found] == ["YAML003"]


def test_a_draft_needs_its_review(edit: Edit) -> None:
    """Without the few facts of every page there is no page."""
    project = edit("data/review.yaml", "caution: This is one made-up review from 2005.\n", "")
    reading = read_draft(project)
    assert reading.sources is None
    assert [one.code for one in errors_among(reading.problems)] == ["YAML003"]


def test_a_draft_may_have_no_references(tiny_project: Project) -> None:
    """They may come last."""
    (tiny_project.data / "references.bib").unlink()
    reading = read_draft(tiny_project)
    assert reading.sources is not None
    assert "BIB014" in codes_of(reading)
