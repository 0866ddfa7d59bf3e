import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.sources.cited import TEXTS, make_project

Run = Callable[..., Any]


def test_a_draft_is_counted_and_written(kg: Run, tmp_path: Path) -> None:
    """--draft writes a record for each citation, and says how many groups they stand in."""
    folder = make_project(tmp_path / "tea", "doi", TEXTS["doi"][0]).folder
    done = kg("mentions", "--draft", "-C", folder)
    assert done.returncode == 0, done.stdout
    assert (
        "3 citations in 2 groups, by keys or identifiers (style: doi); 1 more define a short name"
        in done.stdout
    )
    assert "3 new records written, 0 kept" in done.stdout
    assert (folder / "data" / "mentions.yaml").read_text().count("- order: ") == 3


def test_without_draft_nothing_is_written(kg: Run, tmp_path: Path) -> None:
    """One may look first; what a person has to decide is told, and makes exit 1."""
    folder = make_project(tmp_path / "tea", "doi", "So [@A1] and [@nobody].").folder
    before = (folder / "data" / "mentions.yaml").read_text()
    done = kg("mentions", folder / "text.txt", "-C", folder)
    assert done.returncode == 1
    assert "text.txt:3:16: TXT011 'nobody' leads to no reference" in done.stdout
    assert "1 new record to write" in done.stdout
    assert done.stdout.splitlines()[-1] == "next: kg mentions --draft"
    assert (folder / "data" / "mentions.yaml").read_text() == before


def test_what_is_listed_and_not_cited_is_told(kg: Run, tmp_path: Path) -> None:
    """It is counted, and a key of it that no reference has is named."""
    text = r"So \cite{A1}. \nocite{A2, lost}"
    folder = make_project(tmp_path / "tea", "latex", text).folder
    done = kg("mentions", folder / "text.txt", "-C", folder)
    assert "1 work is listed by the text and not cited (nocite): under uncited, to write" in (
        done.stdout
    )
    assert "1 key of that list (nocite) leads to no reference: lost" in done.stdout


def test_what_is_open_is_told_after_the_faults_of_the_references(kg: Run, tmp_path: Path) -> None:
    """It is what was asked for; faults that are alike do not bury it."""
    folder = make_project(tmp_path / "tea", "doi", "So [@A1] and [@nobody].").folder
    entries = (f"@misc{{m{n}, title = {{Pot {n}}}, year = {{2001}}}}" for n in range(30))
    with (folder / "data" / "references.bib").open("a") as file:
        file.write("\n".join(entries))
    lines = kg("mentions", "-C", folder).stdout.splitlines()
    assert "BIB009" in lines[4]
    assert "(27 more like this: " in lines[4]
    assert "TXT011 'nobody' leads to no reference" in lines[5]
    assert lines[6] == "31 errors in 2 files"


def test_numbers_that_follow_the_drafts_are_told(kg: Run, tmp_path: Path) -> None:
    """What came in a second go stands before what came in the first: the last line says it."""
    folder = make_project(tmp_path / "tea", "doi", "So [@A1] and [@A2].").folder
    file, references = folder / "data" / "mentions.yaml", folder / "data" / "references.bib"
    all_of_them = references.read_text()
    references.write_text(all_of_them.replace("{A1,", "{later,"))
    first = kg("mentions", "--draft", "-C", folder).stdout
    assert "1 new record written" in first
    assert "--renumber" not in first
    references.write_text(all_of_them)
    assert "--renumber" not in kg("mentions", "-C", folder).stdout
    second = kg("mentions", "--draft", "-C", folder).stdout.splitlines()
    assert second[-1].startswith("1 new record stands in the text before others that have lower")
    assert "kg mentions --renumber" in second[-1]
    assert re.findall(r"order: (\d)|printed: (\S+)", file.read_text())[::2] == [
        ("1", ""),
        ("2", ""),
    ]
    done = kg("mentions", "--renumber", "-C", folder).stdout
    assert "2 records have another number now" in done
    assert "stand in the text before" not in done
    assert "--renumber" not in kg("mentions", "--draft", "-C", folder).stdout


def test_an_order_is_no_number(kg: Run, tmp_path: Path) -> None:
    """Where nothing numbers the references, nothing is drafted: a library has the order of keys."""
    project = make_project(tmp_path / "tea", "number", "So [1], and [2].")
    bib = project.data / "references.bib"
    bib.write_text(re.sub(r"ids = \{[0-9], ", "ids = {", bib.read_text()))
    done = kg("mentions", "--draft", "-C", project.folder)
    assert done.returncode == 1
    assert "2 citations in 2 groups, by number (which work has which is not known)" in done.stdout
    assert "0 new records written" in done.stdout
    assert "TXT011 nothing says which reference has the number that '1' cites by" in done.stdout
    assert "it stands in 1 more place" in done.stdout
