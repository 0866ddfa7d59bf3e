"""Citations in a text: where they stand and which references they may mean.

`finding.find_citations` is the way in: a text, the style of a review and its works → citations with
spans. It is a pure function; a module for each style does the reading.
"""
