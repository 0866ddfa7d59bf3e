"""Templates: a page's values → HTML. Autoescaped; a name that a template misspells is an error."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import sys
import traceback
from collections.abc import Iterable
from contextlib import suppress
from importlib.metadata import version
from importlib.util import cache_from_source
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, TemplateError, TemplateRuntimeError

from kg import templating
from kg.catalogues import SOURCE, voice_of
from kg.errors import BuildError
from kg.languages import direction_of
from kg.outputs.cells import Row
from kg.outputs.site.citing import cite_page
from kg.outputs.site.imprint import address_of_page, report_link
from kg.outputs.site.pagetemplates import Templates
from kg.outputs.site.qrcodes import draw_qr
from kg.outputs.site.sharing import MISSING
from kg.outputs.site.sureness import local_name
from kg.outputs.site.translations import translate_into
from kg.outputs.wording import FINDINGS_TABLE, noun, several, times
from kg.paths import slug_for_code
from kg.resources import PACKAGE, resource_folder

# Stands in links for the way up to the site's root. Templates need not know where their page lies,
# so the pieces they share are made once and not once a page.
UP = "\ue000"
# What counts a heading as printed: one small letter or a Roman number, and its mark.
_COUNTED = re.compile(r"(?:[a-z]|[ivx]+)[.)] ")


def make_environment(site: Row, compiled: Path | None = None) -> Environment:
    """Return the templates of `site/templates/`, filters and what all pages know.

    `compiled` is a folder where compiled templates are kept from one build to the next.
    """
    environment = templating.make_environment(
        resource_folder("site") / "templates", Templates, compiled
    )
    environment.add_extension("jinja2.ext.i18n")
    environment.policies["ext.i18n.trimmed"] = True  # messages do not depend on line breaks
    environment.filters |= {
        "to": link_to,
        "local": local_name,
        "grouped": group_rows,
        "capitalize_first": capitalize_first,
        "fragment": fragment_of,
        "host": host_of,
        "midway": midway,
        "name": name_of,
        "last_part": last_part,
        "several": several,
        "times": times,
        "direction": direction_of,
        "slug": slug_for_code,
        "noun": noun,
        "report": report_link,
        "published_at": address_of_page,
        "qr": draw_qr,
        "cited": cite_page,
    }
    environment.globals["root"] = UP
    introduce_site(environment, site)
    return environment


def introduce_site(environment: Environment, site: Row) -> None:
    """Have templates know what all pages know, and say their own words in the review's language."""
    review = site.get("review")
    words = translate_into(environment, review["language"] if review else SOURCE)
    if review:
        told = {"creators": environment.filters["together"](review["creators"]).unescape()}
        told |= {"year": review["year"], "dated": review["year"], "named": bool(review["creators"])}
        if not review["creators"]:
            told["creators"] = voice_of(review["language"]).say("authors not told yet")
        if not review["year"]:
            told["year"] = voice_of(review["language"]).say("a year not told yet")
        table = site["table_name"] or words.gettext(FINDINGS_TABLE)
        site = site | {"review": review | told, "table_name": table}
    # Globals reach imported templates too, whose macros are then made once and not once a page.
    environment.globals["site"] = site


