"""A table → a sheet: rows of one study each, columns whose meaning is known, places in the text.

`sheets.py` makes it; what turns tables of other forms into one with a row for each study stands
beside it (`turning.py`, `cards.py`, `armrows.py`, `magic.py`), and so does what a row is called by.
"""
