"""Witnesses: pages that vouch for what stands in the data, and which pages cannot.

A witness must be whoever publishes, keeps or catalogues a work. What only passes pages on, shows
them before they are published, or holds what anybody uploads, vouches for nothing: it may be
changed on the way, wrong still, or not what its title says. The host alone tells which is which.
"""

from __future__ import annotations

import ipaddress
import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator

from kg.model.base import Url

# Hosts, each with all below it, where anybody puts files or texts and gives them titles.
_UPLOADED = frozenset(
    {
        "academia.edu", "calameo.com", "coursehero.com", "docplayer.net", "docslib.org",
        "documents.pub", "dokumen.pub", "dokumen.tips", "ebin.pub", "epdf.pub", "epdf.tips",
        "fdocuments.net", "idoc.pub", "issuu.com", "kupdf.net", "pdf4pro.com", "pdfcoffee.com",
        "pdfdrive.com", "pdfdrive.to", "pdfslide.net", "researchgate.net", "scribd.com",
        "silo.pub", "slideshare.net", "spotidoc.com", "studocu.com", "studylib.net",
        "techylib.com", "vdoc.pub", "vdocuments.mx", "vdocuments.net", "yumpu.com",
    }
)  # fmt: skip
# Hosts that show the pages or the texts of others as their own.
_PASSED_ON = frozenset(
    {
        "annas-archive.org", "googleusercontent.com", "idm.oclc.org", "libgen.is", "libgen.rs",
        "r.jina.ai", "sci-hub.ru", "sci-hub.se", "sci-hub.st", "translate.goog",
        "translate.google.com", "weglot.com", "wilddata.cn", "z-lib.org",
    }
)  # fmt: skip
_PROXY = re.compile(r"[a-z]{0,4}proxy[0-9]*")
_STAGING = frozenset({"localhost", "preprod", "sandbox", "staging", "testing", "uat"})
# What a library's proxy makes of `doi.org`: `doi.org.library.example.edu`, `doi-org.library…`.
# `edu` stands in names of faculties as well, `www.edu.example.fi`.
_ANOTHER_HOST = re.compile(
    r"(?<!www)[.-](com|gov|net|org)(\.|$)|-(ac|co|edu|gov|org)-[a-z]{2}(\.|$)"
)
_LAST = re.compile(r"\.(ac|co|com|edu|gov|net|org|nhs|police|sch)\.[a-z]{2}$|\.[a-z0-9-]+$")
_SAY = "name a page of the publisher, a library or a catalogue, or leave it out"


def fault_of_witness(address: str) -> str | None:
    """Return why a page cannot vouch for anything, or None; `address` is one of the web."""
    host = (urlsplit(address).hostname or "").rstrip(".")
    if any(_is_below(host, known) for known in _UPLOADED):
        return f"{host} holds what anybody uploads, so it is no witness; {_SAY}"
    above = _LAST.sub("", host).rpartition(".")[0]  # what stands before the registered name
    words = re.split(r"[.-]", above)
    passes = any(map(_PROXY.fullmatch, words)) or _ANOTHER_HOST.search(above)
    if passes or any(_is_below(host, known) for known in _PASSED_ON):
        return f"{host} passes on pages of others, so it is no witness; {_SAY}"
    if not _STAGING.isdisjoint(words) or _is_nobodys(host):
        return f"{host} is no public address of what it shows, so it is no witness; {_SAY}"
    return None


def _is_below(host: str, known: str) -> bool:
    return host == known or host.endswith(f".{known}")


def _is_nobodys(host: str) -> bool:
    """Say whether a host is a machine's own name, or a number that only a local net knows."""
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return host == "localhost" or host.endswith((".local", ".localhost", ".internal"))


def _be_witness(address: str) -> str:
    fault = fault_of_witness(address)
    if fault is not None:
        raise ValueError(f"'{address}': {fault}")
    return address


Witness = Annotated[Url, AfterValidator(_be_witness)]
