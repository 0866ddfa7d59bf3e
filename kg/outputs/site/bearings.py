"""What bears on a tip or a theme, sorted for its page: claims by side, and whom they come from.

`queries/pages/tip-claims.rq` says which claims there are, on which side and in which order. The
words stand in `site/templates/parts/tip-body.html`; the page `rests-on.html` publishes the rules.
"""

from __future__ import annotations

from collections import Counter

from kg.outputs.cells import Row
from kg.outputs.site.facts import Facts
from kg.outputs.site.sureness import UNCLASSED, local_name, unique_sources

# The order on the page. Policy and the author stand apart, whichever side they are on.
SIDES = ("backed", "limited", "other", "policy", "author")

# Who comes first where there is little room. The first line of each of the first three is always
# shown: what is for it, what is against it, and what the author makes of that are the least that a
# reader needs. A sheet has room for three lines.
FIRST_SIDES = ("backed", "limited", "author", "other", "policy")
LEAST = 3
SHEET_LINES = 3

# What a tip's lead, its steps and the lines on all sides may have before the folds, so that a page
# can be read in some three minutes: the more there is to do, the fewer lines are shown.
TIP_WORDS = 375
SHOWN_LINES = 6
ORIGIN_WORDS = 5  # what the people, the year and the kind of a source come to, about

STANCES = ("supports", "disputes", "qualifies", "illustrates")


def sort_claims(claims: list[Row], own_words: int = 0) -> list[Row]:
    """Return the sides that have claims, in order, each with its claims shown and folded.

    The tip's own section comes first; then each source, or set of sources, has one line before any
    has a second. `own_words` are those of the tip itself, which leave less room for lines.
    """
    sides: dict[str, list[Row]] = {side: [] for side in SIDES}
    for claim in unique_claims(claims):
        sides[claim["group"]].append(claim | {"lines": unique_lines(claim["evidence"])})
    sides = {side: spread_origins(found) for side, found in sides.items() if found}
    shown = count_shown(sides, TIP_WORDS - own_words)
    return [
        {"side": side, "shown": found[: shown[side]], "folded": found[shown[side] :]}
        for side, found in sides.items()
    ]


def count_shown(sides: dict[str, list[Row]], words: int) -> dict[str, int]:
    """Return how many claims of each side are shown: turn by turn, whole, while there is room."""
    shown = dict.fromkeys(sides, 0)
    for turn in range(SHOWN_LINES):
        for place, side in enumerate(FIRST_SIDES):
            if turn >= len(sides.get(side, ())) or shown[side] < turn:
                continue  # a line that did not fit ends its side: none overtakes another
            needed = count_words(sides[side][turn])
            fits = needed <= words and sum(shown.values()) < SHOWN_LINES
            if fits or (turn == 0 and place < LEAST):
                shown[side] += 1
                words -= needed
    return shown


def count_words(claim: Row) -> int:
    """Return about how many words the line of a claim has, with its notes and its sources."""
    said = [claim["statement"], claim["note"], claim["why"]]
    said += {line["comment"] for line in claim["lines"]}
    words = sum(len(text.split()) for text in said if text)
    return words + ORIGIN_WORDS * len(claim["lines"])


def count_sides(groups: list[Row]) -> dict[str, int]:
    """Return how many claims speak for a tip and limit it, shown or folded, and how many `apart`.

    What policy or the author says stands apart and points one way all the same: who left it out
    would tell that nothing limits a tip above a line that does.
    """
    told = [
        (group["side"], claim) for group in groups for claim in group["shown"] + group["folded"]
    ]
    sizes = Counter(claim["points"] for _, claim in told)
    apart = sum(bool(claim["points"]) and side != claim["points"] for side, claim in told)
    return {"backed": sizes["backed"], "limited": sizes["limited"], "apart": apart}


def pick_lines(groups: list[Row]) -> list[Row]:
    """Return the few claims of a sheet, each with its side: the first on the page of a tip.

    Where a side is empty, the first line of the next one takes its place, if there is any. `of`
    says how many the side has: paper shows no more.
    """
    claims = {group["side"]: group["shown"] + group["folded"] for group in groups}
    sides = [side for side in FIRST_SIDES if side in claims][:SHEET_LINES]
    return [{"side": side, "claim": claims[side][0], "of": len(claims[side])} for side in sides]


def spread_origins(claims: list[Row]) -> list[Row]:
    """Return claims so that whoever is behind several comes again only after the others."""
    met: set[frozenset[str | None]] = set()
    ranked: list[tuple[int, Row]] = []
    for claim in claims:
        origins = frozenset(line["source"] or line["study"] for line in claim["lines"])
        here = claim["way"] == "section"
        ranked.append((0 if here else 1 if origins not in met else 2, claim))
        met.add(origins)
    return [claim for _, claim in sorted(ranked, key=lambda pair: pair[0])]


