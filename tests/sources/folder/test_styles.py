from __future__ import annotations

from pathlib import Path

import pytest

from kg.csl import Style
from kg.sources.folder.styles import SHIPPED, find_style
from tests.test_csl import STYLE


@pytest.mark.parametrize(
    ("name", "title"),
    [
        pytest.param("APA", "APA Style 7th edition", id="apa"),
        pytest.param("apa.csl", "APA Style 7th edition", id="as a file"),
        pytest.param("Harvard", "Cite Them Right", id="harvard"),
        pytest.param("Vancouver", "NLM/Vancouver", id="vancouver"),
        pytest.param("Chicago author-date", "Chicago Manual of Style", id="chicago"),
        pytest.param("MHRA", "MHRA Style Guide", id="mhra"),
        pytest.param("nature", "Nature", id="any other"),
    ],
)
def test_a_style_is_found_by_the_name_that_authors_know(
    name: str, title: str, tmp_path: Path
) -> None:
    """Case and blanks do not count, and all styles of the CSL project are there."""
    style = find_style(name, tmp_path)
    assert isinstance(style, Style)
    assert style.title.startswith(title)


def test_every_shipped_name_leads_to_a_style_under_its_licence(tmp_path: Path) -> None:
    """Each says of itself that it may be given on: CC BY-SA."""
    for name in SHIPPED:
        style = find_style(name, tmp_path)
        assert isinstance(style, Style)
        assert b"creativecommons.org/licenses/by-sa/3.0/" in style.content


def test_a_file_beside_the_settings_goes_before_the_collection(tmp_path: Path) -> None:
    """An author's own `apa.csl` is meant, not the one that everybody has."""
    (tmp_path / "apa.csl").write_text(STYLE)
    style = find_style("apa.csl", tmp_path)
    assert isinstance(style, Style)
    assert style.title == "Tea and Biscuits"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        pytest.param("../apa.csl", "without a folder", id="climbing"),
        pytest.param("/etc/passwd", "without a folder", id="whole path"),
        pytest.param("harvrd", "did you mean 'harvard'?", id="misspelt"),
        pytest.param("vancouver-nlm", 'write csl = "nlm-citation-sequence"', id="dependent"),
        pytest.param("out.csl", "leads out of the project", id="link"),
        pytest.param("folder.csl", "this is a folder", id="folder"),
    ],
)
def test_a_name_that_leads_to_no_style_is_told(name: str, said: str, tmp_path: Path) -> None:
    """What lies outside the project is not read."""
    (tmp_path / "out.csl").symlink_to("/etc/passwd")
    (tmp_path / "folder.csl").mkdir()
    fault = find_style(name, tmp_path)
    assert isinstance(fault, str)
    assert said in fault


def test_without_the_collection_the_line_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A plain install still reads a file of the project's own."""
    monkeypatch.setattr("kg.sources.folder.styles.find_spec", lambda _: None)
    fault = find_style("apa", tmp_path)
    assert isinstance(fault, str)
    assert "pip install 'tiptrace[authors]'" in fault
    (tmp_path / "tea.csl").write_text(STYLE)
    assert isinstance(find_style("tea.csl", tmp_path), Style)
