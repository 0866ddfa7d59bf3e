from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.graph.queries import load_queries, read_query, select_rows

BASE = "https://example.org/tea/"
CHECKS = Path(__file__).resolve().parents[2] / "queries" / "checks"
# A check, what is done to the tiny world, and the record that the check must then name.
CASES = [
    (
        "claim-without-place",
        "DELETE WHERE { <claims/clean-pot> tt:inSection ?s }",
        "claims/clean-pot",
    ),
    (
        "evidence-line-without-origin",
        "DELETE WHERE { <claims/clean-pot#from-D1> tt:fromSource ?s }",
        "claims/clean-pot#from-D1",
    ),
    (
        "evidence-line-without-origin",
        "INSERT DATA { <claims/clean-pot#from-D1> tt:fromStudy <studies/kettle> }",
        "claims/clean-pot#from-D1",
    ),
    (
        "evidence-line-without-target",
        "DELETE WHERE { <claims/clean-pot#from-D1> tt:forClaim ?c }",
        "claims/clean-pot#from-D1",
    ),
    (
        "evidence-line-without-target",
        """INSERT DATA {
        <claims/coffee-splits-people#bears-on-claims-tea-brings-together> tt:forTip <tips/1> }""",
        "claims/coffee-splits-people#bears-on-claims-tea-brings-together",
    ),
    (
        "fault-code-like-source",
        """DELETE DATA { <sources/C1> tt:code "C1" };
        INSERT DATA { <sources/C1> tt:code "E1" }""",
        "errata/E001",
    ),
    (
        "fault-code-used-again",
        'INSERT DATA { <errata/E002> tt:formerCode "E001" }',
        "errata/E002",
    ),
    (
        "fault-code-used-again",
        'INSERT DATA { <errata/E002> tt:formerCode "S009" . <errata/E001> tt:formerCode "S009" }',
        "errata/E002",
    ),
    (
        "double-of-a-double",
        "INSERT DATA { <sources/A1> tt:doubles <sources/A1> }",
        "sources/A1",
    ),
    ("source-without-annotation", "DELETE WHERE { ?l tt:fromSource <sources/C1> }", "sources/C1"),
    ("source-without-citation", "DELETE WHERE { ?m tt:mentionsSource <sources/C1> }", "sources/C1"),
    (
        "source-cited-all-the-same",
        'INSERT DATA { <sources/A1> tt:uncitedReason "Nobody knows."@en }',
        "sources/A1",
    ),
    (
        "source-evidence-all-the-same",
        'INSERT DATA { <sources/A1> tt:citedFor "A method."@en }',
        "sources/A1",
    ),
    (
        "source-twice",
        """DELETE { <sources/A10> dcterms:title ?old ; dcterms:issued ?then ; tt:entryType ?kind }
        INSERT { <sources/A10> dcterms:title ?title ; dcterms:issued ?year ; tt:entryType ?type }
        WHERE {
          <sources/A10> dcterms:title ?old ; dcterms:issued ?then ; tt:entryType ?kind .
          <sources/A1> dcterms:title ?title ; dcterms:issued ?year ; tt:entryType ?type
        }""",
        "sources/A10",
    ),
    (
        "identifier-shared",
        """INSERT DATA { <sources/A2> tt:hasIdentifier <sources/A2#identifier-1> .
        <sources/A2#identifier-1> tt:ofIdentifierScheme tt:doiIdentifierScheme ;
          tt:value "10.1000/tea" ; tt:ofIdentifiedKind tt:workIdentifiedKind }""",
        "sources/A2",
    ),
    (
        "companion-without-class",
        "DELETE WHERE { <sources/S001> tt:curatorsClass ?class }",
        "sources/S001",
    ),
    ("source-missing-from-list", "DELETE WHERE { <no> <such> <thing> }", "sources/A2"),
    (
        "list-code-without-erratum",
        """DELETE DATA { <reference-lists/classified#of-A1> tt:printedCode "A1" .
        <errata/E002> tt:affects <sources/A1> }""",
        "reference-lists/classified#of-A1",
    ),
    (
        "mention-code-without-erratum",
        "DELETE WHERE { <mentions/sharing--D1> tt:explainedBy ?e }",
        "mentions/sharing--D1",
    ),
    (
        "mention-erratum-one-sided",
        "DELETE WHERE { <errata/E001> tt:affects <mentions/sharing--D1> }",
        "mentions/sharing--D1",
    ),
    (
        "mention-order-gap",
        """DELETE DATA { <mentions/sharing--D1> tt:order 8 };
        INSERT DATA { <mentions/sharing--D1> tt:order 9 }""",
        "mentions/sharing--D1",
    ),
    (
        "mention-against-text",
        """DELETE DATA {
          <mentions/introduction--A1> tt:order 1 . <mentions/introduction--A2> tt:order 2 };
        INSERT DATA {
          <mentions/introduction--A1> tt:order 2 . <mentions/introduction--A2> tt:order 1 }""",
        "mentions/introduction--A1",
    ),
    (
        "row-number-gap",
        "DELETE DATA { <rows/2> tt:rowNumber 2 }; INSERT DATA { <rows/2> tt:rowNumber 3 }",
        "rows/2",
    ),
    (
        "row-repeats-source",
        """INSERT { <rows/1#for-A1--2> a tt:RowEntry ; tt:inRow <rows/1> ; tt:order 9 ;
          tt:entryFor ?s }
        WHERE { <rows/1#for-A1> tt:entryFor ?s }""",
        "rows/1",
    ),
    (
        "implication-without-row",
        "DELETE WHERE { <rows/2> tt:forImplication ?i }",
        "implications/keep-it-clean",
    ),
    (
        "implication-with-several-rows",
        "INSERT DATA { <rows/2> tt:forImplication <implications/share-the-pot> }",
        "implications/share-the-pot",
    ),
    (
        "tip-number-gap",
        "DELETE DATA { <tips/2> tt:number 2 }; INSERT DATA { <tips/2> tt:number 3 }",
        "tips/2",
    ),
    ("tip-without-source", "DELETE WHERE { <rows/2> tt:listsSource ?s }", "tips/2"),
    (
        "tip-without-source",
        """DELETE WHERE { ?r a tt:AppendixRow }; DELETE WHERE { <tips/2> tt:hasReportFrom ?o };
        DELETE WHERE { <rows/2> tt:listsSource ?s }""",
        "tips/2",
    ),
    (
        "tip-without-implication",
        "DELETE WHERE { <tips/2> tt:addresses ?i }",
        "tips/2",
    ),
    (
        "tip-against-heading",
        "DELETE WHERE { ?s tt:standsFor <implications/keep-it-clean> }",
        "tips/2",
    ),
    (
        "study-term-cycle",
        "INSERT DATA { <settings/office> skos:broader <settings/kitchen> }",
        "settings/office",
    ),
    (
        "study-term-label-shared",
        """DELETE { <settings/office> skos:prefLabel ?l }
        INSERT { <settings/office> skos:prefLabel ?k }
        WHERE { <settings/office> skos:prefLabel ?l . <settings/kitchen> skos:prefLabel ?k }""",
        "settings/office",
    ),
    (
        "study-term-unused",
        "DELETE DATA { <studies/tea-survey> tt:hasDesign <designs/survey> }",
        "designs/survey",
    ),
    (
        "finding-from-elsewhere",
        "INSERT DATA { <studies/kettle> tt:hasFinding <claims/fewer-quarrels> }",
        "claims/fewer-quarrels",
    ),
    ("tip-sees-itself", "INSERT DATA { <tips/2> tt:seeTip <tips/2> }", "tips/2"),
    (
        "claim-without-evidence",
        "DELETE WHERE { ?line tt:forClaim <claims/fewer-quarrels> }",
        "claims/fewer-quarrels",
    ),
    (
        "unsourced-claim-with-evidence",
        "INSERT DATA { <claims/fewer-quarrels> tt:isUnsourced true }",
        "claims/fewer-quarrels",
    ),
    (
        "unsourced-claim-that-cites",
        """INSERT DATA { <claims/new> tt:isUnsourced true ; tt:hasPassage <p> .
        <p> oa:hasSource <t> ; oa:hasSelector <s> . <s> oa:start 9000 ; oa:end 9040 .
        <mentions/introduction--A1> tt:hasPassage <q> .
        <q> oa:hasSource <t> ; oa:hasSelector <r> . <r> oa:start 9043 ; oa:end 9045 }""",
        "claims/new",
    ),
    (
        "based-on-another-source",
        "INSERT DATA { <claims/clean-pot#from-D1> tt:basedOn <mentions/introduction--A1> }",
        "claims/clean-pot#from-D1",
    ),
    (
        "cited-through-itself",
        "INSERT DATA { <claims/clean-pot#from-D1> tt:citedThrough <sources/D1> }",
        "claims/clean-pot#from-D1",
    ),
    (
        "position-without-evidence",
        "DELETE WHERE { ?line tt:underPosition <debates/what-comes-first#pot-first> }",
        "debates/what-comes-first#pot-first",
    ),
    ("concept-cycle", "INSERT DATA { <concepts/tea> skos:broader <concepts/pot> }", "concepts/tea"),
    (
        "concept-related-and-broader",
        "INSERT DATA { <concepts/pot> skos:related <concepts/tea> }",
        "concepts/pot",
    ),
    (
        "concept-label-shared",
        'INSERT DATA { <concepts/trust> skos:prefLabel "Tea"@en }',
        "concepts/trust",
    ),
    (
        "concept-label-doubled",
        'INSERT DATA { <concepts/tea> skos:altLabel "TEA"@en }',
        "concepts/tea",
    ),
    (
        "index-entry-cycle",
        """INSERT DATA { <index/tea> tt:subEntryOf <index/pot> .
        <index/pot> tt:subEntryOf <index/tea> }""",
        "index/tea",
    ),
    (
        "index-entry-sees-itself",
        "INSERT DATA { <index/tea> tt:seeEntry <index/tea> }",
        "index/tea",
    ),
    (
        "index-locator-outside-pages",
        'INSERT DATA { <review> tt:firstPage 1 ; tt:lastPage 3 . <index/tea> tt:pageLocator "4" }',
        "index/tea",
    ),
    ("erratum-touches-nothing", "INSERT DATA { <errata/E003> a tt:Erratum }", "errata/E003"),
    ("dangling", "INSERT DATA { <errata/E001> tt:affects <tips/99> }", "errata/E001"),
    (
        "dangling",
        "INSERT DATA { <studies/kettle> tt:follows <studies/nobody-at-all> }",
        "studies/kettle",
    ),
    (
        "erratum-changes-nothing",
        'INSERT DATA { <errata/E001> tt:correctedText "D2" }',
        "errata/E001",
    ),
    (
        "correction-corrects-nothing",
        'DELETE DATA { <sources/A1#correction-1> tt:printedText "1999" }',
        "sources/A1",
    ),
    (
        "correction-not-applied",
        "DELETE DATA { <sources/A1#correction-1> tt:explainedBy <errata/E002> }",
        "sources/A1",
    ),
    (
        "correction-doubled",
        """INSERT DATA {
        <sources/A1> tt:hasCorrection <sources/A1#correction-2>, <sources/A1#correction-3> .
        <sources/A1#correction-2> tt:isApplied true ; tt:ofEntryField tt:yearEntryField .
        <sources/A1#correction-3> tt:isApplied true ; tt:ofEntryField tt:yearEntryField }""",
        "sources/A1",
    ),
    (
        "entry-prints-other-words",
        'INSERT DATA { <reference-lists/classified#of-A1> tt:printedTitle "Coffee" }',
        "reference-lists/classified#of-A1",
    ),
    (
        "section-outside-section",
        """DELETE { <sections/sharing-conclusion#span> oa:end ?e }
        INSERT { <sections/sharing-conclusion#span> oa:end "470"^^xsd:nonNegativeInteger }
        WHERE { <sections/sharing-conclusion#span> oa:end ?e }""",
        "sections/sharing-conclusion",
    ),
    (
        "section-against-text",
        """DELETE DATA { <sections/introduction> tt:order 1 . <sections/sharing> tt:order 2 };
        INSERT DATA { <sections/introduction> tt:order 2 . <sections/sharing> tt:order 1 }""",
        "sections/introduction",
    ),
    (
        "record-outside-section",
        """DELETE WHERE { <tips/1> tt:inSection ?s };
        INSERT DATA { <tips/1> tt:inSection <sections/introduction> }""",
        "tips/1",
    ),
    (
        "table-cell-gap",
        "DELETE WHERE { <tables/effects#row-output--none> tt:inRow ?r }",
        "tables/effects",
    ),
    (
        "lead-typed-twice",
        """INSERT DATA { <leads/mug> a tt:SearchLead ; tt:typed "Mug"@en .
        <leads/mugs> a tt:SearchLead ; tt:typed "mug"@en }""",
        "leads/mugs",
    ),
    (
        "lead-finds-nothing",
        'INSERT DATA { <leads/mug> a tt:SearchLead ; tt:leadsToWords "no such words"@en }',
        "leads/mug",
    ),
    (
        "currency-check-to-come",
        """INSERT DATA { <currency/b> tt:hasCheck <currency/b#check-1> .
        <currency/b#check-1> tt:checkedOn "2999-01-01"^^xsd:date }""",
        "currency/b",
    ),
    (
        "currency-check-to-come",
        """INSERT DATA { <currency/b> tt:hasCheck <currency/b#check-1> .
        <currency/b#check-1> tt:readOn "2999-01-01"^^xsd:date }""",
        "currency/b",
    ),
    (
        "currency-check-too-early",
        """INSERT DATA { <currency/b> tt:concerns <sources/D1> ; tt:hasCheck <currency/b#check-1> .
        <currency/b#check-1> tt:checkedOn "1990-12-31"^^xsd:date }""",
        "currency/b",
    ),
    (
        "side-without-bearing",
        "INSERT DATA { <tips/2> tt:backedByClaim <claims/clean-pot> }",
        "tips/2",
    ),
    (
        "left-out-in-vain",
        "INSERT DATA { <tips/1#left-out-clean-pot> tt:choosesClaim <claims/no-effect-on-output> }",
        "tips/1",
    ),
    (
        "note-tells-effects-apart",
        """INSERT DATA { <effects/late> a tt:Effect ; tt:onOutcome <outcomes/late> ;
        tt:pooledStudies 3 ; skos:note "children"@en .
        <effects/later> a tt:Effect ; tt:onOutcome <outcomes/late> ;
        tt:pooledStudies 6 ; skos:note "adults"@en }""",
        "effects/late",
    ),
    (
        "span-runs-backward",
        'INSERT DATA { <tips/1#span> oa:end "1"^^xsd:nonNegativeInteger }',
        "tips/1",
    ),
]


