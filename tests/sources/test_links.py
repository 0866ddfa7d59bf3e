from collections.abc import Callable

from kg.errors import Location
from kg.model import Claim, Evidence, Span
from kg.sources.links import check_links, find_links
from kg.sources.project import Project
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
