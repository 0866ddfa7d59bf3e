"""The redirects of w3id.org, read by a small interpreter of the few directives that they use."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest

FILE = Path(__file__).resolve().parents[2] / "deploy" / "w3id" / ".htaccess"
SITE = "https://tiptrace.example"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@dataclass
class Rule:
    """A rewrite rule with the conditions above it, each with whether `or` joins it to the next."""

    pattern: str
    target: str
    flags: set[str]
    conditions: list[tuple[str, bool]] = field(default_factory=list)

    def holds(self, accept: str) -> bool:
        """Tell whether the conditions let the rule apply."""
        group = False
        for pattern, joined in self.conditions:
            group = group or re.search(pattern, accept) is not None
            if not joined:
                if not group:
                    return False
                group = False
        return True


def read_rules() -> list[Rule]:
    """Read the rules of the file; a directive that is not known here is an error."""
    rules: list[Rule] = []
    conditions: list[tuple[str, bool]] = []
    for line in FILE.read_text(encoding="utf-8").splitlines():
        words = line.split()
        match words:
            case [] | ["#", *_] | ["Options", "-MultiViews"] | ["RewriteEngine", "on"]:
                continue
            case ["RewriteCond", "%{HTTP_ACCEPT}", pattern, *flags]:
                conditions.append((pattern, flags == ["[OR]"]))
            case ["RewriteRule", pattern, target, flags]:
                rules.append(Rule(pattern, target, set(flags.strip("[]").split(",")), conditions))
                conditions = []
            case _:
                pytest.fail(f"unknown directive: {line}")
    return rules


def follow(path: str, accept: str = "") -> tuple[int, str] | None:
    """Return the status and the address that a request is sent to, or None for none."""
    environment: dict[str, str] = {}
    for rule in read_rules():
        found = re.search(rule.pattern, path)
        if found is None or not rule.holds(accept):
            continue
        setting = next((flag for flag in rule.flags if flag.startswith("E=")), None)
        if setting is not None:
            name, _, value = setting.removeprefix("E=").partition(":")
            environment[name] = value
            continue
        assert "L" in rule.flags
        status = next(int(flag[2:]) for flag in rule.flags if flag.startswith("R="))
        return status, expand(rule.target, found, environment)
    return None


def expand(target: str, found: re.Match[str], environment: dict[str, str]) -> str:
    """Return a target with its variables and its groups filled in."""
    named = re.sub(r"%\{ENV:(\w+)\}", lambda name: environment[name.group(1)], target)
    return re.sub(r"\$(\d)", lambda number: found.group(int(number.group(1))) or "", named)


@pytest.mark.parametrize(
    ("path", "accept", "expected"),
    [
        ("ontology", BROWSER, (303, "/ontology.html")),
        ("ontology", "", (303, "/ontology.html")),
        ("ontology", "*/*", (303, "/ontology.html")),
        ("ontology/", "text/turtle", (303, "/ontology.ttl")),
        ("ontology", "text/turtle", (303, "/ontology.ttl")),
        ("ontology", "application/rdf+xml", (303, "/ontology.rdf")),
        ("ontology", "application/n-triples", (303, "/ontology.nt")),
        ("ontology", "application/ld+json", (303, "/ontology.jsonld")),
        ("ontology.ttl", BROWSER, (302, "/ontology.ttl")),
        ("ontology.html", "text/turtle", (302, "/ontology.html")),
        ("ontology/0.2.0", "", (303, "/ontology/0.2.0")),
        ("ontology/0.2.0.ttl", "", (303, "/ontology/0.2.0.ttl")),
        ("alignments", BROWSER, (303, "/alignments")),
        ("shapes.ttl", "", (303, "/shapes.ttl")),
        ("contributors", "text/turtle", (303, "/contributors")),
        ("frost2005", BROWSER, (303, "/")),
        ("frost2005/tips/12", BROWSER, (303, "/tips/12")),
        ("frost2005/claims/a-claim", "text/turtle", (303, "/claims/a-claim")),
        ("frost2005/sources/A9.ttl", "", (303, "/sources/A9.ttl")),
        ("", BROWSER, (302, "/")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_redirect(path: str, accept: str, expected: tuple[int, str]) -> None:
    """An IRI leads to the form of it that the asker accepts."""
    status, target = expected
    assert follow(path, accept) == (status, SITE + target)


@pytest.mark.parametrize("path", ["ontology.exe", "ontology/newest", "ontologyx", "other/tips/1"])
def test_stranger_leads_nowhere(path: str) -> None:
    """An address that is not ours is not sent anywhere."""
    assert follow(path, BROWSER) is None


def test_it_says_that_it_is_not_registered() -> None:
    """The file says that nothing resolves as long as the entry is not registered."""
    assert "Not registered yet" in FILE.read_text(encoding="utf-8")
