"""Graph → files: dumps, tables, site. Each is rendered from queries over one dataset.

`context.py` has what several of them are made from, `writing.py` writes all of them, `addresses.py`
says where each record is shown. The rooms: `site` makes the pages (`searchindex.py` and its
neighbours what is searched, `askdata.py` what the page on SPARQL asks), `pictures` what is drawn,
`tables` the tables, `bibliography` the annotated bibliography, `references` BibTeX, RIS and
CSL-JSON, `documents` Word, LaTeX and Markdown of any content. Beside them: `dumps.py`,
`downloads.py`, `crate.py` and `nanopubs.py`, for who takes the dataset away.
"""
