import pytest

from kg.model import IdentifierFile, Name
from kg.sources.citations.works import canonical_key, read_works
from tests.sources.citations.made import meant, reference, works_of


def test_a_key_as_it_stands_goes_before_one_like_it() -> None:
    """Two codes that differ in case only are two works."""
    works = read_works([reference("Tea"), reference("tea")])
    assert (works.look_up("tea"), works.look_up("TEA")) == (("tea",), ("Tea", "tea"))


@pytest.mark.parametrize(
    ("codes", "meant"),
    [
        pytest.param(["tea", "tea-2", "tea-3"], ("tea", "tea-2", "tea-3"), id="ours"),
        pytest.param(["tea", "tea-1", "tea-2"], ("tea",), id="of-zotero"),
        pytest.param(["tea", "tea-3"], ("tea",), id="no-second"),
        pytest.param(["tea", "tea-b"], ("tea",), id="no-number"),
    ],
)
def test_a_key_of_which_import_made_others_may_mean_either(
    codes: list[str], meant: tuple[str, ...]
) -> None:
    """Which of the works had the key in the author's own file is not known; each number is."""
    works = read_works(map(reference, codes))
    assert works.look_up("tea") == meant
    assert works.look_up(codes[1]) == (codes[1],)


def test_a_double_stands_behind_its_first_entry() -> None:
    """An identifier of both entries of one work means the first; each has its own name still."""
    fields = {"doi": "10.1000/1"}
    works = read_works(
        [reference("tea", fields=fields), reference("again", fields=fields, same_as="tea")]
    )
    assert works.look_up("doi:10.1000/1") == ("tea",)
    assert works.look_up("again") == ("again",)


def test_identifiers_that_were_entered_count() -> None:
    """`identifiers.yaml` names works too; what belongs to a chapter or a reprint does not."""
    file = IdentifierFile.model_validate({"identifiers": [
        {"source": "tea", "scheme": "doi", "value": "10.1000/1", "witness": "https://example.org/"},
        {"source": "tea", "scheme": "doi", "value": "10.1000/2", "of": "reissue", "witness": "https://example.org/"},
    ]})  # fmt: skip
    works = read_works([reference("tea")], file)
    assert (works.look_up("doi:10.1000/1"), works.look_up("doi:10.1000/2")) == (("tea",), ())


@pytest.mark.parametrize(
    ("key", "canonical"),
    [
        ("smith:2001", "smith:2001"),
        ("PMC12", "pmc12"),
        ("pmcid:PMC12", "pmcid:pmc12"),
        ("isbn:0-306-40615-2", "isbn:9780306406157"),
        ("https://doi.org/abcd", "doi:10/abcd"),
        ("doi:10/ABCD", "doi:10/abcd"),
        ("isbn:x", "isbn:X"),
        ("url:https://Example.org/A/", "url:example.org/A"),
        ("url:https://doi.org/Ab12c", "doi:10/ab12c"),
        ("doi:10/ab12c", "doi:10/ab12c"),
        ("url:https://doi.org/10.1000/A", "doi:10.1000/a"),
    ],
)
def test_a_key_has_one_form(key: str, canonical: str) -> None:
    """What means the same is written in one way; what is no identifier stays a name."""
    assert canonical_key(key) == canonical


def test_an_address_may_spell_the_title_of_its_work() -> None:
    """The last part of an address is often the title; a short one may be anything."""
    works = read_works(
        [reference("tea", title="Why tea is shared"), reference("pot", title="Pots")]
    )
    assert works.look_up("https://example.org/12-why-tea-is-shared.html") == ("tea",)
    assert works.look_up("https://example.org/pots") == ()


def test_an_address_that_resembles_another_is_no_more_than_a_hint() -> None:
    """The same page on another host, or the one address of a host, may be what is meant."""
    page = reference("page", fields={"url": "https://tea.org/papers/v15/able14a.html"})
    home = reference("home", fields={"url": "https://www.pots.example/2021/"})
    works = read_works([page, home])
    assert works.look_up("http://tea.example.edu/papers/v15/able14a.html") == ()
    assert works.look_like("http://tea.example.edu/papers/v15/able14a.html") == ("page",)
    assert works.look_like("https://pots.example") == ("home",)
    assert works.look_like("https://other.example") == works.look_like("tea") == ()


