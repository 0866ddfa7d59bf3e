"""What a page is about, in the words of schema.org: for search engines and reference managers."""

from __future__ import annotations

from collections.abc import Callable

from kg.outputs.cells import Row
from kg.outputs.site.ontology import describe_ontology, describe_terms

CONTEXT = "https://schema.org"
# Not based on the review: the ontology is ours, and a source was there before it. To say that they
# are would credit the wrong people.
_OF_THEIR_OWN = {"ontology", "ontology-a-z", "ontology-changes", "ontology-group", "source"}
TYPES = {
    "article": "ScholarlyArticle",
    "book": "Book",
    "incollection": "Chapter",
    "legislation": "Legislation",
}


def describe_page(kind: str, path: str, values: Row, site: Row) -> Row:
    """Return the JSON-LD that a page embeds. `kind` is the name of its template."""
    describe = _DESCRIPTIONS.get(kind, _describe_page)
    iri = site["base"] + path.removesuffix(".html")
    # What a page takes from a document beside the review is not from the review either, and what
    # stands in a collection is from many.
    apart = kind in _OF_THEIR_OWN or values.get("document") or kind.startswith("collection/")
    belonging = {} if apart else _belonging(site)
    return {"@context": CONTEXT, "@id": iri, **describe(values, site), **belonging}


def _belonging(site: Row) -> Row:
    review = site["review"]
    author = review["creators"] if review["named"] else None
    known = {"author": author, "datePublished": review["dated"]}
    return {
        "inLanguage": review["language"],
        "isBasedOn": {
            "@type": "Report",
            "name": review["title"],
            **{name: value for name, value in known.items() if value},
        },
    }


def _describe_page(_: Row, site: Row) -> Row:
    return {"@type": "WebPage", "isPartOf": {"@type": "WebSite", "name": site["title"]}}


def _describe_tip(values: Row, _: Row) -> Row:
    return {
        "@type": "HowToTip",
        "name": values["title"],
        "text": values["statement"],
        "position": values["number"],
    }


def _describe_concept(values: Row, _: Row) -> Row:
    words = [row["word"] for row in values["words"]]
    return {
        "@type": "DefinedTerm",
        "name": values["label"],
        "description": values["definition"],
        **({"alternateName": words} if words else {}),
    }


def _describe_source(values: Row, _: Row) -> Row:
    authors = [person["name"] for person in values["people"] if person["role"] == "author"]
    # Only what names the work itself; a URN is no page, and a program could not follow it.
    known = [row["known_by"] for row in values["work"] if row["known_by"].startswith("http")]
    return {
        "@type": TYPES.get(values["type"], "CreativeWork"),
        "name": values["source_title"],
        **({"author": authors} if authors else {}),
        **({"datePublished": values["year"]} if values["year"] else {}),
        **({"inLanguage": values["title_language"]} if values["title_language"] else {}),
        **({"sameAs": known} if known else {}),
    }


def _describe_table(values: Row, _: Row) -> Row:
    title = values["title"]
    return {"@type": "Dataset", "name": title, "description": values["note"] or title}


def _describe_question(values: Row, _: Row) -> Row:
    count = values["pieces"]["count"] if values["pieces"] else len(values["rows"])
    return {"@type": "Question", "name": values["question"], "answerCount": count}


_DESCRIPTIONS: dict[str, Callable[[Row, Row], Row]] = {
    "tip": _describe_tip,
    "concept": _describe_concept,
    "source": _describe_source,
    "table": _describe_table,
    "question": _describe_question,
    "ontology": describe_ontology,
    "ontology-group": describe_terms,
}
