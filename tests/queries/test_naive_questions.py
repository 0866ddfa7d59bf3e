"""Questions as a researcher writes them who knows the terms and none of our examples.

Each obvious query gets the true answer on the real review. Where one would mislead, the model is
wrong and not the asker.
"""

from __future__ import annotations

import pytest
from pyoxigraph import Store

from kg.graph.queries import select_rows

PREFIXES = """
PREFIX bibo: <http://purl.org/ontology/bibo/>
PREFIX biro: <http://purl.org/spar/biro/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX fabio: <http://purl.org/spar/fabio/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX tt: <https://w3id.org/tiptrace/ontology#>
"""


def ask(store: Store, query: str) -> list[tuple[str, ...]]:
    """Return the rows of an answer as texts, in the order of its columns."""
    rows = select_rows(store, PREFIXES + query)
    return [tuple(str(value) for value in row.values()) for row in rows]


def slugs(rows: list[tuple[str, ...]]) -> set[str]:
    """Return the last parts of the IRIs in the first column."""
    return {row[0].rsplit("/", 1)[-1] for row in rows}


# --- what rests on what --------------------------------------------------------------------------


def test_conclusions_without_primary_research(frost_store: Store) -> None:
    """Of 23 conclusions 4 rest on none; those on the author's own study are not among them."""
    assert ask(frost_store, "SELECT (COUNT(?c) AS ?n) WHERE { ?c a tt:Conclusion }") == [("23",)]
    rows = ask(
        frost_store,
        """SELECT ?c WHERE { ?c a tt:Conclusion . FILTER NOT EXISTS {
             ?c tt:hasEvidenceFrom/tt:hasKindOfEvidence tt:PrimaryResearch } }""",
    )
    assert len(rows) == 4
    assert not slugs(rows) & {
        "conclusion-shared-place-helps-informal-sharing",
        "conclusion-sharing-is-formal-and-informal",
        "barriers-conclusion-diversity",
    }


def test_every_claim_with_an_evidence_line_has_evidence(frost_store: Store) -> None:
    """The short way finds what the long way finds: sources and studies alike."""
    [(short,)] = ask(
        frost_store, "SELECT (COUNT(DISTINCT ?c) AS ?n) WHERE { ?c tt:hasEvidenceFrom ?any }"
    )
    [(long,)] = ask(
        frost_store,
        """SELECT (COUNT(DISTINCT ?c) AS ?n) WHERE {
             ?line tt:forClaim ?c ; tt:fromSource|tt:fromStudy ?any }""",
    )
    assert short == long


def test_claims_on_the_authors_own_study_are_counted(frost_store: Store) -> None:
    """The study without a code has a count of its claims, as each source has."""
    rows = ask(frost_store, "SELECT ?s ?n WHERE { ?s a tt:Study ; tt:claimCount ?n }")
    [(counted,)] = ask(
        frost_store,
        """SELECT (COUNT(DISTINCT ?c) AS ?n) WHERE {
             ?line tt:forClaim ?c ; tt:fromStudy/rdfs:label ?label .
             FILTER(CONTAINS(?label, "MATCh")) }""",
    )
    assert [(name.rsplit("/", 1)[-1], n) for name, n in rows] == [("match", counted)]
    assert int(counted) > 0


# --- when ----------------------------------------------------------------------------------------


def test_chronology_of_policy(frost_store: Store) -> None:
    """D9 is of 2001, as is proved; D6 stays at 2004, since its fault is a mere suspicion."""
    rows = ask(
        frost_store,
        """SELECT ?code ?year WHERE { ?s a tt:PolicySource ; tt:code ?code ; dcterms:issued ?year }
           ORDER BY ?year ?code""",
    )
    years = dict(rows)
    assert len(rows) == 17
    assert years["D9"] == "2001"
    assert years["D6"] == "2004"
    doubts = ask(
        frost_store,
        """SELECT ?code ?said WHERE { ?s tt:code ?code ; tt:hasCorrection ?c .
             ?c tt:ofEntryField tt:yearEntryField ; tt:correctedText ?said ;
               tt:explainedBy/a tt:SuspectedFault }""",
    )
    assert ("D6", "2005") in doubts


@pytest.mark.parametrize(
    "sources",
    ["?s a tt:ListedSource ; tt:evidenceClass ?class", "?s a tt:Source ; tt:evidenceClass ?class"],
    ids=["listed", "any"],
)
def test_age_of_sources_by_class(sources: str, frost_store: Store) -> None:
    """Ninety-two works, none younger than the review: no companion hides among them."""
    rows = ask(
        frost_store,
        f"""SELECT ?letter (COUNT(DISTINCT ?s) AS ?n) (MIN(?y) AS ?old) (MAX(?y) AS ?young)
            WHERE {{ {sources} ; dcterms:issued ?y . ?class skos:notation ?letter }}
            GROUP BY ?letter ORDER BY ?letter""",
    )
    assert rows == [
        ("A", "38", "1985", "2004"),
        ("B", "32", "1985", "2005"),
        ("C", "5", "1995", "2003"),
        ("D", "17", "1985", "2004"),
    ]


