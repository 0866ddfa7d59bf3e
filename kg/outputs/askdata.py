"""The dataset → one classic script for the page that asks the graph in the browser.

A page opened from disk may not fetch a file, but it may load a script. So the dataset travels as a
script that holds the gzipped N-Quads in base64; `static/sparql.js` unpacks it.
"""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Mapping


def render_dataset_script(
    nquads: bytes, base: str, addresses: Mapping[str, str], prefixes: Mapping[str, str]
) -> str:
    """Return a script that sets `tiptraceDataset`.

    `addresses` gives the page of each kind of record below `base`, such as `tips/{}.html`;
    `prefixes` are those that the page offers when a query forgets one.
    """
    # mtime=0: gzip would write the moment of the build into the file.
    packed = base64.b64encode(gzip.compress(nquads, compresslevel=6, mtime=0)).decode("ascii")
    data = {
        "base": base,
        "addresses": dict(sorted(addresses.items())),
        "prefixes": dict(sorted(prefixes.items())),
        "statements": nquads.count(b"\n"),
        "nquads": packed,
    }
    return f"window.tiptraceDataset={json.dumps(data, separators=(',', ':'))};\n"
