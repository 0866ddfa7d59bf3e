from kg.graph.iris import Iris

IRIS = Iris("https://example.org/tea/")


def test_paths_and_iris_are_inverse() -> None:
    """The path of an IRI leads back to the IRI, fragment and all."""
    iri = IRIS.of("claims/x#evidence-1")
    assert IRIS.path_of(iri.value) == "claims/x#evidence-1"


def test_iris_from_elsewhere_have_no_path() -> None:
    """Only IRIs below the review's base are its own."""
    assert IRIS.path_of("https://example.org/coffee/tips/1") is None
