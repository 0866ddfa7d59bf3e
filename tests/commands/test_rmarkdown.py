"""An R Markdown review with a library of RIS that has no keys, by the command line alone."""

from __future__ import annotations

import re
from pathlib import Path

from tests.commands.conftest import Run

TEXT = """---
title: "Sleep after night shifts"
bibliography: refs.ris
---

```{r, include=FALSE}
file.create("ran")
```

# Introduction

Night work harms sleep [@Smith_Doe_2011; @jones_2015]. @smithNightWork2011 counted `r n` studies;
the first is older [see @garciaDay2009, p. 4].[^1] It is a book [@17], [17] pages long.

# References

[^1]: But see [@pots].
"""
RIS = """TY  - JOUR
AU  - Smith, Jane
AU  - Doe, John
TI  - Night work and sleep
JO  - Journal of Sleep
PY  - 2011
ER  -\x20

TY  - JOUR
ID  - jones_2015
AU  - Jones, Mary
TI  - Naps of nurses
T2  - Nursing Today
PY  - 2015/03/01/
ER  -\x20

TY  - BOOK
ID  - 17
U1  - 1234
AU  - García, Luis
TI  - A history of the night shift
PB  - Pot Press
PY  - 2009
ER  -\x20

TY  - BOOK
LB  - pots
AU  - Lee, Kim
TI  - Pots
PB  - Pot Press
PY  - 2010
ER  -\x20
"""


def test_references_first_and_the_text_after_them(kg: Run, tmp_path: Path) -> None:
    """Whatever comes first, the example makes way, citations lead to works, and a site is built."""
    folder = tmp_path / "mine"
    kg("new", folder)
    (tmp_path / "review.Rmd").write_text(TEXT)
    (tmp_path / "refs.ris").write_text(RIS)
    assert "4 came" in kg("import", "refs.ris", "-C", folder).stdout
    told = kg("import", "review.Rmd", "-C", folder).stdout
    assert "1 block of r code: not run" in told
    assert not (tmp_path / "ran").exists()
    assert "6 citations in 5 groups, by keys or identifiers (style: doi)" in told
    assert "5 new records written, 0 kept as they are, 0 excluded, 1 open" in told
    library = (folder / "data" / "references.bib").read_text()
    assert re.findall(r"@\w+\{(.*),", library) == ["garcia2009", "jones_2015", "pots", "smith2011"]
    done = kg("mentions", "-C", folder)
    assert "'garciaDay2009' leads to no reference, and may be garcia2009" in done.stdout
    assert "  ids = {@17}" in library  # what pandoc calls a record of RIS by
    (folder / "data" / "references.bib").write_text(
        library.replace("ids = {@17}", "ids = {@17, garciaDay2009}")
    )
    assert "1 new record written, 5 kept" in kg("mentions", "--draft", "-C", folder).stdout
    assert "errors" not in kg("check", "-C", folder).stdout
    assert "no problems found" in kg("verify", folder / "text.txt", "-C", folder).stdout
    assert kg("build", "-C", folder).returncode == 0
    assert (folder / "build" / "current" / "site" / "sources" / "pots.html").is_file()
