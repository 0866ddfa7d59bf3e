"""The words of the site: which templates have them to translate, and what each language lacks."""

from __future__ import annotations

import re
from gettext import NullTranslations
from pathlib import Path

import pytest
from babel import Locale
from jinja2 import nodes

from kg.catalogues import Translation, path_of_catalogue, read_catalogue
from kg.outputs.site.messages import find_messages
from kg.outputs.site.rendering import make_environment
from kg.outputs.site.translations import Messages, translate_into
from kg.resources import resource_folder
from tests.outputs.site.framing import TEMPLATES
from tests.outputs.site.walking import parse_template

SITE = resource_folder("site")
LANGUAGES = sorted((SITE / "languages").glob("*.po"))
# Names, which are the same in each language.
_NAMES = "Turtle|JSON-LD|BibTeX|RIS|CSL-JSON|Tiptrace"
MARKED = '<span lang="en" dir="ltr">{}</span>'


def _has_words(name: str) -> bool:
    """Say whether a template has words outside of messages: letters of its own between the tags."""
    text = "".join(node.data for node in parse_template(name).find_all(nodes.TemplateData))
    text = re.sub(r"<(script|style|svg)\b.*?</\1>", "", text, flags=re.DOTALL)
    # A tag may hold statements, which are no part of its text: it ends where the next one begins.
    # A macro may give attributes alone: their names are no words either.
    words = re.sub(rf"<!--.*?-->|&\w+;|<[^<>]*>?|\b[a-z]+=\"\"|\b(?:{_NAMES})\b", "", text)
    heard = re.search(
        r"\b(?:aria-label|title|alt|placeholder|data-label)=\"[^\"]*[A-Za-z]{2}", text
    )
    return re.search(r"[A-Za-z]{2}", words) is not None or heard is not None


def test_no_template_has_words_that_cannot_be_translated() -> None:
    """What stands between the tags of a template, or is read out of them, is all in messages."""
    assert [name for name in TEMPLATES if _has_words(name)] == []


def test_a_message_escapes_what_is_put_into_it() -> None:
    """Markup of a message stays, that of a value does not; nothing of one saying is in the next."""
    say = Messages(NullTranslations())
    for value, shown in (("<i>", "&lt;i&gt;"), ("tea", "tea")):
        assert say("<b>%(value)s</b>, 100%%", value=value) == f"<b>{shown}</b>, 100%"
        assert say("<b>All</b>, 100%%") == "<b>All</b>, 100%"


def test_no_template_gives_a_value_the_name_of_gettext() -> None:
    """A value that is called `_` would hide the function that translates, below where it stands."""
    hiding = {
        name
        for name in TEMPLATES
        for node in parse_template(name).find_all(nodes.Name)
        if node.name == "_" and node.ctx != "load"
    }
    assert hiding == set()


@pytest.mark.parametrize("path", LANGUAGES, ids=lambda path: path.stem)
def test_a_language_has_each_message_and_no_other(path: Path) -> None:
    """Nothing is untranslated, nothing is translated that no template says, and no name is lost."""
    catalogue = read_catalogue(path)
    told = {message.id: message for message in catalogue if message.id}
    assert set(told) == find_messages(), "make words"
    for ids, message in told.items():
        # "The one" may stand without its number, as in English.
        least, names = (
            {*re.findall(r"%\(\w+\)s", said)}
            for said in ([ids] * 2 if isinstance(ids, str) else ids)
        )
        strings = (message.string,) if isinstance(message.string, str) else message.string
        assert all(strings), ids
        assert all(least <= {*re.findall(r"%\(\w+\)s", it)} <= names for it in strings), ids
        assert not message.fuzzy


@pytest.mark.parametrize("path", LANGUAGES, ids=lambda path: path.stem)
def test_a_language_has_all_its_plural_forms(path: Path) -> None:
    """As many forms are given of what is counted as the language has: six in Welsh."""
    catalogue = read_catalogue(path)
    # The rest of the numbers is a form of its own, which CLDR does not list.
    assert catalogue.num_plurals == len(Locale.parse(path.stem, sep="-").plural_form.tags) + 1
    counted = [message for message in catalogue if isinstance(message.id, tuple)]
    assert counted
    assert {len(message.string) for message in counted} == {catalogue.num_plurals}


@pytest.mark.parametrize(
    ("tag", "stem"), [("cy", "cy"), ("CY-gb", "cy"), ("ar", None), ("../cy", None), ("en", None)]
)
def test_the_file_of_a_language_is_found_by_its_tag(tag: str, stem: str | None) -> None:
    """The file is that of the tag, or of its first part; a tag is never a path."""
    path = path_of_catalogue(tag)
    assert (path and path.stem) == stem


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en-GB", "Search <b>&lt;x&gt;</b> nowhere"),
        ("cy", f"Chwilio <b>&lt;x&gt;</b> {MARKED.format('nowhere')}"),
        ("ar", f"{MARKED.format('Search')} <b>&lt;x&gt;</b> {MARKED.format('nowhere')}"),
    ],
)  # fmt: skip
def test_what_nobody_translated_is_english_and_says_so(language: str, said: str) -> None:
    """A missing message is the English one, marked for screen readers; values stay escaped."""
    environment = make_environment({})
    translate_into(environment, language)
    page = environment.from_string(
        '{{ _("Search") }} {% trans x="<x>" %}<b>{{ x }}</b>{% endtrans %} {{ _("nowhere") }}'
    )
    assert re.sub(r'<span lang="en" dir="ltr">(<b>.*?</b>)</span>', r"\1", page.render()) == said


