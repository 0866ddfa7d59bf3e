from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kg.errors import BuildError
from kg.outputs.site import rendering


@pytest.mark.parametrize(
    ("path", "root"),
    [
        pytest.param("index.html", "", id="at the top"),
        pytest.param("tips/12.html", "../", id="in a folder"),
        pytest.param("404.html", "/works/tea/", id="shown at any depth"),
    ],
)
def test_links_lead_up_from_where_the_page_lies(path: str, root: str) -> None:
    """The way up to the root depends on the page."""
    assert rendering.root_of(path, {"imprint": {"top": "/works/tea/"}}) == root


def test_a_link_to_elsewhere_stays() -> None:
    """An address of the web is not made relative."""
    assert rendering.link_to("https://example.org/") == "https://example.org/"


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        pytest.param("capitalize_first", "the MATCh team", "The MATCh team", id="first letter"),
        pytest.param("capitalize_first", "b) training", "b) training", id="letter that counts"),
        pytest.param("capitalize_first", "iv. findings", "iv. findings", id="number that counts"),
        pytest.param("fragment", "errata.html#E001", "E001", id="anchor"),
        pytest.param("host", "https://www.example.org/a", "example.org", id="host"),
        pytest.param("midway", "The pot of An", "the pot of An", id="an article in a sentence"),
        pytest.param("midway", "Theory", "Theory", id="no article"),
        pytest.param("name", "concepts/hot-milk.html", "hot milk", id="name of a page"),
        pytest.param("last_part", "tips/12", "12", id="last part"),
        pytest.param("thousands", 12345, "12,345", id="thousands"),
    ],
)
def test_filters_of_text(name: str, value: str | int, shown: str) -> None:
    """Each small filter does what its name says."""
    filters = rendering.make_environment({}).filters
    assert filters[name](value) == shown


def test_neighbours_that_agree_are_grouped_in_order() -> None:
    """Grouping keeps the order of the rows."""
    rows = [{"k": "b", "n": 1}, {"k": "b", "n": 2}, {"k": "a", "n": 3}]
    assert [(key, len(group)) for key, group in rendering.group_rows(rows, "k")] == [
        ("b", 2), ("a", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("\n{{ page.nope }}", "a.html:2: 'dict object' has no", id="unknown value"),
        pytest.param("{% if %}", "a.html:1: Expected an expression", id="syntax"),
        pytest.param("{% include 'b.html' %}", "a.html:1: 'b.html' not found", id="lost part"),
        pytest.param("{{ path|fragment }}", "a.html:1: 'x.html' is a whole page", id="no anchor"),
        pytest.param("{{ path|nope }}", "a.html:1: No filter named 'nope'", id="unknown filter"),
    ],
)
def test_a_broken_template_is_one_line(
    text: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever breaks a template hears which one, and in which line."""
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/a.html").write_text(text)
    monkeypatch.setattr(rendering, "resource_folder", lambda _: tmp_path)
    with pytest.raises(BuildError) as caught:
        rendering.render_page(rendering.make_environment({}), "x.html", "a.html", page={})
    assert str(caught.value).startswith(f"site/templates/{told}")
    assert "\n" not in str(caught.value)


def test_a_column_of_a_row_comes_before_a_method() -> None:
    """A row may have a column named like a method of a mapping; other values keep theirs."""
    template = rendering.make_environment({}).from_string("{{ row.items }} {{ word.upper() }}")
    assert template.render(row={"items": "two"}, word="tea") == "two TEA"


@pytest.mark.parametrize("beside", [True, False])
def test_compiled_templates_are_kept_for_the_same_code_only(
    beside: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They lie where Python keeps its own, if it may; those of another version are thrown away."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "python"))
    monkeypatch.setattr(sys, "dont_write_bytecode", not beside)
    folder = rendering.folder_for_compiled(tmp_path / "cache")
    assert folder.is_relative_to(tmp_path / ("python" if beside else "cache"))
    folder.with_name("templates-of-old").mkdir()
    rendering.make_environment({}, folder).get_template("base.html")
    kept = list(folder.iterdir())
    assert kept
    assert rendering.folder_for_compiled(tmp_path / "cache") == folder
    assert [*folder.parent.iterdir()] == [folder]
    assert list(folder.iterdir()) == kept


@pytest.mark.slow
def test_compiled_templates_know_no_review() -> None:
    """What is kept for all projects is the same in whatever language a review is."""
    english, other = rendering.make_environment({}), rendering.make_environment({})
    review = {"creators": ["Lee"], "language": "cy", "year": "2001"}
    rendering.introduce_site(other, {"review": review, "table_name": "x"})
    for name in english.list_templates():
        text, _, _ = english.loader.get_source(english, name)
        codes = [one.compile(text, name, raw=True) for one in (english, other)]
        assert codes[0] == codes[1], name


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Lee and Fox &amp; Co; the findings table"),
        ("cy", "Lee a(c) Fox &amp; Co; tabl y canfyddiadau"),
    ],
)
def test_names_that_all_pages_know_are_in_the_language_of_the_review(
    language: str, said: str
) -> None:
    """Who wrote the review stands in the order given, and an unnamed table has plain words."""
    review = {"language": language, "creators": ["Lee", "Fox & Co"], "year": "2001"}
    environment = rendering.make_environment({"review": review, "table_name": ""})
    page = environment.from_string("{{ site.review.creators }}; {{ site.table_name }}")
    assert page.render() == said


def test_a_review_that_does_not_say_by_whom_it_is_says_so() -> None:
    """Until somebody tells, each page that names authors and year says that they are not told."""
    review = {"language": "en", "creators": [], "year": None}
    environment = rendering.make_environment({"review": review, "table_name": ""})
    page = environment.from_string("{{ site.review.creators }} ({{ site.review.year }})")
    assert page.render() == "authors not told yet (a year not told yet)"
