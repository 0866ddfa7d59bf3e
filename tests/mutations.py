"""Faults as people, programs and strangers make them: a project's files → the same files, changed.

A mutation is a plain value, so that an example that fails can be printed, shrunk and made again.
Where it strikes is a number: the place is that one of all there are, counted round.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml
from hypothesis import strategies as st

from kg.sources.yaml.yamlfile import parse_yaml

Files: TypeAlias = "dict[str, bytes]"
Trail: TypeAlias = "tuple[str | int, ...]"

# No page may hold this as it stands.
SCRIPT = "<script>alert(1)</script>"
TEXTS = (
    "", " ", "x", "0", "-1", "1e9", "true", "null", "~", "all", "index", "con", "nul.txt", "a.",
    "../../escaped", "/etc/passwd", "C:\\x", "a/b", "a#b", "a?b=c", "%2e%2e%2f", "tips/1", "tips/#",
    SCRIPT, "</script><!--", "]]>", "&amp;&#0;", '"><img src=x>', "{{ 7 * 7 }}", "{% raw %}",
    "?s ?p ?o } #", '"""', "'", "\\", "\\u0000", "$1 \\1", "%s %d {0}", "=1+1", "@prefix : <x> .",
    "a\nb", "a\tb", "a\n\n---\nb", "- a", "a: b", "* a `b` [c](javascript:alert(1))",
    "javascript:alert(1)", "http://x y/", "http://[::1", "https://example.org/tea/tips/1",
    "\u00e9", "e\u0301", "\u0130\u00df\u017f", "\u0661\u0662", "\u2075",
    "\u202eabc", "a\u200bb", "\u00a0", "\ufeff",
    "\u05d0\u05d1 \u0627", "\U0001f600", "\U0001d54f", "\x00", "\x1b[31m", "\x85",
    "\ud7ff", "\ufffe",
    "x" * 100, "x" * 101, "\u00e9" * 130, "x" * 300, "x y " * 100, "[A-Z", "(a*)*b", "[A-D][0-9]",
    "2005-13-45", "0000", "9999", "10.1234/x<y>", "en", "en-", "x-y-z-" * 10,
)  # fmt: skip
NUMBERS = (0, 1, 2, 3, -1, 7, 100, 9999, 10_000, 2**31, 2**63 - 1, 2**63, 2**64, 10**30, 1.5, -0.0)
OTHERS: tuple[Any, ...] = (
    None, True, False, float("nan"), float("inf"), [], {}, [[]], [None], [1, "a"], {"a": 1}, [{}],
    ["tea", "tea"], ["x"] * 50,
)  # fmt: skip


@dataclass(frozen=True)
class Mutation:
    """What is done to which file and where; `value` is what is put there, if anything is."""

    act: str
    file: int
    place: int
    value: Any = None

    def apply(self, files: Files) -> Files:
        """Return the files with this fault in them."""
        if not files:
            return files
        name = sorted(files)[self.file % len(files)]
        if self.act in _ON_ALL:
            return _ON_ALL[self.act](files, self.place, self.value)
        changed = dict(files)
        if self.act in _ON_BYTES:
            changed[name] = _ON_BYTES[self.act](files[name], self.place, self.value)
        elif name.endswith(".yaml"):
            changed[name] = _change_yaml(files[name], self)
        else:
            changed[name] = _change_value(files[name], self)
        return changed


def _change_yaml(content: bytes, mutation: Mutation) -> bytes:
    """Change one of the values of a YAML file, if it still is one."""
    tree: Any = _value_of(content)
    trails = [trail for trail in _trails(tree) if trail]
    if not trails:
        return content
    trail = trails[mutation.place % len(trails)]
    holder = tree
    for key in trail[:-1]:
        holder = holder[key]
    _ON_NODES[mutation.act](holder, trail[-1], mutation.value)
    try:
        return yaml.safe_dump(tree, allow_unicode=True, sort_keys=False).encode()
    except (yaml.YAMLError, UnicodeEncodeError):
        return content


