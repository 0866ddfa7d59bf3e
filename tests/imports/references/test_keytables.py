import pytest

from kg.errors import Location
from kg.imports.references.keytables import KeyRow, is_key_table, read_key_rows

HEAD = "input_id\tdealiased_id\tstandard_id\tshort_id\n"


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        (HEAD, True),
        ("\ufeff" + HEAD, True),
        ("manuscript_id\tdetagged_id\tstandard_id\tshort_id\n", True),
        ("tag\tcitation\n", True),
        ("title\tauthor\tcitation\n", False),
        ("title\tstring\tyear\n", False),
        ("", False),
    ],
)
def test_a_table_of_keys_is_known_by_its_columns(text: str, is_one: bool) -> None:
    """A spreadsheet of works is none."""
    assert is_key_table(text) is is_one


def test_a_row_says_what_a_key_means() -> None:
    """Quotes are signs of a key, marks before it are none, and an empty row says nothing."""
    text = HEAD + 'tag:"a\tdoi:10.1/b\tdoi:10.1/b\tXy1\n\n\t\t\t\n'
    assert [*read_key_rows(text, "c.tsv")] == [
        KeyRow('tag:"a', ("doi:10.1/b", "Xy1"), Location("c.tsv", 2))
    ]
    tags = [*read_key_rows("tag\tcitation\nx\t@doi:10.1/b\ntag:y\tpmid:1\n", "t.tsv")]
    assert [(one.key, one.means) for one in tags] == [
        ("tag:x", ("doi:10.1/b",)),
        ("tag:y", ("pmid:1",)),
    ]
