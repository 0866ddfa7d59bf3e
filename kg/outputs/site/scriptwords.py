"""The words of scripts: what stands in them in English, and the files of another language.

A script says `words("No results")`, or `counted(one, many, {num: 3})`; `site.js` has both. In a
language that has a catalogue they look in `words.js` first, and on the page that asks the graph in
`words-ask.js` too. English needs no file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TypeAlias

from babel import Locale

from kg.catalogues import SOURCE, Voice, voice_of
from kg.resources import resource_folder

# What is counted has two English forms.
Message: TypeAlias = str | tuple[str, str]
# Plainly written, which a test holds: Babel's reader of JavaScript loses its way in a regular
# expression that holds a quotation mark, and what comes after would be missed without a word.
_STRING = r'"([^"\\]*)"'
_SAYING = re.compile(rf"\bwords\({_STRING}|\bcounted\({_STRING}, {_STRING}")
# Whose words stand in a file of their own, for only one page has it.
_ASKING = "sparql.js"
# No language has a form that begins later but for millions, which nothing here comes to.
_COUNTED = 1001


def find_script_messages() -> set[Message]:
    """Return all that the scripts of the site have to translate."""
    return set().union(*(messages_of_script(path) for path in _scripts()))


def messages_of_script(path: Path) -> set[Message]:
    """Return what one script has to translate."""
    said = _SAYING.findall(path.read_text(encoding="utf-8"))
    return {(one, many) if one else words for words, one, many in said}


def render_script_words(language: str) -> dict[str, bytes]:
    """Return the files with the words of scripts in a language, by path; none for English.

    Nor are there any for a language that has no catalogue.
    """
    voice = voice_of(language)
    if voice.language == SOURCE:
        return {}
    asking, rest = set[Message](), set[Message]()
    for script in _scripts():
        (asking if script.name == _ASKING else rest).update(messages_of_script(script))
    common = {"language": voice.language, "words": _translate(rest, voice)}
    more = _translate(asking - rest, voice)
    return {
        "words.js": f"window.tiptraceSaid={_write(common)};\n".encode(),
        "words-ask.js": f"Object.assign(window.tiptraceSaid.words,{_write(more)});\n".encode(),
    }


def _scripts() -> list[Path]:
    return sorted((resource_folder("site") / "static").glob("*.js"))


def _translate(messages: Iterable[Message], voice: Voice) -> dict[str, str | dict[str, str]]:
    """Return the words of each message; of what is counted those of each form, by its name.

    What nobody translated is left out: scripts have the English themselves.
    """
    said: dict[str, str | dict[str, str]] = {}
    for message in messages:
        name, many = (message, "") if isinstance(message, str) else message
        # gettext() of Python 3.11.2, which Debian 12 has, does not find what has forms for numbers.
        plain = voice.words.ngettext(name, many, 1) if many else voice.words.gettext(name)
        if plain != name:
            said[name] = _count(name, many, voice) if many else plain
    return dict(sorted(said.items()))


def _count(one: str, many: str, voice: Voice) -> dict[str, str]:
    forms = forms_of(voice.locale).items()
    return {form: voice.words.ngettext(one, many, number) for form, number in forms}


def forms_of(locale: Locale) -> dict[str, int]:
    """Return a whole number for each form that what is counted has in a language, by its name.

    Browsers choose among the forms by these names, which are those of CLDR.
    """
    forms: dict[str, int] = {}
    for number in range(_COUNTED):
        forms.setdefault(locale.plural_form(number), number)
    return forms


def _write(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
