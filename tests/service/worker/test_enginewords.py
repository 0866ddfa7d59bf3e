from __future__ import annotations

import pytest

from kg.service.worker.enginewords import LONGEST_SAID, clean_words, find_last_words, tell_broken

HEAD = b'{"head":{"vars":["n"]},"results":{"bindings":['
ROW = b'{"n":{"type":"literal","value":"a [b], c"}}'


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (HEAD + b"The operation has been cancelled", "The operation has been cancelled"),
        (HEAD + ROW + b",out of memory, see <log>\n", "out of memory, see <log>"),
        (HEAD + ROW + b"}", ""),
        (HEAD + ROW, ""),
        (HEAD + b'{"n":{"type":"literal","value":"left, in the midst', ""),
        (HEAD + b'{"n":{"type":"lit', ""),
        (HEAD + b'{"n":{"value":"says \\"so, and goes', ""),
        (b"<html>Login</html>", ""),
        (b"", ""),
    ],
)  # fmt: skip
def test_the_last_words_are_those_behind_an_answer(body: bytes, said: str) -> None:
    """Half a value is none of them."""
    assert find_last_words(body) == said


def test_an_answer_that_was_broken_off_for_time_is_told_so() -> None:
    """Oxigraph's server meets its limit when it has said that all is well."""
    slug, told = tell_broken(HEAD + b"The SPARQL operation has been cancelled")
    assert slug == "timeout"
    assert told.endswith("broke off its answer, and says: The SPARQL operation has been cancelled")
    assert tell_broken(HEAD) == ("engine", "The engine's answer is not valid.")


def test_a_long_page_is_a_line() -> None:
    """Scripts and styles say nothing to a person."""
    page = b"<style>p {}</style><script>a < b</script><p>Too\n busy</p>" + b"<p>!</p>" * 999
    said = clean_words(page)
    assert said.startswith("Too busy ! !")
    assert len(said) == LONGEST_SAID + 1
