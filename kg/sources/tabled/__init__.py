"""The tables of a text → drafts of studies, effects and judgements.

`drafting.py` does all of it for a project. Its rooms, from below:

* `cells`: what a cell says: numbers, risks, words of judgement.
* `headings`: what the columns hold.
* `sheets`: a table with a row for each study, in whatever form it was printed.
* `records`: drafts of studies, judgements and the flow of a search.
* `effects`: drafts of effects, of studies and of what is pooled.
"""
