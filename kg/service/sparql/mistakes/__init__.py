"""Why a query cannot be read, in words: `explaining` asks the others."""
