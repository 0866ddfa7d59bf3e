from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.sources.project import decode_text, load_project

GOOD = 'title = "Tea"\nbase = "https://example.org/tea/"\n'


def test_settings_are_read(tmp_path: Path) -> None:
    """Title and base come from tiptrace.toml; the language has a default."""
    (tmp_path / "tiptrace.toml").write_text(GOOD)
    project = load_project(tmp_path)
    assert (project.title, project.base, project.language) == (
        "Tea",
        "https://example.org/tea/",
        "en",
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("title = \n", "Invalid value", id="no-toml"),
        pytest.param('title = "x"\n', "'base' is missing", id="no-base"),
        pytest.param(GOOD + 'colour = "red"\n', "unknown setting 'colour'", id="stranger"),
        pytest.param(GOOD.replace("tea/", "tea"), "end with a slash", id="base-without-slash"),
        pytest.param(GOOD + 'tool = ">=99.0"\n', "needs tiptrace >=99.0", id="newer-tool"),
        pytest.param(GOOD + 'tool = "latest"\n', "write the tool setting", id="bad-pin"),
    ],
)
def test_bad_settings_say_what_to_do(tmp_path: Path, text: str, said: str) -> None:
    """A settings file that does not serve is named with its fault."""
    (tmp_path / "tiptrace.toml").write_text(text)
    with pytest.raises(UsageError, match=said):
        load_project(tmp_path)


def test_a_folder_that_is_no_project_is_said_so(tmp_path: Path) -> None:
    """Without a settings file the message names -C and kg new."""
    with pytest.raises(UsageError, match="-C"):
        load_project(tmp_path)


def test_text_that_is_not_utf8_is_a_problem_at_its_byte() -> None:
    """The line of the first bad byte is given."""
    text, [problem] = decode_text(b"line one\nAl\xe9 two\n", "data/x.bib")
    assert text is None
    assert (problem.location.line, problem.location.column) == (2, 3)
