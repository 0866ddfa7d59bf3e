"""Which sources the review cites close together: a list of sources, and an arc for each pair."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Store

from kg.catalogues import Voice
from kg.outputs.cells import Row
from kg.outputs.pagequeries import select_page_rows
from kg.outputs.pictures import svg
from kg.outputs.pictures.picture import Picture, find_most
from kg.outputs.references import Reference

# More arcs are a grey field in which nobody can follow one, and weigh more than all pages around.
MOST_PAIRS = 2_000
CLOSE = 400  # characters of the text, about a paragraph
_LABEL_END, _ROW, _WIDEST = 222.0, 17.0, 132.0


@dataclass(frozen=True, slots=True)
class _Source:
    """A source as the list names it."""

    kind: str
    reference: Reference
    coded: bool  # the review prints codes

    @property
    def name(self) -> str:
        """Return its code, if readers know it, and, in a few words, what it is."""
        code = f"{self.reference.code} " if self.coded else ""
        return f"{code}{self.reference.short_label}"


def draw_together(
    store: Store, references: Mapping[str, Reference], voice: Voice
) -> Picture | None:
    """Draw who is cited with whom.

    None where no two sources are cited close together, or too many are. What each source is cited
    with stands on its own page all the same.
    """
    mentions = select_page_rows(store, "picture-together")
    pairs = count_pairs(mentions)
    if not 0 < len(pairs) <= MOST_PAIRS:
        return None
    paired = {pair[end] for pair in pairs for end in ("one", "other")}
    sources = {
        row["source"]: _Source(svg.kind_of(row["kind"]), references[row["code"]], row["coded"])
        for row in mentions
        if row["source"] in paired
    }
    # By code, as every list of the site: an order by who is cited most would look like a ranking.
    order = {code: place for place, code in enumerate(references)}
    ordered = dict(sorted(sources.items(), key=lambda item: order[item[1].reference.code]))
    names = {iri: source.name for iri, source in ordered.items()}
    title = voice.say("Who is cited with whom")
    description = _describe(pairs, names, voice)
    pieces, height = _draw(pairs, ordered)
    return Picture(
        name="together",
        title=title,
        description=description,
        svg=svg.render_drawing("together", title, description, height, pieces),
        heads=(voice.say("source"), voice.say("cited close to"), voice.say("times")),
        rows=tuple(
            (names[pair["one"]], names[pair["other"]], str(pair["times"])) for pair in pairs
        ),
        subjects=tuple(pair["one"] for pair in pairs),
    )


def count_pairs(mentions: list[Row]) -> list[Row]:
    """Return each two sources that are cited close together, in order, with how many times.

    `mentions` stand by section and place. Where more than MOST_PAIRS are found, the rest is not
    looked for.
    """
    times: dict[tuple[str, str], int] = {}
    for pair in _find_pairs(mentions):
        times[pair] = times.get(pair, 0) + 1
        if len(times) > MOST_PAIRS:
            break
    return [{"one": one, "other": two, "times": times[one, two]} for one, two in sorted(times)]


def _find_pairs(mentions: list[Row]) -> Iterator[tuple[str, str]]:
    # No query, for it would hold each citation of a section against every other one.
    for place, first in enumerate(mentions):
        for later in range(place + 1, len(mentions)):
            second = mentions[later]
            if not _are_close(first, second):
                break
            if first["source"] != second["source"]:
                one, other = sorted((first["source"], second["source"]))
                yield one, other


def _are_close(first: Row, second: Row) -> bool:
    same = first["section"] == second["section"]
    return same and bool(second["start"] - first["start"] <= CLOSE)


def _describe(pairs: list[Row], names: dict[str, str], voice: Voice) -> str:
    partners = Counter(pair[end] for pair in pairs for end in ("one", "other"))
    sentences = (
        voice.say(
            "A list of %(sources)s with an arc for each of %(pairs)s that the text cites in one"
            " section and at most 400 characters apart, about a paragraph.",
            sources=voice.say_count("%(num)s source", "%(num)s sources", len(names)),
            pairs=voice.say_count("%(num)s pair", "%(num)s pairs", len(pairs)),
        ),
        voice.say("A thicker arc means more often."),
        *_tell_pairs(pairs, names, voice),
        *_tell_hubs({source: partners[source] for source in names}, names, voice),
    )
    return " ".join(sentences)


def _tell_pairs(pairs: list[Row], names: dict[str, str], voice: Voice) -> Iterator[str]:
    """Say which pair stands together most often, where one does."""
    found, times = find_most({(pair["one"], pair["other"]): pair["times"] for pair in pairs})
    if len(found) == 1:
        [(one, other)] = found
        yield voice.say_count(
            "Most often: %(one)s with %(other)s, %(num)s time.",
            "Most often: %(one)s with %(other)s, %(num)s times.",
            times,
            one=names[one],
            other=names[other],
        )


def _tell_hubs(partners: Mapping[str, int], names: dict[str, str], voice: Voice) -> Iterator[str]:
    """Say which source, or which few, are cited with the most others."""
    found, others = find_most(partners)
    named = {"source": voice.join(names[source] for source in found), "others": others}
    if len(found) > 1:
        yield voice.say("Cited with the most others: %(source)s, with %(others)s each.", **named)
    elif found:
        yield voice.say("Cited with the most others: %(source)s, with %(others)s.", **named)


def _draw(pairs: list[Row], sources: dict[str, _Source]) -> tuple[list[svg.Piece], float]:
    kinds = {
        source.kind: f"{source.reference.evidence_class} {source.reference.class_label}"
        for source in sources.values()
        if source.kind
    }
    pieces, top = svg.legend(kinds.items(), 4)
    middle = {iri: top + 6 + _ROW * (place + 0.5) for place, iri in enumerate(sources)}
    longest = max(abs(middle[pair["one"]] - middle[pair["other"]]) for pair in pairs)
    # The thick ones last, on top of the thin.
    for pair in sorted(pairs, key=lambda pair: (pair["times"], pair["one"], pair["other"])):
        ends = sorted((middle[pair["one"]], middle[pair["other"]]))
        pieces.append(_arc(ends[0], ends[1], longest, pair["times"]))
    for iri, source in sources.items():
        y = middle[iri]
        left, code = (33, source.reference.code) if source.coded else (2, "")
        (name, *rest) = svg.wrap(source.reference.short_label, _LABEL_END - 13 - left, 11)
        if code:
            pieces.append(svg.words(27, y + 4, code, size=11, bold=True, anchor="end"))
        pieces.append(svg.words(left, y + 4, f"{name} …" if rest else name, size=11))
        pieces.append(svg.sign(source.kind, _LABEL_END - 4, y, 9))
    return pieces, top + 12 + _ROW * len(sources)


def _arc(start: float, end: float, longest: float, times: int) -> svg.Piece:
    """Return half an ellipse to the right; the farther apart its ends, the wider it is."""
    across = 14 + (_WIDEST - 14) * (end - start) / longest
    path = (
        f"M{svg.number(_LABEL_END + 3)} {svg.number(start)}"
        f"A{svg.number(across)} {svg.number((end - start) / 2)} 0 0 1"
        f" {svg.number(_LABEL_END + 3)} {svg.number(end)}"
    )
    return svg.curve(path, width=1.1 * times, strong=times > 1)
