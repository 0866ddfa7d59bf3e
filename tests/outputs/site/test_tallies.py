"""Numbers beside lists: each is the length of the list that it stands over or leads to."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.graph.vocab import TT
from kg.outputs.site.rows import Answers
from tests.outputs.site.trees import Element, read_page

pytestmark = pytest.mark.slow

_HEADINGS = ("h2", "h3", "h4")


def _pages(site: Path) -> Iterator[tuple[str, Element]]:
    for path in sorted(site.rglob("*.html")):
        yield path.relative_to(site).as_posix(), read_page(path)


def _tally(heading: Element) -> int | None:
    """Return the number that a heading gives of what stands below: `9`, `6 listed` or `(9)`."""
    spans = [item.text for item in heading.find("span", kind="tally")]
    found = re.match(r"\d+", spans[0]) if spans else re.search(r"(?<=\()\d+(?=\)$)", heading.text)
    return int(found[0]) if found else None


def _below(heading: Element) -> int:
    """Return how many items stand below a heading: those of its list, or of its parts together."""
    assert heading.parent is not None
    around = heading.parent.elements
    after = around[around.index(heading) + 1 :]
    parts = [item for item in after if item.tag in _HEADINGS and item.tag > heading.tag]
    if parts:
        return sum(_tally(part) or 0 for part in parts)
    lists = (item for part in after for item in (part, *part.find()))
    return next(item.count_items() for item in lists if item.tag in ("ul", "ol", "table"))


def test_a_number_in_a_heading_is_the_length_of_what_it_heads(any_site: Path) -> None:
    """On every page, the number beside a heading counts the list, the table or the parts below."""
    wrong, seen = [], 0
    for page, tree in _pages(any_site):
        for heading in tree.find(*_HEADINGS):
            number = _tally(heading)
            if number is not None:
                seen += 1
                if number != _below(heading):
                    wrong.append((page, heading.text, _below(heading)))
    assert wrong == []
    assert seen > 20


def test_only_the_page_of_a_source_says_that_it_is_cited(any_site: Path) -> None:
    """Elsewhere one reference is that of a work named on the page, and not “this source”."""
    said = {"Cite this source": set[str](), "Take this reference away": set[str]()}
    for page, tree in _pages(any_site):
        for heading in tree.find("h2"):
            said.get(heading.text, set()).add(page.partition("/")[0])
    assert said["Cite this source"] == {"sources"}
    assert said["Take this reference away"] & {"concepts", "tips"}
    assert "sources" not in said["Take this reference away"]


def test_references_are_as_many_as_is_said(any_site: Path) -> None:
    """Where references can be taken away, number, codes and records of the file are as many."""
    seen = 0
    for page, tree in _pages(any_site):
        for line in tree.find("p", "li"):
            if "data-codes" not in line.attributes:
                continue
            codes = line.attributes["data-codes"].split("\n")
            (said,) = re.findall(r"^\d+(?= reference)|(?<=\()\d+(?=\))", line.text)
            link = next(a for a in line.find("a") if a.text == "RIS")
            file = (any_site / page).parent / link.attributes["href"]
            records = file.read_text(encoding="utf-8").count("TY  - ")
            assert int(said) == len(codes) == records, page
            seen += 1
    assert seen > 5


def test_claims_and_citations_are_as_many_as_the_overview_says(any_site: Path) -> None:
    """Each number of the overview's first table is the length of the list that it opens."""
    sections = read_page(any_site / "coverage.html").by_id("sections")
    opened = {"claims": 0, "citations": 0}
    for link in sections.find("a"):
        path, _, anchor = link.attributes["href"].partition("#")
        if anchor:
            (shown,) = (
                item for item in read_page(any_site / path).by_id(anchor).elements
                if item.tag in ("ul", "ol")
            )  # fmt: skip
            assert int(link.text) == shown.count_items(), link.attributes["href"]
            opened[anchor] += shown.count_items()
    told = _figures(any_site)
    assert opened["claims"] == told["claim"]
    assert opened["citations"] == told["place that cite a source"]


def _figures(site: Path) -> dict[str, int]:
    """Return the numbers at the top of the overview by their words, in the singular."""
    figures = next(read_page(site / "coverage.html").find("ul", kind="figures"))
    told = {}
    for item in figures.elements:
        number, _, words = item.text.partition(" ")
        told[re.sub(r"s\b", "", words)] = int(number.replace(",", ""))
    return told


def test_a_source_is_cited_as_often_as_is_said(any_site: Path) -> None:
    """The overview and the list of sources count the citations that the sections list."""
    cited: Counter[str] = Counter()
    for path in any_site.glob("sections/*.html"):
        for item in read_page(path).find("ol", kind="mentions"):
            cited.update(next(row.find("a")).attributes["href"][3:] for row in item.elements)
    sources = read_page(any_site / "coverage.html").by_id("sources")
    for row in list(sources.find("tr"))[1:]:
        link = next(row.elements[1].find("a"))
        assert int(link.text) == cited[link.attributes["href"]], link.attributes["href"]
    for row in (item for ul in read_page(any_site / "sources.html").find("ul", kind="works")
                for item in ul.elements):  # fmt: skip
        said = re.search(r"cited (\d+) time", row.text)
        source = next(row.find("a")).attributes["href"]
        assert int(said[1] if said else 0) == cited[source], source


def test_links_to_claims_count_no_other_use_of_a_source(
    answers: Answers, tiny_store: Store
) -> None:
    """A source's links are lines of evidence: a table or a practice point from it is none."""

    def count(more: str) -> Counter[str]:
        query = f"""PREFIX tt: <{TT.base}>
            SELECT ?code {{ ?use tt:fromSource ?source {more} . ?source tt:code ?code }}"""
        found = tiny_store.query(query, use_default_graph_as_union=True)
        return Counter(row["code"].value for row in found)  # type: ignore[union-attr]

    lines = count("; a tt:EvidenceLine")
    assert lines["A2"] < count("")["A2"], "the world has no other use of a source"
    told = {row["source"]: row["lines"] for row in answers.answer("coverage-sources").rows}
    assert told == {source: lines[Path(source).stem] for source in told}


def test_an_answer_has_as_many_rows_as_is_said(any_site: Path) -> None:
    """The list of questions tells how many rows each answer has."""
    rows = [item for item in read_page(any_site / "questions.html").find("li")
            if any(item.find("span", kind="note"))]  # fmt: skip
    assert rows
    for item in rows:
        link = next(item.find("a"))
        table = next(read_page(any_site / link.attributes["href"]).find("table"))
        said = next(item.find("span", kind="note")).text
        assert int(said.partition(" ")[0].replace(",", "")) == table.count_items(), link.text


def test_a_download_is_the_file_that_it_is_said_to_be(any_site: Path) -> None:
    """Each download has its digest in the box at the foot, and it is that of the file."""
    page = read_page(any_site / "downloads.html")
    files = [
        next(item.find("a")) for files in page.find("ul", kind="files") for item in files.elements
    ]
    digests = {
        next(item.find("dt")).text: next(item.find("dd")).text
        for item in next(page.find("dl", kind="digests")).elements
    }
    assert sorted(link.attributes["href"] for link in files) == sorted(digests)
    for path, digest in digests.items():
        assert hashlib.sha256((any_site / path).read_bytes()).hexdigest() == digest, path


def test_there_are_as_many_pictures_as_is_said(any_site: Path) -> None:
    """The page of the pictures counts its figures."""
    tree = read_page(any_site / "pictures.html")
    said = next(tree.find("p", kind="lead")).text.partition(" ")[0]
    assert int(said) == len(list(tree.find("figure")))
