"""Sheets of effects → drafts: `effects.py` makes them, of what the others read in a row."""
