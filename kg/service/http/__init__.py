"""What speaks HTTP: requests, replies, formats, limits, problems."""
