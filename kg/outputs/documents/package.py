"""The package of an Office document: a zip whose bytes tell nothing of when it was made."""

from __future__ import annotations

import io
import re
import zipfile

# The first moment that a zip can name; with times of now, no two files would be equal.
_EARLIEST = (1980, 1, 1, 0, 0, 0)
# Not when it was made, either.
_TIMES = re.compile(rb"<dcterms:(created|modified)\b[^>]*>[^<]*</dcterms:\1>")
# XML has no place for these; the checks of sources refuse them, a query of a project may not.
UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def pack_again(content: bytes) -> bytes:
    """Return a package with the same parts, in their order: programs look for the first one."""
    saved = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as parts,
        zipfile.ZipFile(saved, "w") as package,
    ):
        for name in parts.namelist():
            part = parts.read(name)
            if name == "docProps/core.xml":
                part = _TIMES.sub(b"", part)
            package.writestr(zipfile.ZipInfo(name, _EARLIEST), part, zipfile.ZIP_DEFLATED, 6)
    return saved.getvalue()
