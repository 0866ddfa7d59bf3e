from __future__ import annotations

import asyncio
import re
import signal
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from kg.errors import KgError
from kg.pipeline import build_project
from kg.service.data.capacity import BYTES_A_QUAD
from kg.service.data.catalogue import Catalogue, describe_default_graph
from kg.service.data.holder import hold_files
from kg.service.data.holding import may_fit
from kg.service.data.origins import BuildOrigin, EngineOrigin, FilesOrigin
from kg.service.data.reading import LoadError
from kg.service.data.rewriting import Rewriting
from kg.service.data.sharing import name_extra
from kg.service.data.spare import describe_end
from kg.service.worker.wire import WorkerConfig
from kg.sources.folder.project import Project, load_project
from kg.sources.folder.settings import FILE
from kg.timings import Timings

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def _in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have nobody wait until other tests leave a processor idle."""
    monkeypatch.setattr("kg.service.data.beside.NICEST", 0)


def test_a_build_is_described_by_its_manifest(tmp_path: Path, build: Callable[..., None]) -> None:
    """Digest, base, graphs, queries and site are the build's."""
    build(tmp_path, "a" * 64)
    catalogue = asyncio.run(BuildOrigin(tmp_path, WorkerConfig()).load())
    assert (catalogue.digest, catalogue.title) == ("a" * 64, "Tea")
    assert set(catalogue.queries) == {"all", "by-code", "one"}
    assert catalogue.site is not None
    assert catalogue.worker.store.endswith("store")


def test_a_state_is_also_what_a_build_says_of_itself(tiny_project: Project) -> None:
    """Its digest is that of the data: with another contact answers on the dataset are others."""
    found = []
    for contact in ("a@example.org", "b@example.org", "b@example.org"):
        text = re.sub("contact = .*\n", "", (tiny_project.folder / FILE).read_text())
        (tiny_project.folder / FILE).write_text(f'contact = "{contact}"\n{text}')
        build_project(load_project(tiny_project.folder), Timings())
        catalogue = asyncio.run(BuildOrigin(tiny_project.folder, WorkerConfig()).load())
        found.append((catalogue.digest, catalogue.state))
    assert len({digest for digest, _ in found}) == 1
    assert found[1] == found[2]
    assert found[0] != found[1]


def test_counts_are_kept_beside_the_builds_by_their_data(
    tmp_path: Path, build: Callable[..., None]
) -> None:
    """Each build has a folder of its own; none is kept where an engine may change unseen."""
    folders = []
    for digest in ("a" * 64, "b" * 64):
        build(tmp_path, digest)
        catalogue = asyncio.run(BuildOrigin(tmp_path, WorkerConfig()).load())
        folders.append(Path(catalogue.worker.counts))
        assert catalogue.scratch is None
    assert folders[0] != folders[1]
    assert {folder.parent for folder in folders} == {tmp_path / "build" / "counts"}


def test_counts_are_kept_for_now_where_the_project_cannot_be_written_to(
    tmp_path: Path, build: Callable[..., None]
) -> None:
    """Neither into what is no folder, nor through a link that leads elsewhere."""
    build(tmp_path, "a" * 64)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for spoil in (lambda path: path.touch(), lambda path: path.symlink_to(elsewhere)):
        spoil(tmp_path / "build" / "counts")
        catalogue = asyncio.run(BuildOrigin(tmp_path, WorkerConfig()).load())
        (tmp_path / "build" / "counts").unlink()
        assert catalogue.scratch is not None
        assert Path(catalogue.worker.counts).is_relative_to(catalogue.scratch.folder)
        catalogue.discard()


def test_the_fingerprint_follows_the_link(tmp_path: Path, build: Callable[..., None]) -> None:
    """A new build has another one, an unchanged build the same."""
    origin = BuildOrigin(tmp_path, WorkerConfig())
    build(tmp_path, "a" * 64)
    first = origin.fingerprint()
    assert origin.fingerprint() == first
    build(tmp_path, "b" * 64)
    assert origin.fingerprint() != first


