"""What the documents name exists: links, files, verbs and their options, targets of make, terms."""

from __future__ import annotations

import ast
import contextlib
import inspect
import io
import os
import re
import shlex
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.__main__ import VERBS, main
from kg.model.marks import Says

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("benchmarks", "data", "deploy", "docs", "examples", "kg", "ontology", "queries", "site")
# The changelog tells of what is no more; the page of fields is made by a test of its own.
DOCUMENTS = [
    path
    for path in (*ROOT.glob("*.md"), *(p for name in FOLDERS for p in (ROOT / name).rglob("*.md")))
    if path.name != "CHANGELOG.md" and path.parent.name != "schemas"
]
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`([^`\n]+)`")
SHOWN = re.compile(r"Says\(\"[^)\n]*\)")
# Options that documents name of other programs: an engine's, and one of a reader of scans.
OF_OTHERS = {"--timeout-s", "--union-default-graph", "--force-ocr"}
# A class and a setting of other programs, beside which ours was measured.
NAMES_OF_OTHERS = {"ProcessPool", "ProcessPoolExecutor", "MaxQueryExecutionTime"}
# A module, a query, a path that begins with a folder of ours or with one of templates and scripts.
# A project has its own data, addresses of a site end in .html, and a new language is yet to come.
NAMES_A_FILE = re.compile(
    r"[\w./-]+\.(py|rq)|(parts|static)/[\w./-]+"
    r"|(benchmarks|deploy|docs|examples|kg|queries|tests)/[\w./-]+"
    r"|(ontology|site)/[\w./-]+(?<!\.html)(?<!\.po)"
)
# A name that is there to be misspelt stands in such a sentence. Of the others one shows how a field
# is added, and the decisions say why there are no such terms.
MISTAKEN = re.compile(r"`tt:\w+ is no term")
INVENTED = {"tt:follows", "tt:consent", "tt:title", "tt:year"}


def _named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


each_document = pytest.mark.parametrize("path", DOCUMENTS, ids=_named)


def _prose(path: Path) -> str:
    """Return a document without its blocks of code."""
    return FENCE.sub("", path.read_text(encoding="utf-8"))


@cache
def _files() -> tuple[str, ...]:
    """Return the paths of all files of the repository, each after a slash."""
    names = (*FOLDERS, "tests", ".ci")
    found = (path for name in names for path in (ROOT / name).rglob("*") if path.is_file())
    return tuple(f"/{_named(path)}" for path in found)


