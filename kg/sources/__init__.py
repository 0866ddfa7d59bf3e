"""Files → values: readers that return what a file holds and every problem found in it."""
