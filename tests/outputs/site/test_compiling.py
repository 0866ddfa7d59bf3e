from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment

from kg.outputs.site import compiling
from kg.outputs.site.rendering import folder_for_compiled, make_environment


def test_every_template_is_compiled_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the cache holds is used: no template is compiled again from its text."""
    compiling.compile_templates(tmp_path)
    environment = make_environment({}, folder_for_compiled(tmp_path))
    monkeypatch.delattr(Environment, "compile")
    names = environment.list_templates()
    assert "base.html" in names
    assert all(environment.get_template(name).name == name for name in names)


def test_the_process_beside_fills_the_cache(tmp_path: Path) -> None:
    """An empty cache is filled by a process that ends by itself; a filled one needs none."""
    folder = folder_for_compiled(tmp_path)
    with compiling.templates_compiled_beside(tmp_path) as process:
        assert process is not None
        assert process.wait(timeout=60) == 0
    assert any(folder.iterdir())
    with compiling.templates_compiled_beside(tmp_path) as process:
        assert process is None


def test_the_process_beside_does_not_outlive_a_failure(tmp_path: Path) -> None:
    """When the work beside it fails, the process is ended too."""
    with (
        pytest.raises(ZeroDivisionError),
        compiling.templates_compiled_beside(tmp_path) as process,
    ):
        raise ZeroDivisionError
    assert process is not None
    assert process.poll() is not None
