"""Values → graph: terms, IRIs, quads, the store, the queries over it and the checks of it."""
