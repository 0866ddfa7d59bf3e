from __future__ import annotations

import logging

from kg.service.http.faults import FaultLine, holds_exception


def make_record(error: BaseException | None) -> logging.LogRecord:
    """Make what uvicorn would log."""
    information = (type(error), error, error.__traceback__) if error is not None else None
    return logging.LogRecord("uvicorn.error", logging.ERROR, "x", 1, "msg", None, information)


def test_a_fault_is_one_line_with_its_place() -> None:
    """The kind, what it says, and where, the innermost place first."""
    try:
        {}["a\nb"]
    except KeyError as error:
        told = FaultLine().format(make_record(error))
    assert told.startswith("fault in the server: KeyError: ")
    assert "test_a_fault_is_one_line_with_its_place" in told
    assert "\n" not in told


def test_what_a_client_did_is_no_fault() -> None:
    """A record without an exception is not told."""
    assert not holds_exception(make_record(None))
    assert holds_exception(make_record(ValueError("x")))
