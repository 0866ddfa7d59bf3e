"""The application: what is served now, and who is asked."""
