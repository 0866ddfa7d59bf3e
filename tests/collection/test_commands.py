"""`kg query` and `kg collect` as they are typed: what they say of several reviews together."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.__main__ import main
from kg.collection.collecting import collect
from kg.collection.settings import load_collection
from kg.commands.dataset import open_dataset
from kg.errors import UsageError
from kg.timings import Timings
from tests.sharing import make_once

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def together(_small: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a collection of two small reviews, which no test may change."""

    def gather(part: Path) -> None:
        collect(load_collection(part / "out"), [str(_small)], (), Timings())

    return make_once(tmp_path_factory, "asked-together", gather) / "out"


def ask(folder: Path, *words: str) -> int:
    """Run `kg query` on a folder; return its status."""
    return main(["query", *words, "-C", str(folder)])


def test_a_query_asks_all_reviews(together: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each has its name for a prefix, which need not be declared."""
    assert ask(together, "SELECT ?r { ?r a tt:Review } ORDER BY ?r") == 0
    assert capsys.readouterr().out.split() == [
        "r",
        "https://example.org/hives/review",
        "https://example.org/tea/review",
    ]
    assert ask(together, "ASK { tea:review a tt:Review . hives:review a tt:Review }") == 0
    assert capsys.readouterr().out == "yes\n"


def test_questions_across_reviews_have_names(
    together: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One that asks about something says so; questions to one review are not asked of many."""
    assert ask(together, "reviews") == 0
    assert len(capsys.readouterr().out.splitlines()) == 3
    assert ask(together, "claims-that-say") == 2
    assert capsys.readouterr().err == "claims-that-say asks about one word: --param word=VALUE\n"
    assert ask(together, "claims-that-say", "--param", "word=pot") == 0
    assert "https://example.org/tea/claims/" in capsys.readouterr().out
    assert ask(together, "sources-behind-a-tip") == 2
    assert "no question's name" in capsys.readouterr().err


def test_what_is_asked_about_may_have_a_prefix(
    together: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A record has the name of its review; one that is in none is told."""
    asked = ("claims-on-a-matched-concept", "--param")
    assert ask(together, *asked, "concept=tea:concepts/tea") == 0
    assert "asked with concept=https://example.org/tea/concepts/tea" in capsys.readouterr().err
    assert ask(together, *asked, "concept=tea:concepts/coffee") == 2
    assert "there is no 'https://example.org/tea/concepts/coffee' here" in capsys.readouterr().err


def test_a_collection_without_a_build_says_how_to_make_one(tmp_path: Path) -> None:
    """Its settings tell that it is one; a folder with neither is no project."""
    (tmp_path / "collection.toml").write_text("")
    with pytest.raises(UsageError, match="run kg collect first"):
        open_dataset(tmp_path)
    (tmp_path / "collection.toml").unlink()
    with pytest.raises(UsageError, match=r"tiptrace\.toml: no such file"):
        open_dataset(tmp_path)


def test_concepts_that_are_the_same_and_near_are_told_apart(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A close match makes no two concepts one, and is not counted as if it did."""
    out, tea = tmp_path / "out", "https://example.org/tea/concepts/tea"
    out.mkdir()
    for predicate, said in (
        ("exactMatch", "concepts: 1 the same in several, 0 pairs near\n"),
        ("closeMatch", "concepts: 0 the same in several, 1 pair near\n"),
    ):
        line = f"{tea}\tskos:{predicate}\thttps://example.org/hives/concepts/varroa\n"
        head = "subject_id\tpredicate_id\tobject_id\n"
        (out / "concepts.sssom.tsv").write_text(head + line, encoding="utf-8")
        assert main(["collect", str(small), "--out", str(out)]) == 0
        assert said in capsys.readouterr().out
