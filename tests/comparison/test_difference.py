import re
import shutil
from pathlib import Path

import pytest

from kg.comparison.difference import Difference, find_difference
from kg.comparison.textreport import line_of_field
from kg.comparison.touched import Support
from kg.comparison.values import Ref
from kg.imports.example import write_example
from tests.conftest import ROOT, TINY

pytestmark = pytest.mark.slow

HIVES = ROOT / "tests" / "hives"


def changed(source: Path, folder: Path, *edits: tuple[str, str, str]) -> Difference:
    """Return the difference between a review and a copy of it with some texts replaced."""
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns("build"))
    for name, old, new in edits:
        path = folder / "data" / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {name}"
        path.write_text(text.replace(old, new), encoding="utf-8")
    return find_difference(str(source), str(folder), folder)


def test_a_volume_number_is_one_field_two_lists_and_one_page(tmp_path: Path) -> None:
    """A volume number of a reference shows in the two lists that cite it, and on its page."""
    found = changed(HIVES, tmp_path / "b", ("references.bib", "volume = {4}", "volume = {5}"))
    assert [(one.path, one.how) for one in found.changes.records] == [("sources/R1", "changed")]
    assert [line_of_field(one) for one in found.changes.records[0].fields] == ["volume: 4 → 5"]
    assert found.touched.tables == ["references-alphabetical", "references-classified"]
    assert len(found.touched.cells) == 2
    assert found.touched.pages == ("sources/R1.html",)
    assert found.touched.tips == ()
    assert found.touched.counts == {}


def test_a_code_in_a_row_is_one_cell_and_one_tip(tmp_path: Path) -> None:
    """A code that a row has more is evidence that one tip has more, and a cell of the table."""
    edit = ("appendices.yaml", "codes: [D1]", "codes: [D1, C1]")
    found = changed(TINY, tmp_path / "b", edit)
    assert [line_of_field(one) for one in found.changes.records[0].fields] == [
        "codes: + sources/C1 “Our Pot”"
    ]
    (tip,) = found.touched.tips
    assert (tip.path, tip.gone) == ("tips/2", ())
    assert tip.come == (Support(Ref("sources/C1", "Our Pot")),)
    (cell,) = found.touched.cells
    assert (cell.table, cell.column, cell.old, cell.new) == (
        "appendix-1", "EVIDENCE", "D1", "D1 C1",
    )  # fmt: skip
    assert "tips/2.html" in found.touched.pages
    assert "tips/1.html" not in found.touched.pages


def test_another_stance_is_told_with_the_one_before(tmp_path: Path) -> None:
    """A work that speaks for a tip in one claim, and now limits it in another, is no new one."""
    write_example(tmp_path / "a")
    claim = "long-meetings-tire"
    text = (tmp_path / "a" / "data" / "claims" / "introduction.yaml").read_text(encoding="utf-8")
    before, _, rest = text.partition("stance: supports")
    assert claim in before
    edit = ("claims/introduction.yaml", text, f"{before}stance: qualifies{rest}")
    (tip,) = changed(tmp_path / "a", tmp_path / "b", edit).touched.tips
    [come], [gone] = tip.come, tip.gone
    assert (come.thing.path, come.stance, gone.stance) == ("sources/A1", "qualifies", "supports")


def test_a_renamed_id_is_one_change_whatever_names_it(tmp_path: Path) -> None:
    """A concept with another id is one renamed record, though tips and claims link to it."""
    names = ("concepts.yaml", "tips.yaml", *(f"claims/{one.name}" for one in CLAIMS))
    edits = [
        (name, "alcohol-wash", "wash-of-alcohol")
        for name in names
        if "alcohol-wash" in (HIVES / "data" / name).read_text(encoding="utf-8")
    ]
    assert len(edits) > 1
    found = changed(HIVES, tmp_path / "b", *edits)
    (record,) = found.changes.records
    assert (record.how, record.was, record.path) == (
        "renamed", "concepts/alcohol-wash", "concepts/wash-of-alcohol",
    )  # fmt: skip
    assert record.fields == ()
    assert found.touched.tips == ()
    assert found.touched.counts == {}


CLAIMS = sorted((HIVES / "data" / "claims").glob("*.yaml"))


