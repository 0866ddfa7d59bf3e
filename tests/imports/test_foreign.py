"""What other people's BibTeX holds, from the file to the graph and out again, kind by kind."""

from __future__ import annotations

import pytest
from pybtex.database import parse_string

from kg.assembly import assemble_project
from kg.codes import errors_among
from kg.imports.example import write_example
from kg.imports.references import ReferenceOptions, import_references
from kg.outputs.references import Reference, load_references, render_bibtex, render_ris
from kg.outputs.references.csl import csl_item
from kg.sources.folder.files import replace_text
from kg.sources.folder.project import load_project
from kg.timings import Timings

WORKS = r"""
@book{one, title={One}, publisher={P}, year=2001, author={王小明 and Иванов, Пётр and مريم, ن}}
@book{two, title={Two}, publisher={P}, year=2001, author={李四 and Петров, Иван}}
@book{three, title={Three}, publisher={P}, year=2001, author={Åström, Ö. and Đặng, Anh}}
@book{four, title={Four}, publisher={P}, year=2001, author={Astrom, O.}}
@book{five, title={Five}, publisher={P}, year=2001, author={King, Sr., Martin}}
@book{six, title={Six}, publisher={P}, year=2001, author={King, Jr., Martin and others}}
@book{seven, title={{NHS} caf{\'e}s \& \emph{all}}, publisher={P}, year=2001,
  author={M{\"u}ller, J{\"o}rg and {\v C}ern{\'y}, Jan}, series={Pots}, edition={3rd},
  translator={Toft, Stig}, isbn={978-0-306-40615-7}, doi={10.1000/seven}}
@article{eight, title={Growth when r = 2}, journal = "Journal " # pots, date={198X},
  author={Eight, E.}, pages={13905--13911}, abstract={mean age = 42, p = 0.05}}
@article{nine, title={Nine}, journal={J}, date={/1983}, author={Nine, N.}, month=jul}
@article{ten, title={Ten}, journal={J}, year={in press}, author={family=Duke, given={Anne B.}}}
@phdthesis{eleven, title={Eleven}, school={University of Leeds}, year=2010, author={Lee, Lou}}
@inbook{twelve, title={Lebanon}, author={Omar, Hala}, crossref={whole}, pages={1--2}}
@book{whole, title={Society}, editor={Salm, Les}, publisher={P}, year=2004}
@misc{thirteen, title={Search}, url={https://example.org/s?q=[x]&r=%zz#a#b}, year={n.d.}}
@string{pots = "of Pots"}
@patent{fifteen, title={Kettle \SS}, number={EP 1}, holder={{Pots}}, author={Fox, F.}, year=2001,
  type={patenteu}, location={countryde and countryuk}, url={\url{http://example.org/a_b}}}
@periodical{sixteen, title={Tea Monthly}, editor={Lee, L.}, year=2011, volume=4, number={2/3}}
@book{DBLP:fourteen, title={Fourteen}, publisher={P}, year=2001,
  author={Ann Able 0001 and Ortega y Gasset, Jos{\'e} and De la Cruz, Eva},
  Early Access Date={{JAN 2019}}}
@techreport(seventeen, title = "{a", b} and (c)", author = "Lee, Lou", year = "2001",
  institution = {College}, publisher = "Press")
@book{eighteen, title={Tea}, publisher={P}, year={1989 [1987]}, origyear=1959,
  author={Ib\'a\~nez, Bego\~na and ...}, language={english},
  langidopts={variant=british}, series={newseries}}
@unpublished{twenty, title={Twenty}, author={Able, A.}, year=2018, titleaddon={Tea Archive}}
@book{odd, title={Odd}, publisher={P}, year={MMIV}, author={Able, A.}}
@article{decade, title={Decade}, journal={J}, date={1984-XX}, author={Able, A.}}
@misc{way, title={Way}, author={Able, A.}, year=2001, howpublished={\url{http://example.org/a_b}}}
@misc{seen, title={Seen}, author={Able, A.}, year={1850s}, url={http://example.org/},
  urldate={01.05.2001}}
@book{nineteen, title={On tea}, publisher={P}, date={-0349~}, author={Able, A.}, language={pt-br}}
"""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Reference]:
    """Return what the graph knows of these works, brought into a new project."""
    folder = tmp_path_factory.mktemp("foreign")
    write_example(folder)
    path = tmp_path_factory.mktemp("file") / "foreign.bib"
    path.write_text(WORKS, encoding="utf-8")
    report = import_references(load_project(folder), [path], ReferenceOptions("A"))
    assert report.problems == []
    for name, text in report.texts.items():
        replace_text(folder / name, text)
    made = assemble_project(load_project(folder), Timings())
    assert errors_among(made.problems) == []
    assert made.store is not None
    return load_references(made.store)


