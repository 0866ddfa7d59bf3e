"""`at:` lines → spans: how an author points at a passage without counting characters.

In a YAML file, `at: "L594: first words ... last words"` stands where the span belongs. `L594:` is
the line to search from; ` ... ` skips to the first place where the last words follow; white space
may differ. The line becomes `span: {start: …, end: …, sha256: …}` and the words are gone.
"""

from __future__ import annotations

import re
from pathlib import Path

from kg.errors import Location, Problem
from kg.sources.files import decode_text, read_plain_file, replace_text
from kg.sources.text import HeldText, digest_of_text
from kg.sources.yamlfile import parse_yaml

LONGEST = 6000
_AT = re.compile(r"(?P<head>\s*(?:- )?)at: (?P<words>\S(?:.*\S)?)[ \t]*(?P<end>\r?)")


def fill_spans(path: Path, shown: str, text: HeldText) -> tuple[int, list[Problem]]:
    """Turn the `at:` lines of a file into spans; return how many, and those that found nothing.

    Nothing else of the file changes, its line ends and byte order mark included.
    """
    content = read_plain_file(path)
    if isinstance(content, str):
        return 0, [Problem(Location(shown), "FIL002", content)]
    decoded, problems = decode_text(content, shown)
    if decoded is None:
        return 0, problems
    # Not `decoded`, which has other line ends: what is not an `at:` line stays byte for byte.
    lines = content.decode("utf-8").split("\n")
    filled = 0
    for number, line in enumerate(lines, start=1):
        match = _AT.fullmatch(line)
        if match is None:
            continue
        place = Location(shown, number, len(match["head"]) + 1)
        found = _find_written(match["words"], text)
        if isinstance(found, str):
            problems.append(Problem(place, "TXT020", found))
        else:
            digest = digest_of_text(text.text[slice(*found)])
            span = f"span: {{start: {found[0]}, end: {found[1]}, sha256: {digest}}}"
            lines[number - 1] = f"{match['head']}{span}{match['end']}"
            filled += 1
    if filled:
        replace_text(path, "\n".join(lines))
    return filled, problems


def _find_written(words: str, text: HeldText) -> tuple[int, int] | str:
    plain = _unquoted(words)
    if plain is None:
        return "these words are not well quoted; mend the quotes"
    return find_passage(plain, text)


def _unquoted(words: str) -> str | None:
    """Return the words of an `at:` line as YAML reads them, or None where it cannot."""
    if words.startswith('"') and words.endswith('"'):
        value = parse_yaml(words, "").value
        return value if isinstance(value, str) else None
    # In single quotes YAML knows one escape only, the doubled quote.
    if words.startswith("'") and words.endswith("'"):
        return words[1:-1].replace("''", "'")
    return words


def find_passage(words: str, text: HeldText) -> tuple[int, int] | str:
    """Return start and end of the passage that words point at, or what is wrong with them."""
    pin = re.match(r"L([0-9]{1,9}):\s*", words)
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
    # With a line to start from, the first place is meant; without, none is more likely.
    if len(found) > 1 and pin is None:
        return f"these words stand there {len(found)} times; begin with L<line>: {words[:60]}"
    end = found[0].end()
    for part in rest:
        match = part.search(text.text, end)
        if match is None:
            return f"the passage's last words do not follow: {words[-60:]}"
        end = match.end()
    # Last words that are common are found chapters later: no author means so long a passage.
    if end - found[0].start() > LONGEST:
        length = end - found[0].start()
        return f"the passage would be {length} characters; its last words come too late"
    return found[0].start(), end


def _loose(words: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(re.escape(word) for word in words.split()))