def test_comments_order_and_layout_do_not_show(tmp_path: Path) -> None:
    """What says the same in another order or form is no difference."""
    folder = tmp_path / "b"
    shutil.copytree(HIVES, folder)
    bib = folder / "data" / "references.bib"
    first, *others = bib.read_text(encoding="utf-8").split("\n@")
    swapped = "\n@".join(["% a comment", *(one.strip() + "\n" for one in others), first[1:]])
    bib.write_text(swapped, encoding="utf-8")
    claims = folder / "data" / "claims"
    for path in CLAIMS:
        (claims / path.name).rename(claims / f"moved-{path.name}")
    found = find_difference(str(HIVES), str(folder), folder)
    assert found.is_empty, found


def test_a_record_that_came_and_one_that_went_are_told_and_counted(tmp_path: Path) -> None:
    """A reference more is a record more, a page more and a number of its kind."""
    entry = "@book{R99,\n  author = {New, Ann},\n  title = {Out Now},\n  publisher = {P},\n"
    entry += "  year = {2020},\n  evidenceclass = {I}\n}\n\n@article{R1,"
    found = changed(HIVES, tmp_path / "b", ("references.bib", "@article{R1,", entry))
    assert [(one.how, one.path) for one in found.changes.records] == [("added", "sources/R99")]
    counts = found.touched.counts
    assert counts is not None
    assert counts["sources"][1] == counts["sources"][0] + 1
    back = find_difference(str(tmp_path / "b"), str(HIVES), HIVES)
    assert [(one.how, one.path) for one in back.changes.records] == [("removed", "sources/R99")]


@pytest.mark.parametrize("shift", [0, 7])
def test_an_edited_text_moves_passages_and_changes_no_record(tmp_path: Path, shift: int) -> None:
    """Passages of the same words at another place of an edited text are counted, not listed."""
    folder = tmp_path / "b"
    shutil.copytree(HIVES, folder)
    if shift:
        _shift_places(folder, shift)
    found = find_difference(str(HIVES), str(folder), folder)
    assert {one.path for one in found.changes.records} == ({"review"} if shift else set())
    assert bool(found.changes.moved) == bool(shift)


def _shift_places(folder: Path, shift: int) -> None:
    """Write the records as they are when words come before all of the text."""
    for path in (folder / "data").rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"(start|end): (\d+)", lambda m: f"{m[1]}: {int(m[2]) + shift}", text)
        text = re.sub(
            r"(?m)(^text:.*?sha256: )[0-9a-f]{64}",
            r"\g<1>" + "0" * 64,
            text,
            count=1,
            flags=re.DOTALL,
        )
        path.write_text(text, encoding="utf-8")
    (folder / "text.txt").unlink()


def test_one_citation_more_renumbers_and_changes_no_other(tmp_path: Path) -> None:
    """A citation in the middle is one new record; those after it have another number."""
    folder = tmp_path / "b"
    shutil.copytree(HIVES, folder)
    path = folder / "data" / "mentions.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    more = "  - {order: 2, printed: R3, source: R3, section: what-was-asked, page: 1}"
    after = [re.sub(r"order: (\d+)", lambda m: f"order: {int(m[1]) + 1}", one) for one in lines[2:]]
    path.write_text("\n".join([*lines[:2], more, *after]) + "\n", encoding="utf-8")
    for claims in (folder / "data" / "claims").glob("*.yaml"):
        text = re.sub(
            r"(?<=mentions: \[)[\d, ]+",
            lambda m: re.sub(r"\d+", lambda n: str(int(n[0]) + (int(n[0]) > 1)), m[0]),
            claims.read_text(encoding="utf-8"),
        )
        claims.write_text(text, encoding="utf-8")
    found = find_difference(str(HIVES), str(folder), folder)
    told = {(one.how, one.path) for one in found.changes.records}
    numbers = [int(m) for m in re.findall(r"order: (\d+)", "\n".join(lines))]
    assert told == {
        ("added", "mentions/2"),
        *(("renamed", f"mentions/{one + 1}") for one in numbers if one > 1),
    }
    back = find_difference(str(folder), str(HIVES), folder).changes
    assert [one.path for one in back.records if one.how == "removed"] == ["mentions/2"]
    assert all(one.is_name_alone for one in back.records if one.how != "removed")
