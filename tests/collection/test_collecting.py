from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Store

from kg.collection import parts
from kg.graph.queries import load_queries, select_rows
from kg.graph.vocab import SKOS, TT
from kg.resources import resource_folder
from tests.collection.conftest import Collect, write_data

pytestmark = pytest.mark.slow

ACROSS = load_queries(resource_folder("queries") / "across")
FROST, DEEP = "https://w3id.org/tiptrace/frost2005/", "https://example.org/deep-rules/"
OVERLAP = "https://example.org/overlap/"
GLISSON = "https://doi.org/10.1016/s0145-2134(98)00005-2"
GLISSON_PMID = "https://pubmed.ncbi.nlm.nih.gov/9631252"
SMITH = "https://doi.org/10.1186/s12859-020-3427-8"
OWN = NamedNode("https://example.org/collection/graph/collection")


def store_of(out: Path) -> Store:
    return Store.read_only(str((out / "build" / "current" / "store").resolve()))


def files_of(out: Path) -> dict[str, bytes]:
    """Return every file of the build in use but those of its store, by path."""
    build = (out / "build" / "current").resolve()
    return {
        path.relative_to(build).as_posix(): path.read_bytes()
        for path in sorted(build.rglob("*"))
        if path.is_file() and "store" not in path.relative_to(build).parts
    }


def match(subject: str, predicate: str, thing: str) -> str:
    return f"subject_id\tpredicate_id\tobject_id\n{subject}\t{predicate}\t{thing}\n"


@pytest.mark.slow
def test_works_of_several_reviews_are_found(three: Path, out: Path, gather: Collect) -> None:
    """Two works are shared by their DOI, one by a PubMed number beside the DOI of another."""
    done = gather(three)
    assert [str(one) for one in done.problems] == []
    assert done.union is not None
    shared = {group.work: group.reviews for group in done.union.shared}
    assert shared[GLISSON] == ["frost2005", "overlap"]
    assert shared[SMITH] == ["deep-rules", "overlap"]
    assert len(shared) == 3
    store = store_of(out)
    joined = list(store.quads_for_pattern(NamedNode(GLISSON), TT.sameWork, None))
    assert [(quad.object, quad.graph_name) for quad in joined] == [(NamedNode(GLISSON_PMID), OWN)]
    source = NamedNode(f"{OVERLAP}sources/T1")
    assert NamedNode(GLISSON) in {
        q.object for q in store.quads_for_pattern(source, TT.ofWork, None)
    }


@pytest.mark.slow
def test_a_companion_document_is_no_source(three: Path, gather: Collect) -> None:
    """A review holds as many sources as are counted; the first has four companions beside."""
    union = gather(three).union
    assert union is not None
    held = {
        slug: (part.facts["counts"]["sources"], len(part.facts["works"]))
        for slug, part in union.parts.items()
    }
    assert held["frost2005"] == (92, 92)
    assert all(counted == listed for counted, listed in held.values())


@pytest.mark.slow
def test_a_review_has_as_many_claims_as_its_own_pages_count(
    three: Path, out: Path, gather: Collect
) -> None:
    """A debate and what the author says of it are no claims there, so they are none here."""
    union = gather(three).union
    assert union is not None
    kinds = " ".join(
        f"tt:{kind}"
        for kind in (
            "Finding", "Argument", "Recommendation", "Conclusion", "Definition", "Statement"
        )
    )  # fmt: skip
    rows = store_of(out).query(
        "PREFIX tt: <https://w3id.org/tiptrace/ontology#> SELECT ?title (COUNT(DISTINCT ?c) AS ?n) "
        f"WHERE {{ VALUES ?kind {{ {kinds} }} ?c a ?kind ; tt:inReview ?review . "
        "?review <http://purl.org/dc/terms/title> ?title } GROUP BY ?title",
        use_default_graph_as_union=True,
    )
    counted = {row["title"].value: int(row["n"].value) for row in rows}
    listed = select_rows(store_of(out), ACROSS["reviews"])
    assert {str(row["title"]): int(row["claims"]) for row in listed} == counted
    assert sum(part.facts["counts"]["claims"] for part in union.parts.values()) == sum(
        counted.values()
    )


