"""What the findings table lists for a point: counts, and the published rule that words them.

There is no score. The rules are tried in order and the first that fits gives the words, which stand
in `site/templates/parts/sureness.html`; `rests-on.html` there publishes them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kg.outputs.cells import Row

# The rules speak of kinds, which every review has words for, and not of its own classes.
PRIMARY, SECONDARY, POLICY = "PrimaryResearch", "SecondaryResearch", "PolicyDocument"
FEW = 2


# What these rules word has neither primary research nor reviews or theory listed beside it.
UNRESEARCHED = {"nothing", "no-research"}


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its name, which has its words in templates, and when it fits.

    `fits` is given the number of sources of each kind. A rule that `needs` a kind of evidence is
    not for a review that has no class of that kind.
    """

    name: str
    fits: Callable[[Mapping[str, int]], bool]
    needs: str = ""


RULES = (
    Rule("nothing", lambda listed: not any(listed.values())),
    Rule(
        "no-research", lambda listed: listed[PRIMARY] == 0 and listed[SECONDARY] == 0, needs=PRIMARY
    ),
    Rule("no-policy", lambda listed: listed[PRIMARY] > 0 and listed[POLICY] == 0, needs=POLICY),
    Rule("no-studies", lambda listed: listed[PRIMARY] == 0, needs=PRIMARY),
    Rule("few-studies", lambda listed: listed[PRIMARY] <= FEW, needs=PRIMARY),
    Rule("several", lambda _: True),
)


# Stands in the place of a class for works that have none; templates have its words.
UNCLASSED: Mapping[str, object] = {
    "class": None, "letter": "", "name": "", "plural": "", "kind": None,
}  # fmt: skip


def rules_for(classes: list[Row]) -> list[Rule]:
    """Return the rules that fit the kinds of evidence that a review has, in their order."""
    kinds = {"", *(local_name(item["kind"]) for item in classes)}
    return [rule for rule in RULES if rule.needs in kinds]


def judge(listed: list[Row], classes: list[Row]) -> Row:
    """Return the rule that fits the listed sources, and those sources by evidence class.

    `listed` may name a source twice (a tip may rest on two rows); it is counted once.
    """
    sources = unique_sources(listed)
    lanes: list[Row] = [
        {**item, "sources": [row for row in sources if row["class"] == item["class"]]}
        for item in classes
    ]
    unclassed = [row for row in sources if row["class"] is None]
    if unclassed:
        lanes.append({**UNCLASSED, "sources": unclassed})
    # A rule may ask for a kind that this review has no class of.
    counts = {PRIMARY: 0, SECONDARY: 0, POLICY: 0}
    for lane in lanes:
        kind = local_name(lane["kind"])
        counts[kind] = counts.get(kind, 0) + len(lane["sources"])
    # What a work without a class is, nobody has said: no rule may say that something is missing.
    rules = RULES[-1:] if unclassed else rules_for(classes)
    rule = next(rule for rule in rules if rule.fits(counts))
    return {
        "rule": rule.name,
        "lanes": lanes,
        "total": len(sources),
        "researched": rule.name not in UNRESEARCHED,
    }


def unique_sources(rows: list[Row]) -> list[Row]:
    """Return rows that name a source, the first for each source, by class and place."""
    found: dict[str, Row] = {}
    for row in rows:
        found.setdefault(row["source"], row)
    ordered = sorted(found.values(), key=lambda row: row["sort_key"])
    return sorted(ordered, key=lambda row: row["letter"] or "")


def local_name(address: str | None) -> str:
    """Return the name of a term from its address: `ontology.html#Tip` → `Tip`."""
    return (address or "").rpartition("#")[2]
