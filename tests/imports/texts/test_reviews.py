from dataclasses import replace

import pytest
import yaml

from kg.imports.texts.documents import Document, Heading
from kg.imports.texts.outline import build_sections
from kg.imports.texts.reviews import (
    ReviewFile,
    block_of,
    find_unsaid,
    fit_review,
    replace_example,
)
from kg.model.review import UNTITLED

EXAMPLE = """\
# What a review says.
id: my-review
title: A review of meetings
creators: [Your Name]
year: 2020
rights: Theirs.
text:
  file: text.txt
  sha256: 0123
codes:
  printed: "A[0-9]"
  first_section: introduction
  last_section: appendix
sections:
  - id: introduction
    heading: introduction
"""
DOCUMENT = Document(
    "# A\n# References\n", title='Tea: "hot"', authors=("Able, A.",), date="2024", style="number",
    headings=[Heading(1, "A", start=0), Heading(1, "References", start=4)],
)  # fmt: skip


def review_of(content: str) -> ReviewFile:
    """Return what stands in a review's file."""
    found = ReviewFile.of(content)
    assert found is not None
    return found


def test_what_the_text_says_takes_the_place_of_the_example() -> None:
    """Title, authors, year and style are the text's, the outline goes, the rest stays."""
    content = replace_example(EXAMPLE, EXAMPLE, DOCUMENT)
    assert content == (
        '# What a review says.\nid: tea-hot\ntitle: "Tea: \\"hot\\""\ncreators: ["Able, A."]\n'
        "year: 2024\nrights: Whose the text is has not been said here yet.  # still to be said\n"
        "text:\n  file: text.txt\n  sha256: 0123\n"
        "codes:\n  style: number\n"
    )
    assert find_unsaid(content, EXAMPLE) == ["rights"]


def test_nobody_is_called_your_name_without_a_word() -> None:
    """A text without title, authors and year has none of the example's; they are asked for."""
    content = replace_example(EXAMPLE, EXAMPLE, Document(DOCUMENT.text))
    assert find_unsaid(content, EXAMPLE)[:4] == ["title", "creators", "year", "rights"]
    said = yaml.safe_load(content)
    assert (said["title"], said["creators"], said["year"]) == (UNTITLED, [], None)
    for year in (2020, 2024):  # that of the example, too
        dated = replace_example(EXAMPLE, EXAMPLE, Document(DOCUMENT.text, date=str(year)))
        assert yaml.safe_load(dated)["year"] == year
        assert "year" not in find_unsaid(dated, EXAMPLE)


def test_the_example_says_nothing_of_another_review() -> None:
    """Its words would stand on each page; what an author wrote stays, and the rest is asked for."""
    example = (
        f"{EXAMPLE}summary: Of meetings.\ncaution: Of 2020.\nlimits: None.\npublisher: Press\n"
    )
    mine = example.replace("Of 2020.", "Mine.")
    content = replace_example(mine, example, Document(DOCUMENT.text))
    found = ReviewFile.of(content)
    assert found is not None
    assert "caution: Mine.\n" in content
    assert not any(words in content for words in ("Of meetings", "None.", "Press", "Theirs"))
    assert "limits" not in yaml.safe_load(content)
    assert find_unsaid(content, example)[-2:] == ["summary", "codes"]
    assert "rights" in find_unsaid(content, example)


def test_what_an_author_wrote_is_never_replaced() -> None:
    """A field that differs from the example is an author's, whatever the text says."""
    mine = EXAMPLE.replace("A review of meetings", "Mine").replace("2020", "1999")
    content = replace_example(mine, EXAMPLE, DOCUMENT)
    assert "title: Mine\n" in content
    assert "year: 1999\n" in content


def test_the_body_begins_and_ends_with_sections_that_there_are() -> None:
    """Links to sections of another outline go; the list of references ends the body."""
    sections = build_sections(DOCUMENT, "x")
    fitted = fit_review(review_of(EXAMPLE), sections, "4567")
    assert "  sha256: 4567\n" in fitted
    assert "first_section" not in fitted
    assert "  last_section: references\n" in fitted
    told = fit_review(review_of(replace_example(EXAMPLE, EXAMPLE, DOCUMENT)), sections, "4567")
    assert told.endswith("codes:\n  style: number\n  last_section: references\n")


@pytest.mark.parametrize("content", ["", "- a\n", "id: x\n", "text: x\n", "id: [\n"])
def test_a_file_that_names_no_text_is_none(content: str) -> None:
    """What cannot be read is left for `kg check` to tell."""
    assert ReviewFile.of(content) is None


def test_a_block_is_a_field_with_all_below_it() -> None:
    """Lists at the margin belong to it, too; the next field does not."""
    assert block_of("a: 1\nb:\n- x\n- y\nc: 2\n", "b") == "b:\n- x\n- y\n"
    assert block_of("a: 1\n", "b") == ""


def test_a_subtitle_stands_below_the_title() -> None:
    """The example has none, so that there is nothing whose place it could take."""
    content = replace_example(EXAMPLE, EXAMPLE, replace(DOCUMENT, subtitle="a: review"))
    assert 'hot\\""\nsubtitle: "a: review"\n' in content
    again = replace_example(content, EXAMPLE, replace(DOCUMENT, subtitle="another"))
    assert "another" not in again
