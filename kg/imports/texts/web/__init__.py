"""Web pages, and the articles that journals and archives show on them."""