# --- what is printed, and what is ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "printed", "true"),
    [
        pytest.param("A5", "2002", "2003", id="proved"),
        pytest.param("D9", "1998", "2001", id="proved-too"),
        pytest.param("D6", "2004", "2004", id="suspected"),
        pytest.param("A9", "1998", "1998", id="not-doubted"),
    ],
)
def test_year_of_the_work_and_year_in_print(
    code: str, printed: str, true: str, frost_store: Store
) -> None:
    """The work has its true year; each list that prints it, the printed one."""
    rows = ask(
        frost_store,
        f"""SELECT DISTINCT ?true ?printed WHERE {{ ?s tt:code "{code}" ; dcterms:issued ?true .
              ?entry biro:references ?s ; tt:printedYear ?printed }}""",
    )
    assert rows == [(true, printed)]


def test_two_lists_may_print_two_years(frost_store: Store) -> None:
    """The alphabetical list dates D5 a year too early, and only there."""
    rows = ask(
        frost_store,
        """SELECT ?list ?year WHERE { ?s tt:code "D5" . ?entry biro:references ?s ;
             tt:inList ?list ; tt:printedYear ?year }""",
    )
    assert {(name.rsplit("/", 1)[-1], year) for name, year in rows} == {
        ("alphabetical", "2003"),
        ("classified", "2004"),
    }


# --- what a citation does ------------------------------------------------------------------------


def test_function_of_each_citation(frost_store: Store) -> None:
    """A citation stands for what its own passage says, not for 25 claims of other pages."""
    rows = ask(
        frost_store,
        """SELECT ?mention (COUNT(DISTINCT ?claim) AS ?n) WHERE {
             ?line tt:citedInPassage ?mention ; tt:forClaim ?claim ; tt:stance ?stance }
           GROUP BY ?mention""",
    )
    assert len(rows) > 100
    assert max(int(n) for _, n in rows) <= 3


def test_every_citation_of_a_line_has_a_place(frost_store: Store) -> None:
    """In the passage, nearby or elsewhere: one of them, and the nearest is the line's."""
    rows = ask(
        frost_store,
        """SELECT ?line ?mention ?where ?place WHERE {
             ?line tt:basedOn ?mention ; a tt:EvidenceLine .
             OPTIONAL { VALUES ?where { tt:citedInPassage tt:citedNearby tt:citedElsewhere }
                        ?line ?where ?mention }
             OPTIONAL { ?line tt:citationPlace ?place } }""",
    )
    pairs = [(line, mention) for line, mention, _, _ in rows]
    assert len(pairs) == len(set(pairs))
    assert not [row for row in rows if "None" in row]


# --- what is in it -------------------------------------------------------------------------------


def test_how_many_sources_the_review_lists(frost_store: Store) -> None:
    """The review lists ninety-two works, and four documents stand beside it."""
    count = "SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE {{ ?s a {} }}"
    assert ask(frost_store, count.format("tt:ListedSource")) == [("92",)]
    assert ask(frost_store, count.format("tt:CompanionDocument")) == [("4",)]
    assert ask(frost_store, count.format("tt:Source")) == [("96",)]


# --- who and what is one ------------------------------------------------------------------------


def test_which_inquiries_are_there_and_of_when(frost_store: Store) -> None:
    """Inquiries are inquiries, and not the children they were about; the text gives the years."""
    rows = ask(
        frost_store,
        """SELECT ?label ?year {
          ?inquiry tt:ofConceptKind/skos:notation "inquiry" ;
            skos:prefLabel ?label ; dcterms:date ?year
        } ORDER BY ?year ?label""",
    )
    assert rows == [
        ("Maria Colwell inquiry", "1974"),
        ("Jasmine Beckford inquiry", "1985"),
        ("Cleveland inquiry", "1987"),
        ("Kimberley Carlile inquiry", "1987"),
        ("Tyra Henry inquiry", "1987"),
        ("Bristol inquiry", "2001"),
        ("Climbié report (Laming)", "2003"),
    ]


def test_no_child_is_an_inquiry(frost_store: Store) -> None:
    """A person of the review's story has no name that says inquiry or report."""
    rows = ask(
        frost_store,
        """SELECT ?label {
          ?person tt:ofConceptKind/skos:notation "person" ;
            skos:prefLabel|skos:altLabel|skos:hiddenLabel ?label
          FILTER(REGEX(?label, "inquiry|report", "i"))
        }""",
    )
    assert rows == []


