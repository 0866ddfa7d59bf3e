"""Workers share what is made once."""

from __future__ import annotations

import pytest

from tests.sharing import make_once

pytestmark = pytest.mark.slow

_FILE = """
import os
from tests.sharing import make_once

def test_it(tmp_path_factory, worker):
    folder = make_once(tmp_path_factory, "shared", lambda part: (part / str(os.getpid())).touch())
    assert len(list(folder.iterdir())) == 1
    print("made in", folder)
"""
_GROUP = """
import os
import pytest

@pytest.mark.xdist_group("dear")
@pytest.mark.parametrize("number", range(6))
def test_it(number):
    print("run in", os.getpid())
"""
_TWICE = """
import pytest

@pytest.fixture(params=["one", "two", "three"])
def worker(request):
    return request.param
"""


@pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["alone", "workers"])
def test_a_folder_is_made_once(workers: tuple[str, ...], pytester: pytest.Pytester) -> None:
    """Whoever asks, in whichever process, gets the folder that the first has made."""
    pytester.makeconftest(_TWICE)
    pytester.makepyfile(_FILE)
    run = pytester.runpytest_inprocess("-rP", *workers)
    run.assert_outcomes(passed=3)
    assert len({line for line in run.outlines if line.startswith("made in")}) == 1


def test_what_was_not_made_is_not_there(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Half a folder is seen by nobody; the next one makes it whole."""

    def fail(_: object) -> None:
        raise RuntimeError("no")

    with pytest.raises(RuntimeError, match="no"):
        make_once(tmp_path_factory, "half", fail)
    folder = make_once(tmp_path_factory, "half", lambda part: (part / "whole").touch())
    assert [path.name for path in folder.iterdir()] == ["whole"]


def test_a_group_stays_in_one_worker(pytester: pytest.Pytester) -> None:
    """What is dear to set up is set up once; a pytest that breaks this for xdist says nothing."""
    pytester.makepyfile(_GROUP)
    run = pytester.runpytest_inprocess("-rP", "-n", "2", "--dist", "loadgroup")
    run.assert_outcomes(passed=6)
    assert len({line for line in run.outlines if line.startswith("run in")}) == 1