def test_without_a_build_the_message_says_what_to_do(tmp_path: Path) -> None:
    """Run kg build first."""
    with pytest.raises(KgError, match="kg build"):
        asyncio.run(BuildOrigin(tmp_path, WorkerConfig()).load())


def test_files_are_loaded_and_their_store_removed(tmp_path: Path) -> None:
    """The digest is of what is in them; giving the catalogue up removes the store."""
    path = tmp_path / "a.ttl"
    path.write_text("<x:a> <x:b> <x:c> .")
    origin = FilesOrigin([path], WorkerConfig(base="http://e/"))
    first, second = asyncio.run(origin.load()), asyncio.run(origin.load())
    assert first.digest == second.digest
    assert first.graphs == {"": 1}
    assert Path(first.worker.counts).is_relative_to(first.scratch.folder)
    assert Path(first.worker.store).exists()
    for catalogue in (first, second):
        catalogue.discard()
        assert not Path(catalogue.worker.store).exists()


def test_a_broken_file_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line says where; the temporary folder is gone."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    path = tmp_path / "a.ttl"
    path.write_text("<x:a> <x:b>")
    with pytest.raises(KgError, match="LOAD"):
        asyncio.run(FilesOrigin([path], WorkerConfig()).load())
    assert not list(tmp_path.glob("kg-serve-*"))


def test_a_file_that_ends_the_loading_process_is_named(tmp_path: Path) -> None:
    """The engine's parser runs out of stack; one line tells of which file, and what to do."""
    good, bad = tmp_path / "a.ttl", tmp_path / "b.ttl"
    good.write_text("<x:a> <x:b> <x:c> .")
    bad.write_text(DEEP)
    with pytest.raises(KgError) as caught:
        asyncio.run(FilesOrigin([good, bad], WorkerConfig()).load())
    assert str(caught.value).startswith(f"{bad}:1:1: LOAD004 ")
    assert "\n" not in str(caught.value)


def test_a_process_that_was_told_to_end_says_so() -> None:
    """Only what the system ended, for want of memory or stack, is too much for it."""
    assert describe_end(-signal.SIGTERM, b"a.nq\n", b"") == "loading them was ended from outside"
    assert describe_end(-signal.SIGKILL, b"a.nq\n", b"").startswith("a.nq:1:1: LOAD004 ")


DEEP = "<x:a> <x:b> " + "<<( <x:a> <x:b> " * 200_000 + "1" + " )>>" * 200_000 + " ."
SETTINGS = WorkerConfig(base="http://e/", in_memory=True)
QUADS = "<x:a> <x:b> <x:c> <x:g> .\n<x:a> <x:b> <x:c> <x:h> .\n<x:a> <x:b> <x:d> <x:h> .\n"


def is_laid(catalogue: Catalogue) -> bool:
    """Tell whether there is a store on disk."""
    return Path(catalogue.worker.store).exists()


async def give_up(catalogue: Catalogue) -> None:
    """Give a catalogue up, and wait for the end of who held its data."""
    catalogue.discard()
    assert catalogue.server is not None
    await catalogue.server.wait()


async def settle(catalogue: Catalogue) -> None:
    """Wait until there is a store on disk, or it is known that there will be none."""
    assert catalogue.spare is not None
    assert catalogue.spare._task is not None
    await catalogue.spare._task


