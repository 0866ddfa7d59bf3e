"""The messages of templates, and how a file of translations follows them."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.catalog import Message

from kg.catalogues import read_catalogue
from kg.outputs.site import messages
from kg.outputs.site.messages import find_code_messages
from kg.outputs.site.rendering import make_environment

TEMPLATE = """\
{{ _("Search") }} {% trans num=3 %}{{ num }} tip{% pluralize %}{{ num }} tips{% endtrans %}
{{ ngettext("%(num)s pot", "%(num)s pots", 2) }} {% trans to="x" %}<a href="{{ to }}">A
  link</a>{% endtrans %} {{ _(row.label) }}"""
POTS = ("%(num)s pot", "%(num)s pots")
TIPS = ("%(num)s tip", "%(num)s tips")


@pytest.fixture(autouse=True)
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder that stands for `site/`, with one template and no language."""
    (tmp_path / "templates").mkdir()
    (tmp_path / "languages").mkdir()
    (tmp_path / "templates" / "a.html").write_text(TEMPLATE, encoding="utf-8")
    monkeypatch.setattr(messages, "resource_folder", lambda _: tmp_path)
    monkeypatch.setattr(messages, "NAMED", frozenset({"Series"}))
    monkeypatch.setattr(messages, "find_script_messages", lambda: {"Copy"})
    monkeypatch.setattr(messages, "find_code_messages", set)
    monkeypatch.setattr(messages, "find_table_messages", set)
    return tmp_path


def _told(path: Path) -> dict[str | tuple[str, str], Message]:
    return {message.id: message for message in read_catalogue(path) if message.id}


def test_messages_are_found_as_they_will_be_looked_up() -> None:
    """Line breaks are blanks, values are names, markup stays, and what is counted has two forms."""
    found = messages.messages_of(make_environment({}), TEMPLATE)
    assert found == {"Search", TIPS, POTS, '<a href="%(to)s">A link</a>'}


def test_a_new_language_is_one_file_with_all_to_be_translated(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its plural forms are those of CLDR; what code and scripts say is in it too."""
    messages.main(["ar"])
    path = site / "languages" / "ar.po"
    assert path.read_text("utf-8").startswith("# Arabic words of the site. Nobody has reviewed")
    assert read_catalogue(path).num_plurals == 6
    assert len(_told(path)[TIPS].string) == 6
    assert capsys.readouterr().out == "ar.po: 6 messages, 6 to be translated\n"


def test_what_is_translated_stays_and_what_nobody_says_goes() -> None:
    """Header and translations are kept, messages sorted, and a second run changes nothing."""
    path = messages.begin_catalogue("cy")
    with path.open("a", encoding="utf-8") as file:
        file.write('\nmsgid "Search"\nmsgstr "Chwilio"\n\nmsgid "Gone"\nmsgstr "Wedi mynd"\n')
    header = path.read_text("utf-8").partition("\n\n")[0]
    messages.main(["cy"])
    once = path.read_text("utf-8")
    assert once.startswith(f"{header}\n\n")
    told = _told(path)
    assert told["Search"].string == "Chwilio"
    assert list(told) == [POTS, TIPS, '<a href="%(to)s">A link</a>', "Copy", "Search", "Series"]
    messages.main([])
    assert path.read_text("utf-8") == once


def test_a_wrong_tag_makes_no_file(site: Path) -> None:
    """What is no language tag is told, with what to write."""
    with pytest.raises(SystemExit, match="write cy"):
        messages.main(["Welsh"])
    assert [*(site / "languages").iterdir()] == []


def test_what_code_says_is_found_wherever_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A call within another text counts, one with a value in the message's place does not."""
    code = "f'{voice.say(\"Draft\")}: {x}', voice.say_count('%(num)s a', 'b', 2), voice.say(name)"
    (tmp_path / "part.py").write_text(code, encoding="utf-8")
    monkeypatch.setattr(messages, "PACKAGE", tmp_path)
    assert find_code_messages() == {"Draft", ("%(num)s a", "b")}
