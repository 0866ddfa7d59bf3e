"""Files of other programs → what a project is made of: references, and the text of the review."""
