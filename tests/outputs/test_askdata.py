from __future__ import annotations

import base64
import gzip
import hashlib
import json
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Store

from kg.graph.queries import Parameter, Query, load_queries, select_rows
from kg.outputs.askdata import render_dataset_script, text_to_edit
from kg.resources import resource_folder

_NQUADS = b'<a:s> <a:p> <a:o> <a:g> .\n<a:s> <a:p> "\xc3\xa9" <a:g> .\n'


def _data() -> dict[str, object]:
    text = render_dataset_script(_NQUADS, "a:", {"tips": "tips/{}.html"}, {"tt": "t:"})
    data: dict[str, object] = json.loads(text.removeprefix("window.tiptraceDataset=")[:-2])
    return data


def test_the_dataset_comes_out_as_it_went_in() -> None:
    """The script holds just the dataset's bytes, packed."""
    assert gzip.decompress(base64.b64decode(str(_data()["nquads"]))) == _NQUADS


def test_the_statements_are_counted() -> None:
    """The script says how many statements it holds."""
    assert _data()["statements"] == 2


def test_two_scripts_are_the_same() -> None:
    """No time stands in the script, so the same dataset gives the same bytes."""
    assert _data() == _data()


def test_the_engine_is_the_one_of_its_version_file() -> None:
    """The engine in the vendored script has the digest that its VERSION file tells."""
    folder = resource_folder("site") / "static" / "vendor" / "oxigraph"
    script = (folder / "engine.js").read_text(encoding="utf-8")
    packed = script.rpartition('wasm:"')[2].partition('"')[0]
    digest = hashlib.sha256(gzip.decompress(base64.b64decode(packed))).hexdigest()
    assert digest in (folder / "VERSION").read_text(encoding="utf-8").split()


_QUESTIONS = load_queries(resource_folder("queries") / "examples")
_BASE = "https://w3id.org/tiptrace/frost2005/"


@pytest.mark.parametrize("name", [name for name, query in _QUESTIONS.items() if query.parameters])
def test_what_one_starts_from_gives_the_stored_answer(real_store: Store, name: str) -> None:
    """A question put in the editor has its parameters filled, and so the answer that is stored."""
    query = _QUESTIONS[name]
    terms = {item.name: NamedNode(f"{_BASE}{item.default}") for item in query.parameters}
    stored = select_rows(real_store, query, terms)
    assert select_rows(real_store, text_to_edit(query, _BASE)) == stored


@pytest.mark.parametrize(
    ("kind", "default", "term"),
    [
        pytest.param("path", "tips/1", "<b:tips/1>", id="path"),
        pytest.param("iri", "http://x.org/", "<http://x.org/>", id="iri"),
        pytest.param("integer", "3", "3", id="integer"),
        pytest.param("string", 'say "no"', '"say \\"no\\""', id="string"),
    ],
)
def test_a_parameter_becomes_a_clause(kind: str, default: str, term: str) -> None:
    """The default of a parameter stands in the query as a term that the reader can change."""
    query = Query("q", Path("q.rq"), "SELECT ?x {}", {}, (Parameter("x", kind, default),))
    assert text_to_edit(query, "b:").splitlines()[-1] == f"VALUES ?x {{ {term} }}"


def test_a_question_without_parameters_stays_as_it_is() -> None:
    """A query that asks one thing only is not changed."""
    assert text_to_edit(Query("q", Path("q.rq"), "ASK {}", {}), "b:") == "ASK {}\n"
