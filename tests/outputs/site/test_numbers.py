"""Numbers on the pages of the project's own review, against what queries give."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, QuerySolutions, RdfFormat, Store, parse

from kg.graph.vocab import TT
from kg.outputs.site.sureness import RULES
from tests.conftest import FROST
from tests.outputs.site.conftest import words_of

PREFIXES = f"""
PREFIX : <{FROST}>
PREFIX biro: <http://purl.org/spar/biro/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX tt: <https://w3id.org/tiptrace/ontology#>
"""
WORKS = "?x a tt:Source . FILTER NOT EXISTS { ?x a tt:CompanionDocument }"
RESEARCH = """tt:forImplication {} ; tt:listsSource/tt:evidenceClass/tt:kindOfEvidence ?kind .
  FILTER(?kind IN (tt:PrimaryResearch, tt:SecondaryResearch))"""
UNRESEARCHED = f"?x a tt:Implication FILTER NOT EXISTS {{ ?row {RESEARCH.format('?x')} }}"
TIPS_WITHOUT = f"""?x a tt:Tip FILTER NOT EXISTS {{
  ?x tt:addresses ?point . ?row {RESEARCH.format("?point")} }}"""
_NARROWS = 'aria-label="Show only some studies"'
CLASS_C = WORKS + ' ?x tt:evidenceClass/skos:notation "C" .'
THEME = "?m tt:inSection/dcterms:isPartOf* ?top ; tt:mentionsSource ?x . {} tt:treatedIn ?top ."


@pytest.fixture
def site(frost_site: Path) -> Path:
    """Return the folder of the review's site."""
    return frost_site


def _count(store: Store, pattern: str) -> int:
    query = f"{PREFIXES} SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{ {pattern} }}"
    results = store.query(query, use_default_graph_as_union=True)
    assert isinstance(results, QuerySolutions)
    (row,) = results
    assert isinstance(row[0], Literal)
    return int(row[0].value)


@pytest.mark.parametrize(
    ("page", "words", "pattern"),
    [
        pytest.param("tips.html", "{} tips Each tip", "?x a tt:Tip", id="the page of tips"),
        pytest.param("tips/all.html", "{} tips on one page", "?x a tt:Tip", id="tips to print"),
        pytest.param("index.html", "{} of 17 topics", UNRESEARCHED, id="points without research"),
        pytest.param("matrix/implications.html", "For {} of 17 topics", UNRESEARCHED, id="gaps"),
        pytest.param("matrix/tips.html", "For {} of 19 tips", TIPS_WITHOUT, id="gaps of tips"),
        pytest.param("implications.html", "{} topics, in", "?x a tt:Implication", id="points"),
        pytest.param("implications.html", "in {} groups",
                     "?x a tt:PracticeElement ; skos:definition ?d", id="groups of points"),
        pytest.param("evidence-classes.html", "into {} kinds", "?x a tt:EvidenceClass", id="kinds"),
        pytest.param("authors.html", "{} people and bodies", "?c tt:contributor ?x", id="authors"),
        pytest.param("concepts.html", "{} words that help", "?x a tt:Concept", id="concepts"),
        pytest.param("companions.html", "{} documents", "?x a tt:CompanionDocument", id="beside"),
        pytest.param("tables.html", "{} tables and lists", "?x a tt:DataTable", id="tables"),
        pytest.param("themes.html", "{} themes.", "?x a tt:Theme", id="the page of themes"),
        pytest.param("debates.html", "{} questions on", "?x a tt:Proposition", id="the debates"),
        pytest.param("errata.html", "and {} that we only suspect", "?x a tt:SuspectedFault",
                     id="suspected faults"),
        pytest.param("bibliography/classified.html", "{} entries",
                     '?x tt:inList ?l ; biro:references ?s FILTER(CONTAINS(STR(?l), "classified"))',
                     id="the classified list"),
        pytest.param("bibliography/alphabetical.html", "{} entries",
                     '?x tt:inList ?l ; biro:references ?s FILTER(REGEX(STR(?l), "alphabetical"))',
                     id="the alphabetical list"),
        pytest.param("index.html", "{} themes", "?x a tt:Theme", id="themes"),
        pytest.param("index.html", "{} debates", "?x a tt:Proposition", id="debates"),
        pytest.param("sources.html", "{} sources that the review lists", WORKS, id="works"),
        pytest.param("studies.html", "{} studies that", "?x a tt:Study", id="studies"),
        pytest.param("settings/school.html", "{} studies of 28",
                     "?x tt:hasSetting :settings\\/school", id="studies of schools"),
        pytest.param("settings/education.html", "{} studies of 28",
                     "?x tt:fallsUnder :settings\\/education", id="with narrower settings"),
        pytest.param("sizes/over-20.html", "{} studies of 28",
                     "?x tt:sampleSize ?n FILTER(?n > 20)", id="large studies"),
        pytest.param("without/country.html", "{} studies of 28",
                     "?x a tt:Study FILTER NOT EXISTS { ?x tt:hasCountry ?c }",
                     id="studies of no country"),
        pytest.param("errata.html", "{} faults that can be proved", "?x a tt:Erratum", id="faults"),
        pytest.param(
            "matrix/implications.html", "The reference list has {}", CLASS_C, id="listed works of C"
        ),
        pytest.param(
            "matrix/implications.html",
            "and the text cites {} .",
            CLASS_C + " ?m tt:mentionsSource ?x .",
            id="cited works of C",
        ),
        pytest.param(
            "works/theme-education-and-learning.html",
            "{} sources that the review cites",
            THEME.format(":themes\\/education-and-learning"),
            id="works of a theme",
        ),
        pytest.param(
            "works/disputes.html",
            "{} sources. The stance",
            "?line tt:fromSource ?x ; tt:stance tt:disputes",
            id="works of a stance",
        ),
        pytest.param(
            "tips/12.html",
            "{} sources are listed beside this row",
            ":tips\\/12 tt:addresses/^tt:forImplication/tt:listsSource ?x",
            id="works of a tip",
        ),
        pytest.param(
            "tips/9.html",
            "{} sources are listed for this; we have recorded nothing",
            ":tips\\/9 tt:isSupportedBy ?x",
            id="works listed of which nothing is reported",
        ),
        pytest.param(
            "tips/12.html",
            "2 sources are listed for this; the review reports on {}.",
            ":tips\\/12 tt:isSupportedBy ?x ; tt:hasReportFrom ?x",
            id="works listed and reported",
        ),
        pytest.param(
            "tips/12.html",
            "The review also reports on {} that are not listed",
            ":tips\\/12 tt:hasReportFrom ?x . ?x a tt:Source"
            " FILTER NOT EXISTS { :tips\\/12 tt:isSupportedBy ?x }",
            id="works reported and not listed",
        ),
    ],
)  # fmt: skip
def test_a_number_in_prose_equals_a_query(
    page: str, words: str, pattern: str, site: Path, frost_store: Store
) -> None:
    """What a page counts in words is what the graph holds."""
    assert words.format(_count(frost_store, pattern)) in words_of(site / page)