def _value_of(content: bytes) -> Any:
    """Return the value of a YAML file as the project reads it; None where it is too damaged."""
    return parse_yaml(content.decode("utf-8", errors="replace"), "").value


def _trails(value: Any, trail: Trail = ()) -> Iterator[Trail]:
    yield trail
    if isinstance(value, dict):
        for key in value:
            yield from _trails(value[key], (*trail, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _trails(item, (*trail, index))


def _repeat(holder: Any, key: Any, value: Any) -> None:
    """Put an item of a list there twice, or a field under another name as well."""
    if isinstance(holder, list):
        holder.insert(key, holder[key])
    else:
        holder[str(value)] = holder[key]


def _empty(holder: Any, key: Any, _: Any) -> None:
    kind = type(holder[key])
    holder[key] = None if kind is type(None) else kind()


def _wrap(holder: Any, key: Any, _: Any) -> None:
    holder[key] = [holder[key]]


def _swap(holder: Any, key: Any, _: Any) -> None:
    """Let a value change its place with the one after it."""
    keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
    other = keys[(keys.index(key) + 1) % len(keys)]
    holder[key], holder[other] = holder[other], holder[key]


_ON_NODES: Mapping[str, Callable[[Any, Any, Any], None]] = {
    "replace": operator.setitem,
    "delete": lambda holder, key, _: operator.delitem(holder, key),
    "repeat": _repeat,
    "empty": _empty,
    "wrap": _wrap,
    "swap": _swap,
}

# A value of BibTeX in its braces, or one of TOML in its quotes.
_VALUE = re.compile(r"(?<== \{)[^{}]*(?=\})|(?<== \")[^\"]*(?=\")")


def _change_value(content: bytes, mutation: Mutation) -> bytes:
    """Change one of the values of a file that is no YAML."""
    text = content.decode("utf-8", errors="replace")
    found = [*_VALUE.finditer(text)]
    if not found:
        return content
    match = found[mutation.place % len(found)]
    new = {"delete": "", "empty": "", "repeat": match.group() * 2}.get(
        mutation.act, str(mutation.value)
    )
    changed = f"{text[: match.start()]}{new}{text[match.end() :]}"
    return changed.encode("utf-8", errors="replace")


def _cut(content: bytes, place: int, _: Any) -> bytes:
    return content[: place % (len(content) + 1)]


def _flip(content: bytes, place: int, _: Any) -> bytes:
    if not content:
        return content
    index = place % len(content)
    return content[:index] + bytes([content[index] ^ (1 << place % 8)]) + content[index + 1 :]


def _insert(content: bytes, place: int, value: Any) -> bytes:
    index = place % (len(content) + 1)
    return content[:index] + str(value).encode("utf-8", errors="replace") + content[index:]


def _lose_line(content: bytes, place: int, _: Any) -> bytes:
    lines = content.splitlines(keepends=True)
    return b"".join(line for index, line in enumerate(lines) if index != place % len(lines))


def _double_line(content: bytes, place: int, _: Any) -> bytes:
    lines = content.splitlines(keepends=True)
    return b"".join(
        line * (2 if index == place % len(lines) else 1) for index, line in enumerate(lines)
    )


_ENCODINGS = ("utf-16", "utf-16-le", "latin-1", "utf-8-sig", "cp1252", "utf-32", "utf-7")


def _recode(content: bytes, place: int, _: Any) -> bytes:
    text = content.decode("utf-8", errors="replace")
    return text.encode(_ENCODINGS[place % len(_ENCODINGS)], errors="replace")


def _end_lines_otherwise(content: bytes, place: int, _: Any) -> bytes:
    return content.replace(b"\n", (b"\r\n", b"\r", b"\n\n", b"\x0b", b"\x85")[place % 5])


def _clear(_: bytes, place: int, __: Any) -> bytes:
    return (b"", b"\n", b"# nothing\n", b"\0", b"---\n...\n---\n", b"[" * 500, b"- " * 500)[
        place % 7
    ]


_ON_BYTES: Mapping[str, Callable[[bytes, int, Any], bytes]] = {
    "cut": _cut,
    "flip": _flip,
    "insert": _insert,
    "lose line": _lose_line,
    "double line": _double_line,
    "recode": _recode,
    "end lines": _end_lines_otherwise,
    "clear": _clear,
}

_WORD = re.compile(rb"[A-Za-z0-9]+(?:-[a-z0-9]+)*")
# What names a record: the same word everywhere.
_NAME = re.compile(rb"(?:\bid|code|order|number|source|printed): \"?([\w-]+)|@\w+\{([\w-]+)")


def _rename(files: Files, place: int, value: Any) -> Files:
    """Give a record another name, everywhere: nothing is wrong unless the name is."""
    names = sorted(
        {
            found[1] or found[2]
            for name, content in files.items()
            if name.startswith("data/")
            for found in _NAME.finditer(content)
        }
    )
    if not names:
        return files
    old = names[place % len(names)]
    word = re.compile(rb"(?<![\w-])" + re.escape(old) + rb"(?![\w-])")
    quoted = yaml.safe_dump(str(value), allow_unicode=True, width=10**6).strip().removesuffix("...")
    plain = str(value).encode("utf-8", errors="replace")
    text = quoted.strip().encode("utf-8", errors="replace")

    def put(name: str, content: bytes) -> bytes:
        new = plain if name.endswith(".bib") else text
        return word.sub(lambda _: new, content)

    return {name: put(name, content) for name, content in files.items()}


def _lose_file(files: Files, place: int, _: Any) -> Files:
    names = sorted(files)
    return {name: files[name] for name in names if name != names[place % len(names)]}


def _add_file(files: Files, place: int, value: Any) -> Files:
    """Add a file like one that is there, in its folder and under another name."""
    names = sorted(files)
    name = names[place % len(names)]
    safe = re.sub(r"[/\0]", "_", str(value)).encode()[:200].decode("utf-8", errors="ignore")
    new = f"{name.rpartition('/')[0]}/{safe or 'x'}.yaml".removeprefix("/")
    return {**files, new: files[name]}


def _borrow(files: Files, place: int, value: Any) -> Files:
    """Let a value of one file be a value of another: wrong links, circles, repeated numbers."""
    names = [name for name in sorted(files) if name.endswith(".yaml")]
    if not names or not isinstance(value, int):
        return files
    leaves: list[Any] = []
    for name in names:
        tree = _value_of(files[name])
        found = [_at(tree, trail) for trail in _trails(tree)]
        leaves += [leaf for leaf in found if leaf is not None]
    if not leaves:
        return files
    borrowed = Mutation("replace", place, place // 7, leaves[value % len(leaves)])
    name = names[place % len(names)]
    return {**files, name: _change_yaml(files[name], borrowed)}


def _at(tree: Any, trail: Trail) -> Any:
    for key in trail:
        tree = tree[key]
    return None if isinstance(tree, dict | list) else tree


_ON_ALL: Mapping[str, Callable[[Files, int, Any], Files]] = {
    "rename": _rename,
    "lose file": _lose_file,
    "add file": _add_file,
    "borrow": _borrow,
}

_texts = st.sampled_from(TEXTS) | st.text(max_size=20)
_values = _texts | st.sampled_from(NUMBERS) | st.sampled_from(OTHERS)
_places = st.integers(0, 20_000)


def mutations(*acts: str) -> st.SearchStrategy[Mutation]:
    """Return any mutation, or those of some acts."""
    every = acts or (*_ON_NODES, *_ON_BYTES, *_ON_ALL)
    return st.sampled_from(every).flatmap(
        lambda act: st.builds(
            Mutation,
            st.just(act),
            _places,
            _places,
            _places if act == "borrow" else (_values if act == "replace" else _texts),
        )
    )
