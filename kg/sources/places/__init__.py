"""The text of a review, and places in it: passages, spans, pages."""
