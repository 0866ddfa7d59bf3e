from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from kg.webaddress import contact_address, url_fault


@pytest.mark.parametrize(
    ("contact", "address"),
    [
        pytest.param("tea@example.org", "mailto:tea@example.org", id="mail"),
        pytest.param(
            "töa b@example.org", "mailto:t%C3%B6a%20b@example.org", id="signs to be coded"
        ),
        pytest.param("https://e.org/?p={page}", "https://e.org/?p=", id="a page"),
        pytest.param("", "", id="none"),
    ],
)
def test_a_contact_has_an_address(contact: str, address: str) -> None:
    """Mail becomes a mailto; of the address of a page the place for another page is left out."""
    assert contact_address(contact) == address


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("https://example.org/", id="plain"),
        pytest.param("HTTPS://EXAMPLE.ORG/x", id="upper-case"),
        pytest.param("http://[::1]/x", id="ipv6"),
        pytest.param("https://exämple.org/ü", id="other-letters"),
        pytest.param("http://e.org:8080/a?b=c%20d#e", id="all-parts"),
    ],
)
def test_an_address_that_links_can_use_passes(url: str) -> None:
    """An absolute http(s) IRI with a host has no fault."""
    assert url_fault(url) is None


@pytest.mark.parametrize(
    ("url", "said"),
    [
        pytest.param("www.example.org", "starts with http", id="no-scheme"),
        pytest.param("javascript:alert(1)", "starts with http", id="script"),
        pytest.param("ftp://example.org/", "starts with http", id="other-scheme"),
        pytest.param("", "starts with http", id="empty"),
        pytest.param("https://", "name of a host", id="nothing-after"),
        pytest.param("http:///x", "name of a host", id="no-host"),
        pytest.param("http://:80/", "name of a host", id="port-only"),
        pytest.param("https://e.org/q?a=[x]", "write %5B for '['", id="bracket"),
        pytest.param("https://e.org/a b", "write %20 for ' '", id="space"),
        pytest.param("https://e.org/a|b", "write %7C for '|'", id="bar"),
        pytest.param("https://e.org/a\\b", "write %5C", id="backslash"),
        pytest.param("https://e.org/<x>", "write %3C for '<'", id="angle-bracket"),
        pytest.param("https://e.org/50%", "write %25 for '%'", id="bare-percent"),
        pytest.param("https://e.org/%zz", "write %25 for '%'", id="percent-and-letters"),
        pytest.param("https://e.org/a#b#c", "one '#' at most", id="two-fragments"),
        pytest.param("http://e.org:port/", "no address", id="port-of-letters"),
        pytest.param("http://e.org:99999/", "no address", id="port-too-large"),
        pytest.param("http://[::1", "write %5B", id="open-bracket-of-host"),
        pytest.param("http://e.org/\ud800", "no address", id="half-a-character"),
    ],
)
def test_what_is_wrong_is_said_in_words(url: str, said: str) -> None:
    """The message says what to write."""
    assert said in str(url_fault(url))


@given(st.text(alphabet="htps:/.#?%[]@ae0 \\|é\x85\ufffe", max_size=20).map("http".__add__))
def test_what_passes_is_an_iri_of_the_graph(url: str) -> None:
    """No address passes that the graph refuses, and none is refused that would serve."""
    try:
        NamedNode(url)
        parts = urlsplit(url)
        serves = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        serves = False
    assert (url_fault(url) is None) == serves
