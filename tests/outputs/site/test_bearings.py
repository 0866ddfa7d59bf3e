from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Store

from kg.graph.queries import load_queries, select_rows
from kg.outputs.site.bearings import (
    ORIGIN_WORDS,
    SHOWN_LINES,
    count_sides,
    count_words,
    part_origins,
    pick_lines,
    sides_of,
    sort_claims,
    tally_origins,
)
from kg.resources import resource_folder
from tests.conftest import FROST
from tests.outputs.site.conftest import words_of

SOURCE = "sources/{}.html"
Claim = dict[str, Any]


def claim(
    name: str, codes: str = "", group: str = "backed", way: str = "concept", words: int = 3
) -> Claim:
    """Return a claim on a tip that rests on sources."""
    said = {"statement": "word " * words, "note": None, "why": None}
    bare = {"study": None, "stance": "supports", "side": None, "comment": None}
    lines = [{"source": SOURCE.format(code)} | bare for code in codes.split()]
    points = group if group in ("backed", "limited") else None
    return {"claim": name, "group": group, "points": points, "way": way, "evidence": lines} | said


def test_sides_stand_in_the_published_order() -> None:
    """For, against, the rest, policy, the author; a side without a line is not there."""
    claims = [claim("a", group="author"), claim("b", group="limited"), claim("c")]
    assert [group["side"] for group in sort_claims(claims)] == ["backed", "limited", "author"]


def test_the_lines_on_both_sides_are_counted_whether_they_are_folded_or_not() -> None:
    """What speaks for a tip and what limits it have a number each, be it 0."""
    many = [claim(name, words=90) for name in "abcdefghi"]
    groups = sort_claims([*many, claim("z", group="author")])
    assert groups[0]["folded"]
    assert count_sides(groups) == {"backed": 9, "limited": 0, "apart": 0}


def test_what_stands_apart_counts_on_the_side_it_points_to() -> None:
    """A line of the author that limits a tip limits it: the page never says that none does."""
    apart = claim("z", group="author") | {"points": "limited"}
    groups = sort_claims([claim("a"), apart, claim("y", group="policy")])
    assert [group["side"] for group in groups] == ["backed", "policy", "author"]
    assert count_sides(groups) == {"backed": 1, "limited": 1, "apart": 1}


def test_who_speaks_for_a_conclusion_is_counted_once() -> None:
    """Two lines of one work are one work; who speaks for and against speaks both ways."""
    lines = [
        *2 * [("A1", "supports", None)],
        ("A2", "supports", None),
        ("A2", "disputes", None),
        ("A3", "supports", "positive"),
        ("A4", "qualifies", None),
    ]
    evidence = [
        {"source": source, "study": None, "stance": f"ontology.html#{stance}", "side": side}
        for source, stance, side in lines
    ]
    assert tally_origins(evidence) == [
        ("positive", 1),
        ("supports", 1),
        ("qualifies", 1),
        ("both", 1),
    ]


def test_each_work_has_a_line_before_any_has_a_second() -> None:
    """The first few lines show who is behind a tip; the tip's own section goes before all."""
    claims = [
        claim("one", "A1"),
        claim("two", "A1"),
        claim("both", "A1 A2"),
        claim("three", "A2"),
        claim("here", "A1", way="section"),
    ]
    [group] = sort_claims(claims)
    assert [row["claim"] for row in group["shown"]] == ["here", "one", "both", "three", "two"]


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        pytest.param("backed:30 " * 9, {"backed": SHOWN_LINES}, id="as many lines as there may be"),
        pytest.param("backed:100 " * 9, {"backed": 3}, id="as many words as there may be"),
        pytest.param(
            "backed:30 limited:30 " * 9, {"backed": 3, "limited": 3}, id="in turn from both sides"
        ),
        pytest.param(
            "backed:200 limited:200 policy:20 policy:20 author:200",
            {"backed": 1, "limited": 1, "policy": 0, "author": 1},
            id="for, against and the author, whatever their length",
        ),
        pytest.param(
            "backed:20 backed:370 backed:20 author:20 author:20",
            {"backed": 1, "author": 2},
            id="none overtakes one that is too long",
        ),
    ],
)
def test_what_is_long_is_folded(given: str, shown: dict[str, int]) -> None:
    """Lines are shown whole and in turn while there is room; the rest is a tap away, none lost."""
    parts = [line.split(":") for line in given.split()]
    claims = [claim(str(n), group=side, words=int(size)) for n, (side, size) in enumerate(parts)]
    groups = sort_claims(claims)
    assert {group["side"]: len(group["shown"]) for group in groups} == shown
    assert sum(len(group["shown"] + group["folded"]) for group in groups) == len(claims)