@cache
def _anchors(path: Path) -> frozenset[str]:
    """Return the anchors of a document's headings, as hosts of Markdown make them."""
    heads = re.findall(r"^#+ +(.+?) *$", _prose(path), re.MULTILINE)
    plain = (re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", head).lower() for head in heads)
    return frozenset(re.sub(r"[^\w\- ]", "", head).replace(" ", "-") for head in plain)


@cache
def _options(verb: str) -> frozenset[str]:
    """Return the options of a verb, from what it says of itself."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.suppress(SystemExit):
        main([verb, "--help"])
    return frozenset(re.findall(r"(?<![\w-])--?[A-Za-z][\w-]*", said.getvalue()))


def _commands(path: Path) -> Iterator[list[str]]:
    """Yield the words of each `kg …` that a document shows, in prose and in blocks."""
    text = path.read_text(encoding="utf-8")
    lines = CODE.findall(FENCE.sub("", text))
    blocks = (block[0] for block in FENCE.finditer(text))
    lines += [part for block in blocks for line in block.split("\n") for part in line.split("&&")]
    for line in lines:
        if re.match(r"\s*kg [a-z-]", line):
            yield shlex.split(line.replace("'", ""), comments=True)[1:]


@each_document
def test_links_lead_somewhere(path: Path) -> None:
    """A link of a document leads to a file that is there, and to a heading in it."""
    for target in re.findall(r"\]\(([^)\s]+)\)", _prose(path)):
        if re.match(r"[a-z]+:", target) or (path.parent.name == "starter" and "schemas" in target):
            continue  # a new project has its own schemas, see tests/commands/test_new.py
        name, _, anchor = target.partition("#")
        leads_to = Path(os.path.normpath(path.parent / name)) if name else path
        assert leads_to.exists(), target
        assert not anchor or anchor in _anchors(leads_to), target


def test_every_page_is_met_by_who_begins_with_the_readme() -> None:
    """Links lead from the README to each page of docs/ and deploy/, by way of others or not."""
    met: set[Path] = set()
    ahead = [ROOT / "README.md"]
    while ahead:
        page = ahead.pop()
        if page.suffix == ".md" and page not in met:
            met.add(page)
            targets = re.findall(r"\]\((?![a-z]+:)([^)\s#]+)", _prose(page))
            ahead += [Path(os.path.normpath(page.parent / target)) for target in targets]
    pages = {*(ROOT / "docs").glob("*.md"), ROOT / "deploy" / "README.md"}
    assert {_named(page) for page in pages - met} == set()


@each_document
def test_files_of_code_are_there(path: Path) -> None:
    """A module, a query or a path of this repository that a document names exists."""
    for code in CODE.findall(_prose(path)):
        if NAMES_A_FILE.fullmatch(code):
            end = f"/{code.rstrip('/')}"
            there = any(file.endswith(end) or f"{end}/" in file for file in _files())
            assert there, f"{_named(path)} names {code}"


@each_document
def test_commands_have_their_options(path: Path) -> None:
    """A verb that a document names is one, and so is each option behind it."""
    for words in _commands(path):
        verb = next(w for w in (words[2:] if words[0] == "-C" else words) if w != "-C")
        assert verb in VERBS or verb.startswith("-"), words
        for word in words:
            if re.match(r"--[a-z]", word) and verb in VERBS:
                assert word.partition("=")[0] in _options(verb), words
    everything = OF_OTHERS.union(*map(_options, VERBS))
    for code in CODE.findall(_prose(path)):
        if re.match(r"--[a-z]", code):
            assert code.split()[0].rstrip("…") in everything, code


@each_document
def test_targets_and_measurements_are_there(path: Path) -> None:
    """`make X` has a rule, and `python -m benchmarks.x` a module."""
    text = path.read_text(encoding="utf-8")
    rules = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"(?:`|^)make ([a-z-]+)", text, re.MULTILINE):
        assert f"\n{target}:" in rules, target
    for module in re.findall(r"python -m ((?:benchmarks|kg|tests)[.\w]*)", text):
        end = module.replace(".", "/")
        assert (ROOT / f"{end}.py").exists() or (ROOT / end / "__main__.py").exists(), module


@each_document
def test_terms_are_declared(path: Path) -> None:
    """A term of ours that a document names stands in the ontology, in use or out of it."""
    declared = (ROOT / "ontology" / "tiptrace.ttl").read_text(encoding="utf-8")
    for line in path.read_text(encoding="utf-8").split("\n"):
        for term in () if MISTAKEN.search(line) else re.findall(r"\btt:[A-Za-z]\w*", line):
            assert term in INVENTED or re.search(rf"^{term} ", declared, re.MULTILINE), term


@each_document
def test_a_name_stands_in_the_file_that_is_said_to_have_it(path: Path) -> None:
    """Of `name` (`file.py`) and `name` of `file.py` the file has the name."""
    said = re.findall(r"`(\w+)`(?: \(| of | in )`([\w./-]+\.(?:py|js|toml|yaml))`", _prose(path))
    for name, file in said:
        places = [ROOT / place[1:] for place in _files() if place.endswith(f"/{file}")]
        assert any(re.search(rf"\b{name}\b", place.read_text("utf-8")) for place in places), (
            f"{file} has no {name}"
        )


def test_comments_lead_to_files_that_are_there() -> None:
    """So do code, scripts, styles, queries and settings that name a file by its whole path."""
    kinds = (".py", ".js", ".css", ".html", ".rq", ".ttl", ".toml", ".conf", ".service")
    files = (file for file in _files() if not file.startswith("/tests/"))  # they make files up
    paths = [ROOT / file[1:] for file in files if file.endswith(kinds)]
    paths += [ROOT / name for name in ("Makefile", "pyproject.toml", "constraints.txt")]
    named = re.compile(r"(?<![\w/.])(?:kg|benchmarks|docs|deploy|ontology)/[\w/.-]+\.(?:py|md)\b")
    lost = {
        (_named(path), name)
        for path in paths
        for name in named.findall(path.read_text(encoding="utf-8"))
        if not (ROOT / name).exists()
    }
    assert lost == set()


@cache
def _words() -> frozenset[str]:
    """Return all words of code, queries, templates and data of the repository."""
    kinds = (".py", ".rq", ".html", ".js", ".ttl", ".toml", ".yaml", ".po", ".json")
    paths = (ROOT / file[1:] for file in _files() if file.endswith(kinds))
    itself = Path(__file__).resolve()
    return frozenset[str]().union(
        *(re.findall(r"\w+", path.read_text("utf-8")) for path in paths if path != itself)
    )


@each_document
def test_names_of_code_occur_in_it(path: Path) -> None:
    """A name such as `PageKind`, `LATE_ASSETS` or `build_site` that a document has is in use."""
    for code in CODE.findall(_prose(path)):
        name = re.fullmatch(r"(?:\w+\.)?(_?[A-Za-z]+(?:_[A-Za-z]+)+|(?:[A-Z][a-z]+){2,})", code)
        assert name is None or name[1] in _words() | NAMES_OF_OTHERS, code


def test_every_code_of_a_problem_is_explained() -> None:
    """A code that `kg` may print, such as BIB001, is told with the settings or where it occurs."""
    names = ("settings.md", "collections.md", "serving.md")
    told = "".join((ROOT / "docs" / name).read_text(encoding="utf-8") for name in names)
    nodes = (n for p in (ROOT / "kg").rglob("*.py") for n in ast.walk(ast.parse(p.read_text())))
    texts = {str(node.value) for node in nodes if isinstance(node, ast.Constant)}
    codes = {text for text in texts if re.fullmatch(r"[A-Z]{3,4}[0-9]{3}", text)}
    assert {code for code in codes if not re.search(rf"\b{code}\b", told)} == set()


def _read(name: str) -> Any:
    text = (ROOT / "data" / name).read_text(encoding="utf-8")
    return yaml.load(text, yaml.CSafeLoader)


def _some(records: list[Any], field: str) -> Counter[Any]:
    """Return how many records have each value of a field."""
    return Counter(record.get(field) for record in records)


def _told(*figures: str) -> list[bool]:
    """Return whether each of these stands in the README of the data."""
    readme = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    return [figure in readme for figure in figures]


def test_the_readme_of_the_data_counts_claims_right() -> None:
    """The figures of claims and their evidence lines move with each reading."""
    files = [_read(f"claims/{path.name}") for path in (ROOT / "data" / "claims").glob("*.yaml")]
    claims = [claim for file in files for claim in file["claims"]]
    lines = [line for claim in claims for line in claim.get("evidence", ())]
    kinds, stances, bases = (
        _some(claims, "kind"),
        _some(lines, "stance"),
        _some(lines, "stance_basis"),
    )
    quoted, alone = _some(claims, "quotes")[True], _some(claims, "unsourced")[True]
    assert all(
        _told(
            f"{len(claims)} claims: {kinds['statement']} statements, {kinds['finding']} findings, ",
            f"{kinds['argument']} arguments, {kinds['definition']} definitions, ",
            f"{quoted} quotations; {alone} unsourced",
            f"| {len(lines)}: {stances['supports']} support, {stances['illustrates']} illustrate, ",
            f"; {bases['stated']} stated, {bases['read']} our reading; ",
        )
    )


def test_the_readme_of_the_data_counts_the_rest_right() -> None:
    """So do those of debates, of what holds today, and of companions."""
    debates = _read("debates.yaml")["debates"]
    positions = [position for debate in debates for position in debate["positions"]]
    sides = _some(positions, "stance")
    checks = [subject.get("checks", []) for subject in _read("currency.yaml")["subjects"]]
    names = [path.name for path in (ROOT / "data" / "companions").glob("*.yaml")]
    theirs = [claim for name in names for claim in _read(f"companions/{name}").get("claims", ())]
    checked, bearing = sum(map(bool, checks)), sum(len(it.get("bears", ())) for it in theirs)
    assert all(
        _told(
            f"{len(debates)} debates, {len(positions)} positions ({sides['qualifies']} qualify, ",
            f"{sides['supports']} support, {sides['disputes']} dispute, ",
            f"{len(checks)} subjects, {checked} of them checked, {sum(map(len, checks))} checks",
            f"| {len(theirs)} claims, ",
            f"{bearing} bearings",
        )
    )


# What `queries/examples/` holds had three names once: examples, named queries and questions.
NAMED_OTHERWISE = re.compile(
    r"named quer(?:y|ies)\b|\bexample(?:'s)? (?:quer|question)", re.IGNORECASE
)


@pytest.mark.parametrize("folder", ["docs", "kg", "site", "queries", "data", "."])
def test_what_people_ask_is_called_a_question_everywhere(folder: str) -> None:
    """One word, one meaning: on the command line, in the service, on the site and in documents."""
    kinds = {".html", ".md", ".py", ".rq", ".js", ".toml"}
    found = (ROOT / folder).glob("*" if folder == "." else "**/*")
    paths = [one for one in found if one.suffix in kinds and one.name != "CHANGELOG.md"]
    assert paths
    texts = ((path, path.read_text(encoding="utf-8")) for path in paths if path.is_file())
    assert [_named(path) for path, text in texts if NAMED_OTHERWISE.search(text)] == []


def test_a_field_that_documents_show_is_written_as_the_code_takes_it() -> None:
    """What stands in `Says(…)` has its form: a term, and whether the words are ours."""
    shown = [call for path in DOCUMENTS for call in SHOWN.findall(path.read_text("utf-8"))]
    calls = [ast.parse(text, mode="eval").body for text in shown]
    assert len(calls) > 1
    for text, call in zip(shown, calls, strict=True):
        assert isinstance(call, ast.Call)
        taken = inspect.signature(Says).bind(
            *map(ast.literal_eval, call.args),
            **{str(one.arg): ast.literal_eval(one.value) for one in call.keywords},
        )
        assert isinstance(taken.arguments.get("ours", False), bool), text
