"""What standard error hears: a fault of ours in one line, and nothing that a stranger can cause.

uvicorn and asyncio log whatever goes wrong, with a traceback or a line for each request that is no
HTTP; the access log and the metrics tell of those already.
"""

from __future__ import annotations

import logging
import sys
import traceback

LOGGERS = ("uvicorn.error", "asyncio")


class FaultLine(logging.Formatter):
    """A fault as one line: what it is, and the way to it, the innermost place first."""

    def format(self, record: logging.LogRecord) -> str:
        """Format a record that holds an exception."""
        error = record.exc_info[1] if record.exc_info else None
        if error is None:
            return record.getMessage()
        frames = reversed(traceback.extract_tb(error.__traceback__))
        way = " < ".join(f"{frame.name} {frame.filename}:{frame.lineno}" for frame in frames)
        told = " ".join(str(error).split())
        return f"fault in the server: {type(error).__name__}: {told} ({way})"


def holds_exception(record: logging.LogRecord) -> bool:
    """Tell a fault from a remark about what a client did."""
    return bool(record.exc_info and record.exc_info[1])


def report_faults() -> None:
    """Have the loggers of uvicorn and asyncio tell faults, in one line each, and nothing else."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(FaultLine())
    handler.addFilter(holds_exception)
    for name in LOGGERS:
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.propagate = False