def test_the_more_there_is_to_do_the_fewer_lines_are_shown() -> None:
    """The words of the tip itself leave less room for lines."""
    claims = [claim(str(number), words=60) for number in range(6)]
    [shown, fewer] = [len(sort_claims(claims, own)[0]["shown"]) for own in (0, 200)]
    assert (shown, fewer) == (6, 2)


def test_the_words_of_a_line_are_those_that_a_reader_meets() -> None:
    """Notes and caveats count as much as the statement, and each source for a few words."""
    line = {"source": "A1", "comment": "Only in one place."}
    assert (
        count_words({"statement": "It helps.", "note": "In part.", "why": None, "lines": []}) == 4
    )
    said = {"statement": "It helps.", "note": None, "why": "We chose it.", "lines": [line, line]}
    assert count_words(said) == 2 + 3 + 4 + 2 * ORIGIN_WORDS


def test_a_claim_stands_once() -> None:
    """A claim taken in for two reasons is one line, with each source once."""
    [group] = sort_claims([claim("a", "A1 A1"), claim("a", "A1 A1")])
    [row] = group["shown"]
    assert len(row["lines"]) == 1


@pytest.mark.parametrize(
    ("given", "picked"),
    [
        pytest.param(
            "backed backed limited other policy author",
            [("backed", "1"), ("limited", "3"), ("author", "6")],
            id="for, against and the author",
        ),
        pytest.param(
            "policy other backed",
            [("backed", "3"), ("other", "2"), ("policy", "1")],
            id="others where there is none of these",
        ),
        pytest.param("", [], id="none"),
    ],
)
def test_a_sheet_takes_the_first_line_of_each_side(
    given: str, picked: list[tuple[str, str]]
) -> None:
    """What stands first on the page of a tip stands on its sheet, and three lines at most."""
    groups = sort_claims([claim(str(n), group=g) for n, g in enumerate(given.split(), 1)])
    assert [(row["side"], row["claim"]["claim"]) for row in pick_lines(groups)] == picked


def test_a_sheet_says_of_how_many_its_line_is(frost_site: Path) -> None:
    """Paper shows the first line of a side; where there are more it says how many."""
    sheet = words_of(frost_site / "tips/12-sheet.html")
    assert "What speaks for it (1 of 20):" in sheet
    assert "What limits it, or speaks against it (1 of 5):" in sheet
    alone = words_of(frost_site / "tips/3-sheet.html")
    assert "What speaks for it:" in alone


def test_origins_are_parted_by_list_and_report() -> None:
    """A work is listed and reported, listed only, or reported only; a study stands apart."""
    letters = {"letter": "A", "class": "evidence-classes/A.html"}
    works = {
        code: {"source": SOURCE.format(code), "code": code, "sort_key": code, **letters}
        for code in "12345"
    }
    reports = [
        works["1"] | {"study": None},
        works["2"] | {"study": None},
        {"source": None, "study": "studies/kettle.html"},
    ]
    rests = part_origins(reports, [works["2"], works["3"], works["3"]], [letters], [])
    codes = {key: [row["code"] for row in rests[key]] for key in ("both", "silent", "unlisted")}
    assert codes == {"both": ["2"], "silent": ["3"], "unlisted": ["1"]}
    assert [kind["count"] for kind in rests["kinds"]] == [2]
    assert len(rests["studies"]) == 1


