"""YAML → records: values with their lines, and what is wrong with them."""
