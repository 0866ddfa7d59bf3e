"""What several outputs are made from: the dataset, and what is loaded from it once for all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from pyoxigraph import Store

from kg.catalogues import SOURCE, Voice, voice_of
from kg.csl import Style
from kg.gaps import Gap
from kg.manifest import Manifest
from kg.outputs.addresses import Addresses
from kg.outputs.examples import Example, ask_examples
from kg.outputs.pagequeries import select_page_rows
from kg.outputs.pictures import Picture, draw_pictures
from kg.outputs.references import FORMATS, Reference, Styled, load_references, load_styled
from kg.outputs.searchindex import (
    Document,
    Lead,
    load_documents,
    load_leads,
    load_used_words,
)


@dataclass(frozen=True, slots=True)
class Told:
    """What a dataset does not say: what a draft does without, the style of its references.

    `cache` is a folder, if there is one, for what other programs made and would make again;
    `folder` is that of the project, which may have questions of its own; `tables` are by name the
    captions of the tables that it makes itself, and `captions` those of all tables that are files.
    """

    gaps: Sequence[Gap] = ()
    style: Style | None = None
    cache: Path | None = None
    folder: Path | None = None
    tables: Mapping[str, str] = field(default_factory=dict)
    captions: Mapping[str, str] = field(default_factory=dict)


NOTHING = Told()


@dataclass(frozen=True)
class Context:
    """A dataset, its addresses on the site, its build, its sorted N-Quads, and what is told beside.

    The rest is made when it is first asked for, and then kept.
    """

    store: Store
    addresses: Addresses
    manifest: Manifest
    nquads: bytes
    told: Told = NOTHING

    # Nothing is loaded that no output asks for: `kg export` needs one of these, a site all.
    @cached_property
    def voice(self) -> Voice:
        """Return what says the site's own words in the language of the review."""
        return voice_of(self.language)

    @cached_property
    def language(self) -> str:
        """Return the language of the review, by its tag."""
        rows = select_page_rows(self.store, "review")
        return str(rows[0]["language"]) if rows else SOURCE

    @cached_property
    def references(self) -> dict[str, Reference]:
        """Return the reference of every source by its code."""
        return load_references(self.store)

    @cached_property
    def formatted(self) -> dict[str, dict[str, str]]:
        """Return each reference as text in every format, by the format's ending and by code."""
        return {
            style.suffix: {code: style.render_one(one) for code, one in self.references.items()}
            for style in FORMATS
        }

    @cached_property
    def styled(self) -> dict[str, Styled]:
        """Return the review's references in its style, by code; none where it has no style.

        Raises BuildError where they cannot be set in it.
        """
        style = self.told.style
        # Each entry stands alone, on the page of its source at least: no dash for the one above.
        alone = style.without_dashes() if style else None
        if alone is None:
            return {}
        return load_styled(self.store, self.references, alone, self.told.cache)

    @cached_property
    def pictures(self) -> list[Picture]:
        """Return every picture that the review has data for."""
        return draw_pictures(self.store, self.references, self.voice)

    @cached_property
    def examples(self) -> list[Example]:
        """Return the questions that have an answer, with it."""
        return ask_examples(self.store, self.addresses.base, self.told.folder)

    @cached_property
    def documents(self) -> list[Document]:
        """Return everything that can be found, questions included."""
        questions = [example.query for example in self.examples]
        return load_documents(self.store, self.addresses.address_of, questions, self.voice)

    @cached_property
    def leads(self) -> list[Lead]:
        """Return what editors lead to from words that people type."""
        return load_leads(self.store, self.addresses.address_of)

    @cached_property
    def used_words(self) -> list[str] | None:
        """Return the words of the review's text, or None where nobody has listed them."""
        return load_used_words(self.store)
