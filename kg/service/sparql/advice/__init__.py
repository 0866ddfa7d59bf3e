"""What whoever asked should know beside an answer: `adviser` asks the others."""