def authors(reference: Reference) -> list[object]:
    """Return the authors of a work as CSL has them."""
    found = csl_item(reference)["author"]
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("one", ["王小明", "Иванов Пётр", "مريم ن"]),
        ("two", ["李四", "Петров Иван"]),
        ("three", ["Åström Ö.", "Đặng Anh"]),
        ("four", ["Astrom O."]),
        ("five", ["King Martin Sr."]),
        ("six", ["King Martin Jr."]),
        ("seven", ["Müller Jörg", "Černý Jan"]),
        ("ten", ["Duke Anne B."]),
        ("DBLP:fourteen", ["Able Ann", "Ortega y Gasset José", "De la Cruz Eva"]),
    ],
)
def test_people_of_any_script_stay_who_they_are(
    code: str, names: list[str], world: dict[str, Reference]
) -> None:
    """Two whose names differ by a letter, a script or a suffix are two, in each export."""
    shown = [" ".join(one.values()) for one in authors(world[code])]  # type: ignore[attr-defined]
    assert shown == names
    lines = [line for line in render_ris([world[code]]).splitlines() if line.startswith("AU")]
    assert len(lines) == len(names)


@pytest.mark.parametrize(
    ("code", "variable", "value"),
    [
        ("seven", "title", "NHS cafés & <i>all</i>"),
        ("seven", "collection-title", "Pots"),
        ("seven", "edition", "3rd"),
        ("seven", "translator", [{"family": "Toft", "given": "Stig"}]),
        ("seven", "DOI", "10.1000/seven"),
        ("seven", "ISBN", "978-0-306-40615-7"),
        ("six", "note", "There are more authors than are named"),
        ("eight", "container-title", "Journal of Pots"),
        ("eight", "page", "13905-13911"),
        ("eight", "issued", {"literal": "1980s"}),
        ("nine", "issued", {"literal": "–1983"}),
        ("ten", "status", "in press"),
        ("eleven", "publisher", "University of Leeds"),
        ("fifteen", "title", "Kettle ẞ"),
        ("fifteen", "jurisdiction", "Germany; United Kingdom"),
        ("fifteen", "genre", "European patent"),
        ("fifteen", "URL", "http://example.org/a_b"),
        ("sixteen", "issue", "2/3"),
        ("eighteen", "author", [{"family": "Ibáñez", "given": "Begoña"}]),
        ("eighteen", "issued", {"date-parts": [[1989]]}),
        ("eighteen", "original-date", {"date-parts": [[1959]]}),
        ("eighteen", "language", "en-GB"),
        ("eighteen", "collection-title", "New series"),
        ("nineteen", "issued", {"date-parts": [[-350]], "circa": True}),
        ("nineteen", "language", "pt-BR"),
        ("twenty", "container-title", "Tea Archive"),
        ("odd", "issued", {"literal": "MMIV"}),
        ("decade", "issued", {"date-parts": [[1984]]}),
        ("seen", "issued", {"literal": "1850s"}),
        ("seen", "accessed", {"date-parts": [[2001, 5, 1]]}),
        ("way", "URL", "http://example.org/a_b"),
        ("twelve", "container-title", "Society"),
        ("twelve", "issued", {"date-parts": [[2004]]}),
        ("twelve", "publisher", "P"),
        ("thirteen", "URL", "https://example.org/s?q=%5Bx%5D&r=%25zz#a%23b"),
    ],
)
def test_a_value_is_read_as_it_is_meant(
    code: str, variable: str, value: object, world: dict[str, Reference]
) -> None:
    """LaTeX, joined parts, inherited fields, open dates and odd addresses all arrive."""
    assert csl_item(world[code])[variable] == value


def test_works_of_an_open_date_stand_in_the_order_of_their_codes(
    world: dict[str, Reference],
) -> None:
    """Where no year is known, no list breaks and none is lost."""
    assert [code for code in world if code in {"eight", "nine", "ten"}] == ["eight", "nine", "ten"]
    assert {world[code].when for code in ("eight", "nine", "ten")} == {"1980s", "–1983", "in press"}


def test_what_is_no_date_leaves_as_it_came(world: dict[str, Reference]) -> None:
    """Who takes the file reads what stood there."""
    [entry] = parse_string(render_bibtex([world["odd"]]), "bibtex").entries.values()
    assert entry.fields["year"] == "MMIV"
    assert "PY  - MMIV" in render_ris([world["odd"]]).splitlines()


def test_what_stands_between_quotes_or_parentheses_is_read(world: dict[str, Reference]) -> None:
    """A quote within braces ends no value, and a body is kept beside the publisher."""
    found = csl_item(world["seventeen"])
    assert (found["title"], found["publisher"]) == ('a", b and (c)', "College; Press")
    [entry] = parse_string(render_bibtex([world["seventeen"]]), "bibtex").entries.values()
    assert (entry.fields["institution"], entry.fields["publisher"]) == ("College", "Press")


def test_a_field_of_any_name_leaves_a_file_that_others_read(world: dict[str, Reference]) -> None:
    """Web of Science writes a name with blanks, at which every reader of BibTeX stops."""
    [entry] = parse_string(render_bibtex([world["DBLP:fourteen"]]), "bibtex").entries.values()
    assert entry.fields["early-access-date"] == "{JAN 2019}"
