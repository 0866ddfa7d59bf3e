"""The process that `renderers.py` starts: it renders the pages of a site."""

import sys
from pathlib import Path

from kg.outputs.site.renderers import serve_pages

sys.exit(serve_pages(Path(sys.argv[1])))
