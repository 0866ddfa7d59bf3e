"""Headings of columns that tell of one group of a study → what they hold, and of which group."""

from __future__ import annotations

import re

_SD = r"(?:sds?|s\.d\.|std\.? ?dev\.?|standard deviations?)"
_SE = r"(?:sem?|s\.e\.(?:m\.)?|std\.? ?err\.?|standard errors?(?: of the mean)?)"
_CI = r"(?:[0-9]{2}(?:\.[0-9])? ?\\?% ?)?(?:CIs?|confidence intervals?)"
_IQR = r"(?:iqr|inter-?quartile range|q1 ?[,–-] ?q3)"
_RANGE = r"(?:range|min\.?(?:imum)? ?[,–-] ?max\.?(?:imum)?)"
_WITH = r" ?(?:[(\[,/±]|\+/[-\u2212]|\$?\\pm\$?|and) ?±?\$? ?"
# Two numbers in a cell are tried before one.
_MEASURED = (
    ("mean/sd", re.compile(rf"(?i:means?{_WITH}{_SD})")),
    ("mean/se", re.compile(rf"(?i:means?{_WITH}{_SE})")),
    ("mean/ci", re.compile(rf"(?i:means?{_WITH}{_CI})")),
    ("median/iqr", re.compile(rf"(?i:medians?{_WITH}{_IQR})")),
    ("median/range", re.compile(rf"(?i:medians?{_WITH}{_RANGE})")),
    ("mean", re.compile(r"(?i:means?)")),
    ("sd", re.compile(rf"(?i:{_SD})")),
    ("se", re.compile(rf"(?i:{_SE})")),
    ("median", re.compile(r"(?i:medians?)")),
    ("iqr", re.compile(rf"(?i:{_IQR})")),
    ("range", re.compile(rf"(?i:{_RANGE})")),
)
# Beside a mean these say what was measured of all, and name no group.
_NO_ARM = re.compile(
    r"\b(?:means?|medians?|changes?|differences?|age|years|bmi|baseline|duration|dose)\b",
    re.IGNORECASE,
)
_COUNTS = (
    (
        "events/n",
        re.compile(
            r"[nrx] ?/ ?[nN]|(?i:(?:events|cases|responders) ?/ ?(?:n|total|patients|participants))"
        ),
    ),
    ("events", re.compile(r"(?i:(?:no\.?|number) of events|events?)")),
    ("n", re.compile(r"[nN]|(?i:total|sample size|group size)")),
)  # fmt: skip
_AROUND = " \t:,;([{)]}–-"
MEASURED = frozenset(role for role, _ in _MEASURED)
ARMS = frozenset({*MEASURED, *(role for role, _ in _COUNTS)})


_COUNTED_WITH_SHARE = re.compile(
    r"(?P<words>.*?)[\s,:;]*(?:\bn|(?i:\b(?:no\.?|number|events?)))\s*[(\[]\\?%[)\]]"
)


def role_beside_arms(heading: str) -> tuple[str, str] | None:
    """Return what a heading holds of an arm that its row names, and on what: `Pain, mean (SD)`."""
    bare = re.sub(r"\^[^^]*\^|[*†‡§¶]", "", heading).strip()
    share = _COUNTED_WITH_SHARE.fullmatch(bare)
    if share is not None:
        return "events", share["words"].strip(_AROUND)
    for role, pattern in (*_MEASURED, *_COUNTS):
        if re.fullmatch(rf"(?:{pattern.pattern})[)\]]*", bare):
            return role, ""
    return arm_in(heading)


def arm_in(heading: str) -> tuple[str, str] | None:
    """Return what a heading has of an arm, and its label: `Walk (n/N)`, `Walk: mean (SD)`."""
    bare = re.sub(r"\^[^^]*\^|[*†‡§¶]", "", heading).strip()
    is_share = "%" in re.sub(_CI, "", bare, flags=re.IGNORECASE)
    if is_share:
        return None
    for role, pattern in (*_MEASURED, *_COUNTS):
        for form in (
            rf"(?P<arm>.+?)[{re.escape(_AROUND)}]+(?:{pattern.pattern})[)\]]*",
            rf"(?:{pattern.pattern})[{re.escape(_AROUND)}]+(?P<arm>.+?)[)\]]*",
            # A head over the arms: `Passed, n/N: Walk`.
            rf".+[{re.escape(_AROUND)}]+(?:{pattern.pattern})[)\]]*: (?P<arm>[^:]+?)",
        ):
            match = re.fullmatch(form, bare)
            if match is None:
                continue
            arm = match["arm"].strip(_AROUND)
            if not arm or (role in MEASURED and not _is_arm(arm)):
                return None
            return role, arm
    return None


def _is_arm(words: str) -> bool:
    return not (_NO_ARM.search(words) or any(pattern.fullmatch(words) for _, pattern in _MEASURED))