@pytest.mark.parametrize(
    ("check", "update", "record"), CASES, ids=[f"{case[0]}-{case[2]}" for case in CASES]
)
def test_check_finds_its_fault(
    check: str, update: str, record: str, broken: Callable[[str], Store]
) -> None:
    """A check names the record that is at fault, and says what to do about it."""
    rows = select_rows(broken(update), load_queries(CHECKS)[check])
    found = {row["record"].removeprefix(BASE): row["message"] for row in rows}
    assert record in found
    assert found[record].endswith(".")


@pytest.mark.parametrize("day", ["2005-01-01", "today"])
def test_a_check_of_today_is_not_to_come(day: str, broken: Callable[[str], Store]) -> None:
    """A day that has begun somewhere on Earth is no day to come."""
    shown = datetime.now(UTC).date().isoformat() if day == "today" else day
    update = f"""INSERT DATA {{ <currency/b> tt:hasCheck <currency/b#check-1> .
      <currency/b#check-1> tt:checkedOn "{shown}"^^xsd:date }}"""
    assert select_rows(broken(update), load_queries(CHECKS)["currency-check-to-come"]) == []


def test_a_dangling_name_is_told_with_its_field(broken: Callable[[str], Store]) -> None:
    """Whoever mends it learns which record, which field and which name."""
    update = "INSERT DATA { <studies/kettle> tt:follows <studies/nobody-at-all> }"
    [row] = select_rows(broken(update), load_queries(CHECKS)["dangling"])
    assert row["message"].startswith("studies/kettle: 'follows' leads to studies/nobody-at-all,")


