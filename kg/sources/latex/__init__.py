"""Texts in LaTeX: what they define for themselves, said out."""
