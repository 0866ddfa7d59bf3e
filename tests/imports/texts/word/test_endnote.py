import pytest

from kg.imports.texts.word.endnote import parse_endnote

RECORD = """<record><rec-number>3</rec-number><ref-type name="Journal Article">17</ref-type>
<contributors><authors><author><style face="normal">Cook, C. C.</style></author>
<author>World Tea Board,</author></authors></contributors>
<titles><title><style>Naps</style><style face="italic"> &amp; errors</style></title>
<secondary-title>J Naps & Rest</secondary-title></titles>
<pages>1-9</pages><volume>4</volume><number>2</number><dates><year>2003</year></dates>
<isbn>1234-5678 (Print)</isbn><accession-num>12345</accession-num>
<electronic-resource-num>https://doi.org/10.1000/naps</electronic-resource-num></record>"""


def cited(*records: str) -> str:
    """Return the XML of a citation of some records."""
    return "<EndNote>" + "".join(f"<Cite>{one}</Cite>" for one in records) + "</EndNote> \\* X"


def test_a_record_is_read_whole() -> None:
    """Words in styles are words, a lone ampersand is one, and one field holds ISBN or ISSN."""
    assert parse_endnote(cited(RECORD)) == [
        {
            "type": "article-journal",
            "title": "Naps & errors",
            "container-title": "J Naps & Rest",
            "volume": "4",
            "issue": "2",
            "page": "1-9",
            "author": [{"family": "Cook", "given": "C. C."}, {"literal": "World Tea Board"}],
            "issued": {"date-parts": [["2003"]]},
            "DOI": "10.1000/naps",
            "ISSN": "1234-5678",
            "PMID": "12345",
        }
    ]


def test_a_number_of_another_data_base_is_no_pmid() -> None:
    """EndNote keeps the numbers of all of them in one field."""
    other = RECORD.replace(
        "</record>", "<remote-database-name>Scopus</remote-database-name></record>"
    )
    [item] = parse_endnote(cited(other))
    assert "PMID" not in dict(item)


def test_without_a_record_nothing_is_told_of_a_work() -> None:
    """A document whose library was taken out names author and year alone."""
    bare = "<Author>Cook</Author><Year>2003</Year><RecNum>3</RecNum>"
    assert parse_endnote(cited(bare, RECORD))[0] == {}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<EndNote></EndNote>", "names no works"),
        ("<EndNote><Cite>", "no XML"),
        ('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>' + cited("&b;"), "entities"),
        (cited("&b;"), "no XML"),
        (cited(*["<a/>"] * 501), "more than 500"),
    ],
    ids=["empty", "cut-off", "entity", "undeclared-entity", "too-many"],
)
def test_what_is_broken_is_told(text: str, told: str) -> None:
    """XML that is none, or made to do harm, is a reason in words."""
    assert told in str(parse_endnote(text))
