"""The tool that a table of judgements was made by: the one that there is, or a new one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kg.model import AppraisalDomain, AppraisalTool
from kg.model.appraisals import Judged
from kg.sources.tabled.cells.folding import fold_heading
from kg.sources.tabled.cells.judging import SILENT, KnownTool, fold_judgement, tools_named
from kg.sources.tabled.headings.columns import Column
from kg.sources.tabled.records.desk import Desk, make_record
from kg.sources.tabled.sheets.naming import free_id
from kg.sources.tabled.sheets.sheets import Sheet

_NUMBERED = re.compile(r"(?:d|domain )(?P<number>[1-9])", re.IGNORECASE)

_SENTENCE_ENDS = re.compile(r"(?<=[.;!?])\s+|\n\s*\n")
_DENIED = re.compile(
    r"\b(?:no(?!\.)|not|never|instead of|rather than|without|cannot)\b", re.IGNORECASE
)


def find_name(sheet: Sheet, overall: Column | None, judges: Judged) -> tuple[str, KnownTool | None]:
    """Return the name of the tool: as told, or as the heads of table, column or section say it."""
    told = sheet.told.tool or sheet.tool
    if told and not (judges == "certainty" and sheet.has("overall", "domain")):
        known = [one for _, one in tools_named(told) if one.judges == judges]
        return told, known[0] if known else None
    for text in (overall.heading if overall else "", sheet.table.title, sheet.heading):
        said = _undenied(text)
        found = [(name, one) for name, one in tools_named(said) if one.judges == judges]
        if len(found) == 1:
            return found[0]
    if judges == "certainty":  # a legend or a note below the table often names it
        return _named_around(sheet.around) or ("", None)
    return "", None


def _named_around(words: str) -> tuple[str, KnownTool] | None:
    """Return the one tool of certainty that words around a table name, if they do."""
    found = [one for one in tools_named(_undenied(words)) if one[1].judges == "certainty"]
    return found[0] if len(found) == 1 else None


def _undenied(words: str) -> str:
    """Return words without the sentences that deny something: *GRADE was not used*."""
    return "\n".join(one for one in _SENTENCE_ENDS.split(words) if not _DENIED.search(one))


def find_tool(
    name: str, judges: Judged, columns: Sequence[Column], desk: Desk
) -> AppraisalTool | None:
    """Return the tool with a name or id; without a name the one whose domains the columns are."""
    tools = [one for one in (*desk.entered.tools, *desk.new.tools) if one.judges == judges]
    if name:
        wanted = fold_heading(name)
        return next(
            (one for one in tools if wanted in {fold_heading(one.name), fold_heading(one.id)}), None
        )
    heads = {fold_heading(one.heading) for one in columns}
    fitting = [
        one
        for one in tools
        if len(heads) > 1 and heads <= {fold_heading(domain.label) for domain in one.domains}
    ]
    return fitting[0] if len(fitting) == 1 else None


def label_of(column: Column, sheet: Sheet, tool: AppraisalTool | None) -> str:
    """Return the label of a domain: of `D1` what the tool has, or what the text says of it."""
    match = _NUMBERED.fullmatch(column.heading.strip())
    if match is None:
        return column.heading
    said = re.search(rf"\b{re.escape(column.heading)}\s*[=:]\s*([^;.\n\\]+)", sheet.around)
    if said is not None:
        return " ".join(said[1].split())
    number = int(match["number"])
    if tool is not None and len(tool.domains) >= number:
        return tool.domains[number - 1].label
    return column.heading


def find_domains(tool: AppraisalTool, labels: Mapping[int, str], sheet: Sheet) -> dict[int, str]:
    """Return the domains of a tool that somebody entered; what it does not have is asked."""
    ids = {fold_heading(one.label): one.id for one in tool.domains}
    ids |= {fold_heading(one.id): one.id for one in tool.domains}
    found: dict[int, str] = {}
    for place, label in labels.items():
        if (domain := ids.get(fold_heading(label))) is not None:
            found[place] = domain
        else:
            column = sheet.columns[place]
            sheet.ask(f"'{tool.id}' has no domain '{label}'; add it there", column=column)
    return found


def make_tool(
    drafted: AppraisalTool | None,
    name: str,
    judges: Judged,
    words: Sequence[str],
    labels: Mapping[int, str],
    sheet: Sheet,
    desk: Desk,
) -> AppraisalTool | None:
    """Return a new tool with its words and domains, or one that was drafted with those added."""
    had = drafted.domains if drafted is not None else ()
    ids = {one.id for one in had}
    known = {fold_heading(one.label) for one in had}
    added = []
    for label in labels.values():
        if fold_heading(label) not in known:
            added.append(AppraisalDomain(id=free_id(label, ids), label=label))
            ids.add(added[-1].id)
            known.add(fold_heading(label))
    if drafted is not None:
        tool = drafted.model_copy(update={"domains": (*had, *added)})
        desk.new.tools[desk.new.tools.index(drafted)] = tool
        return tool
    taken = {one.id for one in (*desk.entered.tools, *desk.new.tools)}
    fields = {
        "id": free_id(name, taken),
        "name": name,
        "judges": judges,
        "words": tuple(words),
        "unranked": tuple(word for word in words if fold_judgement(word) in SILENT),
        "domains": tuple(added),
        "span": sheet.table.span,
        "page": sheet.table.page,
        "pages": sheet.table.pages,
    }
    given = {key: value for key, value in fields.items() if value not in (None, ())}
    made = make_record(AppraisalTool, given, sheet, sheet.rows[0])
    if made is not None:
        desk.new.tools.append(made)
    return made
