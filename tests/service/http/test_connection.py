from __future__ import annotations

import inspect

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from kg.service.http.connection import RELIED_ON


def test_uvicorn_still_has_what_is_relied_on() -> None:
    """Each name is a method of its protocol, or set when one is made."""
    made = inspect.getsource(HttpToolsProtocol.__init__) + inspect.getsource(
        HttpToolsProtocol.on_message_begin
    )
    for name in RELIED_ON:
        assert (
            hasattr(HttpToolsProtocol, name) or f"self.{name} =" in made or f"self.{name}:" in made
        )