@pytest.mark.parametrize(("text", "start"), [("t", 9050), ("another-text", 9043)])
def test_a_citation_elsewhere_is_for_something_else(
    broken: Callable[[str], Store], text: str, start: int
) -> None:
    """What stands right behind a passage belongs to it; more words on, or in another text, no."""
    update = f"""INSERT DATA {{ <claims/new> tt:isUnsourced true ; tt:hasPassage <p> .
      <p> oa:hasSource <t> ; oa:hasSelector <s> . <s> oa:start 9000 ; oa:end 9040 .
      <mentions/introduction--A1> tt:hasPassage <q> .
      <q> oa:hasSource <{text}> ; oa:hasSelector <r> . <r> oa:start {start} ; oa:end 9052 }}"""
    assert select_rows(broken(update), load_queries(CHECKS)["unsourced-claim-that-cites"]) == []


def test_a_tip_without_a_table_rests_on_claims(broken: Callable[[str], Store]) -> None:
    """Where a review has no implications, a tip needs none; a report on it is a source."""
    store = broken(
        """DELETE WHERE { ?r a tt:AppendixRow };
        DELETE WHERE { ?i a tt:Implication }; DELETE WHERE { ?t tt:addresses ?i };
        DELETE WHERE { ?t tt:isSupportedBy ?s };
        INSERT { ?t tt:hasReportFrom <sources/A1> } WHERE { ?t a tt:Tip }"""
    )
    for check in ("tip-without-implication", "tip-without-source"):
        assert select_rows(store, load_queries(CHECKS)[check]) == []


