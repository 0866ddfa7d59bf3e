"""What can be found → the files that the search of the site loads, as classic scripts.

A search needs `search/core.js`, a file for the first letter of each word that was typed
(`search/s.js`: its terms, the records that have them, names and leads), and for what it shows the
files of those records (`search/shown-0.js`). So what is loaded stays small however much a review
says, and it works from a disk, where a page can load scripts and nothing else.
"""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby, takewhile

from kg.catalogues import ENGLISH, SOURCE, Voice
from kg.outputs.searchindex import KINDS, Document, Lead
from kg.words import COMMON, IN_ENGLISH, Tongue, compounds_in

# How much a term in each part of a document says of what it is about.
_PARTS: Mapping[str, float] = {"title": 8, "names": 8, "words": 3, "text": 3, "more": 1.5}
_MOST = 255  # the greatest weight; a posting is the step from the last number times 256, plus it
_SCALE = 6
# Titles of more words are no names that someone types whole.
_LONGEST_NAME = 4
# Records whose titles and texts stand in one file: few enough that a short list of results does
# not load much, many enough that it does not load many files.
_TOGETHER = 8
# Codes of bytes for common prefixes: one digit of base 36.
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"

# What a language has of its own in the place of COMMON, as a message.
COMMON_WORDS = " ".join(sorted(COMMON))

Files = dict[str, str]


@dataclass(slots=True)
class _Bucket:
    """What begins with one letter: records by stem and by name, and what editors lead from."""

    found: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    names: dict[str, list[int]] = field(default_factory=dict)
    leads: dict[str, dict[str, object]] = field(default_factory=dict)


def render_search_files(
    documents: Sequence[Document],
    leads: Iterable[Lead] = (),
    used: Iterable[str] | None = None,
    voice: Voice = ENGLISH,
    *,
    across: bool = False,
) -> Files:
    """Return the files by their path in the site.

    `used` are the words of the review's own text, or None where nobody has listed them; `across`
    tells that the documents are of many reviews.
    """
    tongue = tongue_of(voice)
    stems = None if used is None else frozenset(map(tongue.stem, used))
    buckets = _fill_buckets(documents, leads, stems or frozenset(), tongue)
    files = {
        f"search/{name}.js": _render(name, _pack(bucket, stems or frozenset()))
        for name, bucket in sorted(buckets.items())
    }
    for number, start in enumerate(range(0, len(documents), _TOGETHER)):
        rows = [_shown_of(one) for one in documents[start:][:_TOGETHER]]
        files[f"search/shown-{number}.js"] = _render(f"shown-{number}", rows)
    core = {
        "kinds": _ends_of_kinds(documents, voice, across=across),
        "common": sorted(tongue.common),
        "endings": tongue.endings,
        "buckets": sorted(buckets),
        "total": len(documents),
        "together": _TOGETHER,
        "known": stems is not None,
        "pages": [kind for kind, _ in groupby(one.kind for one in documents)].index("page"),
    }
    return files | {"search/core.js": _render("core", core)}


def tongue_of(voice: Voice) -> Tongue:
    """Return how the words of a language are taken: with common words of its own."""
    if voice.language == SOURCE:
        return IN_ENGLISH
    said = compounds_in(voice.say(COMMON_WORDS))
    return Tongue(frozenset(part for parts in said for part in parts))


