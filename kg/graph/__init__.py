"""Values → graph: terms, IRIs, quads, the store, the queries over it and the checks of it.

`quads.py` is the way in: `Sources` → quads in named graphs. `triples` has a module for each kind of
record; `iris.py` and `naming.py` name them, `vocab.py` has the terms. Labels: `heard.py` has what
records say, `labelling.py` what may be asked of it, `recordwords.py` how each kind of record is
called, and `recordlabels.py` calls them so. `metadata.py` says what a build says of itself.
`store.py` keeps a dataset, `queries.py` asks it, `checks.py` and `shapes.py` hold it to its rules.
What a preview does not make anew at each change is in `kept.py`, `keptlabels.py` and `layers.py`.
"""
