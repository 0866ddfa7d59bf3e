import pytest

from kg.model import Span
from kg.sources.places.spanlines import rewrite_spans

HASH = "a" * 64
NEW = Span(start=5, end=9, sha256="b" * 64, before="c" * 12)
LINE = f"{{start: 5, end: 9, sha256: {'b' * 64}, before: {'c' * 12}}}"
BLOCK = f"""  span:
    start: 5
    end: 9
    sha256: {"b" * 64}
    before: {"c" * 12}
  x: 1
"""
OTHER = f"span: {{start: 2, end: 3, sha256: {HASH}}}"


def to_new(span: Span) -> Span | None:
    """Rewrite the one span that starts at 1."""
    return NEW if (span.start, span.end, span.sha256) == (1, 3, HASH) else None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"span: {{start: 1, end: 3, sha256: {HASH}}} # c", f"span: {LINE} # c"),
        (f"- {{id: x, span: {{sha256: {HASH}, end: 3, start: 1}}}}", f"- {{id: x, span: {LINE}}}"),
        (f'span: {{"start": 1, "end": 3, "sha256": "{HASH}"}}', f"span: {LINE}"),
        (f"span: {{start: 1,\n  end: 3, sha256: {HASH}}}", f"span: {LINE}"),
        (
            f"  span:\r\n    start: 1\r\n    end: 3\r\n    sha256: {HASH}\r\n  x: 1\r\n",
            BLOCK.replace("\n", "\r\n"),
        ),
        (OTHER, OTHER),
        (f"text: {{file: x, sha256: {HASH}}}", f"text: {{file: x, sha256: {HASH}}}"),
    ],
)
def test_a_span_is_rewritten_where_it_stands(before: str, after: str) -> None:
    """On one line or on several, in any order, in quotes or not; all else stays as it is."""
    assert rewrite_spans(before, to_new) == after
