"""`at:` lines → spans: how an author points at a passage without counting characters.

In a YAML file, `at: "L594: first words ... last words"` stands where the span belongs. `L594:` is
the line to search from; ` ... ` skips to the first place where the last words follow; white space
may differ. The line becomes `span: {start: …, end: …, sha256: …}` and the words are gone.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from kg.errors import Location, Problem
from kg.sources.text import HeldText, digest_of_text

LONGEST = 6000
_AT = re.compile(r"(?P<head>\s*(?:- )?)at: (?P<words>\S.*?)\s*")


def fill_spans(path: Path, shown: str, text: HeldText) -> tuple[int, list[Problem]]:
    """Turn the `at:` lines of a file into spans; return how many, and those that found nothing."""
    lines = path.read_text(encoding="utf-8").split("\n")
    filled = 0
    problems: list[Problem] = []
    for number, line in enumerate(lines, start=1):
        match = _AT.fullmatch(line)
        if match is None:
            continue
        place = Location(shown, number, len(match["head"]) + 1)
        found = find_passage(_unquoted(match["words"]), text)
        if isinstance(found, str):
            problems.append(Problem(place, "TXT020", found))
        else:
            start, end = found
            digest = digest_of_text(text.text[start:end])
            lines[number - 1] = (
                f"{match['head']}span: {{start: {start}, end: {end}, sha256: {digest}}}"
            )
            filled += 1
    if filled:
        path.write_text("\n".join(lines), encoding="utf-8")
    return filled, problems


def _unquoted(words: str) -> str:
    if words.startswith('"') and words.endswith('"'):
        return str(json.loads(words))
    if words.startswith("'") and words.endswith("'"):
        return words[1:-1].replace("''", "'")
    return words


def find_passage(words: str, text: HeldText) -> tuple[int, int] | str:
    """Return start and end of the passage that words point at, or what is wrong with them."""
    pin = re.match(r"L(\d+):\s*", words)
    start = 0
    if pin is not None:
        line = int(pin[1])
        if not 1 <= line < len(text.line_starts):
            return f"the text has {len(text.line_starts) - 1} lines, not {line}"
        start = text.line_starts[line - 1]
        words = words[pin.end() :]
    first, *rest = [_loose(part) for part in re.split(r"\s\.\.\.\s", words)]
    found = list(first.finditer(text.text, start))
    if not found:
        return f"these words do not stand in the text: {words[:60]}"
    if len(found) > 1 and pin is None:
        return f"these words stand there {len(found)} times; begin with L<line>: {words[:60]}"
    end = found[0].end()
    for part in rest:
        match = part.search(text.text, end)
        if match is None:
            return f"the passage's last words do not follow: {words[-60:]}"
        end = match.end()
    if end - found[0].start() > LONGEST:
        length = end - found[0].start()
        return f"the passage would be {length} characters; its last words come too late"
    return found[0].start(), end


def _loose(words: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(re.escape(word) for word in words.split()))
