import pytest
from pydantic import ValidationError

from kg.model import AgentFile, Name
from kg.model.agents import form_of, key_of, name_of


@pytest.mark.parametrize(
    "form",
    ["Frost, Nick", "van der Berg, J. K.", "King, Jr, Martin", "王小明", "Иванов, И."],
)
def test_a_name_is_written_as_it_is_read(form: str) -> None:
    """Particle, suffix and the letters of any script survive."""
    assert form_of(name_of(form)) == form


def test_a_name_may_be_written_given_name_first() -> None:
    """Without a comma the last word is the family's, and a small word in front belongs to it."""
    assert name_of("Fay van Dale") == Name(family="Dale", given="Fay", particle="van")


def test_a_suffix_behind_a_whole_name_is_no_given_name() -> None:
    """Title pages print `Martin King, Jr.`; it is read as in the entry of a source."""
    assert name_of("Martin King, Jr.") == Name(family="King", given="Martin", suffix="Jr.")


def test_case_dots_and_blanks_tell_nobody_apart() -> None:
    """What differs in more than that is another form."""
    assert key_of("Smith,  M.K.") == key_of("Smith, M. K.") == key_of("smith, m k")
    assert key_of("Müller, A.") != key_of("Muller, A.")


def test_an_entry_has_each_form_once() -> None:
    """A form that stands twice in an entry is told by name."""
    entry = {"id": "frost-nick", "name": "Frost, Nick", "printed": ["Frost, N.", "frost, N"]}
    with pytest.raises(ValidationError, match="'frost, N' stands twice here"):
        AgentFile.model_validate({"people": [entry]})


def test_a_person_has_a_family_name() -> None:
    """A name that is nothing but a given name cannot be sorted."""
    with pytest.raises(ValidationError, match="no family name; write Family, Given"):
        AgentFile.model_validate({"people": [{"id": "x", "name": ", Nick"}]})


@pytest.mark.parametrize(
    "file",
    [
        pytest.param({"persons": []}, id="unknown-kind"),
        pytest.param({"journals": [{"id": "x", "name": "X", "kind": "comic"}]}, id="no-such-kind"),
        pytest.param({"bodies": [{"id": "No Slug", "name": "X"}]}, id="id-is-no-slug"),
    ],
)
def test_what_is_no_entry_is_refused(file: dict[str, object]) -> None:
    """A list or a kind that the file does not have, and an id that can be no address."""
    with pytest.raises(ValidationError):
        AgentFile.model_validate(file)
