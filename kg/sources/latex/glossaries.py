r"""Terms that a LaTeX text keeps in a glossary, and prints by their keys: `\gls{rct}`, `\ac{rct}`.

Of the packages glossaries, glossaries-extra, acronym and acro. Programs that read LaTeX show the
key, which no page has. A short form is printed in full where it stands first; in headings and
tables it is short, and so it is here unless a command asks for more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from kg.sources.latex.definitions import LONGEST, end_of_braces

_OPTIONS = r"(?:\s*\[(?P<{name}>(?:[^\[\]{{}}]|\{{[^{{}}]*\}})*)\])?"
_DEFINED = re.compile(
    r"(?<!%)\\(?:(?P<entry>(?:long)?newglossaryentry|DeclareAcronym)\s*\{(?P<named>[^{}]+)\}\s*(?=\{)"
    rf"|(?P<acronym>newacronym|newabbreviation){_OPTIONS.format(name='told')}\s*"
    r"\{(?P<key>[^{}]+)\}\s*(?=\{)"
    rf"|(?P<acro>acro|acrodef|newacro)\s*\{{(?P<code>[^{{}}]+)\}}{_OPTIONS.format(name='short')}\s*(?=\{{))"
)
_FIELD = re.compile(r"\s*(?P<name>[\w-]+)\s*=\s*(?P<value>\{(?:[^{}]|\{[^{}]*\})*\}|[^,{}]*)\s*,?")
_FORMS = "short|long|full|name|text|first|desc|symbol|plural|firstplural"
_CALL = re.compile(
    r"\\(?:(?P<gls>gls|Gls|GLS)(?P<of>disp|(?:entry|xtr)?(?:" + _FORMS + r")?)(?P<many>pl)?"
    r"|(?P<acr>acr|Acr|ACR)(?P<form>short|long|full)(?P<pl>pl)?"
    r"|(?P<ac>ac|Ac|AC|iac|Iac)(?P<kind>[slf]?)(?P<p>p)?)(?![A-Za-z])\*?"
    r"(?:\[[^\[\]\n]*\])?\{(?P<key>[^{}\n\\]+)\}(?:\[(?P<insert>[^\[\]\n]*)\])?"
)
_KINDS = {"s": "short", "l": "long", "f": "full"}


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a glossary: how it is printed, or a short form with what it stands for."""

    short: str
    long: str = ""
    plural: str = ""
    long_plural: str = ""

    def said(self, form: str, *, is_plural: bool) -> str:
        """Return the term in one of its forms."""
        short = (self.plural or f"{self.short}s") if is_plural else self.short
        long = (self.long_plural or f"{self.long}s") if is_plural else self.long
        if not self.long or form not in {"long", "full", "first"}:
            return short
        return long if form == "long" else f"{long} ({short})"


def terms_in(part: str, text: str, *, in_full: bool = False) -> Iterator[tuple[int, int, str]]:
    """Yield the places in a part of a text that print a term, with what they print.

    With `in_full`, a short form is said in full where the part has it first.
    """
    terms, met = read_terms(text), set[str]()
    for found in _CALL.finditer(part) if terms else ():
        term = terms.get(found["key"].strip())
        if term is None:
            continue
        named = found["form"] or _KINDS.get(found["kind"] or "") or (found["of"] or "")
        form = re.sub("^(?:entry|xtr)", "", named)
        if not form and in_full and found["key"] not in met:
            form = "full"
        met.add(found["key"])
        is_plural = bool(found["many"] or found["pl"] or found["p"] or form.endswith("plural"))
        said = term.said(form.removesuffix("plural"), is_plural=is_plural)
        yield found.start(), found.end(), _cased(said, found) + (found["insert"] or "")


def say_terms(part: str, text: str) -> str:
    """Return a part of a text with the terms that it prints by keys."""
    for start, end, said in reversed([*terms_in(part, text)]):
        part = f"{part[:start]}{said}{part[end:]}"
    return part


def _cased(said: str, found: re.Match[str]) -> str:
    command = found["gls"] or found["acr"] or found["ac"]
    if command in {"GLS", "ACR", "AC"}:
        return said.upper()
    return said[:1].upper() + said[1:] if command[0].isupper() else said


@lru_cache(maxsize=4)  # of one text each row of each table asks
def read_terms(text: str) -> Mapping[str, Term]:
    """Return the terms that a text defines, by their keys."""
    terms = dict[str, Term]()
    for found in _DEFINED.finditer(text):
        line = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
        if "%" in line.replace("\\%", ""):
            continue
        read = _read_entry if found["entry"] else _read_acronym if found["acronym"] else _read_acro
        term = read(text, found)
        if term is not None and term.short:
            terms[(found["named"] or found["key"] or found["code"]).strip()] = term
    return terms


def _read_entry(text: str, found: re.Match[str]) -> Term | None:
    told, _ = _braces(text, found.end())
    fields = _fields_in(told)
    short = fields.get("short") or fields.get("text") or fields.get("name") or ""
    plural = fields.get("short-plural") or fields.get("plural") or ""
    # What acro appends, glossaries writes out.
    plural = f"{short}{plural}" if found["entry"] == "DeclareAcronym" and plural else plural
    return Term(short, fields.get("long", ""), plural, fields.get("longplural", ""))


def _read_acronym(text: str, found: re.Match[str]) -> Term | None:
    short, place = _braces(text, found.end())
    long, _ = _braces(text, place)
    fields = _fields_in(found["told"] or "")
    return Term(short, long, fields.get("shortplural", ""), fields.get("longplural", ""))


def _read_acro(text: str, found: re.Match[str]) -> Term | None:
    long, _ = _braces(text, found.end())
    return Term(found["short"] or found["code"], long)


def _braces(text: str, place: int) -> tuple[str, int]:
    """Return what stands in the braces at a place, and where they end."""
    place += len(text[place : place + LONGEST]) - len(text[place : place + LONGEST].lstrip())
    end = end_of_braces(text, place, LONGEST) if text[place : place + 1] == "{" else 0
    return (" ".join(text[place + 1 : end - 1].split()), end) if end else ("", place)


def _fields_in(told: str) -> Mapping[str, str]:
    return {
        one["name"]: one["value"].strip().removeprefix("{").removesuffix("}").strip()
        for one in _FIELD.finditer(told)
    }
