import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import Severity
from kg.sources.folder.settings import parse_settings

GOOD = 'title = "Tea"\nbase = "https://example.org/tea/"\n'


def test_good_settings_have_no_problem() -> None:
    """Every setting that a project needs, and those that something uses."""
    text = GOOD + 'licence = "https://e.org/by"\ntool = ">=0.1"\n'
    settings = parse_settings(text)
    assert settings.problems == []
    assert settings.values["licence"] == "https://e.org/by"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("publisher", "The Tea & Cake Trust"),
        ("contact", "tea.room+mistakes@example.co.uk"),
        ("contact", "https://example.org/issues/new?title={page}"),
        ("address", "http://127.0.0.1:8000/tea/"),
    ],
)
def test_who_stands_behind_the_site_is_read(name: str, value: str) -> None:
    """Publisher, contact and address are kept as they stand; a contact is a mail or a page."""
    settings = parse_settings(f'{GOOD}{name} = "{value}"\n')
    assert (settings.problems, settings.values[name]) == ([], value)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        pytest.param("title = \n", 1, "Invalid value", id="no-toml"),
        pytest.param("x = 1\nbase = 'a\n", 2, "not readable", id="open-quote"),
        pytest.param(GOOD + f"x = {'9' * 5000}\n", 1, "not readable", id="huge-integer"),
        pytest.param(GOOD + f"x = {'[' * 9999}\n", 1, "brackets", id="deep"),
        pytest.param('title = "x"\n', 1, "'base' is missing", id="no-base"),
        pytest.param(GOOD.replace('"Tea"', "7"), 1, "title is text", id="title-number"),
        pytest.param(GOOD.replace("Tea", " "), 1, "title is empty", id="title-empty"),
        pytest.param(GOOD.replace("Tea", "a\\nb"), 1, "one line", id="title-of-two-lines"),
        pytest.param(GOOD.replace("tea/", "tea"), 2, "end with a slash", id="base-no-slash"),
        pytest.param(GOOD.replace("tea/", "my tea/"), 2, "write %20", id="base-space"),
        pytest.param(GOOD.replace("tea/", "<me>/"), 2, "write %3C", id="base-brackets"),
        pytest.param(GOOD.replace("tea/", "tea#x/"), 2, "no '#'", id="base-fragment"),
        pytest.param(GOOD.replace("tea/", "tea?x=/"), 2, "no '?'", id="base-query"),
        pytest.param(
            GOOD.replace("https://example.org", ""), 2, "starts with http", id="base-path"
        ),
        pytest.param(
            GOOD + 'licence = "CC BY-SA 4.0"\n', 3, "licenses/by-sa/4.0/", id="licence-cc"
        ),
        pytest.param(GOOD + 'licence = "mine ["\n', 3, "give its address", id="licence-text"),
        pytest.param(GOOD + "contact = 4\n", 3, "contact is text", id="contact-number"),
        pytest.param(GOOD + 'contact = ""\n', 3, "contact is empty", id="contact-empty"),
        pytest.param(GOOD + 'contact = "me"\n', 3, "write a mail address", id="contact-name"),
        pytest.param(GOOD + 'contact = "a@b"\n', 3, "a mail address", id="contact-no-host"),
        pytest.param(GOOD + 'contact = "mailto:a@b.org"\n', 3, "mail address", id="contact-mailto"),
        pytest.param(GOOD + 'contact = "a@b.org, c@d.org"\n', 3, "mail", id="contact-of-two"),
        pytest.param(GOOD + 'contact = "https://e.org/{me}"\n', 3, "mail", id="contact-brackets"),
        pytest.param(GOOD + 'publisher = "a\\nb"\n', 3, "one line", id="publisher-of-two-lines"),
        pytest.param(GOOD + "address = []\n", 3, "address is text", id="address-list"),
        pytest.param(GOOD + 'address = "https://e.org/a"\n', 3, "end with a slash", id="address"),
        pytest.param(GOOD + 'address = "e.org/"\n', 3, "starts with http", id="address-no-scheme"),
        pytest.param(GOOD + 'address = "ftp://e.org/"\n', 3, "starts with", id="address-ftp"),
        pytest.param(GOOD + 'address = "https://e.org/?a/"\n', 3, "no '?'", id="address-query"),
        pytest.param(GOOD + 'keys = "{name}"\n', 3, "write a pattern of {author}", id="keys"),
        pytest.param(GOOD + 'keys = "x"\n', 3, "write a pattern", id="keys-of-all"),
        pytest.param(GOOD + 'keys = "{year} {word}"\n', 3, "letters, digits", id="keys-blank"),
        pytest.param(GOOD + 'tool = ">=99.0"\n', 3, "needs tiptrace", id="newer-tool"),
        pytest.param(GOOD + 'tool = "latest"\n', 3, "write the tool setting", id="bad-pin"),
        pytest.param(GOOD + f'tool = ">={"9" * 5000}"\n', 3, "write the tool", id="pin-of-digits"),
        pytest.param(GOOD + "levels = 3\n", 3, "levels is a table", id="levels-no-table"),
        pytest.param(GOOD + '[levels]\nFIL001 = "fatal"\n', 4, "the level of", id="level-unknown"),
        pytest.param(GOOD + "[levels]\nFIL001 = [1]\n", 4, "the level of", id="level-list"),
    ],
)
def test_a_bad_setting_is_an_error_at_its_line(text: str, line: int, said: str) -> None:
    """What is wrong is said in words, with the line."""
    [problem] = parse_settings(text).problems
    assert (problem.code, problem.location.path) == ("SET001", "tiptrace.toml")
    assert problem.location.line == line
    assert said in problem.message


@pytest.mark.parametrize(
    ("text", "line", "code", "said"),
    [
        pytest.param(
            GOOD + 'lisence = ""\n', 3, "SET002", "did you mean 'licence'?", id="misspelt"
        ),
        pytest.param(GOOD + "[colours]\na = 1\n", 3, "SET002", "uses the setting", id="stranger"),
        pytest.param(GOOD + 'language = "ar"\n', 3, "SET002", "data/review.yaml", id="language"),
        pytest.param(
            GOOD + '[levels]\nFIL01 = "note"\n', 4, "SET003", "did you mean FIL001?", id="no-code"
        ),
        pytest.param(
            GOOD + '[levels]\nYAML001 = "note"\n', 4, "SET003", "stays an error", id="lowered"
        ),
    ],
)
def test_what_nothing_uses_is_told(text: str, line: int, code: str, said: str) -> None:
    """A setting without effect stops nothing and is not passed over."""
    [problem] = parse_settings(text).problems
    assert (problem.code, problem.location.line) == (code, line)
    assert said in problem.message


def test_all_faults_come_at_once() -> None:
    """A file with three faults has three problems."""
    settings = parse_settings('title = 1\nlanguage = "?"\n')
    assert [one.location.line for one in settings.problems] == [1, 2, 1]


def test_levels_are_read() -> None:
    """A code and a check have the level that the project gives them."""
    text = GOOD + '[levels]\nFIL001 = "error"\nCHK-tip-number-gap = "note"\n'
    assert parse_settings(text).levels.chosen == {
        "FIL001": Severity.ERROR,
        "CHK-tip-number-gap": Severity.NOTE,
    }


@given(st.text(alphabet="abtile =\"'[]{}\n.#0919\\u-:", max_size=80))
def test_whatever_stands_there_nothing_is_raised(text: str) -> None:
    """Any text gives settings or problems with a line of the file."""
    for problem in parse_settings(text).problems:
        assert 1 <= problem.location.line <= text.count("\n") + 1