def folder_for_compiled(cache: Path) -> Path:
    """Return a folder for templates compiled by just this code, for it leaves its traces in them.

    It lies where Python keeps what it has compiled of this package, for all projects; in `cache`,
    a folder of one project, where nobody may write there. What another version of the code has
    compiled is removed.
    """
    # Compiled templates hold calls into Jinja and into filters: another version may not fit them.
    digest = hashlib.blake2b(version("jinja2").encode(), digest_size=8)
    for path in sorted(PACKAGE.rglob("*.py")):
        digest.update(path.read_bytes())
    beside = Path(cache_from_source(__file__)).parent
    place = beside if _may_keep_in(beside) else cache
    folder = place / f"templates-{digest.hexdigest()}"
    for old in place.glob("templates-*"):
        if old != folder:
            shutil.rmtree(old, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _may_keep_in(folder: Path) -> bool:
    """Say whether what was compiled may be kept in a folder of Python's."""
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    return os.access(folder, os.W_OK) and not sys.dont_write_bytecode


def render_page(environment: Environment, path: str, template: str, **values: object) -> bytes:
    """Return the HTML of a page as UTF-8, its links relative to where it lies.

    `values` are what the template reads besides `path` and its own name, which tells pages of a
    kind. Raise BuildError, with file and line of the template, where it is broken or reads what is
    not there.
    """
    kind = template.removesuffix(".html")
    try:
        text = environment.get_template(template).render(path=path, kind=kind, **values)
    except TemplateError as error:
        raise BuildError(_say_where(error, template)) from None
    site: Any = environment.globals["site"]
    return text.replace(UP, root_of(path, site)).encode()


def _say_where(error: TemplateError, template: str) -> str:
    """Return what is wrong with a template and where, in one line."""
    folder = resource_folder("site") / "templates"
    place = template
    # The last frame inside the templates is the line at fault; those after it are Jinja’s.
    for frame in traceback.extract_tb(error.__traceback__):
        if Path(frame.filename).is_relative_to(folder):
            place = f"{Path(frame.filename).relative_to(folder).as_posix()}:{frame.lineno}"
    message = " ".join((error.message or "").split()).removesuffix(f" in search path: '{folder}'")
    return f"site/templates/{place}: {message}"


def link_to(address: str | None) -> str:
    """Return the link to an address, with a mark for the way up that `render_page` fills in."""
    return address if address and "://" in address else UP + (address or "")


def root_of(path: str, site: Row) -> str:
    """Return the way from a page up to the site's root: `../` for `tips/12.html`.

    The page that stands in for a missing one is shown at any depth, so its links start at the top:
    that of the host, or the folder that the site's address names.
    """
    return str(site["imprint"]["top"]) if path == MISSING else "../" * path.count("/")


def group_rows(rows: Iterable[Row], column: str) -> list[tuple[Any, list[Row]]]:
    """Return neighbouring rows that agree in a column, together; the order stays."""
    return [(key, list(group)) for key, group in groupby(rows, key=lambda row: row[column])]


def capitalize_first(text: str | None) -> str:
    """Return a text with its first letter large; the rest stays as it is.

    A letter that counts, `b) training` or `iv. findings`, is no word and stays as printed.
    """
    text = text or ""
    return text if _COUNTED.match(text) else text[:1].upper() + text[1:]


def fragment_of(address: str | None) -> str:
    """Return the anchor of an address: `errata.html#E001` → `E001`.

    Raise TemplateRuntimeError for a whole page: an element would get an empty id, and a record that
    was given a page of its own would still be looked for on the page of many.
    """
    if address is None:  # a cell without a value; the record that it would name is not there
        return ""
    anchor = address.partition("#")[2]
    if not anchor:
        raise TemplateRuntimeError(f"'{address}' is a whole page: it has no place on this one")
    return anchor


def host_of(address: str) -> str:
    """Return the host of a web address, without `www.`."""
    return urlsplit(address).netloc.removeprefix("www.") or address


def name_of(address: str) -> str:
    """Return the readable end of an address: `concepts/youth-crime.html` → `youth crime`."""
    page, _, anchor = address.partition("#")
    return (anchor or last_part(page).removesuffix(".html")).replace("-", " ")


def last_part(path: str) -> str:
    """Return the last part of a path: `tips/12` → `12`."""
    return path.rpartition("/")[2]


def midway(label: str | None) -> str:
    """Return a label as it stands inside a sentence: `The MATCh project` → `the MATCh project`."""
    return re.sub(r"^(?:The|An|A) ", lambda article: article[0].lower(), label or "")