@pytest.mark.parametrize(
    ("stances", "two_ways"),
    [
        pytest.param("supports disputes", True, id="for and against"),
        pytest.param("supports qualifies", True, id="for, and it depends"),
        pytest.param("supports supports", False, id="one side alone"),
        pytest.param("disputes qualifies", False, id="nobody for it"),
    ],
)
def test_a_debate_points_two_ways_where_both_sides_are_taken(stances: str, two_ways: bool) -> None:
    """“Not all point one way” is said only of a debate on which somebody is for it and not all."""
    positions = [{"stance": f"ontology.html#{name}"} for name in stances.split()]
    [debate] = sides_of([{"debate": "debates/a.html", "positions": positions}])
    assert debate["two_ways"] is two_ways


def _tip(site: Path, number: int) -> str:
    return words_of(site / f"tips/{number}.html")


def test_every_line_of_a_tip_is_a_row_of_the_query(frost_site: Path, frost_store: Store) -> None:
    """What stands under “What the review says about this” is what the page query gives, once."""
    query = load_queries(resource_folder("queries") / "pages")["tip-claims"]
    rows = select_rows(frost_store, query)
    for number in range(1, 20):
        text = (frost_site / f"tips/{number}.html").read_text(encoding="utf-8")
        said = text.partition('<section class="says"')[2].partition("</section>")[0]
        shown = re.findall(r'class="own-link" href="[^"]*#([^"]+)"', said)
        on = [row["claim"] for row in rows if row["tip"] == f"{FROST}tips/{number}"]
        assert sorted(shown) == sorted({iri.rpartition("/")[2] for iri in on}), number
        assert len(shown) == len(set(shown)), number


def test_a_tip_says_first_how_much_is_on_each_side(frost_site: Path, frost_store: Store) -> None:
    """The numbers below the heading are those of the query; where there is nothing, it says so."""
    query = load_queries(resource_folder("queries") / "pages")["tip-claims"]
    counts = Counter((row["tip"], row.get("points"), row["claim"])
                     for row in select_rows(frost_store, query))  # fmt: skip
    for number in range(1, 20):
        sides = Counter(points for tip, points, _ in counts if tip == f"{FROST}tips/{number}")
        first = _tip(frost_site, number).partition("What the review says about this")[2].strip()
        backed = re.match(r"(\d+) lines? speaks? for it; ", first)
        limited = re.match(
            r"[^.]*; (\d+) limits? it or speaks? against it \(our sorting\)\.", first
        )
        assert (backed is None) == (sides["backed"] == 0), number
        assert (limited is None) == (sides["limited"] == 0), number
        assert backed is None or int(backed[1]) == sides["backed"], number
        assert limited is None or int(limited[1]) == sides["limited"], number
        assert "does not report what a way of working costs" in first.partition("What speaks")[0]
    jargon = _tip(frost_site, 9)
    assert "1 line speaks for it; we have recorded none that limits it" in jargon


def test_a_line_of_policy_alone_says_which_way_it_points(frost_site: Path) -> None:
    """On tip 14 a policy paper speaks for the tip, apart from the other lines that do."""
    said = _tip(frost_site, 14).partition("What the review says about this")[2]
    assert "(our sorting). 1 of them stands apart, further down." in said.partition("What sp")[0]
    backed, _, policy = said.partition("What policy papers say")
    assert "Speaks for it" in policy.partition("What the author says")[0]
    assert "Speaks for it" not in backed


def test_a_tip_says_that_the_authors_own_words_are_not_sorted(frost_site: Path) -> None:
    """A reason or a limit that the author gives himself is not told as none; tip 17 has none."""
    assert "(our sorting). What the author says is not sorted." in _tip(frost_site, 2)
    assert "What the author says Not sorted." in _tip(frost_site, 16)  # also where lines are
    assert "What the author says" not in _tip(frost_site, 17)
    assert "is not sorted" not in _tip(frost_site, 17)


