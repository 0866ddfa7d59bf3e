"""References → as a style of CSL has them: the entry of each in a list, and how a text cites it.

Done by pandoc. citeproc-py is pure Python, but has no `2001a`, says the title twice where no author
is named, passes 60 % of the tests of CSL by its own account, and takes three times as long.

What stands in our notes (witnesses, corrections) is kept back: pandoc takes a line such as
`Number: 12` in a note for a field of the work.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeAlias

from pyoxigraph import Store

from kg.errors import BuildError, shorten_text
from kg.outputs.documents.prose import Prose, Run, join_runs, plain_text
from kg.outputs.pagequeries import select_page_rows
from kg.outputs.references.csl import Item, csl_item
from kg.outputs.references.records import Reference
from kg.process import find_pandoc, run_reader

Node: TypeAlias = "dict[str, Any]"

MOST_SECONDS = 300  # 3,000 references in the style of APA take 40
MOST_MEMORY = "1500M"
MOST_OUTPUT = 256 * 1024 * 1024
_MISSING = (
    "setting references in a style takes pandoc, which the plain install leaves out; run: "
    "pip install 'tiptrace[authors]', or take csl out of tiptrace.toml"
)
_OURS = ("note", "keyword", "custom")
# Laws and reports are known by their numbers; of others a number here is some library's.
_NUMBERED = frozenset({"legislation", "report"})
_LOOKS: Mapping[str, Callable[[Run], Run]] = {
    # Italics in italics stand upright.
    "Emph": lambda run: replace(run, italic=not run.italic),
    "Strong": lambda run: replace(run, bold=not run.bold),
    "SmallCaps": lambda run: replace(run, small_caps=True),
    "Superscript": lambda run: replace(run, raised=True),
    "Subscript": lambda run: replace(run, lowered=True),
}
_SPACES = {"Space", "SoftBreak", "LineBreak"}


@dataclass(frozen=True, slots=True)
class Styled:
    """A reference in a style: its entry in the list, and how a text cites it.

    Of a style that cites in notes, the citation is "".
    """

    entry: Prose
    citation: str


def load_styled(
    store: Store, references: Mapping[str, Reference], style: bytes, cache: Path | None = None
) -> dict[str, Styled]:
    """Return what the review lists in a style, in the style's order, by code.

    Companions are no part of its list. `cache` is as for `style_references`, which tells, too, when
    BuildError is raised.
    """
    rows = select_page_rows(store, "cited-order")
    listed = [references[row["code"]] for row in rows]
    return style_references(listed, style, rows[0]["language"], cache) if rows else {}


def style_references(
    references: Sequence[Reference], style: bytes, language: str, cache: Path | None = None
) -> dict[str, Styled]:
    """Return each reference in a style, by its code, in the order that the style sorts them.

    Where the style gives numbers, it does so in the order in which the references come. What pandoc
    made last is kept in the folder `cache`, for most edits of a review are of no reference.
    Raises BuildError where pandoc is missing or cannot use the style.
    """
    if not references:
        return {}
    blocks = _blocks_of(references, style, language, cache)
    entries, citations = dict(_entries_in(blocks)), dict(_citations_in(blocks))
    # A style may have nothing to say of a work; that is no reason to lose it.
    rest = {
        one.key: (Run(one.fields.get("citation") or one.title),)
        for one in references
        if not entries.get(one.key)
    }
    codes = {one.key: one.code for one in references}
    return {
        codes[key]: Styled(entry, citations.get(key, ""))
        for key, entry in {**entries, **rest}.items()
    }


def style_item(reference: Reference) -> Item:
    """Return a reference as a style is to have it."""
    item = {name: value for name, value in csl_item(reference).items() if name not in _OURS}
    number = reference.identifier("report-number")
    if number and item["type"] in _NUMBERED:
        item.setdefault("number", number)
    return item


def _blocks_of(
    references: Sequence[Reference], style: bytes, language: str, cache: Path | None
) -> list[Node]:
    """Return the blocks of a text that cites each reference in a paragraph, and of its list."""
    program = find_pandoc()
    if program is None:
        raise BuildError(_MISSING)
    text = "".join(f"[@{{{reference.key}}}]\n\n" for reference in references)
    items = json.dumps([style_item(reference) for reference in references], ensure_ascii=False)
    stamp = Path(program).stat()
    given = repr((program, stamp.st_size, stamp.st_mtime_ns, language, text, items, style))
    name = f"references-{hashlib.sha256(given.encode()).hexdigest()}.json"
    kept = _read_kept(name, cache)
    if kept is not None:
        return kept
    output = _run_pandoc(program, text, items, style, language)
    _keep(name, output, cache)
    return _parse(output)


def _parse(output: bytes) -> list[Node]:
    blocks: list[Node] = json.loads(output)["blocks"]
    return blocks


def _read_kept(name: str, cache: Path | None) -> list[Node] | None:
    """Return what was kept under a name; None where there is nothing, or nothing whole."""
    try:
        return _parse((cache / name).read_bytes()) if cache is not None else None
    except (FileNotFoundError, ValueError, KeyError):
        return None


def _keep(name: str, output: bytes, cache: Path | None) -> None:
    """Keep what pandoc made, in one step, in the place of what it made before."""
    if cache is None or not cache.is_dir():
        return
    work = cache / f".{name}"
    work.write_bytes(output)
    work.replace(cache / name)
    for path in cache.glob("references-*.json"):
        if path.name != name:
            path.unlink(missing_ok=True)


def _run_pandoc(program: str, text: str, items: str, style: bytes, language: str) -> bytes:
    """Return what pandoc writes, as JSON; raise BuildError where it cannot."""
    done = run_reader(
        [
            program, "--sandbox", "-f", "markdown", "-t", "json", "--citeproc",
            "--csl", "style.csl", "--bibliography", "references.json", "-M", f"lang={language}",
            "+RTS", f"-M{MOST_MEMORY}", "-RTS",
        ],
        text.encode(),
        {"XDG_DATA_HOME": "/nonexistent"},
        MOST_SECONDS,
        MOST_OUTPUT,
        {"style.csl": style, "references.json": items.encode()},
    )  # fmt: skip
    if done.late or done.large or done.status:
        said = shorten_text(" ".join(done.told.split()))
        why = "it takes too long or grows too large" if done.late or done.large else said
        raise BuildError(f"pandoc cannot set the references in the style of csl: {why}")
    return done.output


def _citations_in(blocks: Iterable[Node]) -> Iterator[tuple[str, str]]:
    """Yield each key that a paragraph cites, and in what words."""
    for block in blocks:
        for inline in block["c"] if block["t"] == "Para" else ():
            if inline["t"] == "Cite":
                cited, words = inline["c"]
                in_notes = any(one["t"] == "Note" for one in words)
                yield cited[0]["citationId"], "" if in_notes else plain_text(_prose_of(words))


def _entries_in(blocks: Iterable[Node]) -> Iterator[tuple[str, Prose]]:
    """Yield each key of the list, in its order, and the entry."""
    for block in blocks:
        if block["t"] == "Div" and block["c"][0][0] == "refs":
            for entry in block["c"][1]:
                (name, _, _), paragraphs = entry["c"]
                inlines = [inline for one in paragraphs for inline in one["c"]]
                yield name.removeprefix("ref-"), _prose_of(inlines)


def _prose_of(inlines: Sequence[Node]) -> Prose:
    return join_runs(_runs_of(inlines, Run("")))


def _runs_of(inlines: Sequence[Node], look: Run) -> Iterator[Run]:
    """Yield the words of a tree, each with what the elements around it make of its look."""
    for inline in inlines:
        kind: str = inline["t"]
        content: Any = inline.get("c")
        if kind in _SPACES:
            yield replace(look, text=" ")
        elif kind == "Str":
            yield replace(look, text=content)
        elif kind in _LOOKS:
            yield from _runs_of(content, _LOOKS[kind](look))
        elif kind == "Link":
            yield from _runs_of(content[1], replace(look, link=_safe(content[2][0])))
        elif isinstance(content, list):
            # Spans, quotes and what else there may be: the words, without a look of their own.
            yield from _runs_of([one for one in content[-1] if isinstance(one, dict)], look)


def _safe(address: str) -> str:
    """Return an address that may be followed from a page, or nothing."""
    return address if address.startswith(("https://", "http://")) else ""
