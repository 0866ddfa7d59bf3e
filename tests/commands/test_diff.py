import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from kg.__main__ import main
from kg.sources.folder.project import Project
from tests.conftest import ROOT, TINY

pytestmark = pytest.mark.slow

TITLE = "Our Pot"
Edit = Callable[[str, str, str], Project]


def test_the_status_is_that_of_diff(edit: Edit, capsys: pytest.CaptureFixture[str]) -> None:
    """0 when both say the same, 1 when they differ, 2 when one cannot be read."""
    assert main(["diff", str(TINY), str(TINY)]) == 0
    assert capsys.readouterr().out == f"{TINY} and {TINY} say the same\n"
    project = edit("data/appendices.yaml", "codes: [D1]", "codes: [D1, C1]")
    assert main(["diff", str(TINY), str(project.folder)]) == 1
    told = capsys.readouterr().out
    assert "~ rows/2 “keep it clean”  (data/appendices.yaml:" in told
    assert f"tips/2 “Wash it”: + sources/C1 “{TITLE}”\n" in told
    edit("data/appendices.yaml", "codes: [D1, C1]", "codes: [D1")
    assert main(["diff", str(TINY), str(project.folder)]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "its files have errors (see kg check)" in captured.err


def test_json_is_as_its_schema_says(edit: Edit, capsys: pytest.CaptureFixture[str]) -> None:
    """Programs can rely on docs/comparing.schema.json."""
    schema = json.loads((ROOT / "docs" / "comparing.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    project = edit("data/appendices.yaml", "codes: [D1]", "codes: [D1, C1]")
    edit("data/tips.yaml", "Wash the pot after use.", "Wash the pot after each use.")
    assert main(["diff", str(TINY), str(project.folder), "--format", "json"]) == 1
    content = json.loads(capsys.readouterr().out)
    Draft202012Validator(schema).validate(content)
    assert content["tips"] == [
        {
            "path": "tips/2",
            "title": "Wash it",
            "added": [{"path": "sources/C1", "label": TITLE, "stance": None}],
            "removed": [],
        }
    ]
    assert {one["path"] for one in content["records"]} == {"rows/2", "tips/2"}


def test_the_page_loads_nothing_and_escapes_what_it_shows(
    edit: Edit, capsys: pytest.CaptureFixture[str]
) -> None:
    """A stranger's words are text on the page, and nothing else."""
    project = edit("data/tips.yaml", "Wash the pot after use.", "<script src=//x></script> Wash.")
    assert main(["diff", str(TINY), str(project.folder), "--format", "html"]) == 1
    page = capsys.readouterr().out
    tags = {*re.findall(r"<([a-z0-9]+)", page)}
    assert "script" not in tags
    assert "&lt;script src=//x&gt;" in page
    assert {"h1", "h2", "ins", "del"} <= tags


@pytest.mark.parametrize("form", ["text", "md", "json", "html"])
def test_each_format_tells_that_nothing_differs(
    form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two equal states are told as such in every format."""
    assert main(["diff", str(TINY), str(TINY), "--format", form]) == 0
    told = capsys.readouterr().out
    assert "say the same" in told or json.loads(told)["same"]


def test_a_build_is_compared_with_its_project_by_graph(built: Project) -> None:
    """A build says what its project says; a change shows in the words of the graph."""
    folder, current = str(built.folder), str(built.current)
    assert main(["diff", folder, current]) == 0
    path = built.data / "appendices.yaml"
    path.write_text(path.read_text().replace("codes: [D1]", "codes: [D1, C1]"))
    assert main(["diff", current, folder]) == 1
    digest = json.loads((built.current / "manifest.json").read_text())["digest"]
    assert main(["diff", digest[:8], current, "-C", folder]) == 0
    assert main(["build", "--zip", "-C", folder]) == 0
    zipped = str(next(Path(current).rglob("whole-site.zip")))
    assert main(["diff", zipped, current]) == 0
