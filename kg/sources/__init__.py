"""Files → values: readers that return what a file holds and every problem found in it.

`reading.py` is the way in: a project folder → `Sources`, with the place of each record. Its rooms:

* `folder`: the folder of a project, its files, its settings, and changes of several files at once.
* `yaml` and `bibtex`: one file → records or references, with their lines; `latex`: what a text in
  LaTeX defines for itself.
* `places`: the text of a review, and places in it; `moving`: where they stand in an edited text.
* `citations`: what cites in a text, and which work; `mentions.py` holds that against the records,
  `mentiondrafts.py` drafts them.
* `tabled`: tables of a text → drafts of studies, effects and judgements.
* `wording`: statements held against their passages; `proof.py`: all that a text can prove.
"""
