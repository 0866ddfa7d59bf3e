"""A reader for each format of references; each makes works of a file."""
