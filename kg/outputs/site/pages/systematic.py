"""The page of what a systematic review asks, finds and judges."""

from __future__ import annotations

from kg.outputs.site.pages.kinds import PageKind, every, own

SYSTEMATIC: tuple[PageKind, ...] = (
    PageKind(
        "systematic.html",
        path="systematic.html",
        parts={
            "there": every("systematic"),
            "asked": every(
                "systematic-questions",
                studies=own("systematic-studies"),
                effects=own("systematic-effects"),
            ),
            "tools": every(
                "systematic-tools",
                words=own("systematic-words"),
                domains=own("systematic-domains"),
                judgements=own("systematic-judgements"),
            ),
            "steps": every("systematic-flow"),
        },
        needs="systematic",
    ),
)
