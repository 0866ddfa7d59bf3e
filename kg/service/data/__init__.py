"""The data: where they come from, loading, reloading, and sending them elsewhere."""