@pytest.mark.parametrize("forms", [("", "", ""), ("واحد", "", "")], ids=["none", "some"])
@pytest.mark.parametrize(("count", "said"), [(1, "1 tip"), (2, "2 tips")])
def test_a_count_that_lacks_a_form_is_english_of_its_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, forms: tuple[str, ...], count: int, said: str
) -> None:
    """A file that was just begun says "1 tip", marked, whatever place the language gives to one."""
    begun = tmp_path / "ar.po"
    lines = [f'msgstr[{place}] "{form}"' for place, form in enumerate(forms)]
    begun.write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Plural-Forms: nplurals=3; plural=(n==0 ? 0 : n==1 ? 1 : 2);\\n"\n\n'
        'msgid "%(num)s tip"\nmsgid_plural "%(num)s tips"\n' + "\n".join(lines) + "\n",
        encoding="utf-8",
    )
    monkeypatch.setattr("kg.catalogues.path_of_catalogue", lambda _: begun)
    environment = make_environment({})
    translate_into(environment, "ar")
    source = f"{{{{ ngettext('%(num)s tip', '%(num)s tips', {count}) }}}}"
    assert environment.from_string(source).render() == MARKED.format(said)


def test_who_reviewed_a_translation_is_told() -> None:
    """The Welsh has no reviewer yet; English is no translation; what has no file has nothing."""
    environment = make_environment({})
    told = []
    for language in ("cy-GB", "en", "ar"):
        translate_into(environment, language)
        told.append(environment.globals["translation"])
    assert told == [Translation("cy"), None, None]


@pytest.mark.parametrize(
    ("language", "count", "said"),
    [
        ("en", 1, "1 line from beside the review"),
        ("en", 2, "2 lines from beside the review"),
        ("cy", 1, "1 llinell o’r tu allan i’r adolygiad"),
        ("cy", 2, "2 linell o’r tu allan i’r adolygiad"),
        ("ar", 2, MARKED.format("2 lines from beside the review")),
    ],
)
def test_what_is_counted_has_the_form_of_its_count(language: str, count: int, said: str) -> None:
    """A count picks the plural form of the language: after two, Welsh softens the first letter."""
    environment = make_environment({})
    translate_into(environment, language)
    source = (SITE / "templates" / "tip.html").read_text(encoding="utf-8")
    message = re.search(r"{% trans count=page.bearings.length.*?endtrans %}", source, re.DOTALL)
    assert message is not None
    page = environment.from_string(message[0])
    assert page.render(page={"bearings": [{}] * count}).strip() == said


@pytest.mark.parametrize(
    ("language", "source", "said"),
    [
        ("en-US", "{{ 12345|thousands }}", "12,345"),
        ("cy", "{{ 12345|thousands }}", "12,345"),
        # English words have English numbers, also where nobody translated them.
        ("de", "{{ 12345|thousands }}", "12,345"),
        ("en-GB", "{{ '2026-11-05'|day }}", "5 November 2026"),
        ("cy", "{{ '2026-11-05'|day }}", "5 Tachwedd 2026"),
        ("en", "{{ []|together }}{{ ['Lee']|together }}", "Lee"),
        ("en", "{{ ['Lee', 'Fox & Co', 'Ray']|together }}", "Lee, Fox &amp; Co and Ray"),
        ("en", "{{ ['<b>Lee</b>'|safe, 'Ray']|together }}", "<b>Lee</b> and Ray"),
        ("cy", "{{ ['Lee', 'Ray']|together }}", "Lee a(c) Ray"),
        ("en", "{{ ngettext('%(num)s tip', '%(num)s tips', 1200) }}", "1,200 tips"),
        (
            "en",
            "{% trans num=1 %}{{ num }} tip{% pluralize %}{{ num }} tips{% endtrans %}",
            "1 tip",
        ),
        # A value of a message may be called as anything.
        (
            "en",
            "{% trans many=2, one='A' %}{{ one }} is{% pluralize %}{{ one }} are{% endtrans %}",
            "A are",
        ),
    ],
)
def test_numbers_days_and_lists_are_as_the_language_has_them(
    language: str, source: str, said: str
) -> None:
    """Separators, names of months and the word before the last of a list are those of CLDR."""
    environment = make_environment({})
    translate_into(environment, language)
    assert environment.from_string(source).render() == said
