from collections.abc import Callable

from kg.errors import Location
from kg.model import Bearing, Claim, Erratum, Evidence, Span, Study
from kg.model.links import StudyId
from kg.sources.folder.project import Project
from kg.sources.links import check_links, find_links
from kg.sources.reading import read_sources

SPAN = Span(start=0, end=1, sha256="0" * 64)
Edit = Callable[[str, str, str], Project]


def test_links_are_found_in_nested_records() -> None:
    """A claim's concepts, section and evidence are all links, each with its trail."""
    evidence = Evidence(source="A1", stance="supports", mentions=(3,))
    claim = Claim(
        id="c",
        kind="finding",
        statement="x",
        section="s",
        span=SPAN,
        concepts=("tea",),
        evidence=(evidence,),
    )
    assert {link.target for link in find_links(claim)} == {
        "sections/s",
        "concepts/tea",
        "sources/A1",
        "mentions/3",
    }


def test_a_dangling_link_gets_a_hint() -> None:
    """A link that leads nowhere is reported with the nearest name of its kind."""
    claim = Claim(id="c", kind="finding", statement="x", span=SPAN, concepts=("teh",))
    links = [(Location("f", 2), link) for link in find_links(claim)]
    [problem] = check_links(links, {"concepts/tea": [Location("c", 1)]})
    assert problem.location.line == 2
    assert "did you mean 'tea'" in problem.message


def test_an_alias_of_a_work_leads_to_its_key(edit: Edit) -> None:
    """A text may cite by a key that was joined with another one; the message names that one."""
    edit("data/references.bib", "@article{A1,", "@article{A1,\n  ids = {able-old},")
    project = edit("data/claims/introduction.yaml", "source: A1", "source: able-old")
    [problem] = read_sources(project).problems
    assert "'able-old' is another name of 'A1'; write 'A1'" in problem.message


def test_a_record_that_is_missing_is_told_once(tiny_project: Project) -> None:
    """Several links to one missing record are one fault: its message counts the places."""
    path = tiny_project.data / "concepts.yaml"
    path.write_text(
        path.read_text().replace("id: tea", "id: other").replace("broader: [tea], ", "")
    )
    [problem] = read_sources(tiny_project).problems
    assert "no 'tea' among the concepts" in problem.message
    assert "also named at data/claims/introduction.yaml:14, " in problem.message
    assert problem.message.endswith(" and 2 more)")


def test_a_file_that_is_missing_is_told_once(tiny_project: Project) -> None:
    """Where a kind of record is not there at all, all links into it are one fault."""
    (tiny_project.data / "concepts.yaml").unlink()
    [problem] = read_sources(tiny_project).problems
    assert "there are no concepts here, so no 'tea'; add them" in problem.message


def test_the_type_of_a_new_field_makes_it_a_link() -> None:
    """Nothing but the type says that a field names a study; its message names the field."""

    class Sequel(Study):
        follows: StudyId

    study = Sequel(id="b", label="B", summary="x", section="s", span=SPAN, follows="nobody-at-all")
    links = [(Location("f", 9), link) for link in find_links(study)]
    known = {"sections/s": [Location("r", 1)], "studies/a": [Location("s", 1)]}
    [problem] = check_links(links, known)
    assert str(problem) == (
        "f:9:1: LNK001 'follows': there is no 'nobody-at-all' among the studies; "
        "add it, or remove the link"
    )


def test_a_term_of_another_list_is_no_term_of_this(edit: Edit) -> None:
    """A design among the settings leads nowhere, and the message names the list."""
    project = edit("data/studies.yaml", "settings: [kitchen]", "settings: [survey]")
    [problem] = read_sources(project).problems
    assert "'settings': there is no 'survey' among the settings" in problem.message
    assert problem.location.path == "data/studies.yaml"


def test_terms_without_their_file_are_told(tiny_project: Project) -> None:
    """A study sorted by terms needs `data/schemes.yaml`; one problem a list says so."""
    (tiny_project.data / "schemes.yaml").unlink()
    messages = [problem.message for problem in read_sources(tiny_project).problems]
    assert len(messages) == 4
    assert any("there are no designs here, so no 'survey'" in text for text in messages)


def test_studies_need_no_terms(tiny_project: Project) -> None:
    """Without lists of terms, studies say in words what they are."""
    (tiny_project.data / "schemes.yaml").unlink()
    path = tiny_project.data / "studies.yaml"
    facets = ("designs", "settings", "populations", "countries", "read")
    lines = path.read_text().splitlines()
    kept = [line for line in lines if line.strip().partition(":")[0] not in facets]
    path.write_text("\n".join(kept) + "\n")
    assert read_sources(tiny_project).problems == []


def test_a_path_must_be_of_a_kind_that_the_field_takes() -> None:
    """A companion's claim bears on what is said, not on a source, be it there or not."""
    bearing = Bearing(on="sources/A1", stance="supports", note="x")
    links = [(Location("f"), link) for link in find_links(bearing)]
    [problem] = check_links(links, {"sources/A1": [Location("r")]})
    assert "'on': this may name claims, debates or tips, and not sources" in problem.message


def test_an_erratum_may_touch_any_record() -> None:
    """A path of any kind is a link; a part of a record is reached through the record."""
    erratum = Erratum(
        id="E001",
        status="proved",
        kind="name",
        arises_in="print",
        printed="x",
        proof="y",
        touches=("sources/A1", "debates/tea#milk", "tips/9"),
    )
    links = [(Location("f"), link) for link in find_links(erratum)]
    known = {"sources/A1": [Location("r")], "debates/tea": [Location("d")]}
    known["tips/1"] = [Location("t")]
    [problem] = check_links(links, known)
    assert "there is no '9' among the tips" in problem.message


def test_two_records_with_one_address_are_a_problem() -> None:
    """The second record of an address is reported and names the first."""
    known = {"concepts/tea": [Location("a.yaml", 3), Location("b.yaml", 4)]}
    [problem] = check_links([], known)
    assert problem.location == Location("b.yaml", 4)
    assert "a.yaml:3" in problem.message


def test_an_unknown_code_is_found_in_the_real_files(edit: Edit) -> None:
    """A mention of a code that no reference has is reported at its line."""
    project = edit("data/mentions.yaml", "source: A2", "source: A99")
    [problem] = read_sources(project).problems
    assert (problem.code, problem.location.line) == ("LNK001", 3)