def _render(name: str, value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f'tiptraceSearch.put("{name}",{text});\n'


def _shown_of(document: Document) -> list[str]:
    """Return what a result shows; most titles are in the language of the page, and say none."""
    shown = [document.title, document.address, document.text]
    return [*shown, document.language] if document.language else shown


def _ends_of_kinds(
    documents: Sequence[Document], voice: Voice, *, across: bool
) -> list[list[object]]:
    """Return the heading of each kind with the number after its last document."""
    ends: list[list[object]] = []
    end = 0
    for kind, group in groupby(documents, key=lambda document: document.kind):
        end += sum(1 for _ in group)
        one = KINDS[kind]
        ends.append([voice.say((across and one.across) or one.heading), end])
    return ends


def _fill_buckets(
    documents: Sequence[Document], leads: Iterable[Lead], stems: frozenset[str], tongue: Tongue
) -> dict[str, _Bucket]:
    buckets: dict[str, _Bucket] = defaultdict(_Bucket)
    for term in stems:
        buckets[tongue.bucket_of(term)].found[term] = {}
    for number, weights in enumerate(weigh_terms(documents, tongue)):
        for term, weight in weights.items():
            buckets[tongue.bucket_of(term)].found[term][number] = weight
    for name, found in _find_names(documents, tongue).items():
        buckets[tongue.bucket_of(name)].names[name] = found
    numbers = {document.address: number for number, document in enumerate(documents)}
    for lead in leads:
        records = [numbers[address] for address in lead.addresses if address in numbers]
        value = {"records": records, "words": list(lead.words), "reason": lead.reason}
        for typed in lead.typed:
            phrase = tongue.phrase_of(typed)
            buckets[tongue.bucket_of(phrase)].leads[phrase] = value | _form_of(typed)
    return buckets


def _form_of(typed: str) -> dict[str, object]:
    """Return the one form in which a name of several words is meant; other words, in any form.

    Each word of a name begins with a capital: *Working Together* is not meant by *work together*.
    """
    words = typed.split()
    named = len(words) > 1 and all(word[0].isupper() for word in words)
    return {"as": " ".join(chain.from_iterable(compounds_in(typed)))} if named else {}


def _find_names(documents: Sequence[Document], tongue: Tongue) -> dict[str, list[int]]:
    """Return by name, as stems, which documents are shown first to who types it whole.

    Tips on what has the name come first, for they say what to do; then what bears it itself.
    """
    found: dict[str, dict[int, int]] = defaultdict(dict)
    for number, document in enumerate(documents):
        if not KINDS[document.kind].called:
            continue
        title = document.title.partition(": ")[2] if document.kind == "tip" else document.title
        own = {tongue.phrase_of(name) for name in (title, *document.names)}
        for name in sorted(own.union(map(tongue.phrase_of, document.words))):
            if name and name.count(" ") < _LONGEST_NAME:
                found[name][number] = 0 if document.kind == "tip" else 1 if name in own else 2
    return {name: sorted(rank, key=lambda one: (rank[one], one)) for name, rank in found.items()}


def weigh_terms(documents: Sequence[Document], tongue: Tongue = IN_ENGLISH) -> list[dict[str, int]]:
    """Return for each document its terms with how much it is about each (from 1 to 255).

    As in BM25F: a term counts by the part in which it stands, the more often the more, but ever
    less; in a long text it counts less than in a short one.
    """
    counts = [_count_terms(document, tongue) for document in documents]
    lengths = {
        part: max(1.0, sum(one[part].total() for one in counts) / max(1, len(counts)))
        for part in _PARTS
    }
    weighed = []
    for document, parts in zip(documents, counts, strict=True):
        sums: Counter[str] = Counter()
        for part, terms in parts.items():
            long = 0.5 + 0.5 * terms.total() / lengths[part]
            for term, times in terms.items():
                sums[term] += _PARTS[part] * times / (times + long)  # type: ignore[assignment]
        share = _SCALE * KINDS[document.kind].weight
        weighed.append(
            {term: max(1, min(_MOST, math.ceil(share * value))) for term, value in sums.items()}
        )
    return weighed


def _count_terms(document: Document, tongue: Tongue) -> dict[str, Counter[str]]:
    texts = {
        "title": document.title,
        "names": " | ".join(document.names),
        "words": " | ".join(document.words),
        "text": document.text,
        "more": document.more,
    }
    return {part: Counter(tongue.terms_in(text)) for part, text in texts.items()}


def _pack(bucket: _Bucket, stems: frozenset[str]) -> dict[str, object]:
    terms = sorted(bucket.found)
    return {
        "terms": code_terms(terms),
        "used": "".join("1" if term in stems else "0" for term in terms),
        "found": [_code_postings(bucket.found[term]) for term in terms],
        "names": dict(sorted(bucket.names.items())),
        "leads": dict(sorted(bucket.leads.items())),
    }


def code_terms(terms: Sequence[str]) -> str:
    """Return sorted terms, each as how many letters it shares with the last one, and the others."""
    coded = []
    last = ""
    for term in terms:
        same = takewhile(lambda pair: pair[0] == pair[1], zip(last, term, strict=False))
        shared = min(sum(1 for _ in same), len(_DIGITS) - 1)
        coded.append(_DIGITS[shared] + term[shared:])
        last = term
    return " ".join(coded)


def _code_postings(weights: Mapping[int, int]) -> list[int]:
    coded = []
    last = 0
    for number, weight in sorted(weights.items()):
        coded.append((number - last) * 256 + weight)
        last = number
    return coded