def test_which_bodies_are_author_and_subject(frost_store: Store) -> None:
    """A concept that wrote a source leads to the one who wrote it."""
    rows = ask(
        frost_store,
        """SELECT ?label (COUNT(DISTINCT ?source) AS ?sources) {
          ?source dcterms:creator ?agent . ?concept foaf:focus ?agent ; skos:prefLabel ?label
        } GROUP BY ?label ORDER BY DESC(?sources) ?label""",
    )
    assert rows == [
        ("Department of Health", "6"),
        ("Department for Education and Skills", "4"),
        ("Audit Commission", "1"),
        ("Etienne Wenger", "1"),
    ]


def test_which_journals_come_out_most(frost_store: Store) -> None:
    """One journal is one thing, however its title is cut short; a magazine is none."""
    rows = ask(
        frost_store,
        """SELECT ?title (COUNT(*) AS ?sources) {
          ?source dcterms:isPartOf ?journal . ?journal a fabio:Journal ; dcterms:title ?title
        } GROUP BY ?title HAVING (COUNT(*) > 1) ORDER BY DESC(?sources) ?title""",
    )
    assert rows == [
        ("Journal of Interprofessional Care", "3"),
        ("British Journal of Social Work", "2"),
        ("Child Abuse and Neglect", "2"),
        ("Child: Care, Health and Development", "2"),
        ("Children and Society", "2"),
        ("Health and Social Care in the Community", "2"),
    ]


def test_journals_by_the_words_of_the_source(frost_store: Store) -> None:
    """Who asks by the text on the source gets the same count."""
    rows = ask(
        frost_store,
        """SELECT (COUNT(*) AS ?sources) {
          ?source tt:containerTitle "Child: Care, Health and Development"
        }""",
    )
    assert rows == [("2",)]


def test_which_own_works_the_author_cites(frost_store: Store) -> None:
    """The author of the review is the author of B6 and B7."""
    rows = ask(
        frost_store,
        """SELECT ?code {
          ?review a tt:Review ; dcterms:creator ?author .
          ?source dcterms:creator ?author ; tt:code ?code
        } ORDER BY ?code""",
    )
    assert rows == [("B6",), ("B7",)]


def test_who_wrote_a38_and_in_which_order(frost_store: Store) -> None:
    """Its fourth author is Mary Atkinson, whom the review prints with a wrong initial."""
    rows = ask(
        frost_store,
        """SELECT ?order ?name {
          ?source tt:code "A38" ; tt:hasContribution ?part .
          ?part tt:order ?order ; tt:contributor/foaf:name ?name
        } ORDER BY ?order""",
    )
    assert [name for _, name in rows] == [
        "Anne Wilkin", "Kay Kinder", "Richard White", "Mary Atkinson", "Paul Doherty"
    ]  # fmt: skip


def test_with_whom_mary_atkinson_wrote(frost_store: Store) -> None:
    """Her works and her co-authors are found through one person."""
    rows = ask(
        frost_store,
        """SELECT ?name (COUNT(*) AS ?together) {
          ?her foaf:name "Mary Atkinson" . ?source dcterms:creator ?her , ?other .
          ?other foaf:name ?name . FILTER(?other != ?her)
        } GROUP BY ?name ORDER BY DESC(?together) ?name""",
    )
    assert rows == [
        ("Kay Kinder", "4"),
        ("Anne Wilkin", "3"),
        ("Paul Doherty", "3"),
        ("Alison Stott", "2"),
        ("Haynes J", "1"),
        ("Richard White", "1"),
    ]


def test_who_published_most(frost_store: Store) -> None:
    """A publisher is one body, with and without its article, its letters or its name in full."""
    rows = ask(
        frost_store,
        """SELECT ?name (COUNT(DISTINCT ?source) AS ?sources) {
          ?source a tt:Source ; dcterms:publisher ?publisher . ?publisher foaf:name ?name
        } GROUP BY ?name HAVING (COUNT(DISTINCT ?source) > 2) ORDER BY DESC(?sources) ?name""",
    )
    assert rows == [
        ("Stationery Office", "10"),
        ("National Foundation for Educational Research", "6"),
        ("Routledge", "6"),
        ("HMSO", "4"),
        ("Open University Press", "3"),
    ]


def test_who_are_people_and_who_are_bodies(frost_store: Store) -> None:
    """Nobody who wrote, edited or published is a bare agent, and nobody is both."""
    rows = ask(
        frost_store,
        """SELECT ?agent {
          ?document dcterms:creator|bibo:editor|dcterms:publisher ?agent . ?document a ?kind .
          VALUES ?kind { tt:Source tt:Review }
          BIND(EXISTS { ?agent a foaf:Person } AS ?person)
          BIND(EXISTS { ?agent a foaf:Organization } AS ?body)
          FILTER(?person = ?body)
        }""",
    )
    assert rows == []