@pytest.mark.parametrize(
    ("key", "codes"),
    [
        ("Able_Baker_2001", ("a",)),
        ("van_2002", ("b",)),
        ("Able_2001", ()),
        ("able_baker_2001", ("a",)),
    ],
)
def test_the_key_that_pandoc_makes_leads_to_the_work(key: str, codes: tuple[str, ...]) -> None:
    """A record of RIS without a name is cited by the first words of its authors, and its year."""
    works = works_of(
        reference("a", "Able", "Baker", title="Tea"),
        reference("b", "van der|Berg", year=2002, title="Pots"),
    )
    assert works.look_up(key) == codes


@pytest.mark.parametrize(
    ("key", "like"),
    [
        ("smithNightWork2011", ("s",)),
        ("Smith-2011-night", ("s",)),
        ("smithers2011", ("t",)),
        ("smith2012", ()),
        ("night2011", ()),
        ("2011", ()),
    ],
)
def test_a_key_of_name_and_year_resembles_a_work(key: str, like: tuple[str, ...]) -> None:
    """Better BibTeX makes keys of its own; a person says whether the work is meant."""
    works = works_of(
        reference("s", "Smith", year=2011, title="Night work"),
        reference("t", "Smithers", year=2011, title="Day work"),
    )
    assert (works.look_up(key), works.look_like(key)) == ((), like)


@pytest.mark.parametrize(
    ("key", "codes"),
    [
        ("smith_night_2011", ("s",)),
        ("smithNightWork2011", ("s",)),
        ("Smith2011night", ("s",)),
        ("smith_2011", ("s",)),
        ("vanDerBerg_a-long_day_2002", ("b",)),
        ("berg2002long", ("b",)),
        ("smith_workNight_2011", ()),
        ("smith_day_2011", ()),
        ("berg2002a", ()),
        ("able_2003", ()),
        ("able_tea_2003", ("t",)),
        ("night_2011", ()),
        ("smith_night_2011,", ()),
        ("M_kinen_2016", ("m",)),
        ("tanner2016handling", ("h",)),
        pytest.param("tanner2016", (), id="first-of-two-names-alone"),
        pytest.param("smith_work_2011", (), id="not-how-the-title-begins"),
        pytest.param("cook_road_2005", ("c2",), id="how-one-of-two-begins"),
        pytest.param("bell_models_2012", ("d",), id="editor-of-the-book"),
        pytest.param("bell_2012", (), id="editor-alone"),
        pytest.param("dale_beyond_2012", ("e",), id="word-that-other-programs-pass-over"),
        pytest.param("dale_pots_2014", (), id="author-and-editor"),
    ],
)
def test_a_key_that_spells_one_work_leads_to_it(key: str, codes: tuple[str, ...]) -> None:
    """Name, year and words of the title say which; a word of another title, or two works, none."""
    works = works_of(
        reference("s", "Smith", year=2011, title="On night work"),
        reference("b", "van der|Berg", year=2002, title="A long day"),
        reference("t", "Able", year=2003, title="Tea"),
        reference("u", "Able", year=2003, title="Pots"),
        reference("c1", "Cook", year=2005, title="Tea on the road"),
        reference("c2", "Cook", year=2005, title="The road to tea"),
        reference("d", "Wren", year=2012, title="Models of tea", editors=(Name(family="Bell"),)),
        reference("e", "Dale", year=2012, title="Beyond tea"),
        reference("f", "Dale", year=2014, title="Pots and pans"),
        reference("g", "Wren", year=2014, title="Pots", editors=(Name(family="Dale"),)),
        reference("m", "Mäkinen", year=2016, title="Steam"),
        reference("h", "Tanner-Smith", year=2016, title="Handling cups"),
    )
    assert works.look_up_spelled(key) == codes


def test_a_word_further_on_in_a_title_is_a_likeness() -> None:
    """No program makes a key of it, so a person says whether the work is meant."""
    works = works_of(
        reference("s", "Smith", year=2011, title="On night work"),
        reference("t", "Smith", year=2011, title="Tea"),
    )
    assert works.look_like("smith_work_2011") == ("s",)
    assert works.look_like("smith_pots_2011") == ("s", "t")


@pytest.mark.parametrize(("style", "text"), [("doi", "[@{}, p. 3]"), ("latex", "\\citep{{{}}}")])
def test_keys_in_a_text_are_spelled(style: str, text: str) -> None:
    """A citation by such a key means the work, and what only resembles it stays a question."""
    work = reference("s", "Smith", year=2011, title="On night work")
    assert meant(text.format("smith_night_2011"), style, work) == [("smith_night_2011", "s")]
    assert meant(text.format("smith_day_2011"), style, work) == [("smith_day_2011", "")]
