import pytest

from tests.sources.citations.made import found, meant, reference

TEA = reference("tea", fields={"doi": "10.1000/Tea(2001)1", "url": "https://www.example.org/tea/"})
POT = reference("pot", aliases=("tag:pot", "doi:10/abcd"), fields={"pmid": "123"})
MILK = reference("milk2002", fields={"eprint": "2001.00001", "isbn": "0-306-40615-2"})


@pytest.mark.parametrize(
    ("key", "code"),
    [
        ("doi:10.1000/tea(2001)1", "tea"),
        ("https://doi.org/10.1000/tea(2001)1", "tea"),
        ("url:http://example.org/tea", "tea"),
        ("https://example.org/tea/", "tea"),
        ("doi:10/abcd", "pot"),
        ("pmid:123", "pot"),
        ("https://pubmed.ncbi.nlm.nih.gov/123/", "pot"),
        ("arXiv:2001.00001v2", "milk2002"),
        ("doi:10.48550/arXiv.2001.00001", "milk2002"),
        ("https://arxiv.org/pdf/2001.00001v3.pdf", "milk2002"),
        ("isbn:9780306406157", "milk2002"),
        ("milk2002", "milk2002"),
        ("Milk2002", "milk2002"),
    ],
)
def test_a_key_leads_to_its_work_in_every_form(key: str, code: str) -> None:
    """An identifier means one work, however it is written: as an address, with a version."""
    assert meant(f"So it is [@{key}].", "doi", TEA, POT, MILK) == [(key, code)]


def test_each_key_of_a_group_is_a_citation() -> None:
    """Words before and after a key belong to the group, and the group to all its keys."""
    text = "So [see @tea, p. 3; also -@pot; @milk2002]."
    one, two, three = found(text, "doi", TEA, POT, MILK)
    assert [text[each.start : each.end] for each in (one, two, three)] == ["tea", "pot", "milk2002"]
    assert {text[slice(*each.group)] for each in (one, two, three)} == {
        "[see @tea, p. 3; also -@pot; @milk2002]"
    }


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("As @tea says.", "tea"),
        ("As @tea's words say.", "tea"),
        ("(by @tea)", "tea"),
        ("by @{https://example.org/tea/}.", "https://example.org/tea/"),
        ("in (@doi:10.1000/tea(2001)1).", "doi:10.1000/tea(2001)1"),
    ],
)
def test_a_key_in_the_open_ends_before_the_sentence_goes_on(text: str, key: str) -> None:
    """A key takes in no comma, no possessive ending and no bracket that it does not open."""
    assert meant(text, "doi", TEA) == [(key, "tea")]


@pytest.mark.parametrize(
    "text",
    [
        "Write to tea@example.org.",
        "Figure @fig:tea and [@tbl-cups]",
        r"See \@ref(fig:tea).",
        "Use `[@tea]`.",
        "```\n[@tea]\n```\n",
        "<!-- [@tea] -->",
        "---\nauthor: '@tea'\n---\n",
    ],
)
def test_what_is_no_citation_is_not_found(text: str) -> None:
    """Mail addresses, figures, code, comments and front matter cite nothing."""
    assert found(text, "doi", TEA) == []


def test_a_short_name_means_what_the_text_defines_it_to_be() -> None:
    """The line that defines a name cites nothing, and the name cites what it is defined as."""
    text = "So [@tag:cups].\n\n[@tag:cups]: doi:10.1000/Tea(2001)1\n"
    cites, defines = found(text, "doi", TEA)
    assert (cites.role, cites.sources) == ("cites", ("tea",))
    assert (defines.role, defines.printed) == ("defines", "tag:cups")


def test_an_account_is_no_sure_citation() -> None:
    """An unknown name in the open may be anybody's; one in brackets is a citation not known."""
    assert [one.sure for one in found("Ask @somebody or [@someone].", "doi", TEA)] == [False, True]


def test_a_number_that_is_a_key_is_none_of_a_numbered_list() -> None:
    """`@17` as an alias is met by `[@17]` alone: `[17]` is the seventeenth work of a list."""
    seventeen = reference("cook1999", aliases=("@17",))
    assert meant("So [@17], and @17 says so.", "doi", seventeen) == [("17", "cook1999")] * 2
    assert meant("So [17] it is.", "number", seventeen) == [("17", "")]


@pytest.mark.parametrize(
    "link", ["[[@milk2002]]", "[[@milk2002|Milk]]", "[[@milk2002\\|Milk]]", "[[@milk2002#^q1]]"]
)
def test_a_link_of_obsidian_cites(link: str) -> None:
    """With a name or a place of its own behind the key, in a table too."""
    assert meant(f"So {link} says.", "doi", TEA, POT, MILK) == [("milk2002", "milk2002")]
