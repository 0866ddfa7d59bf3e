"""What runs in the child processes: a query, its answer, and the walls around both."""
