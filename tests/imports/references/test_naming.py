from collections.abc import Callable
from pathlib import Path

from kg.imports.report import Report

Import = Callable[..., Report]
HEAD = "input_id\tdealiased_id\tstandard_id\tshort_id\n"
TAGS = "tag\tcitation\ncups\tdoi:10.1000/cups\npots\tdoi:10.1000/pots\nmilk\tdoi:10.1000/milk\n"
BIB = "@book{c, title={Cups}, doi={10.1000/CUPS}}\n@book{p, title={Pots}, doi={10.1000/pots}}\n"


def test_a_work_gets_the_keys_that_the_text_cites_it_by(bring: Import, project: Path) -> None:
    """In one run with the works or later; what leads nowhere is told, and twice is once."""
    done = bring({"tags.tsv": TAGS, "a.bib": BIB})
    library = project / "data" / "references.bib"
    assert library.read_text().count("ids = {tag:") == 2
    assert [(one.name, one.words) for one in done.look] == [
        ("tag:milk", "no reference is doi:10.1000/milk; bring it in, then this file again")
    ]
    more = HEAD + "wikidata:Q1\twikidata:Q1\tdoi:10.1000/cups\tabc\ndoi:10.1000/cups\t\t\tabc\n"
    bring({"citations.tsv": more})
    assert "ids = {tag:cups, wikidata:Q1}" in library.read_text()
    before = library.read_bytes()
    assert bring({"tags.tsv": TAGS, "citations.tsv": more}).texts == {}
    assert library.read_bytes() == before


def test_an_entry_without_names_gets_them_in_place(bring: Import, project: Path) -> None:
    """The bytes of a curated entry stay, and two names are one field."""
    library = project / "data" / "references.bib"
    library.write_text("@book{c, title={Cups}, doi={10.1000/cups} % mine\n}\n")
    bring({"tags.tsv": "tag\tcitation\na\tdoi:10.1000/cups\nb\tdoi:10.1000/cups\nc,d\tc\n"})
    assert library.read_text().startswith("@book{c, title={Cups}, doi={10.1000/cups}")
    assert "ids = {tag:a, tag:b}" in library.read_text()
    assert "% mine" in library.read_text()
    assert "c,d" not in library.read_text()


def test_names_in_a_form_of_their_own_are_left_to_a_person(bring: Import, project: Path) -> None:
    """What cannot be added to is told with what to write."""
    library = project / "data" / "references.bib"
    library.write_text('@book{c, title={Cups}, ids="x", doi={10.1000/cups}}\n')
    done = bring({"tags.tsv": "tag\tcitation\na\tdoi:10.1000/cups\n"})
    assert [one.words for one in done.look] == ["it means c; write it into ids of that entry"]
    assert done.texts == {}
