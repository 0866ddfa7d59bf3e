"""Cells of a table → numbers, words of judgement, risks: as they are printed, or nothing."""
