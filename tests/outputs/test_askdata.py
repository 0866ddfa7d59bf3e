from __future__ import annotations

import base64
import gzip
import hashlib
import json

from kg.outputs.askdata import render_dataset_script
from kg.resources import resource_folder

_NQUADS = b'<a:s> <a:p> <a:o> <a:g> .\n<a:s> <a:p> "\xc3\xa9" <a:g> .\n'


def _data() -> dict[str, object]:
    text = render_dataset_script(_NQUADS, "a:", {"tips": "tips/{}.html"}, {"tt": "t:"})
    data: dict[str, object] = json.loads(text.removeprefix("window.tiptraceDataset=")[:-2])
    return data


def test_the_dataset_comes_out_as_it_went_in() -> None:
    """The script holds just the dataset's bytes, packed."""
    assert gzip.decompress(base64.b64decode(str(_data()["nquads"]))) == _NQUADS


def test_the_statements_are_counted() -> None:
    """The script says how many statements it holds."""
    assert _data()["statements"] == 2


def test_two_scripts_are_the_same() -> None:
    """No time stands in the script, so the same dataset gives the same bytes."""
    assert _data() == _data()


def test_the_engine_is_the_one_of_its_record() -> None:
    """The engine in the vendored script has the digest that site/vendored.toml tells."""
    folder = resource_folder("site")
    script = (folder / "static/vendor/oxigraph/engine.js").read_text(encoding="utf-8")
    packed = script.rpartition('wasm:"')[2].partition('"')[0]
    digest = hashlib.sha256(gzip.decompress(base64.b64decode(packed))).hexdigest()
    assert f'wasm_sha256 = "{digest}"' in (folder / "vendored.toml").read_text(encoding="utf-8")
