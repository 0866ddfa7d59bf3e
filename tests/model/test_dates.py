import pytest

from kg.model.dates import Dated, month_of, parse_date


@pytest.mark.parametrize(
    ("written", "dated"),
    [
        ("2005", Dated("2005", 2005, "2005")),
        ("2004-05-06", Dated("2004", 2004, "2004-05-06")),
        ("1982/1983", Dated("1982–1983", 1982, "1982/1983")),
        ("2004-05/2004-07", Dated("2004", 2004, "2004-05/2004-07")),
        ("1982~", Dated("c. 1982", 1982, "1982~")),
        ("1982?", Dated("1982?", 1982, "1982?")),
        ("198X", Dated("1980s", None, "198X")),
        ("/1983", Dated("–1983", None, "/1983")),
        ("1983/..", Dated("1983–", 1983, "1983/..")),
        ("-0044", Dated("45 BCE", None, "-0044")),
        ("2001-21", Dated("spring 2001", 2001, "2001-21")),
        ("in press", Dated("in press")),
        ("n.d.", Dated("n.d.")),
        ("c. 1982", Dated("c. 1982", 1982, "1982~")),
        ("2004a", Dated("2004a", 2004, "2004")),
        ("1982/83", Dated("1982/83", 1982, "1982/1983")),
        ("March 2005", Dated("2005", 2005, "2005-03")),
        ("12 May 2005", Dated("2005", 2005, "2005-05-12")),
        ("June 22, 2022", Dated("2022", 2022, "2022-06-22")),
        ("2004年3月12日", Dated("2004", 2004, "2004-03-12")),
        ("２００４年", Dated("2004", 2004, "2004")),
        ("circa 1850–1855", Dated("circa 1850–1855", 1850, "1850~/1855~")),
        ("approx. 1900", Dated("approx. 1900", 1900, "1900~")),
        ("to appear in 2025", Dated("to appear in 2025", 2025, "2025")),
        ("2004-02-29", Dated("2004", 2004, "2004-02-29")),
        ("May 99, 2022", Dated("2022", 2022, "2022-05")),
        ("2005-5-2", Dated("2005", 2005, "2005-05-02")),
        ("1995. — 576 p.", Dated("1995. — 576 p.", 1995, "1995")),
        ("1981. – 277 стр.", Dated("1981. – 277 стр.", 1981, "1981")),
        ("2005/05/12", Dated("2005", 2005, "2005-05-12")),
        ("2004-05 / 2004-07", Dated("2004", 2004, "2004-05/2004-07")),
        ("199u", Dated("1990s", None, "199X")),
        ("1999-uu-uu", Dated("1999", 1999, "1999-XX-XX")),
        ("45 BCE", Dated("45 BCE", None, "-0044")),
        ("1989 [1987]", Dated("1989 [1987]", 1989, "1989")),
        ("[1987] 1989", Dated("[1987] 1989", 1989, "1989")),
        ("cited 2005", Dated("cited 2005", 2005, "2005")),
        ("2005, in press", Dated("2005, in press", 2005, "2005")),
        ("In prep", Dated("In prep")),
        ("s.d.", Dated("s.d.")),
        ("1984/unknown", Dated("1984–", 1984, "1984/..")),
        ("open/1984", Dated("–1984", None, "../1984")),
        ("2004-06-00", Dated("2004", 2004, "2004-06")),
        ("2004-00-00", Dated("2004", 2004, "2004")),
        ("1999/00", Dated("1999/00", 1999, "1999/2000")),
        ("2004--", Dated("2004–", 2004, "2004/")),
        ("–1984", Dated("–1984", None, "/1984")),
        ("1850s", Dated("1850s", None, "185X")),
        ("1900s", Dated("1900s", None, "19XX")),
        ("c2004", Dated("c2004", 2004, "2004")),
        ("15.3.2004", Dated("2004", 2004, "2004-03-15")),
        ("3/15/2004", Dated("2004", 2004, "2004-03-15")),
        ("15/3/2004", Dated("2004", 2004, "2004-03-15")),
        ("06/1984", Dated("1984", 1984, "1984-06")),
        ("March--April 2004", Dated("2004", 2004, "2004-03/2004-04")),
        ("2022 Nov 2", Dated("2022", 2022, "2022-11-02")),
        ("1 BC", Dated("1 BCE", None, "0000")),
        ("1986 Apr 17-23", Dated("1986", 1986, "1986-04-17/1986-04-23")),
        ("1986 Apr 30-May 6", Dated("1986", 1986, "1986-04-30/1986-05-06")),
        ("1986 Dec-1987 Jan", Dated("1986–1987", 1986, "1986-12/1987-01")),
        ("1986-05-15/0021", Dated("1986", 1986, "1986-05-15/1986-05-21")),
    ],
)
def test_a_date_says_what_is_known(written: str, dated: Dated) -> None:
    """The first year that is known, words for a reader, and a date for machines."""
    assert parse_date(written) == dated


@pytest.mark.parametrize(
    "written",
    [
        *("", "99999", "20x1", "3001", "2004-00", "2004-01-32", "some day", "²2004", "12/06/1984"),
        *(
            "1.1.20040",
            "/",
            "open/open",
            "2005/1986",
            "1986 Apr 23-17",
            "1986 Apr-6",
            "1986 Tea 1-2",
        ),
    ],
)
def test_what_is_no_date_is_none(written: str) -> None:
    """No year is made of what only looks like one."""
    assert parse_date(written) is None


@pytest.mark.parametrize(
    ("written", "month"),
    [("jan", "01"), ("September", "09"), ("sept.", "09"), ("7", "07"), ("fall", "23"), ("13", "")],
)
def test_a_month_has_a_number(written: str, month: str) -> None:
    """Months are known by name, by three letters and by number."""
    assert month_of(written) == month


@pytest.mark.parametrize(
    ("written", "month"),
    [("März", "03"), ("février", "02"), ("août", "08"), ("mei", "05"), ("dezembro", "12")],
)
def test_months_have_names_in_other_languages(written: str, month: str) -> None:
    """Each names one month, whatever the language is."""
    assert month_of(written) == month
    assert parse_date(f"3 {written} 2003") == Dated("2003", 2003, f"2003-{month}-03")
