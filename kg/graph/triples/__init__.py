"""Records → triples, a module for each module of `kg.model`, by its name.

Each `triples_for_…` function takes a value and yields what it says.
"""
