"""The words by which the columns of a table are known."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.sources.tabled.cells.pooling import ROLES as STATISTICS
from kg.sources.tabled.headings.armheadings import ARMS

# What a column may hold, by the headings that say so, folded and without marks.
_HEADINGS: Mapping[str, str] = {
    "studies": "no of studies; number of studies; no of trials; k; number of trials; studies n; "
    "n studies; trials n; participants studies; no of participants studies; "
    "number of participants studies; studies participants; participants trials; "
    "trials participants; no of trials participants; number of trials participants; "
    "no of studies participants; number of studies participants; participants rcts; "
    "trials people; people trials; studies people; people studies; trials patients; "
    "patients trials; studies patients; patients studies; "
    "no of participants trials; number of participants trials; rcts; no of rcts; rcts participants",
    "reference": "reference; references; ref; refs; citation; source",
    "identifier": "pmid; pubmed id; pubmed; doi; pmcid",
    "year": "year; publication year; year of publication",
    "arm": "arm; arms; group; groups; study arm; study group; trial arm; treatment arm; "
    "treatment group; treatment groups; randomised group; randomized group; allocated group; "
    "allocation; condition; conditions",
    "value": "yi; te",  # as programs that pool call the effect of a study
    "outcome": "outcome; endpoint",
    "outcomes": "outcomes; main outcomes; primary outcomes; outcome measures; outcomes measured; "
    "outcomes reported; outcome measure; outcome measured; outcome variable; outcome variables; "
    "outcomes assessed; outcome assessed; outcome domain; outcome domains; outcome of interest; "
    "outcomes of interest; important outcomes; critical outcomes; patient important outcomes",
    "measure": "measure; effect measure; measure of effect",
    "subgroup": "subgroup; sub group; subgroups; sub groups",
    "timepoint": "timepoint; time point; follow up; time",
    "unit": "unit; units",
    "country": "country; countries; country of study",
    "design": "design; study design; study type; type of study",
    "setting": "setting; settings; study setting",
    "sample": "n; sample; sample size; total n; n total; n randomised; n randomized; "
    "number randomised; number randomized; sample size n; total sample",
    "participants": "participants; population; patients; study population; subjects; "
    "participant characteristics; sample characteristics; no of participants; "
    "number of participants; participants n; n participants; no of patients; patients n; "
    "patients population problem; patient population; population problem; patients problem; "
    "number of patients; children; women; men; adults",
    "intervention": "intervention; interventions; experimental intervention; treatment; exposure",
    "comparator": "comparator; comparators; comparison; control; controls; comparison group; "
    "control group; control condition",
    "compared": "intervention vs control; intervention v control; intervention versus control; "
    "intervention control; intervention vs comparator; intervention versus comparator; "
    "intervention comparator; intervention vs comparison; intervention versus comparison; "
    "intervention comparison; interventions compared; treatment vs control; "
    "treatment versus control; experimental vs control; experimental versus control",
    "period": "period; study period; study dates; years of study; recruitment period",
    "funder": "funder; funding; funding source; source of funding; sponsor",
    "method": "method; methods",
    "note": "note; notes; comment; comments; remarks",
    "reason": "why; reason; reasons; explanation; explanations; reasons for downgrading; "
    "reason for downgrading; support for judgement; reasons for judgement",
    "overall": "overall; overall risk; overall bias; overall risk of bias; overall judgement; "
    "overall judgment; overall rob",
    "certainty": "certainty; certainty of evidence; certainty of the evidence; grade; "
    "certainty of evidence grade; certainty of the evidence grade; quality of evidence; "
    "quality of the evidence; quality of evidence grade; quality of the evidence grade; "
    "certainty grade; grade certainty",
}
# A heading of these words alone names the study, if one of the first is among them.
NAMING = frozenset(
    {"study", "studies", "trial", "trials", "author", "authors", "review", "reviews"}
    | {"slab", "studlab"}
)
MANY = frozenset({"studies", "trials", "included studies"})
BESIDE_NAMES = NAMING | {
    "first",
    "year",
    "date",
    "id",
    "name",
    "ref",
    "reference",
    "included",
    "s",
    "and",
    "or",
    "subgroup",
    "publication",
}
BY_HEADING = {name: role for role, names in _HEADINGS.items() for name in names.split("; ")}
# What these columns hold is said in words; a figure there is something else.
IN_WORDS = frozenset(
    {
        "country",
        "design",
        "setting",
        "participants",
        "intervention",
        "comparator",
        "compared",
        "outcomes",
        "funder",
        "method",
        "note",
    }
)
FIGURE = re.compile(r"[^^\W_]?[-\u2212\u2013<>=~≈]?[0-9.,·/%()\s–-]+")
_LETTERS = r"a?(?:RR|OR|HR)|IRR|PR|ROM|RD|SMD|WMD|MD"
_WORDS = (
    r"risk ratios?|relative risks?|odds ratios?|hazard ratios?|(?:incidence )?rate ratios?|"
    r"prevalence ratios?|ratios? of means|risk differences?|"
    r"(?:standardi[sz]ed |weighted )?mean differences?|hedges['’]? ?g|cohen['’]?s ?d"
)
MEASURE = re.compile(
    rf"(?<![^\W_])(?P<name>(?P<letters>(?:log ?|ln ?)?(?:{_LETTERS}))|(?i:{_WORDS}))(?![^\W_])"
)
# Letters of a measure that alone may be anything: Hedges' g, Cohen's d.
SHORT_MEASURES = frozenset({"g", "d"})
LEVEL = re.compile(r"([0-9]{2}(?:\.[0-9])?)\s*%")
# `Estimate (SE)`: cells have the error in brackets, which is no interval.
STANDARD_ERROR = re.compile(
    r"[(\[]\s*(?:SE|s\.\s?e\.|std\.?\s*err(?:or|\.)?|standard errors?)\s*[)\]]", re.IGNORECASE
)
INTERVAL_WORDS = frozenset(
    {
        "ci",
        "cri",
        "interval",
        "intervals",
        "confidence",
        "credible",
        "limit",
        "limits",
        "bound",
        "end",
        "of",
        "the",
        "and",
        "with",
    }
)
LOW = frozenset({"lower", "low", "ll", "lcl", "lb"})
HIGH = frozenset({"upper", "high", "ul", "ucl", "ub"})
ESTIMATES = frozenset(
    {
        "effect",
        "estimate",
        "size",
        "point",
        "relative",
        "pooled",
        "summary",
        "result",
        "adjusted",
        "crude",
        "unadjusted",
    }
)
# How it was pooled, as forest plots say it.
POOLING = frozenset({"m", "h", "iv", "fixed", "random", "effects", "mh", "model"})
TOLD = re.compile(r"(?P<role>.+?)(?: of (?P<arm>.+))?")
# What may be told of a column in the data, beside the names above.
ROLES = frozenset(
    {
        *_HEADINGS,
        *ARMS,
        *STATISTICS,
        "study",
        "value",
        "interval",
        "low",
        "high",
        "baseline",
        "risk",
        "difference",
        "domain",
        "none",
    }
)
