"""Articles as archives and journals show them, made of JATS."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.imports.texts.documents import Document
from kg.imports.texts.importer import _read_file, _take_typed_list
from kg.imports.texts.outline import build_sections


def service(address: str, words: str) -> str:
    """Return a link to a service, in brackets."""
    return f' [<a href="{address}">{words}</a>]'


def entry(number: int, words: str, *links: str) -> str:
    """Return an item of a list of references."""
    label = f'<span class="label">{number}.</span>'
    return f'<li id="B{number}">{label}<cite>{words}</cite>{"".join(links)}</li>'


LINKS = (
    service("https://doi.org/10.1000/tea.1", "DOI"),
    service("/articles/PMC1234567/", "PMC free article"),
    service("https://pubmed.ncbi.nlm.nih.gov/31066697/", "PubMed"),
    service("https://scholar.google.com/scholar_lookup?title=Tea", "Google Scholar"),
)
REFERENCES = "".join(
    [
        entry(1, "Able A, Baker B. Tea. J Tea. (2001) 1:2–3. 10.1000/tea.1", *LINKS),
        entry(2, "Cook C. Cups. J Tea. (2002) 2:4–5.", LINKS[2]),
        entry(3, "Dunn D. Pots. J Tea. (2003) 3:6–7."),
    ]
)
PAGE = f"""<html><head><title>Tea - ARCHIVE</title><meta name="citation_title" content="Tea">
</head><body><header><h2>Site</h2></header><main role="main" id="main"><section>
<h1>Tea</h1><div hidden="hidden"><h3>Ann Able</h3>Hall of Tea</div>
<div style="display: none"><h3>More</h3>Click</div>
<section><h2>Results</h2><p>So it was (<a href="#B1">1</a>, <a href="#B2">2</a>), and Dunn et al.
(<a href="#B3">3</a>) saw. It is so (<a href="#B1">1</a>).</p>
<section class="tw" id="T1"><h4 class="obj_head">Table 1.</h4>
<div class="caption"><p>Cups.</p></div>
<div class="tbl-box"><table><tr><th>Study</th><th>n</th></tr>
<tr><td>Able</td><td>2</td></tr></table>
</div></section>
<figure id="F1"><h4 class="obj_head">Figure 1.</h4><img src="a.png">
<figcaption>Pots.</figcaption></figure>
</section>
<section class="ref-list"><h2>References</h2><ul>{REFERENCES}</ul></section></section></main>
<footer><h2>Share</h2></footer></body></html>"""


@pytest.fixture
def document(tmp_path: Path) -> Document:
    """Return the page as it is read."""
    file = tmp_path / "tea.html"
    file.write_text(PAGE)
    found = _read_file(file)
    assert isinstance(found, Document)
    return found


def test_only_the_article_comes(document: Document) -> None:
    """What the site shows around it, what opens by a click, and labels are no sections."""
    assert document.title == "Tea"
    assert [one.text for one in document.headings] == ["Results", "References"]
    assert "Hall of Tea" not in document.text
    assert "Click" not in document.text


def test_many_words_around_the_article_are_told(tmp_path: Path) -> None:
    """A page may mark too little as its main part; menus and a foot are not spoken of."""
    for words, told in ((" tea" * 120, 1), (" tea" * 20, 0)):
        file = tmp_path / "tea.html"
        file.write_text(PAGE.replace("<footer>", f"<p>{words}</p><footer>"))
        found = _read_file(file)
        assert isinstance(found, Document)
        assert len([one for one in found.left if "around the main part" in one]) == told


def test_a_label_and_its_caption_are_one(document: Document) -> None:
    """They name the table, and stay in the text."""
    assert [one.grid.caption for one in document.tables] == ["Table 1. Cups."]
    assert "Figure 1." in document.text


def test_links_of_an_entry_say_its_numbers(document: Document) -> None:
    """Those that are printed stand once; what only offers the work is left out."""
    lines = document.text.partition("References")[2].split("\n")
    assert [one for one in lines if one] == [
        (
            "1. Able A, Baker B. Tea. J Tea. (2001) 1:2–3. 10.1000/tea.1 PMID: 31066697 "
            "PMCID: PMC1234567"
        ),
        "2. Cook C. Cups. J Tea. (2002) 2:4–5. PMID: 31066697",
        "3. Dunn D. Pots. J Tea. (2003) 3:6–7.",
    ]


def test_the_numbers_of_the_list_are_those_that_the_text_cites_by(document: Document) -> None:
    """They are set apart from the entries, and the style is known by them."""
    _take_typed_list(document, build_sections(document, "tea"))
    assert document.style == "number"
    assert "\\bibitem[3]{dunn2003} Dunn D. Pots." in document.printed_list


def test_a_list_of_links_elsewhere_stays_as_it_is(tmp_path: Path) -> None:
    """Links with words of their own are words of the text, and a list without labels is a list."""
    file = tmp_path / "tea.html"
    rows = "".join(
        f'<li>See <a href="https://doi.org/10.1000/{n}">work {n}</a></li>' for n in range(4)
    )
    file.write_text(f"<html><body><h1>Tea</h1><ul>{rows}</ul></body></html>")
    found = _read_file(file)
    assert isinstance(found, Document)
    assert "- See work 2\n" in found.text


GS = '<a href="http://scholar.google.com/x">Google Scholar</a>'
PM = "http://www.ncbi.nlm.nih.gov/entrez/query.fcgi?db=PubMed&amp;list_uids=31066697"
# How publishers show one entry, and what comes of it.
PUBLISHERS = {
    "plos": (
        (
            '<li id="r{0}"><span class="order">{0}. </span><a name="x{0}"></a>'
            "Able A. Tea. J Tea. 2001;1:2–3."
            '<ul><li><a href="https://doi.org/10.1000/{0}">View Article</a></li>'
            "<li><a href='http://www.ncbi.nlm.nih.gov/pubmed/3106669{0}'>PubMed/NCBI</a></li>"
            f"<li>{GS}</li></ul></li>"
        ),
        "1. Able A. Tea. J Tea. 2001;1:2–3. doi:10.1000/1 PMID: 31066691",
    ),
    "springer": (
        (
            '<li data-counter="{0}."><p id="CR{0}">Able A. Tea. J Tea. 2001;1:2–3.</p><p>'
            '<a href="https://doi.org/10.1000%2F{0}">Article</a>&nbsp;'
            f'<a href="{PM}">PubMed</a>&nbsp;{GS}&nbsp;</p></li>'
        ),
        "1. Able A. Tea. J Tea. 2001;1:2–3. doi:10.1000/1 PMID: 31066697",
    ),
    "mdpi": (
        (
            '<li id="B{0}" class="html-x">Able, A.B.; Bell, C. Tea. <i>J Tea</i> <b>2001</b>, '
            f'<i>1</i>, 2–3. [{GS}] [<a href="https://doi.org/10.1000/{{0}}">CrossRef</a>]</li>'
        ),
        "1. Able, A.B.; Bell, C. Tea. J Tea 2001, 1, 2–3. doi:10.1000/1",
    ),
}


@pytest.mark.parametrize(("entry", "said"), PUBLISHERS.values(), ids=list(PUBLISHERS))
def test_lists_of_publishers_are_entries_alone(entry: str, said: str, tmp_path: Path) -> None:
    """A number stands once, and links to services are numbers of the work."""
    file = tmp_path / "tea.html"
    rows = "".join(entry.format(number) for number in range(1, 5))
    file.write_text(f"<html><body><h1>Tea</h1><h2>References</h2><ol>{rows}</ol></body></html>")
    found = _read_file(file)
    assert isinstance(found, Document)
    lines = [one for one in found.text.partition("References")[2].split("\n") if one]
    assert lines[0] == said
    assert len(lines) == 4
    _take_typed_list(found, build_sections(found, "tea"))
    assert found.printed_list.count("\\bibitem[") == 4
