"""The verbs of the command line, a module each: arguments in, one job done, exit status out."""
