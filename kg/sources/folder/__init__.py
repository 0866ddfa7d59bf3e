"""The folder of a project: its files and settings, and what stands where."""
