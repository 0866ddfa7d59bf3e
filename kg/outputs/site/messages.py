"""The messages of the site, and the files of their translations brought up to date with them.

`python -m kg.outputs.site.messages [TAG…]` (`make words`) puts what is new into each file, to be
translated, takes out what no template says any more, and begins a file for each new tag.
"""

from __future__ import annotations

import ast
import sys
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from jinja2 import Environment
from jinja2.ext import extract_from_ast

from kg.catalogues import read_catalogue
from kg.graph.recordwords import STEPS
from kg.languages import fault_of_tag
from kg.model.concepts import COMMON_KINDS
from kg.model.details import DETAILS
from kg.model.effects import MEASURES
from kg.outputs.alphabet import LETTERS
from kg.outputs.downloads import KINDS as DOWNLOADS
from kg.outputs.references.parts import CORRECTIONS
from kg.outputs.searchfiles import COMMON_WORDS
from kg.outputs.searchindex import KINDS as DOCUMENTS
from kg.outputs.searchindex import said_of_pages
from kg.outputs.site.rendering import make_environment
from kg.outputs.site.scriptwords import Message, find_script_messages
from kg.outputs.tables.words import find_table_messages
from kg.outputs.wording import FINDINGS_TABLE
from kg.resources import PACKAGE, resource_folder

# What code and data of the engine name in English and pages say by a value.
NAMED: frozenset[Message] = frozenset(
    {
        FINDINGS_TABLE,
        LETTERS,
        COMMON_WORDS,
        *DETAILS.values(),
        *(word for kind in COMMON_KINDS for word in (kind.label, kind.plural)),
        *(word for kind in DOWNLOADS for word in (kind.group, kind.purpose)),
        *(
            word
            for kind in DOCUMENTS.values()
            for word in (kind.heading, kind.one, kind.across)
            if word
        ),
        *said_of_pages(),
        *("journal", "magazine", "newspaper"),  # queries/pages/journals.rq
        # Of ontology/tiptrace.ttl: the kinds of evidence.
        *("primary research", "secondary research", "practice and commentary"),
        *("policy document", "other evidence"),
        *MEASURES.values(),
        *STEPS.values(),
        *CORRECTIONS,
        # The other fields of a reference that a correction may be of.
        *("Author", "Booktitle", "Date", "Doi", "Editor", "Institution", "Isbn", "Journal"),
        *("Location", "Note", "Pages", "Publisher", "Subtitle", "Title", "Url", "Volume", "Year"),
    }
)
_SAYING = {"say": 1, "say_count": 2}  # methods of Voice, and how many messages they are given

_HEADER = """\
# {name} words of the site. Nobody has reviewed them: whoever does adds a line X-Reviewed-By
# to the header.
msgid ""
msgstr ""
"Language: {tag}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {forms}\\n"
"""


def find_messages() -> frozenset[Message]:
    """Return all that the site has to translate: the words of templates, scripts and code."""
    folder = resource_folder("site") / "templates"
    environment = make_environment({})
    paths = sorted(path for path in folder.rglob("*.*") if path.is_file())
    said = NAMED | find_script_messages() | find_code_messages() | find_table_messages()
    return said.union(*(messages_of(environment, path.read_text("utf-8")) for path in paths))


def find_code_messages() -> set[Message]:
    """Return what code says by a Voice."""
    found: set[Message] = set()
    for path in sorted(PACKAGE.rglob("*.py")):
        # Babel reads no call that stands within an f-string.
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                given = node.args[: _SAYING.get(node.func.attr, 0)]
                match [one.value for one in given if isinstance(one, ast.Constant)]:
                    case [str(one)]:
                        found.add(one)
                    case [str(one), str(many)]:
                        found.add((one, many))
    return found


def messages_of(environment: Environment, source: str) -> set[Message]:
    """Return what one template has to translate."""
    found: set[Message] = set()
    for _, function, said in extract_from_ast(environment.parse(source)):
        parts = (said,) if isinstance(said, str) else said
        words = [part for part in parts or () if part is not None]
        if words:  # else a value is translated, which is one of NAMED
            found.add((words[0], words[1]) if function == "ngettext" else words[0])
    return found


def bring_up_to_date(path: Path) -> Catalog:
    """Write a file anew with just the messages of the templates, sorted, and return what it says.

    Its header and what is translated stay; a new message has an empty translation.
    """
    catalogue = read_catalogue(path)
    found = find_messages()
    for message in [message for message in catalogue if message.id]:
        if message.id not in found:
            catalogue.delete(message.id)
    there = {message.id for message in catalogue}
    for new in found - there:
        catalogue.add(new)
    entries = BytesIO()
    # One line a message: two who add some each then meet in no line.
    write_po(entries, catalogue, width=0, omit_header=True, sort_output=True, ignore_obsolete=True)
    header = path.read_text(encoding="utf-8").partition("\n\n")[0]
    path.write_text(f"{header}\n\n{entries.getvalue().decode().strip()}\n", encoding="utf-8")
    return read_catalogue(path)


def begin_catalogue(tag: str) -> Path:
    """Write the file of a language that has none, with its header alone, and return its path."""
    path = resource_folder("site") / "languages" / f"{tag}.po"
    if not path.exists():
        locale = Locale.parse(tag, sep="-")
        forms = Catalog(locale=locale).plural_forms
        name = locale.get_display_name("en")
        path.write_text(_HEADER.format(name=name, tag=tag, forms=forms), encoding="utf-8")
    return path


def main(tags: list[str]) -> None:
    """Begin the files of some languages, bring all up to date, and tell what each lacks."""
    if faults := [fault for tag in tags if (fault := fault_of_tag(tag))]:
        sys.exit("\n".join(faults))
    for tag in tags:
        begin_catalogue(tag)
    for path in sorted((resource_folder("site") / "languages").glob("*.po")):
        catalogue = bring_up_to_date(path)
        lacking = [
            message.id for message in catalogue if message.id and not all(message.string or [""])
        ]
        print(f"{path.name}: {len(catalogue)} messages, {len(lacking)} to be translated")


if __name__ == "__main__":
    main(sys.argv[1:])
