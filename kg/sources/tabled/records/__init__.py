"""Sheets → drafts of studies, of judgements and of a search; `desk.py` has what all of them use."""
