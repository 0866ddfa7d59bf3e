"""Two states of a review → what differs between them, by meaning, and what that touches."""