@pytest.mark.slow
def test_a_work_of_like_title_is_proposed_and_not_joined(three: Path, gather: Collect) -> None:
    """A18 of the first review and T5 of the made-up one share a title and a year, and no more."""
    done = gather(three)
    assert done.union is not None
    assert [one.pair for one in done.union.likely_works] == [
        frozenset({f"{FROST}works/A18", f"{OVERLAP}works/T5"})
    ]


@pytest.mark.slow
def test_questions_across_reviews_have_true_answers(
    three: Path, out: Path, gather: Collect
) -> None:
    """Each question of the service to many reviews is answered; joined works count once."""
    out.mkdir()
    said = match(
        f"{OVERLAP}concepts/deep-learning", "skos:exactMatch", f"{DEEP}concepts/deep-learning"
    )
    (out / "concepts.sssom.tsv").write_text(said, encoding="utf-8")
    gather(three)
    store = store_of(out)
    works = select_rows(store, ACROSS["works-in-several-reviews"])
    assert [(row["work"], row["reviews"]) for row in works if row["work"] == GLISSON] == [
        (GLISSON, "2")
    ]
    assert len(works) == 3
    by_review = {row["review"]: row for row in select_rows(store, ACROSS["works-by-review"])}
    assert by_review[f"{OVERLAP}review"]["works"] == "5"
    assert by_review[f"{OVERLAP}review"]["shared"] == "3"
    dated = select_rows(store, ACROSS["works-dated-otherwise"])
    assert [(row["year"], row["other_year"]) for row in dated] == [("2019", "2018")]
    said_of = select_rows(store, ACROSS["what-reviews-say-of-a-work"], {"work": NamedNode(GLISSON)})
    assert {row["review"] for row in said_of} == {f"{FROST}review", f"{OVERLAP}review"}
    matched = select_rows(store, ACROSS["matched-concepts"])
    assert {row["review"] for row in matched} == {f"{DEEP}review", f"{OVERLAP}review"}
    about = select_rows(
        store,
        ACROSS["claims-on-a-matched-concept"],
        {"concept": NamedNode(f"{OVERLAP}concepts/deep-learning")},
    )
    assert {row["review"] for row in about} == {f"{DEEP}review", f"{OVERLAP}review"}


@pytest.mark.slow
def test_no_triple_stands_in_two_graphs(three: Path, out: Path, gather: Collect) -> None:
    """A graph is a set: what several reviews say of one work is counted once."""
    gather(three)
    rows = select_rows(
        store_of(out),
        "SELECT ?s ?p ?o { GRAPH ?a { ?s ?p ?o } GRAPH ?b { ?s ?p ?o } FILTER(STR(?a) < STR(?b)) }",
    )
    assert rows == []


@pytest.mark.slow
def test_concepts_are_matched_by_the_file_alone(small: Path, out: Path, gather: Collect) -> None:
    """Without the file nothing is matched; with it, both ways round, in the collection's graph."""
    gather(small)
    assert not list(store_of(out).quads_for_pattern(None, SKOS.exactMatch, None))
    tea, mite = "https://example.org/tea/concepts/tea", "https://example.org/hives/concepts/varroa"
    (out / "concepts.sssom.tsv").write_text(match(tea, "skos:exactMatch", mite), encoding="utf-8")
    done = gather()
    assert done.changed
    found = list(store_of(out).quads_for_pattern(None, SKOS.exactMatch, None))
    assert {(q.subject.value, q.object.value) for q in found} == {(tea, mite), (mite, tea)}
    assert {quad.graph_name for quad in found} == {OWN}


@pytest.mark.slow
def test_collecting_again_does_nothing_and_says_so(small: Path, gather: Collect) -> None:
    """The same builds, files and settings are the same collection."""
    assert gather(small).changed
    done = gather(small)
    assert not done.changed
    assert list(done.problems) == []


