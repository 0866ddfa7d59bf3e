import pytest

from kg.model import Name
from kg.model.names import parse_names, parse_people, write_name

KING = Name(family="King", given="Martin", suffix="Jr.")


@pytest.mark.parametrize(
    "written", ["King, Jr., Martin", "Martin King, Jr.", "King Jr., Martin", "Martin King Jr."]
)
def test_a_suffix_is_known_wherever_it_stands(written: str) -> None:
    """BibTeX knows one place for Jr.; people write it in others too."""
    assert parse_names(written) == (KING,)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Jan van der Berg", Name(family="Berg", given="Jan", particle="van der")),
        (r"{\"O}st, {\AA}se", Name(family="Öst", given="Åse")),
        ("{Barnes and Noble; Sons}", Name(family="Barnes and Noble; Sons")),
        (
            "family=Duke, given={Anne Elizabeth}, given-i=AE",
            Name(family="Duke", given="Anne Elizabeth"),
        ),
        (
            "useprefix=true, given=Richard, prefix=von, family=Rabble",
            Name(family="Rabble", given="Richard", particle="von"),
        ),
        (
            r"\ifmmode \check{S}\else \v{S}\fi{}amaj, Al\ifmmode \mbox{\c{c}}\else \c{c}\fi{}e M.",
            Name(family="Šamaj", given="Alçe M."),
        ),
        (
            "given=Jan, prefix=de, family={La Cruz}",
            Name(family="La Cruz", given="Jan", particle="de"),
        ),
        (
            "given=Ann, family=Able, orcid=https://orcid.org/0000-0000-0000-0001",
            Name(family="Able", given="Ann", orcid="0000-0000-0000-0001"),
        ),
        (
            r"de la Cruz y Mart{\'\i}nez, Ana",
            Name(family="Cruz y Martínez", given="Ana", particle="de la"),
        ),
        (
            "Ana de Fátima Aguiar e Castro",
            Name(family="Fátima Aguiar e Castro", given="Ana", particle="de"),
        ),
        ("Smith Jones, IV", Name(family="Smith Jones", given="IV")),
        ("王, 小明", Name(family="王", given="小明")),
    ],
)
def test_a_name_keeps_its_parts(written: str, name: Name) -> None:
    """Particles, bodies, biblatex's own form and any script are read."""
    assert parse_names(written) == (name,)


@pytest.mark.parametrize(
    ("written", "given", "family"),
    [
        (r"Ibá\~{n}ez, Ana", "Ana", "Ibáñez"),
        (r"Bego\~na Ib\'a\~nez", "Begoña", "Ibáñez"),
        (r"\~{N}u, Jo\~ao~P.", "João P.", "Ñu"),
        (r"Majl{\a'a}thov{\a'a}, Eva", "Eva", "Majláthová"),
        (r"Nguy\~{\^e}n, V\u an", "Văn", "Nguyễn"),
        (r"\c Celik, \.{I}rem", "İrem", "Çelik"),
        (r"Karel \v Capek", "Karel", "Čapek"),
        (r"{Brandt,} Bo", "Brandt", "Bo"),
    ],
)
def test_an_accent_ends_no_word(written: str, given: str, family: str) -> None:
    """A tie is a blank, and the accent that looks like one is none; nor is the blank behind it."""
    assert parse_names(written) == (Name(family=family, given=given),)


@pytest.mark.parametrize("more", ["others", "et al.", "...", "{\\ldots}"])
def test_and_others_is_nobody(more: str) -> None:
    """Who is not named is no person of that name."""
    assert parse_people(f"King, Jr., Martin and {more}") == ((KING,), True)


@pytest.mark.parametrize("more", [" et al.", " et al", ", et al."])
def test_and_others_may_stand_without_an_and(more: str) -> None:
    """They are no part of the last name."""
    able = Name(family="Able", given="A.")
    assert parse_people(f"King, Jr., Martin and Able, A.{more}") == ((KING, able), True)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Smith, John; Jones, Kate", "write ' and ' between two names"),
        ("Smith, John and Jones, Kate and", "no name follows the last 'and'"),
        ("Smith, John and , Kate", "no family name (Kate)"),
        ("a, b, c, d", "Too many commas"),
    ],
)
def test_what_is_no_name_is_told_with_its_remedy(written: str, said: str) -> None:
    """Each slip that would make a wrong person says what to write."""
    with pytest.raises(ValueError, match=r"\w") as told:
        parse_names(written)
    assert said in str(told.value)


def test_an_accent_that_begins_a_later_name_stays() -> None:
    """Where one name ends and the next begins nothing is lost; braces hold an `and`."""
    names = parse_names(r"Able, A. and \v{C}apek, K. and \'Evans, E. and {Pots and Pans}")
    assert [name.family for name in names] == ["Able", "Čapek", "Évans", "Pots and Pans"]
    assert [name.family for name in parse_names("A, B and and C, D")] == ["A", "C"]


def test_a_wrong_orcid_in_a_name_is_refused() -> None:
    """As any other part that cannot be."""
    with pytest.raises(ValueError, match="its check digit does not fit"):
        parse_names("family=Able, given=Ann, orcid={0000-0000-0000-0002}")


@pytest.mark.parametrize(
    "name",
    [
        Name(family="Actuaries", given="Institute and Faculty", particle="of"),
        Name(family="King", given="Martin", suffix="Jr., PhD"),
        Name(family="Jones, Ltd", given="A."),
        Name(family="étienne Roux", given="Zoé"),
        Name(family="La Cruz", given="Jan", particle="De"),
        Name(family="Hunt III", given="Harry"),
        Name(family="and Others"),
        Name(family="Tea & Milk Council"),
    ],
    ids=lambda name: name.family,
)
def test_a_name_is_written_as_it_is_read(name: Name) -> None:
    """Commas, `and`, small letters and signs within a part end no part."""
    written = write_name(name.family, name.given, name.particle, name.suffix)
    assert parse_names(f"Able, A. and {written} and Baker, B.")[1:2] == (name,)


def test_an_option_of_a_list_is_nobody() -> None:
    """So biblatex has it sort, or print, the names of one list otherwise."""
    names, more = parse_people("nosortothers=false and King, Jr., Martin and others")
    assert (names, more) == ((KING,), True)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("given=Plato", Name(family="Plato")),
        ("Family=Duke, Given=Ann", Name(family="Duke", given="Ann")),
        ("Able, Ann, PhD", Name(family="Able", given="Ann", suffix="PhD")),
        ("King, Martin, Jr.", Name(family="King", given="Martin", suffix="Jr.")),
        (r"{\uppercase{d}e La} Cruz, Maria", Name(family="De La Cruz", given="Maria")),
    ],
)
def test_other_ways_to_write_a_name_are_read(written: str, name: Name) -> None:
    """A name alone, parts in any case, a suffix behind, and the trick of BibTeX's own manual."""
    assert parse_names(written) == (name,)


def test_others_are_nobody_wherever_they_stand() -> None:
    """`{others}` is what somebody is called."""
    names, more = parse_people("Able, Ann and others and {others}")
    assert ([one.family for one in names], more) == (["Able", "others"], True)


def test_an_option_of_how_a_list_is_cut_is_nobody() -> None:
    """So biblatex has one list keep all of its names, or a few."""
    assert parse_names("uniquelist=false and King, Jr., Martin") == (KING,)
