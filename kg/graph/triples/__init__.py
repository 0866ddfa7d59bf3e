"""Records → triples. Each `triples_for_…` function takes a value and yields what it says."""