def test_a_source_that_is_cited_is_not_to_be_called_uncited(
    broken: Callable[[str], Store],
) -> None:
    """What is to be done about a source of which nothing is said leads to no other problem."""
    check = load_queries(CHECKS)["source-without-annotation"]
    silent = "DELETE WHERE { ?l tt:fromSource <sources/C1> }"
    [cited] = select_rows(broken(silent), check)
    assert "say under not_evidence" in cited["message"]
    method = 'INSERT DATA { <sources/C1> tt:citedFor "The method of the pooling."@en }'
    assert select_rows(broken(f"{silent}; {method}"), check) == []
    uncited = f"{silent}; DELETE WHERE {{ ?m tt:mentionsSource <sources/C1> }}"
    [listed] = select_rows(broken(uncited), check)
    assert "under uncited" in listed["message"]


def test_every_check_has_a_fault_that_it_finds() -> None:
    """No check stands without an example of what it is for."""
    assert {case[0] for case in CASES} == set(load_queries(CHECKS))


@pytest.mark.parametrize("path", sorted(CHECKS.glob("*.rq")), ids=lambda path: path.stem)
def test_sound_world_passes(path: Path, tiny_store: Store) -> None:
    """A check finds nothing in a world without faults."""
    query, problems = read_query(path)
    assert not problems
    assert query is not None
    assert select_rows(tiny_store, query) == []
