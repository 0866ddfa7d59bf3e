"""The process that `press.py` starts: it prints the pages of a site."""

import sys
from pathlib import Path

from kg.outputs.site.press import serve_pages

sys.exit(serve_pages(Path(sys.argv[1])))
