"""A review as it is → a release: one folder that can be cited, kept, and held against the next."""