def test_the_tip_on_a_shared_base_says_what_was_found_on_both_sides(frost_site: Path) -> None:
    """A15 and C2 for it; A7, A36 and A18 with what they say, and what is not said of them."""
    said = _tip(frost_site, 12).partition("What the review says about this")[2]
    backed, _, rest = said.partition("What limits it, or speaks against it")
    limited = rest.partition("What policy papers say")[0]
    assert "Hudson concludes that co-location was frequently named" in backed
    assert "based in a hospital, to encourage joined-up work" in backed
    for words in ("ethics of sharing information", "crime prevention in schools", "mental health"):
        assert words in limited
    assert limited.count("It does not say that the staff studied shared a base.") == 4
    assert "People can be engaged whether they are co-located or not." in limited


def test_the_tip_on_jargon_rests_on_one_study(frost_site: Path) -> None:
    """The finding on team meetings is there, a work on hyphens is not, and nothing is disputed."""
    page = _tip(frost_site, 9)
    assert "Evidence in MATCh suggests that jargon could be used to shut staff out" in page
    assert "One study of 5 multiagency teams (the MATCh project)." in page
    assert "Leathard" not in page
    assert "Not all point one way" not in page


def test_one_source_that_is_reported_and_not_listed_is_told(frost_site: Path) -> None:
    """It stands beside those that are listed; the graph says of tip 3 that there is one."""
    assert "The review also reports on 1 that is not listed." in _tip(frost_site, 3)


def test_no_tip_says_that_there_is_none_of_what_it_cites(frost_site: Path) -> None:
    """“None listed” stands on no tip, and a debate is told of only where it touches the tip."""
    pages = {number: _tip(frost_site, number) for number in range(1, 20)}
    assert [number for number, text in pages.items() if "none listed" in text.lower()] == []
    told = {number for number, text in pages.items() if "Not all point one way" in text}
    head = "Where there is more than one view"
    touched = {number for number, text in pages.items() if head in text}
    assert told <= touched
    assert 9 not in touched
    assert 12 in told


def test_tips_and_themes_lead_to_each_other(frost_site: Path) -> None:
    """A theme on a tip's page has that tip on its own, and the other way round."""
    ways: dict[str, set[tuple[str, str]]] = {"tips": set(), "themes": set()}
    for kind, other in (("tips", "themes"), ("themes", "tips")):
        for path in (frost_site / kind).glob("*.html"):
            main = path.read_text(encoding="utf-8").partition("<main")[2].partition("</main>")[0]
            for name in re.findall(rf'href="\.\./{other}/([^"#]+)\.html"', main):
                pair = (path.stem, name) if kind == "tips" else (name, path.stem)
                ways[kind].add(pair)
    assert ways["tips"]
    assert ways["tips"] == ways["themes"]


def test_the_old_address_leads_on(frost_site: Path) -> None:
    """Who kept the address of the page that was called “How sure are we?” gets to the new one."""
    text = (frost_site / "how-sure.html").read_text(encoding="utf-8")
    assert 'content="0; url=rests-on.html"' in text
    assert (frost_site / "rests-on.html").is_file()


@pytest.mark.parametrize("folder", ["sources", "studies"])
def test_what_several_lines_of_a_source_have_alike_stands_once(
    frost_site: Path, folder: str
) -> None:
    """A claim that two findings of a source bear on alike has one mark, not the same one twice."""
    mark = r'(<span class="stance[^"]*">[^<]*</span>(?: <span class="tag">[^<]*</span>)?)'
    pages = {path: path.read_text("utf-8") for path in (frost_site / folder).glob("*.html")}
    assert any(re.search(mark, page) for page in pages.values())
    assert not [path.name for path, page in pages.items() if re.search(rf"{mark}\s*\1", page)]
