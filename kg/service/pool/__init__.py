"""Who runs a query: the worker processes, seen from the server."""
