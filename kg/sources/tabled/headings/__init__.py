"""Headings of a table → what its columns hold: `columns.py` reads them by the words beside it."""
