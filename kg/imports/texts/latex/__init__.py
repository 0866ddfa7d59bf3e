"""LaTeX's tables, said in forms that pandoc reads: `tables` asks the others."""
