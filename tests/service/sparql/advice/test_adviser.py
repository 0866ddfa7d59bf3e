from __future__ import annotations

import pytest
from pyoxigraph import Store

from kg.service.sparql.advice import adviser as advice
from kg.service.sparql.advice.adviser import Adviser, check_graphs, list_graphs

TT = "PREFIX tt: <https://w3id.org/tiptrace/ontology#>"


def test_terms_are_checked_once_for_each_query(
    tiny_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A text is read once, and one whose terms have all been seen is not read at all."""
    read: list[str] = []
    real = advice.check_vocabulary
    monkeypatch.setattr(
        advice, "check_vocabulary", lambda q, *s: [read.append(q), *real(q, *s)][1:]
    )
    adviser = Adviser(tiny_store)
    wrong, right = f"{TT} ASK {{ ?t a tt:Tips }}", f"{TT} ASK {{ ?t a tt:Tip }}"
    for query in (wrong, wrong, right, right, f"{right} # {TT} again"):
        assert adviser.warn(query) == (
            ["tt:Tips is no term; did you mean tt:Tip?"] if query == wrong else []
        )
    assert read == [wrong, right]


def test_an_address_with_a_path_behind_its_mark_is_spelt_in_no_way_that_is_none(
    tiny_store: Store,
) -> None:
    """`a#b/c` with another mark for its last would be no IRI."""
    query = "SELECT * { ?s ?p <https://e.org/a#b/c> }"
    [told, *_] = Adviser(tiny_store).advise(query, empty=True)
    assert "<https://e.org/a#b/c> stands nowhere in these data" in told


def test_a_relative_iri_beside_a_term_is_read_with_the_base(tiny_store: Store) -> None:
    """No query is refused for what somebody might have been told of it."""
    adviser = Adviser(tiny_store, "https://example.org/tea/")
    query = f"{TT} SELECT (LCASE(?x) AS ?y) {{ <tips/1> tt:number ?n ; <p> ?x FILTER(?n < 3) }}"
    assert adviser.advise(query, empty=True)[0].endswith("stands nowhere in these data")


def test_a_prefix_without_a_scheme_is_read_without_a_base(tiny_store: Store) -> None:
    """The names behind it are no IRIs, whatever an engine makes of them."""
    query = "PREFIX t: <tips/> SELECT * { t:1 ?p ?o ; ?q <e:p> FILTER(?o < 3) }"
    [told] = Adviser(tiny_store).advise(query, empty=True)
    assert told.startswith("nothing was found: <e:p> stands nowhere in these data")


def test_data_without_the_ontology_have_no_wrong_terms() -> None:
    """What terms there are is told by the ontology; where it is not, nothing is called wrong."""
    assert Adviser(Store()).warn(f"{TT} ASK {{ ?t a tt:Tips }}") == []


def test_graphs_are_found_behind_their_words(tiny_store: Store) -> None:
    """FROM, FROM NAMED and GRAPH name graphs; an IRI elsewhere is none."""
    query = "SELECT * FROM <x:a> FROM NAMED <x:b> { <x:c> ?p ?o GRAPH <x:d> { ?s ?p ?o } }"
    told = [sentence.partition(";")[0] for sentence in check_graphs(list_graphs(query), tiny_store)]
    assert told == [f"there is no graph <x:{name}>" for name in "abd"]


def test_a_graph_that_the_request_names_is_told_of_too(tiny_store: Store) -> None:
    """As one that the query names: the answer is empty for the same reason."""
    there = next(iter(tiny_store.named_graphs())).value
    told = Adviser(tiny_store).advise("ASK { ?s ?p ?o }", empty=False, graphs=[there, "x:none"])
    assert [sentence.partition(";")[0] for sentence in told] == ["there is no graph <x:none>"]


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("<http://www.w3.org/2004/02/skos/core#preflabel>", "skos:prefLabel"),
        ("<http://xmlns.com/foaf/0.1/Name>", "foaf:name"),
        ("<http://purl.org/dc/terms/titel>", "dcterms:title"),
        ("<https://example.org/tea/tips/1.html>", "<https://example.org/tea/tips/1>"),
        ("<https://example.org/tea/tips/1.ttl#span>", "<https://example.org/tea/tips/1>"),
        ("<https://example.org/tea/tips/9.html>", ""),
        ("<http://purl.org/dc/terms/zzz>", ""),
    ],
)
def test_a_slip_in_a_name_of_others_is_told(tiny_store: Store, asked: str, meant: str) -> None:
    """Capitals, letters that changed places, and the ending that a page has and its record not."""
    [told] = Adviser(tiny_store).hint(f"ASK {{ ?s ?p {asked} }}")
    assert ("did you mean" in told) == bool(meant)
    assert told.endswith(f"did you mean {meant}?" if meant else "stands nowhere in these data")


@pytest.mark.parametrize("number", [600, 10])
def test_what_is_kept_is_bounded(tiny_store: Store, number: int) -> None:
    """Queries by the thousand do not fill a worker."""
    adviser = Adviser(tiny_store)
    for count in range(number):
        adviser.hint(f"ASK {{ <x:{count}> ?p ?o }}")
    assert len(adviser._hints) <= 512


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("BASE <x:> SELECT (COUNT(*) AS ?n) { ?s <p> ?k }", id="a base of its own"),
        pytest.param("ASK { FILTER(?a<RAND()&&?b>1) }", id="a comparison that looks like an IRI"),
    ],
)
def test_what_is_no_address_on_the_web_can_be_advised_on(query: str, tiny_store: Store) -> None:
    """Without a base, as on the command line, both once ended in a traceback."""
    assert Adviser(tiny_store).advise(query, empty=True)
