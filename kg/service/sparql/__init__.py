"""The protocol and the language, as far as they are read before a query runs."""