@pytest.mark.parametrize("default_graph", ["union", "merged", "own"])
def test_files_are_held_in_memory_and_laid_on_disk_meanwhile(
    tmp_path: Path, default_graph: str
) -> None:
    """What is known of them is the same; all of it ends when the catalogue is given up."""
    path = tmp_path / "a.nq"
    path.write_text(QUADS)

    async def load() -> None:
        laid = await FilesOrigin([path], WorkerConfig(base="http://e/"), default_graph).load()
        held = await FilesOrigin([path], SETTINGS, default_graph).load()
        assert not is_laid(held)
        assert held.server is not None
        assert held.server.open
        assert laid.server is None
        assert (held.digest, held.graphs, held.union) == (laid.digest, laid.graphs, laid.union)
        assert held.worker.union == laid.worker.union == (default_graph == "union")
        assert (held.worker.shared is not None) == (laid.worker.shared is not None)
        await settle(held)
        stores = [ox.Store.read_only(one.worker.store) for one in (held, laid)]
        assert len(stores[0]) == len(stores[1])
        if held.worker.shared is not None:
            assert len(ox.Store.read_only(held.worker.shared.folder)) == 3
        laid.discard()
        await give_up(held)
        assert not held.server.open
        assert not is_laid(held)

    asyncio.run(load())


