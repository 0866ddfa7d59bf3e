import pytest

from kg.resources import resource_files, resource_folder


@pytest.mark.parametrize("name", ["ontology", "queries", "site"])
def test_the_engine_s_files_are_found(name: str) -> None:
    """Ontology, queries and templates are there, in a checkout as in a wheel."""
    assert any(resource_folder(name).rglob("*.*"))


def test_code_and_resources_shape_a_build() -> None:
    """A changed module or template makes a new build."""
    names = {path.name for path in resource_files()}
    assert {"pipeline.py", "tiptrace.ttl", "shapes.ttl", "base.html", "appendix-1.rq"} <= names