def test_every_count_of_a_matrix_is_the_length_of_its_list(site: Path) -> None:
    """Each number in a cell stands over a list of so many works, on the page that it opens."""
    seen = 0
    for name in ("matrix/implications.html", "matrix/tips.html"):
        text = (site / name).read_text(encoding="utf-8")
        cells = re.findall(r'<a href="\.\./([^"#]+)#(class-.)"><span class="bar[^>]*>(\d+)<', text)
        for path, anchor, number in cells:
            page = (site / path).read_text(encoding="utf-8")
            lane = page.partition(f'id="{anchor}"')[2].partition("</div>")[0]
            assert lane.count("<li>") == int(number), f"{name} → {path}#{anchor}"
            seen += 1
    assert seen > 50


def test_every_link_that_narrows_the_studies_counts_its_list(site: Path) -> None:
    """No link leads to an empty list, and each says how many studies stand on the page it opens."""
    texts = {path: path.read_text(encoding="utf-8") for path in site.rglob("*.html")}
    narrowed = {path: text for path, text in texts.items() if _NARROWS in text}
    assert len(narrowed) > 100
    for path, text in narrowed.items():
        nav = text.partition(_NARROWS)[2].partition("</nav>")[0]
        links = re.findall(r'<a href="([^"]+)"[^>]*>[^<]+<span class="tally">(\d+)<', nav)
        assert links, path
        for link, number in links:
            page = texts[(path.parent / link).resolve()]
            assert page.count('<th scope="row">') == int(number) > 0, f"{path} → {link}"


def test_studies_are_narrowed_by_place_kind_and_country_together(site: Path) -> None:
    """Links lead from a place to a kind of study there, and to a country, each page saying so."""
    page = site / "settings/education.html"
    for words in ("No country recorded", "Survey"):
        text = page.read_text(encoding="utf-8").partition(_NARROWS)[2].partition("</nav>")[0]
        found = re.search(rf'<a href="([^"]+)">{words} <span class="tally">(\d+)<', text)
        assert found, words
        page = (page.parent / found[1]).resolve()
    text = page.read_text(encoding="utf-8")
    for words in (
        "Where: <strong>education",
        "study: <strong>survey",
        'Country: no country recorded <span class="tally">all of these',
    ):
        assert words in text
    assert text.count('<th scope="row">') == int(found[2]) == 1


def test_where_nothing_narrows_the_studies_no_link_stands(starter_site: Path) -> None:
    """A review with one study has a table of it, and no empty box of links above."""
    text = (starter_site / "studies.html").read_text(encoding="utf-8")
    assert "A study of 40 clerks" in text
    assert _NARROWS not in text


