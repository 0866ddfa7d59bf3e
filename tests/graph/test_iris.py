import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.iris import Iris, slug_of
from kg.model import Name

IRIS = Iris("https://example.org/tea/")


def test_paths_and_iris_are_inverse() -> None:
    """The path of an IRI leads back to the IRI, fragment and all."""
    iri = IRIS.of("claims/x#evidence-1")
    assert IRIS.path_of(iri.value) == "claims/x#evidence-1"


def test_iris_from_elsewhere_have_no_path() -> None:
    """Only IRIs below the review's base are its own."""
    assert IRIS.path_of("https://example.org/coffee/tips/1") is None


@pytest.mark.parametrize(
    ("text", "slug"),
    [("Øvretveit J", "ovretveit-j"), ("Climbié, Victoria", "climbie-victoria"), ("A–Z", "a-z")],
)
def test_slugs_fold_letters_to_ascii(text: str, slug: str) -> None:
    """Accents and special letters become plain ones."""
    assert slug_of(text) == slug


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("王伟", "李娜", id="another-script"),
        pytest.param("Иванов A", "Петров A", id="a-letter-of-ours-beside"),
        pytest.param("+", "\u2212", id="signs-only"),
    ],
)
def test_what_ascii_cannot_say_is_told_by_a_digest(one: str, other: str) -> None:
    """Two texts that ASCII leaves nothing of are two slugs all the same, and neither is empty."""
    assert slug_of(one) != slug_of(other)
    assert slug_of(one)
    assert slug_of(other)


def test_a_letter_has_one_slug_however_it_is_composed() -> None:
    """ё as one code point or as two is one letter, and so one name."""
    assert slug_of("\u0451") == slug_of("\u0435\u0308")


@given(st.text())
def test_a_slug_is_its_own_slug(text: str) -> None:
    """Making a slug twice changes nothing, and only lower case words and hyphens remain."""
    slug = slug_of(text)
    assert slug_of(slug) == slug
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_one_person_has_one_iri() -> None:
    """The same printed name gives the same agent wherever it stands."""
    name = Name(family="Berg", given="J. K.", particle="van der")
    assert IRIS.agent(name) == IRIS.of("agents/van-der-berg-j-k")
