"""The example that `kg new` writes, and how it makes way for a review of one's own."""

from __future__ import annotations

import hashlib
import re
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from kg.errors import BuildError
from kg.imports import requirement
from kg.paths import slug_of
from kg.sources.folder.files import read_plain_file
from kg.sources.folder.layout import REFERENCES
from kg.sources.folder.settings import FILE
from kg.sources.places.passages import fill_spans
from kg.sources.places.text import read_any_text

STARTER = Path(__file__).resolve().parent.parent / "starter"
# What lies around a review in its repository, by the names that a package can carry.
_AROUND = "around"
# A second review, with the kinds of file that the first can do without.
MORE = "more"
_DIGESTS = {"@TEXT@": "text.txt", "@COMPANION@": "companion.txt"}
# Where it goes: a project of its own, to be looked into and thrown away.
KEPT = "example"
REVIEW = "data/review.yaml"
# The base that the example has in this package, which is nobody's.
BASE = "https://example.org/my-review/"
_LONGEST_NAME = 60


def write_example(target: Path) -> None:
    """Copy the example into a folder and turn its `at:` lines into spans of its text."""
    shutil.copytree(
        STARTER,
        target,
        dirs_exist_ok=True,
        copy_function=shutil.copyfile,
        ignore=shutil.ignore_patterns(_AROUND, MORE),
    )
    (target / "gitignore").rename(target / ".gitignore")  # a package would not carry that name
    _fill(target)


def base_for(target: Path, kept: str = "") -> str:
    """Return a base for a project by its folder's name, or for an example that it has in `kept`.

    Two reviews with one base would share all of their addresses, and nothing could tell them apart.
    """
    name = slug_of(target.resolve().name)[:_LONGEST_NAME].strip("-")
    return f"https://example.org/{name}-{kept}/" if kept else f"https://example.org/{name}/"


def name_base(target: Path) -> str:
    """Give a new project a base of its own, and another to the one in `more`; return the first."""
    base = base_for(target)
    _replace_base(target / FILE, base)
    more = target / MORE / FILE
    if more.is_file():
        _replace_base(more, base_for(target, MORE))
    return base


def _replace_base(settings: Path, base: str) -> None:
    settings.write_text(settings.read_text("utf-8").replace(BASE, base), encoding="utf-8")


def write_more(target: Path) -> None:
    """Copy into a new project a second one, which has each other kind of file once."""
    shutil.copytree(STARTER / MORE, target / MORE, copy_function=shutil.copyfile)
    _fill(target / MORE)


def _fill(project: Path) -> None:
    """Turn the `at:` lines of an example into spans, and name its texts by their digests."""
    digests = {
        mark: hashlib.sha256((project / name).read_bytes()).hexdigest()
        for mark, name in _DIGESTS.items()
        if (project / name).is_file()
    }
    for path in sorted((project / "data").rglob("*.yaml")):
        content = path.read_text("utf-8")
        for mark, digest in digests.items():
            content = content.replace(mark, digest)
        path.write_text(content, encoding="utf-8")
        name = "companion.txt" if path.parent.name == "companions" else "text.txt"
        text = read_any_text(project / name)
        _, problems = fill_spans(path, str(path.relative_to(project)), text)
        if problems:
            raise BuildError("\n".join(map(str, problems)))


def write_surroundings(target: Path) -> None:
    """Copy into a new project what its repository is checked, published and edited with."""
    for place in sorted((STARTER / _AROUND).iterdir()):
        shutil.copytree(place, target / f".{place.name}", copy_function=shutil.copyfile)
    (target / requirement.FILE).write_text(requirement.render_requirement(), encoding="utf-8")


def render_example() -> Mapping[str, str]:
    """Return the files of the example as `kg new` writes them, by path."""
    with tempfile.TemporaryDirectory(prefix="kg-example-") as folder:
        write_example(Path(folder))
        found = sorted(path for path in Path(folder).rglob("*") if path.is_file())
        return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in found}


def find_untouched(folder: Path, example: Mapping[str, str]) -> list[str]:
    """Return the data files of a project that are still those of the example."""
    return [
        name
        for name, text in example.items()
        if name.startswith("data/") and _read(folder / name, folder) == text
    ]


def empty_references(example: Mapping[str, str]) -> str:
    """Return `data/references.bib` with the example's comment and none of its entries."""
    lines = example[REFERENCES].splitlines(keepends=True)
    return "".join(line for line in lines if line.startswith("%"))


def without_example(content: str, example: Mapping[str, str]) -> str:
    """Return references without those entries that stand there as the example has them."""
    for entry in re.split(r"\n\n(?=@)", example[REFERENCES].rstrip("\n"))[1:]:
        for written in (f"{entry}\n\n", f"\n{entry}\n"):
            content = content.replace(written, "", 1)
    return content


def _read(path: Path, folder: Path) -> str | None:
    content = read_plain_file(path, within=folder)
    if isinstance(content, str):
        return None
    return content.decode("utf-8", errors="replace").replace("\r\n", "\n")
