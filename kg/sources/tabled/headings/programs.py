"""Columns that programs of meta-analysis call by letters of their own → what they hold.

metafor names the groups by number (`ai` of `n1i`, `m1i`), meta by a letter (`event.e` of `n.e`),
RevMan in words. A name counts only where the others of its kind stand beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

# Groups as the documentation of each program calls them.
_FIRST, _SECOND = "group 1", "group 2"
_SETS: Sequence[Mapping[str, str]] = (
    {
        "ai": f"events of {_FIRST}",
        "n1i": f"n of {_FIRST}",
        "ci": f"events of {_SECOND}",
        "n2i": f"n of {_SECOND}",
    },
    {
        name.format(number): f"{role} of {group}"
        for number, group in ((1, _FIRST), (2, _SECOND))
        for name, role in (("m{}i", "mean"), ("sd{}i", "sd"), ("n{}i", "n"))
    },
    {
        f"{name}.{letter}": f"{role} of {group}"
        for letter, group in (("e", "experimental"), ("c", "control"))
        for name, role in (("event", "events"), ("n", "n"))
    },
    {
        f"{name}.{letter}": f"{role} of {group}"
        for letter, group in (("e", "experimental"), ("c", "control"))
        for name, role in (("mean", "mean"), ("sd", "sd"), ("n", "n"))
    },
    {
        f"{group} {name}": f"{role} of {group}"
        for group in ("experimental", "control")
        for name, role in (("cases", "events"), ("n", "n"))
    },
    {
        f"{group} {name}": f"{role} of {group}"
        for group in ("experimental", "control")
        for name, role in (("mean", "mean"), ("sd", "sd"), ("n", "n"))
    },
    {"mean": "value", "ci start": "low", "ci end": "high"},
    {"yi": "value", "pval": "p"},
    {"te": "value", "pval": "p"},
    {"yi": "value", "ni": "sample"},
    {"analysis name": "outcome", "analysis number": "none", "study": "study"},
)
# What heads a column that may only count the rows.
_COUNTERS = frozenset({"trial", "study", "id", "obs", "no", "nr"})


def roles_by_programs(headings: Sequence[str], cells: Sequence[Sequence[str]]) -> Mapping[str, str]:
    """Return what columns hold that are named as programs name them, by heading."""
    folded = {one: one.strip().casefold() for one in headings}
    names = {*folded.values()}
    found: dict[str, str] = {}
    for known in _SETS:
        if names >= {*known}:
            found |= {one: known[name] for one, name in folded.items() if name in known}
    return found | dict.fromkeys(_counting(headings, cells), "none")


def _counting(headings: Sequence[str], cells: Sequence[Sequence[str]]) -> Iterable[str]:
    """Yield a first column that only counts rows, where another names the authors."""
    if len(headings) < 2 or headings[0].strip().casefold() not in _COUNTERS:  # noqa: PLR2004
        return
    counted = [row[0].strip() for row in cells]
    names_others = any(one.strip().casefold() in {"author", "authors"} for one in headings)
    if names_others and counted == [str(one) for one in range(1, len(cells) + 1)]:
        yield headings[0]
