"""What answers a request: an address, a module or more."""
