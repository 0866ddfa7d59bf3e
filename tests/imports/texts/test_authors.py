import pytest

from kg.imports.texts.authors import find_authors
from kg.imports.texts.pandoc import Tree, parse_with_pandoc


def authors_of(text: str, reader: str) -> tuple[str, ...]:
    """Return the authors that the head of a text names."""
    tree = parse_with_pandoc(text.encode(), reader)
    assert isinstance(tree, Tree)
    return find_authors(tree.meta)


@pytest.mark.parametrize(
    ("author", "names"),
    [
        (
            (
                r"Ann A. Able\textsuperscript{1,*}, Bo de la Bell\textsuperscript{2} \and Cy Cole\\"
                r"\small \textsuperscript{1}Tea House\\ \textsuperscript{2}Pot Office"
            ),
            ("Ann A. Able", "Bo de la Bell", "Cy Cole"),
        ),
        (r"Ann Able \\ {\small New York} \\ {\small ann@example.org}", ("Ann Able",)),
        (r"Ann Able, MD, PhD \and Bo Bell", ("Ann Able", "Bo Bell")),
        (r"The tea group of 2011", ("The tea group of 2011",)),
    ],
)
def test_names_stand_without_marks_and_places(author: str, names: tuple[str, ...]) -> None:
    """Where an author works is no author; what cannot be parted stays."""
    text = rf"\title{{T}}\author{{{author}}}\begin{{document}}\maketitle a\end{{document}}"
    assert authors_of(text, "latex") == names


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("[Ann Able, Bo Bell]", ("Ann Able", "Bo Bell")),
        ('"Ann Able^1^, Bo Bell^2^ and Cy Cole"', ("Ann Able", "Bo Bell", "Cy Cole")),
        ('"Able, Ann"', ("Able, Ann",)),
        ("王小明", ("王小明",)),
        ("[{name: Ann Able, affiliation: Tea House}]", ("Ann Able",)),
        ("[Ann Able PhD: {institute: [T]}, Bo Bell MD: {email: b@c.d}]", ("Ann Able", "Bo Bell")),
        ('"Ann Able MSc PhD, Wei MD"', ("Ann Able", "Wei MD")),
        ("[{email: b@c.d}]", ()),
    ],
)
def test_names_in_a_head_of_markdown(author: str, names: tuple[str, ...]) -> None:
    """One line may name several, and a name that is turned round stays one."""
    assert authors_of(f"---\nauthor: {author}\n---\n\nWords.\n", "markdown") == names