def unique_claims(claims: list[Row]) -> list[Row]:
    """Return each claim once: it may have been taken in for two reasons."""
    found: dict[str, Row] = {}
    for claim in claims:
        found.setdefault(claim["claim"], claim)
    return list(found.values())


def unique_lines(evidence: list[Row]) -> list[Row]:
    """Return each way once in which a source or study bears on a claim, whatever its passages."""
    found: dict[tuple[str | None, ...], Row] = {}
    for line in evidence:
        found.setdefault(tuple(line[key] for key in ("source", "study", "stance", "side")), line)
    return list(found.values())


def view_theme(row: Row, _: Facts) -> Row:
    """Add to each claim of a theme how many works stand to it in each way."""
    claims = [claim | {"tally": tally_origins(claim["evidence"])} for claim in row["claims"]]
    return {"claims": claims}


def tally_origins(evidence: list[Row]) -> list[tuple[str, int]]:
    """Return how many works and studies stand to a claim in each way, by side, then by stance.

    A way is the name of a stance or, where findings are mixed, the words for the side. Who stands
    to the claim in two ways counts once, as `both`.
    """
    ways: dict[str | None, set[str]] = {}
    for line in evidence:
        way = line["side"] or local_name(line["stance"])
        ways.setdefault(line["source"] or line["study"], set()).add(way)
    counts = Counter("both" if len(found) > 1 else next(iter(found)) for found in ways.values())
    order = (*sorted(counts.keys() - {*STANCES, "both"}), *STANCES, "both")
    return [(way, counts[way]) for way in order if way in counts]


def part_origins(
    reports: list[Row], listed: list[Row], classes: list[Row], claims: list[Row]
) -> Row:
    """Return what a tip rests on: whom the review reports on its point, beside who is listed.

    `both` are listed and reported, `silent` are listed with nothing reported of them, `unlisted`
    are reported and not listed. A study counts where no source stands for it, and where a claim
    tells an effect of it alone; `pooled` are the effects for which the review takes several
    together, once for the same studies.
    """
    reported = unique_sources([row for row in reports if row["source"]])
    sources = unique_sources(listed)
    studies, pooled = _origins_of_effects(reports, claims)
    known, named = ({row["source"] for row in rows} for rows in (reported, sources))
    kinds: list[Row] = [
        {**item, "count": sum(row["class"] == item["class"] for row in reported)}
        for item in classes
    ]
    if unclassed := sum(row["class"] is None for row in reported):
        kinds.append({**UNCLASSED, "count": unclassed})
    return {
        "studies": studies,
        "pooled": pooled,
        "kinds": [kind for kind in kinds if kind["count"]],
        "listed": len(sources),
        "both": [row for row in sources if row["source"] in known],
        "silent": [row for row in sources if row["source"] not in known],
        "unlisted": [row for row in reported if row["source"] not in named],
    }


def _origins_of_effects(reports: list[Row], claims: list[Row]) -> tuple[list[Row], list[Row]]:
    """Return the studies that are reported or have an effect told of, and the pooled effects."""
    studies = [row for row in reports if row["study"]]
    met = {row["study"] for row in studies} | {row["source"] for row in reports if row["source"]}
    pooled: dict[object, Row] = {}
    for effect in (one for claim in unique_claims(claims) for one in claim["effects"]):
        if effect["pooled"]:
            origins = frozenset(row["study"] for row in effect["origins"])
            pooled.setdefault(origins or effect["effect"], effect)
            continue
        for row in effect["origins"]:
            if row["study"] not in met and row["source"] not in met:
                studies.append(row)
                met.add(row["study"])
    return studies, list(pooled.values())


def positions_by_stance(positions: list[Row]) -> list[tuple[str, list[Row]]]:
    """Return the positions of a debate by stance, for it first, then against, then the rest."""
    stances: dict[str, list[Row]] = {}
    for position in positions:
        stances.setdefault(position["stance"], []).append(position)
    return sorted(stances.items(), key=lambda item: STANCES.index(local_name(item[0])))


def sides_of(debates: list[Row]) -> list[Row]:
    """Return each debate with its positions by stance, and whether they point two ways."""
    shown: list[Row] = []
    for debate in debates:
        stances = positions_by_stance(debate["positions"])
        taken = {local_name(stance) for stance, _ in stances}
        two_ways = "supports" in taken and bool({"disputes", "qualifies"} & taken)
        shown.append(debate | {"stances": stances, "two_ways": two_ways})
    return shown