def test_studies_are_narrowed_without_a_script(site: Path) -> None:
    """Each choice is a page of its own, which says what was chosen."""
    text = (site / "settings/school.html").read_text(encoding="utf-8")
    assert "Where: <strong>schools</strong>" in text
    assert re.search(r'href="../settings/school.html" aria-current="page">Schools', text)
    words = words_of(site / "settings/school.html")
    assert "Study by Milbourne and colleagues A24" in words
    assert "Study by Glisson" not in words


def test_the_box_says_what_the_rules_publish(site: Path) -> None:
    """What is listed for each topic is said in words that the page of the rules gives."""
    rules = words_of(site / "rests-on.html").partition("What the box on a topic says")[2]
    said = re.findall(r"The box says: “([^”]+)”", rules)
    assert len(said) == len(RULES)
    pieces = [re.split(r"\s*…\s*", text.replace(". ", "… ")) for text in said]
    for path in site.glob("implications/*.html"):
        box = path.read_text(encoding="utf-8").partition('<p class="verdict">')[2]
        words = " ".join(re.sub(r"<[^>]+>", "", box.partition("</p>")[0]).split())
        fits = [rule for rule in pieces if all(piece.rstrip(".,") in words for piece in rule)]
        assert fits, (path.name, words)


@pytest.mark.parametrize(
    ("page", "predicate"),
    [
        pytest.param("tips/12", TT.statement, id="tip"),
        pytest.param("sources/A9", NamedNode("http://purl.org/dc/terms/title"), id="source"),
        pytest.param("themes/co-location", NamedNode("http://purl.org/dc/terms/description"),
                     id="theme"),
        pytest.param("debates/is-it-desirable", TT.statement, id="debate"),
        pytest.param("sections/co-location", TT.statement, id="claims of a section"),
        pytest.param("errata", TT.proof, id="faults"),
        pytest.param("studies/match", NamedNode("http://purl.org/dc/terms/description"),
                     id="study"),
    ],
)  # fmt: skip
def test_the_data_beside_a_page_says_what_it_says(
    page: str, predicate: NamedNode, site: Path
) -> None:
    """The words that the Turtle gives of a record stand on its page."""
    words = words_of(site / f"{page}.html")
    said = [
        quad.object.value
        for quad in parse(path=site / f"{page}.ttl", format=RdfFormat.TURTLE)
        if quad.predicate == predicate and isinstance(quad.object, Literal)
    ]
    assert said
    assert [text for text in said if " ".join(text.split()) not in words] == []


def test_a_fault_is_told_on_the_page_that_it_affects(site: Path, frost_store: Store) -> None:
    """Every tip, source, study, theme, debate and implication that a fault affects links to it."""
    kinds = "tt:Tip tt:Source tt:Study tt:Theme tt:Implication tt:Proposition tt:DataTable"
    query = f"""{PREFIXES} SELECT DISTINCT ?page ?id WHERE {{
      VALUES ?kind {{ {kinds} }} ?fault tt:affects ?page ; dcterms:identifier ?id ; a ?status .
      FILTER(?status IN (tt:Erratum, tt:SuspectedFault)) ?page a ?kind . }}"""
    results = frost_store.query(query, use_default_graph_as_union=True)
    assert isinstance(results, QuerySolutions)
    silent = []
    for row in results:
        page, fault = row["page"], row["id"]
        assert isinstance(page, NamedNode)
        assert isinstance(fault, Literal)
        text = (site / f"{page.value.removeprefix(FROST)}.html").read_text(encoding="utf-8")
        told = text.partition('<p class="touched">')[2].partition("</p>")[0]
        if f"#{fault.value}" not in told and " more</a>" not in told:
            silent.append((page.value, fault.value))
    assert silent == []


def test_the_feed_holds_every_fault(site: Path, frost_store: Store) -> None:
    """The Atom feed has an entry for each fault, proved or suspected, and a time that stays."""
    feed = (site / "errata.atom").read_text(encoding="utf-8")
    faults = _count(frost_store, "{ ?x a tt:Erratum } UNION { ?x a tt:SuspectedFault }")
    assert feed.count("<entry>") == faults
    assert set(re.findall(r"<updated>(.*?)</updated>", feed)) == {"2005-01-01T00:00:00Z"}


def test_lists_of_works_can_be_read_by_reference_managers(site: Path) -> None:
    """Every work in a list has its COinS; a source's page has its metadata."""
    for name in ("bibliography/classified.html", "works/disputes.html", "evidence-classes/C.html"):
        text = (site / name).read_text(encoding="utf-8")
        assert text.count('class="Z3988" title="ctx_ver=Z39.88-2004') >= 5, name
    page = (site / "sources/A9.html").read_text(encoding="utf-8")
    assert page.count('name="citation_author"') == 2
    assert 'name="citation_journal_title"' in page


def test_findings_of_a_source_come_first(site: Path) -> None:
    """A source's page begins with what is reported of it, and then tells what it bears on."""
    text = words_of(site / "sources/A9.html")
    reported = text.index("What the review reports of it")
    others = text.index("Other claims it bears on")
    assert reported < text.index("data, from Tennessee, suggest") < others
    assert others < text.index("are sceptical about more co-ordination")
