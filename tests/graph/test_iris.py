from kg.graph.iris import Iris

IRIS = Iris("https://example.org/tea/")


def test_paths_and_iris_are_inverse() -> None:
    """The path of an IRI leads back to the IRI, fragment and all."""
    iri = IRIS.of("claims/x#evidence-1")
    assert IRIS.path_of(iri.value) == "claims/x#evidence-1"


def test_iris_from_elsewhere_have_no_path() -> None:
    """Only IRIs below the review's base are its own."""
    assert IRIS.path_of("https://example.org/coffee/tips/1") is None


def test_a_record_may_have_another_name_in_the_graph() -> None:
    """The data call a citation by its place; problems are told by what the data have."""
    iris = IRIS.calling({"mentions/17": "mentions/tea--A9"})
    assert iris.of("mentions/17") == IRIS.of("mentions/tea--A9")
    assert iris.path_of(f"{IRIS.base}mentions/tea--A9#span") == "mentions/17#span"
    assert iris.path_of(f"{IRIS.base}tips/1") == "tips/1"
