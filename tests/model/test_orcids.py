import pytest

from kg.model.orcids import check_digit_of, iri_for_orcid, is_on_orcid, parse_orcid

CARBERRY = "0000-0002-1825-0097"  # the person whom ORCID made up for examples


@pytest.mark.parametrize(
    "written",
    [
        CARBERRY,
        "0000000218250097",
        f" https://orcid.org/{CARBERRY} ",
        f"http://orcid.org/{CARBERRY}/",
        f"www.orcid.org/{CARBERRY}",
        f"ORCID: {CARBERRY}",
        f"ORCID: http://orcid.org/{CARBERRY}",
        "0000\u20110002\u20131825\u20100097",
    ],
)
def test_a_number_is_read_in_every_form(written: str) -> None:
    """With or without its address, its name and its dashes, it is one number."""
    assert parse_orcid(written) == CARBERRY


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("0000-0002-1825-0098", "its check digit does not fit; look for a mistyped digit"),
        ("0000-0002-1825-0079", "its check digit does not fit"),
        ("0000-0000-0000-0010", "its check digit does not fit"),
        ("0000-0002-1825-009", "is no ORCID iD; write sixteen digits"),
        ("0000-0002-1825-00977", "is no ORCID iD"),
        ("0000-0002-X825-0097", "is no ORCID iD"),
        ("https://example.org/0000-0002-1825-0097", "is no ORCID iD"),
        ("\u0660000-0002-1825-0097", "is no ORCID iD"),
        ("", "is no ORCID iD"),
    ],
)
def test_what_is_none_is_refused(written: str, said: str) -> None:
    """A digit that is wrong, missing or too many, two that changed places, another address."""
    with pytest.raises(ValueError, match="ORCID iD") as error:
        parse_orcid(written)
    assert said in str(error.value)


def test_the_check_digit_may_be_x() -> None:
    """Ten is written X, in capitals, whatever the file has."""
    assert check_digit_of("000000000000001") == "X"
    assert parse_orcid("0000-0000-0000-001x") == "0000-0000-0000-001X"


@pytest.mark.parametrize("place", range(15))
def test_every_wrong_digit_is_found(place: int) -> None:
    """ISO 7064, MOD 11-2, finds each digit that is another one."""
    digits = CARBERRY.replace("-", "")
    for wrong in set("0123456789") - {digits[place]}:
        with pytest.raises(ValueError, match="check digit"):
            parse_orcid(f"{digits[:place]}{wrong}{digits[place + 1 :]}")


def test_an_orcid_has_an_address() -> None:
    """The number stands for a person as an IRI on orcid.org, and no other address does."""
    assert is_on_orcid(iri_for_orcid(CARBERRY))
    assert not is_on_orcid("https://example.org/orcid.org/")
