"""A text was edited: where each place in it stands now."""