@pytest.mark.slow
def test_what_is_wrong_with_a_file_is_told_as_long_as_it_is(
    small: Path, out: Path, gather: Collect
) -> None:
    """Also where nothing has changed; of lines against each other one is in the graph."""
    tea, mite = "https://example.org/tea/concepts/tea", "https://example.org/hives/concepts/varroa"
    text = match(tea, "skos:broadMatch", mite) + f"{tea}\tskos:narrowMatch\t{mite}\n"
    out.mkdir(exist_ok=True)
    (out / "concepts.sssom.tsv").write_text(text, encoding="utf-8")
    first, again = gather(small), gather(small)
    assert (first.changed, again.changed) == (True, False)
    assert [str(one)[:33] for one in first.problems] == ["concepts.sssom.tsv:3:1: MAP003 li"]
    assert [*again.problems] == [*first.problems]
    found = [*store_of(out).quads_for_pattern(NamedNode(tea), SKOS.broadMatch, None)]
    assert [quad.object.value for quad in found] == [mite]
    assert not [*store_of(out).quads_for_pattern(NamedNode(tea), SKOS.narrowMatch, None)]


@pytest.mark.slow
def test_only_the_review_that_changed_is_made_anew(
    small: Path, out: Path, gather: Collect, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Replacing one review reads the data of one, and the store differs by its graphs alone."""
    gather(small)
    before = {path.name: path.stat().st_ino for path in (out / "build" / "parts").iterdir()}
    data = small / "hives" / "build" / "current" / "data" / "dataset.nq"
    text = data.read_text(encoding="utf-8").replace("The sugar roll misses", "The roll misses")
    changed = small / "changed"
    shutil.copytree((small / "hives" / "build" / "current").resolve(), changed)
    (changed / "data" / "dataset.nq").unlink()
    (changed / "data" / "dataset.nq").write_text(text, encoding="utf-8")
    read: list[str] = []
    real = parts.read_facts
    monkeypatch.setattr(
        parts,
        "read_facts",
        lambda store, base, pages: read.append(base) or real(store, base, pages),
    )
    assert gather(changed).changed
    assert read == ["https://example.org/hives/"]
    after = {path.name: path.stat().st_ino for path in (out / "build" / "parts").iterdir()}
    assert {name for name in before if name.startswith("tea")} <= after.keys()
    store = store_of(out)
    graph = NamedNode("https://example.org/hives/graph/review")
    told = {q.object.value for q in store.quads_for_pattern(None, TT.statement, None, graph)}
    assert "The roll misses mites that the wash finds." in told
    assert "The sugar roll misses mites that the wash finds." not in told


@pytest.mark.slow
def test_a_collection_made_in_steps_is_the_one_made_at_once(
    small: Path, out: Path, gather: Collect
) -> None:
    """Whatever was there before, the same builds give the same files and the same graph."""
    gather(small)
    whole, quads = files_of(out), set(store_of(out))
    shutil.rmtree(out)
    gather(small / "hives")
    gather(small / "tiny")
    gather(removed=("hives",))
    gather(small / "hives")
    assert files_of(out) == whole
    assert set(store_of(out)) == quads


@pytest.mark.slow
def test_what_is_broken_is_left_out_and_named(small: Path, gather: Collect) -> None:
    """A damaged build, a bomb, a zip that climbs and a draft: each is a line, the rest is made."""
    with zipfile.ZipFile(small / "climbs.zip", "w") as archive:
        archive.writestr("data/dataset.nq", b"x")
        archive.writestr("../../escaped", b"x")
    with zipfile.ZipFile(small / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data/dataset.nq", b"0" * (20 << 20))
    (small / "broken" / "data").mkdir(parents=True)
    (small / "broken" / "data" / "dataset.nq").write_text("<a> nonsense", encoding="utf-8")
    done = gather(small, small / "nothing")
    assert done.manifest is not None
    assert sorted(done.manifest.reviews) == ["hives", "tea"]
    told = {Path(one.location.path).name: one.message for one in done.problems}
    assert sorted(told) == ["bomb.zip", "broken", "climbs.zip", "nothing"]
    assert all(message.startswith("left out: ") for message in told.values())
    assert {one.code for one in done.problems} == {"COL001"}
    assert not list(small.parent.rglob("escaped"))


@pytest.mark.slow
def test_a_review_whose_new_build_is_broken_stays_as_it_was(
    small: Path, out: Path, gather: Collect
) -> None:
    """Nothing is lost: the part of before is in the collection still."""
    gather(small)
    before = files_of(out)
    current = (small / "hives" / "build" / "current").resolve()
    (current / "data" / "dataset.nq").unlink()
    (current / "data" / "dataset.nq").write_text("<a> nonsense", encoding="utf-8")
    done = gather(small)
    assert len(done.problems) == 1
    assert files_of(out) == before


def test_data_of_several_reviews_or_none_are_no_build(
    three: Path, gather: Collect, tmp_path: Path
) -> None:
    """What is no build of one review is left out in words."""
    both = b"".join(
        (three / name / "data/dataset.nq").read_bytes() for name in ("overlap", "frost")
    )
    line = "<http://e/s> <http://e/p> <http://e/o> <https://e.org/x/graph/review> .\n"
    cases = {
        "both": (both, "its data hold several reviews"),
        "none": (b"<http://e/s> <http://e/p> <http://e/o> <http://e/g> .\n", "hold no review"),
        "blank": (line.replace("<http://e/s>", "_:s").encode(), "blank nodes"),
        "triple": (
            line.replace("<http://e/o>", "<<( <http://e/s> <http://e/p> _:o )>>").encode(),
            "a triple about a triple",
        ),
        "no graph": (f"{line}<http://e/s> <http://e/p> <http://e/o> .\n".encode(), "in no graph"),
        "another's": (
            f"{line}{line.replace('x/graph/review', 'y/graph/meta')}".encode(),
            "is not below https://e.org/x/graph/",
        ),
    }
    for name, (content, _) in cases.items():
        (tmp_path / "in" / name / "data").mkdir(parents=True)
        (tmp_path / "in" / name / "data" / "dataset.nq").write_bytes(content)
    done = gather(tmp_path / "in")
    assert done.manifest is None
    told = {Path(one.location.path).name: one.message for one in done.problems}
    for name, (_, said) in cases.items():
        assert said in told[name]


@pytest.mark.slow
def test_half_of_a_review_is_not_taken_for_a_whole_one(
    small: Path, tmp_path: Path, out: Path, gather: Collect
) -> None:
    """A file that ends between two lines can be read; the build tells how many there were."""
    gather(small / "hives")
    before = files_of(out)
    shutil.copytree((small / "hives" / "build" / "current").resolve(), tmp_path / "cut")
    data = tmp_path / "cut" / "data" / "dataset.nq"
    lines = data.read_bytes().splitlines(keepends=True)
    data.unlink()
    data.write_bytes(b"".join(lines[:-5]))
    [problem] = gather(tmp_path / "cut").problems
    assert problem.code == "COL001"
    assert "a file was cut short, or edited; build it anew" in problem.message
    assert files_of(out) == before


def test_what_a_review_says_of_anothers_records_is_left_out(
    overlap_store: Store, tmp_path: Path, out: Path, gather: Collect
) -> None:
    """Only a review says what it says: a stranger cannot put words into another's mouth."""
    write_data(overlap_store, tmp_path / "ours")
    write_data(overlap_store, tmp_path / "theirs")
    path = tmp_path / "theirs" / "data" / "dataset.nq"
    forged = (
        f'<{OVERLAP}claims/faces> <{TT.statement.value}> "forged" <https://e.org/x/graph/review> .'
    )
    text = path.read_text(encoding="utf-8").replace(OVERLAP, "https://e.org/x/")
    path.write_text(f"{text}{forged}\n", encoding="utf-8")
    done = gather(tmp_path / "ours", tmp_path / "theirs")
    assert done.manifest is not None
    assert sorted(done.manifest.reviews) == ["overlap", "x"]
    told = store_of(out).quads_for_pattern(NamedNode(f"{OVERLAP}claims/faces"), TT.statement, None)
    assert [quad.object.value for quad in told] == ["A network can tell faces apart."]
