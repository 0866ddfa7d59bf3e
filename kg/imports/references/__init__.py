"""Reference files of other programs → `data/references.bib`.

Each of the `readers` (`risfiles`, …) makes works of a file; `mending` looks at their values,
`doubles` says which are one, `keys` names them, `joining` puts them to what is there and `library`
writes the file, every other byte kept.
"""

from kg.imports.references.importing import (
    NO_REFERENCES,
    ReferenceOptions,
    import_references,
    read_file,
)
from kg.imports.references.kinds import kind_of_references

__all__ = [
    "NO_REFERENCES",
    "ReferenceOptions",
    "import_references",
    "kind_of_references",
    "read_file",
]