def test_files_that_changed_meanwhile_are_not_laid_on_disk(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Else other data would be served, should the process that holds them end."""
    path = tmp_path / "a.nq"
    path.write_text(QUADS)

    async def load() -> None:
        catalogue = await FilesOrigin([path], SETTINGS).load()
        path.write_text("<x:a> <x:b> <x:e> .")
        await settle(catalogue)
        assert not is_laid(catalogue)
        await give_up(catalogue)

    asyncio.run(load())
    assert "in memory only: a file was changed since" in capfd.readouterr().err


def test_files_that_may_not_fit_are_laid_on_disk_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lines of a file tell how many triples it has; who has no room for them begins nothing."""
    path = tmp_path / "a.nq"
    path.write_text(QUADS)
    for share, fits in ((BYTES_A_QUAD * 4, True), (BYTES_A_QUAD * 3, False)):
        monkeypatch.setattr("kg.service.data.capacity.measure_share", lambda share=share: share)
        assert may_fit([path]) == fits
    catalogue = asyncio.run(FilesOrigin([path], SETTINGS).load())
    assert catalogue.server is None
    assert Path(catalogue.worker.store).exists()
    catalogue.discard()


async def await_writing(catalogue: Catalogue) -> Rewriting:
    """Wait until a store has been written anew, or it is known that it will not be."""
    assert catalogue.rewriting is not None
    await asyncio.wait([catalogue.rewriting._task])
    return catalogue.rewriting


@pytest.fixture
def origin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FilesOrigin:
    """Return the origin of a file that does not fit into memory."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("kg.service.data.origins.fits_memory", lambda _: False)
    path = tmp_path / "a.nq"
    path.write_text(QUADS)
    return FilesOrigin([path], WorkerConfig(base="http://e/"))


def keep_count(catalogue: Catalogue) -> None:
    """Leave a table of counts, as workers do."""
    counts = Path(catalogue.worker.counts)
    counts.mkdir(parents=True)
    (counts / "table").write_text("counted")


def test_a_store_is_written_anew_while_it_is_asked(origin: FilesOrigin, tmp_path: Path) -> None:
    """It is taken once, with what was counted; nothing is left of either in the end."""

    async def load() -> None:
        first = await origin.load()
        old = origin.fingerprint()
        keep_count(first)
        await await_writing(first)
        assert origin.fingerprint() != old
        second = await origin.load()
        assert second.rewriting is None
        assert second.worker.store != first.worker.store
        assert (Path(second.worker.counts) / "table").read_text() == "counted"
        assert (second.digest, second.graphs) == (first.digest, first.graphs)
        first.discard()
        assert second.worker.shared is not None
        stores = [second.worker.store, second.worker.shared.folder]
        assert [len(ox.Store.read_only(store)) for store in stores] == [2, 3]
        second.discard()

    asyncio.run(load())
    assert not [*tmp_path.glob("kg-serve-*")]


def test_what_is_asked_for_is_read_anew(origin: FilesOrigin, tmp_path: Path) -> None:
    """Though the store of the old data be ready; of it nothing is left, and nothing is new."""

    async def load() -> None:
        first = await origin.load()
        await await_writing(first)
        (tmp_path / "a.nq").write_text(QUADS * 2 + "<x:a> <x:b> <x:e> <x:h> .")
        before = origin.fingerprint()
        second = await origin.load(asked=True)
        assert second.digest != first.digest
        assert origin.fingerprint() == before
        first.discard()
        second.discard()
        await await_writing(second)

    asyncio.run(load())
    assert not [*tmp_path.glob("kg-serve-*")]


def test_a_store_that_cannot_be_written_anew_stays_as_it_is(
    origin: FilesOrigin, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """The operator is told; queries go on."""

    async def load() -> None:
        catalogue = await origin.load()
        name_extra(Path(catalogue.worker.store)).write_text("no quad")
        await await_writing(catalogue)
        assert not origin.fingerprint()
        assert catalogue.rewriting is not None
        assert not catalogue.rewriting.ready
        assert len(ox.Store.read_only(catalogue.worker.store)) == 2
        catalogue.discard()

    asyncio.run(load())
    assert not [*tmp_path.glob("kg-serve-*")]
    assert "read as it was loaded, and not faster: " in capfd.readouterr().err


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        pytest.param("a.ttl", "<x:a> <x:b> c .", ":1:13: LOAD002", id="syntax"),
        pytest.param("a.txt", "", "LOAD001", id="ending"),
        pytest.param("a.nt", None, "LOAD003", id="absent"),
        pytest.param("a.ttl", DEEP, "LOAD004", id="deep"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_held_is_told_in_one_line(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], name: str, content: str | None, words: str
) -> None:
    """As where it is laid on disk, and nothing else is said."""
    path = tmp_path / name
    if content is not None:
        path.write_text(content)
    with pytest.raises(KgError, match=words) as caught:
        asyncio.run(FilesOrigin([path], SETTINGS).load())
    assert str(caught.value).startswith(f"{path}:")
    assert "\n" not in str(caught.value)
    assert not capfd.readouterr().err


def test_what_memory_lacks_is_left_to_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is said of a file that may fit there; of any other fault the line is."""
    for cause, told in ((MemoryError(), b""), (SyntaxError(), b'{"fault":"a line"}\n')):

        def fail(*_: object, cause: Exception = cause) -> None:
            raise LoadError("a line") from cause

        monkeypatch.setattr("kg.service.data.holder.read_files", fail)
        ours, theirs = socket.socketpair()
        with ours, theirs:
            with pytest.raises(SystemExit):
                hold_files(theirs, WorkerConfig(store=str(tmp_path / "store")))
            theirs.close()
            assert ours.recv(1000) == told


@pytest.mark.parametrize(
    ("default_graph", "asks_union", "said"),
    [("union", True, "the union of all graphs"), ("own", False, "asks the 1 triples that stand")],
)
def test_the_default_graph_is_chosen_and_said(
    tmp_path: Path, default_graph: str, asks_union: bool, said: str
) -> None:  # fmt: skip
    """One more triple in a file changes nothing of what a query means."""
    path = tmp_path / "a.trig"
    path.write_text("<x:a> <x:b> <x:c> . <x:g> { <x:a> <x:b> <x:d> }")
    catalogue = asyncio.run(FilesOrigin([path], WorkerConfig(), default_graph).load())
    assert (catalogue.union, catalogue.worker.union) == (asks_union, asks_union)
    assert said in describe_default_graph(catalogue)
    catalogue.discard()


def test_of_an_engine_nothing_is_known() -> None:
    """No digest means no tags: its data may change at any time."""
    catalogue = asyncio.run(EngineOrigin("http://e/sparql", WorkerConfig()).load())
    assert catalogue.digest == ""
    assert catalogue.worker.engine == "http://e/sparql"
