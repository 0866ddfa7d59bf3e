"""What is proved: a folder a room of `kg`, and the programs that the tests use."""
