"""The tables of a text → drafts of studies, effects and judgements.

`columns.py` says what a heading means, `numbers.py` and `judging.py` read cells, `passages.py`
finds the row in the text and `naming.py` the study of a row; `characteristics.py`, `effects.py`
and `appraisals.py` make the records, and `drafting.py` does all of it for a project.
"""
