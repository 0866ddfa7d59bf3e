"""Dates of RIS, which has the parts of one between slashes, in several tags."""

from __future__ import annotations

import re

from kg.imports.references.readers.tagged import TaggedRecord
from kg.imports.references.works import Work
from kg.model.dates import Dated, parse_date

_MONTH = re.compile(r"0?[1-9]|1[0-2]")


def put_dates(work: Work, record: TaggedRecord) -> None:
    """Set the date: `2005/07/12/`, where parts may be empty, or what else stands there."""
    year, day = record.first("PY", "Y1", "YR").strip(), record.first("DA").strip()
    of_issue, _, rest = year.partition("/")
    # Publishers give the day on which it stood online first; texts cite the year of the issue.
    days = [day, f"{day}, {of_issue}", year] if day else [year]
    found = [parsed for text in days if (parsed := _dated(text))]
    known = next((one for one in found if one.edtf.startswith(of_issue) and "-" in one.edtf), None)
    if known is not None:
        work.put("date", known.edtf)
    elif re.fullmatch(r"\d{4}", of_issue) and not re.fullmatch(r"\d{4}", rest):
        work.put("year", of_issue)
    else:
        work.put("year", year.strip("/") or day.strip("/"))
    if day and not any(_dated(text) in found for text in days[:2]):
        work.put("ris-da", day)
    seen = record.first("Y2").strip()
    # Rayyan has the month of the issue there, as a number alone.
    if _MONTH.fullmatch(seen):
        if known is None and re.fullmatch(r"\d{4}", of_issue):
            work.put("month", str(int(seen)))
    else:
        work.put("urldate", _seen_on(seen))


def _dated(text: str) -> Dated | None:
    """Return the date of `2005/07/12/`, where parts may be empty, or of what else stands there."""
    match = re.fullmatch(r"(\d{4})(?:[/-](\d{1,2}))?(?:[/-](\d{1,2}))?(?:/ *)*(?:undefined)?", text)
    whole = re.fullmatch(r"(\d{4})/(\d{0,2})/(\d{0,2})/(?P<said>\D.*|\d{1,2}\D.*)", text)
    found = match or whole  # `2011/03/05/Spring`, and `2011///Spring`
    parts = [f"{int(part):02d}" for part in found.groups()[:3] if part] if found else []
    if whole and len(parts) == 1:
        return parse_date(f"{whole['said']} {whole[1]}") or parse_date(whole[1])
    return parse_date("-".join(parts) or text)


def _seen_on(text: str) -> str:
    """Return the day of `2020/01/02/10:00:00`, or as much of it as there is; else the text."""
    match = re.match(r"(\d{4})(?:/(\d{1,2})(?:/(\d{1,2}))?)?(?=/|$)", text)
    if match is None:
        return text
    return "-".join((match[1], *(f"{int(part):02d}" for part in match.groups()[1:] if part)))
