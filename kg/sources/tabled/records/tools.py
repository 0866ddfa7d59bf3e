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
from kg.sources.tabled.sheets.filetables import FileTable
from kg.sources.tabled.sheets.naming import free_id
from kg.sources.tabled.sheets.sheets import Sheet

_NUMBERED = re.compile(r"(?:d|domain )(?P<number>[1-9])", re.IGNORECASE)

# What stands above the domains of a table, and names none of them: `Domain: Blinding`.
_ABOVE = re.compile(
    r"(?:(?:risk of |rob )?bias |quality )?(?:domains?|items?|criteri(?:a|on))"
    r"|(?:risk of )?bias|rob"
)
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
    # A file may be called by a tool, which no review says.
    title = "" if isinstance(sheet.table, FileTable) else sheet.table.title
    for text in (overall.heading if overall else "", title, sheet.heading):
        if (found := _only_named(text, judges)) is not None:
            return found
    if judges == "certainty":  # a legend or a note below the table often names it
        return _only_named(sheet.around, "certainty") or ("", None)
    return "", None


def look_up(
    sheet: Sheet,
    overall: Column | None,
    judges: Judged,
    columns: Sequence[Column],
    desk: Desk,
) -> tuple[str, KnownTool | None, AppraisalTool | None] | None:
    """Return name and kind of the tool, and the one that there is; None where that is asked."""
    name, known = find_name(sheet, overall, judges)
    existing = find_tool(name, judges, columns, desk)
    if existing is None and not name:
        _ask_for_tool(sheet, judges)
        return None
    return name, known, existing


def _ask_for_tool(sheet: Sheet, judges: Judged) -> None:
    """Ask by which tool a table judges; what its file is called by is offered."""
    found = _only_named(sheet.table.title, judges) if isinstance(sheet.table, FileTable) else None
    offered = found[0] if found else "its name as printed"
    called = "; the name of the file says one, and the review may say another" if found else ""
    sheet.ask(f"by which tool is {judges} judged? add records: {{tool: {offered}}}{called}")


def _only_named(words: str, judges: Judged) -> tuple[str, KnownTool] | None:
    """Return the one tool of a kind that words name, or None."""
    found = [one for one in tools_named(_undenied(words)) if one[1].judges == judges]
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
    heads = {fold_heading(_domain_in(one.heading)) for one in columns}
    fitting = [
        one
        for one in tools
        if len(heads) > 1 and heads <= {fold_heading(domain.label) for domain in one.domains}
    ]
    return fitting[0] if len(fitting) == 1 else None


def label_of(column: Column, sheet: Sheet, tool: AppraisalTool | None) -> str:
    """Return the label of a domain: of `D1` what the tool has, or what the text says of it."""
    name = _domain_in(column.heading)
    match = _NUMBERED.fullmatch(name.strip())
    if match is None:
        return name
    said = re.search(rf"\b{re.escape(name)}\s*[=:]\s*([^;.\n\\]+)", sheet.around)
    if said is not None:
        return " ".join(said[1].split())
    number = int(match["number"])
    if tool is not None and len(tool.domains) >= number:
        return tool.domains[number - 1].label
    return name


def _domain_in(heading: str) -> str:
    """Return the name of a domain without a head above it that all of them have."""
    above, _, last = heading.rpartition(": ")
    return last if above and _ABOVE.fullmatch(fold_heading(above)) else heading


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
